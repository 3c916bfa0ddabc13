package generator_test

import (
	"bytes"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"corkboard/generator"
	"corkboard/generator/history"
)

// feedTown has a listing in every kind of set that has feeds, in two languages.
// Words in capitals are ids and lines to be replaced.
func feedTown(ids []string) fstest.MapFS {
	r := strings.NewReplacer(ids...)
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"site.yaml": "id: t\nurl: https://example.org\ntimezone: America/New_York\nlanguages: [en, es]\n" +
			"feeds:\n  - id: DECLARED\n    title: Suppers\n    categories: [FOOD]\n    MORE_DECLARED\n",
		"categories.yaml":         "FOOD:\n  name: Food\n  MORE_FOOD\nother:\n  name: Other\n",
		"locations.yaml":          "TOWN:\n  name: Town\n  MORE_TOWN\nelsewhere:\n  name: Elsewhere\n",
		"organizations/HALL.yaml": "name: Hall\nchecked: 2026-11-01\nMORE_HALL\n",
		"organizations/barn.yaml": "name: Barn\nchecked: 2026-11-01\n",
		"opportunities/MEAL.yaml": "title:\n  en: Meal\n  es: Comida\norganization: HALL\nkind: get-help\ncategory: FOOD\nlocation: TOWN\nlanguages: [fr]\n" +
			"access:\n  step-free: yes\nschedule: 2026-12-05 10am-noon\nchecked: 2026-11-20\nMORE_MEAL\n",
	} {
		files[r.Replace(name)] = file(r.Replace(text))
	}
	return files
}

var (
	oldIDs = []string{"MORE_FOOD", "", "MORE_TOWN", "", "MORE_HALL", "", "MORE_MEAL", "", "MORE_DECLARED", "",
		"FOOD", "groceries", "TOWN", "village", "HALL", "church", "MEAL", "lunch", "DECLARED", "tonight"}
	newIDs = []string{"MORE_FOOD", "formerly: [groceries]", "MORE_TOWN", "formerly: [village]", "MORE_HALL", "formerly: [church]",
		"MORE_MEAL", "formerly: [lunch]", "MORE_DECLARED", "formerly: [tonight]",
		"FOOD", "food", "TOWN", "town", "HALL", "hall", "MEAL", "meal", "DECLARED", "suppers"}
)

// feedFiles are the files of a site that programs come back to.
func feedFiles(r *generator.Result) []string {
	var out []string
	for _, f := range r.Tree.Files() {
		switch path.Base(f.Path) {
		case "calendar.ics", "event.ics", "feed.xml", "feed.json", "index.json":
			out = append(out, f.Path)
		}
	}
	return out
}

func buildFeeds(t *testing.T, files fstest.MapFS, now time.Time, past *history.History) *generator.Result {
	t.Helper()
	r := buildWith(t, files, now, past)
	if errors, _ := r.Problems.Count(); errors > 0 {
		t.Fatal(printed(r.Problems))
	}
	return r
}

// wantFeeds are the feeds that the town has in each language; those of a listing
// are in the first alone.
var wantFeeds = []string{
	"calendar.ics", "feed.xml", "feed.json", "index.json", "outcomes/feed.xml",
	"categories/groceries/calendar.ics", "categories/groceries/feed.xml", "categories/groceries/index.json",
	"locations/village/calendar.ics", "locations/village/feed.xml", "locations/village/index.json",
	"locations/village/groceries/calendar.ics", "organizations/church/calendar.ics", "organizations/church/feed.xml",
	"kinds/get-help/calendar.ics", "get/calendar.ics", "languages/fr/calendar.ics", "access/step-free/calendar.ics", "feeds/tonight/calendar.ics",
}

