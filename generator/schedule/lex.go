package schedule

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

type tokenKind uint8

const (
	endToken tokenKind = iota
	wordToken
	numberToken  // 2
	ordinalToken // 2nd; a word such as "second" is a wordToken
	clockToken   // 6:30pm, 18:30, 9am
	dateToken    // 2026-11-14, 11/14/2026
	markToken    // - , ; / ..
	strayToken   // anything else
)

type token struct {
	kind     tokenKind
	senses   []sense
	value    int  // for a number or ordinal
	half     bool // for a number: 1.5
	text     string
	off, end int
	clock    clockForm
	date     dateForm
	opened   bool // preceded by an opening bracket
}

// clockForm is a clock time as written, before the half of the day is known.
type clockForm struct {
	hour, minute int
	half         byte // 'a', 'p' or 0
	minutes      bool // minutes were written
	twoDigits    bool // 09, 10
	day24        bool // written like a 24-hour time: 18:30, 0700, 09:00, 19h
	word         bool // noon, midnight
	hasOffset    bool
	exact        bool // with T or seconds: written by a program
	joined       bool // 0700
	offset       int  // minutes east of UTC
	off, end     int
}

// dateForm is a date in digits as written.
type dateForm struct {
	a, b, c int
	order   byte // 'i' 2026-11-14, 'c' 20261114, 'y' another form with the year first, 'n' the year last, 'p' without a year
	dotted  bool // 14.11.2026
	moment  bool // followed by T
}

// is reports whether the token may have the class.
func (t *token) is(c class) bool {
	for i := range t.senses {
		if t.senses[i].class == c {
			return true
		}
	}
	return false
}

// isOne reports whether the token may have any of the classes.
func (t *token) isOne(c ...class) bool {
	for _, k := range c {
		if t.is(k) {
			return true
		}
	}
	return false
}

// sense returns the token's meaning as a word of the class; call is first.
func (t *token) sense(c class) sense {
	for i := range t.senses {
		if t.senses[i].class == c {
			return t.senses[i]
		}
	}
	return sense{}
}

func (t *token) known() bool {
	return len(t.senses) > 0 || t.kind != wordToken && t.kind != strayToken
}

// Marks as sets of one sense, made once.
var (
	dashMark      = []sense{{class: dash}}
	dotsMark      = []sense{{class: dots}}
	commaMark     = []sense{{class: comma}}
	semicolonMark = []sense{{class: semicolon}}
	slashMark     = []sense{{class: slash}}
	colonMark     = []sense{{class: colon}}
	andMark       = []sense{{class: and}}
	atMark        = []sense{{class: at}}
	alwaysMark    = []sense{{class: always}}
)

const dashes = "-–—−‐‑‒~～〜－﹣"

// lex cuts a phrase into tokens; the last is an endToken.
func lex(s string, v *vocabulary) []token {
	toks := make([]token, 0, 4+len(s)/4)
	opened := false
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		t := token{off: i, opened: opened}
		switch {
		case r == '\n', r == '|', r == '\\' && i+1 < len(s) && s[i+1] == 'n':
			i += size
			if r == '\\' {
				i++
			}
			t.kind, t.senses = markToken, semicolonMark
		case r == '(' || r == '[':
			i += size
			opened = true
			continue
		case unicode.IsSpace(r), strings.ContainsRune("\u202f\u2060)]'’\"“”", r), r == '!' && strings.TrimSpace(s[i+1:]) == "":
			i += size
			continue
		case strings.HasPrefix(s[i:], "&amp;"):
			i += len("&amp;")
			t.kind, t.senses = markToken, andMark
		case r >= '0' && r <= '9':
			i = lexFigures(s, i, &t, v, toks)
		case unicode.IsLetter(r):
			i = wordEnd(s, i)
			t.kind, t.text = wordToken, s[t.off:i]
		case strings.ContainsRune(dashes, r):
			for i < len(s) && strings.ContainsRune(dashes, r) {
				i += size
				r, size = utf8.DecodeRuneInString(s[i:])
			}
			t.kind, t.senses = markToken, dashMark
		case r == '…':
			i += size
			t.kind, t.senses = markToken, dotsMark
		case r == '.':
			n := len(s[i:]) - len(strings.TrimLeft(s[i:], "."))
			i += n
			if n == 1 {
				continue // after an abbreviation
			}
			t.kind, t.senses = markToken, dotsMark
		default:
			i += size
			t.kind = markToken
			switch r {
			case ',', '、', '،':
				t.senses = commaMark
			case ';':
				t.senses = semicolonMark
			case '/':
				t.senses = slashMark
			case ':':
				t.senses = colonMark
			case '&', '+':
				t.senses = andMark
			case '@':
				t.senses = atMark
			default:
				t.kind = strayToken
			}
		}
		t.end = i
		if t.text == "" {
			t.text = s[t.off:i]
		}
		toks = append(toks, t)
		opened = false
	}
	toks = append(toks, token{kind: endToken, off: len(s), end: len(s)})
	return know(toks, s, v)
}

