package search

import (
	"cmp"
	"slices"
	"strings"
)

// pairFrom is how many titles have to have a pair of words: of fewer, the two words
// alone tell which ones are meant.
const pairFrom = 8

// pairs are the words of titles, each with the one before it. Hardly any pair stands
// in many titles, and only when all are counted it is known which.
type pairs struct {
	stems  *stemmer
	words  map[string]uint32 // their numbers
	byStem map[string]uint32 // the numbers of stems
	word   []string          // by number
	stem   []uint32          // by number of a word
	title  []uint32          // stems of all words in the titles of the newest document
	seen   []pair
}

// pair is two words in a title of a document: their stems, and they themselves.
type pair struct {
	stems, words uint64
	document     uint32
}

func newPairs(stems *stemmer) *pairs {
	return &pairs{stems: stems, words: map[string]uint32{}, byStem: map[string]uint32{}}
}

// noWord stands before the first word of a title.
const noWord = ^uint32(0)

// add notes a word of a title of the newest document, and the number of the one
// before it. It returns that of the word.
func (p *pairs) add(document, before uint32, word []byte) uint32 {
	number := p.number(word)
	p.title = append(p.title, p.stem[number])
	if before != noWord {
		p.seen = append(p.seen, pair{two(p.stem[before], p.stem[number]), two(before, number), document})
	}
	return number
}

func two(a, b uint32) uint64 { return uint64(a)<<32 | uint64(b) }

// number is that of a word.
func (p *pairs) number(word []byte) uint32 {
	if n, known := p.words[string(word)]; known {
		return n
	}
	s := string(word)
	n := uint32(len(p.word))
	p.words[s] = n
	p.word = append(p.word, s)
	p.stem = append(p.stem, p.numberOfStem(p.stems.of(s)))
	return n
}

func (p *pairs) numberOfStem(stem string) uint32 {
	n, known := p.byStem[stem]
	if !known {
		n = uint32(len(p.byStem))
		p.byStem[stem] = n
	}
	return n
}

// each calls put with every form of the pairs that stand in many titles.
func (p *pairs) each(put func(word string, t *tally)) {
	slices.SortFunc(p.seen, func(a, b pair) int {
		return cmp.Or(cmp.Compare(a.stems, b.stems), cmp.Compare(a.document, b.document))
	})
	var forms []uint64
	for from := 0; from < len(p.seen); {
		t := &tally{}
		forms = forms[:0]
		to := from
		for ; to < len(p.seen) && p.seen[to].stems == p.seen[from].stems; to++ {
			t.in(p.seen[to].document, Title)
			forms = append(forms, p.seen[to].words)
		}
		from = to
		if t.all < pairFrom {
			continue
		}
		slices.Sort(forms)
		for _, both := range slices.Compact(forms) {
			put(p.word[both>>32]+" "+p.word[uint32(both)], t)
		}
	}
	p.seen = nil
}

func isPair(word string) bool { return strings.IndexByte(word, ' ') >= 0 }
