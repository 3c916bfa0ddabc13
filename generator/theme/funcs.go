package theme

import (
	"bytes"
	"errors"
	html "html/template"
	"path"
	"slices"
	"strings"

	"corkboard/generator/locale"
	"corkboard/generator/markdown"
	"corkboard/generator/template"
	"corkboard/generator/views"
)

// funcs are what templates can call, bound to one language and base path.
type funcs struct {
	words  *locale.Locale
	base   string
	assets *assets
}

// table is every function, and appenders those of them that return HTML.
func (f *funcs) table() (table html.FuncMap, appenders map[string]template.Appender) {
	appenders = map[string]template.Appender{
		"icon":     template.Append1(f.appendIcon), // icon "pin"; nothing for an unknown id
		"link":     template.Append1(appendLink),   // link .Place: an a element, or the words alone
		"phrase":   template.Append1(appendPhrase), // phrase .Summary: text, marked with its language
		"prose":    template.Append3(appendProse),  // prose .Body .Base 3: Markdown, first heading an h3
		"document": template.Append1(appendJSONLD), // document .JSONLD: a script element with data
	}
	table = html.FuncMap{
		"t":       f.words.T,      // t "word" "name" value…
		"n":       f.words.N,      // n "word" count "name" value…
		"number":  f.words.Number, // number 12000
		"policy":  func() string { return views.Policy },
		"script":  f.script, // script "inflate": where inflate.mjs is
		"own":     f.ownOf,  // own "search": where script and sheet of such pages are
		"url":     address,  // url .URL: for href and src
		"dial":    dial,     // dial .Text: only what a telephone takes
		"tel":     tel,      // tel .Text: a number that stays on one line
		"outside": outside,  // outside .URL: it leads to another host
		"section": section,  // section .URL: "give" for /town/give/
		"ladder":  ladder,   // ladder level of: which rungs are reached
		"times":   times,    // times 8: to repeat something
		"refresh": refresh,  // refresh .To.URL: a meta element that leads there
		"origin":  origin,   // origin .Canonical .PageURL: "https://example.org"
	}
	if len(f.words.Missing()) > 0 {
		table["t"], table["n"] = f.marked, f.markedPlural
	}
	for name, a := range appenders {
		table[name] = a.Func()
	}
	return table, appenders
}

// marked is t in a language that lacks words: a word of another language is
// marked as such. In an attribute html/template leaves only its text.
func (f *funcs) marked(key string, args ...any) (html.HTML, error) {
	b, err := appendPhrase(nil, views.Phrase{Text: f.words.T(key, args...), Lang: f.words.LangOf(key)})
	return html.HTML(b), err
}

// markedPlural is n in a language that lacks words.
func (f *funcs) markedPlural(key string, n int, args ...any) (html.HTML, error) {
	b, err := appendPhrase(nil, views.Phrase{Text: f.words.N(key, n, args...), Lang: f.words.LangOf(key)})
	return html.HTML(b), err
}

func (f *funcs) appendIcon(dst []byte, id string) ([]byte, error) {
	if !slices.Contains(f.assets.known, id) {
		return dst, nil
	}
	dst = append(dst, `<svg class="icon" aria-hidden="true" width="20" height="20"><use href="`...)
	dst = append(append(append(dst, html.HTMLEscapeString(f.base+f.assets.icons.Path)...), '#'), id...)
	return append(dst, `"/></svg>`...), nil
}

// script is the URL of a script that another one loads.
func (f *funcs) script(name string) string { return f.base + f.assets.loaded[name].Path }

// ownOf is the URLs of the script and the sheet that pages of a kind have beside the
// common ones, with a space between them; "" = they have none.
func (f *funcs) ownOf(kind string) string {
	var urls []string
	for _, some := range []map[string]Asset{f.assets.scripts, f.assets.styles} {
		if own, ok := some[kind]; ok {
			urls = append(urls, f.base+own.Path)
		}
	}
	return strings.Join(urls, " ")
}

// appendPhrase marks a text that is not in the language of the page, so that a
// screen reader says it in its own.
func appendPhrase(dst []byte, p views.Phrase) ([]byte, error) {
	if p.Lang == "" || p.Text == "" {
		return template.AppendEscaped(dst, p.Text), nil
	}
	dst = template.AppendEscaped(append(dst, `<span lang="`...), p.Lang)
	dst = template.AppendEscaped(append(dst, `" dir="auto">`...), p.Text)
	return append(dst, `</span>`...), nil
}

