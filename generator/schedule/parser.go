package schedule

import (
	"cmp"
	"slices"
	"strings"

	"corkboard/generator/problem"
)

// parser reads one phrase. Its clauses may come in any order; the first
// mistake that leaves the meaning open ends it.
type parser struct {
	src      string
	toks     []token
	i        int
	s        Schedule
	repeated bool
	through  Date // "to" or "through" a date: the last day of a run or of a series
	days     []Date
	failed   bool
	mistakes []Mistake
	edits    []edit
}

// edit is a certain correction of the phrase, for the mistake at index of.
type edit struct {
	off, end int
	with     string
	of       int
}

// longest is more than any phrase needs, in bytes.
const longest = 400

func newParser(s string) *parser {
	p := &parser{src: s}
	if len(s) > longest {
		p.toks = []token{{kind: endToken}}
		p.fail(token{off: 0, end: len(s)}, "too-long", "this schedule is too long to read", "write one line for each day and time")
		return p
	}
	p.toks = lex(s)
	p.spell()
	return p
}

// spell looks for words that are none and takes the nearest for them, so that
// one slip gives one mistake.
func (p *parser) spell() {
	for i := range p.toks {
		t := &p.toks[i]
		if t.class == except || t.class == not {
			return // names of closures may follow
		}
		if t.kind != wordToken || t.class != unknown {
			continue
		}
		known, ok := foreign[strings.ToLower(t.text)]
		hint := "schedules are written in English words and shown to each reader in their language: write " + known
		if !ok {
			if len([]rune(t.text)) < 3 {
				return
			}
			known, ok = problem.Nearest(t.text, offered)
			if len(t.text) == 3 {
				if short, near := problem.Nearest(t.text, offeredShort); near && !ok {
					known, ok = short, near
				}
			}
			hint = "write " + known
		}
		if !ok {
			return
		}
		p.fix(*t, known, "unknown-word", quote(t.text)+" is not a word of schedules", hint)
		if known == "the" && i+1 < len(p.toks) && foreign[strings.ToLower(t.text)] != "" {
			// Articles are left out: "todos los martes" is "every Tuesday".
			last := &p.edits[len(p.edits)-1]
			last.end, last.with = p.toks[i+1].off, ""
			p.mistakes[last.of].Hint = "schedules are written in English words and shown to each reader in their language: leave it out"
		}
		t.know(known)
	}
}

func (p *parser) peek() token { return p.toks[p.i] }

func (p *parser) ahead(n int) token {
	return p.toks[min(p.i+n, len(p.toks)-1)]
}

func (p *parser) take() token {
	t := p.toks[p.i]
	if p.i < len(p.toks)-1 {
		p.i++
	}
	return t
}

func (p *parser) accept(classes ...class) bool {
	if !slices.Contains(classes, p.peek().class) {
		return false
	}
	p.take()
	return true
}

// fail reports what leaves the meaning open and ends the reading.
func (p *parser) fail(t token, code, text, hint string) {
	if p.failed {
		return
	}
	p.failed = true
	p.mistakes = append(p.mistakes, Mistake{Code: code, Offset: t.off, Width: t.end - t.off, Text: text, Hint: hint})
}

// warn reports what is understood but may not be what was meant.
func (p *parser) warn(t token, code, text, hint string) {
	p.mistakes = append(p.mistakes, Mistake{Code: code, Offset: t.off, Width: t.end - t.off, Text: text, Hint: hint, Warning: true})
}

// fix reports a mistake whose correction is certain; reading goes on.
func (p *parser) fix(t token, with, code, text, hint string) {
	p.edits = append(p.edits, edit{t.off, t.end, with, len(p.mistakes)})
	p.mistakes = append(p.mistakes, Mistake{Code: code, Offset: t.off, Width: t.end - t.off, Text: text, Hint: hint})
}

// finish puts the corrected phrase into the mistakes that have one. All
// corrections are in it, and it is only offered when it reads without error.
func (p *parser) finish(read func(string) []Mistake) []Mistake {
	if len(p.edits) == 0 || p.failed {
		return p.mistakes
	}
	slices.SortFunc(p.edits, func(a, b edit) int { return cmp.Or(a.off-b.off, b.end-a.end) })
	var b strings.Builder
	last := 0
	for _, e := range p.edits {
		if e.off < last {
			continue // a slip within a date that is written anew as a whole
		}
		b.WriteString(p.src[last:e.off])
		b.WriteString(e.with)
		last = e.end
	}
	b.WriteString(p.src[last:])
	fixed := b.String()
	for _, m := range read(fixed) {
		if !m.Warning || m.Fix != "" {
			return p.mistakes
		}
	}
	for _, e := range p.edits {
		p.mistakes[e.of].Fix = fixed
	}
	return p.mistakes
}

