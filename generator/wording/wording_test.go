package wording_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"corkboard/generator/address"
	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/fixture"
	"corkboard/generator/views"
	"corkboard/generator/wording"
)

const town = `
-- closures.yaml --
holidays:
  name: public holidays
  days: [2026-12-24]
-- categories.yaml --
food:
  name:
    en: Food
    es: Comida
pantry:
  name: Pantry
  in: food
-- locations.yaml --
rowan:
  name: Rowan
hall:
  name: Hall
  address: 1 Main Street
  in: rowan
  access:
    step-free: yes
    hearing-loop: no
    baby-change: partial
annex:
  name: Annex
  in: rowan
  geo: [53.35, -6.26]
refuge:
  name: The refuge
  in: rowan
  privacy: confidential
plot:
  name: The plot
  in: rowan
  address: 7 Hidden Row
  privacy: area-only
-- organizations/neighbors.yaml --
name: Neighbors
location: hall
checked: 2026-11-01
phone: 01 555 0100
email: hello@neighbors.example
url: https://www.neighbors.example/
-- organizations/friends.yaml --
name:
  en: Friends
  es: Amigos
status: closed
checked: 2026-11-01
phone: 01 555 0200
`

// one is a listing with who says what of it.
func one(t *testing.T, now, text string) (*wording.Writer, *board.Listing) {
	t.Helper()
	moment := time.Time{}
	if now != "" {
		var err error
		if moment, err = time.Parse("2006-01-02 15:04", now); err != nil {
			t.Fatal(err)
		}
	}
	if !strings.Contains(text, "checked:") {
		text += "checked: 2026-11-20\n"
	}
	w := fixture.English(t, moment, town+"-- opportunities/one.yaml --\ntitle: One\n"+text)
	l := w.Board.Find("one")
	if l == nil {
		t.Fatal("the listing is not on the board")
	}
	return w, l
}

// lines are facts in words.
func lines(facts []views.Fact) string {
	var out []string
	for _, f := range facts {
		var parts []string
		for _, l := range f.Lines {
			part := l.Text
			if l.Detail != "" {
				part += " (" + l.Detail + ")"
			}
			if l.URL != "" {
				part += " <" + l.URL + ">"
			}
			parts = append(parts, part)
		}
		out = append(out, f.Label+": "+strings.Join(parts, "; "))
	}
	return strings.Join(out, "\n")
}

func TestCard(t *testing.T) {
	var out strings.Builder
	for _, test := range []struct{ name, text string }{
		{"a series", "organization: neighbors\nkind: get-help\nget: food\nschedule: every Monday 10:00-12:00\nid_needed: no\nbooking_needed: no\ncost: free\nsummary: Bread and soup\n"},
		{"full", "organization: neighbors\nkind: class\nschedule: 2026-11-30 10:00-12:00\nstatus: full\nbooking_needed: yes\nreferral_needed: no\n"},
		{"over", "organization: neighbors\nkind: class\nschedule: 2026-11-20 10:00-12:00\n"},
		{"a deadline", "organization: neighbors\nkind: consultation\nsay: comment\ndeadline: 2026-12-01\n"},
		{"at a time", "organization: neighbors\nkind: consultation\nsay: comment\ndeadline: 2026-12-01 17:00\n"},
		{"ongoing", "organization: neighbors\nkind: volunteer\ngive: time\nongoing: yes\n"},
		{"hours in words", "organization: neighbors\nkind: volunteer\ngive: time\nhours: Most mornings\n"},
		{"of two", "organizations: [neighbors, friends]\nkind: volunteer\ngive: time\nongoing: yes\n"},
		{"of a neighbour", "host: The Smiths\nkind: volunteer\ngive: time\nongoing: yes\n"},
		{"online", "organization: neighbors\nkind: volunteer\ngive: time\nongoing: yes\nremote: yes\n"},
		{"both", "organization: neighbors\nkind: volunteer\ngive: time\nongoing: yes\nremote: hybrid\n"},
		{"several places", "organization: neighbors\nkind: volunteer\ngive: time\nongoing: yes\nlocations: [hall, annex, plot]\n"},
		{"urgent", "organization: neighbors\nkind: volunteer\ngive: time\nongoing: yes\nurgent_until: 2026-12-01 10:00\n"},
		{"stale", "organization: neighbors\nkind: volunteer\ngive: time\nongoing: yes\nchecked: 2026-11-01\nreview: 15\n"},
		{"never confirmed", "organization: neighbors\nkind: volunteer\ngive: time\nongoing: yes\nchecked:\n"},
	} {
		w, l := one(t, "", test.text)
		c := w.Card(l)
		var marks []string
		for _, m := range c.Marks {
			marks = append(marks, m.Text)
		}
		got := strings.Join([]string{c.Prefix + c.Text, c.DirName, c.KindName, c.Who.Text, c.Where.Text, c.When, c.Repeats, c.Line.Text, fmt.Sprint(c.Facts), fmt.Sprint(marks)}, " | ")
		fmt.Fprintf(&out, "%s:\n\t%s\n", test.name, got)
	}
	fixture.Golden(t, "cards.txt", out.String())
}

