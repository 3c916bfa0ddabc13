package content

import (
	"testing"
	"time"

	"corkboard/generator/history"
)

// A listing that a commit removed is called off in the calendars that have it; one
// whose file is merely not there, as in a part of a folder, is not.
func TestRemovedByACommit(t *testing.T) {
	fsys := folderOf("organizations/shop.yaml", "name: Shop\n", "opportunities/a.yaml", "title: A\norganization: shop\nkind: group\nschedule: every Tuesday 6pm-8pm\n")
	at := time.Date(2026, 10, 31, 12, 0, 0, 0, time.UTC)
	text := []byte("title: Choir\nsummary: Who sleeps there\norganization: shop\nkind: group\nschedule: every Monday 6pm-8pm\n")
	for _, gone := range []bool{true, false} {
		past := history.Fixed(nil, history.Version{Path: "opportunities/choir.yaml", At: at, Gone: gone, Content: text})
		c, problems := loaded(t, fsys, Options{History: past, Now: fixtureNow})
		if len(c.Opportunities) == 2 != gone {
			t.Fatalf("removed by a commit: %v, and there are %d listings\n%s", gone, len(c.Opportunities), problems)
		}
		if !gone {
			continue
		}
		choir := find(t, c, "choir")
		if !choir.Removed || choir.Title.First() != "Choir" || len(choir.Summary) != 0 || len(choir.Schedules) != 1 || !choir.Changed.Equal(at) {
			t.Errorf("of what was removed remains %+v", choir)
		}
	}
}

// What a listing said of its dates before is known, and so is that it was somewhere
// else; an id that it had before finds it.
func TestFormerDates(t *testing.T) {
	fsys := folderOf("organizations/shop.yaml", "name: Shop\n", "opportunities/a.yaml", "title: A\nformerly: b\norganization: shop\nkind: group\nschedule: every Tuesday 6pm-8pm\n")
	at := func(month time.Month) time.Time { return time.Date(2026, month, 30, 12, 0, 0, 0, time.UTC) }
	past := history.Fixed(nil,
		history.Version{Path: "opportunities/a.yaml", At: at(10), Content: []byte("title: A\norganization: shop\nkind: event\nschedule: every Tuesday 6pm-8pm\n")},
		history.Version{Path: "opportunities/b.yaml", At: at(9), Gone: true, Content: []byte("title: A\norganization: shop\nkind: event\nschedule: every Friday 6pm-8pm\n")},
		history.Version{Path: "opportunities/a.yaml", At: at(8), Content: []byte("title: A\norganization: shop\nkind: event\nsumary: a slip\nschedule: every Sunday 6pm-8pm\n")},
	)
	c, problems := loaded(t, fsys, Options{History: past, Now: fixtureNow})
	if len(c.Opportunities) != 1 {
		t.Fatalf("%d listings\n%s", len(c.Opportunities), problems)
	}
	a := c.Opportunities[0]
	if len(a.Former) != 1 || !a.Former[0].At.Equal(at(9)) || len(a.Former[0].Schedules) != 1 {
		t.Errorf("it had the dates %+v", a.Former)
	}
	if len(a.Was) != 1 || a.Was[0].Kind != "event" || !a.Was[0].Removed {
		t.Errorf("it was elsewhere: %+v", a.Was)
	}
}
