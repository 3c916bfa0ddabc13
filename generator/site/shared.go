package site

import "sync/atomic"

// shared is what of a listing stands in many files of one language, made when
// the first of them asks for it: its notice stands in twenty lists, its entry
// in as many calendars.
type shared struct {
	events made[eventSet]
	row    made[row]
	news   made[newsItem]
}

// made holds a value that is made when it is asked for.
type made[T any] struct{ value atomic.Pointer[T] }

// or returns the value. Of two goroutines that ask at once both may make it,
// and both get the one that was there first.
func (m *made[T]) or(make func() *T) *T {
	if have := m.value.Load(); have != nil {
		return have
	}
	m.value.CompareAndSwap(nil, make())
	return m.value.Load()
}
