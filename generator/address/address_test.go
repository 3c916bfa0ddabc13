package address_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"corkboard/generator/address"
	"corkboard/generator/catalog"
	"corkboard/generator/fixture"
)

// renamed is a directory in which everything had another id once.
const renamed = `
-- site.yaml --
id: tiny
url: https://tiny.example
title: Tiny
languages: [en, es]
feeds:
  - id: evenings
    formerly: [nights]
    title: Evenings
    kinds: [class]
-- categories.yaml --
food:
  name: Food
  formerly: [eating]
safety:
  name: Safety
  sensitive: yes
-- locations.yaml --
hall:
  name: Hall
  formerly: [old-hall]
square:
  name: Square
-- organizations/neighbors.yaml --
name: Neighbors
checked: 2026-11-01
formerly: [friends]
-- opportunities/soup.yaml --
title:
  en: Soup
  es: Sopa
organization: neighbors
kind: get-help
get: food
category: food
location: hall
schedule: every Monday 10:00-12:00
checked: 2026-11-20
formerly: [stew, broth]
-- opportunities/refuge.yaml --
title: Refuge
organization: neighbors
kind: get-help
get: shelter
category: safety
location: square
ongoing: yes
checked: 2026-11-20
-- opportunities/stall.yaml --
title: Stall
organization: neighbors
kind: event
category: food
location: square
schedule: every Monday 10:00-12:00
checked: 2026-11-20
formerly: [stand]
`

func book(t *testing.T, text string, options address.Options) *address.Book {
	t.Helper()
	return address.New(fixture.Board(t, time.Time{}, text), options)
}

func TestWhereASiteIs(t *testing.T) {
	for baseURL, want := range map[string]string{
		"":                            "https://tiny.example | /",
		"https://town.example/board":  "https://town.example | /board/",
		"https://town.example/a%20b/": "https://town.example | /a%20b/",
		"http://127.0.0.1:1313/":      "http://127.0.0.1:1313 | /",
		"not an address":              "http://localhost:1313 | /",
	} {
		a := book(t, renamed, address.Options{BaseURL: baseURL})
		if got := a.Origin + " | " + a.Base; got != want {
			t.Errorf("%q: %s, want %s", baseURL, got, want)
		}
	}
}

func TestLanguages(t *testing.T) {
	a := book(t, renamed, address.Options{BaseURL: "https://town.example/board/"})
	en, es := a.Languages[0], a.Languages[1]
	soup := catalog.Text{{Lang: "en", Value: "Soup"}, {Lang: "es", Value: "Sopa"}}
	stall := catalog.Text{{Lang: "en", Value: "Stall"}}
	of := func(l *address.Language, text catalog.Text) string {
		url, hreflang := l.Of(address.ListingPath("x"), text)
		return strings.TrimSpace(url + " " + hreflang)
	}
	for name, test := range map[string]struct{ got, want string }{
		"at the root":              {en.URL("give/"), "/board/give/"},
		"in a folder":              {es.URL("give/"), "/board/es/give/"},
		"absolute":                 {es.Absolute("give/"), "https://town.example/board/es/give/"},
		"escaped":                  {en.URL("categories/café 50%/"), "/board/categories/caf%C3%A9%2050%25/"},
		"the file of a page":       {es.File("give/"), "es/give/index.html"},
		"the file of the front":    {es.File(""), "es/index.html"},
		"a file":                   {en.File("404.html"), "404.html"},
		"a picture":                {a.Media("media/a b.png"), "/board/media/a%20b.png"},
		"in its language":          {of(es, soup), "/board/es/opportunities/x/"},
		"in the first language":    {of(en, stall), "/board/opportunities/x/"},
		"not translated":           {of(es, stall), "/board/opportunities/x/ en"},
		"the first page of a list": {address.Numbered("give/", 1), "give/"},
		"the third":                {address.Numbered("give/", 3), "give/page-3/"},
		"the default":              {a.Default().Tag, "en"},
	} {
		if test.got != test.want {
			t.Errorf("%s: %s, want %s", name, test.got, test.want)
		}
	}
	if es.Has(stall) || !es.Has(soup) || !en.Has(stall) || es.Book() != a {
		t.Error("a listing has a page in a language that it is not in, or none in its own")
	}
	without := fixture.Catalog(t, "")
	without.Site.Languages = nil
	if got := address.New(fixture.At(without, time.Time{}, nil), address.Options{}).Languages; len(got) != 1 || got[0].Tag != "en" {
		t.Error("a site without a language is not in English")
	}
}

