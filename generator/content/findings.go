package content

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"corkboard/generator/catalog"
	"corkboard/generator/folder"
	"corkboard/generator/format"
	"corkboard/generator/problem"
	"corkboard/generator/rules"
	"corkboard/generator/yaml"
)

// findings are what comes up while records are resolved, beside the records.
type findings struct {
	problems []finding
	hidden   []hidden
	points   []pointUse
	leftOut  []string // files
	undated  int      // records whose day of checking is unknown
}

// finding is a problem without the line of the file that it is in.
type finding struct {
	problem.Problem
	old, with string                     // a word there, and what to write instead; "" = nothing is proposed
	propose   func() (hint, with string) // what to write, when that takes a search; nil = it is known
	field     string                     // at the beginning of a line, whose value the problem is in; "" = where is known
}

// pointUse is one place at a point.
type pointUse struct {
	point      catalog.Point
	file, name string
	at         format.Position
}

// report adds a problem at a place in a file.
func (f *findings) report(rule, file string, at format.Position, text, hint string) {
	f.propose(rule, file, at, text, hint, "", "")
}

// propose adds a problem that writing one word instead of another would mend.
func (f *findings) propose(rule, file string, at format.Position, text, hint, old, with string) {
	f.problems = append(f.problems, finding{problem.Problem{Rule: rule, Level: rules.Level(rule), File: file,
		Line: int(at.Line), Col: int(at.Col), Width: int(at.Width), Text: text, Hint: hint}, old, with, nil, ""})
}

// search adds a problem with a word of which only a search can tell what was meant.
// Searches are made at the end, in order, since there is a limit to them.
func (f *findings) search(rule, file string, w format.Ref, text string, propose func() (hint, with string)) {
	f.propose(rule, file, w.At, text, "", w.Text, "")
	f.problems[len(f.problems)-1].propose = propose
}

// add adds the findings of a part of the records.
func (f *findings) add(part *findings) {
	f.problems = append(f.problems, part.problems...)
	f.hidden = append(f.hidden, part.hidden...)
	f.points = append(f.points, part.points...)
	f.leftOut = append(f.leftOut, part.leftOut...)
	f.undated += part.undated
}

// inField says that the last problem is in the value of a field that begins a line
// of its file.
func (f *findings) inField(name string) { f.problems[len(f.problems)-1].field = name }

// leave notes that something of a file is not in the catalog.
func (f *findings) leave(file string) { f.leftOut = append(f.leftOut, file) }

// list returns the problems with the lines that they are in.
func (f *findings) list(fsys fs.FS) problem.List {
	slices.SortStableFunc(f.problems, func(a, b finding) int { return cmp.Compare(a.File, b.File) })
	out := make(problem.List, len(f.problems))
	file, lines := "", []string(nil)
	for i := range f.problems {
		p := &f.problems[i]
		if p.propose != nil {
			p.Hint, p.with = p.propose()
		}
		if p.File != "" && (p.Line > 0 || p.field != "") {
			if p.File != file {
				file, lines = p.File, linesOf(fsys, p.File)
			}
			p.locate(lines)
			p.excerpt(lines)
		}
		out[i] = p.Problem
	}
	return out
}

// locate finds the field that a problem is in.
func (p *finding) locate(lines []string) {
	if p.field == "" || len(lines) == 0 {
		return
	}
	p.Line = 1
	for i, line := range lines {
		if value, found := strings.CutPrefix(line, p.field+":"); found {
			bare := strings.TrimLeft(value, " \"'")
			p.Line, p.Col, p.Width = i+1, utf8.RuneCountInString(line[:len(line)-len(bare)])+1, utf8.RuneCountInString(strings.TrimRight(bare, " \"'"))
			return
		}
	}
}

// excerpt adds the line that a problem is in, and the line as it should be.
func (p *finding) excerpt(lines []string) {
	if p.Line < 1 || p.Line > len(lines) {
		return
	}
	p.Source = strings.Clone(lines[p.Line-1])
	p.Width = min(p.Width, max(1, utf8.RuneCountInString(p.Source)-p.Col+1))
	if p.old != "" && p.with != "" {
		p.Fix = swapped(p.Source, p.Col, p.old, p.with)
	}
}

// linesOf returns the lines of a file as they were read; nil when it is gone.
func linesOf(fsys fs.FS, file string) []string {
	data, err := folder.ReadFile(fsys, file, folder.MostTable)
	if err != nil {
		return nil
	}
	clean, _ := yaml.Text(file, data, 0)
	return strings.Split(clean, "\n")
}

// swapped is a line with the word at col replaced; "" when it is not there.
func swapped(line string, col int, old, with string) string {
	runes := []rune(line)
	if col < 1 || col > len(runes) {
		return ""
	}
	before, rest := string(runes[:col-1]), string(runes[col-1:])
	for _, quote := range []string{"", `"`, "'"} {
		if after, ok := strings.CutPrefix(rest, quote+old+quote); ok {
			if strings.HasPrefix(with, "[") { // a list of ids
				return before + with + after
			}
			return before + format.Scalar(with) + after
		}
	}
	return ""
}
