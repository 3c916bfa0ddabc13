package content

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"corkboard/generator/folder"
)

// town writes a folder of n listings of the usual size, and a tenth as many
// organizations.
func town(b testing.TB, n int) string {
	b.Helper()
	dir := b.TempDir()
	write := func(name, text string) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			b.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
	}
	write("site.yaml", baseSite+"country: US\nlanguages: [en, es]\n")
	categories, locations := "", ""
	for i := range 40 {
		categories += fmt.Sprintf("category-%d:\n  name: Category %d\n  aliases: [subject %d]\n", i, i, i)
		locations += fmt.Sprintf("location-%d:\n  name: Location %d\n  address: %d Elm Street\n  geo:\n    lat: 43.%04d\n    lon: -74.%04d\n", i, i, i, i*7, i*11)
	}
	write("categories.yaml", categories)
	write("locations.yaml", locations)
	write("closures.yaml", "public-holidays: [2026-11-26, 2026-12-25]\n")
	for i := range max(1, n/10) {
		write(fmt.Sprintf("organizations/%03d/org-%d.yaml", i/200, i), fmt.Sprintf("name: Organization %d\nkind: charity\nlocation: location-%d\nphone: (518) 555-%04d\nurl: https://example.org/%d\nchecked: 2026-11-02\n", i, i%40, i%10000, i))
	}
	for i := range n {
		write(fmt.Sprintf("opportunities/%03d/listing-%d.md", i/200, i), fmt.Sprintf(`---
title: Listing %d of the town
organization: org-%d
kind: volunteer
give: [time, skills]
summary: What neighbours do together on a Saturday morning, number %d
categories: [category-%d, category-%d]
location: location-%d
schedule:
  repeat: every Saturday
  time: 9am-11am
  skip: [public-holidays]
phone: (518) 555-%04d
languages: [en, es]
checked: 2026-11-02
---
Come by the side door. We have gloves and coffee, and nobody has to know how it is done.

## What to bring

- Shoes that may get dirty
- A bottle of water

See the [sign-up page](https://example.org/sign-up/%d) for more.
`, i, i%max(1, n/10), i, i%40, (i+7)%40, i%40, i%10000, i))
	}
	return dir
}

func load(b testing.TB, l *Loader, dir string, opt Options) {
	b.Helper()
	fsys, err := folder.Open(dir)
	if err != nil {
		b.Fatal(err)
	}
	c, problems, err := l.Load(fsys, opt)
	if err != nil || len(c.LeftOut) > 0 {
		b.Fatalf("%v, %d left out\n%s", err, len(c.LeftOut), said(problems[:min(3, len(problems))]))
	}
}

func BenchmarkLoad(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		dir := town(b, n)
		b.Run(fmt.Sprintf("cold/%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				load(b, &Loader{}, dir, Options{})
			}
		})
		var l Loader
		load(b, &l, dir, Options{})
		b.Run(fmt.Sprintf("same/%d", n), func(b *testing.B) {
			for b.Loop() {
				load(b, &l, dir, Options{})
			}
		})
		b.Run(fmt.Sprintf("hint/%d", n), func(b *testing.B) {
			for b.Loop() {
				load(b, &l, dir, Options{Changed: []string{"opportunities/000/listing-7.md"}})
			}
		})
		heap := func() uint64 {
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			return m.HeapAlloc
		}
		kept := heap()
		l = Loader{}
		kept -= heap()
		without := heap()
		fsys, err := folder.Open(dir)
		if err != nil {
			b.Fatal(err)
		}
		c, _, err := new(Loader).Load(fsys, Options{})
		if err != nil {
			b.Fatal(err)
		}
		alone := heap() - without
		runtime.KeepAlive(c)
		b.Logf("%d listings: the loader keeps %d bytes a listing, a catalog read once %d", n, kept/uint64(n), alone/uint64(n))
	}
}
