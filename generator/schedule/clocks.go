package schedule

import (
	"fmt"
	"time"
)

// clockAt reports whether a clock time certainly begins n tokens ahead: a bare
// number could be many things.
func (p *reading) clockAt(n int) bool {
	t := p.ahead(n)
	switch {
	case t.kind == clockToken, t.isOne(noon, midnight):
		return true
	case t.kind != numberToken || t.half || t.isYear() && !p.ahead(n+1).is(dash):
		return false
	}
	next, then := p.ahead(n+1), p.ahead(n+2)
	switch {
	case next.isOne(oclock, noon, midnight), next.is(hourMark) && !next.is(hourUnit) && t.value <= 24, next.is(part) && t.value <= 12, next.isOne(in, at) && then.is(part):
		return true
	case next.isOne(dash, to, until):
		return then.kind == clockToken || then.isOne(noon, midnight) || then.kind == numberToken && (p.ahead(n+3).isOne(hourMark, part) && !p.ahead(n+3).is(minuteUnit) || p.ahead(n+3).isOne(in, at) && p.ahead(n+4).is(part))
	}
	return false
}

// clockForm reads one clock time; number says that a bare number counts.
func (p *reading) clock(number bool) (*clockForm, bool) {
	t := p.peek()
	c := t.clock
	switch {
	case t.is(noon):
		c = clockForm{hour: 12, word: true, off: t.off}
	case t.is(midnight):
		c = clockForm{hour: 24, word: true, off: t.off}
	case t.kind == clockToken:
	case t.kind == numberToken && !t.half && number && t.value <= 2400:
		if t.value > 24 { // 630-830pm, 1830-2030
			if t.value%100 > 59 || t.value/100 > 24 || t.value < 100 {
				return nil, false
			}
			c.hour, c.minute, c.minutes = t.value/100, t.value%100, true
			c.day24 = t.value >= 1000 && c.hour > 12
		}
		c.off = t.off
	default:
		return nil, false
	}
	p.take()
	c.end = t.end
	if c.half == 0 && !c.word && (c.hour > 12 || c.hour == 0 || c.twoDigits && p.src[c.off] == '0') {
		c.day24 = true
	}
	if (t.kind == numberToken || t.kind == clockToken) && c.hour == 12 && c.minute == 0 && c.half == 0 && p.peek().isOne(noon, midnight) {
		w := p.take()
		c = clockForm{hour: 12, word: true, off: c.off, end: w.end}
		if w.is(midnight) {
			c.hour = 24
		}
	}
	if p.accept(oclock) {
		c.end = p.last().end
		if t := p.peek(); t.kind == wordToken {
			if half, end := halfOfDay(t.text, 0); half != 0 && end == len(t.text) && len(t.text) <= 2 {
				c.half, c.end = half, t.end
				p.take()
			}
		}
	}
	if m := p.peek(); c.half == 0 && !c.word && m.is(hourMark) && !(c.minutes && m.is(minuteUnit)) && !p.durationAhead() {
		p.take()
		c.day24, c.minutes, c.end = true, true, m.end
		if t.kind == numberToken && t.value >= 100 && t.value <= 2400 && t.value%100 < 60 {
			c.hour, c.minute = t.value/100, t.value%100
		}
	}
	return &c, true
}

// durationAhead reports whether "hours" here belongs to a length: it does for a
// small number after a time, "6pm (2 hours)".
func (p *reading) durationAhead() bool { return false }

