package generator_test

import (
	"cmp"
	"flag"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
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

// golden is the tiny site with what a change could break unseen: a sensitive
// category with listings, a listing that has every field, one that is
// cancelled, one that is over and cancelled, one that is full, one whose
// urgency has ended and one whose urgency lasts, and a record that git does
// not know.
func golden() fstest.MapFS {
	files := maps.Clone(tiny)
	maps.Copy(files, fstest.MapFS{
		"categories.yaml": file("food:\n  name:\n    en: Food\n    es: Comida\nsafety:\n  name: Safety at home\n  sensitive: yes\nsafe-beds:\n  in: safety\n"),
		"closures.yaml":   file("holidays:\n  name: public holidays\n  days: [2026-12-24, 2026-12-28..2027-01-01]\n"),
		"locations.yaml": file(`
hall:
  name: Hall
  address: 1 Main Street
  in: old-town
old-town:
  name: Old Town
refuge:
  name: The refuge
  in: old-town
  privacy: confidential
allotments:
  in: old-town
  address: 77 Withheld Row
  privacy: area-only
`),
		"media/garden.png":                  {Data: picture, Mode: 0o644},
		"organizations/refuge-trust.yaml":   file("name: Refuge Trust\nlocation: refuge\ncategory: safe-beds\nchecked: 2026-11-01\nphone: 01 555 0101\n"),
		"organizations/unknown-to-git.yaml": file("name: Unknown to git\nlocation: hall\n"),
		"opportunities/safe-bed.yaml": file(`
title: A safe bed
organization: refuge-trust
kind: get-help
get: shelter
category: safe-beds
schedule: every Friday 7pm-9pm
checked: 2026-11-20
`),
		"opportunities/advice-line.yaml":    file("title: Advice line\norganization: refuge-trust\nkind: get-help\nget: advice\ncategory: safety\nongoing: yes\nremote: yes\nonline:\n  phone: 01 555 0102\nchecked: 2026-11-20\n"),
		"opportunities/cancelled-walk.yaml": file("title: Walk\norganization: neighbors\nkind: event\ncategory: food\nschedule: 2026-12-06 10:00-12:00\nstatus: cancelled\nstatus_note: The path is flooded\nchecked: 2026-11-20\n"),
		"opportunities/cancelled-past.yaml": file("title: Past walk\norganization: neighbors\nkind: event\nschedule: 2026-11-07 10:00-12:00\nstatus: cancelled\nchecked: 2026-11-01\n"),
		"opportunities/full-class.yaml":     file("title: Bread class\norganization: neighbors\nkind: class\ncategory: food\nschedule: every Thursday 18:00-19:00\nstatus: full\nchecked: 2026-11-20\n"),
		"opportunities/urgent-over.yaml":    file("title: Coats wanted\norganization: neighbors\nkind: drive\ngive: items\nongoing: yes\nurgent_until: 2026-11-20 18:00\nchecked: 2026-11-18\n"),
		"opportunities/urgent-now.yaml":     file("title: Drivers wanted tonight\norganization: neighbors\nkind: respond\ngive: time\nongoing: yes\nurgent_until: 2026-11-24 18:00\nchecked: 2026-11-22\n"),
		"opportunities/of-unknown.yaml":     file("title: Swap table\norganization: unknown-to-git\nkind: event\nschedule: 2026-12-01 18:00-20:00\n"),
		"opportunities/garden.yaml":         file(everyField),
	})
	return files
}

// picture is a PNG of one pixel.
var picture = []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xcf\xc0\xf0\x1f\x00\x05\x00\x01\xff\x89\x99=\x1d\x00\x00\x00\x00IEND\xaeB`\x82")

// everyField is a listing that says all that a listing can say; see
// TestGoldenListingHasEveryField.
const everyField = `
title:
  en: Community garden
  es: Huerto comunitario
organizations: [neighbors, unknown-to-git]
host: The Saturday diggers
kind: volunteer
say: shape
give: [time, skills]
get: [company, food]
summary: Dig, plant and share the harvest
paid_with: [cash, vouchers]
pay:
  amount: 18
  per: hour
body: |
  Come as you are. **Tools** are in the shed.
categories: [food]
tags: [outdoors]
links:
  - label: Planting plan
    url: https://tiny.example/plan
image:
  file: media/garden.png
  alt: Two people planting a tree
related: [soup]
schedule:
  - date: 2026-11-28
    time: 10:00-12:00
    repeat: every 2 weeks
    until: 2027-02-20
    skip: [holidays]
    also: [2026-12-05 14:00-15:00]
    changes:
      2026-12-12:
        time: 11:00-12:00
        location: old-town
        note: Later, for the fair
      2027-01-09: cancelled
    note: Not in heavy rain
    key: saturdays
  - date: 2027-03-20
    end_date: 2027-03-21
hours: Gate open until dusk
deadline: 2027-03-01 17:00
locations: [hall, allotments]
remote: hybrid
online:
  url: https://tiny.example/meet
  phone: 01 555 0103
  note: The passcode is read out
arrive: North gate
serves: [old-town]
commitment:
  hours: 3
  per: week
  at_least: 3 months
who:
  age_min: 16
  age_max: 80
  with_adult: yes
  groups_welcome: yes
  situation: [New in town]
  note: No experience needed
requirements: [training]
id_needed: no
referral_needed: no
booking_needed: yes
bring: [Gloves, A water bottle]
languages: [en, es]
interpretation: Sign language, ask before
access:
  step-free: partial
  toilet: yes
cost:
  amount: 2
  currency: EUR
  note: Free for children
phones:
  - label: Front desk
    number: 01 555 0104
    ext: "12"
    type: text
    hours: weekdays 9am to noon
    languages: [en, es]
emails:
  - label: Bookings
    address: garden@tiny.example
url: https://tiny.example/garden
steps:
  - Write to us
  - Come to the gate
spots:
  total: 12
  left: 4
  as_of: 2026-11-19
roles:
  - title: Waterer
    spots: 2
    skills: [Patience]
    commitment: 1 hour a week
    remote: no
research:
  question: Which beans grow best here?
  lead: Ana Ruiz
  residents: [ask, collect]
  ethics:
    board: Review Board
    reference: "IRB 12"
    phones: 01 555 0105
  data_use: No names are kept
  results: A public evening in June
outcome:
  text: 40 kg of beans last year
  url: https://tiny.example/beans
  date: 2026-10-01
  expected: 2027-10-01
status: tentative
status_note: Waiting for the lease
urgent_until: 2026-12-01 18:00
publish:
  from: 2026-11-01 09:00
  until: 2027-04-01
safety: Mind the pond
checked:
  date: 2026-11-03
  by: Maria
  how: by phone
review: 90
source:
  name: County directory
  url: https://tiny.example/list/12
  license: CC0-1.0
  id: "12"
formerly: [beds]
`

// own is what a page has for itself: its title, what its head says of it to
// machines, and its main part. What is around that is in the front page once.
func own(page string) string {
	_, title, _ := strings.Cut(page, "<title>")
	title, _, _ = strings.Cut(title, "</title>")
	head, _, _ := strings.Cut(page, "</head>")
	for _, machine := range []string{`<meta name="robots"`, `<meta property="og:`, `<script type="application/ld+json"`} {
		for _, tag := range strings.SplitAfter(head, "\n") {
			if strings.Contains(tag, machine) {
				title += "\n" + strings.TrimSpace(tag)
			}
		}
	}
	_, main, _ := strings.Cut(page, "<main")
	main, _, _ = strings.Cut(main, "</main>")
	return title + "\n<main" + main
}

