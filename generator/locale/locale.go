// Package locale knows the words of one interface language: messages, plural
// rules, date forms, collation, and the sentence that describes a schedule.
// Each language is one file, so a language can be added without code; a file
// may lack words, which then come from another language. The package does not
// know listings, pages or templates.
package locale

import (
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/language"

	"corkboard/generator/problem"
	"corkboard/generator/tree"
)

// Locale is one interface language. It is immutable after New, so goroutines
// may share it.
type Locale struct {
	tag      string
	language language.Tag
	name     string
	dir      string
	hash     tree.Hash

	messages map[string]*message
	missing  []string
	forms    forms
	year     int       // of which Day does not say that it is this year; 0 says it of all
	sorters  sync.Pool // of *sorter: a collator has its own buffers
}

// New makes the locale of a language tag (BCP 47) for readers in a country (ISO
// 3166-1, "" = unknown), whose weeks begin as that country's do. own holds the
// words of the language; the first list that has a word counts. Words that all
// of them lack come one by one from fallback, which may be in another language.
// A word that this package needs and nobody has is a problem, as is one with an
// impossible value; with an error there is no locale.
func New(tag, country string, own, fallback []*Words) (*Locale, problem.List) {
	first := own[0]
	l := &Locale{tag: tag, language: language.Make(tag), messages: merge(firstOf(own), firstOf(fallback))}
	for _, key := range l.Keys() {
		if l.LangOf(key) != "" {
			l.missing = append(l.missing, key)
		}
	}
	problems := append(l.loadNames(), l.loadForms(first.file)...)
	if len(problems) > 0 {
		return nil, problems
	}
	l.forms.firstDay = firstDay(country, l.forms.firstDay)
	var parts []string
	for _, k := range l.Keys() {
		parts = append(parts, k, l.LangOf(k), l.messages[k].source)
	}
	l.hash = tree.HashOf(l.tag, int(l.forms.firstDay), parts)
	return l, nil
}

// loadNames reads what the language says about itself, which never comes from
// another language.
func (l *Locale) loadNames() problem.List {
	l.name = l.tag
	if l.LangOf("language") == "" && l.Has("language") {
		l.name = l.T("language")
	}
	l.dir = "ltr"
	if script, _ := l.language.Script(); slices.Contains(rightToLeft, script.String()) {
		l.dir = "rtl"
	}
	m := l.messages["text-direction"]
	if m == nil || l.LangOf("text-direction") != "" {
		return nil
	}
	l.dir = m.source
	if l.dir != "ltr" && l.dir != "rtl" {
		return problem.List{m.problem("text-direction is "+strconv.Quote(l.dir), "write ltr (left to right) or rtl (right to left)")}
	}
	return nil
}

// rightToLeft are the scripts in use that run from right to left (ISO 15924).
var rightToLeft = []string{"Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"}

// InYear returns the locale of pages that are read in a year: Day leaves that year out.
func (l *Locale) InYear(year int) *Locale {
	return &Locale{tag: l.tag, language: l.language, name: l.name, dir: l.dir, hash: l.hash, messages: l.messages, missing: l.missing, forms: l.forms, year: year}
}

// Tag returns the BCP 47 tag, such as "es".
func (l *Locale) Tag() string { return l.tag }

// Name returns the language's own name, such as "Español".
func (l *Locale) Name() string { return l.name }

// Dir returns the writing direction, "ltr" or "rtl".
func (l *Locale) Dir() string { return l.dir }

// Hash returns a fingerprint of every word.
func (l *Locale) Hash() tree.Hash { return l.hash }

// Has reports whether a message exists.
func (l *Locale) Has(key string) bool { return l.messages[key] != nil }

// Keys returns every message's key, sorted.
func (l *Locale) Keys() []string { return sortedKeys(l.messages) }

// LangOf returns the language of a word that this locale lacks and another one
// provides; otherwise "".
func (l *Locale) LangOf(key string) string {
	if m := l.messages[key]; m != nil && !sameLanguage(m.words.language, l.language) {
		return m.words.tag
	}
	return ""
}

// Missing returns the keys of the words that are in another language, sorted.
func (l *Locale) Missing() []string { return l.missing }

// LanguageName returns what this language calls another: "Spanish" for es,
// "American Sign Language" for ase. A tag without a name falls back to its base
// ("pt" for pt-PT), then to the tag.
func (l *Locale) LanguageName(tag string) string {
	if tag == l.tag && l.LangOf("language-name."+tag) != "" {
		return l.name
	}
	for t := tag; t != ""; {
		if m := l.messages["language-name."+t]; m != nil {
			return m.source
		}
		cut := strings.LastIndexByte(t, '-')
		if cut < 0 {
			break
		}
		t = t[:cut]
	}
	return tag
}

var isoWeekdays = [7]int{7, 1, 2, 3, 4, 5, 6} // time.Weekday → 1 = Monday

func weekdayIndex(w time.Weekday) int { return isoWeekdays[w] - 1 }