func wordEnd(s string, i int) int {
	for i < len(s) {
		r, size := utf8.DecodeRuneInString(s[i:])
		if (r == '\'' || r == '’') && isLetterAt(s, i+size) {
			i += size
			continue
		}
		if !unicode.IsLetter(r) && !unicode.IsMark(r) {
			break
		}
		i += size
	}
	return i
}

// know looks up the words, the longest entry first: "end of" before "end".
func know(toks []token, s string, v *vocabulary) []token {
	out := toks[:0]
	for i := 0; i < len(toks); {
		t := toks[i]
		if t.kind != wordToken {
			out = append(out, t)
			i++
			continue
		}
		n, senses := v.longestAt(toks[i:])
		if n > 1 {
			t.end = toks[i+n-1].end
			t.text = s[t.off:t.end]
		}
		t.senses = senses
		if n == 1 && len(t.senses) == 0 {
			t.senses = v.letters(t.text)
		}
		if n == 1 && t.is(ordinalWord) {
			t.value = t.sense(ordinalWord).value
		}
		out = append(out, t)
		i += n
	}
	for i := range out {
		out[i].short(out, i)
	}
	return out
}

// longestAt returns how many words the longest entry beginning here has, and
// its senses; 1 when there is none.
func (v *vocabulary) longestAt(toks []token) (int, []sense) {
	first := fold(toks[0].text)
	n, senses := 1, v.words[first]
	key := first
	for i, words := 1, 1; words < v.longest && i < len(toks); i++ {
		between := " "
		if toks[i].is(dash) && i+1 < len(toks) && toks[i].off == toks[i-1].end && toks[i+1].off == toks[i].end {
			between = "-"
			i++
		}
		if toks[i].kind != wordToken || toks[i].opened {
			break
		}
		key += between + fold(toks[i].text)
		words++
		if found := v.words[key]; found != nil {
			n, senses = i+1, found
		}
	}
	return n, senses
}

// letters reads MWF and TTh: weekdays as letters, in the order of the week.
func (v *vocabulary) letters(text string) []sense {
	if len(text) < 2 || len(text) > 8 || v.words["m"] == nil {
		return nil
	}
	set, at := 0, 0 // at: how many days from Monday have been passed
	for i := 0; i < len(text); {
		n, day := 0, -1
		for _, size := range []int{2, 1} {
			if i+size > len(text) || text[i] < 'A' || text[i] > 'Z' {
				continue
			}
			for _, s := range v.words[fold(text[i:i+size])] {
				if s.class == letterWord && size == 1 || s.class == weekdayWord && size == 2 {
					n, day = size, (s.value+6)%7
				}
			}
			if n > 0 {
				break
			}
		}
		if v.language == "en" && day == 1 && at > 1 && n == 1 {
			day = 3 // the second T of MTWTF
		}
		if n == 0 || day < at {
			return nil
		}
		set |= 1 << day
		at = day + 1
		i += n
	}
	if set&(set-1) == 0 {
		return nil
	}
	return []sense{{class: weekdayWord, value: -set}} // several at once
}

