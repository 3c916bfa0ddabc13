package publish

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"corkboard/generator/tree"
)

// Sites with files that are not held in memory as a whole.
var (
	largeBefore = map[string]string{
		"large.ics": strings.Repeat("a", 2*largeDraft+7), "same.ics": strings.Repeat("b", largeDraft+1), "just.ics": strings.Repeat("c", largeDraft),
		"grows/index.html": "small", "shrinks.html": strings.Repeat("d", 2*largeDraft), "small.html": "small",
	}
	largeAfter = map[string]string{
		"large.ics": strings.Repeat("a", 2*largeDraft+6) + "z", "same.ics": strings.Repeat("b", largeDraft+1), "just.ics": strings.Repeat("c", largeDraft),
		"grows/index.html": strings.Repeat("e", 3*largeDraft), "shrinks.html": "small", "small.html": "small",
	}
)

func TestLargeFiles(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	if r := build(t, dir, largeBefore, Options{}); r.Written != 6 {
		t.Errorf("first: %+v", r)
	}
	check(t, dir, largeBefore)
	kept, err := os.Stat(filepath.Join(dir, "same.ics"))
	if err != nil {
		t.Fatal(err)
	}
	// A file that is rendered again with the same bytes stays the same file,
	// whether or not the stage already has a link to it.
	for i := range 3 {
		for _, force := range []bool{false, true} {
			if r := build(t, dir, largeBefore, Options{Force: force, Code: tree.HashOf(i)}); r.Rendered != 6 || r.Written != 0 {
				t.Errorf("the same again: %+v", r)
			}
			check(t, dir, largeBefore)
			if r := build(t, dir, largeBefore, Options{Code: tree.HashOf(i)}); r.Rendered != 0 {
				t.Errorf("unchanged: %+v", r)
			}
			if r := build(t, dir, largeAfter, Options{Force: force, Code: tree.HashOf(i)}); r.Written != 3 {
				t.Errorf("changed: %+v", r)
			}
			check(t, dir, largeAfter)
			if r := build(t, dir, largeBefore, Options{Force: force, Code: tree.HashOf(i)}); r.Written != 3 {
				t.Errorf("changed back: %+v", r)
			}
			check(t, dir, largeBefore)
			now, err := os.Stat(filepath.Join(dir, "same.ics"))
			if err != nil || !os.SameFile(kept, now) && runtime.GOOS != "windows" {
				t.Errorf("a large file that is the same was written again: %v", err)
			}
		}
		// Another version of the program renders all; the next turn begins so.
	}
}

// Where files are moved one by one, an unchanged large file is not moved.
func TestLargeFilesInACheckout(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	write(t, filepath.Join(dir, ".git", "HEAD"), "ref: refs/heads/main")
	for i, want := range []map[string]string{largeBefore, largeAfter, largeAfter, largeBefore} {
		r := build(t, dir, want, Options{Code: tree.HashOf(i)})
		if wanted := []int{6, 3, 0, 3}[i]; r.Written != wanted || r.Rendered != 6 {
			t.Errorf("build %d: %+v", i, r)
		}
		got := contents(t, dir)
		delete(got, ".git/HEAD")
		for path, text := range want {
			if got[path] != text {
				t.Errorf("build %d: %s differs", i, path)
			}
		}
		if len(got) != len(want) {
			t.Errorf("build %d: %d files", i, len(got))
		}
	}
}

// A renderer that fails after megabytes leaves nothing behind, and one that
// ignores the errors of its writes cannot hide them.
func TestLargeFileThatFails(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	errTemplate := errors.New("no such field")
	fail := func() {
		t.Helper()
		bad := with(site(before), tree.Known("bad.ics", tree.Hash{1}, func(w io.Writer) error {
			_, _ = io.WriteString(w, strings.Repeat("x", 3*largeDraft))
			return errTemplate
		}))
		if _, err := Publish(context.Background(), bad, Options{Output: dir}); !errors.Is(err, errTemplate) {
			t.Errorf("got %v", err)
		}
		if left := contents(t, filepath.Join(filepath.Dir(dir), workName, "public.stage")); left["bad.ics"] != "" {
			t.Error("half a file is left on the stage")
		}
	}
	fail()
	if _, err := os.Stat(dir); err == nil {
		t.Error("a site was published")
	}
	build(t, dir, after, Options{})
	build(t, dir, before, Options{}) // from now on there is a stage
	fail()
	check(t, dir, before)

	deaf, _ := tree.New([]tree.File{tree.Known("deaf.ics", tree.Hash{1}, func(w io.Writer) error {
		for range 8 {
			_, _ = io.WriteString(w, strings.Repeat("x", largeDraft))
		}
		return nil
	})})
	if _, err := publish(context.Background(), deaf, Options{Output: dir}, fullDisk{system{}}); !errors.Is(err, errFull) {
		t.Errorf("got %v", err)
	}
	check(t, dir, before)
}

// fullDisk can begin large files but not write them.
type fullDisk struct{ disk }

var errFull = errors.New("no space left")

func (f fullDisk) Create(path string) (output, error) {
	out, err := f.disk.Create(path)
	return fullOutput{out}, err
}

type fullOutput struct{ output }

func (fullOutput) Write([]byte) (int, error) { return 0, errFull }

// However a file is cut into writes, its bytes, size and hash are the same.
func TestDraft(t *testing.T) {
	for _, size := range []int{0, 1, largeDraft - 1, largeDraft, largeDraft + 1, 5*largeDraft + 3} {
		text := strings.Repeat("0123456789abcde\n", 1+size/16)[:size]
		var d draft
		for _, step := range []int{1 << 10, largeDraft/2 + 1, largeDraft, 1 << 30} {
			var out memoryOutput
			d.begin(func() (output, error) { return &out, nil })
			for rest := text; rest != ""; {
				n := min(step, len(rest))
				if _, err := io.WriteString(&d, rest[:n]); err != nil {
					t.Fatal(err)
				}
				rest = rest[n:]
			}
			if got := d.hash(); got != hashOf([]byte(text)) || d.size != int64(size) {
				t.Errorf("%d bytes, %d at a time: %x and %d bytes", size, step, got, d.size)
			}
			small := false
			if _, err := d.end(func(b []byte) (entry, error) { small = true; out.text = string(b); return entry{}, nil }); err != nil {
				t.Fatal(err)
			}
			if out.text != text || small != (size <= largeDraft) || small == out.done || cap(d.text) > 2*largeDraft {
				t.Errorf("%d bytes, %d at a time: %d bytes came out, small %v, done %v, %d held", size, step, len(out.text), small, out.done, cap(d.text))
			}
		}
	}
}

type memoryOutput struct {
	text string
	done bool
}

func (o *memoryOutput) Write(p []byte) (int, error) { o.text += string(p); return len(p), nil }
func (o *memoryOutput) Done() (entry, error)        { o.done = true; return entry{}, nil }
