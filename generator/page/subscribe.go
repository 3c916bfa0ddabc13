package page

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"corkboard/generator/address"
	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/views"
	"corkboard/generator/wording"
)

// subscribe is the box that brings a calendar to a reader's own.
// A calendar that never had a date is not offered.
func (w *Writer) subscribe(path, title string, t *board.Set, news bool) *views.SubscribeBox {
	if t.Dated == 0 && path != "" {
		return nil
	}
	return w.box(path, title, t, news)
}

// box is the subscribe box of a calendar, offered or not.
func (w *Writer) box(path, title string, t *board.Set, news bool) *views.SubscribeBox {
	feed := w.At.Absolute(path + address.CalendarFile)
	webcal := "webcal" + strings.TrimPrefix(strings.TrimPrefix(feed, "https"), "http")
	b := &views.SubscribeBox{
		Title:    title,
		Brings:   w.brings(t),
		Webcal:   webcal,
		HTTPS:    feed,
		Google:   "https://calendar.google.com/calendar/r?cid=" + url.QueryEscape(webcal),
		Outlook:  "https://outlook.live.com/calendar/0/addfromweb?url=" + url.QueryEscape(feed) + "&name=" + wording.QueryEscape(title),
		Office:   "https://outlook.office.com/calendar/0/addfromweb?url=" + url.QueryEscape(feed) + "&name=" + wording.QueryEscape(title),
		Download: w.At.URL(path + address.CalendarFile),
	}
	b.Next = w.begins(t)
	if news {
		b.Atom = w.At.URL(path + address.NewsFile)
	}
	return b
}

// brings says how much a calendar will add: entries a week over the next four.
func (w *Writer) brings(t *board.Set) string {
	const weeks, enough = 4, 400
	n, coming := 0, false
	until := w.Board.Dawn.AddDate(0, 0, 7*weeks)
	for _, l := range t.Shown {
		if l.Next == nil {
			continue
		}
		coming = true
		if n <= enough {
			n += len(board.Upcoming(l.Schedules, w.Board.Env(l.Opportunity), w.Board.Dawn, until, 7*weeks))
		}
	}
	switch {
	case !coming:
		return w.Words.T("site.brings.nothing")
	case n > enough:
		return w.Words.T("site.brings.many")
	case n < weeks:
		return w.Words.N("site.brings.few", n)
	}
	return w.Words.N("site.brings.week", (n+weeks/2)/weeks)
}

// begins names what of a calendar begins first from today on: three, as the script takes
// away those that have begun when the page is read. What began before, such as an
// exhibition of three months, is not next, nor is what will not take place or is full.
func (w *Writer) begins(t *board.Set) []views.Beginning {
	const named = 3
	type beginning struct {
		listing *board.Listing
		on      board.Occurrence
	}
	var first []beginning
	for _, l := range t.Shown {
		if l.Next == nil || !l.Open || len(first) == named && !l.Next.Start.Before(first[named-1].on.Start) {
			continue
		}
		for _, o := range board.Upcoming(l.Schedules, w.Board.Env(l.Opportunity), w.Board.Dawn, w.Board.Dawn.AddDate(1, 0, 0), named+1) {
			if !o.Off() && !o.Start.Before(w.Board.Dawn) {
				first = append(first, beginning{l, o})
			}
		}
		slices.SortStableFunc(first, func(a, b beginning) int { return a.on.Start.Compare(b.on.Start) })
		first = first[:min(named, len(first))]
	}
	var out []views.Beginning
	for _, b := range first {
		day, _, _ := w.Words.Occasion(b.on.Occurrence)
		start, _ := wording.Stamps(b.on.Occurrence)
		out = append(out, views.Beginning{Text: w.Words.T("site.brings.next", "title", w.Phrase(b.listing.Title).Text, "date", day), Start: start})
	}
	return out
}

