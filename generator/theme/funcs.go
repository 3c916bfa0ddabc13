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

// funcs are the functions that templates can call, bound to one language and
// base path.
type funcs struct {
	words  *locale.Locale
	base   string
	assets *assets
}

// table returns every function, and appenders those that return HTML.
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
		"script":  f.script, // script "inflate": the URL of inflate.mjs
		"own":     f.ownOf,  // own "search": the URLs of the script and stylesheet of such pages
		"url":     address,  // url .URL: for href and src
		"dial":    dial,     // dial .Text: only what a telephone accepts
		"tel":     tel,      // tel .Text: a number that stays on one line
		"outside": outside,  // outside .URL: whether it leads to another host
		"section": section,  // section .URL: "give" for /town/give/
		"ladder":  ladder,   // ladder level of: which rungs are reached
		"times":   times,    // times 8: for repeating something
		"refresh": refresh,  // refresh .To.URL: a meta element that redirects there
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

// marked is t in a language that lacks words: a word from another language is
// marked as such. In an attribute html/template keeps only its text.
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

// script returns the URL of a script that another one loads.
func (f *funcs) script(name string) string { return f.base + f.assets.loaded[name].Path }

// ownOf returns the URLs of the extra script and stylesheet for pages of a
// kind, separated by a space; "" = there are none.
func (f *funcs) ownOf(kind string) string {
	var urls []string
	for _, some := range []map[string]Asset{f.assets.scripts, f.assets.styles} {
		if own, ok := some[kind]; ok {
			urls = append(urls, f.base+own.Path)
		}
	}
	return strings.Join(urls, " ")
}

// appendPhrase marks a text that is not in the page's language, so that a
// screen reader pronounces it correctly.
func appendPhrase(dst []byte, p views.Phrase) ([]byte, error) {
	if p.Lang == "" || p.Text == "" {
		return template.AppendEscaped(dst, p.Text), nil
	}
	dst = template.AppendEscaped(append(dst, `<span lang="`...), p.Lang)
	dst = template.AppendEscaped(append(dst, `" dir="auto">`...), p.Text)
	return append(dst, `</span>`...), nil
}

// appendLink writes a link, or its words alone, and what belongs beside them.
// It is the most frequent element of a page, so it is code and not a template.
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

// schemes that a link may have. html/template allows only the first three.
var schemes = []string{"http", "https", "mailto", "tel", "sms", "webcal"}

// address passes a URL with a known scheme and drops every other.
func address(url string) html.URL {
	scheme, _, found := strings.Cut(url, ":")
	if !found || strings.ContainsAny(scheme, "/?#") || slices.Contains(schemes, strings.ToLower(scheme)) {
		return html.URL(url)
	}
	return "#"
}

// tel keeps a telephone number on one line, so that nobody reads it as two.
func tel(number string) string { return unbroken.Replace(number) }

// dial keeps what can be dialled: the digits and a leading plus.
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

// section names the section that a menu link leads to.
func section(url string) string { return path.Base(url) }

// appendProse writes a body as HTML. Its images are relative to its Base, its
// links to this site are relative to the site's base.
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

// appendJSONLD writes a JSON-LD block. encoding/json writes < as \u003c, so a
// "<" can only come from elsewhere and could end the element early.
func appendJSONLD(dst []byte, json string) ([]byte, error) {
	if json == "" {
		return dst, nil
	}
	if strings.Contains(json, "<") {
		return dst, errors.New("JSON-LD contains an unescaped <")
	}
	dst = append(append(dst, `<script type="application/ld+json">`...), json...)
	return append(dst, `</script>`...), nil
}

// refresh redirects from an old address. Only addresses on this site are
// followed without a click.
func refresh(url string) html.HTML {
	if !strings.HasPrefix(url, "/") || strings.HasPrefix(url, "//") || strings.ContainsAny(url, `\ "'`) {
		return ""
	}
	return html.HTML(`<meta http-equiv="refresh" content="0; url=` + html.HTMLEscapeString(url) + `">`)
}

// origin returns the part of a page's absolute address before its path.
func origin(canonical, path string) string { return strings.TrimSuffix(canonical, path) }
