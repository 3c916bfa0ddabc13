package history

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// What a folder held is asked of the newest commit, and of the one before it where
// that differs.
func TestHeld(t *testing.T) {
	dir, git := newRepository(t)
	write(t, dir, "content/same.yaml", "same")
	write(t, dir, "content/edited.yaml", "before it was edited")
	write(t, dir, "content/lost.yaml", "lost")
	write(t, dir, "content/deep/deleted.yaml", "deleted")
	write(t, dir, "content/moved.yaml", "moved with a text that is long enough")
	write(t, dir, "content/ignored.txt", "nobody asks")
	write(t, dir, "elsewhere/other.yaml", "not in the folder")
	git(day(1), "add", ".")
	git(day(1), "commit", "-qm", "one")
	git("", "rm", "-q", "content/deep/deleted.yaml")
	git("", "mv", "content/moved.yaml", "content/there.yaml")
	write(t, dir, "content/new.yaml", "new")
	git("", "add", ".")
	git(day(2), "commit", "-qm", "two")
	write(t, dir, "content/edited.yaml", "edited")
	if err := os.Remove(filepath.Join(dir, "content/lost.yaml")); err != nil {
		t.Fatal(err)
	}
	h, err := Read(context.Background(), filepath.Join(dir, "content"), moment)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	there := func(path string) bool {
		_, err := os.Lstat(filepath.Join(dir, "content", path))
		return err == nil
	}
	err = h.Held(func(path string) bool { return strings.HasSuffix(path, ".yaml") }, there, func(path string, content []byte, before bool) {
		when := "newest "
		if before {
			when = "before "
		}
		got = append(got, when+path+": "+string(content))
	})
	slices.Sort(got)
	want := []string{
		"before deep/deleted.yaml: deleted", "before moved.yaml: moved with a text that is long enough",
		"newest edited.yaml: before it was edited", "newest lost.yaml: lost",
	}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%v\ngot  %q\nwant %q", err, got, want)
	}
	var none *History
	if err := none.Held(nil, nil, nil); err != nil {
		t.Error(err)
	}
}
