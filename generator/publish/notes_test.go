package publish

import (
	"context"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
)

// Notes go with the site: those of a build that wrote nothing else too.
func TestNotes(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	if got := Notes(dir); got != nil {
		t.Errorf("of no folder: %q", got)
	}
	for _, want := range [][]string{{"one", "two and more"}, {"one"}, nil, {"", "* x"}} {
		build(t, dir, before, Options{Notes: want})
		if got := Notes(dir); !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
		if report := build(t, dir, before, Options{Notes: want}); report.Written+report.Rendered != 0 {
			t.Errorf("notes %q: built again: %+v", want, report)
		}
	}
	if _, err := Publish(context.Background(), site(before), Options{Output: dir, Notes: []string{"a\nb"}}); err == nil {
		t.Error("a note of two lines was taken")
	}
}

// A web server that runs as somebody else can read the site, whatever the umask
// of whoever built it.
func TestEverybodyMayRead(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("no permissions")
	}
	for _, mask := range []int{0o077, 0o002, 0} {
		dir := filepath.Join(t.TempDir(), "deep", "public")
		restore := umask(mask)
		build(t, dir, before, Options{})
		build(t, dir, after, Options{})
		restore()
		all, err := walk(system{}, dir, func(string) bool { return false })
		if err != nil || len(all) == 0 {
			t.Fatal(err, len(all))
		}
		top, err := system{}.Lstat(dir)
		for _, e := range append(all, top) {
			if want := map[bool]uint32{true: 0o755, false: 0o644}[e.dir]; err != nil || uint32(e.mode.Perm()) != want {
				t.Errorf("umask %03o: %q is %03o, want %03o", mask, e.name, e.mode.Perm(), want)
			}
		}
	}
}
