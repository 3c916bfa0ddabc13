package schedule

import (
	"fmt"
	"slices"
	"time"
)

// daysWritten reads the days of a rule.
func (p *reading) daysWritten() bool {
	start := p.peek()
	p.acceptAll(on, the, at, from)
	each := false
	for p.accept(every, the) || p.peek().is(all) && p.pluralAfter() && p.accept(all) {
		each = each || !p.last().is(the)
	}
	c := clause{kind: daysClause, plural: each}
	if !p.dayRule(&c, each) {
		return false
	}
	if p.stuck {
		return true
	}
	p.saidAgain(&c)
	if p.peek().is(of) && len(c.check) > 0 && p.monthUnitAfter(1) {
		day := c.check[0]
		p.stop(start.off, p.ahead(2).end, "which-day", "which "+weekdayNames[day]+" of the month", "write 1st, 2nd, 3rd, 4th, 5th or last "+weekdayNames[day]+" of the month")
	}
	p.clauses = append(p.clauses, c)
	return true
}

// pluralAfter reports whether plural days follow: "all Tuesdays", but not "all
// weekend".
func (p *reading) pluralAfter() bool {
	t := p.ahead(1)
	if t.is(the) {
		t = p.ahead(2)
	}
	return t.is(weekdaysWord) || t.isOne(workday, weekend, dayUnit) && t.text[len(t.text)-1]|0x20 == 's'
}

// monthUnitAfter reports whether "the month" or "each month" begins n tokens
// ahead.
func (p *reading) monthUnitAfter(n int) bool {
	for p.ahead(n).isOne(the, every, in, of) {
		n++
	}
	return p.ahead(n).is(monthUnit)
}

// dayRule reads what follows "every", or the days without it.
func (p *reading) dayRule(c *clause, each bool) bool {
	rule := func(r Rule) bool {
		r.Interval = max(1, r.Interval)
		c.rules = append(c.rules, r)
		return true
	}
	t := p.peek()
	next := p.ahead(1)
	switch {
	case t.is(part) && each:
		s := t.sense(part)
		p.take()
		p.clauses = append(p.clauses, clause{kind: partClause, from: s.value, to: s.to, end: t.end})
		return rule(Rule{Frequency: Daily})
	case t.is(nightly):
		s := t.sense(nightly)
		p.take()
		p.clauses = append(p.clauses, clause{kind: partClause, from: s.value, to: s.to, end: t.end})
		c.plural = true
		return rule(Rule{Frequency: Daily})
	case t.is(daily), t.is(dayUnit) && each && (!p.numberAt(1) || p.clockAt(1) || p.ahead(2).isOne(hourUnit, times)):
		p.take()
		if p.peek().is(of) && p.ahead(1).is(the) && p.ahead(2).is(weekUnit) {
			p.i += 3
		}
		return rule(Rule{Frequency: Daily})
	case !each && (t.kind == numberToken && t.value == 7 || t.is(numberWord) && t.sense(numberWord).value == 7) && next.is(dayUnit):
		mark := p.i
		p.i += 2
		p.acceptAll(the, to, at, of)
		if !p.accept(weekUnit) {
			p.i = mark
			return false
		}
		return rule(Rule{Frequency: Daily})
	case each && (p.numberAt(0) || t.is(other) || t.is(ordinalWord) && p.intervalAhead() || t.kind == ordinalToken && next.isOne(weekUnit, monthUnit, yearUnit) || t.kind == ordinalToken && next.is(dayUnit) && !p.monthSaid(2)):
		if p.dateAhead() {
			return p.dayOfYear(c, each)
		}
		return p.everyN(c)
	case t.is(other) && next.isOne(weekdayWord, weekdaysWord, weekUnit):
		return p.everyN(c)
	case t.is(weekdayWord) && next.is(after):
		return p.dayAfterOrdinal(c)
	case t.isOne(weekdayWord, weekdaysWord) && !(p.ahead(1).is(other)):
		days, plural := p.weekdayList()
		if !each && !plural {
			c.check = days
		}
		c.plural = c.plural || plural
		return rule(Rule{Frequency: Weekly, Days: days})
	case t.isOne(weekdayWord, weekdaysWord): // jueves alternos
		days, _ := t.weekdaySet()
		p.i += 2
		c.plural = true
		return rule(Rule{Frequency: Weekly, Interval: 2, Days: days})
	case t.is(workday):
		p.take()
		days := everyDay()[:5]
		if p.peek().isOne(and, comma) && p.ahead(1).isOne(weekdayWord, weekdaysWord, weekend) && !p.dateAt(1) {
			p.take()
			more, _ := p.weekdayList()
			days = mergeDays(days, more)
		}
		c.plural = true
		return rule(Rule{Frequency: Weekly, Days: days})
	case t.is(weekend):
		days, _ := p.weekdayList()
		c.plural = true
		return rule(Rule{Frequency: Weekly, Days: days})
	case t.is(weekUnit) && each, t.is(weekly), t.is(once) && p.unitAfter(weekUnit):
		p.takeUnit(weekUnit, weekly)
		return p.weekRule(c, 1)
	case t.is(fortnight):
		p.take()
		return p.weekRule(c, 2)
	case t.is(biweekly):
		p.take()
		if !p.weekRule(c, 2) {
			return false
		}
		p.biweekly = t
		return true
	case t.is(monthUnit) && each, t.is(monthly), t.is(once) && p.unitAfter(monthUnit):
		p.takeUnit(monthUnit, monthly)
		return p.monthRule(c, t, 1)
	case t.is(quarterly):
		p.take()
		return p.monthRule(c, t, 3)
	case t.is(yearUnit) && each, t.is(yearly), t.is(once) && p.unitAfter(yearUnit):
		p.takeUnit(yearUnit, yearly)
		return p.yearRule(c, 1)
	case t.is(dayUnit) && p.numberAt(1) && !p.clockAt(1):
		if !p.plainDays(c) {
			return false
		}
		return true
	case each && p.dayOfYearAhead(), p.dayOfYearAhead() && p.yearlyAfter():
		return p.dayOfYear(c, each)
	case t.is(ordinalWord), t.kind == ordinalToken:
		return p.ordinals(c, each)
	case t.kind == numberToken && t.value >= 1 && t.value <= 31 && p.ofMonthAfterNumbers():
		return p.ordinals(c, each)
	}
	return false
}

