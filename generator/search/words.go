package search

import (
	"cmp"
	"encoding/binary"
	"iter"
	"maps"
	"math"
	"math/bits"
	"slices"
	"strings"
)

// term is a word with the documents that have it or another form of it. Two words
// with a space between are a pair, which stands in titles.
type term struct {
	word     string
	postings *postings // shared by the forms of a word
	again    bool      // whether another form stands before it
}

// byWord is the order in which JavaScript has two words: by UTF-16 units. So what is
// beyond U+FFFF, and begins with a surrogate, comes before U+E000.
func byWord(a, b term) int {
	for i := range min(len(a.word), len(b.word)) {
		x, y := a.word[i], b.word[i]
		if x == y {
			continue
		}
		if x >= 0xee && y >= 0xee && (x >= 0xf0) != (y >= 0xf0) { // how U+E000 and U+10000 begin in UTF-8
			x, y = y, x
		}
		return cmp.Compare(x, y)
	}
	return cmp.Compare(len(a.word), len(b.word))
}

// levels say how much a word counts in a document. The upper ones are of words in
// titles: what has every word in its title comes first, so the engine has to see it.
const (
	levels     = 5
	titleLevel = 3
)

// postings are the documents of a word by level, in order; those of a common word
// that are in no level; and how many there are in all.
type postings struct {
	levels [levels][]uint32
	rest   []uint32
	all    int
}

// A word in more than a fifth of all documents tells little of any of them, and
// its list would be longer than all others that a query needs. So it keeps those in
// which it counts most, as long as they are few enough. The rest stands in a file
// that is read where a query has no other words.
func common(documents int) int { return max(512, min(documents/5, 8192)) }

// pairFrom is how many titles have to have a pair of words: of fewer, the two words
// alone tell which ones are meant.
const pairFrom = 8

// counter counts words, document by document.
type counter struct {
	own      *lexicon            // of the language of the index
	foreign  map[string]*lexicon // of others, by tag
	pairs    map[string]*tally   // by stems
	forms    map[string]*tally   // of pairs
	synonyms map[string][]synonym
	measure  []measure         // of the documents, in their order
	title    []string          // stems of the title that is counted now
	names    map[Text][]*tally // words of names, which come again and again
	at       []uint8           // of postings, used again and again
}

// lexicon is the words of one language: "come" is a form of "comida" in Spanish, and
// not in an English text.
type lexicon struct {
	stems  *stemmer
	byStem map[string]*tally
	byWord map[string]*tally
}

func newLexicon(lang string) *lexicon {
	return &lexicon{newStemmer(lang), map[string]*tally{}, map[string]*tally{}}
}

// synonym is one name of something, as stems, and all words of its names.
type synonym struct {
	stems []string
	words []string
}

// tally is where a word or another form of it stands: in which documents, in their
// order, and how often. Of all words it is most of what an index takes while it is
// made, so it is packed: what has been added to the number before, and the counts, in
// varints. The newest document may still count more; it is not in them yet.
type tally struct {
	packed []byte
	before uint32 // the last number in packed
	newest uint32
	counts counts // of the newest; 0 = there is none
	all    int    // documents, with the newest
}

// measure is what of a document bears on how much its words count.
type measure struct {
	length [fields]uint32 // in words
	late   bool
}

// counts is how often a word stands in each field, four bits each: 15 times are as
// good as more. The longest field is in the lowest ones, which makes most of them
// small numbers.
type counts uint32

func (f Field) shift() Field { return 4 * (fields - 1 - f) }

func (c counts) of(f Field) uint32 { return uint32(c) >> f.shift() & 15 }

func (c *counts) add(f Field) {
	if c.of(f) < 15 {
		*c += 1 << f.shift()
	}
}

