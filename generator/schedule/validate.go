package schedule

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"corkboard/generator/problem"
)

// validator collects mistakes that only the whole block shows.
type validator struct {
	s        *Schedule
	env      Env
	loc      *time.Location
	p        pattern
	limit    dayNumber
	mistakes []Mistake
}

// Validate returns mistakes that only the whole block shows: a first day that
// is not an occurrence, a day off without effect, a time that the clocks skip.
// Field names the key that a mistake is under. It does not depend on today's
// date, so whatever passes once passes always. Call it after Anchor.
func (s *Schedule) Validate(env Env) []Mistake {
	v := validator{s: s, env: env, loc: s.Location(env)}
	if !v.shape() {
		return v.mistakes
	}
	if s.Rule.Frequency != Once {
		v.p, v.limit = s.pattern(), s.limit(env)
		if !v.rule() {
			return v.mistakes
		}
		v.skips()
	}
	v.changes()
	v.twice()
	v.clocks()
	v.many()
	return v.mistakes
}

func (v *validator) add(field string, index int, warning bool, code, text, hint string) {
	v.mistakes = append(v.mistakes, Mistake{Field: field, Index: index, Warning: warning, Code: code, Text: text, Hint: hint})
}

// shape checks which parts are combined. The rest is checked only if the
// combination makes sense.
func (v *validator) shape() bool {
	s := v.s
	bad := len(v.mistakes)
	if s.Always {
		return false
	}
	fail := func(field, code, text, hint string) { v.add(field, 0, false, code, text, hint) }
	rule := s.Rule.Frequency != Once
	if s.Zone != "" {
		if _, err := LoadZone(s.Zone); err != nil {
			fail("timezone", "unknown-zone", quote(s.Zone)+" is not a time zone", "write a name such as America/New_York or Europe/Madrid")
		}
	}
	if !rule && s.Start.IsZero() && len(s.Dates) == 0 {
		switch {
		case s.Time.Set || !s.End.IsZero() || len(s.Also) == 0:
			fail("date", "no-day", "this schedule does not name a day", "write date, repeat or dates")
		}
	}
	if len(s.Dates) > 0 && (rule || !s.Start.IsZero()) {
		fail("dates", "dates-with-repeat", "dates cannot be combined with date or repeat", "put the further days under also")
	}
	if !s.End.IsZero() {
		switch {
		case s.Start.IsZero():
			fail("end_date", "no-day", "there is end_date but no date", "write date: the first day")
		case s.End.Before(s.Start):
			fail("end_date", "end-before-start", fmt.Sprintf("%s is before the first day, %s", s.End, s.Start), "write the last day, on or after the first")
		case s.Time.Set && s.End != s.Start:
			fail("end_date", "end-with-time", "end_date is for whole days, but there is a time", fmt.Sprintf("write repeat: every day and until: %s when the time is the same each day, or leave the time out", s.End))
		case s.Start.DaysUntil(s.End) > 366:
			v.add("end_date", 0, true, "long-span", fmt.Sprintf("this lasts %d days", s.Start.DaysUntil(s.End)+1), "what has no dates of its own is ongoing: yes")
		}
	}
	if !rule {
		for _, f := range []struct {
			field string
			said  bool
		}{{"until", !s.Until.IsZero()}, {"count", s.Count > 0}, {"skip", len(s.Skip) > 0}} {
			if f.said {
				hint := "write repeat, such as every Tuesday"
				if f.field == "until" {
					hint = "write end_date for the last day of one long event, or repeat, such as every Tuesday"
				}
				fail(f.field, "without-repeat", f.field+" needs repeat", hint)
			}
		}
	}
	if rule && s.Count > 0 && !s.Until.IsZero() {
		fail("until", "until-with-count", "until and count both set the end", "write one of them")
	}
	if rule && !s.Until.IsZero() && s.Until.Before(s.Start) {
		fail("until", "until-before-start", fmt.Sprintf("%s is before the first day, %s", s.Until, s.Start), "write the last day that may have an occurrence")
	}
	if rule && s.Start.IsZero() && s.NeedsDate() {
		fail("date", "date-missing", quote(s.Rule.Phrase())+" counts from a first day, but none is given", "write date: the first day, such as 2026-10-20")
	}
	return len(v.mistakes) == bad || !slices.ContainsFunc(v.mistakes, func(m Mistake) bool { return !m.Warning })
}

