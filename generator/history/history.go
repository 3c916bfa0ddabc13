// Package history knows what git knows of a content folder: for each record when
// it came and when it last changed, what it held before, and what a commit
// deleted. A record keeps its dates wherever it moves: to another file, into a
// list of many and back, or with the whole folder. What a record is and which
// files hold many is for the caller to say; see Layout. A folder without git is no
// error: then nothing is known.
package history

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Dates are what is known of one record. Times are UTC and whole seconds.
type Dates struct {
	Added time.Time // the commit that brought it; zero = it is not committed
	// Created is when the author made that commit, which a rebase does not change;
	// zero = nobody knows, or it is dated more than a day ahead.
	Created time.Time
	// Changed is its revision, the date of the newest commit that changed it, which
	// never falls however the clocks of contributors are set: each commit is dated at
	// least a second after those that it follows. What is not committed is dated a
	// second after the newest commit.
	Changed time.Time
	Changes int  // how many commits changed it, to tell apart those of one moment
	Edited  bool // differs from the newest commit, or is not committed
}

// Doubted is a commit whose committer's date is not believed, since it is more
// than a day after the moment of the build.
type Doubted struct {
	Commit string // its hash
	Date   int64  // what it says, in Unix seconds; may be beyond the year 9999
}

// History is what git knows of a folder. A nil History knows nothing.
type History struct {
	Head    string    // hash of the newest commit; "" = none
	At      time.Time // its revision
	Shallow bool      // the clone is cut off: Added may be too late, and Changed is not that of a whole one
	Doubted []Doubted // the oldest first

	git     *repository
	prefix  string // of the folder in the repository
	commits []commit
	edited  map[string]bool // files that differ from the newest commit, and whether they are there

	fixed       map[string]Dates // by path; see Fixed
	fixedFormer []Version

	// What Follow found.
	followed bool
	places   map[string]int // of a record in the lists below
	names    []string
	states   []*state
	former   []former // the newest last
}

// Read asks git about dir, as seen at the moment now. Outside a repository, or
// before its first commit, it returns nil and no error. Where there is a
// repository and git does not answer, the error is a *Refused.
func Read(ctx context.Context, dir string, now time.Time) (*History, error) {
	g, err := open(ctx, dir)
	if g == nil || err != nil {
		return nil, err
	}
	prefix, err := g.run("rev-parse", "--show-prefix")
	if err != nil {
		return nil, err
	}
	head, err := g.head()
	if head == "" || err != nil {
		return nil, err
	}
	shallow, err := g.run("rev-parse", "--is-shallow-repository")
	if err != nil {
		return nil, err
	}
	h := &History{Head: head, Shallow: shallow == "true", git: g, prefix: prefix}
	if h.commits, h.Doubted, err = g.graph(now); err != nil {
		return nil, fmt.Errorf("reading the commits of %s: %w", dir, err)
	}
	h.At = h.newest()
	if err := g.read(h.commits, prefix); err != nil {
		return nil, fmt.Errorf("reading what commits changed in %s: %w", dir, err)
	}
	if h.edited, err = g.uncommitted(prefix); err != nil {
		return nil, err
	}
	return h, nil
}

func (h *History) newest() time.Time {
	return time.Unix(h.commits[len(h.commits)-1].at, 0).UTC()
}

// head is the newest commit; "" = there is none.
func (g *repository) head() (string, error) {
	head, err := g.run("rev-parse", "-q", "--verify", "HEAD")
	var refused *Refused
	if errors.As(err, &refused) && refused.quiet {
		return "", nil
	}
	return head, err
}

// Identity tells apart what git knows at different times of the repository that dir
// is in: its newest commit, and whether the clone is cut off. It is "" when there is
// no commit or git does not answer.
func Identity(ctx context.Context, dir string) string {
	g, err := open(ctx, dir)
	if g == nil || err != nil {
		return ""
	}
	head, err := g.head()
	if err != nil || head == "" {
		return ""
	}
	shallow, err := g.run("rev-parse", "--is-shallow-repository")
	if err != nil {
		return ""
	}
	return head + " " + shallow
}

// Uncommitted returns how many files differ from the newest commit.
func (h *History) Uncommitted() int { return len(h.edited) }

// Edited reports whether a file differs from the newest commit, or is not in it.
func (h *History) Edited(path string) bool {
	if h == nil {
		return false
	}
	return h.edited[path] || h.fixed[path].Edited
}
