package ical

import (
	"slices"
	"strings"
	"time"

	"corkboard/generator/schedule"
)

// Options says how a schedule becomes events.
type Options struct {
	Env schedule.Env
	// Years is how many years a rule without an end covers where its days are
	// written one by one: seasons, and nights on which the clocks change. Zero
	// = the year of the first day and the next.
	Years schedule.DateSpan
	// Since leaves out what ended before it. Zero = nothing.
	Since time.Time
	// Notice is how many days ahead a day off for a named closure is shown as
	// cancelled, so that people who look at their calendar know why. The entry
	// is dated the day it appears or disappears. Zero = never.
	Notice schedule.DateSpan
	// Slack is how much later than an instant a change may be dated and yet
	// have been published before it; see Event.Pass.
	Slack time.Duration
	// Cancelled goes before the summary of what does not take place, such as
	// "Cancelled: ".
	Cancelled string
	// Shape is called for each event that represents a single occurrence: one
	// that was changed, cancelled, closed or added. It may add a note or
	// another place to the event. nil = nothing to add.
	Shape func(e *Event, o schedule.Occurrence)
}

// Events turns a schedule into events. base has everything but the times; its
// UID gets a suffix for whatever cannot be part of one rule. The first day of
// each rule must be known.
//
// What calendar programs disagree on is never written: further dates are
// separate events (some programs drop an RDATE), a rule with several ordinals
// becomes several rules, and nights on which the clocks change are written out.
func Events(s *schedule.Schedule, base Event, opt Options) []Event {
	m := maker{s: s, base: base, opt: opt, zone: s.Location(opt.Env)}
	if m.opt.Years.From.IsZero() {
		m.opt.Years = schedule.DateSpan{From: schedule.Date{Year: s.Start.Year, Month: time.January, Day: 1}, To: schedule.Date{Year: s.Start.Year + 1, Month: time.December, Day: 31}}
	}
	switch {
	case s.Rule.Frequency != schedule.Once:
		for _, series := range s.Series(opt.Env, m.opt.Years) {
			for _, piece := range m.pieces(series) {
				m.series(&piece)
			}
		}
	case !s.Start.IsZero():
		m.single(base.UID, "", s.Start, s.Time, false)
	}
	related := ""
	if len(m.out) > 0 {
		related = m.out[0].UID
	}
	for _, d := range s.Dates {
		m.loose(d, "")
	}
	for _, d := range s.Also {
		m.loose(d, related)
	}
	return m.out
}

// WithPart inserts a part into a UID: food@site and 3SA give food.3SA@site.
func WithPart(uid, part string) string {
	if part == "" {
		return uid
	}
	id, site, found := cutLast(uid)
	if !found {
		return uid + "." + part
	}
	return id + "." + part + "@" + site
}

func cutLast(uid string) (id, site string, found bool) {
	i := strings.LastIndexByte(uid, '@')
	if i < 0 {
		return uid, "", false
	}
	return uid[:i], uid[i+1:], true
}

// DatePart is the part of a UID for a single date, d20261203.
func DatePart(d schedule.Date) string {
	return string(appendDate([]byte{'d'}, d))
}

type maker struct {
	s    *schedule.Schedule
	base Event
	opt  Options
	zone *time.Location
	out  []Event
}

// moment is a wall-clock time of the schedule.
func (m *maker) moment(d schedule.Date, c schedule.Clock) Moment {
	return Moment{Date: d, Clock: c, Zone: m.zone}
}

// times sets the start and end of an event to an occurrence's. Times that the
// clocks skip or show twice are written in UTC: programs disagree on them.
func (m *maker) times(e *Event, o schedule.Occurrence) {
	if o.AllDay {
		e.Start = Moment{Date: schedule.DateOf(o.Start), AllDay: true}
		e.End = Moment{Date: schedule.DateOf(o.Start).AddDays(m.s.Days()), AllDay: true}
		return
	}
	e.Start, e.End = MomentOf(o.Start), Moment{}
	if o.HasEnd {
		e.End = MomentOf(o.End)
	}
	if m.clear(e.Start) && (e.End.IsZero() || m.clear(e.End)) {
		return
	}
	e.Start = MomentOf(o.Start.UTC())
	if o.HasEnd {
		e.End = MomentOf(o.End.UTC())
	}
}

func (m *maker) clear(at Moment) bool {
	return at.utc() || schedule.WallKind(at.Date, at.Clock, at.Zone) == schedule.WallOnce
}

// shape lets the caller add to the event of one occurrence.
func (m *maker) shape(e *Event, o schedule.Occurrence) {
	switch o.State {
	case schedule.Cancelled, schedule.Skipped:
		if e.Status != Cancelled {
			e.Summary = m.opt.Cancelled + e.Summary
		}
		e.Status = Cancelled
	}
	if m.opt.Shape != nil {
		m.opt.Shape(e, o)
	}
}

// past reports whether an occurrence is left out.
func (m *maker) past(o schedule.Occurrence) bool {
	return !m.opt.Since.IsZero() && o.Over(m.opt.Since)
}

// single writes an event that does not repeat.
func (m *maker) single(uid, related string, on schedule.Date, span schedule.Span, extra bool) {
	change := m.s.Change(on)
	o := m.s.At(on, span, change, m.opt.Env)
	o.Extra = extra
	if m.past(o) {
		return
	}
	e := m.base
	e.UID, e.RelatedTo = uid, related
	m.times(&e, o)
	if change != nil || o.Extra {
		m.shape(&e, o)
	}
	m.out = append(m.out, e)
}

