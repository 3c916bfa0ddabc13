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

// young is how long after a write the size and time of a file cannot be trusted:
// a second write within the same tick of the clock may leave both unchanged.
const young = 2 * time.Second

// snapshot is the content of the watched folders when last read.
type snapshot map[string]*folder // by path

type folder struct {
	files map[string]*state // by name
	subs  map[string]bool
}

// state is a file as last seen.
type state struct {
	size   int64
	mtime  time.Time
	sum    [32]byte // of its bytes
	hashed bool     // sum is known
}

// ignored reports whether files of this name are not read: dot files and backup
// copies of editors.
func ignored(name string) bool {
	return name == "" || name[0] == '.' || strings.HasSuffix(name, "~") || name[0] == '#' && strings.HasSuffix(name, "#")
}

// scan reads one folder and returns the files whose content has, or may have,
// changed, the new folders in it, and the lost ones with all that was below them.
// Links to folders are not followed.
func (s snapshot) scan(dir string) (changed, fresh, lost []string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		if info, err := os.Lstat(dir); err != nil || !info.IsDir() {
			changed, lost = s.drop(dir)
			return changed, nil, lost
		}
		return nil, nil, nil // unreadable now; the next event or poll will try again
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
			continue // removed since the folder was listed
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

// look reads one file that an event named and reports whether its content changed.
// Removed files and folders are left to scan.
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

// compare returns the new state of a file and whether its content changed.
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

// drop removes a folder with everything below it from the snapshot, and returns
// those files and folders.
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

// hashMost is the number of bytes of a file that are read: pictures can be large,
// and no edit keeps the size and the beginning within two seconds.
const hashMost = 8 << 20

var errIrregular = errors.New("not a regular file")

func hashFile(path string) (sum [32]byte, err error) {
	// Opening a named pipe would block forever.
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
