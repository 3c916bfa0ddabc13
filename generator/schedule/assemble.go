package schedule

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// entry is what a phrase says about one schedule, or about several that share
// it.
type entry struct {
	days      []*clause
	dates     []*clause
	clocks    []*clause // and parts of the day, in order
	months    []*clause
	begin     *clause
	end       *clause
	count     *clause
	length    *clause
	skips     []*clause
	always    *clause
	stay      *clause
	first     bool // the times come before the days
	off, till int
}

func (e *entry) hasDays() bool { return len(e.days)+len(e.dates) > 0 || e.stay != nil }

func (e *entry) hasTime() bool {
	return e.always != nil || e.stay != nil || slices.ContainsFunc(e.clocks, func(c *clause) bool { return c.kind == clocksClause })
}

// limits reports whether something limits the days of the entry.
func (e *entry) limits() bool {
	return len(e.months) > 0 || e.begin != nil || e.end != nil || e.count != nil || e.length != nil || len(e.skips) > 0
}

// entries groups the clauses: each time belongs to the days beside it, and days
// without a time share the time of the days after them.
func (p *reading) entries() []*entry {
	cur := &entry{}
	all := []*entry{cur}
	global := &entry{}
	for i := range p.clauses {
		c := &p.clauses[i]
		begins := false
		switch c.kind {
		case daysClause, datesClause, stayClause:
			if !cur.hasDays() {
				break
			}
			switch {
			case c.strong:
				begins = true
			case cur.first: // it begins with its time
			case c.kind == stayClause:
				begins = cur.hasTime()
			case cur.stay != nil:
			case cur.hasTime():
				// A date beside a rule is its first day: every Tuesday 7pm
				// 2026-12-08.
				begins = (c.kind == datesClause) == (len(cur.dates) > 0 && len(cur.days) == 0) || c.kind == datesClause && len(cur.dates) > 0 || p.timeFollows(i)
				if c.kind == daysClause && len(c.check) > 0 && len(cur.dates) > 0 && len(cur.days) == 0 && !p.timeFollows(i) {
					begins = false // the weekday of the date
				}
			}
		case clocksClause, alwaysClause:
			switch {
			case cur.first && cur.hasDays():
				begins = true
			case !cur.hasDays():
				cur.first = true
			case cur.hasTime() && !c.strong && cur.clocks[len(cur.clocks)-1].kind != partClause:
				p.stop(c.off, c.end, "two-times", "a second time of day", "write one line for each time")
				return nil
			}
		case partClause:
			begins = cur.first && cur.hasDays() && p.timeFollows(i)
		default:
			if c.strong && cur.hasDays() {
				if p.daysFollow(i) {
					begins = true
				} else {
					global.add(c)
					continue
				}
			}
		}
		if begins {
			next := &entry{first: cur.first && (c.kind == clocksClause || c.kind == alwaysClause || c.kind == partClause)}
			all = append(all, next)
			cur = next
		}
		cur.add(c)
	}
	for _, e := range all {
		e.months = append(e.months, global.months...)
		e.skips = append(e.skips, global.skips...)
		if e.begin == nil {
			e.begin = global.begin
		}
		if e.end == nil {
			e.end = global.end
		}
		if e.count == nil {
			e.count = global.count
		}
		if e.length == nil {
			e.length = global.length
		}
	}
	return all
}

// timeFollows reports whether a time comes after clause i and before other days.
func (p *reading) timeFollows(i int) bool {
	for _, c := range p.clauses[i+1:] {
		switch c.kind {
		case clocksClause, alwaysClause:
			return true
		case daysClause, datesClause, stayClause:
			return false
		}
		if c.strong {
			return false
		}
	}
	return false
}

// daysFollow reports whether days come after clause i in the same part of the
// line.
func (p *reading) daysFollow(i int) bool {
	for _, c := range p.clauses[i+1:] {
		if c.strong {
			return false
		}
		if c.kind == daysClause || c.kind == datesClause || c.kind == stayClause {
			return true
		}
	}
	return false
}

func (e *entry) add(c *clause) {
	if e.till == 0 {
		e.off = c.off
	}
	e.till = max(e.till, c.end)
	switch c.kind {
	case daysClause:
		e.days = append(e.days, c)
	case datesClause:
		e.dates = append(e.dates, c)
	case clocksClause, partClause:
		e.clocks = append(e.clocks, c)
	case monthsClause:
		e.months = append(e.months, c)
	case beginClause:
		e.begin = c
	case endClause:
		e.end = c
	case countClause:
		e.count = c
	case lengthClause:
		e.length = c
	case skipClause:
		e.skips = append(e.skips, c)
	case alwaysClause:
		e.always = c
	case stayClause:
		e.stay = c
	}
}

