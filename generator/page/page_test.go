package page_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"corkboard/generator/address"
	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/fixture"
	"corkboard/generator/page"
	"corkboard/generator/tree"
	"corkboard/generator/views"
	"corkboard/generator/wording"
)

const town = `
-- site.yaml --
id: tiny
url: https://tiny.example/town/
title: Tiny
tagline: What goes on here
timezone: Europe/Dublin
country: IE
languages: [en, es]
contact:
  name: The editors
  email: board@tiny.example
  phone: 01 555 0199
repository:
  url: https://github.com/tiny/board
emergency:
  - name: All services
    number: "112"
feeds:
  - id: evenings
    title: Evenings
    kinds: [class]
    categories: [food]
-- categories.yaml --
food:
  name:
    en: Food
    es: Comida
pantry:
  name: Pantry
  in: food
safety:
  name: Safety at home
  summary: Nobody has to know
  sensitive: yes
-- locations.yaml --
rowan:
  name: Rowan
hall:
  name: Hall
  address: 1 Main Street
  in: rowan
-- organizations/neighbors.yaml --
name: Neighbors
location: hall
checked: 2026-11-01
phone: 01 555 0100
summary: We cook
-- organizations/shelter.yaml --
name: Shelter
category: safety
summary: A roof
checked: 2026-11-01
-- pages/about.md --
---
title: About
summary: Who we are
---
We are *neighbors*.
`

const soup = `-- opportunities/soup.yaml --
title:
  en: Soup
  es: Sopa
formerly: [stew]
organization: neighbors
kind: get-help
get: food
category: pantry
summary: Bread and soup
schedule: every Monday 10:00-12:00
related: [class]
checked: 2026-11-20
-- opportunities/class.yaml --
title: Bread class
organization: neighbors
kind: class
category: food
schedule: every Thursday 18:00-19:00
status: full
checked: 2026-11-20
-- opportunities/class-too.yaml --
title: Another class
organization: neighbors
kind: class
category: food
schedule: every Friday 18:00-19:00
checked: 2026-11-20
`

const bed = `-- opportunities/bed.yaml --
title: A safe bed
organization: shelter
kind: get-help
get: shelter
summary: A room for the night
schedule: every Friday 19:00-21:00
urgent_until: 2026-11-30 10:00
checked: 2026-11-20
`

func writer(t *testing.T, b *board.Board, tag string) *page.Writer {
	t.Helper()
	return page.New(fixture.Writer(b, tag), page.Options{Languages: []string{"English", "español"}, Scaffold: func(k catalog.Kind) string { return "title: " + string(k) }})
}

func english(t *testing.T, text string) *page.Writer {
	t.Helper()
	return writer(t, fixture.Board(t, time.Time{}, town+text), "en")
}

