package ical

import (
	"fmt"
	"strconv"
	"sync"
	"time"

	"corkboard/generator/schedule"
)

// tables caches the text of each VTIMEZONE: thousands of events share a few.
var tables sync.Map // tableKey → string

// tableKey identifies a table: by the zone's name, since a zone may have been
// loaded more than once, and by an offset, since a name may be made up.
type tableKey struct {
	name             string
	offset, from, to int
}

// zoneText returns the VTIMEZONE of a zone, correct from one year to the other
// and, where the zone's own rule continues, for ever after.
func zoneText(loc *time.Location, from, to int) (string, error) {
	_, offset := time.Date(from, time.January, 1, 0, 0, 0, 0, time.UTC).In(loc).Zone()
	key := tableKey{loc.String(), offset, from, to}
	if text, ok := tables.Load(key); ok {
		return text.(string), nil
	}
	w := &writer{}
	w.raw("BEGIN", "VTIMEZONE")
	w.text("TZID", "", loc.String())
	for _, o := range observances(loc, from, to) {
		o.write(w)
	}
	w.raw("END", "VTIMEZONE")
	if len(w.buf) > 64<<10 {
		return "", fmt.Errorf("the time zone %s from %d to %d has too many changes to write", loc, from, to)
	}
	text, _ := tables.LoadOrStore(key, string(w.buf))
	return text.(string), nil
}

// observance is one STANDARD or DAYLIGHT part: the moments at which an offset
// begins, by a rule or one by one.
type observance struct {
	kind
	onsets []onset // the first is DTSTART
	rule   string  // RRULE without UNTIL; "" = RDATE for the other onsets
	until  bool    // the rule ends with the last onset
}

// kind is what two changes of the clocks must share to belong to one
// observance.
type kind struct {
	before, after int // offsets in seconds
	name          string
	summer        bool
}

// onset is the moment of a change, on the clocks before it.
type onset struct {
	at    time.Time // UTC
	local time.Time // the clocks' reading before the change, kept in UTC
}

// cycle is the number of years after which the calendar repeats: a pattern that
// holds that long holds for good.
const cycle = 28

// observances derives the components from the zone's changes, as Go's tzdata
// has them: runs of years with the same rule become an RRULE, the rest are
// listed.
func observances(loc *time.Location, from, to int) []observance {
	begin := time.Date(from-1, time.December, 30, 0, 0, 0, 0, time.UTC).In(loc)
	start, changed := schedule.LastChange(begin)
	for changed && sameClock(start.Add(-time.Second), start) {
		// Only the name of the time changed: Paraguay made its summer time the
		// standard one. No table lists such a change.
		start, changed = schedule.LastChange(start.Add(-time.Second))
	}
	if !changed { // unchanged from the start
		name, offset := begin.Zone()
		first := onset{at: time.Date(1970, time.January, 1, 0, 0, 0, 0, time.UTC).Add(-time.Duration(offset) * time.Second), local: time.Date(1970, time.January, 1, 0, 0, 0, 0, time.UTC)}
		out := []observance{{kind: kind{offset, offset, name, begin.IsDST()}, onsets: []onset{first}}}
		return append(out, group(changes(loc, begin, to))...)
	}
	// The change before it belongs to the table too: some programs compare the
	// newest onset of summer time with that of standard time, and fail when
	// either is missing.
	if before, ok := schedule.LastChange(start.Add(-time.Second)); ok && start.Sub(before) < 366*24*time.Hour && !sameClock(before.Add(-time.Second), before) {
		start = before
	}
	return group(changes(loc, start.Add(-time.Second), to))
}

// sameClock reports whether the clocks show the same time under the same name at
// two moments.
func sameClock(a, b time.Time) bool {
	aName, aOffset := a.Zone()
	bName, bOffset := b.Zone()
	return aName == bName && aOffset == bOffset
}

// mostSingle keeps the table of a zone without a lasting rule short.
const mostSingle = 13

type change struct {
	kind
	onset
	listed bool // within the years that must be covered
}

// changes lists the changes after a moment, up to a full cycle beyond the year
// to.
func changes(loc *time.Location, after time.Time, to int) []change {
	var out []change
	t := after.In(loc)
	for {
		end, ok := schedule.NextChange(t)
		if !ok || end.Year() > to+1+cycle {
			return out
		}
		if !end.After(t) {
			// Beyond the listed changes Go ends a period at the turn of the
			// year, a day early in leap years; there is no change before the
			// next day.
			t = t.AddDate(0, 0, 1)
			continue
		}
		_, before := end.Add(-time.Second).In(loc).Zone()
		t = end
		name, offset := t.Zone()
		if sameClock(end.Add(-time.Second).In(loc), end) {
			continue // only the turn of a year
		}
		utc := end.UTC()
		out = append(out, change{
			kind:   kind{before, offset, name, t.IsDST()},
			onset:  onset{at: utc, local: utc.Add(time.Duration(before) * time.Second)},
			listed: utc.Add(-48*time.Hour).Year() <= to,
		})
	}
}

