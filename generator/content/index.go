package content

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"corkboard/generator/format"
	"corkboard/generator/problem"
)

// index finds the records of one kind by id, former id, alias or name.
type index[T comparable] struct {
	what    string // category, location, organization, opportunity
	rule    string // of a word that names nothing
	byID    map[string]T
	byOldID map[string]T
	byName  map[string]named[T]

	nearest  map[string]string // the known word nearest to one that was looked for in vain; "" = none
	words    []string          // what a misspelled word is compared with; nil = to be made
	compared int               // comparisons made so far
	listed   string            // the first ids in order, for a hint; "" = to be made
}

// named is what a name means; several things can have one name.
type named[T any] struct {
	record T
	id     string
	other  string // id of another one with the same name
}

func newIndex[T comparable](what, rule string, size int) *index[T] {
	return &index[T]{what: what, rule: rule, byID: make(map[string]T, size), byOldID: map[string]T{}, byName: make(map[string]named[T], size), nearest: map[string]string{}}
}

// name makes a record known under an alias or a name.
func (x *index[T]) name(word, id string, record T) {
	key := format.Fold(word)
	if key == "" || key == id {
		return
	}
	if have, ok := x.byName[key]; ok {
		if have.id != id && have.other == "" {
			have.other = id
			x.byName[key] = have
		}
		return
	}
	x.byName[key] = named[T]{record: record, id: id}
}

// mostCompared bounds how many comparisons the misspelled words of one load
// may cost: a folder of 10,000 listings that all name a missing organization is
// reported soon, the first two dozen of them with a proposal.
const mostCompared = 1 << 18

// find returns the record that a word names.
func (x *index[T]) find(w format.Ref) (record T, ok bool) {
	if record, ok = x.byID[w.Key]; ok {
		return record, true
	}
	if record, ok = x.byOldID[w.Key]; ok {
		return record, true
	}
	if n, named := x.byName[w.Key]; named {
		return n.record, n.other == ""
	}
	record, ok = x.byID[strings.ReplaceAll(w.Key, " ", "-")]
	return record, ok
}

// lookup returns the record that a word names, and reports it when there is none
// or more than one.
func (x *index[T]) lookup(file string, w format.Ref, found *findings) (record T, ok bool) {
	if record, ok = x.find(w); ok {
		return record, true
	}
	if n, several := x.byName[w.Key]; several {
		found.report("ambiguous-name", file, w.At, fmt.Sprintf("several are called “%s”", format.Clip(w.Text)), "write the id of one of them: "+n.id+" or "+n.other)
		return record, false
	}
	text := fmt.Sprintf("there is no %s “%s”", x.what, format.Clip(w.Text))
	found.search(x.rule, file, w, text, func() (hint, with string) {
		if near := x.near(w); near != "" {
			return "did you mean “" + near + "”?", near
		}
		return x.advice(w), ""
	})
	return record, false
}

// near is the id that was probably meant by a word that names nothing; "" = none
// is near.
func (x *index[T]) near(w format.Ref) string {
	near, known := x.nearest[w.Key]
	if known || x.compared >= mostCompared {
		return near
	}
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
	x.nearest[w.Key] = near
	return near
}

// advice is what to do about a word that names nothing and is near to nothing.
func (x *index[T]) advice(w format.Ref) string {
	switch x.what {
	case "organization":
		return "add a file organizations/" + format.Slug(w.Text) + ".yaml, or write host: for neighbours without an organization" + x.there(", or use one that is there: ")
	case "opportunity":
		return "write the id of a listing: the name of its file without the ending"
	case "location":
		if hint := format.NoPlace(w.Text); hint != "" {
			return hint
		}
	}
	file := strings.TrimSuffix(x.what, "y") + "ies.yaml"
	if x.what == "location" {
		file = "locations.yaml"
	}
	return "add it to " + file + x.there(", or use one that is there: ")
}

// mostThere is how many ids a hint lists.
const mostThere = 12

// there lists what exists; "" = nothing does.
func (x *index[T]) there(words string) string {
	if len(x.byID) == 0 {
		return ""
	}
	if x.listed == "" {
		x.listed = format.Listed(slices.Sorted(maps.Keys(x.byID)), mostThere)
	}
	return words + x.listed
}

