package search

import (
	"fmt"
	"strings"
)

// A new document must not change the files of all records behind it. So records
// stand in blocks, and where one ends is decided by the documents there: at one
// whose hash is the least of its neighbourhood. A document that comes or goes
// changes the block that it is in, and seldom the next.

const (
	near      = 14      // neighbours on each side; a block has about twice as many documents
	farther   = 70      // in a large town, whose root would be long
	largeTown = 1 << 16 // documents
	perFile   = 6       // records of a file, about
)

// block is a folder of record files. Its name is made of who stands in it, in which
// order, so that words of one build never find records of another.
type block struct {
	count int
	name  [3]byte
	files []Parts
}

// shelf puts records, which come in order, into blocks.
type shelf struct {
	keys   []string
	ends   []bool // whether a block ends behind a document
	next   int
	file   strings.Builder
	held   []string
	blocks []block
	names  map[[3]byte]bool
}

// newShelf takes the keys of documents, and their hashes.
func newShelf(keys []string, hashes []uint32) *shelf {
	s := &shelf{keys: keys, ends: make([]bool, len(keys)), names: map[[3]byte]bool{}}
	reach := near
	if len(keys) > largeTown {
		reach = farther
	}
	for at := range hashes {
		s.ends[at] = endsAt(hashes, at, reach)
	}
	return s
}

// endsAt reports whether something ends behind a document: where its hash is less
// than all around it, and at the end of all.
func endsAt(hashes []uint32, at, reach int) bool {
	if at == len(hashes)-1 {
		return true
	}
	for i := max(0, at-reach); i < min(len(hashes), at+reach+1); i++ {
		if i != at && hashes[i] <= hashes[at] {
			return false
		}
	}
	return true
}

func (s *shelf) add(record string) {
	s.held = append(s.held, record)
	s.next++
	if s.ends[s.next-1] {
		s.close()
	}
}

func (s *shelf) close() {
	n := len(s.held)
	b := block{count: n, name: s.name(s.keys[s.next-n : s.next])}
	files := filesOf(n)
	for i := range files {
		b.files = append(b.files, Parts{[]byte(strings.Join(s.held[i*n/files:(i+1)*n/files], "\n"))})
	}
	s.blocks = append(s.blocks, b)
	s.held = s.held[:0]
}

// filesOf is how many files the records of a block are in: file i begins with
// record i*n/files.
func filesOf(n int) int { return max(1, (n+perFile/2)/perFile) }

// name is a hash of keys that no other block has.
func (s *shelf) name(keys []string) [3]byte {
	text := strings.Join(keys, "\x00")
	name := Parts{[]byte(text)}.hash()
	for n := 1; s.names[name]; n++ {
		name = Parts{fmt.Appendf(nil, "%s\x00%d", text, n)}.hash()
	}
	s.names[name] = true
	return name
}

func (s *shelf) done() []block { return s.blocks }
