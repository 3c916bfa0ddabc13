package yaml

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"
)

var blockHeader = regexp.MustCompile(`^[|>][-+]?[0-9]?[-+]?\s*(#.*)?$`)

// scan looks for what is certainly a mistake, says it and corrects it in rows.
func (r *reader) scan(rows []string, from int) bool {
	changed, tabbed := false, false
	set := func(i int, rule string, col, width int, text, hint, fixed string) {
		r.add(rule, from+i+1, col, width, text, hint+": "+strings.TrimSpace(fixed), fixed)
		rows[i], changed = fixed, true
	}
	block := -1          // indentation of the key of the block text we are in
	above, full := 0, "" // indentation and name of the last key with a plain value
	for i := 0; i < len(rows); i++ {
		line := rows[i]
		if strings.TrimSpace(line) == "" {
			continue
		}
		white := len(line) - len(strings.TrimLeft(line, " \t"))
		if block >= 0 && white > block && !strings.Contains(line[:block+1], "\t") {
			continue
		}
		block = -1
		if tab := strings.IndexByte(line[:white], '\t'); tab >= 0 {
			fixed := strings.ReplaceAll(line[:white], "\t", "  ") + line[white:]
			if !tabbed {
				r.add("tab-indentation", from+i+1, tab+1, white-tab, "this line is indented with a tab", "indent with spaces, two for each step", fixed)
				tabbed = true
			}
			rows[i], line, changed = fixed, fixed, true
		}
		if strings.TrimLeft(line, " ")[0] == '#' {
			continue
		}
		w := split(line)
		if full != "" && w.key != "" && w.indent > above && !strings.HasPrefix(strings.TrimLeft(line, " "), "- ") {
			if name := w.name(); strings.Contains(name, " ") {
				r.add("indentation", from+i+1, w.indent+1, utf8.RuneCountInString(strings.TrimSpace(line)),
					fmt.Sprintf("this continues the text of “%s”, and its colon makes it a field", clip(full)), "put the whole text in quotes, or after a line that ends in “: |”", "")
				rows[i] = strings.ReplaceAll(line, ": ", " - ")
				rows[i] = strings.TrimSuffix(rows[i], ":")
				changed = true
			} else {
				set(i, "indentation", w.indent+1, utf8.RuneCountInString(name), fmt.Sprintf("“%s” is indented further than “%s” above it, which has its text already", clip(name), clip(full)),
					"let both begin at the same column", strings.Repeat(" ", above)+strings.TrimLeft(line, " "))
			}
			continue
		}
		full = ""
		if w.value == "" {
			continue
		}
		col := utf8.RuneCountInString(w.lead+w.key) + 1
		width := utf8.RuneCountInString(w.value)
		quoted := w.lead + w.key + Quote(w.value)
		switch c := w.value[0]; {
		case c == '"' || c == '\'':
			end := quoteEnd(w.value)
			if end < 0 {
				last, ok := closes(rows, i, c)
				if !ok {
					if strings.Count(w.value, string(c)) == 1 {
						set(i, "unclosed-quote", col, 1, "this quote is opened and not closed", "close it at the end of the text", w.lead+w.key+w.value+string(c))
					}
					continue
				}
				i = last
				continue
			}
			if rest := strings.TrimSpace(w.value[end:]); rest != "" && (rest[0] != '#' || w.value[end] == '#') {
				set(i, "quote-needed", col, width, "text follows after the closing quote", "put the whole text in quotes", quoted)
				continue
			}
			if c == '"' {
				if at := badEscape(w.value[:end]); at >= 0 {
					fixed := w.lead + w.key + `"` + strings.ReplaceAll(w.value[1:end-1], `\`, `\\`) + `"` + w.value[end:]
					set(i, "bad-escape", col+utf8.RuneCountInString(w.value[:at]), 2, "a backslash in double quotes has a meaning of its own", "write it twice", fixed)
				}
			}
		case c == '[' || c == '{':
			end := bracketEnd(w.value)
			if end < 0 {
				joined := w.value
				last := i
				for last+1 < len(rows) && bracketEnd(joined) < 0 {
					last++
					joined += " " + rows[last]
				}
				if bracketEnd(joined) < 0 {
					hint, with := "put the text in quotes", quoted
					if c == '[' && strings.Contains(w.value, ",") {
						hint, with = "close the list", w.lead+w.key+w.value+"]"
					}
					set(i, "unclosed-bracket", col, 1, fmt.Sprintf("this %c is opened and not closed", c), hint, with)
					continue
				}
				i = last
				continue
			}
			if rest := strings.TrimSpace(w.value[end:]); rest != "" && (rest[0] != '#' || w.value[end] == '#') {
				set(i, "quote-needed", col, width, fmt.Sprintf("a text that begins with %c stands in quotes", c), "write", quoted)
			}
		case (c == ']' || c == '}' || c == ',') && w.key == "":
		case strings.ContainsRune("@`%", rune(c)), c == '*', c == ']', c == '}', c == ',',
			(c == '|' || c == '>') && !blockHeader.MatchString(w.value),
			(c == '-' || c == '?') && len(w.value) > 1 && w.value[1] == ' ' && w.key != "":
			set(i, "quote-needed", col, width, fmt.Sprintf("a text that begins with %c stands in quotes", c), "write", quoted)
		case c == '|' || c == '>':
			block = max(0, w.indent)
			if w.key == "" {
				block = max(0, w.indent-2)
			}
		case c == '&' || c == '!' || c == '#':
		default:
			text := uncommented(w.value)
			if strings.Contains(text, ": ") && w.key != "" || strings.HasSuffix(text, ":") && w.key != "" {
				at := strings.Index(text+" ", ": ")
				set(i, "quote-needed", col+utf8.RuneCountInString(text[:at]), 1, "a text with a colon and a space stands in quotes", "write", quoted)
				continue
			}
			if w.key != "" {
				above, full = w.indent, w.name()
			}
		}
	}
	return changed
}

// uncommented is a plain value without the comment behind it.
func uncommented(value string) string {
	if i := strings.Index(value, " #"); i >= 0 {
		return strings.TrimRight(value[:i], " ")
	}
	return value
}

// closes looks for the line on which the quote opened in rows[i] is closed.
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
		i++
	}
	return -1
}
