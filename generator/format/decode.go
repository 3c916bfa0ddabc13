package format

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"corkboard/generator/catalog"
	"corkboard/generator/problem"
	"corkboard/generator/rules"
	"corkboard/generator/schedule"
	"corkboard/generator/yaml"
)

// Env is what a file says depends on beside what is in it: how words without a
// language, numbers without a country and times of the site are read.
type Env struct {
	Lang    string // of texts without a tag
	Country string // of phone numbers without a calling code
	Times   schedule.Reader
}

// decoder reads the nodes of one listing.
type decoder struct {
	Env
	file        string
	lines       []string // of the file, for the excerpts of problems
	translation bool     // only texts are read
	list        bool     // the file is a map of id to listing
	chosen      bool     // a reading was chosen for the last day or time
	broken      bool     // an error was reported
	badURL      []int    // in problems, of addresses on the web that are left out
	problems    problem.List
	extra       *[]catalog.Extra // where x- keys go; nil = nowhere
	outsideSaid *yaml.Node       // the map whose keys of a schedule were reported
	guesses     int              // how many words were compared with every known one
	files       *[]Ref           // where pictures go that must exist; nil = nowhere
	offsets     *[]Position      // where moments with an offset go; nil = nowhere
}

// Position is a place in a file: line and column from 1, and how many columns from
// there on. A line of 0 is the file as a whole.
type Position struct {
	Line, Col, Width int32
}

func where(n *yaml.Node) Position { return Position{int32(n.Line), int32(n.Col), int32(n.Width())} }

// Ref is a word that names something else in the folder.
type Ref struct {
	Text, Key string
	At        Position
}

// Fold is a word as names are compared: case and composition do not count.
func Fold(s string) string {
	for i := range len(s) {
		if c := s[i]; c >= 0x80 || c >= 'A' && c <= 'Z' || c == ' ' && (i == 0 || i == len(s)-1) || c < ' ' {
			return strings.ToLower(norm.NFC.String(strings.TrimSpace(s)))
		}
	}
	return s // as most words are written: without work
}

// report adds a problem at a node.
func (d *decoder) report(rule string, n *yaml.Node, text, hint, fix string) {
	d.reportAt(rule, where(n), text, hint, fix)
}

func (d *decoder) reportAt(rule string, a Position, text, hint, fix string) {
	level := rules.Level(rule)
	if level == problem.Error {
		d.broken = true
	}
	p := problem.Problem{Rule: rule, Level: level, File: d.file, Line: int(a.Line), Col: int(a.Col), Width: int(a.Width), Text: text, Hint: hint, Fix: fix}
	if p.Line >= 1 && p.Line <= len(d.lines) {
		p.Source = d.lines[p.Line-1]
		if len(p.Source) <= problem.LongLine {
			p.Width = min(p.Width, max(1, utf8.RuneCountInString(p.Source)-p.Col+1))
		}
	}
	d.problems = append(d.problems, p)
}

// replaced is the source line with the text of a scalar replaced, "" when it
// is not certain where that text is.
func (d *decoder) replaced(n *yaml.Node, with string) string {
	if n.Kind != yaml.Scalar || n.Block || n.Line < 1 || n.Line > len(d.lines) || strings.Contains(n.Value, "\n") || len(d.lines[n.Line-1]) > problem.LongLine {
		return ""
	}
	runes := []rune(d.lines[n.Line-1])
	if n.Col < 1 || n.Col > len(runes) {
		return ""
	}
	before, rest := string(runes[:n.Col-1]), string(runes[n.Col-1:])
	if n.Plain {
		if after, ok := strings.CutPrefix(rest, n.Value); ok {
			return before + Scalar(with) + after
		}
		return ""
	}
	if rest != "" {
		for _, quoted := range []string{`"` + n.Value + `"`, "'" + n.Value + "'"} {
			if after, ok := strings.CutPrefix(rest, quoted); ok {
				return before + yaml.Quote(with) + after
			}
		}
	}
	return ""
}

// asList is the source line with the text of a scalar replaced by a list.
func (d *decoder) asList(n *yaml.Node, parts []string) string {
	const mark = "corkboardlist"
	line := d.replaced(n, mark)
	if line == "" {
		return ""
	}
	words := make([]string, len(parts))
	for i, p := range parts {
		words[i] = Scalar(strings.TrimSpace(p))
		if strings.ContainsAny(words[i], ",[]{}") && words[i][0] != '"' && words[i][0] != '\'' {
			words[i] = yaml.Quote(strings.TrimSpace(p))
		}
	}
	list := "[" + strings.Join(words, ", ") + "]"
	return strings.Replace(strings.Replace(line, `"`+mark+`"`, list, 1), mark, list, 1)
}

// Scalar writes s so that YAML reads it back, with quotes only where needed.
func Scalar(s string) string {
	if s == "" || strings.TrimSpace(s) != s || strings.ContainsAny(s[:1], "!&*{}[]|>@`%#\"',?") || strings.HasPrefix(s, "- ") ||
		strings.Contains(s, ": ") || strings.Contains(s, " #") || strings.HasSuffix(s, ":") || strings.Contains(s, "\n") {
		return yaml.Quote(s)
	}
	return s
}

