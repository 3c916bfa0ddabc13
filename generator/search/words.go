package search

import (
	"maps"
	"slices"
)

// counter counts words, document by document.
type counter struct {
	own      *lexicon            // of the language of the index
	foreign  map[string]*lexicon // of others, by tag
	pairs    *pairs
	synonyms map[uint32][]synonym // by the first stem, as pairs number them
	measure  []measure            // of the documents, in their order
	names    map[Text][]*tally    // words of names, which come again and again
	cut      cutter
}

// lexicon is the words of one language: "come" is a form of "comida" in Spanish, and
// not in an English text.
type lexicon struct {
	stems  *stemmer
	byStem map[string]*tally
	byWord map[string]*tally
}

// newLexicon knows the words to ask with before a document has them: each is a form of
// no other word, so that cans are not what somebody can.
func newLexicon(lang, asking string) *lexicon {
	l := &lexicon{newStemmer(lang), map[string]*tally{}, map[string]*tally{}}
	for _, word := range Words(asking) {
		l.byWord[word] = &tally{asking: true}
	}
	return l
}

// synonym is one name of something, as stems, and all words of its names.
type synonym struct {
	stems []uint32
	words []string
}

func newCounter(lang string, synonyms []Synonyms, asking map[string]string) *counter {
	own := newLexicon(lang, asking[lang])
	c := &counter{own: own, foreign: map[string]*lexicon{}, pairs: newPairs(own.stems), synonyms: map[uint32][]synonym{}, names: map[Text][]*tally{}}
	for other := range asking { // names have words of other languages, and people ask for them in these
		if other != lang {
			c.foreign[other] = newLexicon(other, asking[other])
		}
	}
	for _, names := range synonyms {
		if len(names) < 2 {
			continue
		}
		var all []string
		for _, n := range names {
			all = append(all, Words(n)...)
		}
		for _, n := range names {
			s := synonym{words: all}
			for _, w := range Words(n) {
				s.stems = append(s.stems, c.pairs.numberOfStem(own.stems.of(w)))
			}
			if len(s.stems) > 0 {
				c.synonyms[s.stems[0]] = append(c.synonyms[s.stems[0]], s)
			}
		}
	}
	return c
}

// add counts the words of the next document.
func (c *counter) add(d *Document) {
	m := measure{late: d.Late}
	number := uint32(len(c.measure))
	c.pairs.title = c.pairs.title[:0]
	for _, text := range d.Texts {
		f := text.In
		if f == Name || f == Alias {
			for _, t := range c.name(text) {
				m.length[f]++
				t.in(number, f)
			}
			continue
		}
		before, lexicon := noWord, c.lexicon(text.Lang)
		c.cut.join = func(word []byte) { lexicon.tally(word).in(number, f) }
		c.cut.each(text.Text, func(word []byte) {
			m.length[f]++
			lexicon.tally(word).in(number, f)
			if f == Title {
				before = c.pairs.add(number, before, word)
			}
		})
	}
	for _, stem := range c.pairs.title {
		for _, s := range c.synonyms[stem] {
			if !slices.ContainsFunc(s.stems, func(other uint32) bool { return !slices.Contains(c.pairs.title, other) }) {
				for _, w := range s.words {
					c.own.tally([]byte(w)).in(number, Meant)
				}
			}
		}
	}
	c.measure = append(c.measure, m)
}

func (c *counter) lexicon(lang string) *lexicon {
	if lang == "" {
		return c.own
	}
	l := c.foreign[lang]
	if l == nil {
		l = newLexicon(lang, "") // nobody asks in it
		c.foreign[lang] = l
	}
	return l
}

// name is the words of a name, which stands in many documents: a third of all words
// are those of categories, places and organizations.
func (c *counter) name(text Text) []*tally {
	list, known := c.names[text]
	if !known {
		l := c.lexicon(text.Lang)
		put := func(word []byte) { list = append(list, l.tally(word)) }
		c.cut.join = put
		c.cut.each(text.Text, put)
		c.names[text] = list
	}
	return list
}

// tally is where a word stands.
func (l *lexicon) tally(word []byte) *tally {
	if t := l.byWord[string(word)]; t != nil {
		return t
	}
	return l.form(string(word))
}

// form is the tally of a new form of a word.
func (l *lexicon) form(word string) *tally {
	stem := l.stems.of(word)
	t := l.byStem[stem]
	if t == nil {
		t = &tally{}
		l.byStem[stem] = t
	}
	l.byWord[word] = t
	return t
}

// terms are all words in order, with how much each counts in each document.
func (c *counter) terms() []term {
	scale := newScale(c.measure)
	terms := make([]term, 0, len(c.own.byWord))
	put := func(word string, t *tally) { terms = append(terms, term{word: word, postings: scale.weigh(t)}) }
	shared := c.shared()
	for word, t := range shared {
		put(word, t)
	}
	for _, l := range append(slices.Collect(maps.Values(c.foreign)), c.own) {
		for word, t := range l.byWord {
			if shared[word] == nil {
				put(word, t)
			}
		}
	}
	for word, t := range c.own.turned() {
		if shared[word] == nil && !c.has(word) {
			put(word, t)
		}
	}
	c.pairs.each(put)
	slices.SortFunc(terms, byWord)
	for i := range terms {
		p := terms[i].postings
		terms[i].again, p.met = p.met, true
	}
	return terms
}

// turned are other genders and numbers of the words, which no document has.
func (l *lexicon) turned() map[string]*tally {
	out := map[string]*tally{}
	for word, t := range l.byWord {
		if t.asking { // a word of its own, whatever its stem
			continue
		}
		for _, form := range l.stems.turned(word) {
			out[form] = t // all with this stem have one
		}
	}
	return out
}

// has reports whether a document has a word as it stands.
func (c *counter) has(word string) bool {
	if c.own.byWord[word] != nil {
		return true
	}
	for _, l := range c.foreign {
		if l.byWord[word] != nil {
			return true
		}
	}
	return false
}

// shared are the words of several languages: each has what its forms have in each.
func (c *counter) shared() map[string]*tally {
	out := map[string]*tally{}
	tags := slices.Sorted(maps.Keys(c.foreign))
	for i, tag := range tags {
		for word, t := range c.foreign[tag].byWord {
			others := []*tally{c.own.byWord[word]}
			for _, before := range tags[:i] {
				others = append(others, c.foreign[before].byWord[word])
			}
			all := out[word]
			for _, other := range others {
				if other != nil && all == nil {
					all = other
				}
			}
			if all != nil {
				out[word] = all.with(t)
			}
		}
	}
	return out
}
