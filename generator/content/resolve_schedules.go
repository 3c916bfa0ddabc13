package content

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/format"
	"corkboard/generator/problem"
	"corkboard/generator/rules"
	"corkboard/generator/schedule"
)

// draftsOf makes drafts of resolved schedules, so that their notes can be
// translated.
func draftsOf(drafts []format.ScheduleDraft, resolved []catalog.Schedule) []format.ScheduleDraft {
	if len(drafts) != len(resolved) {
		return nil
	}
	out := make([]format.ScheduleDraft, len(resolved))
	for i := range resolved {
		out[i].Schedule = resolved[i]
	}
	return out
}

// notes takes the notes back.
func notes(to []catalog.Schedule, from []format.ScheduleDraft) {
	for i := range from {
		to[i].Note = from[i].Note
	}
}

// anchor is a day from which a rule without a first day is shown: 1 January of the
// year before the build's, or of an earlier year when it ended before. What git
// knows of the listing has no part in it, since a calendar would change when
// somebody moves a file.
func (r *resolver) anchor(s *schedule.Schedule) schedule.Date {
	year := 2026 // a build at no moment is the same on every machine
	if now := r.opt.Now; !now.IsZero() {
		year = now.In(r.catalog.Site.Zone).Year()
	}
	day := schedule.Date{Year: year - 1, Month: time.January, Day: 1}
	if s.Until.IsZero() {
		return day
	}
	const rare = 8 // years in which each rule has an occurrence
	day.Year = min(day.Year, s.Until.Year)
	for range rare {
		copied := *s
		copied.Anchor(day)
		if !copied.Start.After(s.Until) {
			break
		}
		day.Year--
	}
	return day
}

// moments refuses times with a distance from UTC where the place has a zone of
// its own: they were put into the zone of the site before the place was known.
func (r *resolver) moments(file string, at []format.Position, zone *time.Location, broken *bool) {
	own := r.loader.env.Times.Zone
	if len(at) == 0 || own == nil || zone.String() == own.String() {
		return
	}
	for _, a := range at {
		r.report("schedule-other-offset", file, a, fmt.Sprintf("this place has the time of %s, and the site that of %s", zone, own), "write the time as clocks show it at the place, without its distance from UTC", "", "")
		r.problems[len(r.problems)-1].Level = problem.Error
	}
	*broken = true
}

// alwaysOpen takes hours such as "24/7" for the schedule that they are: said in
// the language of each reader, and open now at any time.
func (r *resolver) alwaysOpen(blocks []catalog.Schedule, hours catalog.Text) ([]catalog.Schedule, catalog.Text) {
	if len(blocks) > 0 || !r.loader.env.AlwaysOpen(hours) {
		return blocks, hours
	}
	return []catalog.Schedule{{Schedule: schedule.Schedule{Always: true}}}, nil
}

// schedules anchors and checks the schedules of a record.
func (r *resolver) schedules(file string, rec *catalog.Record, drafts []format.ScheduleDraft, zone *time.Location, broken *bool) []catalog.Schedule {
	if len(drafts) == 0 {
		return nil
	}
	out := make([]catalog.Schedule, 0, len(drafts))
	for i := range drafts {
		d := &drafts[i]
		s := d.Schedule
		s.Line = int(d.At.Line)
		if len(d.Moved) > 0 {
			s.Changes = slices.Clone(s.Changes)
			for _, m := range d.Moved {
				l, ok := lookup(r, r.locations, file, m.Ref)
				if !ok {
					*broken = true
					continue
				}
				if c := s.Change(m.On); c != nil {
					c.Location = l
				} else {
					s.Changes = append(s.Changes, catalog.ChangeText{On: m.On, Location: l})
				}
			}
		}
		var day schedule.Date
		if s.NeedsAnchor() && !s.NeedsDate() {
			day = r.anchor(&s.Schedule)
		}
		own := zone
		if d.OwnZone != nil {
			own = d.OwnZone
		}
		// A rule that does not depend on its first day is as good whenever it began.
		mistakes := s.Validate(schedule.Env{Zone: own, Closures: r.closures})
		if !day.IsZero() {
			s.Anchor(day)
		}
		fine := true
		for _, m := range mistakes {
			if !m.Warning {
				fine = false
			}
			if m.Code == "unknown-closure" && m.Index < len(s.Skip) {
				r.unknownClosure(file, d, s.Skip[m.Index].Closure)
				continue
			}
			r.mistake(file, d, m)
		}
		if !fine {
			*broken = true
			continue
		}
		out = append(out, s)
	}
	return out
}

// mistake reports what only the whole of a schedule shows.
func (r *resolver) mistake(file string, d *format.ScheduleDraft, m schedule.Mistake) {
	a := d.At
	for _, p := range d.Fields {
		if p.Field == m.Field && (p.Index == m.Index || a == d.At) {
			a = p.At
		}
	}
	r.report(rules.Schedule(m.Code), file, a, m.Text, m.Hint, "", "")
	r.problems[len(r.problems)-1].Level = format.MistakeLevel(m)
}

func (r *resolver) unknownClosure(file string, d *format.ScheduleDraft, id string) {
	a := d.At
	for i, skip := range d.Skip {
		if skip.Closure != id {
			continue
		}
		for _, p := range d.Fields {
			if p.Field == "skip" && p.Index == i {
				a = p.At
			}
		}
	}
	text := fmt.Sprintf("there is no closure “%s”", format.Clip(id))
	known := slices.Sorted(maps.Keys(r.closures))
	if near, ok := problem.Nearest(id, known); ok {
		r.report("unknown-closure", file, a, text, "did you mean “"+near+"”?", id, near)
		return
	}
	hint := "add it to closures.yaml with its days"
	if len(known) > 0 {
		hint += ", or use one that is there: " + format.Listed(known, 12)
	}
	r.report("unknown-closure", file, a, text, hint, "", "")
}
