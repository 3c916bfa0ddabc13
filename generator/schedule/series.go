package schedule

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// Series is a stretch of a rule that a single RRULE of RFC 5545 can say and
// that common calendar programs understand: one ordinal or day of the month at
// a time, no months, and an end date instead of a count.
type Series struct {
	Part  string // distinguishes the series of one schedule in a UID: "", "3SA", "D15", "2026", "3SA-2026"
	Rule  Rule   // without Months; Frequency Once when there is a single day
	First Date   // first day of the rule, skipped or not
	Last  Date   // last day; zero = open
	Off   []Off  // days of the rule without an occurrence, in order
}

// Off is a day of a rule without an occurrence.
type Off struct {
	Date    Date
	Closure string // id of the closure responsible; "" = written as a date
}

// Series splits the rule of the schedule. An open rule with months goes on for
// ever: only the years that begin within horizon are returned. Nothing is
// returned for a schedule without a rule or without a first day.
//
// The parts match the templates for recurrences in [MS-OXICAL] section 2.1.3.2:
// calendar programs of that family drop or misread others, such as the first
// and third Saturday in one rule.
func (s *Schedule) Series(env Env, horizon DateSpan) []Series {
	if s.Rule.Frequency == Once || s.Start.IsZero() {
		return nil
	}
	out := s.parts(env, horizon)
	s.once(out, horizon)
	return slices.DeleteFunc(out, func(r Series) bool { return r.empty() })
}

// empty reports whether a series has only days off: a calendar cannot hold a
// rule without a single occurrence. Days of a named closure do count, since
// calendars show near ones as cancelled.
func (r *Series) empty() bool {
	switch {
	case len(r.Off) == 0:
		return false
	case r.Rule.Frequency == Once:
		return true
	case r.Last.IsZero():
		return false
	}
	single := Schedule{Start: r.First, Rule: r.Rule}
	p := single.pattern()
	for day, ok := p.onOrAfter(p.start); ok && day <= r.Last.number(); day, ok = p.onOrAfter(day + 1) {
		if !slices.Contains(r.Off, Off{Date: day.date()}) {
			return false
		}
	}
	return true
}

// IsOff reports whether a day of the series has no occurrence.
func (r *Series) IsOff(d Date) bool {
	return slices.ContainsFunc(r.Off, func(o Off) bool { return o.Date == d })
}

// parts splits the rule by ordinals, days of the month and months.
func (s *Schedule) parts(env Env, horizon DateSpan) []Series {
	limit := s.limit(env)
	var out []Series
	for _, variant := range s.Rule.variants() {
		part := variant.label
		if variant.single {
			out = s.appendSingles(out, variant, limit, env, horizon)
			continue
		}
		if s.Rule.Months == 0 {
			out = s.appendSeries(out, variant.rule, part, s.Start.number(), limit, env, horizon)
			continue
		}
		if part != "" {
			part += "-"
		}
		runs := s.Rule.Months.Runs()
		if len(runs) == 0 { // all months, written out
			out = s.appendSeries(out, variant.rule, strings.TrimSuffix(part, "-"), s.Start.number(), limit, env, horizon)
			continue
		}
		last := limit.date().Year
		if s.Open() {
			last = horizon.To.Year
		}
		for year := s.Start.Year - 1; year <= last; year++ {
			for _, run := range runs {
				end := Date{year, run[1], daysIn(year, run[1])}
				if run[0] > run[1] {
					end = Date{year + 1, run[1], daysIn(year+1, run[1])}
				}
				if s.Open() && end.Before(horizon.From) || end.Before(s.Start) {
					continue
				}
				begin := max(s.Start.number(), Date{year, run[0], 1}.number())
				name := part + strconv.Itoa(year)
				if len(runs) > 1 {
					name += "-" + strconv.Itoa(int(run[0]))
				}
				out = s.appendSeries(out, variant.rule, name, begin, min(limit, end.number()), env, horizon)
			}
		}
	}
	return out
}

