package wording

import (
	"strings"

	"corkboard/generator/catalog"
	"corkboard/generator/views"
)

// Phrase is a human text in the language of the page, or marked as another.
func (w *Writer) Phrase(t catalog.Text) views.Phrase {
	if len(t) == 0 {
		return views.Phrase{}
	}
	v := t.In(w.At.Tag)
	p := views.Phrase{Text: v.Value}
	if !sameLanguage(v.Lang, w.At.Tag) {
		p.Lang = v.Lang
	}
	return p
}

// sameLanguage compares tags by their base language.
func sameLanguage(a, b string) bool { return a == "" || baseTag(a) == baseTag(b) }

func baseTag(tag string) string {
	for i := range len(tag) {
		if tag[i] == '-' {
			return tag[:i]
		}
	}
	return tag
}

// Text is a phrase in the language of the page.
func Text(s string) views.Phrase { return views.Phrase{Text: s} }

// Word is a word of the interface as a phrase. It is marked where the language of
// the page lacks it and it is in another one.
func (w *Writer) Word(key string, args ...any) views.Phrase {
	return views.Phrase{Text: w.Words.T(key, args...), Lang: w.Words.LangOf(key)}
}

// Body is the source of a body in the language of the page, or the first, and its
// language when that is another one.
func (w *Writer) Body(bodies []catalog.Body) (source, lang string) {
	for _, b := range bodies {
		if sameLanguage(b.Lang, w.At.Tag) {
			return b.Source, ""
		}
	}
	if len(bodies) > 0 {
		return bodies[0].Source, bodies[0].Lang
	}
	return "", ""
}

// Prose is the body in the language of the page, else the first one.
func (w *Writer) Prose(bodies []catalog.Body) views.Prose {
	source, lang := w.Body(bodies)
	if len(bodies) == 0 {
		return views.Prose{}
	}
	return views.Prose{Source: source, Lang: lang, Base: w.At.Book().Base, Table: w.Words.T("site.table")}
}

// Short cuts a description for search engines and share texts.
func Short(t string) string { return Cut(t, 160) }

// oneLine keeps a notice to a line or two: the page says the rest.
func oneLine(p views.Phrase) views.Phrase {
	p.Text = Cut(p.Text, 66)
	return p
}

// Cut ends a text after a whole word within limit characters.
func Cut(t string, limit int) string {
	count, end := 0, 0 // characters; where the last of them that is kept ends
	for at := range t {
		if count == limit-1 {
			end = at
		}
		count++
	}
	if count <= limit {
		return t
	}
	head := t[:end]
	if i := strings.LastIndexByte(head, ' '); i > len(head)/2 {
		head = head[:i]
	}
	return strings.TrimRight(head, " ,;:.") + "…"
}

// NonEmpty returns the texts that are not empty.
func NonEmpty(parts ...string) []string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return out
}