// short removes the weekday sense from words that have it only beside others, a
// range or a time: M/W/F, Mo-Fr; "We" is an ordinary word.
func (t *token) short(toks []token, i int) {
	letter := t.is(letterWord)
	if t.kind != wordToken || !letter && !(len(t.text) == 2 && t.isOne(weekdayWord)) {
		return
	}
	day := func(j int) bool { return j >= 0 && j < len(toks) && toks[j].isOne(weekdayWord, letterWord) }
	mark := func(j int) bool {
		return j >= 0 && j < len(toks) && toks[j].isOne(dash, slash, comma, and, to)
	}
	beside := mark(i-1) && day(i-2) || mark(i+1) && day(i+2) || day(i+1) || day(i-1)
	fine := beside
	if !letter {
		next := &toks[min(i+1, len(toks)-1)]
		fine = fine || next.kind == clockToken || next.kind == numberToken || next.kind == endToken || next.isOne(comma, colon, semicolon, noon) || mark(i-1)
	}
	if c := t.text[0]; c < 'A' || c > 'Z' {
		fine = false
	}
	var keep []sense
	for _, s := range t.senses {
		switch {
		case s.class == letterWord && fine:
			keep = append(keep, sense{class: weekdayWord, value: s.value})
		case s.class == letterWord, s.class == weekdayWord && !fine:
		default:
			keep = append(keep, s)
		}
	}
	t.senses = keep
}

// lexFigures reads a token that begins with a digit: a date, a clock time, an
// ordinal or a number.
func lexFigures(s string, i int, t *token, v *vocabulary, before []token) int {
	if end := lexDate(s, i, t); end > 0 {
		return end
	}
	if rest, ok := strings.CutPrefix(s[i:], "24/7"); ok && (rest == "" || !isDigit(rest[0])) {
		t.kind, t.senses = markToken, alwaysMark
		end := i + len("24/7")
		if strings.HasPrefix(rest, "/365") {
			end += len("/365")
		}
		return end
	}
	n, j := digits(s, i, 4)
	moment := len(before) > 0 && before[len(before)-1].kind == dateToken && before[len(before)-1].date.moment
	if _, k := digits(s, i, 7); moment && k == i+6 { // 183000
		c := clockForm{hour: n / 100, minute: n % 100, minutes: true, twoDigits: true, day24: true, exact: true, off: i}
		k = lexOffset(s, k, &c)
		t.kind, c.end, t.clock = clockToken, k, c
		return k
	}
	if j < len(s) && isDigit(s[j]) { // no phrase contains a number with more than four digits
		for j < len(s) && isDigit(s[j]) {
			j++
		}
		t.kind = strayToken
		return j
	}
	width := j - i
	for _, suffix := range v.suffixes {
		if end := j + len(suffix); len(s) >= end && strings.EqualFold(s[j:end], suffix) && !isLetterAt(s, end) {
			t.kind, t.value = ordinalToken, n
			return end
		}
	}
	c := clockForm{hour: n, twoDigits: width == 2, off: i, exact: moment, joined: width == 4}
	if moment && width == 4 { // 1830
		c.hour, c.minute, c.minutes = n/100, n%100, true
	}
	// 18:30, 18.30, 18h30, 18h
	if width <= 2 && j < len(s) && strings.IndexByte(":.hH", s[j]) >= 0 {
		if minute, k := digits(s, j+1, 2); k == j+3 && (k == len(s) || !isDigit(s[k])) {
			c.day24 = s[j]|0x20 == 'h'
			c.minute, c.minutes, j = minute, true, k
			if j+2 < len(s) && s[j] == ':' && isDigit(s[j+1]) { // seconds, and parts of them
				if _, k := digits(s, j+1, 2); k == j+3 {
					c.exact, j = true, k
					if j+1 < len(s) && (s[j] == '.' || s[j] == ',') && isDigit(s[j+1]) {
						for j++; j < len(s) && isDigit(s[j]); j++ {
						}
					}
				}
			}
		} else if s[j]|0x20 == 'h' && !isLetterAt(s, j+1) {
			c.day24, c.minutes, j = true, true, j+1
		} else if s[j] == '.' && j+1 < len(s) && s[j+1] == '5' && !(j+2 < len(s) && isDigit(s[j+2])) {
			t.kind, t.value, t.half = numberToken, n, true // 1.5 hours
			return j + 2
		}
	}
	half, k := halfOfDay(s, j)
	switch {
	case half != 0 && width > 2 && !c.minutes: // 930am
		c.hour, c.minute, c.minutes = n/100, n%100, true
		c.half, j = half, k
	case half != 0 && (width <= 2 || c.minutes):
		c.half, j = half, k
	case !c.minutes && !moment && !(width == 4 && s[i] == '0'):
		t.kind, t.value = numberToken, n
		c.end = j
		t.clock = c
		return j
	case width == 4 && s[i] == '0' && !c.minutes: // 0700
		c.hour, c.minute, c.minutes, c.day24 = n/100, n%100, true, true
	}
	if c.half == 0 && (c.exact || c.hour > 12 || c.hour == 0 || c.twoDigits && s[i] == '0') {
		c.day24 = true
	}
	if c.half != 0 {
		c.day24 = false
	}
	j = lexOffset(s, j, &c)
	t.kind, c.end = clockToken, j
	t.clock = c
	return j
}

