package generator_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"corkboard/generator/history"
)

var update = flag.Bool("update", false, "rewrite the golden site")

// tiny is a whole site in a few files: two languages, a place, a category, and
// listings of three kinds.
var tiny = fstest.MapFS{
	"site.yaml": file(`
id: tiny
url: https://tiny.example
title: Tiny
timezone: Europe/Dublin
country: IE
languages: [en, es]
contact:
  email: board@tiny.example
`),
	"categories.yaml": file("food:\n  name:\n    en: Food\n    es: Comida\n"),
	"locations.yaml": file(`
hall:
  name: Hall
  address: 1 Main Street
`),
	"organizations/neighbors.yaml": file("name: Neighbors\nlocation: hall\nchecked: 2026-11-01\nphone: 01 555 0100\n"),
	"opportunities/soup.yaml": file(`
title:
  en: Soup
  es: Sopa
organization: neighbors
kind: get-help
category: food
schedule: every Monday noon-2pm
id_needed: no
checked: 2026-11-20
`),
	"opportunities/hearing.yaml":  file("title: Hearing\norganization: neighbors\nkind: consultation\nsay: comment\ndeadline: 2026-12-11 17:00\nchecked: 2026-11-20\n"),
	"opportunities/old-fair.yaml": file("title: Old fair\norganization: neighbors\nkind: event\nschedule: 2026-10-03 10:00-12:00\nchecked: 2026-09-20\nformerly: [fair]\n"),
	"pages/about.md":              file("---\ntitle: About\n---\nWho we *are*.\n"),
}

// own is what a page has for itself: its title and its main part. What is
// around that stands once, on the front page.
func own(page string) string {
	_, title, _ := strings.Cut(page, "<title>")
	title, _, _ = strings.Cut(title, "</title>")
	_, main, _ := strings.Cut(page, "<main")
	main, _, _ = strings.Cut(main, "</main>")
	return title + "\n<main" + main
}

// The tiny site, every page, calendar and file of it, as one text. What a
// change does to a site is seen in the difference; renew it with -update.
func TestGoldenSite(t *testing.T) {
	const golden = "testdata/tiny.golden"
	day := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	known := map[string]history.Dates{}
	for name := range tiny {
		known[name] = history.Dates{Added: day, Changed: day}
	}
	r := buildWith(t, tiny, sampleNow, history.Fixed(known))
	if len(r.Problems.Errors()) > 0 {
		t.Fatal(printed(r.Problems))
	}
	var b bytes.Buffer
	for _, f := range r.Tree.Files() {
		if strings.HasPrefix(f.Path, "assets/") {
			fmt.Fprintf(&b, "-- %s --\n", f.Path) // the theme's own tests look inside
			continue
		}
		text := strings.ReplaceAll(string(render(t, f)), "\r\n", "\n")
		if strings.HasSuffix(f.Path, ".html") && f.Path != "index.html" {
			text = own(text)
		}
		fmt.Fprintf(&b, "-- %s --\n%s\n", f.Path, text)
	}
	if *update {
		if err := os.WriteFile(golden, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	got, wanted := strings.Split(b.String(), "\n"), strings.Split(string(want), "\n")
	at := ""
	for i := range max(len(got), len(wanted)) {
		switch {
		case i >= len(got) || i >= len(wanted):
			t.Fatalf("%s: %d lines, want %d; renew with -update", at, len(got), len(wanted))
		case got[i] != wanted[i]:
			t.Fatalf("%s, line %d of the golden file:\ngot  %s\nwant %s\nrenew with: go test ./generator -run TestGoldenSite -update", at, i+1, got[i], wanted[i])
		case strings.HasPrefix(got[i], "-- "):
			at = got[i]
		}
	}
}
