package generator_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"corkboard/generator"
	"corkboard/generator/board"
	"corkboard/generator/schedule"
)

// Whatever is on in the next weeks is two links from /calendar/: the page of a
// day, or of a week, says all of it.
func TestEverythingThatIsOnIsOnThePageOfItsDay(t *testing.T) {
	busy := fstest.MapFS{}
	for name, f := range tiny {
		busy[name] = f
	}
	for i := range 100 {
		busy[fmt.Sprintf("opportunities/class-%d.yaml", i)] = file(fmt.Sprintf("title: Class %d\norganization: neighbors\nkind: class\nschedule: every Monday, Wednesday and Friday %d:%02d-23:30\nchecked: 2026-11-20\n", i, 6+i/10, i%10*5))
		busy[fmt.Sprintf("opportunities/desk-%d.yaml", i)] = file(fmt.Sprintf("title: Desk %d\norganization: neighbors\nkind: get-help\nschedule: every day 9:00-17:00\nchecked: 2026-11-20\n", i))
	}
	for name, r := range map[string]*generator.Result{"sample": build(t, os.DirFS("../content"), sampleNow, ""), "100 a day": build(t, busy, sampleNow, "")} {
		pages := map[string]string{}
		for _, f := range r.Tree.Files() {
			if strings.HasPrefix(f.Path, "calendar/") && strings.HasSuffix(f.Path, ".html") {
				pages[strings.TrimSuffix(f.Path, "index.html")] = string(render(t, f))
				if n := len(pages[strings.TrimSuffix(f.Path, "index.html")]); n > 300<<10 {
					t.Errorf("%s: %s has %d kB", name, f.Path, n>>10)
				}
			}
		}
		agenda, tried := pages["calendar/"], 0
		weeks := r.Board.Weeks()
		for _, day := range r.Board.Days(r.Board.Today, board.AgendaDays, board.Agenda{}) {
			for _, e := range day.First {
				tried++
				link, own := fmt.Sprintf("/calendar/%s/", day.Date), "/opportunities/"+e.ID+"/"
				if !strings.Contains(agenda, link) {
					t.Errorf("%s: /calendar/ has no link to %s", name, day.Date)
				}
				if !strings.Contains(pages[link[1:]], own) {
					t.Errorf("%s: %s is not on the page of %s", name, e.ID, day.Date)
				}
				week := weeks[slices.IndexFunc(weeks, func(w schedule.Date) bool { return w.DaysUntil(day.Date) < board.WeekDays })]
				if path := fmt.Sprintf("/calendar/week/%s/", week); !strings.Contains(agenda, path) || !strings.Contains(pages[path[1:]], own) {
					t.Errorf("%s: %s is not on the page of the week of %s", name, e.ID, day.Date)
				}
			}
		}
		if tried < 100 {
			t.Errorf("%s: only %d entries", name, tried)
		}
	}
}
