package publish

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"corkboard/generator/tree"
)

func TestFresh(t *testing.T) {
	at := func(day int) time.Time { return time.Date(2026, 11, day, 3, 0, 0, 0, time.UTC) }
	base := Options{Code: tree.HashOf(1), Stamp: Stamp{Inputs: tree.HashOf("in"), Now: at(10), ValidUntil: at(12), Summary: []byte("3 problems")}}
	for _, c := range []struct {
		name   string
		change func(t *testing.T, o *Options)
		want   bool
	}{
		{"the same", func(*testing.T, *Options) {}, true},
		{"later", func(_ *testing.T, o *Options) { o.Stamp.Now = at(11) }, true},
		{"too late", func(_ *testing.T, o *Options) { o.Stamp.Now = at(12) }, false},
		{"earlier", func(_ *testing.T, o *Options) { o.Stamp.Now = at(9) }, false},
		{"other input", func(_ *testing.T, o *Options) { o.Stamp.Inputs = tree.HashOf("other") }, false},
		{"unknown input", func(_ *testing.T, o *Options) { o.Stamp.Inputs = tree.Hash{} }, false},
		{"other code", func(_ *testing.T, o *Options) { o.Code = tree.HashOf(2) }, false},
		{"forced", func(_ *testing.T, o *Options) { o.Force = true }, false},
		{"foreign file", func(t *testing.T, o *Options) { write(t, filepath.Join(o.Output, "a", "foreign"), "x") }, true},
		{"file made a link", func(t *testing.T, o *Options) {
			name := filepath.Join(o.Output, "same.txt")
			_ = os.Rename(name, name+".old")
			if err := os.Symlink(name+".old", name); err != nil {
				_ = os.Remove(name)
			}
		}, false},
		{"file removed", func(t *testing.T, o *Options) { _ = os.Remove(filepath.Join(o.Output, "same.txt")) }, false},
		{"file edited", func(t *testing.T, o *Options) {
			time.Sleep(5 * time.Millisecond)
			write(t, filepath.Join(o.Output, "same.txt"), "SAME")
		}, false},
		{"manifest removed", func(t *testing.T, o *Options) { _ = os.Remove(filepath.Join(o.Output, manifestName)) }, false},
		{"manifest edited", func(t *testing.T, o *Options) { write(t, filepath.Join(o.Output, manifestName), "x") }, false},
		{"all removed", func(t *testing.T, o *Options) { _ = os.RemoveAll(o.Output) }, false},
		{"protected now", func(t *testing.T, o *Options) { o.Protected = []string{o.Output} }, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			opt := base
			opt.Output = filepath.Join(t.TempDir(), "public")
			if _, ok := Fresh(opt); ok {
				t.Error("fresh before the first build")
			}
			build(t, opt.Output, before, opt)
			c.change(t, &opt)
			r, ok := Fresh(opt)
			if ok != c.want {
				t.Fatalf("got %v", ok)
			}
			if ok && (r.Files != 8 || r.Bytes != 37 || string(r.Summary) != "3 problems" || !r.Fresh) {
				t.Errorf("%+v", r)
			}
		})
	}
}

func TestInputs(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "content", "a.yaml"), "x")
	write(t, filepath.Join(dir, "content", "deep", "b.yaml"), "x")
	folders := []string{filepath.Join(dir, "content"), filepath.Join(dir, "themes")}
	seen := map[tree.Hash]string{}
	add := func(what string) {
		t.Helper()
		h, err := Inputs(folders...)
		if err != nil {
			t.Fatal(err)
		}
		if again, _ := Inputs(folders...); again != h {
			t.Errorf("%s: two hashes", what)
		}
		if other, ok := seen[h]; ok {
			t.Errorf("%s hashes like %s", what, other)
		}
		seen[h] = what
	}
	add("the beginning")
	time.Sleep(5 * time.Millisecond)
	write(t, filepath.Join(dir, "content", "deep", "b.yaml"), "y")
	add("an edit")
	write(t, filepath.Join(dir, "content", "c.yaml"), "")
	add("a new file")
	if err := os.Remove(filepath.Join(dir, "content", "a.yaml")); err != nil {
		t.Fatal(err)
	}
	add("a removed file")
	if err := os.Rename(filepath.Join(dir, "content", "c.yaml"), filepath.Join(dir, "content", "d.yaml")); err != nil {
		t.Fatal(err)
	}
	add("a renamed file")
	if err := os.Mkdir(filepath.Join(dir, "themes"), 0o777); err != nil {
		t.Fatal(err)
	}
	add("a new folder")
}
