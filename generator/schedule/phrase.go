package schedule

import (
	"slices"
	"strings"
	"time"
)

// ParseLine reads a whole schedule in one line, such as
//
//	every Saturday 9am-11am
//	2026-12-05 10:00-12:00
//	2nd Tuesday of the month 7pm until 2027-06-30
//
// The schedule is to be used when no mistake is more than a warning. What only
// the calendar shows (a first day that is no occurrence) is for Validate.
func ParseLine(s string) (Schedule, []Mistake) {
	p := newParser(s)
	p.line()
	return p.s, p.finish(func(s string) []Mistake { _, m := ParseLine(s); return m })
}

// ParseRepeat reads the value of the key repeat. What else the phrase says
// (time, first day, until, count, days off) is in the schedule too.
func ParseRepeat(s string) (Schedule, []Mistake) {
	p := newParser(s)
	p.line()
	if !p.failed && !p.repeated {
		p.fail(token{end: len(s)}, "incomplete", quote(s)+" does not say how it repeats", "write the days, such as every Tuesday, or 3rd Tuesday of the month")
	}
	return p.s, p.finish(func(s string) []Mistake { _, m := ParseRepeat(s); return m })
}

// ParseTime reads a time of day, with or without an end: 18:30-20:30, 9-11am,
// from 6pm, noon, all day.
func ParseTime(s string) (Span, []Mistake) {
	p := newParser(s)
	p.accept(from, at, between)
	switch {
	case p.failed:
	case p.accept(all):
		p.accept(dash)
		p.accept(dayUnit)
	case isTime(p.peek()):
		p.time()
	default:
		p.noTime()
	}
	p.end()
	return p.s.Time, p.finish(func(s string) []Mistake { _, m := ParseTime(s); return m })
}

// ParseDate reads one day, 2026-11-14.
func ParseDate(s string) (Date, []Mistake) {
	if d, ok := plainDate(s); ok {
		return d, nil
	}
	p := newParser(s)
	d := p.oneDate()
	p.end()
	return d, p.finish(func(s string) []Mistake { _, m := ParseDate(s); return m })
}

// ParseDated reads a day and, when written, its time: 2026-12-03 16:00-17:00.
func ParseDated(s string) (Dated, []Mistake) {
	p := newParser(s)
	d := p.oneDate()
	p.timeAfterDate()
	p.end()
	return Dated{d, p.s.Time}, p.finish(func(s string) []Mistake { _, m := ParseDated(s); return m })
}

// ParseSpan reads a run of days, 2026-12-22..2027-01-02, or one day.
func ParseSpan(s string) (DateSpan, []Mistake) {
	k, m := ParseSkip(s)
	if k.Closure != "" {
		m = append(m, Mistake{Code: "no-date", Width: len(s), Text: quote(s) + " is not a date", Hint: "write a day, such as 2026-11-26, or a run of days, such as 2026-12-22..2027-01-02"})
	}
	return DateSpan{k.From, k.To}, m
}

// ParseSkip reads an entry of skip: a day, a run of days, or the name of a
// closure.
func ParseSkip(s string) (Skip, []Mistake) {
	p := newParserNames(s)
	if p.failed {
		return Skip{}, p.mistakes
	}
	if !p.dateAhead() && !p.dayThenDate() {
		if name := strings.TrimSpace(s); p.skipAhead(0) || p.peek().kind == wordToken {
			if id := p.closure(); p.peek().kind == endToken && id == strings.ToLower(name) {
				return Skip{Closure: id}, nil
			}
		}
		p.fail(token{end: len(s)}, "no-date", quote(s)+" is not a day", "write a day, a run of days such as 2026-12-22..2027-01-02, or a name from closures.yaml")
		return Skip{}, p.mistakes
	}
	at := p.peek()
	k := Skip{From: p.oneDate()}
	k.To = k.From
	if c := p.peek().class; !p.failed && (c == dots || c == dash || c == to || c == until) {
		p.take()
		k.To = p.oneDate()
		at.end = p.toks[max(0, p.i-1)].end
	}
	p.end()
	if !p.failed {
		p.skipRun(at, k)
	}
	return k, p.finish(func(s string) []Mistake { _, m := ParseSkip(s); return m })
}

// ParseChange reads the short form of a change of the occurrence on a day:
// "cancelled", or the new day, the new time, or both.
func ParseChange(on Date, s string) (Change, []Mistake) {
	c := Change{On: on}
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "cancelled", "canceled", "off":
		c.Cancelled = true
		return c, nil
	}
	p := newParser(s)
	switch {
	case p.failed:
	case p.dateAhead():
		c.Date = p.date()
		p.timeAfterDate()
	case isTime(p.peek()) || p.accept(from, at):
		p.timeAfterDate()
	default:
		p.fail(token{end: len(s)}, "no-change", quote(s)+" does not say what changes", "write cancelled, a new time such as 19:00-21:00, or a new day with its time")
	}
	p.end()
	c.Time = p.s.Time
	return c, p.finish(func(s string) []Mistake { _, m := ParseChange(on, s); return m })
}

// newParserNames is a parser that leaves unknown words alone: they may be
// names.
func newParserNames(s string) *parser {
	p := &parser{src: s}
	if len(s) > longest {
		return newParser(s)
	}
	p.toks = lex(s)
	return p
}

func (p *parser) dayThenDate() bool { return p.peek().class == weekdayWord && p.dateAfterDay() }

