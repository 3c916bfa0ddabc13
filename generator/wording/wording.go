// Package wording says what is known of a record in one language: who, where,
// when, for whom, how to take part, how sure it is. Everything that readers
// meet, a page, a calendar entry, a line of news, is made of what it says. It
// does not know what pages and files there are.
package wording

import (
	"corkboard/generator/address"
	"corkboard/generator/board"
	"corkboard/generator/locale"
	"corkboard/generator/views"
)

// Writer says what is on a board in one language. It is not changed after New.
type Writer struct {
	Board   *board.Board
	At      *address.Language
	Words   *locale.Locale
	Title   views.Phrase // of the site
	Tagline views.Phrase
}

// New makes a writer for the language of some addresses, in its words.
func New(b *board.Board, at *address.Language, words *locale.Locale) *Writer {
	w := &Writer{Board: b, At: at, Words: words}
	w.Title, w.Tagline = w.Phrase(b.Catalog.Site.Title), w.Phrase(b.Catalog.Site.Tagline)
	if w.Title.Text == "" {
		w.Title = Text("Corkboard")
	}
	return w
}
