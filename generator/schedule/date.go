package schedule

import (
	"cmp"
	"slices"
	"time"
)

// DateOf returns the civil day of t in t's own zone.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// IsZero reports whether no date was given.
func (d Date) IsZero() bool { return d == Date{} }

// Valid reports whether the day exists in the Gregorian calendar.
func (d Date) Valid() bool {
	return d.Month >= time.January && d.Month <= time.December && d.Day >= 1 && d.Day <= daysIn(d.Year, d.Month)
}

// String returns the date in ISO 8601 form, 2026-11-14; "" for the zero date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return string(d.append(make([]byte, 0, 10)))
}

func (d Date) append(b []byte) []byte {
	b = append(b, byte('0'+d.Year/1000%10), byte('0'+d.Year/100%10), byte('0'+d.Year/10%10), byte('0'+d.Year%10), '-')
	b = append(b, byte('0'+int(d.Month)/10), byte('0'+int(d.Month)%10), '-')
	return append(b, byte('0'+d.Day/10), byte('0'+d.Day%10))
}

// Compare returns -1, 0 or +1 as d is before, the same as or after e.
func (d Date) Compare(e Date) int {
	return cmp.Or(cmp.Compare(d.Year, e.Year), cmp.Compare(d.Month, e.Month), cmp.Compare(d.Day, e.Day))
}

// Before reports whether d is an earlier day than e.
func (d Date) Before(e Date) bool { return d.Compare(e) < 0 }

// After reports whether d is a later day than e.
func (d Date) After(e Date) bool { return d.Compare(e) > 0 }

// AddDays returns the day n days later; n may be negative.
func (d Date) AddDays(n int) Date { return d.number().add(n).date() }

// DaysUntil returns how many days later than d e is.
func (d Date) DaysUntil(e Date) int { return int(e.number() - d.number()) }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.number().weekday() }

// In returns the first moment of the day in a zone: midnight, or the moment
// that the clocks jump to if they skip midnight.
func (d Date) In(loc *time.Location) time.Time { return wall(d.number(), 0, loc) }

// At returns the moment of a clock time on the day; see wall for the two hours
// a year that do not exist or come twice.
func (d Date) At(c Clock, loc *time.Location) time.Time { return wall(d.number(), c, loc) }

// Contains reports whether d lies in the span, both ends included.
func (s DateSpan) Contains(d Date) bool { return !d.Before(s.From) && !d.After(s.To) }

// Runs are days in order, as runs that do not touch: a school year of single days
// is looked up as fast as its few holidays. It does not change days.
func Runs(days []DateSpan) []DateSpan {
	sorted := slices.SortedFunc(slices.Values(days), func(a, b DateSpan) int { return a.From.Compare(b.From) })
	out := sorted[:0]
	for _, run := range sorted {
		last := len(out) - 1
		if last < 0 || run.From.After(out[last].To.AddDays(1)) {
			out = append(out, run)
		} else if run.To.After(out[last].To) {
			out[last].To = run.To
		}
	}
	return out
}

// runWith finds the run that holds a day, in runs as Runs makes them.
func runWith(runs []DateSpan, d Date) (run DateSpan, ok bool) {
	i, _ := slices.BinarySearchFunc(runs, d, func(run DateSpan, d Date) int { return run.To.Compare(d) })
	if i == len(runs) || !runs[i].Contains(d) {
		return DateSpan{}, false
	}
	return runs[i], true
}

// dayNumber counts days since 1970-01-01.
type dayNumber int

// number is the inverse of date: days since 1970-01-01 in the proleptic
// Gregorian calendar. Years are counted from March, so that the leap day is the
// last of its year.
func (d Date) number() dayNumber {
	y, m := d.Year, int(d.Month)
	if m <= 2 {
		y--
		m += 12
	}
	era := floorDiv(y, 400)
	yearOfEra := y - era*400
	dayOfYear := (153*(m-3)+2)/5 + d.Day - 1
	return dayNumber(era*146097 + yearOfEra*365 + yearOfEra/4 - yearOfEra/100 + dayOfYear - 719468)
}

