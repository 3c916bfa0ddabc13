package theme

import (
	"bytes"
	"compress/gzip"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"corkboard/generator/catalog"
	"corkboard/generator/problem"
	"corkboard/generator/tree"
	"corkboard/generator/views"
	"corkboard/themes"
)

var writeTo = flag.String("write", "", "folder to write every sample to, with the assets, for a browser or a judge")

// The languages that samples are rendered in: both of the theme's, and one
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
	if n := zipped(string(th.assets.script.Content)); n > 3072 {
		t.Errorf("the script is %d bytes compressed, more than 3072", n)
	}
}

func zipped(s string) int {
	var b bytes.Buffer
	w, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	w.Write([]byte(s))
	w.Close()
	return b.Len()
}

// Every field of every view contains text that strangers write.
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

// setStrings replaces every text in a filled value.
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

// The words of the closed lists are looked up by id, so no template reveals
// that one is missing.
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

// A page of a sensitive category leaves no trace for a script or a share text
// to carry further, and has a way out at the top.
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

// Every page has exactly one search box: a large one, or the masthead's.
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
	second := mustLoad(t, withRTL(t), "default")
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

// A site in a subfolder of its host refers only to addresses below that folder.
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
	for lang, want := range map[string]string{"es-MX": "es-MX", "es-CL": "es", "en": "en", "fr": th.Locales()[0].Tag()} {
		if got := th.localeFor(lang).Tag(); got != want {
			t.Errorf("%s: got the words of %s, want %s", lang, got, want)
		}
	}
}

