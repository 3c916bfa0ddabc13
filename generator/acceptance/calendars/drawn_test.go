package calendars

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"corkboard/generator/acceptance"
	"corkboard/generator/schedule"
)

// drawer writes listings with random schedules from the whole grammar. The same
// seed always gives the same ones. It uses the rules only to find days that a
// skip or a change can name; the loader decides whether a listing is valid.
type drawer struct {
	t        *testing.T
	lot      *rand.Rand
	today    schedule.Date
	zone     *time.Location
	changes  []schedule.Date // days near today on which the zone's clocks change
	closures map[string][]schedule.DateSpan
	forms    []string // what the current listing has, for the count
}

// drawnFolder returns a folder of n random listings in all judged zones, and
// the forms that each of them has.
func drawnFolder(t *testing.T, seed uint64, now time.Time, site string, n int) (fstest.MapFS, map[string][]string) {
	t.Helper()
	today := schedule.DateOf(now)
	d := drawer{t: t, lot: rand.New(rand.NewPCG(seed, 5545)), today: today, closures: drawnClosures(today.Year)}
	folder := fstest.MapFS{
		"site.yaml":               acceptance.File("id: drawn\ntitle: Drawn\ntimezone: " + site + "\n"),
		"organizations/hall.yaml": acceptance.File("name: Hall\nchecked: " + today.String() + "\n"),
	}
	var places, closures strings.Builder
	for i, name := range judgedZones {
		fmt.Fprintf(&places, "zone-%d:\n  name: %s\n  timezone: %s\n", i, name, name)
	}
	for _, id := range []string{"public-holidays", "school-break"} {
		days := make([]string, len(d.closures[id]))
		for i, span := range d.closures[id] {
			days[i] = span.From.String() + ".." + span.To.String()
		}
		fmt.Fprintf(&closures, "%s: [%s]\n", id, strings.Join(days, ", "))
	}
	folder["locations.yaml"], folder["closures.yaml"] = acceptance.File(places.String()), acceptance.File(closures.String())

	forms := map[string][]string{}
	for i := range n {
		id := fmt.Sprintf("d%d-%d", seed, i)
		folder["opportunities/"+id+".yaml"] = acceptance.File(d.listing(id, i%len(judgedZones)))
		forms[id] = d.forms
	}
	return folder, forms
}

func drawnClosures(year int) map[string][]schedule.DateSpan {
	out := map[string][]schedule.DateSpan{}
	for y := year - 1; y <= year+2; y++ {
		day := func(month time.Month, day int) schedule.Date { return schedule.Date{Year: y, Month: month, Day: day} }
		out["public-holidays"] = append(out["public-holidays"], schedule.DateSpan{From: day(1, 1), To: day(1, 1)}, schedule.DateSpan{From: day(12, 25), To: day(12, 26)})
		out["school-break"] = append(out["school-break"], schedule.DateSpan{From: day(3, 24), To: day(4, 5)}, schedule.DateSpan{From: day(12, 20), To: day(12, 31)})
	}
	return out
}

func (d *drawer) one(in int) bool { return d.lot.IntN(in) == 0 }

func pick[T any](d *drawer, from ...T) T { return from[d.lot.IntN(len(from))] }

// has records a form of the current listing.
func (d *drawer) has(form string) { d.forms = append(d.forms, form) }

func (d *drawer) listing(id string, place int) string {
	d.forms = nil
	d.in(judgedZones[place])
	var b strings.Builder
	checked := d.today.AddDays(-d.lot.IntN(40))
	fmt.Fprintf(&b, "title: %s\norganization: hall\nkind: event\nchecked: %s\nlocation: zone-%d\n", id, checked, place)
	if d.one(8) {
		day := d.day(0, 200)
		switch {
		case d.one(2):
			d.has("deadline")
			fmt.Fprintf(&b, "deadline: %s\n", day)
		default:
			d.has("deadline with a time")
			fmt.Fprintf(&b, "deadline: %s %02d:%02d\n", day, 8+d.lot.IntN(15), 15*d.lot.IntN(4))
		}
	}
	blocks := 1
	for blocks < 3 && d.one(5) {
		blocks++
	}
	if blocks == 1 {
		b.WriteString("schedule:" + d.block(checked, "\n  ", pick(d, "", "", "", "evening")))
		return b.String()
	}
	d.has("several blocks")
	b.WriteString("schedule:")
	for _, key := range []string{"morning", "evening", "night"}[:blocks] {
		if d.one(2) {
			key = ""
		}
		b.WriteString("\n  -" + strings.TrimPrefix(d.block(checked, "\n    ", key), "\n   "))
	}
	return b.String()
}

