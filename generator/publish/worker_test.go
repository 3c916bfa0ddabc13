package publish

import (
	"context"
	"path/filepath"
	"slices"
	"sync"
	"testing"
)

// Every new file, its folder and the manifest have reached the disk before
// readers see them: a power cut right after must not show an empty page.
func TestSyncedBeforeShown(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "public")
	build(t, dir, largeBefore, Options{})
	d := &syncing{disk: system{}}
	if _, err := publish(context.Background(), site(largeAfter), Options{Output: dir}, d); err != nil {
		t.Fatal(err)
	}
	stage := filepath.Join(filepath.Dir(dir), workName, "public.stage")
	for _, path := range []string{"large.ics", "grows/index.html", "shrinks.html", "grows", "", manifestName} {
		if !slices.Contains(d.before, in(stage, path)) {
			t.Errorf("%q is not synced before the exchange", path)
		}
	}
}

// syncing records what was synced before two folders were exchanged.
type syncing struct {
	disk
	mu     sync.Mutex
	synced []string
	before []string
}

func (s *syncing) Sync(path string) error {
	s.mu.Lock()
	s.synced = append(s.synced, path)
	s.mu.Unlock()
	return s.disk.Sync(path)
}

func (s *syncing) Exchange(a, b string) error {
	s.before = slices.Clone(s.synced)
	return s.disk.Exchange(a, b)
}

// Folders are made as the files come, whatever their names have in common.
func TestFoldersAreMade(t *testing.T) {
	site := map[string]string{}
	for _, path := range []string{"a-b/x", "a/x", "a/b/c/d", "a/b/c.txt", "a/b-c/d", "a.b/c", "ab/c/d/e", "b", "c/d/e/f", "c/d/g", "c/h"} {
		site[path] = path
	}
	dir := filepath.Join(t.TempDir(), "public")
	build(t, dir, site, Options{Jobs: 1})
	check(t, dir, site)
	for path := range site {
		site[path] += " changed"
		break
	}
	for range 3 { // the stage is linked again, then has every folder
		build(t, dir, site, Options{Jobs: 1})
		check(t, dir, site)
		site["b"] += "."
	}
}
