// Package pages has a browser judge and use the pages of the sample town.
package pages

import (
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"
	"testing/fstest"

	"corkboard/generator"
	"corkboard/generator/acceptance"
)

func TestMain(m *testing.M) { acceptance.Main(m) }

// Pages of every kind, in every language, judged by a real browser.
func TestPagesInABrowser(t *testing.T) {
	acceptance.NeedBrowser(t)
	t.Parallel()
	r := acceptance.Sample(t)
	pages := samplePages(r)
	if len(pages) < 40 {
		t.Fatalf("only %d pages to judge", len(pages))
	}
	acceptance.Run(t, "pages.mjs", append([]string{acceptance.Publish(t, r), "/"}, pages...)...)
}

// Below a path, one page of each main kind: assets and policy apply there.
func TestPagesBelowAPathInABrowser(t *testing.T) {
	acceptance.NeedBrowser(t)
	t.Parallel()
	acceptance.Run(t, "pages.mjs", acceptance.Publish(t, acceptance.SampleBelow(t)), "/town/", "", "get/", "es/help-now/")
}

// The picker of the subscribe page, and the calendar, used by a real browser as
// people do.
func TestPickerInABrowser(t *testing.T) {
	acceptance.NeedBrowser(t)
	t.Parallel()
	acceptance.Run(t, "subscribe.mjs", acceptance.Publish(t, acceptance.Sample(t)), "/")
}

func TestPickerBelowAPathInABrowser(t *testing.T) {
	acceptance.NeedBrowser(t)
	t.Parallel()
	acceptance.Run(t, "subscribe.mjs", acceptance.Publish(t, acceptance.SampleBelow(t)), "/town/")
}

func TestCalendarInABrowser(t *testing.T) {
	acceptance.NeedBrowser(t)
	t.Parallel()
	acceptance.Run(t, "calendar.mjs", acceptance.Publish(t, acceptance.Sample(t)), "/", acceptance.SampleNow.Format("2006-01-02"))
}

// Leaving a sensitive page in a hurry leaves it at once.
func TestLeavingInABrowser(t *testing.T) {
	acceptance.NeedBrowser(t)
	t.Parallel()
	acceptance.Run(t, "leave.mjs", acceptance.Publish(t, acceptance.Sample(t)), "/")
}

// Long words, a wide table and an address for a name do not push a phone's page
// sideways, nor does text at twice the size.
func TestNarrowScreensInABrowser(t *testing.T) {
	acceptance.NeedBrowser(t)
	t.Parallel()
	const word = "Donaudampfschifffahrtsgesellschaftskapitän" // 42 letters
	site := acceptance.Build(t, fstest.MapFS{
		"site.yaml":                  acceptance.File("id: t\ntitle: " + word + "\nurl: https://example.org\ntimezone: America/New_York\ncountry: US\nlanguages: [en, es]\n"),
		"categories.yaml":            acceptance.File("food: " + word + "\n"),
		"locations.yaml":             acceptance.File("hall:\n  name: https://example.org/halls/a-hall-with-a-very-long-address/and-more\n  address: 1 " + word + " Street\n"),
		"organizations/friends.yaml": acceptance.File("name: " + word + "\nphone: 202-555-0100\nemail: " + strings.ToLower(word[:40]) + "@example.org\nchecked: 2026-11-20\n"),
		"opportunities/talk.md": acceptance.File("---\ntitle: " + word + "\norganization: friends\ncategory: food\nkind: event\nlocation: hall\nschedule: every Monday 19:00-21:00\nchecked: 2026-11-20\n---\n" +
			"| Day | Morning | Afternoon | Evening | Where | Who |\n|---|---|---|---|---|---|\n| Monday | 9:00 breakfast | 14:00 workshop | 19:00 dinner | Community Hall | Neighbours |\n"),
		"opportunities/help.yaml": acceptance.File("title: " + word + "\norganization: friends\ncategory: food\nkind: get-help\nget: food\nlocation: hall\nschedule: every Monday 10:00-12:00\nphone: 202-555-0100\nchecked: 2026-11-20\n"),
	}, acceptance.SampleNow, "")
	acceptance.Run(t, "narrow.mjs", append([]string{acceptance.Publish(t, site), "opportunities/talk/"}, samplePages(site)...)...)
}

// A list is read on a phone row by row, not screen by screen.
func TestListsOnAPhoneInABrowser(t *testing.T) {
	acceptance.NeedBrowser(t)
	t.Parallel()
	acceptance.Run(t, "phone.mjs", acceptance.Publish(t, acceptance.Sample(t)))
}

// Most residents have an iPhone, which has WebKit; the other tests ask Chromium.
func TestOtherEngines(t *testing.T) {
	browsers, _ := filepath.Glob("/usr/lib/*/webkit2gtk-4.*/MiniBrowser") // the pattern is well-formed
	if len(browsers) == 0 {
		browsers = []string{"MiniBrowser"}
	}
	acceptance.Need(t, "node", "Xvfb", "firefox-esr", browsers[0])
	t.Parallel()
	r := acceptance.Demonstration(t)
	acceptance.Run(t, "engines.mjs", append([]string{browsers[0], acceptance.Publish(t, r)}, samplePages(r)...)...)
}

// samplePages picks a page of every kind in every language, and of listings
// that are sensitive or over.
func samplePages(r *generator.Result) []string {
	const each = 1
	seen := map[string]int{}
	var out []string
	pages := slices.Clone(r.Site.Pages)
	sort.Slice(pages, func(i, j int) bool { return pages[i].Path < pages[j].Path })
	for _, p := range pages {
		frame := p.View().Page()
		key := frame.Lang + " " + frame.Kind
		if frame.Kind == "redirect" {
			continue // it leads on before it can be judged
		}
		if frame.Sensitive {
			key += " sensitive"
		}
		if frame.NoIndex {
			key += " over"
		}
		if seen[key]++; seen[key] <= each {
			out = append(out, strings.TrimSuffix(p.Path, "index.html"))
		}
	}
	return out
}

// The sample town as it is in the repository, opened in later years.
func TestDemonstrationInABrowser(t *testing.T) {
	acceptance.NeedBrowser(t)
	t.Parallel()
	acceptance.Run(t, "demonstration.mjs", acceptance.Publish(t, acceptance.Demonstration(t)), "2026-11-23T12:00:00-05:00")
}
