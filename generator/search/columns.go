package search

import (
	"strings"
)

// column is what can be chosen of one facet, and which documents have it.
type column struct {
	Facet
	codes   map[string]int
	above   []int      // by choice: the one it lies below, -1 = none
	counts  []int      // by choice: documents that have it or one below it
	counted []uint32   // by choice: the last of these, and one
	has     [][]uint32 // by choice: documents
	main    []int      // of a facet with One: the first choice of each document and one, 0 = none
	hash    [3]byte
	parts   Parts
}

type columns []column

func newColumns(facets []Facet) columns {
	out := make(columns, len(facets))
	for i, f := range facets {
		n := len(f.Choices)
		c := column{Facet: f, codes: make(map[string]int, n), above: make([]int, n), counts: make([]int, n), counted: make([]uint32, n), has: make([][]uint32, n)}
		var open []int // by depth: the last choice there
		for code, choice := range f.Choices {
			c.codes[choice.ID] = code
			open = append(open[:min(choice.Depth, len(open))], code)
			c.above[code] = -1
			if len(open) > 1 {
				c.above[code] = open[len(open)-2]
			}
		}
		out[i] = c
	}
	return out
}

// add notes what a document has. A value that is no choice is left out.
func (list columns) add(ordinal uint32, values []Value) {
	for i := range list {
		c := &list[i]
		first := 0
		for _, v := range values {
			code, known := c.codes[v.ID]
			if v.Facet != c.ID || !known {
				continue
			}
			for a := code; a >= 0 && c.counted[a] != ordinal+1; a = c.above[a] {
				c.counted[a] = ordinal + 1
				c.counts[a]++
			}
			if c.One && first == 0 {
				first = code + 1
				continue
			}
			if has := c.has[code]; code+1 != first && (len(has) == 0 || has[len(has)-1] != ordinal) {
				c.has[code] = append(has, ordinal)
			}
		}
		if c.One {
			c.main = append(c.main, first)
		}
	}
}

// files are the facets of which at least one document has something.
func (list columns) files(documents int) []column {
	var out []column
	for _, c := range list {
		if c.write(documents) {
			out = append(out, c)
		}
	}
	return out
}

// used are the choices that a document has: the number of each, how deep it lies,
// and of each in turn its id and label.
func (c *column) used() (u struct {
	codes, depths []int
	names         []string
}) {
	for code, choice := range c.Choices {
		if c.counts[code] > 0 {
			u.codes, u.depths = append(u.codes, code), append(u.depths, choice.Depth)
			u.names = append(u.names, choice.shortID(), Line(choice.Label))
		}
	}
	return u
}

// write makes the file: the label; whether all that are chosen have to be there, and
// whether there is a main column; the choices; runs of documents with the same main
// choice; and the other documents of each choice.
func (c *column) write(documents int) bool {
	used := c.used()
	if len(used.codes) == 0 {
		return false
	}
	number := make([]int, len(c.Choices)) // of the used ones, from 1
	var others []int
	var lists bitWriter
	for i, code := range used.codes {
		number[code] = i + 1
		others = append(others, len(c.has[code]))
		lists.list(c.has[code], 0, uint32(documents)-1)
	}
	var w writer
	w.text(c.Label)
	kind := 0
	if c.Every {
		kind |= 1
	}
	if c.One {
		kind |= 2
	}
	w.number(kind)
	w.number(len(used.codes))
	w.column(used.depths)
	w.column(others)
	if c.One {
		var codes, lengths []int
		for from := 0; from < len(c.main); {
			to := from
			for to < len(c.main) && c.main[to] == c.main[from] {
				to++
			}
			code := 0
			if m := c.main[from]; m > 0 {
				code = number[m-1]
			}
			codes, lengths = append(codes, code), append(lengths, to-from)
			from = to
		}
		w.number(len(codes))
		before := 0
		for _, code := range codes {
			w.signed(code - before)
			before = code
		}
		w.column(lengths)
	}
	w.text(strings.Join(used.names, "\n"))
	c.parts = Parts{w.b, lists.bytes()}
	c.hash = c.parts.hash()
	return true
}

// totals makes the file of how many documents have each choice, for those who look at
// what there is to choose from before they ask for anything: it is a small part of
// the files that say which documents they are.
func totals(list []column) Parts {
	var numbers, letters writer
	var names []string
	for _, c := range list {
		if c.Label == "" {
			continue
		}
		used := c.used()
		numbers.number(len(used.codes))
		numbers.column(used.depths)
		for _, code := range used.codes {
			numbers.number(c.counts[code])
		}
		names = append(names, used.names...)
	}
	letters.text(strings.Join(names, "\n"))
	return Parts{numbers.b, letters.b}
}

// shortID is the id of a choice, empty where it is what its label makes of it.
func (c Choice) shortID() string {
	if c.ID == Slug(c.Label) {
		return ""
	}
	return c.ID
}
