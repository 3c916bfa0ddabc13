package history

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func repository(t *testing.T) (dir string, git func(date string, args ...string)) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	dir = t.TempDir()
	git = func(date string, args ...string) {
		t.Helper()
		cmd := exec.Command("git", args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null",
			"GIT_AUTHOR_NAME=n", "GIT_AUTHOR_EMAIL=e@example.org", "GIT_COMMITTER_NAME=n", "GIT_COMMITTER_EMAIL=e@example.org",
			"GIT_AUTHOR_DATE="+date, "GIT_COMMITTER_DATE="+date)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	git("", "init", "-q", "-b", "main")
	return dir, git
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestRead(t *testing.T) {
	dir, git := repository(t)
	write(t, dir, "content/opportunities/añejo café.yaml", "a")
	write(t, dir, "content/other.yaml", "a")
	write(t, dir, "outside.txt", "a")
	git("2026-01-02T03:04:05+02:00", "add", ".")
	git("2026-01-02T03:04:05+02:00", "commit", "-qm", "one")
	write(t, dir, "content/other.yaml", "b")
	git("2026-03-01T00:00:00Z", "commit", "-qam", "two")
	write(t, dir, "content/other.yaml", "c")
	write(t, dir, "content/new.yaml", "c")

	h, err := Read(context.Background(), filepath.Join(dir, "content"))
	if err != nil {
		t.Fatal(err)
	}
	first := time.Date(2026, 1, 2, 1, 4, 5, 0, time.UTC)
	second := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	want := map[string]Dates{
		"opportunities/añejo café.yaml": {Added: first, Changed: first},
		"other.yaml":                    {Added: first, Changed: second, Edited: true},
		"new.yaml":                      {Edited: true},
	}
	for path, w := range want {
		if got, ok := h.Of(path); !ok || got != w {
			t.Errorf("%s: got %v, want %v", path, got, w)
		}
	}
	if _, ok := h.Of("outside.txt"); ok {
		t.Error("a file outside the folder is known")
	}
	if h.Shallow {
		t.Error("a whole clone is called shallow")
	}
}

func TestReadKnowsAShallowClone(t *testing.T) {
	dir, git := repository(t)
	for i, text := range []string{"a", "b"} {
		write(t, dir, "a.yaml", text)
		git(time.Date(2026, 1, 1+i, 0, 0, 0, 0, time.UTC).Format(time.RFC3339), "add", ".")
		git(time.Date(2026, 1, 1+i, 0, 0, 0, 0, time.UTC).Format(time.RFC3339), "commit", "-qm", text)
	}
	clone := filepath.Join(t.TempDir(), "clone")
	if out, err := exec.Command("git", "clone", "-q", "--depth=1", "file://"+dir, clone).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	h, err := Read(context.Background(), clone)
	if err != nil || !h.Shallow {
		t.Fatalf("got %+v, %v; want a shallow history", h, err)
	}
}

func TestReadWithoutARepository(t *testing.T) {
	t.Setenv("GIT_CEILING_DIRECTORIES", "/")
	dir := t.TempDir()
	if h, err := Read(context.Background(), dir); h != nil || err != nil {
		t.Fatalf("got %v, %v; want nothing known and no error", h, err)
	}
	if _, ok := (*History)(nil).Of("a"); ok {
		t.Error("a nil history knows a file")
	}
}

// What a file held before it was changed, moved or removed comes back, the
// newest first.
func TestVersions(t *testing.T) {
	dir, git := repository(t)
	day := func(n int) string { return time.Date(2026, 1, n, 0, 0, 0, 0, time.UTC).Format(time.RFC3339) }
	long := strings.Repeat("a line\n", 20)
	for _, name := range []string{"gone", "back", "edited", "dropped", "stays", "new\nline"} {
		write(t, dir, "content/opportunities/"+name+".yaml", name)
	}
	write(t, dir, "content/opportunities/moved.yaml", long)
	write(t, dir, "content/notes.yaml", "one")
	write(t, dir, "outside.txt", "a")
	git("2024-01-01T00:00:00Z", "add", ".")
	git("2024-01-01T00:00:00Z", "commit", "-qm", "one")
	git("2024-02-01T00:00:00Z", "rm", "-q", "content/opportunities/dropped.yaml")
	git("2024-02-01T00:00:00Z", "commit", "-qm", "long ago")
	write(t, dir, "content/opportunities/gone.yaml", "gone, second edition\n")
	write(t, dir, "content/notes.yaml", "two")
	git(day(2), "commit", "-qam", "two")
	git(day(3), "rm", "-q", "content/opportunities/gone.yaml", "content/opportunities/back.yaml", "outside.txt")
	git(day(3), "mv", "content/opportunities/moved.yaml", "content/opportunities/there.yaml")
	git(day(3), "commit", "-qm", "three")
	write(t, dir, "content/opportunities/back.yaml", "again")
	git(day(4), "add", ".")
	git(day(4), "commit", "-qm", "four")
	if err := os.Remove(filepath.Join(dir, "content/opportunities/edited.yaml")); err != nil {
		t.Fatal(err)
	}

	h, err := Read(context.Background(), filepath.Join(dir, "content"))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	err = h.Versions(func(path string) bool { return strings.HasPrefix(path, "opportunities/") }, func(v Version) {
		got = append(got, v.At.Format(time.RFC3339)+" "+v.Path+" "+string(v.Content))
	})
	want := []string{
		"2026-01-04T00:00:01Z opportunities/edited.yaml edited",
		day(3) + " opportunities/back.yaml back",
		day(3) + " opportunities/gone.yaml gone, second edition\n",
		day(3) + " opportunities/moved.yaml " + long,
		day(2) + " opportunities/gone.yaml gone",
	}
	slices.Sort(got[1:min(4, len(got))]) // git orders the files of one commit
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q, %v\nwant %q", got, err, want)
	}
}

