// Package board is the directory at one instant: what is open, over, stale or
// urgent, when each listing takes place next, which lists it is in and in what
// order. It knows no language and no address.
package board

import (
	"maps"
	"slices"
	"strings"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/history"
	"corkboard/generator/schedule"
)

// Options is what a board needs beside the catalog. The zero value is good.
type Options struct {
	Now     time.Time                // decides what is upcoming, stale, shown
	History *history.History         // when files were added and changed; nil = unknown
	SortKey func(name string) []byte // bytes that order names; nil = their own

	WeekStart time.Weekday // the day that weeks of the calendar begin with
}

// Board is a catalog at one instant. It is not changed after New.
type Board struct {
	moment
	Catalog       *catalog.Catalog
	Listings      []*Listing          // those that have a page, by id
	Shown         []*Listing          // those in lists, in the order of lists
	Organizations []*Organization     // by id
	Locations     []*catalog.Location // those that have a page
	Sets          *Sets
	Needs         *Needs
	DayPages      []schedule.Date // days of the calendar that have a page of their own, in order
	ValidUntil    time.Time       // the next instant at which anything here would be different; zero = none, as in a demonstration

	weekStart      time.Weekday
	byOrganization map[*catalog.Organization]*Organization
	private        map[*catalog.Location]bool // known by sensitive records alone
}

// New judges every record of a catalog at an instant.
func New(c *catalog.Catalog, options Options) *Board {
	at := momentOf(c, options)
	all := at.listings(c.Opportunities)
	published := only(all, func(l *Listing) bool { return !l.hidden })
	shown := inOrder(published, options.SortKey)
	organizations, byOrganization := at.organizations(c.Organizations, published, shown)
	named := byName(organizations, options.SortKey)
	served := needsOf(c)
	served.serve(shown, named)
	private := privatePlaces(published, organizations)
	b := &Board{
		moment: at, weekStart: options.WeekStart, Catalog: c, Listings: published, Shown: shown, Organizations: organizations,
		Locations:      only(c.Locations, func(p *catalog.Location) bool { return !private[p] }),
		private:        private,
		Sets:           group(published, shown, named),
		Needs:          served,
		ValidUntil:     at.validUntil(c, all),
		byOrganization: byOrganization,
	}
	b.DayPages = b.dayPages()
	return b
}

// moment is what records are judged by.
type moment struct {
	Now   time.Time
	Today schedule.Date
	Dawn  time.Time // when today begins: what is on today stays until it ends
	Zone  *time.Location

	site     *catalog.Site
	closures map[string][]schedule.DateSpan
	history  *history.History
}

func momentOf(c *catalog.Catalog, options Options) moment {
	m := moment{Zone: c.Site.Zone, site: &c.Site, history: options.History, closures: make(map[string][]schedule.DateSpan, len(c.Closures))}
	if m.Zone == nil {
		m.Zone = time.UTC
	}
	m.Now = options.Now.In(m.Zone)
	m.Today = schedule.DateOf(m.Now)
	m.Dawn = m.Today.In(m.Zone)
	for _, closure := range c.Closures {
		m.closures[closure.ID] = closure.Days
	}
	return m
}

// validUntil is the end of today, or the instant before it at which something is
// published, ends or stops being urgent.
func (m *moment) validUntil(c *catalog.Catalog, all []*Listing) time.Time {
	if !c.Site.Today.IsZero() {
		return time.Time{}
	}
	until := m.Today.AddDays(1).In(m.Zone)
	bound := func(t time.Time) {
		if t.After(m.Now) && t.Before(until) {
			until = t
		}
	}
	alert := func(a *catalog.Alert) {
		if a != nil {
			bound(a.From)
			bound(a.Until)
		}
	}
	alert(c.Site.Alert)
	for _, o := range c.Organizations {
		alert(o.Alert)
	}
	for _, p := range c.Locations {
		alert(p.Alert)
	}
	for _, l := range all {
		bound(l.UrgentUntil)
		bound(l.Publish.From)
		bound(l.Publish.Until)
	}
	return until
}

// Find returns a listing that has a page; nil = there is none of that id.
func (b *Board) Find(id string) *Listing {
	i, ok := slices.BinarySearchFunc(b.Listings, id, func(l *Listing, id string) int { return strings.Compare(l.ID, id) })
	if !ok {
		return nil
	}
	return b.Listings[i]
}

// Organization is an organization of the catalog as it is on the board.
func (b *Board) Organization(o *catalog.Organization) *Organization { return b.byOrganization[o] }

// HasPage reports whether a location has a page: those written in one listing have
// none, nor have venues where only sensitive listings and organizations are.
func (b *Board) HasPage(p *catalog.Location) bool { return !p.Own && !b.private[p] }

// privatePlaces are the venues of sensitive records that nothing else is at: a page of
// one would say where somebody is who must not be found.
func privatePlaces(listings []*Listing, organizations []*Organization) map[*catalog.Location]bool {
	private, public := map[*catalog.Location]bool{}, map[*catalog.Location]bool{}
	note := func(sensitive bool, places, around []*catalog.Location) {
		if !sensitive {
			for _, p := range around {
				public[p] = true
			}
			return
		}
		for _, p := range places {
			if len(p.Children) == 0 && (p.Exact != nil || p.Privacy != "" && p.Privacy != catalog.Public) {
				private[p] = true
			}
		}
	}
	for _, l := range listings {
		note(l.Sensitive, l.Locations, l.AllLocations)
	}
	for _, o := range organizations {
		note(o.Sensitive, o.Locations, o.AllLocations)
	}
	maps.DeleteFunc(private, func(p *catalog.Location, _ bool) bool { return public[p] })
	return private
}

// TopCategories are the categories that lie in no other.
func (b *Board) TopCategories() []*catalog.Category {
	return only(b.Catalog.Categories, func(c *catalog.Category) bool { return c.Parent == nil })
}

// Within are the locations directly in one, those that have a page.
func (b *Board) Within(p *catalog.Location) []*catalog.Location { return only(p.Children, b.HasPage) }

// TopLocations are the locations that lie in no other.
func (b *Board) TopLocations() []*catalog.Location {
	return only(b.Locations, func(p *catalog.Location) bool { return p.Parent == nil })
}

// Towns are the locations that lie directly in a region or stand alone, those
// with the most in them first; without any, the outermost ones.
func (b *Board) Towns() []*catalog.Location {
	towns := only(b.Locations, func(p *catalog.Location) bool { return IsTown(p) || p.Parent == nil && len(p.Children) == 0 })
	if len(towns) == 0 {
		towns = b.TopLocations()
	}
	slices.SortStableFunc(towns, func(x, y *catalog.Location) int {
		return b.Sets.Location(y).Count() - b.Sets.Location(x).Count()
	})
	return towns
}

// IsTown reports whether a location lies directly in a region.
func IsTown(p *catalog.Location) bool { return p.Parent != nil && p.Parent.Parent == nil }

// only returns those of a list that fit, in their order.
func only[T any](list []T, fits func(T) bool) []T {
	var out []T
	for _, v := range list {
		if fits(v) {
			out = append(out, v)
		}
	}
	return out
}
