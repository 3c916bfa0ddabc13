package page

import (
	"corkboard/generator/address"
	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/jsonld"
	"corkboard/generator/views"
	"corkboard/generator/wording"
)

// Index is one page of the listings of a facet, with what is beside them.
func (w *Writer) Index(f *address.Facet, number int) views.View {
	heading := w.FacetName(f)
	v := &views.Index{Frame: w.frame(f.Page, f.Path, heading.Text, nil), Heading: heading}
	v.Sensitive = f.Sensitive
	w.describe(v, f)
	if number == 1 {
		w.surround(v, f)
	}
	if v.Description == "" && !f.Sensitive {
		v.Description = wording.Short(v.Intro.Text)
	}
	organizations := organizationsOf(f)
	v.List = w.list(f.Path, f.Set.Shown, organizations, number)
	if all := w.Board.Sets.All.Organizations; organizations == nil && len(all) > 0 && (f.Page == "opportunities" || v.List.Count == 0) {
		v.List.Organizations = views.Owners{Count: len(all), At: w.At.URL(address.OrganizationsPath)}
	}
	w.paginate(&v.Frame, pagesOf(f.Path), number, PagesOf(f))
	if f.Path != address.ListingsPath && f.Need == nil && !f.Sensitive { // what a calendar of these brings is nobody's to read
		v.Feeds = w.feedLinks(f.Path, heading.Text, f.Set, f.News)
		if number == 1 {
			v.Subscribe = w.subscribe(f.Path, heading.Text, f.Set, f.News)
		}
	}
	return v
}

// PagesOf is how many pages a facet has.
func PagesOf(f *address.Facet) int { return Pages(len(f.Set.Shown) + len(organizationsOf(f))) }

// organizationsOf are the organizations on the pages of a facet. That of all listings
// leads to the A to Z of organizations.
func organizationsOf(f *address.Facet) []*board.Organization {
	if f.Page == "opportunities" {
		return nil
	}
	return f.Set.Organizations
}

// describe says what a facet is, on each of its pages.
func (w *Writer) describe(v *views.Index, f *address.Facet) {
	switch f.Page {
	case "opportunities":
		v.Section = "opportunities"
	case "direction":
		v.Section, v.Direction = string(f.Direction), string(f.Direction)
		v.Intro = w.Word("direction_line." + string(f.Direction))
	case "kind":
		v.Section, v.Direction = string(f.Direction), string(f.Direction)
		v.Label = w.Words.T("direction." + string(f.Direction))
		v.Intro = w.Word("kind_line." + string(f.Kind))
		v.Crumbs = append(v.Crumbs, w.Named(address.DirectionPath(f.Direction), "direction."+string(f.Direction)))
		for _, other := range catalog.Kinds {
			if other.Direction == f.Direction && other.Kind != f.Kind {
				v.Siblings = append(v.Siblings, w.Named(address.KindPath(other.Kind), "kind."+string(other.Kind)))
			}
		}
		v.SiblingsLabel = w.Words.T("site.label.siblings")
	case "need":
		v.Section, v.Direction = "get", "get"
		v.Label = w.Words.T("site.label.need")
		v.PageTitle = w.Words.T("site.prefix", "status", v.Label) + v.PageTitle // the category may have the same name
		v.Crumbs = append(v.Crumbs, w.Named(address.DirectionPath(catalog.GetHelp), "direction."+string(catalog.GetHelp)))
		for _, t := range w.needTerms() {
			if t.ID != f.Need.ID {
				v.Siblings = append(v.Siblings, t.Link)
			}
		}
		v.SiblingsLabel = w.Words.T("site.label.siblings")
	case "category":
		v.Section = "categories"
		v.Label = w.Words.T("site.label.category")
		v.Intro = w.Phrase(f.Category.Summary)
		v.Crumbs = append(v.Crumbs, w.Named(address.CategoriesPath, "site.title.categories"))
		v.Crumbs = append(v.Crumbs, w.Above(f.Category)...)
	case "location":
		v.Section = "locations"
		v.Label = w.Words.T("site.label.location")
		v.Intro = w.Phrase(f.Location.Summary)
		v.Crumbs = append(v.Crumbs, w.Named(address.LocationsPath, "site.title.locations"))
		v.Crumbs = append(v.Crumbs, w.Around(f.Location)...)
		v.PageAlerts = w.PlaceAlerts(board.Around([]*catalog.Location{f.Location}))
	case "location-category":
		v.Section = "locations"
		v.Intro = w.Phrase(f.Category.Summary)
		v.Crumbs = append(v.Crumbs, w.Named(address.LocationsPath, "site.title.locations"))
		v.Crumbs = append(v.Crumbs, w.Around(f.Location)...)
		v.Crumbs = append(v.Crumbs, w.LocationLink(f.Location))
	case "language":
		v.Section = "opportunities"
		v.Label = w.Words.T("site.label.language")
		v.Intro = w.Word("site.in_language_line", "language", w.Words.LanguageName(f.Language))
		for _, other := range w.Board.Sets.Languages() {
			if other != f.Language {
				v.Siblings = append(v.Siblings, w.languageLink(other))
			}
		}
		v.SiblingsLabel = w.Words.T("site.label.siblings")
	case "access":
		v.Section = "opportunities"
		v.Label = w.Words.T("site.label.access")
		v.Intro = w.Word("site.access_line")
		for _, other := range catalog.AccessFeatures {
			if other != f.Access && w.Board.Sets.Access(other).Ever > 0 {
				v.Siblings = append(v.Siblings, w.Named(address.AccessPath(other), "access."+other))
			}
		}
		v.SiblingsLabel = w.Words.T("site.label.siblings")
	}
}

