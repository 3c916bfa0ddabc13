package preview

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"
)

const (
	pause   = 5 * time.Millisecond   // without an event before reading and building
	quiet   = 30 * time.Millisecond  // without an event before showing what was built
	longest = 100 * time.Millisecond // after the first event, when both happen in any case
	polling = 500 * time.Millisecond // between two scans of everything, without events
	missing = time.Second            // between two checks that the watched folders are the ones there now
)

// watcher finds out which files below some folders have changed. Events of the
// system are only hints where to look: they get lost, merged and repeated.
type watcher struct {
	roots  []root
	seen   snapshot
	notify func([]string) // receives the changed files
	logf   func(string, ...any)
	system *fsnotify.Watcher // nil = polling
	every  time.Duration     // between two scans of everything, without events
	absent time.Duration     // between two checks that the watched folders are the ones there now
}

// root is a watched folder.
type root struct {
	given string      // as the caller wrote it; changed files begin with it
	path  string      // absolute
	is    fs.FileInfo // the folder that was there at the last look; nil = none
}

func newWatcher(opt Options, notify func([]string), logf func(string, ...any)) *watcher {
	w := &watcher{seen: snapshot{}, notify: notify, logf: logf, every: polling, absent: missing}
	for _, given := range opt.Watch {
		path, err := filepath.Abs(given)
		if err != nil {
			logf("watching %s: %v", given, err)
			continue
		}
		w.roots = append(w.roots, root{given: given, path: path})
	}
	if !opt.Poll {
		system, err := fsnotify.NewBufferedWatcher(4096)
		if err != nil {
			logf("the system does not report changes (%v), so all files are checked twice a second", err)
		}
		w.system = system
	}
	// The first scan; what it finds is not a change.
	for i := range w.roots {
		w.visit(&w.roots[i], false)
	}
	return w
}

// visit makes sure that the folder that is watched is the one that is there now:
// it may have gone, come back, been replaced, or be reached by a link that was
// moved, of which no event may come. again means that the system may have stopped
// watching it.
func (w *watcher) visit(r *root, again bool) (changed []string) {
	info, err := os.Stat(r.path)
	if err != nil {
		info = nil
	}
	if !again && w.seen[r.path] != nil && info != nil && os.SameFile(info, r.is) {
		return nil
	}
	changed, folders := w.seen.drop(r.path)
	for _, dir := range folders {
		if w.system != nil {
			_ = w.system.Remove(dir) // mostly gone already
		}
	}
	if r.is = info; info == nil {
		return changed
	}
	return append(changed, w.enter(r.path)...)
}

// enter watches a folder with everything below it, and returns the files in them.
// It watches before reading, so that what is created meanwhile is seen twice
// rather than never.
func (w *watcher) enter(dir string) []string {
	info, err := os.Lstat(dir)
	if err == nil && info.Mode()&os.ModeSymlink != 0 && w.isRoot(dir) {
		info, err = os.Stat(dir) // the watched folder itself may be a link; links inside are not followed
	}
	if err != nil || !info.IsDir() {
		return nil
	}
	w.add(dir)
	return w.rescan(dir)
}

func (w *watcher) isRoot(dir string) bool {
	return slices.ContainsFunc(w.roots, func(r root) bool { return r.path == dir })
}

// add asks the system for events of a folder. If that fails, such as for too many
// folders, everything is polled from then on.
func (w *watcher) add(dir string) {
	if w.system == nil {
		return
	}
	if err := w.system.Add(dir); err != nil && !errors.Is(err, os.ErrNotExist) {
		w.logf("watching %s: %v; all files are checked twice a second instead", dir, err)
		_ = w.system.Close()
		w.system = nil
	}
}

// run watches until ctx ends.
func (w *watcher) run(ctx context.Context) {
	for ctx.Err() == nil {
		if w.system == nil {
			w.poll(ctx)
			return
		}
		w.listen(ctx)
	}
	if w.system != nil {
		_ = w.system.Close()
	}
}

// poll scans everything at intervals.
func (w *watcher) poll(ctx context.Context) {
	wait := w.every
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(wait):
		}
		start := time.Now()
		w.report(w.all())
		wait = max(w.every, 10*time.Since(start)) // at most a tenth of one core
	}
}

