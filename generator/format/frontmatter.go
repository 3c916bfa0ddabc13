package format

import (
	"regexp"
	"strings"
)

// matter is a Markdown file in its two parts.
type matter struct {
	fields   string // with the first ---, so that line numbers stay true; "" = none
	body     string
	bodyLine int // line of the body's first line
	unclosed int // line of a first --- that has no second; 0 = fine
	guessed  int // line before which the second one probably belongs
}

var looksLikeField = regexp.MustCompile(`^(\s|#|- |-$|["'\pL_][^:]*:(\s|$))`)

// cutMatter splits a Markdown file at its lines of three hyphens.
func cutMatter(text string) matter {
	rest, line := text, 1
	for {
		row, after, more := strings.Cut(rest, "\n")
		if strings.TrimSpace(row) != "" || !more {
			break
		}
		rest, line = after, line+1
	}
	first, _, _ := strings.Cut(rest, "\n")
	if strings.TrimRight(first, " \t") != "---" {
		return matter{body: text, bodyLine: 1}
	}
	start := line
	offset := len(text) - len(rest)
	pos := offset
	guessed, guessedAt := 0, 0
	for pos < len(text) {
		row := text[pos:]
		if i := strings.IndexByte(row, '\n'); i >= 0 {
			row = row[:i]
		}
		next := min(pos+len(row)+1, len(text))
		if line > start {
			switch t := strings.TrimRight(row, " \t"); {
			case t == "---" || t == "...":
				return matter{fields: text[:pos], body: text[next:], bodyLine: line + 1}
			case guessed == 0 && t != "" && !looksLikeField.MatchString(row):
				guessed, guessedAt = line, pos
			}
		}
		pos = next
		line++
	}
	if guessed == 0 {
		return matter{fields: text, bodyLine: line, unclosed: start}
	}
	return matter{fields: text[:guessedAt], body: text[guessedAt:], bodyLine: guessed, unclosed: start, guessed: guessed}
}