// assemble makes the schedules that the clauses say.
func (p *reading) assemble() []Schedule {
	p.second()
	entries := p.entries()
	if p.stuck {
		return nil
	}
	entries = p.share(entries)
	p.settleLimits(entries)
	var out []Schedule
	onlyDates := len(entries) > 1
	for _, e := range entries {
		made := p.make(e)
		if p.stuck {
			return nil
		}
		for _, s := range made {
			onlyDates = onlyDates && s.Rule.Frequency == Once && s.End.IsZero() && !s.Start.IsZero() && len(s.Skip) == 0 && !s.Always
		}
		out = append(out, made...)
	}
	if onlyDates {
		return joinDates(out)
	}
	if len(out) > 1 {
		out = p.distinct(out)
	}
	return out
}

// second reports a second one of what may be given only once.
func (p *reading) second() {
	var seen [stayClause + 1]*clause
	for i := range p.clauses {
		c := &p.clauses[i]
		switch c.kind {
		case daysClause, datesClause, stayClause:
			if c.strong || p.timeFollows(i) {
				seen = [stayClause + 1]*clause{}
			}
		case beginClause, endClause, countClause, lengthClause:
			if seen[c.kind] != nil {
				p.stop(c.off, c.end, "two-dates", "a second "+map[clauseKind]string{beginClause: "first day", endClause: "last day", countClause: "number of times", lengthClause: "length"}[c.kind], "write one of them")
			}
			seen[c.kind] = c
		}
	}
}

// distinct drops repetitions from a list.
func (p *reading) distinct(all []Schedule) []Schedule {
	var out []Schedule
	for _, s := range all {
		if slices.ContainsFunc(out, func(o Schedule) bool { return o.Phrase() == s.Phrase() }) {
			p.chosen = true
			continue
		}
		out = append(out, s)
	}
	return out
}

// joinDates turns several dates with their times into one irregular series.
func joinDates(all []Schedule) []Schedule {
	one := Schedule{}
	seen := map[Date]bool{}
	for _, s := range all {
		if seen[s.Start] || len(s.Dates) > 0 {
			return all // two occasions on one day are two schedules
		}
		seen[s.Start] = true
		one.Dates = append(one.Dates, Dated{s.Start, s.Time})
	}
	return []Schedule{one}
}

// share gives days without a time the time of the days after them, and reports
// days whose time is missing.
func (p *reading) share(entries []*entry) []*entry {
	// A time before all days applies to all of them.
	if len(entries) < 2 {
		return entries
	}
	timed := 0
	for _, e := range entries {
		if e.hasTime() {
			timed++
		}
	}
	if timed == 0 || timed == len(entries) {
		return entries
	}
	last := entries[len(entries)-1]
	if timed == 1 && last.hasTime() {
		for _, e := range entries[:len(entries)-1] {
			e.clocks, e.always = last.clocks, last.always
		}
		p.chosen = true
		return entries
	}
	for i, e := range entries {
		if e.hasTime() || !e.hasDays() {
			continue
		}
		var repairs [][]edit
		if i > 0 && len(entries[i-1].clocks) > 0 {
			c := entries[i-1].clocks
			repairs = append(repairs, []edit{{e.till, e.till, " " + p.src[c[0].off:c[len(c)-1].end]}})
		}
		p.fail(e.off, e.till, "no-time", quote(p.src[e.off:e.till])+" has no time of day, but the others do", "write its time beside it", repairs...)
	}
	return entries
}

// settleLimits decides which days a last day or months belong to: before all
// days, to all of them; after a comma, to those still open.
func (p *reading) settleLimits(entries []*entry) {
	if len(entries) < 2 {
		return
	}
	n := 0
	for _, e := range entries {
		if e.limits() {
			n++
		}
	}
	if n != 1 {
		return
	}
	first, last := entries[0], entries[len(entries)-1]
	switch {
	case first.limits() && p.limitsFirst(first):
		for _, e := range entries[1:] {
			e.months, e.begin, e.end, e.count, e.length, e.skips = first.months, first.begin, first.end, first.count, first.length, first.skips
		}
	case last.limits():
		only := len(last.months) == 0 && last.begin == nil && last.end == nil && last.count == nil && last.length == nil
		for _, c := range last.skips {
			only = only && c.weak && len(c.days) == 0 || len(c.days) > 0 && len(c.skips) == 0
		}
		if only {
			for _, e := range entries[:len(entries)-1] {
				e.skips = last.skips
			}
			return
		}
		if p.endsOwnLine(last) {
			return
		}
		var text []string
		off, till := len(p.src), 0
		for i := range p.clauses {
			c := &p.clauses[i]
			switch c.kind {
			case monthsClause, beginClause, endClause, countClause, lengthClause, skipClause:
				if c.off >= last.off {
					text = append(text, p.src[c.off:c.end])
					off, till = min(off, c.off), max(till, c.end)
				}
			}
		}
		var each, lines []edit
		for i, e := range entries[:len(entries)-1] {
			each = append(each, edit{e.till, e.till, " " + strings.Join(text, " ")})
			lines = append(lines, edit{e.till, entries[i+1].off, "\n"})
		}
		p.fail(off, till, "two-meanings", quote(p.src[off:till])+" can apply to all days or only to the last ones", "write one line for each", each, lines)
	}
}

