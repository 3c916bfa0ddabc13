package ical

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"
	"unicode/utf8"

	"corkboard/generator/schedule"
)

var update = flag.Bool("update", false, "write testdata/feed.ics again")

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := schedule.LoadZone(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func line(t testing.TB, phrase string) *schedule.Schedule {
	t.Helper()
	s, mistakes := schedule.ParseLine(phrase)
	for _, m := range mistakes {
		if !m.Warning {
			t.Fatalf("%q: %+v", phrase, m)
		}
	}
	s.Anchor(schedule.Date{Year: 2026, Month: 10, Day: 1})
	return &s
}

func written(t testing.TB, c *Calendar) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func base(uid string) Event {
	return Event{
		UID: uid, Stamp: time.Date(2026, 10, 1, 12, 0, 0, 0, time.UTC), Created: time.Date(2026, 9, 1, 8, 0, 0, 0, time.UTC),
		Modified: time.Date(2026, 10, 1, 12, 0, 0, 0, time.UTC), Sequence: 212112000, Status: Confirmed,
		Summary: "Food pantry, with tea; bring a bag", Description: "Stay in your car: we bring it.\nhttps://example.org/o/pantry/",
		Location: "12 Main St, Springfield", URL: "https://example.org/o/pantry/", Conference: "https://meet.example/a b", Categories: []string{"Food, drink", "Kids"}, Geo: &Geo{42.8125, -73.5},
	}
}

func feed(t testing.TB) *Calendar {
	ny := zone(t, "America/New_York")
	env := schedule.Env{Zone: ny, Closures: map[string][]schedule.DateSpan{"public-holidays": {{From: schedule.Date{Year: 2026, Month: 11, Day: 24}, To: schedule.Date{Year: 2026, Month: 11, Day: 24}}}}}
	opt := Options{Env: env, Cancelled: "Cancelled: ", Years: schedule.DateSpan{From: schedule.Date{Year: 2026, Month: 1, Day: 1}, To: schedule.Date{Year: 2027, Month: 12, Day: 31}},
		Notice: schedule.DateSpan{From: schedule.Date{Year: 2026, Month: 10, Day: 1}, To: schedule.Date{Year: 2026, Month: 11, Day: 30}},
		Shape: func(e *Event, o schedule.Occurrence) {
			if o.State == schedule.Skipped {
				e.Summary = "Closed: public holiday"
			}
		}}
	c := &Calendar{Name: "Springfield Corkboard", Description: "Ways to help, nearby", URL: "https://example.org/", Source: "https://example.org/calendar.ics", Color: "teal", Refresh: 6 * time.Hour, Zone: ny, Language: "en"}

	s := line(t, "every Tuesday 18:30-20:30 from 2026-10-20 until 2026-12-15 except 2026-11-10, public-holidays")
	s.Also = []schedule.Dated{{Date: schedule.Date{Year: 2026, Month: 12, Day: 3}, Time: schedule.Span{Set: true, From: 960, To: 1020, HasEnd: true}}}
	s.Changes = []schedule.Change{
		{On: schedule.Date{Year: 2026, Month: 11, Day: 17}, Date: schedule.Date{Year: 2026, Month: 11, Day: 18}, Time: schedule.Span{Set: true, From: 1140, To: 1260, HasEnd: true}},
		{On: schedule.Date{Year: 2026, Month: 12, Day: 8}, Cancelled: true},
	}
	c.Events = append(c.Events, Events(s, base("pantry@springfield"), opt)...)
	for i, phrase := range []string{
		"1st and 3rd Saturday of the month 9am-11am",
		"every Saturday in May-October 9am-11am",
		"every 2 weeks on Monday and Thursday 7pm from 2026-10-05",
		"every day 20:00-07:00",
		"last weekday of the month 4pm until 2027-03-31",
		"4th Thursday of November",
		"2026-12-22..2027-01-02",
		"2026-11-19, 2026-11-03 18:00-20:00",
		"every Sunday 02:30-04:00 from 2027-03-07 until 2027-03-28",
	} {
		c.Events = append(c.Events, Events(line(t, phrase), Event{UID: fmt.Sprintf("e%d@springfield", i), Stamp: time.Date(2026, 10, 1, 12, 0, 0, 0, time.UTC), Summary: phrase}, opt)...)
	}
	return c
}

// A day that two rules of one schedule share, or a day off left untouched
// between changes of the clocks, might appear twice or come back. A series that
// would begin just after the clocks skipped its hour begins later: a widely
// used library would move it.
func TestEachOccurrenceOnce(t *testing.T) {
	for _, c := range []struct{ zone, phrase, want string }{
		{"America/New_York", "4th and last Saturday of the month 09:00 from 2026-11-28 until 2026-12-10", "e.4SA 2026-11-28"},
		{"America/New_York", "28th and last day of the month 02:30 from 2027-02-28 until 2027-03-15", "e.D28 2027-02-28"},
		{"America/New_York", "28th and last day of the month 02:30 from 2027-02-28 until 2027-04-01", "e.D28.d20270228 2027-02-28, e.D28.d20270328 2027-03-28, e.D-1.d20270331 2027-03-31"},
		{"Europe/London", "4th and last Sunday of the month 00:30-04:00 from 2026-10-25 until 2026-11-22", "e.4SU.d20261025 2026-10-25, e.4SU 2026-11-22"},
		{"America/New_York", "every Sunday 02:30 from 2027-03-07 until 2027-03-21 except 2027-03-21", "e.d20270314 2027-03-14, e 2027-03-07"},
		{"America/New_York", "every Sunday 02:30 from 2027-03-07 until 2027-03-21 except 2027-03-07", "e.d20270314 2027-03-14, e.from20270321 2027-03-21"},
		{"Asia/Jerusalem", "every Friday and Saturday 02:30 from 2027-03-27 until 2027-04-03", "e.d20270327 2027-03-27, e 2027-04-02"},
		{"Asia/Jerusalem", "every Friday and Saturday 02:30 from 2027-03-19 until 2027-04-03", "e.d20270326 2027-03-26, e.d20270327 2027-03-27, e 2027-03-19, e.from20270402 2027-04-02"},
		{"Asia/Jerusalem", "every Thursday and Saturday 02:30 from 2027-03-27 until 2027-04-03", "e 2027-03-27"},
		{"Australia/Sydney", "3rd Saturday of the month 02:30 from 2028-10-21 until 2028-12-17", "e.d20281021 2028-10-21, e.d20281118 2028-11-18, e.d20281216 2028-12-16"},
		{"Australia/Sydney", "3rd Saturday of October 02:30 from 2028-10-21 until 2028-12-17", "e 2028-10-21"},
		{"Australia/Sydney", "3rd Saturday of the month 03:00 from 2028-10-21 until 2028-12-17", "e 2028-10-21"},
	} {
		var got []string
		for _, e := range Events(line(t, c.phrase), Event{UID: "e"}, Options{Env: schedule.Env{Zone: zone(t, c.zone)}}) {
			got = append(got, e.UID+" "+e.Start.Date.String())
		}
		if text := strings.Join(got, ", "); text != c.want {
			t.Errorf("%s in %s\n got %s\nwant %s", c.phrase, c.zone, text, c.want)
		}
	}
}

func TestFeed(t *testing.T) {
	got := written(t, feed(t))
	const golden = "testdata/feed.ics"
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		a, b := strings.Split(got, "\r\n"), strings.Split(string(want), "\r\n")
		for i := range min(len(a), len(b)) {
			if a[i] != b[i] {
				t.Fatalf("line %d:\n got %s\nwant %s", i+1, a[i], b[i])
			}
		}
		t.Fatalf("%d lines, want %d", len(a), len(b))
	}
	if again := written(t, feed(t)); again != got {
		t.Error("the same feed has other bytes the second time")
	}
}

