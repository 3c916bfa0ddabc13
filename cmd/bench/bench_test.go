package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"corkboard/generator/town"
)

func TestWrongFlagsAreUsageErrors(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args []string
		says string
	}{
		{[]string{"--listings", "ten"}, `"ten" is not a number`},
		{[]string{"--listings", ""}, `"" is not a number`},
		{[]string{"--listings", "10,,20"}, `"" is not a number`},
		{[]string{"--listings", "0"}, `"0" is not a number`},
		{[]string{"--listings", "6000000"}, "5,000,000"},
		{[]string{"--listing", "10"}, "-listing"},
		{[]string{"--seed", "x"}, "seed"},
		{[]string{"1000"}, "1000"},
		{[]string{"--dir", file}, "--dir"},
		{[]string{"--write", file + "-town"}, "--listings 1000"},
	} {
		var stdout, stderr bytes.Buffer
		err := run(t.Context(), c.args, &stdout, &stderr)
		if !errors.As(err, new(*usageError)) || !strings.Contains(err.Error(), c.says) || stdout.Len() > 0 {
			t.Errorf("%q: %v, printed %q", c.args, err, stdout.String())
		}
	}
}

func TestParseSizes(t *testing.T) {
	got, err := parseSizes("1, 20,5000000")
	if err != nil || !slices.Equal(got, []int{1, 20, 5000000}) {
		t.Errorf("%v, %v", got, err)
	}
}

func TestBenchMeasuresCorkboard(t *testing.T) {
	if testing.Short() {
		t.Skip("builds towns")
	}
	dir := t.TempDir()
	var stdout, stderr bytes.Buffer
	if err := run(t.Context(), []string{"--listings", "30", "--dir", dir}, &stdout, &stderr); err != nil {
		t.Fatalf("%v:\n%s", err, stderr.String())
	}
	table := stdout.String()
	for _, want := range []string{"30 listings", "first build, wall", "first build, memory", "unchanged", "edit while serving", "× limit"} {
		if !strings.Contains(table, want) {
			t.Errorf("the table lacks %q:\n%s", want, table)
		}
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("%v was left behind", left)
	}
}

func TestWriteMakesTheMeasuredTown(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "town")
	var stdout, stderr bytes.Buffer
	if err := run(t.Context(), []string{"--write", dir, "--listings", "3", "--seed", "7"}, &stdout, &stderr); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(stdout.String(), benchNow) {
		t.Errorf("the output does not name the moment to build for: %s", stdout.String())
	}
	same := filepath.Join(t.TempDir(), "town")
	if err := town.Write(t.Context(), same, town.Options{Listings: 3, Seed: 7}); err != nil {
		t.Fatal(err)
	}
	err := filepath.WalkDir(same, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		want, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(same, path)
		if got, err := os.ReadFile(filepath.Join(dir, rel)); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s differs: %v", rel, err)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	if err := run(t.Context(), []string{"--write", dir, "--listings", "3"}, &stdout, &stderr); err == nil {
		t.Error("--write overwrote a folder with listings")
	}
}

func TestBenchLeavesNothingWhenInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	dir := t.TempDir()
	var stdout, stderr bytes.Buffer
	if err := run(ctx, []string{"--listings", "5", "--program", os.Args[0], "--dir", dir}, &stdout, &stderr); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("%v was left behind", left)
	}
}

func TestSaveChangesOnlyTheTitle(t *testing.T) {
	for _, listings := range []int{1, 3, 1100} {
		dir := filepath.Join(t.TempDir(), "content")
		if err := town.Write(t.Context(), dir, town.Options{Listings: listings}); err != nil {
			t.Fatal(err)
		}
		e, err := findEditable(dir, listings)
		if err != nil {
			t.Fatal(err)
		}
		for n := 1; n <= 2; n++ {
			if err := e.save(); err != nil {
				t.Fatal(err)
			}
			data, err := os.ReadFile(e.file)
			if err != nil {
				t.Fatal(err)
			}
			want := fmt.Sprintf("\ntitle: %s, edition %04d\n", e.title, n)
			if !strings.Contains(string(data), want) || len(data) != len(e.data)+len(", edition 0001") {
				t.Errorf("after edit %d:\n%s", n, data)
			}
		}
	}
}

func TestEditsWaitForThePage(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "content")
	if err := town.Write(t.Context(), dir, town.Options{Listings: 5}); err != nil {
		t.Fatal(err)
	}
	e, err := findEditable(dir, 5)
	if err != nil {
		t.Fatal(err)
	}
	if err := e.save(); err != nil {
		t.Fatal(err)
	}
	// A server that shows each edit only on the third request.
	page := "/" + e.path
	asked, missing := 0, 0
	var shown []byte
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != page {
			if missing++; missing == 3 {
				cancel()
			}
			http.NotFound(w, r)
			return
		}
		if asked++; asked%3 == 0 {
			shown, _ = os.ReadFile(e.file)
		}
		w.Write(shown)
	}))
	defer server.Close()
	log := newServeLog()
	fmt.Fprintf(log, "The site is at %s/\n", server.URL)
	var f figures
	if err := new(bench).edits(t.Context(), log, e, &f); err != nil {
		t.Fatal(err)
	}
	if len(f.updates) != editRuns || !slices.IsSorted(f.updates) || asked != 3*(editRuns+1) {
		t.Errorf("%d updates %v after %d requests", len(f.updates), f.updates, asked)
	}

	e.path = "opportunities/of-another-town/"
	log = newServeLog()
	fmt.Fprintf(log, "The site is at %s/\n", server.URL)
	if err := new(bench).edits(ctx, log, e, &f); err == nil || !strings.Contains(err.Error(), "404") {
		t.Errorf("a page that never comes gives %v", err)
	}
}