func (p *reading) unitAfter(unit class) bool {
	return p.ahead(1).isOne(the, every, to, at) && p.ahead(2).is(unit) || p.ahead(1).is(unit) || p.ahead(1).isOne(weekly, monthly, yearly) && unit == map[class]class{weekly: weekUnit, monthly: monthUnit, yearly: yearUnit}[p.ahead(1).senses[0].class]
}

// takeUnit takes the words up to and including the unit.
func (p *reading) takeUnit(unit, adverb class) {
	for !p.peek().isOne(unit, adverb) && p.peek().kind != endToken {
		p.take()
	}
	p.take()
}

// numberAt reports whether a number is n tokens ahead, in digits or as a word.
func (p *reading) numberAt(n int) bool {
	t := p.ahead(n)
	return t.kind == numberToken && !t.half || t.is(numberWord)
}

func (t *token) number() int {
	switch {
	case t.is(numberWord):
		return t.sense(numberWord).value
	case t.is(other):
		return 2
	case t.is(ordinalWord):
		return t.sense(ordinalWord).value
	}
	return t.value
}

// intervalAhead distinguishes "every second Tuesday", every two weeks, from
// "every second Tuesday of the month".
func (p *reading) intervalAhead() bool {
	t, next := p.peek(), p.ahead(1)
	switch {
	case next.isOne(weekUnit, monthUnit, yearUnit):
		return true
	case next.is(dayUnit):
		return t.number() > 0 && !p.monthSaid(2)
	case next.isOne(weekdayWord, weekdaysWord):
		return t.number() == 2 && !p.monthAhead(1)
	}
	return false
}

// monthAhead reports whether the days that begin n tokens ahead are days of a
// month.
func (p *reading) monthAhead(n int) bool {
	for ; ; n++ {
		t := p.ahead(n)
		switch {
		case p.monthSaid(n):
			return true
		case t.isOne(weekdayWord, weekdaysWord, ordinalWord, comma, and, slash, workday, part), t.kind == ordinalToken, t.isOne(in, the, on) && p.ahead(n+1).is(part):
			continue
		}
		return false
	}
}

// monthSaid reports whether "of the month", "each month", "of November" begins
// n tokens ahead.
func (p *reading) monthSaid(n int) bool {
	t := p.ahead(n)
	switch {
	case t.is(monthly):
		return true
	case t.isOne(of, in):
		return p.monthUnitAfter(n+1) || p.ahead(n+1).is(monthWord) || p.ahead(n+1).isOne(odd, even) || p.ahead(n+1).isOne(every, the) && (p.ahead(n+2).kind == numberToken || p.ahead(n+2).is(other))
	case t.isOne(every, the):
		return p.ahead(n + 1).is(monthUnit)
	}
	return t.is(monthUnit)
}