func (n dayNumber) date() Date {
	z := int(n) + 719468
	era := floorDiv(z, 146097)
	dayOfEra := z - era*146097
	yearOfEra := (dayOfEra - dayOfEra/1460 + dayOfEra/36524 - dayOfEra/146096) / 365
	dayOfYear := dayOfEra - (365*yearOfEra + yearOfEra/4 - yearOfEra/100)
	m := (5*dayOfYear + 2) / 153
	d := Date{Year: era*400 + yearOfEra, Month: time.Month(m + 3), Day: dayOfYear - (153*m+2)/5 + 1}
	if d.Month > 12 {
		d.Month -= 12
		d.Year++
	}
	return d
}

func (n dayNumber) add(days int) dayNumber { return n + dayNumber(days) }

// weekday: 1970-01-01 was a Thursday.
func (n dayNumber) weekday() time.Weekday { return time.Weekday(((int(n)+4)%7 + 7) % 7) }

// monday returns the Monday of n's week; weeks begin on Monday (ISO 8601, and
// the default of RFC 5545's WKST).
func (n dayNumber) monday() dayNumber { return n - dayNumber((int(n.weekday())+6)%7) }

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func daysIn(year int, m time.Month) int {
	switch m {
	case time.April, time.June, time.September, time.November:
		return 30
	case time.February:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// Hour and Minute are the parts of a clock time.
func (c Clock) Hour() int { return int(c) / 60 }

// Minute returns the minute within the hour.
func (c Clock) Minute() int { return int(c) % 60 }

// String returns the clock time in 24 hours, 09:05.
func (c Clock) String() string {
	return string([]byte{byte('0' + c.Hour()/10), byte('0' + c.Hour()%10), ':', byte('0' + c.Minute()/10), byte('0' + c.Minute()%10)})
}

// AllDay reports whether no time of day was written.
func (s Span) AllDay() bool { return !s.Set }

// Minutes returns how long the span lasts by the clock, 0 when no end was
// given.
func (s Span) Minutes() int {
	switch {
	case !s.Set || !s.HasEnd:
		return 0
	case s.Days > 0:
		return int(s.Days)*24*60 + int(s.To-s.From)
	case s.To > s.From:
		return int(s.To - s.From)
	}
	return int(s.To-s.From) + 24*60
}

// Overnight reports whether the span ends on the next day.
func (s Span) Overnight() bool { return s.Set && s.HasEnd && s.Days == 0 && s.To <= s.From }

// Nights returns how many midnights lie between the start and the end.
func (s Span) Nights() int {
	if s.Overnight() {
		return 1
	}
	return int(s.Days)
}

// WholeDay reports whether the span is a day around the clock.
func (s Span) WholeDay() bool { return s.Set && s.HasEnd && s.From == 0 && s.To == 0 && s.Days == 0 }

// String returns the span in the grammar's form: 18:30-20:30, 18:30, or "".
func (s Span) String() string {
	switch {
	case !s.Set:
		return ""
	case !s.HasEnd:
		return s.From.String()
	}
	if s.WholeDay() {
		return s.From.String() + "-24:00"
	}
	return s.From.String() + "-" + s.To.String() + s.nextDay()
}

// nextDay is the words without which a span over midnight would be questioned.
func (s Span) nextDay() string {
	if s.Overnight() && s.To != 0 && !s.night() {
		return " the next day"
	}
	return ""
}

// night reports whether a span over midnight needs no question.
func (s Span) night() bool { return s.From >= 17*60 && s.To <= 10*60 }

// string12 returns the span with am and pm.
func (s Span) string12() string {
	switch {
	case !s.Set:
		return ""
	case !s.HasEnd:
		return s.From.string12()
	case s.WholeDay():
		return "24 hours"
	}
	return s.From.string12() + "-" + s.To.string12() + s.nextDay()
}

// string12 returns the clock time with am or pm, 9:05am.
func (c Clock) string12() string {
	half := "am"
	if c >= 12*60 {
		half = "pm"
	}
	text := itoa((c.Hour()+11)%12 + 1)
	if c.Minute() > 0 {
		text += c.String()[2:]
	}
	return text + half
}
