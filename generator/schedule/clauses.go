package schedule

import (
	"slices"
	"strings"
	"time"
)

// introduced reads what follows "from", "on", "at", "between" and the like.
func (p *parser) introduced(by token) {
	p.accept(the)
	if by.class == from {
		p.accept(on, at)
	}
	t := p.peek()
	switch {
	case p.dateAhead():
		p.dates()
	case p.timeAhead() || isTime(t):
		p.time()
	case t.class == monthWord:
		p.season()
	case by.class == on && startsRepeat(t) && p.repeated && p.s.Rule.Frequency == Weekly && len(p.s.Rule.Days) == 0 && t.class == weekdayWord:
		p.s.Rule.Days = p.weekdayList()
	case by.class == on && startsRepeat(t) && !p.repeated:
		p.repeat()
	default:
		p.stray(t)
	}
}

// until reads the last day, or the end of a time that has none: 7pm until 9pm.
func (p *parser) until() {
	p.accept(the)
	t := p.peek()
	if isTime(t) && !p.dateAhead() && p.s.Time.Set && !p.s.Time.HasEnd && t.kind != numberToken {
		p.endTime()
		return
	}
	p.on("until", &p.s.Until)
}

// on reads one date into d.
func (p *parser) on(word string, d *Date) {
	t := p.peek()
	if !p.dateAhead() {
		text := quote(word) + " is not followed by a date"
		if t.class == monthWord {
			text = "the day is missing: " + word + " " + p.src[t.off:p.wordsEnd()]
		}
		p.fail(t, "date-form", text, "write the last day as year-month-day, such as until 2027-06-30")
		return
	}
	if !d.IsZero() {
		p.fail(t, "two-dates", "a second last day", "write one of them")
		return
	}
	*d = p.date()
}

// wordsEnd is where a month with its year ends.
func (p *parser) wordsEnd() int {
	if n := p.ahead(1); n.kind == numberToken {
		return n.end
	}
	return p.peek().end
}

// count reads "8 times".
func (p *parser) count() {
	n := p.take()
	unit := p.peek()
	switch {
	case unit.class == times || unit.kind == wordToken && strings.EqualFold(unit.text, "x"):
		p.take()
		if n.value < 1 || n.value > 1000 {
			p.fail(n, "count", "a schedule cannot repeat "+n.text+" times", "write a number from 1 to 1000, or the last day: until 2027-06-30")
			return
		}
		if p.s.Count > 0 {
			p.fail(n, "count", "a second number of times", "write one of them")
			return
		}
		p.s.Count = n.value
	case unit.class == weekUnit || unit.class == monthUnit || unit.class == dayUnit || unit.class == yearUnit:
		unit.off = n.off
		p.fail(unit, "count", quote(p.src[n.off:unit.end])+" does not say when it ends", "write how often it takes place, such as 8 times, or the last day: until 2027-06-30")
	case n.value >= 1900 && n.value <= 2199:
		p.fail(n, "date-form", "a year without a day", "write the whole date as year-month-day, such as 2026-12-05")
	case unit.class == slash || unit.class == dots:
		p.fail(n, "date-form", "a date without its year", "write the whole date as year-month-day, such as 2026-12-05")
	default:
		p.halfMissing(n)
	}
}

// season reads "May-October" or "July".
func (p *parser) season() {
	p.accept(the)
	first := p.peek()
	if first.class != monthWord {
		if first.class == tooVague {
			p.vague(first)
			return
		}
		p.fail(first, "unknown-word", "no month after "+quote("in"), "write months, such as in May-October")
		return
	}
	p.take()
	season := Season{time.Month(first.value), time.Month(first.value)}
	if c := p.peek().class; c == dash || c == to || c == until || c == and {
		if last := p.ahead(1); last.class == monthWord {
			p.take()
			p.take()
			season.To = time.Month(last.value)
			if c == and && (first.value%12)+1 != last.value {
				last.off = first.off
				p.fail(last, "season", "months with a gap between them", "write a run of months, such as in May-October, or one line for each")
				return
			}
		}
	}
	if p.s.Rule.Season.set() {
		p.fail(first, "season", "a second run of months", "write one line for each")
		return
	}
	p.s.Rule.Season = season
	if p.peek().kind == numberToken && p.peek().value >= 1900 && p.peek().value < 2200 && !p.timeAhead() {
		p.fail(first, "date-form", "the day is missing: "+p.src[first.off:p.peek().end], "write the whole date as year-month-day, such as 2026-12-05")
	}
}

