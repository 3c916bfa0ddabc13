package publish

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// TestMain builds in memory where it can: these tests wait for the disk hundreds
// of times. It is also the child of the kill test.
func TestMain(m *testing.M) {
	if dir := os.Getenv("PUBLISH_FOREVER"); dir != "" {
		publishForever(dir)
	}
	if os.Getenv("TMPDIR") == "" && len(os.Args) > 0 {
		if dir, err := os.MkdirTemp("/dev/shm", "publish"); err == nil {
			_ = os.Setenv("TMPDIR", dir)
			code := m.Run()
			_ = os.RemoveAll(dir)
			os.Exit(code)
		}
	}
	os.Exit(m.Run())
}

// faulty is a disk whose operation number at fails with err, and all later ones
// too when broken is set.
type faulty struct {
	disk
	count      *atomic.Int64
	at         int64
	err        error
	broken     bool
	noExchange bool
}

func (f faulty) fails() bool {
	n := f.count.Add(1)
	return n == f.at || f.broken && n > f.at
}

func (f faulty) Lstat(path string) (entry, error) {
	if f.fails() {
		return entry{}, f.err
	}
	return f.disk.Lstat(path)
}

func (f faulty) ReadDir(path string) ([]entry, error) {
	if f.fails() {
		return nil, f.err
	}
	return f.disk.ReadDir(path)
}

func (f faulty) ReadFile(path string) ([]byte, error) {
	if f.fails() {
		return nil, f.err
	}
	return f.disk.ReadFile(path)
}

func (f faulty) Mkdir(path string) error {
	if f.fails() {
		return f.err
	}
	return f.disk.Mkdir(path)
}

// A write that fails has written half.
func (f faulty) Write(path string, data []byte) (entry, error) {
	if f.fails() {
		_, _ = f.disk.Write(path, data[:len(data)/2])
		return entry{}, f.err
	}
	return f.disk.Write(path, data)
}

func (f faulty) Create(path string) (output, error) {
	if f.fails() {
		return nil, f.err
	}
	out, err := f.disk.Create(path)
	return faultyOutput{out, f}, err
}

type faultyOutput struct {
	output
	disk faulty
}

func (f faultyOutput) Write(data []byte) (int, error) {
	if f.disk.fails() {
		n, _ := f.output.Write(data[:len(data)/2])
		return n, f.disk.err
	}
	return f.output.Write(data)
}

func (f faultyOutput) Done() (entry, error) {
	e, err := f.output.Done()
	if f.disk.fails() {
		return entry{}, f.disk.err
	}
	return e, err
}

func (f faulty) Link(old, new string) error {
	if f.fails() {
		return f.err
	}
	return f.disk.Link(old, new)
}

func (f faulty) Rename(old, new string) error {
	if f.fails() {
		return f.err
	}
	return f.disk.Rename(old, new)
}

func (f faulty) Exchange(a, b string) error {
	if f.noExchange {
		return errNoExchange
	}
	if f.fails() {
		return f.err
	}
	return f.disk.Exchange(a, b)
}

func (f faulty) Remove(path string) error {
	if f.fails() {
		return f.err
	}
	return f.disk.Remove(path)
}

func (f faulty) RemoveAll(path string) error {
	if f.fails() {
		return f.err
	}
	return f.disk.RemoveAll(path)
}

func (f faulty) Chmod(path string, mode fs.FileMode) error {
	if f.fails() {
		return f.err
	}
	return f.disk.Chmod(path, mode)
}

func (f faulty) Sync(path string) error {
	if f.fails() {
		return f.err
	}
	return f.disk.Sync(path)
}

func (f faulty) SyncAll(path string) error {
	if f.fails() {
		return f.err
	}
	return f.disk.SyncAll(path)
}

func (f faulty) Lock(path string) (func(), error) {
	if f.fails() {
		return nil, f.err
	}
	return f.disk.Lock(path)
}

var faults = []error{syscall.EIO, syscall.ENOSPC, syscall.EMFILE, syscall.EACCES, syscall.EROFS}

// Every operation of a build fails once, alone and with all that follow. After
// an error the old site is there, byte for byte, and after success the new one;
// nothing but the work folder is left, and the next build works.
func TestEachOperationFails(t *testing.T) {
	for _, start := range []struct {
		name    string
		prepare func(t *testing.T, dir string) map[string]string
	}{
		{"first build", func(*testing.T, string) map[string]string { return map[string]string{} }},
		{"empty folder", func(t *testing.T, dir string) map[string]string {
			write(t, filepath.Join(dir, ".gitignore"), "*")
			return map[string]string{".gitignore": "*"}
		}},
		{"second build", func(t *testing.T, dir string) map[string]string {
			build(t, dir, before, Options{})
			return before
		}},
		{"large files", func(t *testing.T, dir string) map[string]string {
			build(t, dir, largeBefore, Options{})
			build(t, dir, largeAfter, Options{})
			build(t, dir, largeBefore, Options{Force: true})
			return largeBefore
		}},
		{"third build", func(t *testing.T, dir string) map[string]string {
			build(t, dir, before, Options{})
			build(t, dir, after, Options{})
			build(t, dir, before, Options{})
			return before
		}},
	} {
		t.Run(start.name, func(t *testing.T) {
			for n := int64(1); ; n++ {
				reached := false
				for i, broken := range []bool{false, true} {
					fault := faults[(int(n)+i)%len(faults)]
					reached = failAt(t, start.prepare, n, fault, broken) || reached
				}
				if !reached {
					if n < 10 {
						t.Errorf("only %d operations", n)
					}
					return
				}
			}
		})
	}
}

