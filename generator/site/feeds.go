package site

import (
	"io"
	"net/url"
	"slices"
	"strings"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/feed"
	"corkboard/generator/markdown"
	"corkboard/generator/spool"
	"corkboard/generator/tree"
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

// atom adds the news feed of a set: what was added to it, the latest first.
func (s *Site) atom(l *language, path string, t *set, title func() string) {
	if t.ever == 0 {
		return
	}
	s.news(l, path, title, t.shown)
}

// news adds the Atom feed of the newest of some listings.
func (s *Site) news(l *language, path string, title func() string, list []*listing) {
	s.files = append(s.files, tree.File{Path: s.paths.joined(l.folder, path, atomFile), Make: func() (tree.Hash, tree.Render) {
		f := s.newsFeed(l, path, title())
		latest := s.latest(list)
		blocks := make([]*feed.Block, len(latest))
		hashes := make([]byte, 0, len(latest)*len(tree.Hash{}))
		for i, w := range latest {
			item := s.newsItem(l, w)
			blocks[i] = &item.Block
			hashes = append(hashes, item.hash[:]...)
		}
		hash := tree.HashOf("feed", f, hashes)
		f.Blocks = blocks
		return hash, func(w io.Writer) error { return feed.Atom(w, f) }
	}})
}

// newsItem is a listing in news feeds, written once.
type newsItem struct {
	feed.Block
	hash tree.Hash
}

func (s *Site) newsItem(l *language, w *listing) *newsItem {
	return w.shared[l.index].news.or(func() *newsItem {
		item, entry := &newsItem{}, s.entry(l, w)
		item.Block = feed.NewBlock(&entry, func(text []byte) spool.Text {
			item.hash = tree.HashOf(text, s.changedAt(&w.Record))
			return s.options.Spool.Keep(text)
		})
		return item
	})
}

// siteFeeds adds the news feeds of the whole site.
func (s *Site) siteFeeds(l *language) {
	s.news(l, "", func() string { return l.chrome.Title.Text }, s.shown)
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

// newsFeed is a feed without its entries.
func (s *Site) newsFeed(l *language, path, title string) *feed.Feed {
	return &feed.Feed{
		ID:    "tag:" + s.catalog.Site.ID + ",2020:" + l.tag + "/" + path,
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
	card := s.cardFacts(l, w)
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
func entrySummary(l *language, w *listing, c *CardFacts) string {
	line := c.Line.Text
	if line == "" {
		line = markdown.Excerpt(l.bodyOf(w.Body), 200)
	}
	return strings.Join(nonEmpty(c.When, c.Where.Text, line), " · ")
}

// bodyOf is the source of a body in the language of the page, or the first.
func (l *language) bodyOf(bodies []catalog.Body) string {
	for _, b := range bodies {
		if sameLanguage(b.Lang, l.tag) {
			return b.Source.String()
		}
	}
	if len(bodies) > 0 {
		return bodies[0].Source.String()
	}
	return ""
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
func (s *Site) feedLinks(l *language, path, title string, t *set, news bool) []FeedLink {
	var out []FeedLink
	if t.dated > 0 || path == "" {
		out = append(out, FeedLink{"text/calendar", title, l.url(path + calendarFile)})
	}
	if news && t.ever > 0 {
		out = append(out, FeedLink{"application/atom+xml", title, l.url(path + atomFile)})
	}
	return out
}

// subscribe is the box that brings a calendar to a reader's own.
func (s *Site) subscribe(l *language, path, title string, t *set, news bool) *Subscribe {
	if t.dated == 0 && path != "" {
		return nil
	}
	address := s.at(l.url(path + calendarFile))
	webcal := "webcal" + strings.TrimPrefix(strings.TrimPrefix(address, "https"), "http")
	b := &Subscribe{
		Title:    title,
		Brings:   s.brings(l, t),
		Webcal:   webcal,
		HTTPS:    address,
		Google:   "https://calendar.google.com/calendar/r?cid=" + url.QueryEscape(webcal),
		Outlook:  "https://outlook.live.com/calendar/0/addfromweb?url=" + url.QueryEscape(address) + "&name=" + escaped(title),
		Office:   "https://outlook.office.com/calendar/0/addfromweb?url=" + url.QueryEscape(address) + "&name=" + escaped(title),
		Download: l.url(path + calendarFile),
	}
	if news {
		b.Atom = l.url(path + atomFile)
	}
	return b
}

// brings says how much a calendar will add: entries a week over the next four,
// and the next one.
func (s *Site) brings(l *language, t *set) string {
	const weeks, enough = 4, 400
	n := 0
	until := s.dawn.AddDate(0, 0, 7*weeks)
	var next *listing
	for _, w := range t.shown {
		if w.next == nil || n > enough {
			continue
		}
		if next == nil || w.next.Start.Before(next.next.Start) {
			next = w
		}
		n += *w.soon.or(func() *int {
			n := len(s.upcoming(w.Schedules, s.envOf(w.Opportunity), s.dawn, until, 7*weeks))
			return &n
		})
	}
	if next == nil {
		return l.words.T("site.brings.nothing")
	}
	when, _, _ := l.words.Occasion(next.next.Occurrence)
	args := []any{"title", l.phrase(next.Title).Text, "date", when}
	switch {
	case n > enough:
		return l.words.T("site.brings.many", args...)
	case n < weeks:
		return l.words.N("site.brings.few", n, args...)
	}
	return l.words.N("site.brings.week", (n+weeks/2)/weeks, args...)
}

// subscribeView lists every feed by what it is about.
func (s *Site) subscribeView(l *language) View {
	v := &SubscribeView{Frame: s.standing(l, "subscribe", subscribePath)}
	v.Subscribe = s.subscribe(l, "", l.chrome.Title.Text, s.sets.all, true)
	v.Feeds = s.feedLinks(l, "", l.chrome.Title.Text, s.sets.all, true)
	group := func(key string, entries []FeedEntry) {
		if len(entries) > 0 {
			v.Groups = append(v.Groups, FeedGroup{Heading: l.words.T(key), Feeds: entries})
		}
	}
	var directions, kinds, categories, locations []FeedEntry
	for _, d := range catalog.Directions {
		directions = s.feedEntry(l, directions, s.named(l, directionPath(d), "direction."+string(d)), directionPath(d), of(s.sets.directions, d), false)
	}
	for _, k := range catalog.Kinds {
		kinds = s.feedEntry(l, kinds, s.named(l, kindPath(k.Kind), "kind."+string(k.Kind)), kindPath(k.Kind), of(s.sets.kinds, k.Kind), false)
	}
	for _, c := range s.catalog.Categories {
		categories = s.feedEntry(l, categories, s.categoryLink(l, c), categoryPath(c.ID), of(s.sets.categories, c), true)
	}
	for _, p := range s.catalog.Locations {
		locations = s.feedEntry(l, locations, s.placeLink(l, p), locationPath(p.ID), of(s.sets.locations, p), true)
	}
	var own []FeedEntry
	for i := range s.catalog.Site.Feeds {
		f := &s.catalog.Site.Feeds[i]
		if t := s.matching(f); t.dated > 0 {
			link := Link{Phrase: l.phrase(f.Title), URL: l.url(feedSetPath(f.ID) + calendarFile)}
			own = s.feedEntry(l, own, link, feedSetPath(f.ID), t, false)
		}
	}
	group("site.label.own_feeds", own)
	group("site.label.directions", directions)
	group("site.label.kinds", kinds)
	group("site.label.categories", categories)
	group("site.label.locations", locations)
	return v
}

func (s *Site) feedEntry(l *language, list []FeedEntry, link Link, path string, t *set, news bool) []FeedEntry {
	if t.ever == 0 {
		return list
	}
	e := FeedEntry{Link: link, Count: len(t.shown)}
	if b := s.subscribe(l, path, link.Text, &set{dated: t.dated}, news); b != nil {
		e.Calendar, e.Webcal = b.Download, b.Webcal
	}
	if news {
		e.Atom = l.url(path + atomFile)
	}
	return append(list, e)
}

// planFeedSets adds the calendars of the combinations that site.yaml declares.
// They have no page of their own: the subscribe page lists them.
func (s *Site) planFeedSets() {
	for i := range s.catalog.Site.Feeds {
		f := &s.catalog.Site.Feeds[i]
		t := s.matching(f)
		if t.dated == 0 {
			continue
		}
		for _, l := range s.languages {
			s.calendarAt(l, feedSetPath(f.ID), subscribePath, func() string { return l.phrase(f.Title).Text }, t)
		}
	}
}

// matching are the listings of a combination: of each facet that it names, any
// one value is enough, and every facet has to fit.
func (s *Site) matching(f *catalog.FeedSet) *set {
	t := &set{}
	fits := func(w *listing) bool {
		return anyOf(f.Categories, w.categories) && anyOf(f.Locations, w.locations) && anyOf(f.Languages, w.Languages) &&
			anyOf(f.Kinds, []catalog.Kind{w.Kind}) && anyOf(f.Directions, []catalog.Direction{w.Kind.Direction()})
	}
	for _, w := range s.sets.all.shown {
		if fits(w) {
			t.shown = append(t.shown, w)
			t.count(w, 1)
		}
	}
	for _, w := range s.listings {
		if w.inSets() && !w.shown && fits(w) {
			t.count(w, 1)
			if w.lingers {
				t.past = append(t.past, w)
			}
		}
	}
	return t
}

// anyOf reports whether one of the wanted is there; nothing wanted is no limit.
func anyOf[T comparable](wanted, there []T) bool {
	return len(wanted) == 0 || slices.ContainsFunc(there, func(v T) bool { return slices.Contains(wanted, v) })
}
