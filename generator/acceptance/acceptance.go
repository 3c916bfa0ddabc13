// Package acceptance helps the tests that examine a whole site from outside.
// The folders below it hold those that use programs other than Go: a package
// for each, so that they run side by side and none waits for all. It is for
// tests only.
package acceptance

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"corkboard/generator"
	"corkboard/generator/content"
	"corkboard/generator/folder"
	"corkboard/generator/history"
	"corkboard/generator/problem"
	"corkboard/generator/publish"
	"corkboard/generator/tree"
	"corkboard/themes"
)

// SampleNow is the moment that the sample town was written for.
var SampleNow = time.Date(2026, 11, 23, 8, 0, 0, 0, time.FixedZone("EST", -5*3600))

// Root is the repository, found from the folder that the test runs in.
var Root = sync.OnceValue(func() string {
	dir, err := os.Getwd()
	for err == nil {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			err = errors.New("there is no go.mod above this folder")
		}
		dir = filepath.Dir(dir)
	}
	panic(err)
})

// Build makes a site from a content folder without a history. An error fails
// the test.
func Build(t testing.TB, folder fs.FS, now time.Time, baseURL string) *generator.Result {
	t.Helper()
	return must(t, generator.Options{Content: folder, Now: now, BaseURL: baseURL})
}

// BuildWith makes a site from a folder whose history is known.
func BuildWith(t testing.TB, folder fs.FS, now time.Time, past *history.History) *generator.Result {
	t.Helper()
	return must(t, generator.Options{Content: folder, Now: now, History: past})
}

func must(t testing.TB, options generator.Options) *generator.Result {
	t.Helper()
	options.Themes = themes.FS
	r, err := generator.Build(options)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// SampleFolder is the content folder of the sample town as a living town would
// have it: without the line that makes it a demonstration of one day.
func SampleFolder(t testing.TB) fs.FS {
	t.Helper()
	folder, err := sampleFolder()
	if err != nil {
		t.Fatal(err)
	}
	return folder
}

func sampleFolder() (fs.FS, error) {
	files, err := folder.Open(filepath.Join(Root(), "content"))
	if err != nil {
		return nil, err
	}
	site, err := fs.ReadFile(files, "site.yaml")
	if err != nil {
		return nil, err
	}
	living := regexp.MustCompile(`(?m)^today: .*\n`).ReplaceAll(site, nil)
	if len(living) == len(site) {
		return nil, errors.New("the sample does not say which day it shows")
	}
	return replaced{files, fstest.MapFS{"site.yaml": {Data: living, Mode: 0o644}}}, nil
}

// replaced is a folder in which some files at the top are replaced.
type replaced struct {
	fs.FS
	files fstest.MapFS
}

func (r replaced) Open(name string) (fs.File, error) {
	if r.files[name] != nil {
		return r.files.Open(name)
	}
	return r.FS.Open(name)
}

// Demonstration is the sample town as it is: always on the same day.
func Demonstration(t testing.TB) *generator.Result {
	t.Helper()
	files, err := folder.Open(filepath.Join(Root(), "content"))
	if err != nil {
		t.Fatal(err)
	}
	now, ok := content.Today(files)
	if !ok {
		t.Fatal("the sample does not say which day it is of")
	}
	return Build(t, files, now, "")
}

// The sample town at the root of its host and below a path, each built once for
// all tests of a package.
var (
	sample      = sync.OnceValues(func() (*generator.Result, error) { return buildSample("") })
	sampleBelow = sync.OnceValues(func() (*generator.Result, error) { return buildSample("https://example.org/town/") })
)

func buildSample(baseURL string) (*generator.Result, error) {
	folder, err := sampleFolder()
	if err != nil {
		return nil, err
	}
	return generator.Build(generator.Options{Content: folder, Themes: themes.FS, Now: SampleNow, BaseURL: baseURL})
}

// Sample is the sample town at the root of its host. Tests share it.
func Sample(t testing.TB) *generator.Result {
	t.Helper()
	return built(t, sample)
}

// SampleBelow is the sample town below the path /town/. Tests share it.
func SampleBelow(t testing.TB) *generator.Result {
	t.Helper()
	return built(t, sampleBelow)
}

func built(t testing.TB, result func() (*generator.Result, error)) *generator.Result {
	t.Helper()
	r, err := result()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Render returns the bytes of a file.
func Render(t testing.TB, f *tree.File) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f.Render(&b); err != nil {
		t.Fatalf("rendering %s: %v", f.Path, err)
	}
	return b.Bytes()
}

// Printed returns a list of problems as a person reads it, for the message of a
// failed test.
func Printed(list problem.List) string {
	var b bytes.Buffer
	_ = list.Text(&b, "", false) // into memory
	return b.String()
}

// File is a file of a content folder in memory.
func File(text string) *fstest.MapFile {
	return &fstest.MapFile{Data: []byte(strings.TrimPrefix(text, "\n")), Mode: 0o644}
}

// published has, for each site, the function that publishes it on first use.
var published sync.Map

// folders holds the published sites, which outlive the test that needed them
// first.
var folders = sync.OnceValues(func() (string, error) { return os.MkdirTemp("", "corkboard-sites-") })

// Main runs the tests of a package and removes the sites they published.
func Main(m *testing.M) {
	code := m.Run()
	if dir, err := folders(); err == nil {
		os.RemoveAll(dir)
	}
	os.Exit(code)
}

// Publish returns the folder where a site is published. Tests share it and
// change nothing there. Their package calls Main.
func Publish(t *testing.T, r *generator.Result) string {
	t.Helper()
	publishing, _ := published.LoadOrStore(r, sync.OnceValues(func() (string, error) {
		all, err := folders()
		if err != nil {
			return "", err
		}
		own, err := os.MkdirTemp(all, "")
		if err != nil {
			return "", err
		}
		dir := filepath.Join(own, "public")
		_, err = publish.Publish(context.Background(), r.Tree, publish.Options{Output: dir})
		return dir, err
	}))
	dir, err := publishing.(func() (string, error))()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// Required reports whether the environment wants the tests that need programs
// other than Go: on a bare machine they are skipped, in CI they must run.
func Required() bool { return os.Getenv("CORKBOARD_REQUIRE") == "all" }

// Missing skips the test, or fails it where it is required, because a program
// or file is missing.
func Missing(t *testing.T, what string) {
	t.Helper()
	if Required() {
		t.Fatalf("%s is needed and missing", what)
	}
	t.Skipf("%s is missing; .ci/run installs it", what)
}

// Need skips the test, or fails it where it is required, unless all programs
// and files are there.
func Need(t *testing.T, files ...string) {
	t.Helper()
	for _, f := range files {
		_, err := os.Stat(f)
		if err != nil && !strings.ContainsRune(f, '/') {
			_, err = exec.LookPath(f)
		}
		if err != nil {
			Missing(t, f)
		}
	}
}

// NeedBrowser is Need for everything that a browser test uses.
func NeedBrowser(t *testing.T) {
	t.Helper()
	browser := os.Getenv("CHROMIUM")
	if browser == "" {
		browser = "/usr/bin/chromium"
	}
	Need(t, "node", browser, Judge("node_modules/playwright-core"))
}

// Judge returns the path of one of the programs that judge a site.
func Judge(name string) string { return filepath.Join(Root(), ".ci/judges", name) }

// Run runs a judge with node; its complaints fail the test.
func Run(t *testing.T, judge string, args ...string) {
	t.Helper()
	out, err := exec.Command("node", append([]string{Judge(judge)}, args...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
}