// goldenFile is the text that a file is compared in: that of its top folder,
// and below a language that of the folder in it.
func goldenFile(path string) string {
	parts := strings.Split(path, "/")
	switch {
	case len(parts) == 1:
		return "root"
	case parts[0] == "es" && len(parts) > 2:
		return "es-" + parts[1]
	}
	return parts[0]
}

// The golden listing lacks no field that a listing can have, so none can be
// lost on its way to a page or a calendar.
func TestGoldenListingHasEveryField(t *testing.T) {
	manual, err := os.ReadFile("../CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(manual), "### Opportunity\n")
	table, _, _ = strings.Cut(table, "\n### ")
	fields := regexp.MustCompile("(?m)^\\| `([a-z_]+)`(?: or `([a-z_]+)`)?").FindAllStringSubmatch(table, -1)
	if len(fields) < 40 {
		t.Fatalf("%d fields in CONTRIBUTING.md; has the table moved?", len(fields))
	}
	for _, f := range fields {
		switch f[1] {
		case "ongoing", "one_off", "expected", "listed": // would contradict the schedule, or hide the listing
		default:
			if !regexp.MustCompile(`(?m)^(` + f[1] + `|` + cmp.Or(f[2], f[1]) + `):`).MatchString(everyField) {
				t.Errorf("the golden listing lacks %s", f[1])
			}
		}
	}
}

// Every page, calendar and file of the golden site, as one text for each top
// folder. What a change does to a site is seen in the difference; renew it with
// -update.
func TestGoldenSite(t *testing.T) {
	day := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	files := golden()
	known := map[string]history.Dates{}
	for name := range files {
		if !strings.Contains(name, "unknown") {
			known[name] = history.Dates{Added: day, Created: day, Changed: day}
		}
	}
	r := buildWith(t, files, sampleNow, history.Fixed(known))
	if len(r.Problems.Errors()) > 0 {
		t.Fatal(printed(r.Problems))
	}
	texts := map[string]*strings.Builder{}
	for _, f := range r.Tree.Files() {
		folder := goldenFile(f.Path)
		b := texts[folder]
		if b == nil {
			b = &strings.Builder{}
			texts[folder] = b
		}
		if folder == "assets" || folder == "media" {
			fmt.Fprintf(b, "-- %s --\n", f.Path) // the theme's own tests look inside
			continue
		}
		text := strings.ReplaceAll(string(render(t, f)), "\r\n", "\n")
		if strings.HasSuffix(f.Path, ".html") && f.Path != "index.html" {
			text = own(text)
		}
		fmt.Fprintf(b, "-- %s --\n%s\n", f.Path, text)
	}
	if *update {
		if err := os.RemoveAll("testdata/golden"); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll("testdata/golden", 0o755); err != nil {
			t.Fatal(err)
		}
		for folder, b := range texts {
			if err := os.WriteFile("testdata/golden/"+folder+".txt", []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		return
	}
	entries, err := os.ReadDir("testdata/golden")
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != len(texts) {
		t.Errorf("%d top folders, want %d; renew with -update", len(texts), len(entries))
	}
	for _, folder := range slices.Sorted(maps.Keys(texts)) {
		name := "testdata/golden/" + folder + ".txt"
		want, err := os.ReadFile(name)
		if err != nil {
			t.Errorf("%v; renew with -update", err)
			continue
		}
		differ(t, name, texts[folder].String(), string(want))
	}
}

// differ reports the first line that differs, and the file of the site it is in.
func differ(t *testing.T, name, got, want string) {
	t.Helper()
	lines, wanted := strings.Split(got, "\n"), strings.Split(want, "\n")
	at := ""
	for i := range max(len(lines), len(wanted)) {
		switch {
		case i >= len(lines) || i >= len(wanted):
			t.Errorf("%s, %s: %d lines, want %d; renew with -update", name, at, len(lines), len(wanted))
			return
		case lines[i] != wanted[i]:
			t.Errorf("%s, line %d of %s:\ngot  %s\nwant %s\nrenew with: go test ./generator -run TestGoldenSite -update", at, i+1, name, lines[i], wanted[i])
			return
		case strings.HasPrefix(lines[i], "-- "):
			at = lines[i]
		}
	}
}
