package output

import (
	"strings"
	"testing"
	"time"

	"corkboard/generator/fixture"
)

// Nobody finds a sensitive listing or organization by where it is or when somebody is
// there.
func TestSensitiveDocuments(t *testing.T) {
	w := fixture.English(t, time.Time{}, `
-- categories.yaml --
safety:
  name: Safety at home
  sensitive: yes
-- locations.yaml --
shore:
  name: Heron Shore
  address: 2 Main Street
-- organizations/trust.yaml --
name: Safe Trust
category: safety
location: shore
opening: every Friday 19:00-21:00
hours: Knock afterwards
checked: 2026-11-20
-- opportunities/bed.yaml --
title: A safe bed
organization: trust
kind: get-help
get: shelter
schedule: every Friday 19:00-21:00
hours: Knock afterwards
checked: 2026-11-20
`)
	s := searcher{w, NewSearchBasis(w.Board, nil)}
	listing, organization := draft{searcher: s}, draft{searcher: s}
	listing.listing(w.Board.Find("bed"))
	organization.organization(w.Board.Organizations[0])
	for name, d := range map[string]draft{"the listing": listing, "the organization": organization} {
		for _, text := range d.Texts {
			for _, secret := range []string{"Heron", "Friday", "Knock"} {
				if strings.Contains(text.Text, secret) {
					t.Errorf("%s is found by %q", name, text.Text)
				}
			}
		}
		for _, v := range d.Values {
			if v.Facet == byLocation {
				t.Errorf("%s is in the list of %s", name, v.ID)
			}
		}
		if len(d.Times) > 0 {
			t.Errorf("%s is found by its day", name)
		}
	}
}
