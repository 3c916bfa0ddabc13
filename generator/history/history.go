// Package history tells when each file of a content folder was first and last
// changed, from one git log. It does not know what the files are, and a folder
// without git is no error: then nothing is known.
package history

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// Dates are the committer dates of one file, in UTC.
type Dates struct {
	Added   time.Time // first commit that has the file
	Changed time.Time // newest commit that changed it
	Edited  bool      // differs from the newest commit, or is not committed
}

// History is what git knows of a folder. A nil History knows nothing.
type History struct {
	Head    string    // hash of the newest commit; "" = none
	At      time.Time // committer date of the newest commit
	Shallow bool      // the clone is cut off: Added may be too late
	files   map[string]Dates

	versions versions
	blames   blames
}

// Of returns the dates of the file at a slash path below the folder.
func (h *History) Of(path string) (Dates, bool) {
	if h == nil {
		return Dates{}, false
	}
	d, ok := h.files[path]
	return d, ok
}

// Uncommitted returns how many files differ from the newest commit.
func (h *History) Uncommitted() int {
	n := 0
	for _, d := range h.files {
		if d.Edited {
			n++
		}
	}
	return n
}

// Read asks git about dir. Without git, outside a repository, or before the
// first commit it returns nil and no error. Merges are followed by first
// parent only, so that a squash, a merge and a rebase of the same change give
// the day it landed.
func Read(ctx context.Context, dir string) (*History, error) {
	if _, err := exec.LookPath("git"); err != nil {
		return nil, nil
	}
	head, err := run(ctx, dir, "rev-parse", "HEAD")
	if err != nil {
		return nil, ctx.Err()
	}
	stamp, err := run(ctx, dir, "log", "-1", "--format=%ct")
	if err != nil {
		return nil, fmt.Errorf("asking git for the newest commit of %s: %w", dir, err)
	}
	at, err := seconds(stamp)
	if err != nil {
		return nil, err
	}
	prefix, err := run(ctx, dir, "rev-parse", "--show-prefix")
	if err != nil {
		return nil, fmt.Errorf("asking git where %s lies: %w", dir, err)
	}
	shallow, err := run(ctx, dir, "rev-parse", "--is-shallow-repository")
	if err != nil {
		return nil, fmt.Errorf("asking git whether %s is a shallow clone: %w", dir, err)
	}
	h := &History{
		Head: head, At: at, Shallow: shallow == "true", files: map[string]Dates{},
		versions: versions{since: at.Add(-remembered), ask: objects(ctx, dir)}, blames: blames{ask: blame(ctx, dir)},
	}
	if err := h.log(ctx, dir, prefix); err != nil {
		return nil, fmt.Errorf("reading the git log of %s: %w", dir, err)
	}
	if err := h.status(ctx, dir, prefix); err != nil {
		return nil, fmt.Errorf("asking git what is not committed in %s: %w", dir, err)
	}
	return h, nil
}

// Head returns the hash of the newest commit of the repository that dir lies
// in, or "" without one.
func Head(ctx context.Context, dir string) string {
	head, err := run(ctx, dir, "rev-parse", "HEAD")
	if err != nil {
		return ""
	}
	return head
}

func command(ctx context.Context, dir string, args ...string) *exec.Cmd {
	// The user's own settings may not change what is printed or run a pager,
	// a hook or a file system monitor of a repository that strangers fill.
	args = append([]string{"-c", "core.quotePath=false", "-c", "core.fsmonitor=false", "-c", "log.showSignature=false"}, args...)
	cmd := exec.CommandContext(ctx, "git", args...)
	cmd.Dir = filepath.Clean(dir)
	cmd.Env = append(cmd.Environ(), "LC_ALL=C", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0")
	return cmd
}

func run(ctx context.Context, dir string, args ...string) (string, error) {
	out, err := command(ctx, dir, args...).Output()
	return strings.TrimRight(string(out), "\r\n"), err
}

// log streams one git log, newest first. A record is "\x01<seconds>" followed
// by what changed as git diff --raw writes it, and a name, of a rename two, all
// ended by NUL.
func (h *History) log(ctx context.Context, dir, prefix string) error {
	cmd := command(ctx, dir, "log", "--first-parent", "-m", "-M80%", "--raw", "--no-abbrev", "-z", "--format=%x01%ct", "--", ".")
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		return err
	}
	if err := h.read(out, prefix); err != nil {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		return err
	}
	if err := cmd.Wait(); err != nil {
		return fmt.Errorf("%w: %s", err, strings.TrimSpace(stderr.String()))
	}
	return nil
}

