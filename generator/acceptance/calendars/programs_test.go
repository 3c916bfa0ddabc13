// Package calendars asks independent calendar programs when things take place.
package calendars

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"corkboard/generator"
	"corkboard/generator/acceptance"
	"corkboard/generator/schedule"
)

func TestMain(m *testing.M) { acceptance.Main(m) }

// Calendar programs that have nothing to do with each other agree with us.
func TestCalendarPrograms(t *testing.T) {
	needCalendarPrograms(t)
	t.Parallel()
	r := acceptance.Sample(t)
	agree(t, r, filepath.Join(acceptance.Publish(t, r), "calendar.ics"), acceptance.SampleNow.UTC(), acceptance.SampleNow.AddDate(0, 9, 0).UTC(), 300)
}

// judgedZones change their clocks on different days and hours, by half an hour,
// in Ramadan, or not at all.
var judgedZones = []string{
	"America/New_York", "Europe/London", "Europe/Madrid", "America/Sao_Paulo", "Australia/Sydney", "Pacific/Auckland",
	"Asia/Kolkata", "Asia/Tehran", "Africa/Cairo", "Australia/Lord_Howe", "Pacific/Chatham", "Africa/Casablanca",
}

// Every meaning that the schedules' own tests know, in each of these zones,
// over a year with all its changes of the clocks. Each zone has a separate
// calendar: one of the programs takes four times as long for twice the size.
func TestCalendarProgramsOnEveryPhrase(t *testing.T) {
	needCalendarPrograms(t)
	t.Parallel()
	for _, zone := range judgedZones {
		t.Run(zone, func(t *testing.T) {
			t.Parallel()
			r := acceptance.BuildWith(t, everyPhrase(t, zone), acceptance.SampleNow, nil)
			if n := len(r.Catalog.Opportunities); n < 250 {
				t.Fatalf("only %d listings", n)
			}
			feed := filepath.Join(t.TempDir(), "calendar.ics")
			if err := os.WriteFile(feed, acceptance.Render(t, r.Tree.Find("calendar.ics")), 0o644); err != nil {
				t.Fatal(err)
			}
			agree(t, r, feed, acceptance.SampleNow.UTC(), acceptance.SampleNow.AddDate(1, 0, 0).UTC(), 10_000)
		})
	}
}

// everyPhrase returns a folder with a listing for each phrase, at a place in
// zone.
func everyPhrase(t *testing.T, zone string) fstest.MapFS {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(acceptance.Root(), "generator/schedule/testdata/phrases.txt"))
	if err != nil {
		t.Fatal(err)
	}
	folder := fstest.MapFS{
		"site.yaml":               acceptance.File("id: phrases\ntitle: Phrases\ntimezone: UTC\n"),
		"closures.yaml":           acceptance.File("public-holidays: [2026-11-26, 2026-12-25, 2027-01-01]\nschool-holidays: [2026-12-21..2027-01-03]\n"),
		"organizations/hall.yaml": acceptance.File("name: Hall\nchecked: 2026-11-01\n"),
		"locations.yaml":          acceptance.File("there:\n  name: There\n  timezone: " + zone + "\n"),
	}
	seen := map[string]bool{}
	for n, line := range strings.Split(string(text), "\n") {
		columns := strings.Split(line, " | ")
		if strings.HasPrefix(line, "#") || len(columns) < 3 {
			continue
		}
		// The line as it is read, in the grammar's own form, with a 24-hour
		// clock.
		meaning, read := strings.CutPrefix(strings.TrimSpace(columns[1]), "= ")
		if !read || meaning == "always" || seen[meaning] {
			continue
		}
		seen[meaning] = true
		var lines strings.Builder
		for part := range strings.SplitSeq(meaning, " + ") {
			fmt.Fprintf(&lines, "  - %q\n", part)
		}
		folder[fmt.Sprintf("opportunities/p%d.yaml", n)] = acceptance.File(fmt.Sprintf(
			"title: %d\norganization: hall\nkind: event\nchecked: 2026-11-01\nlocation: there\nschedule:\n%s", n, lines.String()))
	}
	return folder
}

// calendarPrograms print what they see in a calendar: UID, start and end,
// separated by tabs. They have no code in common.
var calendarPrograms = [][]string{
	{"node", acceptance.Judge("occurrences.mjs")},
	{"/usr/bin/python3", acceptance.Judge("occurrences.py")},
	{"/usr/bin/python3", acceptance.Judge("occurrences.libical.py")},
}

