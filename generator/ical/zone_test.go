package ical

import (
	"archive/zip"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// onsetsOf expands an observance by brute force: it tests every day of the
// years against the rule.
func onsetsOf(t *testing.T, c *Component, lastYear int) []time.Time {
	t.Helper()
	local := func(s string) time.Time {
		at, err := time.Parse("20060102T150405", s)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	from := offsetOf(t, c.Text("TZOFFSETFROM"))
	first := local(c.Text("DTSTART"))
	out := []time.Time{first.Add(-from)}
	for _, p := range c.Properties {
		switch p.Name {
		case "RDATE":
			out = append(out, local(p.Value).Add(-from))
		case "RRULE":
			parts := map[string]string{}
			for _, part := range strings.Split(p.Value, ";") {
				name, value, _ := strings.Cut(part, "=")
				parts[name] = value
			}
			until := time.Date(lastYear+1, 1, 1, 0, 0, 0, 0, time.UTC)
			if parts["UNTIL"] != "" {
				until = local(strings.TrimSuffix(parts["UNTIL"], "Z"))
			}
			month, _ := strconv.Atoi(parts["BYMONTH"])
			code := parts["BYDAY"]
			weekday := slices.Index([]string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}, code[len(code)-2:])
			nth, _ := strconv.Atoi(code[:len(code)-2])
			for d := first; !d.Add(-from).After(until); d = d.AddDate(0, 0, 1) {
				if int(d.Month()) != month || int(d.Weekday()) != weekday {
					continue
				}
				switch {
				case nth > 0 && (d.Day()-1)/7+1 != nth, nth < 0 && d.AddDate(0, 0, 7).Month() == d.Month():
					continue
				case parts["BYMONTHDAY"] != "" && !slices.Contains(strings.Split(parts["BYMONTHDAY"], ","), strconv.Itoa(d.Day())):
					continue
				}
				out = append(out, d.Add(-from))
			}
		}
	}
	return out
}

func offsetOf(t *testing.T, s string) time.Duration {
	t.Helper()
	n, err := strconv.Atoi(s[1:5])
	if err != nil {
		t.Fatal(err)
	}
	d := time.Duration(n/100)*time.Hour + time.Duration(n%100)*time.Minute
	if s[0] == '-' {
		return -d
	}
	return d
}

var zoneNames = []string{
	"America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico",
	"America/Halifax", "America/St_Johns", "America/Mexico_City", "America/Havana", "America/Bogota", "America/Sao_Paulo", "America/Santiago", "America/Asuncion", "America/Nuuk",
	"Europe/London", "Europe/Dublin", "Europe/Madrid", "Atlantic/Canary", "Atlantic/Azores", "Europe/Chisinau", "Europe/Istanbul", "Europe/Moscow",
	"Africa/Casablanca", "Africa/Cairo", "Africa/Lagos", "Asia/Jerusalem", "Asia/Beirut", "Asia/Gaza", "Asia/Tehran", "Asia/Kolkata", "Asia/Kathmandu", "Asia/Shanghai", "Asia/Tokyo",
	"Australia/Sydney", "Australia/Lord_Howe", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Apia", "Pacific/Easter", "UTC",
}

// The tables are compared with Go's own over ten years, hour by hour around
// each change and day by day between.
func TestZoneTablesOverTenYears(t *testing.T) {
	for _, name := range zoneNames {
		loc := zone(t, name)
		from, to := 2024, 2034
		changes, text := changesOf(t, loc, from, to)
		for at := time.Date(from, 1, 1, 0, 0, 0, 0, time.UTC); at.Year() <= to; at = at.Add(time.Hour) {
			changes.check(t, loc, at, text)
		}
	}
}

// Every zone that Go knows, for ten years: one second before each change of the
// clocks, and at it.
func TestTableOfEveryZone(t *testing.T) {
	const from, to = 2026, 2036
	names := everyZone(t)
	longest, most := 0, ""
	for _, name := range names {
		loc, err := time.LoadLocation(name)
		if err != nil {
			continue // a file beside the zones
		}
		changes, text := changesOf(t, loc, from, to)
		if n := strings.Count(text, "\r\n"); n > longest {
			longest, most = n, name
		}
		end := time.Date(to+1, 1, 1, 0, 0, 0, 0, time.UTC)
		for at := time.Date(from, 1, 1, 0, 0, 0, 0, time.UTC); at.Before(end); {
			changes.check(t, loc, at, text)
			_, next := at.In(loc).ZoneBounds()
			if next.IsZero() || next.After(end) {
				break
			}
			changes.check(t, loc, next.Add(-time.Second), text)
			at = next.UTC()
		}
	}
	if longest >= 40 {
		t.Errorf("the table of %s has %d lines", most, longest)
	}
	t.Logf("%d zones; the longest table, of %s, has %d lines", len(names), most, longest)
}

// everyZone lists the names in the table that comes with Go.
func everyZone(t *testing.T) []string {
	t.Helper()
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Skip("there is no go command to ask for its zones")
	}
	table, err := zip.OpenReader(filepath.Join(strings.TrimSpace(string(root)), "lib", "time", "zoneinfo.zip"))
	if err != nil {
		t.Skip(err)
	}
	defer table.Close()
	var names []string
	for _, f := range table.File {
		if !strings.HasSuffix(f.Name, "/") {
			names = append(names, f.Name)
		}
	}
	if len(names) < 400 {
		t.Fatalf("only %d zones", len(names))
	}
	return names
}

