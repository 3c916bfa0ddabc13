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
	byAgeGroup  = "age"
	byLanguage  = "language"
	byAccess    = "access"
	bySoon      = ".soon" // a facet whose name begins with a dot is not offered
)

// soonDays part the listings by how soon they are; what has no date comes last.
var soonDays = [...]int{0, 1, 3, 7, 14, 30, searchAhead, 3650}

// far is what comes later than can be asked for.
const far = len(soonDays) - 1

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

// Search makes the index of each language. It takes as long as a tenth of a build,
// so a server makes it when somebody searches.
func (s *Site) Search() []tree.File {
	if !s.serves("search") {
		return nil
	}
	var out []tree.File
	asking := map[string]string{}
	for _, l := range s.languages {
		asking[l.tag] = l.words.T("label.search_asking")
	}
	for _, l := range s.languages {
		items := make([]search.Item, len(s.shown))
		for i, w := range s.shown {
			items[i] = search.Item{Key: w.ID}
			if len(w.Categories) > 0 {
				items[i].Run = w.Categories[0].ID
			}
			if p := publicPlaces(w.Locations); len(p) > 0 {
				items[i].Within = p[0].ID
			}
		}
		document := func(i int) search.Document { return s.searchDocument(l, s.shown[i]) }
		options := search.Options{Lang: l.tag, Facets: s.searchFacets(l), Synonyms: s.synonyms(l), Asking: asking, Places: s.searchPlaces(l), Days: s.searchDays()}
		for _, f := range search.Build(items, document, options) {
			out = append(out, tree.Packed(l.folder+searchFolder+f.Name, tree.HashOf(f.Parts), f.Texts(), f.Data))
		}
	}
	return out
}

// InSearch reports whether a file may be one of Search.
func (s *Site) InSearch(path string) bool { return strings.Contains(path, searchFolder) }