// A card whose text is in another language says so, and whether the reader's is spoken.
func TestForeignCards(t *testing.T) {
	const dual = "-- site.yaml --\nid: tiny\nurl: https://tiny.example\ntitle: Tiny\nlanguages: [en, es]\n"
	for fields, want := range map[string]string{
		"title: Soup\n":                            "[Texto en inglés]",
		"title: Soup\nlanguages: [en, es]\n":       "[Texto en inglés Se habla español]",
		"title: Soup\nlanguages: [en]\n":           "[Texto en inglés]",
		"title:\n  en: Soup\n  es: Sopa\n":         "[]",
		"title: Soup\ncost: free\nlanguages: es\n": "[Texto en inglés Se habla español Gratis]",
	} {
		b := fixture.Board(t, time.Time{}, dual+"-- organizations/n.yaml --\nname: N\nsummary: We cook\nlanguages: es\nchecked: 2026-11-01\n-- opportunities/one.yaml --\norganization: n\nkind: get-help\nget: food\nongoing: yes\nchecked: 2026-11-20\n"+fields)
		w := fixture.Writer(b, "es")
		if got := fmt.Sprint(w.Card(b.Listings[0]).Facts); got != want {
			t.Errorf("%q: %s, want %s", fields, got, want)
		}
		if got := fmt.Sprint(w.OrganizationCard(b.Organizations[0]).Facts); got != "[Texto en inglés Se habla español 1 aviso]" {
			t.Errorf("the organization: %s", got)
		}
		if got := fixture.Writer(b, "en").Card(b.Listings[0]).Facts; len(got) > 0 && got[0] != "Free" {
			t.Errorf("%q in English: %s", fields, got)
		}
	}
}

func TestWhen(t *testing.T) {
	var out strings.Builder
	for _, test := range []struct{ name, now, text string }{
		{"a series with changes", "", `organization: neighbors
kind: class
schedule:
  date: 2026-11-26
  time: 18:00-19:00
  repeat: every Thursday
  skip: [holidays]
  changes:
    2026-12-03:
      location: annex
      note: Bring a cup
    2026-12-10: cancelled
  note: Ring the bell
`},
		{"once", "", "organization: neighbors\nkind: event\nschedule: 2026-11-30 10:00-12:00\n"},
		{"two dates", "", "organization: neighbors\nkind: event\nschedule: [2026-11-30 10:00-12:00, 2026-12-01]\n"},
		{"over", "", "organization: neighbors\nkind: event\nschedule: 2026-11-20 10:00-12:00\n"},
		{"hours in words", "", "organization: neighbors\nkind: volunteer\ngive: time\nhours: Most mornings\n"},
		{"a deadline, passed", "2026-12-02 09:00", "organization: neighbors\nkind: consultation\nsay: comment\ndeadline: 2026-12-01 17:00\n"},
		{"ongoing", "", "organization: neighbors\nkind: volunteer\ngive: time\nongoing: yes\n"},
	} {
		w, l := one(t, test.now, test.text)
		v := w.When(l)
		occasions := func(list []views.Occasion) string {
			var out []string
			for _, o := range list {
				out = append(out, strings.TrimSpace(o.Prefix+o.Text+" "+o.Note.Text+" "+o.Place.Text))
			}
			return strings.Join(out, ", ")
		}
		var next, deadline []views.Occasion
		if v.Next != nil {
			next = append(next, *v.Next)
		}
		if v.Deadline != nil {
			deadline = append(deadline, *v.Deadline)
		}
		var sentences []string
		for _, s := range v.Sentences {
			sentences = append(sentences, s.Text)
		}
		got := strings.Join([]string{occasions(next), strings.Join(sentences, ", "), v.Hours.Text, fmt.Sprint(v.HoursOnly), occasions(v.Upcoming), occasions(v.Changes), occasions(deadline), v.Ongoing, v.Past, v.Zone, v.Times}, " | ")
		fmt.Fprintf(&out, "%s:\n\t%s\n", test.name, got)
	}
	fixture.Golden(t, "when.txt", out.String())
}