// What must hold for a feed, whatever is in it.
func TestFeedIsSound(t *testing.T) {
	text := written(t, feed(t))
	c, err := Parse(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	for _, no := range []string{"\r\nRDATE", "\r\nMETHOD", "VALARM", ":\r\n", ";BYSETPOS=1", "\r\nDURATION"} {
		if strings.Contains(text, no) {
			t.Errorf("the feed contains %q", no)
		}
	}
	zones := map[string]bool{}
	seen := map[string]bool{}
	masters := map[string]bool{}
	for _, part := range c.Components {
		if part.Name == "VTIMEZONE" {
			zones[part.Text("TZID")] = true
			continue
		}
		id, _ := part.Get("RECURRENCE-ID")
		key := part.Text("UID") + " " + id.Value
		if seen[key] {
			t.Errorf("%s is there twice", key)
		}
		seen[key] = true
		if id.Value == "" {
			masters[part.Text("UID")] = true
		}
		if part.Text("DTSTAMP") == "" || part.Text("SUMMARY") == "" {
			t.Errorf("%s lacks DTSTAMP or SUMMARY", key)
		}
		for _, p := range part.Properties {
			if z := p.Param("TZID"); z != "" && !zones[z] {
				t.Errorf("%s: the zone %s is not defined before", key, z)
			}
		}
	}
	for _, part := range c.Components {
		if _, ok := part.Get("RECURRENCE-ID"); ok && !masters[part.Text("UID")] {
			t.Errorf("%s changes a series that is not there", part.Text("UID"))
		}
	}
}

func TestEmptyFeedHasItsZone(t *testing.T) {
	for _, c := range []Calendar{{Name: "Nothing"}, {Name: "Nothing", Zone: zone(t, "Europe/Madrid")}} {
		parsed, err := Parse(strings.NewReader(written(t, &c)))
		if err != nil {
			t.Fatal(err)
		}
		if len(parsed.Components) != 1 || parsed.Components[0].Name != "VTIMEZONE" || len(parsed.Components[0].Components) == 0 {
			t.Errorf("an empty feed holds %v", parsed.Components)
		}
	}
}

func TestEscaping(t *testing.T) {
	nasty := "a\r\nBEGIN:VEVENT\nSUMMARY:b\rc;d,e\\f\x00\x1b\u2028g\u0085h\xff"
	e := base("x@y")
	e.Summary, e.Description, e.Location, e.UID, e.RelatedTo = nasty, nasty, nasty, nasty, nasty
	e.URL = "https://example.org/\r\nX-EVIL:1/ü?a=\"b\" c"
	e.Categories = []string{nasty, ""}
	e.Language = "en\"\r\n:x"
	e.Color = "red\r\nX:1"
	e.Start = Moment{Date: schedule.Date{Year: 2026, Month: 12, Day: 5}, Clock: 600, Zone: zone(t, "America/New_York")}
	c, err := Parse(strings.NewReader(written(t, &Calendar{Name: nasty, Product: nasty, Source: nasty, URL: nasty, Color: nasty, Events: []Event{e}})))
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Components) != 2 {
		t.Fatalf("%d parts", len(c.Components))
	}
	ev := c.Components[1]
	clean := "a\nBEGIN:VEVENT\nSUMMARY:b\nc;d,e\\f\ng\nh\uFFFD"
	for _, name := range []string{"SUMMARY", "DESCRIPTION", "LOCATION", "UID", "CATEGORIES", "RELATED-TO"} {
		if got := ev.Text(name); got != clean {
			t.Errorf("%s is %q", name, got)
		}
	}
	if got := ev.Text("URL"); got != "https://example.org/%0D%0AX-EVIL:1/%C3%BC?a=%22b%22%20c" {
		t.Error(got)
	}
	if _, ok := ev.Get("COLOR"); ok {
		t.Error("a colour that is none was written")
	}
	if p, _ := ev.Get("SUMMARY"); p.Param("LANGUAGE") != "en\"\n:x" {
		t.Errorf("LANGUAGE is %q", p.Param("LANGUAGE"))
	}
}