// document is a view as it would be in a sample of a theme.
func document(t *testing.T, v views.View) string {
	t.Helper()
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// A sensitive page says nothing that a screen, a share or a search engine would
// pass on.
func TestSensitivePages(t *testing.T) {
	w := english(t, soup+bed)
	for name, test := range map[string]struct {
		view      views.View
		sensitive bool
	}{
		"a listing":               {w.Listing(w.Board.Find("bed")), true},
		"its organization":        {w.Organization(w.Board.Organizations[1]), true},
		"another listing":         {w.Listing(w.Board.Find("soup")), false},
		"another organization":    {w.Organization(w.Board.Organizations[0]), false},
		"its category":            {w.Index(facet(t, w, "categories/safety/"), 1), true},
		"another category":        {w.Index(facet(t, w, "categories/food/"), 1), false},
		"where it was, removed":   {w.Removed(w.Board.Find("bed")), true},
		"what others were, as it": {w.Removed(w.Board.Find("soup")), false},
	} {
		f := test.view.Page()
		if f.Sensitive != test.sensitive {
			t.Errorf("%s: sensitive is %v", name, f.Sensitive)
		}
		if test.sensitive && f.Description+f.JSONLD != "" {
			t.Errorf("%s is described to search engines: %q %q", name, f.Description, f.JSONLD)
		}
		if text := document(t, test.view); test.sensitive && strings.Contains(text, `"ShareText"`) && !strings.Contains(text, `"ShareText": ""`) {
			t.Errorf("%s has a text to share", name)
		}
	}
	if listing := w.Listing(w.Board.Find("soup")).(*views.Listing); listing.Act.ShareText != "Soup" || listing.Description != "Bread and soup" || listing.JSONLD == "" {
		t.Errorf("another listing has nothing to share: %+v", listing.Act)
	}
	if home := document(t, w.Home()); strings.Contains(home, "safe bed") {
		t.Error("the front page shows a private matter")
	}
	declared := fixture.Catalog(t, town+soup+bed)
	declared.Site.Feeds[0].Categories = declared.Categories[2:]
	w = writer(t, fixture.At(declared, time.Time{}, nil), "en")
	if f := w.Declared(&w.Board.Catalog.Site.Feeds[0], w.Board.Sets.All, 1).Page(); !f.Sensitive || f.Description != "" {
		t.Errorf("a declared calendar of a private matter: %+v", f)
	}
}

func facet(t *testing.T, w *page.Writer, path string) *address.Facet {
	t.Helper()
	for _, f := range address.Facets(w.Board) {
		if f.Path == path {
			return &f
		}
	}
	t.Fatalf("no list at %s", path)
	return nil
}

func TestListing(t *testing.T) {
	w := english(t, soup)
	v := w.Listing(w.Board.Find("class")).(*views.Listing)
	if v.Prefix != "Full: " || v.PageTitle != "Full: Bread class" || v.Status != "full" {
		t.Errorf("its title: %q %q %q", v.Prefix, v.PageTitle, v.Status)
	}
	if len(v.Others) != 1 || v.Others[0].ID != "class-too" {
		t.Errorf("instead of one that is full: %v", v.Others)
	}
	if v.Act.Calendar != "/town/opportunities/class/event.ics" || v.Act.EditURL != "https://github.com/tiny/board/edit/main/content/opportunities/class.yaml" || !strings.HasPrefix(v.Act.SuggestMail, "mailto:board@tiny.example?subject=") || v.Act.Again != "/town/suggest/#class" {
		t.Errorf("what a reader can do: %+v", v.Act)
	}
	if v := w.Listing(w.Board.Find("soup")).(*views.Listing); len(v.Related) != 1 || len(v.Languages) != 2 || len(v.Feeds) != 1 || v.NoIndex {
		t.Errorf("related %v, languages %v, feeds %v", v.Related, v.Languages, v.Feeds)
	}
	if v := w.Listing(w.Board.Find("class-too")).(*views.Listing); len(v.Languages) != 1 {
		t.Errorf("it is not translated, and there are pages in %v", v.Languages)
	}
}

// Every page names what it is, in the language of its reader, and has its own
// fingerprint.
func TestEveryPage(t *testing.T) {
	b := fixture.Board(t, time.Time{}, town+soup+bed)
	for _, tag := range []string{"en", "es"} {
		w := writer(t, b, tag)
		first := b.Months()[0]
		pages := map[string]views.View{
			"home": w.Home(), "help": w.HelpNow(), "categories": w.Categories(), "locations": w.Locations(), "search": w.Search(),
			"subscribe": w.Subscribe(), "not found": w.NotFound(), "agenda": w.Agenda(), "agenda of a kind": w.KindAgenda("class"), "month": w.Month(first),
			"outcomes": w.Outcomes(), "newest": w.Newest(), "to check": w.NeedsChecking(), "gaps": w.Gaps(), "suggest": w.Suggest(),
			"own": w.Own(b.Catalog.Pages[0]), "redirect": w.Redirect(w.At.Moves[0]), "organizations": w.Organizations(1), "declared": w.Declared(&b.Catalog.Site.Feeds[0], b.Matching(&b.Catalog.Site.Feeds[0]), 1),
		}
		for _, f := range address.Facets(b) {
			pages["list "+f.Path] = w.Index(&f, 1)
		}
		seen := map[tree.Hash]string{}
		for name, v := range pages {
			f := v.Page()
			if f.PageTitle == "" || f.Kind == "" || f.Lang != tag || !strings.HasPrefix(f.PageURL, "/town/") || !strings.HasPrefix(f.Canonical, "https://tiny.example/town/") {
				t.Errorf("%s: %s: %+v", tag, name, f)
			}
			hash := tree.HashOf(v)
			if other, ok := seen[hash]; ok {
				t.Errorf("%s: %s and %s have one fingerprint", tag, name, other)
			}
			seen[hash] = name
			if strings.Contains(document(t, v), "site.") && strings.Contains(document(t, v), `"site.`) {
				t.Errorf("%s: %s shows the key of a word", tag, name)
			}
		}
	}
}

// summary is a page as a reader's finger finds it: headings and links.
func summary(v views.View) string {
	var out strings.Builder
	f := v.Page()
	fmt.Fprintf(&out, "%s %s — %s\n", f.Kind, f.PageURL, f.PageTitle)
	cards := func(list []*views.Card) {
		for _, c := range list {
			fmt.Fprintf(&out, "  %s%s <%s> %s %s\n", c.Prefix, c.Text, c.URL, c.When, c.Where.Text)
		}
	}
	terms := func(label string, list []views.Term) {
		for _, t := range list {
			fmt.Fprintf(&out, "  %s: %s <%s> %d\n", label, t.Text, t.URL, t.Count)
		}
	}
	links := func(label string, list []views.Link) {
		for _, l := range list {
			fmt.Fprintf(&out, "  %s: %s <%s>\n", label, l.Text, l.URL)
		}
	}
	days := func(list []views.Day) {
		for _, d := range list {
			if len(d.Cards) > 0 || d.More != "" {
				fmt.Fprintf(&out, " %s %s\n", d.Text, d.More)
			}
			cards(d.Cards)
		}
	}
	groups := func(list []views.Group) {
		for _, g := range list {
			fmt.Fprintf(&out, " %s\n", g.Heading)
			cards(g.Cards)
		}
	}
	links("above", f.Crumbs)
	for _, feed := range f.Feeds {
		fmt.Fprintf(&out, "  feed: %s <%s>\n", feed.Type, feed.URL)
	}
	switch v := v.(type) {
	case *views.Home:
		cards(v.Urgent)
		days(v.Week)
		terms("direction", v.Directions)
		terms("category", v.Categories)
		terms("location", v.Locations)
	case *views.Index:
		fmt.Fprintf(&out, "  %s | %s\n", v.Label, v.Intro.Text)
		terms(v.NarrowerLabel, v.Narrower)
		terms(v.OtherLabel, v.Other)
		links(v.SiblingsLabel, v.Siblings)
		cards(v.List.Cards)
		cards(v.List.Organizations.Cards)
		if v.Subscribe != nil {
			fmt.Fprintf(&out, "  calendar: %s\n", v.Subscribe.Brings)
			for _, next := range v.Subscribe.Next {
				fmt.Fprintf(&out, "    %s\n", next.Text)
			}
		}
	case *views.Calendar:
		days(v.Days)
		links("month", v.Months)
		links("kind", v.Kinds)
	case *views.HelpNow:
		for _, g := range v.Groups {
			groups([]views.Group{g.Group})
		}
	case *views.Organizations:
		groups(v.Groups)
	case *views.Organization:
		groups(v.Groups)
		cards(v.Ended)
		cards(v.Members)
	case *views.Newest:
		groups(v.Days)
	case *views.Outcomes:
		for _, r := range v.Done {
			fmt.Fprintf(&out, "  %s: %s\n", r.Card.Text, r.Outcome.Text.Text)
		}
		for _, r := range v.Waiting {
			fmt.Fprintf(&out, "  %s: waiting %v\n", r.Card.Text, r.Outcome.Missing)
		}
		cards(v.Open)
	case *views.NeedsChecking:
		for _, c := range v.Calls {
			fmt.Fprintf(&out, " %s\n", c.Text)
			for _, r := range c.Rows {
				fmt.Fprintf(&out, "  %s | %s | %s | %s\n", r.Text, r.State, r.Why, strings.Join(r.Ask, "; "))
			}
		}
		fmt.Fprintf(&out, "  %s\n", v.Minutes)
	case *views.Gaps:
		links("town", v.Columns)
		for _, r := range v.Rows {
			fmt.Fprintf(&out, "  %s %v\n", r.Text, r.Cells)
		}
	case *views.Subscribe:
		for _, g := range v.Groups {
			links(g.Heading, g.Links)
		}
	case *views.Feed:
		cards(v.List.Cards)
		for _, h := range v.Holds {
			links(h.Label, h.Lines)
		}
	case *views.Suggest:
		for _, x := range v.Templates {
			fmt.Fprintf(&out, "  %s: %s\n", x.File, x.Text)
		}
		fmt.Fprintf(&out, "  %s\n", v.NewFile)
	}
	return out.String()
}

func TestPages(t *testing.T) {
	w := english(t, soup+bed+`-- opportunities/plan.yaml --
title: Plan
organization: neighbors
kind: consultation
say: comment
deadline: 2026-11-01
checked: 2026-10-20
-- opportunities/built.yaml --
title: Square
organization: neighbors
kind: consultation
say: comment
deadline: 2026-11-01
outcome:
  text: Built
  date: 2026-11-10
checked: 2026-10-20
-- opportunities/talk.yaml --
title: Talk
host: The Smiths
kind: study
deadline: 2026-12-01
checked: 2026-06-01
review: 100
-- organizations/bakers.yaml --
name: Émile's bakers
kind: coalition
partners: [neighbors]
`)
	var out strings.Builder
	for _, v := range []views.View{
		w.Home(), w.HelpNow(), w.Agenda(), w.Organizations(1), w.Organization(w.Board.Organizations[0]), w.Organization(w.Board.Organizations[1]),
		w.Newest(), w.Outcomes(), w.NeedsChecking(), w.Gaps(), w.Subscribe(), w.Suggest(), w.Declared(&w.Board.Catalog.Site.Feeds[0], w.Board.Matching(&w.Board.Catalog.Site.Feeds[0]), 1),
	} {
		out.WriteString(summary(v) + "\n")
	}
	for _, f := range address.Facets(w.Board) {
		if len(f.Set.Shown) > 0 {
			out.WriteString(summary(w.Index(&f, 1)) + "\n")
		}
	}
	out.Write(w.Calendars())
	fixture.Golden(t, "pages.txt", out.String())
}

// A long list has pages that lead to each other, and only its first one leads on.
func TestLongList(t *testing.T) {
	var text strings.Builder
	for i := range 441 {
		fmt.Fprintf(&text, "-- opportunities/o%03d.yaml --\ntitle: Listing %d\norganization: neighbors\nkind: volunteer\ngive: time\ncategory: food\nongoing: yes\nchecked: 2026-11-20\n", i, i)
	}
	w := english(t, text.String())
	f := facet(t, w, "categories/food/")
	if n := page.Pages(len(f.Set.Shown)); n != 12 || page.Pages(0) != 1 || page.Pages(40) != 1 || page.Pages(41) != 2 {
		t.Fatalf("%d listings have %d pages", len(f.Set.Shown), n)
	}
	for number, test := range map[int]struct {
		cards    int
		previous string
		next     string
		pages    string
		url      string
	}{
		1:  {40, "", "/town/categories/food/page-2/", "1 2 3 4 5 6 7 8 9 10 11 12", "/town/categories/food/"},
		6:  {40, "/town/categories/food/page-5/", "/town/categories/food/page-7/", "1 3 4 5 6 7 8 9 12", "/town/categories/food/page-6/"},
		12: {1, "/town/categories/food/page-11/", "", "1 9 10 11 12", "/town/categories/food/page-12/"},
	} {
		v := w.Index(f, number).(*views.Index)
		var pages []string
		for _, l := range v.List.Pager.Pages {
			pages = append(pages, l.Text)
		}
		p := v.List.Pager
		if len(v.List.Cards) != test.cards || p.Previous != test.previous || p.Next != test.next || strings.Join(pages, " ") != test.pages || v.PageURL != test.url || v.Languages[1].URL != strings.Replace(test.url, "/town/", "/town/es/", 1) {
			t.Errorf("page %d: %d cards, %+v, pages %v, at %s, in Spanish at %s", number, len(v.List.Cards), p, pages, v.PageURL, v.Languages[1].URL)
		}
		if (v.Subscribe != nil || len(v.Other) > 0) && number > 1 {
			t.Errorf("page %d leads on", number)
		}
	}
	if v := w.Index(facet(t, w, "kinds/job/"), 1).(*views.Index); v.List.Pager != nil || v.List.Empty == "" {
		t.Errorf("an empty list: %+v", v.List)
	}
}

// Organizations are listed after the listings, all of them, and are counted: a page
// never says that there is nothing where there are organizations.
func TestOrganizationsAreListed(t *testing.T) {
	var text strings.Builder
	for i := range 38 {
		fmt.Fprintf(&text, "-- opportunities/o%02d.yaml --\ntitle: Listing %d\norganization: neighbors\nkind: volunteer\ngive: time\ncategory: food\nongoing: yes\nchecked: 2026-11-20\n", i, i)
	}
	for i := range 50 {
		fmt.Fprintf(&text, "-- organizations/p%02d.yaml --\nname: Pantry %02d\ncategory: pantry\nlocation: hall\nhours: Mondays\nchecked: 2026-11-20\n", i, i)
	}
	w := english(t, text.String())
	for _, test := range []struct {
		path            string
		number          int
		cards, owners   int
		count, ofOwners int
		at              string
	}{
		{"categories/food/", 1, 38, 2, 38, 50, ""},
		{"categories/food/", 2, 0, 40, 38, 50, ""},
		{"categories/food/", 3, 0, 8, 38, 50, ""},
		{"categories/pantry/", 1, 0, 40, 0, 50, ""},
		{"locations/hall/", 1, 38, 2, 38, 51, ""},
		{"locations/rowan/pantry/", 2, 0, 10, 0, 50, ""},
		{"get/", 1, 0, 0, 0, 51, "/town/organizations/"},
		{"opportunities/", 1, 38, 0, 38, 51, "/town/organizations/"},
	} {
		v := w.Index(facet(t, w, test.path), test.number).(*views.Index)
		o := v.List.Organizations
		if len(v.List.Cards) != test.cards || len(o.Cards) != test.owners || v.List.Count != test.count || o.Count != test.ofOwners || o.At != test.at {
			t.Errorf("page %d of %s: %d of %d listings, %d of %d organizations, which begin at %q", test.number, test.path, len(v.List.Cards), v.List.Count, len(o.Cards), o.Count, o.At)
		}
	}
	home := w.Home().(*views.Home)
	if food := home.Categories[0]; food.Count != 88 {
		t.Errorf("the front page counts %d of food", food.Count)
	}
	if home.Lead != "organizations" || home.Organizations != 51 || len(home.Letters) != 3 || home.Letters[1].URL != "/town/organizations/#letter-p" {
		t.Errorf("the front page leads with %s: %d organizations, letters %+v", home.Lead, home.Organizations, home.Letters)
	}
	if card := w.Index(facet(t, w, "categories/pantry/"), 1).(*views.Index).List.Organizations.Cards[0]; card.When != "Mondays" || card.Where.Text != "Hall" {
		t.Errorf("the card says %+v", card)
	}
}

// Where the listings fill pages, the first ones say where the organizations begin.
func TestWhereOrganizationsBegin(t *testing.T) {
	var text strings.Builder
	for i := range 90 {
		fmt.Fprintf(&text, "-- opportunities/o%02d.yaml --\ntitle: Listing %d\norganization: neighbors\nkind: volunteer\ngive: time\nongoing: yes\nchecked: 2026-11-20\n", i, i)
	}
	w := english(t, text.String())
	for number, want := range map[int]string{1: "/town/locations/hall/page-3/#organizations", 3: ""} {
		if o := w.Index(facet(t, w, "locations/hall/"), number).(*views.Index).List.Organizations; o.At != want || o.Count != 1 {
			t.Errorf("page %d: %+v", number, o)
		}
	}
}

// What the front page leads with is what there is most of, and nothing on it is empty.
func TestFrontPageFits(t *testing.T) {
	const standing = "organization: neighbors\nkind: volunteer\ngive: time\nongoing: yes\nchecked: 2026-11-20\n"
	for name, test := range map[string]struct {
		text, lead             string
		week, standing, owners int
	}{
		"dates":         {soup, "dates", 3, 0, 0},
		"standing":      {soup + "-- opportunities/a.yaml --\ntitle: A\n" + standing + "-- opportunities/b.yaml --\ntitle: B\n" + standing + "-- opportunities/c.yaml --\ntitle: C\n" + standing + "-- opportunities/d.yaml --\ntitle: D\n" + standing, "standing", 3, 4, 1},
		"organizations": {"", "organizations", 0, 0, 1},
	} {
		v := english(t, test.text).Home().(*views.Home)
		if v.Lead != test.lead || len(v.Week) != test.week || len(v.Standing) != test.standing || len(v.Owners) != test.owners {
			t.Errorf("%s: leads with %s, %d days, %d standing, %d organizations", name, v.Lead, len(v.Week), len(v.Standing), len(v.Owners))
		}
		for _, d := range v.Directions {
			if d.Count == 0 {
				t.Errorf("%s: a door to nothing: %s", name, d.Text)
			}
		}
	}
	needs := english(t, soup+bed+"-- needs.yaml --\nsafety:\n  name: Safety\n  categories: [safety]\n").Home().(*views.Home).Needs
	if len(needs) != 2 || needs[0].URL != "/town/needs/food/" || needs[0].Count != 1 || needs[1].URL != "/town/categories/safety/" {
		t.Errorf("the tiles are %+v", needs)
	}
}

// The page of an organization says what others hold where it is, but nothing sensitive
// and not all of a town.
func TestAlsoAtThisPlace(t *testing.T) {
	w := english(t, soup+bed+"-- organizations/choir.yaml --\nname: Choir\nlocation: hall\nchecked: 2026-11-20\n-- organizations/club.yaml --\nname: Club\nlocation: rowan\nchecked: 2026-11-20\n"+
		"-- opportunities/talk.yaml --\ntitle: Talk\norganization: shelter\nkind: get-help\nget: advice\nlocation: hall\nongoing: yes\nchecked: 2026-11-20\n"+
		"-- opportunities/song.yaml --\ntitle: Song\norganization: choir\nkind: group\nongoing: yes\nchecked: 2026-11-20\n")
	of := func(id string) string {
		var out []string
		for _, o := range w.Board.Organizations {
			if o.ID != id {
				continue
			}
			for _, g := range w.Organization(o).(*views.Organization).Also {
				out = append(out, g.Heading)
				for _, c := range g.Cards {
					out = append(out, c.ID)
				}
			}
		}
		return strings.Join(out, " ")
	}
	for id, want := range map[string]string{"choir": "Also at Hall soup class class-too", "neighbors": "Also at Hall song", "club": "", "shelter": ""} {
		if got := of(id); got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
}

// Of many places, a list has the dozen with the most, by name; all are one link away,
// under their letters.
func TestManyPlaces(t *testing.T) {
	var text strings.Builder
	text.WriteString("-- locations.yaml --\nrowan:\n  name: Rowan\nhall:\n  name: Hall\n  in: rowan\n")
	for i := range 1200 {
		fmt.Fprintf(&text, "v%04d:\n  name: %c venue %04d\n  in: rowan\n", i, 'A'+i%20, 1199-i)
	}
	for i := range 30 {
		fmt.Fprintf(&text, "-- opportunities/o%02d.yaml --\ntitle: Listing %d\norganization: neighbors\nkind: volunteer\ngive: time\nlocation: v%04d\nongoing: yes\nchecked: 2026-11-20\n", i, i, 100+i%15)
	}
	w := english(t, text.String())
	v := w.Index(facet(t, w, "locations/rowan/"), 1).(*views.Index)
	if len(v.Narrower) != 12 || !v.PlacesAfter || v.NarrowerRest.URL != "/town/locations/rowan/places-1/" || v.NarrowerRest.Text != "All 1,201 places in Rowan" {
		t.Fatalf("%d places, the rest at %+v", len(v.Narrower), v.NarrowerRest)
	}
	for i, p := range v.Narrower {
		if p.Count != 2 || i > 0 && v.Narrower[i-1].Text > p.Text {
			t.Errorf("%s has %d and comes after %s", p.Text, p.Count, v.Narrower[max(0, i-1)].Text)
		}
	}
	lists := w.PlaceLists()
	if len(lists) != 1 || strings.Join(lists[0].Pages(), " ") != "locations/rowan/places-1/ locations/rowan/places-2/ locations/rowan/places-3/" {
		t.Fatalf("lists of places: %+v", lists)
	}
	seen := 0
	var letters []string
	for number := range lists[0].Pages() {
		page := w.Places(&lists[0], number+1).(*views.Terms)
		for _, g := range page.Groups {
			seen += len(g.Terms)
		}
		if letters = nil; len(page.Letters) != 20 {
			t.Errorf("page %d leads to %d letters", number+1, len(page.Letters))
		}
		for _, l := range page.Letters {
			letters = append(letters, l.URL)
		}
	}
	if seen != 1201 || letters[0] != "/town/locations/rowan/places-1/#letter-a" || letters[19] != "/town/locations/rowan/places-3/#letter-t" {
		t.Errorf("%d places, letters %v", seen, letters)
	}
	if overview := w.Locations().(*views.Terms); len(overview.Terms) != 1 || len(overview.Terms[0].Children) != 12 {
		t.Errorf("the overview has %d and in them %d", len(overview.Terms), len(overview.Terms[0].Children))
	}
}

// A pager of many pages links some, from which every page is a few steps away.
func TestPagerIsAWindow(t *testing.T) {
	var text strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&text, "-- organizations/p%04d.yaml --\nname: %c group %04d\nchecked: 2026-11-20\n", i, 'A'+i/300, i)
	}
	w := english(t, text.String())
	for number := 1; number <= 76; number++ {
		v := w.Organizations(number).(*views.Organizations)
		if n := len(v.Pager.Pages); n > 14 {
			t.Errorf("page %d links %d pages", number, n)
		}
		if len(v.Letters) != 12 {
			t.Errorf("page %d leads to %d letters", number, len(v.Letters))
		}
	}
}

