package format

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"corkboard/generator/catalog"
	"corkboard/generator/problem"
	"corkboard/generator/rules"
	"corkboard/generator/schedule"
	"corkboard/generator/yaml"
)

// understood turns what a phrase has wrong into problems, and reports whether
// the phrase can be used.
func (d *decoder) understood(n *yaml.Node, mistakes []schedule.Mistake) bool {
	fine := true
	for _, m := range mistakes {
		line, col := n.At(m.Offset)
		width := max(1, m.Width)
		if m.Offset >= 0 && m.Offset+width <= len(n.Value) {
			width = utf8.RuneCountInString(n.Value[m.Offset : m.Offset+width])
		}
		fix := ""
		if m.Fix != "" {
			fix = d.replaced(n, m.Fix)
		}
		hint := m.Hint
		if fix != "" && !strings.Contains(hint, m.Fix) {
			hint = fixed(hint, fix)
		}
		d.mistake(m, Position{int32(line), int32(col), int32(width)}, hint, fix)
		fine = fine && m.Warning
	}
	return fine
}

func (d *decoder) mistake(m schedule.Mistake, a Position, hint, fix string) {
	before := d.broken
	d.reportAt(rules.Schedule(m.Code), a, m.Text, hint, fix)
	if m.Warning {
		d.problems[len(d.problems)-1].Level = problem.Warning
		d.broken = before
	} else {
		d.problems[len(d.problems)-1].Level = problem.Error
		d.broken = true
	}
}

// date is a field that takes one day.
func date[T any](name string, get func(*T) *schedule.Date) *field[T] {
	f := &field[T]{Field: Field{Name: name, Type: TypeDate, Example: "2026-11-14"}}
	f.read = func(d *decoder, t *T, v *yaml.Node) {
		if d.scalarOf(&f.Field, v) {
			*get(t), _ = d.date(v)
		}
	}
	return f
}

func (d *decoder) date(n *yaml.Node) (schedule.Date, bool) {
	day, mistakes := schedule.ParseDate(n.Value)
	return day, d.understood(n, mistakes)
}

// dateKey reads a key that is a date.
func (d *decoder) dated(n *yaml.Node) (schedule.Dated, bool) {
	// 2026-12-11T17:00 is how programs write what people write with a space.
	value := n.Value
	if len(value) > 11 && value[10] == 'T' {
		value = value[:10] + " " + strings.TrimSuffix(value[11:], "Z")
		if len(value) == len("2026-12-11 17:00:00") && strings.HasSuffix(value, ":00") {
			value = strings.TrimSuffix(value, ":00")
		}
	}
	day, mistakes := schedule.ParseDated(value)
	return day, d.understood(n, mistakes)
}

// moments is a field that takes a day, with or without a time.
func when[T any](name string, get func(*T) *Moment) *field[T] {
	f := &field[T]{Field: Field{Name: name, Type: TypeMoment, Example: "2026-11-14 17:00"}}
	f.read = func(d *decoder, t *T, v *yaml.Node) {
		if !d.scalarOf(&f.Field, v) {
			return
		}
		if day, ok := d.dated(v); ok {
			*get(t) = Moment{day.Date, day.Time.From, day.Time.Set}
		}
	}
	return f
}

// deadline is a field that takes the last moment to answer.
func deadline[T any](name string, get func(*T) *catalog.Deadline) *field[T] {
	f := &field[T]{Field: Field{Name: name, Type: TypeMoment, Example: "2026-12-11 17:00"}}
	f.read = func(d *decoder, t *T, v *yaml.Node) {
		if !d.scalarOf(&f.Field, v) {
			return
		}
		if day, ok := d.dated(v); ok {
			*get(t) = catalog.Deadline{Date: day.Date, Time: day.Time}
		}
	}
	return f
}

// changeDraft is one entry of `changes` that is written as a map.
type changeDraft struct {
	change schedule.Change
	note   catalog.Text
	place  Ref
}

