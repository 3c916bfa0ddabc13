package locale

import (
	"strings"

	"golang.org/x/text/collate"
)

// sorter is a collator with its buffer; only one goroutine at a time may use
// either.
type sorter struct {
	*collate.Collator
	buffer collate.Buffer
}

func (l *Locale) sorter() *sorter {
	if s, ok := l.sorters.Get().(*sorter); ok {
		return s
	}
	return &sorter{Collator: collate.New(l.language, collate.Numeric)}
}

// Compare orders two texts as readers of the language expect, numbers by value;
// texts that look the same to readers are ordered by their bytes.
func (l *Locale) Compare(a, b string) int {
	if a == b {
		return 0
	}
	s := l.sorter()
	c := s.CompareString(a, b)
	l.sorters.Put(s)
	if c == 0 {
		return strings.Compare(a, b)
	}
	return c
}

// SortKey returns a key whose bytes sort as Compare does, for sorting many
// texts.
func (l *Locale) SortKey(text string) []byte {
	s := l.sorter()
	key := s.KeyFromString(&s.buffer, text)
	out := make([]byte, 0, len(key)+2+len(text))
	out = append(append(append(out, key...), 0, 0), text...)
	s.buffer.Reset()
	l.sorters.Put(s)
	return out
}
