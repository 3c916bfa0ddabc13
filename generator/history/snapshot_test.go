package history

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

func TestSnapshot(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	dir := t.TempDir()
	git := func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-C", dir, "-c", "user.name=a", "-c", "user.email=a@example.org"}, args...)...)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	write := func(name, text string) {
		t.Helper()
		name = filepath.Join(dir, name)
		if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(text), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	git("init", "-q")
	write("content/a.yaml", "1")
	write("content/é/b.yaml", "2")
	write("other.yaml", "3")
	if err := os.Symlink("a.yaml", filepath.Join(dir, "content", "link.yaml")); err != nil {
		t.Fatal(err)
	}
	git("add", "-A")
	git("commit", "-qm", "one")
	write("content/a.yaml", "changed")
	all := func(string) bool { return true }
	files, err := Snapshot(t.Context(), filepath.Join(dir, "content"), "HEAD", all)
	if err != nil || len(files) != 2 || string(files["a.yaml"]) != "1" || string(files["é/b.yaml"]) != "2" {
		t.Errorf("%q, %v", files, err)
	}
	for _, name := range []string{"nowhere", "--output=x", "", "HEAD^{tree}"} {
		var unknown *UnknownRevision
		if _, err := Snapshot(t.Context(), filepath.Join(dir, "content"), name, all); !errors.As(err, &unknown) {
			t.Errorf("%q: %v", name, err)
		}
	}
	if _, err := Snapshot(t.Context(), t.TempDir(), "HEAD", all); !errors.Is(err, ErrNoRepository) {
		t.Errorf("outside a repository: %v", err)
	}
}
