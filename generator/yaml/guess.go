package yaml

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"
)

var (
	tightColon = regexp.MustCompile(`^(\s*(?:- )*[\pL_][\pL\pN_-]*):([^\s:/].*)$`)
	noColon    = regexp.MustCompile(`^(\s*(?:- )*[\pL_][\pL\pN_-]*) +(\S.*)$`)
)

// missingColon corrects a line in which the colon of a key, or the space
// behind it, was left out.
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
		value := m[2]
		if strings.Contains(value, ": ") || strings.HasSuffix(value, ":") {
			value = Quote(value)
		}
		fixed := m[1] + ": " + value
		r.add(try.rule, number, utf8.RuneCountInString(m[1]), 1, try.text, "write: "+strings.TrimSpace(fixed), fixed)
		return fixed, true
	}
	return "", false
}

// offColumn returns the first row that goes back to a column at which nothing
// is open, or -1.
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

// guess handles what only the library's error tells: corrections are tried
// and kept when they help. It reports false when the piece is given up.
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
		if i > 0 {
			// A line that begins a little off the one above it.
			want := split(rows[i-1]).indent
			bare := strings.TrimLeft(line, " ")
			if split(rows[i-1]).value == "" && split(rows[i-1]).key != "" {
				continue // the line above opens a group: any deeper column is right
			}
			if have := len(line) - len(bare); have != want && want-have < 4 && have-want < 4 && helps(i, strings.Repeat(" ", want)+bare) {
				fixed := strings.Repeat(" ", want) + bare
				r.add("indentation", from+i+1, 1, max(1, have), "this line begins at another column than the lines around it", fmt.Sprintf("begin it at column %d, like the line above", want+1), fixed)
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
	rule, text, hint := plainly(message)
	r.add(rule, from+line+1, len(rows[line])-len(strings.TrimLeft(rows[line], " "))+1, 1, text, hint, "")
	return false
}

// plainly says in our words what the library found.
func plainly(message string) (rule, text, hint string) {
	for _, known := range []struct{ part, rule, text, hint string }{
		{"exceeded max depth", "too-deep", "this is nested too deeply", ""},
		{"unknown anchor", "anchor", "a text that begins with * stands in quotes", ""},
		{"expected alphabetic or numeric", "anchor", "a text that begins with * or & stands in quotes", ""},
		{"mapping values are not allowed", "bad-yaml", "a colon stands here where no field can begin", "put the text in quotes"},
		{"block sequence entries are not allowed", "bad-yaml", "a list cannot begin here", "write each “- ” on a line of its own below the field"},
		{"could not find expected ':'", "bad-yaml", "this line has no field name before a colon", "write the name of the field, a colon and a space"},
		{"did not find expected key", "indentation", "this line does not fit in with the lines around it", "let all fields of one group begin at the same column"},
		{"did not find expected '-'", "indentation", "a list ends here before its time", "begin each entry with “- ” at the same column"},
		{"unexpected end of stream", "unclosed-quote", "a quote is opened here and not closed", "close it at the end of the text"},
		{"document indicator", "unclosed-quote", "a quote is opened here and not closed", "close it at the end of the text"},
		{"did not find expected ',' or", "unclosed-bracket", "a bracket is opened here and not closed, or a comma is missing", "write the entries below each other, each behind “- ”"},
		{"escape", "bad-escape", "a backslash in double quotes has a meaning of its own", "write it twice, or use single quotes"},
		{"cannot start any token", "quote-needed", "a text cannot begin with this character", "put the text in quotes"},
		{"tag", "tag", "a text that begins with ! stands in quotes", ""},
		{"directive", "quote-needed", "a line cannot begin with %", "put the text in quotes"},
	} {
		if strings.Contains(message, known.part) {
			return known.rule, known.text, known.hint
		}
	}
	return "bad-yaml", "this could not be read", "compare it with the lines around it: colons, quotes, indentation"
}
