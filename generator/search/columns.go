package search

import (
	"strings"
)

// column is what can be chosen of one facet, and which documents have it.
type column struct {
	Facet
	codes map[string]int
	has   [][]uint32 // by choice: documents
	main  []int      // of a facet with One: the first choice of each document and one, 0 = none
	hash  [3]byte
	data  []byte
}

type columns []column

func newColumns(facets []Facet) columns {
	out := make(columns, len(facets))
	for i, f := range facets {
		c := column{Facet: f, codes: make(map[string]int, len(f.Choices)), has: make([][]uint32, len(f.Choices))}
		for code, choice := range f.Choices {
			c.codes[choice.ID] = code
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

// used are the choices that a document has, or one below them has.
func (c *column) used() []bool {
	used := make([]bool, len(c.Choices))
	for _, m := range c.main {
		if m > 0 {
			used[m-1] = true
		}
	}
	var above []int // by depth: the choice that is open there
	for code, choice := range c.Choices {
		above = append(above[:min(choice.Depth, len(above))], code)
		if used[code] || len(c.has[code]) > 0 {
			for _, a := range above {
				used[a] = true
			}
		}
	}
	return used
}

// write makes the file: the label; whether all that are chosen have to be there, and
// whether there is a main column; the choices; runs of documents with the same main
// choice; and the other documents of each choice.
func (c *column) write(documents int) bool {
	used := c.used()
	number := make([]int, len(c.Choices)) // of the used ones, from 1
	var depths, others []int
	var names []string
	var lists bitWriter
	for code, choice := range c.Choices {
		if !used[code] {
			continue
		}
		names = append(names, choice.shortID(), line(choice.Label))
		depths = append(depths, choice.Depth)
		number[code] = len(depths)
		others = append(others, len(c.has[code]))
		lists.list(c.has[code], 0, uint32(documents)-1)
	}
	if len(depths) == 0 {
		return false
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
	w.number(len(depths))
	w.column(depths)
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
	w.text(strings.Join(names, "\n"))
	c.data = packed(w.b, lists.bytes())
	c.hash = hashOf(c.data)
	return true
}

// shortID is the id of a choice, empty where it is what its label makes of it.
func (c Choice) shortID() string {
	if c.ID == strings.Join(Words(c.Label), "-") {
		return ""
	}
	return c.ID
}

// line is a text on one line.
func line(s string) string { return strings.Join(strings.Fields(s), " ") }
