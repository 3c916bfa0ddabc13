package address

import (
	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/needs"
)

// Facet is something by which listings and organizations are listed on a page of its
// own: all listings, those of a kind, of a category at a location, and so on.
type Facet struct {
	Page string // page kind
	Path string
	Set  *board.Set

	Calendar  bool // these files are beside its page
	News      bool
	Index     bool
	Sensitive bool

	// What it is about; nil or "" = not this.
	Direction catalog.Direction
	Kind      catalog.Kind
	Need      *needs.Need
	Category  *catalog.Category
	Location  *catalog.Location
	Language  string // tag
	Access    string // id of the feature
}

// Facets are all facets that have a page. A category or kind has its files always, so
// that nobody who subscribed meets an error. Of locations there may be thousands: one
// has news once a listing was there, and a calendar once one of these had a date. A
// crossing of two has a page once a listing was in both, or an organization of a town.
func Facets(b *board.Board) []Facet {
	c := b.Catalog
	out := []Facet{{Page: "opportunities", Path: ListingsPath, Set: b.Sets.All}}
	for _, d := range catalog.Directions {
		out = append(out, Facet{Page: "direction", Path: DirectionPath(d), Set: b.Sets.Direction(d), Calendar: true, Direction: d})
	}
	for _, k := range catalog.Kinds {
		out = append(out, Facet{Page: "kind", Path: KindPath(k.Kind), Set: b.Sets.Kind(k.Kind), Calendar: true, Direction: k.Direction, Kind: k.Kind})
	}
	for i := range b.Needs.Vocabulary {
		if n := &b.Needs.Vocabulary[i]; b.Needs.Set(n.ID).Count() > 0 {
			out = append(out, Facet{Page: "need", Path: NeedPath(n.ID), Set: b.Needs.Set(n.ID), Need: n})
		}
	}
	for _, category := range c.Categories {
		out = append(out, Facet{Page: "category", Path: CategoryPath(category.ID), Set: b.Sets.Category(category),
			Calendar: true, News: true, Index: true, Sensitive: category.Sensitive, Category: category})
	}
	for _, p := range b.Locations {
		t := b.Sets.Location(p)
		out = append(out, Facet{Page: "location", Path: LocationPath(p.ID), Set: t, Calendar: t.Dated > 0, News: t.Ever > 0, Index: t.HasPage(), Location: p})
	}
	for _, p := range b.Locations {
		for _, category := range c.Categories {
			if t := b.Sets.Crossing(p, category); t.HasPage() {
				out = append(out, Facet{Page: "location-category", Path: CrossingPath(p.ID, category.ID), Set: t,
					Calendar: t.Dated > 0, Sensitive: category.Sensitive, Category: category, Location: p})
			}
		}
	}
	for _, tag := range b.Sets.Languages() {
		out = append(out, Facet{Page: "language", Path: LanguagePath(tag), Set: b.Sets.Language(tag), Calendar: true, Language: tag})
	}
	for _, feature := range catalog.AccessFeatures {
		if t := b.Sets.Access(feature); t.Ever > 0 {
			out = append(out, Facet{Page: "access", Path: AccessPath(feature), Set: t, Calendar: true, Access: feature})
		}
	}
	return out
}