// clocksWritten reads times of day: one or several, each with or without its
// end.
func (p *reading) clocksWritten() bool {
	introduced := false
	for p.peek().isOne(at, from, between, starting, on, the) && !p.peek().isOne(noon, midnight) {
		p.take()
		introduced = true
	}
	c := clause{kind: clocksClause}
	w, ok := p.spanWritten(true)
	if !ok {
		return false
	}
	_ = introduced
	c.clocks = append(c.clocks, w)
	for {
		mark := p.i
		joined := p.acceptAny(comma, and, slash)
		if p.peek().is(semicolon) && p.clockAt(1) {
			p.take()
			joined = true
		}
		separator := p.last()
		if p.peek().is(or) && p.clockAt(1) {
			o := p.take()
			p.fail(o.off, o.end, "two-meanings", quote(o.text)+" does not say which of the times it is", "write “and” if it takes place at both", replace(o.off, o.end, "and"))
			joined = true
		}
		for p.peek().isOne(at, from, between) {
			p.take()
		}
		if !joined && !p.clockAt(0) || p.dateAhead() {
			p.i = mark
			break
		}
		if n := p.peek(); n.kind == numberToken && !p.clockAt(0) {
			next := p.ahead(1)
			pair := next.isOne(dash, to) && p.ahead(2).kind == numberToken
			if !pair && !separator.is(and) || next.isOne(times, weekUnit, monthUnit, weekdayWord, weekdaysWord, of, monthWord, dayUnit) {
				p.i = mark
				break
			}
		}
		w, ok := p.spanWritten(true)
		if !ok {
			p.i = mark
			break
		}
		c.clocks = append(c.clocks, w)
	}
	p.clauses = append(p.clauses, c)
	return true
}

func (p *reading) acceptAny(c ...class) bool {
	any := false
	for p.accept(c...) {
		any = true
	}
	return any
}

// spanWritten reads one time of day with or without its end.
func (p *reading) spanWritten(number bool) (writtenSpan, bool) {
	start := p.peek()
	if start.kind == numberToken && (start.isYear() && !(p.ahead(1).isOne(dash, to) && p.ahead(2).kind == numberToken) && !p.ahead(1).is(hourMark) || start.value > 24 && !p.ahead(1).isOne(dash, to, hourMark)) {
		return writtenSpan{}, false
	}
	a, ok := p.clock(number)
	if !ok {
		return writtenSpan{}, false
	}
	w := writtenSpan{a: a, off: a.off}
	a.partAfter(p, &w)
	t, next := p.peek(), p.ahead(1)
	hundreds := start.kind == numberToken && start.value >= 100 // 1830-2030
	second := next.kind == clockToken || next.isOne(noon, midnight) || next.kind == numberToken && !next.half && (next.value <= 24 || hundreds && next.value <= 2400) && !p.ahead(2).isOne(times, weekUnit, monthUnit)
	switch {
	case t.isOne(dash, to, until, slash) && next.isOne(at, the) && (p.ahead(2).kind == clockToken || p.ahead(2).kind == numberToken || p.ahead(2).isOne(noon, midnight)) && !p.dateAt(2):
		p.take()
		p.acceptAll(at, the)
		w.b, _ = p.clock(true)
	case t.isOne(dash, to, until) && second && !p.dateAt(1) && !(t.is(slash)):
		p.take()
		w.b, _ = p.clock(true)
	case t.is(and) && second && p.betweenBefore(start):
		p.take()
		p.acceptAll(at, the)
		w.b, _ = p.clock(true)
	case t.is(and) && next.isOne(at, the) && p.betweenBefore(start):
		p.take()
		p.acceptAll(at, the)
		w.b, _ = p.clock(true)
	case (t.kind == clockToken || t.isOne(noon) && !t.opened) && !a.word && a.minutes == t.clock.minutes && (a.half != 0 && (t.clock.half != 0 || t.is(noon)) || a.minutes && t.kind == clockToken) || t.kind == clockToken && a.half != 0 && t.clock.half != 0:
		// 10:00 AM 12:00 PM
		b, _ := p.clock(false)
		w.b = b
		w.minutes = -1
	case t.is(dash) && (next.kind == endToken || next.isOne(comma, semicolon)):
		p.take()
	}
	if w.b == nil {
		w.minutes = p.duration()
	} else {
		w.b.partAfter(p, &w)
	}
	if p.peek().is(nextday) {
		p.take()
		w.nextDay = true
	}
	if w.b == nil {
		p.accept(onwards)
	}
	w.end = p.last().end
	return w, true
}

