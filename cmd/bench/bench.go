package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"corkboard/generator/town"
)

// benchNow is the moment that the towns are built for: the morning of town.Day,
// in the zone of the town.
var benchNow = town.Day.String() + "T08:00:00-05:00"

// Repetitions of a measurement. The best one counts, since other processes can
// only make it slower.
const (
	limitRuns = 3
	editRuns  = 10
	largeTown = 20_000 // listings; larger towns are built and copied only once, since they fill disks
)

// bench measures the program in processes of its own, so that CPU time and
// memory are only the program's.
type bench struct {
	program  string // path of corkboard
	folder   string // for towns, sites and the program
	seed     uint64
	progress io.Writer
}

// cost is what a process used.
type cost struct {
	wall time.Duration
	cpu  time.Duration // user and system
	peak int64         // bytes of resident memory; 0 = unknown on this system
}

// figures are the measurements of one town.
type figures struct {
	listings int
	files    int
	bytes    int64

	cold, unchanged cost

	copied time.Duration // cp -r of the output into a fresh folder
	walked time.Duration // stat of every file of content and output

	updates []time.Duration // from a saved edit to a page that shows it, sorted
}

// clean removes everything. It runs last: just after deleting a hundred thousand
// files, a disk is several times slower at making folders, which would distort
// the next measurement.
func (b *bench) clean(keep bool) {
	if keep {
		fmt.Fprintf(b.progress, "towns and sites are in %s\n", b.folder)
		return
	}
	b.say("removing %s", b.folder)
	if err := os.RemoveAll(b.folder); err != nil {
		fmt.Fprintf(b.progress, "bench: %v; delete %s by hand\n", err, b.folder)
	}
}

func (b *bench) say(format string, args ...any) { fmt.Fprintf(b.progress, format+"\n", args...) }

// measure writes a town, builds it and serves it. Together with an error it
// returns what was measured before it.
func (b *bench) measure(ctx context.Context, listings int) (figures, error) {
	f := figures{listings: listings}
	place, err := os.MkdirTemp(b.folder, strconv.Itoa(listings)+"-") // the same size may be given twice
	if err != nil {
		return f, fmt.Errorf("making a folder for the town: %w", err)
	}
	content, output := filepath.Join(place, "content"), filepath.Join(place, "public")

	b.say("%s listings: writing the town", grouped(listings))
	if err := town.Write(ctx, content, town.Options{Listings: listings, Seed: b.seed}); err != nil {
		return f, err
	}
	edit, err := findEditable(content, listings)
	if err != nil {
		return f, err
	}

	if err := b.cold(ctx, place, content, output, &f); err != nil {
		return f, err
	}
	b.say("%s listings: building it again, unchanged", grouped(listings))
	if f.unchanged, err = b.build(ctx, place, content, output); err != nil {
		return f, err
	}
	if f.files, f.bytes, err = countFiles(output); err != nil {
		return f, err
	}
	if f.walked, err = best(limitRuns, func(int) error {
		if _, _, err := countFiles(content); err != nil {
			return err
		}
		_, _, err := countFiles(output)
		return err
	}); err != nil {
		return f, err
	}

	b.say("%s listings: serving it, %d edits", grouped(listings), editRuns)
	if err := b.serve(ctx, place, content, edit, &f); err != nil {
		return f, err
	}
	return f, nil
}

// cold alternates between building the site from nothing and copying it, so that
// the machine is in the same state for both. The copy is the limit: what the
// disk alone takes.
func (b *bench) cold(ctx context.Context, place, content, output string, f *figures) error {
	runs := limitRuns
	if f.listings > largeTown {
		runs = 1
	}
	for i := range runs {
		b.say("%s listings: first build, and copying the site (%d of %d)", grouped(f.listings), i+1, runs)
		site := output
		if i > 0 {
			site += "-" + strconv.Itoa(i+1)
		}
		took, err := b.build(ctx, place, content, site)
		if err != nil {
			return err
		}
		started := time.Now()
		if err := copyFolder(ctx, site, site+"-copy"); err != nil {
			return err
		}
		copied := time.Since(started)
		peak := max(f.cold.peak, took.peak)
		if i == 0 || took.wall < f.cold.wall {
			f.cold = took
		}
		f.cold.peak = peak
		if i == 0 || copied < f.copied {
			f.copied = copied
		}
	}
	return nil
}

