package search

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

const (
	version  = 5
	rootFile = "root.bin"
)

// contents are the parts of an index, before the root names them.
type contents struct {
	words, endings, rests []shard
	blocks                []block
	facets                facets
	days                  dayFiles
	points                Parts // nil = nobody knows of any
	common, phrases       Parts // nil = there are none
}

// points says where places are: JSON, each with its id, latitude, longitude and
// folded names. nil = nobody knows of any.
func points(places []Place) Parts {
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
	return Parts{b}
}

// common are everyday words, which nobody corrects: how many, and their hashes. Of a
// million other words three thousand are taken for one of these.
func common(words []string) Parts {
	if len(words) == 0 {
		return nil
	}
	var hashes []uint32
	for _, word := range words {
		for _, w := range Words(word) {
			hashes = append(hashes, commonHash(w))
		}
	}
	slices.Sort(hashes)
	hashes = slices.Compact(hashes)
	var count writer
	var list bitWriter
	count.number(len(hashes))
	list.list(hashes, 0, 1<<20-1)
	return Parts{count.b, list.bytes()}
}

// commonHash is twenty bits of FNV-1a.
func commonHash(s string) uint32 {
	h := uint32(2166136261)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h >> 12
}

// assemble writes the root, which names all others, and puts it in front. What is a
// name and what is a number stands apart, since hashes do not get smaller.
func assemble(documents int, c contents) []File {
	var w, hashes writer
	files := []File{{Name: rootFile}}
	add := func(name string, parts Parts, whole bool) { files = append(files, File{name, parts, whole}) }
	w.number(version)
	w.number(documents)
	for _, list := range []struct {
		kind   string
		shards []shard
	}{{"words", c.words}, {"endings", c.endings}, {"rests", c.rests}} {
		starts := make([]string, len(list.shards))
		for i := range list.shards {
			s := &list.shards[i]
			starts[i] = s.start
			hashes.hash(s.hash)
			add(nameOf(list.kind, s.start, s.hash), s.parts, false)
		}
		w.number(len(starts))
		w.fronted(starts)
	}
	w.number(perFile)
	w.number(len(c.blocks))
	for i := range c.blocks {
		b := &c.blocks[i]
		w.number(b.count)
		hashes.hash(b.name)
		for n, parts := range b.files {
			add(fmt.Sprintf("records/%x/%d.bin", b.name, n), parts, true)
		}
	}
	w.number(len(c.facets.columns))
	for i, parts := range c.facets.files {
		f, hash := c.facets.columns[i], parts.hash()
		w.text(f.ID)
		w.text(f.Label)
		hashes.hash(hash)
		add(nameOf("facets", f.ID, hash), parts, false)
	}
	if c.facets.choices != nil {
		hash := c.facets.choices.hash()
		hashes.hash(hash)
		add(nameOf("facets", "", hash), c.facets.choices, true)
	}
	for i, parts := range c.facets.stretches {
		add(nameOf("stretches", fmt.Sprint(i), parts.hash()), parts, false)
	}
	w.number(len(c.days.files))
	for i, parts := range c.days.files {
		if i == 0 {
			w.number(c.days.starts[0])
		}
		w.number(c.days.starts[i+1] - c.days.starts[i])
		hashes.hash(c.days.hashes[i])
		add(nameOf("days", fmt.Sprint(c.days.starts[i]), c.days.hashes[i]), parts, false)
	}
	for _, f := range []struct {
		kind  string
		parts Parts
	}{{"places", c.points}, {"common", c.common}, {"phrases", c.phrases}} {
		if f.parts == nil {
			w.number(0)
			continue
		}
		hash := f.parts.hash()
		w.number(1)
		hashes.hash(hash)
		add(nameOf(f.kind, "", hash), f.parts, f.kind != "common")
	}
	files[0].Parts = Parts{w.b, hashes.b}
	return files
}
