package publish

import (
	"corkboard/generator/tree"

	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
)

// stage is the folder in which the new site is put together. With place.linkable
// it will hold the whole site, else only what is new.
type stage struct {
	disk  disk
	place *place
	plan  *plan
	was   *holding

	found   bool            // a stage of an earlier build was there
	linked  map[string]bool // files on the stage that are the published ones; read-only while rendering
	folders sync.Map        // slash path of each folder that exists on the stage
	mu      sync.Mutex
	created []string // files written by this build, as slash paths
}

// fewSyncs is the number of files up to which each is synced by itself; beyond
// it, one sync of the file system costs less.
const fewSyncs = 500

// prepare brings the stage to what will stay of the published site.
func (s *stage) prepare(ctx context.Context) error {
	d, p := s.disk, s.place
	s.linked = map[string]bool{}
	if !p.linkable {
		if err := d.RemoveAll(p.stage); err != nil {
			return err
		}
		if err := makeAll(d, p.stage); err != nil {
			return err
		}
		return nil
	}
	_, err := d.Lstat(p.stage)
	s.found = err == nil
	if err := d.Mkdir(p.stage); err != nil {
		return err
	}

	// What is wanted: files that stay, and links of those that may.
	wanted := make(map[string]bool, len(s.plan.steps)+len(s.was.foreign))
	folders := map[string]bool{}
	need := func(dir string) {
		for ; dir != "." && !folders[dir]; dir = path.Dir(dir) {
			folders[dir] = true
		}
	}
	for i := range s.plan.steps {
		st := &s.plan.steps[i]
		if st.intact {
			wanted[st.file.Path] = true
		}
		need(path.Dir(st.file.Path))
	}
	for _, f := range s.was.foreign {
		wanted[f] = true
		need(path.Dir(f))
	}
	for _, dir := range s.was.vacant {
		need(dir)
	}

	// Remove what is not wanted or is another file than the published one.
	if s.found {
		if err := s.clear(wanted, folders); err != nil {
			return err
		}
	}

	// Link what is missing. Files that are rendered are linked when they turn out to be the same.
	var missing []string
	for i := range s.plan.steps {
		if st := &s.plan.steps[i]; !st.render && !s.linked[st.file.Path] {
			missing = append(missing, st.file.Path)
		}
	}
	for _, f := range s.was.foreign {
		if !s.linked[f] {
			missing = append(missing, f)
		}
	}
	for _, dir := range s.was.vacant {
		if err := s.folder(dir); err != nil {
			return err
		}
	}
	err = parallel(ctx, len(missing), 0, func(i int) error { return s.link(missing[i]) })
	if errors.Is(err, fs.ErrPermission) || isUnlinkable(err) {
		// A file system without hard links: only the new files are staged then.
		p.linkable = false
		return s.prepare(ctx)
	}
	return err
}

// clear removes files and folders that the new stage must not have, and notes
// the links that are good already.
func (s *stage) clear(wanted, folders map[string]bool) error {
	d, p := s.disk, s.place
	all, err := walk(d, p.stage, false, func(string) bool { return false })
	if err != nil {
		return err
	}
	var surplus []string
	for _, e := range all {
		if e.dir {
			if folders[e.name] {
				s.folders.Store(e.name, true)
			} else {
				surplus = append(surplus, e.name)
			}
			continue
		}
		if published, ok := s.was.files[e.name]; ok && wanted[e.name] && published.same(&e) {
			s.linked[e.name] = true
			continue
		}
		if err := d.Remove(in(p.stage, e.name)); err != nil {
			return err
		}
	}
	slices.Sort(surplus)
	slices.Reverse(surplus) // what lies deeper comes first
	for _, dir := range surplus {
		if err := d.Remove(in(p.stage, dir)); err != nil {
			return err
		}
	}
	return nil
}

func (s *stage) link(path string) error {
	if err := s.folder(dirOf(path)); err != nil {
		return err
	}
	return s.disk.Link(in(s.place.output, path), in(s.place.stage, path))
}

