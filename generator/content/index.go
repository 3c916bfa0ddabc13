package content

import (
	"fmt"
	"slices"
	"strings"

	"corkboard/generator/format"
	"corkboard/generator/problem"
)

// index finds the records of one kind by id, former id, alias or name.
type index[T any] struct {
	what   string // category, location, organization, opportunity
	rule   string // of a word that names nothing
	byID   map[string]T
	byOld  map[string]T
	byName map[string]named[T]
	words  []string          // what a misspelled word is compared with; nil = to be made
	told   map[string]string // the nearest known word of words looked for before

	compared int // comparisons made so far
}

// named is what a name means; several things can have one name.
type named[T any] struct {
	it   T
	id   string
	more string // id of another one with the same name
}

func newIndex[T any](what, rule string, size int) *index[T] {
	return &index[T]{what: what, rule: rule, byID: make(map[string]T, size), byOld: map[string]T{}, byName: make(map[string]named[T], size), told: map[string]string{}}
}

// name makes it known under an alias or a name.
func (x *index[T]) name(word, id string, it T) {
	key := format.Fold(word)
	if key == "" || key == id {
		return
	}
	if have, ok := x.byName[key]; ok {
		if have.id != id && have.more == "" {
			have.more = id
			x.byName[key] = have
		}
		return
	}
	x.byName[key] = named[T]{it: it, id: id}
}

// mostCompared bounds how many comparisons the misspelled words of one load
// may cost: a folder of 10,000 listings that all name a missing organization is
// told about soon, the first hundred of them with a proposal.
const mostCompared = 1 << 20

// find looks a word up. When nothing has it, text and hint say so and with is
// what was probably meant.
func (x *index[T]) find(w format.Ref) (it T, text, hint, with string, ok bool) {
	if it, ok = x.byID[w.Key]; ok {
		return it, "", "", "", true
	}
	if it, ok = x.byOld[w.Key]; ok {
		return it, "", "", "", true
	}
	if n, found := x.byName[w.Key]; found {
		if n.more == "" {
			return n.it, "", "", "", true
		}
		return it, fmt.Sprintf("several are called “%s”", format.Clip(w.Text)), "write the id of one of them: " + n.id + " or " + n.more, "", false
	}
	if dashed := strings.ReplaceAll(w.Key, " ", "-"); dashed != w.Key {
		if it, ok = x.byID[dashed]; ok {
			return it, "", "", "", true
		}
	}
	text = fmt.Sprintf("there is no %s “%s”", x.what, format.Clip(w.Text))
	near, said := x.told[w.Key]
	if !said && x.compared < mostCompared {
		if x.words == nil {
			x.words = make([]string, 0, len(x.byID)+len(x.byName))
			for id := range x.byID {
				x.words = append(x.words, id)
			}
			for name := range x.byName {
				x.words = append(x.words, name)
			}
			slices.Sort(x.words)
		}
		x.compared += len(x.words)
		near, _ = problem.Nearest(w.Text, x.words)
		if n, is := x.byName[near]; is {
			near = n.id
		}
		x.told[w.Key] = near
	}
	if near != "" {
		return it, text, "did you mean “" + near + "”?", near, false
	}
	return it, text, "", "", false
}
