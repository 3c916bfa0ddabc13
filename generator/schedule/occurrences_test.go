package schedule

import (
	"slices"
	"strings"
	"testing"
	"time"
)

func mustLine(t testing.TB, phrase string) Schedule {
	t.Helper()
	r := Reader{Hours24: true}
	s, mistakes := r.Repeat(phrase).One(phrase)
	if refused(mistakes) {
		s, mistakes = ParseLine(phrase)
	}
	if refused(mistakes) {
		t.Fatalf("%q: %v", phrase, mistakes)
	}
	return s
}

// listed is the occurrences of a year from 2026-10-01 in short.
func listed(s Schedule, env Env, most int) string {
	var out []string
	for o := range s.Occurrences(Date{2026, 10, 1}.In(s.Location(env)), Date{2027, 10, 1}.In(s.Location(env)), env) {
		text := o.Start.Format("01-02 15:04")
		if o.HasEnd {
			text += "-" + o.End.Format("15:04")
		}
		switch o.State {
		case Moved:
			text += " moved"
		case Cancelled:
			text += " cancelled"
		case Skipped:
			text += " off " + o.Reason
		}
		if out = append(out, strings.TrimSpace(text)); len(out) == most {
			break
		}
	}
	return strings.Join(out, ", ")
}

func TestOccurrences(t *testing.T) {
	env := Env{Zone: newYork(t), Closures: map[string][]DateSpan{"public-holidays": {{Date{2026, 11, 24}, Date{2026, 11, 24}}}}}
	base := mustLine(t, "every Tuesday 18:30-20:30 from 2026-10-20 until 2026-12-15 except 2026-11-10, public-holidays")
	base.Also = []Dated{{Date{2026, 12, 3}, Span{Set: true, From: 960, To: 1020, HasEnd: true}}}
	base.Changes = []Change{
		{On: Date{2026, 11, 17}, Date: Date{2026, 11, 18}, Time: Span{Set: true, From: 1140, To: 1260, HasEnd: true}},
		{On: Date{2026, 12, 8}, Cancelled: true},
	}
	if got, want := listed(base, env, 99), "10-20 18:30-20:30, 10-27 18:30-20:30, 11-03 18:30-20:30, 11-18 19:00-21:00 moved, 12-01 18:30-20:30, 12-03 16:00-17:00, 12-08 18:30-20:30 cancelled, 12-15 18:30-20:30"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	env.Skipped = true
	if got := listed(base, env, 99); !strings.Contains(got, "11-10 18:30-20:30 off, ") || !strings.Contains(got, "11-24 18:30-20:30 off public-holidays") {
		t.Errorf("the days off are missing: %s", got)
	}
	env.Skipped = false
	for _, c := range []struct{ phrase, want string }{
		// A count counts the occurrences that take place.
		{"every Tuesday 18:30-20:30 from 2026-11-03 4 times except 2026-11-10, public-holidays", "11-03 18:30-20:30, 11-17 18:30-20:30, 12-01 18:30-20:30, 12-08 18:30-20:30"},
		// The clocks change on 1 November: the hour on the wall stays.
		{"every Saturday 20:00-07:00 from 2026-10-24 until 2026-11-07", "10-24 20:00-07:00, 10-31 20:00-07:00, 11-07 20:00-07:00"},
		// Half past two does not exist on 14 March.
		{"every Sunday 02:30-04:00 from 2027-03-07 until 2027-03-21", "03-07 02:30-04:00, 03-14 03:30-04:00, 03-21 02:30-04:00"},
		{"2026-12-22..2027-01-02", "12-22 00:00-00:00"},
		{"every year from 2025-11-20", "11-20 00:00-00:00"},
		{"2026-11-19, 2026-11-03 18:00-20:00", "11-03 18:00-20:00, 11-19 18:00-20:00"},
		{"every day from 2026-10-05 3 times", "10-05 00:00-00:00, 10-06 00:00-00:00, 10-07 00:00-00:00"},
	} {
		if got := listed(mustLine(t, c.phrase), env, 99); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.phrase, got, c.want)
		}
	}
}

