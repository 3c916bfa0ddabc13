//go:build unix

package content

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"corkboard/generator/folder"
)

// What is no plain file is neither followed nor waited for.
func TestHostileFiles(t *testing.T) {
	outside := t.TempDir()
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.WriteFile(filepath.Join(outside, "secret.yaml"), []byte("title: Secret\norganization: corner-shop\nkind: event\n"), 0o644))
	write("organizations/corner-shop.yaml", "name: Corner shop\n")
	write("opportunities/fine.yaml", "title: Fine\norganization: corner-shop\nkind: event\n")
	must(syscall.Mkfifo(filepath.Join(dir, "opportunities/pipe.yaml"), 0o644))
	must(syscall.Mkfifo(filepath.Join(dir, "categories.yaml"), 0o644))
	must(os.Symlink(filepath.Join(outside, "secret.yaml"), filepath.Join(dir, "opportunities/link.yaml")))
	must(os.Symlink("fine.yaml", filepath.Join(dir, "opportunities/inner.yaml")))
	must(os.Symlink(outside, filepath.Join(dir, "opportunities/folder")))
	must(os.Symlink("/dev/zero", filepath.Join(dir, "opportunities/zero.yaml")))
	must(os.Symlink(".", filepath.Join(dir, "opportunities/loop")))
	must(os.MkdirAll(filepath.Join(dir, "opportunities/folder.yaml"), 0o755))

	fsys, err := folder.Open(dir)
	must(err)
	done := make(chan struct{})
	go func() {
		defer close(done)
		var l Loader
		c, problems, err := l.Load(fsys, Options{})
		if err != nil {
			t.Error(err)
			return
		}
		if len(c.Opportunities) != 1 || c.Opportunities[0].ID != "fine" {
			t.Errorf("%d opportunities", len(c.Opportunities))
		}
		told := map[string]bool{}
		for _, p := range problems {
			if p.Rule == "not-a-file" {
				told[p.File] = true
			}
		}
		for _, name := range []string{"opportunities/pipe.yaml", "categories.yaml", "opportunities/link.yaml", "opportunities/inner.yaml", "opportunities/folder", "opportunities/zero.yaml", "opportunities/loop"} {
			if !told[name] {
				t.Errorf("%s is not told", name)
			}
		}
		// A hint does not lead through a link either.
		if c, _, _ = l.Load(fsys, Options{Changed: []string{"opportunities/folder/secret.yaml", "opportunities/pipe.yaml", "../x", "/etc/passwd"}}); len(c.Opportunities) != 1 {
			t.Errorf("after a hint: %d opportunities", len(c.Opportunities))
		}
		// Opened by name, too, they are refused.
		for _, name := range []string{"opportunities/pipe.yaml", "opportunities/inner.yaml", "opportunities/zero.yaml", "opportunities/link.yaml"} {
			if f, err := fsys.Open(name); err == nil {
				f.Close()
				t.Errorf("%s was opened", name)
			}
		}
	}()
	select {
	case <-done:
	case <-time.After(time.Minute):
		t.Fatal("it waits for a pipe or follows a link without end")
	}
}
