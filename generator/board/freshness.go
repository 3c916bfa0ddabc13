package board

import (
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/schedule"
)

// Freshness says how long ago somebody made sure that a record is true.
type Freshness uint8

const (
	Fresh     Freshness = iota
	Due                 // three quarters of its period have passed
	Unchecked           // nobody knows when
	Stale               // its period has passed
	Dormant             // twice its period has passed: it is in no list
)

// String is the id of a freshness in themes and words.
func (f Freshness) String() string {
	return [...]string{"fresh", "due", "unknown", "stale", "dormant"}[f]
}

// Check is the last check of a record, judged today.
type Check struct {
	Freshness
	Date     schedule.Date // zero = unknown
	Explicit bool          // somebody wrote the date down; else it is the day the file was added
	Days     int           // the period within which a record has to be checked again
}

// check judges a record by its last check and its period.
func (m *moment) check(r *catalog.Record, kind catalog.Kind) Check {
	c := Check{Date: r.Checked.Date, Explicit: !r.Checked.Date.IsZero(), Days: r.Review}
	if c.Date.IsZero() && !r.Added.IsZero() {
		c.Date = schedule.DateOf(r.Added.In(m.Zone))
	}
	if c.Days == 0 {
		c.Days = m.site.Review[kind]
	}
	if c.Days == 0 {
		c.Days = kind.Info().Review
	}
	switch age := c.Date.DaysUntil(m.Today); {
	case c.Date.IsZero():
		c.Freshness = Unchecked
	case age > 2*c.Days:
		c.Freshness = Dormant
	case age > c.Days:
		c.Freshness = Stale
	case 4*age > 3*c.Days:
		c.Freshness = Due
	}
	return c
}

// beginning stands for a time that nobody knows: a fixed one, so that a feed
// without git history is the same on every machine.
var beginning = time.Date(2020, time.January, 1, 0, 0, 0, 0, time.UTC)

// ChangedAt is when what a record says last changed: its newest commit, one
// second after HEAD while it is not committed, without git its last check.
func (m *moment) ChangedAt(r *catalog.Record) time.Time {
	switch {
	case r.Edited && m.history != nil:
		return m.history.At.Add(time.Second)
	case !r.Changed.IsZero():
		return r.Changed
	case !r.Checked.Date.IsZero():
		return r.Checked.Date.In(m.Zone)
	}
	return beginning
}

// AddedOn is the day on which a record came to the directory; false when git
// does not know it.
func (m *moment) AddedOn(r *catalog.Record) (schedule.Date, bool) {
	if r.Added.IsZero() {
		return schedule.Date{}, false
	}
	return schedule.DateOf(r.Added.In(m.Zone)), true
}
