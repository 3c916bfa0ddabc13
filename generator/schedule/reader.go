package schedule

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"corkboard/generator/problem"
)

// Reader reads days, times and moments as people write them. Its zero value
// reads English with 12-hour clocks.
type Reader struct {
	Hours24   bool           // a time without am or pm uses the 24-hour clock, by the country's custom
	Dates24   bool           // so does one beside a date like 2026-12-05, as other lines of the file show
	Languages []string       // languages besides English whose words are understood, such as "es"
	Closures  []string       // ids in closures.yaml; nil = not known yet, any name is accepted
	Zone      *time.Location // the place's, for moments with an offset; nil = UTC
	Now       Date           // only for suggestions, such as the year of "December 12"; zero = none are made
}

// Reading is the result of reading a phrase.
type Reading struct {
	Schedules []Schedule // one for each time and rule; empty when an error is among Mistakes
	Mistakes  []Mistake
	Chosen    bool // a reading was chosen, such as 9am for "9-5": print it
	Offset    bool // a moment had a UTC offset and was converted to Reader.Zone
}

// Refused reports whether the phrase cannot be used.
func (r *Reading) Refused() bool { return refusedBy(r.Mistakes) }

func refusedBy(mistakes []Mistake) bool {
	return slices.ContainsFunc(mistakes, func(m Mistake) bool { return !m.Warning })
}

// Offer is a way to write what was meant. It has been read again: it has no
// mistake, and it keeps every word and number that is not the mistake.
type Offer struct {
	Lines []string // the phrase, or a list of phrases
	Note  string   // words that belong under note
	Hours string   // all of it belongs under hours, and Lines is empty
}

// longest is more than any phrase needs, in bytes.
const longest = 1000

// Line reads a whole schedule in one line, such as
//
//	every Saturday 9am-11am
//	2026-12-05 10:00-12:00
//	Mo-Fr 09:00-17:00; Sa 10:00-14:00
//
// Whatever needs the calendar (a day off that is not one of its days) is left
// to Validate.
func (r *Reader) Line(s string) Reading {
	return r.read(s, lineForm, true)
}

// AlwaysOpen reports whether a phrase says around the clock: "24/7".
func (r *Reader) AlwaysOpen(s string) bool {
	got := r.read(s, lineForm, false)
	return len(got.Schedules) == 1 && got.Schedules[0].Always
}

// Repeat reads the value of the key repeat. Anything else in the phrase (time,
// first day, until, count, days off) is in the schedule too. The first day that
// a rule counts from may be under another key.
func (r *Reader) Repeat(s string) Reading {
	return r.read(s, repeatForm, true)
}

// form is the kind of value that a phrase has to be.
type form uint8

const (
	lineForm form = iota
	repeatForm
	timeForm
	datedForm
	dateForm_
	skipForm
)

// Time reads times of day, with or without their ends: 18:30-20:30, 9-11am,
// from 6pm, "9am, noon and 5pm", all day (no span).
func (r *Reader) Time(s string) ([]Span, Reading) {
	got := r.read(s, timeForm, true)
	var out []Span
	for _, one := range got.Schedules {
		if one.Time.Set {
			out = append(out, one.Time)
		}
	}
	return out, got
}

// Date reads one day, 2026-11-14. A moment as programs write it, with T, is
// read as its day in the zone of the place.
func (r *Reader) Date(s string) (Date, []Mistake) {
	if d, ok := plainDate(s); ok {
		return d, nil
	}
	got := r.read(s, dateForm_, true)
	if got.Refused() || len(got.Schedules) != 1 {
		return Date{}, got.Mistakes
	}
	return got.Schedules[0].Start, got.Mistakes
}

// Dated reads a day and, if written, its time: 2026-12-03 16:00-17:00.
func (r *Reader) Dated(s string) (Dated, Reading) {
	if d, ok := plainDate(s); ok {
		return Dated{Date: d}, Reading{}
	}
	got := r.read(s, datedForm, true)
	if got.Refused() || len(got.Schedules) != 1 {
		return Dated{}, got
	}
	return Dated{got.Schedules[0].Start, got.Schedules[0].Time}, got
}

// Skip reads an entry of skip: a day, a range of days, either of them in every
// year (December 25), or the name of a closure.
func (r *Reader) Skip(s string) (Skip, []Mistake) {
	if d, ok := plainDate(s); ok {
		return Skip{From: d, To: d}, nil
	}
	for _, id := range r.Closures {
		if strings.EqualFold(id, strings.TrimSpace(s)) {
			return Skip{Closure: id}, nil
		}
	}
	got := r.read(s, skipForm, true)
	if got.Refused() || len(got.Schedules) != 1 || len(got.Schedules[0].Skip) != 1 {
		return Skip{}, got.Mistakes
	}
	return got.Schedules[0].Skip[0], got.Mistakes
}