// everyN reads "2 weeks on Tuesday", "other day", "3 months on the 1st Monday".
func (p *reading) everyN(c *clause) bool {
	n := p.take()
	value := n.number()
	unit := p.peek()
	most := 0
	switch {
	case unit.isOne(dayUnit, part):
		most = 366
	case unit.isOne(weekUnit, weekdayWord, weekdaysWord):
		most = 52
	case unit.is(monthUnit):
		most = 24
	case unit.is(yearUnit):
		most = 10
	default:
		return false
	}
	if value < 1 || value > most {
		p.stop(n.off, n.end, "interval", fmt.Sprintf("every %s is not between 1 and %d", n.text, most), "write the dates one by one when it is that rare")
		return true
	}
	c.plural = true
	switch {
	case unit.isOne(dayUnit, part):
		p.take()
		if p.v.language != "en" && value == 15 {
			// "Cada 15 días" means every two weeks.
			p.stop(n.off, unit.end, "two-meanings", quote(p.src[n.off:unit.end])+" can mean every 2 weeks", "write every 2 weeks on Tuesday")
			return true
		}
		c.rules = append(c.rules, Rule{Frequency: Daily, Interval: value})
	case unit.is(weekUnit):
		p.take()
		return p.weekRule(c, value)
	case unit.is(monthUnit):
		p.take()
		return p.monthRule(c, unit, value)
	case unit.is(yearUnit):
		p.take()
		return p.yearRule(c, value)
	default:
		days, _ := p.weekdayList()
		c.rules = append(c.rules, Rule{Frequency: Weekly, Interval: value, Days: days})
	}
	return true
}

// weekRule reads "on Tuesday" after "every 2 weeks" or "weekly".
func (p *reading) weekRule(c *clause, interval int) bool {
	r := Rule{Frequency: Weekly, Interval: interval}
	mark := p.i
	p.acceptAll(comma, on, the, colon, semicolon)
	p.accept(every)
	switch t := p.peek(); {
	case t.isOne(weekdayWord, weekdaysWord, weekend) && !p.dateAhead():
		r.Days, _ = p.weekdayList()
	case t.is(workday):
		p.take()
		r.Days = everyDay()[:5]
	case p.peek().is(from) && p.ahead(1).is(weekdayWord) && p.ahead(2).isOne(to, dash):
		p.take()
		r.Days, _ = p.weekdayList()
	default:
		p.i = mark
		c.needsDay = true
	}
	c.plural = true
	c.rules = append(c.rules, r)
	return true
}

// monthRule reads "on the 2nd Tuesday" or "on the 15th" after "every month".
func (p *reading) monthRule(c *clause, at *token, interval int) bool {
	mark := p.i
	p.acceptAll(comma, on, the, colon)
	t := p.peek()
	fine := false
	switch {
	case t.is(ordinalWord), t.kind == ordinalToken:
		fine = p.ordinals(c, false)
	case t.is(dayUnit) && p.numberAt(1), t.kind == numberToken && t.value <= 31 && p.last().isOne(the, on) && !p.clockAt(0):
		fine = p.plainDays(c)
	}
	if !fine {
		p.i = mark
		if !p.stuck {
			p.stop(at.off, at.end, "which-day", "on which day of the month", "write 2nd Tuesday of the month, or day 15 of the month")
		}
		return true
	}
	c.plural = true
	for i := range c.rules {
		c.rules[i].Interval = interval
	}
	return true
}

// yearRule reads "on the 4th Thursday of November" or "on 14 November" after
// "every year".
func (p *reading) yearRule(c *clause, interval int) bool {
	mark := p.i
	p.acceptAll(comma, on, the, colon)
	c.plural = true
	switch t := p.peek(); {
	case p.dayOfYearAhead() && !p.fullDateAhead():
		p.dayOfYear(c, true)
	case t.is(ordinalWord), t.kind == ordinalToken:
		if !p.ordinals(c, false) {
			return false
		}
		if len(c.rules) > 0 && c.rules[0].Frequency == Monthly {
			p.stop(t.off, t.end, "which-day", "of which month", "write every year on the 4th Thursday of November")
			return true
		}
	default:
		p.i = mark
		c.rules = append(c.rules, Rule{Frequency: Yearly})
	}
	for i := range c.rules {
		c.rules[i].Interval = interval
	}
	return true
}