// endsOwnLine reports whether the entry is on a line of its own.
func (p *reading) endsOwnLine(e *entry) bool { return false }

// limitsFirst reports whether the limits of an entry come before its days.
func (p *reading) limitsFirst(e *entry) bool {
	days := len(p.src)
	for _, list := range [][]*clause{e.days, e.dates} {
		for _, c := range list {
			days = min(days, c.off)
		}
	}
	for _, c := range append(append(slices.Clone(e.months), e.skips...), e.begin, e.end, e.count, e.length) {
		if c != nil && c.off >= days {
			return false
		}
	}
	return true
}

// make makes the schedules of one entry: one for each rule and time.
func (p *reading) make(e *entry) []Schedule {
	whole := func() (int, int) { return e.off, e.till }
	spans, ok := p.spans(e)
	if !ok {
		return nil
	}
	var rules []Rule
	for _, c := range e.days {
		if len(c.check) > 0 && !c.plural && len(e.dates) > 0 && e.begin == nil && e.end == nil {
			p.checkDays(c, e.dates)
			continue
		}
		if len(rules) > 0 && !c.weak && !c.strong && len(c.check) > 0 {
			switch last := rules[len(rules)-1]; {
			case last.Frequency == Monthly && slices.Equal(last.Days, c.check):
				continue // 3rd Wednesday only, Wednesday: the same day again
			case last.Frequency == Daily:
				p.stop(c.off, c.end, "two-meanings", "every day and "+quote(p.src[c.off:c.end])+" contradict each other", "write the days it does take place")
				return nil
			}
		}
		for _, r := range c.rules {
			if n := len(rules); n > 0 && r.Frequency == Weekly && rules[n-1].Frequency == Weekly && r.Interval <= 1 && rules[n-1].Interval <= 1 && len(r.Days) > 0 && len(rules[n-1].Days) > 0 && !c.strong {
				rules[n-1].Days = mergeDays(rules[n-1].Days, r.Days)
				continue
			}
			rules = append(rules, r)
		}
	}
	if p.stuck {
		return nil
	}
	if e.stay != nil {
		return p.makeStay(e)
	}
	base := Schedule{}
	for _, c := range e.skips {
		base.Skip = append(base.Skip, c.skips...)
	}
	if len(rules) == 0 {
		switch {
		case len(e.dates) > 0:
			return p.makeDates(e, spans, base)
		case e.always != nil || len(spans) == 1 && spans[0].WholeDay() && !e.hasDays():
			if e.always == nil {
				break
			}
			if !e.limits() {
				return []Schedule{{Always: true}}
			}
			rules = []Rule{{Frequency: Daily, Interval: 1}}
			spans = []Span{{Set: true, HasEnd: true}}
		case e.begin != nil && e.end != nil && len(e.days) == 0:
			c := clause{kind: datesClause, run: true, dates: append(slices.Clone(e.begin.dates), e.end.dates...), off: e.begin.off, end: e.end.end}
			if !c.dates[0].monthEnd {
				e.dates = []*clause{&c}
				e.begin, e.end = nil, nil
				return p.makeDates(e, spans, base)
			}
		}
	}
	off, till := whole()
	if len(rules) == 0 {
		text, hint := "this schedule does not name a day", "write a day, such as every Saturday 9am-11am, or 2026-12-05 10:00-12:00"
		var repairs [][]edit
		if len(e.skips) > 0 && !e.hasTime() && e.begin == nil && e.end == nil {
			repairs = append(repairs, []edit{{off, off, p.word(daily, 0, "daily") + ", "}})
		}
		p.stop(off, till, "no-day", text, hint, repairs...)
		return nil
	}
	switch n := len(e.dates); {
	case n == 1 && len(e.dates[0].dates) == 1 && e.begin == nil:
		base.Start = e.dates[0].dates[0].date
	case n == 1 && e.dates[0].run && e.begin == nil && e.end == nil:
		base.Start, base.Until = e.dates[0].dates[0].date, e.dates[0].dates[1].date
	case n > 0:
		p.stop(off, till, "dates-with-repeat", "several dates and a repetition in one line", "write the first day only, or the dates without the repetition")
		return nil
	}
	if e.end != nil {
		base.Until = e.end.dates[0].date
	}
	if e.count != nil {
		base.Count = e.count.count
	}
	var months Months
	for _, c := range e.months {
		if months != 0 {
			p.stop(c.off, c.end, "season", "a second run of months", "write one line for each")
			return nil
		}
		months = c.months
	}
	var out []Schedule
	for _, r := range rules {
		s := base
		s.Skip = slices.Clone(base.Skip)
		if months != 0 {
			if r.Months != 0 || r.Frequency == Yearly {
				p.stop(e.months[0].off, e.months[0].end, "season", "a second run of months", "write one line for each")
				return nil
			}
			r.Months = months
		}
		for _, c := range e.skips {
			if c.months != 0 {
				left := r.Months
				if left == 0 {
					left = allMonths
				}
				left &^= c.months
				if left == 0 || r.Frequency == Yearly {
					p.stop(c.off, c.end, "season", "leaving these months out leaves none", "write the months in which it takes place")
					return nil
				}
				r.Months = left
			}
			if len(c.days) > 0 && !p.without(&r, c) {
				return nil
			}
		}
		s.Rule = r
		p.begin(&s, e)
		if p.stuck {
			return nil
		}
		if len(spans) == 0 {
			out = append(out, s)
		}
		for _, span := range spans {
			one := s
			one.Skip = slices.Clone(s.Skip)
			one.Time = span
			if span.WholeDay() && len(rules) == 1 && len(spans) == 1 && one.everyDayWithoutLimit() {
				one = Schedule{Always: true}
			}
			out = append(out, one)
		}
	}
	return out
}

