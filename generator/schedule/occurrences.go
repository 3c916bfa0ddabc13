package schedule

import (
	"iter"
	"time"
)

// Occurrences yields whatever starts in [from, to) or is still running at from,
// in order of start. Cancelled ones are included; days off only when env asks
// for them. A rule without a first day counts as if it had always run.
func (s *Schedule) Occurrences(from, to time.Time, env Env) iter.Seq[Occurrence] {
	return func(yield func(Occurrence) bool) {
		c := s.cursor(from, env)
		for {
			o, ok := c.next()
			if !ok || !o.Start.Before(to) {
				return
			}
			if o.Start.Before(from) && o.Over(from) {
				continue
			}
			if !yield(o) {
				return
			}
		}
	}
}

// Next returns the first occurrence that takes place and is not over at now.
func (s *Schedule) Next(now time.Time, env Env) (Occurrence, bool) {
	env.Skipped = false
	c := s.cursor(now, env)
	for {
		o, ok := c.next()
		if !ok {
			return Occurrence{}, false
		}
		if o.State != Cancelled && !o.Over(now) {
			return o, true
		}
	}
}

// Last returns the last occurrence of an ending schedule that takes place, and
// false when it has no end or nothing takes place.
func (s *Schedule) Last(env Env) (Occurrence, bool) {
	if s.Open() {
		return Occurrence{}, false
	}
	env.Skipped = false
	end := s.limit(env)
	if s.Rule.Frequency == Once && !s.Start.IsZero() {
		end = s.Start.number()
	}
	// A rule can only be walked forwards: try its last weeks, then its last
	// years, then all of it.
	for _, back := range []dayNumber{40, 800, lastDay - firstDay} {
		c := s.cursorAt(max(end-back, firstDay), env)
		var last Occurrence
		found := false
		for {
			o, ok := c.next()
			if !ok {
				break
			}
			if o.State != Cancelled && (!found || !o.Start.Before(last.Start)) {
				last, found = o, true
			}
		}
		if found || end-back <= firstDay {
			return last, found
		}
	}
	return Occurrence{}, false
}

// At returns the occurrence of one original day with a time of day, as altered
// by change; nil = unchanged.
func (s *Schedule) At(on Date, span Span, change *Change, env Env) Occurrence {
	c := cursor{s: s, env: env, zone: stretch{loc: s.Location(env), lo: 1}}
	return c.changed(on.number(), span, change)
}

// Change returns the change to the occurrence whose original day is on, or nil.
func (s *Schedule) Change(on Date) *Change { return s.change(on) }

// Days returns how many days an all-day occurrence lasts.
func (s *Schedule) Days() int { return s.length() }

// Open reports whether the schedule runs without an end.
func (s *Schedule) Open() bool {
	return s.Rule.Frequency != Once && s.Until.IsZero() && s.Count == 0
}

// Repeats reports whether the schedule may have more than one occurrence.
func (s *Schedule) Repeats() bool {
	return s.Rule.Frequency != Once || len(s.Dates) > 1 || len(s.Also) > 0
}

// NeedsDate reports whether the rule's days depend on the first one, so that
// somebody has to write it: every second week, or eight times from when.
func (s *Schedule) NeedsDate() bool {
	r := &s.Rule
	switch {
	case r.Frequency == Once:
		return false
	case s.Count > 0, r.Interval > 1:
		return true
	case r.Frequency == Weekly:
		return len(r.Days) == 0
	case r.Frequency == Yearly:
		return r.Month == 0
	}
	return false
}

// NeedsAnchor reports whether the schedule has a rule but no first day, and
// Anchor can give it one.
func (s *Schedule) NeedsAnchor() bool {
	return s.Rule.Frequency != Once && s.Start.IsZero() && !s.NeedsDate()
}

// Anchor sets the first day of a rule without one to the rule's first
// occurrence on or after day. It leaves any other schedule unchanged, including
// one that needs a written date.
func (s *Schedule) Anchor(day Date) {
	if !s.NeedsAnchor() || !day.Valid() {
		return
	}
	p := s.pattern()
	if first, ok := p.onOrAfter(day.number()); ok {
		s.Start, s.Anchored = first.date(), true
	}
}

