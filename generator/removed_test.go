package generator_test

import (
	"maps"
	"strings"
	"testing"
	"time"

	"corkboard/generator/history"
)

// Whoever subscribed has to learn that a listing is no more: its entries are
// called off until their dates have passed, in every calendar that had them, and
// its page says so. Nothing else of it is told: it may have been removed for what
// it said.
func TestRemovedListings(t *testing.T) {
	day := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	files := maps.Clone(tiny)
	known := map[string]history.Dates{"opportunities/market.yaml": {Added: day, Created: day, Changed: day}}
	for name := range files {
		known[name] = history.Dates{Added: day, Created: day, Changed: day}
	}
	fair := "title: Winter market\norganization: neighbors\nkind: event\nschedule: 2026-12-05 10am-noon\ncategories: [food]\n" +
		"summary: With Joan at 12 Hidden Lane\nphone: (518) 555-0177\nlocation:\n  name: Joan's barn\n  address: 12 Hidden Lane\n"
	at := day.AddDate(0, 0, 10)
	removed := []history.Version{
		{Path: "opportunities/market.yaml", At: at, Gone: true, Content: []byte(fair)},
		{Path: "opportunities/broken.yaml", At: at, Gone: true, Content: []byte("title: [")},
		{Path: "opportunities/soup.yaml", At: at, Gone: true, Content: []byte(fair)}, // there again
		{Path: "opportunities/fair.yaml", At: at, Gone: true, Content: []byte(fair)}, // goes on as old-fair
	}
	build := func(now time.Time) map[string]string {
		t.Helper()
		r := buildWith(t, files, now, history.Fixed(known, removed...))
		if len(r.Problems.Errors()) > 0 {
			t.Fatal(printed(r.Problems))
		}
		out := map[string]string{}
		for _, f := range r.Tree.Files() {
			out[f.Path] = strings.ReplaceAll(string(render(t, f)), "\r\n ", "")
			for _, told := range []string{"Hidden Lane", "555-0177", "barn"} {
				if strings.Contains(out[f.Path], told) {
					t.Errorf("%s tells %q", f.Path, told)
				}
			}
		}
		return out
	}
	site := build(sampleNow)
	for _, file := range []string{"calendar.ics", "opportunities/market/event.ics", "organizations/neighbors/calendar.ics", "meet/calendar.ics"} {
		text := site[file]
		_, text, _ = strings.Cut(text, "UID:market@")
		text, _, _ = strings.Cut(text, "END:VEVENT")
		for _, want := range []string{"STATUS:CANCELLED", "SUMMARY:Cancelled: Winter market", "DTSTART;TZID=", "20261205T100000", "LAST-MODIFIED:20261112T090000Z"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %q:\n%s", file, want, text)
			}
		}
		for _, told := range []string{"LOCATION", "GEO", "CATEGORIES"} {
			if strings.Contains(text, told) {
				t.Errorf("%s has a %s:\n%s", file, told, text)
			}
		}
	}
	page := site["opportunities/market/index.html"]
	if !strings.Contains(page, "removed from the directory on") || !strings.Contains(page, "noindex") {
		t.Errorf("the page of what was removed is\n%s", page)
	}
	for path, text := range site {
		if path != "opportunities/market/index.html" && strings.HasSuffix(path, ".html") && strings.Contains(text, "Winter market") {
			t.Errorf("%s shows what was removed", path)
		}
	}
	if strings.Contains(site["sitemap.xml"], "/market/") || strings.Contains(site["index.json"], "market") {
		t.Error("what was removed is in an index")
	}
	later := build(time.Date(2027, 1, 20, 9, 0, 0, 0, time.UTC))
	if strings.Contains(later["calendar.ics"], "UID:market@") {
		t.Error("it is called off after its date has passed")
	}
	if later["opportunities/market/index.html"] == "" || later["opportunities/market/event.ics"] == "" {
		t.Error("its addresses are gone")
	}
}

// What took place before its file was deleted is not called off; of a series the
// dates after it are.
func TestHeldThenTidied(t *testing.T) {
	at := time.Date(2026, 11, 12, 9, 0, 0, 0, time.UTC) // a Thursday
	gone := func(id, schedule string) history.Version {
		return history.Version{Path: "opportunities/" + id + ".yaml", At: at, Gone: true,
			Content: []byte("title: " + id + "\norganization: neighbors\nkind: event\n" + schedule)}
	}
	r := buildWith(t, maps.Clone(tiny), sampleNow, history.Fixed(nil,
		gone("dinner", "schedule:\n  date: 2026-11-10\n  time: 5pm-7pm\n"),
		gone("fair", "schedule: 2026-11-10 5pm-7pm\n"),
		gone("morning", "schedule: 2026-11-12 8am-10am\n"), // had begun
		gone("noon", "schedule: 2026-11-12 noon-2pm\n"),
		gone("choir", "schedule: every Friday 6pm-7pm from 2026-08-07 until 2026-12-18\n"),
		gone("course", "schedule:\n  date: 2026-11-02\n  repeat: every 2 weeks on Monday\n  time: 6pm\n  count: 3\n"),
		gone("over", "schedule: every Friday 6pm-7pm from 2026-08-07 until 2026-11-06\n"),
		gone("camp", "schedule:\n  dates: [2026-11-09 9am, 2026-11-20 9am]\ndeadline: 2026-11-11\n")))
	text := strings.ReplaceAll(string(render(t, r.Tree.Find("calendar.ics"))), "\r\n ", "")
	for uid, start := range map[string]string{
		"noon@": "20261112T120000", "choir@": "20261113T180000", "course@": "20261116T180000", "camp.d20261120@": "20261120T090000",
	} {
		_, e, found := strings.Cut(text, "UID:"+uid)
		e, _, _ = strings.Cut(e, "END:VEVENT")
		if !found || !strings.Contains(e, "STATUS:CANCELLED") || !strings.Contains(e, start) {
			t.Errorf("%s is not called off from %s on:\n%s", uid, start, e)
		}
	}
	for _, uid := range []string{"dinner", "fair@tiny", "morning", "over", "camp.d20261109", "camp.deadline"} {
		if strings.Contains(text, "UID:"+uid) {
			t.Errorf("%s was held and is called off", uid)
		}
	}
	for _, id := range []string{"dinner", "over"} {
		if r.Tree.Find("opportunities/"+id+"/index.html") != nil {
			t.Errorf("%s has a page", id)
		}
	}
}