// everyDayWithoutLimit reports whether the schedule takes place on all days.
func (s *Schedule) everyDayWithoutLimit() bool {
	r := &s.Rule
	all := r.Frequency == Daily || r.Frequency == Weekly && len(r.Days) == 7
	return all && r.Interval <= 1 && r.Months == 0 && s.Start.IsZero() && s.Until.IsZero() && s.Count == 0 && len(s.Skip) == 0
}

// begin sets the first day, and the last day if a length gives it.
func (p *reading) begin(s *Schedule, e *entry) {
	if e.begin != nil {
		d := e.begin.dates[0]
		s.Start = d.date
		if d.monthEnd { // the first occurrence in or after the month
			probe := Schedule{Rule: s.Rule, Start: d.date}
			if len(s.Rule.Days) == 0 && s.Rule.Frequency == Weekly {
				probe = Schedule{}
			}
			pat := probe.pattern()
			first, ok := pat.onOrAfter(d.date.number())
			if !ok || probe.Rule.Frequency == Once {
				p.stop(e.begin.off, e.begin.end, "date-form", "the first day is missing", "write “from” and the first day, such as from 2026-12-08")
				return
			}
			s.Start = first.date()
			if e.begin.count > 0 { // without its year
				var repairs [][]edit
				if !p.Now.IsZero() {
					repairs = [][]edit{replace(e.begin.off, e.begin.end, p.word(from, 0, "from")+" "+s.Start.String())}
				}
				p.fail(e.begin.off, e.begin.end, "date-form", quote(p.src[e.begin.off:e.begin.end])+" has no year", "write “from” and the first day as year-month-day", repairs...)
			}
		}
	}
	r := &s.Rule
	if r.Frequency == Weekly && len(r.Days) == 0 && !s.Start.IsZero() {
		r.Days = []time.Weekday{s.Start.Weekday()}
	}
	if e.length != nil {
		if s.Start.IsZero() {
			first := p.firstDays(*r)
			var repairs [][]edit
			if len(first) > 0 {
				repairs = [][]edit{{{len(p.src), len(p.src), " " + p.word(from, 0, "from") + " " + first[0].String()}}}
			}
			p.fail(e.length.off, e.length.end, "date-missing", quote(p.src[e.length.off:e.length.end])+" counts from a first day, but none is given", "write “from” and the first day, such as from 2026-10-20", repairs...)
			return
		}
		if !s.Until.IsZero() || s.Count > 0 {
			p.stop(e.length.off, e.length.end, "until-with-count", "two ends contradict each other", "write one of them")
			return
		}
		end := s.Start.AddDays(e.length.count - 1)
		switch e.length.unit {
		case weekUnit:
			end = s.Start.AddDays(7*e.length.count - 1)
		case monthUnit:
			month := int(s.Start.Month) - 1 + e.length.count
			day := Date{s.Start.Year + month/12, time.Month(month%12 + 1), 1}
			day.Day = min(s.Start.Day, daysIn(day.Year, day.Month))
			end = day.AddDays(-1)
		}
		probe := Schedule{Rule: *r, Start: s.Start}
		pat := probe.pattern()
		for day, ok := pat.onOrAfter(s.Start.number()); ok && day <= end.number(); day, ok = pat.onOrAfter(day + 1) {
			s.Until = day.date()
		}
		if s.Until.IsZero() {
			s.Until = end
		}
	}
	if s.Count > 0 && !s.Until.IsZero() {
		p.stop(e.count.off, e.count.end, "until-with-count", "until and a number of times both set the end", "write one of them")
		return
	}
	if !s.Start.IsZero() && !s.Until.IsZero() && s.Until.Before(s.Start) {
		off, till := e.off, e.till
		if e.end != nil {
			off, till = e.end.off, e.end.end
		}
		p.fail(off, till, "until-before-start", fmt.Sprintf("%s is before the first day, %s", s.Until, s.Start), "write the last day that may have an occurrence")
		return
	}
	if !s.Start.IsZero() {
		p.startFits(s, e)
	}
}

