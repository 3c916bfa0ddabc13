package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The man page and the completions name every command and flag, and shells read them.
func TestManuals(t *testing.T) {
	for name, write := range manuals {
		var b strings.Builder
		write(&b)
		for _, c := range commands() {
			if !strings.Contains(b.String(), c.name) {
				t.Errorf("%s lacks %s", name, c.name)
			}
			for _, o := range optionsOf(&c) {
				if want := strings.NewReplacer("-", `\-`).Replace(o.name); !strings.Contains(b.String(), o.name) && !strings.Contains(b.String(), want) {
					t.Errorf("%s lacks --%s of %s", name, o.name, c.name)
				}
			}
		}
		file := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		if shell, err := exec.LookPath(name); err == nil && name != "man" {
			if out, err := exec.Command(shell, "-n", file).CombinedOutput(); err != nil {
				t.Errorf("%s: %v\n%s", name, err, out)
			}
		}
	}
	if shell, err := exec.LookPath("bash"); err == nil {
		out, err := exec.Command(shell, "-c", `eval "$(corkboard help bash)"; COMP_WORDS=(corkboard check --str); COMP_CWORD=2; _corkboard; echo "${COMPREPLY[@]}"; COMP_WORDS=(corkboard con); COMP_CWORD=1; _corkboard; echo "${COMPREPLY[@]}"`).CombinedOutput()
		if err != nil || string(out) != "--strict\nconfirm\n" {
			t.Errorf("bash completes to %q, %v", out, err)
		}
	}
}