func TestRunningAtTheStartIsIncluded(t *testing.T) {
	env := Env{Zone: newYork(t)}
	s := mustLine(t, "every day 20:00-07:00 from 2026-10-01")
	now := time.Date(2026, 10, 10, 3, 0, 0, 0, env.Zone)
	o, ok := s.Next(now, env)
	if !ok || o.On != (Date{2026, 10, 9}) {
		t.Errorf("at night the next one is %v", o.On)
	}
	s = mustLine(t, "2026-10-05..2026-10-12")
	if o, ok := s.Next(now, env); !ok || o.On != (Date{2026, 10, 5}) {
		t.Errorf("within the days the next one is %v, %v", o.On, ok)
	}
	// Without an end it may still be running until its day is over.
	s = mustLine(t, "2026-10-09 19:00")
	if _, ok := s.Next(time.Date(2026, 10, 9, 21, 0, 0, 0, env.Zone), env); !ok {
		t.Error("an evening without an end is over at once")
	}
	if _, ok := s.Next(now, env); ok {
		t.Error("an evening without an end is not over the day after")
	}
}

func TestNextAndLast(t *testing.T) {
	env := Env{Zone: newYork(t)}
	s := mustLine(t, "every Tuesday 18:30-20:30 from 2026-10-20 until 2026-12-15")
	s.Changes = []Change{{On: Date{2026, 10, 20}, Cancelled: true}, {On: Date{2026, 12, 15}, Date: Date{2026, 12, 30}}}
	if o, ok := s.Next(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), env); !ok || o.On != (Date{2026, 10, 27}) {
		t.Errorf("next %v, %v", o, ok)
	}
	if o, ok := s.Last(env); !ok || DateOf(o.Start) != (Date{2026, 12, 30}) {
		t.Errorf("last %v, %v", o, ok)
	}
	for phrase, want := range map[string]Date{
		"every Tuesday 18:30 from 2026-10-20 8 times": {2026, 12, 8},
		"every year from 2020-11-20 until 2030-12-01": {2030, 11, 20},
		"1st Monday of the month until 2027-02-28":    {2027, 2, 1},
		"2026-11-19, 2026-11-03 18:00-20:00":          {2026, 11, 19},
		"2026-12-05 10:00-12:00":                      {2026, 12, 5},
	} {
		s := mustLine(t, phrase)
		s.Anchor(Date{2026, 10, 1})
		if o, ok := s.Last(env); !ok || DateOf(o.Start) != want {
			t.Errorf("last of %s: %s, %v", phrase, o.Start, ok)
		}
	}
	open := mustLine(t, "every Tuesday 18:30")
	if _, ok := open.Last(env); ok || !open.Open() {
		t.Error("an open series has a last one")
	}
}

// The wall-clock resolution has to agree with RFC 5545 section 3.3.5, tried
// minute by minute around the changes of unusual zones.
func TestWallTimes(t *testing.T) {
	for _, name := range []string{"America/New_York", "Europe/Madrid", "Australia/Lord_Howe", "America/Santiago", "Africa/Casablanca", "Asia/Kolkata", "Pacific/Apia", "America/Nuuk", "Africa/Cairo"} {
		loc, err := LoadZone(name)
		if err != nil {
			t.Fatal(err)
		}
		at := time.Date(2009, 1, 1, 0, 0, 0, 0, time.UTC).In(loc)
		for range 70 {
			change, ok := NextChange(at)
			if !ok {
				break
			}
			at = change
			first := Date{change.Year(), change.Month(), change.Day()}.AddDays(-1)
			// Every moment around the change, by what the clocks show.
			shown := map[[2]int][]time.Time{}
			for m := change.Add(-72 * time.Hour); m.Before(change.Add(72 * time.Hour)); m = m.Add(15 * time.Minute) {
				d := DateOf(m)
				key := [2]int{first.DaysUntil(d), m.Hour()*60 + m.Minute()}
				shown[key] = append(shown[key], m)
			}
			for day := range 3 {
				for minute := 0; minute < 1440; minute += 15 {
					got := first.AddDays(day).At(Clock(minute), loc)
					moments := shown[[2]int{day, minute}]
					kind := WallKind(first.AddDays(day), Clock(minute), loc)
					if len(moments) == 0 {
						_, before := change.Add(-time.Second).Zone()
						want := time.Date(first.Year, first.Month, first.Day+day, 0, minute, 0, 0, time.UTC).Add(-time.Duration(before) * time.Second)
						if !got.Equal(want) || kind != WallGap {
							t.Fatalf("%s: the gap %s %s is %s (%d), want %s", name, first.AddDays(day), Clock(minute), got, kind, want.In(loc))
						}
						continue
					}
					if !got.Equal(moments[0]) || (kind == WallTwice) != (len(moments) == 2) {
						t.Fatalf("%s: %s %s is %s (%d), want %s of %d", name, first.AddDays(day), Clock(minute), got, kind, moments[0], len(moments))
					}
				}
			}
		}
	}
}

