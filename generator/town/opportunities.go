package town

import (
	"hash/fnv"
	"io"
	"strconv"
	"strings"

	"corkboard/generator/catalog"
)

// share is how many listings in a hundred are of a kind, how many of those in a
// hundred have dates, and in what form.
type share struct {
	kind    catalog.Kind
	percent int
	dated   int
	// In a hundred dated ones: every week or two, every month, once or a few
	// times, days in a row. The rest have only a deadline.
	weekly, monthly, once, span int
	deadline                    int    // in a hundred, those with a deadline as well
	owners                      string // kinds of organizations that do this; "" = any
}

// mixture gives a little over half of all listings dates.
var mixture = []share{
	{kind: catalog.Volunteer, percent: 22, dated: 30, weekly: 55, monthly: 20, once: 25},
	{kind: catalog.GetHelpKind, percent: 20, dated: 30, weekly: 75, monthly: 15, once: 5, span: 5, owners: "charity faith mutual-aid informal coalition"},
	{kind: catalog.Class, percent: 10, dated: 88, weekly: 70, monthly: 5, once: 25, deadline: 25},
	{kind: catalog.Event, percent: 12, dated: 100, weekly: 5, monthly: 10, once: 75, span: 10},
	{kind: catalog.Group, percent: 9, dated: 85, weekly: 65, monthly: 35},
	{kind: catalog.Drive, percent: 4, dated: 60, once: 40, span: 40},
	{kind: catalog.Donate, percent: 2, dated: 5},
	{kind: catalog.Respond, percent: 3, dated: 40, weekly: 30, monthly: 40, once: 30},
	{kind: catalog.Job, percent: 4, dated: 50},
	{kind: catalog.Grant, percent: 2, dated: 90, owners: "public-body charity coop coalition"},
	{kind: catalog.Meeting, percent: 5, dated: 100, weekly: 5, monthly: 65, once: 30, owners: "public-body"},
	{kind: catalog.Consultation, percent: 3, dated: 92, owners: "public-body"},
	{kind: catalog.Seat, percent: 1, dated: 60, owners: "public-body library"},
	{kind: catalog.Study, percent: 3, dated: 50, monthly: 15, once: 25, owners: "research"},
}

func (t *town) share(d dice) share {
	n := d.under(100)
	for _, m := range mixture {
		if n < m.percent {
			return m
		}
		n -= m.percent
	}
	return mixture[0]
}

// owner draws the organization of a listing: one that does such things, if a
// few draws find it. A third of all listings belong to the tenth of
// organizations that do much.
func (t *town) owner(d dice, owners string) organization {
	var o organization
	for range 12 {
		n := t.organizations
		if d.percent(33) {
			n = max(1, n/10)
		}
		o = t.organization(d.under(n))
		if owners == "" || strings.Contains(owners, string(o.kind)) {
			break
		}
	}
	return o
}

// heading is the first part drawn for a listing: enough to know its title.
type heading struct {
	share
	activity
	owner   organization
	where   place
	weekday string
	form    string // of the dates; "" = none
	title   words
}

func (t *town) heading(d dice) heading {
	h := heading{share: t.share(d), weekday: pick(d, weekdays)}
	h.activity = pick(d, activities[h.kind])
	h.owner = t.owner(d, h.owners)
	h.where = h.owner.place
	if d.percent(45) {
		h.where = pick(d, meetingPlaces)
	}
	h.form = t.form(d, h.share)
	h.title = h.entitle(d)
	return h
}

// findRepeated finds the listings whose title an earlier one has, so that no
// two listings look like duplicates.
func (t *town) findRepeated() {
	seen := make(map[uint64]int, t.listings)
	t.repeated = map[int]int{}
	for i := range t.listings {
		h := fnv.New64a()
		io.WriteString(h, t.heading(t.dice(streamOpportunity, i)).title.en)
		title := h.Sum64()
		if n := seen[title]; n > 0 {
			t.repeated[i] = n + int(title%1024)
		}
		seen[title]++
	}
}

