package feed

import (
	"time"

	"corkboard/generator/spool"
)

// Block is an entry in its written form for Atom: what stands in many feeds is
// written once.
type Block struct {
	text    spool.Text
	updated time.Time
}

// NewBlock writes an entry for use in any number of Atom feeds. Its text is kept
// where keep says; keep must not hold on to its bytes.
func NewBlock(e *Entry, keep func([]byte) spool.Text) Block {
	x := &xmlWriter{buf: make([]byte, 0, 1<<10)}
	x.entry(e)
	return Block{keep(x.buf), e.updated()}
}