// except reads days off: dates, runs of them, and names of closures. Weekdays
// are taken out of the rule: every day except Sunday.
func (p *parser) except() {
	any := false
	for !p.failed {
		t := p.peek()
		switch {
		case any && (t.class == comma || t.class == and || t.class == semicolon):
			if !p.skipAhead(1) {
				return
			}
			p.take()
			continue
		case t.class == weekdayWord && !any:
			p.exceptDays()
			return
		case p.dateAhead():
			k := Skip{From: p.date()}
			k.To = k.From
			if c := p.peek().class; c == dots || c == dash || c == to {
				p.take()
				if !p.dateAhead() {
					p.fail(p.peek(), "date-form", "the last day off is missing", "write both days, such as 2026-12-22..2027-01-02")
					return
				}
				k.To = p.date()
			}
			p.skipRun(t, k)
			p.s.Skip = append(p.s.Skip, k)
		case p.skipAhead(0):
			p.s.Skip = append(p.s.Skip, Skip{Closure: p.closure()})
		case any:
			return
		default:
			p.fail(t, "date-form", "no day after "+quote("except"), "write the days off, such as except 2026-11-10")
			return
		}
		any = true
	}
}

// skipAhead reports whether a day off may begin n tokens ahead.
func (p *parser) skipAhead(n int) bool {
	t := p.ahead(n)
	if t.kind == dateToken || t.kind == numberToken && p.ahead(n+1).class == monthWord || t.class == monthWord && p.ahead(n+1).kind == numberToken {
		return true
	}
	return t.kind == wordToken && t.class == unknown || t.kind == wordToken && p.ahead(n+1).class == dash && p.ahead(n+2).kind == wordToken && p.ahead(n+1).off == t.end
}

// closure reads a name such as public-holidays.
func (p *parser) closure() string {
	t := p.take()
	end := t.end
	for p.peek().off == end && (p.peek().class == dash || p.peek().kind == wordToken || p.peek().kind == numberToken || p.peek().text == "_") {
		end = p.take().end
	}
	return strings.ToLower(p.src[t.off:end])
}

func (p *parser) exceptDays() {
	at := p.peek()
	days := p.weekdayList()
	r := &p.s.Rule
	if r.Frequency == Daily && r.Interval <= 1 {
		r.Frequency, r.Days = Weekly, everyDay()
	}
	if r.Frequency != Weekly || len(r.Days) == 0 {
		p.fail(at, "unknown-word", "a weekday cannot be left out here", "write the days it does take place, such as every Monday and Friday")
		return
	}
	left := slices.DeleteFunc(slices.Clone(r.Days), func(w time.Weekday) bool { return slices.Contains(days, w) })
	if len(left) == 0 || len(left) == len(r.Days) {
		p.fail(at, "unknown-word", "leaving this day out changes nothing or leaves none", "write the days it does take place")
		return
	}
	r.Days = left
}

func (p *parser) skipRun(at token, k Skip) {
	switch {
	case k.To.Before(k.From):
		p.fail(at, "end-before-start", "the days off end on "+k.To.String()+", before they begin", "write the earlier day first")
	case k.From.DaysUntil(k.To) > longestRun:
		p.fail(at, "long-run", "these days off last more than two years", "write the last day of the schedule instead: until "+k.From.AddDays(-1).String())
	}
}

// longestRun is how many days a run of days off may last.
const longestRun = 731

func (p *parser) vague(t token) {
	switch strings.ToLower(t.text) {
	case "biweekly":
		p.fail(t, "two-meanings", "biweekly can mean every 2 weeks or twice a week", "write every 2 weeks on Tuesday, or every Tuesday and Friday")
	case "bimonthly", "semimonthly":
		p.fail(t, "two-meanings", strings.ToLower(t.text)+" can mean every 2 months or twice a month", "write 1st and 3rd Tuesday of the month, or 1st Tuesday of every 2 months")
	case "bi":
		p.fail(t, "two-meanings", "bi- can mean every 2 or twice a", "write every 2 weeks on Tuesday, or every Tuesday and Friday")
	case "twice":
		p.fail(t, "two-meanings", "twice: on which days", "write the days, such as every Tuesday and Friday, or 1st and 3rd Tuesday of the month")
	case "spring", "summer", "autumn", "fall", "winter", "term":
		p.fail(t, "too-vague", quote(t.text)+" has no months of its own", "write the months, such as in May-October")
	case "ongoing", "always":
		p.fail(t, "too-vague", quote(t.text)+" has no dates", "write ongoing: yes beside the schedule's place, without a schedule")
	default:
		p.fail(t, "too-vague", quote(t.text)+" cannot go into a calendar", "write days and times here, and what else people should know under hours")
	}
}

// stray reports a token that has no place where it stands.
func (p *parser) stray(t token) {
	switch {
	case t.kind == endToken:
		p.fail(t, "incomplete", "something is missing at the end", "write it out, such as every Saturday 9am-11am")
	case t.kind == wordToken && t.class == unknown:
		p.fail(t, "unknown-word", quote(t.text)+" is not a word of schedules", "write days, times and dates only, such as every Saturday 9am-11am; other words go under hours or note")
	case t.class == times:
		p.fail(t, "count", "a number is missing before "+quote(t.text), "write 8 times")
	default:
		p.fail(t, "unexpected", quote(t.text)+" does not fit here", "write it like every Tuesday 6:30pm-8:30pm until 2027-06-30")
	}
}
