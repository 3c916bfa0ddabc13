package theme

import (
	"errors"
	"html/template"
	"io"
	"strings"
	"testing"

	"corkboard/generator/site"
)

// general is the same theme with html/template's own escapers.
func general(t testing.TB) *Theme {
	t.Helper()
	fused := loadTheme(t)
	return &Theme{config: fused.config, locales: fused.locales, sources: fused.sources, assets: fused.assets, general: true, editions: map[editionKey]*edition{}}
}

// fuse is an optimization: nobody can tell from a page that it was there.
func TestFusedTemplatesWriteTheSame(t *testing.T) {
	fused, plain := loadTheme(t), general(t)
	for _, l := range languages {
		for _, s := range samples(t, l[0], l[1]) {
			if a, b := render(t, fused, s.view()), render(t, plain, s.view()); a != b {
				t.Errorf("%s: %s", s.name, difference(a, b))
			}
		}
	}
}

// The chains that fuse knows, on their own, with any text.
func FuzzFusedChainsWriteTheSame(f *testing.F) {
	for _, seed := range []string{"plain", `<a href="x">&'+`, "javascript:x", "tel:+1 518", "/a b/%41%zz/\u00e4?x=1&y=2#\u00e9", "https://h/\"'<>\\^`{|}()", "\x00\xff\u2028", "%", "%4", "mailto:a@b?subject=x y", "//h/x", "&amp;&#43;", "webcal://h/x.ics"} {
		f.Add(seed)
	}
	const text = `<a href="{{url .Text}}" title="{{.Text}}"{{with .Text}} lang="{{.}}"{{end}}>{{.Text}}{{phrase .}}</a><img src="{{url .Text}}{{url .Lang}}" alt="{{.Lang}}">`
	parse := func() *template.Template {
		set := template.Must(template.New("x").Funcs((&funcs{words: loadTheme(f).Locales()[0]}).table()).Parse(text))
		if err := set.Execute(io.Discard, site.Phrase{}); err != nil {
			f.Fatal(err)
		}
		return set
	}
	fused, plain := parse(), parse()
	fuse(fused)
	f.Fuzz(func(t *testing.T, s string) {
		var a, b strings.Builder
		if err := errors.Join(fused.Execute(&a, site.Phrase{Text: s, Lang: s}), plain.Execute(&b, site.Phrase{Text: s, Lang: s})); err != nil {
			t.Fatal(err)
		}
		if a.String() != b.String() {
			t.Fatal(difference(a.String(), b.String()))
		}
	})
}

func difference(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	return "fused: " + a[max(0, i-80):min(len(a), i+60)] + "\nplain: " + b[max(0, i-80):min(len(b), i+60)]
}
