package theme

import (
	"io/fs"
	"strings"
	"testing"

	"corkboard/generator/views"
	"corkboard/themes"
)

// general is the same theme with everything left to html/template.
func general(t testing.TB) *Theme {
	t.Helper()
	own := loadTheme(t)
	return &Theme{name: own.name, pages: own.pages, locales: own.locales, sources: own.sources, assets: own.assets, interpret: true, editions: map[editionKey]*edition{}}
}

// Programs are an optimization: no page shows that they exist.
func TestPagesAreTheSameAsOfHTMLTemplate(t *testing.T) {
	own, plain := loadTheme(t), general(t)
	for _, l := range languages {
		list := samples(t, l[0], l[1])
		for kind, typ := range pageKinds {
			list = append(list,
				sample{"blank " + kind, func() views.View { return blank(typ, kind) }},
				sample{"full " + kind, func() views.View { return full(typ, kind) }})
		}
		for _, s := range list {
			if a, b := render(t, own, s.view()), render(t, plain, s.view()); a != b {
				t.Errorf("%s: %s", s.name, difference(a, b))
			}
		}
	}
}

// The default theme leaves nothing to html/template. On a page nobody would see
// the difference, but everybody would wait longer.
func TestDefaultThemeIsTranslated(t *testing.T) {
	e, err := loadTheme(t).edition("en", "/")
	if err != nil {
		t.Fatal(err)
	}
	total, _ := interpreted(e)
	for name, p := range e.set.Programs {
		if why := p.Interpreted(); why != "" {
			t.Errorf("%s for %v: %s", name, p.Dot(), why)
		}
	}
	if total < len(pageKinds) {
		t.Errorf("there are %d programs for %d page kinds", total, len(pageKinds))
	}
}

// Where a site's theme uses something unsupported, it is left to html/template,
// and the pages around it are the same.
func TestAThemeWithPartsThatAreLeft(t *testing.T) {
	base := loadTheme(t)
	for file, change := range map[string][2]string{
		"base/page-layout.html": {"{{.Main}}", "{{.Main}}{{slice .PageTitle 0 0}}"},
		"base/strip.html":       {"{{if .Sensitive}}", "{{if .Page.Sensitive}}"},
		"base/open.html":        {"{{.Zone}}", `{{slice .Zone 0}}`},
		"card/card.html":        {"{{if .Marks}}", "{{if html .Marks}}{{end}}{{if .Marks}}"},
		"card/ends.html":        {"{{.End}}", "{{slice .End 0}}"},
	} {
		data, err := fs.ReadFile(themes.FS, "default/"+file)
		if err != nil {
			t.Fatal(err)
		}
		changed := strings.ReplaceAll(string(data), change[0], change[1])
		if changed == string(data) {
			t.Fatalf("%s has no %s", file, change[0])
		}
		own := mustLoad(t, edit(t, map[string]string{"default/" + file: changed}), "default")
		e, err := own.edition("en", "/")
		if err != nil {
			t.Fatal(err)
		}
		if total, parts := interpreted(e); parts == 0 || parts == total {
			t.Errorf("%s: %d of %d templates are left", file, parts, total)
		}
		for _, s := range samples(t, "en", "ltr") {
			if a, b := render(t, own, s.view()), render(t, base, s.view()); a != b {
				t.Errorf("%s, %s: %s", file, s.name, difference(a, b))
			}
		}
	}
}

// interpreted counts the programs of an edition and those left to
// html/template.
func interpreted(e *edition) (total, left int) {
	for _, p := range e.set.Programs {
		total++
		if p.Interpreted() != "" {
			left++
		}
	}
	return total, left
}

func difference(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	return "program:       " + a[max(0, i-80):min(len(a), i+60)] + "\nhtml/template: " + b[max(0, i-80):min(len(b), i+60)]
}
