package schedule

import (
	"time"
)

// A phrase is cut into clauses, each of which says one thing; assemble makes
// schedules from them. Clauses may come in any order:
//
//	days     "every Monday and Wednesday", "Mon-Fri", "2nd Tuesday of the month",
//	         "every 2 weeks on Thursday", "day 15 of the month", "25 December every year"
//	dates    "2026-12-05", "Dec 5, 12 and 19, 2026", "Sat 2026-12-05", "5-8 December 2026"
//	clocks   "6pm", "9-11am and 2-4pm", "from 6 to 8pm", "7pm for 2 hours"
//	part     "mornings", "in the evening"
//	months   "in May-October", "in June, July and August", "in odd months"
//	begin    "from 2026-12-08", "starting September 2027"
//	end      "until 2027-06-30", "through June 2027"
//	count    "8 times", "8 Mondays"        length   "for 8 weeks"
//	skip     "except 2026-12-29", "not in August", "closed Mondays", "except public holidays"
//	always   "24/7", "24 hours", "00:00-24:00"
type clauseKind uint8

const (
	daysClause clauseKind = iota
	datesClause
	clocksClause
	partClause
	monthsClause
	beginClause
	endClause
	countClause
	lengthClause
	skipClause
	alwaysClause
	stayClause
)

type clause struct {
	kind     clauseKind
	off, end int
	strong   bool // a semicolon or the end of a line comes before it
	weak     bool // a comma or "and" comes before it

	rules    []Rule         // days
	check    []time.Weekday // days: bare weekdays, which may only check a date
	plural   bool           // days: "Saturdays", "every Saturday": they repeat
	needsDay bool           // days: "weekly", whose weekday is the date's

	dates []writtenDate // dates, begin, end
	run   bool          // dates: from the first to the second
	iso   bool          // dates: as year-month-day

	clocks []writtenSpan // clocks, stay
	from   int           // part: the clock times it can contain
	to     int

	months Months
	count  int
	unit   class // length: weekUnit, monthUnit, dayUnit
	skips  []Skip
	days   []time.Weekday // skip and stay
}

// writtenDate is a date in a phrase. Missing parts were filled in from the
// words around it or from Now, and reported.
type writtenDate struct {
	date     Date
	weekday  time.Weekday
	hasDay   bool // it has a weekday beside it
	off, end int
	monthEnd bool // a month without a day, used as an end
	moment   *clockForm
}

// writtenSpan is a time of day as written.
type writtenSpan struct {
	a, b     *clockForm
	off, end int
	minutes  int // "for 2 hours"
	from, to int // a part of the day written for this time alone
	hasPart  bool
	nextDay  bool // "the next day" was written
}

// reading is one attempt to read a phrase with the words of one language.
type reading struct {
	*Reader
	src      string
	v        *vocabulary
	toks     []token
	i        int
	clauses  []clause
	mistakes []Mistake
	stuck    bool // the rest cannot be understood
	chosen   bool // a reading was chosen although the words alone do not decide it
	strong   bool
	weak     bool
	biweekly *token // a word that means either every two weeks or twice a week
	strayOff int    // where the part that cannot be understood begins
	offset   bool   // a moment had a UTC offset
	limit    bool   // within "from" or "until": a weekday after the date is separate
}

func (p *reading) peek() *token       { return &p.toks[p.i] }
func (p *reading) ahead(n int) *token { return &p.toks[min(p.i+n, len(p.toks)-1)] }

func (p *reading) take() *token {
	t := &p.toks[p.i]
	if p.i < len(p.toks)-1 {
		p.i++
	}
	return t
}

func (p *reading) accept(c ...class) bool {
	if !p.peek().isOne(c...) {
		return false
	}
	p.take()
	return true
}

// acceptAll takes any number of tokens of the classes.
func (p *reading) acceptAll(c ...class) {
	for p.accept(c...) {
	}
}

// last returns the token before the next one.
func (p *reading) last() *token { return &p.toks[max(0, p.i-1)] }

// fail reports an ambiguity. Each repair is a set of edits that resolves it;
// reading continues with the first.
func (p *reading) fail(off, end int, code, text, hint string, repairs ...[]edit) {
	p.mistakes = append(p.mistakes, Mistake{Code: code, Offset: off, Width: end - off, Text: text, Hint: hint, repairs: repairs})
}

// stop reports a mistake that ends the reading.
func (p *reading) stop(off, end int, code, text, hint string, repairs ...[]edit) {
	if !p.stuck {
		p.fail(off, end, code, text, hint, repairs...)
	}
	p.stuck = true
}

// warn reports a part that is understood but may not be what was meant.
func (p *reading) warn(off, end int, code, text, hint string, repairs ...[]edit) {
	p.mistakes = append(p.mistakes, Mistake{Code: code, Offset: off, Width: end - off, Text: text, Hint: hint, Warning: true, repairs: repairs})
}