func FuzzText(f *testing.F) {
	f.Add("Food pantry", "en", "https://example.org/a?b=c")
	f.Add("é社区🥫\r\n;,\\n", "^n^'\"", "javascript:\n")
	f.Add(strings.Repeat("社", 80), strings.Repeat("x", 200), strings.Repeat("%", 90))
	f.Fuzz(func(t *testing.T, text, param, uri string) {
		e := Event{UID: text, Stamp: time.Unix(1e9, 0), Start: Moment{Date: schedule.Date{Year: 2026, Month: 1, Day: 2}, AllDay: true}, Summary: text, Language: param, URL: uri, Categories: []string{text, param}}
		c := Calendar{Name: text, Source: uri, Zone: time.UTC, Events: []Event{e}}
		parsed, err := Parse(strings.NewReader(written(t, &c)))
		if err != nil {
			t.Fatal(err)
		}
		if len(parsed.Components) != 1 {
			t.Fatalf("%d parts", len(parsed.Components))
		}
		ev := parsed.Components[0]
		if got := ev.Text("SUMMARY"); got != readable(text) {
			t.Fatalf("wrote %q, read %q", text, got)
		}
		for _, p := range ev.Properties {
			switch p.Name {
			case "UID", "DTSTAMP", "DTSTART", "SUMMARY", "URL", "CATEGORIES", "TRANSP":
			default:
				t.Fatalf("a property %s appeared", p.Name)
			}
		}
		if text != "" && readable(text) != "" {
			if p, _ := ev.Get("SUMMARY"); p.Param("LANGUAGE") != strings.ReplaceAll(strings.ReplaceAll(stripped(param), "\r", ""), "\r\n", "\n") {
				t.Fatalf("wrote the parameter %q, read %q", param, p.Param("LANGUAGE"))
			}
		}
	})
}