// startFits reports a first day that is not one of the rule's days.
func (p *reading) startFits(s *Schedule, e *entry) {
	pat := s.pattern()
	first, ok := pat.onOrAfter(pat.start)
	if !ok || first == pat.start || s.Rule.Frequency == Daily && s.Rule.Months == 0 {
		return
	}
	off, end := e.off, e.till
	for _, c := range append(slices.Clone(e.dates), e.begin) {
		if c != nil && len(c.dates) > 0 {
			off, end = c.dates[0].off, c.dates[0].end
		}
	}
	next := first.date()
	text := fmt.Sprintf("%s, a %s, is not one of the days of %s", s.Start, weekdayNames[s.Start.Weekday()], quote(s.Rule.Phrase()))
	hint := fmt.Sprintf("write from %s (the next %s)", next, weekdayNames[next.Weekday()])
	p.fail(off, end, "start-not-occurrence", text, hint, replace(off, end, next.String()))
}

// without removes weekdays from a rule: every day except Sunday.
func (p *reading) without(r *Rule, c *clause) bool {
	switch {
	case r.Frequency == Daily && r.Interval <= 1:
		r.Frequency, r.Days = Weekly, everyDay()
	case r.Frequency != Weekly || len(r.Days) == 0:
		if !slices.ContainsFunc(r.Days, func(w time.Weekday) bool { return slices.Contains(c.days, w) }) && len(r.Days) > 0 {
			return true
		}
		p.stop(c.off, c.end, "no-occurrence", "a weekday cannot be left out here", "write the days it does take place, such as every Monday and Friday")
		return false
	}
	left := slices.DeleteFunc(slices.Clone(r.Days), func(w time.Weekday) bool { return slices.Contains(c.days, w) })
	if len(left) == 0 {
		p.stop(c.off, c.end, "no-occurrence", "leaving these days out leaves none", "write the days it does take place")
		return false
	}
	r.Days = left
	return true
}

// spans determines the times of an entry.
func (p *reading) spans(e *entry) ([]Span, bool) {
	if e.always != nil {
		return []Span{{Set: true, HasEnd: true}}, true
	}
	s := settling{day24: p.Hours24, custom: p.Hours24}
	s.day24 = s.day24 || p.day24()
	for _, c := range e.dates {
		s.iso = s.iso || c.iso
	}
	for _, c := range e.days {
		for _, r := range c.rules {
			_, _, run := runOf(r.Days)
			s.several = s.several || len(r.Days) > 1 && !run
		}
	}
	var out []Span
	ok := true
	parts, clocks := 0, 0
	for _, c := range e.clocks {
		if c.kind == partClause {
			parts++
		} else {
			clocks++
		}
	}
	for i, c := range e.clocks {
		if c.kind == partClause {
			continue
		}
		own := s
		switch {
		case parts == 1:
			for _, q := range e.clocks {
				if q.kind == partClause {
					own.hasPart, own.from, own.to = true, q.from, q.to
				}
			}
		case i > 0 && e.clocks[i-1].kind == partClause:
			own.hasPart, own.from, own.to = true, e.clocks[i-1].from, e.clocks[i-1].to
		case i+1 < len(e.clocks) && e.clocks[i+1].kind == partClause && (i+2 == len(e.clocks) || parts == clocks):
			own.hasPart, own.from, own.to = true, e.clocks[i+1].from, e.clocks[i+1].to
		}
		bare := 0
		for j := range c.clocks {
			w := &c.clocks[j]
			if w.b == nil && !w.a.marked() && !w.a.minutes && !p.Hours24 {
				bare++
			}
		}
		if bare > 1 && bare == len(c.clocks) && !own.hasPart && !own.day24 {
			p.bareTimes(c)
			return nil, false
		}
		for j := range c.clocks {
			span, fine := p.span(&c.clocks[j], own)
			if !fine {
				ok = false
				continue
			}
			out = append(out, span)
		}
	}
	if ok && clocks == 0 && parts > 0 {
		c := e.clocks[0]
		p.stop(c.off, c.end, "part-of-day", quote(p.src[c.off:c.end])+" has no time, and in a calendar it would be the whole day", "write the time, such as 9am-11am, or put the words under hours")
		return nil, false
	}
	// If times overlap, one of them is a mistake.
	for i := range out {
		for j := range i {
			if out[i] != out[j] && out[i].HasEnd && out[j].HasEnd && out[i].From < out[j].To && out[j].From < out[i].To {
				p.fail(e.off, e.till, "two-times", out[j].String()+" and "+out[i].String()+" overlap", "write one line for each time")
				return nil, false
			}
		}
	}
	var distinct []Span
	for _, span := range out {
		if !slices.Contains(distinct, span) {
			distinct = append(distinct, span)
		}
	}
	return distinct, ok
}