// loose writes a date that follows from no rule.
func (m *maker) loose(d schedule.Dated, related string) {
	span := d.Time
	if !span.Set {
		span = m.s.Time
	}
	uid := WithPart(m.base.UID, DatePart(d.Date))
	if slices.ContainsFunc(m.out, func(e Event) bool { return e.UID == uid }) {
		// A second one on the same day is distinguished by its time.
		b := append([]byte(DatePart(d.Date)), 'T')
		b = append(b, byte('0'+span.From.Hour()/10), byte('0'+span.From.Hour()%10), byte('0'+span.From.Minute()/10), byte('0'+span.From.Minute()%10))
		uid = WithPart(m.base.UID, string(b))
		if slices.ContainsFunc(m.out, func(e Event) bool { return e.UID == uid }) {
			return // the same moment twice
		}
	}
	m.single(uid, related, d.Date, span, true)
}

// series writes a rule with its exceptions.
func (m *maker) series(r *schedule.Series) {
	s := m.s
	uid := WithPart(m.base.UID, r.Part)
	if r.Rule.Frequency == schedule.Once {
		m.single(uid, "", r.First, s.Time, false)
		return
	}
	mark := len(m.out)
	e := m.base
	e.UID = uid
	e.Rule, e.Until = r.Rule, r.Last
	m.planned(&e, r.First)
	m.out = append(m.out, e)

	var except []Moment
	var revised time.Time // when the latest day off was first shown, or passed
	off := make(map[schedule.Date]bool, len(r.Off))
	for _, day := range r.Off {
		off[day.Date] = true
		if at := m.noticed(day.Date); day.Closure != "" && at.After(revised) {
			revised = at
		}
		if day.Closure != "" && m.opt.Notice.Contains(day.Date) && !m.opt.Notice.From.IsZero() {
			o := s.At(day.Date, s.Time, nil, m.opt.Env)
			o.State, o.Reason = schedule.Skipped, day.Closure
			if m.override(uid, day.Date, o) {
				continue
			}
		}
		except = append(except, m.original(day.Date))
	}
	for i := range s.Changes {
		c := &s.Changes[i]
		if !r.Has(c.On) || off[c.On] {
			continue
		}
		off[c.On] = true
		o := s.At(c.On, s.Time, c, m.opt.Env)
		if !m.override(uid, c.On, o) {
			except = append(except, m.original(c.On))
			m.alone(uid, c.On, o)
		}
	}
	except = append(except, m.clockNights(uid, r, off)...)
	slices.SortFunc(except, func(a, b Moment) int { return a.Date.Compare(b.Date) })
	m.out[mark].Except = except
	if !revised.IsZero() {
		m.out[mark].Pass(revised, m.opt.Slack)
	}
	// Of two revisions of one UID, programs trust the newer: an exception must
	// not be older than its series.
	for i := mark + 1; i < len(m.out); i++ {
		m.out[i].Revise(m.out[mark].Modified)
	}
	if m.over(r, m.out[mark:]) {
		m.out = m.out[:mark]
	}
}

// over reports whether a series with all its exceptions ended before Since.
func (m *maker) over(r *schedule.Series, events []Event) bool {
	if m.opt.Since.IsZero() || r.Last.IsZero() {
		return false
	}
	last := m.s.At(r.Last, m.s.Time, nil, m.opt.Env)
	if !last.Over(m.opt.Since) {
		return false
	}
	for _, e := range events[1:] {
		if !e.End.IsZero() && e.End.Time().After(m.opt.Since) || e.Start.Time().After(m.opt.Since) {
			return false
		}
	}
	return true
}

// planned sets the times of a series: its first day, by the clock.
func (m *maker) planned(e *Event, first schedule.Date) {
	span := m.s.Time
	if !span.Set {
		e.Start = Moment{Date: first, AllDay: true}
		e.End = Moment{Date: first.AddDays(m.s.Days()), AllDay: true}
		return
	}
	e.Start, e.End = m.moment(first, span.From), Moment{}
	if !span.HasEnd {
		return
	}
	first = first.AddDays(span.Nights())
	e.End = m.moment(first, span.To)
}

// original is when an occurrence was planned, in the same form as the series'
// start.
func (m *maker) original(on schedule.Date) Moment {
	if !m.s.Time.Set {
		return Moment{Date: on, AllDay: true}
	}
	return m.moment(on, m.s.Time.From)
}

// noticed is when a day off last changed the output: the day it is first shown,
// or the day after it. Zero = it is too far ahead.
func (m *maker) noticed(off schedule.Date) time.Time {
	today := m.opt.Notice.From
	shown := off.AddDays(-today.DaysUntil(m.opt.Notice.To))
	switch {
	case today.IsZero() || today.Before(shown):
		return time.Time{}
	case off.Before(today):
		return off.AddDays(1).In(m.zone)
	}
	return shown.In(m.zone)
}

// override writes the event that replaces one occurrence of a series. It writes
// none when the clocks skip the planned time or show it twice, since programs
// would not find the occurrence.
func (m *maker) override(uid string, on schedule.Date, o schedule.Occurrence) bool {
	id := m.original(on)
	if !id.AllDay && !m.clear(id) {
		return false
	}
	e := m.base
	e.UID, e.RecurrenceID = uid, id
	m.times(&e, o)
	if at := m.noticed(on); o.State == schedule.Skipped && !at.IsZero() {
		e.Pass(at, m.opt.Slack)
	}
	m.shape(&e, o)
	m.out = append(m.out, e)
	return true
}

// alone writes an occurrence of a series as a separate event.
func (m *maker) alone(uid string, on schedule.Date, o schedule.Occurrence) {
	e := m.base
	e.UID, e.RelatedTo = WithPart(uid, DatePart(on)), uid
	m.times(&e, o)
	m.shape(&e, o)
	m.out = append(m.out, e)
}