// folder makes a folder of the stage and those above it, each once.
func (s *stage) folder(dir string) error {
	if dir == "." || dir == "" {
		return nil
	}
	if _, ok := s.folders.Load(dir); ok {
		return nil
	}
	if err := s.folder(dirOf(dir)); err != nil {
		return err
	}
	if err := s.disk.Mkdir(in(s.place.stage, dir)); err != nil {
		return err
	}
	s.folders.Store(dir, true)
	return nil
}

func dirOf(path string) string {
	if i := strings.LastIndexByte(path, '/'); i >= 0 {
		return path[:i]
	}
	return ""
}

// largeBuffer is what is not kept for the next file: a few files of a site have
// megabytes, most have some thousand bytes.
const largeBuffer = 256 << 10

var buffers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// render renders what the plan says and writes what differs from the published site.
func (s *stage) render(ctx context.Context, jobs int) error {
	var list []*step
	for i := range s.plan.steps {
		if s.plan.steps[i].render {
			list = append(list, &s.plan.steps[i])
		}
	}
	return parallel(ctx, len(list), jobs, func(i int) error {
		buf := buffers.Get().(*bytes.Buffer)
		defer func() {
			if buf.Cap() <= largeBuffer {
				buffers.Put(buf)
			}
		}()
		buf.Reset()
		return s.renderOne(list[i], buf)
	})
}

func (s *stage) renderOne(st *step, buf *bytes.Buffer) error {
	name := st.file.Path
	err := guard("rendering", name, func() error {
		render := st.file.Render
		if (st.record.fingerprint == tree.Hash{}) {
			st.record.fingerprint, render = st.file.Both()
		}
		return render(buf)
	})
	if err != nil {
		return fmt.Errorf("rendering %s: %w", name, err)
	}
	hash, size := hashOf(buf.Bytes()), int64(buf.Len())
	if st.intact && hash == st.record.hash && size == st.record.size {
		if s.place.linkable && !s.linked[name] {
			return s.link(name)
		}
		return nil
	}
	st.write = true
	st.record.hash, st.record.size = hash, size
	if s.linked[name] { // never in place: the file is the published one
		if err := s.disk.Remove(in(s.place.stage, name)); err != nil {
			return err
		}
	}
	return s.write(st, buf.Bytes())
}

func (s *stage) write(st *step, b []byte) error {
	name := st.file.Path
	if err := s.folder(dirOf(name)); err != nil {
		return err
	}
	s.note(name)
	var err error
	st.entry, err = s.disk.Write(in(s.place.stage, name), b)
	return err
}

// note remembers a file that this build made, also one that was only begun.
func (s *stage) note(name string) {
	s.mu.Lock()
	s.created = append(s.created, name)
	s.mu.Unlock()
}

// seal writes the manifest and waits until the new files have reached the disk,
// so that a power cut right after can't show an empty page.
func (s *stage) seal() (*manifest, error) {
	m := s.plan.manifest()
	b := m.encode()
	m.sum = hashOf(b)
	name := in(s.place.stage, manifestName)
	if s.place.linkable {
		if err := s.disk.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	s.note(manifestName)
	if _, err := s.disk.Write(name, b); err != nil {
		return nil, err
	}
	return m, s.sync()
}

func (s *stage) sync() error {
	if len(s.created) > fewSyncs {
		return s.disk.SyncAll(s.place.stage)
	}
	dirs := []string{""}
	for _, name := range s.created {
		dirs = append(dirs, dirOf(name))
	}
	slices.Sort(dirs)
	// Together, so that the file system can write one journal entry for many.
	list := slices.Concat(s.created, slices.Compact(dirs))
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

// discard takes back what this build has put on the stage. What can't be removed
// now is removed by the next build.
func (s *stage) discard() {
	if !s.found || !s.place.linkable {
		_ = s.disk.RemoveAll(s.place.stage)
		return
	}
	for _, name := range s.created {
		_ = s.disk.Remove(in(s.place.stage, name))
	}
}

// times returns the mtime of each file of the new site.
func (s *stage) times(m *manifest) []int64 {
	times := make([]int64, len(m.records))
	for i := range s.plan.steps {
		if st := &s.plan.steps[i]; st.write {
			times[i] = st.entry.mtime
		} else {
			times[i] = s.was.files[st.file.Path].mtime
		}
	}
	return times
}
