package schedule

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// looseDate is a date as written, whose month or year may be elsewhere.
type looseDate struct {
	day, month, year int
	weekday          time.Weekday
	hasDay           bool
	off, end         int
	iso              bool
	other            *Date // the second reading of 05/06/2027
	moment           *clockForm
	nth              bool // "4th of July"
}

// dateAhead reports whether a date begins here, with or without its year.
func (p *reading) dateAhead() bool {
	mark := p.i
	defer func() { p.i = mark }()
	_, _, ok := p.dateItem()
	return ok
}

// dateAt is dateAhead n tokens ahead.
func (p *reading) dateAt(n int) bool {
	mark := p.i
	defer func() { p.i = mark }()
	p.i = min(p.i+n, len(p.toks)-1)
	return p.dateAhead()
}

// dateItem reads "Sat 2026-12-05", "Dec 5, 12 and 19, 2026", "5-8 December";
// run says that the second of two is the last day.
func (p *reading) dateItem() (items []looseDate, run, ok bool) {
	mark := p.i
	if items, run, ok = p.dateItemHere(); !ok {
		p.i = mark
	}
	return items, run, ok
}

func (p *reading) dateItemHere() (items []looseDate, run, ok bool) {
	var day *token
	if t := p.peek(); t.is(weekdayWord) && t.sense(weekdayWord).value >= 0 {
		day = p.take()
		p.acceptAll(comma)
		p.acceptAll(the)
	}
	t := p.peek()
	switch {
	case t.kind == dateToken:
		p.take()
		d := looseDate{off: t.off, end: t.off + len(strings.TrimRight(t.text, "Tt"))}
		f := t.date
		d.iso = f.order == 'i'
		switch f.order {
		case 'i', 'c', 'y':
			d.year, d.month, d.day = f.a, f.b, f.c
		default:
			dayFirst, monthFirst := Date{f.c, time.Month(f.b), f.a}, Date{f.c, time.Month(f.a), f.b}
			if f.order == 'p' {
				dayFirst.Year, monthFirst.Year = 2024, 2024
			}
			switch {
			case dayFirst.Valid() && (f.dotted || !monthFirst.Valid() || dayFirst == monthFirst):
				d.day, d.month = f.a, f.b
			case monthFirst.Valid() && !dayFirst.Valid():
				d.day, d.month = f.b, f.a
			case !dayFirst.Valid():
				d.day, d.month = f.a, f.b
			default:
				d.day, d.month = f.b, f.a
				o := dayFirst
				d.other = &o
			}
			if f.order == 'n' {
				d.year = f.c
			} else if d.other != nil {
				d.other.Year = 0
			}
		}
		items = []looseDate{d}
	case t.is(monthWord):
		month := p.take()
		if !p.dayNumber() {
			return nil, false, false
		}
		items, run = p.dayList(false)
		for i := range items {
			items[i].month = month.sense(monthWord).value
		}
		items[0].off = month.off
		mark := p.i
		p.acceptAll(comma, of)
		if y := p.peek(); y.isYear() && !p.clockAt(0) {
			p.take()
			for i := range items {
				items[i].year = y.value
			}
			items[len(items)-1].end = y.end
		} else {
			p.i = mark
		}
	case p.dayNumber():
		p.acceptAll()
		items, run = p.dayList(true)
		nth := p.last().kind == ordinalToken
		p.acceptAll(of, the)
		nth = nth && p.last().is(of)
		month := p.peek()
		if !month.is(monthWord) {
			return nil, false, false
		}
		p.take()
		last := &items[len(items)-1]
		last.end = month.end
		last.nth = nth
		for i := range items {
			items[i].month = month.sense(monthWord).value
		}
		mark := p.i
		p.acceptAll(comma, of)
		if y := p.peek(); y.isYear() && !p.clockAt(0) {
			p.take()
			for i := range items {
				items[i].year = y.value
			}
			last.end = y.end
		} else {
			p.i = mark
		}
	default:
		return nil, false, false
	}
	if day != nil {
		items[0].weekday, items[0].hasDay = time.Weekday(day.sense(weekdayWord).value), true
		return items, run, true
	}
	// A weekday after its date: 2026-12-05 (Saturday).
	mark := p.i
	p.acceptAll(comma)
	if w := p.peek(); len(items) == 1 && (!p.limit || w.opened) && w.is(weekdayWord) && w.sense(weekdayWord).value >= 0 && !p.ahead(1).isOne(weekdayWord, weekdaysWord) &&
		!(p.ahead(1).isOne(dash, to, comma, and, slash) && p.ahead(2).isOne(weekdayWord, weekdaysWord) && !p.dateAt(2)) && !p.dateAhead() {
		p.take()
		items[0].weekday, items[0].hasDay = time.Weekday(w.sense(weekdayWord).value), true
	} else {
		p.i = mark
	}
	return items, run, true
}

