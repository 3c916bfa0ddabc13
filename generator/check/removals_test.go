package check

import (
	"fmt"
	"strings"
	"testing"

	"corkboard/generator/catalog"
)

func TestLosses(t *testing.T) {
	// A town: "trinity" with twelve listings, "library" with four, "club" with two.
	var town []catalog.Member
	for organization, n := range map[string]int{"trinity": 12, "library": 4, "club": 2} {
		town = append(town, catalog.Member{Record: "organizations/" + organization})
		for i := range n {
			town = append(town, catalog.Member{Record: fmt.Sprintf("opportunities/%s-%02d", organization, i), Organization: organization})
		}
	}
	without := func(gone ...string) func(string) bool {
		return func(record string) bool {
			for _, g := range gone {
				if strings.HasPrefix(record, g) {
					return false
				}
			}
			return true
		}
	}
	first := func(organization string, n int) (list []string) {
		for i := range n {
			list = append(list, fmt.Sprintf("opportunities/%s-%02d", organization, i))
		}
		return list
	}
	for name, c := range map[string]struct {
		was  []catalog.Member
		is   func(string) bool
		of   string
		gone int
	}{
		"all there":                    {was: town, is: without()},
		"nothing there, nothing known": {is: without("")},
		"everything":                   {was: town, is: without(""), gone: 21},
		"all listings":                 {was: town, is: without("opportunities/"), gone: 18},
		"all organizations":            {was: town, is: without("organizations/"), gone: 3},
		"half of one of twelve":        {was: town, is: without(first("trinity", 6)...)},
		"seven of twelve":              {was: town, is: without(first("trinity", 7)...), of: "trinity", gone: 7},
		"one of four":                  {was: town, is: without("opportunities/library", "organizations/library")},
		"one of one and one":           {was: []catalog.Member{{Record: "opportunities/a"}, {Record: "organizations/b"}}, is: without("opportunities/")},
		"two of one and one":           {was: []catalog.Member{{Record: "opportunities/a"}, {Record: "organizations/b"}}, is: without(""), gone: 2},
		"the only one":                 {was: []catalog.Member{{Record: "organizations/b"}}, is: without(""), gone: 1},
	} {
		loss := Losses(c.was, c.is)
		switch {
		case loss == nil && c.gone > 0:
			t.Errorf("%s: taken for what somebody wanted", name)
		case loss != nil && (loss.Of != c.of || len(loss.Gone) != c.gone):
			t.Errorf("%s: of %q gone %d %q", name, loss.Of, len(loss.Gone), loss.Gone)
		}
	}
}
