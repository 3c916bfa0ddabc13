package feed

import "time"

// Block is an entry in its written form for Atom: what stands in many feeds is
// written once.
type Block struct {
	text    string
	updated time.Time
}

// NewBlock writes an entry for use in any number of Atom feeds.
func NewBlock(e *Entry) *Block {
	x := &xmlWriter{buf: make([]byte, 0, 1<<10)}
	x.entry(e)
	return &Block{string(x.buf), e.updated()}
}

// Text is the entry as it is written.
func (b *Block) Text() string { return b.text }