// ordinals reads "1st and 3rd Saturday of the month", "first two Tuesdays",
// "15th of the month", "last day of the month", "4th Thursday of November",
// "first weekend".
func (p *reading) ordinals(c *clause, each bool) bool {
	start := p.peek()
	var numbers []*token
	for isOrdinal(p.peek()) || len(numbers) > 0 && p.peek().kind == numberToken && !p.clockAt(0) || len(numbers) == 0 && p.peek().kind == numberToken {
		numbers = append(numbers, p.take())
		mark := p.i
		p.acceptAll(comma, and, slash)
		p.accept(the)
		if !isOrdinal(p.peek()) && !(p.peek().kind == numberToken && p.ofMonthAfterNumbers()) || p.fullDateAhead() {
			p.i = mark
			break
		}
	}
	values := make([]int, len(numbers))
	for i, n := range numbers {
		values[i] = n.number()
	}
	// The first two Tuesdays.
	if len(numbers) == 1 && values[0] == 1 && p.numberAt(0) && p.ahead(1).isOne(weekdayWord, weekdaysWord) && p.peek().number() <= 4 {
		for n := 2; n <= p.peek().number(); n++ {
			values = append(values, n)
		}
		p.take()
	}
	t := p.peek()
	r := Rule{Frequency: Monthly, Interval: 1}
	switch {
	case t.isOne(weekdayWord, weekdaysWord) && !p.dateAhead():
		days, _ := p.weekdays(false)
		// A part of the day may come before "of the month".
		p.partBefore()
		for i, v := range values {
			if v == 0 || v > 5 {
				n := numbers[min(i, len(numbers)-1)]
				p.stop(n.off, n.end, "fifth-weekday", "no month has a "+n.text+" "+weekdayNames[days[0]], "write 1st to 5th, or last")
				return true
			}
		}
		if each && len(numbers) == 1 && values[0] > 1 && !p.monthSaid(0) {
			n := numbers[0]
			name := weekdayNames[days[0]]
			p.fail(n.off, t.end, "two-meanings", fmt.Sprintf("every %s %s can be weekly or monthly", n.text, name),
				fmt.Sprintf("write every %d weeks on %s, or %s %s of the month", values[0], name, ordinalName(values[0]), name),
				p.monthlyEdit(start, n, t), p.weeklyEdit(start, n, t, values[0], r.withDays(values, days)))
		}
		if len(days) > 1 && p.mixed(t) {
			last := p.last()
			p.fail(start.off, last.end, "two-meanings", quote(p.src[start.off:last.end])+" can mean one or both within the month",
				"write each on a line of its own, with its time",
				replace(t.end, last.off, " "+p.word(and, 0, "and")+" "), replace(last.off, last.off, p.word(every, 0, "every")+" "))
		}
		r = r.withDays(values, days)
	case t.is(workday):
		p.take()
		if p.peek().opened { // (Monday to Friday)
			mark := p.i
			p.acceptAll(of, from)
			if days, _ := p.weekdayList(); !slices.Equal(days, everyDay()[:5]) {
				p.i = mark
			}
		}
		r.Workday, r.Ordinals = true, sortOrdinals(values)
		if len(values) == 1 && values[0] == -1 {
			r.Ordinals = nil
		}
	case t.is(weekend):
		p.take()
		r.Days, r.Ordinals = []time.Weekday{time.Saturday}, sortOrdinals(values)
		sunday := r
		sunday.After = 1
		c.plural = true
		if !p.ofMonth(&r) {
			return true
		}
		sunday.Interval, sunday.Months, sunday.Frequency, sunday.Month = r.Interval, r.Months, r.Frequency, r.Month
		c.rules = append(c.rules, r, sunday)
		return true
	case t.is(dayUnit), p.monthSaid(0), p.last().kind == ordinalToken && each && (t.kind == endToken || t.isOne(comma, at, from, noon) || t.kind == clockToken), p.afterMonth(start):
		p.accept(dayUnit)
		for i, v := range values {
			if v == -1 && !t.is(dayUnit) && len(values) == 1 {
				n := numbers[i]
				p.stop(n.off, n.end, "which-day", "the last what of the month", "write last day of the month, or last Friday of the month")
				return true
			}
		}
		if !p.monthSaid(0) && !each && !p.afterMonth(start) {
			return false
		}
		r.MonthDays = values
		if !p.monthDays(&r, numbers) {
			return true
		}
		c.plural = true
		c.rules = append(c.rules, r)
		return true
	default:
		return false
	}
	if !p.ofMonth(&r) {
		return true
	}
	c.plural = true
	c.rules = append(c.rules, r)
	return true
}

