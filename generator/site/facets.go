package site

import (
	"slices"

	"corkboard/generator/catalog"
	"corkboard/generator/views"
)

// facet is one page kind that lists a set: what it is called, where it is and
// what stands beside its list.
type facet struct {
	kind    string // page kind
	path    string
	set     *set
	feed    bool // has a news feed
	index   bool // has an index.json
	passing bool // comes and goes with its listings: it has a calendar once one of them had a date
	private bool
	fill    func(l *language, v *views.Index, first bool) // what is special; first = page 1
	title   func(l *language) views.Phrase
}

// planFacets gives every facet its pages, calendars and feeds.
func (s *Site) planFacets() {
	s.facet(facet{kind: "opportunities", path: listingsPath, set: s.sets.all, title: titled("site.title.opportunities"),
		fill: func(l *language, v *views.Index, first bool) {
			v.Section = "opportunities"
			if first {
				v.Narrower, v.NarrowerLabel = s.kindTerms(l, s.sets.all), l.words.T("site.label.kinds")
			}
		}})
	for _, d := range catalog.Directions {
		s.facet(s.directionFacet(d))
	}
	for _, k := range catalog.Kinds {
		s.facet(s.kindFacet(k))
	}
	for _, c := range s.catalog.Categories {
		s.facet(s.categoryFacet(c))
	}
	for _, p := range s.catalog.Locations {
		s.facet(s.locationFacet(p))
	}
	for _, p := range s.catalog.Locations {
		for _, c := range s.catalog.Categories {
			if t := s.sets.crossings[crossing{p, c}]; t != nil {
				s.facet(s.crossingFacet(p, c, t))
			}
		}
	}
	for _, tag := range sortedKeys(s.sets.languages) {
		s.facet(s.languageFacet(tag))
	}
	for _, feature := range catalog.AccessFeatures {
		if s.sets.access[feature] != nil {
			s.facet(s.accessFacet(feature))
		}
	}
	for _, o := range s.owners {
		// Without git nobody knows whether it ever had a listing, so it has them always.
		t, path := of(s.sets.owners, o.Organization), organizationPath(o.ID)
		for _, l := range s.languages {
			title := func() string { return l.phrase(o.Name).Text }
			s.calendar(l, path, t, title)
			s.atom(l, path, t, title)
		}
	}
	s.planOwners()
}

func titled(key string) func(l *language) views.Phrase {
	return func(l *language) views.Phrase { return text(l.words.T(key)) }
}

// facet adds the pages of one facet and the files beside them.
func (s *Site) facet(f facet) {
	s.eachPage(f.path, len(f.set.shown), func(l *language, number, total int) views.View {
		return s.indexView(l, f, number, total)
	})
	for _, l := range s.languages {
		title := func() string { return f.title(l).Text }
		if f.path != listingsPath && (f.set.dated > 0 || !f.passing) {
			s.calendar(l, f.path, f.set, title)
		}
		if f.feed {
			s.atom(l, f.path, f.set, title)
		}
		if f.index {
			s.index(l, f.path, f.set)
		}
	}
}

func (s *Site) indexView(l *language, f facet, number, total int) views.View {
	heading := f.title(l)
	v := &views.Index{Frame: s.frame(l, f.kind, f.path, heading.Text, nil), Heading: heading}
	v.Sensitive = f.private
	f.fill(l, v, number == 1)
	if v.Description == "" && !f.private {
		v.Description = short(v.Intro.Text)
	}
	v.List = s.list(l, f.path, f.set.shown, number)
	s.paginate(l, &v.Frame, f.path, number, total)
	if f.path != listingsPath {
		v.Feeds = s.feedLinks(l, f.path, heading.Text, f.set, f.feed)
		if number == 1 {
			v.Subscribe = s.subscribe(l, f.path, heading.Text, f.set, f.feed)
		}
	}
	return v
}

func (s *Site) directionFacet(d catalog.Direction) facet {
	t := of(s.sets.directions, d)
	return facet{kind: "direction", path: directionPath(d), set: t, title: titled("direction." + string(d)),
		fill: func(l *language, v *views.Index, first bool) {
			v.Section, v.Direction = string(d), string(d)
			v.Intro = text(l.words.T("direction_line." + string(d)))
			if first {
				v.Narrower, v.NarrowerLabel = s.kindTerms(l, t), l.words.T("site.label.kinds")
				v.Other, v.OtherLabel = s.categoriesWithin(l, t), l.words.T("site.label.categories")
			}
		}}
}

