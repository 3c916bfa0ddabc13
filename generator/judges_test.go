package generator_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"corkboard/generator"
	"corkboard/generator/publish"
	"corkboard/generator/schedule"
)

// required reports whether the environment wants the tests that need programs
// beside Go: on a bare machine they are skipped, in CI they must run.
func required() bool { return os.Getenv("CORKBOARD_REQUIRE") == "all" }

// need skips the test, or fails it where it is required, unless all programs
// and files are there.
func need(t *testing.T, files ...string) {
	t.Helper()
	for _, f := range files {
		_, err := os.Stat(f)
		if err != nil && !strings.ContainsRune(f, '/') {
			_, err = exec.LookPath(f)
		}
		if err == nil {
			continue
		}
		if required() {
			t.Fatalf("%s is needed and not there", f)
		}
		t.Skipf("%s is not there; .ci/run installs it", f)
	}
}

const judges = "../.ci/judges"

func chromium() string {
	if own := os.Getenv("CHROMIUM"); own != "" {
		return own
	}
	return "/usr/bin/chromium"
}

func written(t *testing.T, r *generator.Result) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "public")
	if _, err := publish.Publish(context.Background(), r.Tree, publish.Options{Output: dir}); err != nil {
		t.Fatal(err)
	}
	return dir
}

// Pages of every kind, in every language, judged by a real browser.
func TestPagesInABrowser(t *testing.T) {
	need(t, "node", chromium(), judges+"/node_modules/playwright-core")
	r := theSample(t)
	pages := samplePages(r)
	if len(pages) < 40 {
		t.Fatalf("only %d pages to judge", len(pages))
	}
	judge(t, written(t, r), "/", pages)
}

// Below a path, a page of each of the first kinds: assets and policy hold there.
func TestPagesBelowAPathInABrowser(t *testing.T) {
	need(t, "node", chromium(), judges+"/node_modules/playwright-core")
	r := build(t, sampleFS(t), sampleNow, "https://example.org/town/")
	judge(t, written(t, r), "/town/", []string{"", "get/", "es/help-now/"})
}

