// Package jsonld writes structured data for search engines in the terms of
// schema.org. Only what the page says too is said here, and nothing that is not
// known. It does not know pages.
package jsonld

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"

	"corkboard/generator/address"
	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/schedule"
	"corkboard/generator/wording"
)

// writer makes things of what a wording writer says.
type writer struct{ *wording.Writer }

type thing struct {
	Context     string `json:"@context,omitempty"`
	Type        string `json:"@type"`
	ID          string `json:"@id,omitempty"`
	Name        string `json:"name,omitempty"`
	Title       string `json:"title,omitempty"`
	URL         string `json:"url,omitempty"`
	Description string `json:"description,omitempty"`
	InLanguage  string `json:"inLanguage,omitempty"`

	// Event
	StartDate           string  `json:"startDate,omitempty"`
	EndDate             string  `json:"endDate,omitempty"`
	EventStatus         string  `json:"eventStatus,omitempty"`
	EventAttendanceMode string  `json:"eventAttendanceMode,omitempty"`
	Schedule            []thing `json:"eventSchedule,omitempty"`
	Location            []thing `json:"location,omitempty"`
	Organizer           []thing `json:"organizer,omitempty"`
	IsFree              *bool   `json:"isAccessibleForFree,omitempty"`
	Image               string  `json:"image,omitempty"`

	// Schedule
	RepeatFrequency  string   `json:"repeatFrequency,omitempty"`
	ByDay            []string `json:"byDay,omitempty"`
	ByMonthDay       []int    `json:"byMonthDay,omitempty"`
	StartTime        string   `json:"startTime,omitempty"`
	EndTime          string   `json:"endTime,omitempty"`
	ScheduleTimezone string   `json:"scheduleTimezone,omitempty"`
	ExceptDate       []string `json:"exceptDate,omitempty"`

	// JobPosting
	EmploymentType     string  `json:"employmentType,omitempty"`
	DatePosted         string  `json:"datePosted,omitempty"`
	ValidThrough       string  `json:"validThrough,omitempty"` // of an OpeningHoursSpecification, too
	HiringOrganization *thing  `json:"hiringOrganization,omitempty"`
	JobLocation        []thing `json:"jobLocation,omitempty"`

	// Place, PostalAddress, GeoCoordinates
	Address   *postalAddress `json:"address,omitempty"`
	Latitude  *float64       `json:"latitude,omitempty"`
	Longitude *float64       `json:"longitude,omitempty"`
	Geo       *thing         `json:"geo,omitempty"`

	Hours []thing `json:"openingHoursSpecification,omitempty"`

	// OpeningHoursSpecification
	DayOfWeek []string `json:"dayOfWeek,omitempty"`
	Opens     string   `json:"opens,omitempty"`
	Closes    string   `json:"closes,omitempty"`
	ValidFrom string   `json:"validFrom,omitempty"`

	// Organization
	Telephone string   `json:"telephone,omitempty"`
	Email     string   `json:"email,omitempty"`
	SameAs    []string `json:"sameAs,omitempty"`

	// WebSite
	PotentialAction *thing `json:"potentialAction,omitempty"`
	Target          string `json:"target,omitempty"`
	QueryInput      string `json:"query-input,omitempty"`
}

// postalAddress is a schema.org PostalAddress.
type postalAddress struct {
	Type       string `json:"@type"`
	Street     string `json:"streetAddress,omitempty"`
	Locality   string `json:"addressLocality,omitempty"`
	Region     string `json:"addressRegion,omitempty"`
	PostalCode string `json:"postalCode,omitempty"`
	Country    string `json:"addressCountry,omitempty"`
}

// document prints one thing. json.Marshal escapes <, > and &, so it can stand
// inside a script element.
func document(t thing) string {
	t.Context = "https://schema.org"
	b, err := json.Marshal(t)
	if err != nil {
		panic("jsonld: " + err.Error()) // plain structs always marshal
	}
	return string(b)
}

// Site describes the whole site, with its search.
func Site(w *wording.Writer) string {
	t := thing{Type: "WebSite", Name: w.Title.Text, URL: w.At.Absolute(address.HomePath), Description: w.Tagline.Text, InLanguage: w.At.Tag}
	if w.At.Book().HasPage(address.SearchPath) {
		t.PotentialAction = &thing{Type: "SearchAction", Target: w.At.Absolute(address.SearchPath) + "?q={search_term_string}", QueryInput: "required name=search_term_string"}
	}
	return document(t)
}

// Place describes a location; "" when nothing of it is known but what is sensitive.
func Place(w *wording.Writer, p *catalog.Location) string {
	if !w.Board.HasPage(p) {
		return ""
	}
	t := writer{w}.placeThing(p)
	t.URL = w.At.Absolute(address.LocationPath(p.ID))
	return document(t)
}

