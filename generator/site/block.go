package site

import "strings"

// blocks hand out slices of larger ones. A town has tens of thousands of short
// lists that live as long as the site: together in blocks they are less to look
// after, for the memory and for the collector.
type blocks[T any] struct{ room []T }

const blockLength = 512

// of returns a slice of n zero values.
func (b *blocks[T]) of(n int) []T {
	if n > cap(b.room)-len(b.room) {
		b.room = make([]T, 0, max(n, blockLength))
	}
	start := len(b.room)
	b.room = b.room[:start+n]
	return b.room[start : start+n : start+n]
}

// copied returns a copy of a slice.
func (b *blocks[T]) copied(list []T) []T {
	if len(list) == 0 {
		return nil
	}
	out := b.of(len(list))
	copy(out, list)
	return out
}

// texts puts strings behind each other in blocks.
type texts struct{ room strings.Builder }

// joined returns one string of its parts.
func (t *texts) joined(parts ...string) string {
	n := 0
	for _, p := range parts {
		n += len(p)
	}
	if t.room.Len()+n > t.room.Cap() {
		t.room = strings.Builder{}
		t.room.Grow(max(n, 32<<10))
	}
	at := t.room.Len()
	for _, p := range parts {
		t.room.WriteString(p)
	}
	return t.room.String()[at:]
}