// edit replaces part of the phrase.
type edit struct {
	off, end int
	with     string
}

func replace(off, end int, with string) []edit { return []edit{{off, end, with}} }

// read cuts the whole phrase into clauses.
func (p *reading) read() {
	for !p.stuck && p.peek().kind != endToken {
		switch t := p.peek(); {
		case t.is(semicolon):
			p.take()
			p.strong = true
			continue
		case t.is(colon):
			p.take()
			continue
		case t.is(comma) || t.is(and) && p.i > 0 && p.ahead(1).kind != endToken:
			p.take()
			p.weak = true
			continue
		case t.is(dash) && p.i > 0 && (p.clockAt(1) || p.ahead(1).kind == numberToken && p.ahead(2).isOne(dash, to) || p.ahead(1).isOne(at, from, between, weekdaysWord, weekdayWord)):
			// Between clauses: "Mondays – 6pm to 8pm".
			p.take()
			continue
		case t.isOne(only, open) && !(t.is(open) && p.ahead(1).kind == endToken && p.i == 0):
			p.take()
			continue
		}
		before := len(p.clauses)
		start := p.peek()
		if !p.clause() {
			if !p.stuck {
				p.stray(p.peek())
			}
			return
		}
		for j := before; j < len(p.clauses); j++ {
			c := &p.clauses[j]
			if j == before {
				c.strong, c.weak = p.strong, p.weak
				c.off = start.off
			}
			if c.end == 0 {
				c.end = p.last().end
			}
		}
		if len(p.clauses) > before {
			p.strong, p.weak = false, false
		}
	}
}

// clause reads one clause, chosen by its first word.
func (p *reading) clause() bool {
	for _, read := range []func(*reading) bool{
		(*reading).alwaysOpen, (*reading).stay, (*reading).datesWritten, (*reading).beginning, (*reading).endOfRun, (*reading).skipping, (*reading).counted, (*reading).lasting,
		(*reading).daysWritten, (*reading).clocksWritten, (*reading).partOfDay, (*reading).monthsWritten, (*reading).filler,
	} {
		mark := p.i
		if read(p) {
			return true
		}
		if p.stuck {
			return false
		}
		p.i = mark
	}
	return false
}

// filler takes words that add nothing: "all day", "on" before days, "the".
func (p *reading) filler() bool {
	if p.peek().is(open) && p.ahead(1).is(yearround) {
		p.take()
	}
	switch t := p.peek(); {
	case t.isOne(allday, yearround):
		p.take()
		return true
	case t.kind == wordToken && len(t.senses) == 0 && len(p.clauses) > 0 && p.ownZone(t.text):
		p.take()
		return true
	case t.is(onwards) && len(p.clauses) > 0 && p.clauses[len(p.clauses)-1].kind == clocksClause:
		p.take()
		return true
	}
	return false
}

// alwaysOpen reads "24/7", "24 hours a day", "around the clock".
func (p *reading) alwaysOpen() bool {
	p.acceptAll(the, open)
	t := p.peek()
	if t.is(allday) && p.i > 0 && p.last().is(open) {
		p.stop(p.last().off, t.end, "two-meanings", quote(p.src[p.last().off:t.end])+" can be around the clock or the hours of the day", "write 24 hours, or the times")
		return false
	}
	hours := func() bool {
		n := p.peek()
		if n.kind == clockToken && n.clock.hour == 24 && n.text[len(n.text)-1]|0x20 == 'h' {
			p.take()
			return true
		}
		if n.kind != numberToken || n.value != 24 {
			return false
		}
		j := 1
		if p.ahead(j).is(dash) {
			j++
		}
		if !p.ahead(j).isOne(hourUnit) {
			return false
		}
		p.i += j + 1
		return true
	}
	switch {
	case t.is(always):
		p.take()
	case hours():
		// "a day", "al día", "per day"
		mark := p.i
		p.acceptAll(the, to, at, of, every)
		if !p.accept(dayUnit) {
			p.i = mark
		}
	default:
		return false
	}
	mark := p.i
	p.acceptAll(comma)
	if n := p.peek(); (n.kind == numberToken && n.value == 7 || n.is(numberWord) && n.sense(numberWord).value == 7) && p.ahead(1).is(dayUnit) {
		p.i += 2
		p.acceptAll(the, to, at, of)
		if !p.accept(weekUnit) {
			p.i = mark
		}
	} else {
		p.i = mark
	}
	p.clauses = append(p.clauses, clause{kind: alwaysClause})
	return true
}

