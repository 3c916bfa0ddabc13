// Package page makes the typed view of every page, in one language, of a board
// and its addresses. It does not know templates, nor which pages there are.
package page

import (
	"sync"

	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/views"
	"corkboard/generator/wording"
)

// Options is what pages need beyond what is said of records.
type Options struct {
	Languages []string                  // the languages of the site, each in its own words, in the order of their addresses
	Scaffold  func(catalog.Kind) string // a listing to copy; nil = none is offered
}

// Writer makes the views of one language. It may be used by many goroutines.
type Writer struct {
	*wording.Writer
	options Options
	chrome  *views.Chrome
	sorted  func() []*board.Organization // those that are listed, from A to Z
}

// New makes a writer of views.
func New(out *wording.Writer, options Options) *Writer {
	w := &Writer{Writer: out, options: options}
	w.chrome = w.newChrome()
	w.sorted = sync.OnceValue(func() []*board.Organization { return w.byName(listed(w.Board)) })
	return w
}
