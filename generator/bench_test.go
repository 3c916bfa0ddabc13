package generator

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"corkboard/generator/folder"
	"corkboard/generator/town"
	"corkboard/generator/tree"
	"corkboard/themes"
)

// tenThousand writes a town of 10,000 listings and says how to build it.
func tenThousand(b *testing.B) (dir string, options Options) {
	b.Helper()
	dir = b.TempDir()
	if err := town.Write(context.Background(), dir, town.Options{Listings: 10_000}); err != nil {
		b.Fatal(err)
	}
	fsys, err := folder.Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	return dir, Options{Content: fsys, Themes: themes.FS, Now: time.Date(2026, 11, 1, 13, 0, 0, 0, time.UTC)}
}

// What a save costs whoever edits a large town: one listing is another one, all
// the others are as they were.
func BenchmarkBuildAgain(b *testing.B) {
	dir, options := tenThousand(b)
	names, err := filepath.Glob(filepath.Join(dir, "opportunities", "*", "*.md"))
	if err != nil || len(names) == 0 {
		b.Fatal(err, "no listings")
	}
	name, err := filepath.Rel(dir, names[0])
	if err != nil {
		b.Fatal(err)
	}
	text, err := os.ReadFile(names[0])
	if err != nil {
		b.Fatal(err)
	}
	var again Builder
	if _, err := again.Build(options, nil); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		text = append(text, '.')
		if err := os.WriteFile(names[0], text, 0o644); err != nil {
			b.Fatal(err)
		}
		r, err := again.Build(options, []string{filepath.ToSlash(name)})
		if err != nil || len(r.Problems.Errors()) > 0 {
			b.Fatal(err, strings.Join(r.Catalog.LeftOut, " "))
		}
	}
}

// All calendars of a town of 10,000: every entry is made once, the rest is
// putting them together.
func BenchmarkCalendars(b *testing.B) {
	_, options := tenThousand(b)
	var feeds, size int64
	for b.Loop() {
		b.StopTimer()
		r, err := Build(options)
		if err != nil {
			b.Fatal(err)
		}
		feeds, size = 0, 0
		b.StartTimer()
		for _, f := range r.Tree.Files() {
			if !strings.HasSuffix(f.Path, ".ics") {
				continue
			}
			feeds++
			size += rendered(b, f)
		}
	}
	b.ReportMetric(float64(feeds), "feeds")
	b.ReportMetric(float64(size)/1e6, "MB")
}

// The index of a town of 10,000, made of what has been read, and packed.
func BenchmarkSearch(b *testing.B) {
	_, options := tenThousand(b)
	r, err := Build(options)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	var size int64
	for b.Loop() {
		size = 0
		for _, f := range r.Site.Search() {
			size += rendered(b, &f)
		}
	}
	b.ReportMetric(float64(size)/1e6, "MB")
}

// rendered makes a file and returns its bytes.
func rendered(b *testing.B, f *tree.File) int64 {
	_, render := f.Make()
	var n counter
	if err := render(&n); err != nil {
		b.Fatal(err)
	}
	return int64(n)
}

// counter counts what is written to it.
type counter int64

func (c *counter) Write(p []byte) (int, error) {
	*c += counter(len(p))
	return len(p), nil
}
