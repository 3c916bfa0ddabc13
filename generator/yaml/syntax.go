package yaml

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

var blockHeader = regexp.MustCompile(`^[|>][-+]?[0-9]?[-+]?\s*(#.*)?$`)

// scan searches for certain mistakes, reports them and corrects them in rows, the
// first of which is line from+1 of the file. It returns whether it corrected any.
func (r *reader) scan(rows []string, from int) (corrected bool) {
	s := &scanner{reader: r, rows: rows, from: from, block: -1}
	for i := 0; i < len(rows); i++ {
		i = s.row(i)
	}
	return s.corrected
}

// scanner scans rows that could not be read.
type scanner struct {
	*reader
	rows      []string
	from      int
	corrected bool
	tabbed    bool   // tabs were reported
	block     int    // indentation of the key of the current block text; -1 = none
	above     int    // indentation of the last key with a plain value
	name      string // of that key; "" = none
}

// correct reports a mistake in row i with the corrected line.
func (s *scanner) correct(i int, rule string, col, width int, text, hint, fixed string) {
	s.add(rule, s.from+i+1, col, width, text, hint+": "+strings.TrimSpace(fixed), fixed)
	s.rows[i], s.corrected = fixed, true
}

// row scans row i and the following ones that belong to its value. It returns the
// index of the last one.
func (s *scanner) row(i int) int {
	line := s.rows[i]
	if strings.TrimSpace(line) == "" {
		return i
	}
	white := len(line) - len(strings.TrimLeft(line, " \t"))
	if s.block >= 0 && white > s.block && !strings.Contains(line[:s.block+1], "\t") {
		return i
	}
	s.block = -1
	line = s.tabs(i, white)
	if strings.TrimLeft(line, " ")[0] == '#' {
		return i
	}
	if m := starred.FindStringSubmatch(line); m != nil {
		// Text for chats is written so, and YAML takes the first asterisk for a sign of its own.
		s.correct(i, "no-key", utf8.RuneCountInString(m[1])+1, 1, "the name of a field is between asterisks", "write", m[1]+m[2]+":"+m[3])
		line = s.rows[i]
	}
	w := split(line)
	if s.indented(i, w) {
		return i
	}
	s.name = ""
	if w.value == "" {
		return i
	}
	switch c := w.value[0]; c {
	case '"', '\'':
		return s.quoted(i, w)
	case '[', '{':
		return s.bracketed(i, w)
	default:
		s.plain(i, w)
		return i
	}
}

// tabs replaces tabs before the text of row i, whose first white bytes are blank.
func (s *scanner) tabs(i, white int) string {
	line := s.rows[i]
	tab := strings.IndexByte(line[:white], '\t')
	if tab < 0 {
		return line
	}
	fixed := strings.ReplaceAll(line[:white], "\t", "  ") + line[white:]
	if !s.tabbed {
		s.add("tab-indentation", s.from+i+1, tab+1, white-tab, "this line is indented with a tab", "indent with spaces, two for each level", fixed)
		s.tabbed = true
	}
	s.rows[i], s.corrected = fixed, true
	return fixed
}

// indented reports a field below one that already has its text.
func (s *scanner) indented(i int, w row) bool {
	line := s.rows[i]
	if s.name == "" || w.key == "" || w.indent <= s.above || strings.HasPrefix(strings.TrimLeft(line, " "), "- ") {
		return false
	}
	name := w.name()
	if !strings.Contains(name, " ") {
		s.correct(i, "indentation", w.indent+1, utf8.RuneCountInString(name), fmt.Sprintf("“%s” is indented further than “%s” above it, which already has its text", clip(name), clip(s.name)),
			"begin both at the same column", strings.Repeat(" ", s.above)+strings.TrimLeft(line, " "))
		return true
	}
	s.add("indentation", s.from+i+1, w.indent+1, utf8.RuneCountInString(strings.TrimSpace(line)),
		fmt.Sprintf("this continues the text of “%s”, and its colon makes it a field", clip(s.name)), "put the whole text in quotes, or after a line that ends in “: |”", "")
	s.rows[i] = strings.TrimSuffix(strings.ReplaceAll(line, ": ", " - "), ":")
	s.corrected = true
	return true
}

