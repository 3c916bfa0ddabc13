package site

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"corkboard/generator/catalog"
)

// invented are listings with ids, ages and clocks in no order, many alike.
func invented(n int) []*listing {
	dice := rand.New(rand.NewPCG(7, 11))
	list := make([]*listing, n)
	for i := range list {
		o := &catalog.Opportunity{}
		o.ID = fmt.Sprintf("listing-%03d", i)
		o.Added = time.Date(2026, time.May, 1+dice.IntN(9), 0, 0, 0, 0, time.UTC)
		list[i] = &listing{Opportunity: o, sensitive: dice.IntN(8) == 0}
	}
	dice.Shuffle(n, func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list
}

func names(list []*listing) string {
	var out []string
	for _, w := range list {
		out = append(out, w.ID)
	}
	return strings.Join(out, " ")
}

func TestLatestAreTheNewest(t *testing.T) {
	for _, n := range []int{0, 1, feedEntries, 400} {
		list := invented(n)
		var want []*listing
		for _, w := range list {
			if !w.sensitive {
				want = append(want, w)
			}
		}
		slices.SortFunc(want, byAge)
		want = want[:min(feedEntries, len(want))]
		if got := new(Site).latest(list); names(got) != names(want) {
			t.Errorf("of %d listings:\n%s\nwant\n%s", n, names(got), names(want))
		}
	}
}

// A page shows the first of a day and counts the rest, as if all had been
// sorted.
func TestDayListKeepsTheFirst(t *testing.T) {
	dice := rand.New(rand.NewPCG(3, 5))
	for _, limit := range []int{1, 3, 10} {
		var day dayList
		var all []dayEntry
		for _, w := range invented(60) {
			e := dayEntry{listing: w, clock: dice.IntN(5)}
			all = append(all, e)
			day.add(e, limit)
		}
		slices.SortStableFunc(all, func(a, b dayEntry) int { return cmp.Or(cmp.Compare(a.clock, b.clock), cmp.Compare(a.ID, b.ID)) })
		if day.count != len(all) || len(day.first) != limit {
			t.Fatalf("%d of %d are kept, want %d of %d", len(day.first), day.count, limit, len(all))
		}
		for i, e := range day.first {
			if e.ID != all[i].ID {
				t.Errorf("limit %d: entry %d is %s, want %s", limit, i, e.ID, all[i].ID)
			}
		}
	}
}

// The lists of the site before are still read while the next one is planned.
func TestMovingAListingLeavesOldListsAlone(t *testing.T) {
	list := invented(20)
	slices.SortFunc(list, byID)
	before := slices.Clone(list)
	gone := list[7]
	less := without(list, gone)
	if len(less) != 19 || slices.Contains(less, gone) {
		t.Errorf("without one of 20: %s", names(less))
	}
	again := inserted(slices.Clone(less), gone, byID)
	if !slices.Equal(again, before) || !slices.Equal(list, before) {
		t.Errorf("put back: %s\nthe list before: %s", names(again), names(list))
	}
	if same := without(less, gone); len(same) != 19 {
		t.Error("what is not there was taken out")
	}
}
