package output

import (
	"slices"
	"strings"
	"testing"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/fixture"
)

// What a listing does not say is a choice of its own, and is no answer to a question.
func TestWhatIsNotStated(t *testing.T) {
	for _, test := range []struct {
		from, to int
		want     string
	}{
		{0, 0, "not_stated"},
		{70, 0, "older"},
		{0, 5, "small_children"},
		{10, 17, "children teenagers"},
		{18, 18, "adults"},
	} {
		if got := strings.Join(ageChoices(&catalog.Who{AgeMin: test.from, AgeMax: test.to}), " "); got != test.want {
			t.Errorf("from %d to %d: %q, want %q", test.from, test.to, got, test.want)
		}
	}
	for kind, want := range map[string]string{"": "not_stated", "free": "free", "donation": "donation", "text": "terms", "amount": "terms"} {
		if got := costChoice(kind); got != want || !slices.Contains(costs, got) {
			t.Errorf("cost %q: %q, want %q", kind, got, want)
		}
	}
	w := fixture.English(t, time.Time{}, `
-- opportunities/bed.yaml --
title: A bed
host: Somebody
kind: get-help
get: shelter
ongoing: yes
checked: 2026-11-20
`)
	d := draft{searcher: searcher{w, NewSearchBasis(w.Board, nil)}}
	d.listing(w.Board.Find("bed"))
	for _, v := range d.Values {
		if (v.Facet == byAgeGroup || v.Facet == byCost || v.Facet == byEase) && v.ID != notStated {
			t.Errorf("a listing that says nothing of it is found by %s %q", v.Facet, v.ID)
		}
	}
}
