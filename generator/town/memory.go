package town

import (
	"bytes"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"corkboard/generator/schedule"
)

// memory is a folder tree of files that never change.
type memory struct{ entries map[string]*entry }

// entry is a file or, with children, a folder.
type entry struct {
	name     string
	data     []byte
	folder   bool
	children []fs.DirEntry // of a folder, by name
	time     time.Time
}

func newMemory(files map[string][]byte, day schedule.Date) *memory {
	written := day.In(time.UTC)
	m := &memory{entries: map[string]*entry{".": {name: ".", folder: true, time: written}}}
	for name, data := range files {
		m.add(name, &entry{name: path.Base(name), data: data, time: written})
	}
	for _, e := range m.entries {
		slices.SortFunc(e.children, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	}
	return m
}

// add puts an entry into its folder, which is made when it is not there.
func (m *memory) add(name string, e *entry) {
	m.entries[name] = e
	parent := path.Dir(name)
	if m.entries[parent] == nil {
		m.add(parent, &entry{name: path.Base(parent), folder: true, time: e.time})
	}
	m.entries[parent].children = append(m.entries[parent].children, fs.FileInfoToDirEntry(e))
}

func (m *memory) find(op, name string) (*entry, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrInvalid}
	}
	e := m.entries[name]
	if e == nil {
		return nil, &fs.PathError{Op: op, Path: name, Err: fs.ErrNotExist}
	}
	return e, nil
}

// Open implements fs.FS.
func (m *memory) Open(name string) (fs.File, error) {
	e, err := m.find("open", name)
	if err != nil {
		return nil, err
	}
	if e.folder {
		return &openFolder{entry: e, path: name}, nil
	}
	return &openFile{entry: e, Reader: bytes.NewReader(e.data)}, nil
}

// ReadFile implements fs.ReadFileFS.
func (m *memory) ReadFile(name string) ([]byte, error) {
	e, err := m.find("read", name)
	if err != nil {
		return nil, err
	}
	if e.folder {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrInvalid}
	}
	return bytes.Clone(e.data), nil
}

// ReadDir implements fs.ReadDirFS.
func (m *memory) ReadDir(name string) ([]fs.DirEntry, error) {
	e, err := m.find("readdir", name)
	if err != nil {
		return nil, err
	}
	if !e.folder {
		return nil, &fs.PathError{Op: "readdir", Path: name, Err: fs.ErrInvalid}
	}
	return slices.Clone(e.children), nil
}

// Stat implements fs.StatFS.
func (m *memory) Stat(name string) (fs.FileInfo, error) { return m.find("stat", name) }

func (e *entry) Name() string       { return e.name }
func (e *entry) Size() int64        { return int64(len(e.data)) }
func (e *entry) ModTime() time.Time { return e.time }
func (e *entry) IsDir() bool        { return e.folder }
func (e *entry) Sys() any           { return nil }

func (e *entry) Mode() fs.FileMode {
	if e.folder {
		return fs.ModeDir | 0o555
	}
	return 0o444
}

type openFile struct {
	*entry
	*bytes.Reader
}

func (f *openFile) Stat() (fs.FileInfo, error) { return f.entry, nil }
func (f *openFile) Size() int64                { return f.entry.Size() }
func (f *openFile) Close() error               { return nil }

type openFolder struct {
	*entry
	path string
	next int
}

func (f *openFolder) Stat() (fs.FileInfo, error) { return f.entry, nil }
func (f *openFolder) Close() error               { return nil }

func (f *openFolder) Read([]byte) (int, error) {
	return 0, &fs.PathError{Op: "read", Path: f.path, Err: fs.ErrInvalid}
}

func (f *openFolder) ReadDir(n int) ([]fs.DirEntry, error) {
	left := f.children[f.next:]
	if n <= 0 {
		f.next = len(f.children)
		return slices.Clone(left), nil
	}
	if len(left) == 0 {
		return nil, io.EOF
	}
	left = left[:min(n, len(left))]
	f.next += len(left)
	return slices.Clone(left), nil
}