func (w writer) placeThing(p *catalog.Location) thing {
	t := thing{Type: "Place", Name: w.Phrase(p.Name).Text}
	if p.Exact == nil {
		return t
	}
	if a := p.Exact.Address; len(a.Lines) > 0 || a.City != "" {
		country := a.Country
		if country == "" {
			country = w.Board.Catalog.Site.Country
		}
		t.Address = &postalAddress{Type: "PostalAddress", Street: strings.Join(a.Lines, ", "), Locality: a.City, Region: a.Region, PostalCode: a.Postcode, Country: country}
	}
	if g := p.Exact.Geo; g != nil {
		t.Geo = &thing{Type: "GeoCoordinates", Latitude: &g.Lat, Longitude: &g.Lon}
	}
	return t
}

func (w writer) ownerThing(o *catalog.Organization) thing {
	kind := "Organization"
	switch o.Kind {
	case "charity", "faith", "mutual-aid", "informal", "coalition", "club":
		kind = "NGO"
	case "public-body":
		kind = "GovernmentOrganization"
	case "school":
		kind = "EducationalOrganization"
	case "library":
		kind = "Library"
	case "business", "coop":
		kind = "LocalBusiness"
	}
	url, _ := w.At.Of(address.OrganizationPath(o.ID), o.Name)
	return thing{Type: kind, Name: w.Phrase(o.Name).Text, URL: w.At.Book().Absolute(url)}
}

// Organization describes an organization; "" when it is a private matter to be
// interested in it.
func Organization(out *wording.Writer, o *board.Organization) string {
	if o.Sensitive {
		return ""
	}
	w, c := writer{out}, o.Organization
	t := w.ownerThing(c)
	t.Description = w.Phrase(c.Summary).Text
	if c.URL != "" {
		t.SameAs = []string{c.URL}
	}
	if len(c.Phones) > 0 {
		t.Telephone = c.Phones[0].Number
	}
	if len(c.Emails) > 0 {
		t.Email = c.Emails[0].Address
	}
	if len(c.Locations) > 0 {
		place := w.placeThing(c.Locations[0])
		t.Address = place.Address
	}
	if hours := openingHours(c.Opening); len(hours) > 0 && o.Active() {
		w.open(&t, c, hours)
	}
	return document(t)
}

// open gives an organization its hours. Only some kinds are places too, which have
// hours in the terms of schema.org; of the others it is the place where they are.
func (w writer) open(t *thing, c *catalog.Organization, hours []thing) {
	if t.Type == "Library" || t.Type == "LocalBusiness" {
		t.Hours = hours
		return
	}
	place := thing{Type: "Place", Name: t.Name}
	if len(c.Locations) > 0 {
		place = w.placeThing(c.Locations[0])
	}
	place.Hours = hours
	t.Location = []thing{place}
}

var weekdays = [...]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}

// openingHours are hours of every week or every day; nil when these terms can't say all
// of them: half of the hours are wrong ones.
func openingHours(blocks []catalog.Schedule) []thing {
	var out []thing
	for i := range blocks {
		b := &blocks[i]
		t := thing{Type: "OpeningHoursSpecification"}
		switch {
		case b.Always:
			return []thing{{Type: t.Type, DayOfWeek: weekdays[:], Opens: "00:00", Closes: "23:59"}}
		case b.Rule.Interval > 1 || b.Rule.Months != 0 || !b.Time.Set || !b.Time.HasEnd || b.Time.Days > 1,
			b.Count > 0 || len(b.Skip) > 0 || len(b.Also) > 0 || len(b.Dates) > 0 || len(b.Changes) > 0:
			return nil
		case b.Rule.Frequency == schedule.Daily:
			t.DayOfWeek = weekdays[:]
		case b.Rule.Frequency == schedule.Weekly && len(b.Rule.Days) > 0:
			for _, d := range b.Rule.Days {
				t.DayOfWeek = append(t.DayOfWeek, weekdays[d])
			}
		default:
			return nil
		}
		t.Opens, t.Closes = b.Time.From.String(), b.Time.To.String()
		if !b.Start.IsZero() && !b.Anchored {
			t.ValidFrom = b.Start.String()
		}
		if !b.Until.IsZero() {
			t.ValidThrough = b.Until.String()
		}
		out = append(out, t)
	}
	return out
}

// Listing is an Event for what has a next date, a JobPosting for a standing role
// of a volunteer, and "" for the rest: schema.org has no type for "a bed for
// tonight" that would not mislead. Nothing is said of what is a private matter.
func Listing(out *wording.Writer, l *board.Listing) string {
	w := writer{out}
	switch {
	case l.Sensitive:
		return ""
	case l.Next != nil && !l.Ended:
		return document(w.eventThing(l))
	case l.Kind == catalog.Volunteer && l.Ongoing && len(l.Organizations) > 0 && l.Shown:
		return document(w.roleThing(l))
	}
	return ""
}

var eventStatus = map[catalog.Status]string{
	catalog.Cancelled: "EventCancelled", catalog.Postponed: "EventPostponed", catalog.MovedOnline: "EventMovedOnline",
}

