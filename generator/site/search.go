package site

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/markdown"
	"corkboard/generator/schedule"
	"corkboard/generator/search"
	"corkboard/generator/tree"
)

// searchFolder is where the index of a language lies, below its search page.
const searchFolder = searchPath + "index/"

// Facets of the search. What a listing needs of those who come, and what it costs
// them, are choices of one facet: readers look for what keeps nobody out.
const (
	byDirection = "direction"
	byKind      = "kind"
	byCategory  = "category"
	byLocation  = "location"
	byEase      = "ease"
	byLanguage  = "language"
	byAccess    = "access"

	// A facet whose name begins with a dot is not offered as such.
	bySoon = ".soon"
	byDay  = ".days-" // and the Monday of a week: its days are the choices
)

// soonDays part the listings by how soon they are; what has no date comes last.
var soonDays = [...]int{0, 1, 3, 7, 14, 30, 3650}

func (s *Site) soon(w *listing) int {
	if w.next == nil {
		return len(soonDays)
	}
	days := s.today.DaysUntil(schedule.DateOf(w.next.Start.In(s.zone)))
	for i, most := range soonDays {
		if days <= most {
			return i
		}
	}
	return len(soonDays)
}

// searchRecord is what the search shows of a listing: the facts of its notice.
type searchRecord struct {
	URL       string    `json:"u"`
	Hreflang  string    `json:"hl,omitempty"`
	Title     string    `json:"t"`
	Lang      string    `json:"l,omitempty"`
	Prefix    string    `json:"p,omitempty"`
	Direction string    `json:"d"`
	Kicker    [2]string `json:"k"` // direction and kind
	Who       string    `json:"o,omitempty"`
	Where     string    `json:"w,omitempty"`
	Line      string    `json:"s,omitempty"`
	Marks     []Mark    `json:"m,omitempty"`
	Facts     []string  `json:"f,omitempty"`
	When      string    `json:"n,omitempty"` // in words
	Repeats   string    `json:"r,omitempty"`
	Start     string    `json:"b,omitempty"`
	End       string    `json:"e,omitempty"`
	Leaf      []string  `json:"c,omitempty"` // month, day, weekday
	Times     string    `json:"x,omitempty"` // what comes next: see searchTimes
	Events    string    `json:"v,omitempty"` // id, where it has a calendar of its own
}

// Search makes the index of each language. It takes as long as a tenth of a build,
// so a server makes it when somebody searches.
func (s *Site) Search() []tree.File {
	var out []tree.File
	for _, l := range s.languages {
		items := make([]search.Item, len(s.shown))
		for i, w := range s.shown {
			items[i] = search.Item{Run: string(w.Kind), Key: w.ID}
			if len(w.Categories) > 0 {
				items[i].Run = w.Categories[0].ID
			}
		}
		document := func(i int) search.Document { return s.searchDocument(l, s.shown[i]) }
		for _, f := range search.Build(items, document, search.Options{Lang: l.tag, Facets: s.searchFacets(l), Places: s.searchPlaces(l)}) {
			out = append(out, tree.Bytes(l.folder+searchFolder+f.Name, f.Data))
		}
	}
	return out
}

// InSearch reports whether a file may be one of Search.
func (s *Site) InSearch(path string) bool { return strings.Contains(path, searchFolder) }