// lexOffset reads Z, +01:00, +0100 and -05:00 after a clock time (RFC 3339). A
// minus begins an offset only after a time with T or seconds: 18:30-20:00 is a
// start and an end.
func lexOffset(s string, i int, c *clockForm) int {
	if !c.minutes || c.half != 0 {
		return i
	}
	j := i
	for j < len(s) && s[j] == ' ' {
		j++
	}
	if j >= len(s) {
		return i
	}
	if (s[j] == 'Z' || s[j] == 'z') && !isLetterAt(s, j+1) && (j == i || c.exact || c.twoDigits) {
		c.hasOffset, c.day24 = true, true
		return j + 1
	}
	sign := 1
	switch {
	case s[j] == '+':
	case s[j] == '-':
		sign = -1
	case strings.HasPrefix(s[j:], "−"):
		sign = -1
		j += len("−") - 1
	default:
		return i
	}
	h, k := digits(s, j+1, 2)
	if k != j+3 {
		return i
	}
	m, end, apart := 0, k, false
	if k < len(s) && s[k] == ':' {
		apart = true
		if m, end = digits(s, k+1, 2); end != k+3 {
			return i
		}
	} else if k < len(s) && isDigit(s[k]) {
		if m, end = digits(s, k, 2); end != k+2 {
			return i
		}
	} else if sign < 0 || !c.exact {
		return i
	}
	if end < len(s) && (isDigit(s[end]) || isLetterAt(s, end) || s[end] == ':') || h > 14 || m > 59 {
		return i
	}
	if half, _ := halfOfDay(s, end); half != 0 {
		return i
	}
	if sign < 0 && apart && (!c.exact || h*60+m > c.hour*60+c.minute) {
		return i // 18:30-20:00
	}
	if sign < 0 && !c.exact && c.joined {
		return i
	}
	c.hasOffset, c.day24, c.offset = true, true, sign*(h*60+m)
	return end
}

// halfOfDay reads am or pm in any spelling from s[i:].
func halfOfDay(s string, i int) (byte, int) {
	for i < len(s) && (s[i] == ' ' || strings.HasPrefix(s[i:], "\u00a0") || strings.HasPrefix(s[i:], "\u202f")) {
		_, size := utf8.DecodeRuneInString(s[i:])
		i += size
	}
	if i >= len(s) {
		return 0, i
	}
	half := s[i] | 0x20
	if half != 'a' && half != 'p' {
		return 0, i
	}
	j := i + 1
	if j < len(s) && s[j] == '.' {
		j++
		if j+1 < len(s) && s[j] == ' ' && s[j+1]|0x20 == 'm' {
			j++ // p. m.
		}
	}
	if j < len(s) && s[j]|0x20 == 'm' {
		j++
		if j < len(s) && s[j] == '.' && !strings.HasPrefix(s[j:], "..") {
			j++
		}
		if !isLetterAt(s, j) {
			return half, j
		}
		return 0, i
	}
	// A single letter right after the digit: 9a-11a.
	if isDigit(s[max(0, i-1)]) && !isLetterAt(s, i+1) {
		return half, i + 1
	}
	return 0, i
}

