package schedule

import (
	"math/bits"
	"time"
)

// lastYear ends every open rule, so that no search runs for ever.
const lastYear = 2200

var (
	firstDay = Date{1900, time.January, 1}.number()
	lastDay  = Date{lastYear, time.December, 31}.number()
)

// pattern is a rule prepared for questions such as: which is its first day on
// or after a given one? Each answer is computed from the calendar, not by
// walking from the first day, so a rule that has run for years costs no more
// than a new one.
type pattern struct {
	*Rule
	start    dayNumber
	first    Date // start as a date
	interval int
	days     uint8 // Weekly: bit 0 = Monday
}

func (s *Schedule) pattern() pattern {
	p := pattern{Rule: &s.Rule, start: firstDay, interval: max(1, s.Rule.Interval)}
	if !s.Start.IsZero() {
		p.start = s.Start.number()
	}
	p.first = p.start.date()
	if p.Frequency == Weekly {
		for _, w := range p.Days {
			p.days |= 1 << ((w + 6) % 7)
		}
		if p.days == 0 {
			p.days = 1 << ((p.start.weekday() + 6) % 7)
		}
	}
	return p
}

// onOrAfter returns the first day of the rule on or after d.
func (p *pattern) onOrAfter(d dayNumber) (dayNumber, bool) {
	d = max(d, p.start)
	if p.After > 0 {
		day, ok := p.monthly(d - dayNumber(p.After))
		return day + dayNumber(p.After), ok
	}
	switch p.Frequency {
	case Daily:
		return p.daily(d)
	case Weekly:
		return p.weekly(d)
	case Monthly:
		return p.monthly(d)
	case Yearly:
		return p.yearly(d)
	}
	return p.start, d == p.start && p.start != firstDay
}

func (p *pattern) daily(d dayNumber) (dayNumber, bool) {
	for d <= lastDay {
		if late := int(d-p.start) % p.interval; late > 0 {
			d += dayNumber(p.interval - late)
		}
		day := d.date()
		if p.Months == 0 || p.Months.Has(day.Month) {
			return d, d <= lastDay
		}
		d = p.Months.next(day).number()
	}
	return 0, false
}

func (p *pattern) weekly(d dayNumber) (dayNumber, bool) {
	origin := p.start.monday()
	for d <= lastDay {
		if p.Months != 0 {
			if day := d.date(); !p.Months.Has(day.Month) {
				d = p.Months.next(day).number()
			}
		}
		monday := d.monday()
		if late := int(monday-origin) / 7 % p.interval; late > 0 {
			d = monday + dayNumber(7*(p.interval-late))
			continue
		}
		left := p.days >> (d - monday)
		if left == 0 {
			d = monday + dayNumber(7*p.interval)
			continue
		}
		d += dayNumber(bits.TrailingZeros8(left))
		if p.Months == 0 || p.Months.Has(d.date().Month) {
			return d, d <= lastDay
		}
	}
	return 0, false
}

func (p *pattern) monthly(d dayNumber) (dayNumber, bool) {
	day := d.date()
	month, origin := day.Year*12+int(day.Month)-1, p.first.Year*12+int(p.first.Month)-1
	if late := (month - origin) % p.interval; late > 0 {
		month, day.Day = month+p.interval-late, 1
	}
	for ; month/12 <= lastYear; month, day.Day = month+p.interval, 1 {
		y, m := month/12, time.Month(month%12+1)
		if p.Months != 0 && !p.Months.Has(m) {
			continue
		}
		if left := p.daysOf(y, m) &^ (1<<day.Day - 1); left != 0 {
			return Date{y, m, bits.TrailingZeros32(left)}.number(), true
		}
	}
	return 0, false
}

func (p *pattern) yearly(d dayNumber) (dayNumber, bool) {
	day := d.date()
	year := day.Year
	if late := (year - p.first.Year) % p.interval; late > 0 {
		year += p.interval - late
	}
	m := p.Month
	if m == 0 {
		m = p.first.Month
	}
	for ; year <= lastYear; year += p.interval {
		left := p.daysOf(year, m)
		if year == day.Year && m <= day.Month {
			if m < day.Month {
				continue
			}
			left &^= 1<<day.Day - 1
		}
		if left != 0 {
			return Date{year, m, bits.TrailingZeros32(left)}.number(), true
		}
	}
	return 0, false
}

// daysOf returns the rule's days in one month as bits 1 to 31.
func (p *pattern) daysOf(year int, m time.Month) uint32 {
	length := daysIn(year, m)
	first := Date{year, m, 1}.number().weekday()
	var set uint32
	switch {
	case p.Workday && len(p.Ordinals) > 0:
		var days []int
		for day := 1; day <= length; day++ {
			if w := (first + time.Weekday(day-1)) % 7; w != time.Saturday && w != time.Sunday {
				days = append(days, day)
			}
		}
		for _, n := range p.Ordinals {
			if n < 0 {
				n += len(days) + 1
			}
			set |= 1 << days[n-1]
		}
		return set
	case p.Workday:
		last := Date{year, m, length}.number().weekday()
		back := 0
		if last == time.Saturday {
			back = 1
		} else if last == time.Sunday {
			back = 2
		}
		return 1 << (length - back)
	case len(p.Ordinals) > 0:
		for _, w := range p.Days {
			day := 1 + int(w-first+7)%7
			for _, n := range p.Ordinals {
				switch {
				case n > 0 && day+7*(n-1) <= length:
					set |= 1 << (day + 7*(n-1))
				case n < 0:
					set |= 1 << (day + (length-day)/7*7)
				}
			}
		}
		return set
	case len(p.MonthDays) > 0:
		for _, n := range p.MonthDays {
			if n < 0 {
				n += length + 1
			}
			if n >= 1 && n <= length {
				set |= 1 << n
			}
		}
		return set
	case p.first.Day <= length:
		return 1 << p.first.Day
	}
	return 0
}

const allMonths Months = 1<<13 - 2

// Has reports whether the rule may have occurrences in m.
func (s Months) Has(m time.Month) bool { return s&(1<<m) != 0 }

func (s Months) with(m time.Month) Months { return s | 1<<m }

// List returns the months in the order of the year.
func (s Months) List() []time.Month {
	var out []time.Month
	for m := time.January; m <= time.December; m++ {
		if s.Has(m) {
			out = append(out, m)
		}
	}
	return out
}

// Runs returns the stretches of consecutive months, even across New Year,
// ordered by their beginning.
func (s Months) Runs() [][2]time.Month {
	var out [][2]time.Month
	if s == 0 || s == allMonths {
		return out
	}
	for m := time.January; m <= time.December; m++ {
		if !s.Has(m) || s.Has((m+10)%12+1) {
			continue
		}
		last := m
		for s.Has(last%12 + 1) {
			last = last%12 + 1
		}
		out = append(out, [2]time.Month{m, last})
	}
	return out
}

// run returns the only stretch of the months.
func (s Months) run() (first, last time.Month, ok bool) {
	runs := s.Runs()
	if len(runs) != 1 {
		return 0, 0, false
	}
	return runs[0][0], runs[0][1], true
}

// next returns the first day after d of a month in the set; d lies outside it.
func (s Months) next(d Date) Date {
	y, m := d.Year, d.Month
	for range 12 {
		m++
		if m > 12 {
			y, m = y+1, 1
		}
		if s.Has(m) {
			break
		}
	}
	return Date{y, m, 1}
}
