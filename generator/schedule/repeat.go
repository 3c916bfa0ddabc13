package schedule

import (
	"fmt"
	"time"
)

func everyDay() []time.Weekday {
	return []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}
}

// repeat reads the clause that says how it repeats, or a weekday before a date.
func (p *parser) repeat() {
	first := p.peek()
	if first.class == weekdayWord && p.dayBeforeDate() {
		return
	}
	if p.repeated {
		p.second(first)
		return
	}
	p.repeated = true
	season := p.s.Rule.Season
	p.s.Rule = Rule{Interval: 1}
	p.accept(the)
	each := p.accept(every)
	p.accept(the)
	p.rule(each)
	if season.set() {
		p.s.Rule.Season = season
	}
}

// rule reads the rule after "every".
func (p *parser) rule(each bool) {
	r := &p.s.Rule
	t := p.peek()
	switch {
	case each && t.kind == numberToken, each && t.class == other:
		p.take()
		p.everyN(t)
	case each && t.class == ordinalWord && p.intervalAhead():
		p.take()
		p.everyN(t)
	case t.class == ordinalWord:
		p.ordinalDays(each)
	case t.class == dayUnit && p.ahead(1).kind == numberToken && !p.dayThenTime() && p.ahead(2).class != times: // not "every day 8 times"
		p.take()
		p.monthDays()
	case t.class == dayUnit, t.class == daily, t.class == night, each && t.class == partOfDay:
		p.take()
		r.Frequency = Daily
		if p.peek().class == of && p.ahead(1).class == the && p.ahead(2).class == weekUnit {
			p.i += 3
		}
	case t.class == weekdayWord:
		r.Frequency, r.Days = Weekly, p.weekdayList()
		p.noMonth(t)
	case t.class == weekdays:
		p.take()
		r.Frequency, r.Days = Weekly, everyDay()[:5]
	case t.class == weekends:
		p.take()
		r.Frequency, r.Days = Weekly, []time.Weekday{time.Saturday, time.Sunday}
	case t.class == weekUnit, t.class == weekly:
		p.take()
		p.week(1)
	case t.class == fortnightly:
		p.take()
		p.week(2)
	case t.class == monthUnit, t.class == monthly:
		p.take()
		p.month(t, 1)
	case t.class == yearUnit, t.class == yearly:
		p.take()
		p.year(1)
	case t.class == tooVague || t.class == twoMeanings:
		p.vague(t)
	case t.kind == endToken:
		p.fail(t, "incomplete", "something is missing after every", "write the days, such as every Saturday")
	default:
		p.stray(t)
	}
}

// dayThenTime tells "day 9-11am" from "day 15".
func (p *parser) dayThenTime() bool {
	p.i++
	ahead := p.timeAhead()
	p.i--
	return ahead
}

// intervalAhead tells "every second Tuesday", every two weeks, from "every
// second Tuesday of the month". A unit always counts intervals: every 3rd week.
func (p *parser) intervalAhead() bool {
	t, next := p.peek(), p.ahead(1)
	switch next.class {
	case weekUnit, monthUnit, yearUnit, fortnightly:
		return true
	case dayUnit:
		return t.value > 0 && !p.monthAhead()
	case weekdayWord:
		return t.text != "" && !isDigit(t.text[0]) && t.value == 2 && !p.monthAhead()
	}
	return false
}

// monthAhead reports whether the ordinals and days that begin here are said to
// be of a month.
func (p *parser) monthAhead() bool {
	for i := 0; ; i++ {
		t := p.ahead(i)
		switch t.class {
		case ordinalWord, weekdayWord, comma, and, dayUnit, weekdays, slash:
			continue
		case of, monthly:
			return true
		case every, the, in:
			n := p.ahead(i + 1)
			return n.class == monthUnit || t.class == in && n.class == the && p.ahead(i+2).class == monthUnit
		}
		return false
	}
}

// everyN reads "2 weeks on Tuesday", "other day", "3 months on the 1st Monday".
func (p *parser) everyN(n token) {
	r := &p.s.Rule
	unit := p.peek()
	most := map[class]int{dayUnit: 366, night: 366, weekUnit: 52, weekdayWord: 52, monthUnit: 24, yearUnit: 10}[unit.class]
	if most > 0 && (n.value < 1 || n.value > most) {
		p.fail(n, "interval", fmt.Sprintf("every %s is not between 1 and %d", n.text, most), "write the dates one by one when it is that rare")
		return
	}
	switch unit.class {
	case dayUnit, night:
		p.take()
		r.Frequency, r.Interval = Daily, n.value
	case weekUnit:
		p.take()
		p.week(n.value)
	case weekdayWord:
		r.Frequency, r.Interval, r.Days = Weekly, n.value, p.weekdayList()
		p.noMonth(unit)
	case monthUnit:
		p.take()
		p.month(unit, n.value)
	case yearUnit:
		p.take()
		p.year(n.value)
	default:
		if unit.kind == endToken {
			p.fail(n, "incomplete", "every "+n.text+" of what", "write every 2 weeks on Tuesday, or every 2 days")
			return
		}
		p.stray(unit)
	}
}