func (w writer) eventThing(l *board.Listing) thing {
	o := l.Opportunity
	t := thing{Type: "Event", Name: w.Phrase(o.Title).Text, URL: w.At.Absolute(address.ListingPath(o.ID)), Description: w.Phrase(o.Summary).Text}
	t.StartDate, t.EndDate = wording.Stamps(l.Next.Occurrence)
	status := "EventScheduled"
	if other := eventStatus[o.Status]; other != "" {
		status = other
	}
	t.EventStatus = "https://schema.org/" + status
	online := o.Remote == catalog.Remotely || o.Status == catalog.MovedOnline
	mode := "Offline"
	switch {
	case online:
		mode = "Online"
	case o.Remote == catalog.Hybrid:
		mode = "Mixed"
	}
	if !wording.ByPhone(o) {
		t.EventAttendanceMode = "https://schema.org/" + mode + "EventAttendanceMode"
	}
	if !online {
		for _, p := range o.Locations {
			t.Location = append(t.Location, w.placeThing(p))
		}
	}
	if o.Online.URL != "" {
		t.Location = append(t.Location, thing{Type: "VirtualLocation", URL: o.Online.URL})
	}
	if len(t.Location) == 0 {
		t.Location = []thing{{Type: "Place", Name: w.somewhere()}}
	}
	for _, by := range o.Organizations {
		t.Organizer = append(t.Organizer, w.ownerThing(by))
	}
	if o.Cost.Kind == "free" {
		free := true
		t.IsFree = &free
	}
	if o.Image.File != "" {
		t.Image = w.At.Book().Absolute(w.At.Book().Media(o.Image.File))
	}
	for i := range o.Schedules {
		if repeating, ok := scheduleThing(&o.Schedules[i], w.Board.Env(o).Zone); ok {
			t.Schedule = append(t.Schedule, repeating)
		}
	}
	return t
}

// somewhere names the whole area where a place is not told.
func (w writer) somewhere() string {
	if top := w.Board.TopLocations(); len(top) > 0 {
		return w.Phrase(top[0].Name).Text
	}
	return w.Title.Text
}

var dayCodes = [...]string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}

// scheduleThing is a weekly or monthly rule as a schema.org Schedule. Rules
// that its terms can't say in full are left out: half a rule is a wrong one.
func scheduleThing(b *catalog.Schedule, zone *time.Location) (thing, bool) {
	r := b.Rule
	if r.Months != 0 || r.Workday || r.After > 0 || b.Time.Days > 0 || r.Month != 0 || b.Start.IsZero() {
		return thing{}, false
	}
	t := thing{Type: "Schedule", StartDate: b.Start.String(), ScheduleTimezone: zone.String()}
	if b.Zone != "" {
		t.ScheduleTimezone = b.Zone
	}
	every := strconv.Itoa(max(1, r.Interval))
	switch r.Frequency {
	case schedule.Daily:
		t.RepeatFrequency = "P" + every + "D"
	case schedule.Weekly:
		t.RepeatFrequency = "P" + every + "W"
		for _, d := range r.Days {
			t.ByDay = append(t.ByDay, dayCodes[d])
		}
	case schedule.Monthly:
		t.RepeatFrequency = "P" + every + "M"
		for _, n := range r.MonthDays {
			if n < 0 {
				return thing{}, false
			}
			t.ByMonthDay = append(t.ByMonthDay, n)
		}
		for _, n := range r.Ordinals {
			if n == 5 {
				return thing{}, false // taken for the last by some
			}
			for _, d := range r.Days {
				t.ByDay = append(t.ByDay, strconv.Itoa(n)+dayCodes[d])
			}
		}
	default:
		return thing{}, false
	}
	if b.Time.Set {
		t.StartTime = b.Time.From.String() + ":00"
		if b.Time.HasEnd {
			t.EndTime = b.Time.To.String() + ":00"
		}
	}
	if !b.Until.IsZero() {
		t.EndDate = b.Until.String()
	}
	for _, skip := range b.Skip {
		if skip.Closure == "" && !skip.Yearly() && skip.From == skip.To {
			t.ExceptDate = append(t.ExceptDate, skip.From.String())
		}
	}
	return t, true
}

func (w writer) roleThing(l *board.Listing) thing {
	o := l.Opportunity
	by := w.ownerThing(o.Organizations[0])
	t := thing{Type: "JobPosting", Title: w.Phrase(o.Title).Text, URL: w.At.Absolute(address.ListingPath(o.ID)), Description: w.Phrase(o.Summary).Text, EmploymentType: "VOLUNTEER", HiringOrganization: &by}
	if t.Description == "" {
		t.Description = t.Title
	}
	if !l.Check.Date.IsZero() {
		t.DatePosted = l.Check.Date.String()
	}
	if !o.Deadline.Date.IsZero() {
		t.ValidThrough = o.Deadline.Date.String()
	}
	for _, p := range o.Locations {
		t.JobLocation = append(t.JobLocation, w.placeThing(p))
	}
	return t
}
