package history

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Refused says that a folder is in a git repository and git does not answer for
// it. Going on as if there were no git would date every entry anew and forget
// what has to be called off.
type Refused struct {
	Dir  string
	Says string // git's own words

	quiet bool // it only said no
}

func (e *Refused) Error() string {
	return fmt.Sprintf("git does not answer for %s, which is in a git repository: %s (do what git says, or build a copy of the folder that has no .git above it)", e.Dir, e.Says)
}

// repository asks git about a folder.
type repository struct {
	ctx      context.Context
	dir      string
	settings []string // -c name=value …
}

// inRepository reports whether a folder or one above it has a .git.
func inRepository(dir string) (bool, error) {
	full, err := filepath.Abs(dir)
	if err != nil {
		return false, fmt.Errorf("finding %s: %w", dir, err)
	}
	if full, err = filepath.EvalSymlinks(full); err != nil {
		return false, fmt.Errorf("finding %s: %w", dir, err)
	}
	for {
		if _, err := os.Lstat(filepath.Join(full, ".git")); err == nil {
			return true, nil
		} else if !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, fs.ErrPermission) {
			return false, fmt.Errorf("looking for the git repository of %s: %w", dir, err)
		}
		up := filepath.Dir(full)
		if up == full {
			return false, nil
		}
		full = up
	}
}

// traces are files that hosts and users of git put at the top of a repository.
var traces = []string{".gitignore", ".gitattributes", ".gitmodules", ".mailmap", ".github", ".gitlab", ".gitlab-ci.yml", ".gitea", ".forgejo", ".woodpecker.yml"}

// Lost reports whether a folder that is in no repository was in one, as an archive
// from a host of git or a copy into a container: it returns a file, in the folder or
// the one above it, that says so; "" = nothing does, or it is in a repository.
func Lost(dir string) string {
	if inside, err := inRepository(dir); err != nil || inside {
		return ""
	}
	for _, at := range []string{dir, filepath.Join(dir, "..")} {
		for _, name := range traces {
			file := filepath.Join(at, name)
			if _, err := os.Lstat(file); err == nil {
				return file
			}
		}
	}
	return ""
}

// open makes sure that git answers for dir; nil = dir is in no repository.
func open(ctx context.Context, dir string) (*repository, error) {
	inside, err := inRepository(dir)
	if err != nil || !inside {
		return nil, err
	}
	if _, err := exec.LookPath("git"); err != nil {
		return nil, &Refused{Dir: dir, Says: "git is not installed"}
	}
	// A folder that strangers fill may name a program in its attributes, and the
	// user's settings may define it: nothing of that runs.
	g := &repository{ctx: ctx, dir: dir, settings: []string{"-c", "core.quotePath=false", "-c", "core.fsmonitor=false"}}
	names, err := g.command("config", "--name-only", "-z", "--get-regexp", `^filter\..*\.(clean|smudge|process|required)$`).Output()
	var exit *exec.ExitError
	if err != nil && !(errors.As(err, &exit) && exit.ExitCode() == 1) { // 1 = there is none
		return nil, g.refused(err)
	}
	for name := range strings.SplitSeq(string(names), "\x00") {
		switch {
		case strings.HasSuffix(name, ".required"):
			g.settings = append(g.settings, "-c", name+"=false")
		case name != "" && !strings.Contains(name, "="): // it could not be named here
			g.settings = append(g.settings, "-c", name+"=")
		}
	}
	return g, nil
}

// unwanted are variables by which a hook that runs us would name another folder
// than the one we were given.
var unwanted = []string{"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"}

func (g *repository) command(args ...string) *exec.Cmd {
	cmd := exec.CommandContext(g.ctx, "git", slices.Concat(g.settings, args)...)
	cmd.Dir = filepath.Clean(g.dir)
	cmd.Env = slices.DeleteFunc(cmd.Environ(), func(v string) bool {
		name, _, _ := strings.Cut(v, "=")
		return slices.Contains(unwanted, name)
	})
	cmd.Env = append(cmd.Env, "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_NO_REPLACE_OBJECTS=1", "GIT_PAGER=cat")
	return cmd
}

// refused is what git said when it failed.
func (g *repository) refused(err error) error {
	if g.ctx.Err() != nil {
		return g.ctx.Err()
	}
	out := &Refused{Dir: g.dir, Says: err.Error()}
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		if words := strings.Fields(string(exit.Stderr)); len(words) > 0 {
			out.Says = strings.Join(words, " ")
		} else {
			out.quiet = exit.ExitCode() == 1
		}
	}
	return out
}

// run returns the output of git without its last line end.
func (g *repository) run(args ...string) (string, error) {
	out, err := g.command(args...).Output()
	if err != nil {
		return "", g.refused(err)
	}
	return strings.TrimRight(string(out), "\r\n"), nil
}

// pipe gives git an input and reads its output as it comes.
func (g *repository) pipe(input string, read func(*bufio.Reader) error, args ...string) error {
	cmd := g.command(args...)
	cmd.Stdin = strings.NewReader(input)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return fmt.Errorf("starting git: %w", err)
	}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("starting git: %w", err)
	}
	r := bufio.NewReaderSize(out, 256<<10)
	bad := read(r)
	if bad != nil {
		_ = cmd.Process.Kill()
	} else if _, err := io.Copy(io.Discard, r); err != nil { // git does not end before it was heard
		bad = err
	}
	switch err := cmd.Wait(); {
	case g.ctx.Err() != nil:
		return g.ctx.Err()
	case bad != nil && !errors.Is(bad, io.ErrUnexpectedEOF) && !errors.Is(bad, io.EOF):
		return bad
	case err != nil || bad != nil:
		return &Refused{Dir: g.dir, Says: fmt.Sprintf("git %s stopped: %s", args[0], strings.Join(strings.Fields(stderr.String()), " "))}
	}
	return nil
}

// objects reads the contents of some objects, in order. next returns nil for one
// that is missing, no file, or too large; what it returns is good until it is
// called again.
func (g *repository) objects(names []string, read func(next func() ([]byte, error)) error) error {
	if len(names) == 0 {
		return read(func() ([]byte, error) { return nil, io.ErrUnexpectedEOF })
	}
	return g.pipe(strings.Join(names, "\n")+"\n", func(r *bufio.Reader) error {
		var room []byte
		return read(func() (content []byte, err error) {
			content, room, err = readObject(r, room)
			return content, err
		})
	}, "cat-file", "--batch", "--buffer")
}

// readObject reads one answer of git cat-file --batch: "<object> <type> <size>",
// and the content with a line end. The content is put into room, or more of it.
func readObject(r *bufio.Reader, room []byte) (content, used []byte, err error) {
	head, err := r.ReadSlice('\n')
	if err != nil {
		return nil, room, err
	}
	fields := bytes.Fields(head)
	if len(fields) != 3 {
		return nil, room, nil // "… missing"
	}
	size, err := strconv.Atoi(string(fields[2]))
	if err != nil || size < 0 {
		return nil, room, fmt.Errorf("git gave a size that is none: %q", head)
	}
	if string(fields[1]) != "blob" || size > MostContent {
		_, err := r.Discard(size + 1)
		return nil, room, err
	}
	if size+1 > cap(room) {
		room = make([]byte, size+1+size/2)
	}
	content = room[:size+1]
	if _, err := io.ReadFull(r, content); err != nil {
		return nil, room, err
	}
	return content[:size], room, nil
}
