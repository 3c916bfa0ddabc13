package town

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"corkboard/generator/catalog"
	"corkboard/generator/schedule"
)

// inMemory is a town that is not written to disk.
func inMemory(opt Options) fstest.MapFS {
	files, s := fstest.MapFS{}, &sheet{}
	for i, t := 0, newTown(opt); i < t.count(); i++ {
		path := t.file(i, s)
		files[path] = &fstest.MapFile{Data: slices.Clone(s.b)}
	}
	return files
}

// sum hashes all paths and bytes of a folder.
func sum(t *testing.T, fsys fs.FS) string {
	t.Helper()
	h := sha256.New()
	err := fs.WalkDir(fsys, ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, p)
		h.Write([]byte(p + "\x00"))
		h.Write(data)
		h.Write([]byte{0})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

func TestSameOptionsSameBytes(t *testing.T) {
	opt := Options{Listings: 700, Seed: 7, Languages: []string{"en", "es"}}
	dir := filepath.Join(t.TempDir(), "town")
	if err := Write(context.Background(), dir, opt); err != nil {
		t.Fatal(err)
	}
	want := sum(t, inMemory(opt))
	if got := sum(t, os.DirFS(dir)); got != want {
		t.Errorf("the folder has %s, the town in memory %s", got, want)
	}
	for name, other := range map[string]Options{
		"seed":      {Listings: 700, Seed: 8, Languages: opt.Languages},
		"languages": {Listings: 700, Seed: 7},
		"day":       {Listings: 700, Seed: 7, Languages: opt.Languages, Day: schedule.Date{Year: 2027, Month: 3, Day: 1}},
	} {
		if sum(t, inMemory(other)) == want {
			t.Errorf("another %s gives the same town", name)
		}
	}
}

func TestWriteRefusesAFolderWithFiles(t *testing.T) {
	dir := t.TempDir()
	mine := filepath.Join(dir, "site.yaml")
	if err := os.WriteFile(mine, []byte("mine"), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := Write(context.Background(), dir, Options{Listings: 3}); err == nil {
		t.Error("it wrote over somebody's folder")
	}
	if data, _ := os.ReadFile(mine); string(data) != "mine" {
		t.Errorf("the file is now %q", data)
	}
}

func TestWriteEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := Write(ctx, t.TempDir(), Options{Listings: 100}); err == nil {
		t.Error("no error although the context had ended")
	}
}

func TestShapeOfTheFolder(t *testing.T) {
	const listings = 1200
	files := map[string]int{}
	err := fs.WalkDir(inMemory(Options{Listings: listings}), ".", func(p string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			files[path.Dir(p)]++
			files[strings.SplitN(p, "/", 2)[0]]++
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if files["opportunities"] != listings || files["organizations"] != listings/PerOrganization {
		t.Errorf("%d opportunities and %d organizations", files["opportunities"], files["organizations"])
	}
	for folder, n := range files {
		if strings.Contains(folder, "/") && n > PerFolder {
			t.Errorf("%s holds %d files", folder, n)
		}
	}
	if len(subjects) != 40 {
		t.Errorf("%d categories", len(subjects))
	}
	if n := 1 + len(towns) + len(neighbourhoods) + len(venues); n != 60 {
		t.Errorf("%d locations", n)
	}
}

func TestNoTwoOrganizationsShareAnId(t *testing.T) {
	for _, seed := range []uint64{0, 1, 1 << 60} {
		town := newTown(Options{Seed: seed})
		town.organizations = 125_000
		seen := make(map[string]bool, town.organizations)
		for i := range town.organizations {
			id := town.organization(i).id
			if seen[id] {
				t.Fatalf("seed %d: two organizations are called %s", seed, id)
			}
			seen[id] = true
		}
	}
}

// split separates a listing into its front matter and its body.
func split(t *testing.T, data string) (front, body string) {
	t.Helper()
	front, body, ok := strings.Cut(strings.TrimPrefix(data, "---\n"), "\n---\n")
	if !ok {
		t.Fatalf("no front matter in %q", data)
	}
	return front, body
}

func TestMixture(t *testing.T) {
	const listings = 4000
	kinds := map[catalog.Kind]int{}
	counts := map[string]int{}
	titles := map[string]bool{}
	s := &sheet{}
	town := newTown(Options{Listings: listings, Seed: 1})
	for i := range listings {
		s.reset(false)
		town.opportunityFile(i, s)
		front, body := split(t, string(s.b))
		if n := len(body); n < shortestBody || n > longestBody {
			t.Errorf("a body of %d bytes: %s", n, body)
		}
		dated := false
		for line := range strings.SplitSeq(front, "\n") {
			key, value, _ := strings.Cut(line, ": ")
			switch key {
			case "kind":
				kinds[catalog.Kind(value)]++
			case "title":
				titles[value] = true
			case "summary":
				if len(value) > 160 {
					t.Errorf("a summary of %d bytes: %s", len(value), value)
				}
			}
			counts[strings.TrimSuffix(key, ":")]++
			dated = dated || strings.HasPrefix(line, "schedule:") || strings.HasPrefix(line, "deadline:")
		}
		if dated {
			counts["dated"]++
		}
	}
	for _, info := range catalog.Kinds {
		if kinds[info.Kind] < listings/200 {
			t.Errorf("%d of kind %s", kinds[info.Kind], info.Kind)
		}
	}
	within := func(name string, n, low, high int) {
		if p := n * 100 / listings; p < low || p > high {
			t.Errorf("%s: %d in a hundred", name, p)
		}
	}
	within("dated", counts["dated"], 52, 58)
	within("different titles", len(titles), 100, 100)
	within("steps", counts["steps"], 20, 40)
	within("cost", counts["cost"], 30, 50)
	within("checked", counts["checked"], 100, 100)
}

func TestNothingOfRealPeople(t *testing.T) {
	phone := regexp.MustCompile(`\([0-9]{3}\) [0-9-]+`)
	host := regexp.MustCompile(`(?:https?://|@)([a-z0-9.-]+)`)
	fsys := inMemory(Options{Listings: 500, Languages: []string{"en", "es"}})
	err := fs.WalkDir(fsys, ".", func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, p)
		for _, n := range phone.FindAllString(string(data), -1) {
			if !strings.Contains(n, ") 555-01") {
				t.Errorf("%s: %s may be somebody's number", p, n)
			}
		}
		for _, h := range host.FindAllStringSubmatch(string(data), -1) {
			if h[1] != "example.org" && !strings.HasSuffix(h[1], ".example.org") {
				t.Errorf("%s: %s may be somebody's", p, h[1])
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func BenchmarkTown(b *testing.B) {
	s := &sheet{}
	town := newTown(Options{Listings: 1000})
	size := int64(0)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		s.reset(false)
		town.opportunityFile(i%1000, s)
		size += int64(len(s.b))
	}
	b.ReportMetric(float64(size)/float64(b.N), "bytes/listing")
}

func BenchmarkWrite(b *testing.B) {
	for i := 0; b.Loop(); i++ {
		dir := filepath.Join(b.TempDir(), "town")
		if err := Write(context.Background(), dir, Options{Listings: 10_000, Seed: uint64(i)}); err != nil {
			b.Fatal(err)
		}
	}
}