// person returns the n-th of 1600 different names.
func person(n int) string {
	return firstNames[n%len(firstNames)] + " " + surnames[(n/len(firstNames)+3*n)%len(surnames)]
}

// opportunityFile writes the i-th opportunity and returns its id.
func (t *town) opportunityFile(i int, s *sheet) string {
	d := t.dice(streamOpportunity, i)
	h := t.heading(d)
	if n, again := t.repeated[i]; again {
		h.title.en += " with " + person(n)
		if h.title.es != "" {
			h.title.es += " con " + person(n)
		}
	}
	s.spanish = t.spanish && d.percent(33)

	s.line(0, "---")
	s.text(0, "title", h.title)
	t.owners(d, s, h.owner, h.kind)
	s.line(0, "kind: ", string(h.kind))
	t.exchange(d, s, h.activity, h.kind)
	if d.percent(75) {
		s.field(0, "summary", t.fill(d, pick(d, t.summaries(h.kind)), h.owner, h.where))
	}
	s.list(0, "categories", t.subjectsOf(d, h.subject))
	s.list(0, "tags", some(d, tags, d.under(4)))
	t.when(d, s, h)
	t.where(d, s, h.owner, h.where, i)
	t.terms(d, s, h.kind)
	t.contact(d, s, h.owner)
	if h.kind == catalog.Study {
		t.study(d, s)
	}
	t.state(d, s)
	t.checked(d, s, h.kind)
	s.line(0, "---")
	t.prose(d, s, h.owner, h.kind)
	return cut(slug(h.title.en), 60) + "-" + strconv.Itoa(i)
}

// entitle makes a title: the activity, and what distinguishes it from others.
func (h *heading) entitle(d dice) words {
	name := h.activity.name
	switch n := d.under(100); {
	case n < 28:
		return words{name.en + " at " + h.where.name.en, name.es + ": " + h.where.name.en}
	case n < 44:
		return words{name.en + ", " + h.owner.name, name.es + ", " + h.owner.name}
	case n < 58:
		street := pick(d, patrons)
		return words{name.en + " by " + street, name.es + " en " + street}
	case n < 68 && h.form == "weekly":
		return words{h.weekday + " " + lower(name.en) + " with " + pick(d, firstNames) + " " + pick(d, surnames), name.es}
	case n < 80:
		for_ := pick(d, audiences)
		return words{name.en + " for " + for_.en + ", " + neighbourhood(d), name.es + " para " + for_.es}
	case n < 88:
		// Colons and number signs are what breaks titles in real people's
		// files.
		return words{name.en + ": " + pick(d, mottoes) + " (" + townOf(h.where.in).name.en + " #" + strconv.Itoa(d.between(2, 60)) + ")", ""}
	}
	return words{pick(d, manners) + " " + lower(name.en) + " in " + neighbourhood(d), name.es + " en " + townOf(h.where.in).name.en}
}

func neighbourhood(d dice) string { return pick(d, neighbourhoods).name.en }

