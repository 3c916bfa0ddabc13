package history

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// moment is when the tests build.
var moment = time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC)

func at(day int) time.Time { return time.Date(2026, 1, day, 0, 0, 0, 0, time.UTC) }

func day(n int) string { return at(n).Format(time.RFC3339) }

func newRepository(t testing.TB) (dir string, git func(date string, args ...string)) {
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
			"GIT_AUTHOR_NAME=n", "GIT_AUTHOR_EMAIL=e@example.org", "GIT_COMMITTER_NAME=n", "GIT_COMMITTER_EMAIL=e@example.org")
		if date != "" {
			cmd.Env = append(cmd.Env, "GIT_AUTHOR_DATE="+date, "GIT_COMMITTER_DATE="+date)
		}
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	git("", "init", "-q", "-b", "main")
	return dir, git
}

func write(t testing.TB, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// layout is a folder whose files are records, but those whose name begins with
// "list" hold many: a line for each, "name: text".
func layout(dir string) Layout {
	many := func(name string) bool { return strings.HasPrefix(path.Base(name), "list") }
	return Layout{
		Record: func(name string) string {
			top, rest, found := strings.Cut(name, "/")
			if !found {
				return name
			}
			return top + "/" + strings.TrimSuffix(path.Base(rest), ".yaml")
		},
		Single: func(name string) bool { return !many(name) },
		Split: func(name string, data []byte) []Part {
			if !many(name) {
				return nil
			}
			parts := []Part{}
			top, _, _ := strings.Cut(name, "/")
			from := 0
			for line := range strings.Lines(string(data)) {
				key, _, _ := strings.Cut(line, ":")
				parts = append(parts, Part{top + "/" + key, from, from + len(line), from + len(key)})
				from += len(line)
			}
			return parts
		},
		Read: func(name string) ([]byte, error) { return os.ReadFile(filepath.Join(dir, filepath.FromSlash(name))) },
	}
}

// read reads a folder and follows its records.
func read(t testing.TB, dir string) *History {
	t.Helper()
	h, err := Read(context.Background(), dir, moment)
	if err != nil || h == nil {
		t.Fatal(h, err)
	}
	if err := h.Follow(layout(dir)); err != nil {
		t.Fatal(err)
	}
	return h
}

func (h *History) wants(t *testing.T, record string, want Dates) {
	t.Helper()
	got, known := h.Of(record, "")
	if want.Created.IsZero() {
		got.Created = want.Created
	}
	if !known || got != want {
		t.Errorf("%s: %+v, want %+v", record, got, want)
	}
}

func TestRead(t *testing.T) {
	dir, git := newRepository(t)
	write(t, dir, "content/opportunities/añejo café.yaml", "a")
	write(t, dir, "content/other.yaml", "a")
	write(t, dir, "outside.txt", "a")
	git("2026-01-02T03:04:05+02:00", "add", ".")
	git("2026-01-02T03:04:05+02:00", "commit", "-qm", "one")
	write(t, dir, "content/other.yaml", "b")
	git(day(3), "commit", "-qam", "two")
	write(t, dir, "content/other.yaml", "c")
	write(t, dir, "content/new.yaml", "c")

	h := read(t, filepath.Join(dir, "content"))
	first := time.Date(2026, 1, 2, 1, 4, 5, 0, time.UTC)
	h.wants(t, "opportunities/añejo café", Dates{Added: first, Changed: first, Changes: 1})
	h.wants(t, "other.yaml", Dates{Added: first, Changed: at(3).Add(time.Second), Changes: 3, Edited: true})
	h.wants(t, "new.yaml", Dates{Changed: at(3).Add(time.Second), Changes: 1, Edited: true})
	if _, known := h.Of("outside.txt", ""); known {
		t.Error("a file outside the folder is known")
	}
	if h.Shallow || !h.At.Equal(at(3)) || h.Uncommitted() != 2 || !h.Edited("new.yaml") {
		t.Errorf("got %v, %v, %d", h.Shallow, h.At, h.Uncommitted())
	}
}

func TestShallow(t *testing.T) {
	dir, git := newRepository(t)
	for i, text := range []string{"a", "b"} {
		write(t, dir, "a.yaml", text)
		write(t, dir, text+".yaml", text)
		git(day(1+i), "add", ".")
		git(day(1+i), "commit", "-qm", text)
	}
	clone := filepath.Join(t.TempDir(), "clone")
	if out, err := exec.Command("git", "clone", "-q", "--depth=1", "file://"+dir, clone).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	h := read(t, clone)
	if !h.Shallow {
		t.Error("a shallow clone is taken for a whole one")
	}
	h.wants(t, "a.yaml", Dates{Added: at(2), Changed: at(2), Changes: 1})
}

func TestWithoutARepository(t *testing.T) {
	if h, err := Read(context.Background(), t.TempDir(), moment); h != nil || err != nil {
		t.Fatalf("got %v, %v; want nothing known and no error", h, err)
	}
	var none *History
	if _, known := none.Of("a", "a"); known || none.Edited("a") || none.Follow(Layout{}) != nil {
		t.Error("a nil history knows something")
	}
	dir, _ := newRepository(t)
	if h, err := Read(context.Background(), dir, moment); h != nil || err != nil {
		t.Fatalf("before the first commit: %v, %v", h, err)
	}
}

// Whatever keeps git from answering is an error: without history everything would
// be dated anew, and nothing called off.
func TestRefused(t *testing.T) {
	dir, git := newRepository(t)
	write(t, dir, "content/a.yaml", "a")
	git(day(1), "add", ".")
	git(day(1), "commit", "-qm", "one")
	content := filepath.Join(dir, "content")
	refused := func(what, says string) {
		t.Helper()
		var r *Refused
		h, err := Read(context.Background(), content, moment)
		if !errors.As(err, &r) || !strings.Contains(r.Error(), says) {
			t.Errorf("%s: %v, %v; want an error with %q", what, h, err, says)
		}
	}
	if os.Getuid() == 0 {
		if err := os.Chown(dir, 65534, 65534); err != nil {
			t.Fatal(err)
		}
		if err := os.Chown(filepath.Join(dir, ".git"), 65534, 65534); err != nil {
			t.Fatal(err)
		}
		refused("another owner", "dubious ownership")
		_ = os.Chown(dir, 0, 0)
		_ = os.Chown(filepath.Join(dir, ".git"), 0, 0)
	}
	path := os.Getenv("PATH")
	t.Setenv("PATH", t.TempDir())
	refused("no git", "not installed")
	t.Setenv("PATH", path)
	objects := filepath.Join(dir, ".git", "objects")
	if err := os.Rename(objects, objects+".away"); err != nil {
		t.Fatal(err)
	}
	refused("no objects", "git")
	if err := os.Mkdir(objects, 0o755); err != nil {
		t.Fatal(err)
	}
	refused("a lost commit", "git")
	if err := os.WriteFile(filepath.Join(dir, ".git", "HEAD"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	refused("a broken HEAD", "git")
}

// A hook that builds the site gives its own folder by variables.
func TestInAHook(t *testing.T) {
	dir, git := newRepository(t)
	write(t, dir, "content/a.yaml", "a")
	git(day(1), "add", ".")
	git(day(1), "commit", "-qm", "one")
	t.Setenv("GIT_DIR", ".git")
	t.Setenv("GIT_INDEX_FILE", "elsewhere")
	read(t, filepath.Join(dir, "content")).wants(t, "a.yaml", Dates{Added: at(1), Changed: at(1), Changes: 1})
}

// No program that the user's settings or the folder's attributes name is run.
func TestNoFilters(t *testing.T) {
	dir, git := newRepository(t)
	ran := filepath.Join(t.TempDir(), "ran")
	write(t, dir, ".gitattributes", "*.yaml filter=spy diff=spy\n")
	write(t, dir, "opportunities/a.yaml", "a\n")
	git(day(1), "add", ".")
	git(day(1), "commit", "-qm", "one")
	write(t, dir, "spy.sh", "#!/bin/sh\ntouch "+ran+"\ncat\n")
	if err := os.Chmod(filepath.Join(dir, "spy.sh"), 0o755); err != nil {
		t.Fatal(err)
	}
	spy := filepath.Join(dir, "spy.sh")
	for _, name := range []string{"filter.spy.clean", "filter.spy.smudge", "diff.spy.textconv", "diff.external", "core.fsmonitor", "filter.spy.process"} {
		git("", "config", name, spy)
	}
	git("", "config", "filter.spy.required", "true")
	write(t, dir, "opportunities/a.yaml", "b\n")
	h := read(t, dir)
	h.wants(t, "opportunities/a", Dates{Added: at(1), Changed: at(1).Add(time.Second), Changes: 2, Edited: true})
	if err := h.Former(func(string) bool { return true }, func(Version) {}); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(ran); err == nil {
		t.Error("a filter ran")
	}
}

// What a record was before it was changed or deleted comes back, the newest first.
// A file that is merely not there is no deletion.
func TestFormer(t *testing.T) {
	dir, git := newRepository(t)
	for _, name := range []string{"gone", "back", "edited", "dropped", "stays", "missing", "new\nline"} {
		write(t, dir, "content/opportunities/"+name+".yaml", name)
	}
	write(t, dir, "content/opportunities/moved.yaml", "moved")
	write(t, dir, "content/opportunities/list.yaml", "one: 1\ntwo: 2\nthree: 3\n")
	write(t, dir, "content/notes.yaml", "one")
	git("2024-01-01T00:00:00Z", "add", ".")
	git("2024-01-01T00:00:00Z", "commit", "-qm", "one")
	git("2024-02-01T00:00:00Z", "rm", "-q", "content/opportunities/dropped.yaml")
	git("2024-02-01T00:00:00Z", "commit", "-qm", "long ago")
	write(t, dir, "content/opportunities/gone.yaml", "gone, second edition\n")
	write(t, dir, "content/notes.yaml", "two")
	git(day(2), "commit", "-qam", "two")
	git(day(3), "rm", "-q", "content/opportunities/gone.yaml", "content/opportunities/back.yaml")
	git(day(3), "mv", "content/opportunities/moved.yaml", "content/opportunities/list-of-moved.yaml")
	write(t, dir, "content/opportunities/list.yaml", "one: 1\nthree: 33\n")
	git(day(3), "commit", "-qam", "three")
	write(t, dir, "content/opportunities/back.yaml", "again")
	git(day(4), "add", ".")
	git(day(4), "commit", "-qm", "four")
	write(t, dir, "content/opportunities/edited.yaml", "edited again")
	if err := os.Remove(filepath.Join(dir, "content/opportunities/missing.yaml")); err != nil {
		t.Fatal(err)
	}
	write(t, dir, "content/opportunities/list.yaml", "three: 333\n")

	h := read(t, filepath.Join(dir, "content"))
	var got []string
	err := h.Former(func(record string) bool {
		return strings.HasPrefix(record, "opportunities/") && record != "opportunities/moved"
	}, func(v Version) {
		gone := ""
		if v.Gone {
			gone = " gone"
		}
		got = append(got, v.At.Format(time.RFC3339)+" "+v.Record+" "+string(v.Content)+gone)
	})
	want := []string{
		"2026-01-04T00:00:01Z opportunities/edited edited",
		"2026-01-04T00:00:01Z opportunities/three three: 33\n",
		day(3) + " opportunities/back back",
		day(3) + " opportunities/gone gone, second edition\n gone",
		day(3) + " opportunities/three three: 3\n",
		day(3) + " opportunities/two two: 2\n gone",
		day(2) + " opportunities/gone gone gone",
	}
	slices.Sort(got[:2])
	slices.Sort(got[2:max(2, len(got)-1)])
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q, %v\nwant %q", got, err, want)
	}
	var ever []string
	err = h.Ever(func(path string) bool { return path == "notes.yaml" }, func(_ string, content []byte) { ever = append(ever, string(content)) })
	if err != nil || !slices.Equal(ever, []string{"one", "two"}) {
		t.Errorf("ever: %q, %v", ever, err)
	}
}

// A record is as old as its first name, and moving it does not change it.
func TestMoves(t *testing.T) {
	dir, git := newRepository(t)
	long := strings.Repeat("a line of the listing\n", 20)
	commit := func(n int) {
		t.Helper()
		git(day(n), "add", "-A")
		git(day(n), "commit", "-qm", day(n))
	}
	write(t, dir, "content/site.yaml", "id: t\n")
	write(t, dir, "content/opportunities/a.yaml", long)
	write(t, dir, "content/opportunities/list.yaml", "one: 1\ntwo: 2\n")
	commit(1)
	write(t, dir, "content/opportunities/a.yaml", long+"more\n")
	commit(2)
	if err := os.Mkdir(filepath.Join(dir, "content/opportunities/sub"), 0o755); err != nil {
		t.Fatal(err)
	}
	git("", "mv", "content/opportunities/a.yaml", "content/opportunities/sub/a.yaml")
	write(t, dir, "content/opportunities/list.yaml", "one: 1\n")
	write(t, dir, "content/opportunities/list-2.yaml", "two: 2\n")
	commit(3)
	h := read(t, filepath.Join(dir, "content"))
	h.wants(t, "opportunities/a", Dates{Added: at(1), Changed: at(2), Changes: 2})
	h.wants(t, "opportunities/two", Dates{Added: at(1), Changed: at(1), Changes: 1})

	// Another name: the file by what git calls a rename, the record by its text.
	git("", "mv", "content/opportunities/sub/a.yaml", "content/opportunities/b.yaml")
	write(t, dir, "content/opportunities/b.yaml", long+"formerly: [a]\n")
	write(t, dir, "content/opportunities/list-2.yaml", "zwei: 2\n")
	commit(4)
	h = read(t, filepath.Join(dir, "content"))
	h.wants(t, "opportunities/b", Dates{Added: at(1), Changed: at(4), Changes: 1})
	h.wants(t, "opportunities/zwei", Dates{Added: at(1), Changed: at(4), Changes: 1})
	var got []string
	if err := h.Former(func(string) bool { return true }, func(v Version) {
		if v.Became != "" {
			got = append(got, v.Record+" "+v.Became)
		}
	}); err != nil {
		t.Fatal(err)
	}
	slices.Sort(got)
	if want := []string{"opportunities/a opportunities/b", "opportunities/two opportunities/zwei"}; !slices.Equal(got, want) {
		t.Errorf("renames %q, want %q", got, want)
	}

	// The folder moves, and again, with an edit.
	git("", "mv", "content", "town")
	commit(5)
	if err := os.Mkdir(filepath.Join(dir, "sites"), 0o755); err != nil {
		t.Fatal(err)
	}
	git("", "mv", "town", "sites/town")
	write(t, dir, "sites/town/site.yaml", "name: something else entirely\n")
	write(t, dir, "sites/town/opportunities/list.yaml", "one: 11\n")
	commit(6)
	h = read(t, filepath.Join(dir, "sites/town"))
	h.wants(t, "opportunities/b", Dates{Added: at(1), Changed: at(4), Changes: 1})
	h.wants(t, "opportunities/one", Dates{Added: at(1), Changed: at(6), Changes: 2})
	h.wants(t, "opportunities/zwei", Dates{Added: at(1), Changed: at(4), Changes: 1})

	// Into a list and out again.
	write(t, dir, "sites/town/opportunities/one.yaml", "1")
	write(t, dir, "sites/town/opportunities/list.yaml", "b: all on a line\n")
	git("", "rm", "-q", "sites/town/opportunities/b.yaml")
	commit(7)
	h = read(t, filepath.Join(dir, "sites/town"))
	h.wants(t, "opportunities/b", Dates{Added: at(1), Changed: at(7), Changes: 2})
	h.wants(t, "opportunities/one", Dates{Added: at(1), Changed: at(7), Changes: 3})
}

// Revisions rise with the history, whatever clocks say.
func TestClocks(t *testing.T) {
	dir, git := newRepository(t)
	commit := func(text, author, committer string) {
		t.Helper()
		write(t, dir, "a.yaml", text)
		git("", "add", "a.yaml")
		t.Setenv("GIT_AUTHOR_DATE", author)
		t.Setenv("GIT_COMMITTER_DATE", committer)
		git("", "commit", "-qm", text)
	}
	for _, step := range []struct {
		author, committer string
		want              time.Time
	}{
		{day(1), day(1), at(1)},
		{day(3), day(2), at(3)},                  // rebased by a slow clock
		{day(2), day(2), at(3).Add(time.Second)}, // a clock a day slow
		{"2031-01-01T00:00:00Z", "2031-01-01T00:00:00Z", at(3).Add(2 * time.Second)},     // not believed
		{"@253402300800 +0000", "@253402300800 +0000", at(3).Add(3 * time.Second)},       // the year 10000
		{"2099-01-01T00:00:00Z", day(4), at(4)},                                          // as if nothing had been
		{"2026-02-01T23:00:00Z", "2026-02-01T23:00:00Z", moment.Add(23 * time.Hour)},     // within a day
		{"2026-02-01T00:00:00Z", "2026-02-01T00:00:00Z", moment.Add(23*time.Hour + 1e9)}, // after it
		{"1970-01-01T00:00:00Z", "@0 +0000", moment.Add(23*time.Hour + 2*time.Second)},   // no clock at all
		{"2026-02-01T00:00:00Z", "2026-02-02T00:00:01Z", moment.Add(23*time.Hour + 3e9)}, // a second too far
		{"2026-02-02T00:00:00Z", "2026-02-01T00:00:00Z", moment.Add(24 * time.Hour)},     // the last that is believed
		{"2026-02-01T00:00:00Z", "2026-02-01T00:00:00Z", moment.Add(24*time.Hour + 1e9)}, // and after it
	} {
		commit(step.author+step.committer, step.author, step.committer)
		h := read(t, dir)
		if got, _ := h.Of("a.yaml", ""); !got.Changed.Equal(step.want) || !got.Added.Equal(at(1)) || !got.Created.Equal(at(1)) {
			t.Errorf("%s, %s: revision %s, want %s", step.author, step.committer, got.Changed, step.want)
		}
	}
	if h := read(t, dir); len(h.Doubted) != 3 || h.Doubted[1].Date != 253402300800 {
		t.Errorf("doubted: %v", h.Doubted)
	}
}

// The same change on two branches is one change: after their merge it has the later
// of the two revisions, whichever branch was published.
func TestSameChangeTwice(t *testing.T) {
	dir, git := newRepository(t)
	write(t, dir, "a.yaml", "a")
	git(day(1), "add", ".")
	git(day(1), "commit", "-qm", "one")
	git("", "checkout", "-q", "-b", "side")
	write(t, dir, "a.yaml", "b")
	git(day(3), "commit", "-qam", "side")
	git("", "checkout", "-q", "main")
	write(t, dir, "a.yaml", "b")
	git(day(2), "commit", "-qam", "main")
	git(day(4), "merge", "-q", "--no-ff", "-m", "both", "side")
	read(t, dir).wants(t, "a.yaml", Dates{Added: at(1), Changed: at(3), Changes: 2})
}

// What a stranger has committed is not read when it is huge, and what comes after
// it still is.
func TestReadObject(t *testing.T) {
	largest, huge := strings.Repeat("a", MostContent), strings.Repeat("b", MostContent+1)
	r := bufio.NewReader(strings.NewReader("x blob 4\nsoup\nx missing\nx blob 0\n\nx tree 2\nab\n" +
		fmt.Sprintf("x blob %d\n%s\n", len(largest), largest) + fmt.Sprintf("x blob %d\n%s\n", len(huge), huge) + "x blob 5\nbread\nx blob -1\nx blob 9\nshort"))
	var room []byte
	object := func() (content []byte, err error) {
		content, room, err = readObject(r, room)
		return content, err
	}
	for i, want := range []string{"soup", "", "", "", largest, "", "bread"} {
		if got, err := object(); err != nil || string(got) != want {
			t.Errorf("object %d: %d bytes, %v, want %d", i, len(got), err, len(want))
		}
	}
	for _, what := range []string{"a size below zero", "an end in the middle", "nothing"} {
		if _, err := object(); err == nil {
			t.Errorf("%s is no error", what)
		}
	}
}