// partAfter takes "in the evening" after a clock time, unless it belongs to
// another time that follows.
func (c *clockForm) partAfter(p *reading, w *writtenSpan) {
	j := 0
	for p.ahead(j).isOne(in, at, the, of) {
		j++
	}
	t := p.ahead(j)
	if !t.is(part) {
		return
	}
	if next := p.ahead(j + 1); j == 0 && (next.kind == clockToken || next.kind == numberToken || next.is(at)) || p.monthSaid(j+1) {
		return
	}
	s := t.sense(part)
	p.i += j + 1
	w.from, w.to, w.hasPart = s.value, s.to, true
	c.end = max(c.end, t.end)
}

// betweenBefore reports whether "between" came before the time.
func (p *reading) betweenBefore(start *token) bool {
	for i := range p.toks {
		if &p.toks[i] == start {
			for i--; i >= 0 && p.toks[i].isOne(the, at); i-- {
			}
			return i >= 0 && p.toks[i].is(between)
		}
	}
	return false
}

// duration reads "for 2 hours", "(90 minutes)", and returns minutes, or 0.
func (p *reading) duration() int {
	mark := p.i
	p.acceptAll(comma)
	p.accept(forWord)
	n := p.peek()
	value, half := n.value, n.half
	switch {
	case n.is(numberWord):
		value = n.sense(numberWord).value
	case n.is(the) && p.ahead(1).is(hourUnit):
		value = 1
	case n.kind != numberToken:
		p.i = mark
		return 0
	}
	unit := p.ahead(1)
	minutes := 0
	switch {
	case unit.is(hourUnit) && value <= 23 && !(unit.is(hourMark) && value > 14):
		minutes = value * 60
		if half {
			minutes += 30
		}
	case unit.is(minuteUnit) && value <= 23*60 && !half:
		minutes = value
	}
	if minutes == 0 {
		p.i = mark
		return 0
	}
	p.i += 2
	return minutes
}

// stay reads from a clock on one day to a clock on another: "2026-12-04 6pm to
// 2026-12-06 4pm", "Fri 6pm to Sun 4pm" beside a date.
func (p *reading) stay() bool {
	one := func() (d []looseDate, day time.Weekday, hasDay bool, c *clockForm, ok bool) {
		p.acceptAll(from, on, every)
		if items, run, found := p.dateItem(); found {
			if run || len(items) != 1 {
				return nil, 0, false, nil, false
			}
			d = items
		} else if t := p.peek(); t.is(weekdayWord) && t.sense(weekdayWord).value >= 0 || t.is(weekdaysWord) {
			p.take()
			days, _ := t.weekdaySet()
			day, hasDay = days[0], true
		} else {
			return nil, 0, false, nil, false
		}
		if t := p.peek(); len(d) == 1 && !d[0].hasDay && t.is(weekdayWord) && t.sense(weekdayWord).value >= 0 {
			p.take()
			d[0].weekday, d[0].hasDay = time.Weekday(t.sense(weekdayWord).value), true
		}
		p.acceptAll(comma, at)
		number := p.peek().kind == numberToken
		c, ok = p.clock(number && p.ahead(1).isOne(hourMark, oclock))
		return d, day, hasDay, c, ok
	}
	start := p.peek()
	d1, w1, hasW1, c1, ok := one()
	if !ok || !p.peek().isOne(dash, to, until, slash, dots) {
		return false
	}
	p.take()
	p.accept(the)
	d2, w2, hasW2, c2, ok := one()
	if !ok {
		return false
	}
	if len(d1) == 1 && len(d2) == 0 && hasW2 { // 2026-12-04 Fri 6pm to Sun 4pm
		first := p.complete(d1, false)[0]
		p.clauses = append(p.clauses, clause{kind: datesClause, dates: []writtenDate{first}, iso: d1[0].iso, off: start.off, end: p.last().end})
		day := first.date.Weekday()
		p.clauses = append(p.clauses, clause{kind: stayClause, days: []time.Weekday{day, w2}, clocks: []writtenSpan{{a: c1, b: c2, off: c1.off, end: c2.end}}, off: start.off, end: p.last().end})
		return true
	}
	if len(d1) != len(d2) || hasW1 != hasW2 {
		return false
	}
	c := clause{kind: stayClause, clocks: []writtenSpan{{a: c1, b: c2, off: c1.off, end: c2.end}}, off: start.off, end: p.last().end}
	if len(d1) == 1 {
		c.dates = p.complete([]looseDate{d1[0], d2[0]}, true)
		c.iso = d1[0].iso
	} else {
		c.days = []time.Weekday{w1, w2}
	}
	p.clauses = append(p.clauses, c)
	return true
}

