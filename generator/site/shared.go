package site

import (
	"sync/atomic"

	"corkboard/generator/tree"
)

// shared is what stands in many files of one language, made when the first of
// them asks for it. A listing's notice stands in twenty lists, its entry in as
// many calendars.
type shared struct {
	cards  made[Card]
	events made[eventSet]
	rows   made[tree.Hash]
}

// made holds one value for each listing, by its number.
type made[T any] []atomic.Pointer[T]

// of returns the value of a listing. Of two goroutines that ask at once both
// may make it, and both get the one that was there first.
func (m made[T]) of(w *listing, make func() *T) *T {
	at := &m[w.number]
	if have := at.Load(); have != nil {
		return have
	}
	at.CompareAndSwap(nil, make())
	return at.Load()
}

// share makes room for what the files of each language have in common.
func (s *Site) share() {
	n := len(s.listings)
	s.soon = make(made[int], n)
	for _, l := range s.languages {
		l.shared = shared{cards: make(made[Card], n), events: make(made[eventSet], n), rows: make(made[tree.Hash], n)}
	}
}
