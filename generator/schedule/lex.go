package schedule

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

func itoa(n int) string { return strconv.Itoa(n) }

type tokenKind uint8

const (
	endToken tokenKind = iota
	wordToken
	numberToken  // 2
	ordinalToken // 2nd; and "second" as a word
	clockToken   // 6:30pm, 18:30, 9am
	dateToken    // 2026-11-14, 11/14/2026
	markToken    // - , ; / ..
	strayToken   // anything else
)

type token struct {
	kind     tokenKind
	class    class
	value    int    // of a number, ordinal, weekday or month
	text     string // as written
	off, end int
	clock    clockForm
	date     dateForm
}

// clockForm is a clock time as written, before it is known which half of the
// day is meant.
type clockForm struct {
	hour, minute int
	half         byte // 'a', 'p' or 0
	colon        bool // minutes were written
	padded       bool // 09:00
	word         bool // noon, midnight
	off, end     int
}

// dateForm is a date in figures as written.
type dateForm struct {
	a, b, c int
	order   byte // 'i' 2026-11-14, 'y' another form with the year first, 'n' numbers with the year last
	dotted  bool // 14.11.2026
}

// lex cuts a phrase into tokens; the last one is an endToken.
func lex(s string) []token {
	toks := make([]token, 0, 3+len(s)/4)
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		t := token{off: i}
		switch {
		case unicode.IsSpace(r) || r == '\u202f' || r == '\u2060' || r == '(' || r == ')' || r == '\'' || r == '’':
			i += size
			continue
		case r >= '0' && r <= '9':
			i = lexDigits(s, i, &t)
		case unicode.IsLetter(r):
			for i < len(s) {
				r, size := utf8.DecodeRuneInString(s[i:])
				if !unicode.IsLetter(r) && !unicode.IsMark(r) {
					break
				}
				i += size
			}
			t.kind, t.text = wordToken, s[t.off:i]
			t.know(t.text)
		case strings.ContainsRune("-–—−‐‑‒~", r):
			for strings.ContainsRune("-–—−‐‑‒~", r) && i < len(s) {
				i += size
				r, size = utf8.DecodeRuneInString(s[i:])
			}
			t.kind, t.class = markToken, dash
		case r == '…':
			i += size
			t.kind, t.class = markToken, dots
		case r == '.':
			n := len(s[i:]) - len(strings.TrimLeft(s[i:], "."))
			i += n
			if n == 1 {
				continue // after an abbreviation
			}
			t.kind, t.class = markToken, dots
		default:
			i += size
			t.kind = strayToken
			switch r {
			case ',', '、', '،':
				t.kind, t.class = markToken, comma
			case ';':
				t.kind, t.class = markToken, semicolon
			case '/':
				t.kind, t.class = markToken, slash
			case '&', '+':
				t.kind, t.class = markToken, and
			}
		}
		t.end = i
		if t.text == "" {
			t.text = s[t.off:i]
		}
		toks = append(toks, t)
	}
	return append(toks, token{kind: endToken, off: len(s), end: len(s)})
}

// know looks a word up in the vocabulary.
func (t *token) know(text string) {
	w := vocabulary[strings.ToLower(text)]
	t.class, t.value = w.class, w.value
	switch w.class {
	case ordinalWord:
		t.kind = ordinalToken
	case numberWord:
		t.kind, t.class = numberToken, unknown
		t.clock = clockForm{hour: w.value}
	}
}

// lexDigits reads what begins with a figure: a date, a clock time, an ordinal
// or a number.
func lexDigits(s string, i int, t *token) int {
	if end := lexDate(s, i, t); end > 0 {
		return end
	}
	n, j := digits(s, i, 4)
	if j < len(s) && isDigit(s[j]) { // more than four figures are no part of any phrase
		for j < len(s) && isDigit(s[j]) {
			j++
		}
		t.kind = strayToken
		return j
	}
	width := j - i
	if ordinalSuffix(s[j:]) {
		t.kind, t.class, t.value = ordinalToken, ordinalWord, n
		return j + 2
	}
	c := clockForm{hour: n, padded: s[i] == '0' && width == 2, off: i}
	if width <= 2 && j < len(s) && strings.IndexByte(":.hH", s[j]) >= 0 {
		if minute, k := digits(s, j+1, 2); k == j+3 && (k == len(s) || !isDigit(s[k])) {
			c.minute, c.colon, j = minute, true, k
			if strings.HasPrefix(s[j:], ":00") { // seconds
				j += 3
			}
		} else if (s[j] == 'h' || s[j] == 'H') && (j+1 == len(s) || !isLetterAt(s, j+1)) {
			c.colon, j = true, j+1
		}
	}
	half, k := halfOfDay(s, j)
	switch {
	case half != 0 && width > 2 && !c.colon: // 930am
		c.hour, c.minute, c.colon = n/100, n%100, true
		c.half, j = half, k
	case half != 0 && width <= 2:
		c.half, j = half, k
	case !c.colon:
		t.kind, t.value = numberToken, n
		c.end = j
		t.clock = c
		return j
	}
	t.kind = clockToken
	c.end = j
	t.clock = c
	return j
}

// halfOfDay reads am or pm in any of its spellings from s[i:].
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
	// A single letter right after the figure: 9a-11a.
	if isDigit(s[max(0, i-1)]) && !isLetterAt(s, i+1) {
		return half, i + 1
	}
	return 0, i
}

// lexDate reads a date in figures, or returns 0.
func lexDate(s string, i int, t *token) int {
	a, j := digits(s, i, 4)
	wa := j - i
	if j >= len(s) || wa == 3 || strings.IndexByte("-/.", s[j]) < 0 {
		return 0
	}
	sep := s[j]
	b, k := digits(s, j+1, 2)
	wb := k - j - 1
	if wb == 0 || k >= len(s) || s[k] != sep {
		return 0
	}
	c, l := digits(s, k+1, 4)
	wc := l - k - 1
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
	if l+1 < len(s) && (s[l] == 'T' || s[l] == 't') && isDigit(s[l+1]) {
		t.text = s[i:l]
		return l + 1
	}
	return l
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

func ordinalSuffix(s string) bool {
	if len(s) < 2 || isLetterAt(s, 2) {
		return false
	}
	switch strings.ToLower(s[:2]) {
	case "st", "nd", "rd", "th":
		return true
	}
	return false
}
