package schedule

import (
	"slices"
	"strings"
	"time"
	"unicode"
)

// mostOffers is the largest number of alternatives offered.
const mostOffers = 4

// offer adds to the mistakes what to write instead. Every offer has been read
// again: it must have no error, and no warning that the phrase did not have.
func (p *reading) offer(f form) {
	if len(p.mistakes) == 0 {
		return
	}
	refused := refusedBy(p.mistakes)
	var offers []Offer
	if refused {
		offers = p.repaired(p.src, p.mistakes, f, 0, nil)
	}
	if refused && len(offers) == 0 && f == lineForm {
		offers = p.withNote()
		if len(offers) == 0 {
			// "Tomorrow 7pm" under hours would stay there, and be wrong the day after.
			if hours := strings.TrimSpace(p.src); hours != "" && !slices.ContainsFunc(p.toks, func(t token) bool { return t.is(relative) }) {
				offers = []Offer{{Hours: hours}}
			}
		}
	}
	for i := range p.mistakes {
		m := &p.mistakes[i]
		switch {
		case refused && !m.Warning:
			m.Offers = offers
			if len(offers) == 1 && len(offers[0].Lines) == 1 && offers[0].Note == "" {
				m.Fix = offers[0].Lines[0]
			}
		case !refused && m.Warning && len(m.repairs) > 0:
			m.Offers = p.quiet(m, f)
			if len(m.Offers) == 1 && len(m.Offers[0].Lines) == 1 && m.Code == "date-form" {
				m.Fix = m.Offers[0].Lines[0]
			}
		}
		m.say()
	}
}

// say puts the offers into the hint, for readers who have no block to copy.
func (m *Mistake) say() {
	var ways []string
	for _, o := range m.Offers {
		if len(o.Lines) == 1 && o.Note == "" {
			ways = append(ways, o.Lines[0])
		}
	}
	if len(ways) > 1 && len(ways) == len(m.Offers) {
		m.Hint = "write " + strings.Join(ways[:len(ways)-1], ", or ") + ", or " + ways[len(ways)-1]
	}
}

// again reads a suggestion: one line, or several.
func (p *reading) again(f form, phrase string) (lines []string, got []Reading) {
	for line := range strings.SplitSeq(phrase, "\n") {
		line = strings.Trim(line, " \t,;")
		if line == "" {
			return nil, nil
		}
		lines = append(lines, line)
		got = append(got, p.Reader.read(line, f, false))
	}
	return lines, got
}

// repaired applies the repairs of all errors at once and reads the phrase
// again. Any remaining mistakes are repaired in turn.
func (p *reading) repaired(src string, mistakes []Mistake, f form, depth int, seen []string) []Offer {
	most := 0
	for _, m := range mistakes {
		if m.Warning {
			continue
		}
		if len(m.repairs) == 0 {
			return nil
		}
		most = max(most, len(m.repairs))
	}
	var out []Offer
	var later [][]string
	for i := range min(most, mostOffers) {
		var edits []edit
		for _, m := range mistakes {
			if !m.Warning {
				edits = append(edits, m.repairs[min(i, len(m.repairs)-1)]...)
			}
		}
		phrase := apply(src, edits)
		if slices.Contains(seen, phrase) || phrase == src {
			continue
		}
		seen = append(seen, phrase)
		lines, got := p.again(f, phrase)
		fine := len(lines) > 0
		for _, g := range got {
			fine = fine && !g.Refused() && !p.louder(g.Mistakes)
		}
		if fine {
			out = p.addOffer(out, Offer{Lines: lines}, got)
			continue
		}
		later = append(later, lines)
	}
	if len(out) > 0 || depth >= 3 {
		return out
	}
	for _, lines := range later {
		if len(lines) == 1 {
			next, _ := p.Reader.try(lines[0], f, p.v)
			for _, o := range p.repaired(lines[0], next.mistakes, f, depth+1, seen) {
				_, again := p.again(f, strings.Join(o.Lines, "\n"))
				out = p.addOffer(out, o, again)
			}
		}
	}
	return out
}

// addOffer adds an offer unless another one means the same.
func (p *reading) addOffer(out []Offer, o Offer, got []Reading) []Offer {
	if len(out) >= mostOffers {
		return out
	}
	meaning := func(got []Reading) string {
		var b strings.Builder
		for _, g := range got {
			for i := range g.Schedules {
				b.WriteString(g.Schedules[i].Phrase() + "\n")
			}
		}
		return b.String()
	}
	for _, other := range out {
		if _, was := p.again(lineForm, strings.Join(other.Lines, "\n")); meaning(was) == meaning(got) && meaning(got) != "" && other.Note == o.Note {
			return out
		}
	}
	return append(out, o)
}

// louder reports whether a suggestion has a warning that the phrase did not.
func (p *reading) louder(mistakes []Mistake) bool {
	for _, m := range mistakes {
		if m.Warning && m.Code != "date-form" && !slices.ContainsFunc(p.mistakes, func(old Mistake) bool { return old.Warning && old.Code == m.Code }) {
			return true
		}
	}
	return false
}

// quiet returns ways to write a phrase without one of its warnings.
func (p *reading) quiet(m *Mistake, f form) []Offer {
	var out []Offer
	for _, edits := range m.repairs {
		phrase := apply(p.src, edits)
		lines, got := p.again(f, phrase)
		if len(lines) != 1 || got[0].Refused() || p.louder(got[0].Mistakes) || slices.ContainsFunc(got[0].Mistakes, func(n Mistake) bool { return n.Code == m.Code }) {
			continue
		}
		out = p.addOffer(out, Offer{Lines: lines}, got)
	}
	return out
}