// Whoever subscribed to a set by the name it had goes on getting what is in it
// under the name it has.
func TestFeedsAtOldAddresses(t *testing.T) {
	before := buildFeeds(t, feedTown(oldIDs), sampleNow, nil)
	was := feedFiles(before)
	for _, want := range wantFeeds {
		for _, p := range []string{want, "es/" + want} {
			if !slices.Contains(was, p) {
				t.Errorf("there is no %s, so the test does not look at it", p)
			}
		}
	}
	if !slices.Contains(was, "opportunities/lunch/event.ics") {
		t.Error("there is no calendar of the listing")
	}
	after := buildFeeds(t, feedTown(newIDs), sampleNow, nil)
	today := strings.NewReplacer("groceries", "food", "village", "town", "church", "hall", "lunch", "meal", "tonight", "suppers")
	moved := 0
	for _, old := range was {
		there, now := after.Tree.Find(old), after.Tree.Find(today.Replace(old))
		if there == nil || now == nil {
			t.Errorf("%s is gone, or %s is not there", old, today.Replace(old))
			continue
		}
		if old != today.Replace(old) {
			moved++
		}
		got, want := render(t, there), render(t, now)
		if !strings.HasSuffix(old, ".ics") {
			if !bytes.Equal(got, want) {
				t.Errorf("%s is another feed than %s:\n%s\n%s", old, today.Replace(old), got, want)
			}
			continue
		}
		if entries := eventsOf(got); old != today.Replace(old) && len(entries) != 1 || !slices.Equal(entries, eventsOf(want)) {
			t.Errorf("%s has other entries than %s:\n%s\n%s", old, today.Replace(old), got, want)
		}
		if former := render(t, before.Tree.Find(old)); !slices.Equal(uidsOf(got), uidsOf(former)) {
			t.Errorf("%s has the entries %q, before it was renamed %q", old, uidsOf(got), uidsOf(former))
		}
	}
	if moved < 20 {
		t.Errorf("only %d feeds were renamed", moved)
	}
	// A feed reader knows a feed by its id.
	id := regexp.MustCompile(`<id>[^<]*</id>`)
	for _, p := range []string{"categories/groceries/feed.xml", "locations/village/feed.xml", "es/organizations/church/feed.xml"} {
		was, is := id.Find(render(t, before.Tree.Find(p))), id.Find(render(t, after.Tree.Find(today.Replace(p))))
		if !bytes.Equal(was, is) {
			t.Errorf("the id of %s was %s and is %s", p, was, is)
		}
	}
	// Readers find the pages too.
	for _, p := range []string{"feeds/tonight/index.html", "es/feeds/tonight/index.html"} {
		if f := after.Tree.Find(p); f == nil || !bytes.Contains(render(t, f), []byte("/feeds/suppers/")) {
			t.Errorf("%s does not lead on", p)
		}
	}
}

func eventsOf(calendar []byte) []string {
	var out []string
	for _, e := range strings.Split(string(calendar), "BEGIN:VEVENT\r\n")[1:] {
		e, _, _ = strings.Cut(e, "END:VEVENT")
		out = append(out, e)
	}
	return out
}

func uidsOf(calendar []byte) []string {
	var out []string
	for _, m := range regexp.MustCompile(`(?m)^UID:(.*)\r$`).FindAllSubmatch(calendar, -1) {
		out = append(out, string(m[1]))
	}
	return out
}

// A feed that was once written is there when nothing is left in it: a calendar
// program that meets an error drops the subscription.
func TestFeedsOfEmptiedSets(t *testing.T) {
	files := feedTown(oldIDs)
	was := feedFiles(buildFeeds(t, files, sampleNow, nil))
	if len(was) < 2*len(wantFeeds) {
		t.Fatalf("there are only %d feeds", len(was))
	}
	lunch := files["opportunities/lunch.yaml"].Data
	without := maps.Clone(files)
	delete(without, "opportunities/lunch.yaml")
	past := history.Fixed(map[string]history.Dates{}, history.Version{Path: "opportunities/lunch.yaml", At: sampleNow.AddDate(0, 0, -1), Gone: true, Content: lunch})
	edited := func(from, to string) fstest.MapFS {
		t.Helper()
		out := maps.Clone(files)
		text := strings.Replace(string(lunch), from, to, 1)
		if text == string(lunch) {
			t.Fatalf("the listing has no %q", from)
		}
		out["opportunities/lunch.yaml"] = file(text)
		return out
	}
	for _, step := range []struct {
		what  string
		files fstest.MapFS
		now   time.Time
		past  *history.History
	}{
		{what: "its date has passed", files: files, now: sampleNow.AddDate(2, 0, 0)},
		{what: "the listing is done", files: edited("checked: ", "status: done\nchecked: "), now: sampleNow},
		{what: "the listing takes no date any more", files: edited("schedule: 2026-12-05 10am-noon", "ongoing: true"), now: sampleNow, past: past},
		{what: "the listing has another category", files: edited("category: groceries", "category: other"), now: sampleNow, past: past},
		{what: "the listing is at another place", files: edited("location: village", "location: elsewhere"), now: sampleNow, past: past},
		{what: "the listing is of another organization and kind", files: edited("organization: church\nkind: get-help", "organization: barn\nkind: meeting"), now: sampleNow, past: past},
		{what: "another language is spoken", files: edited("[fr]", "[pl]"), now: sampleNow, past: past},
		{what: "there are steps", files: edited("step-free: yes", "step-free: no"), now: sampleNow, past: past},
		{what: "the listing is removed", files: without, now: sampleNow, past: past},
		{what: "the listing was removed and its date has passed", files: without, now: sampleNow.AddDate(0, 3, 0), past: past},
	} {
		r := buildFeeds(t, step.files, step.now, step.past)
		for _, p := range was {
			f := r.Tree.Find(p)
			if f == nil {
				t.Errorf("%s: %s is gone", step.what, p)
				continue
			}
			if text := render(t, f); strings.HasSuffix(p, ".ics") && (!bytes.Contains(text, []byte("BEGIN:VTIMEZONE")) || !bytes.HasSuffix(text, []byte("END:VCALENDAR\r\n"))) {
				t.Errorf("%s: %s is no calendar:\n%s", step.what, p, text)
			}
		}
	}
}
