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
	"corkboard/generator/needs"
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
	byCost      = "cost"
	byEase      = "ease"
	byAgeGroup  = "age"
	byLanguage  = "language"
	byAccess    = "access"
	byRecord    = "record"
	bySoon      = ".soon" // a facet whose name begins with a dot is not offered
	byServing   = ".serves"
)

// soonDays part the listings by how soon they are; what has no date comes last.
var soonDays = [...]int{0, 1, 3, 7, 14, 30, searchAhead, 3650}

// far is what comes later than can be asked for.
const far = len(soonDays) - 1

func (w searcher) soon(l *board.Listing) int {
	if l.Next == nil || l.Sensitive {
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

// Search makes the index of a language. It takes as long as a tenth of a build, so a
// server makes it when somebody searches.
func Search(out *wording.Writer, basis *SearchBasis) []tree.File {
	w := searcher{out, basis}
	listings := w.Board.Shown
	var organizations []*board.Organization
	for _, o := range w.Board.Organizations {
		if o.Shown {
			organizations = append(organizations, o)
		}
	}
	// In the same order in every language: a document has the same number in each.
	items := make([]search.Item, 0, len(listings)+len(organizations))
	add := func(key string, categories []*catalog.Category, places []*catalog.Location) {
		item := search.Item{Key: key}
		if len(categories) > 0 {
			item.Run = categories[0].ID
		}
		if p := publicPlaces(places); len(p) > 0 {
			item.Within = p[0].ID
		}
		items = append(items, item)
	}
	for _, l := range listings {
		add(l.ID, l.Categories, open(l.Sensitive, l.Locations))
	}
	for _, o := range organizations {
		add("organization/"+o.ID, o.Categories, open(o.Sensitive, o.Locations))
	}
	document := func(i int) search.Document {
		d := draft{searcher: w}
		if i < len(listings) {
			d.listing(listings[i])
		} else {
			d.organization(organizations[i-len(listings)])
		}
		return d.Document
	}
	options := search.Options{
		Lang: w.At.Tag, Facets: w.facets(), Synonyms: w.synonyms(), Asking: basis.asking, Common: basis.common, Phrases: basis.phrases,
		Places: w.places(), Days: w.days(),
	}
	var files []tree.File
	for _, f := range search.Build(items, document, options) {
		files = append(files, tree.Packed(w.At.File(address.SearchFolder+f.Name), tree.HashOf(f.Parts), f.Texts(), f.Data))
	}
	return files
}

// searcher makes documents of the search of what is said of listings and organizations.
type searcher struct {
	*wording.Writer
	basis *SearchBasis
}

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

// open are the places under which a record may be found: of a sensitive one none.
func open(sensitive bool, places []*catalog.Location) []*catalog.Location {
	if sensitive {
		return nil
	}
	return places
}

// synonyms are the names of each category and place.
func (w searcher) synonyms() []search.Synonyms {
	var out []search.Synonyms
	for _, names := range needs.Synonyms(w.Board.Catalog.Site.Languages) {
		out = append(out, names)
	}
	add := func(name catalog.Text, aliases []string) {
		if len(aliases) > 0 {
			out = append(out, append(search.Synonyms{w.Phrase(name).Text}, aliases...))
		}
	}
	for _, c := range w.Board.Catalog.Categories {
		add(c.Name, c.Aliases)
	}
	for _, p := range w.Board.Locations {
		add(p.Name, p.Aliases)
	}
	return out
}

// draft is a document while it is written.
type draft struct {
	search.Document
	searcher
}

// put adds texts, each in its language.
func (d *draft) put(f search.Field, texts ...catalog.Text) {
	for _, t := range texts {
		if p := d.Phrase(t); p.Text != "" {
			d.Texts = append(d.Texts, search.Text{In: f, Text: p.Text, Lang: p.Lang})
		}
	}
}

// words adds texts of which nobody says in what language they are.
func (d *draft) words(f search.Field, texts ...string) {
	for _, t := range texts {
		d.Texts = append(d.Texts, search.Text{In: f, Text: t})
	}
}

func (d *draft) choose(facet, id string) {
	d.Values = append(d.Values, search.Value{Facet: facet, ID: id})
}

func (d *draft) listing(l *board.Listing) {
	d.Late = unsure(l.Check) || d.soon(l) == far
	d.Texts, d.Values = make([]search.Text, 0, 24), make([]search.Value, 0, 32)
	d.put(search.Title, l.Title)
	d.put(search.Name, l.Host)
	for _, o := range l.Organizations {
		d.put(search.Name, o.Name)
	}
	d.named(l.Categories, l.AllCategories, open(l.Sensitive, l.AllLocations))
	d.words(search.Name, l.Tags...)
	d.words(search.Name, d.Words.T("kind."+string(l.Kind)))
	if also := "kind_also." + string(l.Kind); d.Words.Has(also) {
		d.words(search.Alias, d.Words.T(also))
	}
	d.put(search.Summary, l.Summary)
	d.put(search.Summary, l.Who.Situation...)
	if !l.Sensitive {
		d.put(search.Body, l.Hours)
	}
	d.put(search.Body, l.Steps...)
	d.put(search.Body, l.Bring...)
	d.body(l.Body)

	d.choose(byRecord, "listing")
	d.choose(byDirection, string(l.Kind.Direction()))
	d.choose(byKind, string(l.Kind))
	d.chosen(l.Categories, open(l.Sensitive, slices.Concat(l.Locations, l.Serves)), l.Languages)
	for _, id := range eases(l) {
		d.choose(byEase, id)
	}
	d.choose(byCost, costChoice(l.Cost.Kind))
	for _, id := range ageChoices(&l.Who) {
		d.choose(byAgeGroup, id)
	}
	for _, f := range board.Features(l.Opportunity) {
		if f.State == "yes" {
			d.choose(byAccess, f.ID)
		}
	}
	d.choose(bySoon, strconv.Itoa(d.soon(l)))
	if !l.Sensitive {
		d.Times = d.times(l)
		d.words(search.Summary, d.weekdays(d.Times)...)
	}
	phone := ""
	if l.Sensitive || len(d.Times) == 0 && l.Kind == catalog.GetHelpKind {
		phones := l.Phones
		if l.Online.Phone != "" {
			phones = []catalog.Phone{{Number: l.Online.Phone}}
		}
		for _, o := range l.Organizations {
			phones = slices.Concat(phones, o.Phones)
		}
		phone = firstNumber(phones)
	}
	d.serves(l, phone)
	d.Record = d.record(l, d.Times, phone)
}

// organization is found by its name, and by what it is about.
func (d *draft) organization(o *board.Organization) {
	d.Late = unsure(o.Check)
	d.put(search.Title, o.Name)
	d.put(search.Title, o.Aka...)
	d.words(search.Name, o.Tags...)
	d.named(o.Categories, o.AllCategories, open(o.Sensitive, o.AllLocations))
	d.put(search.Summary, o.Summary)
	if !o.Sensitive {
		d.put(search.Body, o.Hours)
	}
	d.body(o.Body)
	d.choose(byRecord, "organization")
	d.chosen(o.Categories, open(o.Sensitive, slices.Concat(o.Locations, o.Serves)), o.Languages)
	d.choose(bySoon, strconv.Itoa(len(soonDays)))
	if !o.Sensitive {
		d.Times = d.upcoming(o.Opening, d.Board.OpeningEnv(o.Organization))
	}
	phone := firstNumber(o.Phones)
	d.servesAsOrganization(o, phone)
	d.Record = d.organizationRecord(o, d.Times, phone)
}

func firstNumber(phones []catalog.Phone) string {
	if len(phones) == 0 {
		return ""
	}
	return phones[0].Number
}

func unsure(c board.Check) bool {
	return c.Freshness == board.Stale || c.Freshness == board.Unchecked
}

// named are the names of categories and places, and other words for them. Those for a
// category above may be meant, or not.
func (d *draft) named(own, all []*catalog.Category, places []*catalog.Location) {
	for _, c := range all {
		d.put(search.Name, c.Name)
		if slices.Contains(own, c) {
			d.words(search.Alias, d.basis.aliases[c]...)
		} else {
			d.words(search.Meant, d.basis.aliases[c]...)
		}
	}
	for _, p := range places {
		d.put(search.Name, p.Name)
		d.words(search.Alias, p.Aliases...)
		d.words(search.Alias, p.Postcodes...)
		if p.Exact != nil && p.Exact.Address.Postcode != "" {
			d.words(search.Alias, p.Exact.Address.Postcode)
		}
	}
}

func (d *draft) body(list []catalog.Body) {
	body, lang := d.Body(list)
	d.Texts = append(d.Texts, search.Text{In: search.Body, Text: markdown.Words(body), Lang: lang})
}

func (d *draft) chosen(categories []*catalog.Category, places []*catalog.Location, languages []string) {
	for _, c := range categories {
		d.choose(byCategory, c.ID)
	}
	for _, p := range publicPlaces(places) {
		d.choose(byLocation, p.ID)
	}
	for _, tag := range languages {
		d.choose(byLanguage, tag)
	}
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

// ageChoices are the ages that a listing says it is for.
func ageChoices(who *catalog.Who) []string {
	if who.AgeMin == 0 && who.AgeMax == 0 {
		return []string{notStated}
	}
	var out []string
	for _, a := range ages {
		if who.AgeMin <= a.to && (who.AgeMax == 0 || who.AgeMax >= a.from) {
			out = append(out, a.id)
		}
	}
	return out
}

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
	for _, p := range w.Board.Locations {
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
	out := w.upcoming(l.Schedules, w.Board.Env(l.Opportunity))
	if len(out) == 0 && l.Next != nil {
		out = append(out, w.time(&l.Next.Occurrence))
	}
	return out
}

// upcoming are the times of schedules in the coming weeks.
func (w searcher) upcoming(schedules []catalog.Schedule, env schedule.Env) []search.Time {
	var out []search.Time
	end := w.Board.Today.AddDays(searchAhead + 7)
	for _, o := range board.Upcoming(schedules, env, w.Board.Dawn, end.In(w.Board.Zone), 3*searchAhead) {
		if o.State < schedule.Cancelled {
			out = append(out, w.time(&o.Occurrence))
		}
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
func (w searcher) record(l *board.Listing, times []search.Time, phone string) string {
	link := w.Link(l)
	if l.Sensitive {
		always := ""
		if l.AlwaysOpen() && l.Open {
			always = w.Words.T("site.day_and_night")
		}
		return recordOf([]string{
			shortID(l.ID, link.Text), link.Text, string(l.Kind), w.Who(l.Opportunity).Text, "", "", "", "", always, "q", w.recordMarks(l), link.Lang, link.Hreflang, w.Prefix(l), phone,
		})
	}
	fields := []string{
		shortID(l.ID, link.Text), link.Text, string(l.Kind), w.Who(l.Opportunity).Text, w.Where(l.Opportunity).Text, wording.Cut(w.Phrase(l.Summary).Text, searchLine),
		w.listingTimes(l, times), "", "", w.recordFacts(l), w.recordMarks(l), link.Lang, link.Hreflang, w.Prefix(l), phone,
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
	return recordOf(fields)
}

// organizationRecord is what the search shows of an organization, in the same fields.
func (w searcher) organizationRecord(o *board.Organization, times []search.Time, phone string) string {
	link := w.OrganizationLink(o.Organization)
	var aka, opening []string
	for _, name := range o.Aka {
		aka = append(aka, w.Phrase(name).Text)
	}
	for i := range o.Opening {
		opening = append(opening, w.Sentence(&o.Opening[i]))
	}
	var where, about []string
	hours, facts := "", ""
	for _, p := range publicPlaces(o.Locations) {
		where = append(where, w.Phrase(p.Name).Text)
	}
	for _, c := range o.Categories {
		about = append(about, w.Phrase(c.Name).Text)
	}
	if len(opening) == 0 {
		hours = w.Phrase(o.Hours).Text
	}
	if o.Sensitive {
		where, hours, facts, opening = nil, "", "q", nil
		if catalog.AlwaysOpen(o.Opening) {
			hours = w.Words.T("site.day_and_night")
		}
	}
	return recordOf([]string{
		shortID(o.ID, link.Text), link.Text, string(catalog.KindOrganization), strings.Join(aka, ", "), wording.Cut(strings.Join(where, ", "), searchLine), wording.Cut(w.Phrase(o.Summary).Text, searchLine),
		recordTimes(times), strings.Join(opening, "; "), hours, facts, strings.Join(freshnessMark(o.Check, len(o.Phones) > 0), " "), link.Lang, link.Hreflang, w.OrganizationPrefix(o), phone,
		wording.Cut(strings.Join(about, ", "), searchLine),
	})
}

func recordOf(fields []string) string {
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
// one since 1970, and after a dot how long it lasts where that differs, in base 36.
func recordTimes(times []search.Time) string {
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
	return strings.Join(parts, " ")
}

// listingTimes are the next times, or "u" and the day of a deadline.
func (w searcher) listingTimes(l *board.Listing, times []search.Time) string {
	if len(times) == 0 && !l.Deadline.Date.IsZero() {
		return "u" + base36(civilMinutes(l.Deadline.Date, 0))
	}
	return recordTimes(times)
}

// recordFacts are letters for what lowers a barrier, and one for a listing that has a
// calendar of its own. In a record of what nobody should be seen to look for there is a
// "q" instead.
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
	return b.String()
}

// recordMarks are letters for the short notices on a card; that of a listing which
// nobody has confirmed lately is followed by the day when somebody did.
func (w searcher) recordMarks(l *board.Listing) string {
	var parts []string
	if l.Urgent && !l.Ended {
		part := "u"
		if !l.UrgentEnd.IsZero() {
			part += base36(int(l.UrgentEnd.Unix() / 60))
		}
		parts = append(parts, part)
	}
	return strings.Join(append(parts, freshnessMark(l.Check, w.CanCallFirst(l.Opportunity))...), " ")
}

func freshnessMark(c board.Check, callFirst bool) []string {
	switch c.Freshness {
	case board.Stale, board.Dormant:
		letter := "t"
		if callFirst {
			letter = "s"
		}
		return []string{letter + base36(civilMinutes(c.Date, 0))}
	case board.Unchecked:
		return []string{"n"}
	}
	return nil
}

// SearchWords are the words that records leave out, in JSON.
func SearchWords(w *wording.Writer) string {
	kinds := map[string][]string{}
	for _, k := range catalog.Kinds {
		kinds[string(k.Kind)] = []string{string(k.Direction), w.Words.T("direction." + string(k.Direction)), w.Words.T("kind." + string(k.Kind))}
	}
	kinds[string(catalog.KindOrganization)] = []string{"organization", w.Words.T("kind.organization"), ""}
	b, err := json.Marshal(map[string]any{
		"kinds": kinds,
		"facts": map[string]string{
			"f": w.Words.T("site.fact.free"), "i": w.Words.T("site.fact.no_id"), "r": w.Words.T("site.fact.no_referral"),
			"w": w.Words.T("site.fact.walk_in"), "b": w.Words.T("site.fact.booking"),
		},
		"marks": map[string][]string{
			"u": {"urgent", w.Words.T("site.urgent")}, "s": {board.Stale.String(), w.Words.T("site.stale")}, "t": {board.Stale.String(), w.Words.T("site.stale_only")}, "n": {"unknown", w.Words.T("site.unchecked")},
		},
		"until": w.Words.T("site.until"),
		"forms": w.Words.Forms(),
	})
	if err != nil {
		panic("output: " + err.Error()) // plain texts always marshal
	}
	return string(b)
}

// notStated is the choice of what a listing does not say. Nobody takes silence for
// "free" or for "all ages": whoever wants to ask can choose these as well.
const notStated = "not_stated"

// costs are the choices of cost. What is said in words may be a price or a condition.
var costs = []string{"free", "donation", "terms", notStated}

func costChoice(kind string) string {
	switch kind {
	case "":
		return notStated
	case "text", "amount":
		return "terms"
	}
	return kind
}

// eases are the ways in which a listing is easy to come to, by id.
func eases(l *board.Listing) []string {
	var out []string
	say := func(yes bool, id string) {
		if yes {
			out = append(out, id)
		}
	}
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
	cost := facet(byCost)
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
	for _, id := range costs {
		add(&cost, id, w.Words.T("site.search.costs."+id), 0)
	}
	for _, id := range []string{"no_id", "no_referral", "walk_in", "one_off", "remote"} {
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
			locations(w.Board.Within(p), depth+1)
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
	add(&age, notStated, w.Words.T("site.search.ages."+notStated), 0)
	// Without words the order is that of the lists, roughly: how soon something is.
	soon := search.Facet{ID: bySoon}
	for i := range len(soonDays) + 1 {
		add(&soon, strconv.Itoa(i), "", 0)
	}
	record := facet(byRecord)
	record.One = true
	for _, id := range []string{"listing", "organization"} {
		add(&record, id, w.Words.T("site.search.records."+id), 0)
	}
	return []search.Facet{direction, category, location, kind, cost, ease, age, tongue, access, record, soon, w.basis.serves()}
}
