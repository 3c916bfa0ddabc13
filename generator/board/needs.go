package board

import (
	"maps"
	"slices"

	"corkboard/generator/catalog"
	"corkboard/generator/needs"
)

// Needs are what residents need, and what serves it here.
type Needs struct {
	needs.Vocabulary

	serving map[string][]string      // by category: ids of needs
	getting map[catalog.Get][]string // by what is got: ids of needs
	served  map[string]*Set
}

// needsOf reads the vocabulary of the program with what the site changes.
func needsOf(c *catalog.Catalog) *Needs {
	out := &Needs{Vocabulary: needs.Default().With(ownNeeds(c)), getting: map[catalog.Get][]string{}, served: map[string]*Set{}}
	var categories []needs.Category
	for _, c := range c.Categories {
		category := needs.Category{ID: c.ID, Names: NamesOf(c)}
		if c.Parent != nil {
			category.Above = c.Parent.ID
		}
		categories = append(categories, category)
	}
	out.serving = out.Vocabulary.Serving(categories)
	for _, n := range out.Vocabulary {
		for _, get := range n.Get {
			out.getting[catalog.Get(get)] = append(out.getting[catalog.Get(get)], n.ID)
		}
	}
	return out
}

func ownNeeds(c *catalog.Catalog) []needs.Need {
	var own []needs.Need
	for _, n := range c.Needs {
		need := needs.Need{ID: n.ID, Name: map[string]string{}, Icon: n.Icon, Phrases: n.Phrases, Crisis: n.Crisis, Hidden: n.Hidden}
		for _, v := range n.Name {
			need.Name[v.Lang] = v.Value
		}
		for _, category := range n.Served {
			need.Categories = append(need.Categories, category.ID)
		}
		for _, get := range n.Get {
			need.Get = append(need.Get, string(get))
		}
		if n.Emergency != "" {
			need.Emergency = []string{n.Emergency}
		}
		own = append(own, need)
	}
	return own
}

// NeedName is what a need is called.
func NeedName(n *needs.Need) catalog.Text {
	var out catalog.Text
	for _, lang := range slices.Sorted(maps.Keys(n.Name)) {
		out = append(out, catalog.Localized{Lang: lang, Value: n.Name[lang]})
	}
	return out
}

// Private is the sensitive category that serves a need of which nothing else is shown;
// nil = there is none, or none is needed.
func (b *Board) Private(n *needs.Need) *catalog.Category {
	if b.Needs.Set(n.ID).Count() > 0 {
		return nil
	}
	for _, c := range b.Catalog.Categories {
		if c.Sensitive && slices.Contains(b.Needs.Served(c), n.ID) && b.Sets.Category(c).Count() > 0 {
			return c
		}
	}
	return nil
}

// NamesOf are what a category is called, in every language.
func NamesOf(c *catalog.Category) []string {
	var out []string
	for _, v := range c.Name {
		out = append(out, v.Value)
	}
	return append(out, c.Aliases...)
}

// Served are the ids of the needs that a record directly in a category serves, and
// needs.Saying where somebody decides.
func (n *Needs) Served(c *catalog.Category) []string { return n.serving[c.ID] }

// Getting are the ids of the needs that something of a kind serves.
func (n *Needs) Getting(get catalog.Get) []string { return n.getting[get] }

// Set is what serves a need: help that people get and organizations, without sensitive
// ones, in the order of lists.
func (n *Needs) Set(id string) *Set { return of(n.served, id) }

// of are the ids of the needs that a listing serves, sensitive or not.
func (n *Needs) of(l *Listing) []string { return n.ofCategories(ownCategories(l.Opportunity), l.Get) }

func (n *Needs) ofCategories(categories []*catalog.Category, get []catalog.Get) []string {
	var out []string
	for _, c := range categories {
		out = append(out, n.serving[c.ID]...)
	}
	if len(get) > 0 {
		out = append(out, n.getting[get[0]]...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// serve sorts what serves some need into the sets of needs.
func (n *Needs) serve(shown []*Listing, organizations []*Organization) {
	for _, l := range shown {
		var ids []string
		switch {
		case l.Sensitive || l.Kind.Direction() != catalog.GetHelp:
		case l.Kind == catalog.Job:
			ids = []string{needs.Working}
		default:
			ids = n.of(l)
		}
		for _, id := range ids {
			made(n.served, id).add(l)
		}
	}
	for _, o := range organizations {
		if o.Sensitive {
			continue
		}
		for _, id := range n.ofCategories(o.Organization.Categories, nil) {
			t := made(n.served, id)
			t.Organizations = append(t.Organizations, o)
		}
	}
}
