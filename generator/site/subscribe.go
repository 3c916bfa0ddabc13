package site

import (
	"encoding/json"
	"net/url"
	"strings"

	"corkboard/generator/catalog"
	"corkboard/generator/views"
)

// subscribe is the box that brings a calendar to a reader's own.
// A calendar that never had a date is not offered.
func (s *Site) subscribe(l *language, path, title string, t *set, news bool) *views.SubscribeBox {
	if t.dated == 0 && path != "" {
		return nil
	}
	return s.box(l, path, title, t, news)
}

func (s *Site) box(l *language, path, title string, t *set, news bool) *views.SubscribeBox {
	address := s.at(l.url(path + calendarFile))
	webcal := "webcal" + strings.TrimPrefix(strings.TrimPrefix(address, "https"), "http")
	b := &views.SubscribeBox{
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

// subscribeView leads to the box of every calendar. The picker of its script
// knows them from a file of their own: a town has a thousand organizations.
func (s *Site) subscribeView(l *language) views.View {
	v := &views.Subscribe{Frame: s.standing(l, "subscribe", subscribePath), Calendars: l.url(calendarsPath)}
	title := l.chrome.Title.Text
	v.Subscribe = s.subscribe(l, "", title, s.sets.all, true)
	v.Feeds = s.feedLinks(l, "", title, s.sets.all, true)
	c := s.calendars(l)
	for _, group := range []struct {
		id, label string
		list      []namedCalendar
	}{
		{"declared", "own_feeds", c.Declared}, {"kinds", "kinds", c.Kinds}, {"categories", "categories", c.Categories},
		{"locations", "locations", c.Locations}, {"languages", "by_language", c.Languages},
	} {
		g := views.FeedGroup{ID: group.id, Heading: l.words.T("site.label." + group.label)}
		for _, named := range group.list {
			if len(group.list) <= mostListed || named.Depth == 0 {
				g.Links = append(g.Links, views.Link{Phrase: named.Name, URL: l.url(named.path) + boxAnchor})
			}
		}
		if len(g.Links) > 0 {
			v.Groups = append(v.Groups, g)
		}
	}
	v.Organizations = s.named(l, organizationsPath, "site.title.organizations")
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
	row := []any{pathOf(c.path), c.Name.Text}
	if c.Depth > 0 || c.page != "" {
		row = append(row, c.Depth)
	}
	if c.page != "" {
		row = append(row, c.page)
	}
	return json.Marshal(row)
}

// calendars are those that have or had a date: an empty one is kept for those
// who know its address, and offered to nobody.
func (s *Site) calendars(l *language) *calendars {
	out := &calendars{}
	add := func(list *[]namedCalendar, t *set, path string, name views.Phrase, depth int) bool {
		if t.dated == 0 {
			return false
		}
		*list = append(*list, namedCalendar{path: path, Name: name, Depth: depth})
		return true
	}
	for i := range s.catalog.Site.Feeds {
		if !s.serves("feed") {
			break // they have no pages that a link could lead to
		}
		f := &s.catalog.Site.Feeds[i]
		out.Declared = append(out.Declared, namedCalendar{path: feedSetPath(f.ID), Name: l.phrase(f.Title)})
	}
	for _, d := range catalog.Directions {
		add(&out.Kinds, of(s.sets.directions, d), directionPath(d), text(l.words.T("direction."+string(d))), 0)
		for _, k := range catalog.Kinds {
			if k.Direction == d {
				add(&out.Kinds, of(s.sets.kinds, k.Kind), kindPath(k.Kind), text(l.words.T("kind."+string(k.Kind))), 1)
			}
		}
	}
	var places []*catalog.Location
	for _, p := range s.catalog.Locations {
		if add(&out.Locations, of(s.sets.locations, p), locationPath(p.ID), l.phrase(p.Name), len(s.around(l, p))) {
			places = append(places, p)
		}
	}
	for _, c := range s.catalog.Categories {
		if !add(&out.Categories, of(s.sets.categories, c), categoryPath(c.ID), l.phrase(c.Name), len(s.above(l, c))) {
			continue
		}
		at := []int{}
		for i, p := range places {
			if t := s.sets.crossings[crossing{p, c}]; t != nil && t.dated > 0 {
				at = append(at, i)
			}
		}
		out.Crossings = append(out.Crossings, at)
	}
	for _, tag := range sortedKeys(s.sets.languages) {
		add(&out.Languages, s.sets.languages[tag], languagePath(tag), text(l.words.LanguageName(tag)), 0)
	}
	out.Organizations = s.ownerCalendars(l)
	return out
}

// ownerCalendars are those of organizations, by name. Two of one name are told
// apart by their ids, since readers pick one by its name.
func (s *Site) ownerCalendars(l *language) []namedCalendar {
	var owners []*organization
	for _, o := range s.owners {
		if of(s.sets.owners, o.Organization).dated > 0 {
			owners = append(owners, o)
		}
	}
	var out []namedCalendar
	seen := map[string]bool{}
	for _, o := range onceSorted(l, owners)() {
		c := namedCalendar{path: organizationPath(o.ID), Name: l.phrase(o.Name)}
		if seen[c.Name.Text] {
			c.Name.Text += " (" + o.ID + ")"
		}
		seen[c.Name.Text] = true
		if address, hreflang := s.urlOf(l, c.path, o.Name); hreflang != "" {
			c.page = address
		}
		out = append(out, c)
	}
	return out
}

// planCalendars adds what the picker of the subscribe page reads.
func (s *Site) planCalendars() {
	if !s.serves("subscribe") {
		return
	}
	for _, l := range s.languages {
		s.file(l.folder+calendarsPath, func() []byte {
			b, err := json.Marshal(s.calendars(l))
			if err != nil {
				panic("site: " + err.Error()) // plain structs always marshal
			}
			return append(b, '\n')
		})
	}
}
