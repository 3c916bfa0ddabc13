package check

import (
	"fmt"

	"corkboard/generator/catalog"
	"corkboard/generator/problem"
	"corkboard/generator/withheld"
)

// PastUnknown is the error of a directory that has a confidential place while
// nobody knows where it was before: then an address that it once had in public
// could be published from another text, and nothing would notice. why says what
// became of the history; "" = it is known. nil = nothing is wrong.
func PastUnknown(c *catalog.Catalog, why string) problem.List {
	var first *withheld.Secret
	more := map[string]bool{}
	for i := range c.Withheld {
		switch s := &c.Withheld[i]; {
		case !s.Confidential:
		case first == nil:
			first = s
		case s.Place != first.Place:
			more[s.Place] = true
		}
	}
	if why == "" || first == nil {
		return nil
	}
	which := first.Place
	if len(more) > 0 {
		which += fmt.Sprintf(" and %d more", len(more))
	}
	return problem.List{{
		Rule: "past-unknown", Level: problem.Error, File: first.File, Line: first.Line,
		Text: fmt.Sprintf("nobody can tell whether %s (confidential) had a public address before, which other texts may still have: %s", which, why),
		Hint: "build where git has the whole history (git fetch --unshallow; fetch-depth: 0 in a workflow), or add --allow-shallow if no address was ever written",
	}}
}
