package site

import (
	"slices"
	"time"

	"corkboard/generator/catalog"
)

// While somebody edits a town of 10,000 listings, one of them differs from one
// save to the next. What is known of the others is taken from the site before,
// as long as all that they depend on is the same: see follow.

// follow makes last the site that this one takes unchanged listings from, if
// it was planned for the same catalog but for its listings and own pages, in
// the same words, at a moment since which nothing has changed by itself.
func (s *Site) follow(last *Site) {
	if last == nil || !sameGround(s.catalog, last.catalog) || s.origin != last.origin || s.base != last.base ||
		s.options.History != last.options.History || s.now.Before(last.now) || !s.now.Before(last.validUntil) {
		return
	}
	for i, l := range s.languages {
		if l.words != last.languages[i].words {
			return
		}
	}
	s.previous = last
}

// sameGround reports whether two catalogs share everything but listings and
// own pages. A loader hands out the same slices while their files are the same.
func sameGround(a, b *catalog.Catalog) bool {
	n := len(a.Organizations)
	return n > 0 && n == len(b.Organizations) && &a.Organizations[0] == &b.Organizations[0]
}

// judgeListings works out the state of every listing, or takes it from the
// site before. Both catalogs are in the order of ids.
func (s *Site) judgeListings() {
	var old []*listing
	if s.previous != nil {
		old = s.previous.judged
		s.gone = map[*listing]bool{}
	}
	s.judged = make([]*listing, len(s.catalog.Opportunities))
	for i, o := range s.catalog.Opportunities {
		for len(old) > 0 && old[0].ID < o.ID {
			s.gone[old[0]] = true
			old = old[1:]
		}
		if len(old) > 0 && old[0].Opportunity == o {
			s.judged[i] = old[0]
			old = old[1:]
			continue
		}
		w := &s.room.listings.of(1)[0]
		w.Opportunity = o
		s.judgeListing(w)
		s.judged[i] = w
		if s.previous != nil {
			s.fresh = append(s.fresh, w)
		}
	}
	for _, w := range old {
		s.gone[w] = true
	}
	s.listings = make([]*listing, 0, len(s.judged))
	for _, w := range s.judged {
		s.bound(w.changes)
		if !w.hidden {
			s.listings = append(s.listings, w)
		}
	}
}

// regroup takes the sets of the site before and moves in them what differs.
func (s *Site) regroup() {
	s.sets = s.previous.sets.copied()
	for w := range s.gone {
		if w.inSets() {
			s.each(w, func(t *set) {
				t.count(w, -1)
				t.shown = without(t.shown, w)
				t.past = without(t.past, w)
			})
			s.countFormer(w, -1)
		}
	}
	for _, w := range s.fresh {
		if !w.inSets() {
			continue
		}
		s.each(w, func(t *set) {
			t.count(w, 1)
			switch {
			case w.shown:
				t.shown = inserted(slices.Clone(t.shown), w, s.inLists)
			case w.lingers:
				t.past = inserted(slices.Clone(t.past), w, byID)
			}
		})
		s.countFormer(w, 1)
	}
	s.sets.prune()
}

// without is a list without a listing. The list itself stays as it is.
func without(list []*listing, w *listing) []*listing {
	i := slices.Index(list, w)
	if i < 0 {
		return list
	}
	return slices.Concat(list[:i], list[i+1:])
}

// copied are sets of their own with the lists of g.
func (g *sets) copied() sets {
	all := *g.all
	return sets{
		all: &all, directions: copiedMap(g.directions), kinds: copiedMap(g.kinds), categories: copiedMap(g.categories), locations: copiedMap(g.locations),
		crossings: copiedMap(g.crossings), languages: copiedMap(g.languages), access: copiedMap(g.access), owners: copiedMap(g.owners),
	}
}

func copiedMap[K comparable](m map[K]*set) map[K]*set {
	backing := make([]set, 0, len(m))
	out := make(map[K]*set, len(m))
	for key, t := range m {
		backing = append(backing, *t)
		out[key] = &backing[len(backing)-1]
	}
	return out
}

// prune takes out the sets that no listing is in any more.
func (g *sets) prune() {
	pruneMap(g.directions)
	pruneMap(g.kinds)
	pruneMap(g.categories)
	pruneMap(g.locations)
	pruneMap(g.crossings)
	pruneMap(g.languages)
	pruneMap(g.access)
	pruneMap(g.owners)
}

func pruneMap[K comparable](m map[K]*set) {
	for key, t := range m {
		if t.ever == 0 {
			delete(m, key)
		}
	}
}

// Moment is the moment to plan for at now: while nothing has changed by itself
// since the site was planned, the moment that it was planned for.
func (s *Site) Moment(now time.Time) time.Time {
	if s != nil && !now.Before(s.now) && now.Before(s.validUntil) {
		return s.now
	}
	return now
}
