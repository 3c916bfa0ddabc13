package content

import (
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/history"
	"corkboard/generator/schedule"
)

// Drafts are records as one file tells them: every word is read, no name of
// another record is looked up yet. They are kept between loads: resolving
// copies them and changes nothing in them.

// recordDraft is what the drafts of listings have in common.
type recordDraft struct {
	formerly []ref
	key      string // the id as ids are compared
	title    string // the title or name as duplicates are compared
	idWrong  string // what is wrong with the id; "" = nothing
	idHint   string
	idRule   string
	files    []ref          // pictures that must exist
	broken   bool           // an error was reported: it is left out
	last     int            // last line of the entry in a file of many; 0 = the file is its own
	instead  *history.Dates // of a listing as it once was: git tells only how its file is today
	at                      // of its title, for problems found later
}

type opportunityDraft struct {
	catalog.Opportunity
	recordDraft
	organizations, categories, serves, related []ref
	places                                     []placeDraft
	schedules                                  []scheduleDraft
	urgentUntil, from, until                   moment
}

type organizationDraft struct {
	catalog.Organization
	recordDraft
	parent                       ref
	partners, categories, serves []ref
	places                       []placeDraft
	opening                      []scheduleDraft
	alert                        *alertDraft
}

type categoryDraft struct {
	catalog.Category
	at
	file     string
	parent   ref
	formerly []ref
}

// placeDraft is a place that is named, or one that is written out.
type placeDraft struct {
	ref
	own *locationDraft
}

type locationDraft struct {
	catalog.Location
	at
	file     string
	parent   ref
	formerly []ref
	address  addressDraft
	geo      geoDraft
	alert    *alertDraft
}

type addressDraft struct {
	catalog.Address
	at
	whole string // when it was written as one text
}

type geoDraft struct {
	point   catalog.Point
	set     bool
	written []string // latitude and longitude as they stand in the file
	at
}

type alertDraft struct {
	catalog.Alert
	from, until moment
	at
}

type scheduleDraft struct {
	catalog.Schedule
	at
	places []fieldPlace
	moved  []movedTo
	zone   *time.Location // nil = none written
}

// fieldPlace is where a field of a schedule, or an entry of its list, stands.
type fieldPlace struct {
	field string
	index int
	at
}

// movedTo is the place that a change of one occurrence names.
type movedTo struct {
	on schedule.Date
	ref
}

type closureDraft struct {
	catalog.Closure
	at
	file string
}

type feedDraft struct {
	catalog.FeedSet
	at
	categories, locations []ref
	formerly              []ref
}

type siteDraft struct {
	catalog.Site
	recordDraft
	alert *alertDraft
	feeds []feedDraft
	area  geoDraft // only where it stands
}

type pageDraft struct {
	catalog.Page
	recordDraft
}

// moment is a day with or without a time of day, in the zone of its record.
type moment struct {
	date  schedule.Date
	clock schedule.Clock
	timed bool
}

// begin is the first instant of m; zero when m is not set.
func (m moment) begin(zone *time.Location) time.Time {
	if m.date.IsZero() {
		return time.Time{}
	}
	if !m.timed {
		return m.date.In(zone)
	}
	return m.date.At(m.clock, zone)
}

// end is the instant at which m is over: a day counts to its end.
func (m moment) end(zone *time.Location) time.Time {
	if m.date.IsZero() || m.timed {
		return m.begin(zone)
	}
	return m.date.AddDays(1).In(zone)
}