// A cursor caches the offset of a stretch; it must agree with a fresh look-up
// for every day.
func TestStretchAgreesWithWall(t *testing.T) {
	for _, name := range []string{"America/New_York", "Australia/Lord_Howe", "Africa/Casablanca", "Pacific/Apia"} {
		loc, _ := LoadZone(name)
		z := stretch{loc: loc, lo: 1}
		for d := (Date{2010, 1, 1}).number(); d < (Date{2041, 1, 1}).number(); d++ {
			for _, c := range []Clock{0, 90, 150, 1380} {
				got := z.wall(d, c)
				at, _ := resolve(int64(d)*86400+int64(c)*60, loc)
				if got.Unix() != at {
					t.Fatalf("%s %s %s: %s, want %s", name, d.date(), c, got, time.Unix(at, 0).In(loc))
				}
			}
		}
	}
}

func TestAnchor(t *testing.T) {
	s := mustLine(t, "every Tuesday 18:30")
	if !s.NeedsAnchor() {
		t.Error("a rule without a first day needs none")
	}
	s.Anchor(Date{2026, 10, 1})
	if s.Start != (Date{2026, 10, 6}) || s.NeedsAnchor() {
		t.Errorf("anchored at %s", s.Start)
	}
	s.Anchor(Date{2027, 1, 1})
	if s.Start != (Date{2026, 10, 6}) {
		t.Error("anchored twice")
	}
	s = mustLine(t, "every 2 weeks on Tuesday")
	s.Anchor(Date{2026, 10, 1})
	if !s.Start.IsZero() || !s.NeedsDate() {
		t.Error("every second week is anchored though nobody said which")
	}
}

