// Package content reads a content folder into a catalog: it ties together what
// the files say of each other, and finds what only the whole folder shows. Which
// files there are is known to folder, and what one of them says to format. It
// does not know URLs, HTML, or what a page looks like.
package content

import (
	"io/fs"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/history"
	"corkboard/generator/problem"
)

// Options say what is known beside the files. The zero value is good.
type Options struct {
	History *history.History // when each file was added and changed; nil = unknown

	// Changed are slash paths below the content folder, of files and folders, that
	// may differ from the last Load of this Loader; everything else is taken as it
	// was. nil = look at every file.
	Changed []string

	// Now is used only for warnings, such as a single event that is over; zero =
	// those are not given.
	Now time.Time
}

// Load reads the folder. It never stops at a mistake: the list has all of them,
// and what could be read is in the catalog. The error is for a folder that
// cannot be read at all.
func (l *Loader) Load(fsys fs.FS, options Options) (*catalog.Catalog, problem.List, error) {
	files, odd, err := l.read(fsys, options)
	if err != nil {
		return nil, nil, err
	}
	past, err := l.readPast(fsys, options.History, files)
	if err != nil {
		return nil, nil, err
	}
	directory, found := resolve(files, past, *l.env, dates{options.History, l.edited}, options.Now)
	if directory.Withheld, err = l.withheldOf(directory, found.hidden, options.History); err != nil {
		return nil, nil, err
	}
	problems := append(odd, found.list(fsys)...)
	for _, f := range files {
		problems = append(problems, f.Problems...)
	}
	return directory, oneCause(problems.Sort(), strayIDs(fsys)), nil
}
