// Package search makes the index that a browser downloads: words, which listings
// have them and how much each counts, what there is to choose from, when something
// takes place, and the results to show, in small files that are named by what they
// hold. A query needs the root, the files of its words, and those of the first
// results. It does not know listings, pages or URLs.
//
// The engine that reads it is the search component of the theme. Both sides pass
// the same vectors in testdata.
package search

import "slices"

// Field is a part of a document. What is seldom comes first, what is long last: see
// counts.
type Field uint8

const (
	Meant Field = iota // what else is called as something in its title is: that may be something else
	Title
	Name  // who, where, of which kind: organization, place, category, tags
	Alias // other words for its category and place
	Summary
	Body
	fields
)

// weight of a word by its field, and how much the length of the field takes from
// it (BM25F: Robertson, Zaragoza, Taylor 2004).
var weight = [fields]struct{ gain, norm float64 }{Meant: {1.2, 0}, Title: {8, 0.3}, Name: {3, 0.3}, Alias: {1.5, 0}, Summary: {2, 0.5}, Body: {1, 0.7}}

// Item is a document before anybody looks into it. Items of one Run, and in it
// those Within one place, stand together, so that what they have in common takes
// little room.
type Item struct {
	Run    string // such as its first category
	Within string // such as its first place
	Key    string // stays the same for good, such as the id
}

// Text is a text of a document, in which part of it, and its language, BCP 47: "" =
// that of the index. It decides what forms of a word are one.
type Text struct {
	In         Field
	Text, Lang string
}

// Document is what can be found of an item.
type Document struct {
	Texts  []Text
	Values []Value // what can be chosen; of a facet with One the first is the one
	Late   bool    // comes after others that fit as well
	Times  []Time  // when it takes place
	Record string  // what the page shows of it; one line
}

// Value is one choice of one facet, such as category and food.
type Value struct{ Facet, ID string }

// Facet is something by which documents can be chosen, such as category.
type Facet struct {
	ID      string
	Label   string   // "" = it is not shown
	Every   bool     // a document has to have all that are chosen, not one of them
	One     bool     // nearly every document has one choice, and neighbours have the same
	Choices []Choice // in the order in which they are shown; one of them has what those below it have
}

// Choice is one value of a facet in words.
type Choice struct {
	ID, Label string
	Depth     int // below another one: 0 = below none
}

// Synonyms are names of one thing, such as a category: a document whose title has
// one of them is found by all, behind those that the thing itself is said of.
type Synonyms []string

// Options of an index.
type Options struct {
	Lang     string // BCP 47
	Facets   []Facet
	Synonyms []Synonyms
	Asking   map[string]string // by language, words to ask with, such as "where" and "need": no document has to have them
	Places   []Place
	Common   []string // everyday words, which are never taken for other ones
	Phrases  []byte   // what the engine knows of phrases, as package needs writes it; nil = nothing
	Days     []int    // days since 1970 at which a file of times begins, and the end of the last
}

// Place is a choice of the facet of places of which it is known where it is.
type Place struct {
	ID       string   // of the choice
	Names    []string // as people type it: names, other names, postcodes
	Lat, Lon float64  // degrees, WGS 84
}

// File is a file of an index. Its name is a path below the folder of the index.
type File struct {
	Name  string
	Parts Parts
	whole bool // texts stand in it in one piece, not as what words do not share
}

// Texts are the parts in which texts can be read; nil = there are none, such as in a
// file of words.
func (f File) Texts() Parts {
	if !f.whole {
		return nil
	}
	return f.Parts
}

// Data is what the file holds. It is packed on the way: of most files that is not
// needed, since they are what they were at the last build.
func (f File) Data() []byte { return f.Parts.packed() }

// Build makes the files of an index, the root first. document is asked for each
// item once, in an order of its own and by another goroutine, so that a large town is
// never in memory as a whole. The order of items does not matter.
func Build(items []Item, document func(i int) Document, opt Options) []File {
	order := ordered(items)
	words := newCounter(opt.Lang, opt.Synonyms, opt.Asking)
	keys, hashes := make([]string, len(order)), make([]uint32, len(order))
	for at, i := range order {
		keys[at], hashes[at] = items[i].Key, hash32(items[i].Key)
	}
	shelf := newShelf(keys, hashes)
	columns := newColumns(opt.Facets)
	days := newDays(opt.Days)
	documents := make(chan []Document, 1)
	go func() { // what a document holds is as much work as what to make of it
		defer close(documents)
		for some := range slices.Chunk(order, 64) { // to hand over each by itself would be as much as reading it
			list := make([]Document, len(some))
			for n, i := range some {
				list[n] = document(i)
			}
			documents <- list
		}
	}()
	ordinal := uint32(0)
	for list := range documents {
		for i := range list {
			d := &list[i]
			words.add(d)
			shelf.add(d.Record)
			columns.add(ordinal, d.Values)
			days.add(ordinal, d.Times)
			ordinal++
		}
	}
	terms := words.terms()
	var phrases Parts
	if opt.Phrases != nil {
		phrases = Parts{opt.Phrases}
	}
	return assemble(len(items), contents{
		words: shards(terms, len(items), shardBytes), endings: endings(terms), rests: rests(terms, len(items)), blocks: shelf.done(),
		facets: newFacets(columns, hashes), days: days.files(), points: points(opt.Places), common: common(opt.Common), phrases: phrases,
	})
}
