package yaml

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

var (
	tightColon  = regexp.MustCompile(`^(\s*(?:- )*[\pL_][\pL\pN_-]*):([^\s:/].*)$`)
	noColon     = regexp.MustCompile(`^(\s*(?:- )*[\pL_][\pL\pN_-]*)(?: *[=;] *| +)(\S.*)$`)
	tightHyphen = regexp.MustCompile(`^(\s*)-([^\s-].*)$`)
	starred     = regexp.MustCompile(`^(\s*(?:- )*)\*{1,2}([\pL_][\pL\pN_-]*)(?:\*{1,2}:|:\*{1,2})(\s.*)?$`)
)

// missingColon corrects a line that lacks the colon of a key, or the space after
// it.
func (r *reader) missingColon(line string, number int) (string, bool) {
	for _, try := range []struct {
		pattern *regexp.Regexp
		rule    string
		text    string
	}{
		{tightColon, "space-after-colon", "a space is missing after the colon"},
		{noColon, "no-key", "a colon is missing after the name of the field"},
	} {
		m := try.pattern.FindStringSubmatch(line)
		if m == nil {
			continue
		}
		value := strings.TrimSpace(m[2])
		if quoted := strings.ContainsRune(`"'`, rune(value[0])) && quoteEnd(value) == len(value); !quoted && (strings.Contains(value, ": ") || strings.HasSuffix(value, ":")) {
			value = Quote(value)
		}
		fixed := m[1] + ": " + value
		r.add(try.rule, number, utf8.RuneCountInString(m[1]), 1, try.text, "write: "+strings.TrimSpace(fixed), fixed)
		return fixed, true
	}
	return "", false
}

// offColumn returns the index of the first row that goes back to a column at which
// no group began, or -1.
func offColumn(rows []string) int {
	var open []int
	for i, line := range rows {
		t := strings.TrimLeft(line, " ")
		if t == "" || t[0] == '#' {
			continue
		}
		column := len(line) - len(t)
		if len(open) == 0 || column > open[len(open)-1] {
			open = append(open, column)
			continue
		}
		for len(open) > 0 && open[len(open)-1] > column {
			open = open[:len(open)-1]
		}
		if len(open) == 0 || open[len(open)-1] != column {
			return i
		}
	}
	return -1
}

var where = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)$`)

// guess handles a mistake that is known only from the library's error: it tries
// corrections and keeps those that help. It reports false if none does.
func (r *reader) guess(rows []string, from int, err error) bool {
	number, message := 0, err.Error()
	if m := where.FindStringSubmatch(message); m != nil {
		number, _ = strconv.Atoi(m[1])
		message = m[2]
	}
	helps := func(i int, line string) bool {
		tried := append([]string(nil), rows...)
		tried[i] = line
		_, _, err := parse("\n" + strings.Join(tried, "\n"))
		if err == nil {
			return true
		}
		m := where.FindStringSubmatch(err.Error())
		n, _ := strconv.Atoi(m[1])
		return n > number+1
	}
	for _, i := range []int{offColumn(rows), number - 2, number - 1, number - 3, number} {
		if i < 0 || i >= len(rows) || strings.TrimSpace(rows[i]) == "" {
			continue
		}
		line := rows[i]
		if m := tightColon.FindStringSubmatch(line); m != nil && helps(i, m[1]+": "+m[2]) {
			rows[i], _ = r.missingColon(line, from+i+1)
			return true
		}
		if m := tightHyphen.FindStringSubmatch(line); m != nil && helps(i, m[1]+"- "+m[2]) {
			rows[i] = m[1] + "- " + m[2]
			r.add("space-after-hyphen", from+i+1, utf8.RuneCountInString(m[1])+1, 1, "a space is missing after the hyphen", "write: - "+m[2], rows[i])
			return true
		}
		if i > 0 {
			// A line that is slightly out of line with the one above it.
			want := split(rows[i-1]).indent
			bare := strings.TrimLeft(line, " ")
			if split(rows[i-1]).value == "" && split(rows[i-1]).key != "" {
				continue // the line above opens a group: any deeper column is right
			}
			if have := len(line) - len(bare); have != want && want-have < 4 && have-want < 4 && helps(i, strings.Repeat(" ", want)+bare) {
				fixed := strings.Repeat(" ", want) + bare
				r.add("indentation", from+i+1, 1, max(1, have), "this line is not aligned with the lines around it", fmt.Sprintf("begin it at column %d, like the line above", want+1), fixed)
				rows[i] = fixed
				return true
			}
		}
		if m := noColon.FindStringSubmatch(line); m != nil && helps(i, m[1]+": "+m[2]) {
			rows[i], _ = r.missingColon(line, from+i+1)
			return true
		}
	}
	line := min(max(number-2, 0), len(rows)-1)
	for line > 0 && strings.TrimSpace(rows[line]) == "" {
		line--
	}
	rule, text, hint := explain(message)
	r.add(rule, from+line+1, len(rows[line])-len(strings.TrimLeft(rows[line], " "))+1, 1, text, hint, "")
	return false
}

// explain translates an error of the library for people who do not know YAML.
func explain(message string) (rule, text, hint string) {
	for _, known := range []struct{ part, rule, text, hint string }{
		{"exceeded max depth", "too-deep", "this is nested too deeply", ""},
		{"unknown anchor", "anchor", "a text that begins with * needs quotes", ""},
		{"expected alphabetic or numeric", "anchor", "a text that begins with * or & needs quotes", ""},
		{"mapping values are not allowed", "bad-yaml", "found a colon where no field can begin", "put the text in quotes"},
		{"block sequence entries are not allowed", "bad-yaml", "a list cannot begin here", "write each “- ” on its own line below the field"},
		{"could not find expected ':'", "bad-yaml", "this line has no field name before a colon", "write the name of the field, a colon and a space"},
		{"did not find expected key", "indentation", "this line does not fit with the lines around it", "begin all fields of a group at the same column"},
		{"did not find expected '-'", "indentation", "the list ends too early here", "begin each entry with “- ” at the same column"},
		{"unexpected end of stream", "unclosed-quote", "this quote is not closed", "close it at the end of the text"},
		{"document indicator", "unclosed-quote", "this quote is not closed", "close it at the end of the text"},
		{"did not find expected ',' or", "unclosed-bracket", "a bracket is not closed, or a comma is missing", "write each entry on its own line, after “- ”"},
		{"escape", "bad-escape", "a backslash in double quotes has a special meaning", "write it twice, or use single quotes"},
		{"cannot start any token", "quote-needed", "a text cannot begin with this character", "put the text in quotes"},
		{"tag", "tag", "a text that begins with ! needs quotes", ""},
		{"directive", "quote-needed", "a line cannot begin with %", "put the text in quotes"},
	} {
		if strings.Contains(message, known.part) {
			return known.rule, known.text, known.hint
		}
	}
	return "bad-yaml", "this cannot be read", "compare it with the lines around it: colons, quotes, indentation"
}
