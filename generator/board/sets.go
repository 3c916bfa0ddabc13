package board

import (
	"maps"
	"slices"
	"sync"

	"corkboard/generator/catalog"
)

// Set is the listings and organizations of one facet, such as those of a category.
type Set struct {
	Shown         []*Listing      // in the order of lists
	Organizations []*Organization // those in lists, by name
	Ever          int             // how many listings are or were in lists
	Dated         int             // how many of these have or had a date: with any it keeps a calendar for good

	past []*Listing // over, but not long enough ago to leave a calendar
}

// InCalendar are the listings of a set's calendar.
func (t *Set) InCalendar() []*Listing { return slices.Concat(t.Shown, t.past) }

// Count is how many listings and organizations of a set are in lists.
func (t *Set) Count() int { return len(t.Shown) + len(t.Organizations) }

// HasPage reports whether the set of a crossing has a page: a listing was in it once, or
// organizations are.
func (t *Set) HasPage() bool { return t.Ever > 0 || len(t.Organizations) > 0 }

// Sets are the listings by every facet that has a page. A facet that no listing
// was ever in has an empty set.
type Sets struct {
	All           *Set
	directions    map[catalog.Direction]*Set
	kinds         map[catalog.Kind]*Set
	categories    map[*catalog.Category]*Set
	locations     map[*catalog.Location]*Set
	crossings     map[*catalog.Location]map[*catalog.Category]*Set
	languages     map[string]*Set
	access        map[string]*Set
	organizations map[*catalog.Organization]*Set
}

var empty = &Set{}

func of[K comparable](m map[K]*Set, key K) *Set {
	if t := m[key]; t != nil {
		return t
	}
	return empty
}

func (s *Sets) Direction(d catalog.Direction) *Set { return of(s.directions, d) }
func (s *Sets) Kind(k catalog.Kind) *Set           { return of(s.kinds, k) }
func (s *Sets) Category(c *catalog.Category) *Set  { return of(s.categories, c) }
func (s *Sets) Location(p *catalog.Location) *Set  { return of(s.locations, p) }
func (s *Sets) Language(tag string) *Set           { return of(s.languages, tag) }
func (s *Sets) Access(feature string) *Set         { return of(s.access, feature) }

func (s *Sets) Organization(o *catalog.Organization) *Set { return of(s.organizations, o) }

// Crossing are the listings of a category at a location.
func (s *Sets) Crossing(p *catalog.Location, c *catalog.Category) *Set {
	return of(s.crossings[p], c)
}

// Languages are the tags of the languages in which something is offered, sorted.
func (s *Sets) Languages() []string { return slices.Sorted(maps.Keys(s.languages)) }

// group sorts listings into their sets. Going through the shown ones in the order
// of lists leaves each set in that order. Facets do not know of each other, so each
// goroutine takes some of them.
func group(listings, shown []*Listing, organizations []*Organization) *Sets {
	s := &Sets{
		All: &Set{}, directions: map[catalog.Direction]*Set{}, kinds: map[catalog.Kind]*Set{},
		categories: map[*catalog.Category]*Set{}, locations: map[*catalog.Location]*Set{},
		crossings: map[*catalog.Location]map[*catalog.Category]*Set{},
		languages: map[string]*Set{}, access: map[string]*Set{}, organizations: map[*catalog.Organization]*Set{},
	}
	ever := slices.Concat(shown, only(listings, func(l *Listing) bool { return l.everListed() && !l.Shown }))
	var group sync.WaitGroup
	for _, of := range []facetsOf{s.what, s.where, s.crossed} {
		group.Go(func() { facets{of: of}.take(ever) })
	}
	group.Wait()
	facets{s.private, true}.take(ever)
	s.enroll(organizations)
	return s
}

// enroll puts organizations into the sets of what they are about, where they are and
// what is spoken there; a sensitive one only into those of its sensitive categories. A
// crossing with nothing but organizations is for towns: the page of a smaller place has
// them all.
func (s *Sets) enroll(organizations []*Organization) {
	put := func(t *Set, o *Organization) { t.Organizations = append(t.Organizations, o) }
	for _, o := range organizations {
		for _, c := range o.AllCategories {
			if c.Sensitive || !o.Sensitive {
				put(made(s.categories, c), o)
			}
		}
		if o.Sensitive {
			continue
		}
		put(s.All, o)
		for _, tag := range o.Languages {
			put(made(s.languages, tag), o)
		}
		for _, p := range o.AllLocations {
			put(made(s.locations, p), o)
			for _, c := range o.AllCategories {
				if t := s.crossings[p][c]; t != nil {
					put(t, o)
				} else if p.Parent == nil || IsTown(p) {
					put(s.crossing(p, c), o)
				}
			}
		}
	}
}

// crossing returns the set of a category at a location, and makes it if there is none.
func (s *Sets) crossing(p *catalog.Location, c *catalog.Category) *Set {
	if s.crossings[p] == nil {
		s.crossings[p] = map[*catalog.Category]*Set{}
	}
	return made(s.crossings[p], c)
}

