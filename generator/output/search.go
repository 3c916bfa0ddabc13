package output

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"corkboard/generator/address"
	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/markdown"
	"corkboard/generator/schedule"
	"corkboard/generator/search"
	"corkboard/generator/tree"
	"corkboard/generator/wording"
)

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

func (w searcher) soon(l *board.Listing) int {
	if l.Next == nil {
		return len(soonDays)
	}
	days := w.Board.Today.DaysUntil(schedule.DateOf(l.Next.Start.In(w.Board.Zone)))
	for i, most := range soonDays {
		if days <= most {
			return i
		}
	}
	return len(soonDays)
}

// Search makes the index of a language. asking are the words by which people ask
// for something, by language tag. It takes as long as a tenth of a build, so a
// server makes it when somebody searches.
func Search(out *wording.Writer, asking map[string]string) []tree.File {
	w := searcher{out}
	items := make([]search.Item, len(w.Board.Shown))
	for i, l := range w.Board.Shown {
		items[i] = search.Item{Key: l.ID}
		if len(l.Categories) > 0 {
			items[i].Run = l.Categories[0].ID
		}
		if p := publicPlaces(l.Locations); len(p) > 0 {
			items[i].Within = p[0].ID
		}
	}
	document := func(i int) search.Document { return w.document(w.Board.Shown[i]) }
	options := search.Options{Lang: w.At.Tag, Facets: w.facets(), Synonyms: w.synonyms(), Asking: asking, Places: w.places(), Days: w.days()}
	var files []tree.File
	for _, f := range search.Build(items, document, options) {
		files = append(files, tree.Packed(w.At.File(address.SearchFolder+f.Name), tree.HashOf(f.Parts), f.Texts(), f.Data))
	}
	return files
}

// searcher makes documents of the search of what is said of listings.
type searcher struct{ *wording.Writer }

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
func (w searcher) synonyms() []search.Synonyms {
	var out []search.Synonyms
	add := func(name catalog.Text, aliases []string) {
		if len(aliases) > 0 {
			out = append(out, append(search.Synonyms{w.Phrase(name).Text}, aliases...))
		}
	}
	for _, c := range w.Board.Catalog.Categories {
		add(c.Name, c.Aliases)
	}
	for _, p := range w.Board.Catalog.Locations {
		add(p.Name, p.Aliases)
	}
	return out
}