func (s *Site) searchDocument(l *language, w *listing) search.Document {
	d := search.Document{Late: w.checked.state == stale || w.checked.state == unchecked}
	put := func(f search.Field, texts ...catalog.Text) {
		for _, t := range texts {
			if p := l.phrase(t); p.Text != "" {
				d.Texts[f] = append(d.Texts[f], p.Text)
			}
		}
	}
	put(search.Title, w.Title)
	put(search.Name, w.Host)
	for _, o := range w.Organizations {
		put(search.Name, o.Name)
	}
	for _, c := range w.categories {
		put(search.Name, c.Name)
		d.Texts[search.Alias] = append(d.Texts[search.Alias], c.Aliases...)
		d.Values = append(d.Values, search.Value{Facet: byCategory, ID: c.ID})
	}
	for _, p := range w.locations {
		put(search.Name, p.Name)
		d.Texts[search.Alias] = append(d.Texts[search.Alias], p.Aliases...)
		d.Values = append(d.Values, search.Value{Facet: byLocation, ID: p.ID})
	}
	d.Texts[search.Name] = append(d.Texts[search.Name], w.Tags...)
	d.Texts[search.Name] = append(d.Texts[search.Name], l.words.T("kind."+string(w.Kind)))
	put(search.Summary, w.Summary)
	put(search.Summary, w.Who.Situation...)
	put(search.Body, w.Steps...)
	put(search.Body, w.Bring...)
	d.Texts[search.Body] = append(d.Texts[search.Body], markdown.Plain(l.bodyOf(w.Body)))

	d.Values = append(d.Values, search.Value{Facet: byDirection, ID: string(w.Kind.Direction())}, search.Value{Facet: byKind, ID: string(w.Kind)})
	for _, id := range eases(w) {
		d.Values = append(d.Values, search.Value{Facet: byEase, ID: id})
	}
	for _, tag := range w.Languages {
		d.Values = append(d.Values, search.Value{Facet: byLanguage, ID: tag})
	}
	for _, f := range features(w.Opportunity) {
		if f.State == "yes" {
			d.Values = append(d.Values, search.Value{Facet: byAccess, ID: f.ID})
		}
	}
	times, days := s.searchTimes(w)
	for _, day := range days {
		d.Values = append(d.Values, search.Value{Facet: byDay + monday(day).String(), ID: day.String()})
	}
	d.Values = append(d.Values, search.Value{Facet: bySoon, ID: strconv.Itoa(s.soon(w))})
	d.Record = s.searchRecord(l, w, times)
	return d
}

// searchAhead is how many days can be asked for, searchNext how many times of a
// listing are in its record: a page that is read some days after the build still
// tells the next one.
const (
	searchAhead = 60
	searchNext  = 8
)

// searchPlaces are the places whose point may be told.
func (s *Site) searchPlaces(l *language) []search.Place {
	var out []search.Place
	for _, p := range s.catalog.Locations {
		if p.Exact == nil || p.Exact.Geo == nil {
			continue
		}
		names := slices.Concat([]string{l.phrase(p.Name).Text}, p.Aliases, p.Postcodes)
		if code := p.Exact.Address.Postcode; code != "" {
			names = append(names, code)
		}
		out = append(out, search.Place{ID: p.ID, Names: names, Lat: p.Exact.Geo.Lat, Lon: p.Exact.Geo.Lon})
	}
	return out
}

// searchTimes are the next times of a listing, and the days of the coming weeks on
// which there is one. A time is its start in minutes since 1970 and how many it
// lasts, in base 36 with a dot between; a whole day is "d", its number since 1970,
// and how many days.
func (s *Site) searchTimes(w *listing) (times string, days []schedule.Date) {
	var next []string
	end := s.today.AddDays(searchAhead)
	for _, o := range s.upcoming(w.Schedules, s.envOf(w.Opportunity), s.dawn, end.In(s.zone), 3*searchAhead) {
		if o.State >= schedule.Cancelled || s.lastNight(&o.Occurrence) {
			continue
		}
		first, last := schedule.DateOf(o.Start.In(s.zone)), schedule.DateOf(o.Start.In(s.zone))
		if o.AllDay {
			first, last = schedule.DateOf(o.Start), schedule.DateOf(o.End).AddDays(-1)
		}
		for day := first; !last.Before(day) && day.Before(end); day = day.AddDays(1) {
			if !day.Before(s.today) && !slices.Contains(days, day) {
				days = append(days, day)
			}
		}
		if len(next) == searchNext {
			continue
		}
		if o.AllDay {
			next = append(next, "d"+base36(int64(epoch.DaysUntil(first)))+"."+base36(int64(first.DaysUntil(last)+1)))
			continue
		}
		minutes := int64(0)
		if o.HasEnd {
			minutes = int64(o.End.Sub(o.Start) / time.Minute)
		}
		next = append(next, base36(o.Start.Unix()/60)+"."+base36(minutes))
	}
	return strings.Join(next, " "), days
}

var epoch = schedule.Date{Year: 1970, Month: time.January, Day: 1}

func base36(n int64) string { return strconv.FormatInt(n, 36) }