// appendLink writes an address with its words, or the words alone, and what
// belongs beside them. It is the most frequent element of a page, so it is made
// here and not by a template.
func appendLink(dst []byte, l views.Link) ([]byte, error) {
	if l.URL != "" {
		dst = template.AppendURL(append(dst, `<a href="`...), string(address(l.URL)))
		if l.Hreflang != "" {
			dst = template.AppendEscaped(append(dst, `" hreflang="`...), l.Hreflang)
		}
		if l.Current {
			dst = append(dst, `" aria-current="page`...)
		}
		if outside(l.URL) {
			dst = append(dst, `" rel="noopener nofollow ugc`...)
		}
		dst = append(dst, `">`...)
	}
	dst, err := appendPhrase(dst, l.Phrase)
	if err != nil {
		return dst, err
	}
	if l.URL != "" {
		dst = append(dst, `</a>`...)
	}
	if l.Detail != "" {
		dst = template.AppendEscaped(append(dst, ` <span class="detail">`...), l.Detail)
		dst = append(dst, `</span>`...)
	}
	return dst, nil
}

// schemes that a link may have. html/template knows only the first three.
var schemes = []string{"http", "https", "mailto", "tel", "sms", "webcal"}

// address passes a URL whose scheme is known and drops every other one.
func address(url string) html.URL {
	scheme, _, found := strings.Cut(url, ":")
	if !found || strings.ContainsAny(scheme, "/?#") || slices.Contains(schemes, strings.ToLower(scheme)) {
		return html.URL(url)
	}
	return "#"
}

// tel keeps a telephone number on one line, so that it is never read as two.
func tel(number string) string { return unbroken.Replace(number) }

// dial leaves what can be dialled of a number: its digits and a leading plus.
func dial(number string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, number)
}

var unbroken = strings.NewReplacer(" ", "\u00a0", "-", "\u2011")

func outside(url string) bool {
	return strings.HasPrefix(url, "https:") || strings.HasPrefix(url, "http:") || strings.HasPrefix(url, "//")
}

// section names what a link of the menu leads to.
func section(url string) string { return path.Base(url) }

// appendProse writes a body as HTML. Its images are below its Base, its links to
// this site below the site's.
func appendProse(dst []byte, p views.Prose, base string, heading int) ([]byte, error) {
	if p.Source == "" {
		return dst, nil
	}
	b := bytes.NewBuffer(dst)
	err := markdown.HTML(b, p.Source, markdown.Options{
		Heading: heading,
		Table:   p.Table,
		Media: func(file string) (string, int, int, bool) {
			return p.Base + strings.TrimPrefix(file, "/"), 0, 0, true
		},
		Relative: func(url string) string {
			if strings.HasPrefix(url, "/") && !strings.HasPrefix(url, "//") {
				return base + strings.TrimPrefix(url, "/")
			}
			return url
		},
	})
	return b.Bytes(), err
}

func ladder(level, of int) []bool {
	rungs := make([]bool, max(of, 0))
	for i := range rungs {
		rungs[i] = i < level
	}
	return rungs
}

func times(n int) []struct{} { return make([]struct{}, n) }

// appendJSONLD writes a JSON-LD block. encoding/json writes < as \u003c, so a "<"
// can only come from something else, which could end the element early.
func appendJSONLD(dst []byte, json string) ([]byte, error) {
	if json == "" {
		return dst, nil
	}
	if strings.Contains(json, "<") {
		return dst, errors.New("JSON-LD holds a < that is not escaped")
	}
	dst = append(append(dst, `<script type="application/ld+json">`...), json...)
	return append(dst, `</script>`...), nil
}

// refresh leads on from an old address. Only addresses of this site are
// followed without a click.
func refresh(url string) html.HTML {
	if !strings.HasPrefix(url, "/") || strings.HasPrefix(url, "//") || strings.ContainsAny(url, `\ "'`) {
		return ""
	}
	return html.HTML(`<meta http-equiv="refresh" content="0; url=` + html.HTMLEscapeString(url) + `">`)
}

// origin is what comes before the path in a page's absolute address.
func origin(canonical, path string) string { return strings.TrimSuffix(canonical, path) }
