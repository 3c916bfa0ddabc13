package generator_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// A town is imported anew every night: what is over is dropped, what is new is
// added, so that listings move from file to file; some are withdrawn before their
// day. No event that was held is called off, and all that were withdrawn are.
func TestNightlyImports(t *testing.T) {
	s := newStory(t, 1)
	s.commits = nil
	const nights, perFile = 40, 25
	withdrawn := map[string]bool{}
	day := func(n int) time.Time { return s.now.AddDate(0, 0, n) }
	shown := 0     // withdrawn ones that are still in calendars
	var town []int // events, two a day
	for n := range 60 {
		town = append(town, n)
	}
	for night := range nights {
		if night > 0 {
			kept := town[:0:0]
			for _, n := range town {
				held := n/2 < night
				if gone := n%11 == 5 && n/2 == night+3; gone && !held {
					withdrawn[fmt.Sprintf("e%d@story", n)] = true
					if n/2 > nights-29 {
						shown++
					}
				} else if !held {
					kept = append(kept, n)
				}
			}
			town = append(kept, 58+2*night, 59+2*night)
		}
		files := map[string]string{"content/site.yaml": "id: story\nurl: https://story.example\ntitle: Story\ntimezone: Europe/Dublin\nlanguages: [en]\ncountry: IE\n"}
		var lines strings.Builder
		for i, n := range town {
			fmt.Fprintf(&lines, "e%d: {title: Evening %d, kind: event, host: Library, schedule: %s 5pm-7pm}\n", n, n, day(n/2).Format(time.DateOnly))
			if i%perFile == perFile-1 || i == len(town)-1 {
				files[fmt.Sprintf("content/opportunities/list-%d.yaml", i/perFile)] = lines.String()
				lines.Reset()
			}
		}
		at := day(night).Add(-6 * time.Hour).Unix()
		v := version{files: files, author: at, committer: at}
		if night > 0 {
			v.parents = []int{night - 1}
		}
		s.commits = append(s.commits, v)
	}
	s.now = day(nights - 1)
	called := 0
	for id, e := range s.entries(s.history(s.commits)) {
		file, uid, _ := strings.Cut(id, " ")
		if file != "calendar.ics" {
			continue
		}
		off := strings.Contains(e, "STATUS:CANCELLED")
		if off != withdrawn[uid] {
			t.Errorf("%s is called off: %v\n%s", uid, off, e)
		}
		if off {
			called++
		}
	}
	if called < shown || shown == 0 {
		t.Errorf("%d are called off, want %d", called, shown)
	}
}