// dayNumber reports whether the next token is a day of the month in digits.
func (p *reading) dayNumber() bool {
	t := p.peek()
	return (t.kind == numberToken && !t.half || t.kind == ordinalToken) && t.value >= 1 && t.value <= 31
}

// dayList reads "5", "5, 12 and 19", "5-8". Before the month a number can only
// be a day; after it a number may be a time.
func (p *reading) dayList(before bool) (items []looseDate, run bool) {
	add := func() {
		t := p.take()
		items = append(items, looseDate{day: t.value, off: t.off, end: t.end})
	}
	add()
	if p.peek().isOne(dash, to, through, until) {
		mark := p.i
		p.take()
		p.accept(the)
		if p.dayNumber() && (before || !p.clockAt(0)) && !(p.ahead(1).isOne(of, monthWord) && !before) {
			add()
			return items, true
		}
		p.i = mark
	}
	for {
		mark := p.i
		p.acceptAll(comma, and)
		p.accept(the)
		next := p.ahead(1)
		if p.i == mark || !p.dayNumber() || p.clockAt(0) || !before && (next.isOne(monthWord, times, weekUnit, monthUnit, weekdayWord, weekdaysWord, hourUnit) || next.is(of) || next.isOne(dash, to)) {
			p.i = mark
			return items, false
		}
		add()
	}
}

// dateList reads dates one after another, or from one to another.
func (p *reading) dateList() (items []looseDate, run, ok bool) {
	items, run, ok = p.dateItem()
	if !ok {
		return nil, false, false
	}
	for {
		mark := p.i
		connector := p.peek()
		switch {
		case connector.isOne(dash, dots, to, until, through):
			p.take()
			p.accept(the)
			more, _, ok := p.dateItem()
			if !ok || run || len(items) > 1 || len(more) > 1 {
				p.i = mark
				return items, run, true
			}
			items = append(items, more...)
			run = true
			continue
		case connector.isOne(comma, and, or):
			if connector.is(or) {
				p.i = mark
				return items, run, true
			}
			p.acceptAll(comma, and)
		case connector.kind != dateToken:
			return items, run, true
		}
		more, more2, ok := p.dateItem()
		if !ok || run || more2 {
			p.i = mark
			return items, run, true
		}
		items = append(items, more...)
	}
}

// datesWritten reads the dates of something that takes place on them.
func (p *reading) datesWritten() bool {
	p.acceptAll(on, the)
	if p.v.language != "en" && p.peek().is(from) && !p.ahead(1).is(weekdayWord) {
		p.take() // del 5 al 8
		p.accept(the)
		if items, run, ok := p.dateItem(); !ok || !run || len(items) != 2 {
			return false
		}
		p.i--
		for !p.toks[p.i].is(from) {
			p.i--
		}
		p.take()
	}
	start := p.peek()
	items, run, ok := p.dateList()
	if !ok {
		return false
	}
	if len(items) == 1 && items[0].year == 0 && p.yearlyHere() {
		return false
	}
	if p.peek().is(or) && p.dateAt(1) {
		return false
	}
	c := clause{kind: datesClause, run: run, off: start.off}
	c.dates = p.complete(items, run)
	c.iso = items[0].iso
	c.end = p.last().end
	p.clauses = append(p.clauses, c)
	return true
}

// yearlyHere reports whether "every year" comes next.
func (p *reading) yearlyHere() bool {
	j := 0
	for p.ahead(j).is(comma) {
		j++
	}
	return p.ahead(j).is(yearly) || p.ahead(j).isOne(every, all) && (p.ahead(j+1).is(yearUnit) || p.ahead(j+2).is(yearUnit))
}