// change is one file in a commit: ":<mode> <mode> <object> <object> <status>".
type change struct {
	object string // of its content before; "" = it was no plain file, or not there
	status string // such as M, A, D, R100
}

func readChange(field string) (change, bool) {
	words := strings.Fields(field)
	if len(words) != 5 || words[0][0] != ':' {
		return change{}, false
	}
	c := change{status: words[4]}
	if strings.HasPrefix(words[0], ":100") {
		c.object = words[2]
	}
	return c, true
}

// read follows each file back in time, through its renames.
func (h *History) read(r io.Reader, prefix string) error {
	br := bufio.NewReaderSize(r, 64<<10)
	t := &trail{files: h.files, now: map[string]string{}, born: map[string]bool{}}
	var (
		at   time.Time
		what change // of the paths that come next
		open bool   // they have not all come
		from string // of a rename, when it was read
	)
	for {
		field, err := br.ReadString(0)
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		field = strings.Trim(field, "\x00\n")
		if rest, ok := strings.CutPrefix(field, "\x01"); ok {
			stamp, first, _ := strings.Cut(rest, "\n")
			var bad error
			if at, bad = seconds(stamp); bad != nil {
				return bad
			}
			open, from, field = false, "", strings.TrimLeft(first, "\n")
		}
		switch path, inside := strings.CutPrefix(field, prefix); {
		case field == "":
		case !open:
			what, open = readChange(field)
		case what.status[0] == 'R' && from == "":
			from = field
		default:
			if inside && path != "" {
				old, known := strings.CutPrefix(from, prefix)
				if from == "" {
					old, known = path, true
				}
				if known && what.object != "" {
					h.versions.add(old, what.object, at)
				}
				t.step(path, at, what.status)
				if from != "" && known {
					t.renamed(old, path)
				}
			}
			open, from = false, ""
		}
		if err != nil {
			return nil
		}
	}
}

// trail is what is known of files while a log is read from its end.
type trail struct {
	files map[string]Dates  // by the name of today
	now   map[string]string // the name of today of files that had another one
	born  map[string]bool   // files that a commit added: before it, their name was another's
}

// step notes a commit that has a file in it. One that only moved the file did
// not change it.
func (t *trail) step(path string, at time.Time, status string) {
	if today, ok := t.now[path]; ok {
		path = today
	}
	d := t.files[path]
	if d.Changed.IsZero() && status != "R100" {
		d.Changed = at
	}
	t.born[path] = t.born[path] || status == "A"
	d.Added = at
	t.files[path] = d
}

// renamed goes on under the name that a file had before.
func (t *trail) renamed(old, path string) {
	if today, ok := t.now[path]; ok {
		path = today
	}
	if _, another := t.files[old]; !another || t.born[old] {
		t.now[old] = path
	}
}

// seconds reads a committer date as git prints it.
func seconds(stamp string) (time.Time, error) {
	n, err := strconv.ParseInt(stamp, 10, 64)
	if err != nil {
		return time.Time{}, fmt.Errorf("git gave a date that is none: %q", stamp)
	}
	return time.Unix(n, 0).UTC(), nil
}

func (h *History) status(ctx context.Context, dir, prefix string) error {
	out, err := command(ctx, dir, "status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", ".").Output()
	if err != nil {
		return err
	}
	committed := h.versions.list
	h.versions.list = nil // the newest come first
	for entry := range strings.SplitSeq(string(out), "\x00") {
		if len(entry) < 4 {
			continue
		}
		if path, ok := strings.CutPrefix(entry[3:], prefix); ok {
			d := h.files[path]
			d.Edited = true
			h.files[path] = d
			if !strings.ContainsRune(path, '\n') {
				// What is not committed is dated right after the newest commit.
				h.versions.add(path, h.Head+":"+prefix+path, h.At.Add(time.Second))
			}
		}
	}
	h.versions.list = append(h.versions.list, committed...)
	return nil
}
