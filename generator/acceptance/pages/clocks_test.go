package pages

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"corkboard/generator/acceptance"
	"corkboard/generator/board"
)

// clocks are times of day at which somebody looks for help.
var clocks = []string{"00:30", "01:00", "06:45", "08:00", "11:45", "13:00", "17:30", "21:30", "23:50"}

// openAt lists by need, at an instant, the pages that are open, those that
// close last first. It calculates every schedule again, whatever the page for
// another day says.
func openAt(t *testing.T, at time.Time) map[string][]string {
	t.Helper()
	b := board.New(acceptance.Sample(t).Catalog, board.Options{Now: at})
	out := map[string][]string{}
	for _, n := range b.Needs.Vocabulary {
		out["need-"+n.ID] = []string{}
	}
	for _, h := range b.Help(func(board.Helper) bool { return true }) {
		id := "other"
		if h.Need != nil {
			id = "need-" + h.Need.ID
		}
		out[id] = []string{}
		for _, place := range h.Places {
			page := ""
			if place.Listing != nil {
				page = "/opportunities/" + place.Listing.ID + "/"
			} else {
				page = "/organizations/" + place.Organization.ID + "/"
			}
			open := place.Always
			for _, s := range place.Open {
				open = open || !s.From.After(at) && s.To.After(at)
			}
			if open {
				out[id] = append(out[id], page)
			}
		}
	}
	return out
}

// At any time of day, on the day of a build, two days later and forty, a page
// shows as open whatever is open, and without scripts it says nothing that
// depends on the hour.
func TestHelpAtAnyHourInABrowser(t *testing.T) {
	acceptance.NeedBrowser(t)
	t.Parallel()
	type moment struct {
		At   time.Time           `json:"at"`
		Age  int                 `json:"age"`  // days since the build
		Open map[string][]string `json:"open"` // by need, pages
	}
	r := acceptance.Sample(t)
	zone := r.Catalog.Site.Zone
	var moments []moment
	for _, age := range []int{0, 2, 40} {
		for _, clock := range clocks {
			day := acceptance.SampleNow.In(zone).AddDate(0, 0, age).Format("2006-01-02")
			at, err := time.ParseInLocation("2006-01-02 15:04", day+" "+clock, zone)
			if err != nil {
				t.Fatal(err)
			}
			moments = append(moments, moment{at, age, openAt(t, at)})
		}
	}
	text, err := json.Marshal(moments)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "moments.json")
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	acceptance.Run(t, "hours.mjs", acceptance.Publish(t, r), file)
}
