package yaml

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// row is one line in its parts: indentation and dashes, key with its colon and
// the white space after it, value.
type row struct {
	lead, key, value string
	indent           int // columns before key, or value
}

func split(line string) row {
	rest := strings.TrimLeft(line, " ")
	for strings.HasPrefix(rest, "- ") {
		rest = strings.TrimLeft(rest[2:], " ")
	}
	out := row{lead: line[:len(line)-len(rest)], indent: len(line) - len(rest)}
	end := keyEnd(rest)
	value := strings.TrimLeft(rest[end:], " ")
	out.key, out.value = rest[:len(rest)-len(value)], strings.TrimRight(value, " \t")
	return out
}

// name returns the key without its colon.
func (w row) name() string {
	return strings.Trim(strings.TrimSuffix(strings.TrimRight(w.key, " \t"), ":"), `"'`)
}

// col is the column of the value, in runes from 1.
func (w row) col() int { return utf8.RuneCountInString(w.lead+w.key) + 1 }

// width is how many runes the value has.
func (w row) width() int { return utf8.RuneCountInString(w.value) }

// inQuotes is the line with its value in quotes.
func (w row) inQuotes() string { return w.lead + w.key + Quote(Straight(w.value)) }

// Straight returns a text without the typographic quotes around it, which a word
// processor makes of those of YAML.
func Straight(s string) string {
	for _, pair := range []string{"“”", "„“", "””", "«»", "‘’"} {
		open, close := pair[:len(pair)/2], pair[len(pair)/2:]
		if inner, ok := strings.CutPrefix(s, open); ok {
			if inner, ok = strings.CutSuffix(inner, close); ok && inner != "" && !strings.ContainsAny(inner, pair) {
				return inner
			}
		}
	}
	return s
}

// apostrophe is the line with its value in double quotes, where it is in single ones
// with an apostrophe at end: 'St. Mary's pantry'.
func (w row) apostrophe(end int) string {
	last := len(w.value) - 1
	if w.value[0] != '\'' || w.value[last] != '\'' || end > last || !unicode.IsLetter(rune(w.value[end])) {
		return w.inQuotes()
	}
	return w.lead + w.key + Quote(w.value[1:last])
}

// follows reports whether a text that is not a comment follows after end bytes of
// the value.
func (w row) follows(end int) bool {
	rest := strings.TrimSpace(w.value[end:])
	return rest != "" && (rest[0] != '#' || w.value[end] == '#')
}

// keyEnd returns where the colon of a key ends in s, or 0.
func keyEnd(s string) int {
	if s == "" || strings.ContainsRune("#[{|>@`%", rune(s[0])) {
		return 0
	}
	i := 0
	if s[0] == '"' || s[0] == '\'' {
		end := quoteEnd(s)
		if end < 0 {
			return 0
		}
		if rest := s[end:]; rest == ":" || strings.HasPrefix(rest, ": ") {
			return end + 1
		}
		return 0
	}
	for ; i < len(s); i++ {
		if s[i] == ':' && (i+1 == len(s) || s[i+1] == ' ' || s[i+1] == '\t') {
			return i + 1
		}
		if s[i] == '#' && i > 0 && s[i-1] == ' ' {
			return 0
		}
	}
	return 0
}

// quoteEnd returns where the quoted text that s begins with ends, or -1.
func quoteEnd(s string) int {
	q := s[0]
	for i := 1; i < len(s); i++ {
		switch {
		case q == '"' && s[i] == '\\':
			i++
		case s[i] == q && q == '\'' && i+1 < len(s) && s[i+1] == q:
			i++
		case s[i] == q:
			return i + 1
		}
	}
	return -1
}

// bracketEnd returns where the bracket that s begins with is closed, or -1.
func bracketEnd(s string) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '[', '{':
			depth++
		case ']', '}':
			if depth--; depth == 0 {
				return i + 1
			}
		case '"', '\'':
			if before := strings.TrimRight(s[:i], " "); before != "" && strings.ContainsRune("[{,:", rune(before[len(before)-1])) {
				end := quoteEnd(s[i:])
				if end < 0 {
					return -1
				}
				i += end - 1
			}
		}
	}
	return -1
}