// surround adds what leads on from a facet, on its first page.
func (w *Writer) surround(v *views.Index, f *address.Facet) {
	switch f.Page {
	case "opportunities":
		v.Narrower, v.NarrowerLabel = w.kindTerms(f.Set), w.Words.T("site.label.kinds")
	case "direction":
		v.Narrower, v.NarrowerLabel = w.kindTerms(f.Set), w.Words.T("site.label.kinds")
		v.Other, v.OtherLabel = w.categoriesWithin(f.Set), w.Words.T("site.label.categories")
	case "category":
		w.surroundCategory(v, f.Category)
	case "location":
		w.surroundLocation(v, f.Location)
	case "location-category":
		w.surroundCrossing(v, f.Location, f.Category)
	}
}

func (w *Writer) surroundCategory(v *views.Index, c *catalog.Category) {
	for _, child := range c.Children {
		v.Narrower = append(v.Narrower, w.categoryTerm(child, nil))
	}
	v.NarrowerLabel = w.Words.T("site.label.narrower")
	v.Other, v.OtherRest = w.mostTowns(c)
	v.OtherLabel = w.Words.T("site.label.by_place")
	v.Siblings, v.SiblingsLabel = w.categorySiblings(c), w.Words.T("site.label.siblings")
}

func (w *Writer) surroundLocation(v *views.Index, p *catalog.Location) {
	if place := w.Place(p); len(place.Address) > 0 || place.MapURL != "" || place.Note != "" || place.Arrive.Text != "" || place.Transport.Text != "" || len(place.Access) > 0 {
		v.Place = &place
	}
	name := w.Phrase(p.Name).Text
	v.PlacesAfter = true
	inside := w.glance(p)
	v.Narrower, v.NarrowerRest = inside.terms, inside.rest
	v.NarrowerLabel = w.Words.T("site.label.inside", "place", name)
	for _, c := range w.Board.Catalog.Categories {
		if n := w.Board.Sets.Crossing(p, c).Count(); n > 0 {
			v.Other = append(v.Other, views.Term{Link: w.crossingLink(p, c, w.Phrase(c.Name)), ID: c.ID, Icon: c.Icon, Count: n})
		}
	}
	v.OtherLabel = w.Words.T("site.label.categories")
	if p.Parent != nil {
		for _, t := range w.glance(p.Parent).terms {
			if t.ID != p.ID {
				v.Siblings = append(v.Siblings, t.Link)
			}
		}
	}
	v.SiblingsLabel = w.Words.T("site.label.near")
	v.JSONLD = jsonld.Place(w.Writer, p)
}

func (w *Writer) surroundCrossing(v *views.Index, p *catalog.Location, c *catalog.Category) {
	for _, child := range c.Children {
		if n := w.Board.Sets.Crossing(p, child).Count(); n > 0 {
			v.Narrower = append(v.Narrower, views.Term{Link: w.crossingLink(p, child, w.Phrase(child.Name)), ID: child.ID, Count: n})
		}
	}
	v.NarrowerLabel = w.Words.T("site.label.narrower")
	v.Siblings = []views.Link{w.CategoryLink(c)}
	if up := p.Parent; up != nil && w.Board.Sets.Crossing(up, c).HasPage() {
		v.Siblings = append(v.Siblings, w.crossingLink(up, c, w.CrossingName(up, c)))
	}
	v.SiblingsLabel = w.Words.T("site.label.wider")
}

