// Package problem holds what is wrong with one file of a content folder, in
// words for the neighbour who wrote it: where, what was found, what to write.
// It does not know listings, YAML or any other format.
package problem

import (
	"cmp"
	"slices"
	"strings"
)

// Level says whether a listing can still be published truthfully.
type Level uint8

const (
	// Warning marks a listing that is published as it stands.
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

// Problem is one mistake at one place. It is a value: two equal problems are
// the same mistake. An error of our own is an error, never a Problem.
type Problem struct {
	Rule  string // id of the rule, such as "unknown-key"; documented in the reference
	Level Level
	File  string // slash path below the content folder, or Folder; "" for the folder as a whole
	Line  int    // 1-based; 0 when the problem is the whole file
	Col   int    // 1-based, in runes; 0 when the problem is the whole line
	Width int    // runes under the caret; 0 counts as 1

	Text   string // what was found: lower case, no full stop, no blame
	Hint   string // what to write instead; "" when Text says it all
	Source string // the source line, without its line break
	Fix    string // the corrected source line or lines, when it is certain; "" otherwise

	Folder string // the folder that File is below; "" = the content folder
}

// List is every problem of a run.
type List []Problem

// Sort orders by file, line, column, then rule and text, so that the same
// content always gives the same list; exact repetitions are dropped.
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

// Own makes the texts of the problems their own, and returns l: a line of a file
// would keep the whole file in memory.
func (l List) Own() List {
	for i := range l {
		for _, text := range []*string{&l[i].Text, &l[i].Hint, &l[i].Source, &l[i].Fix} {
			*text = strings.Clone(*text)
		}
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
