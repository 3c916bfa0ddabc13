package page

import (
	"slices"
	"sync"

	"corkboard/generator/address"
	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/views"
	"corkboard/generator/wording"
)

const (
	mostPlaces  = 12  // in a list among others: what a reader can take in
	wholeTree   = 200 // up to so many places, the overview shows all
	placesAPage = 500 // where all are listed
)

// PlaceList is all places within a location, those of a category, or those that lie
// nowhere else, on pages of their own: the lists among others have a dozen of them.
type PlaceList struct {
	path     string // of the page that it belongs to
	pages    int
	places   func() []views.Term // by name
	location *catalog.Location
	category *catalog.Category
}

// Pages are the paths of the pages of a list.
func (p *PlaceList) Pages() []string {
	out := make([]string, p.pages)
	for i := range out {
		out[i] = address.PlacesPath(p.path, i+1)
	}
	return out
}

// PlaceLists are the lists of places that are too long to be shown among others.
func (w *Writer) PlaceLists() []PlaceList {
	var out []PlaceList
	add := func(p PlaceList, count int) {
		if count > mostPlaces {
			p.pages = (count + placesAPage - 1) / placesAPage
			p.places = sync.OnceValue(p.places)
			out = append(out, p)
		}
	}
	within := func(path string, list []*catalog.Location, p *catalog.Location) {
		add(PlaceList{path: path, places: func() []views.Term { terms, _ := w.locationTerms(list); return terms }, location: p}, len(list))
	}
	within(address.LocationsPath, w.Board.TopLocations(), nil)
	for _, p := range w.Board.Locations {
		within(address.LocationPath(p.ID), w.Board.Within(p), p)
	}
	for _, c := range w.Board.Catalog.Categories {
		add(PlaceList{path: address.CategoryPath(c.ID), places: func() []views.Term { return w.townsOf(c) }, category: c}, len(w.townsOf(c)))
	}
	return out
}

// Places is one page of a list of places.
func (w *Writer) Places(p *PlaceList, number int) views.View {
	numbered := func(n int) string { return address.PlacesPath(p.path, n) }
	v := &views.Terms{Frame: w.standard("locations", numbered(1))}
	v.Description = ""
	v.Crumbs = append(v.Crumbs, w.Named(address.LocationsPath, "site.title.locations"))
	switch {
	case p.location != nil:
		v.PageTitle = w.Words.T("site.label.inside", "place", w.Phrase(p.location.Name).Text)
		v.Crumbs = append(append(v.Crumbs, w.Around(p.location)...), w.LocationLink(p.location))
	case p.category != nil:
		v.PageTitle = w.Words.T("site.places_of", "name", w.Phrase(p.category.Name).Text)
		v.Sensitive = p.category.Sensitive
		v.Crumbs = append(v.Crumbs[:1], w.Named(address.CategoriesPath, "site.title.categories"))
		v.Crumbs = append(append(v.Crumbs, w.Above(p.category)...), w.CategoryLink(p.category))
	}
	v.Heading = v.PageTitle
	w.paginate(&v.Frame, numbered, number, p.pages)
	v.Pager = w.pager(numbered, number, p.pages)
	all := p.places()
	names := make([]string, len(all))
	for i := range all {
		names[i] = all[i].Text
	}
	v.Letters = w.letters(names, placesAPage, numbered)
	for _, t := range between(all, (number-1)*placesAPage, number*placesAPage) {
		g := underLetter(&v.Groups, t.Text)
		g.Terms = append(g.Terms, t)
	}
	return v
}

// Locations is the overview of all locations.
func (w *Writer) Locations() views.View {
	v := &views.Terms{Frame: w.standard("locations", address.LocationsPath), Intro: w.Words.T("site.about.locations")}
	v.Heading = v.PageTitle
	v.Terms, v.Rest = w.placeTree(len(w.Board.Locations) <= wholeTree)
	return v
}