// dayAfterOrdinal reads "Sunday after the 1st Saturday of the month".
func (p *reading) dayAfterOrdinal(c *clause) bool {
	days, _ := p.take().weekdaySet()
	p.take()
	p.acceptAll(the, of)
	n := p.peek()
	if !isOrdinal(n) || n.number() == 0 || n.number() > 4 {
		return false
	}
	p.take()
	w := p.peek()
	if !w.is(weekdayWord) {
		return false
	}
	base, _ := p.take().weekdaySet()
	r := Rule{Frequency: Monthly, Interval: 1, Ordinals: []int{n.number()}, Days: base, After: int(days[0]-base[0]+7) % 7}
	if r.After == 0 {
		r.After = 7
	}
	if !p.ofMonth(&r) {
		return true
	}
	c.plural = true
	c.rules = append(c.rules, r)
	return true
}

// afterMonth reports whether a month was given before the days: monthly on the
// 15th.
func (p *reading) afterMonth(start *token) bool {
	for i := range p.toks {
		if &p.toks[i] == start {
			for i--; i >= 0 && p.toks[i].isOne(on, the, comma, colon); i-- {
			}
			return i >= 0 && p.toks[i].isOne(monthly, monthUnit, quarterly)
		}
	}
	return false
}

// mixed reports whether weekdays after an ordinal are separated by a comma and
// could each stand alone: "1st Mon, Wed".
func (p *reading) mixed(first *token) bool {
	for i := range p.toks {
		if &p.toks[i] == first {
			return p.toks[i+1].is(comma) && p.toks[i+2].isOne(weekdayWord, weekdaysWord) && &p.toks[i+2] == p.last()
		}
	}
	return false
}

func isOrdinal(t *token) bool { return t.is(ordinalWord) || t.kind == ordinalToken }

func (r Rule) withDays(ordinals []int, days []time.Weekday) Rule {
	r.Ordinals, r.Days = sortOrdinals(ordinals), days
	return r
}

func (p *reading) monthlyEdit(start, n, day *token) []edit {
	every := p.everyBefore(start)
	return []edit{{every, n.off, ""}, {day.end, day.end, " of the month"}}
}

func (p *reading) weeklyEdit(start, n, day *token, interval int, r Rule) []edit {
	with := fmt.Sprintf("%d weeks on %s", interval, day.text)
	edits := []edit{{n.off, day.end, with}}
	if first := p.firstDays(Rule{Frequency: Weekly, Interval: interval, Days: r.Days}); len(first) > 0 {
		edits = append(edits, edit{len(p.src), len(p.src), " from " + first[0].String()})
	}
	return edits
}

// everyBefore returns where "every" before a token begins.
func (p *reading) everyBefore(start *token) int {
	at := start.off
	for i := range p.toks {
		if &p.toks[i] == start {
			for i--; i >= 0 && p.toks[i].isOne(every, the); i-- {
				at = p.toks[i].off
			}
		}
	}
	return at
}

// partBefore takes a part of the day that comes before "of the month".
func (p *reading) partBefore() {
	t := p.peek()
	if t.is(part) && p.monthSaid(1) {
		s := t.sense(part)
		p.take()
		p.clauses = append(p.clauses, clause{kind: partClause, from: s.value, to: s.to, end: t.end})
	}
}

// plainDays reads "day 1, 15 of the month".
func (p *reading) plainDays(c *clause) bool {
	p.accept(dayUnit)
	var numbers []*token
	r := Rule{Frequency: Monthly, Interval: 1}
	for p.peek().kind == numberToken || isOrdinal(p.peek()) {
		n := p.take()
		numbers = append(numbers, n)
		r.MonthDays = append(r.MonthDays, n.number())
		mark := p.i
		p.acceptAll(comma, and, slash)
		p.accept(the)
		next := p.peek()
		if next.kind != numberToken && !isOrdinal(next) || p.clockAt(0) || p.i == mark {
			p.i = mark
			break
		}
	}
	if len(numbers) == 0 {
		return false
	}
	if d := p.peek(); d.isOne(dash, to, through) && p.ahead(1).kind == numberToken && !p.clockAt(0) {
		p.stop(numbers[0].off, p.ahead(1).end, "which-day", "a run of days of the month", "write the days one by one, such as day 1, 2 and 3 of the month")
		return true
	}
	p.accept(dayUnit)
	c.plural = true
	if !p.monthDays(&r, numbers) {
		return true
	}
	c.rules = append(c.rules, r)
	return true
}

