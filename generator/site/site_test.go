package site_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"corkboard/generator/address"
	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/fixture"
	"corkboard/generator/locale"
	"corkboard/generator/site"
	"corkboard/generator/tree"
)

const town = `
-- site.yaml --
id: tiny
url: https://tiny.example/town/
title: Tiny
languages: [en, es]
feeds:
  - id: evenings
    title: Evenings
    kinds: [class]
-- categories.yaml --
food:
  name: Food
safety:
  name: Safety at home
  sensitive: yes
-- locations.yaml --
hall:
  name: Hall
  formerly: [old-hall]
-- organizations/neighbors.yaml --
name: Neighbors
location: hall
checked: 2026-11-01
-- organizations/shelter.yaml --
name: Shelter
category: safety
checked: 2026-11-01
-- opportunities/soup.yaml --
title:
  en: Soup
  es: Sopa
formerly: [stew]
organization: neighbors
kind: get-help
get: food
category: food
schedule: every Monday 10:00-12:00
checked: 2026-11-20
-- opportunities/bed.yaml --
title: A safe bed
organization: shelter
kind: get-help
get: shelter
location: hall
ongoing: yes
checked: 2026-11-20
-- opportunities/gone.yaml --
title: Old walk
organization: neighbors
kind: event
category: food
schedule: 2026-01-10 10:00-12:00
checked: 2026-01-01
-- pages/about.md --
---
title: About
---
Us.
`

func plan(t *testing.T, b *board.Board, options address.Options) *site.Site {
	t.Helper()
	words, problems := site.Words(b.Catalog, fixture.Locales())
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return site.New(b, address.New(b, options), words, site.Options{Errors: 1, Warnings: 2})
}

func file(t *testing.T, s *site.Site, path string) string {
	t.Helper()
	for _, f := range s.Files {
		if f.Path == path {
			var b bytes.Buffer
			if err := f.Render(&b); err != nil {
				t.Fatal(err)
			}
			return b.String()
		}
	}
	return ""
}

// Everything that is published, at its address: a path that changes here is one
// that somebody has a link to.
func TestPlan(t *testing.T) {
	s := plan(t, fixture.Board(t, time.Time{}, town), address.Options{})
	var out strings.Builder
	for _, p := range s.Pages {
		fmt.Fprintf(&out, "%s %s", p.Path, p.View().Page().Kind)
		if p.Source != "" {
			fmt.Fprintf(&out, " from %s", p.Source)
		}
		if p.Sitemap {
			out.WriteString(" in the sitemap")
		}
		out.WriteString("\n")
	}
	for _, f := range s.Files {
		fmt.Fprintln(&out, f.Path)
	}
	fixture.Golden(t, "plan.txt", out.String())
	if _, clashes := tree.New(s.Files); len(clashes) > 0 {
		t.Errorf("two files have one path: %v", clashes)
	}
}

