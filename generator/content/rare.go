package content

import (
	"reflect"

	"corkboard/generator/catalog"
)

// rare are the groups of fields that few listings have. A draft has room for
// all of them; the catalog keeps those that say something.
type rare struct {
	source     catalog.Source
	image      catalog.Image
	online     catalog.Online
	commitment catalog.Commitment
	who        catalog.Who
	access     catalog.Access
	cost       catalog.Cost
	spots      catalog.Spots
	publish    catalog.Window
}

// nothing is what listings share that have none of a group.
var nothing = rare{spots: noSpots}

var noSpots = catalog.Spots{Total: -1, Left: -1}

// newOpportunityDraft is a draft that says what o does.
func newOpportunityDraft(o catalog.Opportunity) *opportunityDraft {
	d := &opportunityDraft{Opportunity: o}
	g := &d.rare
	lend(&d.Source, &g.source, catalog.Source{})
	lend(&d.Image, &g.image, catalog.Image{})
	lend(&d.Online, &g.online, catalog.Online{})
	lend(&d.Commitment, &g.commitment, catalog.Commitment{})
	lend(&d.Who, &g.who, catalog.Who{})
	lend(&d.Access, &g.access, catalog.Access{})
	lend(&d.Cost, &g.cost, catalog.Cost{})
	lend(&d.Spots, &g.spots, noSpots)
	lend(&d.Publish, &g.publish, catalog.Window{})
	return d
}

func newOrganizationDraft(r catalog.Record) *organizationDraft {
	d := &organizationDraft{}
	d.Record = r
	lend(&d.Source, &d.source, catalog.Source{})
	return d
}

// lend moves a group into the room that a draft has for it.
func lend[T any](group **T, room *T, none T) {
	*room = none
	if *group != nil {
		*room = **group
	}
	*group = room
}

// settle gives o groups of its own instead of those of a draft.
func settle(o *catalog.Opportunity) {
	own(&o.Source, &nothing.source)
	own(&o.Image, &nothing.image)
	own(&o.Online, &nothing.online)
	own(&o.Commitment, &nothing.commitment)
	own(&o.Who, &nothing.who)
	own(&o.Access, &nothing.access)
	own(&o.Cost, &nothing.cost)
	own(&o.Publish, &nothing.publish)
	if !o.Spots.Set {
		o.Spots = &nothing.spots
	} else {
		own(&o.Spots, &nothing.spots)
	}
}

func own[T any](group **T, none *T) {
	if reflect.ValueOf(*group).Elem().IsZero() {
		*group = none
		return
	}
	v := **group
	*group = &v
}