// Days reads a range of calendar days, 2026-12-22..2027-01-02, or one day.
func (r *Reader) Days(s string) (DateSpan, []Mistake) {
	k, m := r.Skip(s)
	if !refusedBy(m) && (k.Closure != "" || k.Yearly()) {
		m = append(m, Mistake{Code: "no-date", Width: len(s), Text: quote(s) + " is not a date", Hint: "write a day, such as 2026-11-26, or a run of days, such as 2026-12-22..2027-01-02"})
	}
	return DateSpan{k.From, k.To}, m
}

// Change reads the short form of a change to the occurrence on a day:
// "cancelled", or the new day, the new time, or both.
func (r *Reader) Change(on Date, s string) (Change, []Mistake) {
	c := Change{On: on}
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "cancelled", "canceled", "off":
		c.Cancelled = true
		return c, nil
	}
	if d, got := r.Dated(s); !got.Refused() {
		c.Date, c.Time = d.Date, d.Time
		return c, got.Mistakes
	} else if spans, timed := r.Time(s); !timed.Refused() && len(spans) == 1 {
		c.Time = spans[0]
		return c, timed.Mistakes
	} else if len(got.Mistakes) > 0 && got.Mistakes[0].Code != "no-date" && got.Mistakes[0].Code != "unknown-word" {
		return c, got.Mistakes
	} else if len(timed.Mistakes) > 0 && timed.Mistakes[0].Code != "no-time" && timed.Mistakes[0].Code != "unknown-word" {
		return c, timed.Mistakes
	}
	return c, []Mistake{{Code: "no-change", Width: len(s), Text: quote(s) + " does not say what changes", Hint: "write cancelled, a new time such as 19:00-21:00, or a new day with its time"}}
}

// vocabulariesFor returns the word tables that phrases are read with, English
// first.
func (r *Reader) vocabulariesFor() (own, others []*vocabulary) {
	for _, v := range vocabularies() {
		if v.language == "en" || slices.ContainsFunc(r.Languages, func(l string) bool {
			l, _, _ = strings.Cut(l, "-")
			return strings.EqualFold(l, v.language)
		}) {
			own = append(own, v)
		} else {
			others = append(others, v)
		}
	}
	return own, others
}

// read tries the words of each language of the site; offer asks for
// suggestions.
func (r *Reader) read(s string, f form, offer bool) Reading {
	if len(s) > longest {
		return Reading{Mistakes: []Mistake{{Code: "too-long", Width: len(s), Text: "this schedule is too long to read", Hint: "write one line for each day and time"}}}
	}
	own, others := r.vocabulariesFor()
	best, known := (*reading)(nil), -1
	for _, v := range own {
		p, schedules := r.try(s, f, v)
		if !refusedBy(p.mistakes) {
			if offer {
				p.offer(f)
			}
			return Reading{schedules, p.public(), p.chosen, p.offset}
		}
		n := 0
		for i := range p.toks {
			if p.toks[i].known() {
				n++
			}
		}
		if n > known {
			best, known = p, n
		}
	}
	if !offer {
		return Reading{Mistakes: best.public()}
	}
	if f == lineForm || f == repeatForm {
		for _, v := range others {
			p, schedules := r.try(s, f, v)
			if !p.speaks(best) {
				continue
			}
			ways := [][]Schedule{schedules}
			if refusedBy(p.mistakes) {
				ways = nil
				speaker := *r
				speaker.Languages = append(slices.Clone(r.Languages), v.language)
				p.Reader = &speaker
				for _, o := range p.repaired(p.src, p.mistakes, f, 0, nil) {
					var all []Schedule
					for _, line := range o.Lines {
						all = append(all, speaker.read(line, f, false).Schedules...)
					}
					ways = append(ways, all)
				}
			}
			if len(ways) > 0 {
				best.otherLanguage(ways)
				return Reading{Mistakes: best.public()}
			}
		}
	}
	best.offer(f)
	return Reading{Mistakes: best.public()}
}

// try reads with the words of one language.
func (r *Reader) try(s string, f form, v *vocabulary) (*reading, []Schedule) {
	p := &reading{Reader: r, src: s, v: v, toks: lex(s, v)}
	var out []Schedule
	switch f {
	case skipForm:
		c := clause{kind: skipClause}
		p.acceptAll(except, not, on)
		if !p.skipItem(&c) || p.peek().kind != endToken || len(c.skips) != 1 {
			if !p.stuck {
				p.stop(0, len(s), "no-date", quote(s)+" is not a day", "write a day, a run of days such as 2026-12-22..2027-01-02, or a name from closures.yaml")
			}
			return p, nil
		}
		return p, []Schedule{{Skip: c.skips}}
	}
	p.read()
	if !p.stuck {
		switch f {
		case timeForm:
			out = p.assembleTimes()
		case datedForm, dateForm_:
			out = p.assembleDate(f)
		default:
			out = p.assemble()
			if !p.stuck {
				p.whole(out, f)
			}
		}
	}
	if refusedBy(p.mistakes) {
		return p, nil
	}
	return p, out
}