func (s *Site) kindFacet(k catalog.KindInfo) facet {
	return facet{kind: "kind", path: kindPath(k.Kind), set: of(s.sets.kinds, k.Kind), title: titled("kind." + string(k.Kind)),
		fill: func(l *language, v *views.Index, first bool) {
			v.Section, v.Direction = string(k.Direction), string(k.Direction)
			v.Label = l.words.T("direction." + string(k.Direction))
			v.Intro = text(l.words.T("kind_line." + string(k.Kind)))
			v.Crumbs = append(v.Crumbs, s.named(l, directionPath(k.Direction), "direction."+string(k.Direction)))
			for _, other := range catalog.Kinds {
				if other.Direction == k.Direction && other.Kind != k.Kind {
					v.Siblings = append(v.Siblings, s.named(l, kindPath(other.Kind), "kind."+string(other.Kind)))
				}
			}
			v.SiblingsLabel = l.words.T("site.label.siblings")
		}}
}

func (s *Site) categoryFacet(c *catalog.Category) facet {
	return facet{kind: "category", path: categoryPath(c.ID), set: of(s.sets.categories, c), feed: true, index: true, private: c.Sensitive,
		title: func(l *language) views.Phrase { return l.phrase(c.Name) },
		fill: func(l *language, v *views.Index, first bool) {
			v.Section = "categories"
			v.Label = l.words.T("site.label.category")
			v.Intro = l.phrase(c.Summary)
			v.Crumbs = append(v.Crumbs, s.named(l, categoriesPath, "site.title.categories"))
			v.Crumbs = append(v.Crumbs, s.above(l, c)...)
			if !first {
				return
			}
			for _, child := range c.Children {
				v.Narrower = append(v.Narrower, s.categoryTerm(l, child, nil))
			}
			v.NarrowerLabel = l.words.T("site.label.narrower")
			for _, p := range s.catalog.Locations {
				if t := s.sets.crossings[crossing{p, c}]; t != nil && len(t.shown) > 0 && (p.Parent == nil || isTown(p)) {
					v.Other = append(v.Other, views.Term{Link: views.Link{Phrase: l.phrase(p.Name), URL: l.url(crossingPath(p.ID, c.ID))}, ID: p.ID, Count: len(t.shown)})
				}
			}
			v.OtherLabel = l.words.T("site.label.by_place")
			v.Siblings, v.SiblingsLabel = s.categorySiblings(l, c), l.words.T("site.label.siblings")
			v.Organizations = s.ownerCards(l, s.sets.ownersByCategory[c])
		}}
}

// isTown reports whether a place lies directly in a region.
func isTown(p *catalog.Location) bool { return p.Parent != nil && p.Parent.Parent == nil }

func (s *Site) locationFacet(p *catalog.Location) facet {
	return facet{kind: "location", path: locationPath(p.ID), set: of(s.sets.locations, p), feed: true, index: true,
		title: func(l *language) views.Phrase { return l.phrase(p.Name) },
		fill: func(l *language, v *views.Index, first bool) {
			v.Section = "locations"
			v.Label = l.words.T("site.label.location")
			v.Intro = l.phrase(p.Summary)
			v.Crumbs = append(v.Crumbs, s.named(l, locationsPath, "site.title.locations"))
			v.Crumbs = append(v.Crumbs, s.around(l, p)...)
			v.PageAlerts = s.placeAlerts(l, lieIn([]*catalog.Location{p}))
			if !first {
				return
			}
			place := s.place(l, p)
			v.Place = &place
			for _, child := range p.Children {
				v.Narrower = append(v.Narrower, s.locationTerm(l, child, false))
			}
			v.NarrowerLabel = l.words.T("site.label.inside", "place", l.phrase(p.Name).Text)
			for _, c := range s.catalog.Categories {
				if t := s.sets.crossings[crossing{p, c}]; t != nil && len(t.shown) > 0 {
					v.Other = append(v.Other, views.Term{Link: views.Link{Phrase: l.phrase(c.Name), URL: l.url(crossingPath(p.ID, c.ID))}, ID: c.ID, Icon: c.Icon, Count: len(t.shown)})
				}
			}
			v.OtherLabel = l.words.T("site.label.categories")
			if p.Parent != nil {
				for _, sibling := range p.Parent.Children {
					if sibling != p && len(v.Siblings) < maxSiblings {
						v.Siblings = append(v.Siblings, s.placeLink(l, sibling))
					}
				}
			}
			v.SiblingsLabel = l.words.T("site.label.near")
			v.Organizations = s.ownerCards(l, s.sets.ownersByLocation[p])
			if !anySensitiveListing(of(s.sets.locations, p)) {
				v.JSONLD = s.placeJSONLD(l, p)
			}
		}}
}