// bareTimes reports two numbers that may be two times: "10 and 2".
func (p *reading) bareTimes(c *clause) {
	var edits []edit
	last := -1
	for i := range c.clocks {
		a := c.clocks[i].a
		m := a.value() % 720
		if m <= last || m < earliest {
			m += 720
		}
		last = m
		edits = append(edits, p.halfEdit(a, m))
	}
	p.fail(c.off, c.end, "am-or-pm", quote(p.src[c.off:c.end])+": in the morning or in the evening", "write am or pm, such as 10am and 2pm", edits)
}

// day24 reports whether the phrase uses a 24-hour clock somewhere, and am or pm
// nowhere.
func (p *reading) day24() bool {
	shaped := false
	for i := range p.clauses {
		for j := range p.clauses[i].clocks {
			w := &p.clauses[i].clocks[j]
			for _, c := range []*clockForm{w.a, w.b} {
				if c == nil {
					continue
				}
				if c.half != 0 {
					return false
				}
				shaped = shaped || c.day24 && c.hour < 24 && !(c.hour == 12)
			}
		}
	}
	return shaped
}

// checkDays makes sure that weekdays beside dates match the dates.
func (p *reading) checkDays(c *clause, dates []*clause) {
	var days []time.Weekday
	for _, d := range dates {
		for _, one := range d.dates {
			days = mergeDays(days, []time.Weekday{one.date.Weekday()})
		}
	}
	if slices.Equal(days, c.check) || len(c.check) == 1 && len(dates) == 1 && dates[0].run && dates[0].dates[0].date.Weekday() == c.check[0] {
		return
	}
	date := dates[0].dates[0].date
	if len(c.check) == 1 && len(dates) == 1 && len(dates[0].dates) == 1 {
		p.fail(c.off, c.end, "wrong-weekday", fmt.Sprintf("%s is a %s, not a %s", date, weekdayNames[date.Weekday()], weekdayNames[c.check[0]]), "check which of the two is right, and write only the date",
			replace(c.off, c.end, p.weekdayName(date.Weekday())), replace(dates[0].dates[0].off, dates[0].dates[0].end, nearest(date, c.check[0]).String()))
		return
	}
	p.stop(c.off, c.end, "two-meanings", quote(p.src[c.off:c.end])+" beside a date can be the days of a series or the weekday of the date", "write every before the days of a series, or the date only")
}