// crossingLink leads to the listings of a category at a location, under some name.
func (w *Writer) crossingLink(p *catalog.Location, c *catalog.Category, name views.Phrase) views.Link {
	return views.Link{Phrase: name, URL: w.At.URL(address.CrossingPath(p.ID, c.ID))}
}

func (w *Writer) languageLink(tag string) views.Link {
	return views.Link{Phrase: wording.Text(w.Words.LanguageName(tag)), URL: w.At.URL(address.LanguagePath(tag))}
}

// maxSiblings keeps the neighbours of a page within a glance.
const maxSiblings = 24

// needTerms are the needs for which there is something, each with where that is.
func (w *Writer) needTerms() []views.Term {
	var out []views.Term
	for i := range w.Board.Needs.Vocabulary {
		n := &w.Board.Needs.Vocabulary[i]
		t := views.Term{Link: views.Link{Phrase: w.Phrase(board.NeedName(n)), URL: w.At.URL(address.NeedPath(n.ID))}, ID: n.ID, Icon: n.Icon, Count: w.Board.Needs.Set(n.ID).Count()}
		if c := w.Board.Private(n); c != nil {
			t.URL = w.CategoryLink(c).URL
		} else if t.Count == 0 {
			continue
		}
		out = append(out, t)
	}
	return out
}

// kindTerms are the kinds that occur in a set, with their counts.
func (w *Writer) kindTerms(t *board.Set) []views.Term {
	counts := map[catalog.Kind]int{}
	for _, l := range t.Shown {
		counts[l.Kind]++
	}
	var out []views.Term
	for _, k := range catalog.Kinds {
		if n := counts[k.Kind]; n > 0 {
			out = append(out, views.Term{Link: w.Named(address.KindPath(k.Kind), "kind."+string(k.Kind)), ID: string(k.Kind), Count: n,
				Summary: w.Word("kind_line." + string(k.Kind))})
		}
	}
	return out
}

// categoriesWithin are the top categories that occur in a set.
func (w *Writer) categoriesWithin(t *board.Set) []views.Term {
	counts := map[*catalog.Category]int{}
	for _, l := range t.Shown {
		for _, c := range l.AllCategories {
			counts[c]++
		}
	}
	var out []views.Term
	for _, c := range w.Board.Catalog.Categories {
		if n := counts[c]; n > 0 && c.Parent == nil {
			out = append(out, views.Term{Link: w.CategoryLink(c), ID: c.ID, Icon: c.Icon, Count: n})
		}
	}
	return out
}

// categoryTerm is a category with what it holds; children as deep as asked.
func (w *Writer) categoryTerm(c *catalog.Category, children func(*catalog.Category) []views.Term) views.Term {
	t := views.Term{Link: w.CategoryLink(c), ID: c.ID, Icon: c.Icon, Count: w.Board.Sets.Category(c).Count(), Summary: w.Phrase(c.Summary)}
	if children != nil {
		t.Children = children(c)
	}
	return t
}

func (w *Writer) categoryTree(list []*catalog.Category) []views.Term {
	var out []views.Term
	for _, c := range list {
		out = append(out, w.categoryTerm(c, func(c *catalog.Category) []views.Term { return w.categoryTree(c.Children) }))
	}
	return out
}

func (w *Writer) categorySiblings(c *catalog.Category) []views.Link {
	list := w.Board.Catalog.Categories
	if c.Parent != nil {
		list = c.Parent.Children
	}
	var out []views.Link
	for _, other := range list {
		if len(out) == maxSiblings {
			break
		}
		if other != c && other.Parent == c.Parent {
			out = append(out, w.CategoryLink(other))
		}
	}
	return out
}

// feedLinks are the feeds beside a page, for browsers and feed readers.
func (w *Writer) feedLinks(path, title string, t *board.Set, news bool) []views.FeedLink {
	var out []views.FeedLink
	if t.Dated > 0 || path == "" {
		out = append(out, views.FeedLink{Type: "text/calendar", Title: title, URL: w.At.URL(path + address.CalendarFile)})
	}
	if news {
		out = append(out, views.FeedLink{Type: "application/atom+xml", Title: title, URL: w.At.URL(path + address.NewsFile)})
	}
	return out
}
