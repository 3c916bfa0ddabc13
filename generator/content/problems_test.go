package content

import (
	"bytes"
	"encoding/binary"
	"errors"
	flags "flag"
	"fmt"
	"hash/crc32"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"corkboard/generator/history"
	"corkboard/generator/problem"
	"corkboard/generator/rules"
)

var update = flags.Bool("update", false, "rewrite the golden messages in testdata/problems")

// A fixture is a small content folder with one mistake and the message that
// comes of it. Words after a file's name say what a text file cannot hold:
//
//	quoted            the content is a Go string, for bytes that are not text
//	repeat N          the content is followed by N bytes of words
//	image WxH         the header of a PNG
//	symlink           the file is a link
//	unreadable        opening it fails
//	only              nothing is put before a site.yaml
type fixture struct {
	rule    string
	path    string
	archive *archive
	files   fstest.MapFS
	bad     map[string]bool   // unreadable
	past    []history.Version // what files said before
	opt     Options
	want    string
}

// baseSite is put in front of every site.yaml, so that a fixture shows one
// mistake only.
const baseSite = "id: elm-town\nurl: https://board.example.org\ntimezone: America/New_York\n"

var fixtureNow = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

func fixtures(t testing.TB) []fixture {
	t.Helper()
	names, err := filepath.Glob("testdata/problems/*.txtar")
	if err != nil || len(names) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	var out []fixture
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, parseFixture(t, name, parseArchive(data)))
	}
	return out
}

func parseFixture(t testing.TB, name string, a *archive) fixture {
	t.Helper()
	f := fixture{rule: strings.TrimSuffix(filepath.Base(name), ".txtar"), path: name, archive: a, files: fstest.MapFS{}, bad: map[string]bool{}}
	for _, file := range a.files {
		if file.name == "want" {
			f.want = string(file.data)
			continue
		}
		path, how, _ := strings.Cut(file.name, " ")
		how, argument, _ := strings.Cut(how, " ")
		entry := &fstest.MapFile{Data: file.data, Mode: 0o644}
		switch how {
		case "quoted":
			s, err := strconv.Unquote(strings.TrimSpace(string(file.data)))
			if err != nil {
				t.Fatalf("%s: %s: %v", name, path, err)
			}
			entry.Data = []byte(s)
		case "repeat":
			n, _ := strconv.Atoi(argument)
			entry.Data = append(entry.Data, bytes.Repeat([]byte("word word word word\n"), n/20+1)[:n]...)
		case "image":
			size, located := strings.CutSuffix(argument, "+location")
			entry.Data = pngHeader(t, size)
			if located {
				xmp := "\x00\x00\x00\x0btEXtGPSLatitude"
				entry.Data = binary.BigEndian.AppendUint32(append(entry.Data, xmp...), crc32.ChecksumIEEE([]byte(xmp[4:])))
			}
		case "symlink":
			entry.Mode = fs.ModeSymlink | 0o777
		case "unreadable":
			f.bad[path] = true
		case "was": // until the end of October
			f.past = append(f.past, history.Version{Path: path, At: time.Date(2026, 10, 31, 12, 0, 0, 0, time.UTC), Content: file.data})
			continue
		case "became":
			f.past = append(f.past, history.Version{Path: path, At: time.Date(2026, 10, 31, 12, 0, 0, 0, time.UTC), Gone: true, Became: argument, Alike: 90, Content: file.data})
			continue
		}
		if path == "site.yaml" && how != "only" {
			entry.Data = append([]byte(baseSite), entry.Data...)
		}
		f.files[path] = entry
	}
	f.opt = Options{History: history.Fixed(nil, f.past...), Now: fixtureNow}
	if strings.Contains(a.comment, "without git") {
		f.opt.History = nil
	}
	if f.files["site.yaml"] == nil {
		f.files["site.yaml"] = &fstest.MapFile{Data: []byte(baseSite + "country: US\n"), Mode: 0o644}
	}
	f.files["organizations/corner-shop.yaml"] = &fstest.MapFile{Data: []byte("name: Corner shop\nchecked: 2026-11-02\n"), Mode: 0o644}
	return f
}