// Addresses of the usual code hosts; of another one there is no link.
func TestRepository(t *testing.T) {
	for url, want := range map[string]string{
		"https://github.com/a/b.git":     "https://github.com/a/b/edit/main/content/opportunities/soup.yaml",
		"https://codeberg.org/a/b":       "https://codeberg.org/a/b/_edit/main/content/opportunities/soup.yaml",
		"https://gitlab.com/a/b":         "https://gitlab.com/a/b/-/edit/main/content/opportunities/soup.yaml",
		"https://git.tiny.example/a/b":   "",
		"https://forgejo.tiny.example/a": "https://forgejo.tiny.example/a/_edit/main/content/opportunities/soup.yaml",
	} {
		c := fixture.Catalog(t, town+soup)
		c.Site.Repository.URL = url
		w := writer(t, fixture.At(c, time.Time{}, nil), "en")
		if got := w.Listing(w.Board.Find("soup")).(*views.Listing).Act.EditURL; got != want {
			t.Errorf("%s: %s, want %s", url, got, want)
		}
		if got := w.Suggest().(*views.Suggest).NewFile; (got == "") != (want == "") {
			t.Errorf("%s: a new file at %q", url, got)
		}
	}
}

// Without a page of the theme nothing leads to it.
func TestWithoutOptionalPages(t *testing.T) {
	b := fixture.Board(t, time.Time{}, town+soup)
	at := address.New(b, address.Options{Pages: []string{"home", "opportunity", "not-found"}})
	w := page.New(wording.New(b, at.Default(), fixture.Words("en")), page.Options{Languages: []string{"English", "español"}})
	for name, v := range map[string]views.View{"home": w.Home(), "a listing": w.Listing(b.Find("soup")), "not found": w.NotFound()} {
		text := document(t, v)
		for _, path := range []string{"help-now/", "search/", "suggest/", "subscribe/", "new/", "outcomes/", "gaps/", "needs-checking/"} {
			if strings.Contains(text, "/town/"+path) {
				t.Errorf("%s leads to %s", name, path)
			}
		}
	}
}

