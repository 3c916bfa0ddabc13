package jsonld_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"corkboard/generator/address"
	"corkboard/generator/catalog"
	"corkboard/generator/fixture"
	"corkboard/generator/jsonld"
	"corkboard/generator/wording"
)

const town = `
-- categories.yaml --
food:
  name: Food
safety:
  name: Safety at home
  sensitive: yes
-- locations.yaml --
rowan:
  name: Rowan
hall:
  name: Hall
  address: 1 Main Street
  in: rowan
refuge:
  name: The refuge
  in: rowan
  privacy: confidential
-- organizations/neighbors.yaml --
name: Neighbors
kind: charity
location: hall
checked: 2026-11-01
phone: 01 555 0100
url: https://neighbors.example
-- organizations/shelter.yaml --
name: Shelter
category: safety
checked: 2026-11-01
`

func writer(t *testing.T, listing string) *wording.Writer {
	t.Helper()
	return fixture.English(t, time.Time{}, town+"-- opportunities/one.yaml --\ntitle: One\nchecked: 2026-11-20\n"+listing)
}

// has reports whether a document has each of some parts, as they are written.
func has(t *testing.T, document string, parts ...string) {
	t.Helper()
	if !json.Valid([]byte(document)) || !strings.HasPrefix(document, `{"@context":"https://schema.org"`) {
		t.Fatalf("not a document of schema.org: %s", document)
	}
	for _, part := range parts {
		if !strings.Contains(document, part) {
			t.Errorf("%s\nlacks %s", document, part)
		}
	}
}

func TestEvent(t *testing.T) {
	w := writer(t, `organization: neighbors
kind: class
category: food
summary: Bread
schedule:
  date: 2026-11-26
  time: 18:00-19:00
  repeat: every Thursday
  skip: [2026-12-24]
cost: free
`)
	has(t, jsonld.Listing(w, w.Board.Find("one")),
		`"@type":"Event","name":"One","url":"https://tiny.example/town/opportunities/one/","description":"Bread"`,
		`"startDate":"2026-11-26T18:00:00Z","endDate":"2026-11-26T19:00:00Z","eventStatus":"https://schema.org/EventScheduled"`,
		`"eventAttendanceMode":"https://schema.org/OfflineEventAttendanceMode"`,
		`"repeatFrequency":"P1W","byDay":["TH"],"startTime":"18:00:00","endTime":"19:00:00","scheduleTimezone":"Europe/Dublin","exceptDate":["2026-12-24"]`,
		`"location":[{"@type":"Place","name":"Hall","address":{"@type":"PostalAddress","streetAddress":"1 Main Street","addressCountry":"IE"}}]`,
		`"organizer":[{"@type":"NGO","name":"Neighbors","url":"https://tiny.example/town/organizations/neighbors/"}]`,
		`"isAccessibleForFree":true`)
}

func TestWhereAnEventIs(t *testing.T) {
	for name, test := range map[string]struct {
		text string
		want []string
	}{
		"from afar":        {"remote: yes\nonline:\n  url: https://meet.example/x\n", []string{`OnlineEventAttendanceMode`, `"location":[{"@type":"VirtualLocation","url":"https://meet.example/x"}]`}},
		"both":             {"remote: hybrid\nlocation: hall\nonline:\n  url: https://meet.example/x\n", []string{`MixedEventAttendanceMode`, `"streetAddress":"1 Main Street"`, `VirtualLocation`}},
		"moved online":     {"location: hall\nstatus: moved-online\n", []string{`EventMovedOnline`, `OnlineEventAttendanceMode`, `"location":[{"@type":"Place","name":"Rowan"}]`}},
		"called off":       {"location: hall\nstatus: cancelled\n", []string{`EventCancelled`}},
		"a withheld place": {"location: refuge\n", []string{`"location":[{"@type":"Place","name":"The refuge"}]`}},
	} {
		w := writer(t, "host: Some people\nkind: event\nschedule: 2026-11-30 10:00-12:00\n"+test.text)
		document := jsonld.Listing(w, w.Board.Find("one"))
		t.Run(name, func(t *testing.T) { has(t, document, test.want...) })
	}
}

func TestStandingRole(t *testing.T) {
	w := writer(t, "organization: neighbors\nkind: volunteer\ngive: time\nongoing: yes\ndeadline: 2026-12-31\n")
	has(t, jsonld.Listing(w, w.Board.Find("one")), `"@type":"JobPosting","title":"One"`, `"description":"One"`, `"employmentType":"VOLUNTEER","datePosted":"2026-11-20","validThrough":"2026-12-31"`, `"jobLocation":[{"@type":"Place"`)
}

// Nothing is said of what is a private matter, and nothing that would mislead.
func TestSilence(t *testing.T) {
	for name, text := range map[string]string{
		"a sensitive event":          "organization: neighbors\nkind: class\ncategory: safety\nschedule: every Thursday 18:00-19:00\n",
		"of a sensitive association": "organization: shelter\nkind: volunteer\ngive: time\nongoing: yes\n",
		"a bed for tonight":          "organization: neighbors\nkind: get-help\nget: shelter\nongoing: yes\n",
		"over":                       "organization: neighbors\nkind: event\nschedule: 2026-11-20 10:00-12:00\n",
		"a role that is not listed":  "organization: neighbors\nkind: volunteer\ngive: time\nongoing: yes\nlisted: no\n",
		"neighbours who ask":         "host: The Smiths\nkind: volunteer\ngive: time\nongoing: yes\n",
	} {
		w := writer(t, text)
		if got := jsonld.Listing(w, w.Board.Find("one")); got != "" {
			t.Errorf("%s: %s", name, got)
		}
	}
	w := writer(t, "organization: shelter\nlocation: refuge\nkind: volunteer\ngive: time\nongoing: yes\n")
	for _, o := range w.Board.Organizations {
		if got := jsonld.Organization(w, o); (got == "") != o.Sensitive {
			t.Errorf("%s: %q", o.ID, got)
		}
	}
	for _, p := range w.Board.Catalog.Locations {
		if got := jsonld.Place(w, p); (got == "") != (p.ID == "refuge") {
			t.Errorf("%s: %q", p.ID, got)
		}
	}
}