func TestServeLogFindsTheAddress(t *testing.T) {
	for _, c := range []struct {
		name   string
		writes []string
		want   string
	}{
		{"whole", []string{"The site is at http://127.0.0.1:4123/ (stop with Ctrl+C)\n"}, "http://127.0.0.1:4123/"},
		{"in parts", []string{"reading\nat http://127.0", ".0.1:4", "123/", "\n", "at http://127.0.0.1:9/\n"}, "http://127.0.0.1:4123/"},
		{"by name, below a path", []string{"at http://localhost:80/town/ (stop with Ctrl+C)\n"}, "http://localhost:80/town/"},
		{"elsewhere", []string{"http://example.org:80/ is the site's own\n"}, ""},
		{"never", []string{"no such folder\n"}, ""},
	} {
		l := newServeLog()
		for _, w := range c.writes {
			l.Write([]byte(w))
		}
		l.Close()
		if got := <-l.address; got != c.want {
			t.Errorf("%s: %q", c.name, got)
		}
		if l.String() != strings.Join(c.writes, "") {
			t.Errorf("%s: kept %q", c.name, l.String())
		}
	}
}

func TestBestEndsWithTheFirstError(t *testing.T) {
	runs := 0
	_, err := best(3, func(i int) error {
		runs++
		if i == 1 {
			return os.ErrInvalid
		}
		return nil
	})
	if err != os.ErrInvalid || runs != 2 {
		t.Errorf("%v after %d runs", err, runs)
	}
}

func TestTable(t *testing.T) {
	var out bytes.Buffer
	writeTable(&out, [][]string{{"n", "wall", "note"}, {"äöü", "1.00 s", "x"}, {"first", "", ""}})
	want := "n        wall  note\näöü    1.00 s  x\nfirst\n"
	if out.String() != want {
		t.Errorf("got\n%swant\n%s", out.String(), want)
	}
	for d, want := range map[time.Duration]string{1234 * time.Microsecond: "0.001 s", 2346 * time.Millisecond: "2.35 s", 23456 * time.Millisecond: "23.5 s", 234567 * time.Millisecond: "235 s"} {
		if got := seconds(d); got != want {
			t.Errorf("%v: %s, not %s", d, got, want)
		}
	}
	for n, want := range map[int64]string{0: "", 1_540_000: "1.5 MB", 1_234_600_000: "1,235 MB"} {
		if got := megabytes(n); got != want {
			t.Errorf("%d: %s, not %s", n, got, want)
		}
	}
}

func TestFiguresPrintWhatWasMeasured(t *testing.T) {
	cold := figures{listings: 1000, files: 2500, bytes: 30e6, cold: cost{2 * time.Second, 3 * time.Second, 60e6}}
	whole := cold
	whole.unchanged, whole.copied, whole.walked = cold.cold, time.Second, time.Second/10
	whole.updates = []time.Duration{10 * time.Millisecond, 20 * time.Millisecond, 90 * time.Millisecond}
	for _, c := range []struct {
		name   string
		all    []figures
		has    []string
		hasNot []string
	}{
		{"nothing", []figures{{listings: 10}}, nil, []string{"10 listings"}},
		{"only the first build", []figures{cold, {listings: 77}}, []string{"first build", "2.00 s", "3.00 s", "60 MB", "≤ 100 MB", "2,500, 30 MB"}, []string{"serving", "unchanged", "77", "0.000", "Inf"}},
		{"all", []figures{whole}, []string{"  2.0  ", " 20.0\n", "0.020 s", "≤ 3 × the limit"}, []string{"0.000"}},
	} {
		var out bytes.Buffer
		printFigures(&out, c.all)
		for _, want := range c.has {
			if !strings.Contains(out.String(), want) {
				t.Errorf("%s: %q is missing:\n%s", c.name, want, out.String())
			}
		}
		for _, wrong := range c.hasNot {
			if strings.Contains(out.String(), wrong) {
				t.Errorf("%s: %q is there:\n%s", c.name, wrong, out.String())
			}
		}
	}
}

func TestCopyFolder(t *testing.T) {
	from := filepath.Join(t.TempDir(), "from")
	if err := town.Write(t.Context(), from, town.Options{Listings: 20}); err != nil {
		t.Fatal(err)
	}
	files, size, err := countFiles(from)
	if err != nil || files < 20 {
		t.Fatalf("%d files, %v", files, err)
	}
	for _, path := range []string{os.Getenv("PATH"), t.TempDir()} { // with cp and without
		t.Setenv("PATH", path)
		to := filepath.Join(t.TempDir(), "to")
		if err := copyFolder(t.Context(), from, to); err != nil {
			t.Fatal(err)
		}
		if f, s, err := countFiles(to); f != files || s != size || err != nil {
			t.Errorf("%d files of %d bytes, %v; want %d of %d", f, s, err, files, size)
		}
	}
}