// complete gives each date the month and year written beside another, or
// guesses the year from Now and reports it; and it reports how dates in other
// forms were read.
func (p *reading) complete(items []looseDate, run bool) []writtenDate {
	n := len(items)
	for i := n - 2; i >= 0; i-- { // from the right: 5 December and 12 December 2026
		if items[i].year == 0 && items[i+1].year > 0 {
			items[i].year = items[i+1].year
			if items[i].month > items[i+1].month || items[i].month == items[i+1].month && items[i].day > items[i+1].day {
				items[i].year--
			}
		}
	}
	for i := 1; i < n; i++ {
		if items[i].year == 0 && items[i-1].year > 0 {
			items[i].year = items[i-1].year
			if items[i].month < items[i-1].month {
				items[i].year++
			}
		}
	}
	out := make([]writtenDate, n)
	if items[0].year == 0 {
		p.yearAfter(items)
	}
	bare := items[0].year == 0
	if bare {
		p.guessYears(items, run && n == 2)
	}
	form, forms := []edit{}, []string{}
	for i := range items {
		d := &items[i]
		out[i] = writtenDate{date: Date{d.year, time.Month(d.month), d.day}, off: d.off, end: d.end, weekday: d.weekday, hasDay: d.hasDay}
		text := quote(p.src[d.off:d.end])
		switch {
		case d.other != nil && !bare:
			if d.hasDay && (out[i].date.Weekday() == d.weekday) != (d.other.Weekday() == d.weekday) {
				if d.other.Weekday() == d.weekday {
					out[i].date = *d.other
				}
				form = append(form, edit{d.off, d.end, out[i].date.String()})
				forms = append(forms, out[i].date.String())
				break
			}
			a, b := out[i].date.String(), d.other.String()
			p.fail(d.off, d.end, "date-form", text+" can be two different days", "write year-month-day: "+a+" or "+b, replace(d.off, d.end, a), replace(d.off, d.end, b))
			continue
		case !p.exists(d, out[i].date):
			continue
		case !d.iso && !bare:
			form = append(form, edit{d.off, d.end, out[i].date.String()})
			forms = append(forms, out[i].date.String())
		}
		if d.hasDay && out[i].date.Weekday() != d.weekday && !bare {
			p.wrongWeekday(d, out[i].date)
		}
	}
	if len(forms) > 0 {
		off, end := form[0].off, form[len(form)-1].end
		said := strings.Join(forms, ", ")
		if run && len(forms) == 2 {
			said = forms[0] + " to " + forms[1]
		}
		p.warn(off, end, "date-form", quote(p.src[off:end])+" is read as "+said, "write year-month-day: "+said, form)
	}
	if run && n == 2 && out[1].date.Before(out[0].date) && out[0].date.Valid() && out[1].date.Valid() {
		p.fail(items[0].off, items[1].end, "end-before-start", "the last day, "+out[1].date.String()+", is before the first, "+out[0].date.String(), "write the earlier day first")
	}
	return out
}

// yearAfter returns the year of a later date in the phrase: "5 December, 10am
// and 6 December 2026, 11am".
func (p *reading) yearAfter(items []looseDate) {
	mark := p.i
	defer func() { p.i = mark }()
	last := items[len(items)-1]
	for ; p.i < len(p.toks)-1; p.i++ {
		if t := p.peek(); t.isOne(until, through, starting, except, not) {
			return
		}
		at := p.i
		later, _, ok := p.dateItem()
		p.i = at
		if !ok || later[0].year == 0 {
			continue
		}
		for i := range items {
			items[i].year = later[0].year
			if last.month > later[0].month || last.month == later[0].month && last.day > later[0].day {
				items[i].year--
			}
		}
		return
	}
}

// wholeMonths reports whether two days are the first and the last of a season of
// whole months, as in "May 1 - October 31": it comes back every year.
func wholeMonths(items []looseDate) bool {
	last := Date{2001, time.Month(items[1].month), items[1].day}
	return items[0].day == 1 && last.Valid() && last.AddDays(1).Day == 1
}