func newCounter(lang string, synonyms []Synonyms) *counter {
	c := &counter{
		own: newLexicon(lang), foreign: map[string]*lexicon{},
		pairs: map[string]*tally{}, forms: map[string]*tally{}, synonyms: map[string][]synonym{}, names: map[Text][]*tally{},
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
				s.stems = append(s.stems, c.own.stems.of(w))
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
	c.title = c.title[:0]
	for f := range fields {
		for _, text := range d.Texts[f] {
			if f == Name || f == Alias {
				for _, t := range c.name(text) {
					m.length[f]++
					t.in(uint32(len(c.measure)), f)
				}
				continue
			}
			before, lexicon := "", c.lexicon(text.Lang)
			eachWord(Fold(text.Text), func(word string) {
				m.length[f]++
				c.count(lexicon, word, f)
				if f == Title {
					before = c.pair(before, word)
				}
			})
		}
	}
	for _, stem := range c.title {
		for _, s := range c.synonyms[stem] {
			if !slices.ContainsFunc(s.stems, func(other string) bool { return !slices.Contains(c.title, other) }) {
				for _, w := range s.words {
					c.count(c.own, w, Alias)
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
		l = newLexicon(lang)
		c.foreign[lang] = l
	}
	return l
}

func (c *counter) count(l *lexicon, word string, f Field) {
	l.tally(word).in(uint32(len(c.measure)), f)
}

// name is the words of a name, which stands in many documents: a third of all words
// are those of categories, places and organizations.
func (c *counter) name(text Text) []*tally {
	list, known := c.names[text]
	if !known {
		l := c.lexicon(text.Lang)
		eachWord(Fold(text.Text), func(word string) { list = append(list, l.tally(word)) })
		c.names[text] = list
	}
	return list
}

// in counts once more for a document, the newest one.
func (t *tally) in(number uint32, f Field) {
	if t.counts == 0 || t.newest != number {
		t.close()
		t.newest = number
		t.all++
	}
	t.counts.add(f)
}

// put adds a document with all that it counts.
func (t *tally) put(number uint32, c counts) {
	t.close()
	t.newest, t.counts = number, c
	t.all++
}

// close packs the newest document.
func (t *tally) close() {
	if t.counts == 0 {
		return
	}
	t.packed = binary.AppendUvarint(t.packed, uint64(t.newest-t.before))
	t.packed = binary.AppendUvarint(t.packed, uint64(t.counts))
	t.before, t.counts = t.newest, 0
}

// documents are the numbers of the documents with what they count.
func (t *tally) documents() iter.Seq2[uint32, counts] {
	t.close()
	return func(yield func(uint32, counts) bool) {
		number := uint32(0)
		for at := 0; at < len(t.packed); {
			more, n := binary.Uvarint(t.packed[at:])
			c, m := binary.Uvarint(t.packed[at+n:])
			at += n + m
			number += uint32(more)
			if !yield(number, counts(c)) {
				return
			}
		}
	}
}

// tally is where a word stands.
func (l *lexicon) tally(word string) *tally {
	if t := l.byWord[word]; t != nil {
		return t
	}
	return l.form(word)
}

// form is the tally of a new form of a word.
func (l *lexicon) form(word string) *tally {
	word = strings.Clone(word) // not the whole text with it
	stem := l.stems.of(word)
	t := l.byStem[stem]
	if t == nil {
		t = &tally{}
		l.byStem[stem] = t
	}
	l.byWord[word] = t
	return t
}

// pair counts a word of a title with the one before it, and returns the word.
func (c *counter) pair(before, word string) string {
	c.title = append(c.title, c.own.stems.of(word))
	if before == "" {
		return word
	}
	both := before + " " + word
	t := c.forms[both]
	if t == nil {
		stems := c.title[len(c.title)-2] + " " + c.title[len(c.title)-1]
		if t = c.pairs[stems]; t == nil {
			t = &tally{}
			c.pairs[stems] = t
		}
		c.forms[both] = t
	}
	t.in(uint32(len(c.measure)), Title)
	return word
}

func isPair(word string) bool { return strings.IndexByte(word, ' ') >= 0 }

// terms are all words in order, with how much each counts in each document.
func (c *counter) terms() []term {
	mean := c.mean()
	terms := make([]term, 0, len(c.own.byWord))
	done := make(map[*tally]*postings, len(c.own.byStem))
	put := func(word string, t *tally) {
		p := done[t]
		if p == nil {
			p = c.postings(t, &mean)
			done[t] = p
		}
		terms = append(terms, term{word: word, postings: p})
	}
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
	for word, t := range c.forms {
		if t.all >= pairFrom {
			put(word, t)
		}
	}
	slices.SortFunc(terms, byWord)
	seen := make(map[*postings]bool, len(done))
	for i := range terms {
		terms[i].again = seen[terms[i].postings]
		seen[terms[i].postings] = true
	}
	return terms
}

// turned are other genders and numbers of the words, which no document has.
func (l *lexicon) turned() map[string]*tally {
	out := map[string]*tally{}
	for word, t := range l.byWord {
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

// with is where one of two words stands.
func (t *tally) with(other *tally) *tally {
	out := &tally{}
	next, stop := iter.Pull2(other.documents())
	defer stop()
	n, c, more := next()
	upTo := func(number uint32) { // what the other one has before
		for more && n < number {
			out.put(n, c)
			n, c, more = next()
		}
	}
	for number, sum := range t.documents() {
		upTo(number)
		if more && n == number {
			for f := range fields {
				for range c.of(f) {
					sum.add(f)
				}
			}
			n, c, more = next()
		}
		out.put(number, sum)
	}
	upTo(math.MaxUint32)
	return out
}

// mean is how long each field is in the middle.
func (c *counter) mean() [fields]float64 {
	var mean [fields]float64
	for i := range c.measure {
		for f := range fields {
			mean[f] += float64(c.measure[i].length[f])
		}
	}
	for f := range fields {
		// Rounded, so that one more document does not change what all others count.
		mean[f] = power(mean[f] / float64(max(1, len(c.measure))))
	}
	return mean
}

func (c *counter) postings(t *tally, mean *[fields]float64) *postings {
	p := &postings{all: t.all}
	var sizes [levels]int
	at := c.at[:0]
	for number, count := range t.documents() {
		l := level(count, &c.measure[number], mean)
		at = append(at, l)
		sizes[l]++
	}
	kept, least := 0, levels
	for least > 0 && kept+sizes[least-1] <= common(len(c.measure)) {
		least--
		kept += sizes[least]
	}
	block := make([]uint32, kept)
	for l, from := least, 0; l < levels; l++ {
		p.levels[l] = block[from : from : from+sizes[l]]
		from += sizes[l]
	}
	if kept < p.all {
		p.rest = make([]uint32, 0, p.all-kept)
	}
	i := 0
	for number := range t.documents() {
		if l := int(at[i]); l >= least {
			p.levels[l] = append(p.levels[l], number)
		} else {
			p.rest = append(p.rest, number)
		}
		i++
	}
	t.packed, c.at = nil, at
	return p
}

// level is how much a word counts in a document, without how rare it is.
func level(count counts, d *measure, mean *[fields]float64) uint8 {
	// Of words that are not in the title hardly any count less or more.
	const saturation, leastSum, mostSum = 4, 0.1, 0.55
	sum := 0.0
	for f := range fields {
		if n := count.of(f); n > 0 {
			w := weight[f]
			sum += w.gain * float64(n) / (1 - w.norm + w.norm*float64(d.length[f])/max(1, mean[f]))
		}
	}
	sum /= sum + saturation // 0..1
	if d.late {
		sum *= 0.8
	}
	if count.of(Title) > 0 {
		return titleLevel + uint8(math.Round(sum*(levels-1-titleLevel)))
	}
	return min(titleLevel-1, uint8(max(0, sum-leastSum)/(mostSum-leastSum)*titleLevel))
}

// power is the power of two next to x, at least one.
func power(x float64) float64 {
	if x <= 1 {
		return 1
	}
	return float64(uint64(1) << (bits.Len64(uint64(x*math.Sqrt2)) - 1))
}