// Has reports whether d is among the days of the series' rule, skipped or not.
func (r *Series) Has(d Date) bool {
	if d.Before(r.First) || !r.Last.IsZero() && d.After(r.Last) {
		return false
	}
	if r.Rule.Frequency == Once {
		return d == r.First
	}
	single := Schedule{Start: r.First, Rule: r.Rule}
	p := single.pattern()
	day, ok := p.onOrAfter(d.number())
	return ok && day.date() == d
}

// Split removes one day from a series and returns the parts before and after
// it; a zero First means an empty part.
func (r *Series) Split(on Date) (before, after Series) {
	single := Schedule{Start: r.First, Rule: r.Rule}
	p := single.pattern()
	before, after = *r, *r
	before.Off, after.Off = nil, nil
	for _, o := range r.Off {
		switch {
		case o.Date.Before(on):
			before.Off = append(before.Off, o)
		case o.Date.After(on):
			after.Off = append(after.Off, o)
		}
	}
	before.Last, before.First = Date{}, Date{}
	for day, ok := p.onOrAfter(max(p.start, on.number()-p.reach())); ok && day < on.number(); day, ok = p.onOrAfter(day + 1) {
		before.First, before.Last = r.First, day.date()
	}
	after.First = Date{}
	if day, ok := p.onOrAfter(on.number() + 1); ok && (r.Last.IsZero() || day <= r.Last.number()) {
		after.First = day.date()
	}
	for _, part := range []*Series{&before, &after} {
		if part.First == part.Last {
			part.Rule = Rule{}
		}
		if part.empty() {
			part.First = Date{}
		}
	}
	return before, after
}

type variant struct {
	rule   Rule
	label  string
	single bool // calendar programs do not agree on any RRULE for it
}

// appendSingles adds each day of a rule separately. One such rule is the fifth
// weekday: [MS-OXOCAL] section 2.2.1.44.1.4 reads the fifth as the last.
// Another is the Sunday after the first Saturday.
func (s *Schedule) appendSingles(out []Series, v variant, limit dayNumber, env Env, horizon DateSpan) []Series {
	r := v.rule
	r.Months = s.Rule.Months
	single := Schedule{Start: s.Start, Rule: r}
	p := single.pattern()
	first := p.start
	if s.Open() {
		first = max(first, horizon.From.number())
		limit = min(limit, horizon.To.number())
	}
	for day, ok := p.onOrAfter(first); ok && day <= limit; day, ok = p.onOrAfter(day + 1) {
		d := day.date()
		name := strings.ReplaceAll(d.String(), "-", "")
		if v.label != "" {
			name = v.label + "-" + name
		}
		one := Series{Part: name, First: d, Last: d}
		if off, _, closure := s.off(day, env); off {
			one.Off = []Off{{d, closure}}
		}
		if !one.empty() {
			out = append(out, one)
		}
	}
	return out
}

// variants splits a rule into rules with one ordinal weekday or month day each.
func (r *Rule) variants() []variant {
	base := *r
	base.Months = 0
	switch {
	case r.After > 0, len(r.Ordinals) == 1 && len(r.Days) == 1 && r.Ordinals[0] == 5:
		return []variant{{base, "", true}}
	case len(r.Ordinals)*len(r.Days) > 1 && !r.Workday:
		var out []variant
		for _, n := range r.Ordinals {
			if n == 5 && slices.Contains(r.Ordinals, -1) {
				continue // it is the last one
			}
			label := strconv.Itoa(n)
			if n == -1 && slices.Contains(r.Ordinals, 4) {
				// Beside the fourth, the last one is the fifth. Leaving it out
				// in months where the fourth is the last takes an exception
				// each, and these run out.
				n = 5
			}
			for _, w := range r.Days {
				v := base
				v.Ordinals, v.Days = []int{n}, []time.Weekday{w}
				out = append(out, variant{v, label + weekdayCodes[w], n == 5})
			}
		}
		return out
	case len(r.MonthDays) > 1 && !r.Workday:
		var out []variant
		for _, n := range r.MonthDays {
			v := base
			v.MonthDays = []int{n}
			out = append(out, variant{v, "D" + strconv.Itoa(n), false})
		}
		return out
	}
	return []variant{{base, "", false}}
}

