package content

import "testing"

// Most commits change other things than dates; only what tells a date that is
// not known yet is understood again.
func TestNews(t *testing.T) {
	const md = "---\ntitle: Soup\nschedule:\n  repeat: every Tuesday\n  also: [2026-12-03]\nchecked: 2026-11-01\n---\nCome in.\nschedule: none\n"
	const many = "soup:\n  title: Soup\n  schedule: every Tuesday\n\"choir\":\n  title: Choir\n"
	for _, c := range []struct{ name, path, now, then, want string }{
		{"the same", "a.md", md, md, ""},
		{"another field", "a.md", md, "---\ntitle: Hot soup\nschedule:\n  repeat: every Tuesday\n  also: [2026-12-03]\n---\nschedule: soon\n", ""},
		{"a date less", "a.md", "---\ntitle: Soup\nschedule:\n  repeat: every Tuesday\n---\n", md, md},
		{"no dates any more", "a.yaml", "title: Soup\nongoing: true\n", "title: Soup\nschedule: every Tuesday\n", "title: Soup\nschedule: every Tuesday\n"},
		{"no dates yet", "a.yaml", "title: Soup\nschedule: every Tuesday\n", "# old\ntitle: Soup\n", ""},
		{"another deadline", "a.yaml", "deadline: 2026-12-01\n", "deadline: 2026-12-02\n", "deadline: 2026-12-02\n"},
		{"one of many less", "a.yaml", "soup:\n  title: Soup\n  schedule: every Tuesday\n", many, "\"choir\":\n  title: Choir\n"},
		{"one of many changed", "a.yaml", "---\n# all\n" + many, "soup:\n  title: Soup\n  schedule: every Monday\n\"choir\":\n  title: Choir\n", "soup:\n  title: Soup\n  schedule: every Monday\n"},
		{"a misspelled field", "a.yaml", "tittle: Soup\nschedule: every Tuesday\n", "title: Soup\nschedule: every Tuesday\n", ""},
		{"another place", "a.yaml", "location: hall\nschedule: every Tuesday\n", "location: barn\nschedule: every Tuesday\n", "location: barn\nschedule: every Tuesday\n"},
		{"a place that was not told", "a.yaml", "location: hall\nkind: event\n", "title: A\n", ""},
		{"no fields", "a.yaml", "", "- a\n- b\n", ""},
		{"nothing", "a.md", "", "", ""},
	} {
		p := promises{}
		p.news(c.path, c.now)
		if got, _ := p.news(c.path, c.then); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if again, _ := p.news(c.path, c.then); again != "" {
			t.Errorf("%s: told twice: %q", c.name, again)
		}
	}
}

// What was only elsewhere has the same dates: nothing has to be called off.
func TestNewsOfPlacesIsNoneOfDates(t *testing.T) {
	p := promises{}
	p.news("a.yaml", "category: other\nlocation: barn\nschedule: every Tuesday\n")
	for _, c := range []struct {
		then        string
		news, dates bool
	}{
		{"category: food\nlocation: barn\nschedule: every Tuesday\n", true, false},
		{"category: food\nlocation: hall\nschedule: every Tuesday\n", true, false}, // each is known, but not together
		{"category: other\nlocation: hall\nschedule: every Tuesday\n", true, false},
		{"category: other\nlocation: hall\nschedule: every Monday\n", true, true},
		{"category: food\nlocation: barn\nschedule: every Monday\n", false, false},
	} {
		if text, dates := p.news("a.yaml", c.then); (text != "") != c.news || dates != c.dates {
			t.Errorf("%q: %q, other dates: %v", c.then, text, dates)
		}
	}
}