// rule checks the first day and the range of days against the rule.
func (v *validator) rule() bool {
	s := v.s
	if s.Rule.Frequency == Yearly && s.Rule.Month == 0 && s.Start.Month == time.February && s.Start.Day == 29 {
		v.add("date", 0, false, "29-february", "most years have no 29 February", "write 28 February, or last day of February")
		return false
	}
	first, ok := v.p.onOrAfter(v.p.start)
	if !ok || first > v.limit {
		v.add("until", 0, false, "no-occurrence", fmt.Sprintf("%s has no occurrence until %s", quote(s.Rule.Phrase()), v.limit.date()), "look at the last day again")
		return false
	}
	if !s.Start.IsZero() && first != v.p.start {
		text := fmt.Sprintf("%s, a %s, is not one of the days of %s", s.Start, weekdayNames[s.Start.Weekday()], quote(s.Rule.Phrase()))
		hint := fmt.Sprintf("write date: %s, the next one (%s)", first.date(), weekdayNames[first.weekday()])
		v.add("date", 0, false, "start-not-occurrence", text, hint)
		return false
	}
	if n := s.length(); n > 1 {
		day, gap := first, dayNumber(lastDay)
		for range 60 {
			next, ok := v.p.onOrAfter(day + 1)
			if !ok {
				break
			}
			gap, day = min(gap, next-day), next
		}
		if dayNumber(n) > gap {
			v.add("end_date", 0, false, "end-with-repeat", "end_date says how long one occurrence lasts, and here that is beyond the next one",
				fmt.Sprintf("when it is the last day of the series, write until: %s", s.End))
			return false
		}
	}
	c := s.cursorAt(v.p.start, v.env)
	c.loose = nil
	if len(s.Changes) == 0 {
		if _, ok := c.next(); !ok {
			v.add("skip", 0, false, "no-occurrence", "every occurrence is skipped", "leave the schedule out, or look at skip again")
			return false
		}
	}
	return true
}

// isDay reports whether the rule has an occurrence on d, skipped or not.
func (v *validator) isDay(d dayNumber) bool {
	if v.s.Rule.Frequency == Once {
		return !v.s.Start.IsZero() && d == v.s.Start.number()
	}
	day, ok := v.p.onOrAfter(d)
	return ok && day == d && d <= v.limit
}

// near names the days of the rule around d, for a hint.
func (v *validator) near(d Date) string {
	n := d.number()
	var before dayNumber
	found := false
	for back := dayNumber(1); back <= 400 && !found; back *= 2 {
		for day, ok := v.p.onOrAfter(n - back); ok && day < n && day <= v.limit; day, ok = v.p.onOrAfter(day + 1) {
			before, found = day, true
		}
	}
	after, ok := v.p.onOrAfter(n)
	ok = ok && after <= v.limit
	switch {
	case found && ok:
		return fmt.Sprintf("the nearest are %s and %s", before.date(), after.date())
	case found:
		return fmt.Sprintf("the last one is %s", before.date())
	case ok:
		return fmt.Sprintf("the next one is %s", after.date())
	}
	return "look at the date again"
}

// skips makes sure that each day off has an effect: otherwise it is a mistake,
// and somebody would find a closed door.
func (v *validator) skips() {
	s := v.s
	for i, k := range s.Skip {
		if k.Closure != "" {
			if _, ok := v.env.Closures[k.Closure]; ok {
				continue
			}
			hint := "write the days, such as 2026-12-22..2027-01-02, or add the name to closures.yaml"
			if near, ok := problem.Nearest(k.Closure, slices.Sorted(maps.Keys(v.env.Closures))); ok {
				hint = "write " + near
			}
			v.add("skip", i, false, "unknown-closure", quote(k.Closure)+" is neither a day nor a name from closures.yaml", hint)
			continue
		}
		if k.Yearly() {
			continue // in some years it is not one of the rule's days
		}
		if day, ok := v.p.onOrAfter(k.From.number()); ok && day <= min(v.limit, k.To.number()) {
			continue
		}
		what := k.From.String()
		if k.To != k.From {
			what = k.From.String() + ".." + k.To.String()
			v.add("skip", i, false, "skip-misses", what+" holds no day of "+quote(s.Rule.Phrase()), v.near(k.From))
			continue
		}
		v.add("skip", i, false, "skip-misses", fmt.Sprintf("%s is a %s, not one of the days of %s", what, weekdayNames[k.From.Weekday()], quote(s.Rule.Phrase())), v.near(k.From))
	}
}

// changes makes sure that each change matches an occurrence.
func (v *validator) changes() {
	s := v.s
	for i, c := range s.Changes {
		on := c.On.number()
		meets := v.isDay(on)
		for _, list := range [2][]Dated{s.Dates, s.Also} {
			meets = meets || slices.ContainsFunc(list, func(d Dated) bool { return d.Date == c.On })
		}
		if !meets {
			hint := "write the date that it was planned for"
			if s.Rule.Frequency != Once {
				hint = v.near(c.On)
			}
			v.add("changes", i, false, "change-misses", fmt.Sprintf("nothing is planned on %s, a %s", c.On, weekdayNames[c.On.Weekday()]), hint)
			continue
		}
		if slices.ContainsFunc(s.Skip, func(k Skip) bool {
			return k.Closure == "" && !k.Yearly() && !c.On.Before(k.From) && !c.On.After(k.To)
		}) {
			v.add("changes", i, false, "change-skipped", c.On.String()+" is changed and skipped", "leave one of them out")
		}
	}
}

