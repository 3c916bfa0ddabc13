package preview

import (
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// young is how long after a write the size and time of a file say nothing: a
// second write within the same tick of the clock leaves both as they are.
const young = 2 * time.Second

// snapshot is what the watched folders held when they were last looked at.
type snapshot map[string]*folder // by path

type folder struct {
	files map[string]*state // by name
	subs  map[string]bool
}

// state is a file as it was last seen.
type state struct {
	size   int64
	mtime  time.Time
	sum    [32]byte // of its bytes
	hashed bool     // sum is known
}

// ignored reports whether nobody reads a file of this name: dot files and the
// copies that editors leave.
func ignored(name string) bool {
	return name == "" || name[0] == '.' || strings.HasSuffix(name, "~") || name[0] == '#' && strings.HasSuffix(name, "#")
}

// scan looks through one folder and returns the files whose content is, or may
// be, another than before, the folders below that are new, and those that are
// lost. A folder that is lost takes all its files with it. A link to a folder is
// never followed.
func (s snapshot) scan(dir string) (changed, fresh, lost []string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		if info, err := os.Lstat(dir); err != nil || !info.IsDir() {
			changed, lost = s.drop(dir)
			return changed, nil, lost
		}
		return nil, nil, nil // not readable now; the next event or poll sees it
	}
	was := s[dir]
	if was == nil {
		was = &folder{}
	}
	now := &folder{files: make(map[string]*state, len(entries)), subs: map[string]bool{}}
	s[dir] = now
	for _, e := range entries {
		name := e.Name()
		if ignored(name) {
			continue
		}
		path := filepath.Join(dir, name)
		if e.IsDir() {
			now.subs[name] = true
			if s[path] == nil {
				fresh = append(fresh, path)
			}
			continue
		}
		info, err := e.Info()
		if err != nil {
			continue // gone while we looked
		}
		old := was.files[name]
		next, differs := compare(path, info, old)
		now.files[name] = next
		if differs {
			changed = append(changed, path)
		}
	}
	for name := range was.files {
		if now.files[name] == nil {
			changed = append(changed, filepath.Join(dir, name))
		}
	}
	for name := range was.subs {
		if !now.subs[name] {
			files, folders := s.drop(filepath.Join(dir, name))
			changed, lost = append(changed, files...), append(lost, folders...)
		}
	}
	return changed, fresh, lost
}

// look looks at one file for which an event came and reports whether its content
// changed. Files that are gone and everything about folders is left to scan.
func (s snapshot) look(path string) bool {
	dir, name := filepath.Split(path)
	f := s[filepath.Clean(dir)]
	if f == nil || ignored(name) || f.subs[name] {
		return false
	}
	info, err := os.Lstat(path)
	if err != nil || info.IsDir() {
		return false
	}
	next, differs := compare(path, info, f.files[name])
	f.files[name] = next
	return differs
}

// compare returns the new state of a file and whether its content is another.
func compare(path string, info fs.FileInfo, old *state) (*state, bool) {
	next := &state{size: info.Size(), mtime: info.ModTime()}
	same := old != nil && old.size == next.size && old.mtime.Equal(next.mtime)
	age := time.Since(next.mtime)
	if same && (age > young || age < -young) {
		return old, false
	}
	if old == nil && age > young {
		return next, true
	}
	if !info.Mode().IsRegular() {
		return next, !same
	}
	sum, err := hashFile(path)
	if err != nil {
		return next, true
	}
	next.sum, next.hashed = sum, true
	return next, old == nil || !old.hashed || old.sum != sum
}

// drop forgets a folder and all below it, and returns the files and folders.
func (s snapshot) drop(dir string) (files, folders []string) {
	f := s[dir]
	if f == nil {
		return nil, nil
	}
	delete(s, dir)
	folders = append(folders, dir)
	for name := range f.files {
		files = append(files, filepath.Join(dir, name))
	}
	for name := range f.subs {
		inner, below := s.drop(filepath.Join(dir, name))
		files, folders = append(files, inner...), append(folders, below...)
	}
	return files, folders
}

// hashMost is how much of a file is read: pictures can be large, and a change
// that leaves size and beginning alone within two seconds is nobody's edit.
const hashMost = 8 << 20

var errIrregular = errors.New("not a regular file")

func hashFile(path string) (sum [32]byte, err error) {
	// A named pipe would be opened for ever.
	info, err := os.Lstat(path)
	if err != nil || !info.Mode().IsRegular() {
		return sum, errors.Join(err, errIrregular)
	}
	f, err := os.Open(path)
	if err != nil {
		return sum, err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, io.LimitReader(f, hashMost)); err != nil {
		return sum, err
	}
	h.Sum(sum[:0])
	return sum, nil
}