// Subscribe leads to the box of every calendar. The picker of its script
// knows them from a file of their own: a town has a thousand organizations.
func (w *Writer) Subscribe() views.View {
	v := &views.Subscribe{Frame: w.standard("subscribe", address.SubscribePath), Calendars: w.At.URL(address.CalendarsFile)}
	title := w.Title.Text
	v.Subscribe = w.subscribe("", title, w.Board.Sets.All, true)
	v.Feeds = w.feedLinks("", title, w.Board.Sets.All, true)
	c := w.calendars()
	for _, group := range []struct {
		id, label string
		list      []namedCalendar
	}{
		{"declared", "own_feeds", c.Declared}, {"kinds", "kinds", c.Kinds}, {"categories", "categories", c.Categories},
		{"locations", "locations", c.Locations}, {"languages", "by_language", c.Languages},
	} {
		g := views.FeedGroup{ID: group.id, Heading: w.Words.T("site.label." + group.label)}
		for _, named := range group.list {
			if len(group.list) <= mostListed || named.Depth == 0 {
				g.Links = append(g.Links, views.Link{Phrase: named.Name, URL: w.At.URL(named.path) + boxAnchor})
			}
		}
		if len(g.Links) > 0 {
			v.Groups = append(v.Groups, g)
		}
	}
	v.Organizations = w.Named(address.OrganizationsPath, "site.title.organizations")
	return v
}

// boxAnchor leads to the subscribe box of a page.
const boxAnchor = "#feed"

// mostListed is up to how many calendars of one facet stand on the subscribe
// page. Of more the outermost are there, whose pages lead to the others.
const mostListed = 120

// calendars are all calendars of a language, for the picker. Crossings says for
// each category at which of the locations it has a calendar, by position.
type calendars struct {
	Declared      []namedCalendar `json:"declared"`
	Kinds         []namedCalendar `json:"kinds"` // directions with their kinds
	Categories    []namedCalendar `json:"categories"`
	Locations     []namedCalendar `json:"locations"`
	Languages     []namedCalendar `json:"languages"`
	Organizations []namedCalendar `json:"organizations"`
	Crossings     [][]int         `json:"crossings"`
}

// Calendars is what the picker of the subscribe page reads, in JSON.
func (w *Writer) Calendars() []byte {
	b, err := json.Marshal(w.calendars())
	if err != nil {
		panic("page: " + err.Error()) // plain structs always marshal
	}
	return append(b, '\n')
}

// calendars are those that have or had a date: an empty one is kept for those
// who know its address, and offered to nobody.
func (w *Writer) calendars() *calendars {
	out := &calendars{}
	add := func(list *[]namedCalendar, t *board.Set, path string, name views.Phrase, depth int) bool {
		if t.Dated == 0 {
			return false
		}
		*list = append(*list, namedCalendar{path: path, Name: name, Depth: depth})
		return true
	}
	for i := range w.Board.Catalog.Site.Feeds {
		if !w.At.Book().Serves("feed") {
			break // they have no pages that a link could lead to
		}
		f := &w.Board.Catalog.Site.Feeds[i]
		out.Declared = append(out.Declared, namedCalendar{path: address.DeclaredPath(f.ID), Name: w.Phrase(f.Title)})
	}
	for _, d := range catalog.Directions {
		add(&out.Kinds, w.Board.Sets.Direction(d), address.DirectionPath(d), w.Word("direction."+string(d)), 0)
		for _, k := range catalog.Kinds {
			if k.Direction == d {
				add(&out.Kinds, w.Board.Sets.Kind(k.Kind), address.KindPath(k.Kind), w.Word("kind."+string(k.Kind)), 1)
			}
		}
	}
	var places []*catalog.Location
	for _, p := range w.Board.Locations {
		if add(&out.Locations, w.Board.Sets.Location(p), address.LocationPath(p.ID), w.Phrase(p.Name), len(w.Around(p))) {
			places = append(places, p)
		}
	}
	for _, c := range w.Board.Catalog.Categories {
		if c.Sensitive {
			continue // a subscription stays on whatever somebody else may look at
		}
		if !add(&out.Categories, w.Board.Sets.Category(c), address.CategoryPath(c.ID), w.Phrase(c.Name), len(w.Above(c))) {
			continue
		}
		at := []int{}
		for i, p := range places {
			if t := w.Board.Sets.Crossing(p, c); t.Dated > 0 {
				at = append(at, i)
			}
		}
		out.Crossings = append(out.Crossings, at)
	}
	for _, tag := range w.Board.Sets.Languages() {
		add(&out.Languages, w.Board.Sets.Language(tag), address.LanguagePath(tag), wording.Text(w.Words.LanguageName(tag)), 0)
	}
	out.Organizations = w.ownerCalendars()
	return out
}

