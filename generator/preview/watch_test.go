package preview

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"corkboard/generator/tree"
)

func write(t testing.TB, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}

// watched is a watcher of a folder, with the files that it reported.
type watched struct {
	mu   sync.Mutex
	told []string
}

func (w *watched) notify(paths []string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.told = append(w.told, paths...)
}

// wait waits until all of want are reported, and returns the others.
func (w *watched) wait(t *testing.T, want ...string) {
	t.Helper()
	for begin := time.Now(); ; {
		w.mu.Lock()
		told := slices.Clone(w.told)
		w.mu.Unlock()
		missing := 0
		for _, p := range want {
			if !slices.Contains(told, p) {
				missing++
			}
		}
		if missing == 0 {
			break
		}
		if time.Since(begin) > time.Minute {
			t.Fatalf("told %v, want %v", told, want)
		}
		time.Sleep(2 * time.Millisecond)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, p := range w.told {
		if !slices.Contains(want, p) {
			t.Errorf("also told %s", p)
		}
	}
	w.told = nil
}

func TestWatch(t *testing.T) {
	for _, poll := range []bool{false, true} {
		t.Run(fmt.Sprint("poll ", poll), func(t *testing.T) {
			t.Parallel()
			root := t.TempDir()
			dir := filepath.Join(root, "content")
			write(t, filepath.Join(dir, "a.yaml"), "one")
			write(t, filepath.Join(dir, "deep", "b.yaml"), "one")
			w := &watched{}
			given := filepath.ToSlash(dir) + "/"
			name := func(p string) string { return given + p }
			watcher := newWatcher(Options{Watch: []string{given}, Poll: poll}, w.notify, t.Logf)
			watcher.every, watcher.absent = 20*time.Millisecond, 100*time.Millisecond
			ctx, cancel := context.WithCancel(context.Background())
			done := make(chan bool)
			go func() { watcher.run(ctx); close(done) }()
			defer func() { cancel(); <-done }()

			write(t, filepath.Join(dir, "a.yaml"), "two") // the same size, within the same second
			w.wait(t, name("a.yaml"))
			write(t, filepath.Join(dir, "deep", "c.yaml"), "new")
			w.wait(t, name("deep/c.yaml"))

			// As most editors save: a new file replaces the old one.
			write(t, filepath.Join(dir, ".a.swp"), "three")
			if err := os.Rename(filepath.Join(dir, ".a.swp"), filepath.Join(dir, "a.yaml")); err != nil {
				t.Fatal(err)
			}
			w.wait(t, name("a.yaml"))

			// New folders, with files in them before they can be watched.
			write(t, filepath.Join(dir, "x", "y", "z", "d.yaml"), "new")
			w.wait(t, name("x/y/z/d.yaml"))
			write(t, filepath.Join(dir, "x", "y", "z", "d.yaml"), "old")
			w.wait(t, name("x/y/z/d.yaml"))

			if err := os.Remove(filepath.Join(dir, "deep", "c.yaml")); err != nil {
				t.Fatal(err)
			}
			w.wait(t, name("deep/c.yaml"))

			// A folder that is moved is reported under its new name, with its content.
			if err := os.Rename(filepath.Join(dir, "x"), filepath.Join(dir, "w")); err != nil {
				t.Fatal(err)
			}
			w.wait(t, name("x/y/z/d.yaml"), name("w/y/z/d.yaml"))
			write(t, filepath.Join(dir, "w", "y", "z", "d.yaml"), "moved")
			w.wait(t, name("w/y/z/d.yaml"))

			// A folder that is replaced by another of its name.
			if err := os.RemoveAll(filepath.Join(dir, "w")); err != nil {
				t.Fatal(err)
			}
			write(t, filepath.Join(dir, "w", "y", "e.yaml"), "e")
			w.wait(t, name("w/y/z/d.yaml"), name("w/y/e.yaml"))
			write(t, filepath.Join(dir, "w", "y", "e.yaml"), "f")
			w.wait(t, name("w/y/e.yaml"))

			// Files that are ignored or did not change.
			write(t, filepath.Join(dir, ".hidden"), "x")
			write(t, filepath.Join(dir, "a.yaml~"), "x")
			write(t, filepath.Join(dir, "deep", "c.yaml"), "last")
			w.wait(t, name("deep/c.yaml"))
			write(t, filepath.Join(dir, "deep", "c.yaml"), "last") // the same bytes
			time.Sleep(4 * quiet)
			w.wait(t)

			// The whole folder disappears and returns, as when a branch is checked out.
			if err := os.Rename(dir, dir+".old"); err != nil {
				t.Fatal(err)
			}
			w.wait(t, name("a.yaml"), name("deep/b.yaml"), name("deep/c.yaml"), name("w/y/e.yaml"))
			write(t, filepath.Join(dir, "a.yaml"), "back")
			w.wait(t, name("a.yaml"))
			write(t, filepath.Join(dir, "a.yaml"), "and alive")
			w.wait(t, name("a.yaml"))
		})
	}
}

// The folder may be a link that is moved, or lie in one that is replaced: no event
// comes of that.
func TestWatchAnotherFolderOfTheName(t *testing.T) {
	root := t.TempDir()
	write(t, filepath.Join(root, "one", "a.yaml"), "one")
	write(t, filepath.Join(root, "two", "a.yaml"), "two")
	link := filepath.Join(root, "content")
	if err := os.Symlink("one", link); err != nil {
		t.Skip(err)
	}
	w := &watched{}
	watcher := newWatcher(Options{Watch: []string{link}}, w.notify, t.Logf)
	watcher.absent = 20 * time.Millisecond
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan bool)
	go func() { watcher.run(ctx); close(done) }()
	defer func() { cancel(); <-done }()
	file := filepath.ToSlash(link) + "/a.yaml"
	if err := os.Symlink("two", link+".new"); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(link+".new", link); err != nil {
		t.Fatal(err)
	}
	w.wait(t, file)
	write(t, filepath.Join(root, "two", "a.yaml"), "edited")
	w.wait(t, file)
	if err := os.Remove(link); err != nil {
		t.Fatal(err)
	}
	w.wait(t, file)
	if err := os.Symlink("one", link); err != nil {
		t.Fatal(err)
	}
	w.wait(t, file)
}

