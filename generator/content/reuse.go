package content

import (
	"crypto/sha256"
	"errors"
	"io/fs"
	"path"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"corkboard/generator/folder"
	"corkboard/generator/format"
	"corkboard/generator/history"
	"corkboard/generator/problem"
	"corkboard/generator/schedule"
)

// Loader reads content folders. The zero value is good. One Load at a time; the
// catalogs that it returns are never changed afterwards.
//
// It keeps what each file says, and nothing else, for the next Load of the same
// folder: decoding 10,000 listings takes seconds, and resolving them a twentieth
// of one. What a file says may be used again when its identity is the same.
type Loader struct {
	folder *folder.Folder
	env    *format.Env     // another pointer means other values
	kept   map[string]kept // by path
	edited map[string]bool // files that are not as the first Load read them: git was asked before

	site     *format.Records // what the environment of the others is made of
	closures []string
	past     past
	hidden   formerSecrets
}

// identity is all that decides what a file says.
type identity struct {
	file  folder.File
	alone bool              // see format.Records
	env   *format.Env       // of a Loader, or nil: of site.yaml and closures.yaml when they are read first
	sum   [sha256.Size]byte // of what is in it
}

// kept is what a file says.
type kept struct {
	identity
	records *format.Records
}

// read returns what the files of a folder say, in order of path, and the
// problems of paths that are not a file of ours.
func (l *Loader) read(fsys fs.FS, options Options) ([]*format.Records, problem.List, error) {
	touched, err := l.look(fsys, options.Changed)
	if err != nil {
		return nil, nil, err
	}
	first := l.kept == nil
	next := map[string]kept{}
	// Texts, numbers and times of all files depend on two of them.
	if _, listed := l.folder.File("site.yaml"); !listed {
		l.site = nil
	} else if l.site == nil || touched("site.yaml") {
		l.site = readSite(fsys)
	}
	if _, listed := l.folder.File("closures.yaml"); !listed {
		l.closures = []string{}
	} else if l.closures == nil || touched("closures.yaml") {
		l.closures = closureIDs(fsys)
	}
	if env := envOf(l.site, l.closures, options.Now); l.env == nil || !env.Same(*l.env) {
		l.env = &env
	}
	var stale []identity
	for _, f := range l.folder.Files() {
		if f.Kind == folder.Site {
			next[f.Path] = kept{records: l.site}
			continue
		}
		have := l.kept[f.Path]
		id := identity{f, f.Lang != "" && !l.folder.HasOriginal(f), l.env, have.sum}
		if have.records == nil || have.identity != id || touched(f.Path) {
			stale = append(stale, id)
			continue
		}
		next[f.Path] = have
	}
	for _, k := range readAll(fsys, stale, l.kept) {
		if old, known := l.kept[k.file.Path]; !first && (!known || old.sum != k.sum) {
			l.edited[k.file.Path] = true
		}
		next[k.file.Path] = k
	}
	if l.edited == nil {
		l.edited = map[string]bool{}
	}
	l.kept = next
	files := make([]*format.Records, 0, len(next))
	for _, f := range l.folder.Files() {
		if k := next[f.Path]; k.records != nil {
			files = append(files, k.records)
		}
	}
	return files, l.folder.Problems(), nil
}

// look finds out which files there are. It returns which of them may hold
// something else than before.
func (l *Loader) look(fsys fs.FS, changed []string) (touched func(path string) bool, err error) {
	if l.folder == nil || changed == nil {
		l.folder, err = folder.Scan(fsys)
		return func(string) bool { return true }, err
	}
	names := map[string]bool{}
	for _, name := range changed {
		if err := l.folder.Update(fsys, name); err != nil {
			return nil, err
		}
		names[path.Clean(name)] = true
	}
	return func(name string) bool {
		for name != "." && !names[name] {
			name = path.Dir(name)
		}
		return names[name]
	}, nil
}

// readSite returns what site.yaml says, whose own texts are in its own first
// language; nil when it is not there.
func readSite(fsys fs.FS) *format.Records {
	file := folder.File{Path: "site.yaml", Kind: folder.Site}
	reader := &folder.Reader{FS: fsys}
	env := format.Env{Lang: "en"}
	site := read(reader, identity{file: file, env: &env}, kept{}).records
	if site != nil && site.Site != nil && len(site.Site.Languages) > 0 && site.Site.Languages[0] != env.Lang {
		own := format.Env{Lang: site.Site.Languages[0]}
		site = read(reader, identity{file: file, env: &own}, kept{}).records
	}
	return site
}

// closureIDs are the ids of closures.yaml, never nil.
func closureIDs(fsys fs.FS) []string {
	ids := []string{}
	file := folder.File{Path: "closures.yaml", Kind: folder.Closures}
	if f := read(&folder.Reader{FS: fsys}, identity{file: file, env: &format.Env{Lang: "en"}}, kept{}).records; f != nil {
		for _, c := range f.Closures {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// envOf is how the other files are read in a site, at a moment that is zero when
// none is known.
func envOf(site *format.Records, closures []string, now time.Time) format.Env {
	env, draft := format.Env{Lang: "en"}, &format.SiteDraft{}
	if site != nil && site.Site != nil {
		draft = site.Site
	}
	if len(draft.Languages) > 0 {
		env.Lang = draft.Languages[0]
	}
	env.Country = draft.Country
	env.Times = draft.Customs(closures, dayOf(now, draft.Zone))
	if !draft.Today.IsZero() {
		env.Times.Now = draft.Today
	}
	return env
}

// dayOf is the day of a moment in a zone, or in UTC.
func dayOf(now time.Time, zone *time.Location) schedule.Date {
	if now.IsZero() {
		return schedule.Date{}
	}
	if zone == nil {
		zone = time.UTC
	}
	return schedule.DateOf(now.In(zone))
}

// readAll reads files on all processors.
func readAll(fsys fs.FS, files []identity, have map[string]kept) []kept {
	out := make([]kept, len(files))
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(files)) {
		group.Go(func() {
			reader := folder.Reader{FS: fsys}
			defer reader.Close()
			for i := next.Add(1) - 1; i < int64(len(files)); i = next.Add(1) - 1 {
				out[i] = read(&reader, files[i], have[files[i].file.Path])
			}
		})
	}
	group.Wait()
	return out
}

// read reads one file, and decodes it unless that was done before. The records
// are nil when the file has gone since the folder was listed.
func read(reader *folder.Reader, id identity, have kept) kept {
	id.sum = [sha256.Size]byte{}
	if id.file.Kind == folder.Media {
		return kept{id, format.Measure(reader.FS, id.file)}
	}
	data, err := reader.Read(id.file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return kept{identity: id}
	case err != nil:
		return kept{id, format.Unreadable(id.file, id.alone, *id.env, err)}
	}
	id.sum = sha256.Sum256(data)
	if have.records != nil && have.identity == id {
		return have
	}
	return kept{id, format.Decode(id.file, id.alone, *id.env, data)}
}

// readPast returns what files said before, which is asked of git once.
func (l *Loader) readPast(fsys fs.FS, history *history.History, files []*format.Records) (past, error) {
	if l.past.history == history && l.past.env == l.env {
		return l.past, nil
	}
	listings, records, err := readFormer(fsys, history, *l.env, files)
	if err == nil {
		l.past = past{history, l.env, listings, records}
	}
	return l.past, err
}

// past is what files said before, the newest first, with all that this depends on.
type past struct {
	history  *history.History
	env      *format.Env
	listings []formerListing
	records  []formerRecord
}