func judge(t *testing.T, dir, base string, pages []string) {
	t.Helper()
	args := append([]string{judges + "/pages.mjs", dir, base}, pages...)
	out, err := exec.Command("node", args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
}

// samplePages picks a page of every kind in every language, and of listings
// that are sensitive or over.
func samplePages(r *generator.Result) []string {
	const each = 1
	seen := map[string]int{}
	var out []string
	pages := slices.Clone(r.Site.Pages())
	sort.Slice(pages, func(i, j int) bool { return pages[i].Path < pages[j].Path })
	for _, p := range pages {
		frame := p.View().Page()
		key := frame.Lang + " " + frame.Kind
		if frame.Kind == "redirect" {
			continue // it leads on before it can be judged
		}
		if frame.Sensitive {
			key += " sensitive"
		}
		if frame.NoIndex {
			key += " over"
		}
		if seen[key]++; seen[key] <= each {
			out = append(out, strings.TrimSuffix(p.Path, "index.html"))
		}
	}
	return out
}

// Calendar programs that have nothing to do with each other see what we mean.
func TestCalendarPrograms(t *testing.T) {
	needCalendarPrograms(t)
	r := theSample(t)
	agree(t, r, filepath.Join(written(t, r), "calendar.ics"), sampleNow.UTC(), sampleNow.AddDate(0, 9, 0).UTC(), 300)
}

// judgedZones change their clocks on different days and hours, by half an hour,
// in Ramadan, or not at all.
var judgedZones = []string{
	"America/New_York", "Europe/London", "Europe/Madrid", "America/Sao_Paulo", "Australia/Sydney", "Pacific/Auckland",
	"Asia/Kolkata", "Asia/Tehran", "Africa/Cairo", "Australia/Lord_Howe", "Pacific/Chatham", "Africa/Casablanca",
}

// Every phrase that the schedules' own tests know, in each of these zones, over
// a year with all changes of the clocks.
func TestCalendarProgramsOnEveryPhrase(t *testing.T) {
	needCalendarPrograms(t)
	r := buildWith(t, everyPhrase(t), sampleNow, nil)
	if n := len(r.Catalog.Opportunities); n < 2000 {
		t.Fatalf("only %d listings", n)
	}
	feed := filepath.Join(t.TempDir(), "calendar.ics")
	if err := os.WriteFile(feed, render(t, r.Tree.Find("calendar.ics")), 0o644); err != nil {
		t.Fatal(err)
	}
	agree(t, r, feed, sampleNow.UTC(), sampleNow.AddDate(1, 0, 0).UTC(), 100_000)
}

// everyPhrase is a folder with a listing for each phrase in each zone.
func everyPhrase(t *testing.T) fstest.MapFS {
	t.Helper()
	text, err := os.ReadFile("schedule/testdata/phrases.txt")
	if err != nil {
		t.Fatal(err)
	}
	folder := fstest.MapFS{
		"site.yaml":               file("id: phrases\ntitle: Phrases\ntimezone: UTC\n"),
		"closures.yaml":           file("public-holidays: [2026-11-26, 2026-12-25, 2027-01-01]\n"),
		"organizations/hall.yaml": file("name: Hall\nchecked: 2026-11-01\n"),
	}
	var places strings.Builder
	for i, zone := range judgedZones {
		fmt.Fprintf(&places, "zone-%d:\n  name: %s\n  timezone: %s\n", i, zone, zone)
	}
	folder["locations.yaml"] = file(places.String())
	for n, line := range strings.Split(string(text), "\n") {
		columns := strings.Split(line, "\t")
		if strings.HasPrefix(line, "#") || len(columns) < 5 || columns[1] == "" {
			continue
		}
		for i := range judgedZones {
			folder[fmt.Sprintf("opportunities/p%d-%d.yaml", n, i)] = file(fmt.Sprintf(
				"title: %d in %d\norganization: hall\nkind: event\nchecked: 2026-11-01\nlocation: zone-%d\nschedule: %q\n", n, i, i, columns[1]))
		}
	}
	return folder
}

func needCalendarPrograms(t *testing.T) {
	t.Helper()
	need(t, "node", judges+"/node_modules/ical.js", "/usr/bin/python3")
	if err := exec.Command("/usr/bin/python3", "-c", "import icalendar, recurring_ical_events").Run(); err != nil {
		if required() {
			t.Fatal("python3-recurring-ical-events is needed and not there")
		}
		t.Skip("python3-recurring-ical-events is not there")
	}
}

// agree holds what calendar programs read in a feed against our own reckoning.
func agree(t *testing.T, r *generator.Result, feed string, from, to time.Time, least int) {
	t.Helper()
	want := occurrences(r, from, to)
	if len(want) < least {
		t.Fatalf("only %d occurrences to compare", len(want))
	}
	for _, program := range [][]string{{"node", judges + "/occurrences.mjs"}, {"/usr/bin/python3", judges + "/occurrences.py"}} {
		out, err := exec.Command(program[0], program[1], feed, from.Format(time.RFC3339), to.Format(time.RFC3339)).Output()
		if err != nil {
			t.Fatalf("%s: %v", program[1], err)
		}
		got := starts(strings.Split(strings.TrimSpace(string(out)), "\n"))
		missing, extra := difference(want, got), difference(got, want)
		if len(missing)+len(extra) > 0 {
			t.Errorf("%s: of %d occurrences %d are missing: %v; %d are too many: %v", program[1], len(want),
				len(missing), missing[:min(10, len(missing))], len(extra), extra[:min(10, len(extra))])
		}
		t.Logf("%s was asked for %d occurrences of %d listings", program[1], len(want), len(r.Catalog.Opportunities))
	}
}

// starts reduces "uid<TAB>start" to "listing<TAB>start", sorted: into how many
// entries a schedule is split is the writer's matter. Deadlines are no
// occurrences.
func starts(lines []string) []string {
	var out []string
	for _, line := range lines {
		uid, start, _ := strings.Cut(line, "\t")
		id, part, _ := strings.Cut(uid, ".")
		if part != "deadline" {
			out = append(out, id+"\t"+start)
		}
	}
	slices.Sort(out)
	return out
}

// occurrences are those of the listings in the site's calendar by our own
// reckoning.
func occurrences(r *generator.Result, from, to time.Time) []string {
	closures := map[string][]schedule.DateSpan{}
	for _, c := range r.Catalog.Closures {
		closures[c.ID] = c.Days
	}
	var out []string
	for _, o := range r.Catalog.Opportunities {
		if !r.Site.InCalendar(o.ID) || o.Status == "cancelled" {
			continue
		}
		env := schedule.Env{Zone: r.Catalog.Site.Zone, Closures: closures}
		if len(o.Locations) > 0 && o.Locations[0].Zone != nil {
			env.Zone = o.Locations[0].Zone
		}
		for i := range o.Schedules {
			// A day without a time is one of the calendar, in no zone.
			for occurrence := range o.Schedules[i].Occurrences(from.AddDate(0, 0, -1), to.AddDate(0, 0, 1), env) {
				at := occurrence.Start
				start := at.UTC().Format("2006-01-02T15:04Z")
				if occurrence.AllDay {
					day := schedule.DateOf(at)
					at, start = day.In(time.UTC), day.String()
				}
				if occurrence.State >= schedule.Cancelled || at.Before(from) || !at.Before(to) {
					continue
				}
				out = append(out, o.OldestID()+"\t"+start)
			}
		}
	}
	slices.Sort(out)
	return out
}

// difference is what a has beyond b; both sorted.
func difference(a, b []string) []string {
	left := map[string]int{}
	for _, s := range b {
		left[s]++
	}
	var out []string
	for _, s := range a {
		if left[s]--; left[s] < 0 {
			out = append(out, s)
		}
	}
	return out
}