// in moves to a zone.
func (d *drawer) in(zone string) {
	loc, err := time.LoadLocation(zone)
	if err != nil {
		d.t.Fatal(err)
	}
	d.zone, d.changes = loc, nil
	end := d.today.AddDays(400)
	for at, ok := schedule.NextChange(d.today.AddDays(-200).In(loc)); ok && schedule.DateOf(at).Before(end); at, ok = schedule.NextChange(at) {
		d.changes = append(d.changes, schedule.DateOf(at))
	}
}

// day returns the day so many days from today, often one around a change of the
// clocks.
func (d *drawer) day(from, to int) schedule.Date {
	if len(d.changes) > 0 && d.one(4) {
		if day := pick(d, d.changes...).AddDays(d.lot.IntN(3) - 1); from <= d.today.DaysUntil(day) && d.today.DaysUntil(day) <= to {
			return day
		}
	}
	return d.today.AddDays(from + d.lot.IntN(to-from+1))
}

// block returns the value of one schedule: a line, or a map whose lines begin
// with indent.
func (d *drawer) block(checked schedule.Date, indent, key string) string {
	keys := map[string]string{}
	if d.one(10) {
		zone := pick(d, judgedZones...)
		if zone != d.zone.String() {
			home := d.zone.String()
			d.in(zone)
			defer d.in(home)
			d.has("its own zone")
			keys["timezone"] = zone
		}
	}
	if key != "" {
		d.has("key")
		keys["key"] = key
	}
	if d.one(12) {
		keys["note"] = "Not when it rains"
	}
	if d.one(12) {
		d.dates(keys)
		return mapped(keys, indent)
	}
	phrase := d.rule()
	clock := d.time()
	if phrase == "" {
		d.once(keys, clock)
		if len(keys) == 2 && keys["time"] != "" || len(keys) == 1 {
			d.has("one line")
			return " " + strconv.Quote(strings.TrimSpace(keys["date"]+" "+keys["time"]))
		}
		return mapped(keys, indent)
	}
	s := d.read(phrase, clock)
	d.start(&s, checked, keys)
	d.end(&s, keys)
	d.exceptions(&s, keys)
	if clock != "" {
		keys["time"] = clock
	}
	keys["repeat"] = phrase
	return d.lineOrMap(keys, indent)
}

// lineOrMap writes what fits on a line, often as a line.
func (d *drawer) lineOrMap(keys map[string]string, indent string) string {
	for _, k := range []string{"end_date", "also", "changes", "timezone", "note", "key"} {
		if keys[k] != "" {
			return mapped(keys, indent)
		}
	}
	if d.one(3) {
		return mapped(keys, indent)
	}
	d.has("one line")
	line := keys["repeat"]
	for _, part := range [][2]string{{"time", " "}, {"date", " from "}, {"until", " until "}, {"count", " "}, {"skip", " except "}} {
		value := strings.Trim(keys[part[0]], "[]")
		if value == "" {
			continue
		}
		line += part[1] + value
		if part[0] == "count" {
			line += " times"
		}
	}
	return " " + strconv.Quote(line)
}

// mapped writes a map in the order of CONTRIBUTING.md.
func mapped(keys map[string]string, indent string) string {
	var b strings.Builder
	for _, k := range []string{"date", "end_date", "time", "repeat", "until", "count", "skip", "also", "dates", "changes", "timezone", "note", "key"} {
		value := keys[k]
		switch {
		case value == "":
		case k == "changes":
			b.WriteString(indent + k + ":" + strings.ReplaceAll(value, "\n", indent+"  "))
		case value[0] == '[':
			b.WriteString(indent + k + ": " + value)
		default:
			b.WriteString(indent + k + ": " + strconv.Quote(value))
		}
	}
	return b.String()
}

