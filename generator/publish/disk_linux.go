package publish

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io/fs"
	"slices"
	"sync"
	"time"

	"golang.org/x/sys/unix"
)

// The calls of a build are made directly: os.File adds a poller, a finalizer and
// a second look at each path, which is a third of the time of a cold build.

// again repeats a call that a signal has interrupted.
func again(call func() error) error {
	for {
		if err := call(); !errors.Is(err, unix.EINTR) {
			return err
		}
	}
}

func fault(op, path string, err error) error {
	if err == nil {
		return nil
	}
	return &fs.PathError{Op: op, Path: path, Err: err}
}

func entryOf(name string, st *unix.Stat_t) entry {
	mode := fs.FileMode(st.Mode & 0o777)
	if st.Mode&unix.S_ISGID != 0 {
		mode |= fs.ModeSetgid
	}
	return entry{
		name: name, dir: st.Mode&unix.S_IFMT == unix.S_IFDIR, other: st.Mode&unix.S_IFMT != unix.S_IFDIR && st.Mode&unix.S_IFMT != unix.S_IFREG, mode: mode, size: st.Size,
		mtime: time.Unix(st.Mtim.Unix()).UnixNano(), dev: uint64(st.Dev), ino: st.Ino,
	}
}

func (system) Lstat(path string) (entry, error) {
	var st unix.Stat_t
	if err := again(func() error { return unix.Lstat(path, &st) }); err != nil {
		return entry{}, fault("lstat", path, err)
	}
	return entryOf("", &st), nil
}

// ReadDir looks at files only, and without stat at none: the listing itself says
// what is a folder, and the inodes.
func (system) ReadDir(path string, stat bool) ([]entry, error) {
	var fd int
	err := again(func() (err error) {
		fd, err = unix.Open(path, unix.O_RDONLY|unix.O_DIRECTORY|unix.O_CLOEXEC|unix.O_NOFOLLOW, 0)
		return err
	})
	if err != nil {
		return nil, fault("open", path, err)
	}
	defer func() { _ = unix.Close(fd) }()
	buf := listings.Get().(*[]byte)
	defer listings.Put(buf)
	scratch := entries.Get().(*[]entry)
	defer func() {
		clear(*scratch) // of names
		entries.Put(scratch)
	}()
	list := (*scratch)[:0]
	for {
		n := 0
		if err := again(func() (err error) { n, err = unix.Getdents(fd, *buf); return err }); err != nil {
			return nil, fault("list", path, err)
		}
		if n <= 0 {
			break
		}
		// struct linux_dirent64: ino 8, offset 8, length 2, type 1, name up to a zero byte.
		for b := (*buf)[:n]; len(b) > 19; {
			size := int(binary.NativeEndian.Uint16(b[16:]))
			if size < 20 || size > len(b) {
				return nil, fault("list", path, unix.EIO)
			}
			ino, kind, name := binary.NativeEndian.Uint64(b), b[18], b[19:size]
			if end := bytes.IndexByte(name, 0); end >= 0 {
				name = name[:end]
			}
			b = b[size:]
			if s := string(name); s != "." && s != ".." {
				list = append(list, entry{name: s, dir: kind == unix.DT_DIR, other: kind == unix.DT_UNKNOWN, ino: ino})
			}
		}
	}
	kept := list[:0]
	for _, e := range list {
		if !e.dir && (stat || e.other) { // some file systems do not say what is a folder
			var st unix.Stat_t
			err := again(func() error { return unix.Fstatat(fd, e.name, &st, unix.AT_SYMLINK_NOFOLLOW) })
			if errors.Is(err, unix.ENOENT) {
				continue // removed while we looked
			}
			if err != nil {
				return nil, fault("lstat", path+"/"+e.name, err)
			}
			e = entryOf(e.name, &st)
		}
		kept = append(kept, e)
	}
	*scratch = list
	return slices.Clone(kept), nil
}

// A site has as many folders as pages, most with two files, and few with
// thousands: what is listed is gathered in one place and copied in its size.
var (
	listings = sync.Pool{New: func() any { b := make([]byte, 32<<10); return &b }}
	entries  = sync.Pool{New: func() any { return new([]entry) }}
)

func (system) Mkdir(path string) error {
	err := again(func() error { return unix.Mkdir(path, 0o777) })
	if errors.Is(err, unix.EEXIST) {
		return nil
	}
	return fault("mkdir", path, err)
}

func (system) Create(path string) (output, error) {
	f, err := create(path)
	if err != nil {
		return nil, err
	}
	return f, nil
}

// descriptor is a file that is open for writing.
type descriptor struct {
	fd   int
	path string
}

func create(path string) (*descriptor, error) {
	var fd int
	err := again(func() (err error) {
		fd, err = unix.Open(path, unix.O_WRONLY|unix.O_CREAT|unix.O_EXCL|unix.O_CLOEXEC|unix.O_NOFOLLOW, 0o666)
		return err
	})
	if err != nil {
		return nil, fault("create", path, err)
	}
	return &descriptor{fd, path}, nil
}

func (f *descriptor) Write(data []byte) (int, error) {
	done := 0
	for done < len(data) {
		n := 0
		err := again(func() (err error) { n, err = unix.Write(f.fd, data[done:]); return err })
		if err != nil {
			return done, fault("write", f.path, err)
		}
		done += n
	}
	return done, nil
}

func (f *descriptor) Done() (entry, error) {
	var st unix.Stat_t
	err := again(func() error { return unix.Fstat(f.fd, &st) })
	if closing := unix.Close(f.fd); err == nil && !errors.Is(closing, unix.EINTR) {
		err = closing
	}
	return entryOf("", &st), fault("write", f.path, err)
}

func (system) Link(old, new string) error {
	return fault("link", new, again(func() error { return unix.Linkat(unix.AT_FDCWD, old, unix.AT_FDCWD, new, 0) }))
}

func (system) Remove(path string) error {
	err := again(func() error { return unix.Unlink(path) })
	if errors.Is(err, unix.EISDIR) || errors.Is(err, unix.EPERM) {
		err = again(func() error { return unix.Rmdir(path) })
	}
	return fault("remove", path, err)
}

func (system) Exchange(a, b string) error {
	err := unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
	switch {
	case err == nil:
		return nil
	case errors.Is(err, unix.EINVAL), errors.Is(err, unix.ENOSYS), errors.Is(err, unix.EBUSY), errors.Is(err, unix.EXDEV), errors.Is(err, unix.EOPNOTSUPP):
		// Not known to this file system or kernel; a mount point; two mounts.
		return errNoExchange
	}
	return fault("exchange", a, err)
}

func (system) Sync(path string) error {
	fd, err := unix.Open(path, unix.O_RDONLY|unix.O_CLOEXEC|unix.O_NOFOLLOW, 0)
	if err != nil {
		return fault("open", path, err)
	}
	err = again(func() error { return unix.Fsync(fd) })
	_ = unix.Close(fd)
	if errors.Is(err, unix.EINVAL) || errors.Is(err, unix.EOPNOTSUPP) {
		return nil // this file system can't
	}
	return fault("sync", path, err)
}

func (system) SyncAll(path string) error {
	fd, err := unix.Open(path, unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return fault("open", path, err)
	}
	err = again(func() error { return unix.Syncfs(fd) })
	_ = unix.Close(fd)
	return fault("sync", path, err)
}
