// Package problem describes what is wrong with a file of a content folder, in
// words for the neighbor who wrote it: where, what was found, what to write. It
// knows neither listings nor YAML nor any other format.
package problem

import (
	"cmp"
	"slices"
	"strings"
)

// Level says whether a listing can still be published truthfully.
type Level uint8

const (
	// Warning marks a listing that is published anyway.
	Warning Level = iota
	// Error marks a listing that cannot be published truthfully.
	Error
	// Note says something of a listing that is no mistake.
	Note
)

func (l Level) String() string {
	switch l {
	case Error:
		return "error"
	case Note:
		return "note"
	}
	return "warning"
}

// Problem is one mistake at one place. It is a value: equal problems are the same
// mistake. An internal error is an error, never a Problem.
type Problem struct {
	Rule  string // id of the rule, such as "unknown-key"; documented in the reference
	Level Level
	File  string // slash path below the content folder, or Folder; "" for the folder as a whole
	Line  int    // 1-based; 0 = the whole file
	Col   int    // 1-based, in runes; 0 = the whole line
	Width int    // runes under the caret; 0 counts as 1

	Text   string // what was found: lower case, no full stop, no blame
	Hint   string // what to write instead; "" = Text is enough
	Source string // the source line, without its line break
	Fix    string // the corrected source line, or as many lines as it stands for from there on, if the correction is certain; "" otherwise

	Folder string // the folder that File is below; "" = the content folder
}

// List is every problem of a run.
type List []Problem

// Sort orders by file, line, column, rule and text, so that equal content gives
// equal lists. Duplicates are dropped.
func (l List) Sort() List {
	slices.SortFunc(l, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.File, b.File),
			cmp.Compare(a.Line, b.Line),
			cmp.Compare(a.Col, b.Col),
			cmp.Compare(a.Rule, b.Rule),
			cmp.Compare(a.Text, b.Text),
		)
	})
	return slices.Compact(l)
}

// Own copies the texts of the problems, which would otherwise keep whole files in
// memory, and returns l.
func (l List) Own() List {
	var row, own string // a line may hold a hundred thousand mistakes
	for i := range l {
		for _, text := range []*string{&l[i].Text, &l[i].Hint, &l[i].Fix} {
			*text = strings.Clone(*text)
		}
		if l[i].Source != row {
			row, own = l[i].Source, strings.Clone(l[i].Source)
		}
		l[i].Source = own
	}
	return l
}

// Count returns how many errors and how many warnings the list holds.
func (l List) Count() (errors, warnings int) {
	for i := range l {
		switch l[i].Level {
		case Error:
			errors++
		case Warning:
			warnings++
		}
	}
	return errors, warnings
}

// Errors returns the errors of the list.
func (l List) Errors() List {
	return slices.DeleteFunc(slices.Clone(l), func(p Problem) bool { return p.Level != Error })
}

// Strict returns the list with every warning raised to an error.
func (l List) Strict() List {
	out := slices.Clone(l)
	for i := range out {
		if out[i].Level == Warning {
			out[i].Level = Error
		}
	}
	return out
}