// maxSiblings keeps the neighbours of a page within a glance.
const maxSiblings = 24

// maxOwners is up to how many organizations stand on a page of listings. Some
// of many would be a choice that nobody made: then the A to Z is the place.
const maxOwners = 8

func (s *Site) ownerCards(l *language, list []*organization) []*views.Card {
	if len(list) > maxOwners {
		return nil
	}
	var out []*views.Card
	for _, o := range list {
		c := s.ownerNotice(l, o)
		c.Line, c.Where, c.Facts = views.Phrase{}, views.Phrase{}, nil // its own page says more
		out = append(out, c)
	}
	return out
}

func anySensitiveListing(t *set) bool {
	return slices.ContainsFunc(t.shown, func(w *listing) bool { return w.sensitive })
}

func (s *Site) crossingFacet(p *catalog.Location, c *catalog.Category, t *set) facet {
	return facet{kind: "location-category", path: crossingPath(p.ID, c.ID), set: t, passing: true, private: c.Sensitive,
		title: func(l *language) views.Phrase {
			return text(l.words.T("site.crossing", "category", l.phrase(c.Name).Text, "place", l.phrase(p.Name).Text))
		},
		fill: func(l *language, v *views.Index, first bool) {
			v.Section = "locations"
			v.Intro = l.phrase(c.Summary)
			v.Crumbs = append(v.Crumbs, s.named(l, locationsPath, "site.title.locations"))
			v.Crumbs = append(v.Crumbs, s.around(l, p)...)
			v.Crumbs = append(v.Crumbs, s.placeLink(l, p))
			if !first {
				return
			}
			for _, child := range c.Children {
				if inner := s.sets.crossings[crossing{p, child}]; inner != nil && len(inner.shown) > 0 {
					v.Narrower = append(v.Narrower, views.Term{Link: views.Link{Phrase: l.phrase(child.Name), URL: l.url(crossingPath(p.ID, child.ID))}, ID: child.ID, Count: len(inner.shown)})
				}
			}
			v.NarrowerLabel = l.words.T("site.label.narrower")
			v.Siblings = []views.Link{s.categoryLink(l, c)}
			if p.Parent != nil && s.sets.crossings[crossing{p.Parent, c}] != nil {
				v.Siblings = append(v.Siblings, views.Link{
					Phrase: text(l.words.T("site.crossing", "category", l.phrase(c.Name).Text, "place", l.phrase(p.Parent.Name).Text)),
					URL:    l.url(crossingPath(p.Parent.ID, c.ID)),
				})
			}
			v.SiblingsLabel = l.words.T("site.label.wider")
		}}
}

func (s *Site) languageFacet(tag string) facet {
	return facet{kind: "language", path: languagePath(tag), set: of(s.sets.languages, tag),
		title: func(l *language) views.Phrase {
			return text(l.words.T("site.in_language", "language", l.words.LanguageName(tag)))
		},
		fill: func(l *language, v *views.Index, first bool) {
			v.Section = "opportunities"
			v.Label = l.words.T("site.label.language")
			v.Intro = text(l.words.T("site.in_language_line", "language", l.words.LanguageName(tag)))
			for _, other := range sortedKeys(s.sets.languages) {
				if other != tag {
					v.Siblings = append(v.Siblings, views.Link{Phrase: text(l.words.LanguageName(other)), URL: l.url(languagePath(other))})
				}
			}
			v.SiblingsLabel = l.words.T("site.label.siblings")
		}}
}