// settling is the context that decides which half of the day a time means.
type settling struct {
	day24    bool // a 24-hour clock is used: by the country's custom or elsewhere in the phrase
	custom   bool // by the country's custom
	iso      bool // beside a date as year-month-day
	hasPart  bool
	from, to int
	several  bool // several weekdays share the time
	end      bool // it is the end of something
}

// minutes is the time after midnight, 0 to 1440: by the 24-hour clock unless am
// or pm was written.
func (c *clockForm) value() int {
	m := c.hour*60 + c.minute
	switch {
	case c.half == 'a' && c.hour == 12:
		m -= 12 * 60
	case c.half == 'p' && c.hour < 12:
		m += 12 * 60
	}
	return m
}

// marked reports whether am, pm, noon or midnight was written.
func (c *clockForm) marked() bool { return c.half != 0 || c.word }

// valid reports a clock time that does not exist.
func (p *reading) valid(c *clockForm) bool {
	text := p.src[c.off:min(c.end, len(p.src))]
	hint := "write it like 18:30, 6:30pm, noon or midnight"
	switch {
	case c.minute > 59, c.hour > 24, c.hour == 24 && c.minute > 0:
		p.fail(c.off, c.end, "no-time", quote(text)+" is not a time of day", hint)
		return false
	case c.half == 'a' && c.hour > 12, c.half == 'p' && (c.hour == 0 || c.hour == 24), c.half == 'a' && c.hour == 24:
		with := fmt.Sprintf("%d:%02d", c.hour, c.minute)
		var repairs [][]edit
		if c.hour > 12 && c.hour < 24 {
			repairs = append(repairs, replace(c.off, c.end, with))
		}
		p.fail(c.off, c.end, "no-time", quote(text)+" contradicts itself", "write am or pm with an hour from 1 to 12, or 24 hours without them", repairs...)
		return false
	}
	return true
}

// In a pair without am or pm, the reading is the one that lasts under 12 hours
// between these times, if there is exactly one.
const (
	earliest = 6 * 60
	latest   = 23 * 60
)

