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

// step is one file of the new site.
type step struct {
	file   tree.File
	record record // of the new file; hash and size are known from the start unless it is rendered
	intact bool   // the published file of this path is as the manifest says
	render bool
	write  bool  // its bytes are new; known after rendering
	entry  entry // of the new file, when it was written
}

// plan is what a build has to do.
type plan struct {
	steps []step   // by path
	gone  []string // files of ours that the new site does not have, by path
	was   *manifest
}

// makePlan compares the tree with what is published.
func makePlan(ctx context.Context, d disk, at *place, t *tree.Tree, was *holding, opt Options) (*plan, error) {
	files := t.Files()
	p := &plan{steps: make([]step, len(files)), was: was.manifest}
	if err := fits(t, was, opt.Output); err != nil {
		return nil, err
	}
	all := opt.Force || opt.Code != was.code || len(was.manifest.records) == 0
	err := parallel(ctx, len(files), opt.Jobs, func(i int) error {
		s := &p.steps[i]
		s.file = files[i]
		if err := goodPath(s.file.Path); err != nil {
			return err
		}
		s.record = record{path: s.file.Path}
		n, known := slices.BinarySearchFunc(was.manifest.records, s.file.Path, func(r record, p string) int { return strings.Compare(r.path, p) })
		if known {
			old := was.manifest.records[n]
			s.intact = was.intact(d, at, n, opt.Force)
			s.record.hash, s.record.size = old.hash, old.size
		}
		if all {
			s.render = true // the fingerprint comes with the bytes: one view for both
			return nil
		}
		if err := guard("working out the fingerprint of", s.file.Path, func() error {
			s.record.fingerprint = s.file.Fingerprint()
			return nil
		}); err != nil {
			return err
		}
		same := known && was.manifest.records[n].fingerprint == s.record.fingerprint && s.record.fingerprint != tree.Hash{}
		s.render = !same || !s.intact
		return nil
	})
	if err != nil {
		return nil, err
	}
	for i := range was.manifest.records {
		path := was.manifest.records[i].path
		if _, ok := t.Find(path); !ok {
			p.gone = append(p.gone, path)
		}
	}
	return p, nil
}

// intact reports whether the file of record i is on disk as it was written: of
// the same size and time, or, when the time is not known, with the same bytes.
func (h *holding) intact(d disk, at *place, i int, force bool) bool {
	r := &h.manifest.records[i]
	e, ok := h.files[r.path]
	if !ok || e.size != r.size || !e.regular() {
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
	if len(p.gone) > 0 || len(p.steps) != len(p.was.records) {
		return false
	}
	for i := range p.steps {
		if p.steps[i].render {
			return false
		}
	}
	// An empty site has a manifest too.
	return p.was.sum != tree.Hash{}
}

// has reports whether the new site has a file of this path.
func (p *plan) has(path string) bool {
	_, ok := slices.BinarySearchFunc(p.steps, path, func(s step, p string) int { return strings.Compare(s.file.Path, p) })
	return ok
}

// same reports whether no file differs from the published ones.
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

// manifest returns that of the new site, after rendering.
func (p *plan) manifest() *manifest {
	m := &manifest{records: make([]record, len(p.steps))}
	for i := range p.steps {
		m.records[i] = p.steps[i].record
	}
	return m
}

func (p *plan) report(was *holding) Report {
	r := Report{Files: len(p.steps), Deleted: len(p.gone), Carried: was.carried()}
	for i := range p.steps {
		s := &p.steps[i]
		r.Bytes += s.record.size
		if s.render {
			r.Rendered++
		}
		if s.write {
			r.Written++
		}
	}
	return r
}

// fits refuses a tree that would overwrite a file that is not ours.
func fits(t *tree.Tree, was *holding, output string) error {
	files := t.Files()
	clash := func(path string) error {
		return &Refused{output, fmt.Sprintf("its file %q was not written by this program, and the new site has a file in its place", path), "move that file away"}
	}
	for _, f := range was.foreign {
		if _, taken := t.Find(f); taken {
			return clash(f)
		}
		// A file where the site needs a folder.
		i := sort.Search(len(files), func(i int) bool { return files[i].Path >= f+"/" })
		if i < len(files) && strings.HasPrefix(files[i].Path, f+"/") {
			return clash(f)
		}
		// A folder where the site needs a file.
		for dir := path.Dir(f); dir != "."; dir = path.Dir(dir) {
			if _, taken := t.Find(dir); taken {
				return clash(f)
			}
		}
	}
	for _, dir := range was.vacant {
		if _, taken := t.Find(dir); taken {
			return clash(dir)
		}
	}
	return nil
}

// guard calls do and makes a panic an error, so that one file can't take the
// program down in the middle of a build.
func guard(what, path string, do func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%s %s: panic: %v", what, path, r)
		}
	}()
	return do()
}

// parallel calls do for 0 … n-1 on some goroutines, each taking neighbours, until
// one fails. The error is that of the lowest number seen, or ctx.Err().
func parallel(ctx context.Context, n, jobs int, do func(int) error) error {
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	const chunk = 32 // neighbours are mostly in one folder
	jobs = min(jobs, (n+chunk-1)/chunk)
	var next atomic.Int64
	var stop atomic.Bool
	var mu sync.Mutex
	var failed error
	at := n
	var wg sync.WaitGroup
	for range jobs {
		wg.Go(func() {
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
