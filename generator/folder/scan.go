package folder

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/problem"
	"corkboard/generator/rules"
)

// role is what a file of the folder is for.
type Kind uint8

const (
	ignored Kind = iota
	Site
	Categories
	Locations
	Closures
	Organization
	Opportunity
	Page
	Media
)

// rootFiles are the files at the top of the folder.
var rootFiles = map[string]Kind{"site.yaml": Site, "categories.yaml": Categories, "locations.yaml": Locations, "closures.yaml": Closures}

// rootFolders are the folders at its top.
var rootFolders = map[string]Kind{"organizations": Organization, "opportunities": Opportunity, "pages": Page, "media": Media}

// mediaTypes are the files that may be shown. An SVG or an HTML file can hold
// a program, which content never is.
var mediaTypes = map[string]bool{".png": true, ".jpg": true, ".jpeg": true, ".gif": true, ".webp": true, ".avif": true, ".pdf": true}

const (
	MostListing = 64 << 10 // bytes of one listing
	MostTable   = 4 << 20  // bytes of a file that holds many
	mostFolders = 16       // how deep folders are looked into
)

// entry is one file of the folder.
type File struct {
	Path     string
	Kind     Kind
	ID       string // of its listing, from its name
	Lang     string // of a translation; "" = none is named
	Size     int64
	Modified time.Time
}

// listing is the folder as the last walk found it.
type Folder struct {
	entries map[string]File
	odd     map[string]problem.Problem // of paths that are no entry
	sorted  []string                   // keys of entries; nil = to be made
}

// walk looks at the whole folder.
func Scan(fsys fs.FS) (*Folder, error) {
	l := &Folder{entries: map[string]File{}, odd: map[string]problem.Problem{}}
	if err := l.folder(fsys, ".", 0); err != nil {
		return nil, fmt.Errorf("reading the content folder: %w", err)
	}
	return l, nil
}

// again looks at one path that may differ.
func (l *Folder) Update(fsys fs.FS, name string) error {
	name = path.Clean(name)
	if name == "." || !fs.ValidPath(name) {
		fresh, err := Scan(fsys)
		if err == nil {
			*l = *fresh
		}
		return err
	}
	reached := true // through folders, and no link
	for parent := path.Dir(name); parent != "."; parent = path.Dir(parent) {
		if info, err := fs.Lstat(fsys, parent); err != nil || !info.IsDir() || hidden(path.Base(parent)) {
			reached = false
		}
	}
	// Mostly it is one file that somebody has saved.
	if have, ok := l.entries[name]; ok && reached {
		if info, err := fs.Lstat(fsys, name); err == nil && info.Mode().IsRegular() {
			have.Size, have.Modified = info.Size(), info.ModTime()
			l.entries[name] = have
			return nil
		}
	}
	inside := name + "/"
	for p := range l.entries {
		if p == name || strings.HasPrefix(p, inside) {
			delete(l.entries, p)
			l.sorted = nil
		}
	}
	for p := range l.odd {
		if p == name || strings.HasPrefix(p, inside) {
			delete(l.odd, p)
		}
	}
	if !reached {
		return nil
	}
	info, err := fs.Lstat(fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("looking at %s: %w", name, err)
	}
	return l.one(fsys, name, fs.FileInfoToDirEntry(info), strings.Count(name, "/"))
}

func (l *Folder) folder(fsys fs.FS, name string, depth int) error {
	if depth > mostFolders {
		l.oddity("unknown-file", name, "folders are nested too deeply here", "move these files up")
		return nil
	}
	entries, err := fs.ReadDir(fsys, name)
	if err != nil {
		if depth == 0 {
			return err
		}
		l.oddity("unreadable-file", name, "this folder cannot be read: "+Reason(err), "check its permissions")
		return nil
	}
	for _, e := range entries {
		if err := l.one(fsys, path.Join(name, e.Name()), e, depth); err != nil {
			return err
		}
	}
	return nil
}

// one takes in a file or a folder at depth.
func (l *Folder) one(fsys fs.FS, name string, e fs.DirEntry, depth int) error {
	base := path.Base(name)
	if hidden(base) {
		return nil
	}
	top, _, nested := strings.Cut(name, "/")
	if e.IsDir() {
		if _, known := rootFolders[top]; !known {
			hint := "the folders are media, opportunities, organizations and pages"
			if near, ok := problem.Nearest(top, sorted(rootFolders)); ok {
				hint = "did you mean “" + near + "”?"
			}
			l.oddity("unknown-file", name, "this folder is not read", hint)
			return nil
		}
		return l.folder(fsys, name, depth+1)
	}
	if !e.Type().IsRegular() {
		if nested || rootFiles[base] != ignored || rootFolders[top] != ignored {
			what := "this is no regular file"
			if e.Type()&fs.ModeSymlink != 0 {
				what = "this is a link to another file or folder, which is not followed"
			}
			l.oddity("not-a-file", name, what, "put the file itself here")
		}
		return nil
	}
	out := File{Path: name}
	switch {
	case !nested:
		out.Kind = rootFiles[name]
		if out.Kind == ignored {
			l.unknownRoot(name)
			return nil
		}
	default:
		out.Kind = rootFolders[top]
		if !l.sort(&out, base) {
			return nil
		}
	}
	info, err := e.Info()
	if err != nil {
		return nil // it has gone since the folder was listed
	}
	out.Size, out.Modified = info.Size(), info.ModTime()
	l.entries[name] = out
	l.sorted = nil
	return nil
}