// pngHeader is the beginning of a PNG of W×H pixels, enough to know its size.
func pngHeader(t testing.TB, size string) []byte {
	var w, h uint32
	if _, err := fmt.Sscanf(size, "%dx%d", &w, &h); err != nil {
		t.Fatal(err)
	}
	chunk := []byte("IHDR")
	chunk = binary.BigEndian.AppendUint32(chunk, w)
	chunk = binary.BigEndian.AppendUint32(chunk, h)
	chunk = append(chunk, 8, 0, 0, 0, 0)
	out := []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d")
	out = append(out, chunk...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(chunk))
}

// faulty is a folder in which some files cannot be opened.
type faulty struct {
	fstest.MapFS
	bad map[string]bool
}

func (f faulty) Open(name string) (fs.File, error) {
	if f.bad[name] {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("permission denied")}
	}
	return f.MapFS.Open(name)
}

func (f fixture) load(t testing.TB) problem.List {
	t.Helper()
	var l Loader
	_, problems, err := l.Load(faulty{f.files, f.bad}, f.opt)
	if err != nil {
		t.Fatalf("%s: %v", f.path, err)
	}
	return problems
}

// Every fixture gives its golden message, and its rule is among them.
func TestProblems(t *testing.T) {
	for _, f := range fixtures(t) {
		problems := f.load(t)
		got := said(problems)
		if *update {
			a := *f.archive
			a.files = slices.DeleteFunc(slices.Clone(a.files), func(file archived) bool { return file.name == "want" })
			a.files = append(a.files, archived{name: "want", data: []byte(got)})
			if err := os.WriteFile(f.path, a.format(), 0o644); err != nil {
				t.Fatal(err)
			}
		} else if got != f.want {
			t.Errorf("%s says\n%s\nand not\n%s", f.path, got, f.want)
		}
		if !slices.ContainsFunc(problems, func(p problem.Problem) bool { return p.Rule == f.rule }) {
			t.Errorf("%s has no problem of its rule:\n%s", f.path, got)
		}
		for _, p := range problems {
			if _, known := rules.Find(p.Rule); !known {
				t.Errorf("%s: rule %q is not in the table of rules", f.path, p.Rule)
			}
			if p.Text == "" || p.Text[0] >= 'A' && p.Text[0] <= 'Z' && !strings.HasPrefix(p.Rule, "schedule-") || strings.HasSuffix(p.Text, ".") {
				t.Errorf("%s: %q is not in the form of our messages", f.path, p.Text)
			}
			if strings.Contains(p.Text+p.Hint, "yaml: line") || strings.Contains(p.Text, "%!") || strings.Contains(p.Hint, "%!") {
				t.Errorf("%s: %q %q comes from a library or a broken format", f.path, p.Text, p.Hint)
			}
		}
	}
}

// Every rule about the content folder has a fixture, and its example and fix are
// those of the fixture.
func TestEveryRuleHasAFixture(t *testing.T) {
	byRule := map[string]fixture{}
	for _, f := range fixtures(t) {
		byRule[f.rule] = f
		if _, known := rules.Find(f.rule); !known {
			t.Errorf("fixture %s belongs to no rule", f.rule)
		}
	}
	groups := rules.Groups()
	for _, g := range groups[:len(groups)-1] { // the last is about the whole site
		for _, r := range g.Rules {
			f, have := byRule[r.ID]
			if !have && r.ID != "markdown-body-unreadable" { // comes of a panic in a library: nothing known gives it
				t.Errorf("rule %s has no fixture", r.ID)
			}
			if have && !slices.ContainsFunc(f.load(t), func(p problem.Problem) bool { return p.Rule == r.ID && explains(r, p) }) {
				t.Errorf("%s: the example %q with the fix %q is not in\n%s", r.ID, r.Example, r.Fix, f.want)
			}
		}
	}
}