// lexDate reads a date in digits, or returns 0.
func lexDate(s string, i int, t *token) int {
	moment := func(end int) int {
		if end+1 < len(s) && (s[end] == 'T' || s[end] == 't') && isDigit(s[end+1]) {
			t.date.moment = true
			t.text = s[i:end]
			return end + 1
		}
		return end
	}
	if n, j := digits(s, i, 8); j == i+8 && (j == len(s) || !isDigit(s[j])) {
		d := Date{n / 10000, time.Month(n / 100 % 100), n % 100}
		if d.Valid() && d.Year >= 1900 && d.Year < lastYear {
			t.kind, t.date = dateToken, dateForm{a: d.Year, b: int(d.Month), c: d.Day, order: 'c'}
			return moment(j)
		}
		return 0
	}
	a, j := digits(s, i, 4)
	wa := j - i
	if j >= len(s) || wa == 3 || strings.IndexByte("-/.", s[j]) < 0 {
		return 0
	}
	sep := s[j]
	b, k := digits(s, j+1, 2)
	wb := k - j - 1
	if wb == 0 {
		return 0
	}
	if k >= len(s) || s[k] != sep {
		// 12/25, a date without its year; 25.12. with its final dot is below.
		if sep == '/' && wa <= 2 && a >= 1 && b >= 1 && a <= 31 && b <= 31 && (a <= 12 || b <= 12) && (k == len(s) || !isDigit(s[k]) && s[k] != ':') && !(a == 24 && b == 7) {
			if half, _ := halfOfDay(s, k); half == 0 {
				t.kind, t.date = dateToken, dateForm{a: a, b: b, order: 'p'}
				return k
			}
		}
		return 0
	}
	c, l := digits(s, k+1, 4)
	wc := l - k - 1
	if wc == 0 && sep == '.' && wa <= 2 && wb <= 2 && a >= 1 && a <= 31 && b >= 1 && b <= 12 {
		t.kind, t.date = dateToken, dateForm{a: a, b: b, order: 'p', dotted: true}
		return k + 1
	}
	if wc == 0 || wc == 3 || l < len(s) && isDigit(s[l]) {
		return 0
	}
	f := dateForm{a: a, b: b, c: c, dotted: sep == '.'}
	switch {
	case wa == 4 && wc <= 2:
		f.order = 'y'
		if sep == '-' && wb == 2 && wc == 2 {
			f.order = 'i'
		}
	case wa <= 2 && wc == 4:
		f.order = 'n'
	case wa <= 2 && wc == 2 && sep != '-':
		f.order = 'n'
		f.c += 2000
	default:
		return 0
	}
	t.kind, t.date = dateToken, f
	return moment(l)
}

func digits(s string, i, most int) (n, end int) {
	for end = i; end < len(s) && end < i+most && isDigit(s[end]); end++ {
		n = n*10 + int(s[end]-'0')
	}
	return n, end
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isLetterAt(s string, i int) bool {
	if i >= len(s) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	return unicode.IsLetter(r)
}

// isYear reports whether a number can be a year.
func (t *token) isYear() bool {
	return t.kind == numberToken && t.value >= 1900 && t.value < lastYear && !t.half
}

// weekdaySet returns the weekday or weekdays of a token.
func (t *token) weekdaySet() (days []time.Weekday, plural bool) {
	if t.is(weekdaysWord) {
		return []time.Weekday{time.Weekday(t.sense(weekdaysWord).value)}, true
	}
	v := t.sense(weekdayWord).value
	if v >= 0 {
		return []time.Weekday{time.Weekday(v)}, false
	}
	for i, w := range everyDay() {
		if -v&(1<<i) != 0 {
			days = append(days, w)
		}
	}
	return days, true
}

func containsDay(days []time.Weekday, d time.Weekday) bool { return slices.Contains(days, d) }
