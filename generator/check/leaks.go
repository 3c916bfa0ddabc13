package check

import (
	"bytes"
	"fmt"
	"io"
	"path"
	"strings"
	"sync"

	"corkboard/generator/catalog"
	"corkboard/generator/problem"
	"corkboard/generator/tree"
	"corkboard/generator/withheld"
)

// Leak is the error of a file that would give away where a withheld place is.
// The text itself is not in the message: a message may end in a public log.
type Leak struct {
	Path   string // output file
	Source string // content file it is mainly made from; "" = several
	Place  string // id of the place
	File   string // where the place is declared
	Line   int
}

func (l *Leak) Error() string {
	return fmt.Sprintf("%s would give away where %s is", l.Path, l.Place)
}

// leakRule is the id of the rule that nothing gives away a withheld place.
const leakRule = "withheld-address"

// Problem is the leak for the person who wrote the text.
func (l *Leak) Problem() problem.Problem {
	file := l.Source
	if file == "" {
		file = l.File
	}
	return problem.Problem{
		Rule: leakRule, Level: problem.Error, File: file,
		Text: fmt.Sprintf("the page %s would give away where %s is, which is withheld", l.Path, l.Place),
		Hint: fmt.Sprintf("take the address out of the text, or make the place public in %s:%d", l.File, l.Line),
	}
}

// Guard returns the files of a site so that each refuses to render what gives
// a secret away, whatever way it came in: every file is looked at as a reader
// or a program would decode it, packed files before they are packed. Records
// are judged before, by Records; this is for what only the finished page shows.
// A site without secrets pays nothing for it.
func Guard(files []tree.File, secrets *withheld.Guard) []tree.File {
	if secrets.Empty() {
		return files
	}
	id := tree.HashOf(secrets.ID())
	out := make([]tree.File, len(files))
	for i, f := range files {
		out[i] = f
		out[i].Make = func() (tree.Hash, tree.Render) {
			hash, render := f.Make()
			// With other secrets the file has to be looked at again.
			return tree.HashOf(hash, id), func(w io.Writer) error { return guarded(&f, w, render, secrets) }
		}
	}
	return out
}

// watched is a file that has been rendered and not yet been let through. It is
// a tree.Looker.
type watched struct {
	bytes.Buffer
	texts bytes.Buffer // of a packed file
}

func (w *watched) Look(text []byte) {
	w.texts.Write(text)
	w.texts.WriteByte('\n')
}

var watchedFiles = sync.Pool{New: func() any { return &watched{} }}

func guarded(f *tree.File, w io.Writer, render tree.Render, secrets *withheld.Guard) error {
	text := watchedFiles.Get().(*watched)
	defer watchedFiles.Put(text)
	text.Reset()
	text.texts.Reset()
	if err := render(text); err != nil {
		return err
	}
	hits := secrets.Find([]byte(f.Path))
	switch {
	case path.Ext(f.Path) == ".html":
		hits = append(hits, secrets.FindHTML(text.Bytes())...)
	case text.texts.Len() > 0:
		hits = append(hits, secrets.Find(text.texts.Bytes())...)
	case !isPicture(f.Path):
		hits = append(hits, secrets.Find(text.Bytes())...)
	}
	for _, h := range hits {
		// The others are judged where they are written: what is side by side on a page
		// is often the end of one text and the beginning of another.
		if h.Sure && (h.Kind == withheld.Address || h.Kind == withheld.Coordinates) {
			return &Leak{Path: f.Path, Source: f.Source, Place: h.Secret.Place, File: h.Secret.File, Line: h.Secret.Line}
		}
	}
	_, err := w.Write(text.Bytes())
	return err
}

// isPicture reports whether a file holds no text: pictures lose theirs when
// they are copied.
func isPicture(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif":
		return true
	}
	return false
}

// public is what a catalog tells openly, and what therefore is no secret.
func public(c *catalog.Catalog) withheld.Public {
	var out withheld.Public
	names := func(texts ...catalog.Text) {
		for _, t := range texts {
			for _, l := range t {
				out.Names = append(out.Names, l.Value)
			}
		}
	}
	place := func(l *catalog.Location) {
		if l.Exact == nil {
			return
		}
		out.Addresses = append(out.Addresses, strings.Join(l.Exact.Address.Lines, ", "))
		if l.Exact.Geo != nil {
			out.Points = append(out.Points, withheld.Point(*l.Exact.Geo))
		}
	}
	for _, l := range c.Locations {
		names(l.Name)
		if l.Privacy == catalog.Public {
			out.Names = append(out.Names, l.Aliases...)
		}
		place(l)
	}
	for _, cat := range c.Categories {
		names(cat.Name)
	}
	for _, o := range c.Organizations {
		names(append(o.Aka, o.Name)...)
		for _, l := range o.Locations {
			place(l)
		}
	}
	for _, o := range c.Opportunities {
		for _, l := range o.Locations {
			place(l)
		}
	}
	return out
}
