package format

import (
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/schedule"
)

// Drafts are records as one file says them: every word is read, no name of
// another record is looked up yet. Names of others are in fields that end in Ref,
// Refs or IDs, and what depends on the place or the site is in the drafts of it;
// the fields of the catalog for these are empty. Nobody changes a draft.

// RecordDraft is what the drafts of listings have in common.
type RecordDraft struct {
	FormerIDs []Ref
	IDKey     string     // the id as ids are compared
	TitleKey  string     // the title or name as duplicates are compared
	IDFault   Fault      // what is wrong with the id
	Pictures  []Ref      // pictures that must exist
	Broken    bool       // an error was reported: it is left out
	LastLine  int        // last line of the entry in a file of many; 0 = the file is its own
	At        Position   // of its title, for problems found later
	Offsets   []Position // of moments that were put into the zone of the site
	Always    bool       // its hours in words say around the clock
}

// Fault is what is wrong with an id, for the rule that forbids it. The zero value
// is nothing.
type Fault struct{ Rule, Text, Hint string }

// OpportunityDraft is a listing.
type OpportunityDraft struct {
	catalog.Opportunity
	RecordDraft
	OrganizationRefs, CategoryRefs, ServesRefs, RelatedRefs []Ref
	Places                                                  []PlaceDraft
	ScheduleDrafts                                          []ScheduleDraft
	Urgent, PublishFrom, PublishUntil                       Moment
}

// OrganizationDraft is an organization.
type OrganizationDraft struct {
	catalog.Organization
	RecordDraft
	ParentRef                             Ref
	PartnerRefs, CategoryRefs, ServesRefs []Ref
	Places                                []PlaceDraft
	OpeningDrafts                         []ScheduleDraft
	AlertDraft                            *AlertDraft
}

// CategoryDraft is an entry of categories.yaml.
type CategoryDraft struct {
	catalog.Category
	At        Position
	File      string
	ParentRef Ref
	FormerIDs []Ref
}

// PlaceDraft is a place that is named, or one that is written out.
type PlaceDraft struct {
	Ref
	Own *LocationDraft
}

// LocationDraft is an entry of locations.yaml, or a place that a listing writes out.
type LocationDraft struct {
	catalog.Location
	At         Position
	File       string
	ParentRef  Ref
	FormerIDs  []Ref
	Address    AddressDraft
	Geo        GeoDraft
	AlertDraft *AlertDraft
}

// AddressDraft is a postal address.
type AddressDraft struct {
	catalog.Address
	At    Position
	Whole string // when it was written as one text
}

// GeoDraft is a point. Its numbers are Written also when they are not one.
type GeoDraft struct {
	Point   catalog.Point
	Set     bool
	Written []string // latitude and longitude as they are written
	At      Position
}

// AlertDraft is an announcement.
type AlertDraft struct {
	catalog.Alert
	From, Until Moment
	At          Position
}

// ScheduleDraft is a block of dates.
type ScheduleDraft struct {
	catalog.Schedule
	At      Position
	Fields  []FieldPosition
	Moved   []Move
	OwnZone *time.Location      // nil = none written
	times   []schedule.Span     // further ones of the key time
	rules   []schedule.Schedule // further ones of the key repeat
}

// FieldPosition is where a field of a schedule, or an entry of its list, is.
type FieldPosition struct {
	Field string
	Index int
	At    Position
}

// Move is the place that a change of one occurrence names.
type Move struct {
	On schedule.Date
	Ref
}

// ClosureDraft is an entry of closures.yaml.
type ClosureDraft struct {
	catalog.Closure
	At   Position
	File string
}

// NeedDraft is an entry of needs.yaml.
type NeedDraft struct {
	catalog.Need
	At           Position
	File         string
	CategoryRefs []Ref
	Said         []Said   // phrases and crisis phrases
	NumberAt     Position // of the emergency number
}

// Said is a phrase of a need.
type Said struct {
	Ref
	Crisis bool
}

// FeedDraft is a combination that a site declares a calendar for.
type FeedDraft struct {
	catalog.FeedSet
	At                         Position
	CategoryRefs, LocationRefs []Ref
	FormerIDs                  []Ref
}

// SiteDraft is site.yaml.
type SiteDraft struct {
	catalog.Site
	RecordDraft
	AlertDraft *AlertDraft
	FeedDrafts []FeedDraft
	area       GeoDraft // only where it is
	today      Position // of the day
}

// PageDraft is a page of the site's own.
type PageDraft struct {
	catalog.Page
	RecordDraft
}

// Moment is a day with or without a time of day, in the zone of its record.
type Moment struct {
	date  schedule.Date
	clock schedule.Clock
	timed bool
}

// Begin is the first instant of m; zero when m is not set.
func (m Moment) Begin(zone *time.Location) time.Time {
	if m.date.IsZero() {
		return time.Time{}
	}
	if !m.timed {
		return m.date.In(zone)
	}
	return m.date.At(m.clock, zone)
}

// End is the instant at which m is over: a day counts to its end.
func (m Moment) End(zone *time.Location) time.Time {
	if m.date.IsZero() || m.timed {
		return m.Begin(zone)
	}
	return m.date.AddDays(1).In(zone)
}
