package content

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
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

// addNotes takes the translated notes over.
func addNotes(to []catalog.Schedule, from []format.ScheduleDraft) {
	for i := range from {
		to[i].Note = from[i].Note
	}
}

// anchorOf is a day from which a rule without a first day is shown: 1 January of
// the year before the build's, or of an earlier year when it ended before. What git
// knows of the listing has no part in it, since a calendar would change when
// somebody moves a file.
func (s *setting) anchorOf(block *schedule.Schedule) schedule.Date {
	year := 2026 // a build at no moment is the same on every machine
	if !s.now.IsZero() {
		year = s.now.In(s.site.Zone).Year()
	}
	day := schedule.Date{Year: year - 1, Month: time.January, Day: 1}
	if block.Until.IsZero() {
		return day
	}
	const rare = 8 // years in which each rule has an occurrence
	day.Year = min(day.Year, block.Until.Year)
	for range rare {
		copied := *block
		copied.Anchor(day)
		if !copied.Start.After(block.Until) {
			break
		}
		day.Year--
	}
	return day
}

// checkOffsets refuses times with a distance from UTC where the place has a zone
// of its own: they were put into the zone of the site before the place was known.
func (s *setting) checkOffsets(file string, at []format.Position, zone *time.Location, broken *bool, found *findings) {
	own := s.env.Times.Zone
	if len(at) == 0 || own == nil || zone.String() == own.String() {
		return
	}
	for _, a := range at {
		found.report("schedule-other-offset", file, a, fmt.Sprintf("this place has the time of %s, and the site that of %s", zone, own), "write the time as clocks show it at the place, without its distance from UTC")
		found.problems[len(found.problems)-1].Level = problem.Error
	}
	*broken = true
}

// alwaysOpen takes hours such as "24/7" for the schedule that they are: written in
// the language of each reader, and open now at any time.
func alwaysOpen(always bool, blocks []catalog.Schedule, hours catalog.Text) ([]catalog.Schedule, catalog.Text) {
	if len(blocks) > 0 || !always {
		return blocks, hours
	}
	return []catalog.Schedule{{Schedule: schedule.Schedule{Always: true}}}, nil
}

// schedules anchors and checks the schedules of a record. It sets broken when
// one of them cannot be published.
func (s *setting) schedules(file string, drafts []format.ScheduleDraft, zone *time.Location, broken *bool, found *findings) []catalog.Schedule {
	if len(drafts) == 0 {
		return nil
	}
	out := make([]catalog.Schedule, 0, len(drafts))
	for i := range drafts {
		d := &drafts[i]
		block := d.Schedule
		block.Line = int(d.At.Line)
		block.Changes = s.moves(file, d, broken, found)
		own := zone
		if d.OwnZone != nil {
			own = d.OwnZone
		}
		// A rule that does not depend on its first day is as good whenever it began.
		mistakes := block.Validate(schedule.Env{Zone: own, Closures: s.daysOff})
		if block.NeedsAnchor() && !block.NeedsDate() {
			block.Anchor(s.anchorOf(&block.Schedule))
		}
		if !s.report(file, d, mistakes, found) {
			*broken = true
			continue
		}
		out = append(out, block)
	}
	return out
}