func TestNotices(t *testing.T) {
	var out strings.Builder
	const of = "organization: neighbors\nkind: class\nschedule: "
	for _, test := range []struct{ name, text string }{
		{"nothing to say", of + "2026-11-30 10:00-12:00\n"},
		{"full, with a note", of + "2026-11-30 10:00-12:00\nstatus: full\nstatus_note: Try again in spring\n"},
		{"a note alone", of + "2026-11-30 10:00-12:00\nstatus_note: Use the back door\n"},
		{"over", of + "2026-11-20 10:00-12:00\n"},
		{"cancelled", of + "2026-11-30 10:00-12:00\nstatus: cancelled\n"},
		{"cancelled, and over", of + "2026-11-20 10:00-12:00\nstatus: cancelled\n"},
		{"urgent", of + "2026-11-30 10:00-12:00\nurgent_until: 2026-11-29 10:00\n"},
		{"no longer urgent", of + "2026-11-30 10:00-12:00\nurgent_until: 2026-11-22 10:00\n"},
		{"urgent, and over", of + "2026-11-20 10:00-12:00\nurgent_until: 2026-11-29 10:00\n"},
		{"stale", of + "2026-11-30 10:00-12:00\nchecked: 2026-11-01\nreview: 15\n"},
		{"dormant", of + "2026-11-30 10:00-12:00\nchecked: 2026-11-01\nreview: 5\n"},
		{"never checked", of + "2026-11-30 10:00-12:00\nchecked:\n"},
		{"a closed association", "organization: friends\nkind: class\nschedule: 2026-11-30 10:00-12:00\n"},
	} {
		w, l := one(t, "", test.text)
		var notices []string
		for _, n := range w.Notices(l) {
			notices = append(notices, n.ID+": "+n.Text.Text)
		}
		fmt.Fprintf(&out, "%s:\n\t%s\n", test.name, strings.Join(notices, "\n\t"))
	}
	fixture.Golden(t, "notices.txt", out.String())
}

func TestContacts(t *testing.T) {
	var out strings.Builder
	for _, test := range []struct{ name, text string }{
		{"its own, in the order of a phone", `organization: neighbors
kind: volunteer
give: time
ongoing: yes
url: https://one.example/join/
email: one@tiny.example
phones:
  - number: 01 555 0104
    type: whatsapp
  - number: 01 555 0105
    type: text
  - number: 01 555 0106
    label: Front desk
    ext: "12"
    hours: mornings
    languages: [es]
  - number: 01 555 0107
    type: tty
`},
		{"those of its association", "organization: neighbors\nkind: volunteer\ngive: time\nongoing: yes\n"},
		{"those of two", "organizations: [neighbors, friends]\nkind: volunteer\ngive: time\nongoing: yes\nurl: https://one.example\n"},
		{"none", "host: The Smiths\nkind: volunteer\ngive: time\nongoing: yes\n"},
	} {
		w, l := one(t, "", test.text)
		list, note := w.Reach(l.Opportunity)
		contacts := wording.NonEmpty(note.Text)
		for _, c := range list {
			contacts = append(contacts, strings.Join(wording.NonEmpty(c.Kind, c.Label.Text, c.Text, c.URL, c.Detail), ", "))
		}
		fmt.Fprintf(&out, "%s:\n\t%s\n", test.name, strings.Join(contacts, "\n\t"))
	}
	fixture.Golden(t, "contacts.txt", out.String())
}

