// Package check judges a whole site: addresses that must not be told, links
// that lead nowhere, paths that two files claim, pages that are too heavy for a
// cheap phone. It looks at what would be published, so it can't disagree with
// the build. It does not know how a page is made.
package check

import (
	"fmt"
	"io"
	"path"
	"sync"

	"corkboard/generator/catalog"
	"corkboard/generator/problem"
	"corkboard/generator/tree"
)

// Leak is an error of a file that would tell what is withheld. The text itself
// is not in the message: a message may end in a public log.
type Leak struct {
	Path   string // output file
	Source string // content file it is made from; "" = several
	Place  string // id of the place whose address it is
	File   string // where the address is written
	Line   int
}

func (l *Leak) Error() string {
	return fmt.Sprintf("%s would tell the withheld address of %s", l.Path, l.Place)
}

// leakRule is the id of the rule that no file tells what is withheld.
const leakRule = "withheld-address"

// Problem is the leak for the person who wrote the text.
func (l *Leak) Problem() problem.Problem {
	file := l.Source
	if file == "" {
		file = l.File
	}
	return problem.Problem{
		Rule: leakRule, Level: problem.Error, File: file,
		Text: fmt.Sprintf("the page %s would tell the address of %s, which is withheld", l.Path, l.Place),
		Hint: fmt.Sprintf("take the address out of the text, or make the place public in %s:%d", l.File, l.Line),
	}
}

// Guard returns files that refuse to render what is withheld, whatever way it
// came in. A site without withheld places pays nothing for it.
func Guard(files []tree.File, withheld []catalog.Withheld) []tree.File {
	list := needles(withheld)
	if len(list) == 0 {
		return files
	}
	g := &guard{seeker: newSeeker(list)}
	g.scanners.New = func() any { return &scanner{seeker: g.seeker} }
	out := make([]tree.File, len(files))
	for i, f := range files {
		out[i] = tree.File{Path: f.Path, Source: f.Source, Make: func() (tree.Hash, tree.Render) {
			hash, render := f.Make()
			return hash, func(w io.Writer) error { return g.render(&f, w, render) }
		}}
	}
	return out
}

// guard is what all files of a site share.
type guard struct {
	seeker   *seeker
	scanners sync.Pool
}

// render renders a file to w and returns a *Leak when something withheld is in it.
func (g *guard) render(f *tree.File, w io.Writer, render tree.Render) error {
	s := g.scanners.Get().(*scanner)
	defer func() {
		s.out = nil
		g.scanners.Put(s)
	}()
	s.begin(w, path.Ext(f.Path) == ".ics")
	err := render(s)
	if told := s.end(); told != nil {
		return &Leak{Path: f.Path, Source: f.Source, Place: told.Place, File: told.File, Line: told.Line}
	}
	return err
}