func (s *Site) accessFacet(feature string) facet {
	return facet{kind: "access", path: accessPath(feature), set: of(s.sets.access, feature), title: titled("access." + feature),
		fill: func(l *language, v *views.Index, first bool) {
			v.Section = "opportunities"
			v.Label = l.words.T("site.label.access")
			v.Intro = text(l.words.T("site.access_line"))
			for _, other := range catalog.AccessFeatures {
				if other != feature && s.sets.access[other] != nil {
					v.Siblings = append(v.Siblings, s.named(l, accessPath(other), "access."+other))
				}
			}
			v.SiblingsLabel = l.words.T("site.label.siblings")
		}}
}

// kindTerms are the kinds that occur in a set, with their counts.
func (s *Site) kindTerms(l *language, t *set) []views.Term {
	counts := map[catalog.Kind]int{}
	for _, w := range t.shown {
		counts[w.Kind]++
	}
	var out []views.Term
	for _, k := range catalog.Kinds {
		if n := counts[k.Kind]; n > 0 {
			out = append(out, views.Term{Link: s.named(l, kindPath(k.Kind), "kind."+string(k.Kind)), ID: string(k.Kind), Count: n,
				Summary: text(l.words.T("kind_line." + string(k.Kind)))})
		}
	}
	return out
}

// categoriesWithin are the top categories that occur in a set.
func (s *Site) categoriesWithin(l *language, t *set) []views.Term {
	counts := map[*catalog.Category]int{}
	for _, w := range t.shown {
		for _, c := range w.categories {
			counts[c]++
		}
	}
	var out []views.Term
	for _, c := range s.catalog.Categories {
		if n := counts[c]; n > 0 && c.Parent == nil {
			out = append(out, views.Term{Link: s.categoryLink(l, c), ID: c.ID, Icon: c.Icon, Count: n})
		}
	}
	return out
}

func (s *Site) categoryLink(l *language, c *catalog.Category) views.Link {
	return views.Link{Phrase: l.phrase(c.Name), URL: l.url(categoryPath(c.ID))}
}

// above are the categories over c, the top one first.
func (s *Site) above(l *language, c *catalog.Category) []views.Link {
	var out []views.Link
	for up := c.Parent; up != nil; up = up.Parent {
		out = append(out, s.categoryLink(l, up))
	}
	slices.Reverse(out)
	return out
}

// around are the places that p lies in, the widest first.
func (s *Site) around(l *language, p *catalog.Location) []views.Link {
	var out []views.Link
	for up := p.Parent; up != nil; up = up.Parent {
		out = append(out, s.placeLink(l, up))
	}
	slices.Reverse(out)
	return out
}

// categoryTerm is a category with what it holds; children as deep as asked.
func (s *Site) categoryTerm(l *language, c *catalog.Category, children func(*catalog.Category) []views.Term) views.Term {
	t := views.Term{Link: s.categoryLink(l, c), ID: c.ID, Icon: c.Icon, Count: len(of(s.sets.categories, c).shown), Summary: l.phrase(c.Summary)}
	if children != nil {
		t.Children = children(c)
	}
	return t
}

func (s *Site) categoryTree(l *language, list []*catalog.Category) []views.Term {
	var out []views.Term
	for _, c := range list {
		out = append(out, s.categoryTerm(l, c, func(c *catalog.Category) []views.Term { return s.categoryTree(l, c.Children) }))
	}
	return out
}

func (s *Site) topCategories() []*catalog.Category {
	var out []*catalog.Category
	for _, c := range s.catalog.Categories {
		if c.Parent == nil {
			out = append(out, c)
		}
	}
	return out
}

func (s *Site) categorySiblings(l *language, c *catalog.Category) []views.Link {
	list := s.topCategories()
	if c.Parent != nil {
		list = c.Parent.Children
	}
	var out []views.Link
	for _, other := range list {
		if other != c && len(out) < maxSiblings {
			out = append(out, s.categoryLink(l, other))
		}
	}
	return out
}

// locationTerm is a place with what it holds, with its children when deep.
func (s *Site) locationTerm(l *language, p *catalog.Location, deep bool) views.Term {
	t := views.Term{Link: s.placeLink(l, p), ID: p.ID, Count: len(of(s.sets.locations, p).shown), Summary: l.phrase(p.Summary)}
	if deep {
		for _, child := range p.Children {
			t.Children = append(t.Children, s.locationTerm(l, child, true))
		}
	}
	return t
}

func (s *Site) topLocations() []*catalog.Location {
	var out []*catalog.Location
	for _, p := range s.catalog.Locations {
		if p.Parent == nil {
			out = append(out, p)
		}
	}
	return out
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
