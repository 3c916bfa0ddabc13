package generator_test

import (
	"fmt"
	"io/fs"
	"maps"
	"strings"
	"testing"
	"testing/fstest"
)

const theme = "../themes/default"

// The search used by a real browser as people do: by keyboard, on a phone, on
// paper, and without JavaScript.
func TestSearchInABrowser(t *testing.T) {
	need(t, "node", chromium(), judges+"/node_modules/playwright-core")
	t.Parallel()
	use(t, "search.mjs", written(t, theSample(t)), "/")
}

func TestSearchBelowAPathInABrowser(t *testing.T) {
	need(t, "node", chromium(), judges+"/node_modules/playwright-core")
	t.Parallel()
	use(t, "search.mjs", written(t, build(t, sampleFS(t), sampleNow, "https://example.org/town/")), "/town/")
}

// Our own inflate is what zlib is.
func TestInflate(t *testing.T) {
	need(t, "node")
	t.Parallel()
	use(t, "inflate.mjs", theme+"/search/inflate.mjs", written(t, theSample(t)))
}

// Neither an address nor a listing is ever a program.
func TestHostileSearchInABrowser(t *testing.T) {
	need(t, "node", chromium(), judges+"/node_modules/playwright-core")
	t.Parallel()
	files := maps.Clone(tiny)
	for name, title := range hostileTitles {
		text := "title: '" + strings.ReplaceAll(title, "'", "''") + "'\norganization: neighbors\nkind: event\ncategory: food\nlocation: hall\nschedule: every Tuesday 10:00-12:00\nchecked: 2026-11-20\n"
		files["opportunities/"+name+".yaml"] = file(text)
	}
	r := build(t, files, sampleNow, "")
	if len(r.Catalog.Opportunities) < len(hostileTitles) {
		t.Fatalf("a hostile listing was left out:\n%s", printed(r.Problems))
	}
	use(t, "search_hostile.mjs", written(t, r))
}

// hostileTitles are what somebody may call a listing, by id.
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
	"marks":       "z\u0335\u0321\u0358e\u0301\u0302\u0303b\u0327ra zebra", // letters under heaps of marks
	"emoji":       "👩‍👩‍👧 𝒻𝑜𝑜𝒹 zebra",
	"long":        strings.Repeat("Donaudampfschifffahrt", 400) + ` zebra`,
}

// A word that most listings have is kept with those that it fits best; the others are
// there for who asks for them.
func TestCommonWordsInABrowser(t *testing.T) {
	need(t, "node", chromium(), judges+"/node_modules/playwright-core")
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
	files := maps.Clone(tiny)
	files["opportunities/walks.yaml"] = file(list.String())
	use(t, "search_common.mjs", written(t, build(t, files, sampleNow, "")), "lantern", fmt.Sprint(many))
}

// A host that puts a new site in place takes minutes, and what lies between
// browser and host keeps files of the old one: then the search says what one of
// the two sites says, or that it can't be reached.
func TestSearchOfAHalfDeployedSiteInABrowser(t *testing.T) {
	need(t, "node", chromium(), judges+"/node_modules/playwright-core")
	t.Parallel()
	fsys := sampleFS(t)
	older := written(t, build(t, fsys, sampleNow, ""))
	newer := written(t, build(t, rearranged(t), sampleNow, ""))
	use(t, "search_mixed.mjs", older, newer)
}

// rearranged is the sample a season later: listings are gone, others are new, so
// that hardly anything in the index stands where it stood.
func rearranged(t *testing.T) fs.FS {
	t.Helper()
	sample, files, n := sampleFS(t), fstest.MapFS{}, 0
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
		files[fmt.Sprintf("opportunities/season-%d.yaml", i)] = file("title: " + subject + " for the season\norganization: harlow-free-library\nkind: event\n" +
			"category: food\nschedule: every Tuesday 10am-noon\nchecked: 2026-11-20\n")
	}
	return files
}
