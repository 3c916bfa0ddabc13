// Package page makes the typed view of every page, in one language, of a board
// and its addresses. It does not know templates, nor which pages there are.
package page

import (
	"sync"

	"corkboard/generator/address"
	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/views"
	"corkboard/generator/wording"
)

// Options is what pages need beyond what is said of records.
type Options struct {
	Languages []string                  // the languages of the site, each in its own words, in the order of their addresses
	Scaffold  func(catalog.Kind) string // a listing to copy; nil = none is offered
	Icon      string                    // path of the theme's square PNG picture; "" = none
}

// Writer makes the views of one language. It may be used by many goroutines.
type Writer struct {
	*wording.Writer
	options  Options
	chrome   *views.Chrome
	sorted   func() []*board.Organization // those that are listed, from A to Z
	initials func() []views.Link          // to where each letter begins among them
	glances  sync.Map                     // *catalog.Location to *glance
}

// New makes a writer of views.
func New(out *wording.Writer, options Options) *Writer {
	w := &Writer{Writer: out, options: options}
	w.chrome = w.newChrome()
	w.sorted = sync.OnceValue(func() []*board.Organization {
		return byName(w, listed(w.Board), w.nameOf, func(o *board.Organization) string { return o.ID })
	})
	w.initials = sync.OnceValue(func() []views.Link {
		var names []string
		for _, o := range w.sorted() {
			names = append(names, w.nameOf(o))
		}
		return w.letters(names, perPage, pagesOf(address.OrganizationsPath))
	})
	return w
}
