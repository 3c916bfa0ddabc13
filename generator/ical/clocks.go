package ical

import (
	"slices"
	"time"

	"corkboard/generator/schedule"
)

// Calendar programs disagree about the days on which the clocks change.
// Whatever they would read differently is written out here.

// window returns the period whose clock changes are handled one by one: all of
// a series that ends, Options.Years of one that does not.
func (m *maker) window(r *schedule.Series) (from, to schedule.Date) {
	if !r.Last.IsZero() {
		return r.First, r.Last
	}
	from = r.First
	if from.Before(m.opt.Years.From) {
		from = m.opt.Years.From
	}
	return from, m.opt.Years.To
}

// changeDays yields each day of a window on which the clocks change.
func (m *maker) changeDays(from, to schedule.Date, visit func(schedule.Date)) {
	if m.zone == time.UTC || to.Before(from) {
		return
	}
	at := from.AddDays(-1).In(m.zone)
	for {
		next, ok := schedule.NextChange(at)
		day := schedule.DateOf(next)
		if !ok || day.After(to.AddDays(1)) {
			return
		}
		at = next
		visit(day)
	}
}

// pieces cuts a series at the days on which the clocks skip its start: after
// such a day a widely used library stays an hour late. The day itself becomes a
// separate event.
func (m *maker) pieces(r schedule.Series) []schedule.Series {
	s := m.s
	if !s.Time.Set || r.Rule.Frequency == schedule.Once {
		return []schedule.Series{r}
	}
	if r.Rule.Frequency >= schedule.Monthly && m.inGap(&r) {
		m.oneByOne(&r)
		return nil
	}
	part := r.Part
	r = m.begin(r, part)
	if r.First.IsZero() {
		return nil
	}
	var out []schedule.Series
	var gaps []schedule.Date
	from, to := m.window(&r)
	m.changeDays(from, to, func(day schedule.Date) {
		for _, on := range [2]schedule.Date{day.AddDays(-1), day} {
			if r.Has(on) && m.skipped(on) {
				gaps = append(gaps, on)
			}
		}
	})
	for _, gap := range gaps {
		before, after := r.Split(gap)
		if !before.First.IsZero() {
			out = append(out, before)
		}
		m.gap(&r, part, gap)
		if !after.First.IsZero() {
			after = m.begin(after, part)
		}
		if after.First.IsZero() {
			return out
		}
		after.Part = "from" + DatePart(after.First)[1:]
		if part != "" {
			after.Part = part + "-" + after.Part
		}
		r = after
	}
	return append(out, r)
}

// begin writes the first days of a series as separate events until it reaches
// one that the series can begin with; a zero First means that there is none.
// The first day sets how long each occurrence lasts and where programs begin to
// count, so it has to be an ordinary one.
func (m *maker) begin(r schedule.Series, part string) schedule.Series {
	for m.odd(r.First) || m.gapInWeek(&r) {
		_, after := r.Split(r.First)
		m.gap(&r, part, r.First)
		if after.First.IsZero() {
			return after
		}
		r = after
	}
	return r
}

// gapInWeek reports whether the clocks skip the start on an earlier day of the
// first week: a widely used library begins to count with the first weekday of
// the rule, before the series begins, and is an hour late from then on.
func (m *maker) gapInWeek(r *schedule.Series) bool {
	if r.Rule.Frequency != schedule.Weekly {
		return false
	}
	for on := r.First; on.Weekday() != time.Monday; {
		on = on.AddDays(-1)
		if slices.Contains(r.Rule.Days, on.Weekday()) && m.skipped(on) {
			return true
		}
	}
	return false
}

// skipped reports whether the clocks skip the start on a day.
func (m *maker) skipped(on schedule.Date) bool {
	return schedule.WallKind(on, m.s.Time.From, m.zone) == schedule.WallGap
}

// odd reports whether the planned times of a day differ from those of other
// days: the clocks skip one, show one twice, or change in between.
func (m *maker) odd(on schedule.Date) bool {
	if !m.clear(m.original(on)) {
		return true
	}
	span := m.s.Time
	if !span.HasEnd {
		return false
	}
	o := m.s.At(on, span, nil, m.opt.Env)
	if o.End.Sub(o.Start) != time.Duration(span.Minutes())*time.Minute {
		return true
	}
	return !m.clear(m.moment(on.AddDays(span.Nights()), span.To))
}

// inGap reports whether the clocks skip the start of the series on any day of
// its window, even a day the series does not use. The first month counts as a
// whole, since that is where programs start looking for its day.
func (m *maker) inGap(r *schedule.Series) bool {
	from, to := m.window(r)
	from.Day = 1
	found := false
	m.changeDays(from, to, func(day schedule.Date) {
		for _, on := range [2]schedule.Date{day.AddDays(-1), day} {
			found = found || m.skipped(on)
		}
	})
	return found
}

// oneByOne writes each occurrence of a monthly series, in the hour that the
// clocks skip once a year, as a separate event: a widely used library shifts
// all the days of that month by an hour.
func (m *maker) oneByOne(r *schedule.Series) {
	from, to := m.window(r)
	for o := range m.s.Occurrences(from.AddDays(-40).In(m.zone), to.AddDays(40).In(m.zone), m.opt.Env) {
		if r.Has(o.On) && !r.IsOff(o.On) && !o.Extra && !o.On.Before(from) && !o.On.After(to) && !m.past(o) {
			m.alone(WithPart(m.base.UID, r.Part), o.On, o)
		}
	}
}

// gap writes the occurrence of a series on a day when the clocks skip its
// start, unless it is excluded or belongs to another series.
func (m *maker) gap(r *schedule.Series, part string, on schedule.Date) {
	if r.IsOff(on) {
		return
	}
	for o := range m.s.Occurrences(on.AddDays(-40).In(m.zone), on.AddDays(40).In(m.zone), m.opt.Env) {
		if o.On == on && !o.Extra {
			if !m.past(o) {
				uid := WithPart(m.base.UID, part)
				m.alone(uid, on, o)
			}
			return
		}
	}
}

// clockNights writes out the occurrences on which the clocks change, where
// programs would read the times of the series differently: a night of eleven
// hours by the clock lasts ten or twelve, and half past one may come twice. It
// returns what to exclude from the series.
func (m *maker) clockNights(uid string, r *schedule.Series, off map[schedule.Date]bool) []Moment {
	s := m.s
	if !s.Time.Set {
		return nil
	}
	var except []Moment
	from, to := m.window(r)
	m.changeDays(from, to, func(day schedule.Date) {
		for _, on := range [3]schedule.Date{day.AddDays(-1), day, day.AddDays(1)} {
			if off[on] || on.Before(from) || on.After(to) || !r.Has(on) {
				continue
			}
			if !m.odd(on) {
				continue
			}
			off[on] = true
			o := s.At(on, s.Time, nil, m.opt.Env)
			if !m.override(uid, on, o) {
				except = append(except, m.original(on))
				m.alone(uid, on, o)
			}
		}
	})
	return except
}
