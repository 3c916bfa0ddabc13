package search

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

const (
	// shardBytes is how large a file of words is before it is compressed to about
	// half: on a slow line the way there and back costs more than that.
	shardBytes = 6 << 10
	// Whoever misspells a word mostly begins it well, so words that begin with the
	// same three letters stay in one file unless it would be very large.
	togetherLetters = 3
	largeShard      = 6 * shardBytes
	// A word in more than frequent documents has its best ones in the shard, and
	// the others in a file of their own that is asked for when they matter.
	frequent = 8192
	best     = 256
)

// shard is a file of words that begin alike.
type shard struct {
	start string // no word in it is less
	data  []byte
	hash  [3]byte
	tails []File
}

// shards cuts the words into files at letters, so that a new word changes the one
// it belongs to.
func shards(terms []term) []shard {
	var out []shard
	cut(terms, "", termSize, shardBytes, func(start string, terms []term) { out = append(out, newShard(start, terms)) })
	return out
}

// cut calls put with runs of terms that begin alike and are about limit bytes.
func cut(terms []term, prefix string, size func(*term) int, limit int, put func(start string, terms []term)) {
	total := 0
	for i := range terms {
		total += size(&terms[i])
	}
	letters := utf8.RuneCountInString(prefix)
	if total <= limit || letters >= togetherLetters && total <= limit/shardBytes*largeShard {
		put(prefix, terms)
		return
	}
	from, held, start := 0, 0, prefix
	flush := func(to int) {
		if to > from {
			put(start, terms[from:to])
		}
		from, held = to, 0
	}
	for i := 0; i < len(terms); {
		next := begin(terms[i].word, prefix)
		to, child := i, 0
		for to < len(terms) && begin(terms[to].word, prefix) == next {
			child += size(&terms[to])
			to++
		}
		if held > 0 && held+child > limit {
			flush(i)
			start = next
		}
		if child > limit && next != prefix {
			flush(i)
			cut(terms[i:to], next, size, limit, put)
			from, held = to, 0
			if to < len(terms) {
				start = begin(terms[to].word, prefix)
			}
		} else {
			held += child
		}
		i = to
	}
	flush(len(terms))
}

// begin is the beginning of a word: the prefix and one letter.
func begin(word, prefix string) string {
	if len(word) <= len(prefix) {
		return prefix
	}
	_, n := utf8.DecodeRuneInString(word[len(prefix):])
	return word[:len(prefix)+n]
}

// termSize is about how many bytes a word takes.
func termSize(t *term) int { return 4 + len(t.word)/3 + min(len(t.postings.ordinals), best*2)*3/2 }

func newShard(start string, terms []term) shard {
	s := shard{start: start}
	var w, groups writer
	numbers := map[*postings]int{}
	w.number(len(terms))
	before := ""
	for _, t := range terms {
		n, known := numbers[t.postings]
		if !known {
			n = len(numbers)
			numbers[t.postings] = n
			groups.bytes(s.group(t))
		}
		w.fronted(before, t.word)
		w.number(n)
		before = t.word
	}
	w.number(len(numbers))
	w.add(&groups)
	s.data = packed(w.b)
	s.hash = hashOf(s.data)
	return s
}

// group writes the documents of a word: how many, how many of them here, which,
// how much it counts in each, and where the others are.
func (s *shard) group(t term) []byte {
	var w writer
	p := t.postings
	w.number(len(p.ordinals))
	if len(p.ordinals) <= frequent {
		w.number(len(p.ordinals))
		p.write(&w)
		return w.b
	}
	head, tail := p.parted()
	w.number(len(head.ordinals))
	head.write(&w)
	var rest writer
	tail.write(&rest)
	data := packed(rest.b)
	hash := hashOf(data)
	w.text(t.word)
	w.hash(hash)
	s.tails = append(s.tails, File{nameOf("tails", t.word, hash), data})
	return w.b
}

// write writes the documents in groups of those in which the word counts alike,
// which takes less room than a number for each.
func (p *postings) write(w *writer) {
	var groups [mostImpact + 1][]uint32
	levels := 0
	for i, n := range p.ordinals {
		g := &groups[p.impacts[i]]
		if len(*g) == 0 {
			levels++
		}
		*g = append(*g, n)
	}
	w.number(levels)
	for impact := mostImpact; impact > 0; impact-- {
		if g := groups[impact]; len(g) > 0 {
			w.number(impact)
			w.number(len(g))
			w.list(g)
		}
	}
}

// parted are the documents in which a word counts most, and the others.
func (p *postings) parted() (head, tail postings) {
	order := make([]int, len(p.ordinals))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p.impacts[b], p.impacts[a]) })
	in := make([]bool, len(order))
	for _, i := range order[:best] {
		in[i] = true
	}
	for i := range p.ordinals {
		part := &tail
		if in[i] {
			part = &head
		}
		part.ordinals = append(part.ordinals, p.ordinals[i])
		impact := p.impacts[i]
		if part == &tail {
			impact = coarse(impact)
		}
		part.impacts = append(part.impacts, impact)
	}
	return head, tail
}

// coarse is about how much a word counts where it is not among its best: half of a
// tail would say which of eight steps it is, and behind the first hundreds nobody
// sees the difference.
func coarse(impact uint8) uint8 {
	switch {
	case impact >= titleImpact:
		return titleImpact + 1
	case impact > 5:
		return 7
	}
	return 4
}

// endings are all words written backwards, for those whose beginning is
// misspelled: they end as the right ones do.
func endings(terms []term) []shard {
	turned := make([]term, len(terms))
	for i, t := range terms {
		turned[i] = term{word: backwards(t.word), postings: t.postings}
	}
	slices.SortFunc(turned, func(a, b term) int { return cmp.Compare(a.word, b.word) })
	var out []shard
	size := func(t *term) int { return 2 + len(t.word)/2 }
	cut(turned, "", size, shardBytes, func(start string, terms []term) {
		var w writer
		w.number(len(terms))
		before := ""
		for _, t := range terms {
			w.fronted(before, t.word)
			before = t.word
		}
		s := shard{start: start, data: packed(w.b)}
		s.hash = hashOf(s.data)
		out = append(out, s)
	})
	return out
}

func backwards(s string) string {
	r := []rune(s)
	slices.Reverse(r)
	return string(r)
}
