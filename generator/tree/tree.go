// Package tree is the published site as a value: a sorted list of files, each
// with a path, a fingerprint of everything it is made of, and a function that
// renders it. It does not know what is in the files, nor where they will go.
package tree

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
)

// File is one file of a site.
type File struct {
	Path   string // slash path below the output folder, such as "give/index.html"
	Source string // content file it is mainly made from; "" = several
	// Fingerprint hashes everything that Render reads, without rendering.
	Fingerprint func() Hash
	// Render writes the file. It may be called at any time, from any goroutine,
	// and writes the same bytes each time.
	Render func(io.Writer) error
	// Prepare does both from one view, for who wants both; nil = they are
	// made one after the other. The view lives until the function has run.
	Prepare func() (Hash, func(io.Writer) error)
}

// Both returns the fingerprint and what renders the file, made together.
func (f *File) Both() (Hash, func(io.Writer) error) {
	if f.Prepare != nil {
		return f.Prepare()
	}
	return f.Fingerprint(), f.Render
}

// Tree is a list of files, no two with the same path.
type Tree struct {
	files  []File
	byPath map[string]int32 // by path in lower case
	sort   sync.Once
	sorted []File // files by path, when somebody has asked
}

// Clash is one path that two files claim.
type Clash struct {
	Path   string
	First  string // Source of the file that keeps the path
	Second string // Source of the file that loses it
}

// New makes a tree of files, and takes the slice over. Two files that claim
// one path are a Clash: the first one given keeps it, so nothing is
// overwritten silently. Paths that differ only by case clash too, since they
// do on Windows and macOS.
func New(files []File) (*Tree, []Clash) {
	t := &Tree{files: files[:0], byPath: make(map[string]int32, len(files))}
	var clashes []Clash
	for _, f := range files {
		key := strings.ToLower(f.Path)
		if first, ok := t.byPath[key]; ok {
			clashes = append(clashes, Clash{Path: f.Path, First: t.files[first].Source, Second: f.Source})
			continue
		}
		t.byPath[key] = int32(len(t.files))
		t.files = append(t.files, f)
	}
	slices.SortStableFunc(clashes, func(a, b Clash) int { return strings.Compare(a.Path, b.Path) })
	return t, clashes
}

// Files returns the files sorted by path. The slice must not be changed.
func (t *Tree) Files() []File {
	t.sort.Do(func() {
		// A server finds single files and never needs the order, so it is made
		// here, and beside the list, which Find is reading.
		order := make([]int32, len(t.files))
		for i := range order {
			order[i] = int32(i)
		}
		slices.SortFunc(order, func(a, b int32) int { return strings.Compare(t.files[a].Path, t.files[b].Path) })
		t.sorted = make([]File, len(order))
		for i, at := range order {
			t.sorted[i] = t.files[at]
		}
	})
	return t.sorted
}

// Len returns the number of files.
func (t *Tree) Len() int { return len(t.files) }

// Find returns the file at path.
func (t *Tree) Find(path string) (File, bool) {
	i, ok := t.byPath[strings.ToLower(path)]
	if !ok || t.files[i].Path != path {
		return File{}, false
	}
	return t.files[i], true
}

// Bytes makes a file whose content is at hand.
func Bytes(path string, content []byte) File {
	return File{
		Path:        path,
		Fingerprint: func() Hash { return HashOf(content) },
		Render: func(w io.Writer) error {
			if _, err := w.Write(content); err != nil {
				return fmt.Errorf("writing %s: %w", path, err)
			}
			return nil
		},
	}
}