// monthDays finishes days in digits: of every month, or of one month of the
// year. It returns false if it stopped the reading.
func (p *reading) monthDays(r *Rule, numbers []*token) bool {
	if p.peek().is(of) && p.ahead(1).is(monthWord) || p.peek().is(monthWord) {
		if len(numbers) == 1 {
			p.accept(of)
			month := p.take()
			return p.yearlyOn(r, numbers[0].number(), numbers[0], month)
		}
	}
	for _, n := range numbers {
		switch v := n.number(); {
		case v > 31 || v == 0:
			p.stop(n.off, n.end, "day-29-31", "no month has a day "+n.text, "write a day from 1 to 28, or last day of the month")
			return false
		case v > 28:
			lastDay := p.word(ordinalWord, -1, "last") + " " + p.word(dayUnit, 0, "day")
			repair := replace(n.off, n.end, lastDay)
			if i := slices.Index(r.MonthDays, v); i >= 0 {
				r.MonthDays[i] = -1
			}
			if before := p.tokenBefore(n); before != nil && before.is(dayUnit) {
				repair = replace(before.off, n.end, lastDay)
			}
			p.fail(n.off, n.end, "day-29-31", fmt.Sprintf("some months have no day %d", v), "write last day of the month, or a day from 1 to 28", repair)
		}
	}
	r.MonthDays = sortOrdinals(r.MonthDays)
	return p.ofMonth(r)
}

func (p *reading) tokenBefore(t *token) *token {
	for i := range p.toks {
		if &p.toks[i] == t && i > 0 {
			return &p.toks[i-1]
		}
	}
	return nil
}

// ofMonth reads "of the month", "of every 2 months", "of November", "in odd
// months", or nothing: the 1st Saturday needs no more words. It returns false
// if it stopped the reading.
func (p *reading) ofMonth(r *Rule) bool {
	if p.accept(monthly) {
		return true
	}
	mark := p.i
	p.acceptAll(of, in)
	introduced := p.i > mark
	if introduced && p.peek().is(monthWord) && !p.dayBeside() {
		months := p.i
		m, n, _ := p.monthSet()
		if p.yearAhead() > 0 {
			p.i = mark
			return true // read as a beginning and an end
		}
		if n > 1 {
			r.Months = m
			return true
		}
		p.i = months
		r.Month = time.Month(p.take().sense(monthWord).value)
		switch {
		case r.Workday, r.After > 0, len(r.Ordinals)*len(r.Days) > 1, slices.Contains(r.Ordinals, 5) && r.Month == time.February:
			r.Months, r.Month = r.Months.with(r.Month), 0
			return true
		}
		r.Frequency = Yearly
		p.everyYear(r)
		return true
	}
	p.acceptAll(every, the, all)
	switch t := p.peek(); {
	case t.isOne(odd, even) && p.ahead(1).is(monthUnit):
		for month := time.Month(1); month <= 12; month++ {
			if (month%2 == 1) == t.is(odd) {
				r.Months = r.Months.with(month)
			}
		}
		p.i += 2
		return true
	case (p.numberAt(0) || t.is(other) || isOrdinal(t) && t.number() == 2) && p.ahead(1).is(monthUnit):
		n := t.number()
		p.i += 2
		if n < 1 || n > 24 {
			p.stop(t.off, t.end, "interval", "every "+t.text+" months is not between 1 and 24", "write the dates one by one when it is that rare")
			return false
		}
		r.Interval = n
		return true
	case t.is(monthUnit):
		p.take()
		return true
	}
	p.i = mark
	return true
}

// dayOfYearAhead reports whether a day and month begin here.
func (p *reading) dayOfYearAhead() bool {
	a, b := p.ahead(0), p.ahead(1)
	if a.is(monthWord) {
		return (b.kind == numberToken && b.value >= 1 && b.value <= 31 && !p.clockAt(1)) || b.kind == ordinalToken
	}
	if a.kind == numberToken && a.value <= 31 || a.kind == ordinalToken {
		if b.is(of) {
			b = p.ahead(2)
		}
		return b.is(monthWord)
	}
	return a.kind == dateToken && a.date.order == 'p'
}

