package search

import (
	"encoding/json"
	"fmt"
	"strings"
)

const (
	version   = 1
	perFile   = 16      // records of a file
	largeTown = 1 << 16 // places, from which on the root would be long
	rootFile  = "root.bin"
	rawBitmap = 1 // kinds of a set of ordinals
	rawRuns   = 0
)

// perBlock is how many places have their records in one folder. The root names all
// folders, and a document that comes or goes gives its own another name.
func perBlock(size uint32) uint32 {
	if size > largeTown {
		return 4 * pagePlaces
	}
	return pagePlaces
}

// block is a folder of record files. Its name is made of who stands at which
// place, so that words of one build never find records of another: an edit that
// leaves everybody in place changes a file and no name.
type block struct {
	hash  [3]byte
	files [][]byte
}

// shelf puts records into files of a few, and those into blocks. They come in the
// order of their places.
type shelf struct {
	size   uint32
	next   uint32 // the place that is to be filled
	file   writer
	places writer
	open   block
	done   []block
}

func newShelf(size uint32) *shelf { return &shelf{size: size} }

func (s *shelf) put(e *entry, record []byte) {
	s.fill(e.ordinal)
	s.places.number(int(e.ordinal))
	s.places.text(e.Key)
	s.file.bytes(record)
	s.step()
}

// fill leaves places empty.
func (s *shelf) fill(to uint32) {
	for s.next < to {
		s.file.bytes(nil)
		s.step()
	}
}

func (s *shelf) step() {
	s.next++
	if s.next%perFile == 0 || s.next == s.size {
		s.open.files = append(s.open.files, packed(s.file.b))
		s.file.b = s.file.b[:0]
	}
	if s.next%perBlock(s.size) == 0 || s.next == s.size {
		s.open.hash = hashOf(s.places.b)
		s.done = append(s.done, s.open)
		s.open, s.places.b = block{}, s.places.b[:0]
	}
}

func (s *shelf) blocks() []block {
	s.fill(s.size)
	return s.done
}

// column is one facet: which documents have each of its values.
type column struct {
	facet string
	data  []byte
	hash  [3]byte
}

// columns says of each choice which documents have it. A choice that nobody has
// is left out, and so is what a document has that is no choice.
func columns(sets map[Value][]uint32, entries []entry, size uint32, facets []Facet) []column {
	var out []column
	for _, f := range facets {
		var w writer
		count := 0
		for _, c := range f.Choices {
			set := sets[Value{f.ID, c.ID}]
			if len(set) == 0 {
				continue
			}
			count++
			w.text(c.ID)
			w.text(c.Label)
			w.number(c.Depth)
			w.number(len(set))
			between := entries
			if f.Exact {
				between = nil
			}
			writeSet(&w, set, between, size)
		}
		if count == 0 {
			continue
		}
		var head writer
		head.text(f.Label)
		every := 0
		if f.Every {
			every = 1
		}
		head.number(every)
		head.number(count)
		head.add(&w)
		data := packed(head.b)
		out = append(out, column{f.ID, data, hashOf(data)})
	}
	return out
}

// writeSet writes ordinals as runs, gap and length in turns, or as a bit each,
// whichever is shorter. Where entries are given, a place that none of them has may
// be in a run or not.
func writeSet(w *writer, ordinals []uint32, entries []entry, size uint32) {
	var runs writer
	end := uint32(0)
	put := func(from, to uint32) {
		runs.number(int(from - end))
		runs.number(int(to - from))
		end = to
	}
	if entries == nil {
		for i := 0; i < len(ordinals); {
			from := i
			for i++; i < len(ordinals) && ordinals[i] == ordinals[i-1]+1; i++ {
			}
			put(ordinals[from], ordinals[i-1]+1)
		}
	}
	for at, i := 0, 0; at < len(entries) && i < len(ordinals); at++ {
		if entries[at].ordinal != ordinals[i] {
			continue
		}
		from := ordinals[i]
		for at < len(entries) && i < len(ordinals) && entries[at].ordinal == ordinals[i] {
			at, i = at+1, i+1
		}
		put(from, ordinals[i-1]+1)
	}
	if bytes := int(size+7) / 8; len(runs.b) > bytes {
		bitmap := make([]byte, bytes)
		for _, n := range ordinals {
			bitmap[n/8] |= 1 << (n % 8)
		}
		w.raw(rawBitmap)
		w.bytes(bitmap)
		return
	}
	w.raw(rawRuns)
	w.bytes(runs.b)
}

// points says where places are: JSON, each with its id, latitude, longitude and
// folded names. nil = nobody knows of any.
func points(places []Place) []byte {
	if len(places) == 0 {
		return nil
	}
	rows := make([][]any, len(places))
	for i, p := range places {
		names := make([]string, len(p.Names))
		for j, n := range p.Names {
			names[j] = strings.Join(Words(n), " ")
		}
		rows[i] = []any{p.ID, p.Lat, p.Lon, names}
	}
	b, err := json.Marshal(rows)
	if err != nil {
		panic(err) // plain numbers and texts always marshal
	}
	return packed(b)
}

// assemble writes the root, which names all others, and puts it in front.
func assemble(size uint32, count int, words, suffixes []shard, groups []block, facets []column, points []byte) []File {
	var w writer
	w.number(version)
	w.number(int(size))
	w.number(count)
	w.number(perFile)
	w.number(int(perBlock(size)))
	files := []File{{Name: rootFile}}
	for _, list := range []struct {
		kind   string
		shards []shard
	}{{"words", words}, {"endings", suffixes}} {
		w.number(len(list.shards))
		before := ""
		for i := range list.shards {
			s := &list.shards[i]
			w.fronted(before, s.start)
			w.hash(s.hash)
			before = s.start
			files = append(files, File{nameOf(list.kind, s.start, s.hash), s.data})
			files = append(files, s.tails...)
		}
	}
	w.number(len(groups))
	for i := range groups {
		g := &groups[i]
		w.hash(g.hash)
		for n, data := range g.files {
			files = append(files, File{fmt.Sprintf("records/%d-%x/%d.bin", i, g.hash, n), data})
		}
	}
	w.number(len(facets))
	for i := range facets {
		c := &facets[i]
		w.text(c.facet)
		w.hash(c.hash)
		files = append(files, File{nameOf("facets", c.facet, c.hash), c.data})
	}
	if points == nil {
		w.number(0)
	} else {
		hash := hashOf(points)
		w.number(1)
		w.hash(hash)
		files = append(files, File{nameOf("places", "", hash), points})
	}
	files[0].Data = packed(w.b)
	return files
}
