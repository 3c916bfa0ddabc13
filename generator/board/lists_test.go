package board

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
func invented(n int) []*Listing {
	dice := rand.New(rand.NewPCG(7, 11))
	list := make([]*Listing, n)
	for i := range list {
		o := &catalog.Opportunity{}
		o.ID = fmt.Sprintf("listing-%03d", i)
		o.Added = time.Date(2026, time.May, 1+dice.IntN(9), 0, 0, 0, 0, time.UTC)
		list[i] = &Listing{Opportunity: o, Sensitive: dice.IntN(8) == 0}
	}
	dice.Shuffle(n, func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list
}

func names(list []*Listing) string {
	var out []string
	for _, l := range list {
		out = append(out, l.ID)
	}
	return strings.Join(out, " ")
}

func TestLatestAreTheNewest(t *testing.T) {
	for _, n := range []int{0, 1, MostNews, 400} {
		list := invented(n)
		want := only(list, func(l *Listing) bool { return !l.Sensitive })
		slices.SortFunc(want, newest)
		want = want[:min(MostNews, len(want))]
		if got := Latest(list); names(got) != names(want) {
			t.Errorf("of %d listings:\n%s\nwant\n%s", n, names(got), names(want))
		}
	}
}

// A page shows the first of a day and counts the rest, as if all had been
// sorted.
func TestDayKeepsTheFirst(t *testing.T) {
	dice := rand.New(rand.NewPCG(3, 5))
	for _, limit := range []int{1, 3, 10} {
		var day Day
		var all []Entry
		for _, l := range invented(60) {
			e := Entry{Listing: l, clock: dice.IntN(5)}
			all = append(all, e)
			day.add(e, limit)
		}
		slices.SortStableFunc(all, func(a, b Entry) int { return cmp.Or(cmp.Compare(a.clock, b.clock), cmp.Compare(a.ID, b.ID)) })
		if day.Count != len(all) || len(day.First) != limit {
			t.Fatalf("%d of %d are kept, want %d of %d", len(day.First), day.Count, limit, len(all))
		}
		for i, e := range day.First {
			if e.ID != all[i].ID {
				t.Errorf("limit %d: entry %d is %s, want %s", limit, i, e.ID, all[i].ID)
			}
		}
	}
}

// In a large town the days of a page share what it may weigh.
func TestCutDays(t *testing.T) {
	days := func(counts ...int) []Day {
		out := make([]Day, len(counts))
		for i, n := range counts {
			out[i].First = make([]Entry, n)
		}
		return out
	}
	for _, test := range []struct {
		counts []int
		most   int
		want   []int
	}{
		{[]int{10, 3, 10}, 23, []int{10, 3, 10}},
		{[]int{10, 3, 10}, 22, []int{9, 3, 9}},
		{[]int{10, 10, 10}, 2, []int{1, 1, 1}},
		{[]int{0, 0}, 0, []int{0, 0}},
	} {
		list := days(test.counts...)
		sum := cutDays(list, test.most)
		var got []int
		for _, d := range list {
			got = append(got, len(d.First))
			sum -= len(d.First)
		}
		if !slices.Equal(got, test.want) || sum != 0 {
			t.Errorf("%v within %d: %v, want %v (sum is off by %d)", test.counts, test.most, got, test.want, sum)
		}
	}
}