func lower(s string) string {
	if strings.HasPrefix(s, "English") {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}

func (t *town) summaries(kind catalog.Kind) []string {
	if own := ownSummaries[kind]; own != nil {
		return own
	}
	return summaries[kind.Direction()]
}

// owners says whose it is: one organization, rarely two, rarely neighbors.
func (t *town) owners(d dice, s *sheet, o organization, kind catalog.Kind) {
	switch n := d.under(100); {
	case n < 3 && kind.Direction() != catalog.HaveASay:
		s.field(0, "host", "Neighbors of "+pick(d, patrons))
	case n < 9 && t.organizations > 1:
		other := t.organization(d.under(t.organizations))
		if other.id == o.id {
			s.field(0, "organization", o.id)
			return
		}
		s.list(0, "organizations", []string{o.id, other.id})
	default:
		s.field(0, "organization", o.id)
	}
}

// exchange says what is given, what is received, and how much say there is.
func (t *town) exchange(d dice, s *sheet, a activity, kind catalog.Kind) {
	switch kind.Direction() {
	case catalog.HaveASay:
		s.field(0, "say", string(pick(d, catalog.Says)))
		if kind == catalog.Study {
			s.line(0, "give: data")
			s.list(0, "get", some(d, []string{"information", "stipend", "food"}, d.between(1, 2)))
		} else if d.percent(50) {
			s.line(0, "give: voice")
		}
	case catalog.GetHelp:
		switch kind {
		case catalog.Job:
			s.line(0, "get: pay")
		case catalog.Grant:
			s.line(0, "get: money")
		default:
			s.list(0, "get", subjectByID[a.subject].gets)
		}
	case catalog.GiveHelp:
		switch {
		case a.subject == "giving-blood":
			s.line(0, "give: blood")
		case kind == catalog.Donate:
			s.line(0, "give: money")
		case kind == catalog.Drive:
			s.line(0, "give: items")
		default:
			s.list(0, "give", some(d, []string{"time", "skills"}, d.between(1, 2)))
		}
		if d.percent(30) {
			s.list(0, "get", some(d, []string{"food", "training", "expenses", "certificate", "reference", "service-hours"}, d.between(1, 2)))
		}
	default:
		s.list(0, "get", subjectByID[a.subject].gets)
	}
}

// form draws the form of the dates; "" = none.
func (t *town) form(d dice, m share) string {
	if !d.percent(m.dated) {
		return ""
	}
	n := d.under(100)
	for _, f := range []struct {
		name    string
		percent int
	}{{"weekly", m.weekly}, {"monthly", m.monthly}, {"once", m.once}, {"span", m.span}} {
		if n < f.percent {
			return f.name
		}
		n -= f.percent
	}
	return "deadline"
}

func (t *town) when(d dice, s *sheet, h heading) {
	switch h.form {
	case "weekly":
		t.weekly(d, s, h.weekday)
	case "monthly":
		t.monthly(d, s, h.weekday)
	case "once":
		t.once(d, s)
	case "span":
		t.span(d, s)
	case "deadline":
		s.line(0, "ongoing: true")
		t.deadline(d, s)
	default:
		if d.percent(50) || h.kind == catalog.GetHelpKind {
			s.field(0, "hours", proseHours(d))
		}
		s.line(0, "ongoing: true")
	}
	if h.form == "once" && d.percent(h.deadline) {
		s.line(0, "deadline: ", t.day.AddDays(d.between(1, 30)).String())
	}
}

// where writes the place, when it is not simply the organization's.
func (t *town) where(d dice, s *sheet, o organization, where place, i int) {
	switch n := d.under(100); {
	case n < 5:
		// A separate place, near the middle of its town, no two at the same
		// point.
		around := townOf(where.in)
		s.line(0, "locations:")
		s.field(1, "name", pick(d, []string{"Corner of", "Garage behind", "Porch at", "Yard by"})+" "+pick(d, patrons))
		s.field(1, "in", where.in)
		s.field(1, "address", strconv.Itoa(d.between(1, 999))+" "+pick(d, surnames)+" Street")
		s.line(1, "geo:")
		s.decimal(2, "lat", around.lat+float64(d.between(-2000, 2000))/1e5, 5)
		s.decimal(2, "lon", around.lon+float64(d.between(-2000, 2000))/1e5, 5)
	case n < 9:
		s.line(0, "remote: yes")
		s.line(0, "online:")
		s.field(1, "url", "https://example.org/meet/"+strconv.Itoa(i))
	case n < 17 && where.id != o.place.id:
		s.list(0, "locations", []string{o.place.id, where.id})
	case where.id != o.place.id || d.percent(30):
		s.field(0, "location", where.id)
	}
	if d.percent(20) {
		s.field(0, "arrive", pick(d, doors))
	}
	if d.percent(12) {
		s.list(0, "serves", []string{pick(d, neighbourhoods).id})
	}
}
