package publish

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"corkboard/generator/tree"
)

func TestOverwritingAForeignFileIsRefused(t *testing.T) {
	for _, c := range []struct{ foreign, ours string }{{"x/robots.txt", "x/robots.txt"}, {"x", "x/y"}, {"x/y", "x"}, {"CNAME", "CNAME"}} {
		dir := filepath.Join(t.TempDir(), "public")
		build(t, dir, before, Options{})
		write(t, filepath.Join(dir, filepath.FromSlash(c.foreign)), "mine")
		old := contents(t, dir)
		want := maps.Clone(before)
		want[c.ours] = "theirs"
		_, err := Publish(context.Background(), site(want), Options{Output: dir})
		var refused *Refused
		if !errors.As(err, &refused) || !strings.Contains(err.Error(), c.foreign) {
			t.Errorf("%v: %v", c, err)
		}
		check(t, dir, old)
	}
}

func TestRefused(t *testing.T) {
	root := t.TempDir()
	home := filepath.Join(root, "home", "maria")
	for _, d := range []string{"home/maria", "site/content/pages", "site/themes", "site/public", "site/filled"} {
		if err := os.MkdirAll(filepath.Join(root, d), 0o777); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	write(t, filepath.Join(root, "site", "filled", "thesis.doc"), "important")
	write(t, filepath.Join(root, "site", "damaged", manifestName), "corkboard-manifest 1 what")
	write(t, filepath.Join(root, "site", "file"), "x")
	if err := os.Symlink(filepath.Join(root, "site", "content"), filepath.Join(root, "link")); err != nil {
		t.Log(err)
	}
	protected := []string{filepath.Join(root, "site", "content"), filepath.Join(root, "site", "themes")}
	for _, c := range []struct{ output, word string }{
		{"", "no name"},
		{"/", "root"},
		{home, "home"},
		{filepath.Join(root, "home"), "home"},
		{root, "home"},
		{filepath.Join(root, "site"), "it contains the folder"},
		{filepath.Join(root, "site", "content"), "built from"},
		{filepath.Join(root, "site", "content", "pages"), "inside the folder"},
		{filepath.Join(root, "site", "content", "new"), "inside the folder"},
		{filepath.Join(root, "site", "content", "..", "content", "."), "built from"},
		{filepath.Join(root, "site", "themes", "x"), "inside the folder"},
		{filepath.Join(root, "link"), "built from"},
		{filepath.Join(root, "link", "x"), "inside the folder"},
		{filepath.Join(root, "site", "filled"), "thesis.doc"},
		{filepath.Join(root, "site", "damaged"), "damaged"},
		{filepath.Join(root, "site", "file"), "is a file"},
		{filepath.Join(root, "site", workName), "work folder"},
	} {
		_, err := Publish(context.Background(), site(before), Options{Output: c.output, Protected: protected})
		var refused *Refused
		if !errors.As(err, &refused) || !strings.Contains(err.Error(), c.word) || refused.Hint == "" {
			t.Errorf("%q: %v", c.output, err)
		}
	}
	if b, err := os.ReadFile(filepath.Join(root, "site", "filled", "thesis.doc")); err != nil || string(b) != "important" {
		t.Error("somebody else's folder was changed")
	}
	build(t, filepath.Join(root, "site", "public"), before, Options{Protected: protected})
}

func TestPathsThatLeaveTheOutputAreErrors(t *testing.T) {
	for _, path := range []string{"../x", "a/../../x", "/etc/x", "a//b", "./a", "a/", "", "a\\b", "a\nb", "c:x", manifestName, workName + "/x", ".git/config", strings.Repeat("x", 300)} {
		dir := filepath.Join(t.TempDir(), "public")
		if _, err := Publish(context.Background(), site(map[string]string{path: "x"}), Options{Output: dir}); err == nil {
			t.Errorf("%q was published", path)
		}
	}
}

func TestTwoBuildsAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	build(t, dir, before, Options{})
	started, finish := make(chan bool), make(chan bool)
	slow := with(site(after), tree.Known("z", tree.Hash{1}, func(io.Writer) error { started <- true; <-finish; return nil }))
	done := make(chan error)
	go func() {
		_, err := Publish(context.Background(), slow, Options{Output: dir})
		done <- err
	}()
	<-started
	_, err := Publish(context.Background(), site(after), Options{Output: dir})
	var locked *Locked
	if !errors.As(err, &locked) {
		t.Errorf("the second build: %v", err)
	} else if runtime.GOOS != "windows" && (locked.PID != os.Getpid() || !strings.Contains(err.Error(), fmt.Sprint(os.Getpid()))) {
		t.Errorf("the process is not named: %v", err)
	}
	check(t, dir, before)
	close(finish)
	if err := <-done; err != nil {
		t.Error(err)
	}
	want := maps.Clone(after)
	want["z"] = ""
	check(t, dir, want)
}
