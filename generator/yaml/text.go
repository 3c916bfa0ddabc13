package yaml

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"corkboard/generator/problem"
)

// Text checks the bytes of a file and returns them as clean text: UTF-8, line
// breaks as "\n", without byte order mark, control, bidirectional and
// zero-width characters. A limit of 0 means none. The text is "" if the whole
// file is unusable; then a problem says why.
func Text(file string, data []byte, limit int) (string, problem.List) {
	if limit > 0 && len(data) > limit {
		return "", problem.List{{Rule: "file-too-large", Level: problem.Error, File: file,
			Text: fmt.Sprintf("the file has %s, and the limit is %s", size(len(data)), size(limit)),
			Hint: "shorten it, or put long texts on a separate page"}}
	}
	if p, ok := utf16File(file, data); ok {
		return "", problem.List{p}
	}
	if i := bytes.IndexByte(data, 0); i >= 0 {
		line, col, source := place(data, i)
		return "", problem.List{{Rule: "not-text", Level: problem.Error, File: file, Line: line, Col: col, Source: source,
			Text: "this is not a text file: it contains a NUL byte", Hint: "save it as plain text in UTF-8"}}
	}
	data = bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF"))
	var problems problem.List
	if !utf8.Valid(data) {
		problems = append(problems, notUTF8(file, data))
		return "", problems
	}
	text := string(data)
	if strings.IndexByte(text, '\r') >= 0 {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	}
	if !plainASCII(text) {
		problems = append(problems, broken(file, text)...)
	}
	return clean(file, joinSurrogates(text), problems)
}

// surrogates are the halves of one character as JSON writes them (RFC 8259 section
// 7). YAML has an escape for the whole and reads each half as a lost letter.
var surrogates = regexp.MustCompile(`\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})`)

// joinSurrogates writes the character that two halves stand for.
func joinSurrogates(text string) string {
	if !strings.Contains(text, `\u`) {
		return text
	}
	return surrogates.ReplaceAllStringFunc(text, func(pair string) string {
		half := func(s string) rune {
			n, _ := strconv.ParseUint(s, 16, 16) // the pattern holds four hexadecimal digits
			return rune(n)
		}
		return string(utf16.DecodeRune(half(pair[2:6]), half(pair[8:12])))
	})
}

func size(n int) string {
	if n < 2<<10 {
		return fmt.Sprintf("%d bytes", n)
	}
	if n < 2<<20 {
		return fmt.Sprintf("%d KiB", n>>10)
	}
	return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
}

// utf16File detects a file saved as UTF-16, which some editors call "Unicode".
// The library would read it silently, but other tools for git would not.
func utf16File(file string, data []byte) (problem.Problem, bool) {
	if len(data) < 2 {
		return problem.Problem{}, false
	}
	little := data[0] == 0xFF && data[1] == 0xFE || data[0] != 0 && data[1] == 0 && len(data) > 3 && data[3] == 0
	big := data[0] == 0xFE && data[1] == 0xFF || data[0] == 0 && data[1] != 0
	if !little && !big {
		return problem.Problem{}, false
	}
	units := make([]uint16, 0, 60)
	for i := 0; i+1 < len(data) && len(units) < 60; i += 2 {
		u := uint16(data[i]) | uint16(data[i+1])<<8
		if big {
			u = uint16(data[i])<<8 | uint16(data[i+1])
		}
		if u == '\n' || u == '\r' {
			break
		}
		if u != 0xFEFF {
			units = append(units, u)
		}
	}
	return problem.Problem{Rule: "utf-16", Level: problem.Error, File: file, Line: 1, Source: string(utf16.Decode(units)),
		Text: "the file is saved as UTF-16", Hint: "save it as UTF-8: in Notepad, Save as, Encoding: UTF-8"}, true
}

func notUTF8(file string, data []byte) problem.Problem {
	i := 0
	for i < len(data) {
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		i += n
	}
	line, col, _ := place(data, i)
	start := bytes.LastIndexByte(data[:i], '\n') + 1
	end := len(data)
	if j := bytes.IndexByte(data[i:], '\n'); j >= 0 {
		end = i + j
	}
	row := strings.TrimRight(string(data[start:end]), "\r")
	fixed := latin(row)
	return problem.Problem{Rule: "not-utf-8", Level: problem.Error, File: file, Line: line, Col: col,
		Source: strings.ToValidUTF8(row, "\uFFFD"), Fix: fixed,
		Text: "this character is not UTF-8", Hint: "save the file as UTF-8; the line then reads: " + fixed}
}

// windows1252 has the characters of the bytes 0x80 to 0x9F in Windows-1252, the
// encoding of most files that are not UTF-8.
var windows1252 = []rune("€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ")

// latin reads bytes that are not UTF-8 as Windows-1252.
func latin(row string) string {
	var b strings.Builder
	for i := 0; i < len(row); {
		r, n := utf8.DecodeRuneInString(row[i:])
		if r == utf8.RuneError && n == 1 {
			c := row[i]
			if c < 0xA0 {
				r = windows1252[c-0x80]
			} else {
				r = rune(c)
			}
		}
		b.WriteRune(r)
		i += n
	}
	return b.String()
}

// place returns line, column in runes and line of the byte at offset.
func place(data []byte, offset int) (line, col int, source string) {
	start := bytes.LastIndexByte(data[:offset], '\n') + 1
	row := data[start:]
	if j := bytes.IndexByte(row, '\n'); j >= 0 {
		row = row[:j]
	}
	return bytes.Count(data[:offset], []byte("\n")) + 1, utf8.RuneCount(data[start:offset]) + 1,
		strings.ToValidUTF8(strings.TrimRight(string(row), "\r"), "\uFFFD")
}

// character is one family of characters that no listing needs.
type character uint8

