package theme

import (
	"html/template"
	"io/fs"
	"reflect"
	"strings"
	"testing"

	"corkboard/generator/site"
	"corkboard/themes"
)

// general is the same theme with everything left to html/template.
func general(t testing.TB) *Theme {
	t.Helper()
	own := loadTheme(t)
	return &Theme{config: own.config, locales: own.locales, sources: own.sources, assets: own.assets, general: true, editions: map[editionKey]*edition{}}
}

// Programs are an optimization: nobody can tell from a page that there are any.
func TestPagesAreTheSameAsOfHTMLTemplate(t *testing.T) {
	own, plain := loadTheme(t), general(t)
	for _, l := range languages {
		list := samples(t, l[0], l[1])
		for kind, typ := range pageKinds {
			list = append(list,
				sample{"blank " + kind, func() site.View { return blank(typ, kind) }},
				sample{"full " + kind, func() site.View { return full(typ, kind) }})
		}
		for _, s := range list {
			if a, b := render(t, own, s.view()), render(t, plain, s.view()); a != b {
				t.Errorf("%s: %s", s.name, difference(a, b))
			}
		}
	}
}

// The default theme has nothing that is left to html/template. Nobody would
// see it on a page, only wait longer.
func TestDefaultThemeIsTranslated(t *testing.T) {
	e, err := loadTheme(t).edition("en", "/")
	if err != nil {
		t.Fatal(err)
	}
	for key, p := range e.programs {
		if p.refused != "" {
			t.Errorf("%s for %v: %s", key.name, key.dot, p.refused)
		}
	}
	if len(e.programs) < len(pageKinds) {
		t.Errorf("there are %d programs for %d page kinds", len(e.programs), len(pageKinds))
	}
}

// What a site's theme does in its own way is left to html/template, and the
// pages around it are the same.
func TestAThemeWithPartsThatAreLeft(t *testing.T) {
	base := loadTheme(t)
	for file, change := range map[string][2]string{
		"base/page-layout.html": {"{{.Main}}", "{{with .Main}}{{.}}{{end}}"},
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
		own, err := Load(edit(t, map[string]string{"default/" + file: changed}), "default")
		if err != nil {
			t.Fatal(err)
		}
		e, err := own.edition("en", "/")
		if err != nil {
			t.Fatal(err)
		}
		parts := 0
		for _, p := range e.programs {
			if p.refused != "" {
				parts++
			}
		}
		if parts == 0 || parts == len(e.programs) {
			t.Errorf("%s: %d of %d templates are left", file, parts, len(e.programs))
		}
		for _, s := range samples(t, "en", "ltr") {
			if a, b := render(t, own, s.view()), render(t, base, s.view()); a != b {
				t.Errorf("%s, %s: %s", file, s.name, difference(a, b))
			}
		}
	}
}

// Any text in every place of a page that a value can stand in.
func FuzzProgramsWriteTheSame(f *testing.F) {
	all := make([]byte, 256)
	for i := range all {
		all[i] = byte(i)
	}
	for _, seed := range []string{
		"", "plain", `<a href="x">&'+`, "javascript:x", "tel:+1 518", "/a b/%41%zz/\u00e4?x=1&y=2#\u00e9", "https://h/\"'<>\\^`{|}()", "\x00\xff\u2028",
		"%", "%4", "mailto:a@b?subject=x y", "//h/x", "&amp;&#43;", "webcal://h/x.ics", "HTTP:x", "a/b:c", ":", string(all), sharp,
	} {
		f.Add(seed)
	}
	p := newPair(f, `<title>{{.Text}}{{.Named}}{{.Loud}}</title><textarea>{{.Text}}</textarea>
<a href="{{url .Text}}" title="{{.Text}}"{{with .Text}} lang="{{.}}"{{end}}>{{.Text}}{{phrase .Phrase}}{{.HTML}}{{.URL}}{{.JS}}</a>
<img src="{{url .Text}}{{url .Text}}" alt='{{.Text}}{{.URL}}{{.JS}}{{.Loud}}'>{{link .Link}}{{if eq .Text "a" "plain"}}x{{end}}
<a href="{{.Text}}"></a><a href="{{.URL}}"></a><a href='{{.Named}}'></a><a href="{{.Loud}}"></a><a href="{{.HTML}}"></a>
<a href="/x/{{.Text}}?q={{.Text}}&amp;u={{.URL}}#{{.Text}}"></a><a href="tel:{{.Text}}">{{tel .Text}}{{dial .Text}}{{section .Text}}{{icon .Text}}</a>
<meta http-equiv="refresh" content="{{.Text}}"><meta http-equiv="refresh" content="0; url={{.Text}}">{{refresh .Text}}{{printf "%s-%q" .Text .Text}}{{print .Text "+" .Named}}
{{range .Texts}}<b class="x-{{.}}">{{.}}</b>{{end}}{{len .Text}}{{if outside .Text}}o{{end}}{{origin .Text "x"}}`, reflect.TypeFor[*odd]())
	if p.program.refused != "" {
		f.Fatal(p.program.refused)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p.check(t, s, func() any {
			phrase := site.Phrase{Text: s, Lang: s}
			return &odd{Text: s, Named: named(s), Loud: loud(s), HTML: template.HTML(s), URL: template.URL(s), JS: template.JS(s), Texts: []string{s, s},
				Phrase: phrase, Link: site.Link{Phrase: phrase, URL: s, Hreflang: s, Detail: s, Current: len(s)%2 > 0}}
		})
	})
}

func difference(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	return "program:       " + a[max(0, i-80):min(len(a), i+60)] + "\nhtml/template: " + b[max(0, i-80):min(len(b), i+60)]
}