// counted reads "8 times", "8 sessions", "8 Mondays".
func (p *reading) counted() bool {
	p.accept(forWord)
	n := p.peek()
	value := n.value
	if n.is(numberWord) {
		value = n.sense(numberWord).value
	} else if n.kind != numberToken || n.half {
		return false
	}
	next := p.ahead(1)
	switch {
	case next.is(times):
		p.i += 2
	case next.isOne(weekdaysWord) && !n.isYear():
		p.i++ // the weekday is then read as the days
	default:
		return false
	}
	if value < 1 || value > 1000 {
		p.stop(n.off, n.end, "count", "a schedule cannot repeat "+n.text+" times", "write a number from 1 to 1000, or the last day: until 2027-06-30")
		return false
	}
	p.clauses = append(p.clauses, clause{kind: countClause, count: value})
	return true
}

// lasting reads "for 8 weeks", "12 weeks".
func (p *reading) lasting() bool {
	p.accept(forWord)
	n := p.peek()
	value := n.value
	if n.is(numberWord) {
		value = n.sense(numberWord).value
	} else if n.kind != numberToken || n.half {
		return false
	}
	unit := p.ahead(1)
	if value == 7 && unit.is(dayUnit) && p.ahead(2).isOne(the, at, to) {
		return false // seven days a week
	}
	for _, u := range []class{weekUnit, monthUnit, dayUnit} {
		if unit.is(u) && value >= 1 && value <= 520 {
			p.i += 2
			p.clauses = append(p.clauses, clause{kind: lengthClause, count: value, unit: u})
			return true
		}
	}
	return false
}

// partOfDay reads "mornings", "in the evening".
func (p *reading) partOfDay() bool {
	p.acceptAll(in, on, the, at)
	t := p.peek()
	if !t.is(part) {
		return false
	}
	s := t.sense(part)
	p.take()
	p.clauses = append(p.clauses, clause{kind: partClause, from: s.value, to: s.to})
	return true
}

// monthsWritten reads "in May-October", "in June, July and August", "in odd
// months".
func (p *reading) monthsWritten() bool {
	introduced := p.accept(in, from, of)
	p.accept(the)
	if t := p.peek(); t.isOne(odd, even) && p.ahead(1).is(monthUnit) {
		var m Months
		for month := time.Month(1); month <= 12; month++ {
			if (month%2 == 1) == t.is(odd) {
				m = m.with(month)
			}
		}
		p.i += 2
		p.clauses = append(p.clauses, clause{kind: monthsClause, months: m})
		return true
	}
	m, n, ok := p.monthSet()
	if !ok {
		return false
	}
	if p.peek().is(onwards) && n == 1 {
		return false // a beginning, read elsewhere
	}
	if introduced && n == 1 && p.toks[p.i-2].is(from) && !p.toks[p.i-2].is(of) {
		return false // "from January" is a beginning
	}
	if y := p.yearAhead(); y > 0 {
		first, last, one := m.run()
		if !one {
			return false
		}
		p.acceptAll(comma, of)
		year := p.take().value
		start := year
		if last < first {
			start--
		}
		p.clauses = append(p.clauses, clause{kind: beginClause, dates: []writtenDate{{date: Date{start, first, 1}, monthEnd: true}}},
			clause{kind: endClause, dates: []writtenDate{{date: Date{year, last, daysIn(year, last)}}}})
		return true
	}
	p.clauses = append(p.clauses, clause{kind: monthsClause, months: m})
	return true
}

// yearAhead returns the year that follows a month, or 0.
func (p *reading) yearAhead() int {
	j := 0
	for p.ahead(j).isOne(comma, of) {
		j++
	}
	if t := p.ahead(j); t.isYear() && j <= 1 {
		return t.value
	}
	return 0
}

// monthSet reads months in a list or a range, and returns how many tokens it
// took.
func (p *reading) monthSet() (m Months, n int, ok bool) {
	for {
		t := p.peek()
		if !t.is(monthWord) || p.dayBeside() {
			break
		}
		p.take()
		n++
		first := time.Month(t.sense(monthWord).value)
		m = m.with(first)
		if p.peek().isOne(dash, to, until, through) && p.ahead(1).is(monthWord) {
			p.take()
			last := time.Month(p.take().sense(monthWord).value)
			n++
			for first != last {
				first = first%12 + 1
				m = m.with(first)
			}
		}
		mark := p.i
		p.acceptAll(comma, and, or, slash)
		p.accept(in)
		if p.i == mark || !p.peek().is(monthWord) || p.dayBeside() {
			p.i = mark
			break
		}
	}
	return m, n, n > 0
}

// dayBeside reports whether the month here belongs to a day: "May 5".
func (p *reading) dayBeside() bool {
	n := p.ahead(1)
	return (n.kind == numberToken && n.value >= 1 && n.value <= 31 && !p.clockAt(1)) || n.kind == ordinalToken
}
