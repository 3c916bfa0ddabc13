// Package search has a browser use the search of built sites.
package search

import (
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"corkboard/generator/acceptance"
)

func TestMain(m *testing.M) { acceptance.Main(m) }

// The search used by a real browser as people do: by keyboard, on a phone, on
// paper, and without JavaScript.
func TestSearchInABrowser(t *testing.T) {
	acceptance.NeedBrowser(t)
	t.Parallel()
	acceptance.Run(t, "search.mjs", acceptance.Publish(t, acceptance.Sample(t)), "/")
}

func TestSearchBelowAPathInABrowser(t *testing.T) {
	acceptance.NeedBrowser(t)
	t.Parallel()
	acceptance.Run(t, "search.mjs", acceptance.Publish(t, acceptance.SampleBelow(t)), "/town/")
}

// Our own inflate gives the same result as zlib.
func TestInflate(t *testing.T) {
	acceptance.Need(t, "node")
	t.Parallel()
	acceptance.Run(t, "inflate.mjs", acceptance.Root()+"/themes/default/search/inflate.mjs", acceptance.Publish(t, acceptance.Sample(t)))
}

// Neither an address nor a listing can ever run code.
func TestHostileSearchInABrowser(t *testing.T) {
	acceptance.NeedBrowser(t)
	t.Parallel()
	files := hall()
	for name, title := range hostileTitles {
		text := "title: '" + strings.ReplaceAll(title, "'", "''") + "'\norganization: neighbors\nkind: event\ncategory: food\nlocation: hall\nschedule: every Tuesday 10:00-12:00\nchecked: 2026-11-20\n"
		files["opportunities/"+name+".yaml"] = acceptance.File(text)
	}
	r := acceptance.Build(t, files, acceptance.SampleNow, "")
	if len(r.Catalog.Opportunities) < len(hostileTitles) {
		t.Fatalf("a hostile listing was left out:\n%s", acceptance.Printed(r.Problems))
	}
	acceptance.Run(t, "search_hostile.mjs", acceptance.Publish(t, r))
}

// hall is a small town for listings that a test writes.
func hall() fstest.MapFS {
	return fstest.MapFS{
		"site.yaml":                    acceptance.File("id: tiny\nurl: https://tiny.example\ntimezone: Europe/Dublin\nlanguages: [en, es]\n"),
		"categories.yaml":              acceptance.File("food:\n  name:\n    en: Food\n    es: Comida\n"),
		"locations.yaml":               acceptance.File("hall:\n  name: Hall\n  address: 1 Main Street\n"),
		"organizations/neighbors.yaml": acceptance.File("name: Neighbors\nlocation: hall\nchecked: 2026-11-01\n"),
	}
}

// hostileTitles are titles that somebody may give a listing, by id.
var hostileTitles = map[string]string{
	"script":      `<script>window.harm=1</script> zebra`,
	"image":       `"><img src=x onerror="window.harm=1"> zebra`,
	"link":        `javascript:window.harm=1 zebra`,
	"entity":      `&lt;script&gt;window.harm=1&lt;/script&gt; zebra`,
	"template":    "{{.Title}} ${window.harm=1} `x` %s zebra",
	"proto":       `__proto__ zebra`,
	"constructor": `constructor prototype hasOwnProperty zebra`,
	"to-string":   `toString valueOf zebra`,
	"expression":  `(a+)+$ [^]* .*\b{2,} zebra`,
	"hebrew":      `ארוחה חמה zebra`,
	"arabic":      `وجبة ساخنة zebra`,
	"marks":       "z\u0335\u0321\u0358e\u0301\u0302\u0303b\u0327ra zebra", // letters under piles of marks
	"emoji":       "👩‍👩‍👧 𝒻𝑜𝑜𝒹 zebra",
	"long":        strings.Repeat("Donaudampfschifffahrt", 20) + ` zebra`,
}

// A word that most listings have is kept with those that it fits best; the
// others are available to those who ask.
func TestCommonWordsInABrowser(t *testing.T) {
	acceptance.NeedBrowser(t)
	t.Parallel()
	const many = 620 // an index keeps 512 at least
	var list strings.Builder
	for i := range many {
		kind, title := "event", fmt.Sprintf("Walk %d", i)
		if i%3 == 0 {
			kind = "volunteer"
		}
		if i%25 == 0 {
			title = fmt.Sprintf("Lantern %d", i)
		}
		fmt.Fprintf(&list, "walk-%d:\n  title: %s\n  organization: neighbors\n  kind: %s\n  category: food\n  schedule: every Tuesday 10:00-12:00\n  checked: 2026-11-20\n  body: We carry a lantern.\n", i, title, kind)
	}
	files := hall()
	files["opportunities/walks.yaml"] = acceptance.File(list.String())
	acceptance.Run(t, "search_common.mjs", acceptance.Publish(t, acceptance.Build(t, files, acceptance.SampleNow, "")), "lantern", fmt.Sprint(many))
}

// A host takes minutes to put a new site in place, and caches between the
// browser and the host hold files of the old one: then the search shows results
// from one of the two sites, or says that it is unavailable.
func TestSearchOfAHalfDeployedSiteInABrowser(t *testing.T) {
	acceptance.NeedBrowser(t)
	t.Parallel()
	older := acceptance.Publish(t, acceptance.Sample(t))
	newer := acceptance.Publish(t, acceptance.Build(t, rearranged(t), acceptance.SampleNow, ""))
	acceptance.Run(t, "search_mixed.mjs", older, newer)
}

// rearranged is the sample a season later: listings are gone, others are new,
// so hardly anything in the index keeps its place.
func rearranged(t *testing.T) fs.FS {
	t.Helper()
	sample, files, n := acceptance.SampleFolder(t), fstest.MapFS{}, 0
	err := fs.WalkDir(sample, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(sample, name)
		if n++; strings.HasPrefix(name, "opportunities/") && n%5 == 0 {
			return err
		}
		files[name] = &fstest.MapFile{Data: data, Mode: 0o644}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for i, subject := range []string{"Bread", "Bicycles", "Choir", "Dogs", "English", "Food", "Games", "Homework", "Ink", "Jam"} {
		files[fmt.Sprintf("opportunities/season-%d.yaml", i)] = acceptance.File("title: " + subject + " for the season\norganization: harlow-free-library\nkind: event\n" +
			"category: food\nschedule: every Tuesday 10am-noon\nchecked: 2026-11-20\n")
	}
	return files
}

// What residents type at four times of day leads to something that helps: 95 of
// 100 phrases, and all of those from somebody in danger.
func TestPhrasesOfResidents(t *testing.T) {
	acceptance.Need(t, "node")
	t.Parallel()
	acceptance.Run(t, "search-phrases.mjs", acceptance.Publish(t, acceptance.Sample(t)), "phrases.tsv", acceptance.SampleNow.Format("2006-01-02"))
}
