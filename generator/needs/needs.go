// Package needs knows what residents need in the words they use for it: food, a bed,
// someone to talk to. It says which need a query names, which categories serve a need,
// and which words are a crisis, whose phone number comes before everything else.
//
// The search page answers by the same rules, in JavaScript: the theme's
// search/needs.js. Both sides pass the vectors in testdata.
package needs

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"corkboard/generator/search"
)

// Need is one thing that residents need.
type Need struct {
	ID      string
	Name    map[string]string   // by language, BCP 47
	Icon    string              // of the theme
	Phrases map[string][]string // by language: words that name the need
	Crisis  map[string][]string // by language: words of somebody in danger
	// Categories are ids, names or aliases of the categories that serve the need. One
	// of them above another of them serves it only with its own listings.
	Categories []string
	Whole      bool     // all that lies in one of Categories serves it, whatever else is named
	Get        []string // what a listing offers first, as in its field "get"
	// Emergency are the numbers of lines of the emergency list. The defaults name those
	// of several countries: a site has some of them or none.
	Emergency []string
	Hidden    bool
}

// Working is the need that jobs serve.
const Working = "work"

// Vocabulary is all needs, in the order in which they are shown.
type Vocabulary []Need

// With returns the vocabulary of a site: each entry takes the place of the default with
// its id, or is added at the end. A hidden one is left out.
func (v Vocabulary) With(own []Need) Vocabulary {
	out := slices.Clone(v)
	for _, n := range own {
		if i := slices.IndexFunc(out, func(old Need) bool { return old.ID == n.ID }); i >= 0 {
			out[i] = n
		} else {
			out = append(out, n)
		}
	}
	return slices.DeleteFunc(out, func(n Need) bool { return n.Hidden })
}

// Key is a phrase as two of them are compared.
func Key(phrase string) string { return strings.Join(search.Words(phrase), " ") }

// All are its phrases in every language, crisis phrases last.
func (n *Need) All() []string { return slices.Concat(all(n.Phrases), all(n.Crisis)) }

// all are the phrases of every language, in the order of languages.
func all(phrases map[string][]string) []string {
	var out []string
	for _, lang := range slices.Sorted(maps.Keys(phrases)) {
		out = append(out, phrases[lang]...)
	}
	return out
}

// Category is a category as the needs see it: what it is called, and the one above it.
type Category struct {
	ID    string
	Names []string // in any language, with aliases
	Above string   // id; "" = none
}

// Serving lists by category the needs that a listing directly in it serves; Saying where
// somebody decides.
func (v Vocabulary) Serving(categories []Category) map[string][]string {
	above := make(map[string]string, len(categories))
	for _, c := range categories {
		above[c.ID] = c.Above
	}
	out := map[string][]string{}
	list := append(slices.Clone(v), Need{ID: Saying, Categories: deciding})
	byNeed := namedBy(list, categories)
	for i, n := range list {
		named := byNeed[i]
		narrower := map[string]bool{} // categories with one below them that is named, too
		for id := range named {
			for up := above[id]; up != "" && !narrower[up]; up = above[up] {
				narrower[up] = true
			}
		}
		for _, c := range categories {
			for id := c.ID; id != ""; id = above[id] {
				if named[id] {
					if id == c.ID || n.Whole || !narrower[id] {
						out[c.ID] = append(out[c.ID], n.ID)
					}
					break
				}
			}
		}
	}
	return out
}

// namedBy are, for each need, the ids of the categories that it names by their id or
// by what they are called.
func namedBy(list []Need, categories []Category) []map[string]bool {
	byID, byName := map[string][]int{}, map[string][]int{} // needs
	out := make([]map[string]bool, len(list))
	for i, n := range list {
		out[i] = map[string]bool{}
		for _, wanted := range n.Categories {
			byID[wanted] = append(byID[wanted], i)
			byName[search.Slug(wanted)] = append(byName[search.Slug(wanted)], i)
		}
	}
	for _, c := range categories {
		for _, i := range byID[c.ID] {
			out[i][c.ID] = true
		}
		for _, name := range c.Names {
			for _, i := range byName[search.Slug(name)] {
				out[i][c.ID] = true
			}
		}
	}
	return out
}

// Line is a line of the emergency list: its number, and its name in every language.
type Line struct {
	Number string
	Names  []string
}

// Lines lists, for somebody in danger, the numbers of a need: those it names, and those
// whose name has its words. Where a site has none of these, every line of the site.
func (n *Need) Lines(emergency []Line) []string {
	var out, every []string
	words := n.All()
	for _, line := range emergency {
		every = append(every, line.Number)
		if slices.ContainsFunc(n.Emergency, func(number string) bool { return digits(number) == digits(line.Number) }) ||
			slices.ContainsFunc(line.Names, func(name string) bool { return says(name, words) }) {
			out = append(out, line.Number)
		}
	}
	if len(out) == 0 {
		return every
	}
	slices.SortStableFunc(out, func(a, b string) int { return cmp.Compare(n.place(a), n.place(b)) })
	return out
}

// place is where a number stands among those of the need; the others come first, for
// they are the site's own.
func (n *Need) place(number string) int {
	return slices.IndexFunc(n.Emergency, func(own string) bool { return digits(own) == digits(number) })
}

// says reports whether a name has one of some phrases, word for word.
func says(name string, phrases []string) bool {
	text := " " + strings.Join(search.Words(name), " ") + " "
	return slices.ContainsFunc(phrases, func(p string) bool {
		words := strings.Join(search.Words(p), " ")
		return words != "" && strings.Contains(text, " "+words+" ")
	})
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}
