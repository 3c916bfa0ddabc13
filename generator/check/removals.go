package check

import (
	"maps"
	"slices"
	"strings"

	"corkboard/generator/catalog"
)

// manyListings is how many listings an organization had whose own loss is asked
// about.
const manyListings = 10

// Loss is what a build would take away at once.
type Loss struct {
	Of   string   // an organization; "" = the whole site
	Was  int      // how many listings and organizations there were
	Gone []string // records that are not there any more, sorted
}

// Losses compares the listings and organizations that there were with those that
// there are, and returns what is more likely an accident than anybody's wish: when
// nothing is left of several listings or of several organizations, less than half
// of all, or less than half of the listings of one organization that had ten or
// more. nil = nothing is.
func Losses(was []catalog.Member, is func(record string) bool) *Loss {
	all, listings, organizations := &Loss{}, &Loss{}, &Loss{}
	each := map[string]*Loss{}
	for _, m := range was {
		groups := []*Loss{all, organizations}
		if !strings.HasPrefix(m.Record, "organizations/") {
			groups[1] = listings
			if m.Organization != "" {
				if each[m.Organization] == nil {
					each[m.Organization] = &Loss{Of: m.Organization}
				}
				groups = append(groups, each[m.Organization])
			}
		}
		for _, g := range groups {
			g.Was++
			if !is(m.Record) {
				g.Gone = append(g.Gone, m.Record)
			}
		}
	}
	lost := func(l *Loss) bool {
		none := len(l.Gone) == l.Was && l.Was > 1
		switch {
		case l == all:
			return len(l.Gone)*2 > l.Was
		case l == listings || l == organizations:
			return none
		}
		return l.Was >= manyListings && len(l.Gone)*2 > l.Was
	}
	groups := []*Loss{listings, organizations, all}
	if len(all.Gone) == all.Was {
		groups = []*Loss{all}
	}
	for _, name := range slices.Sorted(maps.Keys(each)) {
		groups = append(groups, each[name])
	}
	for _, g := range groups {
		if lost(g) {
			slices.Sort(g.Gone)
			return g
		}
	}
	return nil
}