var changeTable = newTable("change", "", "One occurrence that differs, under its original date",
	date("date", func(c *changeDraft) *schedule.Date { return &c.change.Date }).doc("the day it takes place instead").like("2026-11-18"),
	custom("time", TypeLine, func(d *decoder, f *Field, c *changeDraft, v *yaml.Node) {
		if d.scalarOf(f, v) {
			span, mistakes := schedule.ParseTime(v.Value)
			if d.understood(v, mistakes) {
				c.change.Time = span
			}
		}
	}).doc("its time on that day").like("19:00-21:00"),
	reference("location", TypePlace, func(c *changeDraft) *Ref { return &c.place }).doc("where it takes place instead").like("library-hall"),
	text("note", func(c *changeDraft) *catalog.Text { return &c.note }).doc("why, in a few words").like("Moved for the holiday"),
	flag("cancelled", func(c *changeDraft, yes bool) { c.change.Cancelled = yes }).doc("yes when it does not take place").like("yes"),
)

var scheduleTable = newTable("schedule", "", "When it takes place, when one line does not say it all",
	custom("date", TypeDate, func(d *decoder, f *Field, s *ScheduleDraft, v *yaml.Node) {
		if !d.scalarOf(f, v) {
			return
		}
		if day, ok := d.dated(v); ok {
			s.Start = day.Date
			if day.Time.Set {
				s.Time = day.Time
			}
		}
		s.stands("date", 0, v)
	}).doc("first or only day").like("2026-10-20"),
	custom("end_date", TypeDate, func(d *decoder, f *Field, s *ScheduleDraft, v *yaml.Node) {
		if d.scalarOf(f, v) {
			s.End, _ = d.date(v)
			s.stands("end_date", 0, v)
		}
	}).doc("last day of something that takes all day, that day included").like("2026-10-22"),
	custom("time", TypeLine, func(d *decoder, f *Field, s *ScheduleDraft, v *yaml.Node) {
		if !d.scalarOf(f, v) {
			return
		}
		span, mistakes := schedule.ParseTime(v.Value)
		if d.understood(v, mistakes) {
			s.Time = span
		}
		s.stands("time", 0, v)
	}).doc("from when to when; left out for all day").like("6:30pm-8:30pm"),
	custom("repeat", TypeLine, func(d *decoder, f *Field, s *ScheduleDraft, v *yaml.Node) {
		if !d.scalarOf(f, v) {
			return
		}
		read, mistakes := schedule.ParseRepeat(v.Value)
		s.stands("repeat", 0, v)
		if !d.understood(v, mistakes) {
			return
		}
		s.Rule = read.Rule
		if s.Start.IsZero() {
			s.Start = read.Start
		}
		if !s.Time.Set {
			s.Time = read.Time
		}
		if s.Until.IsZero() {
			s.Until = read.Until
		}
		if s.Count == 0 {
			s.Count = read.Count
		}
		s.Skip = append(s.Skip, read.Skip...)
	}).doc("how it repeats").like("every Tuesday"),
	custom("until", TypeDate, func(d *decoder, f *Field, s *ScheduleDraft, v *yaml.Node) {
		if d.scalarOf(f, v) {
			s.Until, _ = d.date(v)
			s.stands("until", 0, v)
		}
	}).doc("last day that may have one, that day included").like("2027-02-23"),
	custom("count", TypeNumber, func(d *decoder, f *Field, s *ScheduleDraft, v *yaml.Node) {
		if n, ok := d.number(f, v, 1, 5000); ok {
			s.Count = n
		}
		s.stands("count", 0, v)
	}).doc("how many times, instead of “until”").like("8"),
	custom("skip", TypeDays, func(d *decoder, f *Field, s *ScheduleDraft, v *yaml.Node) {
		index := 0
		each(v, func(n *yaml.Node) {
			if !d.scalarOf(f, n) {
				return
			}
			skip, mistakes := schedule.ParseSkip(n.Value)
			if d.understood(n, mistakes) {
				s.stands("skip", len(s.Skip), n)
				s.Skip = append(s.Skip, skip)
				index++
			}
		})
	}).list().doc("days on which it does not take place: dates, runs of days, names from closures.yaml").like("[2026-11-10, 2026-12-22..2027-01-02, public-holidays]"),
	custom("also", TypeMoment, func(d *decoder, f *Field, s *ScheduleDraft, v *yaml.Node) { s.Also = d.datedList("also", f, s, v) }).list().
		doc("days on which it takes place as well").like("[2026-12-03 16:00-17:00]"),
	custom("dates", TypeMoment, func(d *decoder, f *Field, s *ScheduleDraft, v *yaml.Node) { s.Dates = d.datedList("dates", f, s, v) }).list().
		doc("every day, when there is no rule").like("[2026-11-03 18:00-20:00, 2026-11-19 18:00-20:00]"),
	custom("changes", TypeMap, readChanges).with("the original date", nil, changeTable.plain()).
		doc("single occurrences that differ, by their original date").like("\n  2026-11-17:\n    time: 19:00-21:00\n    note: Starts later for the holiday\n  2026-11-24: cancelled"),
	custom("timezone", TypeZone, func(d *decoder, f *Field, s *ScheduleDraft, v *yaml.Node) {
		if !d.scalarOf(f, v) {
			return
		}
		if z, ok := d.zone(v); ok {
			s.Zone, s.OwnZone = z.String(), z
		}
		s.stands("timezone", 0, v)
	}).doc("time zone, when it is not the place's").like("America/New_York"),
	text("note", func(s *ScheduleDraft) *catalog.Text { return &s.Note }).doc("what the dates do not say").like("Not in school holidays"),
	line("key", func(s *ScheduleDraft) *string { return &s.Key }).doc("keeps this block's place in people's calendars when blocks are added or reordered").like("evening"),
).write(map[string]string{"start": "date", "day": "date", "end": "end_date", "hours": "time", "times": "time", "every": "repeat", "recurrence": "repeat", "rrule": "repeat",
	"except": "skip", "zone": "timezone", "tz": "timezone", "notes": "note", "name": "key", "days": "repeat", "exceptions": "changes"})