func TestOrganizationAndPlace(t *testing.T) {
	w := writer(t, "organization: neighbors\nkind: volunteer\ngive: time\nongoing: yes\n")
	has(t, jsonld.Organization(w, w.Board.Organizations[0]), `"@type":"NGO","name":"Neighbors"`, `"telephone":"01 555 0100"`, `"sameAs":["https://neighbors.example"]`, `"streetAddress":"1 Main Street"`)
	for kind, want := range map[catalog.OrganizationKind]string{"": "Organization", "public-body": "GovernmentOrganization", "school": "EducationalOrganization", "library": "Library", "business": "LocalBusiness"} {
		w.Board.Organizations[0].Organization.Kind = kind
		has(t, jsonld.Organization(w, w.Board.Organizations[0]), `"@type":"`+want+`"`)
	}
	for _, p := range w.Board.Catalog.Locations {
		has(t, jsonld.Place(w, p), `"@type":"Place","name":"`+p.Name.First()+`","url":"https://tiny.example/town/locations/`+p.ID+`/"`)
	}
}

// Hours of every week are told; where some cannot be told in full, none are. Only a
// library or a business is itself a place with hours.
func TestOpeningHours(t *testing.T) {
	for opening, want := range map[string]string{
		"every weekday 9am-5pm":                   `"openingHoursSpecification":[{"@type":"OpeningHoursSpecification","dayOfWeek":["Monday","Tuesday","Wednesday","Thursday","Friday"],"opens":"09:00","closes":"17:00"`,
		"[every Monday 9am-5pm, daily 7pm-11pm]":  `"dayOfWeek":["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"],"opens":"19:00","closes":"23:00"`,
		"24/7":                                    `"opens":"00:00","closes":"23:59"`,
		"every first Monday of the month 9am-5pm": "",
		"[every Monday 9am-5pm, every first Friday of the month 9am-5pm]": "",
		"every Monday 9am": "",
	} {
		w := fixture.English(t, time.Time{}, town+"-- organizations/hall.yaml --\nname: The library\nchecked: 2026-11-01\nlocation: hall\nopening: "+opening+"\n")
		o := w.Board.Organizations[0]
		for kind, at := range map[catalog.OrganizationKind]string{"library": `"@type":"Library"`, "charity": `"location":[{"@type":"Place","name":"Hall"`} {
			o.Organization.Kind = kind
			document := jsonld.Organization(w, o)
			if want == "" && strings.Contains(document, "openingHours") {
				t.Errorf("%s: %s", opening, document)
			} else if want != "" {
				has(t, document, want, at)
			}
		}
		o.Status = "closed"
		if strings.Contains(jsonld.Organization(w, o), "openingHours") {
			t.Error("a closed organization has hours")
		}
	}
}

// Only a site with a search says that it can be searched.
func TestSite(t *testing.T) {
	b := fixture.Board(t, time.Time{}, town)
	for _, pages := range [][]string{nil, {"home"}} {
		w := wording.New(b, address.New(b, address.Options{Pages: pages}).Default(), fixture.Words("en"))
		document := jsonld.Site(w)
		has(t, document, `"@type":"WebSite","name":"Tiny","url":"https://tiny.example/town/"`)
		if strings.Contains(document, "SearchAction") != (pages == nil) {
			t.Errorf("with the pages %v: %s", pages, document)
		}
	}
}

// A rule that the terms of schema.org can't say in full is left out.
func TestSchedules(t *testing.T) {
	for phrase, want := range map[string]string{
		"every 2 days 8am from 2026-12-02":                        `"repeatFrequency":"P2D"`,
		"every 2 weeks on Thursday 6pm from 2026-12-03":           `"repeatFrequency":"P2W","byDay":["TH"]`,
		"first Monday of every month 6pm from 2026-12-07":         `"repeatFrequency":"P1M","byDay":["1MO"]`,
		"the 15th of every month 10am from 2026-12-15":            `"repeatFrequency":"P1M","byMonthDay":[15]`,
		"every Monday 10am-noon from 2026-12-07 until 2027-02-01": `"endDate":"2027-02-01","repeatFrequency":"P1W"`,
		"every Monday 10am":                                       `"repeatFrequency":"P1W","byDay":["MO"],"startTime":"10:00:00","scheduleTimezone"`,
		"last day of the month 5pm from 2026-12-31":               "",
		"2026-12-05 10:00-11:00":                                  "",
	} {
		w := writer(t, "organization: neighbors\nkind: event\nschedule: "+phrase+"\n")
		got := jsonld.Listing(w, w.Board.Find("one"))
		if want == "" && strings.Contains(got, "eventSchedule") || !strings.Contains(got, want) {
			t.Errorf("%s: %s\nwant %s", phrase, got, want)
		}
	}
}