// whole checks what only the whole of a line shows.
func (p *reading) whole(out []Schedule, f form) {
	for i := range out {
		s := &out[i]
		if f == repeatForm {
			if s.Rule.Frequency == Once && !s.Always {
				p.stop(0, len(p.src), "incomplete", quote(p.src)+" does not say how it repeats", "write the days, such as every Tuesday, or 3rd Tuesday of the month")
				return
			}
			continue
		}
		if p.biweekly != nil && !s.Start.IsZero() {
			p.twiceOrEverySecond([]edit{p.biweeklyEdit()})
			return
		}
		if s.Start.IsZero() && s.NeedsDate() {
			var repairs [][]edit
			for _, d := range p.firstDays(s.Rule) {
				repairs = append(repairs, []edit{{len(p.src), len(p.src), " " + p.word(from, 0, "from") + " " + d.String()}})
				if s.Rule.Interval <= 1 {
					break
				}
			}
			if p.biweekly != nil {
				for i := range repairs {
					repairs[i] = append(repairs[i], p.biweeklyEdit())
				}
				p.twiceOrEverySecond(repairs...)
				return
			}
			text := quote(s.Rule.Phrase()) + " counts from a first day, but none is given"
			p.fail(0, len(p.src), "date-missing", text, "write “from” and the first day, such as from 2026-10-20", repairs...)
			return
		}
		if s.Rule.Frequency == Yearly && s.Rule.Month == 0 && s.Start.Month == time.February && s.Start.Day == 29 {
			p.stop(0, len(p.src), "29-february", "most years have no 29 February", "write 28 February, or last day of February")
			return
		}
	}
}

func (p *reading) biweeklyEdit() edit {
	t := p.biweekly
	return edit{t.off, t.end, p.word(every, 0, "every") + " 2 " + p.word(weekUnit, 0, "weeks")}
}

func (p *reading) twiceOrEverySecond(repairs ...[]edit) {
	t := p.biweekly
	p.fail(t.off, t.end, "two-meanings", quote(t.text)+" can mean every 2 weeks or twice a week", "write every 2 weeks on Tuesday, or every Tuesday and Friday", repairs...)
}

// assembleTimes takes the times from a phrase that has nothing else.
func (p *reading) assembleTimes() []Schedule {
	e := &entry{}
	for i := range p.clauses {
		c := &p.clauses[i]
		switch c.kind {
		case clocksClause, partClause, alwaysClause:
			e.add(c)
		default:
			p.stop(c.off, len(p.src), "no-time", quote(p.src[c.off:])+" is not a time of day", "write it like 18:30-20:30, 6:30pm-8:30pm, noon, or leave it out for all day")
			return nil
		}
	}
	if len(p.clauses) == 0 && !slices.ContainsFunc(p.toks, func(t token) bool { return t.is(allday) }) {
		p.stop(0, len(p.src), "no-time", quote(p.src)+" is not a time of day", "write it like 18:30-20:30, 6:30pm-8:30pm, noon, or leave it out for all day")
		return nil
	}
	spans, ok := p.spans(e)
	if !ok {
		return nil
	}
	out := []Schedule{}
	for _, s := range spans {
		out = append(out, Schedule{Time: s})
	}
	return out
}

// assembleDate takes one day and its time.
func (p *reading) assembleDate(f form) []Schedule {
	bad := func() []Schedule {
		p.stop(0, len(p.src), "no-date", quote(p.src)+" is not a date", "write year-month-day, such as 2026-11-14")
		return nil
	}
	for _, c := range p.clauses {
		switch c.kind {
		case datesClause, clocksClause, partClause, stayClause:
		case daysClause:
			if len(c.check) == 0 {
				return bad()
			}
		default:
			return bad()
		}
	}
	if len(p.clauses) == 0 {
		return bad()
	}
	out := p.assemble()
	if p.stuck || refusedBy(p.mistakes) {
		return nil
	}
	if len(out) != 1 || out[0].Rule.Frequency != Once || out[0].Start.IsZero() || !out[0].End.IsZero() {
		return bad()
	}
	if f == dateForm_ && out[0].Time.Set && !slices.ContainsFunc(p.toks, func(t token) bool { return t.kind == dateToken && t.date.moment }) {
		c := p.clauses[len(p.clauses)-1]
		p.stop(c.off, len(p.src), "unexpected", quote(p.src[c.off:])+" does not fit here", "write the day only", replace(len(strings.TrimRight(p.src[:c.off], " ,")), len(p.src), ""))
		return nil
	}
	return out
}