// everListed reports whether a listing is or was in lists.
func (l *Listing) everListed() bool { return (l.Listed || l.Removed) && !l.hidden }

// placed is an opportunity with everything above its categories and around its
// locations.
type placed struct {
	*catalog.Opportunity
	categories []*catalog.Category
	locations  []*catalog.Location
}

// private are the facets of a sensitive listing: its categories and organizations that
// are sensitive themselves. Any other list may be on the screen of somebody whom it does
// not concern, or in the calendar of a family.
func (s *Sets) private(o placed, put func(*Set)) {
	for _, c := range o.categories {
		if c.Sensitive {
			put(made(s.categories, c))
		}
	}
	for _, by := range o.Organizations {
		if AnySensitive(by.Categories) {
			put(made(s.organizations, by))
		}
	}
}

// facetsOf calls put with every set of some facets that an opportunity belongs to.
type facetsOf func(o placed, put func(*Set))

// facets are those of listings that are sensitive, or of those that are not.
type facets struct {
	of        facetsOf
	sensitive bool
}

func (f facets) take(list []*Listing) {
	for _, l := range list {
		f.add(l)
	}
}

func (s *Sets) what(o placed, put func(*Set)) {
	put(s.All)
	put(made(s.directions, o.Kind.Direction()))
	put(made(s.kinds, o.Kind))
	for _, tag := range o.Languages {
		put(made(s.languages, tag))
	}
	for _, f := range Features(o.Opportunity) {
		if f.State == "yes" || f.State == "partial" {
			put(made(s.access, f.ID))
		}
	}
	for _, by := range o.Organizations {
		put(made(s.organizations, by))
	}
}

func (s *Sets) where(o placed, put func(*Set)) {
	for _, c := range o.categories {
		put(made(s.categories, c))
	}
	for _, p := range o.locations {
		put(made(s.locations, p))
	}
}

func (s *Sets) crossed(o placed, put func(*Set)) {
	for _, p := range o.locations {
		for _, c := range o.categories {
			put(s.crossing(p, c))
		}
	}
}

// add puts a listing into every set that it is in, and counts it in those that it
// was in before: nothing of it is there, and what was written for it stays.
func (f facets) add(l *Listing) {
	now := placed{l.Opportunity, l.AllCategories, l.AllLocations}
	var in map[*Set]counted
	if len(l.Was) > 0 {
		in = map[*Set]counted{}
	}
	if l.Sensitive == f.sensitive {
		f.of(now, func(t *Set) { t.add(l) })
		if len(l.Was) > 0 {
			f.of(now, func(t *Set) { in[t] = counted{true, l.HasCalendar()} })
		}
	}
	for _, o := range l.Was {
		own := ownCategories(o)
		if AnySensitive(own) != f.sensitive {
			continue
		}
		f.of(placed{o, withParents(own), Around(o.Locations, o.Serves)}, func(t *Set) {
			was := in[t]
			if !was.ever {
				t.Ever++
			}
			if o.Dated() && !was.dated {
				t.Dated++
			}
			in[t] = counted{true, was.dated || o.Dated()}
		})
	}
}

// counted says whether a listing is among those that were ever in a set, and among those
// that had a date.
type counted struct{ ever, dated bool }

func (t *Set) add(l *Listing) {
	t.Ever++
	if l.HasCalendar() {
		t.Dated++
	}
	switch {
	case l.Shown:
		t.Shown = append(t.Shown, l)
	case l.lingers:
		t.past = append(t.past, l)
	}
}

func made[K comparable](m map[K]*Set, key K) *Set {
	t := m[key]
	if t == nil {
		t = &Set{}
		m[key] = t
	}
	return t
}

// Matching are the listings of a combination that site.yaml declares: of each
// facet that it names, any one value is enough, and every facet has to fit. Sensitive
// listings are in one that asks for a sensitive category of theirs.
func (b *Board) Matching(f *catalog.FeedSet) *Set {
	fits := func(l *Listing) bool {
		if l.Sensitive && !slices.ContainsFunc(f.Categories, func(c *catalog.Category) bool { return c.Sensitive && slices.Contains(l.AllCategories, c) }) {
			return false
		}
		return anyOf(f.Categories, l.AllCategories) && anyOf(f.Locations, l.AllLocations) && anyOf(f.Languages, l.Languages) &&
			anyOf(f.Kinds, []catalog.Kind{l.Kind}) && anyOf(f.Directions, []catalog.Direction{l.Kind.Direction()})
	}
	t := &Set{}
	for _, l := range b.Shown {
		if fits(l) {
			t.add(l)
		}
	}
	for _, l := range b.Listings {
		if l.everListed() && !l.Shown && fits(l) {
			t.add(l)
		}
	}
	return t
}

// anyOf reports whether one of the wanted is there; nothing wanted is no limit.
func anyOf[T comparable](wanted, there []T) bool {
	return len(wanted) == 0 || slices.ContainsFunc(there, func(v T) bool { return slices.Contains(wanted, v) })
}