// namedCalendar is a calendar with its name. In JSON it is an array: its path
// below the language, escaped; its name; how deep it lies below others; and the
// URL of its page when that is in another language.
type namedCalendar struct {
	path  string
	Name  views.Phrase
	Depth int
	page  string
}

// MarshalJSON leaves out what is usual: there are thousands.
func (c namedCalendar) MarshalJSON() ([]byte, error) {
	row := []any{address.Escape(c.path), c.Name.Text}
	if c.Depth > 0 || c.page != "" {
		row = append(row, c.Depth)
	}
	if c.page != "" {
		row = append(row, c.page)
	}
	return json.Marshal(row)
}

// ownerCalendars are those of organizations, by name. Two of one name are told
// apart by their ids, since readers pick one by its name.
func (w *Writer) ownerCalendars() []namedCalendar {
	var owners []*board.Organization
	for _, o := range w.Board.Organizations {
		if w.Board.Sets.Organization(o.Organization).Dated > 0 {
			owners = append(owners, o)
		}
	}
	var out []namedCalendar
	seen := map[string]bool{}
	for _, o := range byName(w, owners, w.nameOf, func(o *board.Organization) string { return o.ID }) {
		c := namedCalendar{path: address.OrganizationPath(o.ID), Name: w.Phrase(o.Name)}
		if seen[c.Name.Text] {
			c.Name.Text += " (" + o.ID + ")"
		}
		seen[c.Name.Text] = true
		if url, hreflang := w.At.Of(c.path, o.Name); hreflang != "" {
			c.page = url
		}
		out = append(out, c)
	}
	return out
}

// Declared is one page of a combination that site.yaml declares.
func (w *Writer) Declared(f *catalog.FeedSet, t *board.Set, number int) views.View {
	path, title := address.DeclaredPath(f.ID), w.Phrase(f.Title)
	v := &views.Feed{Frame: w.frame("feed", path, title.Text, nil), Heading: title, Holds: w.holds(f)}
	v.Section = "subscribe"
	v.Crumbs = append(v.Crumbs, wording.Leading(w.Named(address.SubscribePath, "site.title.subscribe"))...)
	v.Sensitive = board.AnySensitive(f.Categories)
	if !v.Sensitive {
		v.Description = w.Words.T("site.about.feed", "title", title.Text)
	}
	v.List = w.list(path, t.Shown, nil, number)
	w.paginate(&v.Frame, pagesOf(path), number, Pages(len(t.Shown)))
	v.Feeds = w.feedLinks(path, title.Text, t, false)
	if number == 1 {
		v.Subscribe = w.box(path, title.Text, t, false)
	}
	return v
}

// holds says what has to fit, a line a facet.
func (w *Writer) holds(f *catalog.FeedSet) []views.Fact {
	var out []views.Fact
	add := func(id string, lines []views.Link) {
		if len(lines) > 0 {
			out = append(out, views.Fact{ID: id, Label: w.Words.T("site.label." + id), Lines: lines})
		}
	}
	var kinds, categories, places, languages []views.Link
	for _, d := range f.Directions {
		kinds = append(kinds, w.Named(address.DirectionPath(d), "direction."+string(d)))
	}
	for _, k := range f.Kinds {
		kinds = append(kinds, w.Named(address.KindPath(k), "kind."+string(k)))
	}
	for _, c := range f.Categories {
		categories = append(categories, w.CategoryLink(c))
	}
	for _, p := range f.Locations {
		places = append(places, w.LocationLink(p))
	}
	for _, tag := range f.Languages {
		link := views.Link{Phrase: wording.Text(w.Words.LanguageName(tag))}
		if w.Board.Sets.Language(tag).HasPage() {
			link.URL = w.At.URL(address.LanguagePath(tag))
		}
		languages = append(languages, link)
	}
	add("kind", kinds)
	add("category", categories)
	add("location", places)
	add("language", languages)
	return out
}
