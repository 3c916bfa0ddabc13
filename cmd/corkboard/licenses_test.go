package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// NOTICE has the license of every module in the program: whoever passes the
// program on has to pass these on, too.
func TestNoticeHasEveryLicense(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}\t{{.Version}}\t{{.Dir}}{{end}}{{end}}", ".").Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output() // a program built with -trimpath does not know it
	if err != nil {
		t.Fatalf("go env: %v", err)
	}
	modules := strings.Split(strings.TrimSpace(string(out)), "\n")
	slices.Sort(modules)
	modules = slices.DeleteFunc(slices.Compact(modules), func(line string) bool { return line == "" })

	var b strings.Builder
	b.WriteString("Corkboard\n\nThe program holds the software below, each under the license that follows its name.\nIts own license is in LICENSE (Apache-2.0).\n")
	add := func(name, file string) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatalf("the license of %s: %v", name, err)
		}
		fmt.Fprintf(&b, "\n%s\n%s\n\n%s\n", strings.Repeat("-", 78), name, strings.TrimSpace(string(text)))
	}
	add("Go, its standard library and its copy of the IANA time zone database (public domain)", filepath.Join(strings.TrimSpace(string(root)), "LICENSE"))
	for _, line := range modules {
		path, rest, _ := strings.Cut(line, "\t")
		version, dir, _ := strings.Cut(rest, "\t")
		found := 0
		for _, name := range []string{"LICENSE", "LICENSE.md", "LICENSE.txt", "COPYING", "NOTICE"} {
			if file := filepath.Join(dir, name); exists(file) {
				found++
				title := path + " " + version
				if name == "NOTICE" {
					title += ", notice"
				}
				add(title, file)
			}
		}
		if found == 0 {
			t.Errorf("%s has no license file", path)
		}
	}
	if *update {
		for _, file := range []string{"licenses.txt", "../../NOTICE"} {
			if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		return
	}
	notice, err := os.ReadFile("../../NOTICE")
	if err != nil {
		t.Fatal(err)
	}
	// Another release of Go may break the lines of its license differently.
	if normal(licenses) != normal(string(notice)) || normal(licenses) != normal(b.String()) {
		t.Error("NOTICE does not match the modules in use; update it with: go test ./cmd/corkboard -run Notice -update")
	}
}

func normal(s string) string { return strings.Join(strings.Fields(s), " ") }

func exists(file string) bool {
	_, err := os.Stat(file)
	return err == nil
}