// span resolves a time of day as written.
func (p *reading) span(w *writtenSpan, s settling) (Span, bool) {
	a, b := w.a, w.b
	if !p.valid(a) || b != nil && !p.valid(b) {
		return Span{}, false
	}
	if w.hasPart {
		s.hasPart, s.from, s.to = true, w.from, w.to
	}
	marked := a.marked() || b != nil && b.marked()
	if s.day24 && !s.custom && !s.hasPart && !marked && !a.day24 {
		p.chosen = true // another time in the phrase decides it
	}
	shaped := func(c *clockForm) bool {
		if !c.marked() && !marked && s.iso && c.minutes && p.Dates24 && !c.twoDigits {
			p.chosen = true
			return true
		}
		return c.day24 || !c.marked() && (s.day24 && !s.hasPart && !marked || s.iso && c.twoDigits && c.minutes)
	}
	inPart := func(m int) bool {
		m %= 1440
		if s.from < s.to {
			return m >= s.from && m < s.to
		}
		return m >= s.from || m < s.to
	}
	if w.minutes == -1 && s.several { // 10am 7pm for two days
		p.fail(a.off, b.end, "two-meanings", quote(p.src[a.off:b.end])+" can be a start and an end, or two times", "write “to” or “and” between them",
			replace(a.end, b.off, " to "), replace(a.end, b.off, " and "))
	}
	if b == nil && w.minutes == 0 {
		m, ok := p.start(a, w, s, shaped(a), inPart)
		if !ok {
			return Span{}, false
		}
		if s.hasPart && !inPart(m) {
			p.notInPart(w)
			return Span{}, false
		}
		if !s.end {
			p.early(w, m, shaped(a))
		}
		return Span{Set: true, From: Clock(m % 1440)}, true
	}
	var from, to int
	length := w.minutes
	switch {
	case length > 0: // for 2 hours
		b = nil
		m := a.value()
		if !a.marked() && !shaped(a) {
			readings := p.readings(a, nil, length, s, inPart)
			if len(readings) != 1 {
				p.openHalf(w, [][2]int{{m % 720, 0}, {m%720 + 720, 0}}, false)
				return Span{}, false
			}
			m = readings[0][0]
			p.chosen = true
		}
		from, to = m, m+length
		if to > 1440 {
			to -= 1440
		}
	case a.marked() && b.marked(), shaped(a) && (shaped(b) || b.marked()), a.marked() && shaped(b):
		from, to = a.value(), b.value()
	case b.marked() && !shaped(a):
		from, to = a.value()%720, b.value()
		if n := ((to-from)%1440 + 1440) % 1440; n <= 0 || n > 720 {
			from += 720
		}
		if s.hasPart && !inPart(from) && inPart((from+720)%1440) {
			from = (from + 720) % 1440
		}
	case a.marked() && !shaped(b):
		from, to = a.value(), b.value()%720
		if n := ((to-from%1440)%1440 + 1440) % 1440; n <= 0 || n > 720 {
			to += 720
		}
	default:
		readings := p.readings(a, b, 0, s, inPart)
		if n := b.value(); len(readings) > 1 && !s.hasPart && a.twoDigits && a.minutes && b.twoDigits && b.minutes && n > a.value() {
			readings = [][2]int{{a.value(), n}} // 10:00-11:00 is written like a 24-hour time
		}
		if len(readings) != 1 {
			if len(readings) == 0 {
				readings = p.anyReadings(a, b)
			}
			p.openHalf(w, readings, true)
			return Span{}, false
		}
		from, to = readings[0][0], readings[0][1]
		p.chosen = true
	}
	if s.hasPart && !inPart(from) && !inPart(to-1) {
		p.notInPart(w)
		return Span{}, false
	}
	return p.checked(w, from, to, shaped(a) && (b == nil || shaped(b)))
}

// start resolves a time without an end.
func (p *reading) start(a *clockForm, w *writtenSpan, s settling, shaped bool, inPart func(int) bool) (int, bool) {
	m := a.value()
	switch {
	case a.word && a.hour == 24:
		p.warn(a.off, a.end, "midnight-start", "midnight is read as 00:00, when the day begins", "if you mean the night after that day, write the next day")
		return 0, true
	case a.hour == 24:
		p.fail(a.off, a.end, "no-time", "24:00 is the end of a day", "write 00:00 with the day that begins then")
		return 0, false
	case a.marked():
		return m, true
	case s.hasPart && !a.day24:
		am, pm := m%720, m%720+720
		if inPart(am) != inPart(pm) {
			p.chosen = true
			if inPart(pm) {
				return pm, true
			}
			return am, true
		}
		if shaped {
			return m, true
		}
	case shaped:
		return m, true
	case a.hour == 12:
		p.chosen = true
		return m, true // nobody writes 12:00 to mean midnight
	}
	p.openHalf(w, [][2]int{{m % 720, 0}, {m%720 + 720, 0}}, false)
	return 0, false
}