var weekdayCodes = [7]string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}

// WeekdayCode returns the weekday as RFC 5545 section 3.3.10 writes it, "MO".
func WeekdayCode(w time.Weekday) string { return weekdayCodes[w] }

// appendSeries adds what rule gives from begin to end, unless that is nothing.
func (s *Schedule) appendSeries(out []Series, rule Rule, part string, begin, end dayNumber, env Env, horizon DateSpan) []Series {
	single := Schedule{Start: s.Start, Rule: rule}
	p := single.pattern()
	first, ok := p.onOrAfter(begin)
	if !ok || first > end {
		return out
	}
	one := Series{Part: part, Rule: rule, First: first.date()}
	if !s.Open() || s.Rule.Months != 0 {
		last := first
		for day, ok := p.onOrAfter(max(first, end-p.reach())); ok && day <= end; day, ok = p.onOrAfter(day + 1) {
			last = day
		}
		one.Last = last.date()
		if first == last {
			one.Rule = Rule{}
		}
	}
	one.Off = s.offDays(&p, first, end, env, horizon)
	if one.empty() {
		return out
	}
	return append(out, one)
}

// once makes sure that no day is in two series: the 28th of February is also
// the last day, except in leap years.
func (s *Schedule) once(all []Series, horizon DateSpan) {
	r := &s.Rule
	if !slices.Contains(r.MonthDays, 28) || !slices.Contains(r.MonthDays, -1) {
		return
	}
	for j := range all {
		last := all[j].Last
		if last.IsZero() {
			last = horizon.To
		}
		single := Schedule{Start: all[j].First, Rule: all[j].Rule}
		p := single.pattern()
		for day, ok := p.onOrAfter(p.start); ok && day <= last.number(); day, ok = p.onOrAfter(day + 1) {
			d := day.date()
			if slices.ContainsFunc(all[:j], func(r Series) bool { return r.Has(d) }) && !all[j].IsOff(d) {
				all[j].Off = append(all[j].Off, Off{Date: d})
			}
		}
		slices.SortFunc(all[j].Off, func(a, b Off) int { return a.Date.Compare(b.Date) })
	}
}

// reach is a number of days in which the rule certainly has an occurrence.
func (p *pattern) reach() dayNumber {
	unit := [...]int{Once: 1, Daily: 1, Weekly: 7, Monthly: 62, Yearly: 8 * 366}[p.Frequency]
	return dayNumber(2 * unit * p.interval)
}

// offDays lists the days of p in [first, end] that are skipped. It walks only
// the ranges of days off, since an open rule never ends.
func (s *Schedule) offDays(p *pattern, first, end dayNumber, env Env, horizon DateSpan) []Off {
	var out []Off
	walk := func(from, to Date) {
		stop := min(end, to.number())
		for day, ok := p.onOrAfter(max(first, from.number())); ok && day <= stop; day, ok = p.onOrAfter(day + 1) {
			if off, _, closure := s.off(day, env); off {
				out = append(out, Off{day.date(), closure})
			}
		}
	}
	for i := range s.Skip {
		k := &s.Skip[i]
		if k.Yearly() {
			last := end.date().Year
			if s.Open() {
				last = min(last, horizon.To.Year+1)
			}
			for year := first.date().Year - 1; year <= last; year++ {
				run := DateSpan{Date{year, k.From.Month, k.From.Day}, Date{year, k.To.Month, k.To.Day}}
				if run.To.Before(run.From) {
					run.To.Year++
				}
				walk(run.From, run.To)
			}
			continue
		}
		if k.Closure == "" {
			walk(k.From, k.To)
			continue
		}
		for _, run := range env.Closures[k.Closure] {
			walk(run.From, run.To)
		}
	}
	slices.SortFunc(out, func(a, b Off) int { return a.Date.Compare(b.Date) })
	return slices.Compact(out)
}
