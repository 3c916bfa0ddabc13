package theme

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"

	"corkboard/themes"
)

// Every ink is readable on every paper, in both schemes.
func TestContrastOfTokens(t *testing.T) {
	data, err := fs.ReadFile(themes.FS, "default/tokens/tokens.css")
	if err != nil {
		t.Fatal(err)
	}
	light, rest, ok := strings.Cut(string(data), "@media screen and (prefers-color-scheme: dark)")
	if !ok {
		t.Fatal("tokens.css has no dark scheme")
	}
	dark, _, _ := strings.Cut(rest, "@media print")
	for scheme, css := range map[string]string{"light": light, "dark": dark} {
		tokens := map[string]colour{}
		for _, m := range regexp.MustCompile(`--([a-z]+): (#[0-9a-f]{6});`).FindAllStringSubmatch(css, -1) {
			c, err := parseColour(m[2])
			if err != nil {
				t.Fatal(err)
			}
			tokens[m[1]] = c
		}
		for _, paper := range []string{"paper", "card", "tint"} {
			for _, ink := range []string{"ink", "soft", "accent", "give", "get", "say", "meet"} {
				if r := contrast(tokens[ink], tokens[paper]); r < readable {
					t.Errorf("%s: %s on %s has %.2f:1, less than 7:1", scheme, ink, paper, r)
				}
			}
			if r := contrast(tokens["rule"], tokens[paper]); r < 3 {
				t.Errorf("%s: the edge of a field on %s has %.2f:1, less than 3:1", scheme, paper, r)
			}
		}
	}
}

func FuzzAccent(f *testing.F) {
	for _, seed := range []string{"#8c1d18", "#ffff00", "#000000", "#ffffff", "#777777", "#0000ff", "red", "", "#12345", "#gggggg", "}*{color:red"} {
		f.Add(seed)
	}
	on := paper{light: "#f1e9d8", dark: "#2e2920"}
	rule := regexp.MustCompile(`^:root\{--accent:(#[0-9a-f]{6})\}@media screen and \(prefers-color-scheme:dark\)\{:root\{--accent:(#[0-9a-f]{6})\}\}$`)
	f.Fuzz(func(t *testing.T, accent string) {
		style := accentStyle(accent, on)
		given, err := parseColour(accent)
		if err != nil {
			if style != "" {
				t.Fatalf("%q is not a colour and gives %s", accent, style)
			}
			return
		}
		m := rule.FindStringSubmatch(style)
		if m == nil {
			t.Fatalf("%q gives %s", accent, style)
		}
		for i, back := range []string{on.light, on.dark} {
			ink, _ := parseColour(m[i+1])
			paper, _ := parseColour(back)
			if r := contrast(ink, paper); r < readable {
				t.Errorf("%s becomes %s, %.2f:1 on %s", accent, ink, r, back)
			}
			if contrast(given, paper) >= readable && ink != given {
				t.Errorf("%s could be read on %s and became %s", accent, back, ink)
			}
		}
	})
}

func TestAccentChangesTheStyleOnly(t *testing.T) {
	th := loadTheme(t)
	plain, coloured := th.Assets(""), th.Assets("#005a9c")
	if plain[0].Path == coloured[0].Path {
		t.Error("another accent has the same address")
	}
	for i := 1; i < len(plain); i++ {
		if plain[i].Path != coloured[i].Path {
			t.Errorf("%s changed with the accent", plain[i].Path)
		}
	}
	if view := samples(t, "en", "ltr")[0].view(); true {
		view.Page().Accent = "#005a9c"
		view.Page().ContentHash[0]++
		if html := render(t, th, view); !strings.Contains(html, coloured[0].Path) {
			t.Error("the page does not refer to the sheet with its accent")
		}
	}
}

func TestMinifySheet(t *testing.T) {
	tests := map[string]string{
		"a { color: red; }":                            "a{color:red}",
		"a  b ,\n c > d{ x : y ; }":                    "a b,c>d{x :y}",
		"/* gone */ a { b: calc(1px + 2px) }":          "a{b:calc(1px + 2px)}",
		`a::after { content: "a  ;  } /* x */"; }`:     `a::after{content:"a  ;  } /* x */"}`,
		"@media (min-width: 2rem) { a { b: c; } }":     "@media (min-width:2rem){a{b:c}}",
		"a :hover { b: c }":                            "a :hover{b:c}",
		"a { font: 600 1rem/1.2 \"A B\", serif; b:c }": `a{font:600 1rem/1.2 "A B",serif;b:c}`,
		"a { b: c } /* open":                           "a{b:c}",
	}
	for css, want := range tests {
		if got := minifySheet(css); got != want {
			t.Errorf("%q\n got %q\nwant %q", css, got, want)
		}
	}
}

func TestAddress(t *testing.T) {
	for _, good := range []string{"/give/", "https://example.org/a?b=c:d", "tel:+15185550156", "webcal://example.org/x.ics", "mailto:a@example.org", "#main", "?q=a:b", "../a:b", "", "SMS:+1518"} {
		if got := address(good); string(got) != good {
			t.Errorf("%q became %q", good, got)
		}
	}
	for _, bad := range []string{"javascript:alert(1)", "JAVASCRIPT:x", " javascript:x", "java\nscript:x", "data:text/html,x", "vbscript:x", "blob:x", "file:///etc/passwd"} {
		if got := address(bad); got != "#" {
			t.Errorf("%q was let through as %q", bad, got)
		}
	}
}

func TestIconsOfCategories(t *testing.T) {
	th := loadTheme(t)
	for _, id := range []string{"food", "home", "health", "give", "get", "say", "meet"} {
		if !slices.Contains(th.assets.known, id) {
			t.Errorf("there is no icon %s", id)
		}
	}
	f := &funcs{base: "/", assets: &th.assets}
	for id, want := range map[string]string{"unicorn": "", "food": `href="/` + th.assets.icons.Path + `#food"`} {
		if svg, err := f.appendIcon(nil, id); err != nil || !strings.Contains(string(svg), want) || want == "" && len(svg) > 0 {
			t.Errorf("icon %s: %s, %v", id, svg, err)
		}
	}
}
