package search

import (
	"cmp"
	"math"
	"math/bits"
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

// postings are the documents of a word: those of a common word that are in no level,
// then those of each level, the least first. Each of these lists is in order.
type postings struct {
	list   []uint32
	ends   [1 + levels]uint32
	asking bool // the word is one to ask with
	met    bool // by whoever goes through the terms
}

// rest are the documents that are in no level.
func (p *postings) rest() []uint32 { return p.list[:p.ends[0]] }

// partial reports whether a query has to do without some documents of the word, or
// should: "where" counts in none, and none has to have it.
func (p *postings) partial() bool { return p.asking || len(p.rest()) > 0 }

func (p *postings) level(l int) []uint32 { return p.list[p.ends[l]:p.ends[l+1]] }

// A word in more than a fifth of all documents tells little of any of them, and
// its list would be longer than all others that a query needs. So it keeps those in
// which it counts most, as long as they are few enough. The rest stands in a file
// that is read where a query has no other words.
func mostOf(documents int) int { return max(512, min(documents/5, 8192)) }

// measure is what of a document bears on how much its words count.
type measure struct {
	length [fields]uint32 // in words
	late   bool
}

// scale makes postings of tallies, when all documents have been measured.
type scale struct {
	documents []measure
	mean      [fields]float64 // how long each field is in the middle
	common    int
	entries   []entry // used again and again, as are
	at        []uint8
	lists     []uint32 // room for those to come, as are
	free      []postings
}

func newScale(documents []measure) *scale {
	s := &scale{documents: documents, common: mostOf(len(documents))}
	for i := range documents {
		for f := range fields {
			s.mean[f] += float64(documents[i].length[f])
		}
	}
	for f := range fields {
		// Rounded, so that one more document does not change what all others count.
		s.mean[f] = power(s.mean[f] / float64(max(1, len(documents))))
	}
	return s
}

// weigh returns the postings of a tally, the same each time.
func (s *scale) weigh(t *tally) *postings {
	if t.postings != nil {
		return t.postings
	}
	s.entries, s.at = t.documents(s.entries[:0]), s.at[:0]
	t.packed = nil
	var sizes [levels]int
	for _, e := range s.entries {
		l := s.level(e)
		s.at = append(s.at, l)
		sizes[l]++
	}
	p := s.postings(len(s.entries))
	t.postings = p
	rest, least := len(s.entries), levels
	p.asking = t.asking
	for least > 0 && !p.asking && len(s.entries)-rest+sizes[least-1] <= s.common {
		least--
		rest -= sizes[least]
	}
	var next [1 + levels]int // of the rest and of each level: where the next document goes
	for i := range next {
		p.ends[i] = uint32(rest)
		if i > least {
			p.ends[i] = p.ends[i-1] + uint32(sizes[i-1])
		}
	}
	for i := range levels {
		next[i+1] = int(p.ends[i])
	}
	for i, e := range s.entries {
		to := 0
		if l := int(s.at[i]); l >= least {
			to = l + 1
		}
		p.list[next[to]] = e.number
		next[to]++
	}
	return p
}

// postings returns new ones for so many documents. Most words stand in one or two, so
// they are taken from larger pieces.
func (s *scale) postings(documents int) *postings {
	if len(s.free) == 0 {
		s.free = make([]postings, 512)
	}
	if len(s.lists) < documents {
		s.lists = make([]uint32, max(documents, 8192))
	}
	p := &s.free[0]
	p.list = s.lists[:documents:documents]
	s.free, s.lists = s.free[1:], s.lists[documents:]
	return p
}

// level is how much a word counts in a document, without how rare it is.
func (s *scale) level(e entry) uint8 {
	// Of words that are not in the title hardly any count less or more.
	const saturation, leastSum, mostSum = 4, 0.1, 0.55
	d := &s.documents[e.number]
	sum := 0.0
	for f := range fields {
		if n := e.counts.of(f); n > 0 {
			w := weight[f]
			sum += w.gain * float64(n) / (1 - w.norm + w.norm*float64(d.length[f])/max(1, s.mean[f]))
		}
	}
	sum /= sum + saturation // 0..1
	if d.late {
		sum *= 0.6 // so that it is a level less
	}
	if e.counts.of(Title) > 0 {
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