// At least this many random listings have to be in calendars and have dates in
// the year compared; each form of the grammar has to be in at least this many
// of them.
const (
	drawnListings = 10_000
	drawnEach     = 20
	drawnFeeds    = 36
)

// Thousands of random schedules from the whole grammar, in three dozen
// calendars made on different days over three years, for towns in each of the
// zones. One of the programs takes four times as long for a calendar twice the
// size.
func TestCalendarProgramsOnDrawnSchedules(t *testing.T) {
	needCalendarPrograms(t)
	t.Parallel()
	var mutex sync.Mutex
	total, seen := 0, map[string]int{}
	t.Run("feeds", func(t *testing.T) {
		for i := range drawnFeeds {
			zone, now := judgedZones[i%len(judgedZones)], acceptance.SampleNow.AddDate(0, i, 5*i)
			t.Run(fmt.Sprint(zone, " ", now.Format(time.DateOnly)), func(t *testing.T) {
				t.Parallel()
				folder, forms := drawnFolder(t, uint64(i), now, zone, 300)
				r := acceptance.BuildWith(t, folder, now, nil)
				text := acceptance.Render(t, r.Tree.Find("calendar.ics"))
				oneEach(t, string(text))
				feed := filepath.Join(t.TempDir(), "calendar.ics")
				if err := os.WriteFile(feed, text, 0o644); err != nil {
					t.Fatal(err)
				}
				from, to := now.UTC(), now.AddDate(1, 0, 0).UTC()
				agree(t, r, feed, from, to, 2000)

				mutex.Lock()
				defer mutex.Unlock()
				dated := map[string]bool{}
				for _, line := range occurrences(r, from, to) {
					id, _, _ := strings.Cut(line, "\t")
					dated[strings.TrimSuffix(id, ".deadline")] = true
				}
				total += len(dated)
				for id := range dated {
					for _, form := range slices.Compact(slices.Sorted(slices.Values(forms[id]))) {
						seen[form]++
					}
				}
			})
		}
	})
	for _, form := range slices.Sorted(maps.Keys(seen)) {
		t.Logf("%5d of %s", seen[form], form)
	}
	for _, form := range drawnForms() {
		if seen[form] < drawnEach {
			t.Errorf("only %d of %q", seen[form], form)
		}
	}
	if total < drawnListings {
		t.Errorf("only %d listings", total)
	}
	t.Logf("%d listings", total)
}

// oneEach makes sure that no two entries of a calendar share a UID: a program
// shows only one of them.
func oneEach(t *testing.T, calendar string) {
	t.Helper()
	seen := map[string]bool{}
	for _, event := range strings.Split(calendar, "BEGIN:VEVENT\r\n")[1:] {
		name := ""
		for _, line := range strings.Split(event, "\r\n") {
			if strings.HasPrefix(line, "UID:") || strings.HasPrefix(line, "RECURRENCE-ID") {
				name += line + " "
			}
		}
		if seen[name] {
			t.Errorf("two entries are %s", name)
		}
		seen[name] = true
	}
}

func needCalendarPrograms(t *testing.T) {
	t.Helper()
	acceptance.Need(t, "node", acceptance.Judge("node_modules/ical.js"), "/usr/bin/python3")
	for _, m := range [][2]string{
		{"python3-recurring-ical-events", "import icalendar, recurring_ical_events"},
		{"python3-gi and gir1.2-ical-3.0", "import gi; gi.require_version('ICalGLib', '3.0'); from gi.repository import ICalGLib"},
	} {
		if exec.Command("/usr/bin/python3", "-c", m[1]).Run() != nil {
			acceptance.Missing(t, m[0])
		}
	}
}

// see asks one of the programs about a feed. Whatever the program has to
// complain about in the feed is an error.
func see(program []string, feed string, from, to time.Time) ([]string, error) {
	out, err := exec.Command(program[0], program[1], feed, from.Format(time.RFC3339), to.Format(time.RFC3339)).Output()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return nil, fmt.Errorf("%s: %v\n%s", program[1], err, exit.Stderr)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", program[1], err)
	}
	return ofListings(strings.Split(strings.TrimSpace(string(out)), "\n")), nil
}