// monday is the first day of the week of a day (ISO 8601).
func monday(day schedule.Date) schedule.Date {
	return day.AddDays(-((int(day.Weekday()) + 6) % 7))
}

func (s *Site) searchRecord(l *language, w *listing, times string) []byte {
	c := s.cardFacts(l, w)
	r := searchRecord{
		URL: c.URL, Hreflang: c.Hreflang, Title: c.Text, Lang: c.Lang, Prefix: c.Prefix, Direction: c.Direction, Kicker: [2]string{c.DirName, c.KindName},
		Who: c.Who.Text, Where: c.Where.Text, Line: l.phrase(w.Summary).Text, Marks: c.Marks, Facts: c.Facts, When: c.When, Repeats: c.Repeats, Start: c.Start, End: c.End,
	}
	r.Times = times
	if w.dated {
		r.Events = w.ID
	}
	if c.Date != nil {
		r.Leaf = []string{c.Date.Month, c.Date.Day, c.Date.Weekday}
	}
	b, err := json.Marshal(r)
	if err != nil {
		panic("site: " + err.Error()) // plain structs always marshal
	}
	return b
}

// eases are the ways in which a listing is easy to come to, by id.
func eases(w *listing) []string {
	var out []string
	say := func(yes bool, id string) {
		if yes {
			out = append(out, id)
		}
	}
	say(w.Cost.Kind == "free", "free")
	say(w.IDNeeded == catalog.No, "no_id")
	say(w.ReferralNeeded == catalog.No, "no_referral")
	say(w.BookingNeeded == catalog.No, "walk_in")
	say(w.OneOff == catalog.Yes, "one_off")
	say(w.Remote == catalog.Remotely || w.Remote == catalog.Hybrid, "remote")
	return out
}

// searchFacets are the choices in the words of a language.
func (s *Site) searchFacets(l *language) []search.Facet {
	facet := func(id string) search.Facet { return search.Facet{ID: id, Label: l.words.T("site.search." + id)} }
	direction, kind, ease := facet(byDirection), facet(byKind), facet(byEase)
	category, location, tongue, access := facet(byCategory), facet(byLocation), facet(byLanguage), facet(byAccess)
	ease.Every, access.Every = true, true
	add := func(f *search.Facet, id, label string, depth int) {
		f.Choices = append(f.Choices, search.Choice{ID: id, Label: label, Depth: depth})
	}
	for _, d := range catalog.Directions {
		add(&direction, string(d), l.words.T("direction."+string(d)), 0)
	}
	for _, k := range catalog.Kinds {
		add(&kind, string(k.Kind), l.words.T("kind."+string(k.Kind)), 0)
	}
	for _, id := range []string{"free", "no_id", "no_referral", "walk_in", "one_off", "remote"} {
		add(&ease, id, l.words.T("site.search.eases."+id), 0)
	}
	var categories func(list []*catalog.Category, depth int)
	categories = func(list []*catalog.Category, depth int) {
		for _, c := range list {
			add(&category, c.ID, l.phrase(c.Name).Text, depth)
			categories(c.Children, depth+1)
		}
	}
	categories(s.topCategories(), 0)
	var locations func(list []*catalog.Location, depth int)
	locations = func(list []*catalog.Location, depth int) {
		for _, p := range list {
			add(&location, p.ID, l.phrase(p.Name).Text, depth)
			locations(p.Children, depth+1)
		}
	}
	locations(s.topLocations(), 0)
	for _, tag := range sortedKeys(s.sets.languages) {
		add(&tongue, tag, l.words.LanguageName(tag), 0)
	}
	for _, id := range catalog.AccessFeatures {
		add(&access, id, l.words.T("access."+id), 0)
	}
	// Without words the order is that of the lists, roughly: how soon something is.
	soon := search.Facet{ID: bySoon, Exact: true}
	for i := range len(soonDays) + 1 {
		add(&soon, strconv.Itoa(i), "", 0)
	}
	facets := []search.Facet{direction, category, location, kind, ease, tongue, access, soon}
	for week := monday(s.today); week.Before(s.today.AddDays(searchAhead)); week = week.AddDays(7) {
		f := search.Facet{ID: byDay + week.String()}
		for n := range 7 {
			add(&f, week.AddDays(n).String(), "", 0)
		}
		facets = append(facets, f)
	}
	return facets
}
