package search

import (
	"strings"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/arabic"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/irish"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/romanian"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
	"github.com/blevesearch/snowballstem/tamil"
	"github.com/blevesearch/snowballstem/turkish"
)

// stemmers are the algorithms of the Snowball project by BCP 47 language.
var stemmers = map[string]func(*snowballstem.Env) bool{
	"ar": arabic.Stem, "da": danish.Stem, "nl": dutch.Stem, "en": english.Stem, "fi": finnish.Stem, "fr": french.Stem, "de": german.Stem,
	"hu": hungarian.Stem, "ga": irish.Stem, "it": italian.Stem, "nb": norwegian.Stem, "no": norwegian.Stem, "pt": portuguese.Stem,
	"ro": romanian.Stem, "ru": russian.Stem, "es": spanish.Stem, "sv": swedish.Stem, "ta": tamil.Stem, "tr": turkish.Stem,
}

// genders are endings that one word takes in turn, by language. The browser has no
// stemmer, and finds forms that no listing has by their beginning: but of "niños"
// and "niña" that is too short to tell them from other words.
var genders = map[string][]string{"es": {"os", "as", "o", "a"}, "pt": {"os", "as", "o", "a"}, "it": {"o", "a", "i", "e"}}

// turned are the other genders and numbers of a folded word that have its stem.
func (s *stemmer) turned(word string) []string {
	for _, ending := range s.genders {
		base, ok := strings.CutSuffix(word, ending)
		if !ok || len(base) < 3 {
			continue
		}
		var out []string
		stem := s.of(word)
		for _, other := range s.genders {
			if other != ending && s.of(base+other) == stem {
				out = append(out, base+other)
			}
		}
		return out
	}
	return nil
}

// stemmer finds what the forms of a word have in common. It is not safe for
// concurrent use.
type stemmer struct {
	stem    func(*snowballstem.Env) bool // nil = a word is its own stem
	env     *snowballstem.Env
	genders []string
}

// newStemmer is the stemmer of a language, a BCP 47 tag.
func newStemmer(lang string) *stemmer {
	base, _, _ := strings.Cut(lang, "-")
	return &stemmer{stem: stemmers[base], env: snowballstem.NewEnv(""), genders: genders[base]}
}

// of returns the stem of a folded word.
func (s *stemmer) of(word string) string {
	if s.stem == nil {
		return word
	}
	s.env.SetCurrent(word)
	s.stem(s.env)
	if stem := s.env.Current(); stem != "" {
		return stem
	}
	return word
}
