package output

import (
	"slices"
	"time"

	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/ical"
	"corkboard/generator/schedule"
)

// writtenSince is the day on which what this program writes into calendar entries last
// changed. Set it when that happens: programs take an entry that is not newer than
// the one they have for the same.
var writtenSince = time.Date(2026, time.December, 1, 0, 0, 0, 0, time.UTC)

const (
	// fastClock is how far ahead the clock of a contributor may be: a change that
	// says it was made after an instant may have been published before it.
	fastClock = 24 * time.Hour
	// upgrading is how long towns may go on with the program of before.
	upgrading = 365 * 24 * time.Hour
)

// revise dates the entries of a listing by the newest change of what they are made
// of, then by the instants at which time itself changed what they say.
func (w *Writer) revise(e *ical.Event, l *board.Listing) {
	o := l.Opportunity
	made := func(at time.Time, changes int) {
		e.Revise(at)
		e.Changes += changes
	}
	of := func(r catalog.Revision) { made(r.At, r.Changes) }
	made(w.Board.ChangedAt(&o.Record), o.Changes)
	of(w.Board.Catalog.Site.Revision)
	if !o.Removed { // else nothing of the others is told any more
		for _, p := range o.Organizations {
			if !p.Changed.IsZero() || p.Edited {
				made(w.Board.ChangedAt(&p.Record), p.Changes)
			}
		}
		for _, p := range placesOf(o) {
			of(p.Revision)
		}
		for _, c := range l.AllCategories {
			of(c.Revision)
		}
	}
	for i := range w.Board.Catalog.Closures {
		c := &w.Board.Catalog.Closures[i]
		if slices.ContainsFunc(o.Schedules, func(s catalog.Schedule) bool {
			return slices.ContainsFunc(s.Skip, func(k schedule.Skip) bool { return k.Closure == c.ID })
		}) {
			of(c.Revision)
		}
	}
	for _, at := range w.passed(l) {
		e.Pass(at, fastClock)
	}
	if !w.Board.Now.Before(writtenSince) {
		e.Pass(writtenSince, upgrading)
	}
}

// placesOf are the locations that the entries of a listing name, with what these
// lie in.
func placesOf(o *catalog.Opportunity) []*catalog.Location {
	var out []*catalog.Location
	add := func(p *catalog.Location) {
		for ; p != nil && !slices.Contains(out, p); p = p.Parent {
			out = append(out, p)
		}
	}
	for _, p := range o.Locations[:min(1, len(o.Locations))] {
		add(p)
	}
	for i := range o.Schedules {
		for _, c := range o.Schedules[i].Changes {
			add(c.Location)
		}
	}
	return out
}

// passed are the instants until now at which time itself changed what the entries
// of a listing say, in order.
func (w *Writer) passed(l *board.Listing) []time.Time {
	b := w.Board
	list := []time.Time{l.UrgentUntil}
	if check := l.Check; !check.Date.IsZero() {
		list = append(list, check.Date.AddDays(check.Days+1).In(b.Zone), check.Date.AddDays(2*check.Days+1).In(b.Zone))
	}
	// Each year a rule is written out for another year.
	if slices.ContainsFunc(l.Schedules, func(s catalog.Schedule) bool { return s.Rule.Frequency != schedule.Once }) {
		list = append(list, schedule.Date{Year: b.Today.Year, Month: time.January, Day: 1}.In(b.Zone))
	}
	if l.Kind == catalog.Respond { // an alert makes it urgent
		alerts := []*catalog.Alert{b.Catalog.Site.Alert}
		for _, p := range l.AllLocations {
			alerts = append(alerts, p.Alert)
		}
		for _, a := range alerts {
			if a != nil {
				list = append(list, a.From, a.Until)
			}
		}
	}
	list = slices.DeleteFunc(list, func(t time.Time) bool { return t.IsZero() || t.After(b.Now) })
	slices.SortFunc(list, time.Time.Compare)
	return list
}
