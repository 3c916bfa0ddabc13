package site

import (
	"encoding/json"
	"strconv"
	"strings"

	"corkboard/generator/catalog"
	"corkboard/generator/schedule"
	"corkboard/generator/views"
)

// Structured data for search engines in the terms of schema.org. Only what the
// page says too is said here, and nothing that is not known.

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
	ValidThrough       string  `json:"validThrough,omitempty"`
	HiringOrganization *thing  `json:"hiringOrganization,omitempty"`
	JobLocation        []thing `json:"jobLocation,omitempty"`

	// Place, PostalAddress, GeoCoordinates
	Address   *address `json:"address,omitempty"`
	Latitude  *float64 `json:"latitude,omitempty"`
	Longitude *float64 `json:"longitude,omitempty"`
	Geo       *thing   `json:"geo,omitempty"`

	// Organization
	Telephone string   `json:"telephone,omitempty"`
	Email     string   `json:"email,omitempty"`
	SameAs    []string `json:"sameAs,omitempty"`

	// WebSite
	PotentialAction *thing `json:"potentialAction,omitempty"`
	Target          string `json:"target,omitempty"`
	QueryInput      string `json:"query-input,omitempty"`
}

// address is a schema.org PostalAddress.
type address struct {
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
		panic("site: " + err.Error()) // plain structs always marshal
	}
	return string(b)
}

func (s *Site) siteJSONLD(l *language) string {
	t := thing{Type: "WebSite", Name: l.chrome.Title.Text, URL: s.at(l.url(homePath)), Description: l.chrome.Tagline.Text, InLanguage: l.tag}
	if s.serves("search") {
		t.PotentialAction = &thing{Type: "SearchAction", Target: s.at(l.url(searchPath)) + "?q={search_term_string}", QueryInput: "required name=search_term_string"}
	}
	return document(t)
}

func (s *Site) placeJSONLD(l *language, p *catalog.Location) string {
	t := s.placeThing(l, p)
	t.URL = s.at(l.url(locationPath(p.ID)))
	return document(t)
}

func (s *Site) placeThing(l *language, p *catalog.Location) thing {
	t := thing{Type: "Place", Name: l.phrase(p.Name).Text}
	if p.Exact == nil {
		return t
	}
	if a := p.Exact.Address; len(a.Lines) > 0 || a.City != "" {
		country := a.Country
		if country == "" {
			country = s.catalog.Site.Country
		}
		t.Address = &address{Type: "PostalAddress", Street: strings.Join(a.Lines, ", "), Locality: a.City, Region: a.Region, PostalCode: a.Postcode, Country: country}
	}
	if g := p.Exact.Geo; g != nil {
		t.Geo = &thing{Type: "GeoCoordinates", Latitude: &g.Lat, Longitude: &g.Lon}
	}
	return t
}

func (s *Site) ownerThing(l *language, o *catalog.Organization) thing {
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
	address, _ := s.urlOf(l, organizationPath(o.ID), o.Name)
	return thing{Type: kind, Name: l.phrase(o.Name).Text, URL: s.at(address)}
}

func (s *Site) organizationJSONLD(l *language, o *organization) string {
	c := o.Organization
	t := s.ownerThing(l, c)
	t.Description = l.phrase(c.Summary).Text
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
		place := s.placeThing(l, c.Locations[0])
		t.Address = place.Address
	}
	return document(t)
}

// listingJSONLD is an Event for what has a next date, a JobPosting for a
// standing role of a volunteer, and nothing for the rest: schema.org has no
// type for "a bed for tonight" that would not mislead.
func (s *Site) listingJSONLD(l *language, w *listing, v *views.Listing) string {
	switch {
	case w.next != nil && !w.ended:
		return document(s.eventThing(l, w, v))
	case w.Kind == catalog.Volunteer && w.Ongoing && len(w.Organizations) > 0 && w.shown:
		return document(s.roleThing(l, w, v))
	}
	return ""
}

var eventStatus = map[catalog.Status]string{
	catalog.Cancelled: "EventCancelled", catalog.Postponed: "EventPostponed", catalog.MovedOnline: "EventMovedOnline",
}

func (s *Site) eventThing(l *language, w *listing, v *views.Listing) thing {
	o := w.Opportunity
	t := thing{Type: "Event", Name: v.Title.Text, URL: v.Canonical, Description: v.Summary.Text}
	t.StartDate, t.EndDate = stamps(w.next.Occurrence)
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
	t.EventAttendanceMode = "https://schema.org/" + mode + "EventAttendanceMode"
	if !online {
		for _, p := range o.Locations {
			t.Location = append(t.Location, s.placeThing(l, p))
		}
	}
	if o.Online.URL != "" {
		t.Location = append(t.Location, thing{Type: "VirtualLocation", URL: o.Online.URL})
	}
	if len(t.Location) == 0 {
		t.Location = []thing{{Type: "Place", Name: s.somewhere(l)}}
	}
	for _, by := range o.Organizations {
		t.Organizer = append(t.Organizer, s.ownerThing(l, by))
	}
	if o.Cost.Kind == "free" {
		free := true
		t.IsFree = &free
	}
	if v.Image != nil {
		t.Image = s.at(v.Image.URL)
	}
	for i := range o.Schedules {
		if repeating, ok := scheduleThing(&o.Schedules[i], w.next.env); ok {
			t.Schedule = append(t.Schedule, repeating)
		}
	}
	return t
}

// somewhere names the whole area where a place is not told.
func (s *Site) somewhere(l *language) string {
	if top := s.topLocations(); len(top) > 0 {
		return l.phrase(top[0].Name).Text
	}
	return l.chrome.Title.Text
}

var dayCodes = [...]string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}

// scheduleThing is a weekly or monthly rule as a schema.org Schedule. Rules
// that its terms can't say in full are left out: half a rule is a wrong one.
func scheduleThing(b *catalog.Schedule, env schedule.Env) (thing, bool) {
	r := b.Rule
	if r.Season != (schedule.Season{}) || r.Workday || r.Month != 0 || b.Start.IsZero() {
		return thing{}, false
	}
	t := thing{Type: "Schedule", StartDate: b.Start.String(), ScheduleTimezone: env.Zone.String()}
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
		if skip.Closure == "" && skip.From == skip.To {
			t.ExceptDate = append(t.ExceptDate, skip.From.String())
		}
	}
	return t, true
}

func (s *Site) roleThing(l *language, w *listing, v *views.Listing) thing {
	o := w.Opportunity
	by := s.ownerThing(l, o.Organizations[0])
	t := thing{Type: "JobPosting", Title: v.Title.Text, URL: v.Canonical, Description: v.Summary.Text, EmploymentType: "VOLUNTEER", HiringOrganization: &by}
	if t.Description == "" {
		t.Description = v.Title.Text
	}
	if !w.checked.date.IsZero() {
		t.DatePosted = w.checked.date.String()
	}
	if !o.Deadline.Date.IsZero() {
		t.ValidThrough = o.Deadline.Date.String()
	}
	for _, p := range o.Locations {
		t.JobLocation = append(t.JobLocation, s.placeThing(l, p))
	}
	return t
}