// zoneChanges lists the changes that a table states, in order.
type zoneChanges []zoneChange

type zoneChange struct {
	at   time.Time
	to   time.Duration
	name string
}

func changesOf(t *testing.T, loc *time.Location, from, to int) (zoneChanges, string) {
	t.Helper()
	text, err := zoneText(loc, from, to)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(text, "\r\n"); n > 40 {
		t.Errorf("%s takes %d lines", loc, n)
	}
	c, err := Parse(strings.NewReader("BEGIN:VCALENDAR\r\n" + text + "END:VCALENDAR\r\n"))
	if err != nil {
		t.Fatal(err)
	}
	table := c.Components[0]
	if table.Text("TZID") != loc.String() {
		t.Errorf("TZID %q", table.Text("TZID"))
	}
	var changes zoneChanges
	for _, o := range table.Components {
		for _, at := range onsetsOf(t, o, to) {
			changes = append(changes, zoneChange{at, offsetOf(t, o.Text("TZOFFSETTO")), o.Text("TZNAME")})
		}
	}
	slices.SortFunc(changes, func(a, b zoneChange) int { return a.at.Compare(b.at) })
	return changes, text
}

// check compares the table with Go at one moment.
func (c zoneChanges) check(t *testing.T, loc *time.Location, at time.Time, text string) {
	t.Helper()
	i, found := slices.BinarySearchFunc(c, at, func(c zoneChange, at time.Time) int { return c.at.Compare(at) })
	if !found {
		i--
	}
	if i < 0 {
		t.Fatalf("%s: nothing holds at %s", loc, at)
	}
	wantName, want := at.In(loc).Zone()
	if named := c[i].name != "" || strings.Trim(wantName, "+-0123456789") != ""; c[i].to != time.Duration(want)*time.Second || named && c[i].name != wantName {
		t.Fatalf("%s at %s: %s %s, want %s %ds\n%s", loc, at, c[i].name, c[i].to, wantName, want, text)
	}
}

// Where a zone has a lasting rule, the table holds for ever.
func TestZoneTableGoesOn(t *testing.T) {
	text, err := zoneText(zone(t, "America/New_York"), 2026, 2026)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(text, "UNTIL") || strings.Count(text, "RRULE") != 2 {
		t.Errorf("%s", text)
	}
}

// Summer and standard time have both begun before the first year of a table, so
// no program searches in vain for either.
func TestZoneTableBeginsWithBoth(t *testing.T) {
	for name, want := range map[string][]string{
		"America/New_York": {"20250309T020000", "20251102T020000"},
		"Australia/Sydney": {"20250406T030000", "20251005T020000"},
		"Africa/Cairo":     {"20250425T000000", "20251031T000000"},
		"Asia/Kolkata":     nil, // no change within a year before it
	} {
		text, err := zoneText(zone(t, name), 2026, 2028)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, line := range strings.Split(text, "\r\n") {
			if at, ok := strings.CutPrefix(line, "DTSTART:2025"); ok {
				got = append(got, "2025"+at)
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v\n%s", name, got, want, text)
		}
	}
}

// A rule names one week of the month: days eight apart fall in two.
func TestYearlyStaysWithinAWeek(t *testing.T) {
	var rows []change
	for year, day := range map[int]int{2026: 8, 2027: 14, 2028: 12, 2029: 11, 2030: 10, 2031: 9, 2032: 7} { // Sundays in March
		at := time.Date(year, time.March, day, 2, 0, 0, 0, time.UTC)
		rows = append(rows, change{onset: onset{at: at, local: at}})
	}
	slices.SortFunc(rows, func(a, b change) int { return a.at.Compare(b.at) })
	if n := yearly(rows); n != 6 {
		t.Errorf("%d years follow one rule, want 6", n)
	}
}

func TestZoneTableIsKept(t *testing.T) {
	loc := zone(t, "Europe/Madrid")
	done := make(chan string)
	for range 8 {
		go func() {
			text, _ := zoneText(loc, 2026, 2030)
			done <- text
		}()
	}
	first := <-done
	for range 7 {
		if <-done != first {
			t.Fatal("two tables of one zone differ")
		}
	}
}

func BenchmarkZone(b *testing.B) {
	loc := zone(b, "America/New_York")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := zoneText(loc, 2026, 2036); err != nil {
			b.Fatal(err)
		}
	}
}