func TestValidate(t *testing.T) {
	env := Env{Zone: newYork(t), Closures: map[string][]DateSpan{"public-holidays": {{Date{2026, 11, 26}, Date{2026, 11, 26}}}}}
	skip := func(days ...Date) func(*Schedule) {
		return func(s *Schedule) {
			for _, d := range days {
				s.Skip = append(s.Skip, Skip{From: d, To: d})
			}
		}
	}
	for _, c := range []struct {
		name, phrase string
		alter        func(*Schedule)
		want         string // field[index]:code, "?" before a warning
		hint         string
	}{
		{"fine", "every Tuesday 18:30-20:30 from 2026-10-20 until 2027-02-23 except 2026-11-10, public-holidays", nil, "", ""},
		{"no anchor", "every Tuesday 18:30 except 2026-11-10", nil, "", ""},
		{"start", "every Tuesday 18:30", func(s *Schedule) { s.Start = Date{2026, 10, 21} }, "date[0]:start-not-occurrence", "2026-10-27"},
		{"until early", "every Tuesday 18:30 from 2026-10-20", func(s *Schedule) { s.Until = Date{2026, 10, 1} }, "until[0]:until-before-start", ""},
		{"until and count", "every Tuesday 18:30 from 2026-10-20 until 2027-10-01", func(s *Schedule) { s.Count = 5 }, "until[0]:until-with-count", ""},
		{"needs date", "every 2 weeks on Tuesday 18:30", nil, "date[0]:date-missing", ""},
		{"end early", "2026-10-20", func(s *Schedule) { s.End = Date{2026, 10, 19} }, "end_date[0]:end-before-start", ""},
		{"end with time", "2026-10-20 9am-5pm", func(s *Schedule) { s.End = Date{2026, 10, 22} }, "end_date[0]:end-with-time", "until: 2026-10-22"},
		{"end with repeat", "every Tuesday from 2026-10-20", func(s *Schedule) { s.End = Date{2026, 12, 22} }, "end_date[0]:end-with-repeat", "until: 2026-12-22"},
		{"end fits repeat", "1st Friday of the month from 2026-10-02", func(s *Schedule) { s.End = Date{2026, 10, 4} }, "", ""},
		{"skip misses", "every Tuesday 18:30 from 2026-10-20", skip(Date{2026, 11, 10}, Date{2026, 11, 11}), "skip[1]:skip-misses", "2026-11-10 and 2026-11-17"},
		{"skip after end", "every Tuesday 18:30 from 2026-10-20 until 2026-12-01", skip(Date{2026, 12, 8}), "skip[0]:skip-misses", "2026-12-01"},
		{"closure", "every Tuesday 18:30 except public-holiday", nil, "skip[0]:unknown-closure", "public-holidays"},
		{"skip without repeat", "2026-10-20 18:30", skip(Date{2026, 10, 20}), "skip[0]:without-repeat", ""},
		{"change misses", "every Tuesday 18:30 from 2026-10-20", func(s *Schedule) { s.Changes = []Change{{On: Date{2026, 11, 18}, Cancelled: true}} }, "changes[0]:change-misses", "2026-11-17"},
		{"change and skip", "every Tuesday 18:30 from 2026-10-20 except 2026-11-17", func(s *Schedule) { s.Changes = []Change{{On: Date{2026, 11, 17}, Cancelled: true}} }, "changes[0]:change-skipped", ""},
		{"gap once", "2027-03-14 2:30am", nil, "time[0]:clock-gap", ""},
		{"twice once", "2026-11-01 1:30am-3am", nil, "time[0]:clock-twice", ""},
		{"gap in a series", "every Sunday 2:30am-4am from 2027-01-03", nil, "?time[0]:clock-gap", ""},
		{"twice in a night", "every day 1:30am-5am from 2026-01-01", nil, "?time[0]:clock-twice", ""},
		{"a night over the change", "every day 8pm-7am from 2026-01-01", nil, "", ""},
		{"gap skipped", "every Sunday 2:30am-4am from 2027-03-07 until 2027-03-28 except 2027-03-14", nil, "", ""},
		{"29 February", "every year from 2028-02-29", nil, "date[0]:29-february", ""},
		{"zone", "every Tuesday 18:30", func(s *Schedule) { s.Zone = "Mars/Base" }, "timezone[0]:unknown-zone", ""},
		{"nothing", "every Tuesday 18:30 from 2026-10-20 until 2026-10-21 except 2026-10-20", nil, "skip[0]:no-occurrence", ""},
		{"dates and date", "2026-10-20", func(s *Schedule) { s.Dates = []Dated{{Date: Date{2026, 11, 1}}} }, "dates[0]:dates-with-repeat", ""},
		{"twice", "2026-10-20 18:30", func(s *Schedule) { s.Also = []Dated{{Date: Date{2026, 10, 20}}} }, "?also[0]:twice", ""},
		{"long", "2026-01-01..2027-06-01", nil, "?end_date[0]:long-span", ""},
		{"only also", "2026-10-20", func(s *Schedule) { *s = Schedule{Also: []Dated{{Date: Date{2026, 11, 1}}}} }, "", ""},
		{"empty", "2026-10-20", func(s *Schedule) { *s = Schedule{} }, "date[0]:no-day", ""},
		{"many", "every day 8am from 2026-01-01", func(s *Schedule) {
			for i := range 50 {
				s.Also = append(s.Also, Dated{Date{2026, 3, 1}.AddDays(i), Span{Set: true, From: 900}})
			}
		}, "also[0]:too-many", ""},
	} {
		s := mustLine(t, c.phrase)
		if c.alter != nil {
			c.alter(&s)
		}
		var got []string
		hints := ""
		for _, m := range s.Validate(env) {
			text := m.Field + "[" + itoa(m.Index) + "]:" + m.Code
			if m.Warning {
				text = "?" + text
			}
			if CodeOf(m.Code) == nil {
				t.Errorf("%s: %s is not in Codes", c.name, m.Code)
			}
			got = append(got, text)
			hints += m.Hint
		}
		if strings.Join(got, " ") != c.want || !strings.Contains(hints, c.hint) {
			t.Errorf("%s: got %v %q, want %s %q", c.name, got, hints, c.want, c.hint)
		}
	}
}

func TestCodesAreSorted(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range Codes {
		if c.ID == "" || c.Reason == "" || seen[c.ID] {
			t.Errorf("%+v", c)
		}
		seen[c.ID] = true
	}
}

