package publish

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"corkboard/generator/tree"
)

// site makes a tree of the given contents by path.
func site(contents map[string]string) *tree.Tree {
	var files []tree.File
	for _, path := range slices.Sorted(maps.Keys(contents)) {
		files = append(files, tree.Bytes(path, []byte(contents[path])))
	}
	t, _ := tree.New(files)
	return t
}

// with is a tree with one more file.
func with(t *tree.Tree, more tree.File) *tree.Tree {
	files := []tree.File{more}
	for _, f := range t.Files() {
		files = append(files, *f)
	}
	whole, _ := tree.New(files)
	return whole
}

// contents returns every file below dir with its bytes, without the manifest.
func contents(t testing.TB, dir string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) && path == dir {
			return nil
		}
		if err != nil || e.IsDir() {
			return err
		}
		rel, _ := filepath.Rel(dir, path)
		rel = filepath.ToSlash(rel)
		if rel == manifestName || strings.HasPrefix(rel, workName+"/") {
			return nil
		}
		b, err := os.ReadFile(path)
		found[rel] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func check(t testing.TB, dir string, want map[string]string) {
	t.Helper()
	if got := contents(t, dir); !maps.Equal(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func build(t testing.TB, dir string, want map[string]string, opt Options) Report {
	t.Helper()
	opt.Output = dir
	r, err := Publish(context.Background(), site(want), opt)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func write(t testing.TB, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}

var (
	before = map[string]string{
		"index.html": "home 1", "a/index.html": "a 1", "a/event.ics": "ics", "b/index.html": "b", "gone/deep/index.html": "old",
		"swap": "a file", "turn/x": "in a folder", "same.txt": "same",
	}
	after = map[string]string{
		"index.html": "home 2", "a/index.html": "a 2 is longer", "a/event.ics": "ics", "b/index.html": "b", "new/deep/index.html": "new",
		"swap/x": "in a folder", "turn": "a file", "same.txt": "same",
	}
)

func TestPublish(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "public")
	r := build(t, dir, before, Options{})
	check(t, dir, before)
	if r.Files != 8 || r.Written != 8 || r.Rendered != 8 || r.Deleted != 0 || r.Bytes != 37 {
		t.Errorf("first: %+v", r)
	}
	kept, err := os.Stat(filepath.Join(dir, "b", "index.html"))
	if err != nil {
		t.Fatal(err)
	}

	r = build(t, dir, before, Options{})
	if r.Rendered != 0 || r.Written != 0 || r.Files != 8 {
		t.Errorf("unchanged: %+v", r)
	}

	r = build(t, dir, after, Options{})
	check(t, dir, after)
	if r.Files != 8 || r.Written != 5 || r.Rendered != 5 || r.Deleted != 3 {
		t.Errorf("changed: %+v", r)
	}
	if now, err := os.Stat(filepath.Join(dir, "b", "index.html")); err != nil || !os.SameFile(kept, now) && runtime.GOOS != "windows" {
		t.Errorf("an unchanged file was written again: %v", err)
	}
	if _, err := os.Stat(filepath.Join(dir, "gone")); err == nil {
		t.Error("an empty folder is left")
	}

	// Back and forth: the stage of each build is the site before.
	for i := range 4 {
		want := before
		if i%2 > 0 {
			want = after
		}
		build(t, dir, want, Options{})
		check(t, dir, want)
	}
}

func TestManifestIsTheSameEverywhere(t *testing.T) {
	one, two := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b")
	build(t, one, before, Options{Jobs: 1})
	build(t, two, after, Options{Jobs: 3})
	build(t, two, before, Options{Jobs: 3})
	a, _ := os.ReadFile(filepath.Join(one, manifestName))
	b, _ := os.ReadFile(filepath.Join(two, manifestName))
	if string(a) != string(b) || len(a) == 0 {
		t.Errorf("%s\n%s", a, b)
	}
}

func TestFilesOfOthersAreKept(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	write(t, filepath.Join(dir, ".gitignore"), "*")
	write(t, filepath.Join(dir, "CNAME"), "town.example")
	write(t, filepath.Join(dir, ".well-known", "x"), "y")
	build(t, dir, before, Options{})
	write(t, filepath.Join(dir, "a", "google.html"), "verified")
	if err := os.Mkdir(filepath.Join(dir, "empty"), 0o777); err != nil {
		t.Fatal(err)
	}
	want := maps.Clone(after)
	maps.Copy(want, map[string]string{".gitignore": "*", "CNAME": "town.example", ".well-known/x": "y", "a/google.html": "verified"})
	for range 2 {
		r := build(t, dir, after, Options{})
		check(t, dir, want)
		if !reflect.DeepEqual(r.Carried, []string{"a/google.html"}) {
			t.Errorf("carried %v", r.Carried)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "empty")); err != nil {
		t.Error(err)
	}
	// An editor replaces the file; the stage must not restore the old one.
	write(t, filepath.Join(dir, "new.tmp"), "verified again")
	if err := os.Rename(filepath.Join(dir, "new.tmp"), filepath.Join(dir, "a", "google.html")); err != nil {
		t.Fatal(err)
	}
	build(t, dir, before, Options{})
	build(t, dir, after, Options{})
	want["a/google.html"] = "verified again"
	check(t, dir, want)
}

// The next build restores a file of the output that was deleted, cut or edited.
func TestDamageIsRepaired(t *testing.T) {
	for name, damage := range map[string]func(path string) error{
		"removed":              os.Remove,
		"cut":                  func(p string) error { return os.Truncate(p, 0) },
		"edited":               func(p string) error { return os.WriteFile(p, []byte("b"), 0o666) },
		"other, the same size": func(p string) error { return os.WriteFile(p, []byte("X"), 0o666) },
		"made a folder":        func(p string) error { return errors.Join(os.Remove(p), os.Mkdir(p, 0o777)) },
	} {
		for _, stateless := range []bool{false, true} {
			dir := filepath.Join(t.TempDir(), "public")
			build(t, dir, after, Options{})
			build(t, dir, before, Options{})
			time.Sleep(5 * time.Millisecond) // the clock of some file systems is coarse
			if err := damage(filepath.Join(dir, "b", "index.html")); err != nil {
				t.Fatal(err)
			}
			if stateless {
				if err := os.Remove(filepath.Join(filepath.Dir(dir), workName, "public.state")); err != nil {
					t.Fatal(err)
				}
			}
			_, err := Publish(context.Background(), site(before), Options{Output: dir})
			if name == "made a folder" {
				var refused *Refused
				if !errors.As(err, &refused) { // the folder is not ours
					t.Errorf("%s: %v", name, err)
				}
				continue
			}
			if err != nil {
				t.Fatal(err)
			}
			check(t, dir, before)
			// The stage must not restore the damage.
			build(t, dir, after, Options{})
			build(t, dir, before, Options{})
			check(t, dir, before)
		}
	}
}

func TestAnotherCodeRendersAllAndWritesWhatDiffers(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	build(t, dir, before, Options{Code: tree.HashOf(1)})
	if r := build(t, dir, before, Options{Code: tree.HashOf(2)}); r.Rendered != 8 || r.Written != 0 || !r.Exchanged {
		t.Errorf("%+v", r)
	}
	if r := build(t, dir, before, Options{Code: tree.HashOf(2)}); r.Rendered != 0 {
		t.Errorf("%+v", r)
	}
	if r := build(t, dir, before, Options{Code: tree.HashOf(2), Force: true}); r.Rendered != 8 || r.Written != 0 {
		t.Errorf("forced: %+v", r)
	}
	if r := build(t, dir, after, Options{Code: tree.HashOf(3)}); r.Rendered != 8 || r.Written != 5 {
		t.Errorf("%+v", r)
	}
	check(t, dir, after)
}

func TestFailedRenderLeavesTheOldSite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	broken := func(render func(io.Writer) error) *tree.Tree {
		return with(site(after), tree.Known("zz/bad.html", tree.Hash{1}, render))
	}
	errTemplate := errors.New("no such field")
	for _, first := range []bool{true, false} {
		for name, render := range map[string]func(io.Writer) error{
			"error": func(w io.Writer) error { _, _ = io.WriteString(w, "half"); return errTemplate },
			"panic": func(io.Writer) error { panic("index out of range") },
		} {
			_, err := Publish(context.Background(), broken(render), Options{Output: dir})
			if err == nil || !strings.Contains(err.Error(), "zz/bad.html") || name == "error" && !errors.Is(err, errTemplate) {
				t.Errorf("%s: %v", name, err)
			}
			if first {
				if _, err := os.Stat(dir); err == nil {
					t.Error("a site was published")
				}
				continue
			}
			check(t, dir, before)
		}
		if first {
			if left := contents(t, filepath.Join(filepath.Dir(dir), workName, "public.stage")); len(left) > 0 {
				t.Errorf("left on the stage: %v", left)
			}
			build(t, dir, before, Options{})
		}
	}
}

func TestCancelled(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	build(t, dir, before, Options{})
	ctx, cancel := context.WithCancel(context.Background())
	tr := with(site(after), tree.Known("z", tree.Hash{1}, func(io.Writer) error { cancel(); return nil }))
	if _, err := Publish(ctx, tr, Options{Output: dir}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	check(t, dir, before)
}

// In a git checkout the folder itself must stay, so files are moved one by one.
func TestCheckout(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	write(t, filepath.Join(dir, ".git", "HEAD"), "ref: refs/heads/main")
	for _, want := range []map[string]string{before, after, before} {
		r := build(t, dir, want, Options{})
		if r.Exchanged || r.Notice == "" {
			t.Errorf("%+v", r)
		}
		got := contents(t, dir)
		delete(got, ".git/HEAD")
		if !maps.Equal(got, want) {
			t.Errorf("got  %v\nwant %v", got, want)
		}
		if r := build(t, dir, want, Options{}); r.Rendered > 0 {
			t.Errorf("%+v", r)
		}
	}
	for _, gone := range []string{filepath.Join(dir, "new"), filepath.Join(dir, "..", workName, "public.stage")} {
		if _, err := os.Stat(gone); err == nil {
			t.Errorf("%s is left", gone)
		}
	}
}
