package publish

import (
	"errors"
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"sort"
	"sync"

	"corkboard/generator/tree"
)

// holding is the content of the output folder before a build.
type holding struct {
	manifest *manifest
	code     tree.Hash // version that rendered it; zero = unknown
	mtimes   []int64   // of the manifest's files after the last build; nil = unknown
	files    []entry   // everything but folders; the name is the slash path
	foreign  []string  // files that this program did not write, sorted
	vacant   []string  // folders without a file of this program, sorted
}

// survey reads the output folder and refuses one with files of somebody else and
// no manifest.
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
			return nil, &Refused{p.given, "its file " + manifestName + " is damaged, so it is not known which files may be deleted", "restore that file, or empty the folder"}
		}
		ours = true
	case !errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("reading the manifest: %w", err)
	}
	if err := h.walk(d, p.output); err != nil {
		return nil, fmt.Errorf("reading the output folder: %w", err)
	}
	if b, err := d.ReadFile(p.state); err == nil {
		if s, err := decodeState(b); err == nil && s.manifest == h.manifest.sum && len(s.times) == len(h.manifest.records) {
			h.mtimes, h.code = s.times, s.code
		}
	}
	if ours {
		return h, nil
	}
	for _, list := range [][]string{h.foreign, h.vacant} {
		for _, path := range list {
			if !kept(path) {
				return nil, &Refused{p.given, fmt.Sprintf("it contains %q, which this program did not write", path), "name an empty folder, or empty this one"}
			}
		}
	}
	return h, nil
}

// kept reports whether a file always belongs to the owner of the folder: a dot
// file at its top, or CNAME, which names the domain on GitHub Pages.
func kept(path string) bool {
	return path[0] == '.' || path == "CNAME"
}

// walk fills files, foreign and vacant.
func (h *holding) walk(d disk, root string) error {
	all, err := walk(d, root, func(path string) bool { return path == workName || path == ".git" })
	sortEntries(all)
	h.files = all[:0]
	for _, e := range all {
		switch {
		case e.dir:
			if !h.manifest.hasBelow(e.name) {
				h.vacant = append(h.vacant, e.name)
			}
		case e.name != manifestName:
			if _, ours := h.manifest.find(e.name); !ours {
				h.foreign = append(h.foreign, e.name)
			}
			h.files = append(h.files, e)
		}
	}
	return err
}

// file returns the file at a slash path, or nil.
func (h *holding) file(path string) *entry {
	i := sort.Search(len(h.files), func(i int) bool { return h.files[i].name >= path })
	if i == len(h.files) || h.files[i].name != path {
		return nil
	}
	return &h.files[i]
}

// isForeign reports whether there is a file of somebody else at path.
func (h *holding) isForeign(path string) bool {
	_, ok := slices.BinarySearch(h.foreign, path)
	return ok
}

// needs reports whether a folder must stay for somebody else's sake: it is or
// contains a vacant one, or has a foreign file below it.
func (h *holding) needs(dir string) bool {
	_, vacant := slices.BinarySearch(h.vacant, dir)
	return vacant || below(len(h.vacant), func(i int) string { return h.vacant[i] }, dir) || below(len(h.foreign), func(i int) string { return h.foreign[i] }, dir)
}

// walk returns every file and folder below root, in no order, with the slash
// path below root as name. Folders at the top for which skip is true are left out.
func walk(d disk, root string, skip func(string) bool) ([]entry, error) {
	var mu sync.Mutex
	var lists [][]entry
	var failed error
	// Several folders are read at the same time, since with a cold cache the disk is slow.
	slots := make(chan struct{}, runtime.GOMAXPROCS(0)+1)
	var wg sync.WaitGroup
	var visit func(dir string)
	visit = func(dir string) {
		list, err := d.ReadDir(in(root, dir))
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
		lists = append(lists, kept)
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
	return slices.Concat(lists...), failed
}

func cmpOr(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

// times returns the current mtime of each file of the manifest.
func (h *holding) times() []int64 {
	times := make([]int64, len(h.manifest.records))
	for i := range h.manifest.records {
		if e := h.file(h.manifest.records[i].path); e != nil {
			times[i] = e.mtime
		}
	}
	return times
}

// carried returns the foreign files to report.
func (h *holding) carried() []string {
	var list []string
	for _, f := range h.foreign {
		if !kept(f) {
			list = append(list, f)
		}
	}
	return list
}