// quoted scans a value that begins with a quote.
func (s *scanner) quoted(i int, w row) (last int) {
	quote := w.value[0]
	end := quoteEnd(w.value)
	if end < 0 {
		last, ok := closes(s.rows, i, quote)
		if ok {
			return last
		}
		if strings.Count(w.value, string(quote)) == 1 {
			s.correct(i, "unclosed-quote", w.col(), 1, "this quote is not closed", "close it at the end of the text", w.lead+w.key+w.value+string(quote))
		}
		return i
	}
	if w.follows(end) {
		if strings.Trim(w.value[end:], " ,;") == "" {
			s.correct(i, "quote-needed", w.col()+utf8.RuneCountInString(w.value[:end]), 1, "found text after the closing quote", "write", w.lead+w.key+w.value[:end])
			return i
		}
		s.correct(i, "quote-needed", w.col(), w.width(), "found text after the closing quote", "put the whole text in quotes", w.apostrophe(end))
		return i
	}
	if quote != '"' {
		return i
	}
	if at := badEscape(w.value[:end]); at >= 0 {
		fixed := w.lead + w.key + `"` + strings.ReplaceAll(w.value[1:end-1], `\`, `\\`) + `"` + w.value[end:]
		s.correct(i, "bad-escape", w.col()+utf8.RuneCountInString(w.value[:at]), 2, "a backslash in double quotes has a special meaning", "write it twice", fixed)
	}
	return i
}

// bracketed scans a value that begins with a bracket or a brace.
func (s *scanner) bracketed(i int, w row) (last int) {
	open := w.value[0]
	if end := bracketEnd(w.value); end >= 0 {
		if w.follows(end) {
			s.correct(i, "quote-needed", w.col(), w.width(), fmt.Sprintf("a text that begins with %c needs quotes", open), "write", w.inQuotes())
		}
		return i
	}
	joined := w.value
	for last = i; last+1 < len(s.rows) && bracketEnd(joined) < 0; {
		last++
		joined += " " + s.rows[last]
	}
	if bracketEnd(joined) >= 0 {
		return last
	}
	hint, fixed := "put the text in quotes", w.inQuotes()
	if open == '[' && strings.Contains(w.value, ",") {
		hint, fixed = "close the list", w.lead+w.key+w.value+"]"
	}
	s.correct(i, "unclosed-bracket", w.col(), 1, fmt.Sprintf("this %c is not closed", open), hint, fixed)
	return i
}

// plain scans a value without quotes or brackets.
func (s *scanner) plain(i int, w row) {
	switch c := w.value[0]; {
	case (c == ']' || c == '}' || c == ',') && w.key == "":
	case needsQuotes(w):
		s.correct(i, "quote-needed", w.col(), w.width(), fmt.Sprintf("a text that begins with %c needs quotes", c), "write", w.inQuotes())
	case c == '|' || c == '>':
		s.block = max(0, w.indent)
		if w.key == "" {
			s.block = max(0, w.indent-2)
		}
	case c == '&' || c == '!' || c == '#' || w.key == "":
	default:
		text := uncommented(w.value)
		if strings.Contains(text, ": ") || strings.HasSuffix(text, ":") {
			at := strings.Index(text+" ", ": ")
			s.correct(i, "quote-needed", w.col()+utf8.RuneCountInString(text[:at]), 1, "a text with a colon and a space needs quotes", "write", w.inQuotes())
			return
		}
		s.above, s.name = w.indent, w.name()
	}
}

// needsQuotes reports whether a text begins with a sign that means something else
// in YAML.
func needsQuotes(w row) bool {
	switch c := w.value[0]; c {
	case '@', '`', '%', '*', ']', '}', ',':
		return true
	case '&', '!':
		return len(w.value) > 1 && w.value[1] == ' '
	case '|', '>':
		return !blockHeader.MatchString(w.value)
	case '-', '?':
		return len(w.value) > 1 && w.value[1] == ' ' && w.key != ""
	}
	return false
}

// uncommented returns a plain value without the comment after it.
func uncommented(value string) string {
	if i := strings.Index(value, " #"); i >= 0 {
		return strings.TrimRight(value[:i], " ")
	}
	return value
}

// closes searches for the line on which the quote opened in rows[i] is closed.
func closes(rows []string, i int, q byte) (last int, ok bool) {
	value := split(rows[i]).value
	for last = i + 1; last < len(rows); last++ {
		value += "\n" + rows[last]
		if quoteEnd(value) >= 0 {
			rest := strings.TrimSpace(value[quoteEnd(value):])
			return last, rest == "" || rest[0] == '#'
		}
		if last-i > 200 {
			return i, false
		}
	}
	return i, false
}

// badEscape returns where a double-quoted text has a backslash that YAML does
// not know, or -1.
func badEscape(s string) int {
	for i := 0; i+1 < len(s); i++ {
		if s[i] != '\\' {
			continue
		}
		if !strings.ContainsRune("0abt\tnvfre \"/\\N_LPxuU", rune(s[i+1])) {
			return i
		}
		// \x, \u and \U take two, four and eight hexadecimal digits.
		if n := map[byte]int{'x': 2, 'u': 4, 'U': 8}[s[i+1]]; len(s) < i+2+n || strings.Trim(s[i+2:i+2+n], "0123456789abcdefABCDEF") != "" {
			return i
		}
		i++
	}
	return -1
}