func (s *ScheduleDraft) stands(field string, index int, n *yaml.Node) {
	s.Fields = append(s.Fields, FieldPosition{field, index, where(n)})
}

func (d *decoder) datedList(name string, f *Field, s *ScheduleDraft, v *yaml.Node) []schedule.Dated {
	var out []schedule.Dated
	each(v, func(n *yaml.Node) {
		if !d.scalarOf(f, n) {
			return
		}
		if day, ok := d.dated(n); ok {
			s.stands(name, len(out), n)
			out = append(out, day)
		}
	})
	return out
}

func readChanges(d *decoder, f *Field, s *ScheduleDraft, v *yaml.Node) {
	if v.Kind != yaml.Map {
		d.report("wrong-shape", v, "“changes” is a group by date, and here stands "+shape(v), "write the original date, a colon, and what changes: 2026-11-24: cancelled", "")
		return
	}
	for _, p := range v.Pairs {
		on, mistakes := schedule.ParseDate(p.Key.Value)
		if !d.understood(p.Key, mistakes) || p.Value.Null {
			continue
		}
		s.stands("changes", len(s.Schedule.Schedule.Changes), p.Key)
		if p.Value.Kind == yaml.Scalar {
			change, mistakes := schedule.ParseChange(on, p.Value.Value)
			if d.understood(p.Value, mistakes) {
				s.Schedule.Schedule.Changes = append(s.Schedule.Schedule.Changes, change)
			}
			continue
		}
		c := changeDraft{change: schedule.Change{On: on}}
		changeTable.decode(d, p.Value, &c, nil)
		c.change.On = on
		s.Schedule.Schedule.Changes = append(s.Schedule.Schedule.Changes, c.change)
		if len(c.note) > 0 || c.place.Text != "" {
			s.Changes = append(s.Changes, catalog.ChangeText{On: on, Note: c.note})
		}
		if c.place.Text != "" {
			s.Moved = append(s.Moved, Move{on, c.place})
		}
	}
}

