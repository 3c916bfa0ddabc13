package history

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Removed is a file that is no more, as it last was.
type Removed struct {
	Path    string    // slash path below the folder
	At      time.Time // committer date of the commit that removed it
	Content []byte
}

const (
	// remembered is how far back before the newest commit removed files are
	// looked for: the last date of a yearly event has passed by then.
	remembered = 400 * 24 * time.Hour
	// mostRemoved and mostContent bound what a history that strangers write can
	// cost; the newest are kept.
	mostRemoved = 2000
	mostContent = 64 << 10
)

// Removed returns the files that were removed lately, by path.
func (h *History) Removed() []Removed {
	if h == nil {
		return nil
	}
	return h.removed
}

// gone is a removed file before its content is known.
type gone struct {
	path, object string // object: what git calls its last content
	at           time.Time
}

// readRemoved finds what was removed: one git log, and one git cat-file for all.
func (h *History) readRemoved(ctx context.Context, dir, prefix string) error {
	list, err := h.deletions(ctx, dir, prefix)
	if err != nil || len(list) == 0 {
		return err
	}
	cmd := command(ctx, dir, "cat-file", "--batch")
	var names bytes.Buffer
	for _, g := range list {
		names.WriteString(g.object + "\n")
	}
	cmd.Stdin = &names
	out, err := cmd.Output()
	if err != nil {
		return err
	}
	r := bufio.NewReader(bytes.NewReader(out))
	for _, g := range list {
		content, err := readObject(r)
		if err != nil {
			return err
		}
		if content != nil {
			h.removed = append(h.removed, Removed{g.path, g.at, content})
		}
	}
	slices.SortFunc(h.removed, func(a, b Removed) int { return strings.Compare(a.Path, b.Path) })
	return nil
}

// deletions lists the files that the folder had and has not, the newest first.
func (h *History) deletions(ctx context.Context, dir, prefix string) ([]gone, error) {
	var list []gone
	seen := map[string]bool{}
	add := func(name, commit string, at time.Time) {
		path, ok := strings.CutPrefix(name, prefix)
		if !ok || path == "" || seen[path] || strings.ContainsRune(name, '\n') || len(list) == mostRemoved {
			return
		}
		seen[path] = true
		if _, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(path))); errors.Is(err, os.ErrNotExist) {
			list = append(list, gone{path, commit + ":" + name, at})
		}
	}
	for path, d := range h.files {
		if d.Edited { // what is not committed is dated right after the newest commit
			add(prefix+path, h.Head, h.At.Add(time.Second))
		}
	}
	since := strconv.FormatInt(h.At.Add(-remembered).Unix(), 10)
	out, err := command(ctx, dir, "log", "--first-parent", "-m", "--no-renames", "--diff-filter=D", "--name-only", "-z", "--format=%x01%H %ct", "--since="+since, "--", ".").Output()
	if err != nil {
		return nil, err
	}
	commit, at := "", time.Time{}
	for field := range strings.SplitSeq(string(out), "\x00") {
		field = strings.Trim(field, "\n")
		if rest, ok := strings.CutPrefix(field, "\x01"); ok {
			head, name, _ := strings.Cut(rest, "\n")
			hash, stamp, _ := strings.Cut(head, " ")
			if at, err = seconds(stamp); err != nil {
				return nil, err
			}
			commit, field = hash+"^", strings.TrimLeft(name, "\n")
		}
		add(field, commit, at)
	}
	return list, nil
}

// readObject reads one answer of git cat-file --batch; nil = there is no such
// file, or it is too large.
func readObject(r *bufio.Reader) ([]byte, error) {
	head, err := r.ReadString('\n')
	if err != nil {
		return nil, fmt.Errorf("reading what was removed: %w", err)
	}
	fields := strings.Fields(head)
	if len(fields) != 3 || fields[1] != "blob" {
		return nil, nil // "… missing"
	}
	size, err := strconv.Atoi(fields[2])
	if err != nil || size < 0 {
		return nil, fmt.Errorf("git gave a size that is none: %q", head)
	}
	if size > mostContent {
		_, err := r.Discard(size + 1)
		return nil, err
	}
	content := make([]byte, size+1) // with the line end behind it
	if _, err := io.ReadFull(r, content); err != nil {
		return nil, fmt.Errorf("reading what was removed: %w", err)
	}
	return content[:size], nil
}
