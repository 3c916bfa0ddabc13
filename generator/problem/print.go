package problem

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A mistake that many files share is printed in full only a few times. Otherwise
// it would hide everything else that is wrong.
const (
	many   = 6  // equal messages from which they are shortened
	first  = 3  // of these that are printed in full
	places = 20 // of the others that are named

	mostOfRule = 200 // different messages of one rule that are printed
)

// longest is the number of characters of a text or hint that are printed: a
// mistake may quote a file without line breaks.
const longest = 400

// saying is what problems share that differ only in their place.
type saying struct {
	level            Level
	rule, text, hint string
}

func (p *Problem) saying() saying { return saying{p.Level, p.Rule, p.Text, p.Hint} }

// Text writes the list for a terminal: position, message, the source line with
// a caret under the mistake, and what to write. Of many equal messages only the
// first few are printed in full, followed by the positions of the others; of a rule
// that says something else each time, a few screens. dir is put before each file
// name so that editors can open it; color turns on ANSI colors.
func (l List) Text(w io.Writer, dir string, color bool) error {
	same := map[saying][]string{}
	for i := range l {
		same[l[i].saying()] = append(same[l[i].saying()], l[i].Position(dir))
	}
	var b strings.Builder
	told := map[saying]int{}
	ofRule, untold := map[string]int{}, map[string]int{}
	for i := range l {
		p, says := &l[i], l[i].saying()
		all := same[says]
		told[says]++
		if len(all) >= many && told[says] > first {
			continue
		}
		if ofRule[p.Rule] == mostOfRule {
			untold[p.Rule]++
			continue
		}
		ofRule[p.Rule]++
		if i > 0 {
			b.WriteByte('\n')
		}
		p.text(&b, dir, color)
		if len(all) >= many && told[says] == first {
			fmt.Fprintf(&b, "\n%d more of the same:\n", len(all)-first)
			rest := all[first:]
			for _, position := range rest[:min(len(rest), places)] {
				fmt.Fprintf(&b, "  %s\n", position)
			}
			if len(rest) > places {
				fmt.Fprintf(&b, "  and %d more\n", len(rest)-places)
			}
		}
	}
	for _, rule := range slices.Sorted(maps.Keys(untold)) {
		fmt.Fprintf(&b, "\nand %d more [%s]; --format json lists all\n", untold[rule], rule)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// paint wraps s in an ANSI color.
func paint(on bool, code, s string) string {
	if !on {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

func (p *Problem) text(b *strings.Builder, dir string, color bool) {
	hue := "33"
	switch p.Level {
	case Error:
		hue = "31"
	case Note:
		hue = "36"
	}
	fmt.Fprintf(b, "%s: %s: %s %s\n", p.Position(dir), paint(color, hue, p.Level.String()), shortened(Printable(p.Text)), paint(color, "2", "["+p.Rule+"]"))
	if p.Line > 0 && p.Source != "" {
		line, caret := excerpt(p.Source, p.Col, p.Width)
		number := fmt.Sprint(p.Line)
		fmt.Fprintf(b, "  %s | %s\n", number, line)
		if caret != "" {
			fmt.Fprintf(b, "  %s | %s\n", strings.Repeat(" ", len(number)), paint(color, hue, caret))
		}
	}
	for line := range strings.Lines(p.Hint) {
		fmt.Fprintf(b, "  %s\n", shortened(Printable(strings.TrimRight(line, "\n"))))
	}
}

// path is the file below dir, or below the folder that it is in.
func (p *Problem) path(dir string) string {
	if p.Folder != "" {
		dir = p.Folder
	}
	switch {
	case p.File == "":
		return dir
	case dir == "":
		return p.File
	}
	return strings.TrimSuffix(dir, "/") + "/" + p.File
}

// shortened returns a text without its middle if it is long.
func shortened(s string) string {
	if utf8.RuneCountInString(s) <= longest {
		return s
	}
	runes := []rune(s)
	return string(runes[:longest-40]) + " … " + string(runes[len(runes)-40:])
}

// Position returns file:line:col below dir, as far as known.
func (p *Problem) Position(dir string) string {
	file := Printable(p.path(dir))
	switch {
	case p.Line == 0:
		return file
	case p.Col == 0:
		return fmt.Sprintf("%s:%d", file, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", file, p.Line, p.Col)
}

// excerptWidth is the number of columns of a source line that are shown: with the
// line number they fit on an 80-column terminal.
const excerptWidth = 72

// LongLine is the number of bytes of a line above which it is neither measured nor
// written anew for each mistake in it: it may hold a hundred thousand.
const LongLine = 4096

// excerpt returns the part of a source line around column col and the line
// with the caret under it. Tabs become one space so that the caret stays put.
func excerpt(source string, col, width int) (line, caret string) {
	source, col = near(source, col)
	runes := []rune(Printable(strings.ReplaceAll(source, "\t", " ")))
	if col < 1 {
		return clip(runes, 0), ""
	}
	col = min(col, len(runes)+1)
	from := 0
	if col > excerptWidth-8 {
		from = col - excerptWidth/2
	}
	width = max(1, min(width, len(runes)-col+1))
	width = min(width, from+excerptWidth-col+1)
	lead := col - 1 - from
	if from > 0 {
		lead++ // the ellipsis takes one column
	}
	return clip(runes, from), strings.Repeat(" ", lead) + strings.Repeat("^", max(1, width))
}

// near cuts a long line some way before and after a column, and returns the column
// there; 0 = the line has no such column.
func near(source string, col int) (string, int) {
	const beside = 2 * excerptWidth
	if len(source) <= LongLine {
		return source, col
	}
	from, runes := 0, 0
	for at := range source {
		switch runes++; {
		case runes == col-beside:
			from = at
		case runes == max(col, 1)+beside:
			source = source[from:at]
			return source, min(col, beside+1)
		}
	}
	if from == 0 { // the column is far behind the end
		source, _ = near(source, 0)
		return source, 0
	}
	return source[from:], beside + 1
}

// around returns at most 160 characters of a line around a column.
func around(source string, col int) string {
	const most = 160
	if len(source) <= most {
		return source
	}
	runes := []rune(source)
	from := max(0, min(col-most/2, len(runes)-most))
	return string(runes[from:min(len(runes), from+most)])
}

func clip(runes []rune, from int) string {
	to := min(len(runes), from+excerptWidth)
	s := string(runes[from:to])
	if from > 0 {
		s = "…" + s
	}
	if to < len(runes) {
		s += "…"
	}
	return s
}

// Printable replaces whatever could control a terminal or mislead a reader:
// control, bidirectional and zero-width characters, and bytes that are not UTF-8.
// Commands of a CI runner are taken apart: it reads ::error at the beginning of a
// line, after any white space, and ##[error] wherever it stands.
func Printable(s string) string {
	if text := strings.TrimLeftFunc(s, func(r rune) bool { return !unicode.IsGraphic(r) || unicode.IsSpace(r) }); strings.HasPrefix(text, "::") {
		s = s[:len(s)-len(text)] + ": :" + text[2:]
	}
	s = strings.ReplaceAll(s, "##[", "## [")
	clean := true
	for _, r := range s {
		if r == utf8.RuneError || !unicode.IsPrint(r) && r != ' ' {
			clean = false
			break
		}
	}
	if clean {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		if unicode.IsSpace(r) {
			return ' '
		}
		return '\uFFFD'
	}, strings.ToValidUTF8(s, "\uFFFD"))
}

// JSON writes the list as one JSON array of objects with the keys rule, level,
// file, line, col, width, text, hint, source, fix.
func (l List) JSON(w io.Writer) error {
	type row struct {
		Rule   string `json:"rule"`
		Level  string `json:"level"`
		File   string `json:"file"`
		Line   int    `json:"line,omitempty"`
		Col    int    `json:"col,omitempty"`
		Width  int    `json:"width,omitempty"`
		Text   string `json:"text"`
		Hint   string `json:"hint,omitempty"`
		Source string `json:"source,omitempty"`
		Fix    string `json:"fix,omitempty"`
	}
	rows := make([]row, len(l))
	for i, p := range l {
		rows[i] = row{p.Rule, p.Level.String(), p.path(""), p.Line, p.Col, p.Width, shortened(p.Text), shortened(p.Hint), around(p.Source, p.Col), shortened(p.Fix)}
	}
	return encode(w, rows)
}

// GitHub writes the list as workflow commands, which GitHub shows at the line of a
// pull request. Values are escaped as the runner's documentation says, so that
// untrusted text cannot start a command.
func (l List) GitHub(w io.Writer, dir string) error {
	var b strings.Builder
	for i := range l {
		p := &l[i]
		command := p.Level.String()
		if p.Level == Note {
			command = "notice"
		}
		fmt.Fprintf(&b, "::%s file=%s", command, property(strings.TrimSuffix(p.path(dir), "/")))
		if p.Line > 0 {
			fmt.Fprintf(&b, ",line=%d", p.Line)
		}
		if p.Col > 0 {
			fmt.Fprintf(&b, ",col=%d", p.Col)
		}
		message := p.Text
		if p.Hint != "" {
			message += "\n" + p.Hint
		}
		fmt.Fprintf(&b, ",title=%s::%s\n", property(p.Rule), data(message))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

var escapeData = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")

func data(s string) string {
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = Printable(lines[i])
	}
	return escapeData.Replace(strings.Join(lines, "\n"))
}

var escapeProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")

func property(s string) string { return escapeProperty.Replace(Printable(s)) }