// group turns changes into observances.
func group(all []change) []observance {
	var kinds []kind
	byKind := map[kind][]change{}
	for _, c := range all {
		if _, ok := byKind[c.kind]; !ok {
			kinds = append(kinds, c.kind)
		}
		byKind[c.kind] = append(byKind[c.kind], c)
	}
	end := 0
	if len(all) > 0 {
		end = all[len(all)-1].local.Year()
	}
	var out []observance
	for _, k := range kinds {
		rows := byKind[k]
		var single []onset
		for len(rows) > 0 {
			n := yearly(rows)
			run := rows[:n]
			rows = rows[n:]
			if !run[0].listed {
				break
			}
			o := observance{kind: k}
			for _, c := range run {
				o.onsets = append(o.onsets, c.onset)
			}
			last := run[n-1].local.Year()
			switch {
			case n >= cycle && last >= end-1:
				o.rule = pattern(run)
			case n > 2:
				o.rule, o.until = pattern(run), true
			default:
				for _, c := range run {
					if c.listed {
						single = append(single, c.onset)
					}
				}
				continue
			}
			out = append(out, o)
		}
		if len(single) > 0 {
			out = append(out, observance{kind: k, onsets: single[:min(len(single), mostSingle)]})
		}
	}
	return out
}

// yearly returns how many changes, counted from the first, follow one rule, one
// in each year: same month, weekday and clock time, within one week of the
// month.
func yearly(rows []change) int {
	first := rows[0].local
	low, high := first.Day(), first.Day()
	for n := 1; n < len(rows); n++ {
		t := rows[n].local
		low, high = min(low, t.Day()), max(high, t.Day())
		if t.Year() != first.Year()+n || t.Month() != first.Month() || t.Weekday() != first.Weekday() ||
			t.Hour() != first.Hour() || t.Minute() != first.Minute() || t.Second() != first.Second() || high-low > 6 {
			return n
		}
	}
	return len(rows)
}

// pattern returns the RRULE of a run: the second Sunday, the last one, or the
// Sunday of a certain week of the month.
func pattern(run []change) string {
	first := run[0].local
	nth, last := true, true
	low := 31
	for _, c := range run {
		t := c.local
		low = min(low, t.Day())
		nth = nth && (t.Day()-1)/7 == (first.Day()-1)/7
		last = last && t.AddDate(0, 0, 7).Month() != t.Month()
	}
	day := schedule.WeekdayCode(first.Weekday())
	rule := "FREQ=YEARLY;BYMONTH=" + strconv.Itoa(int(first.Month()))
	switch {
	case last:
		return rule + ";BYDAY=-1" + day
	case nth:
		return rule + ";BYDAY=" + strconv.Itoa((first.Day()-1)/7+1) + day
	}
	rule += ";BYMONTHDAY=" + strconv.Itoa(low)
	for d := low + 1; d <= low+6; d++ {
		rule += "," + strconv.Itoa(d)
	}
	return rule + ";BYDAY=" + day
}

func (o *observance) write(w *writer) {
	part := "STANDARD"
	if o.summer {
		part = "DAYLIGHT"
	}
	w.raw("BEGIN", part)
	w.begin("DTSTART:")
	w.local(o.onsets[0].local)
	w.end()
	w.begin("TZOFFSETFROM:")
	w.offset(o.before)
	w.end()
	w.begin("TZOFFSETTO:")
	w.offset(o.after)
	w.end()
	// A name such as +01 adds nothing to the offset, and a table of single
	// changes is long enough.
	if numeric := o.name[0] == '+' || o.name[0] == '-'; !numeric || o.rule != "" || len(o.onsets) < 2 {
		w.text("TZNAME", "", o.name)
	}
	switch {
	case o.rule != "":
		w.begin("RRULE:")
		w.buf = append(w.buf, o.rule...)
		if o.until {
			w.buf = appendUTC(append(w.buf, ";UNTIL="...), o.onsets[len(o.onsets)-1].at)
		}
		w.end()
	case len(o.onsets) > 1:
		// One to a line, including the first: a widely used library reads one
		// value of each line and then forgets DTSTART.
		for _, on := range o.onsets {
			w.begin("RDATE:")
			w.local(on.local)
			w.end()
		}
	}
	w.raw("END", part)
}

func (w *writer) local(t time.Time) {
	w.buf = appendUTC(w.buf, t)
	w.buf = w.buf[:len(w.buf)-1] // without the Z
}

// offset writes a UTC-OFFSET (section 3.3.14).
func (w *writer) offset(seconds int) {
	sign := byte('+')
	if seconds < 0 {
		sign, seconds = '-', -seconds
	}
	h, m, s := seconds/3600, seconds/60%60, seconds%60
	w.buf = append(w.buf, sign, byte('0'+h/10), byte('0'+h%10), byte('0'+m/10), byte('0'+m%10))
	if s > 0 {
		w.buf = append(w.buf, byte('0'+s/10), byte('0'+s%10))
	}
}