// readings returns the ways to read a pair without am or pm that last at most
// twelve hours and fit the part of the day, or the day.
func (p *reading) readings(a, b *clockForm, length int, s settling, inPart func(int) bool) [][2]int {
	var out [][2]int
	m := a.value()
	starts := []int{m % 720, m%720 + 720}
	if a.day24 {
		starts = []int{m}
	}
	for _, from := range starts {
		ends := []int{from + length}
		if b != nil {
			ends = []int{b.value() % 720, b.value()%720 + 720, b.value()%720 + 1440}
			if b.day24 {
				ends = []int{b.value()}
			}
		}
		for _, to := range ends {
			n := to - from
			if n <= 0 || n >= 720 {
				continue
			}
			if s.hasPart {
				if inPart(from) && (to <= 1440 || s.to < s.from) {
					out = append(out, [2]int{from, to})
				}
				continue
			}
			if from >= earliest && to <= latest {
				out = append(out, [2]int{from, to})
			}
		}
	}
	return out
}

// anyReadings returns every way to read a pair that the day allows.
func (p *reading) anyReadings(a, b *clockForm) [][2]int {
	var out [][2]int
	for _, from := range []int{a.value() % 720, a.value()%720 + 720} {
		for _, to := range []int{b.value() % 720, b.value()%720 + 720} {
			n := ((to-from)%1440 + 1440) % 1440
			if n > 0 && n <= 720 {
				out = append(out, [2]int{from, to})
			}
		}
	}
	return out
}

// openHalf reports a time that may be in the morning or in the evening, with
// the readings to choose from.
func (p *reading) openHalf(w *writtenSpan, readings [][2]int, pair bool) {
	end := w.a.end
	if pair {
		end = w.b.end
	}
	text := quote(p.src[w.a.off:end]) + ": in the morning or in the evening"
	hint := "write am or pm, such as 7pm or 9am-11am, or 24 hours with minutes, such as 19:00"
	var repairs [][]edit
	for _, r := range readings {
		edits := []edit{p.halfEdit(w.a, r[0])}
		if pair {
			edits = append(edits, p.halfEdit(w.b, r[1]))
		}
		repairs = append(repairs, edits)
	}
	p.fail(w.a.off, end, "am-or-pm", text, hint, repairs...)
}

// halfEdit appends am or pm to a clock time.
func (p *reading) halfEdit(c *clockForm, minutes int) edit {
	half := "am"
	if minutes%1440 >= 720 {
		half = "pm"
	}
	if c.marked() {
		return edit{c.end, c.end, ""}
	}
	if c.day24 || c.hour > 12 || c.hour == 0 {
		return edit{c.off, c.end, fmt.Sprintf("%d:%02d%s", (minutes/60+11)%12+1, minutes%60, half)}
	}
	end := c.off // 7 o'clock
	for end < c.end && (isDigit(p.src[end]) || p.src[end] == ':' || p.src[end] == '.') {
		end++
	}
	return edit{end, end, half}
}

func (p *reading) notInPart(w *writtenSpan) {
	end := w.a.end
	if w.b != nil {
		end = w.b.end
	}
	p.stop(w.a.off, end, "two-meanings", quote(p.src[w.a.off:end])+" is not in that part of the day", "check the time, or leave the part of the day out")
}

// early asks about a start before 5am that was written with am.
func (p *reading) early(w *writtenSpan, from int, day24 bool) {
	a := w.a
	if from >= 5*60 || day24 || a.word && from == 0 {
		return
	}
	end := w.a.end
	if w.b != nil {
		end = w.b.end
	}
	code, text, hint := "early-start", quote(p.src[w.a.off:end])+" begins at night, "+Clock(from).String(), ""
	if a.half == 'a' && a.hour == 12 {
		code, text, hint = "twelve", "12am is midnight", "write noon when the middle of the day is meant"
	}
	p.ask(w, code, text, hint)
}