// fullDateAhead reports whether a day, month and year begin here.
func (p *reading) fullDateAhead() bool {
	mark := p.i
	defer func() { p.i = mark }()
	if p.peek().kind == dateToken {
		return p.peek().date.order != 'p'
	}
	items, _, ok := p.dateItem()
	return ok && items[len(items)-1].year > 0
}

// yearlyAfter reports whether "every year" follows the day of the year here.
func (p *reading) yearlyAfter() bool {
	j := 2
	if p.ahead(1).is(of) {
		j++
	}
	for p.ahead(j).is(comma) {
		j++
	}
	return p.ahead(j).is(yearly) || p.ahead(j).isOne(every, all) && (p.ahead(j+1).is(yearUnit) || p.ahead(j+2).is(yearUnit))
}

// dayOfYear reads "14 November" of every year.
func (p *reading) dayOfYear(c *clause, each bool) bool {
	a := p.take()
	if a.kind == dateToken {
		return false
	}
	var day, month *token
	if a.is(monthWord) {
		month, day = a, p.take()
	} else {
		p.accept(of)
		day, month = a, p.take()
	}
	if !month.is(monthWord) {
		return false
	}
	r := Rule{Interval: 1}
	c.plural = true
	p.accept(comma)
	if !p.yearlyOn(&r, day.number(), day, month) {
		return true
	}
	c.rules = append(c.rules, r)
	return true
}

// yearlyOn makes the rule for one day of the year. It returns false if it
// stopped the reading.
func (p *reading) yearlyOn(r *Rule, n int, day, month *token) bool {
	d := Date{2024, time.Month(month.sense(monthWord).value), n} // a leap year
	off, end := min(day.off, month.off), max(day.end, month.end)
	switch {
	case n == -1: // the last day
		r.Frequency, r.Month, r.MonthDays = Yearly, d.Month, []int{-1}
		if d.Month != time.February {
			r.MonthDays[0] = daysIn(2024, d.Month)
		}
		p.everyYear(r)
		return true
	case n == 29 && d.Month == time.February:
		p.stop(off, end, "29-february", "most years have no 29 February", "write every year on 28 February, or last day of February", replace(off, end, "last day of February"))
		return false
	case !d.Valid():
		p.stop(off, end, "no-date", fmt.Sprintf("%s has %d days", monthNames[d.Month-1], daysIn(2024, d.Month)), "write a day of that month")
		return false
	}
	r.Frequency, r.Month, r.MonthDays = Yearly, d.Month, []int{n}
	p.everyYear(r)
	return true
}

// everyYear takes "every year" or "every 2 years" after a day of the year.
func (p *reading) everyYear(r *Rule) {
	mark := p.i
	p.acceptAll(comma)
	switch {
	case p.accept(yearly):
		return
	case p.accept(every, all):
		p.acceptAll(the, every)
		if p.accept(yearUnit) {
			return
		}
		if n := p.peek(); (p.numberAt(0) || n.is(other)) && p.ahead(1).is(yearUnit) {
			if v := n.number(); v >= 1 && v <= 10 {
				r.Interval = v
				p.i += 2
				return
			}
			p.stop(n.off, n.end, "interval", "every "+n.text+" years is not between 1 and 10", "write the dates one by one when it is that rare")
			return
		}
	}
	p.i = mark
}

// saidAgain takes words that repeat what the rule says, or how often: Tuesdays
// weekly, every week; Thursdays fortnightly.
func (p *reading) saidAgain(c *clause) {
	for {
		mark := p.i
		p.acceptAll(comma)
		r := &c.rules[0]
		t := p.peek()
		unit := func(u class, f Frequency) bool {
			if r.Frequency != f || r.Interval > 1 {
				return false
			}
			if t.isOne(every, all) && (p.ahead(1).is(u) || p.ahead(1).is(the) && p.ahead(2).is(u)) {
				p.takeUnit(u, u)
				return true
			}
			return false
		}
		switch {
		case len(c.rules) > 1:
			p.i = mark
			return
		case t.is(weekly) && r.Frequency == Weekly && r.Interval <= 1, t.is(monthly) && r.Frequency == Monthly && r.Interval <= 1,
			t.is(yearly) && r.Frequency == Yearly && r.Interval <= 1, t.is(daily) && r.Frequency == Daily && r.Interval <= 1:
			p.take()
			if t.is(weekly) {
				c.plural, c.check = true, nil
			}
		case t.is(fortnight) && r.Frequency == Weekly && r.Interval <= 1:
			p.take()
			r.Interval, c.plural, c.check = 2, true, nil
		case t.is(weekend) && r.Frequency == Weekly && p.last().isOne(weekdayWord):
			p.take()
		case unit(weekUnit, Weekly):
			c.plural, c.check = true, nil
		case unit(monthUnit, Monthly), unit(yearUnit, Yearly):
		default:
			p.i = mark
			return
		}
	}
}