// What a stranger has committed is not read when it is huge, and what comes after
// it still is.
func TestReadObject(t *testing.T) {
	largest, huge := strings.Repeat("a", mostContent), strings.Repeat("b", mostContent+1)
	r := bufio.NewReader(strings.NewReader("x blob 4\nsoup\nx missing\nx blob 0\n\nx tree 2\n" +
		fmt.Sprintf("x blob %d\n%s\n", len(largest), largest) + fmt.Sprintf("x blob %d\n%s\n", len(huge), huge) + "x blob 5\nbread\nx blob -1\nx blob 9\nshort"))
	for i, want := range []string{"soup", "", "", "", largest, "", "bread"} {
		if got, err := readObject(r); err != nil || string(got) != want {
			t.Errorf("object %d: %d bytes, %v, want %d", i, len(got), err, len(want))
		}
	}
	for _, what := range []string{"a size below zero", "an end in the middle", "nothing"} {
		if _, err := readObject(r); err == nil {
			t.Errorf("%s is no error", what)
		}
	}
}

// A file is as old as its first name, and moving it does not change it.
func TestRenames(t *testing.T) {
	dir, git := repository(t)
	at := func(n int) time.Time { return time.Date(2026, 1, n, 0, 0, 0, 0, time.UTC) }
	day := func(n int) string { return at(n).Format(time.RFC3339) }
	long := strings.Repeat("a line of the listing\n", 20)
	write(t, dir, "content/a.yaml", long)
	git(day(1), "add", ".")
	git(day(1), "commit", "-qm", "one")
	write(t, dir, "content/a.yaml", long+"more\n")
	git(day(2), "commit", "-qam", "two")
	if err := os.Mkdir(filepath.Join(dir, "content/sub"), 0o755); err != nil {
		t.Fatal(err)
	}
	git(day(3), "mv", "content/a.yaml", "content/sub/a.yaml")
	git(day(3), "commit", "-qm", "three")
	h, err := Read(context.Background(), filepath.Join(dir, "content"))
	if err != nil {
		t.Fatal(err)
	}
	if got, _ := h.Of("sub/a.yaml"); got != (Dates{Added: at(1), Changed: at(2)}) {
		t.Errorf("moved: %v", got)
	}
	git(day(4), "mv", "content/sub/a.yaml", "content/b.yaml")
	write(t, dir, "content/b.yaml", long+"formerly: [a]\n")
	write(t, dir, "content/a.yaml", "another one\n")
	git(day(4), "add", ".")
	git(day(4), "commit", "-qm", "four")
	if h, err = Read(context.Background(), filepath.Join(dir, "content")); err != nil {
		t.Fatal(err)
	}
	if got, _ := h.Of("b.yaml"); got != (Dates{Added: at(1), Changed: at(4)}) {
		t.Errorf("renamed: %v", got)
	}
	if got, _ := h.Of("a.yaml"); got.Changed != at(4) {
		t.Errorf("a new file of the old name: %v", got)
	}
}

// A record in a file of many has the dates of its own lines.
func TestSpan(t *testing.T) {
	dir, git := repository(t)
	at := func(n int) time.Time { return time.Date(2026, 1, n, 0, 0, 0, 0, time.UTC) }
	day := func(n int) string { return at(n).Format(time.RFC3339) }
	write(t, dir, "content/locations.yaml", "hall:\n  name: Hall\ngreen:\n  name: Green\n")
	git(day(1), "add", ".")
	git(day(1), "commit", "-qm", "one")
	write(t, dir, "content/locations.yaml", "hall:\n  name: Old Hall\ngreen:\n  name: Green\n")
	git(day(2), "commit", "-qam", "two")
	write(t, dir, "content/locations.yaml", "hall:\n  name: Old Hall\ngreen:\n  name: Green\nbarn:\n  name: Barn\n")
	h, err := Read(context.Background(), filepath.Join(dir, "content"))
	if err != nil {
		t.Fatal(err)
	}
	soon := at(2).Add(time.Second)
	for from, want := range map[int]Dates{1: {Added: at(1), Changed: at(2)}, 3: {Added: at(1), Changed: at(1)}, 5: {Added: soon, Changed: soon, Edited: true}} {
		if got, ok := h.Span("locations.yaml", from, from+1); !ok || got != want {
			t.Errorf("line %d: %v, want %v", from, got, want)
		}
	}
	if _, ok := h.Span("locations.yaml", 7, 8); ok {
		t.Error("a line that is not there has dates")
	}
	if _, ok := h.Span("missing.yaml", 1, 2); ok {
		t.Error("a file that is not there has dates")
	}
	if _, ok := Fixed(nil).Span("locations.yaml", 1, 2); ok {
		t.Error("dates that nobody knows")
	}
}
