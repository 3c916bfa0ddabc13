package publish

import (
	"context"
	"fmt"
	"path"
	"runtime"
	"slices"
	"sort"
	"strings"
	"sync"
	"sync/atomic"

	"corkboard/generator/tree"
)

// step is the work for one file of the new site. A large site has tens of
// thousands, so a step repeats nothing that is in the tree or the manifest.
type step struct {
	fingerprint tree.Hash // zero = unknown yet
	hash        tree.Hash // of the published bytes, and after rendering of the new ones
	size        int64
	mtime       int64 // of the new file, when it was written
	intact      bool  // the published file of this path is as in the manifest
	render      bool
	write       bool // its bytes are new; known after rendering
	linked      bool // the stage has a link to the published file
	begun       bool // the stage has a file of this build, complete or not
}

// plan is what a build has to do.
type plan struct {
	files []*tree.File // by path
	steps []step       // of each file
	gone  []string     // files of the last build that the new site lacks, by path
	notes []string
	was   *manifest
}

func (p *plan) path(i int) string { return p.files[i].Path }

func (p *plan) record(i int) record {
	s := &p.steps[i]
	return record{path: p.path(i), fingerprint: s.fingerprint, hash: s.hash, size: s.size}
}

// makePlan compares the tree with what is published.
func makePlan(ctx context.Context, d disk, at *place, t *tree.Tree, was *holding, opt Options) (*plan, error) {
	files := t.Files()
	p := &plan{files: files, steps: make([]step, len(files)), notes: opt.Notes, was: was.manifest}
	for _, note := range opt.Notes {
		if strings.Contains(note, "\n") {
			return nil, fmt.Errorf("the note %q is more than one line", note)
		}
	}
	if err := fits(t, was, opt.Output); err != nil {
		return nil, err
	}
	all := opt.Force || opt.Code != was.code || len(was.manifest.records) == 0
	err := parallel(ctx, len(files), opt.Jobs, func(i int) error {
		s, f := &p.steps[i], files[i]
		if err := goodPath(f.Path); err != nil {
			return err
		}
		n, known := was.manifest.find(f.Path)
		if known {
			old := &was.manifest.records[n]
			s.intact = was.intact(d, at, n, opt.Force)
			s.hash, s.size = old.hash, old.size
		}
		if all {
			s.render = true // the fingerprint is computed with the bytes, from one view
			return nil
		}
		if err := guard("working out the fingerprint of", f.Path, func() error {
			s.fingerprint = f.Fingerprint()
			return nil
		}); err != nil {
			return err
		}
		same := known && was.manifest.records[n].fingerprint == s.fingerprint && s.fingerprint != tree.Hash{}
		s.render = !same || !s.intact
		return nil
	})
	if err != nil {
		return nil, err
	}
	for i := range was.manifest.records {
		if path := was.manifest.records[i].path; !p.has(path) {
			p.gone = append(p.gone, path)
		}
	}
	return p, nil
}

// intact reports whether the file of record i is unchanged on disk: of the same
// size and time or, if the time is unknown, with the same bytes.
func (h *holding) intact(d disk, at *place, i int, force bool) bool {
	r := &h.manifest.records[i]
	e := h.file(r.path)
	if e == nil || e.size != r.size || !e.regular() {
		return false
	}
	if h.mtimes != nil && !force {
		return e.mtime == h.mtimes[i]
	}
	b, err := d.ReadFile(in(at.output, r.path))
	return err == nil && hashOf(b) == r.hash
}

// idle reports whether there is nothing to do.
func (p *plan) idle() bool {
	if len(p.gone) > 0 || len(p.steps) != len(p.was.records) || !slices.Equal(p.notes, p.was.notes) {
		return false
	}
	for i := range p.steps {
		if p.steps[i].render {
			return false
		}
	}
	// Even an empty site has a manifest.
	return p.was.sum != tree.Hash{}
}

// has reports whether the new site has a file of this path.
func (p *plan) has(path string) bool { return p.find(path) >= 0 }

