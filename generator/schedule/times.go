package schedule

import "fmt"

// isTime reports whether t can be a time of day by itself.
func isTime(t token) bool {
	return t.kind == clockToken || t.kind == numberToken && t.value <= 24 || t.class == noon || t.class == midnight
}

// timeAhead reports whether a time of day begins here. A bare number does only
// when a dash and another time follow: 9-11am.
func (p *parser) timeAhead() bool {
	t := p.peek()
	if t.kind != numberToken {
		return isTime(t)
	}
	c, next := p.ahead(1).class, p.ahead(2)
	return t.value <= 24 && (c == dash || c == to || c == until) && isTime(next) && next.kind != dateToken && p.ahead(3).class != times
}

// time reads a time of day with or without an end.
func (p *parser) time() {
	start := p.peek()
	a, ok := p.clock()
	if !ok {
		return
	}
	if p.s.Time.Set {
		p.fail(start, "two-times", "a second time of day", "write one line for each time")
		return
	}
	c := p.peek().class
	if (c == dash || c == to || c == until || c == and || c == slash) && isTime(p.ahead(1)) && (c != and && c != until || p.ahead(1).kind != numberToken) {
		mark := p.i
		p.take()
		if c != until && c != and || !p.dateAhead() {
			if b, ok := p.clock(); ok {
				p.span(a, &b)
			}
			return
		}
		p.i = mark
	}
	if c == dash && p.ahead(1).kind == endToken || c == onwards {
		p.take()
	}
	p.span(a, nil)
}

// endTime reads the end of a time that stood without one.
func (p *parser) endTime() {
	b, ok := p.clock()
	if !ok {
		return
	}
	from := p.s.Time.From
	p.s.Time = Span{}
	a := clockForm{hour: from.Hour(), minute: from.Minute(), colon: true, padded: true, off: b.off, end: b.end}
	p.span(a, &b)
}

// clock reads one clock time.
func (p *parser) clock() (clockForm, bool) {
	t := p.take()
	c := t.clock
	switch {
	case t.class == noon:
		c = clockForm{hour: 12, word: true}
	case t.class == midnight:
		c = clockForm{hour: 24, word: true}
	case t.kind != clockToken && t.kind != numberToken:
		p.fail(t, "no-time", quote(t.text)+" is not a time of day", "write it like 18:30, 6:30pm, noon or midnight")
		return c, false
	}
	c.off, c.end = t.off, t.end
	switch {
	case c.minute > 59 || c.hour > 24 || c.hour == 24 && c.minute > 0:
		p.fail(t, "no-time", quote(t.text)+" is not a time of day", "write it like 18:30, 6:30pm, noon or midnight")
	case c.half == 'a' && c.hour > 12, c.half != 0 && c.hour == 0 && c.half == 'p', c.half != 0 && c.hour == 24:
		p.fail(t, "no-time", quote(t.text)+" contradicts itself", fmt.Sprintf("write %d:%02d, or am or pm with an hour from 1 to 12", c.hour, c.minute))
	default:
		if c.half == 'a' && c.hour == 12 && c.minute == 0 {
			p.warn(t, "twelve", "12am is midnight", "write midnight, or noon when the middle of the day is meant")
		}
		return c, true
	}
	return c, false
}

// certain reports whether the form leaves only one reading.
func (c clockForm) certain() bool {
	return c.word || c.half != 0 || c.padded || c.hour > 12 || c.hour == 0
}

// minutes is the time after midnight, 0 to 1440, in the 24-hour reading unless
// am or pm was written.
func (c clockForm) minutes() int {
	m := c.hour*60 + c.minute
	switch {
	case c.half == 'a' && c.hour == 12:
		m -= 12 * 60
	case c.half == 'p' && c.hour < 12:
		m += 12 * 60
	}
	return m
}

// span makes sense of one or two clock times. Where am or pm stands at only
// one of them, the other is in the half of the day that makes the span the
// shorter one: 9-11am, 11-1pm, 10pm-6.
func (p *parser) span(a clockForm, b *clockForm) {
	whole := token{off: a.off, end: a.end, text: p.src[a.off:a.end]}
	if a.hour == 24 && !a.word {
		p.fail(whole, "no-time", "24:00 is the end of a day", "write 00:00 with the day that begins then")
		return
	}
	if b == nil {
		if !a.certain() && !a.colon {
			p.halfMissing(whole)
			return
		}
		p.morning(whole, a)
		if a.word && a.hour == 24 {
			p.warn(whole, "midnight-start", "midnight is read as 00:00, when the day begins", "when the night after that day is meant, write the next day")
		}
		p.s.Time = Span{Set: true, From: Clock(a.minutes() % 1440)}
		return
	}
	whole.end = max(a.end, b.end)
	whole.text = p.src[whole.off:whole.end]
	from, to := a.minutes(), b.minutes()
	switch {
	case a.certain() && b.certain():
	case b.certain() && (b.half != 0 || b.word):
		from = shorter(from, to, func(from int) int { return to - from })
	case a.certain() && (a.half != 0 || a.word):
		to = shorter(to, from, func(to int) int { return to - from })
	case a.colon && b.colon, a.certain() && (a.hour > 12 || a.padded || a.hour == 0), b.certain():
		if !a.certain() && !b.certain() {
			p.morning(whole, a)
		}
	default:
		p.halfMissing(whole)
		return
	}
	if from == 1440 {
		if to == 1440 {
			p.fail(whole, "same-time", "the end is the start", "write when it ends, or the start only")
			return
		}
		p.warn(whole, "midnight-start", "midnight is read as 00:00, when the day begins", "when the night after that day is meant, write the next day")
		from = 0
	}
	span := Span{Set: true, HasEnd: true, From: Clock(from), To: Clock(to % 1440)}
	switch {
	case span.From == span.To:
		p.fail(whole, "same-time", "the end is the start", "write when it ends, or the start only")
		return
	case span.Minutes() > longNight:
		until, hint := fmt.Sprint(span.To), "look whether am and pm are right; for a whole day leave the time out"
		if span.Overnight() {
			until, hint = until+" on the next day", "look whether am and pm are right"
		}
		p.warn(whole, "ends-next-day", fmt.Sprintf("this lasts %d hours, until %s", span.Minutes()/60, until), hint)
	}
	p.s.Time = span
}

// longNight is how many minutes a span that ends on the next day may last
// before we ask; a night shelter keeps to less.
const longNight = 16 * 60

// shorter picks the half of the day for a time so that the span is at most
// twelve hours long.
func shorter(t, _ int, length func(int) int) int {
	t %= 720
	if n := (length(t)%1440 + 1440) % 1440; n > 0 && n <= 720 {
		return t
	}
	return t + 720
}

// morning warns about 6:30 without am or pm: by the clock it is in the
// morning, and many people mean the evening.
func (p *parser) morning(t token, a clockForm) {
	if !a.certain() && a.hour < 9 {
		p.warn(t, "am-or-pm", fmt.Sprintf("%s is read as %02d:%02d in the morning", quote(t.text), a.hour, a.minute), fmt.Sprintf("write %02d:%02d, or %d:%02dpm when the evening is meant", a.hour, a.minute, a.hour, a.minute))
	}
}

func (p *parser) halfMissing(t token) {
	text := quote(p.src[t.off:t.end]) + ": in the morning or in the evening"
	p.fail(t, "am-or-pm", text, "write am or pm, such as 7pm or 9am-11am, or 24 hours with minutes, such as 19:00")
}