// once leaves out dates that an earlier schedule of a listing has, too: otherwise they
// would be twice in calendars and lists. A schedule of which nothing is left goes,
// and those after it keep the names that calendars know them by.
func (s *setting) once(file string, drafts []format.ScheduleDraft, blocks []catalog.Schedule, zone *time.Location, found *findings) []catalog.Schedule {
	if len(blocks) < 2 || len(blocks) != len(drafts) {
		return blocks
	}
	year := s.anchorOf(&schedule.Schedule{}).Year
	from, to := schedule.Date{Year: year, Month: time.January, Day: 1}.In(zone), schedule.Date{Year: year + 3, Month: time.January, Day: 1}.In(zone)
	env := schedule.Env{Zone: zone, Closures: s.daysOff}
	known := map[time.Time]int{} // which schedule has it
	var out []catalog.Schedule
	for i := range blocks {
		block := blocks[i]
		var twice []schedule.Skip
		first, all := -1, 0
		for o := range block.Occurrences(from, to, env) {
			if o.State != schedule.Planned {
				continue
			}
			all++
			if other, again := known[o.Start]; !again {
				known[o.Start] = i
			} else if other != i && o.Change == nil && !o.Extra {
				if first < 0 {
					first = other
				}
				twice = append(twice, schedule.Skip{From: o.On, To: o.On})
			}
		}
		if first >= 0 {
			found.report("schedules-overlap", file, drafts[i].At, fmt.Sprintf("number %d of the schedules says %s at this time, too", first+1, twice[0].From),
				"write each date once; here it is left out")
			if len(twice) == all {
				continue
			}
			if block.Count == 0 {
				block.Skip = slices.Concat(block.Skip, twice)
			}
		}
		if len(out) < i && block.Key == "" {
			block.Key = strconv.Itoa(i + 1)
		}
		out = append(out, block)
	}
	return out
}

// moves are the texts and places of single occurrences.
func (s *setting) moves(file string, d *format.ScheduleDraft, broken *bool, found *findings) []catalog.ChangeText {
	if len(d.Moved) == 0 {
		return d.Changes
	}
	own := catalog.Schedule{Changes: slices.Clone(d.Changes)}
	for _, m := range d.Moved {
		l, ok := s.locations.lookup(file, m.Ref, found)
		if !ok {
			*broken = true
			continue
		}
		if c := own.Change(m.On); c != nil {
			c.Location = l
		} else {
			own.Changes = append(own.Changes, catalog.ChangeText{On: m.On, Location: l})
		}
	}
	return own.Changes
}

// firstDays are the next days that a rule may count from, as lines to write.
func (s *setting) firstDays(rule schedule.Rule) []string {
	if s.now.IsZero() {
		return nil
	}
	var out []string
	for _, d := range rule.FirstDays(schedule.DateOf(s.now.In(s.site.Zone))) {
		out = append(out, "date: "+d.String())
	}
	return out
}

// report reports what only the whole of a schedule shows. It returns false when
// an error is among it.
func (s *setting) report(file string, d *format.ScheduleDraft, mistakes []schedule.Mistake, found *findings) (ok bool) {
	ok = true
	for _, m := range mistakes {
		ok = ok && m.Warning
		if days := s.firstDays(d.Rule); m.Code == "date-missing" && len(days) > 0 {
			m.Hint = "write the first day, such as " + strings.Join(days, ", or ")
		}
		if m.Code == "unknown-closure" && m.Index < len(d.Skip) {
			s.unknownClosure(file, d, d.Skip[m.Index].Closure, found)
			continue
		}
		at := d.At
		for _, p := range d.Fields {
			if p.Field == m.Field && (p.Index == m.Index || at == d.At) {
				at = p.At
			}
		}
		found.report(rules.Schedule(m.Code), file, at, m.Text, m.Hint)
		found.problems[len(found.problems)-1].Level = format.MistakeLevel(m)
	}
	return ok
}

func (s *setting) unknownClosure(file string, d *format.ScheduleDraft, id string, found *findings) {
	at := d.At
	for i, skip := range d.Skip {
		if skip.Closure != id {
			continue
		}
		for _, p := range d.Fields {
			if p.Field == "skip" && p.Index == i {
				at = p.At
			}
		}
	}
	text := fmt.Sprintf("there is no closure “%s”", format.Clip(id))
	known := slices.Sorted(maps.Keys(s.daysOff))
	if near, ok := problem.Nearest(id, known); ok {
		found.propose("unknown-closure", file, at, text, "did you mean “"+near+"”?", id, near)
		return
	}
	hint := "add it to closures.yaml with its days"
	if len(known) > 0 {
		hint += ", or use one that is there: " + format.Listed(known, 12)
	}
	found.report("unknown-closure", file, at, text, hint)
}
