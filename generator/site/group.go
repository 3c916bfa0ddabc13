package site

import (
	"slices"

	"corkboard/generator/catalog"
)

// set is the listings of one facet.
type set struct {
	shown []*listing // in the order of lists
	ever  int        // all that are or were listed
	past  []*listing // over, but not long enough ago to leave a calendar
	dated int        // how many of ever have or had a date: with any it keeps a calendar for good
}

// crossing is a place and a category that meet in a listing.
type crossing struct {
	location *catalog.Location
	category *catalog.Category
}

// sets groups the listings by every facet that has a page.
type sets struct {
	all        *set
	directions map[catalog.Direction]*set
	kinds      map[catalog.Kind]*set
	categories map[*catalog.Category]*set
	locations  map[*catalog.Location]*set
	crossings  map[crossing]*set
	languages  map[string]*set
	access     map[string]*set
	owners     map[*catalog.Organization]*set

	ownersByCategory map[*catalog.Category][]*organization
	ownersByLocation map[*catalog.Location][]*organization
}

// group sorts every listing into its sets. Going through the shown ones in
// the order of lists leaves each set in that order.
func (s *Site) group() {
	if s.previous != nil {
		s.regroup()
	} else {
		s.sets = newSets()
		for _, w := range s.shown {
			s.each(w, func(t *set) {
				t.shown = append(t.shown, w)
				t.count(w, 1)
			})
			s.countFormer(w, 1)
		}
		for _, w := range s.listings {
			if w.inSets() && !w.shown {
				s.each(w, func(t *set) {
					t.count(w, 1)
					if w.lingers {
						t.past = append(t.past, w)
					}
				})
				s.countFormer(w, 1)
			}
		}
		s.sets.trim()
	}
	g := &s.sets
	g.ownersByCategory = map[*catalog.Category][]*organization{}
	g.ownersByLocation = map[*catalog.Location][]*organization{}
	for _, o := range s.owners {
		if !o.shown {
			continue
		}
		for _, c := range o.categories {
			g.ownersByCategory[c] = append(g.ownersByCategory[c], o)
		}
		for _, l := range o.locations {
			g.ownersByLocation[l] = append(g.ownersByLocation[l], o)
		}
	}
}

func newSets() sets {
	return sets{
		all: &set{}, directions: map[catalog.Direction]*set{}, kinds: map[catalog.Kind]*set{},
		categories: map[*catalog.Category]*set{}, locations: map[*catalog.Location]*set{}, crossings: map[crossing]*set{},
		languages: map[string]*set{}, access: map[string]*set{}, owners: map[*catalog.Organization]*set{},
	}
}

// trim gives lists the room they need and no more.
func (g *sets) trim() {
	g.all.shown = slices.Clone(g.all.shown)
	trimMap(g.directions)
	trimMap(g.kinds)
	trimMap(g.categories)
	trimMap(g.locations)
	trimMap(g.crossings)
	trimMap(g.languages)
	trimMap(g.access)
	trimMap(g.owners)
}

func trimMap[K comparable](m map[K]*set) {
	for _, t := range m {
		t.shown = slices.Clone(t.shown)
	}
}

// inSets reports whether a listing is or was in lists.
func (w *listing) inSets() bool { return (w.Listed || w.Removed) && !w.hidden }

// count counts a listing in, or with -1 out again.
func (t *set) count(w *listing, n int) {
	t.ever += n
	if w.everDated() {
		t.dated += n
	}
}

// inCalendar are the listings of a set's calendar.
func (t *set) inCalendar() []*listing { return slices.Concat(t.shown, t.past) }

// countFormer counts a listing into the sets that it was in before, or with -1
// out again: nothing of it is there, and what was written for it stays.
func (s *Site) countFormer(w *listing, n int) {
	if len(w.Was) == 0 {
		return
	}
	const ever, dated = 1, 2
	counted := map[*set]int{}
	s.each(w, func(t *set) {
		counted[t] = ever
		if w.everDated() {
			counted[t] |= dated
		}
	})
	for _, o := range w.Was {
		s.eachSet(o, withParents(ownCategories(o)), lieIn(o.Locations, o.Serves), func(t *set) {
			if counted[t]&ever == 0 {
				t.ever += n
			}
			if o.Dated() && counted[t]&dated == 0 {
				t.dated += n
				counted[t] |= dated
			}
			counted[t] |= ever
		})
	}
}

// each calls put with every set that a listing belongs to.
func (s *Site) each(w *listing, put func(*set)) {
	s.eachSet(w.Opportunity, w.categories, w.locations, put)
}

// eachSet calls put with every set of a listing with some categories and
// locations.
func (s *Site) eachSet(o *catalog.Opportunity, categories []*catalog.Category, locations []*catalog.Location, put func(*set)) {
	g := &s.sets
	put(g.all)
	put(member(g.directions, o.Kind.Direction()))
	put(member(g.kinds, o.Kind))
	for _, c := range categories {
		put(member(g.categories, c))
	}
	for _, l := range locations {
		put(member(g.locations, l))
		for _, c := range categories {
			put(member(g.crossings, crossing{l, c}))
		}
	}
	for _, tag := range o.Languages {
		put(member(g.languages, tag))
	}
	for _, feature := range accessOf(o) {
		put(member(g.access, feature))
	}
	for _, by := range o.Organizations {
		put(member(g.owners, by))
	}
}

func member[K comparable](m map[K]*set, key K) *set {
	t := m[key]
	if t == nil {
		t = &set{}
		m[key] = t
	}
	return t
}

// accessOf are the features that a listing is known to have, at least in part.
func accessOf(o *catalog.Opportunity) []string {
	var out []string
	for _, f := range features(o) {
		if f.State == "yes" || f.State == "partial" {
			out = append(out, f.ID)
		}
	}
	return out
}

// features are what is known of access: what the listing says itself, then
// what its places say of the rest.
func features(o *catalog.Opportunity) []catalog.AccessFeature {
	out := slices.Clip(o.Access.Features)
	for _, l := range o.Locations {
		for _, f := range l.Access.Features {
			if !slices.ContainsFunc(out, func(known catalog.AccessFeature) bool { return known.ID == f.ID }) {
				out = append(out, f)
			}
		}
	}
	return out
}

// of returns a set that may be missing: an empty one stands for it.
func of[K comparable](m map[K]*set, key K) *set {
	if t := m[key]; t != nil {
		return t
	}
	return &set{}
}
