package search

import (
	"math/bits"
	"slices"
	"unicode/utf8"
)

const (
	// shardBytes is about how large a file of words is: on a slow line the way there
	// and back costs more than that. With smaller ones there were more, and so many
	// that a few new listings would change a large part of all files.
	shardBytes = 5000
	// Whoever misspells a word mostly begins it well, so words that begin with the
	// same three letters stay in one file unless it would be much larger.
	togetherLetters = 3
	// seldomBytes is about how large a file is that few queries need: the rests of
	// common words, and the ends of words.
	seldomBytes = 9000
)

// shard is a file of words that begin alike.
type shard struct {
	start string // no word in it is less
	parts Parts
	hash  [3]byte
}

// shards cuts the words into files at letters, so that a new word changes the one
// it belongs to. documents is how many there are.
func shards(terms []term, documents, bytes int) []shard {
	var out []shard
	size := func(t *term) int {
		if t.again {
			return 3
		}
		return 3 + t.postings.size(documents)
	}
	for _, p := range cut(terms, bytes, size) {
		out = append(out, newShard(p.start, p.terms, documents))
	}
	return out
}

// rests are the documents of common words that are not in the files of words.
func rests(terms []term, documents int) []shard {
	var out []term
	of := map[*postings]*postings{}
	for _, t := range terms {
		if !t.postings.partial() || isPair(t.word) { // of pairs the engine asks for the best alone
			continue
		}
		p, again := of[t.postings]
		if !again {
			rest := t.postings.rest()
			p = &postings{list: rest}
			for level := range levels {
				p.ends[level+1] = uint32(len(rest)) // all are in the first one
			}
			of[t.postings] = p
		}
		out = append(out, term{t.word, p, again})
	}
	return shards(out, documents, seldomBytes)
}

// piece is a run of words that begin alike, and about how many bytes they take.
type piece struct {
	start string
	terms []term
	size  int
}

// cut parts words into runs of about so many bytes: at letters, so that a word which is
// new changes the run that it belongs to. Small runs beside each other are one.
func cut(terms []term, bytes int, size func(*term) int) []piece {
	var out []piece
	for _, p := range parted(terms, "", bytes, size) {
		if n := len(out) - 1; n >= 0 && out[n].size+p.size <= bytes {
			out[n].terms = out[n].terms[:len(out[n].terms)+len(p.terms)] // they lie behind each other
			out[n].size += p.size
			continue
		}
		out = append(out, p)
	}
	return out
}

// parted parts words at the letter behind a prefix until a run is not too large.
func parted(terms []term, prefix string, bytes int, size func(*term) int) []piece {
	total := 0
	for i := range terms {
		total += size(&terms[i])
	}
	if total <= bytes || len(terms) == 1 || utf8.RuneCountInString(prefix) >= togetherLetters && 3*total <= 4*bytes {
		return []piece{{prefix, terms, total}}
	}
	var out []piece
	for from := 0; from < len(terms); {
		next := begin(terms[from].word, prefix)
		to := from
		for to < len(terms) && begin(terms[to].word, prefix) == next {
			to++
		}
		if next == prefix {
			out = append(out, piece{prefix, terms[from:to], size(&terms[from])})
		} else {
			out = append(out, parted(terms[from:to], next, bytes, size)...)
		}
		from = to
	}
	return out
}

// begin is the beginning of a word: the prefix and one letter.
func begin(word, prefix string) string {
	if len(word) <= len(prefix) {
		return prefix
	}
	_, n := utf8.DecodeRuneInString(word[len(prefix):])
	return word[:len(prefix)+n]
}

// size is about how many bytes postings take.
func (p *postings) size(documents int) int {
	n := 0
	for level := range levels {
		if list := p.level(level); len(list) > 0 {
			n += 8 + len(list)*(bits.Len(uint(documents/len(list)))*2+1)/2
		}
	}
	return n / 8
}

func newShard(start string, terms []term, documents int) shard {
	var w, heads writer
	var short bitWriter
	var long []byte
	words, groups := make([]string, len(terms)), make([]int, len(terms))
	numbers := map[*postings]int{}
	for i, t := range terms {
		words[i] = t.word
		n, known := numbers[t.postings]
		if known {
			groups[i] = len(numbers) - n // so many groups back
			continue
		}
		numbers[t.postings] = len(numbers)
		long = append(long, t.postings.write(&heads, &short, documents)...)
	}
	w.number(len(terms))
	w.column(groups)
	w.b = append(w.b, heads.b...)
	w.fronted(words)
	parts := Parts{w.b, short.bytes(), long}
	return shard{start, parts, parts.hash()}
}

// shortList is how many documents a list has at most that the engine reads whether
// it is asked for or not.
const shortList = 24

// write writes how many documents have a word at each level, and which: of a single
// one its level; else levels and one more if there are others, and 2 for the level
// 0, 4 for the level 1 and so on, followed by how many each of these has, and by how
// many have the word in all where some are left out; of a word to ask with that is one
// more than there are. The lists of many documents are returned, and head says how long
// they are: so the engine can step over them.
func (p *postings) write(head *writer, short *bitWriter, documents int) (long []byte) {
	most := uint32(max(documents, 1) - 1)
	kind, single, count := 0, 0, len(p.list)-len(p.rest())
	for level := range levels {
		if len(p.level(level)) > 0 {
			kind |= 2 << level
			single = level
		}
	}
	if len(p.list) == 1 && count == 1 {
		head.number(single)
		short.list(p.list, 0, most)
		return nil
	}
	if p.partial() {
		kind |= 1
	}
	lists := short
	if count > shortList {
		lists = &bitWriter{}
	}
	head.number(levels + kind)
	for level := levels - 1; level >= 0; level-- {
		if list := p.level(level); len(list) > 0 {
			head.number(len(list))
			lists.list(list, 0, most)
		}
	}
	switch {
	case p.asking:
		head.number(documents + 1) // more than there are is how the engine knows
	case p.partial():
		head.number(len(p.list))
	}
	if lists == short {
		return nil
	}
	long = lists.bytes()
	head.number(len(long))
	return long
}

// endings are all words written backwards, for those whose beginning is
// misspelled: they end as the right ones do.
func endings(terms []term) []shard {
	turned := make([]term, 0, len(terms))
	for _, t := range terms {
		if !isPair(t.word) {
			turned = append(turned, term{word: backwards(t.word)})
		}
	}
	slices.SortFunc(turned, byWord)
	var out []shard
	for _, p := range cut(turned, seldomBytes, func(t *term) int { return 2 + len(t.word)/5 }) {
		words := make([]string, len(p.terms))
		for i, t := range p.terms {
			words[i] = t.word
		}
		var w writer
		w.number(len(words))
		w.fronted(words)
		parts := Parts{w.b}
		out = append(out, shard{p.start, parts, parts.hash()})
	}
	return out
}

func backwards(s string) string {
	r := []rune(s)
	slices.Reverse(r)
	return string(r)
}