// weekdayList reads "Monday, Wednesday and Friday", "Mon-Fri", "Sat/Sun",
// "weekends", and reports whether a plural means that they repeat.
func (p *reading) weekdayList() (days []time.Weekday, plural bool) {
	return p.weekdays(true)
}

// weekdays is weekdayList; each says that "every" may occur inside it.
func (p *reading) weekdays(inner bool) (days []time.Weekday, plural bool) {
	for {
		t := p.peek()
		switch {
		case t.is(weekend):
			p.take()
			plural = true
			days = mergeDays(days, []time.Weekday{time.Saturday, time.Sunday})
		case t.isOne(weekdayWord, weekdaysWord):
			p.take()
			set, many := t.weekdaySet()
			plural = plural || many
			days = mergeDays(days, set)
			if p.peek().isOne(dash, to, until, through) && p.ahead(1).isOne(weekdayWord, weekdaysWord) {
				p.take()
				lastDays, many := p.take().weekdaySet()
				plural = plural || many
				for w := set[0]; w != lastDays[0]; {
					w = (w + 1) % 7
					days = mergeDays(days, []time.Weekday{w})
				}
				plural = true // a range of days does not check a date
				if d := p.peek(); d.isOne(dash) && p.ahead(1).isOne(weekdayWord, weekdaysWord) {
					p.stop(t.off, p.ahead(1).end, "two-meanings", quote(p.src[t.off:p.ahead(1).end])+" can be a run of days or single ones", "write commas between single days", p.commas(t))
					return days, plural
				}
			}
		default:
			return days, plural
		}
		mark := p.i
		p.acceptAll(comma, and, slash)
		each := inner && p.acceptEach()
		if next := p.peek(); !next.isOne(weekdayWord, weekdaysWord, weekend) || p.dateAhead() || isOrdinal(next) {
			p.i = mark
			return days, plural
		}
		plural = plural || each
	}
}

// commas replaces the dashes between the weekdays from t on with commas.
func (p *reading) commas(t *token) []edit {
	var edits []edit
	for i := range p.toks {
		if p.toks[i].off < t.off || !p.toks[i].is(dash) {
			continue
		}
		if !p.toks[i+1].isOne(weekdayWord, weekdaysWord) || !p.toks[i-1].isOne(weekdayWord, weekdaysWord) {
			break
		}
		edits = append(edits, edit{p.toks[i].off, p.toks[i].end, ", "})
	}
	return edits
}

// acceptEach takes "every", "on", "the" inside a list of weekdays.
func (p *reading) acceptEach() bool {
	each := false
	for p.peek().isOne(every, on, the) && !p.peek().isOne(weekdayWord) {
		each = each || p.peek().is(every)
		p.take()
	}
	return each
}

func mergeDays(a, b []time.Weekday) []time.Weekday {
	var out []time.Weekday
	for _, w := range everyDay() {
		if slices.Contains(a, w) || slices.Contains(b, w) {
			out = append(out, w)
		}
	}
	return out
}

// sortOrdinals orders 1, 2, 3 … and then -1, each once.
func sortOrdinals(n []int) []int {
	n = slices.Clone(n)
	slices.SortFunc(n, func(a, b int) int {
		if (a < 0) != (b < 0) {
			return b - a
		}
		return a - b
	})
	return slices.Compact(n)
}

// ofMonthAfterNumbers reports whether numbers without a suffix are days of the
// month: "el 15 de cada mes".
func (p *reading) ofMonthAfterNumbers() bool {
	j := 0
	for p.ahead(j).kind == numberToken || isOrdinal(p.ahead(j)) || p.ahead(j).isOne(comma, and) {
		j++
	}
	if j == 0 {
		return false
	}
	if p.ahead(j).isOne(weekdayWord, weekdaysWord) && p.v.language == "es" && p.monthSaid(j+1) && isOrdinal(p.ahead(0)) {
		return true
	}
	return p.ahead(j).isOne(of, monthly, every) && p.monthSaid(j) && !p.ahead(j+1).is(monthWord)
}
