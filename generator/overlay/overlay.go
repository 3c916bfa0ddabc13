// Package overlay is a folder with some files changed, added or taken away in
// memory: what a content folder would be after an edit, or was in a commit.
package overlay

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// FS is a folder. The zero value is empty.
type FS struct {
	base  fs.FS
	files map[string][]byte          // nil = taken away
	below map[string]map[string]bool // names of files and folders in memory, by folder
}

// New returns base with files by slash path; nil bytes take a file away. base may be
// nil.
func New(base fs.FS, files map[string][]byte) *FS {
	f := &FS{base: base, files: files, below: map[string]map[string]bool{}}
	for name, data := range files {
		if data == nil {
			continue
		}
		for ; name != "."; name = path.Dir(name) {
			dir := path.Dir(name)
			if f.below[dir] == nil {
				f.below[dir] = map[string]bool{}
			}
			f.below[dir][path.Base(name)] = true
		}
	}
	return f
}

// Open opens a file or folder.
func (f *FS) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	if data, changed := f.files[name]; changed {
		if data == nil {
			return nil, missing("open", name)
		}
		return &file{Reader: bytes.NewReader(data), info: info{path.Base(name), int64(len(data)), 0o644}}, nil
	}
	if f.below[name] != nil || name == "." {
		entries, err := f.ReadDir(name)
		return &folder{info: info{path.Base(name), 0, fs.ModeDir | 0o755}, entries: entries}, err
	}
	if f.base == nil {
		return nil, missing("open", name)
	}
	return f.base.Open(name)
}

// ReadDir lists a folder by name.
func (f *FS) ReadDir(name string) ([]fs.DirEntry, error) {
	var list []fs.DirEntry
	if f.base != nil {
		entries, err := fs.ReadDir(f.base, name)
		if err != nil && (f.below[name] == nil || !errors.Is(err, fs.ErrNotExist)) {
			return nil, err
		}
		for _, e := range entries {
			if _, changed := f.files[path.Join(name, e.Name())]; !changed && !f.below[name][e.Name()] {
				list = append(list, e)
			}
		}
	} else if f.below[name] == nil && name != "." {
		return nil, missing("readdir", name)
	}
	for child := range f.below[name] {
		at, err := f.Lstat(path.Join(name, child))
		if err != nil {
			return nil, err
		}
		list = append(list, fs.FileInfoToDirEntry(at))
	}
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return list, nil
}

// Lstat describes a file or folder; a link of the base is described as a link.
func (f *FS) Lstat(name string) (fs.FileInfo, error) {
	if data, changed := f.files[name]; changed {
		if data == nil {
			return nil, missing("lstat", name)
		}
		return info{path.Base(name), int64(len(data)), 0o644}, nil
	}
	if f.below[name] != nil || name == "." {
		return info{path.Base(name), 0, fs.ModeDir | 0o755}, nil
	}
	if f.base == nil {
		return nil, missing("lstat", name)
	}
	return fs.Lstat(f.base, name)
}

// ReadLink is never useful here: links are not followed.
func (f *FS) ReadLink(name string) (string, error) {
	return "", &fs.PathError{Op: "readlink", Path: name, Err: fs.ErrInvalid}
}

func missing(op, name string) error {
	return &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
}

// info describes a file or folder in memory, which has no time.
type info struct {
	name string
	size int64
	mode fs.FileMode
}

func (i info) Name() string       { return i.name }
func (i info) Size() int64        { return i.size }
func (i info) Mode() fs.FileMode  { return i.mode }
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return i.mode.IsDir() }
func (i info) Sys() any           { return nil }

type file struct {
	*bytes.Reader
	info
}

func (f *file) Size() int64                { return f.info.size }
func (f *file) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *file) Close() error               { return nil }

type folder struct {
	info
	entries []fs.DirEntry
}

func (f *folder) Stat() (fs.FileInfo, error) { return f.info, nil }
func (f *folder) Close() error               { return nil }
func (f *folder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.name, Err: fs.ErrInvalid}
}

// ReadDir is that of fs.ReadDirFile.
func (f *folder) ReadDir(n int) ([]fs.DirEntry, error) {
	if n > 0 && len(f.entries) == 0 {
		return nil, io.EOF
	}
	if n <= 0 || n > len(f.entries) {
		n = len(f.entries)
	}
	list := f.entries[:n:n]
	f.entries = f.entries[n:]
	return list, nil
}