// stray reports a token that does not fit where it is.
func (p *reading) stray(t *token) {
	// Blamed is the word after "in", "on", "every".
	p.strayOff = t.off
	first := t
	for i := p.i; i < len(p.toks) && t.isOne(in, on, at, the, of, every, from, starting, and, or, comma, dash); i++ {
		t = &p.toks[i]
	}
	end := t.end
	var repairs [][]edit
	switch {
	case t.kind == endToken:
		p.stop(first.off, t.end, "incomplete", "something is missing at the end", "write it out, such as every Saturday 9am-11am")
		return
	case t.kind == numberToken:
		p.stop(t.off, end, "unexpected", quote(t.text)+" does not fit here", "write it like every Tuesday 6:30pm-8:30pm until 2027-06-30")
		return
	}
	if t.kind == wordToken {
		off := t.off
		switch {
		case t.is(vague):
			p.stop(off, end, "too-vague", quote(t.text)+" cannot go into a calendar", "write days and times here, and what else people should know under hours")
			return
		case t.is(seasonal):
			p.stop(off, end, "too-vague", quote(t.text)+" has no months of its own", "write the months, such as in May-October")
			return
		case t.is(relative):
			p.stop(off, end, "too-vague", quote(t.text)+" has no date or time of its own", "write the date and the time, such as 2026-12-05 18:00")
			return
		}
	}
	// A typing mistake may be anywhere in the rest.
	for i := p.i; i < len(p.toks)-1; i++ {
		u := &p.toks[i]
		if u.kind != wordToken || len(u.senses) > 0 {
			continue
		}
		if w, ok := p.v.slip(u.text); ok {
			repairs = append(repairs, replace(u.off, u.end, w))
			t, end = u, u.end
		}
		break
	}
	if t.kind == wordToken && len(t.senses) == 0 {
		hint := "write days, times and dates only, such as every Saturday 9am-11am; other words go under hours or note"
		if len(repairs) > 0 {
			hint = "write " + repairs[0][0].with
		}
		p.stop(t.off, end, "unknown-word", quote(t.text)+" is not a word of schedules", hint, repairs...)
		return
	}
	p.stop(t.off, end, "unexpected", quote(t.text)+" does not fit here", "write it like every Tuesday 6:30pm-8:30pm until 2027-06-30", repairs...)
}

// slip returns the word in the table that a misspelling most likely means.
func (v *vocabulary) slip(word string) (string, bool) {
	w := []rune(fold(word))
	if len(w) < 3 || len(w) > 20 {
		return "", false
	}
	for _, r := range w {
		if r > 0x24f {
			return "", false
		}
	}
	found, best := "", 3
	for _, known := range v.spelling {
		k := []rune(fold(known))
		n := slipDistance(w, k)
		limit := 1
		switch {
		case len(w) < 4 || len(k) < 5:
			continue
		case len(w) >= 8:
			limit = 2
		}
		if n <= limit && n < best {
			found, best = known, n
		}
	}
	if found == "" && fold(word) == "teh" {
		return "the", true
	}
	return found, found != ""
}

// slipDistance counts letters left out, inserted, changed, or swapped with the
// next one.
func slipDistance(a, b []rune) int {
	if d := len(a) - len(b); d > 2 || d < -2 {
		return 9
	}
	prev2, prev, cur := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], prev2[j-2]+1)
			}
		}
		prev2, prev, cur = prev, cur, prev2
	}
	return prev[len(b)]
}

// word returns the first word of a class in the language of the phrase.
func (p *reading) word(c class, value int, english string) string {
	if w, ok := p.v.first[firstKey{c, value}]; ok {
		return w
	}
	return english
}

// public returns the mistakes in the form that callers see.
func (p *reading) public() []Mistake {
	for i := range p.mistakes {
		p.mistakes[i].repairs = nil
	}
	return p.mistakes
}

// apply applies edits to a phrase.
func apply(src string, edits []edit) string {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b edit) int { return cmp.Or(a.off-b.off, b.end-a.end) })
	var b strings.Builder
	last := 0
	for _, e := range edits {
		if e.off < last {
			continue
		}
		b.WriteString(src[last:e.off])
		b.WriteString(e.with)
		last = e.end
	}
	b.WriteString(src[last:])
	out := b.String()
	for strings.Contains(out, "  ") {
		out = strings.ReplaceAll(out, "  ", " ")
	}
	out = strings.ReplaceAll(strings.ReplaceAll(out, " ,", ","), "()", "")
	return strings.Trim(out, " \t,;")
}

// quote quotes a stranger's text, shortened for a message.
func quote(s string) string {
	r := []rune(problem.Printable(s))
	if len(r) > 30 {
		r = append(r[:29], '…')
	}
	return `"` + string(r) + `"`
}
