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

// disk has every file system operation of a build, so that tests can make each
// of them fail. Paths are absolute.
type disk interface {
	Lstat(path string) (entry, error)
	// ReadDir returns the entries of a folder, sorted by name.
	ReadDir(path string) ([]entry, error)
	ReadFile(path string) ([]byte, error)
	// Mkdir makes one folder that everybody may read, whatever the umask: a web
	// server may run as somebody else. It is not an error if it exists.
	Mkdir(path string) error
	// Write makes a new file that everybody may read, and returns its entry without name. It is an error if the file exists.
	Write(path string, data []byte) (entry, error)
	// Create is Write for a file that is written in pieces.
	Create(path string) (output, error)
	Link(old, new string) error
	// Rename replaces new if it is a file.
	Rename(old, new string) error
	// Exchange swaps two folders in one step, or returns errNoExchange.
	Exchange(a, b string) error
	// Remove removes a file or an empty folder.
	Remove(path string) error
	RemoveAll(path string) error
	Chmod(path string, mode fs.FileMode) error
	// Sync waits until a file or folder has reached the disk.
	Sync(path string) error
	// SyncAll does the same for the whole file system that holds path.
	SyncAll(path string) error
	// Lock locks the file at path until unlock is called. If another process holds
	// the lock, the error is a *Locked.
	Lock(path string) (unlock func(), err error)
}

// output is a file that is being written.
type output interface {
	io.Writer
	// Done closes the file, complete or not, and returns its entry without name.
	Done() (entry, error)
}

// entry is a file or folder on the disk.
type entry struct {
	name  string // last element of the path
	dir   bool
	other bool        // neither a folder nor a regular file
	mode  fs.FileMode // permissions
	size  int64
	mtime int64  // ns since 1970
	dev   uint64 // with ino the identity of a file; 0 = unknown
	ino   uint64
}

func (e *entry) regular() bool { return !e.dir && !e.other }

// same reports whether two entries are links to one file.
func (e *entry) same(o *entry) bool {
	return e.ino != 0 && e.ino == o.ino && (e.dev == o.dev || e.dev == 0 || o.dev == 0)
}

// errNoExchange means that this system cannot swap two folders in one step.
var errNoExchange = errors.New("folders can't be exchanged here")

// isUnlinkable reports whether err means that a file system has no hard links,
// or that a file has as many of them as it can have.
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
	err := os.Mkdir(path, 0o755)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if info, err := os.Lstat(path); err == nil && info.Mode().Perm() != 0o755 {
		_ = os.Chmod(path, info.Mode()&^fs.ModePerm|0o755) // some file systems know no permissions
	}
	return nil
}

func (system) Create(path string) (output, error) {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err == nil && info.Mode().Perm() != 0o644 {
		_ = f.Chmod(0o644) // some file systems know no permissions
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

// Write makes a small file, in the same steps on every system.
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
