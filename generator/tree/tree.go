// Package tree is the published site as a value: a sorted list of files, each
// with a path, a fingerprint of everything it is made of, and a function that
// renders it. It does not know what is in the files, nor where they will go.
package tree

import (
	"fmt"
	"hash/maphash"
	"io"
	"math/bits"
	"slices"
	"strings"
	"sync"
)

// File is one file of a site.
type File struct {
	Path   string // slash path below the output folder, such as "give/index.html"
	Source string // content file it is mainly made from; "" = several
	// Make makes what the file shows and returns the fingerprint of all of it,
	// with a function that writes the file. It may be called at any time, from
	// any goroutine; what is written is the same bytes each time. Both are of one
	// view, which lives until the function has run.
	Make func() (Hash, Render)
}

// Render writes a file.
type Render func(io.Writer) error

// Fingerprint hashes everything that Render reads, without rendering.
func (f *File) Fingerprint() Hash {
	hash, _ := f.Make()
	return hash
}

// Render writes the file.
func (f *File) Render(w io.Writer) error {
	_, render := f.Make()
	return render(w)
}

// Tree is a list of files, no two with the same path.
type Tree struct {
	files  []File
	byPath index
	sort   sync.Once
	sorted []*File // files by path, when somebody has asked
	later  []Folder
}

// Folder is files that take long to make, such as those of a search: a server
// makes them when somebody asks for one, since a town is edited a hundred times
// between two searches.
type Folder struct {
	Has   func(path string) bool // whether a path may be that of one of its files
	Files func() []File          // called once
}

// Clash is one path that two files claim.
type Clash struct {
	Path   string
	First  string // Source of the file that keeps the path
	Second string // Source of the file that loses it
}

// New makes a tree of files, and takes the slice over. Of the folders only Files
// and Find know, and paths in them are no Clash. Two files that claim
// one path are a Clash: the first one given keeps it, so nothing is
// overwritten silently. Paths that differ only by case clash too, since they
// do on Windows and macOS.
func New(files []File, folders ...Folder) (*Tree, []Clash) {
	t := &Tree{files: files[:0], byPath: newIndex(len(files))}
	for _, f := range folders {
		t.later = append(t.later, Folder{f.Has, sync.OnceValue(f.Files)})
	}
	var clashes []Clash
	for _, f := range files {
		slot := t.slot(f.Path)
		if first := *slot; first != 0 {
			clashes = append(clashes, Clash{Path: f.Path, First: t.files[first-1].Source, Second: f.Source})
			continue
		}
		t.files = append(t.files, f)
		*slot = int32(len(t.files))
	}
	slices.SortStableFunc(clashes, func(a, b Clash) int { return strings.Compare(a.Path, b.Path) })
	return t, clashes
}

// Files returns the files sorted by path. They must not be changed.
func (t *Tree) Files() []*File {
	t.sort.Do(func() {
		// A server finds single files and never needs the order.
		t.sorted = pointers(t.files)
		for _, f := range t.later {
			t.sorted = append(t.sorted, pointers(f.Files())...)
		}
		slices.SortFunc(t.sorted, func(a, b *File) int { return strings.Compare(a.Path, b.Path) })
	})
	return t.sorted
}

// pointers are where the files of a list are.
func pointers(files []File) []*File {
	out := make([]*File, len(files))
	for i := range files {
		out[i] = &files[i]
	}
	return out
}

// Len returns the number of files without those of folders.
func (t *Tree) Len() int { return len(t.files) }

// Find returns the file at path; nil = there is none.
func (t *Tree) Find(path string) *File {
	if n := *t.slot(path); n != 0 && t.files[n-1].Path == path {
		return &t.files[n-1]
	}
	for _, folder := range t.later {
		if !folder.Has(path) {
			continue
		}
		files := folder.Files()
		if i := slices.IndexFunc(files, func(f File) bool { return f.Path == path }); i >= 0 {
			return &files[i]
		}
	}
	return nil
}

// index is an open hash table of files by path, where case does not matter: four
// bytes for each of its places, of which half are free.
type index struct {
	seed  maphash.Seed
	slots []int32 // number of a file, from 1; 0 = free
}

func newIndex(files int) index {
	return index{maphash.MakeSeed(), make([]int32, 1<<bits.Len(uint(2*files)))}
}

// slot is the place of a path: that of its file, or the free one where it belongs.
func (t *Tree) slot(path string) *int32 {
	key := strings.ToLower(path)
	slots := t.byPath.slots
	at := int(maphash.String(t.byPath.seed, key)) & (len(slots) - 1)
	for slots[at] != 0 && !sameName(t.files[slots[at]-1].Path, key) {
		at = (at + 1) & (len(slots) - 1)
	}
	return &slots[at]
}

// sameName reports whether path in lower case is key. Most paths that meet here
// differ early, which EqualFold sees without making a string.
func sameName(path, key string) bool {
	return strings.EqualFold(path, key) && strings.ToLower(path) == key
}

// Known makes a file whose fingerprint is known.
func Known(path string, hash Hash, render Render) File {
	return File{Path: path, Make: func() (Hash, Render) { return hash, render }}
}

// Bytes makes a file whose content is at hand.
func Bytes(path string, content []byte) File {
	return Known(path, HashOf(content), func(w io.Writer) error { return write(w, path, content) })
}

// Looker is a writer that looks for something in what is written to it.
type Looker interface {
	// Look is given each text of a packed file, before what is written, in which it
	// cannot be seen.
	Look(text []byte)
}

// Packed makes a file that is packed when it is written, and the texts in it.
func Packed(path string, hash Hash, texts [][]byte, pack func() []byte) File {
	return Known(path, hash, func(w io.Writer) error {
		if l, ok := w.(Looker); ok {
			for _, t := range texts {
				l.Look(t)
			}
		}
		return write(w, path, pack())
	})
}

func write(w io.Writer, path string, content []byte) error {
	if _, err := w.Write(content); err != nil {
		return fmt.Errorf("writing %s: %w", path, err)
	}
	return nil
}

// Lazy makes a file whose content is made when it is asked for, and whose
// fingerprint is that of its content.
func Lazy(path string, content func() []byte) File {
	return File{Path: path, Make: func() (Hash, Render) {
		b := content()
		return HashOf(b), func(w io.Writer) error { return write(w, path, b) }
	}}
}