// line reads every clause of a schedule in one line.
func (p *parser) line() {
	for !p.failed && p.peek().kind != endToken {
		t := p.peek()
		switch {
		case t.class == and && p.ahead(1).kind == endToken:
			p.stray(p.ahead(1))
		case p.accept(comma, semicolon, and, once, onwards):
		case t.class == all && p.ahead(1).class == dash && p.ahead(2).class == dayUnit:
			p.i = min(p.i+3, len(p.toks)-1)
		case t.class == all && p.ahead(1).class == dayUnit:
			p.take()
			p.take()
		case t.class == partOfDay && p.repeated:
			p.take()
		case t.class == tooVague || t.class == twoMeanings:
			p.vague(t)
		case p.dateAhead():
			p.dates()
		case p.timeAhead():
			p.time()
		case p.dayOfYearAhead():
			p.dayOfYear()
		case t.class == until:
			p.take()
			p.until()
		case t.class == to:
			p.take()
			p.on("to", &p.through)
		case t.class == from || t.class == on || t.class == at || t.class == between:
			p.take()
			p.introduced(t)
		case t.class == in:
			p.take()
			p.season()
		case t.class == monthWord:
			p.season()
		case t.class == forWord && p.ahead(1).kind == numberToken:
			p.take()
			p.count()
		case t.kind == numberToken:
			p.count()
		case t.class == except || t.class == not:
			p.take()
			p.accept(not)
			p.accept(on)
			p.except()
		case p.repeated && p.again():
		case startsRepeat(t):
			p.repeat()
		default:
			p.stray(t)
		}
	}
	p.settle()
}

// dayOfYearAhead reports whether a day and month without a year begin here.
func (p *parser) dayOfYearAhead() bool {
	a, b := p.peek(), p.ahead(1)
	return a.kind == numberToken && b.class == monthWord || a.class == monthWord && b.kind == numberToken && b.value >= 1 && b.value <= 31
}

// dayOfYear reads "14 November every year"; without the last words the year
// is missing.
func (p *parser) dayOfYear() {
	day, month := p.take(), p.take()
	if day.class == monthWord {
		day, month = month, day
	}
	yearly := p.peek().class == yearly || p.peek().class == every && (p.ahead(1).class == yearUnit || p.ahead(2).class == yearUnit)
	switch {
	case !yearly || p.repeated:
		month.off, month.end = min(day.off, month.off), max(day.end, month.end)
		p.fail(month, "date-form", "a date without its year", "write the whole date as year-month-day, such as 2026-12-05")
		return
	}
	p.repeated = true
	p.s.Rule.Interval = 1
	p.yearlyOn(day, month)
}

// settle decides what only the whole line shows.
func (p *parser) settle() {
	if p.failed {
		return
	}
	if len(p.days) == 1 {
		p.s.Start = p.days[0]
	}
	if len(p.days) > 1 {
		if p.repeated {
			p.fail(token{end: len(p.src)}, "dates-with-repeat", "several dates and a repetition in one line", "write the first day only, or the dates without the repetition")
			return
		}
		for _, d := range p.days {
			p.s.Dates = append(p.s.Dates, Dated{Date: d})
		}
	}
	switch {
	case p.through.IsZero():
	case p.repeated && p.s.Until.IsZero():
		p.s.Until = p.through
	default:
		p.s.End = p.through
	}
	if p.s.End == p.s.Start {
		p.s.End = Date{}
	}
	if !p.repeated && len(p.days) == 0 {
		p.fail(token{end: len(p.src)}, "no-day", "this schedule names no day", "write a day, such as every Saturday 9am-11am, or 2026-12-05 10:00-12:00")
	}
}

func startsRepeat(t token) bool {
	switch t.class {
	case every, weekdayWord, ordinalWord, the, daily, weekly, monthly, yearly, fortnightly, weekdays, weekends, dayUnit, night, monthUnit, other:
		return true
	}
	return false
}

// second reports a second repetition, with the list that says both.
func (p *parser) second(at token) {
	hint := "write one line for each, as a list"
	first, rest := strings.TrimRight(p.src[:at.off], " ,;&"), p.src[at.off:]
	first = strings.TrimSuffix(first, " and")
	if reads(first) && reads(rest) {
		hint += ":\n- " + first + "\n- " + rest
	}
	p.fail(at, "two-schedules", "a second repetition in one line", hint)
}

// reads reports whether a phrase is understood.
func reads(s string) bool {
	_, mistakes := ParseLine(s)
	return !slices.ContainsFunc(mistakes, func(m Mistake) bool { return !m.Warning })
}

// quote is a text of a stranger, short enough for a message.
func quote(s string) string {
	r := []rune(problem.Printable(s))
	if len(r) > 30 {
		r = append(r[:29], '…')
	}
	return `"` + string(r) + `"`
}
