package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"runtime"
	"slices"
	"sync"

	"corkboard/generator/tree"
)

// holding is what the output folder holds before a build.
type holding struct {
	manifest *manifest
	code     tree.Hash        // what rendered it; zero = not known
	mtimes   []int64          // of the manifest's files, as the last build left them; nil = not known
	files    map[string]entry // everything that is not a folder, by slash path
	folders  []string         // every folder below the output, sorted
	foreign  []string         // files that are not ours, sorted
	vacant   []string         // folders that hold no file of ours, sorted
}

// survey looks at the output folder and refuses one that is not ours.
func survey(d disk, p *place) (*holding, error) {
	h := &holding{manifest: &manifest{}}
	if !p.exists {
		return h, nil
	}
	ours := false
	b, err := d.ReadFile(in(p.output, manifestName))
	switch {
	case err == nil:
		if h.manifest, err = decodeManifest(b); err != nil {
			return nil, &Refused{p.given, "its file " + manifestName + " is damaged, so nobody knows which of its files may be deleted", "restore that file, or empty the folder"}
		}
		ours = true
	case !errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("reading the manifest: %w", err)
	}
	if err := h.walk(d, p.output); err != nil {
		return nil, fmt.Errorf("looking through the output folder: %w", err)
	}
	if b, err := d.ReadFile(p.state); err == nil {
		if s, err := decodeState(b); err == nil && s.manifest == h.manifest.sum && len(s.times) == len(h.manifest.records) {
			h.mtimes, h.code = s.times, s.code
		}
	}
	h.sortOut()
	if ours {
		return h, nil
	}
	for _, list := range [][]string{h.foreign, h.vacant} {
		for _, path := range list {
			if !kept(path) {
				return nil, &Refused{p.given, fmt.Sprintf("it holds %q, which this program did not write", path), "name an empty folder, or empty this one"}
			}
		}
	}
	return h, nil
}

// kept reports whether a file belongs to the owner of the folder, whatever it is
// for: dot files at its top and CNAME, which names the domain on GitHub Pages.
func kept(path string) bool {
	return path[0] == '.' || path == "CNAME"
}

// walk fills files and folders.
func (h *holding) walk(d disk, root string) error {
	h.files = make(map[string]entry, len(h.manifest.records)+16)
	all, err := walk(d, root, true, func(path string) bool { return path == workName || path == ".git" })
	for _, f := range all {
		if f.dir {
			h.folders = append(h.folders, f.name)
		} else if f.name != manifestName {
			h.files[f.name] = f
		}
	}
	slices.Sort(h.folders)
	return err
}

// walk returns every file and folder below root, in no order, with the slash
// path below root as name. Folders at the top for which skip is true are left out.
func walk(d disk, root string, stat bool, skip func(string) bool) ([]entry, error) {
	var mu sync.Mutex
	var all []entry
	var failed error
	// A few folders are read at the same time: on a cold cache the disk is what we wait for.
	slots := make(chan struct{}, runtime.GOMAXPROCS(0)+1)
	var wg sync.WaitGroup
	var visit func(dir string)
	visit = func(dir string) {
		list, err := d.ReadDir(in(root, dir), stat)
		if err != nil && !(errors.Is(err, fs.ErrNotExist) && dir != "") {
			mu.Lock()
			failed = cmpOr(failed, err)
			mu.Unlock()
			return
		}
		kept := list[:0]
		for _, e := range list {
			if dir != "" {
				e.name = dir + "/" + e.name
			} else if e.dir && skip(e.name) {
				continue
			}
			kept = append(kept, e)
		}
		mu.Lock()
		all = append(all, kept...)
		mu.Unlock()
		for _, e := range kept {
			if !e.dir {
				continue
			}
			select {
			case slots <- struct{}{}:
				wg.Go(func() { visit(e.name); <-slots })
			default:
				visit(e.name)
			}
		}
	}
	visit("")
	wg.Wait()
	return all, failed
}

func cmpOr(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

// sortOut finds what is not ours.
func (h *holding) sortOut() {
	for path := range h.files {
		if _, ours := h.manifest.find(path); !ours {
			h.foreign = append(h.foreign, path)
		}
	}
	slices.Sort(h.foreign)
	used := make(map[string]bool, len(h.folders))
	for i := range h.manifest.records {
		for dir := path.Dir(h.manifest.records[i].path); dir != "." && !used[dir]; dir = path.Dir(dir) {
			used[dir] = true
		}
	}
	for _, dir := range h.folders {
		if !used[dir] {
			h.vacant = append(h.vacant, dir)
		}
	}
}

// times returns the mtime of each file of the manifest as it is now.
func (h *holding) times() []int64 {
	times := make([]int64, len(h.manifest.records))
	for i := range h.manifest.records {
		times[i] = h.files[h.manifest.records[i].path].mtime
	}
	return times
}

// carried returns the foreign files that are worth a word.
func (h *holding) carried() []string {
	var list []string
	for _, f := range h.foreign {
		if !kept(f) {
			list = append(list, f)
		}
	}
	return list
}
