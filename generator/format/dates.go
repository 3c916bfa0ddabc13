package format

import (
	"fmt"
	"regexp"
	"slices"
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
		fix, hint := d.offer(n, m)
		if strings.Contains(fix, "\n") { // a fix replaces as many lines as it has
			hint, fix = hint+":\n"+fix, ""
		}
		if fix != "" && !(m.Fix != "" && strings.Contains(hint, m.Fix)) {
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
	day, mistakes := d.times().Date(n.Value)
	return day, d.understood(n, asDay(mistakes))
}

// dated reads a day with or without a time.
func (d *decoder) dated(n *yaml.Node) (schedule.Dated, bool) {
	day, got := d.times().Dated(n.Value)
	d.chosen = got.Chosen
	d.moment(n, got)
	return day, d.understood(n, asDay(got.Mistakes))
}

// asDay says of words that are no day how a day is written, not a schedule.
func asDay(mistakes []schedule.Mistake) []schedule.Mistake {
	for i := range mistakes {
		m := &mistakes[i]
		if (m.Code == "unknown-word" || m.Code == "unexpected" || m.Code == "too-vague") && (len(m.Offers) == 0 || m.Offers[0].Hours != "" || m.Offers[0].Note != "") {
			m.Hint, m.Offers = "write year-month-day, such as 2026-11-14, or 2026-11-14 17:00 with a time", nil
		}
	}
	return mistakes
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
			if spans, ok := d.spans(v); ok && d.single(v, len(spans)) {
				c.change.Time = spans[0]
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
			s.Chosen = s.Chosen || d.chosen
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
		if spans, ok := d.spans(v); ok && len(spans) > 0 {
			s.Time, s.times = spans[0], spans[1:]
			s.Chosen = s.Chosen || d.chosen
		}
		s.stands("time", 0, v)
	}).doc("from when to when; left out for all day").like("6:30pm-8:30pm"),
	custom("repeat", TypeLine, func(d *decoder, f *Field, s *ScheduleDraft, v *yaml.Node) {
		if !d.scalarOf(f, v) {
			return
		}
		got := d.times().Repeat(v.Value)
		s.Chosen = s.Chosen || got.Chosen
		s.stands("repeat", 0, v)
		if !d.understood(v, got.Mistakes) {
			return
		}
		read := got.Schedules[0]
		s.rules = got.Schedules[1:]
		s.Always = read.Always
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
			skip, mistakes := d.times().Skip(n.Value)
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
		d.report("wrong-shape", v, "“changes” is a group by date, not "+shape(v), "write the original date, a colon, and what changes: 2026-11-24: cancelled", "")
		return
	}
	for _, p := range v.Pairs {
		on, mistakes := d.times().Date(p.Key.Value)
		if !d.understood(p.Key, mistakes) || absent(p.Value) {
			continue
		}
		s.stands("changes", len(s.Schedule.Schedule.Changes), p.Key)
		if p.Value.Kind == yaml.Scalar {
			change, mistakes := d.times().Change(on, p.Value.Value)
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
		d.placed(v, func(n *yaml.Node) {
			if n == nil {
				out = append(out, ScheduleDraft{})
				return
			}
			out = append(out, d.schedule(f.Name, n)...)
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

// schedule reads one block: a line may say several schedules.
func (d *decoder) schedule(name string, n *yaml.Node) []ScheduleDraft {
	var s ScheduleDraft
	s.At = where(n)
	switch n.Kind {
	case yaml.Scalar:
		if d.translation {
			d.report("not-a-text", n, fmt.Sprintf("“%s” is not a text, so it is not translated", name), "delete it here: it is taken from the file in the first language", "")
			return nil
		}
		if name == "schedule" && d.onlyExpected(n) {
			return nil
		}
		got := d.times().Line(n.Value)
		d.moment(n, got)
		if !d.understood(n, got.Mistakes) {
			return nil
		}
		d.cutText(n)
		s.Chosen = got.Chosen
		var out []ScheduleDraft
		for _, one := range got.Schedules {
			s.Schedule.Schedule = one
			out = append(out, s)
		}
		return out
	case yaml.Map:
		before := len(d.problems)
		scheduleTable.decode(d, n, &s, nil)
		if d.translation {
			return []ScheduleDraft{s}
		}
		for _, p := range d.problems[before:] {
			if p.Level == problem.Error {
				return nil
			}
		}
		if !s.Always && s.Start.IsZero() && s.Rule.Frequency == schedule.Once && len(s.Dates) == 0 && len(s.Also) == 0 {
			d.report("schedule-without-day", n, "no day and no repetition is said", "add “date:”, “dates:” or “repeat:”", "")
			return nil
		}
		return d.several(n, s)
	}
	d.report("wrong-shape", n, fmt.Sprintf("“%s” takes a line such as “every Saturday 9am-11am”, not a list in a list", name), "write each line after one “- ”", "")
	return nil
}

// undated is how people say that a date is not known yet.
var undated = regexp.MustCompile(`(?i)^(?:tba|tbd|tbc|(?:dates?|time|details) (?:to be|tb)[a-z ]*|to be (?:announced|confirmed|decided|determined)|coming soon|por confirmar|fecha por confirmar)\.?$`)

// onlyExpected leads from a month without a day, and from a date that is not known
// yet, to what says so.
func (d *decoder) onlyExpected(n *yaml.Node) bool {
	value := strings.TrimSpace(n.Value)
	for _, layout := range []string{"2006-01", "January 2006", "Jan 2006", "01/2006"} {
		month, err := time.Parse(layout, value)
		if err != nil {
			continue
		}
		fix := ""
		if indent, mark, ok := d.around(n); ok && mark == "schedule:" && !d.hasLine(indent+"expected:") {
			fix = indent + "expected: " + month.Format("2006-01")
		}
		d.report("schedule-no-day", n, "a month without a day", "until the day is known, write: expected: "+month.Format("2006-01"), fix)
		return true
	}
	if undated.MatchString(value) {
		d.report("schedule-too-vague", n, "the date is not known yet", "leave this line out until it is, or write the month if that is known, such as expected: 2027-09", "")
		return true
	}
	return false
}

// several makes a block for each rule and time of a group: "repeat: Mon 9am-5pm,
// Tue 10am-2pm", "time: 9am, noon and 5pm".
func (d *decoder) several(n *yaml.Node, s ScheduleDraft) []ScheduleDraft {
	if len(s.times)+len(s.rules) == 0 {
		return []ScheduleDraft{s}
	}
	if len(s.times) > 0 && len(s.rules) > 0 || len(s.Schedule.Schedule.Changes) > 0 {
		d.report("schedule-two-schedules", n, "several schedules in one group", "write a group for each, as a list", "")
		return nil
	}
	out := []ScheduleDraft{s}
	add := func(next ScheduleDraft) {
		if next.Key != "" {
			next.Key += "-" + strconv.Itoa(len(out)+1)
		}
		out = append(out, next)
	}
	for _, span := range s.times {
		next := s
		next.Time = span
		add(next)
	}
	timed := slices.ContainsFunc(s.Fields, func(p FieldPosition) bool { return p.Field == "time" })
	for _, rule := range s.rules {
		next := s
		next.Rule, next.Always = rule.Rule, rule.Always
		if !timed {
			next.Time = rule.Time
		}
		add(next)
	}
	return out
}

// spans reads times of day.
func (d *decoder) spans(n *yaml.Node) ([]schedule.Span, bool) {
	spans, got := d.times().Time(n.Value)
	d.chosen = got.Chosen
	return spans, d.understood(n, got.Mistakes)
}

// single reports whether there is one time; none is all day.
func (d *decoder) single(n *yaml.Node, count int) bool {
	if count > 1 {
		d.report("schedule-two-times", n, "several times of day", "write one time", "")
	}
	return count == 1
}

// moment notes a time with its distance from UTC: it was put into the zone of
// the site, which has to be that of the place.
func (d *decoder) moment(n *yaml.Node, got schedule.Reading) {
	if got.Offset && d.offsets != nil {
		*d.offsets = append(*d.offsets, where(n))
	}
}

// spans is a field of days off.
func daysOff(d *decoder, f *Field, v *yaml.Node) []schedule.DateSpan {
	const mostMistakes = 1000 // in one list; the days after them are read once these are mended
	var out []schedule.DateSpan
	before := len(d.problems)
	each(v, func(n *yaml.Node) {
		if len(d.problems)-before >= mostMistakes || !d.scalarOf(f, n) {
			return
		}
		skip, mistakes := d.times().Skip(n.Value)
		if !d.understood(n, mistakes) {
			return
		}
		if skip.Closure != "" {
			d.report("bad-days", n, fmt.Sprintf("“%s” is not a valid day", Clip(n.Value)), "write days as 2026-12-25, and runs of days as 2026-12-21..2027-01-03", "")
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

// MistakeLevel is how grave a mistake in a schedule is.
func MistakeLevel(m schedule.Mistake) problem.Level {
	if m.Warning {
		return problem.Warning
	}
	return problem.Error
}