func TestFacts(t *testing.T) {
	w, l := one(t, "", `organization: neighbors
kind: volunteer
give: [time, skills]
get: [company]
ongoing: yes
who:
  age_min: 16
  age_max: 80
  with_adult: yes
  groups_welcome: no
  situation: [New in town]
  note: No experience needed
serves: [rowan]
id_needed: yes
referral_needed: no
requirements: [training]
bring: [Gloves]
commitment:
  hours: 1
  per: week
  at_least: 3 months
one_off: yes
spots:
  total: 10
  left: 3
  as_of: 2026-11-20
roles:
  - title: Driver
    spots: 2
    skills: [A license]
    commitment:
      hours: 3
    remote: hybrid
languages: [en, es]
interpretation: Ask before
cost:
  amount: 5
  note: Waived on request
say: shape
`)
	fixture.Golden(t, "facts.txt", strings.Join([]string{lines(w.ForWhom(l.Opportunity)), lines(w.Exchange(l.Opportunity)), lines(w.Costs(l.Opportunity))}, "\n\n")+"\n")
	if s := w.Say(l.Opportunity.Say); s == nil || s.Of != len(catalog.Says) {
		t.Errorf("how much say: %+v", s)
	}
	if w.Say("") != nil {
		t.Error("a ladder without a step")
	}
}

func TestPlace(t *testing.T) {
	w, _ := one(t, "", "organization: neighbors\nkind: volunteer\ngive: time\nongoing: yes\n")
	var out strings.Builder
	for _, p := range w.Board.Catalog.Locations {
		v := w.Place(p)
		var address []string
		for _, a := range v.Address {
			address = append(address, a.Text)
		}
		got := strings.Join([]string{v.Text, v.URL, fmt.Sprint(len(v.Within)), strings.Join(address, ", "), v.MapURL, v.Note, strings.ReplaceAll(lines(v.Access), "\n", ", "), w.PlaceLine(p)}, " | ")
		fmt.Fprintln(&out, got)
	}
	fixture.Golden(t, "places.txt", out.String())
}

func TestText(t *testing.T) {
	for name, test := range map[string]struct{ got, want string }{
		"short enough":       {wording.Cut("Bread and soup", 14), "Bread and soup"},
		"after a whole word": {wording.Cut("Bread, and soup for all", 16), "Bread, and…"},
		"without its comma":  {wording.Cut("Bread, and soup", 8), "Bread…"},
		"one long word":      {wording.Cut("Donaudampfschifffahrt", 10), "Donaudamp…"},
		"letters, not bytes": {wording.Cut("ñandúes y más ñandúes", 14), "ñandúes y…"},
		"a mail with a text": {wording.Mailto("a+b@tiny.example", "One\ntwo", "Line & more\nnext"), "mailto:a+b@tiny.example?subject=One%20two&body=Line%20%26%20more%0D%0Anext"},
		"a mail":             {wording.Mailto("a@tiny.example", "", ""), "mailto:a@tiny.example"},
		"a mail with a body": {wording.Mailto("a@tiny.example", "", "x"), "mailto:a@tiny.example?body=x"},
		"in a query":         {wording.QueryEscape("a b+ü~"), "a%20b%2B%C3%BC~"},
		"to dial":            {wording.Dialable("(01) 555-0100 #2 * +"), "015550100#2*+"},
		"what is not empty":  {strings.Join(wording.NonEmpty("", "a", "", "b"), ","), "a,b"},
		"links that lead on": {fmt.Sprint(len(wording.Leading(wording.Plain("x"), views.Link{URL: "/"}))), "1"},
		"a description":      {wording.Short(strings.Repeat("word ", 40)), strings.Repeat("word ", 29) + "word word…"},
	} {
		if test.got != test.want {
			t.Errorf("%s: %q, want %q", name, test.got, test.want)
		}
	}
}