// guessYears takes the next day of each date, counted from Now, and reports
// that the year is missing.
func (p *reading) guessYears(items []looseDate, run bool) {
	now := p.Now
	off, end := items[0].off, items[len(items)-1].end
	if now.IsZero() {
		for i := range items {
			items[i].year = 2000
		}
		p.fail(off, end, "date-form", "a date without its year", "write the whole date as year-month-day, such as 2026-12-05")
		return
	}
	next := func(month, day int, from Date, weekday time.Weekday, hasDay bool) (Date, bool) {
		for y := from.Year; y < from.Year+12; y++ {
			d := Date{y, time.Month(month), day}
			if d.Valid() && !d.Before(from) && (!hasDay || d.Weekday() == weekday) {
				return d, true
			}
		}
		return Date{}, false
	}
	var repairs [][]edit
	try := func(swap bool) {
		from := now
		var edits []edit
		for i := range items {
			d := &items[i]
			month, day := d.month, d.day
			if swap && d.other != nil {
				month, day = int(d.other.Month), d.other.Day
			}
			guess, ok := next(month, day, from, d.weekday, d.hasDay)
			if !ok {
				if !swap {
					d.year = from.Year
				}
				return
			}
			if !swap {
				d.year = guess.Year
			}
			from = guess
			edits = append(edits, edit{d.off, d.end, guess.String()})
		}
		repairs = append(repairs, edits)
	}
	try(false)
	if items[0].other != nil {
		try(true)
	}
	hint := "write the whole date as year-month-day, such as 2026-12-05"
	if len(repairs) > 0 {
		hint = "write the whole date as year-month-day"
		if len(items) == 1 && items[0].nth {
			repairs = append(repairs, replace(off, end, "every year on "+p.src[off:end]))
		}
		if run && wholeMonths(items) {
			repairs = slices.Insert(repairs, 0, replace(off, end, "in "+time.Month(items[0].month).String()+"-"+time.Month(items[1].month).String()))
		}
	}
	p.fail(off, end, "date-form", "a date without its year", hint, repairs...)
}

// wrongWeekday reports a weekday that does not match its date: one of the two
// would send people there for nothing.
func (p *reading) wrongWeekday(d *looseDate, date Date) {
	var named *token
	for i := range p.toks {
		if t := &p.toks[i]; t.is(weekdayWord) && time.Weekday(t.sense(weekdayWord).value) == d.weekday && (named == nil || abs(t.off-d.off) < abs(named.off-d.off)) {
			named = t
		}
	}
	if named == nil {
		named = &token{off: d.off, end: d.end}
	}
	text := fmt.Sprintf("%s is a %s, not a %s", date, weekdayNames[date.Weekday()], weekdayNames[d.weekday])
	p.fail(named.off, named.end, "wrong-weekday", text, "check which of the two is right, and write only the date",
		replace(named.off, named.end, p.weekdayName(date.Weekday())), replace(d.off, d.end, nearest(date, d.weekday).String()))
}

// nearest returns the day closest to d that has the weekday.
func nearest(d Date, w time.Weekday) Date {
	n := (int(w-d.Weekday()) + 7) % 7
	if n > 3 {
		n -= 7
	}
	return d.AddDays(n)
}

// weekdayName returns a weekday in the language of the phrase.
func (p *reading) weekdayName(w time.Weekday) string {
	return p.word(weekdayWord, int(w), weekdayNames[w])
}

func abs(n int) int { return max(n, -n) }

// exists reports a date that does not exist.
func (p *reading) exists(l *looseDate, d Date) bool {
	switch {
	case d.Month < 1 || d.Month > 12:
		if swapped := (Date{d.Year, time.Month(d.Day), int(d.Month)}); swapped.Valid() {
			p.fail(l.off, l.end, "no-date", quote(p.src[l.off:l.end])+" is not a date: there is no month "+itoa(int(d.Month)), "write year-month-day: "+swapped.String(), replace(l.off, l.end, swapped.String()))
			return false
		}
		p.fail(l.off, l.end, "no-date", fmt.Sprintf("there is no month %d", int(d.Month)), "write year-month-day, such as 2026-11-14")
	case d.Day < 1 || d.Day > daysIn(d.Year, d.Month):
		last := daysIn(d.Year, d.Month)
		p.fail(l.off, l.end, "no-date", fmt.Sprintf("%s %d has %d days", monthNames[d.Month-1], d.Year, last), fmt.Sprintf("write a day from 1 to %d", last))
	case d.Year < 1900 || d.Year >= lastYear:
		p.fail(l.off, l.end, "no-date", fmt.Sprintf("%d is not a plausible year", d.Year), "write the year with four digits, such as 2026")
	default:
		return true
	}
	return false
}