// explains reports whether a rule describes a problem by the line that it is in
// and what to do about it.
func explains(r rules.Rule, p problem.Problem) bool {
	begin, cut := strings.CutSuffix(r.Example, "…")
	source := strings.TrimSpace(p.Source)
	line := source == strings.TrimSpace(r.Example) || cut && strings.HasPrefix(source, begin) || source == ""
	fix := strings.HasPrefix(strings.TrimSpace(p.Fix), r.Fix) || strings.HasPrefix(p.Hint, r.Fix) || p.Hint == ""
	return line && fix && p.Level == r.Level
}

// The mistakes of all fixtures in one folder are all told in one run.
func TestAllProblemsInOneRun(t *testing.T) {
	// Their mistake is in what a folder has only once, or waits until the site has its country.
	alone := map[string]bool{"bad-phone": true, "site-without-id": true, "site-without-url": true, "site-without-timezone": true, "bad-area": true, "not-checked": true, "today-published": true, "site-id-changed": true}
	whole := fixture{files: fstest.MapFS{}, bad: map[string]bool{}, opt: Options{History: history.Fixed(nil), Now: fixtureNow}}
	want := map[string]bool{}
	for _, f := range fixtures(t) {
		if alone[f.rule] {
			continue
		}
		want[f.rule] = true
		whole.past = append(whole.past, f.past...)
		for name, file := range f.files {
			have := whole.files[name]
			if name == "site.yaml" && string(file.Data) == baseSite+"country: US\n" {
				continue
			}
			if have == nil || name == "organizations/corner-shop.yaml" {
				whole.files[name] = file
				continue
			}
			data := file.Data
			if name == "site.yaml" {
				data = bytes.TrimPrefix(data, []byte(baseSite))
			}
			joined := *have
			joined.Data = append(slices.Clone(have.Data), data...)
			whole.files[name] = &joined
		}
		for name := range f.bad {
			whole.bad[name] = true
		}
	}
	whole.opt.History = history.Fixed(nil, whole.past...)
	for _, p := range whole.load(t) {
		delete(want, p.Rule)
	}
	for rule := range want {
		t.Errorf("rule %s was not told", rule)
	}
}

// A fix is the whole corrected line: put in place it makes the problem go away.
func TestFixesFix(t *testing.T) {
	fixedOnes := 0
	for _, f := range fixtures(t) {
		for _, p := range f.load(t) {
			file := f.files[p.File]
			if p.Fix == "" || file == nil || p.Line == 0 || p.Rule == "not-utf-8" {
				continue
			}
			lines := strings.Split(strings.TrimPrefix(string(file.Data), "\uFEFF"), "\n")
			copied := fixture{files: fstest.MapFS{}, bad: f.bad, opt: f.opt, path: f.path}
			for name, other := range f.files {
				copied.files[name] = other
			}
			span := strings.Count(p.Fix, "\n") + 1
			lines = slices.Replace(lines, p.Line-1, p.Line-1+span, p.Fix)
			changed := *file
			changed.Data = []byte(strings.Join(lines, "\n"))
			copied.files[p.File] = &changed
			before := f.load(t)
			for _, after := range copied.load(t) {
				if after.Rule == p.Rule && after.Line == p.Line && after.File == p.File {
					t.Errorf("%s: after the fix %q it still says %s", f.path, p.Fix, after.Text)
				}
				known := slices.ContainsFunc(before, func(b problem.Problem) bool { return b.Rule == after.Rule && b.File == after.File })
				if after.File == p.File && after.Line == p.Line && !known && p.Rule != "key-not-text" { // a text as a key is no field either
					t.Errorf("%s: after the fix %q it also says %s", f.path, p.Fix, after.Text)
				}
			}
			fixedOnes++
		}
	}
	if fixedOnes < 20 {
		t.Errorf("only %d fixes were tried", fixedOnes)
	}
}