// twice looks for a moment given twice.
func (v *validator) twice() {
	s := v.s
	seen := map[Dated]bool{}
	for f, list := range [2][]Dated{s.Dates, s.Also} {
		field := [2]string{"dates", "also"}[f]
		for i, d := range list {
			if !d.Time.Set {
				d.Time = s.Time
			}
			ruled := v.isDay(d.Date.number()) && d.Time == s.Time && len(s.Dates) == 0
			if ruled {
				if s.Rule.Frequency != Once {
					off, _, _ := s.off(d.Date.number(), v.env)
					ruled = !off
				}
			}
			if seen[d] || ruled {
				v.add(field, i, true, "twice", d.Date.String()+" is there twice", "leave one out")
			}
			seen[d] = true
		}
	}
}

// clocks looks for times that the clocks skip or show twice. One date with such
// a time is refused: nobody could say when it is. A series is published, with a
// warning that names the day.
func (v *validator) clocks() {
	s := v.s
	look := func(field string, index int, d Date, t Span, series bool) {
		if !t.Set {
			return
		}
		if kind := WallKind(d, t.From, v.loc); kind != WallOnce {
			v.clock(field, index, d, t.From, kind, series)
			return
		}
		if !t.HasEnd {
			return
		}
		d = d.AddDays(t.Nights())
		if kind := WallKind(d, t.To, v.loc); kind != WallOnce {
			v.clock(field, index, d, t.To, kind, series || kind == WallTwice)
		}
	}
	if s.Rule.Frequency == Once {
		if !s.Start.IsZero() {
			look("time", 0, s.Start, s.Time, false)
		}
	} else if s.Time.Set {
		v.seasonClocks(look)
	}
	for f, list := range [2][]Dated{s.Dates, s.Also} {
		for i, d := range list {
			if !d.Time.Set {
				d.Time = s.Time
			}
			look([2]string{"dates", "also"}[f], i, d.Date, d.Time, false)
		}
	}
	for i, c := range s.Changes {
		if c.Cancelled || c.Date.IsZero() && !c.Time.Set {
			continue
		}
		d, t := c.On, s.Time
		if !c.Date.IsZero() {
			d = c.Date
		}
		if c.Time.Set {
			t = c.Time
		}
		look("changes", i, d, t, false)
	}
}

// seasonClocks checks a rule against the clock changes of the ten years after
// its first day; the first conflict is enough.
func (v *validator) seasonClocks(look func(string, int, Date, Span, bool)) {
	before := len(v.mistakes)
	start := v.p.start
	if v.s.Start.IsZero() {
		start = Date{2020, time.January, 1}.number()
	}
	at := start.date().In(v.loc)
	for range 20 {
		end, ok := NextChange(at)
		if !ok || DateOf(end).number() > v.limit+1 {
			return
		}
		at = end
		for back := dayNumber(1); back >= 0; back-- {
			day := DateOf(end).number() - back
			if off, _, _ := v.s.off(day, v.env); v.isDay(day) && !off && v.s.change(day.date()) == nil {
				look("time", 0, day.date(), v.s.Time, true)
			}
			if len(v.mistakes) > before {
				return
			}
		}
	}
}

func (v *validator) clock(field string, index int, d Date, c Clock, kind Wall, warning bool) {
	if kind == WallGap {
		v.add(field, index, warning, "clock-gap", fmt.Sprintf("on %s the clocks jump over %s in %s", d, c, v.loc), "write a time an hour earlier or later for that day")
		return
	}
	v.add(field, index, warning, "clock-twice", fmt.Sprintf("on %s the clocks show %s twice in %s", d, c, v.loc), "write a time that comes once, an hour earlier or later")
}

// most is how many occurrences a year a schedule may have.
const most = 400

// many refuses a schedule that would flood a calendar. A rule alone cannot
// reach the limit.
func (v *validator) many() {
	s := v.s
	n := len(s.Dates) + len(s.Also)
	if n <= most-366 {
		return
	}
	years := map[int]int{}
	for _, list := range [2][]Dated{s.Dates, s.Also} {
		for _, d := range list {
			years[d.Date.Year]++
		}
	}
	for _, year := range slices.Sorted(maps.Keys(years)) {
		count := years[year]
		if s.Rule.Frequency != Once {
			for day, ok := v.p.onOrAfter(Date{year, 1, 1}.number()); ok && day <= min(v.limit, Date{year, 12, 31}.number()); day, ok = v.p.onOrAfter(day + 1) {
				count++
			}
		}
		if count > most {
			field := "also"
			if len(s.Dates) > 0 {
				field = "dates"
			}
			v.add(field, 0, false, "too-many", fmt.Sprintf("%d occurrences in %d", count, year), fmt.Sprintf("a schedule may have %d a year: write a rule, or hours in your own words", most))
			return
		}
	}
}
