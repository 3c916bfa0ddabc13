package schedule

import (
	"fmt"
	"strings"
	"time"
)

// dateAhead reports whether a whole date begins here, in figures or with the
// month as a word.
func (p *parser) dateAhead() bool {
	a, b, c := p.ahead(0), p.ahead(1), p.ahead(2)
	switch {
	case a.kind == dateToken:
		return true
	case (a.kind == numberToken || a.kind == ordinalToken && a.text != "" && isDigit(a.text[0])) && a.value <= 31: // 14 November 2026
		if b.class == of {
			b, c = c, p.ahead(3)
		}
		if c.class == comma {
			c = p.ahead(4)
		}
		return b.class == monthWord && isYear(c)
	case a.class == monthWord && (b.kind == numberToken || b.kind == ordinalToken) && b.value >= 1 && b.value <= 31: // November 14, 2026
		if c.class == comma {
			c = p.ahead(3)
		}
		return isYear(c)
	}
	return false
}

func isYear(t token) bool { return t.kind == numberToken && t.value >= 1900 && t.value <= 2199 }

// date reads the date that begins here. Forms other than 2026-11-14 that can
// only mean one day are understood and corrected.
func (p *parser) date() Date {
	t := p.take()
	if t.kind == dateToken {
		return p.figures(t)
	}
	day, month := t, t
	if t.class == monthWord {
		day = p.take()
	} else {
		p.accept(of)
		month = p.take()
	}
	p.accept(comma)
	year := p.take()
	d := Date{year.value, time.Month(month.value), day.value}
	t.end = year.end
	if !p.exists(t, d) {
		return Date{}
	}
	p.otherForm(t, d)
	return d
}

// figures reads a date in figures.
func (p *parser) figures(t token) Date {
	f := t.date
	t.end = t.off + len(strings.TrimRight(p.src[t.off:t.end], "Tt"))
	d := Date{f.a, time.Month(f.b), f.c}
	switch f.order {
	case 'i':
		if swapped := (Date{f.a, time.Month(f.c), f.b}); f.b > 12 && swapped.Valid() {
			p.fix(t, swapped.String(), "no-date", d.String()+" is not a date: there is no month "+itoa(f.b), "write year-month-day: "+swapped.String())
			return swapped
		}
		p.exists(t, d)
		return d
	case 'y':
		if p.exists(t, d) {
			p.otherForm(t, d)
		}
		return d
	}
	dayFirst, monthFirst := Date{f.c, time.Month(f.b), f.a}, Date{f.c, time.Month(f.a), f.b}
	switch {
	case dayFirst == monthFirst && dayFirst.Valid(), dayFirst.Valid() && (f.dotted || !monthFirst.Valid()):
		d = dayFirst
	case !dayFirst.Valid() && monthFirst.Valid():
		d = monthFirst
	case !dayFirst.Valid():
		p.fail(t, "no-date", quote(p.src[t.off:t.end])+" is not a date", "write year-month-day, such as 2026-11-14")
		return Date{}
	default:
		p.fail(t, "date-form", quote(p.src[t.off:t.end])+" can be two different days", "write year-month-day: "+monthFirst.String()+" or "+dayFirst.String())
		return Date{}
	}
	if p.exists(t, d) {
		p.otherForm(t, d)
	}
	return d
}

// otherForm says how a date that was understood is written.
func (p *parser) otherForm(t token, d Date) {
	p.fix(t, d.String(), "date-form", quote(p.src[t.off:t.end])+" is read as "+d.String(), "write year-month-day: "+d.String())
	p.mistakes[len(p.mistakes)-1].Warning = true
}

// exists reports a date that is none.
func (p *parser) exists(t token, d Date) bool {
	switch {
	case d.Month < 1 || d.Month > 12:
		p.fail(t, "no-date", fmt.Sprintf("there is no month %d", int(d.Month)), "write year-month-day, such as 2026-11-14")
	case d.Day < 1 || d.Day > daysIn(d.Year, d.Month):
		p.fail(t, "no-date", fmt.Sprintf("%s %d has %d days", monthNames[d.Month-1], d.Year, daysIn(d.Year, d.Month)), fmt.Sprintf("write a day from 1 to %d", daysIn(d.Year, d.Month)))
	case d.Year < 1900 || d.Year >= lastYear:
		p.fail(t, "no-date", fmt.Sprintf("the year %d is not of our time", d.Year), "write the year with four figures, such as 2026")
	default:
		return true
	}
	return false
}

// plainDate reads the form that nearly all dates are in, without a parser.
func plainDate(s string) (Date, bool) {
	if len(s) != len("2026-11-14") || s[4] != '-' || s[7] != '-' {
		return Date{}, false
	}
	year, a := digits(s, 0, 4)
	month, b := digits(s, 5, 2)
	day, c := digits(s, 8, 2)
	d := Date{year, time.Month(month), day}
	return d, a == 4 && b == 7 && c == 10 && 1900 <= year && year < lastYear && d.Valid()
}

// dates reads one day, several, or a run of days.
func (p *parser) dates() {
	at := p.peek()
	d := p.date()
	if p.failed {
		return
	}
	p.days = append(p.days, d)
	if c := p.peek().class; c == dots || c == dash || c == to || c == until {
		mark := p.i
		p.take()
		if !p.dateAhead() {
			p.i = mark
			return
		}
		last := p.date()
		if p.failed {
			return
		}
		at.end = p.toks[p.i-1].end
		if last.Before(d) {
			p.fail(at, "end-before-start", "the last day, "+last.String()+", is before the first, "+d.String(), "write the earlier day first")
			return
		}
		if len(p.days) > 1 || !p.through.IsZero() {
			p.fail(at, "two-dates", "several runs of days in one line", "write one line for each")
			return
		}
		p.through = last
	}
}

// dayBeforeDate reads a weekday that stands before its date and makes sure
// that it is the right one: one of the two would send people there in vain.
func (p *parser) dayBeforeDate() bool {
	mark := p.i
	day := p.take()
	p.accept(comma)
	if !p.dateAhead() {
		p.i = mark
		return false
	}
	d := p.date()
	if p.failed {
		return true
	}
	if d.Weekday() != time.Weekday(day.value) {
		p.fail(day, "wrong-weekday", fmt.Sprintf("%s is a %s, not a %s", d, weekdayNames[d.Weekday()], weekdayNames[day.value]), "look which of the two is right, and write the date only")
		return true
	}
	p.days = append(p.days, d)
	return true
}
