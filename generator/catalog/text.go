package catalog

import "strings"

// Text is a human text in one or more languages, in the order written. A text
// without values is absent.
type Text []Localized

// Localized is one text in one language (a BCP 47 tag, never empty).
type Localized struct{ Lang, Value string }

// In returns the text in lang, else in lang's base language ("es" for
// "es-MX"), else the first one. The Lang it returns is the true one, so that
// a page can mark a text that is not in its own language.
func (t Text) In(lang string) Localized {
	if i := t.find(lang); i >= 0 {
		return t[i]
	}
	if len(t) == 0 {
		return Localized{Lang: lang}
	}
	return t[0]
}

// Has reports whether the text is there in lang or its base language.
func (t Text) Has(lang string) bool { return t.find(lang) >= 0 }

func (t Text) find(lang string) int {
	for i := range t {
		if t[i].Lang == lang {
			return i
		}
	}
	base, _, _ := strings.Cut(lang, "-")
	for i := range t {
		if own, _, _ := strings.Cut(t[i].Lang, "-"); own == base {
			return i
		}
	}
	return -1
}

// First returns the text in the language it was first written in, or "".
func (t Text) First() string {
	if len(t) == 0 {
		return ""
	}
	return t[0].Value
}