func failAt(t *testing.T, prepare func(*testing.T, string) map[string]string, n int64, fault error, broken bool) (reached bool) {
	t.Helper()
	root := t.TempDir()
	defer os.RemoveAll(root)
	dir := filepath.Join(root, "public")
	old := prepare(t, dir)
	after := after
	if _, large := old["large.ics"]; large {
		after = largeAfter
	}
	want := maps.Clone(after)
	if ignore, ok := old[".gitignore"]; ok {
		want[".gitignore"] = ignore
	}
	_, existed := os.Stat(dir)

	d := faulty{disk: system{}, count: new(atomic.Int64), at: n, err: &fs.PathError{Op: "test", Path: "x", Err: fault}, broken: broken}
	r, err := publish(context.Background(), site(after), Options{Output: dir, Jobs: 1}, d)
	name := fmt.Sprintf("operation %d, %v, broken %v", n, fault, broken)
	if err == nil {
		if got := contents(t, dir); !maps.Equal(got, want) {
			t.Errorf("%s: success, but %.500v", name, got)
		}
	} else {
		if got := contents(t, dir); !maps.Equal(got, old) && (r.Exchanged || !maps.Equal(got, want) || !broken) {
			t.Errorf("%s: %v, and the site is %.500v", name, err, got)
		}
		if _, err := os.Stat(dir); (err == nil) != (existed == nil) && len(old) > 0 {
			t.Errorf("%s: the folder came or went", name)
		}
	}
	list, readErr := os.ReadDir(root)
	if readErr != nil {
		t.Fatal(readErr)
	}
	for _, e := range list {
		if e.Name() != "public" && e.Name() != workName {
			t.Errorf("%s: %s is left", name, e.Name())
		}
	}
	if _, err := Publish(context.Background(), site(after), Options{Output: dir}); err != nil {
		t.Errorf("%s: the next build: %v", name, err)
	}
	if got := contents(t, dir); !maps.Equal(got, want) {
		t.Errorf("%s: the next build made %.500v", name, got)
	}
	return d.count.Load() >= n
}

// Where folders can't be exchanged, every file is old or new at each failure, no
// page is lost, and the next build completes the site.
func TestEachOperationFailsFileByFile(t *testing.T) {
	for n := int64(1); ; n++ {
		root := t.TempDir()
		dir := filepath.Join(root, "public")
		build(t, dir, before, Options{})
		d := faulty{disk: system{}, count: new(atomic.Int64), at: n, err: syscall.EIO, noExchange: true}
		r, err := publish(context.Background(), site(after), Options{Output: dir, Jobs: 1}, d)
		if err == nil && (r.Exchanged || r.Notice == "") {
			t.Errorf("operation %d: %+v", n, r)
		}
		got := contents(t, dir)
		for path, text := range got {
			if text != before[path] && text != after[path] {
				t.Errorf("operation %d: %s is %q", n, path, text)
			}
		}
		for path := range before {
			if _, stays := after[path]; stays && got[path] == "" {
				t.Errorf("operation %d: %s is lost", n, path)
			}
		}
		if err != nil {
			build(t, dir, after, Options{})
		}
		check(t, dir, after)
		_ = os.RemoveAll(root)
		if d.count.Load() < n {
			return
		}
	}
}