// An organization that never had a listing, and a place where none was, have a page and
// no feeds: of 33,000 museums these were three quarters of all files.
func TestFilesOfWhatHasNoListing(t *testing.T) {
	text := strings.Replace(town, "-- locations.yaml --\n", "-- organizations/museum.yaml --\nname: Museum\nlocation: quarry\nchecked: 2026-11-20\n-- locations.yaml --\nquarry:\n  name: Quarry\n", 1)
	s := plan(t, fixture.Board(t, time.Time{}, text), address.Options{})
	var files []string
	for _, p := range s.Pages {
		files = append(files, p.Path)
	}
	for _, f := range s.Files {
		files = append(files, f.Path)
	}
	var got []string
	for _, f := range files {
		if strings.HasPrefix(f, "organizations/museum/") || strings.HasPrefix(f, "locations/quarry/") {
			got = append(got, f)
		}
	}
	if want := "locations/quarry/index.html locations/quarry/index.json organizations/museum/index.html"; strings.Join(slices.Sorted(slices.Values(got)), " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

// A copy of a sensitive page stays nowhere, in no language that it is in; of the
// others copies are welcome.
func TestHeaders(t *testing.T) {
	text := file(t, plan(t, fixture.Board(t, time.Time{}, town), address.Options{}), "_headers")
	var private []string
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if line == "  Cache-Control: no-store" {
			private = append(private, lines[i-1])
			if lines[i+1] != "  Referrer-Policy: no-referrer" {
				t.Errorf("%s tells other sites where a reader came from", lines[i-1])
			}
		}
	}
	want := `/town/hide-a-visit/*
/town/categories/safety/*
/town/opportunities/bed/*
/town/organizations/shelter/*
/town/es/hide-a-visit/*
/town/es/categories/safety/*`
	if got := strings.Join(private, "\n"); got != want {
		t.Errorf("never stored are\n%s\nwant\n%s", got, want)
	}
	// A server of one's own knows them, and the pages that follow, by a file beside them.
	private = nil
	for _, f := range plan(t, fixture.Board(t, time.Time{}, town), address.Options{}).Files {
		if folder, ok := strings.CutSuffix(f.Path, address.PrivateFile); ok {
			private = append(private, "/town/"+folder+"*")
		}
	}
	if got := strings.Join(slices.Sorted(slices.Values(private)), "\n"); got != strings.Join(slices.Sorted(slices.Values(strings.Split(want, "\n"))), "\n") {
		t.Errorf("marked as private are\n%s\nwant\n%s", got, want)
	}
	for _, want := range []string{"/town/*\n  Content-Security-Policy: default-src 'none'", "frame-ancestors 'none'", "/town/assets/*\n  Cache-Control: public, max-age=31536000, immutable", "/town/es/*/calendar.ics\n  Content-Type: text/calendar; charset=utf-8", "/town/*/event.ics\n  Content-Type: text/calendar; charset=utf-8"} {
		if !strings.Contains(text, want) {
			t.Errorf("%s\nlacks %s", text, want)
		}
	}
}

func TestRedirects(t *testing.T) {
	got := file(t, plan(t, fixture.Board(t, time.Time{}, town), address.Options{}), "_redirects")
	want := `/town/opportunities/stew/ /town/opportunities/soup/ 301
/town/locations/old-hall/ /town/locations/hall/ 301
/town/locations/old-hall/food/ /town/locations/hall/food/ 301
/town/es/opportunities/stew/ /town/es/opportunities/soup/ 301
/town/es/locations/old-hall/ /town/es/locations/hall/ 301
/town/es/locations/old-hall/food/ /town/es/locations/hall/food/ 301
`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Crawlers are told of what is there to be found: nothing that is over, unlisted
// or elsewhere.
func TestSitemap(t *testing.T) {
	s := plan(t, fixture.Board(t, time.Time{}, town), address.Options{})
	text := file(t, s, "sitemap.xml")
	for path, want := range map[string]bool{
		"": true, "opportunities/soup/": true, "es/opportunities/soup/": true, "opportunities/gone/": false, "opportunities/stew/": false,
		"needs-checking/": false, "404.html": false, "about/": true, "kinds/job/": false, "categories/food/": true, "calendar/2026-11/": true,
	} {
		if got := strings.Contains(text, "<loc>https://tiny.example/town/"+path+"</loc>"); got != want {
			t.Errorf("%s is in the sitemap: %v", path, got)
		}
	}
	if got := file(t, s, "robots.txt"); got != "User-agent: *\nAllow: /\n\nSitemap: https://tiny.example/town/sitemap.xml\n" {
		t.Errorf("robots.txt: %s", got)
	}
}

// A large site has its addresses in parts.
func TestLargeSitemap(t *testing.T) {
	c := fixture.Catalog(t, town)
	about := c.Pages[0]
	for i := range 26_000 {
		own := *about
		own.ID, own.Title = fmt.Sprintf("p%05d", i), catalog.Text{{Lang: "en", Value: "One"}, {Lang: "es", Value: "Uno"}}
		c.Pages = append(c.Pages, &own)
	}
	s := plan(t, fixture.At(c, time.Time{}, nil), address.Options{})
	index := file(t, s, "sitemap.xml")
	if !strings.Contains(index, "<sitemapindex") || strings.Count(index, "<loc>") != 2 || !strings.Contains(index, "https://tiny.example/town/sitemap-2.xml") {
		t.Fatalf("the index: %s", index)
	}
	listed := 0
	for _, p := range s.Pages {
		if p.Sitemap {
			listed++
		}
	}
	first, second := strings.Count(file(t, s, "sitemap-1.xml"), "<loc>"), strings.Count(file(t, s, "sitemap-2.xml"), "<loc>")
	if first != 50_000 || first+second != listed {
		t.Errorf("the parts have %d and %d addresses of %d", first, second, listed)
	}
}

// What a theme does without is not planned: no page, no file of its own.
func TestWithoutPages(t *testing.T) {
	s := plan(t, fixture.Board(t, time.Time{}, town), address.Options{Pages: []string{"home"}})
	for _, p := range s.Pages {
		for _, path := range []string{"help-now/", "search/", "subscribe/", "suggest/", "outcomes/", "new/", "needs-checking/", "gaps/", "feeds/"} {
			if strings.HasPrefix(p.Path, path) {
				t.Errorf("%s is planned", p.Path)
			}
		}
	}
	if file(t, s, "subscribe/calendars.json")+file(t, s, "outcomes/feed.xml") != "" || s.Search() != nil {
		t.Error("a file of a page that is not there is planned")
	}
	if file(t, s, "feeds/evenings/calendar.ics") == "" {
		t.Error("whoever subscribed to a declared calendar meets an error")
	}
}

func TestSearch(t *testing.T) {
	s := plan(t, fixture.Board(t, time.Time{}, town), address.Options{})
	languages := map[string]bool{}
	for _, f := range s.Search() {
		folder, _, _ := strings.Cut(f.Path, "search/index/")
		languages[folder] = true
		if !site.InSearch(f.Path) {
			t.Errorf("%s is not found among the files of the search", f.Path)
		}
	}
	if !languages[""] || !languages["es/"] || len(languages) != 2 {
		t.Errorf("folders: %v", languages)
	}
	for _, f := range s.Files {
		if site.InSearch(f.Path) {
			t.Errorf("%s is taken for a file of the search", f.Path)
		}
	}
}

// A language that the theme does not speak is said in English, and reported; a
// regional one in the words of its language.
func TestWords(t *testing.T) {
	c := fixture.Catalog(t, "")
	c.Site.Languages = []string{"en-IE", "es", "fi"}
	words, problems := site.Words(c, fixture.Locales())
	var tags []string
	for _, w := range words {
		tags = append(tags, w.Tag())
	}
	if strings.Join(tags, " ") != "en es en" || len(problems) != 1 || !strings.Contains(problems[0].Text, "fi") || !strings.Contains(problems[0].Hint, "themes/mine/i18n/fi.yaml") {
		t.Errorf("words of %v, problems %v", tags, problems)
	}
	c.Site.Theme = "ours"
	if _, problems := site.Words(c, fixture.Locales()); !strings.Contains(problems[0].Hint, "themes/ours/i18n/fi.yaml") {
		t.Errorf("hint: %s", problems[0].Hint)
	}
	spanish := []*locale.Locale{fixture.Words("es")}
	if words, _ := site.Words(c, spanish); words[2].Tag() != "es" {
		t.Errorf("without English words those are in %s", words[2].Tag())
	}
}