// makeDates makes schedules from dates without a rule.
func (p *reading) makeDates(e *entry, spans []Span, base Schedule) []Schedule {
	if e.count != nil || e.length != nil || len(e.months) > 0 || len(base.Skip) > 0 || len(e.skips) > 0 || e.begin != nil || e.end != nil {
		for i := range p.clauses {
			switch c := &p.clauses[i]; c.kind {
			case countClause, lengthClause, monthsClause, skipClause, beginClause, endClause:
				p.stop(c.off, c.end, "without-repeat", quote(p.src[c.off:c.end])+" belongs to a repetition, and there is none", "write how it repeats, such as every Tuesday")
				return nil
			}
		}
	}
	var days []Date
	run := false
	for _, c := range e.dates {
		if c.run && len(e.dates) > 1 {
			p.stop(c.off, c.end, "two-dates", "several runs of days in one line", "write one line for each")
			return nil
		}
		run = c.run
		for _, d := range c.dates {
			days = append(days, d.date)
		}
	}
	if !slices.ContainsFunc(days, func(d Date) bool { return !d.Valid() }) {
		days, spans = p.convert(e, days, spans)
	}
	one := func(span Span) Schedule {
		switch {
		case run && days[0] == days[1]:
			return Schedule{Start: days[0], Time: span}
		case run && !span.Set:
			return Schedule{Start: days[0], End: days[1]}
		case run:
			return Schedule{Rule: Rule{Frequency: Daily, Interval: 1}, Start: days[0], Until: days[1], Time: span}
		case len(days) == 1:
			return Schedule{Start: days[0], Time: span}
		}
		s := Schedule{Time: span}
		for _, d := range days {
			s.Dates = append(s.Dates, Dated{Date: d})
		}
		return s
	}
	if run && len(spans) > 0 && days[0] != days[1] {
		c := e.dates[0]
		if slices.ContainsFunc(spans, func(s Span) bool { return !s.HasEnd }) {
			with := p.word(every, 0, "every") + " " + p.word(dayUnit, 0, "day") + " " + p.word(from, 0, "from") + " " + days[0].String() + " " + p.word(until, 0, "until") + " " + days[1].String()
			p.fail(c.off, c.end, "end-with-time", "several days and a time: at that time each day, or from the first day on", "write every day and when it ends", replace(c.off, c.end, with))
			return nil
		}
		p.chosen = true
	}
	var out []Schedule
	if len(spans) == 0 {
		out = append(out, one(Span{}))
	}
	for _, span := range spans {
		out = append(out, one(span))
	}
	return out
}

// convert moves a moment with an offset into the zone of the place (RFC 3339).
func (p *reading) convert(e *entry, days []Date, spans []Span) ([]Date, []Span) {
	if len(days) != 1 || len(spans) != 1 {
		for _, c := range e.clocks {
			for _, w := range c.clocks {
				if w.a.hasOffset || w.b != nil && w.b.hasOffset {
					p.stop(c.off, c.end, "two-times", "a time with its distance from UTC belongs to one date", "write one line for each")
				}
			}
		}
		return days, spans
	}
	for _, c := range e.clocks {
		for i := range c.clocks {
			w := &c.clocks[i]
			if !w.a.hasOffset && (w.b == nil || !w.b.hasOffset) {
				continue
			}
			day, from := p.moment(days[0], w.a, spans[0].From)
			if w.b != nil {
				_, spans[0].To = p.moment(days[0], w.b, spans[0].To)
			}
			days[0], spans[0].From = day, from
		}
	}
	return days, spans
}

// moment returns a clock time on a day in the zone of the place, from one with
// an offset. An offset that is not the zone's is converted, and the warning
// gives the result.
func (p *reading) moment(day Date, c *clockForm, clock Clock) (Date, Clock) {
	if !c.hasOffset || !day.Valid() {
		return day, clock
	}
	p.offset = true
	zone := p.Zone
	if zone == nil {
		zone = time.UTC
	}
	at := time.Date(day.Year, day.Month, day.Day, clock.Hour(), clock.Minute(), 0, 0, time.FixedZone("", c.offset*60)).In(zone)
	if _, offset := at.Zone(); offset == c.offset*60 {
		return day, clock
	}
	d, t := DateOf(at), Clock(at.Hour()*60+at.Minute())
	p.warn(c.off, c.end, "other-offset", fmt.Sprintf("%s is %s %s in %s", quote(strings.TrimSpace(p.src[c.off:c.end])), d, t, zone), "write "+d.String()+" "+t.String())
	return d, t
}