// renamed is the source line with a key spelled otherwise.
func (d *decoder) renamed(key *yaml.Node, with string) string { return d.replaced(key, with) }

// fixed is a hint that ends in the corrected line.
func fixed(words, fix string) string {
	if fix == "" {
		return words
	}
	if words == "" {
		return "write: " + strings.TrimSpace(fix)
	}
	return words + ": " + strings.TrimSpace(fix)
}

// shape says in words what kind of value n is.
func shape(n *yaml.Node) string {
	switch {
	case n.Kind == yaml.Map:
		return "a group of fields"
	case n.Kind == yaml.List:
		return "a list"
	case n.Null:
		return "nothing"
	}
	return "a text"
}

// Clip shortens a word that is quoted in a message.
func Clip(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	if utf8.RuneCountInString(s) > 60 {
		return string([]rune(s)[:59]) + "…"
	}
	return s
}

// scalarOf returns the node when it is one text, and reports it otherwise.
func (d *decoder) scalarOf(f *Field, n *yaml.Node) bool {
	if n.Kind == yaml.Scalar {
		return true
	}
	hint := "write one text after the colon"
	if f.Example != "" && !strings.Contains(f.Example, "\n") {
		hint = "write for example: " + f.Name + ": " + f.Example
	}
	d.report("wrong-shape", n, fmt.Sprintf("“%s” takes one text, not %s", f.Name, shape(n)), hint, "")
	return false
}

// line reads characters that programs use: an id, a code, a path.
func (d *decoder) line(f *Field, n *yaml.Node) string {
	if !d.scalarOf(f, n) {
		return ""
	}
	d.cutText(n)
	d.leadingZero(n)
	return strings.TrimSpace(n.Value)
}

// each calls read for every value of a list field; one value needs no list.
func each(n *yaml.Node, read func(*yaml.Node)) {
	if n.Kind != yaml.List {
		read(n)
		return
	}
	for _, item := range n.Items {
		if !absent(item) {
			read(item)
		}
	}
}

// placed is each for values that a translation finds by their place in the list:
// there, read is called with nil for one that is not translated.
func (d *decoder) placed(n *yaml.Node, read func(*yaml.Node)) {
	if n.Kind != yaml.List || !d.translation {
		each(n, read)
		return
	}
	for _, item := range n.Items {
		if absent(item) {
			item = nil
		}
		read(item)
	}
}

// absent reports whether a value says nothing: editors write "", [] and {} for
// fields that nobody filled in, and groups of such.
func absent(n *yaml.Node) bool {
	switch n.Kind {
	case yaml.List:
		return !slices.ContainsFunc(n.Items, func(item *yaml.Node) bool { return !absent(item) })
	case yaml.Map:
		return len(n.Lost) == 0 && !slices.ContainsFunc(n.Pairs, func(p yaml.Pair) bool { return !absent(p.Value) })
	}
	return n.Null || strings.TrimSpace(n.Value) == ""
}

// missing reports a required field that is not there.
func (d *decoder) missing(n *yaml.Node, f Field) {
	line := Position{Line: int32(n.Line), Col: 0}
	example := f.Example
	if strings.Contains(example, "\n") {
		example = "…"
	}
	d.reportAt("missing-field", line, fmt.Sprintf("“%s” is missing: %s", f.Name, f.Doc), "add a line such as: "+f.Name+": "+example, "")
}

// carry takes keys that begin with x-, which are shown as they are written.
func (d *decoder) carry(key string, v *yaml.Node) bool {
	if !strings.HasPrefix(key, "x-") {
		return false
	}
	if d.extra != nil {
		*d.extra = append(*d.extra, catalog.Extra{Key: key, Value: spoken(v)})
	}
	return true
}

// spoken is a value of an x- key as it is shown: parts of a list between commas,
// of a group with their names.
func spoken(n *yaml.Node) string {
	var parts []string
	switch n.Kind {
	case yaml.Map:
		for _, p := range n.Pairs {
			if !absent(p.Value) {
				parts = append(parts, InWords(p.Key.Value)+": "+spoken(p.Value))
			}
		}
		return strings.Join(parts, "; ")
	case yaml.List:
		each(n, func(item *yaml.Node) { parts = append(parts, spoken(item)) })
		return strings.Join(parts, ", ")
	}
	return strings.TrimSpace(n.Value)
}

func article(name string) string {
	if name != "" && strings.ContainsRune("aeiou", rune(name[0])) {
		return "an " + name
	}
	return "a " + name
}

// Listed joins words for a sentence: "a, b and c".
func Listed(words []string, most int) string {
	if len(words) > most {
		return strings.Join(words[:most], ", ") + " …"
	}
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// mostKeyGuesses bounds how many misspelled words of one file are compared
// with every known one.
const mostKeyGuesses = 60

// nearest is problem.Nearest, for the first misspelled words of a file.
func (d *decoder) nearest(word string, known []string) (string, bool) {
	if d.guesses++; d.guesses > mostKeyGuesses {
		return "", false
	}
	return problem.Nearest(word, known)
}
