package format

import (
	"fmt"
	"slices"
	"time"

	"corkboard/generator/schedule"
	"corkboard/generator/yaml"
)

// hoursAndSchedule warns of hours in words that are a schedule as they stand, and of
// those that contradict the schedule beside them.
func (d *decoder) hoursAndSchedule(o *OpportunityDraft, root *yaml.Node) {
	n := root.Get("hours")
	if n == nil || n.Kind != yaml.Scalar || len(o.Hours) != 1 || len(n.Value) > 120 {
		return
	}
	read := d.times().Line(n.Value)
	if len(read.Mistakes) > 0 || len(read.Schedules) == 0 {
		return
	}
	for _, s := range read.Schedules {
		if slices.ContainsFunc(s.Skip, func(k schedule.Skip) bool { return k.Closure != "" }) {
			return // "closed at lunch" is no day
		}
		if s.Always || s.Rule.Frequency == schedule.Once || !s.Time.Set {
			return
		}
	}
	if lineOf(root, "schedule", "") == 0 {
		for _, p := range root.Pairs {
			if p.Key.Value != "hours" {
				continue
			}
			fix := d.renamed(p.Key, "schedule")
			hint := fixed("", fix)
			if o.Ongoing {
				hint += "\nin place of “hours” and “ongoing”"
			}
			d.report("hours-are-a-schedule", n, "these hours can be read as a schedule, and would be in calendars", hint, fix)
		}
		return
	}
	if at, outside := d.outsideHours(o, read.Schedules); outside {
		d.report("hours-contradict", n, fmt.Sprintf("the schedule says %s, which is not within these hours", at), "correct the hours or the schedule, or delete one of the two", "")
	}
}

// outsideHours finds a time of the schedule within five weeks that is in none of the
// hours.
func (d *decoder) outsideHours(o *OpportunityDraft, hours []schedule.Schedule) (at string, outside bool) {
	now, zone := d.times().Now, d.times().Zone
	if now.IsZero() || zone == nil {
		return "", false
	}
	from := now.In(zone)
	to, env := from.AddDate(0, 0, 35), schedule.Env{Zone: zone}
	var open [][2]time.Time
	for _, s := range hours {
		if s.NeedsDate() {
			return "", false
		}
		if s.NeedsAnchor() {
			s.Anchor(now.AddDays(-7))
		}
		for occurrence := range s.Occurrences(from.AddDate(0, 0, -1), to.AddDate(0, 0, 1), env) {
			open = append(open, [2]time.Time{occurrence.Start, occurrence.End})
		}
	}
	for _, draft := range o.ScheduleDrafts {
		s := draft.Schedule.Schedule
		if slices.ContainsFunc(s.Skip, func(k schedule.Skip) bool { return k.Closure != "" }) {
			return // "closed at lunch" is no day
		}
		if s.Always || s.NeedsDate() || !s.Time.Set {
			return "", false
		}
		if s.NeedsAnchor() {
			s.Anchor(now.AddDays(-7))
		}
		for occurrence := range s.Occurrences(from, to, env) {
			within := false
			for _, span := range open {
				within = within || !occurrence.Start.Before(span[0]) && !occurrence.Start.After(span[1])
			}
			if !within {
				return occurrence.Start.Format("Monday 3:04pm"), true
			}
		}
	}
	return "", false
}
