package output_test

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/fixture"
	"corkboard/generator/history"
	"corkboard/generator/output"
	"corkboard/generator/schedule"
	"corkboard/generator/tree"
)

const town = `
-- closures.yaml --
holidays:
  name: public holidays
  days: [2026-12-24]
-- categories.yaml --
food:
  name: Food
  aliases: [groceries]
safety:
  name: Safety at home
  sensitive: yes
-- locations.yaml --
rowan:
  name: Rowan
hall:
  name: Hall
  formerly: [old-hall]
  address: 1 Main Street
  geo: [53.35, -6.26]
  in: rowan
-- organizations/neighbors.yaml --
name: Neighbors
location: hall
checked: 2026-11-01
phone: 01 555 0100
`

const soup = `-- opportunities/soup.yaml --
title:
  en: Soup
  es: Sopa
formerly: [stew]
organization: neighbors
kind: get-help
get: food
category: food
summary: Bread and soup
schedule:
  date: 2026-11-26
  time: 18:00-19:00
  repeat: every Thursday
  skip: [holidays]
  changes:
    2026-12-03:
      location: rowan
      note: In the square
    2026-12-10: cancelled
  note: Ring the bell
deadline: 2026-12-01 17:00
steps: [Phone first]
bring: [A bag]
id_needed: no
cost: free
checked: 2026-11-20
`

func writer(t *testing.T, listings string) *output.Writer {
	t.Helper()
	return output.New(fixture.English(t, time.Time{}, town+listings))
}