// agree compares what calendar programs read in a feed with our own
// calculation.
func agree(t *testing.T, r *generator.Result, feed string, from, to time.Time, least int) {
	t.Helper()
	want := occurrences(r, from, to)
	if len(want) < least {
		t.Fatalf("only %d occurrences to compare", len(want))
	}
	var wait sync.WaitGroup
	for _, program := range calendarPrograms {
		wait.Go(func() {
			got, err := see(program, feed, from, to)
			if err != nil {
				t.Error(err)
				return
			}
			missing, extra := difference(want, got), difference(got, want)
			if program[1] == acceptance.Judge("occurrences.py") {
				var n int
				if missing, extra, n = withoutSecondPass(r.Catalog.Site.Zone, missing, extra); n > 0 {
					t.Logf("%s took %d times for the second pass of their hour", program[1], n)
				}
			}
			if len(missing)+len(extra) > 0 {
				t.Errorf("%s: of %d occurrences %d are missing: %v; %d are too many: %v", program[1], len(want),
					len(missing), missing[:min(10, len(missing))], len(extra), extra[:min(10, len(extra))])
			}
			t.Logf("%s was asked for %d occurrences of %d listings", program[1], len(want), len(r.Catalog.Opportunities))
		})
	}
	wait.Wait()
}

// withoutSecondPass leaves out what recurring_ical_events is known to get
// wrong, and counts it. It moves UTC times onto the clocks of X-WR-TIMEZONE,
// and there nothing distinguishes the two passes of an hour that comes twice:
// it takes the second. A UTC time is one moment (RFC 5545 section 3.3.5, form
// 2), X-WR-TIMEZONE is not part of any standard, and without that line the
// program agrees. So only a time that starts in the first pass may appear in
// the second one instead, shifted by exactly the amount that the clocks go
// back.
func withoutSecondPass(zone *time.Location, missing, extra []string) (stillMissing, stillExtra []string, n int) {
	for _, line := range missing {
		fields := strings.Split(line, "\t")
		start, err := time.Parse("2006-01-02T15:04Z", fields[1])
		end, err2 := time.Parse("2006-01-02T15:04Z", fields[2])
		if err != nil || err2 != nil {
			stillMissing = append(stillMissing, line) // a whole day
			continue
		}
		first := start.In(zone)
		change, _ := schedule.NextChange(first)
		_, before := first.Zone()
		_, after := change.Zone()
		back := time.Duration(before-after) * time.Second
		// The second pass begins with the change, the first the same time
		// earlier.
		at := -1
		if change.Sub(first) <= back {
			fields[1], fields[2] = start.Add(back).Format("2006-01-02T15:04Z"), end.Add(back).Format("2006-01-02T15:04Z")
			at = slices.Index(extra, strings.Join(fields, "\t"))
		}
		if at < 0 {
			stillMissing = append(stillMissing, line)
			continue
		}
		extra = slices.Delete(extra, at, at+1)
		n++
	}
	return stillMissing, extra, n
}

func TestWithoutSecondPass(t *testing.T) {
	london, err := schedule.LoadZone("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		missing, extra string
		known          bool
	}{
		{"a\t2027-10-31T00:00Z\t2027-10-31T04:15Z", "a\t2027-10-31T01:00Z\t2027-10-31T05:15Z", true},
		{"a\t2027-10-31T00:59Z\t2027-10-31T04:15Z", "a\t2027-10-31T01:59Z\t2027-10-31T05:15Z", true},
		{"a\t2027-10-31T01:00Z\t2027-10-31T04:15Z", "a\t2027-10-31T02:00Z\t2027-10-31T05:15Z", false}, // the second pass itself
		{"a\t2027-10-30T23:59Z\t2027-10-31T04:15Z", "a\t2027-10-31T00:59Z\t2027-10-31T05:15Z", false}, // before it
		{"a\t2027-10-31T00:00Z\t2027-10-31T04:15Z", "a\t2027-10-31T01:00Z\t2027-10-31T04:15Z", false}, // another length
		{"a\t2027-10-31T00:00Z\t2027-10-31T04:15Z", "b\t2027-10-31T01:00Z\t2027-10-31T05:15Z", false}, // another listing
		{"a\t2027-03-28T00:30Z\t2027-03-28T01:15Z", "a\t2027-03-28T01:30Z\t2027-03-28T02:15Z", false}, // in spring
		{"a\t2027-10-31\t2027-11-01", "a\t2027-10-31T01:00Z\t2027-10-31T05:15Z", false},
	} {
		missing, extra, n := withoutSecondPass(london, []string{c.missing}, []string{c.extra})
		if c.known != (len(missing) == 0 && len(extra) == 0 && n == 1) || !c.known && (len(missing) != 1 || len(extra) != 1 || n != 0) {
			t.Errorf("%s as %s: %v, %v, %d", c.missing, c.extra, missing, extra, n)
		}
	}
}