// edit returns the default theme in English with some files changed; "" removes
// a file, or a folder with everything in it.
func edit(t *testing.T, files map[string]string) fs.FS {
	fsys := withRTL(t).(fstest.MapFS)
	delete(fsys, "default/i18n/ar.yaml")
	for name := range fsys {
		if strings.HasPrefix(name, "default/i18n/es") {
			delete(fsys, name)
		}
	}
	for name, text := range files {
		switch {
		case text == "":
			maps.DeleteFunc(fsys, func(file string, _ *fstest.MapFile) bool {
				return file == name || strings.HasSuffix(name, "/") && strings.HasPrefix(file, name)
			})
		case text == "DEFAULT":
			fsys[name] = fsys["default/i18n/en.yaml"]
		default:
			fsys[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	return fsys
}

func TestLoadRefuses(t *testing.T) {
	own := func(text string) map[string]string { return map[string]string{"own/theme.yaml": text} }
	for name, c := range map[string]struct {
		files map[string]string
		theme string
		want  []string // where each problem is and what it says
		hint  string
	}{
		"no theme.yaml":        {theme: "own", files: map[string]string{"own/i18n/de.yaml": "a: b"}, want: []string{"own/theme.yaml: the theme own has no theme.yaml"}, hint: "extends: default"},
		"a path":               {theme: "../default", want: []string{": there is no theme"}},
		"extends nobody":       {theme: "own", files: own("name: x\nextends: defualt\n"), want: []string{"own/theme.yaml:2:10: there is no theme “defualt”"}, hint: "did you mean default?"},
		"extends itself":       {theme: "own", files: own("extends: own\n"), want: []string{"own/theme.yaml:1:10: the theme extends itself"}},
		"unknown key":          {theme: "own", files: own("extends: default\ncolour: red\n"), want: []string{"own/theme.yaml:2:1: unknown key “colour”"}, hint: "tokens"},
		"a key of old":         {theme: "own", files: own("extends: default\npages:\n  home: home\n"), want: []string{"own/theme.yaml:2:1: pages has moved into each component"}, hint: "component.yaml"},
		"not YAML":             {theme: "own", files: own("extends: &a default\n"), want: []string{"own/theme.yaml:1:10: "}},
		"without extends":      {theme: "own", files: own("required: [tokens, base]\n"), want: []string{"own/theme.yaml: the theme has few of the components"}, hint: "extends: default"},
		"a list":               {theme: "own", files: own("- extends\n"), want: []string{"own/theme.yaml:1:1: the file is a list"}},
		"token not a colour":   {theme: "own", files: own("extends: default\ntokens:\n  accent:\n    light: red\n    dark: \"#000000\"\n"), want: []string{"own/theme.yaml:3:3: \"red\""}, hint: "#8c1d18"},
		"side of a token":      {theme: "own", files: own("extends: default\ntokens:\n  accent:\n    bright: red\n"), want: []string{"own/theme.yaml:4:5: unknown key", "own/theme.yaml:3:3: "}},
		"no components":        {theme: "own", files: map[string]string{"own/theme.yaml": "name: x\n", "own/i18n/en.yaml": "DEFAULT"}, want: []string{"own/theme.yaml: no component shows the pages access, calendar"}, hint: "extends: default"},
		"no words":             {theme: "own", files: own("name: x\n"), want: []string{"own/i18n: the theme has no words"}, hint: "extends: default"},
		"without a frame":      {theme: "own", files: own("extends: default\nwithout: [gaps, card]\n"), want: []string{"own/theme.yaml:2:17: the component card can't be left out"}, hint: "themes/own/card"},
		"without nobody":       {theme: "own", files: own("extends: default\nwithout: [gasp]\n"), want: []string{"own/theme.yaml:2:11: there is no component “gasp”"}, hint: "did you mean gaps?"},
		"required one is gone": {files: map[string]string{"default/card/": ""}, want: []string{"default/theme.yaml:4:49: the component card is missing"}, hint: "themes/default/card"},
		"tokens are gone":      {files: map[string]string{"default/tokens/": ""}, want: []string{"default/theme.yaml:4:12: the component tokens is missing"}},
		"template of pages":    {files: map[string]string{"default/gaps/gaps.html": ""}, want: []string{"default/gaps/gaps.html: the component gaps shows pages"}, hint: "component.yaml"},
		"unknown page kind":    {files: map[string]string{"default/gaps/component.yaml": "style-on: [gap]\n"}, want: []string{"default/gaps/component.yaml:1:12: there is no page kind “gap”"}, hint: "did you mean gaps?"},
		"key of a component":   {files: map[string]string{"default/gaps/component.yaml": "page: [gaps]\n"}, want: []string{"default/gaps/component.yaml:1:1: unknown key “page”"}, hint: "did you mean pages?"},
		"two show one kind":    {files: map[string]string{"default/ours/component.yaml": "pages: [gaps]\n", "default/ours/ours.html": "x"}, want: []string{"default/ours/component.yaml:1:9: the component gaps also shows pages of the kind gaps"}},
		"pages are a map":      {files: map[string]string{"default/gaps/component.yaml": "pages: {gaps: gaps}\n"}, want: []string{"default/gaps/component.yaml:1:1: pages is a map"}},
		"pages are lists":      {files: map[string]string{"default/gaps/component.yaml": "pages: [[gaps]]\n"}, want: []string{"default/gaps/component.yaml:1:9: a list in the list pages"}},
		"unknown word":         {files: map[string]string{"default/page/page.html": "\n<h1>\n{{t \"label.serach\"}}</h1>"}, want: []string{"default/page/page.html:3: there is no word label.serach"}, hint: "did you mean label.search?"},
		"unknown plural":       {files: map[string]string{"default/page/page.html": `<h1>{{if .Heading.Text}}{{n "label.nonsense" 3}}{{end}}</h1>`}, want: []string{"default/page/page.html:1: there is no word label.nonsense"}},
		"unknown icon":         {files: map[string]string{"default/page/page.html": "<h1>\n{{icon \"unicorn\"}}</h1>"}, want: []string{"default/page/page.html:2: there is no icon unicorn"}},
		"unknown script":       {files: map[string]string{"default/page/page.html": `{{script "inflaet"}}`}, want: []string{"default/page/page.html:1: there is no script inflaet.mjs"}, hint: "did you mean inflate?"},
		"unknown template":     {files: map[string]string{"default/page/page.html": `{{template "nobody" .}}`}, want: []string{"default/page/page.html:1: there is no template nobody.html"}},
		"unknown field":        {files: map[string]string{"default/page/page.html": "<h1>\n{{if .Heading.Text}}{{.Nothing}}{{end}}"}, want: []string{"default/page/page.html:2:23: <.Nothing>: can't evaluate field Nothing"}, hint: "views.go"},
		"field only if empty":  {files: map[string]string{"default/page/page.html": `{{if .Heading.Text}}{{else}}{{.Nothing}}{{end}}`}, want: []string{"default/page/page.html:1:31: <.Nothing>"}},
		"unknown function":     {files: map[string]string{"default/page/page.html": `{{shout .Heading}}`}, want: []string{"default/page/page.html:1: function \"shout\" not defined"}, hint: "funcs.go"},
		"open element":         {files: map[string]string{"default/page/page.html": "<p>\n<p title=\"{{if .Heading.Text}}\">{{end}}"}, want: []string{"default/page/page.html:2:"}},
		"two of one name":      {files: map[string]string{"default/page/card.html": "x"}, want: []string{"default/page/card.html: default/card/card.html also has a template card"}},
		"two scripts":          {files: map[string]string{"default/page/own.mjs": "1", "default/card/own.mjs": "2"}, want: []string{"default/page/own.mjs: default/card/own.mjs also has a script own.mjs"}},
		"stray file":           {files: map[string]string{"default/page/page.scss": "x"}, want: []string{"default/page/page.scss: pages cannot use this file"}},
		"folder in a folder":   {files: map[string]string{"default/page/more/page.css": "x"}, want: []string{"default/page/more: a component cannot contain folders"}},
		"mistake in words":     {files: map[string]string{"default/i18n/es.yaml": "a:\n  b: \"{x\"\n"}, want: []string{"default/i18n/es.yaml:2:6: a.b has a brace"}},
	} {
		t.Run(name, func(t *testing.T) {
			theme := c.theme
			if theme == "" {
				theme = "default"
			}
			th, problems := Load(edit(t, c.files), theme, "")
			if th != nil || len(problems) != len(c.want) {
				t.Fatalf("%d problems, want %d: %v", len(problems), len(c.want), problems)
			}
			hints := ""
			for i, p := range problems.Sort() {
				if said := p.Position("") + ": " + p.Text; !slices.ContainsFunc(c.want, func(want string) bool {
					return strings.HasPrefix(said, Folder+"/"+want) || strings.HasPrefix(want, ": ") && strings.Contains(said, want)
				}) {
					t.Errorf("got  %s\nwant %s", said, c.want[i])
				}
				if p.Level != problem.Error || p.Folder != Folder {
					t.Errorf("%+v", p)
				}
				if p.Line > 0 && p.Source == "" {
					t.Errorf("no source line: %+v", p)
				}
				hints += p.Hint
			}
			if !strings.Contains(hints, c.hint) {
				t.Errorf("the hint is %q, want %q", hints, c.hint)
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
	th, base := mustLoad(t, themes.Over(own), "own"), mustLoad(t, themes.FS, "default")
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

// Custom scripts are served as written: the program has no JavaScript compiler.
// A shortened script is served only while it matches its source.
func TestOwnScripts(t *testing.T) {
	short := func(name string) string { return string(readDefault(t, name)) }
	own := fstest.MapFS{
		"own/theme.yaml":     {Data: []byte("name: Our own\nextends: default\n")},
		"own/page/page.html": {Data: []byte(`<p data-load="{{script "own"}}">`)},
		"own/page/page.js":   {Data: []byte("const ours = 1; // as written")},
		"own/page/more.js":   {Data: []byte("ours + 1;")},
		"own/page/own.mjs":   {Data: []byte("export default  1;\n")},
		// A component that was copied and changed in one place.
		"own/act/act.html":   {Data: readDefault(t, "act/act.html")},
		"own/act/bar.html":   {Data: readDefault(t, "act/bar.html")},
		"own/act/act.js":     {Data: append(readDefault(t, "act/act.js"), "// changed"...)},
		"own/act/act.min.js": {Data: []byte(short("act/act.min.js"))},
		// And one that was copied unchanged.
		"own/when/when.html":          {Data: readDefault(t, "when/when.html")},
		"own/when/occasion.html":      {Data: readDefault(t, "when/occasion.html")},
		"own/when/occasion-ends.html": {Data: readDefault(t, "when/occasion-ends.html")},
		"own/when/when.js":            {Data: readDefault(t, "when/when.js")},
		"own/when/when.min.js":        {Data: []byte(short("when/when.min.js"))},
	}
	th := mustLoad(t, themes.Over(own), "own")
	assets := map[string]Asset{}
	for _, a := range th.Assets("") {
		name, _, _ := strings.Cut(strings.TrimPrefix(a.Path, "assets/"), ".")
		assets[name+path.Ext(a.Path)] = a
	}
	for name, want := range map[string]string{"page.js": "ours + 1;\nconst ours = 1; // as written", "own.js": "export default  1;\n"} {
		if got := string(assets[name].Content); name == "own.js" && got != want {
			t.Errorf("%s is %q", name, got)
		}
	}
	whole := string(th.assets.script.Content)
	for _, component := range []string{"page", "act"} {
		i := slices.IndexFunc(th.assets.whole, func(a Asset) bool { return strings.HasPrefix(a.Path, "assets/"+component+".") })
		if i < 0 {
			t.Errorf("there is no script of its own for %s", component)
			continue
		}
		if load := `import("./` + path.Base(th.assets.whole[i].Path) + `");`; !strings.Contains(whole, load) {
			t.Errorf("%s is not loaded by %s", load, whole)
		}
	}
	if i := slices.IndexFunc(th.assets.whole, func(a Asset) bool { return string(a.Content) == "ours + 1;\nconst ours = 1; // as written" }); i < 0 {
		t.Error("the own script is not as it was written")
	}
	if code, _ := shortOf(short("when/when.min.js"), string(readDefault(t, "when/when.js"))); code == "" || !strings.Contains(whole, code) {
		t.Error("a shortened script that fits is not served")
	}
	view := samples(t, "en", "ltr")[0].view()
	for _, s := range samples(t, "en", "ltr") {
		if strings.HasPrefix(s.name, "page-") {
			view = s.view()
		}
	}
	view.Page().Base = "/town/"
	if html := render(t, th, view); !strings.Contains(html, `data-load="/town/`+assets["own.js"].Path+`"`) {
		t.Error("the page does not name the script to load")
	}
}

func readDefault(t testing.TB, file string) []byte {
	t.Helper()
	data, err := fs.ReadFile(themes.FS, "default/"+file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// A component with a single file needs no list that names it.
func TestComponentsOfOneFile(t *testing.T) {
	fsys := edit(t, map[string]string{
		"default/a-style/any.css":        ".only-style{color:red}",
		"default/a-script/any.js":        "onlyScript()",
		"default/a-partial/partial.html": "<b>only a partial</b>",
		"default/page/page.html":         `{{template "partial" .}}`,
	})
	th := mustLoad(t, fsys, "default")
	if !strings.Contains(th.assets.style, ".only-style") || len(th.assets.whole) != 1 || string(th.assets.whole[0].Content) != "onlyScript()" {
		t.Error("the style or the script is missing")
	}
	for _, s := range samples(t, "en", "ltr") {
		if strings.HasPrefix(s.name, "page-") && !strings.Contains(render(t, th, s.view()), "only a partial") {
			t.Error("the partial is missing")
		}
	}
}

// Every component of the default theme is either required or removable.
func TestEachComponentGoesOrIsRequired(t *testing.T) {
	whole := loadTheme(t)
	entries, err := fs.ReadDir(themes.FS, "default")
	if err != nil {
		t.Fatal(err)
	}
	optionals := 0
	for _, entry := range entries {
		name := entry.Name()
		if !entry.IsDir() || name == wordsFolder {
			continue
		}
		th, problems := Load(edit(t, map[string]string{"default/" + name + "/": ""}), "default", "")
		if th == nil {
			if len(problems) != 1 || !strings.HasPrefix(problems[0].Position(""), "themes/default/theme.yaml:") || !strings.Contains(problems[0].Text, name) {
				t.Errorf("without %s: %v", name, problems)
			}
			continue
		}
		optionals++
		if len(problems) > 0 {
			t.Errorf("without %s: %v", name, problems)
		}
		// Its pages are gone and no others; the rest looks as before.
		kinds := slices.DeleteFunc(whole.Kinds(), func(kind string) bool { return whole.pages[kind] == name })
		if !slices.Equal(th.Kinds(), kinds) {
			t.Errorf("without %s there are %v", name, th.Kinds())
		}
		without := mustLoad(t, edit(t, map[string]string{"own/theme.yaml": "extends: default\nwithout: [" + name + "]\n"}), "own")
		if !slices.Equal(without.Kinds(), kinds) {
			t.Errorf("leaving out %s, there are %v", name, without.Kinds())
		}
	}
	if optionals < 10 {
		t.Errorf("only %d components are optional", optionals)
	}
}

// A few words make a language: the rest is in English and marked as English.
func TestAPartialLanguage(t *testing.T) {
	th, problems := Load(themes.Over(fstest.MapFS{
		"own/theme.yaml":   {Data: []byte("extends: default\n")},
		"own/i18n/de.yaml": {Data: []byte("language: Deutsch\nlabel: {skip: Zum Inhalt, serach: Suchen, listings: {one: \"{n} <Eintrag>\", other: \"{n} <Einträge>\"}}\n")},
		"own/i18n/es.yaml": {Data: []byte("label: {skip: Al grano}\n")},
	}), "own", "")
	if th == nil || len(problems.Errors()) > 0 {
		t.Fatal(problems)
	}
	var said []string
	for _, p := range problems {
		said = append(said, p.Position("")+": "+p.Text)
	}
	if len(said) != 2 || !strings.HasSuffix(said[0], "are missing: pages show them in the language en") || !strings.HasPrefix(said[1], "themes/own/i18n/de.yaml:2:35: no page uses the word label.serach") {
		t.Errorf("%q", said)
	}
	german := []string{}
	for _, s := range samples(t, "de", "ltr") {
		html := render(t, th, s.view())
		for _, m := range inspect(html) {
			t.Errorf("%s: %s", s.name, m)
		}
		if !strings.Contains(html, `<a class="skip" href="#main">Zum Inhalt</a>`) {
			t.Errorf("%s: a German word is missing", s.name)
		}
		// An English word is marked, except in an attribute, where it cannot
		// be.
		if !strings.Contains(html, `<span lang="en" dir="auto">Menu</span>`) || !strings.Contains(html, `aria-label="Menu"`) {
			t.Errorf("%s: an English word is not marked: %s", s.name, around(html, "Menu"))
		}
		if strings.Contains(html, "&lt;span") || strings.Contains(html, "⟦") {
			t.Errorf("%s: %s", s.name, around(html, "&lt;span"))
		}
		german = append(german, html)
	}
	if all := strings.Join(german, ""); !strings.Contains(all, "2 &lt;Einträge&gt;") && !strings.Contains(all, "&lt;Einträge&gt;") {
		t.Error("no plural in German, or it is not escaped")
	}
	for _, l := range th.Locales() {
		if l.Tag() == "es" && (l.T("label.skip") != "Al grano" || l.T("label.menu") == "Menu" || len(l.Missing()) > 0) {
			t.Error("a word of the extended theme in the same language comes after an English one")
		}
	}
	for _, s := range samples(t, "es", "ltr") {
		if html := render(t, th, s.view()); strings.Contains(html, `<span lang="en" dir="auto">Menu`) {
			t.Errorf("%s: a Spanish page has English words", s.name)
		}
	}
}

// The page kind requested in the address has to exist in the theme.
func TestRenderRefusesAnUnknownKind(t *testing.T) {
	th := loadTheme(t)
	view := samples(t, "en", "ltr")[0].view()
	view.Page().Kind = "nonsense"
	if err := th.Render(&bytes.Buffer{}, view); err == nil || !strings.Contains(err.Error(), "nonsense") {
		t.Errorf("got %v", err)
	}
}

// A program accepts only the view of its own page kind.
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
		mustLoad(b, themes.FS, "default")
	}
}