// A git checkout that is killed at any operation keeps what is git's and what is of
// others, and no page that a reader can reach links to a file that is not there. Where
// .git is a folder, pages can be of both sites; where it is a file (git worktree), they
// are all old or all new.
func TestCheckoutKilledAtEachOperation(t *testing.T) {
	// A page is the files that it links to.
	old := map[string]string{
		"index.html": "a/index.html b/index.html 1.css", "a/index.html": "1.css index.html b/x/index.html", "b/index.html": "1.css", "b/x/index.html": "1.css a/index.html",
		"1.css": "", "list.html": "",
	}
	next := map[string]string{
		"index.html": "a/index.html c/index.html 2.css", "a/index.html": "2.css index.html c/y/index.html", "c/index.html": "2.css d.html", "c/y/index.html": "2.css a/index.html c/index.html",
		"d.html": "c/index.html 2.css", "2.css": "", "list.html": "",
	}
	for name, file := range map[string]string{"folder": ".git/HEAD", "file": ".git"} {
		others := map[string]string{file: "ref: refs/heads/gh-pages", "CNAME": "town.example", "mine.txt": "mine", "b/mine.txt": "mine"}
		whole := func(site map[string]string) map[string]string {
			all := maps.Clone(site)
			maps.Copy(all, others)
			return all
		}
		for n := int64(1); ; n++ {
			root := t.TempDir()
			dir := filepath.Join(root, "public")
			build(t, dir, old, Options{})
			for path, text := range others {
				write(t, filepath.Join(dir, path), text)
			}
			build(t, dir, old, Options{})
			d := faulty{disk: system{}, count: new(atomic.Int64), at: n, err: syscall.EIO, broken: true}
			_, _ = publish(context.Background(), site(next), Options{Output: dir, Jobs: 1}, d)
			got := contents(t, dir)
			for path, text := range others {
				if got[path] != text {
					t.Errorf("%s, operation %d: %s is %q", name, n, path, got[path])
				}
			}
			seen := map[string]bool{}
			var read func(from, page string)
			read = func(from, page string) {
				text, there := got[page]
				if !there {
					t.Errorf("%s, operation %d: %s links to %s, which is not there", name, n, from, page)
				}
				if seen[page] {
					return
				}
				seen[page] = true
				for link := range strings.FieldsSeq(text) {
					read(page, link)
				}
			}
			read("the reader", "index.html")
			if name == "file" && !maps.Equal(got, whole(old)) && !maps.Equal(got, whole(next)) {
				t.Errorf("%s, operation %d: pages of both sites: %v", name, n, got)
			}
			build(t, dir, next, Options{})
			check(t, dir, whole(next))
			_ = os.RemoveAll(root)
			if d.count.Load() < n {
				break
			}
		}
	}
}

// publishForever is the child of TestKill: it publishes two sites alternately.
func publishForever(dir string) {
	for i := 0; ; i++ {
		want := before
		if i%2 == 1 {
			want = after
		}
		if _, err := Publish(context.Background(), site(want), Options{Output: dir}); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

// interrupting is a disk that ends a build while it writes its last file.
type interrupting struct {
	disk
	cancel func()
}

func (d interrupting) Write(path string, data []byte) (entry, error) {
	if filepath.Base(path) == manifestName {
		d.cancel()
	}
	return d.disk.Write(path, data)
}

// Until the new site is shown, Ctrl+C leaves the old one.
func TestInterruptedBeforeItIsShown(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	build(t, dir, before, Options{})
	ctx, cancel := context.WithCancel(t.Context())
	_, err := publish(ctx, site(after), Options{Output: dir}, interrupting{system{}, cancel})
	if !errors.Is(err, context.Canceled) || ctx.Err() == nil {
		t.Errorf("it ends with %v", err)
	}
	check(t, dir, before)
	build(t, dir, after, Options{})
	check(t, dir, after)
}

// A build that is killed at any moment leaves a whole site.
func TestKill(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	build(t, dir, before, Options{})
	rounds := 60
	if testing.Short() {
		rounds = 5
	}
	seen := map[string]int{}
	for i := range rounds {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "PUBLISH_FOREVER="+dir)
		var said errorText
		cmd.Stderr = &said
		if err := cmd.Start(); err != nil {
			t.Skip(err)
		}
		time.Sleep(8*time.Millisecond + time.Duration(i*7919%9000)*time.Microsecond)
		if err := cmd.Process.Kill(); err != nil {
			t.Error(err)
		}
		_ = cmd.Wait()
		if len(said) > 0 {
			t.Fatalf("the child: %s", said)
		}
		got := contents(t, dir)
		switch {
		case maps.Equal(got, before):
			seen["before"]++
		case maps.Equal(got, after):
			seen["after"]++
		default:
			t.Fatalf("neither site: %v", got)
		}
	}
	build(t, dir, after, Options{})
	check(t, dir, after)
	t.Logf("found %v", seen)
}

type errorText []byte

func (e *errorText) Write(b []byte) (int, error) { *e = append(*e, b...); return len(b), nil }

// A reader that opens files during builds never finds a broken one.
func TestReadersWhileBuilding(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	build(t, dir, before, Options{})
	stop := make(chan bool)
	failed := make(chan string, 1)
	go func() {
		defer close(failed)
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
			}
			for _, path := range []string{"index.html", "a/index.html", "same.txt"} {
				b, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(path)))
				if err != nil || string(b) != before[path] && string(b) != after[path] {
					failed <- path + " is " + strconv.Quote(string(b)) + " " + fmt.Sprint(err)
					return
				}
			}
		}
	}()
	for i := range 20 {
		want := before
		if i%2 == 0 {
			want = after
		}
		if r := build(t, dir, want, Options{}); !r.Exchanged {
			t.Skip("folders can't be exchanged here")
		}
	}
	close(stop)
	if what, ok := <-failed; ok {
		t.Error(what)
	}
}
