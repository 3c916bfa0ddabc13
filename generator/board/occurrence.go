package board

import (
	"slices"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/schedule"
)

// Occurrence is an occurrence with the block it comes from.
type Occurrence struct {
	schedule.Occurrence
	Block *catalog.Schedule
}

// Off reports whether an occurrence does not take place.
func (o *Occurrence) Off() bool { return o.State == schedule.Cancelled || o.State == schedule.Skipped }

// ZoneOf is the zone in which the times of a listing are meant.
func (m *moment) ZoneOf(o *catalog.Opportunity) *time.Location {
	for _, p := range o.Locations {
		if p.Zone != nil {
			return p.Zone
		}
	}
	return m.Zone
}

// Env is what the schedules of a listing take from around them.
func (m *moment) Env(o *catalog.Opportunity) schedule.Env {
	return schedule.Env{Zone: m.ZoneOf(o), Closures: m.closures}
}

// OpeningEnv is what the opening hours of an organization take from around them.
func (m *moment) OpeningEnv(o *catalog.Organization) schedule.Env {
	env := schedule.Env{Zone: m.Zone, Closures: m.closures}
	if len(o.Locations) > 0 && o.Locations[0].Zone != nil {
		env.Zone = o.Locations[0].Zone
	}
	return env
}

// DeadlineOf is the instant at which a deadline of a listing has passed: its
// time, else the end of its day.
func (m *moment) DeadlineOf(o *catalog.Opportunity, d catalog.Deadline) time.Time {
	zone := m.ZoneOf(o)
	if d.Time.Set {
		return d.Date.At(d.Time.From, zone)
	}
	return d.Date.AddDays(1).In(zone)
}

// Passed reports whether a deadline of a listing was before today.
func (m *moment) Passed(o *catalog.Opportunity, d catalog.Deadline) bool {
	return !m.Dawn.Before(m.DeadlineOf(o, d))
}

// next is what of a listing is on today or comes next. A cancelled listing
// still has a next date: readers who planned to come have to see it. Last
// night's shelter is over before most of today's readers are up, so tonight's
// is told, and last night's only where there is no other.
func (m *moment) next(o *catalog.Opportunity) *Occurrence {
	var best *Occurrence
	env := m.Env(o)
	for i := range o.Schedules {
		block := &o.Schedules[i]
		occ, ok := block.Next(m.Dawn, env)
		if ok && m.LastNight(&occ) {
			if later, more := block.Next(occ.End, env); more {
				occ = later
			}
		}
		if ok && (best == nil || occ.Start.Before(best.Start)) {
			best = &Occurrence{occ, block}
		}
	}
	return best
}

// LastNight reports whether an occurrence began before today and is over in
// the course of it.
func (m *moment) LastNight(o *schedule.Occurrence) bool { return nightBefore(o, m.Dawn) }

// nightBefore reports whether an occurrence began before a dawn and ends within
// a day: it belongs to the day on which it began.
func nightBefore(o *schedule.Occurrence, dawn time.Time) bool {
	return !o.AllDay && o.HasEnd && o.Start.Before(dawn) && o.End.Sub(o.Start) < 24*time.Hour
}

// Last is the occurrence with which a listing ends; false = it has no dates, or
// dates without an end.
func (m *moment) Last(o *catalog.Opportunity) (schedule.Occurrence, bool) {
	var best schedule.Occurrence
	found := false
	env := m.Env(o)
	for i := range o.Schedules {
		if last, ok := o.Schedules[i].Last(env); ok && (!found || last.Start.After(best.Start)) {
			best, found = last, true
		}
	}
	return best, found
}

// Upcoming are the first occurrences of some blocks in [from, to) by start, or
// running at from, in order of time.
func Upcoming(blocks []catalog.Schedule, env schedule.Env, from, to time.Time, limit int) []Occurrence {
	var out []Occurrence
	for i := range blocks {
		block := &blocks[i]
		n := 0
		for o := range block.Occurrences(from, to, env) {
			out = append(out, Occurrence{o, block})
			if n++; n == limit {
				break
			}
		}
	}
	if len(blocks) > 1 {
		slices.SortStableFunc(out, func(a, b Occurrence) int { return a.Start.Compare(b.Start) })
	}
	return out[:min(limit, len(out))]
}

// Repeats reports whether a block is a series.
func Repeats(b *catalog.Schedule) bool {
	return b.Rule.Frequency != schedule.Once || len(b.Dates) > 1
}