// A text in another language than its page is marked as such.
func TestLanguages(t *testing.T) {
	b := fixture.Board(t, time.Time{}, town+`-- pages/about.md --
---
title:
  en: About
  es: Acerca de
---
English
-- pages/about.es.md --
---
---
Español
`)
	en, es := fixture.Writer(b, "en"), fixture.Writer(b, "es")
	both, one := b.Catalog.Organizations[0].Name, b.Catalog.Organizations[1].Name
	for name, test := range map[string]struct{ got, want views.Phrase }{
		"its own":  {es.Phrase(both), views.Phrase{Text: "Amigos"}},
		"another":  {es.Phrase(one), views.Phrase{Text: "Neighbors", Lang: "en"}},
		"the same": {en.Phrase(one), views.Phrase{Text: "Neighbors"}},
		"none":     {en.Phrase(nil), views.Phrase{}},
	} {
		if test.got != test.want {
			t.Errorf("%s: %+v, want %+v", name, test.got, test.want)
		}
	}
	bodies := b.Catalog.Pages[0].Body
	if p := es.Prose(bodies); strings.TrimSpace(p.Source) != "Español" || p.Lang != "" || p.Base != "/town/" {
		t.Errorf("in Spanish: %+v", p)
	}
	if p := es.Prose(bodies[:1]); strings.TrimSpace(p.Source) != "English" || p.Lang != "en" {
		t.Errorf("not translated: %+v", p)
	}
	if p := es.Prose(nil); p != (views.Prose{}) {
		t.Errorf("nothing: %+v", p)
	}
}

func TestOrganization(t *testing.T) {
	b := fixture.Board(t, time.Time{}, town+`-- organizations/coalition.yaml --
name: Coalition
kind: coalition
summary: All of us
location: hall
partners: [neighbors]
serves: [rowan]
languages: [en, es]
interpretation: Ask before
founded: "1987"
identifiers:
  - scheme: RCN
    value: "2010"
checked: 2026-08-01
review: 100
-- organizations/branch.yaml --
name: Branch
parent: coalition
-- opportunities/one.yaml --
title: One
organization: coalition
kind: volunteer
give: time
ongoing: yes
checked: 2026-11-20
`)
	w := fixture.Writer(b, "en")
	var out strings.Builder
	for _, o := range b.Organizations {
		c := w.OrganizationCard(o)
		fmt.Fprintf(&out, "%s%s | %s | %s | %s | %v | %s\n", c.Prefix, c.Text, c.URL, c.KindName, c.Where.Text, c.Facts, w.Checked(&o.Record, o.Check))
		for _, n := range w.OrganizationNotices(o) {
			fmt.Fprintf(&out, "\t%s: %s\n", n.ID, n.Text.Text)
		}
		if facts := lines(w.OrganizationFacts(o.Organization)); facts != "" {
			fmt.Fprintf(&out, "\t%s\n", strings.ReplaceAll(facts, "\n", "\n\t"))
		}
	}
	fixture.Golden(t, "organizations.txt", out.String())
}

func TestChecked(t *testing.T) {
	w, _ := one(t, "", "organization: neighbors\nkind: volunteer\ngive: time\nongoing: yes\n")
	by, how := catalog.Text{{Lang: "en", Value: "Maria"}}, catalog.Text{{Lang: "en", Value: "by phone"}}
	day := w.Board.Today
	var out strings.Builder
	for _, c := range []struct {
		checked catalog.Checked
		check   board.Check
	}{
		{catalog.Checked{}, board.Check{}},
		{catalog.Checked{}, board.Check{Date: day}},
		{catalog.Checked{}, board.Check{Date: day, Explicit: true}},
		{catalog.Checked{By: by}, board.Check{Date: day, Explicit: true}},
		{catalog.Checked{How: how}, board.Check{Date: day, Explicit: true}},
		{catalog.Checked{By: by, How: how}, board.Check{Date: day, Explicit: true}},
	} {
		fmt.Fprintln(&out, w.Checked(&catalog.Record{Checked: c.checked}, c.check))
	}
	fixture.Golden(t, "checked.txt", out.String())
}

func TestOutcome(t *testing.T) {
	const asked = "organization: neighbors\nkind: consultation\nsay: comment\n"
	var out strings.Builder
	for _, test := range []struct{ name, text string }{
		{"still running", asked + "deadline: 2026-12-01\n"},
		{"owed", asked + "deadline: 2026-11-01\n"},
		{"expected", asked + "deadline: 2026-11-01\noutcome:\n  expected: 2026-12-01\n"},
		{"late", asked + "deadline: 2026-11-01\noutcome:\n  expected: 2026-11-10\n"},
		{"told", asked + "deadline: 2026-11-01\noutcome:\n  text: Built\n  url: https://tiny.example/report\n  date: 2026-11-10\n"},
	} {
		w, l := one(t, "", test.text)
		if o := w.Outcome(l); o == nil {
			fmt.Fprintf(&out, "%s: nothing\n", test.name)
		} else {
			fmt.Fprintf(&out, "%s: %+v\n", test.name, *o)
		}
	}
	fixture.Golden(t, "outcomes.txt", out.String())
}

