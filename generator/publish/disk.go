package publish

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"
	"syscall"
)

// disk is every operation on the file system that a build does, so that the
// tests can let each of them fail in turn. Paths are absolute.
type disk interface {
	Lstat(path string) (entry, error)
	// ReadDir returns what is in a folder, sorted by name.
	ReadDir(path string) ([]entry, error)
	ReadFile(path string) ([]byte, error)
	// Mkdir makes one folder; it is no error when it exists.
	Mkdir(path string) error
	// Write makes a new file and returns its entry without name. It is an error when the file exists.
	Write(path string, data []byte) (entry, error)
	// Create is Write for a file that comes in pieces.
	Create(path string) (output, error)
	Link(old, new string) error
	// Rename replaces new when it is a file.
	Rename(old, new string) error
	// Exchange lets two folders change places in one step, or returns errNoExchange.
	Exchange(a, b string) error
	// Remove removes a file or an empty folder.
	Remove(path string) error
	RemoveAll(path string) error
	Chmod(path string, mode fs.FileMode) error
	// Sync waits until a file or folder has reached the disk.
	Sync(path string) error
	// SyncAll does so for all of the file system that path is on.
	SyncAll(path string) error
	// Lock takes the lock file at path until unlock is called. When another
	// process has it, the error is a *Locked.
	Lock(path string) (unlock func(), err error)
}

// output is a file that is being written.
type output interface {
	io.Writer
	// Done closes the file, whole or not, and returns its entry without name.
	Done() (entry, error)
}

// entry is a file or folder as the disk knows it.
type entry struct {
	name  string // last element of the path
	dir   bool
	other bool        // neither a folder nor a regular file
	mode  fs.FileMode // permissions
	size  int64
	mtime int64  // ns since 1970
	dev   uint64 // with ino the identity of a file; 0 = not known
	ino   uint64
}

func (e *entry) regular() bool { return !e.dir && !e.other }

// same reports whether two entries are links of one file.
func (e *entry) same(o *entry) bool {
	return e.ino != 0 && e.ino == o.ino && (e.dev == o.dev || e.dev == 0 || o.dev == 0)
}

// errNoExchange means that two folders can't change places here.
var errNoExchange = errors.New("folders can't be exchanged here")

// isUnlinkable reports whether err means that a file system has no hard links,
// or has as many of a file as it can.
func isUnlinkable(err error) bool {
	return errors.Is(err, syscall.EXDEV) || errors.Is(err, syscall.EMLINK) || errors.Is(err, syscall.ENOSYS) ||
		errors.Is(err, syscall.ENOTSUP) || errors.Is(err, syscall.EPERM)
}

// system is the disk of this machine.
type system struct{}

func (system) ReadFile(path string) ([]byte, error)      { return os.ReadFile(path) }
func (system) Link(old, new string) error                { return os.Link(old, new) }
func (system) Rename(old, new string) error              { return os.Rename(old, new) }
func (system) Remove(path string) error                  { return os.Remove(path) }
func (system) RemoveAll(path string) error               { return os.RemoveAll(path) }
func (system) Chmod(path string, mode fs.FileMode) error { return os.Chmod(path, mode) }

func (system) Lstat(path string) (entry, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return entry{}, err
	}
	return entryOf("", info), nil
}

func entryOf(name string, info fs.FileInfo) entry {
	dev, ino := identity(info)
	return entry{
		name: name, dir: info.IsDir(), other: !info.IsDir() && !info.Mode().IsRegular(), mode: info.Mode() & (fs.ModePerm | fs.ModeSetgid),
		size: info.Size(), mtime: info.ModTime().UnixNano(), dev: dev, ino: ino,
	}
}

func (system) ReadDir(path string) ([]entry, error) {
	found, err := os.ReadDir(path)
	if err != nil {
		return nil, err
	}
	list := make([]entry, 0, len(found))
	for _, f := range found {
		info, err := f.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue // removed since
		}
		if err != nil {
			return nil, err
		}
		list = append(list, entryOf(f.Name(), info))
	}
	return list, nil
}

func (system) Mkdir(path string) error {
	if err := os.Mkdir(path, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	return nil
}

func (system) Create(path string) (output, error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return nil, err
	}
	return created{f}, nil
}

// created is a file that is open for writing.
type created struct{ *os.File }

func (f created) Done() (entry, error) {
	info, err := f.Stat()
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return entry{}, err
	}
	return entryOf("", info), nil
}

func sortEntries(e []entry) {
	slices.SortFunc(e, func(a, b entry) int { return cmp.Compare(a.name, b.name) })
}

// Write makes a file of a few bytes, on every system in the same steps.
func (d system) Write(path string, data []byte) (entry, error) {
	f, err := d.Create(path)
	if err != nil {
		return entry{}, err
	}
	_, err = f.Write(data)
	e, closing := f.Done()
	if err == nil {
		err = closing
	}
	return e, err
}