// A published address never dies: each former one leads on, whatever was renamed.
func TestMoves(t *testing.T) {
	a := book(t, renamed, address.Options{})
	lines := func(l *address.Language) string {
		var out []string
		for _, m := range l.Moves {
			line := m.From + " " + m.To
			if !m.Page {
				line += " (no page)"
			}
			out = append(out, line)
		}
		return strings.Join(out, "\n")
	}
	const everywhere = `feeds/nights/ feeds/evenings/
categories/eating/ categories/food/
locations/old-hall/ locations/hall/
locations/hall/eating/ locations/hall/food/
locations/old-hall/food/ locations/hall/food/
locations/old-hall/eating/ locations/hall/food/
locations/square/eating/ locations/square/food/`
	if got, want := lines(a.Languages[0]), `opportunities/stew/ opportunities/soup/
opportunities/broth/ opportunities/soup/
opportunities/stand/ opportunities/stall/
organizations/friends/ organizations/neighbors/
`+everywhere; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got, want := lines(a.Languages[1]), `opportunities/stew/ opportunities/soup/
opportunities/broth/ opportunities/soup/
opportunities/stand/ opportunities/stall/ (no page)
organizations/friends/ organizations/neighbors/ (no page)
`+everywhere; got != want {
		t.Errorf("in Spanish: got\n%s\nwant\n%s", got, want)
	}
	if got := strings.Join(a.Default().Former("locations/hall/food/"), " "); got != "locations/hall/eating/ locations/old-hall/food/ locations/old-hall/eating/" {
		t.Errorf("the crossing was at %s", got)
	}
	if len(a.Default().Former("locations/square/")) > 0 {
		t.Error("what was not renamed has a former address")
	}
}

// What was removed is at no former address: of it only the name goes on.
func TestRemovedListingsDoNotMove(t *testing.T) {
	c := fixture.Catalog(t, renamed)
	for _, o := range c.Opportunities {
		o.Removed, o.Listed = true, false
	}
	for _, m := range address.New(fixture.At(c, time.Time{}, nil), address.Options{}).Default().Moves {
		if strings.HasPrefix(m.To, address.ListingsPath) {
			t.Errorf("%s leads to %s", m.From, m.To)
		}
	}
}

// Pages that a theme does without have no address.
func TestPagesOfATheme(t *testing.T) {
	all := book(t, renamed, address.Options{})
	if all.Default().Page(address.GapsPath) != "/gaps/" || !all.Serves("feed") {
		t.Error("a theme with every page lacks one")
	}
	some := book(t, renamed, address.Options{Pages: []string{"home", "search"}})
	if some.Default().Page(address.GapsPath) != "" || some.HasPage(address.HelpNowPath) {
		t.Error("a page that the theme does not have has an address")
	}
	if some.Default().Page(address.SearchPath) != "/search/" || some.Default().Page(address.ListingsPath) != "/opportunities/" {
		t.Error("a page that the theme has, or has to have, has no address")
	}
	for _, m := range some.Default().Moves {
		if m.To == address.DeclaredPath("evenings") && m.Page {
			t.Error("a former address leads to a page that the theme does not have")
		}
	}
}

// Which lists have a page, and which files are beside it: whoever subscribed must
// not meet an error because the last listing is gone.
func TestFacets(t *testing.T) {
	facets := func(text string, now time.Time) string {
		var out []string
		for _, f := range address.Facets(fixture.Board(t, now, text)) {
			line := f.Page + " " + f.Path
			if f.Calendar {
				line += " calendar"
			}
			if f.News {
				line += " news"
			}
			if f.Index {
				line += " index"
			}
			if f.Sensitive {
				line += " sensitive"
			}
			if f.Page != "kind" && f.Page != "direction" {
				out = append(out, fmt.Sprintf("%s %d", line, len(f.Set.Shown)))
			}
		}
		return strings.Join(out, "\n")
	}
	const standing = `need needs/food/ 1
category categories/food/ calendar news index 2
category categories/safety/ calendar news index sensitive 1
location locations/hall/ calendar news index 1
location locations/square/ calendar news index 1
location-category locations/hall/food/ calendar 1
location-category locations/square/food/ calendar 1`
	if got, want := facets(renamed, time.Time{}), "opportunities opportunities/ 2\n"+standing; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	// Without a date a crossing or a place has no calendar; a language or a feature of access
	// has a page once something has it.
	more := strings.ReplaceAll(renamed, "schedule: every Monday 10:00-12:00", "ongoing: yes\nlanguages: [es]\naccess:\n  step-free: yes")
	want := "opportunities opportunities/ 2\n" + strings.NewReplacer("food/ calendar 1", "food/ 1", "hall/ calendar", "hall/", "square/ calendar", "square/").Replace(standing) + "\nlanguage languages/es/ calendar 2\naccess access/step-free/ calendar 2"
	if got := facets(more, time.Time{}); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if n := len(address.Facets(fixture.Board(t, time.Time{}, ""))); n != 1+len(catalog.Directions)+len(catalog.Kinds) {
		t.Errorf("an empty directory has %d lists", n)
	}
}
