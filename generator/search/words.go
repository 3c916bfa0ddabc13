package search

import (
	"cmp"
	"math"
	"math/bits"
	"slices"
	"strings"
)

// term is a word with the documents that have it or another form of it.
type term struct {
	word     string
	postings *postings // shared by the forms of a word
}

// postings are documents by ordinal, with how much the word counts in each.
type postings struct {
	ordinals []uint32
	impacts  []uint8 // 1..15; 12 and more when it stands in the title
}

const (
	mostImpact  = 15
	titleImpact = 12 // a title that has every word comes first, so the engine has to see it
)

// counter counts words, document by document.
type counter struct {
	stems   *stemmer
	byStem  map[string]*tally
	byWord  map[string]*tally
	measure []measure // of the documents, in their order
}

// tally is where a word or another form of it stands.
type tally struct {
	documents []uint32 // by number, not by ordinal
	counts    []counts
}

// measure is what of a document bears on how much its words count.
type measure struct {
	ordinal uint32
	length  [fields]uint32 // in words
	late    bool
}

// counts is how often a word stands in each field, four bits each: 15 times are as
// good as more.
type counts uint32

func (c counts) of(f Field) uint32 { return uint32(c) >> (4 * f) & 15 }

func (c *counts) add(f Field) {
	if c.of(f) < 15 {
		*c += 1 << (4 * f)
	}
}

func newCounter(lang string) *counter {
	return &counter{stems: newStemmer(lang), byStem: map[string]*tally{}, byWord: map[string]*tally{}}
}

// add counts the words of a document.
func (c *counter) add(ordinal uint32, d *Document) {
	number := uint32(len(c.measure))
	m := measure{ordinal: ordinal, late: d.Late}
	for f := range fields {
		for _, text := range d.Texts[f] {
			eachWord(Fold(text), func(word string) {
				m.length[f]++
				t := c.byWord[word]
				if t == nil {
					t = c.form(word)
				}
				if n := len(t.documents); n == 0 || t.documents[n-1] != number {
					t.documents = append(t.documents, number)
					t.counts = append(t.counts, 0)
				}
				t.counts[len(t.counts)-1].add(f)
			})
		}
	}
	c.measure = append(c.measure, m)
}

// form is the tally of a new form of a word.
func (c *counter) form(word string) *tally {
	word = strings.Clone(word) // not the whole text with it
	stem := c.stems.of(word)
	t := c.byStem[stem]
	if t == nil {
		t = &tally{}
		c.byStem[stem] = t
	}
	c.byWord[word] = t
	return t
}

// terms are all words in order, with how much each counts in each document.
func (c *counter) terms() []term {
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
	done := make(map[*tally]*postings, len(c.byStem))
	for _, t := range c.byStem {
		p := &postings{ordinals: t.documents, impacts: make([]uint8, len(t.documents))}
		for i, number := range t.documents {
			m := &c.measure[number]
			p.impacts[i] = impact(t.counts[i], m, &mean)
			p.ordinals[i] = m.ordinal
		}
		t.counts = nil
		done[t] = p
	}
	terms := make([]term, 0, len(c.byWord))
	for word, t := range c.byWord {
		terms = append(terms, term{word, done[t]})
	}
	slices.SortFunc(terms, func(a, b term) int { return cmp.Compare(a.word, b.word) })
	return terms
}

// impact is how much a word counts in a document, without how rare it is.
func impact(count counts, d *measure, mean *[fields]float64) uint8 {
	const saturation = 4
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
		return titleImpact + uint8(math.Round(sum*(mostImpact-titleImpact)))
	}
	return 1 + uint8(math.Round(sum*(titleImpact-2)))
}

// power is the power of two next to x, at least one.
func power(x float64) float64 {
	if x <= 1 {
		return 1
	}
	return float64(uint64(1) << (bits.Len64(uint64(x*math.Sqrt2)) - 1))
}