// week reads "on Tuesday" after "every 2 weeks".
func (p *parser) week(interval int) {
	r := &p.s.Rule
	r.Frequency, r.Interval = Weekly, interval
	if t := p.peek(); t.class == on && isDays(p.ahead(1)) {
		p.take()
	}
	switch t := p.peek(); {
	case t.class == weekdayWord:
		mark := p.i
		p.take()
		p.accept(comma)
		dated := p.dateAhead()
		p.i = mark
		if !dated {
			r.Days = p.weekdayList()
		}
	case t.class == weekdays:
		p.take()
		r.Days = everyDay()[:5]
	case t.class == weekends:
		p.take()
		r.Days = []time.Weekday{time.Saturday, time.Sunday}
	}
}

func isDays(t token) bool {
	return t.class == weekdayWord || t.class == weekdays || t.class == weekends
}

// month reads "on the 2nd Tuesday" or "on the 15th" after "every month".
func (p *parser) month(at token, interval int) {
	r := &p.s.Rule
	r.Interval = interval
	p.accept(on)
	p.accept(the)
	switch t := p.peek(); {
	case t.class == ordinalWord:
		p.ordinalDays(false)
		r.Interval = interval
	case t.class == dayUnit && p.ahead(1).kind == numberToken:
		p.take()
		p.monthDays()
		r.Interval = interval
	default:
		p.fail(at, "which-day", "on which day of the month", "write 2nd Tuesday of the month, or day 15 of the month")
	}
}

// year reads "on the 4th Thursday of November" or "on 14 November" after
// "every year".
func (p *parser) year(interval int) {
	r := &p.s.Rule
	r.Frequency, r.Interval = Yearly, interval
	mark := p.i
	p.accept(on)
	p.accept(the)
	switch t := p.peek(); {
	case p.dateAhead() || isTime(t) && t.kind != numberToken:
		p.i = mark
	case t.class == ordinalWord:
		p.ordinalDays(false)
		if r.Frequency == Monthly {
			p.fail(t, "which-day", "of which month", "write every year on the 4th Thursday of November")
		}
		r.Interval = interval
	case t.kind == numberToken && p.ahead(1).class == monthWord:
		p.yearlyOn(p.take(), p.take())
		r.Interval = interval
	case t.class == monthWord && p.ahead(1).kind == numberToken:
		m := p.take()
		p.yearlyOn(p.take(), m)
		r.Interval = interval
	default:
		p.i = mark
	}
}

// noMonth reports "Tuesday of the month", which does not say which one.
func (p *parser) noMonth(day token) {
	if p.failed || p.peek().class != of {
		return
	}
	name := weekdayNames[day.value]
	p.fail(day, "which-day", "which "+name+" of the month", "write 1st, 2nd, 3rd, 4th or last "+name+" of the month")
}

// again takes words that say once more what the rule already says: Tuesdays
// weekly, every week.
func (p *parser) again() bool {
	r := &p.s.Rule
	t, next := p.peek(), p.ahead(1)
	switch {
	case t.class == weekly && r.Frequency == Weekly && r.Interval == 1,
		t.class == monthly && r.Frequency == Monthly && r.Interval == 1,
		t.class == yearly && r.Frequency == Yearly && r.Interval == 1,
		t.class == night && r.Frequency == Weekly,
		t.class == daily && r.Frequency == Daily && r.Interval == 1:
		p.take()
	case t.class == every && next.class == weekUnit && r.Frequency == Weekly && r.Interval == 1 && len(r.Days) > 0,
		t.class == every && next.class == monthUnit && r.Frequency == Monthly && r.Interval == 1,
		t.class == every && next.class == yearUnit && r.Frequency == Yearly && r.Interval == 1:
		p.take()
		p.take()
	default:
		return false
	}
	return true
}

// weekdayList reads "Monday, Wednesday and Friday", "Mon-Fri", "Sat/Sun".
func (p *parser) weekdayList() []time.Weekday {
	var set [7]bool
	for !p.failed {
		t := p.peek()
		if t.class != weekdayWord {
			break
		}
		p.take()
		first := time.Weekday(t.value)
		set[first] = true
		if c := p.peek().class; (c == dash || c == to) && p.ahead(1).class == weekdayWord {
			p.take()
			for last := time.Weekday(p.take().value); first != last; {
				first = (first + 1) % 7
				set[first] = true
			}
		}
		mark := p.i
		for p.accept(comma, and, slash, partOfDay) {
		}
		p.accept(every, on)
		if next := p.peek(); next.class != weekdayWord || p.dateAfterDay() {
			p.i = mark
			break
		}
	}
	if p.peek().class == weekends && len(set) > 0 {
		p.take()
		set[time.Saturday], set[time.Sunday] = true, true
	}
	var days []time.Weekday
	for _, w := range everyDay() {
		if set[w] {
			days = append(days, w)
		}
	}
	return days
}

// dateAfterDay reports whether the weekday here belongs to a date.
func (p *parser) dateAfterDay() bool {
	mark := p.i
	p.take()
	p.accept(comma)
	is := p.dateAhead()
	p.i = mark
	return is
}