// readable is a text as a calendar may contain it.
func readable(s string) string {
	s = strings.ToValidUTF8(each(s), "\uFFFD")
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r' || r == '\u2028' || r == '\u2029' || r == '\u0085':
			return '\n'
		case r < ' ' && r != '\t' && r != '\n', r >= 0x7f && r < 0xa0:
			return -1
		}
		return r
	}, s)
}

// each replaces every byte that is not valid UTF-8, as the writer does.
func each(s string) string {
	var b strings.Builder
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		b.WriteRune(r)
		s = s[size:]
	}
	return b.String()
}

func stripped(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' || r == 0x7f {
			return -1
		}
		return r
	}, each(s))
}

type failing struct{ after int }

func (f *failing) Write(b []byte) (int, error) {
	if f.after--; f.after < 0 {
		return 0, errors.New("disk full")
	}
	return len(b), nil
}

// RFC 5545 section 3.3.6: days have no T, hours and minutes do.
func TestDuration(t *testing.T) {
	for minutes, want := range map[int]string{0: "PT0M", 45: "PT45M", 60: "PT1H", 90: "PT1H30M", 1439: "PT23H59M", 1440: "P1D", 1445: "P1DT5M", 1500: "P1DT1H", 2880: "P2D", 4331: "P3DT11M"} {
		if got := string(appendDuration(nil, time.Duration(minutes)*time.Minute)); got != want {
			t.Errorf("%d minutes: %s, want %s", minutes, got, want)
		}
	}
}

func TestWriteReportsFailure(t *testing.T) {
	c := feed(t)
	for range 200 {
		c.Events = append(c.Events, base("x@y"))
	}
	if err := c.Write(&failing{1}); err == nil || !strings.Contains(err.Error(), "disk full") {
		t.Errorf("got %v", err)
	}
}

func TestParseRefuses(t *testing.T) {
	for _, text := range []string{
		"", "BEGIN:VCALENDAR\r\nEND:VCALENDAR", "BEGIN:VCALENDAR\nEND:VCALENDAR\n", "BEGIN:VCALENDAR\r\nEND:VEVENT\r\n", "BEGIN:VCALENDAR\r\n",
		"BEGIN:VCALENDAR\r\n;x\r\nEND:VCALENDAR\r\n", "BEGIN:VCALENDAR\r\nA;B=\"c:d\r\nEND:VCALENDAR\r\n", " BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
		"BEGIN:VCALENDAR\r\nX:" + strings.Repeat("x", 80) + "\r\nEND:VCALENDAR\r\n",
	} {
		if _, err := Parse(strings.NewReader(text)); err == nil {
			t.Errorf("%q was read", text)
		}
	}
}

func BenchmarkEventFile(b *testing.B) {
	s := line(b, "every Tuesday 18:30-20:30 from 2026-10-20 until 2026-12-15 except 2026-11-10")
	e := base("pantry@springfield")
	ny := zone(b, "America/New_York")
	opt := Options{Env: schedule.Env{Zone: ny}}
	b.ReportAllocs()
	for b.Loop() {
		c := Calendar{Name: "Food pantry", Zone: ny, Source: "https://example.org/o/pantry/event.ics", Events: Events(s, e, opt)}
		if err := c.Write(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	ny := zone(b, "America/New_York")
	c := Calendar{Name: "Feed", Zone: ny}
	for range 1000 {
		c.Events = append(c.Events, Events(line(b, "every Tuesday 18:30-20:30 from 2026-10-20"), base("pantry@springfield"), Options{Env: schedule.Env{Zone: ny}})...)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := c.Write(io.Discard); err != nil {
			b.Fatal(err)
		}
	}
}
