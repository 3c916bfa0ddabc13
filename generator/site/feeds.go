package site

import (
	"io"
	"slices"
	"strings"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/feed"
	"corkboard/generator/markdown"
	"corkboard/generator/tree"
	"corkboard/generator/views"
)

// feedEntries is how many entries a news feed carries.
const feedEntries = 50

// beginning stands for a time that nobody knows: a date of its own, so that a
// feed without git history is the same on every machine.
var beginning = time.Date(2020, time.January, 1, 0, 0, 0, 0, time.UTC)

// changedAt is when what a record says last changed: its newest commit, one
// second after HEAD while it is not committed, without git its last check.
func (s *Site) changedAt(r *catalog.Record) time.Time {
	switch {
	case r.Edited && s.options.History != nil:
		return s.options.History.At.Add(time.Second)
	case !r.Changed.IsZero():
		return r.Changed
	case !r.Checked.Date.IsZero():
		return r.Checked.Date.In(s.zone)
	}
	return beginning
}

// atom adds the news feed of a set: what was added to it, the latest first. The
// same bytes stand at the addresses it had before: they say where it is now.
func (s *Site) atom(l *language, path string, t *set, title func() string) {
	s.news(l, path, path, title, t.shown)
	for _, old := range l.formerly[path] {
		s.news(l, old, path, title, t.shown)
	}
}

// news adds the Atom feed of the newest of some listings below a path, for a
// page.
func (s *Site) news(l *language, at, path string, title func() string, list []*listing) {
	s.files = append(s.files, tree.File{Path: s.paths.joined(l.folder, at, atomFile), Make: func() (tree.Hash, tree.Render) {
		f := s.newsFeed(l, path, title())
		latest := s.latest(list)
		blocks := make([]*feed.Block, len(latest))
		hashes := make([]byte, 0, len(latest)*len(tree.Hash{}))
		for i, w := range latest {
			item := s.newsItem(l, w)
			blocks[i] = item.Block
			hashes = append(hashes, item.hash[:]...)
		}
		hash := tree.HashOf("feed", f, hashes)
		f.Blocks = blocks
		return hash, func(w io.Writer) error { return feed.Atom(w, f) }
	}})
}

// newsItem is a listing in news feeds, written once.
type newsItem struct {
	*feed.Block
	hash tree.Hash
}

func (s *Site) newsItem(l *language, w *listing) *newsItem {
	return w.shared[l.index].news.or(func() *newsItem {
		entry := s.entry(l, w)
		block := feed.NewBlock(&entry)
		return &newsItem{block, tree.HashOf(block.Text(), s.changedAt(&w.Record))}
	})
}

// siteFeeds adds the news feeds of the whole site.
func (s *Site) siteFeeds(l *language) {
	s.news(l, "", "", func() string { return l.chrome.Title.Text }, s.shown)
	s.feed(l, jsonFeedFile, feed.JSON, func() *feed.Feed {
		f := s.newsFeed(l, "", l.chrome.Title.Text)
		for _, w := range s.latest(s.shown) {
			f.Entries = append(f.Entries, s.entry(l, w))
		}
		return f
	})
}

func (s *Site) feed(l *language, path string, write func(io.Writer, *feed.Feed) error, make func() *feed.Feed) {
	s.files = append(s.files, tree.File{Path: l.folder + path, Make: func() (tree.Hash, tree.Render) {
		f := make()
		f.Self = s.at(l.url(path))
		return tree.HashOf("feed", f), func(w io.Writer) error { return write(w, f) }
	}})
}

// newsFeed is a feed without its entries. Its id is made of the oldest address
// of its page and never changes (RFC 4287, section 4.2.6), so that a reader does
// not take a renamed feed for another one.
func (s *Site) newsFeed(l *language, path, title string) *feed.Feed {
	oldest := path
	if old := l.formerly[path]; len(old) > 0 {
		oldest = old[len(old)-1] // the newest stands first
	}
	return &feed.Feed{
		ID:    "tag:" + s.catalog.Site.ID + ",2020:" + l.tag + "/" + oldest,
		Title: title, Lang: l.tag,
		Page:   s.at(l.url(path)),
		Self:   s.at(l.url(path + atomFile)),
		Rights: l.phrase(s.catalog.Site.License).Text,
		Author: feed.Person{Name: l.chrome.Title.Text, URL: s.at(l.url(homePath))},
	}
}

