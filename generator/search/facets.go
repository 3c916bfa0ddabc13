package search

import (
	"math/bits"
	"slices"
	"strings"
)

// A facet is in a file of its own, for who looks at many documents. In a large town
// that is much to read for the few that a query finds, so there all facets are
// written once more, in stretches of documents that stand together.

const (
	stretchBytes  = 640 // of a stretch, about
	fewestOfThese = 32  // of fewer, many queries would need many
)

// facets are the files that say what can be chosen, and which documents have it.
type facets struct {
	columns   columns
	files     []Parts // of each column
	stretches []Parts
	choices   Parts // nil = there are no facets
}

// newFacets makes the files of columns. hashes are those of the documents, in order.
func newFacets(all columns, hashes []uint32) facets {
	f := facets{columns: all.inUse()}
	weight := 0
	for i := range f.columns {
		parts := f.columns[i:i+1].between(0, len(hashes))
		f.files = append(f.files, parts)
		if f.columns[i].Label != "" {
			weight += len(parts[0])/3 + len(parts[1]) // numbers become a third when they are packed, bits stay
		}
	}
	if len(f.columns) > 0 {
		shown := f.columns.shown()
		from, lengths := 0, stretches(hashes, weight)
		for _, n := range lengths {
			f.stretches = append(f.stretches, shown.between(from, from+n))
			from += n
		}
		f.choices = shown.choices(lengths, f.stretches)
	}
	return f
}

// stretches says how many documents are in each stretch, by the hashes of all and what
// their facets weigh in bytes. nil = they are too few to cut.
func stretches(hashes []uint32, weight int) []int {
	each := max(64, stretchBytes*len(hashes)/max(1, weight)) // documents
	if len(hashes) < fewestOfThese*each {
		return nil
	}
	reach := (1 << bits.Len(uint(each))) / 4 // powers of two stay the same when there are a few documents more
	var lengths []int
	n := 0
	for at := range hashes {
		n++
		if endsAt(hashes, at, reach) {
			lengths = append(lengths, n)
			n = 0
		}
	}
	return lengths
}

// between says which documents from one to before another have what: how many they
// are; of each facet whether all that are chosen have to be there, and whether there
// is a main column; how many have each choice beside it; and runs of documents with
// the same main choice. Behind all that, as bits, which ones those are.
func (list columns) between(from, to int) Parts {
	var w writer
	var lists bitWriter
	w.number(to - from)
	for i := range list {
		c := &list[i]
		kind := 0
		if c.Every {
			kind |= 1
		}
		if c.One {
			kind |= 2
		}
		w.number(kind)
		w.number(len(c.used))
		for _, code := range c.used {
			has := c.has[code]
			first, _ := slices.BinarySearch(has, uint32(from))
			end, _ := slices.BinarySearch(has, uint32(to))
			w.number(end - first)
			lists.list(has[first:end], uint32(from), uint32(to)-1)
		}
		if c.One {
			w.runs(c.main[from:to], c.used)
		}
	}
	return Parts{w.b, lists.bytes()}
}

// runs writes how many runs of the same choice there are, the number of each among
// those that are used, from 1, as the difference to the one before, and how long
// each is.
func (w *writer) runs(main, used []int) {
	var steps, lengths writer
	count, before := 0, 0
	for from := 0; from < len(main); {
		to := from
		for to < len(main) && main[to] == main[from] {
			to++
		}
		number := 0
		if main[from] > 0 {
			at, _ := slices.BinarySearch(used, main[from]-1)
			number = at + 1
		}
		steps.signed(number - before)
		lengths.number(to - from)
		count++
		before, from = number, to
	}
	w.number(count)
	w.b = append(append(w.b, steps.b...), lengths.b...)
}

// choices makes the file of what there is to choose from: of each facet how many
// choices, how deep each lies and how many documents have it; how many documents are
// in each stretch; the hashes of those; and of each choice its id and label.
func (list columns) choices(lengths []int, stretches []Parts) Parts {
	var numbers, hashes, letters writer
	var names []string
	for i := range list {
		c := &list[i]
		numbers.number(len(c.used))
		for _, code := range c.used {
			numbers.number(c.Choices[code].Depth)
		}
		for _, code := range c.used {
			numbers.number(c.counts[code])
			names = append(names, c.Choices[code].shortID(), Line(c.Choices[code].Label))
		}
	}
	numbers.number(len(lengths))
	numbers.column(lengths)
	for _, parts := range stretches {
		hashes.hash(parts.hash())
	}
	letters.text(strings.Join(names, "\n"))
	return Parts{numbers.b, hashes.b, letters.b}
}

// shortID is the id of a choice, empty where it is what its label makes of it.
func (c Choice) shortID() string {
	if c.ID == Slug(c.Label) {
		return ""
	}
	return c.ID
}
