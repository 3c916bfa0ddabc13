// Package town invents a believable town: a whole content folder with any
// number of listings, made from a seed, for measurements and tests. It does not
// know how a site is made from it, and it contains no real person, number or
// address: phones are 555-01xx, hosts are example.org (RFC 2606).
package town

import (
	"context"
	"fmt"
	"math/bits"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"corkboard/generator/schedule"
)

// Day is the day on which a town is written by default. Dates of listings lie
// around it, so a site of the town should be built for that day.
var Day = schedule.Date{Year: 2026, Month: 11, Day: 23}

// PerFolder is the maximum number of listings in a folder of opportunities/ or
// organizations/.
const PerFolder = 500

// PerOrganization is how many listings there are for each organization.
const PerOrganization = 8

// Options describes the town. Equal options give equal bytes on every machine.
type Options struct {
	Listings  int           // opportunities; 0 or less = an empty town with one organization
	Seed      uint64        // another seed gives another town
	Languages []string      // BCP 47, of the site; nil = [en]. English is always the first; with es, a third of the listings are also in Spanish
	Day       schedule.Date // the day on which the town is written; zero = Day
}

// Write makes dir and writes the town into it as a content folder. It refuses a
// folder that contains anything, since that may be somebody's listings.
func Write(ctx context.Context, dir string, opt Options) error {
	t := newTown(opt)
	if err := makeEmpty(dir); err != nil {
		return fmt.Errorf("making the folder of the town: %w", err)
	}
	for _, folder := range t.folders() {
		if err := os.MkdirAll(filepath.Join(dir, filepath.FromSlash(folder)), 0o777); err != nil {
			return fmt.Errorf("making a folder of the town: %w", err)
		}
	}

	// Creating a file is mostly waiting for the kernel, so all cores do it.
	// Each file has its own random numbers: the order does not matter.
	var next atomic.Int64
	var failed atomic.Pointer[error]
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			s := &sheet{}
			for failed.Load() == nil && ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= t.count() {
					return
				}
				path := t.file(i, s)
				if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(path)), s.b, 0o666); err != nil {
					err = fmt.Errorf("writing the town: %w", err)
					failed.CompareAndSwap(nil, &err)
				}
			}
		})
	}
	wg.Wait()
	if err := failed.Load(); err != nil {
		return *err
	}
	return ctx.Err()
}

func makeEmpty(dir string) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	if len(entries) > 0 {
		return fmt.Errorf("%s is not empty", dir)
	}
	return nil
}

// town is the plan of a town: every file can be written from it independently.
type town struct {
	seed          uint64
	listings      int
	organizations int
	languages     []string
	spanish       bool
	day           schedule.Date
	names         naming
	repeated      map[int]int // listings whose title was used before, with a number for the next
}

func newTown(opt Options) *town {
	t := &town{seed: opt.Seed, listings: max(0, opt.Listings), day: opt.Day}
	t.organizations = max(1, (t.listings+PerOrganization/2)/PerOrganization)
	if t.day.IsZero() {
		t.day = Day
	}
	t.languages = []string{"en"}
	for _, lang := range opt.Languages {
		if !slices.Contains(t.languages, lang) {
			t.languages = append(t.languages, lang)
		}
	}
	t.spanish = slices.Contains(t.languages, "es")
	t.names = newNaming(t.dice(streamNames, 0))
	t.findRepeated()
	return t
}

// shared are the files that every town has exactly once.
var shared = []struct {
	path  string
	write func(*town, *sheet)
}{
	{"site.yaml", (*town).site},
	{"categories.yaml", (*town).categories},
	{"locations.yaml", (*town).locations},
	{"closures.yaml", (*town).closures},
	{"pages/about.md", (*town).about},
}

func (t *town) count() int { return len(shared) + t.organizations + t.listings }

// file writes the i-th file into s and returns its slash path.
func (t *town) file(i int, s *sheet) string {
	s.reset(t.spanish)
	if i < len(shared) {
		shared[i].write(t, s)
		return shared[i].path
	}
	if i -= len(shared); i < t.organizations {
		id := t.organizationFile(i, s)
		return folder("organizations", i) + "/" + id + ".md"
	}
	i -= t.organizations
	id := t.opportunityFile(i, s)
	return folder("opportunities", i) + "/" + id + ".md"
}

func folder(of string, i int) string { return fmt.Sprintf("%s/%03d", of, i/PerFolder) }

func (t *town) folders() []string {
	out := []string{"pages"}
	for i := 0; i < t.organizations; i += PerFolder {
		out = append(out, folder("organizations", i))
	}
	for i := 0; i < t.listings; i += PerFolder {
		out = append(out, folder("opportunities", i))
	}
	return out
}

// The streams of random numbers. Each record has its own in each, so drawing
// more for one never changes another.
const (
	streamNames = iota
	streamPlaces
	streamOrganization
	streamOpportunity
)

// dice are the random numbers of one record.
type dice struct{ source *rand.PCG }

func (t *town) dice(stream, i int) dice {
	// PCG starts from its seeds as they are, and neighboring seeds begin alike:
	// mix them.
	return dice{rand.NewPCG(mix(t.seed), mix(uint64(stream)<<56^uint64(i)))}
}

// mix is the finalizer of SplitMix64.
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// under returns a number from 0 to n-1, the same on machines of every word
// size.
func (d dice) under(n int) int {
	hi, _ := bits.Mul64(d.source.Uint64(), uint64(n))
	return int(hi)
}

// between returns a number from low to high, both included.
func (d dice) between(low, high int) int { return low + d.under(high-low+1) }

// percent is true p times in a hundred.
func (d dice) percent(p int) bool { return d.under(100) < p }

func pick[T any](d dice, list []T) T { return list[d.under(len(list))] }

// some returns n different elements of list, in its order.
func some[T any](d dice, list []T, n int) []T {
	n = min(n, len(list))
	out := make([]T, 0, n)
	for i := range list {
		if d.under(len(list)-i) < n-len(out) {
			out = append(out, list[i])
		}
	}
	return out
}
