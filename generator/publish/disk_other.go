//go:build !linux

package publish

import (
	"errors"
	"io/fs"
	"os"
)

func entryFrom(name string, info fs.FileInfo) entry {
	dev, ino := identity(info)
	return entry{name: name, dir: info.IsDir(), other: !info.IsDir() && !info.Mode().IsRegular(), mode: info.Mode().Perm(), size: info.Size(), mtime: info.ModTime().UnixNano(), dev: dev, ino: ino}
}

func (system) Lstat(path string) (entry, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return entry{}, err
	}
	return entryFrom("", info), nil
}

func (system) ReadDir(path string, _ bool) ([]entry, error) {
	found, err := os.ReadDir(path)
	if err != nil {
		return nil, err
	}
	list := make([]entry, 0, len(found))
	for _, f := range found {
		info, err := f.Info()
		if errors.Is(err, fs.ErrNotExist) {
			continue // removed while we looked
		}
		if err != nil {
			return nil, err
		}
		list = append(list, entryFrom(f.Name(), info))
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
	return written{f}, nil
}

// written is a file that is open for writing.
type written struct{ *os.File }

func (f written) Done() (entry, error) {
	if err := f.Close(); err != nil {
		return entry{}, err
	}
	return system{}.Lstat(f.Name())
}

func (system) Link(old, new string) error { return os.Link(old, new) }

func (system) Remove(path string) error { return os.Remove(path) }

func (system) Exchange(a, b string) error { return errNoExchange }

func (system) Sync(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return nil // a folder, which these systems do not sync
	}
	err = f.Sync()
	_ = f.Close()
	return err
}

// SyncAll does nothing: these systems have no such call for one file system.
func (system) SyncAll(path string) error { return nil }
