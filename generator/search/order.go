package search

import (
	"cmp"
	"slices"
)

// ordered is the order in which documents are numbered: what they have in common
// decides, then their keys. So a facet is a few runs, similar titles are in one
// file, and an index does not depend on the order in which documents were read.
func ordered(items []Item) []int {
	order := make([]int, len(items))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		x, y := &items[a], &items[b]
		return cmp.Or(cmp.Compare(x.Run, y.Run), cmp.Compare(x.Within, y.Within), cmp.Compare(x.Key, y.Key))
	})
	return order
}

// hash32 is FNV-1a with its bits mixed.
func hash32(s string) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	h ^= h >> 16
	h *= 0x85ebca6b
	h ^= h >> 13
	h *= 0xc2b2ae35
	return h ^ h>>16
}
