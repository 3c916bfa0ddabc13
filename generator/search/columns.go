package search

import "slices"

// column is what can be chosen of one facet, and which documents have it.
type column struct {
	Facet
	codes   map[string]int
	above   []int      // by choice: the one it lies below, -1 = none
	counts  []int      // by choice: documents that have it or one below it
	counted []uint32   // by choice: the last of these, and one
	has     [][]uint32 // by choice: documents
	main    []int      // of a facet with One: the first choice of each document and one, 0 = none
	used    []int      // choices that a document has
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

// inUse are the facets of which at least one document has something. Of one that is not
// shown every choice is used, since the engine knows them by their place.
func (list columns) inUse() columns {
	var out columns
	for _, c := range list {
		some := false
		for code, n := range c.counts {
			some = some || n > 0
			if n > 0 || c.Label == "" {
				c.used = append(c.used, code)
			}
		}
		if some {
			out = append(out, c)
		}
	}
	return out
}

// shown are the facets that people choose by.
func (list columns) shown() columns {
	return slices.DeleteFunc(slices.Clone(list), func(c column) bool { return c.Label == "" })
}