// read returns what a rule and a clock time mean, before the first day is
// known.
func (d *drawer) read(phrase, clock string) schedule.Schedule {
	r := schedule.Reader{Hours24: true}
	s, mistakes := r.Repeat(phrase).One(phrase)
	if clock != "" {
		spans, got := r.Time(clock)
		mistakes = append(mistakes, got.Mistakes...)
		if len(spans) != 1 {
			d.t.Fatalf("%q is drawn and read as %d times", clock, len(spans))
		}
		s.Time = spans[0]
	}
	for _, m := range mistakes {
		if !m.Warning {
			d.t.Fatalf("%q is drawn and not understood: %s", phrase+" "+clock, m.Text)
		}
	}
	return s
}

// once returns a single occasion.
func (d *drawer) once(keys map[string]string, clock string) {
	day := d.day(0, 360)
	keys["date"] = day.String()
	switch {
	case clock != "":
		d.has("one day")
		keys["time"] = clock
	case d.one(2):
		d.has("one whole day")
	default:
		d.has("several whole days")
		keys["end_date"] = day.AddDays(1 + d.lot.IntN(6)).String()
	}
	if d.one(6) {
		d.change(keys, day, clock)
	}
}

// dates returns an irregular series.
func (d *drawer) dates(keys map[string]string) {
	d.has("list of dates")
	clock := ""
	if d.one(2) {
		clock = d.time()
		keys["time"] = clock
	}
	days := d.days(2, 6)
	list := make([]string, len(days))
	for i, day := range days {
		list[i] = day.String()
		if clock == "" || d.one(3) {
			list[i] = strings.TrimSpace(list[i] + " " + d.time())
		}
	}
	if clock != "" && d.one(4) {
		d.change(keys, pick(d, days...), clock)
	}
	keys["dates"] = listed(list)
}

// days returns some different days, in order.
func (d *drawer) days(least, most int) []schedule.Date {
	var out []schedule.Date
	for n := least + d.lot.IntN(most-least+1); len(out) < n; {
		if day := d.day(0, 330); !slices.Contains(out, day) {
			out = append(out, day)
		}
	}
	slices.SortFunc(out, schedule.Date.Compare)
	return out
}

func listed(values []string) string {
	return "[" + strings.Join(values, ", ") + "]"
}

// start gives the rule a first day where it needs one, and otherwise now and
// then.
func (d *drawer) start(s *schedule.Schedule, checked schedule.Date, keys map[string]string) {
	if s.NeedsAnchor() && !s.NeedsDate() && !d.one(3) {
		d.has("start derived")
		s.Anchor(checked)
		return
	}
	d.has("start given")
	for day := d.day(-300, 90); ; day = day.AddDays(1) {
		s.Start = day
		if right(s.Validate(d.env())) {
			break
		}
		if day.Year > d.today.Year+3 {
			d.t.Fatalf("%q never begins", s.Phrase())
		}
	}
	keys["date"] = s.Start.String()
	if n := s.Start.DaysUntil(d.firstAfter(s)); !s.Time.Set && n > 5 && d.one(3) {
		d.has("several days, repeated")
		s.End = s.Start.AddDays(1 + d.lot.IntN(3))
		keys["end_date"] = s.End.String()
	}
}

func (d *drawer) env() schedule.Env { return schedule.Env{Zone: d.zone, Closures: d.closures} }

func right(mistakes []schedule.Mistake) bool {
	return !slices.ContainsFunc(mistakes, func(m schedule.Mistake) bool { return !m.Warning })
}

// firstAfter is the shortest distance to a second occurrence, as a day.
func (d *drawer) firstAfter(s *schedule.Schedule) schedule.Date {
	days := d.planned(s, s.Start, 800)
	least := 800
	for i := 1; i < len(days); i++ {
		least = min(least, days[i-1].DaysUntil(days[i]))
	}
	return s.Start.AddDays(least)
}

