// Package search makes the index that a browser downloads: words, which listings
// have them and how much each counts, what there is to choose from, and the
// results to show, in small files that are named by what they hold. A query needs
// the root, the files of its words, and those of the first results. It does not
// know listings, pages or URLs.
//
// The engine that reads it is the search component of the theme. Both sides pass
// the same vectors in testdata.
package search

// Field is a part of a document, by how much a word in it counts.
type Field uint8

const (
	Title Field = iota
	Name        // who, where, of which kind: organization, place, category, tags
	Alias       // other words for its category and place
	Summary
	Body
	fields
)

// weight of a word by its field, and how much the length of the field takes from
// it (BM25F: Robertson, Zaragoza, Taylor 2004).
var weight = [fields]struct{ gain, norm float64 }{Title: {8, 0.3}, Name: {3, 0.3}, Alias: {1.5, 0}, Summary: {2, 0.5}, Body: {1, 0.7}}

// Item is a document before anybody looks into it. Items of one Run stand together,
// so that what they have in common takes little room.
type Item struct {
	Run string // such as its first category
	Key string // stays the same for good, such as the id
}

// Document is what can be found of an item.
type Document struct {
	Texts  [fields][]string
	Values []Value // what can be chosen
	Late   bool    // comes after others that fit as well
	Record []byte  // what the page shows of it; JSON
}

// Value is one choice of one facet, such as category and food.
type Value struct{ Facet, ID string }

// Facet is something by which documents can be chosen, such as category.
type Facet struct {
	ID      string
	Label   string   // "" = it is not shown
	Every   bool     // a document has to have all that are chosen, not one of them
	Exact   bool     // what stands between documents is in no choice: costs some room
	Choices []Choice // in the order in which they are shown
}

// Choice is one value of a facet in words.
type Choice struct {
	ID, Label string
	Depth     int // below another one: 0 = below none
}

// Options of an index.
type Options struct {
	Lang   string // BCP 47; decides what forms of a word are one
	Facets []Facet
	Places []Place
}

// Place is a choice of the facet of places of which it is known where it is.
type Place struct {
	ID       string   // of the choice
	Names    []string // as people type it: names, other names, postcodes
	Lat, Lon float64  // degrees, WGS 84
}

// File is a file of an index. Its name is a path below the folder of the index.
type File struct {
	Name string
	Data []byte
}

// entry is an item at its place.
type entry struct {
	Item
	index   int    // in the list that was given
	hash    uint32 // of its key
	ordinal uint32
}

// Build makes the files of an index, the root first. document is asked for each
// item once, in an order of its own, so that a large town is never in memory as a
// whole. The order of items does not matter.
func Build(items []Item, document func(i int) Document, opt Options) []File {
	entries, size := order(items)
	words := newCounter(opt.Lang)
	shelf := newShelf(size)
	sets := map[Value][]uint32{}
	for i := range entries {
		e := &entries[i]
		d := document(e.index)
		words.add(e.ordinal, &d)
		shelf.put(e, d.Record)
		for _, v := range d.Values {
			if list := sets[v]; len(list) == 0 || list[len(list)-1] != e.ordinal {
				sets[v] = append(list, e.ordinal)
			}
		}
	}
	terms := words.terms()
	return assemble(size, len(entries), shards(terms), endings(terms), shelf.blocks(), columns(sets, entries, size, opt.Facets), points(opt.Places))
}
