package theme

import (
	"bytes"
	"errors"
	"html/template"
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

		"fused_url":  fusedURL, // not for templates: see fuse.go
		"fused_html": fusedHTML,
		"fused_attr": fusedAttr,
	}
}

func (f *funcs) icon(id string) template.HTML {
	if !slices.Contains(f.known, id) {
		return ""
	}
	return template.HTML(`<svg class="icon" aria-hidden="true" width="20" height="20"><use href="` + template.HTMLEscapeString(f.icons) + `#` + id + `"/></svg>`)
}

// card renders a card with the template "card". A listing stands in many lists,
// so what was made of it the first time is used again.
func (f *funcs) card(c *site.Card) (template.HTML, error) {
	var failed error
	html := c.Rendered(func() string {
		var b strings.Builder
		failed = f.set.ExecuteTemplate(&b, cardTemplate, c)
		return b.String()
	})
	return template.HTML(html), failed
}

// phrase marks a text that is not in the language of the page, so that a
// screen reader says it in its own.
func phrase(p site.Phrase) template.HTML {
	text := escaped(p.Text)
	if p.Lang == "" || p.Text == "" {
		return template.HTML(text)
	}
	return template.HTML(`<span lang="` + escaped(p.Lang) + `" dir="auto">` + text + `</span>`)
}

// link is an address with its words, or the words alone, and what stands
// beside them. It is the most frequent element of a page, so it is made here.
func link(l site.Link) template.HTML {
	b := make([]byte, 0, 192)
	if l.URL != "" {
		b = append(append(b, `<a href="`...), fusedURL(l.URL)...)
		if l.Hreflang != "" {
			b = append(append(b, `" hreflang="`...), escaped(l.Hreflang)...)
		}
		if l.Current {
			b = append(b, `" aria-current="page`...)
		}
		if outside(l.URL) {
			b = append(b, `" rel="noopener nofollow ugc`...)
		}
		b = append(b, `">`...)
	}
	b = append(b, phrase(l.Phrase)...)
	if l.URL != "" {
		b = append(b, `</a>`...)
	}
	if l.Detail != "" {
		b = append(append(append(b, ` <span class="detail">`...), escaped(l.Detail)...), `</span>`...)
	}
	return template.HTML(b)
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
	if p.Source == "" {
		return "", nil
	}
	var b bytes.Buffer
	b.Grow(len(p.Source) * 2)
	err := markdown.HTML(&b, p.Source, markdown.Options{
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
	return template.HTML(b.String()), err
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
	if json == "" {
		return "", nil
	}
	if strings.Contains(json, "<") {
		return "", errors.New("JSON-LD holds a < that is not escaped")
	}
	return template.HTML(`<script type="application/ld+json">` + json + `</script>`), nil
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
