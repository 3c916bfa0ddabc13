package town_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"corkboard/generator/content"
	"corkboard/generator/folder"
	"corkboard/generator/problem"
	"corkboard/generator/schedule"
	"corkboard/generator/town"
)

// A town is worth measuring only if it looks like what contributors are asked
// for.
func TestTownIsGoodContent(t *testing.T) {
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	for _, opt := range []town.Options{
		{},
		{Listings: 1},
		{Listings: 1500, Seed: 1},
		{Listings: 1500, Seed: 2, Languages: []string{"en", "es"}},
		{Listings: 300, Seed: 3, Day: schedule.Date{Year: 2028, Month: 2, Day: 29}},
	} {
		t.Run(fmt.Sprint(opt.Listings, opt.Languages, opt.Day), func(t *testing.T) {
			day := opt.Day
			if day.IsZero() {
				day = town.Day
			}
			dir := t.TempDir()
			if err := town.Write(t.Context(), dir, opt); err != nil {
				t.Fatal(err)
			}
			files, err := folder.Open(dir)
			if err != nil {
				t.Fatal(err)
			}
			var l content.Loader
			c, problems, err := l.Load(files, content.Options{Now: day.At(8*60, newYork)})
			if err != nil {
				t.Fatal(err)
			}
			if len(c.Opportunities) != opt.Listings {
				t.Errorf("%d opportunities were read of %d", len(c.Opportunities), opt.Listings)
			}
			rules := map[string]int{}
			problems = slices.DeleteFunc(problems, func(p problem.Problem) bool { return p.Rule == "hours-are-a-schedule" }) // some keepers leave it so
			for _, p := range problems {
				rules[p.Rule]++
				if p.Level == problem.Error || rules[p.Rule] <= 2 {
					t.Logf("%s:%d: %s: %s (%s)", p.File, p.Line, p.Rule, p.Text, p.Source)
				}
			}
			if errors, warnings := problems.Count(); errors > 0 || warnings > opt.Listings/100 {
				t.Errorf("%d errors and %d warnings: %v", errors, warnings, rules)
			}
		})
	}
}