func TestSeriesParts(t *testing.T) {
	env := Env{Zone: newYork(t), Closures: map[string][]DateSpan{"public-holidays": {{Date{2026, 11, 26}, Date{2026, 11, 26}}}}}
	years := DateSpan{Date{2026, 1, 1}, Date{2027, 12, 31}}
	for _, c := range []struct{ phrase, want string }{
		{"every Tuesday 18:30 from 2026-10-20", ":2026-10-20.."},
		{"every Thursday 18:30 from 2026-10-22 8 times except public-holidays", ":2026-10-22..2026-12-17 off 2026-11-26"},
		{"1st and 3rd Saturday of the month from 2026-10-03", "1SA:2026-10-03.. 3SA:2026-10-17.."},
		{"1st, 15th and last day of the month from 2026-10-01 until 2026-12-31", "D1:2026-10-01..2026-12-01 D15:2026-10-15..2026-12-15 D-1:2026-10-31..2026-12-31"},
		{"every Saturday in May-October from 2026-05-02", "2026:2026-05-02..2026-10-31 2027:2027-05-01..2027-10-30"},
		{"every Saturday in November-March from 2026-01-03", "2025:2026-01-03..2026-03-28 2026:2026-11-07..2027-03-27 2027:2027-11-06..2028-03-25"},
		{"1st and 3rd Saturday of the month in May-June from 2026-05-02 until 2026-12-31", "1SA-2026:2026-05-02..2026-06-06 3SA-2026:2026-05-16..2026-06-20"},
		{"4th and last Saturday of the month from 2026-11-28 until 2027-01-10", "4SA:2026-11-28..2026-12-26"},
		{"4th and last Saturday of the month from 2026-10-24 until 2026-11-30", "4SA:2026-10-24..2026-11-28 -1SA-20261031:2026-10-31..2026-10-31"},
		{"4th and last Saturday of the month in May-June from 2027-05-22 until 2027-06-26", "4SA-2027:2027-05-22..2027-06-26 -1SA-20270529:2027-05-29..2027-05-29"},
		{"4th and last Saturday of the month from 2027-06-26", "4SA:2027-06-26.. -1SA-20270731:2027-07-31..2027-07-31 -1SA-20271030:2027-10-30..2027-10-30"},
		{"5th and last Saturday of the month from 2027-06-26", "-1SA:2027-06-26.."},
		{"28th and last day of the month in February from 2027-02-28 until 2027-12-31", "D28-2027:2027-02-28..2027-02-28"},
		{"every Saturday in May-June from 2026-05-02 until 2027-06-30 except 2026-05-01..2026-06-30", "2027:2027-05-01..2027-06-26"},
		{"last day of February from 2026-02-28 until 2028-12-31", ":2026-02-28..2028-02-29"},
	} {
		s := mustLine(t, c.phrase)
		var got []string
		for _, r := range s.Series(env, years) {
			text := r.Part + ":" + r.First.String() + ".." + r.Last.String()
			for _, o := range r.Off {
				text += " off " + o.Date.String()
			}
			got = append(got, text)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.phrase, strings.Join(got, " "), c.want)
		}
	}
}

func TestSplit(t *testing.T) {
	s := mustLine(t, "every Sunday 02:30 from 2027-03-07 until 2027-04-04 except 2027-03-21")
	series := s.Series(Env{Zone: newYork(t)}, DateSpan{})
	before, after := series[0].Split(Date{2027, 3, 14})
	if before.First != (Date{2027, 3, 7}) || before.Last != before.First || before.Rule.Frequency != Once {
		t.Errorf("before: %+v", before)
	}
	if after.First != (Date{2027, 3, 21}) || after.Last != (Date{2027, 4, 4}) || !slices.Equal(after.Off, []Off{{Date: Date{2027, 3, 21}}}) {
		t.Errorf("after: %+v", after)
	}
	// Only a day off is left, which is nothing.
	s = mustLine(t, "every Sunday 02:30 from 2027-03-07 until 2027-03-21 except 2027-03-07, 2027-03-21")
	series = s.Series(Env{Zone: newYork(t)}, DateSpan{})
	if before, after := series[0].Split(Date{2027, 3, 14}); !before.First.IsZero() || !after.First.IsZero() {
		t.Errorf("days off: %+v and %+v", before, after)
	}
}
