// Package output makes the files that programs read of what is said of listings
// in one language: calendars, news feeds, indexes, the index of the search. It
// does not know HTML, nor where a file is linked from.
package output

import (
	"encoding/json"
	"sync/atomic"

	"corkboard/generator/feed"
	"corkboard/generator/ical"
	"corkboard/generator/tree"
	"corkboard/generator/wording"
)

// Writer makes the files of one language. It may be used by many goroutines.
type Writer struct {
	*wording.Writer
	entries once[written[*ical.Block]]
	news    once[written[*feed.Block]]
	rows    once[written[string]]
	owners  once[written[string]]
}

// New makes a writer of files.
func New(w *wording.Writer) *Writer {
	n := len(w.Board.Catalog.Opportunities)
	return &Writer{Writer: w, entries: newOnce[written[*ical.Block]](n), news: newOnce[written[*feed.Block]](n), rows: newOnce[written[string]](n), owners: newOnce[written[string]](len(w.Board.Organizations))}
}

// written is what a listing puts into many files, with its fingerprint.
type written[T any] struct {
	text T
	hash tree.Hash
}

// once holds what of each record is in many files of a language, by number, made when
// the first of them asks for it: a listing is in as many calendars, feeds and indexes
// as it has categories and places.
type once[T any] []atomic.Pointer[T]

func newOnce[T any](n int) once[T] { return make(once[T], n) }

// of returns the value of a record. Of two goroutines that ask at once both may
// make it, and both get the one that was there first.
func (o once[T]) of(number int, make func() T) *T {
	p := &o[number]
	if have := p.Load(); have != nil {
		return have
	}
	value := make()
	p.CompareAndSwap(nil, &value)
	return p.Load()
}

// joined is the fingerprint of a file that is made of what was written before.
func joined[T any](kind string, head any, parts []*written[T]) tree.Hash {
	hashes := make([]byte, 0, len(parts)*len(tree.Hash{}))
	for _, p := range parts {
		hashes = append(hashes, p.hash[:]...)
	}
	return tree.HashOf(kind, head, hashes)
}

func marshal(v any) []byte {
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		panic("output: " + err.Error()) // plain structs always marshal
	}
	return append(b, '\n')
}