// plainDate is a quick way to read the form that nearly all dates have.
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

// beginning reads "from 2026-12-08", "starting September 2027", and the end of
// a range with it, "from 2026-12-08 to 2027-03-30".
func (p *reading) beginning() bool {
	t := p.peek()
	if !t.isOne(starting, from) {
		if t.is(monthWord) && p.ahead(1).is(onwards) { // September onwards
			month := p.take()
			end := p.take().end
			p.beginInMonth(month, 0, month.off, end)
			return true
		}
		return false
	}
	p.take()
	p.limit = true
	defer func() { p.limit = false }()
	p.acceptAll(on, at, the, in, from)
	if m := p.peek(); m.is(monthWord) && !p.dayBeside() {
		p.take()
		if p.peek().isOne(dash, to, until, through) && p.ahead(1).is(monthWord) && !p.dayAfter(1) {
			return false // from May to October
		}
		year := p.yearAhead()
		if year > 0 {
			p.acceptAll(comma, of)
			p.take()
		}
		p.beginInMonth(m, year, t.off, p.last().end)
		return true
	}
	items, run, ok := p.dateItem()
	if !ok {
		return false
	}
	if len(items) == 1 && p.peek().isOne(dash, dots, to, until, through) {
		mark := p.i
		p.take()
		p.accept(the)
		if more, _, ok := p.dateItem(); ok && len(more) == 1 {
			items, run = append(items, more...), true
		} else {
			p.i = mark
		}
	}
	if len(items) > 1 && !run {
		return false
	}
	dates := p.complete(items, run)
	p.clauses = append(p.clauses, clause{kind: beginClause, dates: dates[:1], iso: items[0].iso})
	if run {
		p.clauses = append(p.clauses, clause{kind: endClause, dates: dates[1:]})
	}
	return true
}

func (p *reading) dayAfter(n int) bool {
	t := p.ahead(n + 1)
	return t.kind == numberToken && t.value >= 1 && t.value <= 31
}

func (p *reading) beginInMonth(month *token, year, off, end int) {
	c := clause{kind: beginClause, off: off, end: end, dates: []writtenDate{{monthEnd: true, off: month.off, end: end}}}
	m := time.Month(month.sense(monthWord).value)
	c.dates[0].date = Date{year, m, 1}
	if year == 0 {
		c.count = 1 // the year is missing
		c.dates[0].date.Year = 2000
		if !p.Now.IsZero() {
			c.dates[0].date.Year = p.Now.Year
			switch past := fold(p.src[off:min(len(p.src), off+5)]) == "since"; {
			case past && m > p.Now.Month:
				c.dates[0].date.Year--
			case !past && m <= p.Now.Month:
				c.dates[0].date.Year++
			}
		}
	}
	p.clauses = append(p.clauses, c)
}

// endOfRun reads "until 2027-06-30", "through June 2027", "until the end of
// June".
func (p *reading) endOfRun() bool {
	t := p.peek()
	if !t.isOne(until, to, through) {
		return false
	}
	p.take()
	p.limit = true
	defer func() { p.limit = false }()
	p.acceptAll(the, on, from, of)
	whole := t.is(through)
	if p.accept(ending) {
		whole = true
		p.accept(the)
	}
	if m := p.peek(); m.is(monthWord) && !p.dayBeside() {
		p.take()
		month := time.Month(m.sense(monthWord).value)
		year := p.yearAhead()
		said := year > 0
		if said {
			p.acceptAll(comma, of)
			p.take()
		}
		if !said {
			year = 2000
			if !p.Now.IsZero() {
				year = p.Now.Year
				if month < p.Now.Month {
					year++
				}
			}
		}
		last := Date{year, month, daysIn(year, month)}
		off, end := t.off, p.last().end
		c := clause{kind: endClause, dates: []writtenDate{{date: last, off: m.off, end: end}}}
		p.clauses = append(p.clauses, c)
		if !whole || !said {
			before := Date{year, month, 1}.AddDays(-1)
			repairs := [][]edit{replace(off, end, "until "+last.String())}
			text := "the day is missing: " + p.src[off:end]
			if !whole {
				repairs = [][]edit{replace(off, end, "until "+before.String()), repairs[0]}
			}
			if p.Now.IsZero() && !said {
				repairs = nil
			}
			p.fail(off, end, "date-form", text, "write the last day as year-month-day, such as until 2027-06-30", repairs...)
		}
		return true
	}
	items, run, ok := p.dateItem()
	if !ok || run || len(items) != 1 {
		return false
	}
	p.clauses = append(p.clauses, clause{kind: endClause, dates: p.complete(items, false)})
	return true
}