// checked makes the span and asks about times where am and pm are often mixed
// up: an end on the next day, a long day, a start at night. A 24-hour time
// within one day is never questioned.
func (p *reading) checked(w *writtenSpan, from, to int, day24 bool) (Span, bool) {
	a, b := w.a, w.b
	end := a.end
	if b != nil {
		end = b.end
	}
	off := a.off
	text := quote(p.src[off:end])
	if a.hour == 24 && a.half == 0 && from == 1440 {
		if b != nil && b.hour == 24 || to%1440 == 0 { // midnight to midnight
			return Span{Set: true, HasEnd: true}, true
		}
		if !a.word {
			p.fail(off, end, "no-time", "24:00 is the end of a day", "write 00:00 with the day that begins then")
			return Span{}, false
		}
		p.warn(off, end, "midnight-start", "midnight is read as 00:00, when the day begins", "if you mean the night after that day, write the next day")
		from = 0
	}
	if from == 0 && (to == 1440 || to == 0) {
		return Span{Set: true, HasEnd: true}, true
	}
	span := Span{Set: true, HasEnd: true, From: Clock(from % 1440), To: Clock(to % 1440)}
	if span.From == span.To {
		p.fail(off, end, "same-time", "the end is the same as the start", "write when it ends, or only the start")
		return Span{}, false
	}
	next := span.To < span.From && span.To != 0
	hours := func() string {
		n := span.Minutes()
		if n%60 == 0 {
			return fmt.Sprintf("%d hours", n/60)
		}
		return fmt.Sprintf("%d hours %d minutes", n/60, n%60)
	}
	switch {
	case next && span.night(), next && w.nextDay:
	case next && w.minutes > 0 && span.Minutes() <= 14*60:
	case next && day24:
		var repairs [][]edit
		if b != nil {
			for _, r := range p.readings(plain(a), plain(b), 0, settling{}, nil) {
				repairs = append(repairs, []edit{p.halfEdit(a, r[0]), p.halfEdit(b, r[1])})
			}
		}
		p.fail(off, end, "ends-next-day", text+" ends before it starts", "check the two times, or write both with am or pm", repairs...)
		return Span{}, false
	case next:
		p.ask(w, "ends-next-day", text+" is read as ending on the next day at "+span.To.String()+", after "+hours(), "")
	case span.Minutes() > 14*60 && !day24:
		p.ask(w, "long-day", text+" is read as "+hours()+", from "+span.From.String()+" to "+span.To.String(), "")
	default:
		p.early(w, from, day24 || a.day24)
	}
	return span, true
}

// plain returns a clock time without what its notation implies, to look for
// other readings.
func plain(c *clockForm) *clockForm {
	q := *c
	if q.hour <= 12 {
		q.day24 = false
	}
	return &q
}

// ask warns about a reading, offering the others that may be meant.
func (p *reading) ask(w *writtenSpan, code, text, hint string) {
	end := w.a.end
	if w.b != nil {
		end = w.b.end
	}
	var repairs [][]edit
	flip := func(c *clockForm) (edit, bool) {
		if c == nil || c.half == 0 {
			return edit{}, false
		}
		i := c.end
		for i > c.off && p.src[i-1]|0x20 != c.half {
			i--
		}
		if i == c.off {
			return edit{}, false
		}
		with := map[byte]string{'a': "p", 'p': "a", 'A': "P", 'P': "A"}[p.src[i-1]]
		return edit{i - 1, i, with}, true
	}
	if e, ok := flip(w.b); ok {
		repairs = append(repairs, []edit{e})
	}
	if e, ok := flip(w.a); ok {
		repairs = append(repairs, []edit{e})
	}
	if code == "ends-next-day" {
		repairs = append(repairs, replace(w.end, w.end, " "+p.word(nextday, 0, "the next day")))
	} else if code == "long-day" && w.b != nil {
		from, to := w.a.value(), w.b.value()
		repairs = append(repairs, replace(w.a.off, end, Clock(from%1440).String()+"-"+Clock(to%1440).String()))
	}
	if hint == "" {
		hint = "check whether am and pm are right"
	}
	p.warn(w.a.off, end, code, text, hint, repairs...)
}