// publicPlaces are the places of the directory in or at which others are: one that
// is written inside a listing stands for the one it lies in.
func publicPlaces(places []*catalog.Location) []*catalog.Location {
	var out []*catalog.Location
	for _, p := range places {
		for p != nil && p.Own {
			p = p.Parent
		}
		if p != nil && !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// synonyms are the names of each category and place.
func (s *Site) synonyms(l *language) []search.Synonyms {
	var out []search.Synonyms
	add := func(name catalog.Text, aliases []string) {
		if len(aliases) > 0 {
			out = append(out, append(search.Synonyms{l.phrase(name).Text}, aliases...))
		}
	}
	for _, c := range s.catalog.Categories {
		add(c.Name, c.Aliases)
	}
	for _, p := range s.catalog.Locations {
		add(p.Name, p.Aliases)
	}
	return out
}

func (s *Site) searchDocument(l *language, w *listing) search.Document {
	d := search.Document{Late: w.checked.state == stale || w.checked.state == unchecked || s.soon(w) == far, Texts: make([]search.Text, 0, 24), Values: make([]search.Value, 0, 24)}
	put := func(f search.Field, texts ...catalog.Text) {
		for _, t := range texts {
			if p := l.phrase(t); p.Text != "" {
				d.Texts = append(d.Texts, search.Text{In: f, Text: p.Text, Lang: p.Lang})
			}
		}
	}
	words := func(f search.Field, texts ...string) { // of which nobody says in what language they are
		for _, t := range texts {
			d.Texts = append(d.Texts, search.Text{In: f, Text: t})
		}
	}
	choose := func(facet, id string) { d.Values = append(d.Values, search.Value{Facet: facet, ID: id}) }
	put(search.Title, w.Title)
	put(search.Name, w.Host)
	for _, o := range w.Organizations {
		put(search.Name, o.Name)
	}
	for _, c := range w.categories {
		put(search.Name, c.Name)
		words(search.Alias, c.Aliases...)
	}
	for _, p := range w.locations {
		put(search.Name, p.Name)
		words(search.Alias, p.Aliases...)
	}
	words(search.Name, w.Tags...)
	words(search.Name, l.words.T("kind."+string(w.Kind)))
	if also := "kind_also." + string(w.Kind); l.words.Has(also) {
		words(search.Alias, l.words.T(also))
	}
	put(search.Summary, w.Summary)
	put(search.Summary, w.Who.Situation...)
	put(search.Body, w.Hours)
	put(search.Body, w.Steps...)
	put(search.Body, w.Bring...)
	body, lang := l.bodyOf(w.Body)
	d.Texts = append(d.Texts, search.Text{In: search.Body, Text: markdown.Words(body), Lang: lang})

	choose(byDirection, string(w.Kind.Direction()))
	choose(byKind, string(w.Kind))
	for _, c := range w.Categories {
		choose(byCategory, c.ID)
	}
	for _, p := range publicPlaces(slices.Concat(w.Locations, w.Serves)) {
		choose(byLocation, p.ID)
	}
	for _, id := range eases(w) {
		choose(byEase, id)
	}
	for _, a := range ages {
		if (w.Who.AgeMin == 0 || w.Who.AgeMin <= a.to) && (w.Who.AgeMax == 0 || w.Who.AgeMax >= a.from) {
			choose(byAgeGroup, a.id)
		}
	}
	for _, tag := range w.Languages {
		choose(byLanguage, tag)
	}
	for _, f := range features(w.Opportunity) {
		if f.State == "yes" {
			choose(byAccess, f.ID)
		}
	}
	choose(bySoon, strconv.Itoa(s.soon(w)))
	d.Times = s.searchTimes(w)
	words(search.Summary, weekdays(l, d.Times)...)
	d.Record = s.searchRecord(l, w, d.Times)
	return d
}

// weekdays are the days of the week on which something begins, in words: people ask
// for "volunteer saturday".
func weekdays(l *language, times []search.Time) []string {
	var on [7]bool
	var out []string
	for _, t := range times {
		day := epoch.AddDays(t.Start / dayMinutes).Weekday()
		if !on[day] {
			on[day] = true
			out = append(out, l.words.Weekday(day, false))
		}
	}
	return out
}

// ages are those by which somebody looks for something: a listing without limits
// is for all of them.
var ages = []struct {
	id       string
	from, to int // years
}{{"small_children", 0, 5}, {"children", 6, 12}, {"teenagers", 13, 17}, {"adults", 18, 64}, {"older", 65, 130}}

// searchAhead is how many days can be asked for, searchNext how many times of a
// listing are in its record: a page that is read some days after the build still
// tells the next one.
const (
	searchAhead = 60
	searchNext  = 8
)

// searchDays are where the files of times begin: each of the next eight days has
// one of its own, for these are asked for most; after them each week.
func (s *Site) searchDays() []int {
	var out []int
	for n := 0; n <= searchAhead+6; n++ {
		if n <= 8 || (n-8)%7 == 0 {
			out = append(out, epoch.DaysUntil(s.today)+n)
		}
	}
	return out
}

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

// searchTimes are the times of a listing in the coming weeks, with last night's if
// it may still be on, and the next one when it is later.
func (s *Site) searchTimes(w *listing) []search.Time {
	var out []search.Time
	end := s.today.AddDays(searchAhead + 7)
	for _, o := range s.upcoming(w.Schedules, s.envOf(w.Opportunity), s.dawn, end.In(s.zone), 3*searchAhead) {
		if o.State < schedule.Cancelled {
			out = append(out, s.searchTime(&o.Occurrence))
		}
	}
	if len(out) == 0 && w.next != nil {
		out = append(out, s.searchTime(&w.next.Occurrence))
	}
	return out
}

func (s *Site) searchTime(o *schedule.Occurrence) search.Time {
	if o.AllDay {
		first := schedule.DateOf(o.Start)
		return search.Time{Start: civilMinutes(first, 0), Minutes: civilMinutes(schedule.DateOf(o.End), 0) - civilMinutes(first, 0)}
	}
	from, to := o.Start.In(s.zone), o.End.In(s.zone)
	t := search.Time{Start: civilMinutes(schedule.DateOf(from), from.Hour()*60+from.Minute())}
	if o.HasEnd {
		t.Minutes = max(1, civilMinutes(schedule.DateOf(to), to.Hour()*60+to.Minute())-t.Start)
	}
	return t
}

func civilMinutes(day schedule.Date, minute int) int {
	return epoch.DaysUntil(day)*dayMinutes + minute
}

const dayMinutes = 24 * 60

var epoch = schedule.Date{Year: 1970, Month: time.January, Day: 1}

func base36(n int) string { return strconv.FormatInt(int64(n), 36) }

// searchRecord is what the search shows of a listing: the facts of its notice, with
// a tab between. What stands in many of them is a letter, of which the page knows
// the words (see searchWords).
func (s *Site) searchRecord(l *language, w *listing, times []search.Time) string {
	link := s.link(l, w)
	fields := []string{
		shortID(w.ID, link.Text), link.Text, string(w.Kind), s.who(l, w.Opportunity).Text, s.where(l, w.Opportunity).Text, cut(l.phrase(w.Summary).Text, searchLine),
		s.recordTimes(w, times), "", "", s.recordFacts(w), s.recordMarks(w), link.Lang, link.Hreflang, s.prefix(l, w),
	}
	switch {
	case w.next != nil && repeats(w.next.block):
		fields[7] = s.sentences(l, w)
	case w.next != nil || !w.Deadline.Date.IsZero():
	case w.Hours.First() != "":
		fields[8] = l.phrase(w.Hours).Text
	case w.Ongoing:
		fields[8] = l.words.T("site.ongoing")
	}
	for i, f := range fields {
		fields[i] = search.Line(f)
	}
	return strings.TrimRight(strings.Join(fields, "\t"), "\t")
}

// sentences are those of each series of a listing: which one is next depends on the
// day on which the record is read.
func (s *Site) sentences(l *language, w *listing) string {
	var out []string
	for i := range w.Schedules {
		if block := &w.Schedules[i]; repeats(block) && len(out) < 3 {
			out = append(out, l.words.Sentence(&block.Schedule, s.closureName(l)))
		}
	}
	return strings.Join(out, "; ")
}

// searchLine is how much of a summary is shown: more than on the lists of the site,
// since the words that were looked for may stand further on.
const searchLine = 72

// shortID leaves out of an id what its title says: "Food pantry" has the id
// food-pantry, or food-pantry-2.
func shortID(id, title string) string {
	if rest, ok := strings.CutPrefix(id, search.Slug(title)); ok && (rest == "" || rest[0] == '-') {
		return rest
	}
	return id
}

// recordTimes are the next times: how many minutes after the one before, the first
// one since 1970, and after a dot how long it lasts where that differs, in base 36;
// or "u" and the day of a deadline.
func (s *Site) recordTimes(w *listing, times []search.Time) string {
	var parts []string
	last := search.Time{}
	for _, t := range times[:min(len(times), searchNext)] {
		part := base36(t.Start - last.Start)
		if t.Minutes != last.Minutes {
			part += "." + base36(t.Minutes)
		}
		parts = append(parts, part)
		last = t
	}
	if len(parts) == 0 && !w.Deadline.Date.IsZero() {
		return "u" + base36(civilMinutes(w.Deadline.Date, 0))
	}
	return strings.Join(parts, " ")
}

// recordFacts are letters for what lowers a barrier, one for a listing that has a
// calendar of its own, and one for a listing that nobody should be seen to look for.
func (s *Site) recordFacts(w *listing) string {
	var b strings.Builder
	say := func(yes bool, letter byte) {
		if yes {
			b.WriteByte(letter)
		}
	}
	say(w.Cost.Kind == "free", 'f')
	say(w.IDNeeded == catalog.No, 'i')
	say(w.ReferralNeeded == catalog.No, 'r')
	say(w.BookingNeeded == catalog.No, 'w')
	say(w.BookingNeeded == catalog.Yes, 'b')
	say(w.dated, 'v')
	say(w.sensitive, 'q')
	return b.String()
}

// recordMarks are letters for the short notices on a card; that of a listing which
// nobody has confirmed lately is followed by the day when somebody did.
func (s *Site) recordMarks(w *listing) string {
	var parts []string
	if w.urgent && !w.ended {
		parts = append(parts, "u")
	}
	switch w.checked.state {
	case stale, dormant:
		parts = append(parts, "s"+base36(civilMinutes(w.checked.date, 0)))
	case unchecked:
		parts = append(parts, "n")
	}
	return strings.Join(parts, " ")
}

// searchWords are the words that records leave out, in JSON.
func (s *Site) searchWords(l *language) string {
	kinds := map[string][]string{}
	for _, k := range catalog.Kinds {
		kinds[string(k.Kind)] = []string{string(k.Direction), l.words.T("direction." + string(k.Direction)), l.words.T("kind." + string(k.Kind))}
	}
	b, err := json.Marshal(map[string]any{
		"kinds": kinds,
		"facts": map[string]string{
			"f": l.words.T("site.fact.free"), "i": l.words.T("site.fact.no_id"), "r": l.words.T("site.fact.no_referral"),
			"w": l.words.T("site.fact.walk_in"), "b": l.words.T("site.fact.booking"),
		},
		"marks": map[string][]string{
			"u": {"urgent", l.words.T("site.urgent")}, "s": {stale.String(), l.words.T("site.stale")}, "n": {"unknown", l.words.T("site.unchecked")},
		},
		"until": l.words.T("site.until"),
		"forms": l.words.Forms(),
	})
	if err != nil {
		panic("site: " + err.Error()) // plain texts always marshal
	}
	return string(b)
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
	direction, kind, ease, age := facet(byDirection), facet(byKind), facet(byEase), facet(byAgeGroup)
	category, location, tongue, access := facet(byCategory), facet(byLocation), facet(byLanguage), facet(byAccess)
	ease.Every, access.Every = true, true
	category.One, location.One, direction.One, kind.One = true, true, true, true
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
	for _, a := range ages {
		add(&age, a.id, l.words.T("site.search.ages."+a.id), 0)
	}
	// Without words the order is that of the lists, roughly: how soon something is.
	soon := search.Facet{ID: bySoon}
	for i := range len(soonDays) + 1 {
		add(&soon, strconv.Itoa(i), "", 0)
	}
	return []search.Facet{direction, category, location, kind, ease, age, tongue, access, soon}
}
