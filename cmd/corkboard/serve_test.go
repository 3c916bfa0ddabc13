package main

import (
	"bufio"
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// While the content folder is away, the last good site stays, and whoever edits is
// told; the folder that comes back is read, though it is another one.
func TestServeKeepsTheSite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "content")
	write := func(name, text string) {
		t.Helper()
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	fill := func(title string) {
		write("site.yaml", "id: town\ntitle: Town\n")
		write("organizations/one.yaml", "name: One\n")
		write("opportunities/a.yaml", "title: "+title+"\norganization: one\nkind: group\n")
		write("opportunities/b.yaml", "title: B\norganization: one\nkind: group\n")
	}
	remove := func(name string) {
		t.Helper()
		if err := os.RemoveAll(filepath.Join(dir, filepath.FromSlash(name))); err != nil {
			t.Fatal(err)
		}
	}
	fill("Before")
	s := &source{content: dir, now: "2026-11-23T08:00:00-05:00"}
	options, err := s.options(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	options.BaseURL = "http://localhost:1313/"
	var log bytes.Buffer
	p := &previewer{ctx: context.Background(), source: s, options: options, log: &log}
	if p.folder, err = os.Stat(dir); err != nil {
		t.Fatal(err)
	}
	page := func(changed ...string) (text, fault string) { // none = any
		t.Helper()
		site := p.rebuild(changed)
		if site.Err != nil {
			fault = site.Err.Error()
		}
		if f := site.Tree.Find("opportunities/a/index.html"); f != nil {
			var b bytes.Buffer
			if err := f.Render(&b); err != nil {
				t.Fatal(err)
			}
			text = b.String()
		}
		return text, fault
	}
	stays := func(step, why string) {
		t.Helper()
		text, fault := page()
		if !strings.Contains(text, "Before") || !strings.Contains(fault, why) || !strings.Contains(log.String(), why) {
			t.Errorf("%s: the page is kept: %v; the reader is told %q, the log is %q", step, strings.Contains(text, "Before"), fault, log.String())
		}
	}
	if text, fault := page(); !strings.Contains(text, "Before") || fault != "" {
		t.Fatalf("first: %q", fault)
	}
	// As rm -r does, file after file.
	remove("opportunities/a.yaml")
	page()
	remove("opportunities")
	page()
	remove("organizations")
	stays("empty", "there are no listings or organizations left")
	remove("")
	stays("gone", "there is no folder")
	fill("Afterwards")
	if text, fault := page(filepath.ToSlash(dir) + "/opportunities/a.yaml"); !strings.Contains(text, "Afterwards") || fault != "" {
		t.Errorf("back: %q, log %q", fault, log.String())
	}
	// Another folder takes its place, and its files are not named.
	if err := os.Rename(dir, dir+".old"); err != nil {
		t.Fatal(err)
	}
	fill("Replaced")
	if text, fault := page(); !strings.Contains(text, "Replaced") || fault != "" {
		t.Errorf("replaced: %q", fault)
	}
}

// From nothing to a site in the browser, with an organization and a weekly
// opportunity of one's own: the commands of the README, of which there are six with
// those that install the program and go to the folder.
func TestFromNothingToASite(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, block, _ := strings.Cut(string(text), "```\ngo install")
	block, _, _ = strings.Cut(block, "```")
	t.Chdir(t.TempDir())
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	typed := 1
	for _, line := range strings.Split(block, "\n")[1:] {
		line, _, _ = strings.Cut(line, "  #")
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "corkboard check") {
			continue // to check is good, and is not needed to see the site
		}
		typed++
		if dir, ok := strings.CutPrefix(line, "cd "); ok {
			t.Chdir(dir)
			continue
		}
		var args []string
		for i, part := range strings.Split(line, `"`) {
			if i%2 == 0 {
				args = append(args, strings.Fields(part)...)
			} else {
				args = append(args, part)
			}
		}
		if args[1] != "serve" {
			var out strings.Builder
			if code := run(ctx, args[1:], &out, &out); code != exitFine {
				t.Fatalf("%s: exit code %d\n%s", line, code, &out)
			}
			continue
		}
		out, in := io.Pipe()
		go run(ctx, []string{"serve", "--addr", "127.0.0.1:0"}, in, in)
		address := ""
		for lines := bufio.NewScanner(out); address == "" && lines.Scan(); {
			address = regexp.MustCompile(`http://[^ ]+`).FindString(lines.Text())
		}
		go func() { _, _ = io.Copy(io.Discard, out) }() // until the end of the test
		for path, want := range map[string]string{"": "Marsh End", "organizations/trinity-church/": "Trinity Church", "opportunities/food-pantry/": "Every Wednesday, 6pm to 8pm"} {
			r, err := http.Get(address + path)
			if err != nil {
				t.Fatal(err)
			}
			body, err := io.ReadAll(r.Body)
			r.Body.Close()
			if err != nil || r.StatusCode != http.StatusOK || !strings.Contains(string(body), want) {
				t.Errorf("%s: status %d, %v, without %q", path, r.StatusCode, err, want)
			}
		}
	}
	if typed > 6 {
		t.Errorf("%d commands", typed)
	}
}
