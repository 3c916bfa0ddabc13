package publish

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"

	"corkboard/generator/tree"
)

// Fresh returns the report of the last build, and true if the output folder is
// still what a build with opt would make: the same stamp and code, opt.Stamp.Now
// within [last Now, ValidUntil), and every file on disk unchanged. It changes
// nothing, and when in doubt it returns false. If the last build is known but not
// fresh, the report still has its Summary.
func Fresh(opt Options) (Report, bool) { return fresh(opt, system{}) }

func fresh(opt Options, d disk) (Report, bool) {
	p, err := find(opt)
	if err != nil {
		return Report{}, false
	}
	// The state is next to the output folder, or inside it where only that is writable.
	for _, parent := range []string{filepath.Dir(p.output), p.output} {
		p.setWork(parent)
		b, err := d.ReadFile(p.state)
		if err != nil {
			continue
		}
		s, err := decodeState(b)
		if err != nil {
			return Report{}, false
		}
		if opt.Force || opt.Stamp.Inputs == (tree.Hash{}) || s.code != opt.Code || s.stamp.Inputs != opt.Stamp.Inputs ||
			opt.Stamp.Now.Before(s.stamp.Now) || !s.stamp.ValidUntil.IsZero() && !opt.Stamp.Now.Before(s.stamp.ValidUntil) || !s.holds(d, p) {
			return Report{Summary: s.stamp.Summary}, false
		}
		return Report{Files: s.files, Bytes: s.bytes, Carried: s.carried, Exchanged: true, Fresh: true, Summary: s.stamp.Summary}, true
	}
	return Report{}, false
}

// holds reports whether every file of the output is as recorded. Folders are not
// listed, so files that somebody added do not matter.
func (s *state) holds(d disk, p *place) bool {
	b, err := d.ReadFile(in(p.output, manifestName))
	if err != nil || hashOf(b) != s.manifest {
		return false
	}
	m, err := decodeManifest(b)
	if err != nil || len(m.records) != len(s.times) {
		return false
	}
	err = parallel(context.Background(), len(m.records), 0, func(i int) error {
		r := &m.records[i]
		if e, err := d.Lstat(in(p.output, r.path)); err != nil || e.size != r.size || e.mtime != s.times[i] || !e.regular() {
			return errState
		}
		return nil
	})
	return err == nil
}

// Inputs hashes the name, size, time and identity of every file in the folders;
// an argument may also be a file, or missing, which is hashed as such. Folders
// named .git are left out. Combine the hash with whatever else a build depends
// on: options, HEAD, the version of the program.
func Inputs(folders ...string) (tree.Hash, error) {
	b := make([]byte, 0, 64<<10)
	for _, folder := range folders {
		b = append(append(b, folder...), 0)
		root, err := filepath.Abs(folder)
		if err != nil {
			return tree.Hash{}, fmt.Errorf("finding %s: %w", folder, err)
		}
		if real, err := filepath.EvalSymlinks(root); err == nil {
			root = real
		}
		top, err := system{}.Lstat(root)
		if errors.Is(err, fs.ErrNotExist) {
			b = append(b, "missing"...)
			continue
		}
		if err != nil {
			return tree.Hash{}, fmt.Errorf("reading %s: %w", folder, err)
		}
		if !top.dir {
			b = appendEntry(b, &top)
			continue
		}
		all, err := walk(system{}, root, func(name string) bool { return name == ".git" })
		if err != nil {
			return tree.Hash{}, fmt.Errorf("reading the files of %s: %w", folder, err)
		}
		sortEntries(all)
		b = slices.Grow(b, 80*len(all)) // a path and three numbers
		for i := range all {
			b = appendEntry(b, &all[i])
		}
	}
	return hashOf(b), nil
}

func appendEntry(b []byte, e *entry) []byte {
	b = append(append(b, e.name...), 0)
	if e.dir {
		// An editor's temporary files change the time of a folder; its files are listed anyway.
		return append(b, 'd')
	}
	b = binary.AppendVarint(append(b, 'f'), e.size)
	b = binary.AppendVarint(b, e.mtime)
	return binary.AppendUvarint(b, e.ino)
}