// skipping reads days off: dates, ranges of them, months, weekdays, and names
// of closures; "closed Mondays", "Monday: closed".
func (p *reading) skipping() bool {
	t := p.peek()
	if t.is(closureWord) && (p.ahead(1).is(closed) || p.ahead(1).is(colon) && p.ahead(2).is(closed)) { // public holidays: closed
		p.take()
		p.clauses = append(p.clauses, clause{kind: skipClause, skips: []Skip{{Closure: p.closureID(t)}}})
		p.acceptAll(colon)
		p.take()
		return true
	}
	shut := t.is(closed)
	if !shut && !t.isOne(except, not) {
		return false
	}
	p.take()
	n := len(p.clauses)
	if shut && n > 0 && p.clauses[n-1].kind == daysClause && !p.strong && (!p.weak || !p.skipAhead()) && !(p.toks[max(0, p.i-2)].is(comma) && p.skipAhead()) {
		c := &p.clauses[n-1] // Monday: closed
		if len(c.rules) != 1 || c.rules[0].Frequency != Weekly || c.rules[0].Interval > 1 {
			return false
		}
		*c = clause{kind: skipClause, days: c.rules[0].Days, off: c.off, end: t.end, strong: c.strong, weak: c.weak}
		return true
	}
	p.acceptAll(not)
	c := clause{kind: skipClause}
	for {
		p.acceptAll(on, in, the, forWord, at, from, of)
		if !p.skipItem(&c) {
			break
		}
		mark := p.i
		p.acceptAll(comma, and, or)
		if p.i == mark {
			break
		}
		p.acceptAll(not, on, in, the, from, of)
		if !p.skipAhead() {
			p.i = mark
			break
		}
	}
	if p.stuck {
		return true
	}
	if len(c.skips)+len(c.days) == 0 && c.months == 0 {
		var repairs [][]edit
		if !shut && p.peek().kind == endToken {
			repairs = append(repairs, replace(t.off, t.end, ""))
		}
		p.stop(t.off, t.end, "date-form", "no day after "+quote(t.text), "write the days off, such as except 2026-11-10", repairs...)
		return true
	}
	p.clauses = append(p.clauses, c)
	return true
}

// skipAhead reports whether a day off may begin here.
func (p *reading) skipAhead() bool {
	mark := p.i
	defer func() { p.i = mark }()
	p.acceptAll(on, in, the, from, of)
	t := p.peek()
	if p.dateAhead() || t.is(closureWord) || t.is(monthWord) && !p.dayBeside() {
		return true
	}
	if t.isOne(weekdayWord, weekdaysWord, weekend) {
		// A weekday with a time starts the next entry: "closed Monday, Tuesday
		// 9am-5pm".
		p.weekdayList()
		p.acceptAll(colon)
		return !p.clockAt(0)
	}
	return t.kind == wordToken && len(t.senses) == 0
}

