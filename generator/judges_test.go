package generator_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"sync"
	"testing"

	"corkboard/generator"
	"corkboard/generator/publish"
)

// required reports whether the environment wants the tests that need programs
// beside Go: on a bare machine they are skipped, in CI they must run.
func required() bool { return os.Getenv("CORKBOARD_REQUIRE") == "all" }

// need skips the test, or fails it where it is required, unless all programs
// and files are there.
func need(t *testing.T, files ...string) {
	t.Helper()
	for _, f := range files {
		_, err := os.Stat(f)
		if err != nil && !strings.ContainsRune(f, '/') {
			_, err = exec.LookPath(f)
		}
		if err == nil {
			continue
		}
		if required() {
			t.Fatalf("%s is needed and not there", f)
		}
		t.Skipf("%s is not there; .ci/run installs it", f)
	}
}

const judges = "../.ci/judges"

func chromium() string {
	if own := os.Getenv("CHROMIUM"); own != "" {
		return own
	}
	return "/usr/bin/chromium"
}

// published has, for a site, what publishes it the first time it is asked, and the
// folder it is in.
var published sync.Map

// aside holds the published sites, which outlive the test that came first.
var aside = sync.OnceValues(func() (string, error) { return os.MkdirTemp("", "corkboard-sites-") })

func TestMain(m *testing.M) {
	code := m.Run()
	if dir, err := aside(); err == nil {
		os.RemoveAll(dir)
	}
	os.Exit(code)
}

// written is the folder that a site is published in. Tests share it and change
// nothing there.
func written(t *testing.T, r *generator.Result) string {
	t.Helper()
	publishing, _ := published.LoadOrStore(r, sync.OnceValues(func() (string, error) {
		all, err := aside()
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

// Pages of every kind, in every language, judged by a real browser.
func TestPagesInABrowser(t *testing.T) {
	need(t, "node", chromium(), judges+"/node_modules/playwright-core")
	t.Parallel()
	r := theSample(t)
	pages := samplePages(r)
	if len(pages) < 40 {
		t.Fatalf("only %d pages to judge", len(pages))
	}
	judge(t, written(t, r), "/", pages)
}

// Below a path, a page of each of the first kinds: assets and policy hold there.
func TestPagesBelowAPathInABrowser(t *testing.T) {
	need(t, "node", chromium(), judges+"/node_modules/playwright-core")
	t.Parallel()
	judge(t, written(t, theSampleBelow(t)), "/town/", []string{"", "get/", "es/help-now/"})
}

func judge(t *testing.T, dir, base string, pages []string) {
	t.Helper()
	args := append([]string{judges + "/pages.mjs", dir, base}, pages...)
	out, err := exec.Command("node", args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
}

// samplePages picks a page of every kind in every language, and of listings
// that are sensitive or over.
func samplePages(r *generator.Result) []string {
	const each = 1
	seen := map[string]int{}
	var out []string
	pages := slices.Clone(r.Site.Pages())
	sort.Slice(pages, func(i, j int) bool { return pages[i].Path < pages[j].Path })
	for _, p := range pages {
		frame := p.View().Page()
		key := frame.Lang + " " + frame.Kind
		if frame.Kind == "redirect" {
			continue // it leads on before it can be judged
		}
		if frame.Sensitive {
			key += " sensitive"
		}
		if frame.NoIndex {
			key += " over"
		}
		if seen[key]++; seen[key] <= each {
			out = append(out, strings.TrimSuffix(p.Path, "index.html"))
		}
	}
	return out
}