// listen waits for events and reads what they name. It returns when ctx ends or
// when the system stops sending events.
func (w *watcher) listen(ctx context.Context) {
	system := w.system
	var (
		hints    = map[string]bool{} // paths of events
		overflow bool
		first    time.Time // of the hints
		timer    = time.NewTimer(time.Hour)
		absent   = time.NewTicker(w.absent)
	)
	defer timer.Stop()
	defer absent.Stop()
	hint := func() {
		now := time.Now()
		if first.IsZero() {
			first = now
		}
		timer.Reset(min(pause, max(0, longest-now.Sub(first))))
	}
	for w.system != nil {
		select {
		case <-ctx.Done():
			return
		case e, ok := <-system.Events:
			if !ok {
				w.system = nil
				return
			}
			if e.Op == fsnotify.Chmod || ignored(filepath.Base(e.Name)) && !w.isRoot(e.Name) {
				continue // neither changes the content
			}
			hints[e.Name] = true
			hint()
		case err, ok := <-system.Errors:
			if !ok {
				w.system = nil
				return
			}
			if !errors.Is(err, fsnotify.ErrEventOverflow) {
				w.logf("watching: %v", err)
			}
			overflow = true
			hint()
		case <-absent.C:
			for r := range w.roots {
				w.report(w.visit(&w.roots[r], false))
			}
		case <-timer.C:
			if first.IsZero() {
				continue
			}
			if overflow || len(hints) > 1000 {
				w.report(w.all())
			} else {
				w.follow(hints)
			}
			clear(hints)
			overflow, first = false, time.Time{}
		}
	}
}

// follow reads the files that events named, reports them at once, and then scans
// their folders for changes that no event named.
func (w *watcher) follow(hints map[string]bool) {
	var changed []string
	folders := map[string]bool{}
	for i := range w.roots {
		if r := &w.roots[i]; hints[r.path] {
			changed = append(changed, w.visit(r, true)...)
		}
	}
	for path := range hints {
		if w.isRoot(path) {
			continue
		}
		if w.seen[path] != nil {
			// A folder itself: it may be a new one of the same name, which is not watched yet.
			for dir := range w.seen {
				if dir == path || strings.HasPrefix(dir, path+string(filepath.Separator)) {
					w.add(dir)
					folders[dir] = true
				}
			}
		}
		dir := filepath.Dir(path)
		if w.seen[dir] != nil {
			folders[dir] = true
		}
		if w.seen.look(path) {
			changed = append(changed, path)
		}
	}
	w.report(changed)
	changed = nil
	for _, dir := range slices.Sorted(maps.Keys(folders)) {
		if w.seen[dir] != nil {
			changed = append(changed, w.rescan(dir)...)
		}
	}
	w.report(changed)
}

// rescan scans one folder, and the new ones below it.
func (w *watcher) rescan(dir string) []string {
	changed, fresh, lost := w.seen.scan(dir)
	// A folder that was moved still sends events, under its old name.
	for _, old := range lost {
		if w.system != nil {
			_ = w.system.Remove(old) // usually removed already
		}
	}
	for _, sub := range fresh {
		changed = append(changed, w.enter(sub)...)
	}
	return changed
}

// all scans every folder.
func (w *watcher) all() (changed []string) {
	for i := range w.roots {
		changed = append(changed, w.visit(&w.roots[i], false)...)
	}
	for _, dir := range slices.Sorted(maps.Keys(w.seen)) { // parents first, so that lost folders are dropped once
		if w.seen[dir] != nil {
			changed = append(changed, w.rescan(dir)...)
		}
	}
	return changed
}

// report passes on the changed files, with the folders named as the caller did.
func (w *watcher) report(changed []string) {
	if len(changed) == 0 {
		return
	}
	for i, path := range changed {
		for _, r := range w.roots {
			if rest, ok := strings.CutPrefix(path, r.path); ok && (rest == "" || rest[0] == filepath.Separator) {
				changed[i] = strings.TrimSuffix(filepath.ToSlash(r.given), "/") + filepath.ToSlash(rest)
				break
			}
		}
	}
	slices.Sort(changed)
	w.notify(slices.Compact(changed))
}