// Alerts are there while they last, those of a place with its name.
func TestAlerts(t *testing.T) {
	w, _ := one(t, "", "organization: neighbors\nkind: volunteer\ngive: time\nongoing: yes\n")
	hour := time.Hour
	for name, test := range map[string]struct {
		from, until time.Time
		shown       bool
	}{
		"on":           {w.Board.Now.Add(-hour), w.Board.Now.Add(hour), true},
		"without end":  {w.Board.Now.Add(-hour), time.Time{}, true},
		"not yet":      {w.Board.Now.Add(hour), time.Time{}, false},
		"over":         {time.Time{}, w.Board.Now, false},
		"from now on":  {w.Board.Now, time.Time{}, true},
		"until, later": {time.Time{}, w.Board.Now.Add(hour), true},
	} {
		p := &catalog.Location{Name: catalog.Text{{Lang: "en", Value: "Hall"}}, Alert: &catalog.Alert{Text: catalog.Text{{Lang: "en", Value: "Closed"}}, From: test.from, Until: test.until}}
		alerts := w.PlaceAlerts([]*catalog.Location{p})
		if (len(alerts) == 1) != test.shown {
			t.Errorf("%s: %v", name, alerts)
		} else if test.shown && (alerts[0].Place.Text != "Hall" || alerts[0].Text.Text != "Closed" || (alerts[0].Until == "") != test.until.IsZero()) {
			t.Errorf("%s: %+v", name, alerts[0])
		}
	}
	if w.Alert(nil, views.Phrase{}) != nil {
		t.Error("an alert that nobody wrote")
	}
}

func TestOnline(t *testing.T) {
	var out strings.Builder
	for _, text := range []string{"online:\n  url: https://meet.example/x\n  phone: 01 555 0103\n  note: Say your name\n", "online:\n  phone: 01 555 0103\n", "", "remote: no\n"} {
		if !strings.Contains(text, "remote") {
			text += "remote: yes\n"
		}
		w, l := one(t, "", "organization: neighbors\nkind: class\nschedule: 2026-11-30 10:00-12:00\n"+text)
		how, note := w.Online(l.Opportunity)
		if how == nil {
			how = &views.Contact{Kind: "none"}
		}
		fmt.Fprintf(&out, "%s, %s, %s, %s | %s\n", how.Kind, how.Text, how.URL, how.Detail, note.Text)
	}
	fixture.Golden(t, "online.txt", out.String())
}

// Of what was removed only the name goes on, with the day.
func TestRemoved(t *testing.T) {
	w, l := one(t, "", "organization: neighbors\nkind: class\nschedule: 2026-11-30 10:00-12:00\n")
	l.Opportunity.Changed = time.Date(2026, 11, 19, 23, 30, 0, 0, time.UTC)
	if got, want := w.RemovedNotice(l), w.Words.T("site.notice.removed", "date", w.Words.Day(w.Board.Today.AddDays(-4))); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestNames(t *testing.T) {
	b := fixture.Board(t, time.Time{}, town+"-- opportunities/one.yaml --\ntitle: One\norganization: neighbors\ncategory: pantry\nkind: class\nschedule: 2026-11-30 10:00-12:00\nlanguages: [es]\nchecked: 2026-11-20\nrelated: []\n")
	w := fixture.Writer(b, "en")
	var out strings.Builder
	for _, f := range address.Facets(b) {
		if len(f.Set.Shown) > 0 {
			fmt.Fprintf(&out, "%s: %s\n", f.Path, w.FacetName(&f).Text)
		}
	}
	l := b.Find("one")
	for _, c := range l.AllCategories {
		fmt.Fprintf(&out, "%s above %v\n", w.CategoryLink(c).URL, len(w.Above(c)))
	}
	for _, p := range l.AllLocations {
		fmt.Fprintf(&out, "%s around %v\n", w.LocationLink(p).URL, len(w.Around(p)))
	}
	fmt.Fprintln(&out, w.Link(l).URL, w.Links([]catalog.Link{{URL: "https://www.tiny.example/plan/"}})[0].Text, w.Closure("holidays"), w.Closure("snow-days"))
	fixture.Golden(t, "names.txt", out.String())
}
