package output

import (
	"io"
	"strings"

	"corkboard/generator/address"
	"corkboard/generator/board"
	"corkboard/generator/feed"
	"corkboard/generator/markdown"
	"corkboard/generator/tree"
	"corkboard/generator/views"
	"corkboard/generator/wording"
)

// News is the news feed of a set: what was added to it, the latest first. The same
// bytes are at the addresses it had before: they say where it is now.
func (w *Writer) News(path, title string, t *board.Set) []tree.File {
	var out []tree.File
	for _, at := range append([]string{path}, w.At.Former(path)...) {
		out = append(out, w.newsOf(at, path, title, t.Shown))
	}
	return out
}

// SiteNews are the news feeds of the whole site.
func (w *Writer) SiteNews() []tree.File {
	return []tree.File{
		w.newsOf("", "", w.Title.Text, w.Board.Shown),
		w.feed(address.JSONNewsFile, feed.JSON, func() *feed.Feed {
			f := w.newsFeed("", w.Title.Text)
			for _, l := range board.Latest(w.Board.Shown) {
				f.Entries = append(f.Entries, w.entry(l))
			}
			return f
		}),
	}
}

// newsOf is the Atom feed of the newest of some listings below a path, for a page.
func (w *Writer) newsOf(at, page, title string, list []*board.Listing) tree.File {
	return tree.File{Path: w.At.File(at + address.NewsFile), Make: func() (tree.Hash, tree.Render) {
		f := w.newsFeed(page, title)
		latest := board.Latest(list)
		parts := make([]*written[*feed.Block], len(latest))
		blocks := make([]*feed.Block, len(latest))
		for i, l := range latest {
			parts[i] = w.newsItem(l)
			blocks[i] = parts[i].text
		}
		hash := joined("feed", f, parts)
		f.Blocks = blocks
		return hash, func(out io.Writer) error { return feed.Atom(out, f) }
	}}
}

// newsItem is a listing in news feeds.
func (w *Writer) newsItem(l *board.Listing) *written[*feed.Block] {
	return w.news.of(l.Number, func() written[*feed.Block] {
		entry := w.entry(l)
		block := feed.NewBlock(&entry)
		return written[*feed.Block]{block, tree.HashOf(block.Text(), w.Board.ChangedAt(&l.Record))}
	})
}

func (w *Writer) feed(path string, write func(io.Writer, *feed.Feed) error, make func() *feed.Feed) tree.File {
	return tree.File{Path: w.At.File(path), Make: func() (tree.Hash, tree.Render) {
		f := make()
		f.Self = w.At.Absolute(path)
		return tree.HashOf("feed", f), func(out io.Writer) error { return write(out, f) }
	}}
}

// newsFeed is a feed without its entries. Its id is made of the oldest address
// of its page and never changes (RFC 4287, section 4.2.6), so that a reader does
// not take a renamed feed for another one.
func (w *Writer) newsFeed(path, title string) *feed.Feed {
	oldest := path
	if old := w.At.Former(path); len(old) > 0 {
		oldest = old[len(old)-1] // the newest stands first
	}
	return &feed.Feed{
		ID:    "tag:" + w.Board.Catalog.Site.ID + ",2020:" + w.At.Tag + "/" + oldest,
		Title: title, Lang: w.At.Tag,
		Page:   w.At.Absolute(path),
		Self:   w.At.Absolute(path + address.NewsFile),
		Rights: w.Phrase(w.Board.Catalog.Site.License).Text,
		Author: feed.Person{Name: w.Title.Text, URL: w.At.Absolute(address.HomePath)},
	}
}

func (w *Writer) entry(l *board.Listing) feed.Entry {
	card := w.Card(l)
	e := feed.Entry{
		ID:         "tag:" + w.Board.Catalog.Site.ID + ",2020:" + l.OldestID(),
		Title:      card.Prefix + card.Text,
		URL:        w.At.Book().Absolute(card.URL),
		Lang:       card.Lang,
		Summary:    w.entrySummary(l, card),
		Author:     feed.Person{Name: card.Who.Text},
		Updated:    w.Board.ChangedAt(&l.Record),
		Categories: []feed.Category{{Term: card.Kind, Label: card.KindName}},
	}
	if !l.Added.IsZero() {
		e.Published = l.Added
	}
	for _, c := range l.AllCategories {
		e.Categories = append(e.Categories, feed.Category{Term: c.ID, Label: w.Phrase(c.Name).Text})
	}
	if l.Dated {
		e.Enclosures = []feed.Enclosure{{URL: w.At.Book().Default().Absolute(address.ListingPath(l.ID) + address.EventFile), Type: "text/calendar"}}
	}
	return e
}

// entrySummary says when, where and what in plain text.
func (w *Writer) entrySummary(l *board.Listing, c *views.Card) string {
	line := c.Line.Text
	if line == "" {
		body, _ := w.Body(l.Body)
		line = markdown.Excerpt(body, 200)
	}
	return strings.Join(wording.NonEmpty(c.When, c.Where.Text, line), " · ")
}

// OutcomeNews tells what came of meetings, consultations and studies, the latest
// first.
func (w *Writer) OutcomeNews() tree.File {
	return w.feed(address.OutcomesPath+address.NewsFile, feed.Atom, func() *feed.Feed {
		f := w.newsFeed(address.OutcomesPath, w.Words.T("site.title.outcomes"))
		for _, l := range w.Board.WithOutcome() {
			if len(f.Entries) == board.MostNews {
				break
			}
			e := w.entry(l)
			e.ID += "/outcome"
			e.Enclosures = nil
			if text := w.Phrase(l.Outcome.Text).Text; text != "" {
				e.Summary = text
			}
			if !l.Outcome.Date.IsZero() {
				e.Published = l.Outcome.Date.In(w.Board.Zone)
				e.Updated = e.Published
			}
			f.Entries = append(f.Entries, e)
		}
		return f
	})
}