// From returns the part of the schedule that begins at a moment or later; false
// = there is none. Its rule has the same days, and its blocks the same parts of
// a UID.
func (s *Schedule) From(t time.Time, env Env) (Schedule, bool) {
	out := *s
	later := func(list []Dated) []Dated {
		var kept []Dated
		for _, d := range list {
			span := d.Time
			if !span.Set {
				span = s.Time
			}
			if o := s.At(d.Date, span, s.change(d.Date), env); !o.Start.Before(t) {
				kept = append(kept, d)
			}
		}
		return kept
	}
	out.Dates, out.Also = later(s.Dates), later(s.Also)
	out.Start = Date{}
	if s.Rule.Frequency == Once {
		if o := s.At(s.Start, s.Time, s.change(s.Start), env); !s.Start.IsZero() && !o.Start.Before(t) {
			out.Start = s.Start
		}
	} else if !s.Start.IsZero() {
		p, limit := s.pattern(), s.limit(env)
		for day, ok := p.onOrAfter(DateOf(t.In(s.Location(env))).number() - 1); ok && day <= limit; day, ok = p.onOrAfter(day + 1) {
			if o := s.At(day.date(), s.Time, nil, env); !o.Start.Before(t) {
				out.Start = day.date()
				break
			}
		}
		if s.Count > 0 {
			out.Until, out.Count = limit.date(), 0
		}
		if out.Start.IsZero() {
			out.Rule, out.Until = Rule{}, Date{}
		}
	}
	if out.Start.IsZero() {
		out.End, out.Skip, out.Changes = Date{}, nil, s.Changes
	}
	return out, !out.Start.IsZero() || len(out.Dates) > 0 || len(out.Also) > 0
}

// Over reports whether the occurrence is over at now. If no end was given, it
// may be running until the end of its day.
func (o *Occurrence) Over(now time.Time) bool {
	if o.HasEnd {
		return !now.Before(o.End)
	}
	if !now.After(o.Start) {
		return false
	}
	return !now.Before(DateOf(o.Start).AddDays(1).In(o.Start.Location()))
}

// limit returns the last day on which the rule may have an occurrence. Skipped
// days do not count: "8 times, not on 10 November" is eight evenings. A
// cancelled one does, since it was announced.
func (s *Schedule) limit(env Env) dayNumber {
	end := lastDay
	if !s.Until.IsZero() {
		end = min(end, s.Until.number())
	}
	if s.Count > 0 && s.Rule.Frequency != Once {
		p := s.pattern()
		d := p.start
		for left := s.Count; ; {
			day, ok := p.onOrAfter(d)
			if !ok || day > end {
				break
			}
			if off, to, _ := s.off(day, env); off {
				d = to + 1
				continue
			}
			left--
			if left == 0 {
				return day
			}
			d = day + 1
		}
	}
	return end
}

// off reports whether the rule's occurrence on day is skipped, through which
// day the run lasts, and for which closure. A change to that very day overrides
// it.
func (s *Schedule) off(day dayNumber, env Env) (bool, dayNumber, string) {
	if len(s.Skip) == 0 {
		return false, 0, ""
	}
	d := day.date()
	if s.change(d) != nil {
		return false, 0, ""
	}
	for i := range s.Skip {
		k := &s.Skip[i]
		if k.Closure == "" {
			if k.Yearly() {
				if run := k.In(d); run.Contains(d) {
					return true, s.runEnd(day, run.To), ""
				}
				continue
			}
			if !d.Before(k.From) && !d.After(k.To) {
				return true, s.runEnd(day, k.To), ""
			}
			continue
		}
		if run, ok := runWith(env.Closures[k.Closure], d); ok {
			return true, s.runEnd(day, run.To), k.Closure
		}
	}
	return false, 0, ""
}

// Yearly reports whether the days are off every year.
func (k *Skip) Yearly() bool { return k.Closure == "" && k.From.Year == 0 }

// In returns the run of days off in d's year that contains d, or one that does
// not; k is off every year.
func (k *Skip) In(d Date) DateSpan {
	run := DateSpan{k.From, k.To}
	run.From.Year, run.To.Year = d.Year, d.Year
	if !run.To.Before(run.From) {
		return run
	}
	if d.After(run.To) { // it spans New Year
		run.To.Year++
	} else {
		run.From.Year--
	}
	return run
}

// runEnd returns the day through which a run of days off may be passed over at
// once: a changed day within it is handled separately.
func (s *Schedule) runEnd(day dayNumber, to Date) dayNumber {
	if len(s.Changes) > 0 {
		return day
	}
	return to.number()
}

func (s *Schedule) change(on Date) *Change {
	for i := range s.Changes {
		if s.Changes[i].On == on {
			return &s.Changes[i]
		}
	}
	return nil
}

// length returns how many days an all-day occurrence lasts.
func (s *Schedule) length() int {
	if s.End.IsZero() || s.Start.IsZero() || s.Time.Set {
		return 1
	}
	return max(1, s.Start.DaysUntil(s.End)+1)
}