func (p *parser) oneDate() Date {
	if p.failed {
		return Date{}
	}
	if p.dayThenDate() {
		if p.dayBeforeDate() && !p.failed {
			return p.days[len(p.days)-1]
		}
		return Date{}
	}
	if !p.dateAhead() {
		t := p.peek()
		t.end = len(p.src)
		p.fail(t, "no-date", quote(p.src[t.off:])+" is not a date", "write year-month-day, such as 2026-11-14")
		return Date{}
	}
	return p.date()
}

func (p *parser) timeAfterDate() {
	if p.failed || p.peek().kind == endToken {
		return
	}
	p.accept(comma)
	p.accept(from, at, between)
	if !isTime(p.peek()) {
		p.noTime()
		return
	}
	p.time()
}

func (p *parser) noTime() {
	t := p.peek()
	t.end = len(p.src)
	p.fail(t, "no-time", quote(p.src[t.off:])+" is not a time of day", "write it like 18:30-20:30, 6:30pm-8:30pm, noon, or leave it out for all day")
}

// end makes sure that nothing is left.
func (p *parser) end() {
	p.accept(comma, semicolon)
	p.accept(onwards)
	if t := p.peek(); !p.failed && t.kind != endToken {
		t.end = len(p.src)
		p.fail(t, "unexpected", quote(p.src[t.off:])+" does not fit here", "leave it out, or put it where it belongs")
	}
}

// Phrase is what a line can say of the schedule, in the grammar's own form:
// ParseLine reads the same from it. Extra dates, changes, the zone, and loose
// dates with times of their own are beyond a line.
func (s *Schedule) Phrase() string {
	var b strings.Builder
	part := func(words string) {
		if words == "" {
			return
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(words)
	}
	if s.Rule.Frequency == Once {
		if len(s.Dates) > 0 {
			days := make([]string, len(s.Dates))
			for i, d := range s.Dates {
				days[i] = d.Date.String()
			}
			part(strings.Join(days, ", "))
		} else {
			part(s.Start.String())
			if !s.End.IsZero() {
				b.WriteString(".." + s.End.String())
			}
		}
		part(s.Time.String())
	} else {
		part(s.Rule.Phrase())
		part(s.Time.String())
		if !s.Start.IsZero() {
			part("from " + s.Start.String())
			if !s.End.IsZero() {
				b.WriteString(" to " + s.End.String())
			}
		}
	}
	if !s.Until.IsZero() {
		part("until " + s.Until.String())
	}
	if s.Count > 0 {
		part(itoa(s.Count) + " times")
	}
	for i, k := range s.Skip {
		if i == 0 {
			part("except")
		} else {
			b.WriteByte(',')
		}
		switch {
		case k.Closure != "":
			part(k.Closure)
		case k.From != k.To:
			part(k.From.String() + ".." + k.To.String())
		default:
			part(k.From.String())
		}
	}
	return b.String()
}

// Phrase is the rule in the grammar of the key repeat; "" for no rule.
func (r *Rule) Phrase() string {
	var b strings.Builder
	n := max(1, r.Interval)
	switch r.Frequency {
	case Once:
		return ""
	case Daily:
		b.WriteString("every day")
		if n > 1 {
			b.Reset()
			b.WriteString("every " + itoa(n) + " days")
		}
	case Weekly:
		switch {
		case n > 1:
			b.WriteString("every " + itoa(n) + " weeks")
			if len(r.Days) > 0 {
				b.WriteString(" on " + dayNames(r.Days))
			}
		case len(r.Days) == 0:
			b.WriteString("every week")
		case slices.Equal(r.Days, everyDay()[:5]):
			b.WriteString("every weekday")
		default:
			b.WriteString("every " + dayNames(r.Days))
		}
	case Monthly:
		b.WriteString(r.monthPhrase())
		switch {
		case n > 1:
			b.WriteString(" of every " + itoa(n) + " months")
		default:
			b.WriteString(" of the month")
		}
	case Yearly:
		switch {
		case r.Month == 0:
			b.WriteString("every year")
			if n > 1 {
				b.Reset()
				b.WriteString("every " + itoa(n) + " years")
			}
		default:
			b.WriteString(r.monthPhrase() + " of " + monthNames[r.Month-1])
			if n > 1 {
				b.WriteString(" every " + itoa(n) + " years")
			}
		}
	}
	if r.Season.set() {
		b.WriteString(" in " + monthNames[r.Season.From-1])
		if r.Season.To != r.Season.From {
			b.WriteString("-" + monthNames[r.Season.To-1])
		}
	}
	return b.String()
}

// monthPhrase is the days within a month.
func (r *Rule) monthPhrase() string {
	switch {
	case r.Workday:
		return "last weekday"
	case len(r.MonthDays) > 0 && r.MonthDays[len(r.MonthDays)-1] < 0:
		return ordinalNames(r.MonthDays) + " day"
	case len(r.MonthDays) > 0:
		words := make([]string, len(r.MonthDays))
		for i, n := range r.MonthDays {
			words[i] = itoa(n)
		}
		return "day " + joined(words)
	case len(r.Ordinals) > 0:
		return ordinalNames(r.Ordinals) + " " + dayNames(r.Days)
	}
	return "1st day"
}

func ordinalNames(n []int) string {
	words := make([]string, len(n))
	for i := range n {
		words[i] = ordinalName(n[i])
	}
	return joined(words)
}

func dayNames(days []time.Weekday) string {
	words := make([]string, len(days))
	for i, w := range days {
		words[i] = weekdayNames[w]
	}
	return joined(words)
}

func joined(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}
