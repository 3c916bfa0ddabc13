package schedule

import (
	"fmt"
	"slices"
	"time"
)

// ordinalDays reads "1st and 3rd Saturday of the month", "15th of the month",
// "last day of the month", "4th Thursday of November".
func (p *parser) ordinalDays(each bool) {
	r := &p.s.Rule
	start := p.peek()
	var numbers []token
	for p.peek().class == ordinalWord {
		numbers = append(numbers, p.take())
		mark := p.i
		for p.accept(comma, and, slash) {
		}
		p.accept(the)
		if p.peek().class != ordinalWord {
			p.i = mark
		}
	}
	switch t := p.peek(); {
	case t.class == weekdayWord:
		days := p.weekdayList()
		if p.failed {
			return
		}
		if each && len(numbers) == 1 && numbers[0].value > 1 && !p.monthSaid() {
			n := numbers[0]
			t.off = start.off
			p.fail(t, "two-meanings", fmt.Sprintf("every %s %s can be weekly or monthly", n.text, weekdayNames[days[0]]),
				fmt.Sprintf("write every %d weeks on %s, or %s %s of the month", n.value, weekdayNames[days[0]], ordinalName(n.value), weekdayNames[days[0]]))
			return
		}
		r.Frequency, r.Days = Monthly, days
		for _, n := range numbers {
			switch {
			case n.value == 5:
				p.fail(n, "fifth-weekday", "most months have no 5th "+weekdayNames[days[0]], "write last "+weekdayNames[days[0]]+" of the month")
				return
			case n.value == 0 || n.value > 5:
				p.fail(n, "fifth-weekday", "no month has a "+n.text+" "+weekdayNames[days[0]], "write 1st to 4th, or last")
				return
			}
			r.Ordinals = append(r.Ordinals, n.value)
		}
		r.Ordinals = sortOrdinals(r.Ordinals)
		p.ofMonth()
	case t.class == weekdays:
		p.take()
		if len(numbers) != 1 || numbers[0].value != -1 {
			p.fail(t, "which-day", "only the last weekday of the month can be written", "write last weekday of the month, or a day such as 1st Monday of the month")
			return
		}
		r.Frequency, r.Workday = Monthly, true
		p.ofMonth()
	case t.class == dayUnit, t.class == of, t.class == monthly, t.class == every && p.ahead(1).class == monthUnit, t.kind == endToken, t.class == comma, isTime(t), t.class == monthWord:
		p.accept(dayUnit)
		r.Frequency = Monthly
		for _, n := range numbers {
			if n.value == -1 && t.class != dayUnit {
				p.fail(n, "which-day", "the last what of the month", "write last day of the month, or last Friday of the month")
				return
			}
			r.MonthDays = append(r.MonthDays, n.value)
		}
		p.monthOrYearDays(numbers)
	default:
		p.fail(t, "which-day", "no day after "+quote(start.text), "write it like 1st and 3rd Saturday of the month, or 15th of the month")
	}
}

// monthDays reads the numbers after "day": day 1, 15 of the month.
func (p *parser) monthDays() {
	r := &p.s.Rule
	r.Frequency = Monthly
	var numbers []token
	for p.peek().kind == numberToken || p.peek().class == ordinalWord {
		n := p.take()
		numbers = append(numbers, n)
		r.MonthDays = append(r.MonthDays, n.value)
		mark := p.i
		for p.accept(comma, and, slash) {
		}
		next := p.peek()
		if next.kind != numberToken && next.class != ordinalWord || next.kind == numberToken && p.timeAhead() {
			p.i = mark
			break
		}
	}
	p.monthOrYearDays(numbers)
}

// monthOrYearDays finishes days in figures: of every month, or of one month of
// the year.
func (p *parser) monthOrYearDays(numbers []token) {
	r := &p.s.Rule
	if m := p.namedMonth(); m.class == monthWord {
		if len(numbers) != 1 {
			p.fail(m, "which-day", "several days of one month of the year", "write one line for each")
			return
		}
		r.MonthDays = nil
		p.yearlyOn(numbers[0], m)
		return
	}
	for _, n := range numbers {
		switch {
		case n.value > 31 || n.value == 0:
			p.fail(n, "day-29-31", "no month has a day "+n.text, "write a day from 1 to 28, or last day of the month")
			return
		case n.value > 28:
			p.fail(n, "day-29-31", fmt.Sprintf("some months have no day %d", n.value), "write last day of the month, or a day from 1 to 28")
			return
		}
	}
	r.MonthDays = sortOrdinals(r.MonthDays)
	p.ofMonth()
}