// parted are words of which those that are several in one text, "food, clothes",
// are taken apart and reported.
func (x *index[T]) parted(file string, words []format.Ref, found *findings) []format.Ref {
	var out []format.Ref
	for i, w := range words {
		several := x.severalIn(w)
		if several == nil {
			if out != nil {
				out = append(out, w)
			}
			continue
		}
		if out == nil {
			out = append(out, words[:i]...)
		}
		out = append(out, several...)
		list := "[" + strings.Join(format.Parts(w.Text), ", ") + "]"
		if len(words) > 1 {
			list = ""
		}
		hint := "write them as a list"
		if list != "" {
			hint += ": " + list
		}
		found.propose("list-as-text", file, w.At, "found several words as one text", hint, w.Text, list)
	}
	if out == nil {
		return words
	}
	return out
}

// severalIn are the words between the commas of one, when one of them is known;
// nil = it is one word.
func (x *index[T]) severalIn(w format.Ref) []format.Ref {
	parts := format.Parts(w.Text)
	if len(parts) < 2 {
		return nil
	}
	if _, whole := x.find(w); whole {
		return nil
	}
	var out []format.Ref
	known, from := false, 0
	for _, part := range parts {
		at := w.At
		begin := from + strings.Index(w.Text[from:], part)
		from = begin + len(part)
		at.Col += int32(utf8.RuneCountInString(w.Text[:begin]))
		at.Width = int32(utf8.RuneCountInString(part))
		ref := format.Ref{Text: part, Key: format.Fold(part), At: at}
		_, is := x.find(ref)
		known = known || is
		out = append(out, ref)
	}
	if !known {
		return nil
	}
	return out
}

// all looks up several words and leaves out what is named twice. It sets broken
// when one of them names nothing.
func (x *index[T]) all(file string, words []format.Ref, broken *bool, found *findings) []T {
	if len(words) == 0 {
		return nil
	}
	out := make([]T, 0, len(words))
	for _, w := range x.parted(file, words, found) {
		record, ok := x.lookup(file, w, found)
		switch {
		case !ok:
			*broken = true
		case !slices.Contains(out, record):
			out = append(out, record)
		}
	}
	return out
}

// formerly makes a record known under the ids that it had before. It returns
// those that can lead to it, and whether all of them can.
func (x *index[T]) formerly(file, id string, words []format.Ref, record T, found *findings) (ids []string, ok bool) {
	ok = true
	for _, w := range words {
		rule, text, hint := x.clash(w.Text, id)
		if text != "" {
			found.report(rule, file, w.At, text, hint)
			ok = false
			continue
		}
		x.byOldID[w.Text] = record
		ids = append(ids, w.Text)
	}
	return ids, ok
}

// clash says why an id cannot be a former one of the record called id; text is
// "" when it can.
func (x *index[T]) clash(old, id string) (rule, text, hint string) {
	rule = "formerly-clash"
	if old == id && x.known(old) {
		return rule, fmt.Sprintf("“%s” is the id it has now", format.Clip(old)), "write only ids that it had before"
	}
	if x.known(old) {
		return rule, fmt.Sprintf("the id “%s” belongs to another %s now, so its old address cannot lead here", format.Clip(old), x.what), "rename that one, or delete the line"
	}
	if _, taken := x.byOldID[old]; taken {
		return rule, fmt.Sprintf("another %s says that it was called “%s” too", x.what, format.Clip(old)), "keep it in one of the two"
	}
	text, hint = format.BadID(old)
	return "bad-id", text, hint
}

func (x *index[T]) known(id string) bool { _, ok := x.byID[id]; return ok }

// inCircle reports whether following up from a record leads back to it.
func inCircle[T comparable](record T, up func(T) T) bool {
	var none T
	slow, fast := record, record
	for {
		for range 2 {
			fast = up(fast)
			if fast == none {
				return false
			}
			if fast == record {
				return true
			}
		}
		slow = up(slow)
		if slow == fast {
			return false // a circle that it is not part of
		}
	}
}
