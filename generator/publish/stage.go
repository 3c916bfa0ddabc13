package publish

import (
	"context"
	"errors"
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"sync"

	"corkboard/generator/tree"
)

// stage is the folder in which the new site is assembled. With place.linkable it
// will hold the whole site, otherwise only new files.
type stage struct {
	disk  disk
	place *place
	plan  *plan
	was   *holding

	found  bool // the stage of an earlier build existed
	sealed bool // writing the manifest of this build has begun
}

// fewSyncs is the number of files up to which each is synced separately; beyond
// it, syncing the whole file system is faster.
const fewSyncs = 500

// prepare reduces the stage to the part of the published site that stays.
func (s *stage) prepare(ctx context.Context) error {
	d, p := s.disk, s.place
	if !p.linkable {
		if err := d.RemoveAll(p.stage); err != nil {
			return err
		}
		return makeAll(d, p.stage)
	}
	_, err := d.Lstat(p.stage)
	s.found = err == nil
	if err := d.Mkdir(p.stage); err != nil {
		return err
	}

	// Remove files that are not wanted or not the same as the published ones.
	linked := map[string]bool{} // files that are not ours
	if s.found {
		if err := s.clear(linked); err != nil {
			return err
		}
	}

	// Link what is missing. Files that are rendered are linked if they turn out to be the same.
	w := &worker{stage: s}
	for _, dir := range s.was.vacant {
		if err := w.folder(dir); err != nil {
			return err
		}
	}
	err = parallelWith(ctx, len(s.plan.steps), 0, func() func(int) error {
		w := &worker{stage: s}
		return func(i int) error {
			if st := &s.plan.steps[i]; st.render || st.linked {
				return nil
			}
			return w.link(s.plan.path(i))
		}
	})
	for _, f := range s.was.foreign {
		if err == nil && !linked[f] {
			err = w.link(f)
		}
	}
	if errors.Is(err, fs.ErrPermission) || isUnlinkable(err) {
		// A file system without hard links: stage only the new files.
		p.linkable = false
		for i := range s.plan.steps {
			s.plan.steps[i].linked = false
		}
		return s.prepare(ctx)
	}
	return err
}

// clear removes files and folders that the new stage must not have, and records
// the links that are right already: of this program's files in the plan, of other
// files in linked.
func (s *stage) clear(linked map[string]bool) error {
	d, p := s.disk, s.place
	all, err := walk(d, p.stage, func(string) bool { return false })
	if err != nil {
		return err
	}
	var surplus []string
	for _, e := range all {
		if e.dir {
			if !s.plan.hasBelow(e.name) && !s.was.needs(e.name) {
				surplus = append(surplus, e.name)
			}
			continue
		}
		if published := s.was.file(e.name); published != nil && published.same(&e) {
			if i := s.plan.find(e.name); i >= 0 && s.plan.steps[i].intact {
				s.plan.steps[i].linked = true
				continue
			}
			if s.was.isForeign(e.name) {
				linked[e.name] = true
				continue
			}
		}
		if err := d.Remove(in(p.stage, e.name)); err != nil {
			return err
		}
	}
	slices.Sort(surplus)
	slices.Reverse(surplus) // deeper ones first
	for _, dir := range surplus {
		if err := d.Remove(in(p.stage, dir)); err != nil {
			return err
		}
	}
	return nil
}

// render renders the files of the plan and writes those that differ from the
// published site.
func (s *stage) render(ctx context.Context, jobs int) error {
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0) + 1 // one of them is often waiting for the disk
	}
	return parallelWith(ctx, len(s.plan.steps), jobs, func() func(int) error {
		w := &worker{stage: s}
		return func(i int) error {
			if !s.plan.steps[i].render {
				return nil
			}
			return w.render(i)
		}
	})
}

func dirOf(path string) string {
	if i := strings.LastIndexByte(path, '/'); i >= 0 {
		return path[:i]
	}
	return ""
}

// seal writes the manifest, returns its hash, and waits until everything that
// must survive a power cut has reached the disk.
func (s *stage) seal() (tree.Hash, error) {
	name := in(s.place.stage, manifestName)
	if s.place.linkable {
		if err := s.disk.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return tree.Hash{}, err
		}
	}
	s.sealed = true
	var m draft
	m.begin(func() (output, error) { return s.disk.Create(name) })
	if err := writeManifest(&m, s.plan.notes, len(s.plan.steps), s.plan.record); err != nil {
		m.abandon()
		return tree.Hash{}, err
	}
	sum := m.hash()
	if _, err := m.end(func(b []byte) (entry, error) { return s.disk.Write(name, b) }); err != nil {
		return tree.Hash{}, err
	}
	return sum, s.sync()
}

// created returns the files on the stage that this build has made, including
// incomplete ones.
func (s *stage) created() []string {
	list := make([]string, 0, s.count()+1)
	for i := range s.plan.steps {
		if s.plan.steps[i].begun {
			list = append(list, s.plan.path(i))
		}
	}
	if s.sealed {
		list = append(list, manifestName)
	}
	return list
}

// count returns how many of the created files belong to the site.
func (s *stage) count() int {
	n := 0
	for i := range s.plan.steps {
		if s.plan.steps[i].begun {
			n++
		}
	}
	return n
}

// sync waits until the new files have reached the disk, so that a power cut
// cannot replace a complete page by an empty one. A first site has nothing to
// lose: only its manifest must be complete, since it says which files may be
// deleted; the next build restores any missing file.
func (s *stage) sync() error {
	if len(s.was.manifest.records) == 0 {
		return s.disk.Sync(in(s.place.stage, manifestName))
	}
	if s.count() > fewSyncs {
		return s.disk.SyncAll(s.place.stage)
	}
	created := s.created()
	dirs := []string{""}
	for _, name := range created {
		dirs = append(dirs, dirOf(name))
	}
	slices.Sort(dirs)
	// In parallel, so that the file system can write one journal entry for many.
	list := slices.Concat(created, slices.Compact(dirs))
	errs := make([]error, len(list))
	var wg sync.WaitGroup
	slots := make(chan struct{}, 16)
	for i, name := range list {
		slots <- struct{}{}
		wg.Go(func() {
			errs[i] = s.disk.Sync(in(s.place.stage, name))
			<-slots
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}

// discard removes what this build has put on the stage. Whatever cannot be
// removed now is removed by the next build.
func (s *stage) discard() {
	if !s.found || !s.place.linkable {
		_ = s.disk.RemoveAll(s.place.stage)
		return
	}
	for _, name := range s.created() {
		_ = s.disk.Remove(in(s.place.stage, name))
	}
}

// times returns the mtime of each file of the new site.
func (s *stage) times() []int64 {
	times := make([]int64, len(s.plan.steps))
	for i := range s.plan.steps {
		if st := &s.plan.steps[i]; st.write {
			times[i] = st.mtime
		} else if e := s.was.file(s.plan.path(i)); e != nil {
			times[i] = e.mtime
		}
	}
	return times
}
