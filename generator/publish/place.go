package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

const (
	workName     = ".corkboard"          // next to the output folder; ignored by git
	manifestName = ".corkboard-manifest" // inside it
)

// place holds the paths that belong to one output folder. They are absolute and
// without symbolic links.
type place struct {
	given  string // as the caller wrote it
	output string
	work   string // holds the lock, the state and usually the stage
	stage  string
	lockAt string
	state  string

	exists   bool        // the output folder exists
	mode     fs.FileMode // of the output folder
	linkable bool        // stage and output can be exchanged, as far as is known
}

// locate finds the folders of an output and refuses dangerous ones. It makes only
// the work folder and its parents.
func locate(d disk, opt Options) (*place, error) {
	p, err := find(opt)
	if err != nil {
		return nil, err
	}
	e, err := d.Lstat(p.output)
	switch {
	case err == nil && !e.dir:
		return nil, &Refused{opt.Output, "it is a file", "name a folder"}
	case err == nil:
		p.exists, p.mode = true, e.mode
	case !errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("reading the output folder: %w", err)
	}
	parent := filepath.Dir(p.output)
	if err := makeAll(d, parent); err != nil {
		return nil, fmt.Errorf("making the folder above the output folder: %w", err)
	}
	p.setWork(parent)
	if err := d.Mkdir(p.work); err != nil {
		if !p.exists || !errors.Is(err, fs.ErrPermission) && !errors.Is(err, syscall.EROFS) {
			return nil, fmt.Errorf("making the work folder: %w", err)
		}
		// Only the output folder is writable, such as a volume of a container.
		p.setWork(p.output)
		if err := d.Mkdir(p.work); err != nil {
			return nil, fmt.Errorf("making the work folder: %w", err)
		}
		p.hide(d)
		return p, nil
	}
	p.hide(d)
	if !p.exists {
		p.linkable = true
		return p, nil
	}
	w, err := d.Lstat(p.work)
	if err != nil {
		return nil, fmt.Errorf("reading the work folder: %w", err)
	}
	if w.dev != e.dev { // a mount point: files can't be moved into it from outside
		p.stage = filepath.Join(p.output, workName, "stage")
		return p, nil
	}
	// A git checkout must stay in place.
	git, err := d.Lstat(filepath.Join(p.output, ".git"))
	p.linkable = w.ino != 0 && (err != nil || !git.dir)
	return p, nil
}

// find resolves and checks the path of an output folder without touching a disk.
func find(opt Options) (*place, error) {
	refuse := func(reason, hint string) (*place, error) {
		return nil, &Refused{Output: opt.Output, Reason: reason, Hint: hint}
	}
	const another = "name a folder used for nothing else, such as public"
	if opt.Output == "" {
		return refuse("it has no name", another)
	}
	output, err := resolve(opt.Output)
	if err != nil {
		return nil, fmt.Errorf("finding the output folder: %w", err)
	}
	if filepath.Dir(output) == output {
		return refuse("it is the root of the disk", another)
	}
	if filepath.Base(output) == workName {
		return refuse("this name is reserved for the work folder", another)
	}
	if home, err := os.UserHomeDir(); err == nil && home != "" {
		if home, err = resolve(home); err == nil && within(home, output) {
			return refuse("it is or contains your home folder", another)
		}
	}
	for _, folder := range opt.Protected {
		guarded, err := resolve(folder)
		if err != nil {
			return nil, fmt.Errorf("finding the folder %s: %w", folder, err)
		}
		switch {
		case guarded == output:
			return refuse(fmt.Sprintf("it is the folder %s, which the site is built from", folder), another)
		case within(guarded, output):
			return refuse(fmt.Sprintf("it contains the folder %s, which the site is built from", folder), another)
		case within(output, guarded):
			return refuse(fmt.Sprintf("it is inside the folder %s, which the site is built from", folder), another)
		}
	}
	return &place{given: opt.Output, output: output}, nil
}

func (p *place) setWork(parent string) {
	p.work = filepath.Join(parent, workName)
	base := filepath.Base(p.output)
	p.stage = filepath.Join(p.work, base+".stage")
	p.lockAt = filepath.Join(p.work, base+".lock")
	p.state = filepath.Join(p.work, base+".state")
}

// hide keeps the work folder out of a git repository around it.
func (p *place) hide(d disk) {
	name := filepath.Join(p.work, ".gitignore")
	if _, err := d.Lstat(name); err != nil {
		_, _ = d.Write(name, []byte("*\n")) // not worth failing a build for
	}
}

func (p *place) lock(d disk) (func(), error) {
	unlock, err := d.Lock(p.lockAt)
	var locked *Locked
	if errors.As(err, &locked) {
		return nil, &Locked{Output: p.given, PID: locked.PID}
	}
	if err != nil {
		return nil, fmt.Errorf("locking the output folder: %w", err)
	}
	return unlock, nil
}

// in returns the system's path of a slash path below dir.
func in(dir, path string) string {
	if path == "" {
		return dir
	}
	return dir + string(filepath.Separator) + filepath.FromSlash(path)
}

// resolve returns the absolute path with symbolic links followed as far as it exists.
func resolve(path string) (string, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return "", err
	}
	rest := ""
	for {
		real, err := filepath.EvalSymlinks(path)
		if err == nil {
			return filepath.Join(real, rest), nil
		}
		if !errors.Is(err, fs.ErrNotExist) || filepath.Dir(path) == path {
			return "", err
		}
		// Writing to a dangling link would create its target.
		if _, err := os.Lstat(path); err == nil {
			return "", fmt.Errorf("%s is a link to a missing file", path)
		}
		rest = filepath.Join(filepath.Base(path), rest)
		path = filepath.Dir(path)
	}
}

// within reports whether path is dir or below it.
func within(path, dir string) bool {
	rel, err := filepath.Rel(dir, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// makeAll makes a folder and those above it.
func makeAll(d disk, path string) error {
	if e, err := d.Lstat(path); err == nil && e.dir || filepath.Dir(path) == path {
		return nil
	}
	// It may be a link of the system to a folder, which Lstat does not follow; other links are resolved already.
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return nil
	}
	if err := makeAll(d, filepath.Dir(path)); err != nil {
		return err
	}
	return d.Mkdir(path)
}
