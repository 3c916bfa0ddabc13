// Package content reads a content folder: which files it has, the YAML and
// Markdown they are written in, what each field means, and what is wrong with
// them. Its field table is the only description of the format: the decoder,
// the hints, the scaffold and the reference come from it. It does not know
// URLs, HTML, or what a page looks like.
package content

import (
	"io/fs"
	"maps"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
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

// Loader reads content folders. The zero value is good. It keeps what it read
// of each file, so that the next Load of the same folder reads only what
// differs by size or time. One Load at a time; the catalogs it returns are
// never changed afterwards.
type Loader struct {
	env     env
	listing *listing
	files   map[string]*decoded
	past    formerListings
	loaded  bool            // once before
	edited  map[string]bool // files that differ from what the first load read: git was asked before
}

// Load reads the folder. It never stops at a mistake: the list tells all of
// them, and what could be read is in the catalog. The error is for a folder
// that cannot be read at all.
func (l *Loader) Load(fsys fs.FS, opt Options) (*catalog.Catalog, problem.List, error) {
	// Which files there are.
	same := true // as in the last load
	if l.listing == nil || opt.Changed == nil {
		fresh, err := walk(fsys)
		if err != nil {
			return nil, nil, err
		}
		l.listing = fresh
	} else {
		for _, name := range opt.Changed {
			if err := l.listing.again(fsys, name); err != nil {
				return nil, nil, err
			}
			delete(l.files, name)
			l.edit(name)
		}
		same = l.listing.sorted != nil
	}
	// What each says: first the site, since texts and numbers depend on it.
	again := l.readSite(fsys)
	names := l.listing.paths()
	if again && opt.Changed != nil && same {
		names = opt.Changed
	}
	l.readFiles(fsys, names, again && l.loaded)
	l.loaded = true
	former, err := l.former(fsys, opt.History)
	if err != nil {
		return nil, nil, err
	}
	// What they say together.
	r := &resolver{fsys: fsys, loader: l, opt: opt, former: former}
	directory := r.resolve()
	return directory, r.problems.Sort(), nil
}

// readSite reads site.yaml and forgets everything else when it changes what
// other files depend on. It returns whether the others are still good.
func (l *Loader) readSite(fsys fs.FS) (good bool) {
	v := env{lang: "en"}
	var site *decoded
	if e, ok := l.listing.entries["site.yaml"]; ok {
		site = l.files["site.yaml"]
		if site == nil || !site.same(e) {
			// Its own texts are in its own first language.
			site = read(&nearby{fsys: fsys}, e, false, v)
			if site != nil && site.site != nil && len(site.site.Languages) > 0 && site.site.Languages[0] != v.lang {
				site = read(&nearby{fsys: fsys}, e, false, env{lang: site.site.Languages[0]})
			}
		}
	}
	if site != nil && site.site != nil {
		if len(site.site.Languages) > 0 {
			v.lang = site.site.Languages[0]
		}
		v.country = site.site.Country
	}
	good = l.files != nil && v == l.env
	if !good {
		l.files = map[string]*decoded{}
		l.env = v
	}
	delete(l.files, "site.yaml")
	if site != nil {
		l.files["site.yaml"] = site
	}
	return good
}

// same reports whether e is the file that was read. A file without a time
// cannot be told from another of its size.
func (f *decoded) same(e entry) bool {
	return f.path == e.path && f.size == e.size && f.mod.Equal(e.mod) && !e.mod.IsZero()
}

// readFiles reads what is new or differs among the files of some names, on all
// processors. later means that what it finds so came after the first load.
func (l *Loader) readFiles(fsys fs.FS, names []string, later bool) {
	type job struct {
		entry
		alone bool
	}
	var jobs []job
	for _, name := range names {
		e, ok := l.listing.entries[name]
		if !ok || e.role == siteFile {
			continue
		}
		alone := e.lang != "" && !l.besides(e)
		if have := l.files[name]; have != nil && have.same(e) && have.alone == alone {
			continue
		}
		if later {
			l.edit(name)
		}
		jobs = append(jobs, job{e, alone})
	}
	if len(l.files) > len(l.listing.entries)-len(jobs) {
		maps.DeleteFunc(l.files, func(name string, _ *decoded) bool {
			_, there := l.listing.entries[name]
			return !there
		})
	}
	if len(jobs) == 0 {
		return
	}
	results := make([]*decoded, len(jobs))
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(jobs)) {
		group.Go(func() {
			files := nearby{fsys: fsys}
			defer files.close()
			for i := next.Add(1) - 1; i < int64(len(jobs)); i = next.Add(1) - 1 {
				results[i] = read(&files, jobs[i].entry, jobs[i].alone, l.env)
			}
		})
	}
	group.Wait()
	for i, f := range results {
		delete(l.files, jobs[i].path)
		if f != nil {
			l.files[jobs[i].path] = f
		}
	}
}

// edit notes that a file was saved since git was asked.
func (l *Loader) edit(name string) {
	if l.edited == nil {
		l.edited = map[string]bool{}
	}
	l.edited[name] = true
}

// besides reports whether the file that e translates stands beside it.
func (l *Loader) besides(e entry) bool {
	stem := e.path[:len(e.path)-len(e.suffix())]
	for _, ext := range []string{".md", ".yaml", ".yml"} {
		if other, ok := l.listing.entries[stem+ext]; ok && other.lang == "" {
			return true
		}
	}
	return false
}

// suffix is the language and ending of a file's name, such as ".es.md".
func (e entry) suffix() string {
	base := e.path
	_, ext, _ := cutLast(base, ".")
	stem := base[:len(base)-len(ext)-1]
	_, lang, _ := cutLast(stem, ".")
	return "." + lang + "." + ext
}

// decodedFiles returns what was read, in order of path.
func (l *Loader) decodedFiles() []*decoded {
	out := make([]*decoded, 0, len(l.files))
	for _, name := range l.listing.paths() {
		if f := l.files[name]; f != nil {
			out = append(out, f)
		}
	}
	return out
}

// odd returns the problems of paths that are no file of ours, in order.
func (l *Loader) odd() problem.List {
	var out problem.List
	for _, name := range slices.Sorted(maps.Keys(l.listing.odd)) {
		out = append(out, l.listing.odd[name])
	}
	return out
}