func TestLostEventsAreFound(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "sub", "a.yaml"), "one")
	w := &watched{}
	watcher := newWatcher(Options{Watch: []string{dir}}, w.notify, t.Logf)
	if watcher.system == nil {
		t.Skip("no events on this system")
	}
	write(t, filepath.Join(dir, "sub", "a.yaml"), "two")
	write(t, filepath.Join(dir, "new", "b.yaml"), "one")
	if got := watcher.all(); len(got) != 2 {
		t.Errorf("got %v", got)
	}
	if got := watcher.all(); len(got) != 0 {
		t.Errorf("twice: %v", got)
	}
	_ = watcher.system.Close()
}

// A link in the folder may point anywhere; it is not followed.
func TestLinksAreNotEntered(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	write(t, filepath.Join(outside, "x.yaml"), "one")
	if err := os.Symlink(outside, filepath.Join(dir, "link")); err != nil {
		t.Skip(err)
	}
	watcher := newWatcher(Options{Watch: []string{dir}, Poll: true}, func([]string) {}, t.Logf)
	if len(watcher.seen) != 1 {
		t.Errorf("%v", watcher.seen)
	}
}

// BenchmarkEditToBrowser measures from the write of one listing among 10,000 to
// the event in the browser, with a Rebuild that takes no time.
func BenchmarkEditToBrowser(b *testing.B) {
	dir := b.TempDir()
	for i := range 10_000 {
		write(b, filepath.Join(dir, fmt.Sprintf("opportunities/%02d/listing-%05d.yaml", i%100, i)), "title: x")
	}
	for _, flat := range []bool{false, true} {
		b.Run(fmt.Sprint("flat ", flat), func(b *testing.B) {
			if flat {
				for i := range 10_000 {
					write(b, filepath.Join(dir, "flat", fmt.Sprintf("listing-%05d.yaml", i)), "title: x")
				}
			}
			time.Sleep(young + young/10)
			listener, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				b.Fatal(err)
			}
			ctx, cancel := context.WithCancel(context.Background())
			ready, done := make(chan string, 1), make(chan error, 1)
			version := 0
			go func() {
				done <- Serve(ctx, Options{Listener: listener, Watch: []string{dir}, Ready: func(u string) { ready <- u }, Rebuild: func([]string) Site {
					version++
					n := version
					t, _ := tree.New([]tree.File{tree.Known("index.html", tree.HashOf(n), func(io.Writer) error { return nil })})
					return Site{Tree: t}
				}})
			}()
			url := strings.TrimSuffix(<-ready, "/")
			p := &preview{t: b, url: url}
			s := p.listen("/", "x")
			s.want("problems")
			s.want("reload")
			name := filepath.Join(dir, "opportunities", "07", "listing-00007.yaml")
			if flat {
				name = filepath.Join(dir, "flat", "listing-00007.yaml")
			}
			n := 0
			b.ResetTimer()
			for b.Loop() {
				n++
				write(b, name, fmt.Sprint("title: ", n))
				s.want("reload")
			}
			b.StopTimer()
			cancel()
			<-done
			http.DefaultClient.CloseIdleConnections()
		})
	}
}