// makeStay makes the schedule of something that lasts from a time on one day to
// a time on another.
func (p *reading) makeStay(e *entry) []Schedule {
	w := &e.stay.clocks[0]
	first, last := Date{}, Date{}
	switch {
	case len(e.stay.dates) == 2:
		first, last = e.stay.dates[0].date, e.stay.dates[1].date
	case len(e.dates) == 1 && len(e.days) == 0:
		c := e.dates[0]
		first = c.dates[0].date
		if first.Weekday() != e.stay.days[0] {
			p.stop(c.off, c.end, "wrong-weekday", fmt.Sprintf("%s is a %s, not a %s", first, weekdayNames[first.Weekday()], weekdayNames[e.stay.days[0]]), "check which of the two is right")
			return nil
		}
		last = first.AddDays(int(e.stay.days[1]-e.stay.days[0]+7) % 7)
		if c.run && c.dates[1].date != last || len(c.dates) > 1 && !c.run {
			p.stop(c.off, c.end, "wrong-weekday", "the weekdays are not those of the dates", "write both dates with their times")
			return nil
		}
	case len(e.stay.dates) == 0 && len(e.dates)+len(e.days) == 0 && e.stay.days[1] == (e.stay.days[0]+1)%7 && len(e.clocks) == 0:
		// Fri 10pm to Sat 2am is a night.
		span, ok := p.span(&writtenSpan{a: w.a, b: w.b, off: w.off, end: w.end, nextDay: true}, settling{day24: p.Hours24 || p.day24(), custom: p.Hours24})
		if ok && span.Overnight() && span.night() {
			e.days = []*clause{{kind: daysClause, rules: []Rule{{Frequency: Weekly, Interval: 1, Days: e.stay.days[:1]}}, plural: true, off: e.stay.off, end: e.stay.end}}
			e.clocks = []*clause{{kind: clocksClause, clocks: []writtenSpan{{a: w.a, b: w.b, off: w.off, end: w.end, nextDay: true}}, off: e.stay.off, end: e.stay.end}}
			e.stay = nil
			return p.make(e)
		}
		fallthrough
	default:
		p.stop(e.stay.off, e.stay.end, "two-meanings", quote(p.src[e.stay.off:e.stay.end])+" can be one long time or a time on each of the days", "write the days and the time of each, such as Mon-Fri 9am-5pm, or the dates with their times")
		return nil
	}
	if e.limits() || len(e.clocks) > 0 || !first.Valid() || !last.Valid() {
		p.stop(e.off, e.till, "two-times", "a second time of day", "write one line for each time")
		return nil
	}
	s := settling{day24: p.Hours24 || p.day24(), custom: p.Hours24, iso: e.stay.iso || len(e.dates) == 1 && e.dates[0].iso}
	from, okA := p.span(&writtenSpan{a: w.a, off: w.a.off, end: w.a.end}, s)
	s.end = true
	to, okB := p.span(&writtenSpan{a: w.b, off: w.b.off, end: w.b.end}, s)
	if !okA || !okB {
		return nil
	}
	a, b := from.From, to.From
	first, a = p.moment(first, w.a, a)
	last, b = p.moment(last, w.b, b)
	n := first.DaysUntil(last)
	span := Span{Set: true, HasEnd: true, From: a, To: b}
	switch {
	case n < 0 || n == 0 && b <= a:
		p.fail(e.off, e.till, "end-before-start", "the end is before the start", "write the earlier moment first")
		return nil
	case n > longestStay:
		p.fail(e.off, e.till, "long-span", fmt.Sprintf("this lasts %d days", n), "write the days without a time")
		return nil
	case n == 1 && b <= a:
	case n > 0:
		span.Days = int8(n)
	}
	return []Schedule{{Start: first, Time: span}}
}

// longestStay is the largest number of days between the start and the end of
// one occasion with a time.
const longestStay = 100

// runOf reports whether three or more weekdays follow each other.
func runOf(days []time.Weekday) (first, last time.Weekday, ok bool) {
	if len(days) < 2 || len(days) == 7 {
		return 0, 0, len(days) == 7
	}
	starts := 0
	for _, w := range days {
		if !slices.Contains(days, (w+6)%7) {
			first = w
			starts++
		}
	}
	return first, (first + time.Weekday(len(days)) - 1) % 7, starts == 1
}

// firstDays returns the next days from Now that a rule may count from: for
// every second Thursday, the next two.
func (p *reading) firstDays(r Rule) []Date {
	if p.Now.IsZero() {
		return nil
	}
	return r.firstDays(p.Now)
}

// FirstDays returns the days on or after day that a rule which counts from a
// first day may begin with: for every second Thursday, the next two. nil = too
// many to offer.
func (r Rule) FirstDays(day Date) []Date { return r.firstDays(day) }

// firstDays returns the days on or after day that a rule which counts from a
// first day may begin with: one for each of its phases.
func (r Rule) firstDays(day Date) []Date {
	n := max(1, r.Interval)
	each := r
	each.Interval = 1
	s := Schedule{Rule: each, Start: day}
	switch {
	case r.Frequency == Daily && n > 3, r.Frequency == Yearly && r.Month == 0, r.Frequency == Weekly && len(r.Days) == 0, n > 4:
		return nil
	}
	pat := s.pattern()
	var out []Date
	for d, ok := pat.onOrAfter(day.number()); ok && len(out) < n; d, ok = pat.onOrAfter(d + 1) {
		if r.Frequency == Weekly && len(out) > 0 && out[len(out)-1].number().monday() == d.monday() {
			continue
		}
		if (r.Frequency == Monthly || r.Frequency == Yearly) && len(out) > 0 && out[len(out)-1].Month == d.date().Month && out[len(out)-1].Year == d.date().Year {
			continue
		}
		out = append(out, d.date())
	}
	return out
}