func (p *reading) skipItem(c *clause) bool {
	t := p.peek()
	switch {
	case t.is(closureWord):
		p.take()
		id := p.closureID(t)
		c.skips = append(c.skips, Skip{Closure: id})
		return true
	case p.dateAhead():
		items, run, _ := p.dateItem()
		if len(items) == 1 && p.peek().isOne(dots, dash, to, until, through) {
			mark := p.i
			p.take()
			p.accept(the)
			if more, _, ok := p.dateItem(); ok && len(more) == 1 {
				items, run = append(items, more...), true
			} else {
				p.i = mark
			}
		}
		if items[len(items)-1].year == 0 && items[0].other == nil { // every year
			for _, d := range items {
				if !(Date{2024, time.Month(d.month), d.day}).Valid() {
					p.stop(d.off, d.end, "no-date", quote(p.src[d.off:d.end])+" is not a date", "write year-month-day, such as 2026-11-14")
					return false
				}
			}
			day := func(d looseDate) Date { return Date{0, time.Month(d.month), d.day} }
			if run {
				c.skips = append(c.skips, Skip{From: day(items[0]), To: day(items[1])})
				return true
			}
			for _, d := range items {
				c.skips = append(c.skips, Skip{From: day(d), To: day(d)})
			}
			return true
		}
		dates := p.complete(items, run)
		if run {
			k := Skip{From: dates[0].date, To: dates[1].date}
			if k.From.DaysUntil(k.To) > longestRun {
				p.stop(dates[0].off, dates[1].end, "long-run", "these days off last more than two years", "write the last day of the schedule instead: until "+k.From.AddDays(-1).String())
				return false
			}
			c.skips = append(c.skips, k)
			return true
		}
		for _, d := range dates {
			c.skips = append(c.skips, Skip{From: d.date, To: d.date})
		}
		return true
	case t.isOne(weekdayWord, weekdaysWord, weekend):
		days, _ := p.weekdayList()
		c.days = mergeDays(c.days, days)
		return true
	case t.is(monthWord):
		m, _, ok := p.monthSet()
		if !ok || p.yearAhead() > 0 {
			return false
		}
		c.months |= m
		return true
	case t.kind == wordToken:
		return p.closureName(c)
	}
	return false
}

// longestRun is how many days a range of days off may last.
const longestRun = 731

// closureName reads the name of a closure by its id: its words, with or without
// the hyphens.
func (p *reading) closureName(c *clause) bool {
	first := p.peek()
	name, length := "", 0
	key := ""
	mark := p.i
	for n := 0; n < 6; n++ {
		t := p.ahead(n)
		if t.is(dash) || t.text == "_" {
			continue
		}
		if t.kind != wordToken && t.kind != numberToken || t.kind == numberToken && key == "" {
			break
		}
		if key != "" {
			key += "-"
		}
		key += strings.ReplaceAll(strings.ToLower(t.text), " ", "-")
		for _, id := range p.Closures {
			if strings.EqualFold(id, key) {
				name, length = id, n+1
			}
		}
		// A single word that schedules do not know can only be a name.
		whole := p.src[first.off:t.end]
		if next := p.ahead(n + 1); length == 0 && (next.off > t.end || next.kind == endToken || next.isOne(comma, semicolon)) && !strings.Contains(whole, " ") &&
			(strings.ContainsAny(whole, "-_") || len(first.senses) == 0) {
			name, length = strings.ToLower(whole), n+1
		}
	}
	if length == 0 {
		p.i = mark
		return false
	}
	p.i += length
	c.skips = append(c.skips, Skip{Closure: name})
	return true
}

// closureID returns the closure that an everyday name means here.
func (p *reading) closureID(t *token) string {
	s := t.sense(closureWord)
	has := func(id string) bool {
		for _, c := range p.Closures {
			if c == id {
				return true
			}
		}
		return false
	}
	if literal := strings.ToLower(t.text); has(literal) {
		return literal
	}
	if s.name != "?" {
		if p.Closures == nil || has(s.name) {
			return s.name
		}
		if len(p.Closures) == 1 && strings.Contains(p.Closures[0], "holiday") && strings.HasPrefix(s.name, "public") {
			return p.Closures[0]
		}
		return s.name
	}
	switch len(p.Closures) {
	case 1:
		p.chosen = true
		return p.Closures[0]
	case 0:
		p.fail(t.off, t.end, "which-day", quote(t.text)+" can be public holidays or school holidays", "write public-holidays or school-holidays, with their days in closures.yaml",
			replace(t.off, t.end, "public-holidays"), replace(t.off, t.end, "school-holidays"))
		return "public-holidays"
	}
	var repairs [][]edit
	for _, id := range p.Closures {
		repairs = append(repairs, replace(t.off, t.end, id))
	}
	p.fail(t.off, t.end, "which-day", quote(t.text)+" can be more than one closure", "write its name from closures.yaml: "+strings.Join(p.Closures, " or "), repairs...)
	return p.Closures[0]
}