// schedules is a field of blocks of dates: a line, a map, or a list of both.
func schedules[T any](name string, get func(*T) *[]ScheduleDraft) *field[T] {
	f := &field[T]{Field: Field{Name: name, Type: TypeSchedule, List: true, Fields: scheduleTable.plain(), Example: "every Saturday 9am-11am"}}
	f.read = func(d *decoder, t *T, v *yaml.Node) {
		var out []ScheduleDraft
		each(v, func(n *yaml.Node) {
			if s, ok := d.schedule(f.Name, n); ok {
				out = append(out, s)
			}
		})
		*get(t) = out
	}
	f.merge = func(t, other *T) {
		out := append([]ScheduleDraft(nil), *get(t)...)
		for i := range *get(other) {
			if i < len(out) {
				out[i].Note = joinTexts(out[i].Note, (*get(other))[i].Note)
			}
		}
		*get(t) = out
	}
	return f
}

func (d *decoder) schedule(name string, n *yaml.Node) (ScheduleDraft, bool) {
	var s ScheduleDraft
	s.At = where(n)
	switch n.Kind {
	case yaml.Scalar:
		if d.translation {
			d.report("not-a-text", n, fmt.Sprintf("“%s” is not a text, so it is not translated", name), "delete it here: it is taken from the file in the first language", "")
			return s, false
		}
		read, mistakes := schedule.ParseLine(n.Value)
		if !d.understood(n, mistakes) {
			return s, false
		}
		d.cutText(n)
		s.Schedule.Schedule = read
		return s, true
	case yaml.Map:
		before := len(d.problems)
		scheduleTable.decode(d, n, &s, nil)
		if d.translation {
			return s, true
		}
		for _, p := range d.problems[before:] {
			if p.Level == problem.Error {
				return s, false
			}
		}
		if s.Start.IsZero() && s.Rule.Frequency == schedule.Once && len(s.Dates) == 0 && len(s.Also) == 0 {
			d.report("schedule-without-day", n, "no day and no repetition is said", "add “date:”, “dates:” or “repeat:”", "")
			return s, false
		}
		return s, true
	}
	d.report("wrong-shape", n, fmt.Sprintf("“%s” takes a line such as “every Saturday 9am-11am”, and here stands a list in a list", name), "write each line behind one “- ”", "")
	return s, false
}

// spans is a field of days off.
func daysOff(d *decoder, f *Field, v *yaml.Node) []schedule.DateSpan {
	var out []schedule.DateSpan
	each(v, func(n *yaml.Node) {
		if !d.scalarOf(f, n) {
			return
		}
		skip, mistakes := schedule.ParseSkip(n.Value)
		if !d.understood(n, mistakes) {
			return
		}
		if skip.Closure != "" {
			d.report("bad-days", n, fmt.Sprintf("“%s” is no day", Clip(n.Value)), "write days as 2026-12-25, and runs of days as 2026-12-21..2027-01-03", "")
			return
		}
		out = append(out, schedule.DateSpan{From: skip.From, To: skip.To})
	})
	return out
}

var commitmentLine = regexp.MustCompile(`(?i)^([0-9]+(?:[.,][0-9]+)?) ?(?:h|hrs?|hours?) ?(?:a|an|per|each|every|/)? ?(shift|week|month|year|total|in total)$`)

// readCommitment takes "2 hours a week" for the map.
func (d *decoder) commitmentLine(s string) (catalog.Commitment, bool) {
	m := commitmentLine.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return catalog.Commitment{}, false
	}
	hours, err := strconv.ParseFloat(strings.Replace(m[1], ",", ".", 1), 64)
	return catalog.Commitment{Hours: hours, Per: strings.TrimPrefix(strings.ToLower(m[2]), "in ")}, err == nil
}

// loadZone is a zone by name, which was checked before.
func loadZone(name string) *time.Location {
	z, err := time.LoadLocation(name)
	if err != nil {
		return time.UTC
	}
	return z
}

// MistakeLevel is how grave a mistake in a schedule is.
func MistakeLevel(m schedule.Mistake) problem.Level {
	if m.Warning {
		return problem.Warning
	}
	return problem.Error
}
