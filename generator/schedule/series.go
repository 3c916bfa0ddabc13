package schedule

import (
	"slices"
	"strconv"
	"time"
)

// Series is a stretch of a rule that one RRULE of RFC 5545 can say and that
// common calendar programs understand: one ordinal or day of the month at a
// time, no season, and an end by date instead of a count.
type Series struct {
	Part  string // tells the series of one schedule apart in a UID: "", "3SA", "D15", "2026", "3SA-2026"
	Rule  Rule   // without Season; Frequency Once when there is a single day
	First Date   // first day of the rule, skipped or not
	Last  Date   // last day; zero = open
	Off   []Off  // days of the rule without an occurrence, in order
}

// Off is a day of a rule without an occurrence.
type Off struct {
	Date    Date
	Closure string // id of the closure that says so; "" = written as a date
}

// Series splits the rule of the schedule. An open rule with a season has no
// end to its years: those that begin within horizon are returned. Nothing is
// returned for a schedule without a rule or without a first day.
//
// The parts follow the templates for recurrences that [MS-OXICAL] section
// 2.1.3.2 lists: calendar programs of that family drop or misread others, such
// as the first and third Saturday in one rule.
func (s *Schedule) Series(env Env, horizon DateSpan) []Series {
	if s.Rule.Frequency == Once || s.Start.IsZero() {
		return nil
	}
	out := s.parts(env, horizon)
	s.once(out, horizon)
	return slices.DeleteFunc(out, func(r Series) bool { return r.empty() })
}

// empty reports whether a series has only days off: a rule without a single
// occurrence is nothing that a calendar can hold. Several days of a closure are
// something, since calendars show near ones as cancelled.
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

// IsOff reports whether a day of the series is one without an occurrence.
func (r *Series) IsOff(d Date) bool {
	return slices.ContainsFunc(r.Off, func(o Off) bool { return o.Date == d })
}

// parts splits the rule by ordinals, days of the month and seasons.
func (s *Schedule) parts(env Env, horizon DateSpan) []Series {
	limit := s.limit(env)
	var out []Series
	for _, variant := range s.Rule.variants() {
		part := variant.label
		if !s.Rule.Season.set() {
			out = s.appendSeries(out, variant.rule, part, s.Start.number(), limit, env)
			continue
		}
		if part != "" {
			part += "-"
		}
		season := s.Rule.Season
		first := s.Start.Year
		if season.From > season.To && s.Start.Month <= season.To {
			first-- // began in the old year
		}
		last := limit.date().Year
		if s.Open() {
			last = horizon.To.Year
		}
		for year := first; year <= last; year++ {
			end := Date{year, season.To, daysIn(year, season.To)}
			if season.From > season.To {
				end = Date{year + 1, season.To, daysIn(year+1, season.To)}
			}
			if s.Open() && end.Before(horizon.From) {
				continue
			}
			begin := max(s.Start.number(), Date{year, season.From, 1}.number())
			out = s.appendSeries(out, variant.rule, part+strconv.Itoa(year), begin, min(limit, end.number()), env)
		}
	}
	return out
}

// Has reports whether the rule of the series has d among its days, skipped or
// not.
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

// Split takes one day out of a series and returns what is before and after
// it; a First of zero means nothing.
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
	rule  Rule
	label string
}

// variants splits a rule into such of one ordinal weekday or month day each.
func (r *Rule) variants() []variant {
	base := *r
	base.Season = Season{}
	switch {
	case len(r.Ordinals)*len(r.Days) > 1 && !r.Workday:
		var out []variant
		for _, n := range r.Ordinals {
			for _, w := range r.Days {
				v := base
				v.Ordinals, v.Days = []int{n}, []time.Weekday{w}
				out = append(out, variant{v, strconv.Itoa(n) + weekdayCodes[w]})
			}
		}
		return out
	case len(r.MonthDays) > 1 && !r.Workday:
		var out []variant
		for _, n := range r.MonthDays {
			v := base
			v.MonthDays = []int{n}
			out = append(out, variant{v, "D" + strconv.Itoa(n)})
		}
		return out
	}
	return []variant{{base, ""}}
}

var weekdayCodes = [7]string{"SU", "MO", "TU", "WE", "TH", "FR", "SA"}

// WeekdayCode is the weekday as RFC 5545 section 3.3.10 writes it, "MO".
func WeekdayCode(w time.Weekday) string { return weekdayCodes[w] }

// appendSeries adds what rule gives from begin to end, unless that is nothing.
func (s *Schedule) appendSeries(out []Series, rule Rule, part string, begin, end dayNumber, env Env) []Series {
	single := Schedule{Start: s.Start, Rule: rule}
	p := single.pattern()
	first, ok := p.onOrAfter(begin)
	if !ok || first > end {
		return out
	}
	one := Series{Part: part, Rule: rule, First: first.date()}
	if !s.Open() || s.Rule.Season.set() {
		last := first
		for day, ok := p.onOrAfter(max(first, end-p.reach())); ok && day <= end; day, ok = p.onOrAfter(day + 1) {
			last = day
		}
		one.Last = last.date()
		if first == last {
			one.Rule = Rule{}
		}
	}
	one.Off = s.offDays(&p, first, end, env)
	if one.empty() {
		return out
	}
	return append(out, one)
}

// once makes sure that no day is in two series: in some months the 4th Friday
// is the last one too.
func (s *Schedule) once(all []Series, horizon DateSpan) {
	r := &s.Rule
	if !(slices.Contains(r.Ordinals, 4) && slices.Contains(r.Ordinals, -1)) && !(slices.Contains(r.MonthDays, 28) && slices.Contains(r.MonthDays, -1)) {
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

// reach is a number of days in which the rule has an occurrence for certain.
func (p *pattern) reach() dayNumber {
	unit := [...]int{Once: 1, Daily: 1, Weekly: 7, Monthly: 62, Yearly: 8 * 366}[p.Frequency]
	return dayNumber(2 * unit * p.interval)
}

// offDays lists the days of p in [first, end] that are skipped. Only the runs
// of days off are walked: an open rule has no end to walk to.
func (s *Schedule) offDays(p *pattern, first, end dayNumber, env Env) []Off {
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
