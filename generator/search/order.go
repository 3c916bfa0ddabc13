package search

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"
)

// A new document must not move the others, or the files of all words would change
// with it; and an edited town must have the index that it would have if it were
// new. So documents stand in pages with free places, each page at a place that its
// name says. A page that is full becomes two, and half of its documents move.

const (
	pagePlaces = 64
	pageFull   = 56 // documents of a page at most
)

// page is the documents of a run whose hashes begin with the same bits.
type page struct {
	name    string // run and bits
	hash    uint32
	entries []entry
}

// order gives each item its ordinal. size is one more than the last that there can
// be.
func order(items []Item) (entries []entry, size uint32) {
	all := make([]entry, len(items))
	for i, it := range items {
		all[i] = entry{Item: it, index: i, hash: hash32(it.Key)}
	}
	slices.SortFunc(all, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.Run, b.Run), cmp.Compare(a.hash, b.hash), cmp.Compare(a.Key, b.Key))
	})
	var pages []page
	for from := 0; from < len(all); {
		to := from
		for to < len(all) && all[to].Run == all[from].Run {
			to++
		}
		pages = split(pages, all[from:to], all[from].Run+"\x00", 0)
		from = to
	}
	slots := room(len(pages))
	slices.SortFunc(pages, func(a, b page) int { return cmp.Or(cmp.Compare(a.hash, b.hash), strings.Compare(a.name, b.name)) })
	at := spread(len(pages), slots, func(i int) uint32 { return pages[i].hash })
	entries = make([]entry, 0, len(all))
	for i, p := range pages {
		// The bits that all of a page share say nothing about the place in it.
		rest := func(i int) uint32 { return hash32(p.entries[i].Key + "\x00") }
		slices.SortFunc(p.entries, func(a, b entry) int {
			return cmp.Or(cmp.Compare(hash32(a.Key+"\x00"), hash32(b.Key+"\x00")), strings.Compare(a.Key, b.Key))
		})
		for j, place := range spread(len(p.entries), pagePlaces, rest) {
			p.entries[j].ordinal = at[i]*pagePlaces + place
		}
		entries = append(entries, p.entries...)
	}
	return entries, slots * pagePlaces
}

// split adds the pages of entries, sorted by hash, whose first bits are alike.
func split(pages []page, entries []entry, name string, shared int) []page {
	if len(entries) <= pageFull || shared == 32 {
		for len(entries) > pagePlaces { // as many with one hash: somebody means it
			pages = append(pages, page{name: name, hash: hash32(name), entries: entries[:pagePlaces:pagePlaces]})
			entries, name = entries[pagePlaces:], name+"+"
		}
		return append(pages, page{name: name, hash: hash32(name), entries: entries})
	}
	bit := uint32(1) << (31 - shared)
	half, _ := slices.BinarySearchFunc(entries, bit, func(e entry, bit uint32) int {
		if e.hash&bit != 0 {
			return 0
		}
		return -1
	})
	if half > 0 {
		pages = split(pages, entries[:half:half], name+"0", shared+1)
	}
	if half < len(entries) {
		pages = split(pages, entries[half:], name+"1", shared+1)
	}
	return pages
}

// spread gives n things that are sorted by hash a place each: the one that the hash
// says, or the next that is free, and not so far back that there is none for those
// that follow.
func spread(n int, places uint32, hash func(i int) uint32) []uint32 {
	out := make([]uint32, n)
	next := uint32(0)
	for i := range out {
		home := uint32(uint64(hash(i)) * uint64(places) >> 32)
		out[i] = min(max(home, next), places-uint32(n-i))
		next = out[i] + 1
	}
	return out
}

// room is how many places n things get: a quarter more, and rounded up to four
// steps between powers of two, so that it seldom changes.
func room(n int) uint32 {
	want := uint32(n + n/4 + 1)
	step := uint32(1) << max(0, bits.Len32(want)-3)
	return (want + step - 1) / step * step
}

// hash32 is FNV-1a with its bits mixed: places come from the upper ones.
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
