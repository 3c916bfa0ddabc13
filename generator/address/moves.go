package address

import (
	"corkboard/generator/board"
)

// A published address never dies. What was renamed leaves a page at its old
// address that leads on, a line in _redirects for hosts that read it, and its
// feeds: a calendar program and a feed reader follow no page.

// Move is an old path and the one of today.
type Move struct {
	From, To string
	Page     bool // there is a page at To in this language
}

func moves(b *board.Board, l *Language) []Move {
	c := b.Catalog
	var out []Move
	add := func(formerly []string, path func(string) string, id string, page bool) {
		for _, old := range formerly {
			out = append(out, Move{path(old), path(id), page})
		}
	}
	for _, o := range b.Listings {
		if !o.Removed {
			add(o.Formerly, ListingPath, o.ID, l.Has(o.Title))
		}
	}
	for _, o := range b.Organizations {
		add(o.Formerly, OrganizationPath, o.ID, l.Has(o.Name))
	}
	for i := range c.Site.Feeds {
		f := &c.Site.Feeds[i]
		add(f.Formerly, DeclaredPath, f.ID, l.book.Serves("feed"))
	}
	for _, category := range c.Categories {
		add(category.Formerly, CategoryPath, category.ID, true)
	}
	for _, p := range b.Locations {
		add(p.Formerly, LocationPath, p.ID, true)
		for _, category := range c.Categories {
			if !b.Sets.Crossing(p, category).HasPage() {
				continue
			}
			for _, old := range append([]string{p.ID}, p.Formerly...) {
				for _, sub := range append([]string{category.ID}, category.Formerly...) {
					if old != p.ID || sub != category.ID {
						out = append(out, Move{CrossingPath(old, sub), CrossingPath(p.ID, category.ID), true})
					}
				}
			}
		}
	}
	return out
}