func render(t *testing.T, f tree.File) string {
	t.Helper()
	var b bytes.Buffer
	if err := f.Render(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func paths(files []tree.File) string {
	var out []string
	for _, f := range files {
		out = append(out, f.Path)
	}
	return strings.Join(out, " ")
}

func TestCalendar(t *testing.T) {
	w := writer(t, soup)
	files := w.Calendar("locations/hall/", "Hall", w.Board.Sets.All)
	if got := paths(files); got != "locations/hall/calendar.ics locations/old-hall/calendar.ics" {
		t.Errorf("files: %s", got)
	}
	fixture.Golden(t, "calendar.ics", strings.ReplaceAll(render(t, files[0]), "\r\n", "\n"))
	if old := render(t, files[1]); !strings.Contains(old, "SOURCE;VALUE=URI:https://tiny.example/town/locations/old-hall/calendar.ics") || !strings.Contains(old, "UID:soup@tiny") && !strings.Contains(old, "UID:stew@tiny") {
		t.Errorf("at its former address:\n%s", old)
	}
	if got := paths(w.ListingCalendar(w.Board.Find("soup"))); got != "opportunities/soup/event.ics opportunities/stew/event.ics" {
		t.Errorf("of the listing: %s", got)
	}
	if empty := render(t, w.Calendar("kinds/job/", "Job", w.Board.Sets.Kind("job"))[0]); !strings.HasPrefix(empty, "BEGIN:VCALENDAR") || strings.Contains(empty, "VEVENT") {
		t.Errorf("without a listing:\n%s", empty)
	}
}

// events are the lines of a listing's calendar that begin with some names.
func events(t *testing.T, b *board.Board, names ...string) string {
	t.Helper()
	w := output.New(fixture.Writer(b, "en"))
	text := strings.ReplaceAll(strings.ReplaceAll(render(t, w.ListingCalendar(b.Listings[0])[0]), "\r\n ", ""), "\r\n", "\n")
	_, text, _ = strings.Cut(text, "BEGIN:VEVENT")
	var out []string
	for _, line := range strings.Split(text, "\n") {
		for _, name := range names {
			if strings.HasPrefix(line, name) {
				out = append(out, line)
			}
		}
	}
	return strings.Join(out, "\n")
}

func TestEntries(t *testing.T) {
	const one = "-- opportunities/one.yaml --\ntitle: One\norganization: neighbors\nkind: class\nschedule: 2026-11-30 10:00-12:00\n"
	var out strings.Builder
	for _, test := range []struct{ name, text string }{
		{"confirmed", "checked: 2026-11-20\n"},
		{"tentative", "status: tentative\nchecked: 2026-11-20\n"},
		{"cancelled", "status: cancelled\nchecked: 2026-11-20\n"},
		{"full", "status: full\nstatus_note: Try again in spring\nchecked: 2026-11-20\n"},
		{"stale", "checked: 2026-11-01\nreview: 15\n"},
		{"urgency that has ended", "urgent_until: 2026-11-22 10:00\nchecked: 2026-11-20\n"},
		{"from afar", "remote: yes\nonline:\n  url: https://meet.example/x\nchecked: 2026-11-20\n"},
		{"by phone", "remote: yes\nonline:\n  phone: 01 555 0103\nchecked: 2026-11-20\n"},
	} {
		b := fixture.Board(t, time.Time{}, town+one+test.text)
		fmt.Fprintf(&out, "%s:\n%s\n\n", test.name, events(t, b, "SUMMARY", "STATUS", "LOCATION", "GEO", "SEQUENCE", "LAST-MODIFIED", "DTSTAMP", "DESCRIPTION"))
	}
	fixture.Golden(t, "entries.txt", out.String())
}

// A listing whose organization changed is a newer revision. Of one that git does not
// know only the last check is known, which is no time of a change.
func TestChangesOfAnOrganization(t *testing.T) {
	const one = "-- opportunities/one.yaml --\ntitle: One\norganization: neighbors\nkind: class\nschedule: 2026-11-30 10:00-12:00\nchecked: 2026-11-20\n"
	for name, test := range map[string]struct {
		changed time.Time
		edited  bool
		want    string
	}{
		"committed later":  {time.Date(2026, 11, 21, 8, 0, 0, 0, time.UTC), false, "DTSTAMP:20261121T080000Z"},
		"committed before": {time.Date(2026, 11, 1, 8, 0, 0, 0, time.UTC), false, "DTSTAMP:20261110T080000Z"},
		"edited":           {time.Date(2026, 11, 1, 8, 0, 0, 0, time.UTC), true, "DTSTAMP:20261122T120001Z"},
		"new":              {time.Time{}, true, "DTSTAMP:20261122T120001Z"},
		"unknown to git":   {time.Time{}, false, "DTSTAMP:20261110T080000Z"},
	} {
		c := fixture.Catalog(t, strings.Replace(town, "checked: 2026-11-01", "checked: 2026-11-21", 1)+one)
		c.Opportunities[0].Changed = time.Date(2026, 11, 10, 8, 0, 0, 0, time.UTC)
		c.Organizations[0].Changed, c.Organizations[0].Edited = test.changed, test.edited
		b := fixture.At(c, time.Time{}, &history.History{At: time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)})
		if got := events(t, b, "DTSTAMP"); got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
}

// Whatever was promised and is no more is called off under its own UID; of what
// was removed nothing but name and dates is told.
func TestDroppedAndRemoved(t *testing.T) {
	const one = "-- opportunities/one.yaml --\ntitle: One\norganization: neighbors\nkind: class\nsummary: Secret plans\nschedule:\n  date: 2026-11-30\n  time: 10:00-12:00\n  key: first\nchecked: 2026-11-20\n"
	const names = "UID SUMMARY STATUS LOCATION GEO CATEGORIES DESCRIPTION DTSTART DTSTAMP"
	dropped := fixture.Catalog(t, town+one)
	was := dropped.Opportunities[0].Schedules[0].Schedule
	was.Key = "second"
	dropped.Opportunities[0].Former = []catalog.Former{{Schedules: []schedule.Schedule{was}, Deadline: catalog.Deadline{Date: was.Start}}, {Schedules: []schedule.Schedule{was}}}
	removed := fixture.Catalog(t, town+one)
	removed.Opportunities[0].Removed, removed.Opportunities[0].Listed = true, false
	removed.Opportunities[0].Changed = time.Date(2026, 11, 19, 8, 0, 0, 0, time.UTC)
	removed.Opportunities[0].Former = []catalog.Former{{Schedules: []schedule.Schedule{removed.Opportunities[0].Schedules[0].Schedule}}}
	removed.Opportunities[0].Schedules = nil
	removed.Organizations[0].Changed = removed.Opportunities[0].Changed.Add(time.Hour)
	dropped.Organizations[0].Changed = removed.Organizations[0].Changed.AddDate(0, 0, 2)
	fixture.Golden(t, "dropped.txt", "dropped:\n"+events(t, fixture.At(dropped, time.Time{}, nil), strings.Fields(names)...)+
		"\n\nremoved:\n"+events(t, fixture.At(removed, time.Time{}, nil), strings.Fields(names)...)+"\n")
}

func TestNews(t *testing.T) {
	w := writer(t, soup+"-- opportunities/private.yaml --\ntitle: A safe bed\norganization: neighbors\nkind: get-help\nget: shelter\ncategory: safety\nongoing: yes\nchecked: 2026-11-20\n")
	files := w.News("locations/hall/", "Hall", w.Board.Sets.All)
	if got := paths(files); got != "locations/hall/feed.xml locations/old-hall/feed.xml" {
		t.Errorf("files: %s", got)
	}
	fixture.Golden(t, "news.xml", render(t, files[0]))
	if render(t, files[1]) != render(t, files[0]) {
		t.Error("at its former address are other bytes")
	}
	for _, f := range w.SiteNews() {
		if text := render(t, f); !strings.Contains(text, "Soup") || strings.Contains(text, "safe bed") {
			t.Errorf("%s:\n%s", f.Path, text)
		}
	}
}

func TestOutcomeNews(t *testing.T) {
	w := writer(t, "-- opportunities/plan.yaml --\ntitle: Plan\norganization: neighbors\nkind: consultation\nsay: comment\ndeadline: 2026-11-01\noutcome:\n  text: Built\n  date: 2026-11-10\nchecked: 2026-11-20\n")
	text := render(t, w.OutcomeNews())
	for _, want := range []string{"<summary>Built</summary>", "<id>tag:tiny,2020:plan/outcome</id>", "<published>2026-11-10T00:00:00Z</published>"} {
		if !strings.Contains(text, want) {
			t.Errorf("%s\nlacks %s", text, want)
		}
	}
	if strings.Contains(text, "enclosure") {
		t.Error("an outcome has a calendar")
	}
}

func TestIndex(t *testing.T) {
	w := writer(t, soup)
	files := w.Index("locations/hall/", w.Board.Sets.All)
	if got := paths(files); got != "locations/hall/index.json locations/old-hall/index.json" {
		t.Errorf("files: %s", got)
	}
	want := `[
{"id":"soup","url":"https://tiny.example/town/opportunities/soup/","title":"Soup","direction":"get","kind":"get-help","organizations":["neighbors"],"categories":["food"],"locations":["hall","rowan"],"next":"2026-11-26T18:00:00Z","end":"2026-11-26T19:00:00Z","checked":"2026-11-20"},
{"id":"neighbors","url":"https://tiny.example/town/organizations/neighbors/","title":"Neighbors","kind":"organization","locations":["hall","rowan"],"phones":["01 555 0100"],"checked":"2026-11-01"}
]
`
	if got := render(t, files[0]); got != want {
		t.Errorf("got %s", got)
	}
	if got := render(t, w.Index("", w.Board.Sets.Kind("job"))[0]); got != "[\n\n]\n" {
		t.Errorf("without a listing: %q", got)
	}
}

func TestChanges(t *testing.T) {
	c := fixture.Catalog(t, town+soup)
	quiet := *c.Opportunities[0]
	quiet.ID, quiet.Categories, quiet.Changed = "quiet", c.Categories[1:2], time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)
	c.Opportunities = append(c.Opportunities, &quiet)
	c.Opportunities[0].Added, c.Opportunities[0].Changed = time.Date(2026, 10, 1, 8, 0, 0, 0, time.UTC), time.Date(2026, 11, 20, 8, 0, 0, 0, time.UTC)
	at := func(now time.Time) string {
		return render(t, output.Changes(fixture.Writer(fixture.At(c, now, nil), "en")))
	}
	if got := at(time.Time{}); !strings.Contains(got, `"since": "2026-09-24"`) || !strings.Contains(got, `"added": "2026-10-01T08:00:00Z"`) || !strings.Contains(got, `"changed": "2026-11-20T08:00:00Z"`) || strings.Contains(got, "quiet") {
		t.Errorf("got %s", got)
	}
	if got := at(fixture.Now.AddDate(0, 0, 61)); strings.Contains(got, "soup") {
		t.Errorf("two months later: %s", got)
	}
}

func TestBuild(t *testing.T) {
	b := fixture.Board(t, time.Time{}, town+soup)
	got := render(t, output.Build(b, []string{"en", "es"}, map[string]string{"en": "Made on {date}"}, 1, 2))
	for _, want := range []string{`"now": "2026-11-23"`, `"valid_until": "2026-11-24T00:00:00Z"`, `"listings": 1`, `"organizations": 1`, `"errors": 1`, `"en": "Made on {date}"`, `"warnings": 2`} {
		if !strings.Contains(got, want) {
			t.Errorf("%s\nlacks %s", got, want)
		}
	}
}

// The search of a directory finds its listings, and its words are in the page.
func TestSearch(t *testing.T) {
	w := fixture.English(t, time.Time{}, town+soup+"-- opportunities/private.yaml --\ntitle: A safe bed\norganization: neighbors\nkind: get-help\nget: shelter\ncategory: safety\nschedule: every Friday 19:00-21:00\nhours: Knock afterwards\nlocation:\n  name: Heron Court\n  in: rowan\nchecked: 2026-11-20\n"+
		"-- organizations/safe-trust.yaml --\nname: Safe Trust\ncategory: safety\nlocation: shore\nopening: every Friday 19:00-21:00\nhours: Knock afterwards\nphone: 01 555 0109\n-- locations.yaml --\nrowan:\n  name: Rowan\nhall:\n  name: Hall\n  formerly: [old-hall]\n  address: 1 Main Street\n  geo: [53.35, -6.26]\n  in: rowan\nshore:\n  name: Heron Shore\n  address: 2 Main Street\n  geo: [53.36, -6.27]\n"+
		"-- opportunities/plan.yaml --\ntitle: Plan\norganization: neighbors\nkind: consultation\nsay: comment\ndeadline: 2026-12-01\nhours: Any time\nchecked:\n")
	files := output.Search(w, output.NewSearchBasis(w.Board, map[string]string{"en": "with, for"}))
	if len(files) == 0 || !strings.HasPrefix(files[0].Path, "search/index/") {
		t.Fatalf("files: %s", paths(files))
	}
	seen := &looker{}
	for _, f := range files {
		if err := f.Render(seen); err != nil {
			t.Fatal(err)
		}
	}
	for _, want := range []string{
		"\tSoup\tget-help\tNeighbors\tHall, Rowan\tBread and soup\t", // a record
		"\tfiv", // free, no ID, a calendar of its own
		"\tA safe bed\tget-help\tNeighbors\t\t\t\t\t\tq\t\t\t\t\t01 555 0100",                // a private matter: neither place nor day
		"	u" + strconv.FormatInt(time.Date(2026, 12, 1, 0, 0, 0, 0, time.UTC).Unix()/60, 36), // until 1 December
		"Food",
	} {
		if !strings.Contains(seen.String(), want) {
			t.Errorf("the index lacks %q", want)
		}
	}
	for _, secret := range []string{"eron", "riday", "nock", "2 Main"} {
		if strings.Contains(seen.String(), secret) {
			t.Errorf("the index tells %q of a private matter", secret)
		}
	}
	if words := output.SearchWords(w); !strings.Contains(words, `"w":"Walk in"`) || !strings.Contains(words, `"get-help":["get","Get help","Help and services"]`) {
		t.Errorf("words: %s", words)
	}
}

// looker sees what is packed.
type looker struct{ strings.Builder }

func (l *looker) Look(text []byte) { l.Write(append(text, '\n')) }

// What is asked for again is what was made before.
func TestWrittenOnce(t *testing.T) {
	w := writer(t, soup)
	files := append(w.Calendar("", "Tiny", w.Board.Sets.All), w.News("", "Tiny", w.Board.Sets.All)...)
	for _, f := range append(files, w.Index("", w.Board.Sets.All)...) {
		if a, b := f.Fingerprint(), f.Fingerprint(); a != b || render(t, f) != render(t, f) {
			t.Errorf("%s is another one when it is asked for again", f.Path)
		}
	}
}
