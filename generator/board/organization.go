package board

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"corkboard/generator/catalog"
)

// Organization is an organization at the instant of a board.
type Organization struct {
	*catalog.Organization
	Number        int // its place among all organizations
	Check         Check
	Shown         bool // has a place in lists and in the sitemap
	AllCategories []*catalog.Category
	AllLocations  []*catalog.Location
	Current       []*Listing // in lists, in their order
	Past          []*Listing // ended or dormant: linked from its page alone
	Sensitive     bool
}

// Active reports whether an organization still works on its own.
func (o *Organization) Active() bool { return o.Status != "closed" && o.Status != "merged" }

// take adds a listing to one of the lists of its organization; a sensitive one only
// where the organization is as sensitive.
func (o *Organization) take(list *[]*Listing, l *Listing) {
	if !l.Sensitive || o.Sensitive {
		*list = append(*list, l)
	}
}

func (m *moment) organizations(list []*catalog.Organization, listings, shown []*Listing) ([]*Organization, map[*catalog.Organization]*Organization) {
	out := make([]*Organization, 0, len(list))
	of := make(map[*catalog.Organization]*Organization, len(list))
	for i, c := range list {
		o := &Organization{
			Organization: c, Number: i, Check: m.check(&c.Record, catalog.KindOrganization),
			AllCategories: withParents(c.Categories), AllLocations: Around(c.Locations, c.Serves), Sensitive: AnySensitive(c.Categories),
		}
		o.Shown = c.Listed && o.Active() && o.Check.Freshness != Dormant
		out = append(out, o)
		of[c] = o
	}
	for _, l := range shown {
		for _, by := range l.Organizations {
			of[by].take(&of[by].Current, l)
		}
	}
	for _, l := range listings {
		if !l.Shown && l.Listed {
			for _, by := range l.Organizations {
				of[by].take(&of[by].Past, l)
			}
		}
	}
	return out, of
}

// byName returns the organizations that are shown in the order of their names.
func byName(list []*Organization, sortKey func(string) []byte) []*Organization {
	if sortKey == nil {
		sortKey = func(name string) []byte { return []byte(name) }
	}
	shown := only(list, func(o *Organization) bool { return o.Shown })
	keys := make(map[*Organization][]byte, len(shown))
	for _, o := range shown {
		keys[o] = sortKey(o.Name.First())
	}
	slices.SortFunc(shown, func(a, b *Organization) int {
		return cmp.Or(bytes.Compare(keys[a], keys[b]), strings.Compare(a.ID, b.ID))
	})
	return shown
}
