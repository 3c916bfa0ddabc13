package content

import (
	"os"
	"strings"
	"testing"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/folder"
	"corkboard/generator/history"
	"corkboard/generator/problem"
	"corkboard/generator/schedule"
)

// printedHistory dates the files of testdata/printed, as git would.
func printedHistory() *history.History {
	day := time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)
	files := map[string]history.Dates{}
	for _, name := range []string{"opportunities/pantry.yaml", "opportunities/planning.yaml", "opportunities/asthma.yaml", "organizations/trinity-church.yaml", "organizations/councils.yaml"} {
		files[name] = history.Dates{Added: day, Changed: day}
	}
	return history.Fixed(files)
}

func find(t *testing.T, c *catalog.Catalog, id string) *catalog.Opportunity {
	t.Helper()
	for _, o := range c.Opportunities {
		if o.ID == id {
			return o
		}
	}
	t.Fatalf("no opportunity %q in the catalog", id)
	return nil
}

// texts of a list for messages of tests.
func said(l problem.List) string {
	var b strings.Builder
	l.Text(&b, "", false)
	return b.String()
}

// The listings that the description of the format prints load as printed.
func TestPrintedListings(t *testing.T) {
	fsys, err := folder.Open("testdata/printed")
	if err != nil {
		t.Fatal(err)
	}
	var l Loader
	c, problems, err := l.Load(fsys, Options{History: printedHistory()})
	if err != nil || len(problems) > 0 {
		t.Fatalf("error %v and problems:\n%s", err, said(problems))
	}

	pantry := find(t, c, "pantry")
	if pantry.Kind != catalog.GetHelpKind || len(pantry.Schedules) != 2 || pantry.Hours.First() != "Wed 6-8pm; Sat 10:30-12pm" || pantry.BookingNeeded != catalog.Yes || pantry.IDNeeded != catalog.Unknown {
		t.Errorf("pantry: %+v", pantry)
	}
	if len(pantry.Phones) != 1 || pantry.Phones[0].Dial != "+15183504456" || pantry.Phones[0].Number != "(518) 350-4456" {
		t.Errorf("phones of the pantry: %+v", pantry.Phones)
	}
	if pantry.Who.Note.First() != "Two visits a month" || len(pantry.Steps) != 2 || len(pantry.Get) != 1 || pantry.Get[0] != "food" {
		t.Errorf("pantry: %+v %+v %+v", pantry.Who, pantry.Steps, pantry.Get)
	}
	if len(pantry.Locations) != 1 || pantry.Locations[0].ID != "town-hall" {
		t.Errorf("the pantry's place is not its organization's first: %+v", pantry.Locations)
	}
	if got := pantry.Schedules[0].Start; got != (schedule.Date{Year: 2025, Month: 1, Day: 1}) {
		t.Errorf("first Wednesday: %s", got)
	}

	board := find(t, c, "planning")
	if board.Say != "comment" || board.Online.URL != "https://example.org/watch" || board.Interpretation.First() != "Spanish and ASL, ask before" {
		t.Errorf("board: %+v", board)
	}
	if change := board.Schedules[0].Change(schedule.Date{Year: 2026, Month: 12, Day: 15}); change == nil || change.Location.ID != "library-hall" || change.Note.First() != "Town Hall is being painted" {
		t.Errorf("change: %+v", change)
	}

	study := find(t, c, "asthma")
	if len(study.Organizations) != 2 || study.Organizations[1].ID != "elm-street-tenants" || study.Research == nil {
		t.Fatalf("study: %+v", study)
	}
	if r := study.Research; len(r.Residents) != 4 || r.Ethics.Reference != "IRB #2026-114" || r.Ethics.Board.First() != "State University Review Board" || r.Lead.First() == "" || r.DataUse.First() == "" || r.Results.First() == "" {
		t.Errorf("research: %+v", r)
	}
	if study.Deadline.Date != (schedule.Date{Year: 2027, Month: 1, Day: 31}) || study.Deadline.Time.Set {
		t.Errorf("deadline: %+v", study.Deadline)
	}
}

// The content folder of the project itself has no problem but what git would
// tell.
func TestOwnContent(t *testing.T) {
	const own = "../../content"
	if _, err := os.Stat(own); err != nil {
		t.Skip("no content folder beside the program")
	}
	fsys, err := folder.Open(own)
	if err != nil {
		t.Fatal(err)
	}
	var l Loader
	c, problems, err := l.Load(fsys, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range problems {
		if p.Level == problem.Error {
			t.Errorf("%s", said(problem.List{p}))
		}
	}
	if len(c.Opportunities) == 0 || len(c.Organizations) == 0 {
		t.Error("nothing was read")
	}
}
