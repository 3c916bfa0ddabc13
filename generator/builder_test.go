package generator

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"corkboard/generator/history"
	"corkboard/generator/tree"
	"corkboard/themes"
)

// Whatever is edited, a Builder that keeps what has not changed makes the same
// files as a build from nothing. Fingerprints hold all that a file is made of.
func TestRebuildEqualsBuild(t *testing.T) {
	day := time.Date(2026, time.November, 2, 0, 0, 0, 0, time.UTC)
	folder := fstest.MapFS{}
	sample := os.DirFS("../content")
	err := fs.WalkDir(sample, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(sample, name)
		data = bytes.Replace(data, []byte("\ntoday: 2026-11-23\n"), []byte("\n"), 1) // a town that lives
		folder[name] = &fstest.MapFile{Data: data, ModTime: day, Mode: 0o644}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	set := func(name, text string) string {
		day = day.Add(time.Minute)
		folder[name] = &fstest.MapFile{Data: []byte(text), ModTime: day, Mode: 0o644}
		return name
	}
	const added = "opportunities/added.yaml"
	text := func(more string) string {
		return "title: Added\norganization: harlow-free-library\nkind: event\ncategory: food\nchecked: 2026-11-20\n" + more
	}
	listings := slices.Sorted(maps.Keys(folder))
	listings = slices.DeleteFunc(listings, func(name string) bool {
		return !strings.HasPrefix(name, "opportunities/") || strings.Count(name, ".") > 1
	})
	first := func(prefix string) string {
		names := slices.Sorted(maps.Keys(folder))
		return names[slices.IndexFunc(names, func(name string) bool { return strings.HasPrefix(name, prefix) })]
	}
	edit := func(name string) string { return set(name, string(folder[name].Data)+"\n") }
	now := time.Date(2026, time.November, 23, 8, 0, 0, 0, time.UTC)
	steps := []struct {
		what string
		do   func() []string
	}{
		{"a listing is added", func() []string { return []string{set(added, text("schedule: 2026-11-28 10am-noon\n"))} }},
		{"its date moves", func() []string { return []string{set(added, text("schedule: 2026-12-05 10am-noon\n"))} }},
		{"an hour passes", func() []string { now = now.Add(time.Hour); return []string{edit(listings[3])} }},
		{"it is over", func() []string { return []string{set(added, text("schedule: 2026-11-18 10am-noon\n"))} }},
		{"it is cancelled and elsewhere", func() []string {
			return []string{set(added, text("schedule: Saturdays 10am\nstatus: cancelled\nlocation:\n  name: The green\n"))}
		}},
		{"it is not published yet", func() []string {
			return []string{set(added, text("schedule: Saturdays 10am\npublish:\n  from: 2026-12-24\n"))}
		}},
		{"it calls for help at once", func() []string {
			return []string{set(added, text("schedule: Saturdays 10am\nurgent_until: 2026-11-23\n"))}
		}},
		{"listings go", func() []string {
			gone := []string{added, listings[0], listings[40]}
			for _, name := range gone {
				delete(folder, name)
			}
			return gone
		}},
		{"texts are touched", func() []string { return []string{edit(listings[7]), edit(listings[90])} }},
		{"an own page changes", func() []string { return []string{edit(first("pages/"))} }},
		{"an organization changes", func() []string { return []string{edit(first("organizations/"))} }},
		{"a day passes", func() []string { now = now.AddDate(0, 0, 1); return []string{edit(listings[11])} }},
	}

	// Listings that are touched were in other sets before.
	var past []history.Version
	for _, was := range []struct{ name, tongue string }{{listings[3], "fi"}, {listings[7], "fi"}, {added, "sw"}} {
		past = append(past, history.Version{Path: was.name, At: day, Content: []byte("title: Before\norganization: harlow-free-library\nkind: research\n" +
			"category: trees\nlocation: north-bluff\nlanguages: [" + was.tongue + "]\nschedule: 2026-10-03 10am-noon\n")})
	}
	// What is saved after git was asked counts as edited, which a build from
	// nothing does not know: so everything is.
	edited := map[string]history.Dates{added: {Edited: true}}
	for name := range folder {
		edited[name] = history.Dates{Edited: true}
	}
	known := history.Fixed(edited, past...)
	var b Builder
	build := func(b *Builder, changed []string) (*Result, map[string]tree.Hash) {
		t.Helper()
		r, err := b.Build(Options{Content: folder, Themes: themes.FS, Now: now, History: known}, changed)
		if err != nil {
			t.Fatal(err)
		}
		prints := map[string]tree.Hash{}
		for _, f := range r.Tree.Files() {
			prints[f.Path] = f.Fingerprint()
		}
		return r, prints
	}
	if _, files := build(&b, nil); files["languages/fi/calendar.ics"] == (tree.Hash{}) {
		t.Fatal("no listing was anywhere before")
	}
	for _, step := range steps {
		again, got := build(&b, step.do())
		fresh, want := build(new(Builder), nil)
		for _, path := range slices.Sorted(maps.Keys(want)) {
			if got[path] != want[path] {
				t.Errorf("%s: %s differs from a build from nothing", step.what, path)
			}
		}
		for _, path := range slices.Sorted(maps.Keys(got)) {
			if _, ok := want[path]; !ok {
				t.Errorf("%s: %s is in no build from nothing", step.what, path)
			}
		}
		if len(again.Problems) != len(fresh.Problems) {
			t.Errorf("%s: %d problems, want %d", step.what, len(again.Problems), len(fresh.Problems))
		}
		if !again.Board.ValidUntil.Equal(fresh.Board.ValidUntil) {
			t.Errorf("%s: valid until %v, want %v", step.what, again.Board.ValidUntil, fresh.Board.ValidUntil)
		}
		if t.Failed() {
			return
		}
	}
}