// A calendar with a mistake is refused, so that silence never counts as
// success.
func TestCalendarProgramsRefuse(t *testing.T) {
	needCalendarPrograms(t)
	t.Parallel()
	libical := calendarPrograms[2]
	const good = "UID:a@x\nDTSTAMP:20261101T000000Z\nDTSTART:20261201T100000Z\nSUMMARY:A\n"
	for _, c := range []struct{ name, old, new, complaint string }{
		{"nothing", "", "", ""},
		{"a second start", "SUMMARY", "DTSTART:20261202T100000Z\nSUMMARY", "DTSTART"},
		{"a rule that is none", "SUMMARY:A", "RRULE:FREQ=SOMETIMES", "RRULE"},
		{"a line that is none", "SUMMARY:A", "SUMMARY A", "SUMMARY A"},
		{"an empty value", "SUMMARY:A", "STATUS:", "STATUS"},
		{"half a date", "SUMMARY:A", "DTEND:2026120", "DTEND"},
		{"a calendar without a version", "VERSION:2.0\n", "", "VERSION"},
	} {
		text := strings.Replace("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//x//EN\nBEGIN:VEVENT\n"+good+"END:VEVENT\nEND:VCALENDAR\n", c.old, c.new, 1)
		feed := filepath.Join(t.TempDir(), "feed.ics")
		if err := os.WriteFile(feed, []byte(strings.ReplaceAll(text, "\n", "\r\n")), 0o644); err != nil {
			t.Fatal(err)
		}
		got, err := see(libical, feed, acceptance.SampleNow, acceptance.SampleNow.AddDate(0, 1, 0))
		switch {
		case c.complaint == "" && (err != nil || !slices.Equal(got, []string{"a\t2026-12-01T10:00Z\t2026-12-01T10:00Z"})):
			t.Errorf("%s: %v, %v", c.name, got, err)
		case c.complaint != "" && (err == nil || !strings.Contains(err.Error(), "X-LIC-ERROR") || !strings.Contains(err.Error(), c.complaint)):
			t.Errorf("%s is not complained of: %v, %v", c.name, got, err)
		}
	}
}

// ofListings reduces lines of "uid<TAB>start<TAB>end" to those of the listing,
// sorted: how many entries a schedule becomes is the writer's choice.
func ofListings(lines []string) []string {
	out := make([]string, 0, len(lines))
	for _, line := range lines {
		uid, times, _ := strings.Cut(line, "\t")
		id, part, _ := strings.Cut(uid, ".")
		if part == "deadline" {
			id += ".deadline"
		}
		out = append(out, id+"\t"+times)
	}
	slices.Sort(out)
	return out
}

// occurrences returns the listings in the site's calendar by our own
// calculation, and their deadlines.
func occurrences(r *generator.Result, from, to time.Time) []string {
	closures := map[string][]schedule.DateSpan{}
	for _, c := range r.Catalog.Closures {
		closures[c.ID] = c.Days
	}
	var out []string
	put := func(id string, start, end time.Time, allDay bool) {
		form := "2006-01-02T15:04Z"
		if allDay {
			// A day without a time belongs to the calendar, in no zone.
			form = "2006-01-02"
			start, end = schedule.DateOf(start).In(time.UTC), schedule.DateOf(end).In(time.UTC)
		}
		if !start.Before(from) && start.Before(to) {
			out = append(out, id+"\t"+start.UTC().Format(form)+"\t"+end.UTC().Format(form))
		}
	}
	for _, o := range r.Board.Sets.All.InCalendar() {
		if o.Status == "cancelled" {
			continue
		}
		env := schedule.Env{Zone: r.Catalog.Site.Zone, Closures: closures}
		if len(o.Locations) > 0 && o.Locations[0].Zone != nil {
			env.Zone = o.Locations[0].Zone
		}
		for i := range o.Schedules {
			for occurrence := range o.Schedules[i].Occurrences(from.AddDate(0, 0, -1), to.AddDate(0, 0, 1), env) {
				if occurrence.State < schedule.Cancelled {
					put(o.OldestID(), occurrence.Start, occurrence.End, occurrence.AllDay)
				}
			}
		}
		switch d := o.Deadline; {
		case d.Date.IsZero():
		case d.Time.Set:
			at := d.Date.At(d.Time.From, env.Zone)
			put(o.OldestID()+".deadline", at, at, false)
		default:
			put(o.OldestID()+".deadline", d.Date.In(time.UTC), d.Date.AddDays(1).In(time.UTC), true)
		}
	}
	slices.Sort(out)
	return out
}

// difference returns what a has and b lacks; both are sorted.
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
