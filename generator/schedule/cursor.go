package schedule

import (
	"slices"
	"time"
)

// cursor walks the occurrences of a schedule: the days of its rule, computed
// one by one, and a short sorted list of those that do not follow from the
// rule.
type cursor struct {
	s       *Schedule
	env     Env
	zone    stretch
	pattern pattern
	day     dayNumber // the search for the rule's next day starts here
	limit   dayNumber
	ahead   Occurrence // next of the rule
	has     bool
	rule    bool
	loose   []Occurrence // also, dates and changes, by start
}

func (s *Schedule) cursor(from time.Time, env Env) cursor {
	loc := s.Location(env)
	day := DateOf(from.In(loc)).number() - dayNumber(s.length()+int(s.Time.Days))
	return s.cursorAt(max(day, firstDay), env)
}

// cursorAt starts with the occurrences of the rule on or after day, and with
// all loose ones.
func (s *Schedule) cursorAt(day dayNumber, env Env) cursor {
	c := cursor{s: s, env: env, zone: stretch{loc: s.Location(env), lo: 1}, day: day}
	if s.Rule.Frequency != Once || !s.Start.IsZero() {
		c.pattern, c.limit, c.rule = s.pattern(), s.limit(env), true
		if s.Rule.Frequency == Once {
			c.limit = lastDay
		}
	}
	c.gather()
	return c
}

// gather lists the occurrences that do not follow from the rule.
func (c *cursor) gather() {
	s := c.s
	n := len(s.Also) + len(s.Dates) + len(s.Changes)
	if n == 0 {
		return
	}
	c.loose = make([]Occurrence, 0, n)
	for _, list := range [2][]Dated{s.Dates, s.Also} {
		for _, d := range list {
			span := d.Time
			if !span.Set {
				span = s.Time
			}
			o := c.changed(d.Date.number(), span, s.change(d.Date))
			o.Extra = true
			c.loose = append(c.loose, o)
		}
	}
	for i := range s.Changes {
		on := s.Changes[i].On.number()
		if c.isRuleDay(on) {
			c.loose = append(c.loose, c.changed(on, s.Time, &s.Changes[i]))
		}
	}
	slices.SortStableFunc(c.loose, func(a, b Occurrence) int { return a.Start.Compare(b.Start) })
}

func (c *cursor) isRuleDay(d dayNumber) bool {
	if !c.rule || d > c.limit {
		return false
	}
	day, ok := c.pattern.onOrAfter(d)
	return ok && day == d
}

// changed returns the occurrence of a day with the change that applies to it.
func (c *cursor) changed(on dayNumber, span Span, change *Change) Occurrence {
	if change == nil {
		return c.occurrence(on, on, span)
	}
	day := on
	if !change.Cancelled {
		if !change.Date.IsZero() {
			day = change.Date.number()
		}
		if change.Time.Set {
			span = change.Time
		}
	}
	o := c.occurrence(on, day, span)
	o.Change = change
	switch {
	case change.Cancelled:
		o.State = Cancelled
	case !change.Date.IsZero() && change.Date != change.On || change.Time.Set:
		o.State = Moved
	}
	return o
}

func (c *cursor) occurrence(on, day dayNumber, span Span) Occurrence {
	o := Occurrence{On: on.date()}
	if !span.Set {
		o.AllDay, o.HasEnd = true, true
		o.Start, o.End = c.zone.wall(day, 0), c.zone.wall(day+dayNumber(c.s.length()), 0)
		return o
	}
	o.Start = c.zone.wall(day, span.From)
	o.End = o.Start
	if !span.HasEnd {
		return o
	}
	day += dayNumber(span.Nights())
	o.End, o.HasEnd = c.zone.wall(day, span.To), true
	if !o.End.After(o.Start) { // the clocks skip the hour of the start
		o.End = o.Start.Add(time.Duration(span.Minutes()) * time.Minute)
	}
	return o
}

// advance moves to the next unchanged occurrence of the rule.
func (c *cursor) advance() {
	for c.rule {
		day, ok := c.pattern.onOrAfter(c.day)
		if !ok || day > c.limit {
			break
		}
		c.day = day + 1
		if off, to, closure := c.s.off(day, c.env); off {
			if c.env.Skipped {
				c.ahead = c.occurrence(day, day, c.s.Time)
				c.ahead.State, c.ahead.Reason = Skipped, closure
				c.has = true
				return
			}
			c.day = to + 1
			continue
		}
		if len(c.s.Changes) > 0 && c.s.change(day.date()) != nil {
			continue // it is among the loose ones
		}
		c.ahead, c.has = c.occurrence(day, day, c.s.Time), true
		return
	}
	c.rule = false
}

// next returns the next occurrence by start; if two start together, the rule's
// comes first.
func (c *cursor) next() (Occurrence, bool) {
	if !c.has {
		c.advance()
	}
	if len(c.loose) > 0 && (!c.has || c.loose[0].Start.Before(c.ahead.Start)) {
		o := c.loose[0]
		c.loose = c.loose[1:]
		return o, true
	}
	if !c.has {
		return Occurrence{}, false
	}
	c.has = false
	return c.ahead, true
}
