package yaml

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"corkboard/generator/problem"
)

var (
	wideIndent = regexp.MustCompile(`^[ \x{A0}\x{1680}\x{2000}-\x{200A}\x{202F}\x{205F}\x{3000}]+`)
	wideColon  = regexp.MustCompile(`^( *(?:- +)?[A-Za-z_-]+)(?:[：﹕]\s*|:[\x{A0}\x{2000}-\x{200A}\x{202F}\x{3000}]+)(\s*)`)
	wideBullet = regexp.MustCompile(`^( *)(?:[•·‣▪◦–—－] *|\* +)([^\s*])`)
)

// Marks replaces what other keyboards and web pages write for the marks of YAML:
// spaces that do not break, full-width colons, bullets of a list. They are read as
// what they stand for, with one warning a file.
func Marks(file, text string) (string, problem.List) {
	if plainASCII(text) && !strings.Contains(text, " * ") && !strings.Contains(text, "\n* ") {
		return text, nil
	}
	rows := strings.Split(text, "\n")
	var first problem.Problem
	count, listed, block := 0, false, -1
	for i, row := range rows {
		if strings.TrimSpace(row) == "" {
			continue
		}
		fixed, what := inMarks(row, listed)
		white := len(fixed) - len(strings.TrimLeft(fixed, " "))
		if block >= 0 && white > block {
			continue // a block text keeps its marks
		}
		block = -1
		if t := strings.TrimRight(fixed, " "); strings.HasSuffix(t, "|") || strings.HasSuffix(t, ">") {
			block = white
		}
		listed = strings.HasSuffix(strings.TrimSpace(fixed), ":") || listed && strings.HasPrefix(strings.TrimLeft(fixed, " "), "- ")
		if fixed == row {
			continue
		}
		if count++; count == 1 {
			col := 1
			for a, b := []rune(row), []rune(fixed); col <= min(len(a), len(b)) && a[col-1] == b[col-1]; {
				col++
			}
			first = problem.Problem{Rule: "typographic-mark", Level: problem.Warning, File: file, Line: i + 1, Col: col, Width: 1, Source: row,
				Text: "found " + what, Hint: "it is read as this: " + strings.TrimSpace(fixed), Fix: fixed}
		}
		rows[i] = fixed
	}
	if count == 0 {
		return text, nil
	}
	if count > 1 {
		first.Text += fmt.Sprintf(", and %d more lines like it in this file", count-1)
		first.Fix = "" // it would mend one line of several
	}
	return strings.Join(rows, "\n"), problem.List{first}
}

// inMarks is a row with the marks that YAML knows, and what was found in place of
// the first of them. listed is whether a list may be continued or begun.
func inMarks(row string, listed bool) (fixed, what string) {
	fixed = row
	if lead := wideIndent.FindString(fixed); strings.Trim(lead, " ") != "" {
		fixed = strings.Repeat(" ", utf8.RuneCountInString(lead)) + fixed[len(lead):]
		what = "a space that does not break where the line is indented"
	}
	if m := wideColon.FindStringSubmatchIndex(fixed); m != nil {
		fixed = fixed[:m[3]] + ": " + fixed[m[1]:]
		what = "a full-width mark after the name of a field"
	}
	if m := wideBullet.FindStringSubmatch(fixed); listed && m != nil {
		fixed = m[1] + "- " + m[2] + fixed[len(m[0]):]
		what = "a bullet where a list has a hyphen"
	}
	return fixed, what
}

// mojibake are characters that a letter of UTF-8 becomes when it is read as
// Windows-1252: Ã©, â€™.
var mojibake = regexp.MustCompile(`[ÂÃâðÅÄÐÑ][\x{80}-\x{BF}€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]{1,3}`)

// mended is a row whose letters were read as Windows-1252 although they were
// UTF-8; "" when there are none.
func mended(row string) string {
	changed := false
	out := mojibake.ReplaceAllStringFunc(row, func(s string) string {
		runes := []rune(s)
		for n := len(runes); n > 1; n-- {
			var bytes []byte
			for _, r := range runes[:n] {
				if i := strings.IndexRune(string(windows1252), r); i >= 0 {
					bytes = append(bytes, byte(0x80+utf8.RuneCountInString(string(windows1252)[:i])))
				} else {
					bytes = append(bytes, byte(r))
				}
			}
			if r, size := utf8.DecodeRune(bytes); r != utf8.RuneError && size == len(bytes) && size > 1 {
				changed = true
				return string(r) + string(runes[n:])
			}
		}
		return s
	})
	if !changed {
		return ""
	}
	return out
}

// broken reports the first row with letters that were read in another encoding.
func broken(file, text string) problem.List {
	if !mojibake.MatchString(text) {
		return nil
	}
	var out problem.List
	count := 0
	for i, row := range strings.Split(text, "\n") {
		fixed := mended(row)
		if fixed == "" {
			continue
		}
		if count++; count > 1 {
			continue
		}
		at := mojibake.FindStringIndex(row)
		out = problem.List{{Rule: "broken-letters", Level: problem.Warning, File: file, Line: i + 1, Col: utf8.RuneCountInString(row[:at[0]]) + 1, Width: utf8.RuneCountInString(row[at[0]:at[1]]),
			Source: row, Text: fmt.Sprintf("“%s” is a letter that another program read wrongly", row[at[0]:at[1]]), Hint: "save the file as UTF-8; the line was probably: " + strings.TrimSpace(fixed), Fix: fixed}}
	}
	if count > 1 {
		out[0].Text += fmt.Sprintf(", and %d more lines like it in this file", count-1)
		out[0].Fix = ""
	}
	return out
}