// Classify says from its path alone what a file below one of our folders is,
// and whether it is read at all.
func Classify(name string) (File, bool) {
	top, _, nested := strings.Cut(name, "/")
	out := File{Path: name, Kind: rootFolders[top]}
	base := path.Base(name)
	ok := nested && out.Kind != ignored && !hidden(base) && (&Folder{odd: map[string]problem.Problem{}}).sort(&out, base)
	return out, ok
}

// sort tells from its name what a file below one of our folders is.
func (l *Folder) sort(e *File, base string) bool {
	if readme(base) {
		return false
	}
	ext := strings.ToLower(path.Ext(base))
	if e.Kind == Media {
		if !mediaTypes[ext] {
			hint := "use a picture as .png, .jpg, .webp, .gif or .avif, or a .pdf"
			if ext == ".svg" {
				hint = "an SVG can hold a program; save the picture as .png"
			}
			l.oddity("unknown-file", e.Path, "files of this type are not published", hint)
			return false
		}
		return true
	}
	switch ext {
	case ".md", ".yaml", ".yml":
	default:
		hint := "a listing is a .md or .yaml file"
		if mediaTypes[ext] {
			hint = "pictures go into the media folder"
		}
		l.oddity("unknown-file", e.Path, "this file is not read", hint)
		return false
	}
	if e.Kind == Page && ext != ".md" {
		l.oddity("unknown-file", e.Path, "this file is not read", "a page is a .md file")
		return false
	}
	e.ID = base[:len(base)-len(ext)]
	if id, lang, ok := cutLast(e.ID, "."); ok {
		if tag, known := catalog.LanguageTag(lang); known {
			e.ID, e.Lang = id, tag
		}
	}
	if e.Kind == Page {
		e.ID = strings.TrimPrefix(path.Join(path.Dir(e.Path), e.ID), "pages/")
	}
	return true
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

func (l *Folder) unknownRoot(name string) {
	lower := strings.ToLower(name)
	if readme(name) || strings.HasPrefix(lower, "license") || strings.HasPrefix(lower, "licence") || strings.HasPrefix(lower, "contributing") || strings.HasPrefix(lower, "code_of_conduct") || lower == "codeowners" {
		return
	}
	hint := "listings go into organizations/ and opportunities/"
	if near, ok := problem.Nearest(strings.Replace(lower, ".yml", ".yaml", 1), sorted(rootFiles)); ok {
		hint = "did you mean “" + near + "”?"
	}
	l.oddity("unknown-file", name, "this file is not read", hint)
}

func (l *Folder) oddity(rule, name, text, hint string) {
	l.odd[name] = problem.Problem{Rule: rule, Level: rules.Level(rule), File: name, Text: text, Hint: hint}
}

// hidden tells files that no contributor means to publish: of the system, of
// git, of editors.
func hidden(base string) bool {
	return strings.HasPrefix(base, ".") || strings.HasPrefix(base, "~$") || strings.HasSuffix(base, "~") || strings.HasPrefix(base, "#") && strings.HasSuffix(base, "#") ||
		slices.Contains([]string{".bak", ".swp", ".swo", ".orig", ".rej", ".tmp", ".part"}, strings.ToLower(path.Ext(base))) ||
		strings.EqualFold(base, "Thumbs.db") || strings.EqualFold(base, "desktop.ini") || strings.EqualFold(base, "__MACOSX") || strings.EqualFold(base, "node_modules")
}

func readme(base string) bool {
	name, _, _ := strings.Cut(strings.ToLower(base), ".")
	return name == "readme"
}

// File returns the file at a path.
func (l *Folder) File(name string) (f File, ok bool) {
	f, ok = l.entries[name]
	return f, ok
}

// Len is how many files there are.
func (l *Folder) Len() int { return len(l.entries) }

// Problems returns those of paths that are no file of ours, in order.
func (l *Folder) Problems() problem.List {
	var out problem.List
	for _, name := range slices.Sorted(maps.Keys(l.odd)) {
		out = append(out, l.odd[name])
	}
	return out
}

// SameFiles reports whether no file has come or gone since Paths was called.
func (l *Folder) SameFiles() bool { return l.sorted != nil }

// Paths returns the paths of all entries in order.
func (l *Folder) Paths() []string {
	if l.sorted == nil {
		l.sorted = make([]string, 0, len(l.entries))
		for p := range l.entries {
			l.sorted = append(l.sorted, p)
		}
		slices.Sort(l.sorted)
	}
	return l.sorted
}

// plainReason is an error of the system without the path.
func Reason(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return err.Error()
}

// besides reports whether the file that e translates stands beside it.
func (l *Folder) Original(e File) bool {
	stem := e.Path[:len(e.Path)-len(e.suffix())]
	for _, ext := range []string{".md", ".yaml", ".yml"} {
		if other, ok := l.entries[stem+ext]; ok && other.Lang == "" {
			return true
		}
	}
	return false
}

// suffix is the language and ending of a file's name, such as ".es.md".
func (e File) suffix() string {
	base := e.Path
	_, ext, _ := cutLast(base, ".")
	stem := base[:len(base)-len(ext)-1]
	_, lang, _ := cutLast(stem, ".")
	return "." + lang + "." + ext
}

func sorted(m map[string]Kind) []string { return slices.Sorted(maps.Keys(m)) }
