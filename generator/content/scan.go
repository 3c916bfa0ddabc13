package content

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"corkboard/generator/problem"
)

// role is what a file of the folder is for.
type role uint8

const (
	ignored role = iota
	siteFile
	categoriesFile
	locationsFile
	closuresFile
	organizationFile
	opportunityFile
	pageFile
	mediaFile
)

// rootFiles are the files at the top of the folder.
var rootFiles = map[string]role{"site.yaml": siteFile, "categories.yaml": categoriesFile, "locations.yaml": locationsFile, "closures.yaml": closuresFile}

// rootFolders are the folders at its top.
var rootFolders = map[string]role{"organizations": organizationFile, "opportunities": opportunityFile, "pages": pageFile, "media": mediaFile}

// mediaTypes are the files that may be shown. An SVG or an HTML file can hold
// a program, which content never is.
var mediaTypes = map[string]bool{".png": true, ".jpg": true, ".jpeg": true, ".gif": true, ".webp": true, ".avif": true, ".pdf": true}

const (
	mostListing = 64 << 10 // bytes of one listing
	mostTable   = 4 << 20  // bytes of a file that holds many
	mostFolders = 16       // how deep folders are looked into
)

// entry is one file of the folder.
type entry struct {
	path string
	role role
	id   string // of its listing, from its name
	lang string // of a translation; "" = none is named
	size int64
	mod  time.Time
}

// listing is the folder as the last walk found it.
type listing struct {
	entries map[string]entry
	odd     map[string]problem.Problem // of paths that are no entry
	sorted  []string                   // keys of entries; nil = to be made
}

// walk looks at the whole folder.
func walk(fsys fs.FS) (*listing, error) {
	l := &listing{entries: map[string]entry{}, odd: map[string]problem.Problem{}}
	if err := l.folder(fsys, ".", 0); err != nil {
		return nil, fmt.Errorf("reading the content folder: %w", err)
	}
	return l, nil
}

// again looks at one path that may differ.
func (l *listing) again(fsys fs.FS, name string) error {
	name = path.Clean(name)
	if name == "." || !fs.ValidPath(name) {
		fresh, err := walk(fsys)
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
			have.size, have.mod = info.Size(), info.ModTime()
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

func (l *listing) folder(fsys fs.FS, name string, depth int) error {
	if depth > mostFolders {
		l.oddity("unknown-file", name, "folders are nested too deeply here", "move these files up")
		return nil
	}
	entries, err := fs.ReadDir(fsys, name)
	if err != nil {
		if depth == 0 {
			return err
		}
		l.oddity("unreadable-file", name, "this folder cannot be read: "+plainReason(err), "check its permissions")
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
func (l *listing) one(fsys fs.FS, name string, e fs.DirEntry, depth int) error {
	base := path.Base(name)
	if hidden(base) {
		return nil
	}
	top, _, nested := strings.Cut(name, "/")
	if e.IsDir() {
		if _, known := rootFolders[top]; !known {
			hint := "the folders are " + listed(sortedKeys(rootFolders), 9)
			if near, ok := problem.Nearest(top, sortedKeys(rootFolders)); ok {
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
	out := entry{path: name}
	switch {
	case !nested:
		out.role = rootFiles[name]
		if out.role == ignored {
			l.unknownRoot(name)
			return nil
		}
	default:
		out.role = rootFolders[top]
		if !l.sort(&out, base) {
			return nil
		}
	}
	info, err := e.Info()
	if err != nil {
		return nil // it has gone since the folder was listed
	}
	out.size, out.mod = info.Size(), info.ModTime()
	l.entries[name] = out
	l.sorted = nil
	return nil
}

// sort tells from its name what a file below one of our folders is.
func (l *listing) sort(e *entry, base string) bool {
	if readme(base) {
		return false
	}
	ext := strings.ToLower(path.Ext(base))
	if e.role == mediaFile {
		if !mediaTypes[ext] {
			hint := "use a picture as .png, .jpg, .webp, .gif or .avif, or a .pdf"
			if ext == ".svg" {
				hint = "an SVG can hold a program; save the picture as .png"
			}
			l.oddity("unknown-file", e.path, "files of this type are not published", hint)
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
		l.oddity("unknown-file", e.path, "this file is not read", hint)
		return false
	}
	if e.role == pageFile && ext != ".md" {
		l.oddity("unknown-file", e.path, "this file is not read", "a page is a .md file")
		return false
	}
	e.id = base[:len(base)-len(ext)]
	if id, lang, ok := cutLast(e.id, "."); ok {
		if tag, known := languageTag(lang); known {
			e.id, e.lang = id, tag
		}
	}
	if e.role == pageFile {
		e.id = strings.TrimPrefix(path.Join(path.Dir(e.path), e.id), "pages/")
	}
	return true
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

func (l *listing) unknownRoot(name string) {
	lower := strings.ToLower(name)
	if readme(name) || strings.HasPrefix(lower, "license") || strings.HasPrefix(lower, "licence") || strings.HasPrefix(lower, "contributing") || strings.HasPrefix(lower, "code_of_conduct") || lower == "codeowners" {
		return
	}
	hint := "listings go into organizations/ and opportunities/"
	if near, ok := problem.Nearest(strings.Replace(lower, ".yml", ".yaml", 1), sortedKeys(rootFiles)); ok {
		hint = "did you mean “" + near + "”?"
	}
	l.oddity("unknown-file", name, "this file is not read", hint)
}

func (l *listing) oddity(rule, name, text, hint string) {
	l.odd[name] = problem.Problem{Rule: rule, Level: levelOf(rule), File: name, Text: text, Hint: hint}
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

// paths returns the paths of all entries in order.
func (l *listing) paths() []string {
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
func plainReason(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return err.Error()
}
