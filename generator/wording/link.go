package wording

import (
	"slices"
	"strings"

	"corkboard/generator/address"
	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/views"
)

// Named is a link to one of the site's own pages; without a URL when the site does
// not have it.
func (w *Writer) Named(path, key string) views.Link {
	return views.Link{Phrase: w.Word(key), URL: w.At.Page(path)}
}

// Leading are the links that lead somewhere.
func Leading(links ...views.Link) []views.Link {
	return slices.DeleteFunc(links, func(l views.Link) bool { return l.URL == "" })
}

// Link is the link to a listing's page, without its status.
func (w *Writer) Link(l *board.Listing) views.Link {
	url, hreflang := w.At.Of(address.ListingPath(l.ID), l.Title)
	return views.Link{Phrase: w.Phrase(l.Title), URL: url, Hreflang: hreflang}
}

// OrganizationLink is the link to an organization's page.
func (w *Writer) OrganizationLink(o *catalog.Organization) views.Link {
	url, hreflang := w.At.Of(address.OrganizationPath(o.ID), o.Name)
	return views.Link{Phrase: w.Phrase(o.Name), URL: url, Hreflang: hreflang}
}

// LocationLink is the name of a place, and its page when it has one.
func (w *Writer) LocationLink(p *catalog.Location) views.Link {
	link := views.Link{Phrase: w.Phrase(p.Name)}
	if w.Board.HasPage(p) {
		link.URL = w.At.URL(address.LocationPath(p.ID))
	}
	return link
}

// CategoryLink is the link to a category's page.
func (w *Writer) CategoryLink(c *catalog.Category) views.Link {
	return views.Link{Phrase: w.Phrase(c.Name), URL: w.At.URL(address.CategoryPath(c.ID))}
}

// Above are the categories over c, the top one first.
func (w *Writer) Above(c *catalog.Category) []views.Link {
	var out []views.Link
	for up := c.Parent; up != nil; up = up.Parent {
		out = append(out, w.CategoryLink(up))
	}
	slices.Reverse(out)
	return out
}

// Around are the places that p lies in, the widest first.
func (w *Writer) Around(p *catalog.Location) []views.Link {
	var out []views.Link
	for up := p.Parent; up != nil; up = up.Parent {
		out = append(out, w.LocationLink(up))
	}
	slices.Reverse(out)
	return out
}

// Links are the links that a record has of its own.
func (w *Writer) Links(list []catalog.Link) []views.Link {
	var out []views.Link
	for _, k := range list {
		label := w.Phrase(k.Label)
		if label.Text == "" {
			label = Text(hostOf(k.URL))
		}
		out = append(out, views.Link{Phrase: label, URL: k.URL})
	}
	return out
}

// Plain is a line of text without an address.
func Plain(s string) views.Link { return views.Link{Phrase: Text(s)} }

// Picture is an image of a record; nil = none.
func (w *Writer) Picture(image *catalog.Image) *views.Picture {
	if image.File == "" {
		return nil
	}
	alt := w.Phrase(image.Alt)
	p := &views.Picture{URL: w.At.Book().Media(image.File), Alt: alt.Text, Lang: alt.Lang}
	if m, ok := w.media(image.File); ok {
		p.Width, p.Height = m.Width, m.Height
	}
	return p
}

// media is what is known of a file below media/.
func (w *Writer) media(file string) (catalog.Media, bool) {
	i, ok := slices.BinarySearchFunc(w.Board.Catalog.Media, file, func(m catalog.Media, f string) int { return strings.Compare(m.Path, f) })
	if !ok {
		return catalog.Media{}, false
	}
	return w.Board.Catalog.Media[i], true
}

// FacetName is what the page of a facet is called.
func (w *Writer) FacetName(f *address.Facet) views.Phrase {
	switch f.Page {
	case "direction":
		return w.Word("direction." + string(f.Direction))
	case "kind":
		return w.Word("kind." + string(f.Kind))
	case "need":
		return w.Phrase(board.NeedName(f.Need))
	case "category":
		return w.Phrase(f.Category.Name)
	case "location":
		return w.Phrase(f.Location.Name)
	case "location-category":
		return w.CrossingName(f.Location, f.Category)
	case "language":
		return w.Word("site.in_language", "language", w.Words.LanguageName(f.Language))
	case "access":
		return w.Word("access." + f.Access)
	}
	return w.Word("site.title." + f.Page)
}

// CrossingName is a category at a location.
func (w *Writer) CrossingName(p *catalog.Location, c *catalog.Category) views.Phrase {
	return w.Word("site.crossing", "category", w.Phrase(c.Name).Text, "place", w.Phrase(p.Name).Text)
}