// placeTree is the places as they lie in each other: all of a few, of many the dozen
// with the most outside and the dozen with the most in each of these.
func (w *Writer) placeTree(whole bool) ([]views.Term, views.Link) {
	if !whole {
		top := w.glance(nil)
		out := slices.Clone(top.terms)
		rest := top.rest
		for i, p := range top.places {
			inside := w.glance(p)
			out[i].Children = inside.terms
			if rest.URL == "" {
				rest = inside.rest
			}
		}
		return out, rest
	}
	var within func(list []*catalog.Location) []views.Term
	within = func(list []*catalog.Location) []views.Term {
		terms, places := w.locationTerms(list)
		for i, p := range places {
			terms[i].Children = within(w.Board.Within(p))
		}
		return terms
	}
	return within(w.Board.TopLocations()), views.Link{}
}

// glance is the dozen places with the most in them, by name, and where the rest are.
type glance struct {
	terms  []views.Term
	places []*catalog.Location
	rest   views.Link
}

// glance chooses among the places within one; nil = among those that lie nowhere else.
// Each is worked out once: the page of every place shows those beside it.
func (w *Writer) glance(within *catalog.Location) *glance {
	if g, ok := w.glances.Load(within); ok {
		return g.(*glance)
	}
	path, name := address.LocationsPath, ""
	var list []*catalog.Location
	if within == nil {
		list = w.Board.TopLocations()
	} else {
		path, name, list = address.LocationPath(within.ID), w.Phrase(within.Name).Text, w.Board.Within(within)
	}
	terms, places := w.locationTerms(list)
	g := &glance{}
	for _, i := range mostOf(terms) {
		g.terms, g.places = append(g.terms, terms[i]), append(g.places, places[i])
	}
	g.rest = w.rest(path, name, len(terms))
	w.glances.Store(within, g)
	return g
}

// mostOf are the places in a list of the dozen terms with the most in them, in order.
func mostOf(terms []views.Term) []int {
	out := make([]int, len(terms))
	for i := range out {
		out[i] = i
	}
	slices.SortStableFunc(out, func(a, b int) int { return terms[b].Count - terms[a].Count })
	out = out[:min(mostPlaces, len(out))]
	slices.Sort(out)
	return out
}

// rest leads to all places of a list that belongs to the page at a path; nowhere when
// the list is short.
func (w *Writer) rest(path, name string, count int) views.Link {
	switch {
	case count <= mostPlaces:
		return views.Link{}
	case name == "":
		name = w.Title.Text
	}
	return views.Link{Phrase: wording.Text(w.Words.N("site.all_places", count, "name", name)), URL: w.At.URL(address.PlacesPath(path, 1))}
}

// locationTerms are places with how much is in each, by name.
func (w *Writer) locationTerms(list []*catalog.Location) ([]views.Term, []*catalog.Location) {
	sorted := byName(w, list, func(p *catalog.Location) string { return w.Phrase(p.Name).Text }, func(p *catalog.Location) string { return p.ID })
	out := make([]views.Term, len(sorted))
	for i, p := range sorted {
		out[i] = views.Term{Link: w.LocationLink(p), ID: p.ID, Count: w.Board.Sets.Location(p).Count(), Summary: w.Phrase(p.Summary)}
	}
	return out, sorted
}

// townsOf are the towns and regions in which there is something of a category, by name.
func (w *Writer) townsOf(c *catalog.Category) []views.Term {
	var list []views.Term
	for _, p := range w.Board.Locations {
		if n := w.Board.Sets.Crossing(p, c).Count(); n > 0 && (p.Parent == nil || board.IsTown(p)) {
			list = append(list, views.Term{Link: w.crossingLink(p, c, w.Phrase(p.Name)), ID: p.ID, Count: n})
		}
	}
	return byName(w, list, func(t views.Term) string { return t.Text }, func(t views.Term) string { return t.ID })
}

// mostTowns are the dozen towns with the most of a category, and where all are.
func (w *Writer) mostTowns(c *catalog.Category) ([]views.Term, views.Link) {
	all := w.townsOf(c)
	var out []views.Term
	for _, i := range mostOf(all) {
		out = append(out, all[i])
	}
	return out, w.rest(address.CategoryPath(c.ID), w.Phrase(c.Name).Text, len(all))
}