const (
	wanted       character = iota
	control                // may control a terminal, or end a line for some programs
	bidi                   // reorders the text around it
	zeroWidth              // invisible
	lineBreak              // ends a line for YAML, but not for editors
	replaced               // U+FFFD: a letter was lost in a conversion
	unassignable           // noncharacters
	marked                 // a mark too many over or under a letter
)

// mostMarks is how many marks a letter has at most in any writing system. Heaps
// of them cover the lines above and below.
const mostMarks = 8

// marksAfter counts the marks in a row.
func marksAfter(marks int, r rune, c character) int {
	switch {
	case c != wanted:
		return marks
	case unicode.Is(unicode.Mn, r):
		return marks + 1
	}
	return 0
}

// classify returns the family of r. Joiners (U+200C, U+200D), which Persian, Indic
// scripts and emoji need, the marks U+200E, U+200F and U+061C, which
// right-to-left texts need, and the selectors U+FE0E and U+FE0F, which say
// whether a symbol is in color, are allowed.
func classify(r rune) character {
	switch {
	case r >= 0x20 && r < 0x7F || r == '\n' || r == '\t':
		return wanted
	case r == 0x85 || r == 0x2028 || r == 0x2029:
		return lineBreak
	case r < 0x20 || r >= 0x7F && r < 0xA0:
		return control
	case r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069:
		return bidi
	case r == 0x200C || r == 0x200D || r == 0x200E || r == 0x200F || r == 0x61C || r == 0xFE0E || r == 0xFE0F:
		return wanted
	case r == 0x200B || r == 0xFEFF || r >= 0x2060 && r <= 0x2064 || r == 0xAD || r == 0x180E || r >= 0xE0000 && r < 0xE1000,
		unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r), unicode.Is(unicode.Variation_Selector, r):
		return zeroWidth
	case r == utf8.RuneError:
		return replaced
	case r&0xFFFE == 0xFFFE || r >= 0xFDD0 && r <= 0xFDEF:
		return unassignable
	}
	return wanted
}

// unwanted has the rule, level, texts and replacement of each family. Each text
// begins with "found", see reader.convert.
var unwanted = map[character]struct {
	rule  string
	level problem.Level
	text  string
	hint  string
	with  string
}{
	control:      {"control-character", problem.Warning, "found a control character (%s)", "it is replaced by a space; delete it and type the text again", " "},
	unassignable: {"control-character", problem.Warning, "found a code that is not a character (%s)", "it is left out; delete it", ""},
	bidi:         {"bidi-character", problem.Warning, "found an invisible character that changes the reading direction (%s)", "it is left out; to remove it, delete the text around it and type it again", ""},
	zeroWidth:    {"zero-width-character", problem.Warning, "found an invisible character (%s)", "it is left out; to remove it, delete the text around it and type it again", ""},
	lineBreak:    {"zero-width-character", problem.Warning, "found an invisible line break (%s)", "it is replaced by a space; to remove it, delete the text around it and type it again", " "},
	marked:       {"combining-marks", problem.Error, "found a letter with more than 8 marks over and under it (%s), which cover the lines around it", "type the letter again without them", ""},
	replaced:     {"replacement-character", problem.Warning, "found a replacement character (%s), so a letter was lost", "type the letter that was meant", "\uFFFD"},
}

// clean reports unwanted characters, one problem for each family, and returns
// the text without them.
func clean(file, text string, problems problem.List) (string, problem.List) {
	if plainASCII(text) {
		return text, problems
	}
	var b strings.Builder
	first := map[character]int{} // index in problems
	count := map[character]int{}
	kept, line, lineStart := 0, 1, 0
	marks, before := 0, rune(0)
	for i, r := range text {
		if r == '\n' {
			line, lineStart, marks, before = line+1, i+1, 0, 0
			continue
		}
		c := classify(r)
		if (r == 0xFE0E || r == 0xFE0F) && (before == 0 || unicode.Is(unicode.Variation_Selector, before)) {
			c = zeroWidth // a selector of nothing, such as one of many that hide a text
		}
		before = r
		if marks = marksAfter(marks, r, c); marks > mostMarks {
			c = marked
		}
		if c == wanted {
			continue
		}
		u := unwanted[c]
		if _, ok := first[c]; !ok {
			first[c] = len(problems)
			row := text[lineStart:]
			if j := strings.IndexByte(row, '\n'); j >= 0 {
				row = row[:j]
			}
			p := problem.Problem{Rule: u.rule, Level: u.level, File: file, Line: line, Col: utf8.RuneCountInString(text[lineStart:i]) + 1, Width: 1,
				Text: fmt.Sprintf(u.text, fmt.Sprintf("U+%04X", r)), Hint: u.hint, Source: row}
			if c != replaced {
				p.Fix = stripped(row)
			}
			problems = append(problems, p)
		}
		count[c]++
		b.WriteString(text[kept:i])
		b.WriteString(u.with)
		kept = i + utf8.RuneLen(r)
	}
	for c, i := range first {
		if n := count[c] - 1; n > 0 {
			problems[i].Text += fmt.Sprintf(", and %d more in this file", n)
		}
	}
	if kept == 0 {
		return text, problems
	}
	b.WriteString(text[kept:])
	return b.String(), problems
}

func stripped(row string) string {
	marks := 0
	return strings.Map(func(r rune) rune {
		c := classify(r)
		if marks = marksAfter(marks, r, c); marks > mostMarks {
			c = marked
		}
		switch c {
		case wanted, replaced:
			return r
		default:
			if unwanted[c].with == " " {
				return ' '
			}
			return -1
		}
	}, row)
}

func plainASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 0x7F || c < 0x20 && c != '\n' && c != '\t' {
			return false
		}
	}
	return true
}