// namedMonth takes "of November" when it follows.
func (p *parser) namedMonth() token {
	if p.peek().class == of && p.ahead(1).class == monthWord {
		p.take()
		return p.take()
	}
	if p.peek().class == monthWord {
		return p.take()
	}
	return token{}
}

// yearlyOn makes the rule for one day of the year.
func (p *parser) yearlyOn(day, month token) {
	r := &p.s.Rule
	d := Date{2024, time.Month(month.value), day.value} // a leap year
	switch {
	case day.value == -1: // the last day
		r.Frequency, r.Month, r.MonthDays = Yearly, d.Month, []int{-1}
		if d.Month != time.February {
			r.MonthDays[0] = daysIn(2024, d.Month)
		}
		p.everyYear()
		return
	case day.value == 29 && d.Month == time.February:
		month.off = min(day.off, month.off)
		month.end = max(day.end, month.end)
		p.fail(month, "29-february", "most years have no 29 February", "write every year on 28 February, or last day of February")
		return
	case !d.Valid():
		month.off = min(day.off, month.off)
		p.fail(month, "no-date", fmt.Sprintf("%s has %d days", monthNames[d.Month-1], daysIn(2024, d.Month)), "write a day of that month")
		return
	}
	r.Frequency, r.Month, r.MonthDays = Yearly, d.Month, []int{day.value}
	p.everyYear()
}

// everyYear takes "every year" or "every 2 years" after a day of the year.
func (p *parser) everyYear() {
	r := &p.s.Rule
	switch {
	case p.peek().class == yearly:
		p.take()
	case p.peek().class == every && p.ahead(1).class == yearUnit:
		p.take()
		p.take()
	case p.peek().class == every && (p.ahead(1).kind == numberToken || p.ahead(1).class == other) && p.ahead(2).class == yearUnit:
		p.take()
		n := p.take()
		p.take()
		if n.value < 1 || n.value > 10 {
			p.fail(n, "interval", "every "+n.text+" years is not between 1 and 10", "write the dates one by one when it is that rare")
			return
		}
		r.Interval = n.value
	}
}

// monthSaid reports whether the month follows the days.
func (p *parser) monthSaid() bool {
	t := p.peek()
	return t.class == of || t.class == monthly || (t.class == every || t.class == the) && p.ahead(1).class == monthUnit ||
		t.class == in && p.ahead(1).class == the && p.ahead(2).class == monthUnit
}

// ofMonth reads "of the month", "of every 2 months", "of November", or nothing:
// the 1st Saturday needs no more words.
func (p *parser) ofMonth() {
	if p.failed {
		return
	}
	r := &p.s.Rule
	if p.accept(monthly) {
		return
	}
	if p.peek().class == in && p.ahead(1).class == the && p.ahead(2).class == monthUnit {
		p.i += 3
		return
	}
	if m := p.peek(); m.class == of && p.ahead(1).class == monthWord {
		p.take()
		m = p.take()
		r.Month = time.Month(m.value)
		switch {
		case r.Workday:
			p.fail(m, "which-day", "the last weekday of one month of the year cannot be written", "write last Friday of November, or every year on 14 November")
			return
		case len(r.Ordinals)*len(r.Days) > 1:
			p.fail(m, "which-day", "several days of one month of the year", "write one line for each")
			return
		}
		r.Frequency = Yearly
		p.everyYear()
		return
	}
	ofSaid := p.accept(of)
	if !ofSaid && !(p.peek().class == every || p.peek().class == the) {
		return
	}
	if !ofSaid && p.ahead(1).class != monthUnit && p.ahead(2).class != monthUnit {
		return
	}
	p.accept(every, the)
	p.accept(every)
	if t := p.peek(); t.kind == numberToken || t.class == other || t.class == ordinalWord && t.value == 2 {
		n := p.take()
		if n.value < 1 || n.value > 24 {
			p.fail(n, "interval", "every "+n.text+" months is not between 1 and 24", "write the dates one by one when it is that rare")
			return
		}
		r.Interval = n.value
	}
	if !p.accept(monthUnit) {
		p.fail(p.peek(), "which-day", "of what", "write of the month, or of November")
	}
}

// sortOrdinals orders 1, 2, 3 … and then -1, each once.
func sortOrdinals(n []int) []int {
	slices.SortFunc(n, func(a, b int) int {
		if (a < 0) != (b < 0) {
			return b - a
		}
		return a - b
	})
	return slices.Compact(n)
}
