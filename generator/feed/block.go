package feed

import "time"

// Block is an entry already written as Atom, since an entry is the same in
// every feed that has it.
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

// Text returns the XML of the entry.
func (b *Block) Text() string { return b.text }
