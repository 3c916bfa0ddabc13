package history

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Version is a file as it was before a commit changed, renamed or removed it.
type Version struct {
	Path    string    // slash path below the folder, as it was then
	At      time.Time // committer date of the commit that put an end to it
	Content []byte
}

const (
	// remembered is how far back before the newest commit former versions are
	// kept in mind: the last date of a yearly event has passed by then.
	remembered = 400 * 24 * time.Hour
	// mostVersions and mostContent bound what a history that strangers write can
	// cost; the newest are kept.
	mostVersions = 20_000
	mostContent  = 1 << 20
)

// versions are former texts of files. Their content is asked for when somebody
// wants it.
type versions struct {
	list  []version // the newest first
	since time.Time
	ask   func(objects []string, each func(i int, content []byte)) error
}

// version is one before its content is known.
type version struct {
	path, object string // object: what git calls the content
	at           time.Time
	content      []byte // where nobody has to be asked
}

// add notes a version; the newest come first.
func (v *versions) add(path, object string, at time.Time) {
	if len(v.list) < mostVersions && !at.Before(v.since) {
		v.list = append(v.list, version{path: path, object: object, at: at})
	}
}

// Versions calls visit with what the wanted files held within the last 400 days
// and hold no more, the newest first.
func (h *History) Versions(wanted func(path string) bool, visit func(Version)) error {
	if h == nil {
		return nil
	}
	var list []version
	var objects []string
	for _, v := range h.versions.list {
		if wanted(v.path) {
			list = append(list, v)
			objects = append(objects, v.object)
		}
	}
	give := func(i int, content []byte) {
		if content != nil {
			visit(Version{list[i].path, list[i].at, content})
		}
	}
	if h.versions.ask == nil {
		for i := range list {
			give(i, list[i].content)
		}
		return nil
	}
	if len(list) == 0 {
		return nil
	}
	if err := h.versions.ask(objects, give); err != nil {
		return fmt.Errorf("asking git what files held before: %w", err)
	}
	return nil
}

// Fixed makes a History from known dates and versions, for tests and previews.
func Fixed(files map[string]Dates, former ...Version) *History {
	h := &History{Head: "fixed", files: files}
	slices.SortStableFunc(former, func(a, b Version) int { return b.At.Compare(a.At) })
	for _, v := range former {
		h.versions.list = append(h.versions.list, version{path: v.Path, at: v.At, content: v.Content})
	}
	return h
}

// objects asks one git cat-file for all.
func objects(ctx context.Context, dir string) func([]string, func(int, []byte)) error {
	return func(names []string, each func(int, []byte)) error {
		cmd := command(ctx, dir, "cat-file", "--batch")
		cmd.Stdin = strings.NewReader(strings.Join(names, "\n") + "\n")
		out, err := cmd.StdoutPipe()
		if err != nil {
			return err
		}
		if err := cmd.Start(); err != nil {
			return err
		}
		r := bufio.NewReaderSize(out, 64<<10)
		for i := range names {
			content, err := readObject(r)
			if err != nil {
				_ = cmd.Process.Kill()
				_ = cmd.Wait()
				return err
			}
			each(i, content)
		}
		return cmd.Wait()
	}
}

// readObject reads one answer of git cat-file --batch; nil = there is no such
// file, or it is too large.
func readObject(r *bufio.Reader) ([]byte, error) {
	head, err := r.ReadString('\n')
	if err != nil {
		return nil, fmt.Errorf("reading a former version: %w", err)
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
		return nil, fmt.Errorf("reading a former version: %w", err)
	}
	return content[:size], nil
}
