package format

import (
	"testing"
	"time"
)

// Most commits change other things than dates; only what tells a date that is
// not known yet is understood again.
func TestNews(t *testing.T) {
	const md = "---\ntitle: Soup\nschedule:\n  repeat: every Tuesday\n  also: [2026-12-03]\nchecked: 2026-11-01\n---\nCome in.\nschedule: none\n"
	for _, c := range []struct {
		name, path, now, then string
		elsewhere, dates      bool
	}{
		{"the same", "a.md", md, md, false, false},
		{"another field", "a.md", md, "---\ntitle: Hot soup\nschedule:\n  repeat: every Tuesday\n  also: [2026-12-03]\n---\nschedule: soon\n", false, false},
		{"a date less", "a.md", "---\ntitle: Soup\nschedule:\n  repeat: every Tuesday\n---\n", md, false, true},
		{"no dates any more", "a.yaml", "title: Soup\nongoing: true\n", "title: Soup\nschedule: every Tuesday\n", false, true},
		{"no dates yet", "a.yaml", "title: Soup\nschedule: every Tuesday\n", "# old\ntitle: Soup\n", false, false},
		{"another deadline", "a.yaml", "deadline: 2026-12-01\n", "deadline: 2026-12-02\n", false, true},
		{"put into a file of many", "a.yaml", "soup:\n    title: Soup\n    schedule: every Tuesday\n", "title: Soup\nschedule: every Tuesday\n", false, false},
		{"changed in a file of many", "a.yaml", "\"soup\":\n  schedule: every Tuesday\n  kind: event\n", "\"soup\":\n  schedule: every Monday\n  kind: event\n", false, true},
		{"on one line", "a.yaml", "soup: {schedule: every Tuesday}\n", "soup: {schedule: every Tuesday}\n", false, false},
		{"changed on one line", "a.yaml", "soup: {schedule: every Tuesday}\n", "soup: {schedule: every Monday}\n", true, true},
		{"a misspelled field", "a.yaml", "tittle: Soup\nschedule: every Tuesday\n", "title: Soup\nschedule: every Tuesday\n", false, false},
		{"another place", "a.yaml", "location: hall\nschedule: every Tuesday\n", "location: barn\nschedule: every Tuesday\n", true, false},
		{"a place that was not told", "a.yaml", "location: hall\nkind: event\n", "title: A\n", false, false},
		{"no fields", "a.yaml", "", "- a\n- b\n", false, false},
		{"nothing", "a.md", "", "", false, false},
	} {
		p := Promises{}
		p.News(c.path, c.now)
		if elsewhere, dates := p.News(c.path, c.then); elsewhere != c.elsewhere || dates != c.dates {
			t.Errorf("%s: elsewhere %v, other dates %v", c.name, elsewhere, dates)
		}
		if elsewhere, dates := p.News(c.path, c.then); elsewhere || dates {
			t.Errorf("%s: told twice", c.name)
		}
	}
}

// What was only elsewhere has the same dates: nothing has to be called off.
func TestNewsOfPlacesIsNoneOfDates(t *testing.T) {
	p := Promises{}
	p.News("a.yaml", "category: other\nlocation: barn\nschedule: every Tuesday\n")
	for _, c := range []struct {
		then             string
		elsewhere, dates bool
	}{
		{"category: food\nlocation: barn\nschedule: every Tuesday\n", true, false},
		{"category: food\nlocation: hall\nschedule: every Tuesday\n", true, false}, // each is known, but not together
		{"category: other\nlocation: hall\nschedule: every Tuesday\n", true, false},
		{"category: other\nlocation: hall\nschedule: every Monday\n", false, true},
		{"category: food\nlocation: barn\nschedule: every Monday\n", false, false},
	} {
		if elsewhere, dates := p.News("a.yaml", c.then); elsewhere != c.elsewhere || dates != c.dates {
			t.Errorf("%q: elsewhere %v, other dates %v", c.then, elsewhere, dates)
		}
	}
}

// A single date that had begun when its record was deleted is told from the text;
// whatever may be something else has to be understood.
func TestWasHeld(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 8, 22, 4, 0, 0, 0, time.UTC) // midnight there
	for text, want := range map[string]bool{
		"title: A\nschedule: 2026-08-21 5pm-7pm\nkind: event\n": true,
		"a: {schedule: 2026-08-21 17:00-19:00, kind: event}\n":  true,
		"schedule: \"2026-08-21\"\n":                            true,
		"schedule: 2026-08-21 # done\n":                         true,
		"schedule: 2026-08-22 5pm\n":                            false,
		"schedule: every Friday from 2026-08-07\n":              false,
		"schedule: 2026-08-07 5pm every week\n":                 false,
		"schedule: 2026-08-07..2026-09-07\n":                    false,
		"schedule: 2026-08-07, 2026-09-07\n":                    false,
		"schedule: [2026-08-07, 2026-09-07]\n":                  false,
		"schedule:\n  date: 2026-08-21\n":                       false,
		"schedule: 2026-08-21\nschedules: [2026-09-01]\n":       false,
		"schedule: 2026-08-21\ndeadline: 2026-09-01\n":          false,
		"schedule: 2026-08-21\ntimezone: Asia/Tokyo\n":          false,
		"title: A\n": false,
	} {
		if got := WasHeld(text, at, zone); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
	if WasHeld("schedule: 2026-08-21\n", at, nil) || !WasHeld("schedule: 2026-08-20\n", at, nil) {
		t.Error("without a zone")
	}
}
