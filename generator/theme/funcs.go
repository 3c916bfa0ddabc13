package theme

import (
	"bytes"
	"errors"
	"html/template"
	"io"
	"path"
	"slices"
	"strings"

	"corkboard/generator/locale"
	"corkboard/generator/markdown"
	"corkboard/generator/site"
)

// funcs are what templates can call, bound to one language and base path.
type funcs struct {
	words *locale.Locale
	icons string // URL of the sprite
	known []string
	later map[string]Asset
	own   []map[string]Asset // by page kind, beside the common ones
	base  string
	set   *template.Template
}

func (f *funcs) table() template.FuncMap {
	return template.FuncMap{
		"t":        f.words.T,      // t "word" "name" value…
		"n":        f.words.N,      // n "word" count "name" value…
		"number":   f.words.Number, // number 12000
		"card":     f.card,         // card .: a listing in a list, made once for all lists
		"policy":   func() string { return site.Policy },
		"icon":     f.icon,   // icon "pin"; nothing for an id that is none
		"script":   f.script, // script "inflate": where inflate.mjs is
		"own":      f.ownOf,  // own "search": where script and sheet of such pages are
		"link":     link,     // link .Place: an a element, or the words alone
		"phrase":   phrase,   // phrase .Summary: text, marked with its language
		"url":      address,  // url .URL: for href and src
		"dial":     dial,     // dial .Text: only what a telephone takes
		"tel":      tel,      // tel .Text: a number that stays on one line
		"outside":  outside,  // outside .URL: it leads to another host
		"section":  section,  // section .URL: "give" for /town/give/
		"prose":    prose,    // prose .Body .Base 3: Markdown, first heading an h3
		"ladder":   ladder,   // ladder level of: which rungs are reached
		"times":    times,    // times 8: to repeat something
		"document": document, // document .JSONLD: a script element with data
		"refresh":  refresh,  // refresh .To.URL: a meta element that leads there
		"origin":   origin,   // origin .Canonical .PageURL: "https://example.org"
	}
}

func (f *funcs) icon(id string) template.HTML { return template.HTML(f.appendIcon(nil, id)) }

func (f *funcs) appendIcon(dst []byte, id string) []byte {
	if !slices.Contains(f.known, id) {
		return dst
	}
	dst = append(dst, `<svg class="icon" aria-hidden="true" width="20" height="20"><use href="`...)
	dst = append(append(append(dst, template.HTMLEscapeString(f.icons)...), '#'), id...)
	return append(dst, `"/></svg>`...)
}

// script is the URL of a script that another one loads.
func (f *funcs) script(name string) string { return f.base + f.later[name].Path }

// ownOf is the URLs of the script and the sheet that pages of a kind have beside the
// common ones, with a space between them; "" = they have none.
func (f *funcs) ownOf(kind string) string {
	var urls []string
	for _, assets := range f.own {
		if own, ok := assets[kind]; ok {
			urls = append(urls, f.base+own.Path)
		}
	}
	return strings.Join(urls, " ")
}

// card renders a card with the template "card". A listing stands in many lists,
// so what was made of it the first time is used again.
func (f *funcs) card(c *site.Card) (template.HTML, error) {
	html, err := c.AppendTo(nil, func(dst []byte, facts *site.CardFacts) ([]byte, error) {
		b := bytes.NewBuffer(dst)
		err := f.set.ExecuteTemplate(b, cardTemplate, facts)
		return b.Bytes(), err
	})
	return template.HTML(html), err
}

// phrase marks a text that is not in the language of the page, so that a
// screen reader says it in its own.
func phrase(p site.Phrase) template.HTML { return template.HTML(appendPhrase(nil, &p)) }

func appendPhrase(dst []byte, p *site.Phrase) []byte {
	if p.Lang == "" || p.Text == "" {
		return appendEscaped(dst, p.Text)
	}
	dst = appendEscaped(append(dst, `<span lang="`...), p.Lang)
	dst = appendEscaped(append(dst, `" dir="auto">`...), p.Text)
	return append(dst, `</span>`...)
}

// link is an address with its words, or the words alone, and what stands
// beside them. It is the most frequent element of a page, so it is made here.
func link(l site.Link) template.HTML { return template.HTML(appendLink(nil, &l)) }

func appendLink(dst []byte, l *site.Link) []byte {
	if l.URL != "" {
		dst = appendURL(append(dst, `<a href="`...), string(address(l.URL)), true)
		if l.Hreflang != "" {
			dst = appendEscaped(append(dst, `" hreflang="`...), l.Hreflang)
		}
		if l.Current {
			dst = append(dst, `" aria-current="page`...)
		}
		if outside(l.URL) {
			dst = append(dst, `" rel="noopener nofollow ugc`...)
		}
		dst = append(dst, `">`...)
	}
	dst = appendPhrase(dst, &l.Phrase)
	if l.URL != "" {
		dst = append(dst, `</a>`...)
	}
	if l.Detail != "" {
		dst = appendEscaped(append(dst, ` <span class="detail">`...), l.Detail)
		dst = append(dst, `</span>`...)
	}
	return dst
}

// schemes that a link may have. html/template knows only the first three.
var schemes = []string{"http", "https", "mailto", "tel", "sms", "webcal"}

// address passes a URL whose scheme is known and drops every other one.
func address(url string) template.URL {
	scheme, _, found := strings.Cut(url, ":")
	if !found || strings.ContainsAny(scheme, "/?#") || slices.Contains(schemes, strings.ToLower(scheme)) {
		return template.URL(url)
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

// prose is a body as HTML. Its images lie below its Base, its links to this
// site below the site's.
func prose(p site.Prose, base string, heading int) (template.HTML, error) {
	var b bytes.Buffer
	err := writeProse(&b, &p, base, heading)
	return template.HTML(b.String()), err
}

func writeProse(w io.Writer, p *site.Prose, base string, heading int) error {
	if p.Source == "" {
		return nil
	}
	return markdown.HTML(w, p.Source, markdown.Options{
		Heading: heading,
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
}

func ladder(level, of int) []bool {
	rungs := make([]bool, max(of, 0))
	for i := range rungs {
		rungs[i] = i < level
	}
	return rungs
}

func times(n int) []struct{} { return make([]struct{}, n) }

// document is a JSON-LD block. encoding/json writes < as \u003c, so a "<" can
// only come from something else, which could end the element early.
func document(json string) (template.HTML, error) {
	html, err := appendDocument(nil, json)
	return template.HTML(html), err
}

func appendDocument(dst []byte, json string) ([]byte, error) {
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
func refresh(url string) template.HTML {
	if !strings.HasPrefix(url, "/") || strings.HasPrefix(url, "//") || strings.ContainsAny(url, `\ "'`) {
		return ""
	}
	return template.HTML(`<meta http-equiv="refresh" content="0; url=` + template.HTMLEscapeString(url) + `">`)
}

// origin is what comes before the path in a page's absolute address.
func origin(canonical, path string) string { return strings.TrimSuffix(canonical, path) }
