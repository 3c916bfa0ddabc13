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
		for _, want := range []string{"STATUS:CANCELLED", "SUMMARY;LANGUAGE=en:Cancelled: Winter market", "DTSTART;TZID=", "20261205T100000", "LAST-MODIFIED:20261112T090000Z"} {
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