func (w searcher) document(l *board.Listing) search.Document {
	d := search.Document{Late: l.Check.Freshness == board.Stale || l.Check.Freshness == board.Unchecked || w.soon(l) == far, Texts: make([]search.Text, 0, 24), Values: make([]search.Value, 0, 24)}
	put := func(f search.Field, texts ...catalog.Text) {
		for _, t := range texts {
			if p := w.Phrase(t); p.Text != "" {
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
	put(search.Title, l.Title)
	put(search.Name, l.Host)
	for _, o := range l.Organizations {
		put(search.Name, o.Name)
	}
	for _, c := range l.AllCategories {
		put(search.Name, c.Name)
		words(search.Alias, c.Aliases...)
	}
	for _, p := range l.AllLocations {
		put(search.Name, p.Name)
		words(search.Alias, p.Aliases...)
	}
	words(search.Name, l.Tags...)
	words(search.Name, w.Words.T("kind."+string(l.Kind)))
	if also := "kind_also." + string(l.Kind); w.Words.Has(also) {
		words(search.Alias, w.Words.T(also))
	}
	put(search.Summary, l.Summary)
	put(search.Summary, l.Who.Situation...)
	put(search.Body, l.Hours)
	put(search.Body, l.Steps...)
	put(search.Body, l.Bring...)
	body, lang := w.Body(l.Body)
	d.Texts = append(d.Texts, search.Text{In: search.Body, Text: markdown.Words(body), Lang: lang})

	choose(byDirection, string(l.Kind.Direction()))
	choose(byKind, string(l.Kind))
	for _, c := range l.Categories {
		choose(byCategory, c.ID)
	}
	for _, p := range publicPlaces(slices.Concat(l.Locations, l.Serves)) {
		choose(byLocation, p.ID)
	}
	for _, id := range eases(l) {
		choose(byEase, id)
	}
	for _, a := range ages {
		if (l.Who.AgeMin == 0 || l.Who.AgeMin <= a.to) && (l.Who.AgeMax == 0 || l.Who.AgeMax >= a.from) {
			choose(byAgeGroup, a.id)
		}
	}
	for _, tag := range l.Languages {
		choose(byLanguage, tag)
	}
	for _, f := range board.Features(l.Opportunity) {
		if f.State == "yes" {
			choose(byAccess, f.ID)
		}
	}
	choose(bySoon, strconv.Itoa(w.soon(l)))
	d.Times = w.times(l)
	words(search.Summary, w.weekdays(d.Times)...)
	d.Record = w.record(l, d.Times)
	return d
}

// weekdays are the days of the week on which something begins, in words: people ask
// for "volunteer saturday".
func (w searcher) weekdays(times []search.Time) []string {
	var on [7]bool
	var out []string
	for _, t := range times {
		day := epoch.AddDays(t.Start / dayMinutes).Weekday()
		if !on[day] {
			on[day] = true
			out = append(out, w.Words.Weekday(day, false))
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

// days are where the files of times begin: each of the next eight days has
// one of its own, for these are asked for most; after them each week.
func (w searcher) days() []int {
	var out []int
	for n := 0; n <= searchAhead+6; n++ {
		if n <= 8 || (n-8)%7 == 0 {
			out = append(out, epoch.DaysUntil(w.Board.Today)+n)
		}
	}
	return out
}

// places are the places whose point may be told.
func (w searcher) places() []search.Place {
	var out []search.Place
	for _, p := range w.Board.Catalog.Locations {
		if p.Exact == nil || p.Exact.Geo == nil {
			continue
		}
		names := slices.Concat([]string{w.Phrase(p.Name).Text}, p.Aliases, p.Postcodes)
		if code := p.Exact.Address.Postcode; code != "" {
			names = append(names, code)
		}
		out = append(out, search.Place{ID: p.ID, Names: names, Lat: p.Exact.Geo.Lat, Lon: p.Exact.Geo.Lon})
	}
	return out
}

// times are the times of a listing in the coming weeks, with last night's if
// it may still be on, and the next one when it is later.
func (w searcher) times(l *board.Listing) []search.Time {
	var out []search.Time
	end := w.Board.Today.AddDays(searchAhead + 7)
	for _, o := range board.Upcoming(l.Schedules, w.Board.Env(l.Opportunity), w.Board.Dawn, end.In(w.Board.Zone), 3*searchAhead) {
		if o.State < schedule.Cancelled {
			out = append(out, w.time(&o.Occurrence))
		}
	}
	if len(out) == 0 && l.Next != nil {
		out = append(out, w.time(&l.Next.Occurrence))
	}
	return out
}

func (w searcher) time(o *schedule.Occurrence) search.Time {
	if o.AllDay {
		first := schedule.DateOf(o.Start)
		return search.Time{Start: civilMinutes(first, 0), Minutes: civilMinutes(schedule.DateOf(o.End), 0) - civilMinutes(first, 0)}
	}
	from, to := o.Start.In(w.Board.Zone), o.End.In(w.Board.Zone)
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

// record is what the search shows of a listing: the facts of its notice, with
// a tab between. What stands in many of them is a letter, of which the page knows
// the words (see SearchWords).
func (w searcher) record(l *board.Listing, times []search.Time) string {
	link := w.Link(l)
	fields := []string{
		shortID(l.ID, link.Text), link.Text, string(l.Kind), w.Who(l.Opportunity).Text, w.Where(l.Opportunity).Text, wording.Cut(w.Phrase(l.Summary).Text, searchLine),
		w.recordTimes(l, times), "", "", w.recordFacts(l), w.recordMarks(l), link.Lang, link.Hreflang, w.Prefix(l),
	}
	switch {
	case l.Next != nil && board.Repeats(l.Next.Block):
		fields[7] = w.sentences(l)
	case l.Next != nil || !l.Deadline.Date.IsZero():
	case l.Hours.First() != "":
		fields[8] = w.Phrase(l.Hours).Text
	case l.Ongoing:
		fields[8] = w.Words.T("site.ongoing")
	}
	for i, f := range fields {
		fields[i] = search.Line(f)
	}
	return strings.TrimRight(strings.Join(fields, "\t"), "\t")
}

// sentences are those of each series of a listing: which one is next depends on the
// day on which the record is read.
func (w searcher) sentences(l *board.Listing) string {
	var out []string
	for i := range l.Schedules {
		if block := &l.Schedules[i]; board.Repeats(block) && len(out) < 3 {
			out = append(out, w.Sentence(block))
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
func (w searcher) recordTimes(l *board.Listing, times []search.Time) string {
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
	if len(parts) == 0 && !l.Deadline.Date.IsZero() {
		return "u" + base36(civilMinutes(l.Deadline.Date, 0))
	}
	return strings.Join(parts, " ")
}

// recordFacts are letters for what lowers a barrier, one for a listing that has a
// calendar of its own, and one for a listing that nobody should be seen to look for.
func (w searcher) recordFacts(l *board.Listing) string {
	var b strings.Builder
	say := func(yes bool, letter byte) {
		if yes {
			b.WriteByte(letter)
		}
	}
	say(l.Cost.Kind == "free", 'f')
	say(l.IDNeeded == catalog.No, 'i')
	say(l.ReferralNeeded == catalog.No, 'r')
	say(l.BookingNeeded == catalog.No, 'w')
	say(l.BookingNeeded == catalog.Yes, 'b')
	say(l.Dated, 'v')
	say(l.Sensitive, 'q')
	return b.String()
}

// recordMarks are letters for the short notices on a card; that of a listing which
// nobody has confirmed lately is followed by the day when somebody did.
func (w searcher) recordMarks(l *board.Listing) string {
	var parts []string
	if l.Urgent && !l.Ended {
		parts = append(parts, "u")
	}
	switch l.Check.Freshness {
	case board.Stale, board.Dormant:
		parts = append(parts, "s"+base36(civilMinutes(l.Check.Date, 0)))
	case board.Unchecked:
		parts = append(parts, "n")
	}
	return strings.Join(parts, " ")
}

// SearchWords are the words that records leave out, in JSON.
func SearchWords(w *wording.Writer) string {
	kinds := map[string][]string{}
	for _, k := range catalog.Kinds {
		kinds[string(k.Kind)] = []string{string(k.Direction), w.Words.T("direction." + string(k.Direction)), w.Words.T("kind." + string(k.Kind))}
	}
	b, err := json.Marshal(map[string]any{
		"kinds": kinds,
		"facts": map[string]string{
			"f": w.Words.T("site.fact.free"), "i": w.Words.T("site.fact.no_id"), "r": w.Words.T("site.fact.no_referral"),
			"w": w.Words.T("site.fact.walk_in"), "b": w.Words.T("site.fact.booking"),
		},
		"marks": map[string][]string{
			"u": {"urgent", w.Words.T("site.urgent")}, "s": {board.Stale.String(), w.Words.T("site.stale")}, "n": {"unknown", w.Words.T("site.unchecked")},
		},
		"until": w.Words.T("site.until"),
		"forms": w.Words.Forms(),
	})
	if err != nil {
		panic("output: " + err.Error()) // plain texts always marshal
	}
	return string(b)
}

// eases are the ways in which a listing is easy to come to, by id.
func eases(l *board.Listing) []string {
	var out []string
	say := func(yes bool, id string) {
		if yes {
			out = append(out, id)
		}
	}
	say(l.Cost.Kind == "free", "free")
	say(l.IDNeeded == catalog.No, "no_id")
	say(l.ReferralNeeded == catalog.No, "no_referral")
	say(l.BookingNeeded == catalog.No, "walk_in")
	say(l.OneOff == catalog.Yes, "one_off")
	say(l.Remote == catalog.Remotely || l.Remote == catalog.Hybrid, "remote")
	return out
}

// facets are the choices in the words of a language.
func (w searcher) facets() []search.Facet {
	facet := func(id string) search.Facet { return search.Facet{ID: id, Label: w.Words.T("site.search." + id)} }
	direction, kind, ease, age := facet(byDirection), facet(byKind), facet(byEase), facet(byAgeGroup)
	category, location, tongue, access := facet(byCategory), facet(byLocation), facet(byLanguage), facet(byAccess)
	ease.Every, access.Every = true, true
	category.One, location.One, direction.One, kind.One = true, true, true, true
	add := func(f *search.Facet, id, label string, depth int) {
		f.Choices = append(f.Choices, search.Choice{ID: id, Label: label, Depth: depth})
	}
	for _, d := range catalog.Directions {
		add(&direction, string(d), w.Words.T("direction."+string(d)), 0)
	}
	for _, k := range catalog.Kinds {
		add(&kind, string(k.Kind), w.Words.T("kind."+string(k.Kind)), 0)
	}
	for _, id := range []string{"free", "no_id", "no_referral", "walk_in", "one_off", "remote"} {
		add(&ease, id, w.Words.T("site.search.eases."+id), 0)
	}
	var categories func(list []*catalog.Category, depth int)
	categories = func(list []*catalog.Category, depth int) {
		for _, c := range list {
			add(&category, c.ID, w.Phrase(c.Name).Text, depth)
			categories(c.Children, depth+1)
		}
	}
	categories(w.Board.TopCategories(), 0)
	var locations func(list []*catalog.Location, depth int)
	locations = func(list []*catalog.Location, depth int) {
		for _, p := range list {
			add(&location, p.ID, w.Phrase(p.Name).Text, depth)
			locations(p.Children, depth+1)
		}
	}
	locations(w.Board.TopLocations(), 0)
	for _, tag := range w.Board.Sets.Languages() {
		add(&tongue, tag, w.Words.LanguageName(tag), 0)
	}
	for _, id := range catalog.AccessFeatures {
		add(&access, id, w.Words.T("access."+id), 0)
	}
	for _, a := range ages {
		add(&age, a.id, w.Words.T("site.search.ages."+a.id), 0)
	}
	// Without words the order is that of the lists, roughly: how soon something is.
	soon := search.Facet{ID: bySoon}
	for i := range len(soonDays) + 1 {
		add(&soon, strconv.Itoa(i), "", 0)
	}
	return []search.Facet{direction, category, location, kind, ease, age, tongue, access, soon}
}
