package publish

import (
	"cmp"
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
)

// exchange swaps the stage and the output folder, or returns errNoExchange
// without having changed anything.
func (s *stage) exchange() error {
	d, p := s.disk, s.place
	if !p.exists && p.linkable {
		if err := d.Rename(p.stage, p.output); err != nil {
			return err
		}
		if err := d.Sync(filepath.Dir(p.output)); err != nil {
			return errors.Join(err, d.Rename(p.output, p.stage))
		}
		return nil
	}
	if s.plan.same() && p.exists {
		// Only fingerprints differ; all pages are the same.
		if err := d.Rename(in(p.stage, manifestName), in(p.output, manifestName)); err != nil {
			return err
		}
		if !p.linkable {
			_ = d.RemoveAll(p.stage)
		}
		return nil
	}
	if !p.linkable {
		return errNoExchange
	}
	if e, err := d.Lstat(p.stage); err != nil {
		return err
	} else if e.mode != p.mode {
		if err := d.Chmod(p.stage, p.mode); err != nil {
			return err
		}
	}
	if err := d.Exchange(p.output, p.stage); err != nil {
		return err
	}
	if err := d.Sync(filepath.Dir(p.output)); err != nil {
		return errors.Join(err, d.Exchange(p.output, p.stage))
	}
	return nil
}

// moveFiles replaces the files of the output one by one: first those that no
// page links to yet, deeper ones first, then the pages and lists that link to
// them, and deletions last. Every file is complete at all times.
func (s *stage) moveFiles() error {
	d, p := s.disk, s.place
	if err := d.Mkdir(p.output); err != nil {
		return err
	}

	// First a manifest of both sites, so that after a crash the next build knows all files as its own.
	both := union(s.was.manifest, s.plan.manifest())
	fresh := in(p.stage, manifestName+".both")
	if _, err := d.Write(fresh, both.encode()); err != nil {
		return err
	}
	if err := d.Sync(fresh); err != nil {
		return err
	}
	if err := d.Rename(fresh, in(p.output, manifestName)); err != nil {
		return err
	}

	// Files where the new site has folders, and folders where it has files.
	gone := map[string]bool{}
	for _, f := range s.plan.gone {
		gone[f] = true
	}
	removed, err := s.makeWay(gone)
	if err != nil {
		return err
	}

	var moves []string
	for i := range s.plan.steps {
		if s.plan.steps[i].write {
			moves = append(moves, s.plan.path(i))
		}
	}
	slices.SortStableFunc(moves, func(a, b string) int { return cmp.Compare(s.rank(a), s.rank(b)) })
	made := map[string]bool{"": true}
	var folder func(dir string) error
	folder = func(dir string) error {
		if made[dir] {
			return nil
		}
		if err := folder(dirOf(dir)); err != nil {
			return err
		}
		made[dir] = true
		return d.Mkdir(in(p.output, dir))
	}
	for _, name := range moves {
		if err := folder(dirOf(name)); err != nil {
			return err
		}
		if err := d.Rename(in(p.stage, name), in(p.output, name)); err != nil {
			return err
		}
	}

	for _, f := range s.plan.gone {
		if removed[f] {
			continue
		}
		if err := d.Remove(in(p.output, f)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	s.prune()
	if err := d.Rename(in(p.stage, manifestName), in(p.output, manifestName)); err != nil {
		return err
	}
	if err := d.SyncAll(p.output); err != nil {
		return err
	}
	if !p.linkable {
		_ = d.RemoveAll(p.stage) // a later build removes what is left
	}
	return nil
}

// rank orders the moves of moveFiles.
func (s *stage) rank(name string) int {
	depth := strings.Count(name, "/")
	if s.was.file(name) != nil {
		return 1000 - depth
	}
	return -depth
}

// makeWay removes old files early where a file and a folder would have the same
// name, and returns those it removed.
func (s *stage) makeWay(gone map[string]bool) (map[string]bool, error) {
	d, p := s.disk, s.place
	removed := map[string]bool{}
	if len(gone) == 0 {
		return removed, nil
	}
	taken := map[string]bool{} // paths of new files
	for i := range s.plan.steps {
		name := s.plan.path(i)
		taken[name] = true
		for dir := dirOf(name); dir != ""; dir = dirOf(dir) {
			if gone[dir] && !removed[dir] {
				if err := d.Remove(in(p.output, dir)); err != nil && !errors.Is(err, fs.ErrNotExist) {
					return nil, err
				}
				removed[dir] = true
			}
		}
	}
	for _, f := range s.plan.gone {
		for dir := dirOf(f); dir != ""; dir = dirOf(dir) {
			if !taken[dir] {
				continue
			}
			if err := d.Remove(in(p.output, f)); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return nil, err
			}
			removed[f] = true
			for inner := dirOf(f); len(inner) >= len(dir); inner = dirOf(inner) {
				_ = d.Remove(in(p.output, inner)) // fails while others are in it
			}
		}
	}
	return removed, nil
}

// prune removes folders that the deletions have left empty.
func (s *stage) prune() {
	for _, f := range slices.Backward(s.plan.gone) {
		for dir := dirOf(f); dir != ""; dir = dirOf(dir) {
			if s.plan.has(dir) || s.disk.Remove(in(s.place.output, dir)) != nil {
				break // a new file has its name, or others are in it
			}
		}
	}
}

// union returns a manifest of the files of both, with unknown hashes for those
// that differ.
func union(a, b *manifest) *manifest {
	m := &manifest{notes: a.notes}
	i, j := 0, 0
	for i < len(a.records) || j < len(b.records) {
		switch {
		case j == len(b.records) || i < len(a.records) && a.records[i].path < b.records[j].path:
			m.records = append(m.records, record{path: a.records[i].path})
			i++
		case i == len(a.records) || a.records[i].path > b.records[j].path:
			m.records = append(m.records, record{path: b.records[j].path})
			j++
		default:
			r := record{path: a.records[i].path}
			if a.records[i] == b.records[j] {
				r = a.records[i]
			}
			m.records = append(m.records, r)
			i++
			j++
		}
	}
	return m
}