// find returns the index of the file of this path, or -1.
func (p *plan) find(path string) int {
	i := sort.Search(len(p.files), func(i int) bool { return p.files[i].Path >= path })
	if i == len(p.files) || p.files[i].Path != path {
		return -1
	}
	return i
}

// hasBelow reports whether the new site has a file in a folder or below it.
func (p *plan) hasBelow(dir string) bool { return below(len(p.files), p.path, dir) }

// below reports whether any of n sorted paths is in a folder or below it.
func below(n int, path func(int) string, dir string) bool {
	dir += "/"
	i := sort.Search(n, func(i int) bool { return path(i) >= dir })
	return i < n && strings.HasPrefix(path(i), dir)
}

// same reports whether all files are the same as the published ones.
func (p *plan) same() bool {
	if len(p.gone) > 0 {
		return false
	}
	for i := range p.steps {
		if p.steps[i].write {
			return false
		}
	}
	return true
}

// manifest returns the manifest of the new site, after rendering.
func (p *plan) manifest() *manifest {
	m := &manifest{notes: p.notes, records: make([]record, len(p.steps))}
	for i := range p.steps {
		m.records[i] = p.record(i)
	}
	return m
}

func (p *plan) report(was *holding) Report {
	r := Report{Files: len(p.steps), Deleted: len(p.gone), Carried: was.carried()}
	for i := range p.steps {
		s := &p.steps[i]
		r.Bytes += s.size
		if s.render {
			r.Rendered++
		}
		if s.write {
			r.Written++
		}
	}
	return r
}

// fits refuses a tree that would overwrite a file of somebody else.
func fits(t *tree.Tree, was *holding, output string) error {
	files := t.Files()
	clash := func(path string) error {
		return &Refused{output, fmt.Sprintf("its file %q was not written by this program, and the new site needs that path", path), "move that file away"}
	}
	for _, f := range was.foreign {
		if t.Find(f) != nil {
			return clash(f)
		}
		// A file where the site needs a folder.
		if below(len(files), func(i int) string { return files[i].Path }, f) {
			return clash(f)
		}
		// A folder where the site needs a file.
		for dir := path.Dir(f); dir != "."; dir = path.Dir(dir) {
			if t.Find(dir) != nil {
				return clash(f)
			}
		}
	}
	for _, dir := range was.vacant {
		if t.Find(dir) != nil {
			return clash(dir)
		}
	}
	return nil
}

// guard calls do and turns a panic into an error, so that one file cannot crash
// the program in the middle of a build.
func guard(what, path string, do func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%s %s: panic: %v", what, path, r)
		}
	}()
	return do()
}

// parallel calls do for 0 … n-1 from several goroutines, in runs of neighbors,
// until one fails. The error is that of the lowest failed number, or ctx.Err().
func parallel(ctx context.Context, n, jobs int, do func(int) error) error {
	return parallelWith(ctx, n, jobs, func() func(int) error { return do })
}

// parallelWith is parallel with a separate function for each goroutine, which may
// keep state between its calls. Its numbers increase.
func parallelWith(ctx context.Context, n, jobs int, begin func() func(int) error) error {
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	const chunk = 32 // neighbors are usually in one folder
	jobs = min(jobs, (n+chunk-1)/chunk)
	var next atomic.Int64
	var stop atomic.Bool
	var mu sync.Mutex
	var failed error
	at := n
	var wg sync.WaitGroup
	for range jobs {
		wg.Go(func() {
			do := begin()
			for !stop.Load() && ctx.Err() == nil {
				from := int(next.Add(chunk)) - chunk
				if from >= n {
					return
				}
				for i := from; i < min(n, from+chunk) && !stop.Load(); i++ {
					if err := do(i); err != nil {
						stop.Store(true)
						mu.Lock()
						if i < at {
							at, failed = i, err
						}
						mu.Unlock()
						return
					}
				}
			}
		})
	}
	wg.Wait()
	if failed != nil {
		return failed
	}
	return ctx.Err()
}
