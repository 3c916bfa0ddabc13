// Package tree is the published site as a value: a sorted list of files, each
// with a path, a fingerprint of everything it is made of, and a function that
// renders it. It does not know what is in the files, nor where they will go.
package tree

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"
)

// File is one file of a site.
type File struct {
	Path   string // slash path below the output folder, such as "give/index.html"
	Source string // main content file that it is made from; "" = several
	// Make builds the view of the file, and returns its fingerprint and a function
	// that writes the file. It may be called at any time, from any goroutine, and
	// always writes the same bytes. The view lives until the function has run.
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

// Tree is a list of files, no two with the same path. New makes one.
type Tree struct {
	byName  map[string]*File // by path in lower case
	folders []Folder
	all     func() []*File // sorted by path; sorts on the first call
}

// Folder is a set of files that take long to make, such as those of the search. A
// preview makes them on request, since listings are edited far more often than
// searched there.
type Folder struct {
	Has   func(path string) bool // whether a path may belong to one of its files
	Files func() []File          // called once
}

// Clash is a path that two files have.
type Clash struct {
	Path   string
	First  string // Source of the file that keeps the path
	Second string // Source of the file that loses it
}

// New makes a tree of files. Two files with the same path are a Clash: the first
// one keeps it, so nothing is overwritten silently. Paths that differ only by
// case clash too, as they do on Windows and macOS. Files in folders never clash,
// and Len does not count them.
func New(files []File, folders ...Folder) (*Tree, []Clash) {
	t := &Tree{byName: make(map[string]*File, len(files))}
	var clashes []Clash
	for i := range files {
		f := &files[i]
		name := strings.ToLower(f.Path)
		if first := t.byName[name]; first != nil {
			clashes = append(clashes, Clash{Path: f.Path, First: first.Source, Second: f.Source})
			continue
		}
		t.byName[name] = f
	}
	slices.SortStableFunc(clashes, func(a, b Clash) int { return strings.Compare(a.Path, b.Path) })
	for _, f := range folders {
		t.folders = append(t.folders, Folder{f.Has, sync.OnceValue(f.Files)})
	}
	t.all = sync.OnceValue(func() []*File {
		all := slices.AppendSeq(make([]*File, 0, t.Len()), maps.Values(t.byName))
		for _, folder := range t.folders {
			list := folder.Files()
			for i := range list {
				all = append(all, &list[i])
			}
		}
		slices.SortFunc(all, func(a, b *File) int { return strings.Compare(a.Path, b.Path) })
		return all
	})
	return t, clashes
}

// Files returns the files sorted by path. They must not be changed.
func (t *Tree) Files() []*File { return t.all() }

// Len returns the number of files, without those in folders.
func (t *Tree) Len() int { return len(t.byName) }

// Find returns the file at path, or nil.
func (t *Tree) Find(path string) *File {
	if f := t.byName[strings.ToLower(path)]; f != nil && f.Path == path {
		return f
	}
	for _, folder := range t.folders {
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

// Known makes a file whose fingerprint is known.
func Known(path string, hash Hash, render Render) File {
	return File{Path: path, Make: func() (Hash, Render) { return hash, render }}
}

// Bytes makes a file with the given content.
func Bytes(path string, content []byte) File {
	return Known(path, HashOf(content), func(w io.Writer) error { return write(w, path, content) })
}

// Looker is a writer that searches what is written to it, such as for an address
// that must not be published.
type Looker interface {
	// Look receives each text of a compressed file before its bytes, in which it
	// could not be found.
	Look(text []byte)
}

// Packed makes a file that is compressed by pack when it is written. A Looker is
// shown the texts that are in it.
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

// Lazy makes a file whose content is made on request. Its fingerprint is that of
// its content.
func Lazy(path string, content func() []byte) File {
	return File{Path: path, Make: func() (Hash, Render) {
		b := content()
		return HashOf(b), func(w io.Writer) error { return write(w, path, b) }
	}}
}
