package search

import (
	"encoding/json"
	"fmt"
	"strings"
)

const (
	version  = 4
	rootFile = "root.bin"
)

// contents are the parts of an index, before the root names them.
type contents struct {
	words, endings, rests []shard
	blocks                []block
	facets                facets
	days                  dayFiles
	points                Parts // nil = nobody knows of any
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
	if c.points == nil {
		w.number(0)
	} else {
		hash := c.points.hash()
		w.number(1)
		hashes.hash(hash)
		add(nameOf("places", "", hash), c.points, true)
	}
	files[0].Parts = Parts{w.b, hashes.b}
	return files
}