// withNote offers the phrase without the words that schedules do not know, and
// puts these under note.
func (p *reading) withNote() []Offer {
	at := -1
	for _, m := range p.mistakes {
		if !m.Warning {
			at = m.Offset
			if p.strayOff > 0 && p.stuck {
				at = min(at, p.strayOff)
			}
		}
	}
	if at < 0 || at >= len(p.src) {
		return nil
	}
	type cut struct{ off, end int }
	var cuts []cut
	if open, shut := strings.LastIndexAny(p.src[:at], "(["), strings.IndexAny(p.src[at:], ")]"); open >= 0 && shut >= 0 && !strings.ContainsAny(p.src[open+1:at], ")]") {
		cuts = append(cuts, cut{open, at + shut + 1})
	} else {
		cuts = append(cuts, cut{at, len(p.src)})
		if i := strings.IndexAny(p.src[at:], ",;"); i > 0 {
			cuts = append(cuts, cut{at, at + i})
		}
		if i := strings.LastIndexAny(p.src[:at], ",;"); i > 0 {
			cuts = append(cuts, cut{i, len(p.src)})
		}
	}
	for _, c := range cuts {
		note := strings.Trim(p.src[c.off:c.end], " ,;:-–—()[].")
		rest := strings.Trim(p.src[:c.off]+" "+p.src[c.end:], " ,;:-–—")
		if rest == "" || !p.harmless(note) {
			continue
		}
		got := p.Reader.read(rest, lineForm, false)
		if got.Refused() || p.louder(got.Mistakes) || len(got.Schedules) != 1 || got.Schedules[0].Always {
			continue
		}
		return []Offer{{Lines: []string{rest}, Note: note}}
	}
	return nil
}

// harmless reports whether words can be a note beside a schedule: they contain
// no time, no other day and no zone.
func (p *reading) harmless(note string) bool {
	if note == "" {
		return false
	}
	unknown := false
	var negative, days bool
	for i, t := range lex(note, p.v) {
		switch {
		case t.is(until) && i != 1: // "or until supplies run out" is not a day
			return false
		case t.kind == clockToken, t.kind == dateToken, t.isOne(monthWord, noon, midnight, except, not, closed, closureWord, biweekly, odd, even, onwards, always, starting, to, through, after, seasonal, relative, every, weekly, monthly, yearly, fortnight, biweekly, other, numberWord, ordinalWord, hourUnit):
			return false
		case t.isOne(weekdayWord, weekdaysWord, weekend, workday, weekUnit, daily):
			days = true
		case t.kind == wordToken && (len(t.senses) == 0 || t.is(vague)):
			if zoneName(t.text) {
				return false
			}
			unknown = true
			switch fold(t.text) {
			case "before", "after", "doors", "cancelled", "canceled", "never", "half", "quarter", "past", "then", "repeats", "repeat", "repeating", "except", "excepted", "late":
				return false
			case "no", "some", "sometimes", "usually", "sin", "tbd", "tba", "tbc", "varies", "vary", "without", "plus", "also":
				negative = true
			}
		}
	}
	return unknown && !(negative && days)
}

// zoneName reports whether a word looks like the name of a time zone: ET, CEST.
func zoneName(s string) bool {
	if len(s) < 2 || len(s) > 4 || strings.ToUpper(s) != s {
		return false
	}
	for _, r := range s {
		if !unicode.IsUpper(r) || r > 'Z' {
			return false
		}
	}
	return s[len(s)-1] == 'T' || s == "UTC"
}

// ownZone reports whether a word is the name of the place's own zone, as in
// "7pm ET": it adds nothing.
func (p *reading) ownZone(s string) bool {
	if p.Zone == nil || !zoneName(s) {
		return false
	}
	for _, month := range []time.Month{time.January, time.July} {
		name, _ := time.Date(2026, month, 1, 12, 0, 0, 0, p.Zone).Zone()
		if s == name || len(name) == 3 && s == name[:1]+name[2:] {
			return true
		}
	}
	return false
}

// speaks reports whether a phrase has a word that this language knows and the
// other one does not: single letters prove nothing.
func (p *reading) speaks(other *reading) bool {
	for i := range p.toks {
		t := &p.toks[i]
		if t.kind == wordToken && len(t.text) > 2 && len(t.senses) > 0 && other.v.words[fold(t.text)] == nil {
			return true
		}
	}
	return false
}

// otherLanguage offers a phrase in a language that the site does not have, in
// the words of the grammar.
func (p *reading) otherLanguage(ways [][]Schedule) {
	var offers []Offer
	for _, schedules := range ways {
		var lines []string
		for i := range schedules {
			if p.Hours24 {
				lines = append(lines, schedules[i].Phrase())
			} else {
				lines = append(lines, schedules[i].phrase12())
			}
		}
		if _, got := p.again(lineForm, strings.Join(lines, "\n")); !slices.ContainsFunc(got, func(g Reading) bool { return g.Refused() }) {
			offers = append(offers, Offer{Lines: lines})
		}
	}
	p.mistakes = []Mistake{{Code: "unknown-word", Width: len(p.src), Text: quote(p.src) + " is in a language that this site does not have", Offers: offers,
		Hint: "schedules are written in English or a language of the site, and shown to each reader in their own"}}
	if len(offers) == 1 && len(offers[0].Lines) == 1 {
		p.mistakes[0].Fix = offers[0].Lines[0]
	}
	p.mistakes[0].say()
}