// A page that moved leads on, and is no page of its own.
func TestRedirect(t *testing.T) {
	w := english(t, soup)
	v := w.Redirect(w.At.Moves[0]).(*views.Redirect)
	if v.To.URL != "/town/opportunities/soup/" || v.PageURL != "/town/opportunities/stew/" || v.Canonical != "https://tiny.example/town/opportunities/soup/" || !v.NoIndex {
		t.Errorf("got %+v", v)
	}
}

// A subscribe box names what begins next: neither what began before today, nor what will not
// take place.
func TestWhatBeginsNext(t *testing.T) {
	const by = "organization: neighbors\nkind: class\nchecked: 2026-11-20\n"
	b := fixture.Board(t, time.Date(2026, 11, 23, 10, 30, 0, 0, time.UTC), town+
		"-- opportunities/show.yaml --\ntitle: Show\n"+by+"schedule: 2026-10-01..2027-01-10\n"+
		"-- opportunities/today.yaml --\ntitle: Today\n"+by+"schedule: every Monday 10:00-12:00\n"+
		"-- opportunities/off.yaml --\ntitle: Off\n"+by+"status: cancelled\nschedule: every Tuesday 10:00-12:00\n"+
		"-- opportunities/next.yaml --\ntitle: Singing\n"+by+"schedule: every Thursday 18:00-19:00\n")
	v, ok := writer(t, b, "en").Subscribe().(*views.Subscribe)
	if !ok {
		t.Fatal("not the page of subscribe boxes")
	}
	var got []string
	for _, next := range v.Subscribe.Next {
		got = append(got, strings.Split(next.Text, ",")[0]+" "+next.Start)
	}
	want := "Next: Today 2026-11-23T10:00:00Z; Next: Singing 2026-11-26T18:00:00Z; Next: Today 2026-11-30T10:00:00Z"
	if text := strings.Join(got, "; "); text != want {
		t.Errorf("got %s, want %s", text, want)
	}
}
