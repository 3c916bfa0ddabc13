package generator_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"
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
	need(t, "node", judges+"/node_modules/ical.js", "/usr/bin/python3")
	if err := exec.Command("/usr/bin/python3", "-c", "import icalendar, recurring_ical_events").Run(); err != nil {
		if required() {
			t.Fatal("python3-recurring-ical-events is needed and not there")
		}
		t.Skip("python3-recurring-ical-events is not there")
	}
	r := theSample(t)
	feed := filepath.Join(written(t, r), "calendar.ics")
	from, to := sampleNow.UTC(), sampleNow.AddDate(0, 9, 0).UTC()
	want := occurrences(r, from, to)
	if len(want) < 300 {
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
		for i := range o.Schedules {
			for occurrence := range o.Schedules[i].Occurrences(from, to, env) {
				if occurrence.State >= schedule.Cancelled || occurrence.Start.Before(from) {
					continue
				}
				start := occurrence.Start.UTC().Format("2006-01-02T15:04Z")
				if occurrence.AllDay {
					start = schedule.DateOf(occurrence.Start).String()
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
