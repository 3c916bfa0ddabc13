package search

import "encoding/binary"

// tally is where a word or another form of it stands: in which documents, in their
// order, and how often. Of all words it is most of what an index takes while it is
// made, so it is packed: what has been added to the number before, and the counts, in
// varints. The newest document may still count more; it is not in them yet.
type tally struct {
	packed   []byte
	before   uint32 // the last number in packed
	newest   uint32
	counts   counts    // of the newest; 0 = there is none
	all      uint32    // documents, with the newest
	postings *postings // when all are counted
	asking   bool      // people ask with the word
}

// counts is how often a word stands in each field, four bits each: 15 times are as
// good as more. The longest field is in the lowest ones and a seldom one in the
// highest, which makes most of them small numbers.
type counts uint32

func (f Field) shift() Field { return 4 * (fields - 1 - f) }

func (c counts) of(f Field) uint32 { return uint32(c) >> f.shift() & 15 }

func (c *counts) add(f Field) {
	if c.of(f) < 15 {
		*c += 1 << f.shift()
	}
}

// in counts once more for a document, the newest one.
func (t *tally) in(number uint32, f Field) {
	if t.counts == 0 || t.newest != number {
		t.put(number, 0)
	}
	t.counts.add(f)
}

// put adds a document with all that it counts.
func (t *tally) put(number uint32, c counts) {
	t.close()
	t.newest, t.counts = number, c
	t.all++
}

// close packs the newest document.
func (t *tally) close() {
	if t.counts == 0 {
		return
	}
	t.packed = binary.AppendUvarint(t.packed, uint64(t.newest-t.before))
	t.packed = binary.AppendUvarint(t.packed, uint64(t.counts))
	t.before, t.counts = t.newest, 0
}

// entry is a document with what a word counts in it.
type entry struct {
	number uint32
	counts counts
}

// documents appends all documents to a list.
func (t *tally) documents(list []entry) []entry {
	t.close()
	number := uint32(0)
	for at := 0; at < len(t.packed); {
		more, n := binary.Uvarint(t.packed[at:])
		c, m := binary.Uvarint(t.packed[at+n:])
		at += n + m
		number += uint32(more)
		list = append(list, entry{number, counts(c)})
	}
	return list
}

// with is where one of two words stands.
func (t *tally) with(other *tally) *tally {
	out := &tally{asking: t.asking || other.asking}
	a, b := t.documents(nil), other.documents(nil)
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0].number < b[0].number:
			out.put(a[0].number, a[0].counts)
			a = a[1:]
		case a[0].number > b[0].number:
			out.put(b[0].number, b[0].counts)
			b = b[1:]
		default:
			sum := a[0].counts
			for f := range fields {
				for range b[0].counts.of(f) {
					sum.add(f)
				}
			}
			out.put(a[0].number, sum)
			a, b = a[1:], b[1:]
		}
	}
	for _, e := range append(a, b...) {
		out.put(e.number, e.counts)
	}
	return out
}
