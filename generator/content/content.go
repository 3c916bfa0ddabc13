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
	"sync"
	"sync/atomic"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/folder"
	"corkboard/generator/format"
	"corkboard/generator/history"
	"corkboard/generator/problem"
	"corkboard/generator/schedule"
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
	env     format.Env
	listing *folder.Folder
	files   map[string]*format.Records
	past    formerListings
	loaded  bool            // once before
	edited  map[string]bool // files that differ from what the first load read: git was asked before
}

// Today is the moment that a demonstration is of: noon, in the zone of the site,
// of the day that site.yaml gives as “today”. False = the site lives. What is
// wrong with site.yaml is for Load to report.
func Today(fsys fs.FS) (time.Time, bool) {
	f := format.Read(&folder.Reader{FS: fsys}, folder.File{Path: "site.yaml", Kind: folder.Site}, false, format.Env{Lang: "en"})
	if f == nil || f.Site == nil || f.Site.Today.IsZero() {
		return time.Time{}, false
	}
	zone := f.Site.Zone
	if zone == nil {
		zone = time.UTC
	}
	return f.Site.Today.At(schedule.Clock(12*60), zone), true
}

// Load reads the folder. It never stops at a mistake: the list tells all of
// them, and what could be read is in the catalog. The error is for a folder
// that cannot be read at all.
func (l *Loader) Load(fsys fs.FS, opt Options) (*catalog.Catalog, problem.List, error) {
	// Which files there are.
	same := true // as in the last load
	if l.listing == nil || opt.Changed == nil {
		fresh, err := folder.Scan(fsys)
		if err != nil {
			return nil, nil, err
		}
		l.listing = fresh
	} else {
		for _, name := range opt.Changed {
			if err := l.listing.Update(fsys, name); err != nil {
				return nil, nil, err
			}
			delete(l.files, name)
			l.edit(name)
		}
		same = l.listing.SameFiles()
	}
	// What each says: first the site, since texts and numbers depend on it.
	again := l.readSite(fsys, opt)
	names := l.listing.Paths()
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
	r := &resolver{fsys: fsys, loader: l, opt: opt, former: former, records: l.past.records}
	directory := r.resolve()
	return directory, r.problems.Sort(), nil
}

// readSite reads site.yaml and forgets everything else when it changes what
// other files depend on. It returns whether the others are still good.
func (l *Loader) readSite(fsys fs.FS, opt Options) (good bool) {
	v := format.Env{Lang: "en"}
	var site *format.Records
	if e, ok := l.listing.File("site.yaml"); ok {
		site = l.files["site.yaml"]
		if site == nil || !same(site, e) {
			// Its own texts are in its own first language.
			site = format.Read(&folder.Reader{FS: fsys}, e, false, v)
			if site != nil && site.Site != nil && len(site.Site.Languages) > 0 && site.Site.Languages[0] != v.Lang {
				site = format.Read(&folder.Reader{FS: fsys}, e, false, format.Env{Lang: site.Site.Languages[0]})
			}
		}
	}
	if site != nil && site.Site != nil {
		if len(site.Site.Languages) > 0 {
			v.Lang = site.Site.Languages[0]
		}
		v.Country = site.Site.Country
	}
	if site == nil || site.Site == nil {
		v.Times = (&format.SiteDraft{}).Customs(l.closures(fsys), opt.today(nil))
	} else {
		v.Times = site.Site.Customs(l.closures(fsys), opt.today(site.Site.Zone))
		if !site.Site.Today.IsZero() {
			v.Times.Now = site.Site.Today
		}
	}
	good = l.files != nil && v.Same(l.env)
	if !good {
		l.files = map[string]*format.Records{}
		l.env = v
	}
	delete(l.files, "site.yaml")
	if site != nil {
		l.files["site.yaml"] = site
	}
	return good
}

// closures are the ids of closures.yaml: schedules name them.
func (l *Loader) closures(fsys fs.FS) []string {
	e, ok := l.listing.File("closures.yaml")
	if !ok {
		return []string{}
	}
	out := []string{}
	if f := format.Read(&folder.Reader{FS: fsys}, e, false, format.Env{Lang: "en"}); f != nil {
		for _, c := range f.Closures {
			out = append(out, c.ID)
		}
	}
	return out
}

// today is the day that suggestions count from; zero = none.
func (opt Options) today(zone *time.Location) schedule.Date {
	if opt.Now.IsZero() {
		return schedule.Date{}
	}
	if zone == nil {
		zone = time.UTC
	}
	return schedule.DateOf(opt.Now.In(zone))
}

// same reports whether e is the file that was read as f. A file without a time
// cannot be told from another of its size.
func same(f *format.Records, e folder.File) bool {
	return f.Path == e.Path && f.Size == e.Size && f.Modified.Equal(e.Modified) && !e.Modified.IsZero()
}

// readFiles reads what is new or differs among the files of some names, on all
// processors. later means that what it finds so came after the first load.
func (l *Loader) readFiles(fsys fs.FS, names []string, later bool) {
	type job struct {
		folder.File
		alone bool
	}
	var jobs []job
	for _, name := range names {
		e, ok := l.listing.File(name)
		if !ok || e.Kind == folder.Site {
			continue
		}
		alone := e.Lang != "" && !l.listing.Original(e)
		if have := l.files[name]; have != nil && same(have, e) && have.Alone == alone {
			continue
		}
		if later {
			l.edit(name)
		}
		jobs = append(jobs, job{e, alone})
	}
	if len(l.files) > l.listing.Len()-len(jobs) {
		maps.DeleteFunc(l.files, func(name string, _ *format.Records) bool {
			_, there := l.listing.File(name)
			return !there
		})
	}
	if len(jobs) == 0 {
		return
	}
	results := make([]*format.Records, len(jobs))
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(jobs)) {
		group.Go(func() {
			files := folder.Reader{FS: fsys}
			defer files.Close()
			for i := next.Add(1) - 1; i < int64(len(jobs)); i = next.Add(1) - 1 {
				results[i] = format.Read(&files, jobs[i].File, jobs[i].alone, l.env)
			}
		})
	}
	group.Wait()
	for i, f := range results {
		delete(l.files, jobs[i].Path)
		if f != nil {
			l.files[jobs[i].Path] = f
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

// decodedFiles returns what was read, in order of path.
func (l *Loader) decodedFiles() []*format.Records {
	out := make([]*format.Records, 0, len(l.files))
	for _, name := range l.listing.Paths() {
		if f := l.files[name]; f != nil {
			out = append(out, f)
		}
	}
	return out
}