// latest are the newest of some listings. A feed without private matters is
// one that can be shown on any screen, so sensitive ones are left out.
func (s *Site) latest(list []*listing) []*listing {
	out := make([]*listing, 0, feedEntries+1)
	for _, w := range list {
		if w.sensitive || len(out) == feedEntries && byAge(w, out[feedEntries-1]) > 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(out, w, byAge)
		out = slices.Insert(out, at, w)
		out = out[:min(feedEntries, len(out))]
	}
	return out
}

func (s *Site) entry(l *language, w *listing) feed.Entry {
	card := s.card(l, w)
	e := feed.Entry{
		ID:         "tag:" + s.catalog.Site.ID + ",2020:" + w.OldestID(),
		Title:      card.Prefix + card.Text,
		URL:        s.at(card.URL),
		Lang:       card.Lang,
		Summary:    entrySummary(l, w, card),
		Author:     feed.Person{Name: card.Who.Text},
		Updated:    s.changedAt(&w.Record),
		Categories: []feed.Category{{Term: card.Kind, Label: card.KindName}},
	}
	if !w.Added.IsZero() {
		e.Published = w.Added
	}
	for _, c := range w.categories {
		e.Categories = append(e.Categories, feed.Category{Term: c.ID, Label: l.phrase(c.Name).Text})
	}
	if w.dated {
		e.Enclosures = []feed.Enclosure{{URL: s.at(s.languages[0].url(listingPath(w.ID) + eventFile)), Type: "text/calendar"}}
	}
	return e
}

// entrySummary says when, where and what in plain text.
func entrySummary(l *language, w *listing, c *views.Card) string {
	line := c.Line.Text
	if line == "" {
		body, _ := l.bodyOf(w.Body)
		line = markdown.Excerpt(body, 200)
	}
	return strings.Join(nonEmpty(c.When, c.Where.Text, line), " · ")
}

// bodyOf is the source of a body in the language of the page, or the first, and its
// language when that is another one.
func (l *language) bodyOf(bodies []catalog.Body) (source, lang string) {
	for _, b := range bodies {
		if sameLanguage(b.Lang, l.tag) {
			return b.Source, ""
		}
	}
	if len(bodies) > 0 {
		return bodies[0].Source, bodies[0].Lang
	}
	return "", ""
}

// outcomesFeed tells what came of it, the latest first.
func (s *Site) outcomesFeed(l *language) {
	s.feed(l, outcomesPath+atomFile, feed.Atom, func() *feed.Feed {
		f := s.newsFeed(l, outcomesPath, l.words.T("site.title.outcomes"))
		for _, w := range s.withOutcome() {
			if len(f.Entries) == feedEntries {
				break
			}
			e := s.entry(l, w)
			e.ID += "/outcome"
			e.Enclosures = nil
			if text := l.phrase(w.Outcome.Text).Text; text != "" {
				e.Summary = text
			}
			if !w.Outcome.Date.IsZero() {
				e.Published = w.Outcome.Date.In(s.zone)
				e.Updated = e.Published
			}
			f.Entries = append(f.Entries, e)
		}
		return f
	})
}

// feedLinks are the feeds beside a page, for browsers and feed readers.
func (s *Site) feedLinks(l *language, path, title string, t *set, news bool) []views.FeedLink {
	var out []views.FeedLink
	if t.dated > 0 || path == "" {
		out = append(out, views.FeedLink{Type: "text/calendar", Title: title, URL: l.url(path + calendarFile)})
	}
	if news {
		out = append(out, views.FeedLink{Type: "application/atom+xml", Title: title, URL: l.url(path + atomFile)})
	}
	return out
}
