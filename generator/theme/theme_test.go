package theme

import (
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"corkboard/generator/catalog"
	"corkboard/generator/tree"
	"corkboard/generator/views"
	"corkboard/themes"
)

var writeTo = flag.String("write", "", "folder to write every sample to, with the assets, for a browser or a judge")

// languages that the samples are rendered in: both of the theme, and one
// written from right to left.
var languages = [][2]string{{"en", "ltr"}, {"es", "ltr"}, {"ar", "rtl"}}

func render(t testing.TB, th *Theme, view views.View) string {
	t.Helper()
	var b bytes.Buffer
	if err := th.Render(&b, view); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestSamples(t *testing.T) {
	th := loadTheme(t)
	for _, l := range languages {
		for _, s := range samples(t, l[0], l[1]) {
			name := l[0] + "-" + s.name
			html := render(t, th, s.view())
			for _, m := range inspect(html) {
				t.Errorf("%s: %s", name, m)
			}
			if strings.Contains(html, "⟦") {
				t.Errorf("%s: a word is missing: %s", name, around(html, "⟦"))
			}
			write(t, name+".html", []byte(html))
		}
	}
	for _, a := range th.Assets("") {
		write(t, a.Path, a.Content)
	}
}

func write(t *testing.T, name string, content []byte) {
	if *writeTo == "" {
		return
	}
	file := filepath.Join(*writeTo, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, content, 0o644); err != nil {
		t.Fatal(err)
	}
}

func around(s, part string) string {
	i := strings.Index(s, part)
	return s[max(0, i-60):min(len(s), i+60)]
}

// A page has to arrive in the first round trip of a slow connection.
func TestPagesAreSmall(t *testing.T) {
	th := loadTheme(t)
	assets := th.Assets("")
	for _, s := range samples(t, "es", "ltr") {
		if n := zipped(render(t, th, s.view())) + zipped(string(assets[0].Content)); n > 14600 {
			t.Errorf("%s: HTML and CSS are %d bytes compressed, more than 14600", s.name, n)
		}
	}
	if n := zipped(string(th.assets.script.Content)); n > 2048 {
		t.Errorf("the script is %d bytes compressed, more than 2048", n)
	}
}

func zipped(s string) int {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	w.Write([]byte(s))
	w.Close()
	return b.Len()
}

// What strangers write stands in every field of every view.
func TestHostileTextStaysText(t *testing.T) {
	th, plain := loadTheme(t), general(t)
	for _, hostile := range []string{
		`"><script>alert(1)</script>`,
		`'><img src=x onerror=alert(1)>`,
		`javascript:alert(1)`,
		"\tjava\nscript:alert(1)",
		`JavaScript&colon;alert(1)`,
		`data:text/html,<script>alert(1)</script>`,
		`</title></style></textarea><svg onload=alert(1)>`,
		`{{.Title}} ${alert(1)} --> ]]>`,
		` onmouseover=alert(1) style=x`,
		"//evil.example/x.js",
	} {
		for kind, typ := range pageKinds {
			view := func() views.View {
				v := reflect.New(typ)
				fill(v.Elem(), 0)
				setStrings(v.Elem(), hostile)
				view := v.Interface().(views.View)
				f := view.Page()
				f.Kind, f.Lang, f.Dir, f.JSONLD, f.Base = kind, "en", "ltr", "", "/"
				f.ContentHash = tree.HashOf(hostile)
				return view
			}
			html := render(t, th, view())
			for _, m := range inspectSafety(html) {
				t.Errorf("%s with %q: %s", kind, hostile, m)
			}
			if other := render(t, plain, view()); html != other {
				t.Errorf("%s with %q: %s", kind, hostile, difference(html, other))
			}
		}
	}
}

// setStrings replaces every text of a filled value.
func setStrings(v reflect.Value, s string) {
	switch v.Kind() {
	case reflect.String:
		if v.CanSet() {
			v.SetString(s)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			setStrings(v.Elem(), s)
		}
	case reflect.Slice:
		for i := range v.Len() {
			setStrings(v.Index(i), s)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			setStrings(v.Field(i), s)
		}
	}
}

func TestJSONLDCannotEndItsElement(t *testing.T) {
	if _, err := appendJSONLD(nil, `{"name":"</script>"}`); err == nil {
		t.Error("a < in JSON-LD was let through")
	}
}

// The words of the closed lists are asked for by id, so no template shows that
// one is missing.
func TestEveryWordOfTheClosedListsIsThere(t *testing.T) {
	th := loadTheme(t)
	var keys []string
	add := func(list string, ids ...any) {
		for _, id := range ids {
			keys = append(keys, fmt.Sprintf("%s.%v", list, id))
		}
	}
	for _, k := range catalog.Kinds {
		add("kind", k.Kind)
		add("kind_line", k.Kind)
	}
	add("kind", catalog.KindOrganization)
	for _, d := range catalog.Directions {
		add("direction", d)
		add("direction_line", d)
	}
	for _, s := range catalog.Says {
		add("say", s)
		add("say_line", s)
	}
	add("give", anys(catalog.Gives)...)
	add("get", anys(catalog.Gets)...)
	add("status", anys(catalog.Statuses)...)
	add("organization_kind", anys(catalog.OrganizationKinds)...)
	add("organization_status", anys(catalog.OrganizationStatuses)...)
	add("access", anys(catalog.AccessFeatures)...)
	add("access_state", anys(catalog.AccessStates)...)
	add("requirement", anys(catalog.Requirements)...)
	add("remote", anys(catalog.Remotes)...)
	add("resident", anys(catalog.ResidentParts)...)
	add("phone_type", anys(catalog.PhoneTypes)...)
	add("commitment_unit", anys(catalog.CommitmentUnits)...)
	add("contact", "call", "text", "whatsapp", "tty", "mail", "web")
	for _, l := range th.Locales() {
		for _, key := range keys {
			if !l.Has(key) || l.T(key) == "" {
				t.Errorf("i18n/%s.yaml has no word %s", l.Tag(), key)
			}
		}
	}
}

func anys[T any](list []T) []any {
	out := make([]any, len(list))
	for i, v := range list {
		out[i] = v
	}
	return out
}

// A page of a sensitive category leaves no trace that a script or a share text
// could carry further, and a way out at its top.
func TestSensitivePage(t *testing.T) {
	th := loadTheme(t)
	for _, s := range samples(t, "en", "ltr") {
		view := s.view()
		html := render(t, th, view)
		if got := strings.Contains(html, "data-leave"); got != view.Page().Sensitive {
			t.Errorf("%s: leave this page: %v, sensitive: %v", s.name, got, view.Page().Sensitive)
		}
		if view.Page().Sensitive {
			for _, trace := range []string{`property="og:`, "data-share", `class="poster"`} {
				if strings.Contains(html, trace) {
					t.Errorf("%s: %s on a sensitive page", s.name, trace)
				}
			}
		}
	}
}

// Every page has one box to search from: a large one, or that of the masthead.
func TestOneSearchBox(t *testing.T) {
	th := loadTheme(t)
	for _, s := range samples(t, "en", "ltr") {
		html := render(t, th, s.view())
		if n := strings.Count(html, `role="search"`); n != 1 {
			t.Errorf("%s has %d search boxes", s.name, n)
		}
		if n := strings.Count(html, `name="q"`); n != 1 {
			t.Errorf("%s has %d fields for what is searched for", s.name, n)
		}
	}
}

func TestRenderingIsTheSameEachTime(t *testing.T) {
	list := samples(t, "en", "ltr")
	first := loadTheme(t)
	second, err := Load(withRTL(t), "default")
	if err != nil {
		t.Fatal(err)
	}
	if first.Hash() != second.Hash() {
		t.Error("the same theme has two hashes")
	}
	want := make([]string, len(list))
	for i, s := range list {
		want[i] = render(t, first, s.view())
	}
	var wait sync.WaitGroup
	for range 4 {
		wait.Go(func() {
			for i, s := range list {
				var b bytes.Buffer
				if err := second.Render(&b, s.view()); err != nil || b.String() != want[i] {
					t.Errorf("%s: rendered otherwise by another goroutine (%v)", s.name, err)
				}
			}
		})
	}
	wait.Wait()
}

// A site in a folder of its host refers to everything below that folder.
func TestBasePath(t *testing.T) {
	th := loadTheme(t)
	view := samples(t, "en", "ltr")[0].view()
	view.Page().Base = "/town/"
	html := render(t, th, view)
	for _, m := range regexp.MustCompile(`(?:href|src)="([^"]*assets/[^"]*)"`).FindAllStringSubmatch(html, -1) {
		if !strings.HasPrefix(m[1], "/town/assets/") {
			t.Errorf("%s is not below the base", m[1])
		}
	}
	if !strings.Contains(html, `href="/town/assets/icons.`) {
		t.Error("no icon is referred to")
	}
}

func TestALanguageWithoutWordsUsesTheNearest(t *testing.T) {
	th := loadTheme(t)
	for lang, want := range map[string]string{"es-MX": "es", "en": "en", "fr": th.Locales()[0].Tag()} {
		if got := th.speaking(lang).Tag(); got != want {
			t.Errorf("%s: got the words of %s, want %s", lang, got, want)
		}
	}
}

// edit returns the default theme with some files changed; "" removes one.
func edit(t *testing.T, files map[string]string) fs.FS {
	fsys := withRTL(t).(fstest.MapFS)
	for name, text := range files {
		if text == "" {
			delete(fsys, name)
			continue
		}
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

func TestLoadRefuses(t *testing.T) {
	original := func(file string) string {
		data, err := fs.ReadFile(themes.FS, "default/"+file)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	tests := map[string]struct {
		files map[string]string
		theme string
		want  []string
	}{
		"no such theme":       {theme: "fancy", want: []string{"fancy", "theme.yaml"}},
		"a path":              {theme: "../default", want: []string{"../default"}},
		"unknown word":        {files: map[string]string{"default/page/page.html": `<h1>{{t "label.nonsense"}}</h1>`}, want: []string{"default/page/page.html", "label.nonsense", "line 1"}},
		"unknown plural":      {files: map[string]string{"default/page/page.html": `<h1>{{if .Heading.Text}}{{n "label.nonsense" 3}}{{end}}</h1>`}, want: []string{"default/page/page.html", "label.nonsense"}},
		"unknown icon":        {files: map[string]string{"default/page/page.html": "<h1>\n{{icon \"unicorn\"}}</h1>"}, want: []string{"default/page/page.html", "unicorn", "line 2"}},
		"unknown template":    {files: map[string]string{"default/page/page.html": `{{template "nobody" .}}`}, want: []string{"default/page/page.html", "nobody"}},
		"unknown field":       {files: map[string]string{"default/page/page.html": `{{if .Heading.Text}}{{.Nothing}}{{end}}`}, want: []string{"page", "Nothing"}},
		"field only if empty": {files: map[string]string{"default/page/page.html": `{{if .Heading.Text}}{{else}}{{.Nothing}}{{end}}`}, want: []string{"page", "Nothing"}},
		"unknown function":    {files: map[string]string{"default/page/page.html": `{{shout .Heading}}`}, want: []string{"default/page/page.html", "shout"}},
		"open element":        {files: map[string]string{"default/page/page.html": `<p title="{{if .Heading.Text}}">{{end}}`}, want: []string{"page"}},
		"component gone":      {files: map[string]string{"default/gaps/gaps.html": ""}, want: []string{"theme.yaml", `"gaps"`}},
		"unknown page kind":   {files: map[string]string{"default/theme.yaml": "pages:\n  hom: home\n"}, want: []string{"default/theme.yaml:2:3", `"hom"`}},
		"page kind left out":  {files: map[string]string{"default/theme.yaml": "pages:\n  home: home\n"}, want: []string{"default/theme.yaml", `"access"`}},
		"unknown key":         {files: map[string]string{"default/theme.yaml": "colour: red\n"}, want: []string{"default/theme.yaml:1:1", `"colour"`}},
		"token not a colour":  {files: map[string]string{"default/theme.yaml": "tokens:\n  accent:\n    light: red\n    dark: \"#000000\"\n"}, want: []string{"default/theme.yaml:2:3", `"red"`}},
		"extends itself":      {files: map[string]string{"own/theme.yaml": "extends: own\n"}, theme: "own", want: []string{"own", "itself"}},
		"two of one name":     {files: map[string]string{"default/page/card.html": "x"}, want: []string{"default/card/card.html", "default/page/card.html"}},
		"two scripts of one name": {
			files: map[string]string{"default/page/own.mjs": "1", "default/card/own.mjs": "2"}, want: []string{"default/page/own.mjs"},
		},
		"script that does not parse": {
			files: map[string]string{"default/act/act.js": "const a = 1;\nif (a {}\n"}, want: []string{"default/act/act.js:2:7: ", "{"},
		},
		"script that closes our block": {files: map[string]string{"default/act/act.js": "a();\n} {\nb();"}, want: []string{"default/act/act.js:2:1: "}},
		"script that leaves a block open": {
			files: map[string]string{"default/subscribe/a.js": "for (;;) {\n"}, want: []string{"default/subscribe/a.js:2:1: "},
		},
		"name of another file of a component": {
			files: map[string]string{"default/page/one.js": "const a = 1;\nconst b = 2;", "default/page/two.js": "\nlet b;"}, want: []string{"default/page/two.js:2:5: ", "b"},
		},
		"script that exports":                {files: map[string]string{"default/act/act.js": "\nexport default 1;"}, want: []string{"default/act/act.js:2:1: ", "export"}},
		"script to load that does not parse": {files: map[string]string{"default/page/own.mjs": "export default (;"}, want: []string{"default/page/own.mjs:1:17: "}},
		"no such script":                     {files: map[string]string{"default/page/page.html": `{{script "nothing"}}`}, want: []string{"default/page/page.html", "nothing.mjs"}},
		"stray file":                         {files: map[string]string{"default/page/page.scss": "x"}, want: []string{"default/page/page.scss"}},
		"word in one language": {
			files: map[string]string{"default/i18n/es.yaml": strings.Replace(original("i18n/es.yaml"), "  skip: ", "  hop: ", 1)},
			want:  []string{"i18n/es.yaml", "label.skip"},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			theme := tt.theme
			if theme == "" {
				theme = "default"
			}
			_, err := Load(edit(t, tt.files), theme)
			if err == nil {
				t.Fatal("loaded")
			}
			for _, part := range tt.want {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("the error does not name %q: %v", part, err)
				}
			}
		})
	}
}

// A site's own theme replaces one component as a whole and keeps the rest.
func TestExtends(t *testing.T) {
	own := fstest.MapFS{
		"own/theme.yaml":     {Data: []byte("name: Our own\nextends: default\n")},
		"own/page/page.html": {Data: []byte(`<h1 class="ours">{{phrase .Heading}}</h1>`)},
		"own/page/page.css":  {Data: []byte(".ours { color: red; }")},
	}
	th, err := Load(themes.Over(own), "own")
	if err != nil {
		t.Fatal(err)
	}
	base, err := Load(themes.FS, "default")
	if err != nil {
		t.Fatal(err)
	}
	if th.Hash() == base.Hash() {
		t.Error("another theme has the same hash")
	}
	for _, s := range samples(t, "en", "ltr") {
		html, other := render(t, th, s.view()), render(t, base, s.view())
		if got := strings.Contains(html, `class="ours"`); got != strings.HasPrefix(s.name, "page-") {
			t.Errorf("%s: the own component is there: %v", s.name, got)
		}
		if strings.HasPrefix(s.name, "home-") && len(html) != len(other) {
			t.Errorf("%s: a page of the extended theme has changed", s.name)
		}
	}
	if style := string(th.Assets("")[0].Content); !strings.HasSuffix(style, ".ours{color:red}") && !strings.Contains(style, ".ours{color:red}") {
		t.Error("the own style is not in the sheet")
	}
}

// A script that another one loads is a file of its own, which the page names.
func TestScriptsToLoad(t *testing.T) {
	own := fstest.MapFS{
		"own/theme.yaml":     {Data: []byte("name: Our own\nextends: default\n")},
		"own/page/page.html": {Data: []byte(`<p data-load="{{script "own"}}">`)},
		"own/page/own.mjs":   {Data: []byte("export default 1;")},
	}
	th, err := Load(themes.Over(own), "own")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range samples(t, "en", "ltr") {
		view := s.view()
		view.Page().Base = "/town/"
		for _, a := range th.Assets("") {
			if strings.HasPrefix(string(a.Content), "var ") && strings.HasSuffix(string(a.Content), "as default}") && strings.HasSuffix(a.Path, ".js") {
				if html := render(t, th, view); strings.Contains(html, `data-load="/town/`+a.Path+`"`) {
					return
				}
			}
		}
	}
	t.Error("no page names the script")
}

// What is asked for in the address has to be a kind of the theme.
func TestRenderRefusesAnUnknownKind(t *testing.T) {
	th := loadTheme(t)
	view := samples(t, "en", "ltr")[0].view()
	view.Page().Kind = "nonsense"
	if err := th.Render(&bytes.Buffer{}, view); err == nil || !strings.Contains(err.Error(), "nonsense") {
		t.Errorf("got %v", err)
	}
}

// A program knows the view of its page kind and no other.
func TestRenderRefusesAnotherView(t *testing.T) {
	th := loadTheme(t)
	view := &views.Own{Frame: views.Frame{Chrome: &views.Chrome{}, Kind: "home"}}
	if err := th.Render(&bytes.Buffer{}, view); err == nil || !strings.Contains(err.Error(), "not *views.Own") {
		t.Errorf("got %v", err)
	}
}

func BenchmarkRender(b *testing.B) {
	th := loadTheme(b)
	for _, s := range samples(b, "en", "ltr") {
		switch s.name {
		case "opportunity-0", "category-0", "home-0":
		default:
			continue
		}
		view := s.view()
		var buf bytes.Buffer
		b.Run(s.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				buf.Reset()
				if err := th.Render(&buf, view); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(buf.Len()), "B/page")
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(themes.FS, "default"); err != nil {
			b.Fatal(err)
		}
	}
}
