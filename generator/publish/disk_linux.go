package publish

import (
	"errors"
	"io/fs"

	"golang.org/x/sys/unix"
)

func (system) Exchange(a, b string) error {
	err := unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, unix.EINVAL), errors.Is(err, unix.ENOSYS), errors.Is(err, unix.EBUSY), errors.Is(err, unix.EXDEV), errors.Is(err, unix.EOPNOTSUPP):
		// The kernel or the file system cannot do it, or a folder is a mount point.
		return errNoExchange
	}
	return fault("exchange", a, err)
}

func (system) Sync(path string) error { return flush(path, unix.Fsync) }

func (system) SyncAll(path string) error { return flush(path, unix.Syncfs) }

func flush(path string, sync func(fd int) error) error {
	fd, err := unix.Open(path, unix.O_RDONLY|unix.O_CLOEXEC|unix.O_NOFOLLOW, 0)
	if err != nil {
		return fault("open", path, err)
	}
	err = unix.EINTR
	for errors.Is(err, unix.EINTR) {
		err = sync(fd)
	}
	_ = unix.Close(fd)
	if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.EOPNOTSUPP) {
		return nil // this file system can't
	}
	return fault("sync", path, err)
}

func fault(op, path string, err error) error {
	if err == nil {
		return nil
	}
	return &fs.PathError{Op: op, Path: path, Err: err}
}
