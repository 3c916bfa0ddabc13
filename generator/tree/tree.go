// Package tree is the published site as a value: a sorted list of files, each
// with a path, a fingerprint of everything it is made of, and a function that
// renders it. It does not know what is in the files, nor where they will go.
package tree

import (
	"fmt"
	"io"
	"slices"
	"strings"
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

// Tree is a list of files sorted by path, no two with the same path.
type Tree struct {
	files []File
}

// Clash is one path that two files claim.
type Clash struct {
	Path   string
	First  string // Source of the file that keeps the path
	Second string // Source of the file that loses it
}

// New sorts files into a tree. Two files that claim one path are a Clash: the
// first one given keeps it, so nothing is overwritten silently. Paths that
// differ only by case clash too, since they do on Windows and macOS.
func New(files []File) (*Tree, []Clash) {
	sorted := slices.Clone(files)
	slices.SortStableFunc(sorted, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	var clashes []Clash
	taken := make(map[string]int, len(sorted))
	kept := sorted[:0]
	for _, f := range sorted {
		key := strings.ToLower(f.Path)
		if first, ok := taken[key]; ok {
			clashes = append(clashes, Clash{Path: f.Path, First: kept[first].Source, Second: f.Source})
			continue
		}
		taken[key] = len(kept)
		kept = append(kept, f)
	}
	return &Tree{files: slices.Clip(kept)}, clashes
}

// Files returns the files by path. The slice must not be changed.
func (t *Tree) Files() []File { return t.files }

// Len returns the number of files.
func (t *Tree) Len() int { return len(t.files) }

// Find returns the file at path.
func (t *Tree) Find(path string) (File, bool) {
	i, ok := slices.BinarySearchFunc(t.files, path, func(f File, p string) int { return strings.Compare(f.Path, p) })
	if !ok {
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
