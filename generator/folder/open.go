package folder

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
)

// Open opens a content folder of the disk. Only regular files can be
// opened through it: no symbolic link is followed, not even one that stays
// inside, and a pipe or device is refused without waiting for it.
func Open(path string) (fs.FS, error) {
	root, err := os.OpenRoot(path)
	if err != nil {
		return nil, fmt.Errorf("opening the content folder: %w", err)
	}
	return &dir{root}, nil
}

type dir struct{ root *os.Root }

// Reader reads files, fastest those of one folder one after the other: whoever
// opens a file by its whole path has every folder above it opened first.
type Reader struct {
	FS     fs.FS
	name   string // of the folder that is open; "" = none
	folder *dir
}

// in returns what a file is to be opened in, and its name there. A folder is held
// open for a moment only: one that is moved away takes its handle with it.
func (r *Reader) in(file string) (fs.FS, string) {
	d, ok := r.FS.(*dir)
	if !ok {
		return r.FS, file
	}
	folder, base := path.Split(file)
	if folder == "" {
		return r.FS, file
	}
	if folder != r.name {
		r.Close()
		root, err := d.root.OpenRoot(folder)
		if err != nil {
			return r.FS, file // the file itself says why
		}
		r.name, r.folder = folder, &dir{root}
	}
	return r.folder, base
}

// Read returns what is in a file, up to its limit.
func (r *Reader) Read(f File) ([]byte, error) {
	fsys, name := r.in(f.Path)
	return ReadFile(fsys, name, f.Limit())
}

// Close lets go of the folder that is open.
func (r *Reader) Close() {
	if r.folder != nil {
		r.folder.root.Close()
	}
	r.name, r.folder = "", nil
}

// ErrNotRegular is the reason for not opening links, pipes and devices.
var ErrNotRegular = errors.New("not a regular file")

// Open opens a regular file or a folder. os.Root keeps the path inside the
// folder but follows links within it, and would wait for a pipe's writer:
// therefore the look before, the flag, and the look after.
func (d *dir) Open(name string) (fs.File, error) {
	refuse := func(err error) (fs.File, error) { return nil, &fs.PathError{Op: "open", Path: name, Err: err} }
	if !fs.ValidPath(name) {
		return refuse(fs.ErrInvalid)
	}
	before, err := d.root.Lstat(name)
	if err != nil {
		return nil, err
	}
	if !before.Mode().IsRegular() && !before.IsDir() {
		return refuse(ErrNotRegular)
	}
	f, err := d.root.OpenFile(name, os.O_RDONLY|nonblock, 0)
	if err != nil {
		return nil, err
	}
	after, err := f.Stat()
	if err != nil || !os.SameFile(before, after) {
		f.Close()
		return refuse(ErrNotRegular)
	}
	return f, nil
}

// ReadDir lists a folder by name. Entries that are links are listed as links.
func (d *dir) ReadDir(name string) ([]fs.DirEntry, error) {
	f, err := d.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	entries, err := f.(*os.File).ReadDir(-1)
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, err
}

// Lstat and ReadLink make links visible to fs.Lstat.
func (d *dir) Lstat(name string) (fs.FileInfo, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "lstat", Path: name, Err: fs.ErrInvalid}
	}
	return d.root.Lstat(name)
}

// ReadLink is never useful here: links are not followed.
func (d *dir) ReadLink(name string) (string, error) {
	return "", &fs.PathError{Op: "readlink", Path: name, Err: fs.ErrInvalid}
}

// TooLargeError says that a file is larger than its kind may be.
type TooLargeError struct{ Size, Limit int64 }

// Error gives the two sizes.
func (e TooLargeError) Error() string { return fmt.Sprintf("%d bytes, more than %d", e.Size, e.Limit) }

// ReadFile reads a regular file of at most limit bytes.
func ReadFile(fsys fs.FS, name string, limit int64) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, ErrNotRegular
	}
	if info.Size() > limit {
		return nil, TooLargeError{info.Size(), limit}
	}
	// The file may grow while it is read.
	data := make([]byte, 0, info.Size()+512)
	for {
		n, err := f.Read(data[len(data):cap(data)])
		data = data[:len(data)+n]
		switch {
		case int64(len(data)) > limit:
			return nil, TooLargeError{int64(len(data)), limit}
		case errors.Is(err, io.EOF):
			return data, nil
		case err != nil:
			return nil, err
		case len(data) == cap(data):
			data = slices.Grow(data, len(data)+512)
		}
	}
}
