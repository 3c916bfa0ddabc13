// Package rules describes everything that check can find wrong, one rule for
// each kind of problem: what it is, why it matters, an example and what to do.
// The manual is made from it. It does not know how problems are found.
package rules

import (
	"slices"

	"corkboard/generator/problem"
)

// Rule is one thing that can be wrong. A rule is an error when the listing
// cannot be published truthfully, otherwise a warning; no error depends on
// today's date.
type Rule struct {
	ID      string
	Level   problem.Level
	What    string // what it finds, in a sentence
	Why     string // who would be hurt, in a sentence
	Example string // the line of a file that causes it, or the file in words; … = and so on
	Fix     string // the line as it should be, or what to do
}

const (
	refuse = problem.Error
	warn   = problem.Warning
)

// Group is the rules about one subject.
type Group struct {
	Title string
	Rules []Rule
}

// Groups returns the rules in the order of the manual.
func Groups() []Group {
	return []Group{
		{"The file itself", fileRules}, {"YAML", yamlRules}, {"Fields", fieldRules}, {"Phones, mail and links", contactRules}, {"Ids and names", nameRules},
		{"Places", placeRules}, {"Pictures", pictureRules}, {"The folder as a whole", folderRules}, {"Schedules", scheduleRules}, {"Texts in Markdown", markdownRules},
		{"The site as it would be published", siteRules},
	}
}

var all = slices.Concat(fileRules, yamlRules, fieldRules, contactRules, nameRules, placeRules, pictureRules, folderRules, scheduleRules, markdownRules, siteRules)

// All returns every rule, in the order of the manual.
func All() []Rule { return all }

var byID = func() map[string]*Rule {
	m := make(map[string]*Rule, len(all))
	for i := range all {
		m[all[i].ID] = &all[i]
	}
	return m
}()

// Find returns the rule with an id.
func Find(id string) (r Rule, ok bool) {
	if p := byID[id]; p != nil {
		return *p, true
	}
	return Rule{}, false
}

// Level returns the level of a rule. A rule missing from the table is our
// mistake; then the careful answer is an error.
func Level(id string) problem.Level {
	if r, ok := Find(id); ok {
		return r.Level
	}
	return problem.Error
}

// Schedule returns the rule for a mistake in a schedule.
func Schedule(code string) string {
	switch code {
	case "unknown-zone", "unknown-closure":
		return code
	}
	return "schedule-" + code
}

// Markdown returns the rule for a finding in a Markdown text.
func Markdown(code string) string { return "markdown-" + code }