// command runs the program in place, where it finds no other themes and no git
// history.
func (b *bench) command(ctx context.Context, place string, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, b.program, args...)
	c.Dir = place
	c.Env = append(os.Environ(), "GIT_CEILING_DIRECTORIES="+filepath.Dir(b.folder))
	c.WaitDelay = 5 * time.Second
	return c
}

func (b *bench) build(ctx context.Context, place, content, output string) (cost, error) {
	c := b.command(ctx, place, "build", "--content", content, "--output", output, "--now", benchNow)
	var stderr bytes.Buffer
	c.Stderr = &stderr
	started := time.Now()
	err := c.Run()
	took := usedBy(c.ProcessState)
	took.wall = time.Since(started)
	if err != nil {
		return took, fmt.Errorf("build: %w\n%s", err, lastLines(stderr.String(), 6))
	}
	return took, nil
}

// usedBy is what an ended process used. On Linux its peak is at least the memory
// of its parent when it started, so bench itself holds no town in memory.
func usedBy(p *os.ProcessState) cost {
	if p == nil {
		return cost{}
	}
	return cost{cpu: p.UserTime() + p.SystemTime(), peak: peakMemory(p)}
}

func lastLines(s string, n int) string {
	lines := strings.Split(strings.TrimRight(s, "\n"), "\n")
	return strings.Join(lines[max(0, len(lines)-n):], "\n")
}

// best returns the shortest of several runs.
func best(runs int, do func(i int) error) (time.Duration, error) {
	var shortest time.Duration
	for i := range runs {
		started := time.Now()
		if err := do(i); err != nil {
			return 0, err
		}
		if took := time.Since(started); i == 0 || took < shortest {
			shortest = took
		}
	}
	return shortest, nil
}

// countFiles walks a folder and calls stat on every file.
func countFiles(dir string) (files int, size int64, err error) {
	err = filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		files++
		size += info.Size()
		return nil
	})
	return files, size, err
}

// copyFolder copies with cp, as people would, or itself where there is no cp.
func copyFolder(ctx context.Context, from, to string) error {
	if cp, err := exec.LookPath("cp"); err == nil && runtime.GOOS != "windows" {
		if out, err := exec.CommandContext(ctx, cp, "-r", from, to).CombinedOutput(); err != nil {
			return fmt.Errorf("cp -r: %w\n%s", err, lastLines(string(out), 3))
		}
		return nil
	}
	return os.CopyFS(to, os.DirFS(from))
}

// editable is a listing whose title can be changed in its file.
type editable struct {
	file  string
	path  string // of its page, below the base of the site
	title string // as first written
	data  []byte
	count int
}

// findEditable returns a listing from the middle of the town whose title is not
// quoted.
func findEditable(content string, listings int) (*editable, error) {
	folder := filepath.Join(content, "opportunities", fmt.Sprintf("%03d", listings/2/town.PerFolder))
	files, err := os.ReadDir(folder)
	if err != nil {
		return nil, fmt.Errorf("looking for a listing to edit: %w", err)
	}
	for i := range files {
		name := files[(i+len(files)/2)%len(files)].Name()
		file := filepath.Join(folder, name)
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("looking for a listing to edit: %w", err)
		}
		_, rest, found := strings.Cut(string(data), "\ntitle: ")
		title, _, _ := strings.Cut(rest, "\n")
		if found && !strings.HasPrefix(title, `"`) {
			return &editable{file: file, path: "opportunities/" + strings.TrimSuffix(name, ".md") + "/", title: title, data: data}, nil
		}
	}
	return nil, errors.New("looking for a listing to edit: all titles are quoted")
}

// mark is the end of the title after the last save.
func (e *editable) mark() string { return fmt.Sprintf("edition %04d", e.count) }

// save changes the title, which appears on the listing's page and in every list,
// feed and index.
func (e *editable) save() error {
	e.count++
	data := bytes.Replace(e.data, []byte("\ntitle: "+e.title), []byte("\ntitle: "+e.title+", "+e.mark()), 1)
	if err := os.WriteFile(e.file, data, 0o666); err != nil {
		return fmt.Errorf("editing a listing: %w", err)
	}
	return nil
}