// planned returns the days of the rule from one on.
func (d *drawer) planned(s *schedule.Schedule, from schedule.Date, days int) []schedule.Date {
	var out []schedule.Date
	for o := range s.Occurrences(from.In(d.zone), from.AddDays(days).In(d.zone), d.env()) {
		out = append(out, o.On)
	}
	return out
}

// end lets most rules end. A daily one always does, since its many days would
// leave the programs no time for others.
func (d *drawer) end(s *schedule.Schedule, keys map[string]string) {
	days := d.planned(s, d.today, 380)
	open := 3
	if s.Rule.Frequency == schedule.Daily || len(s.Rule.Days) > 2 {
		open = 30
	}
	switch {
	case d.one(open) || len(days) == 0:
		d.has("open")
	case d.one(3) && keys["date"] != "" && s.Start.DaysUntil(days[0]) < 60: // a counted rule needs a written start
		d.has("count")
		s.Count = 1 + d.lot.IntN(24)
		keys["count"] = strconv.Itoa(s.Count)
	default:
		d.has("until")
		s.Until = days[d.lot.IntN(min(len(days), 40))].AddDays(d.lot.IntN(4))
		keys["until"] = s.Until.String()
	}
}

// exceptions draws skips, changes and additional days.
func (d *drawer) exceptions(s *schedule.Schedule, keys map[string]string) {
	days := d.planned(s, d.today, 380)
	if len(days) > 2 && d.one(4) {
		var off []string
		if d.one(3) {
			d.has("skip of a closure")
			off = append(off, pick(d, "public-holidays", "school-break"))
		}
		for n := d.lot.IntN(3); n > 0; n-- {
			day := pick(d, days...)
			k := schedule.Skip{From: day, To: day}
			if d.one(2) {
				d.has("skip of a run of days")
				k.From, k.To = day.AddDays(-d.lot.IntN(5)), day.AddDays(1+d.lot.IntN(10))
				off = append(off, k.From.String()+".."+k.To.String())
			} else {
				d.has("skip of a day")
				off = append(off, day.String())
			}
			days = slices.DeleteFunc(days, func(on schedule.Date) bool { return !on.Before(k.From) && !on.After(k.To) })
			if len(days) == 0 {
				break
			}
		}
		if len(off) > 0 {
			keys["skip"] = listed(off)
		}
	}
	if d.one(5) {
		d.has("also")
		var list []string
		for _, day := range d.days(1, 3) {
			text := day.String()
			if d.one(2) {
				text = strings.TrimSpace(text + " " + d.time())
			}
			list = append(list, text)
		}
		keys["also"] = listed(list)
	}
	clock := ""
	if s.Time.Set {
		clock = "set"
	}
	for n := d.lot.IntN(4); n > 0 && len(days) > 0 && d.one(2); n-- {
		i := d.lot.IntN(len(days))
		d.change(keys, days[i], clock)
		days = slices.Delete(days, i, i+1)
	}
}

// change alters the occurrence of a day, in the short or the long form.
func (d *drawer) change(keys map[string]string, on schedule.Date, clock string) {
	other := on.AddDays(pick(d, -2, -1, 1, 2, 3))
	text := "\n" + on.String() + ":"
	timed := func() string {
		for {
			if t := d.time(); t != "" {
				return t
			}
		}
	}
	switch kind := d.lot.IntN(7); {
	case kind == 0:
		d.has("cancelled")
		text += pick(d, " cancelled", "\n  cancelled: yes\n  note: The hall is wet")
	case kind == 1:
		d.has("moved to another day")
		text += " " + other.String()
	case kind == 2:
		d.has("moved to another day")
		text += "\n  date: " + other.String() + "\n  note: Moved for the holiday"
	case kind == 3:
		d.has("elsewhere")
		text += "\n  location: zone-" + strconv.Itoa(d.lot.IntN(len(judgedZones)))
	case kind == 4:
		d.has("another note")
		text += "\n  note: Bring a chair"
	case clock != "" && kind == 5:
		d.has("another time")
		text += " " + timed()
	case clock != "":
		d.has("another day and time")
		text += "\n  date: " + other.String() + "\n  time: " + timed()
	default:
		d.has("moved to another day")
		text += " " + other.String()
	}
	keys["changes"] += text
}
