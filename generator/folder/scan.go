// Package folder knows which files of a content folder are read, what kind each
// is, and how large it may be. It does not know what is in them.
package folder

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"corkboard/generator/catalog"
	"corkboard/generator/problem"
	"corkboard/generator/rules"
)

// Kind is what a file of the folder is for.
type Kind uint8

const (
	unread Kind = iota
	Site
	Categories
	Locations
	Closures
	Needs
	Organization
	Opportunity
	Page
	Media
)

// rootFiles are the files at the top of the folder.
var rootFiles = map[string]Kind{"site.yaml": Site, "categories.yaml": Categories, "locations.yaml": Locations, "closures.yaml": Closures, "needs.yaml": Needs}

// rootFolders are the folders at its top.
var rootFolders = map[string]Kind{"organizations": Organization, "opportunities": Opportunity, "pages": Page, "media": Media}

// mediaTypes are the files that may be shown. An SVG or an HTML file can hold
// a program, which content never is.
var mediaTypes = map[string]bool{".png": true, ".jpg": true, ".jpeg": true, ".gif": true, ".webp": true, ".avif": true, ".pdf": true}

const (
	MostListing = 64 << 10 // bytes of one listing
	MostTable   = 4 << 20  // bytes of a file that holds many
	MostMedia   = 64 << 20 // bytes of a picture or document
	mostFolders = 16       // how deep folders are looked into
)

// File is one file of the folder.
type File struct {
	Path string // slash path below the folder
	Kind Kind
	ID   string // of its listing or page, from its name
	Lang string // canonical BCP 47 tag of a translation, from its name; "" = none
}

// Limit is how many bytes the file may have.
func (f File) Limit() int64 {
	switch {
	case f.Kind == Media:
		return MostMedia
	case f.Kind == Site || strings.HasSuffix(f.Path, ".md"):
		return MostListing
	}
	return MostTable
}

// Folder is a content folder as it was when it was last looked at.
type Folder struct {
	files  map[string]File
	odd    map[string]problem.Problem // of paths that are not a file of ours
	sorted []File                     // files in order of path; nil = to be made
}

// Scan looks at the whole folder. The error is for a folder that cannot be
// listed at all.
func Scan(fsys fs.FS) (*Folder, error) {
	folder := &Folder{files: map[string]File{}, odd: map[string]problem.Problem{}}
	if err := folder.list(fsys, ".", 0); err != nil {
		return nil, fmt.Errorf("reading the content folder: %w", err)
	}
	return folder, nil
}

// Update looks again at one path, of a file or a folder, that may differ.
func (folder *Folder) Update(fsys fs.FS, name string) error {
	name = path.Clean(name)
	if name == "." || !fs.ValidPath(name) {
		fresh, err := Scan(fsys)
		if err == nil {
			*folder = *fresh
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
	if _, known := folder.files[name]; known && reached {
		if info, err := fs.Lstat(fsys, name); err == nil && info.Mode().IsRegular() {
			return nil
		}
	}
	inside := name + "/"
	for p := range folder.files {
		if p == name || strings.HasPrefix(p, inside) {
			delete(folder.files, p)
			folder.sorted = nil
		}
	}
	for p := range folder.odd {
		if p == name || strings.HasPrefix(p, inside) {
			delete(folder.odd, p)
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
	return folder.look(fsys, name, fs.FileInfoToDirEntry(info), strings.Count(name, "/"))
}

// list looks at what is in a folder that lies depth folders deep.
func (folder *Folder) list(fsys fs.FS, name string, depth int) error {
	if depth > mostFolders {
		folder.report("unknown-file", name, "folders are nested too deeply here", "move these files up")
		return nil
	}
	entries, err := fs.ReadDir(fsys, name)
	if err != nil {
		if depth == 0 {
			return err
		}
		folder.report("unreadable-file", name, "this folder cannot be read: "+Reason(err), "check its permissions")
		return nil
	}
	for _, e := range entries {
		if err := folder.look(fsys, path.Join(name, e.Name()), e, depth); err != nil {
			return err
		}
	}
	return nil
}

// look takes in a file or a folder that lies depth folders deep.
func (folder *Folder) look(fsys fs.FS, name string, e fs.DirEntry, depth int) error {
	base := path.Base(name)
	if hidden(base) {
		return nil
	}
	top, _, nested := strings.Cut(name, "/")
	if text := unportable(base); text != "" && rootFolders[top] != unread {
		folder.report("bad-file-name", name, text, "rename it: letters, digits, hyphens and points are fine everywhere")
		return nil
	}
	if e.IsDir() {
		if _, known := rootFolders[top]; !known {
			hint := "the folders are media, opportunities, organizations and pages"
			if near, ok := problem.Nearest(top, sorted(rootFolders)); ok {
				hint = "did you mean “" + near + "”?"
			}
			folder.report("unknown-file", name, "this folder is not read", hint)
			return nil
		}
		return folder.list(fsys, name, depth+1)
	}
	if !e.Type().IsRegular() {
		if nested || rootFiles[base] != unread || rootFolders[top] != unread {
			what := "this is not a regular file"
			if e.Type()&fs.ModeSymlink != 0 {
				what = "this is a link to another file or folder, which is not followed"
			}
			folder.report("not-a-file", name, what, "put the file itself here")
		}
		return nil
	}
	f, fault, hint := classify(name)
	switch {
	case fault != "":
		folder.report("unknown-file", name, fault, hint)
	case f.Kind != unread:
		folder.files[name] = f
		folder.sorted = nil
	}
	return nil
}

// unportable says why a name cannot be that of a file on every disk and in every
// address; "" = it can.
func unportable(base string) string {
	const most = 255 // bytes, on the file systems in use
	switch i := strings.IndexFunc(base, func(r rune) bool { return unicode.IsControl(r) || strings.ContainsRune(`<>:"|?*\`, r) }); {
	case i >= 0:
		r, _ := utf8.DecodeRuneInString(base[i:])
		if unicode.IsControl(r) {
			return fmt.Sprintf("the name has a control character (U+%04X)", r)
		}
		return fmt.Sprintf("the name has the character “%c”, which Windows does not allow", r)
	case !utf8.ValidString(base):
		return "the name is not written in UTF-8"
	case strings.HasSuffix(base, ".") || strings.HasSuffix(base, " "):
		return "the name ends in a point or a space, which Windows does not allow"
	case len(base) > most-len(".corkboard"):
		return fmt.Sprintf("the name has %d bytes, more than every disk can hold", len(base))
	}
	return ""
}

// Classify says what a file is from its path alone, and whether it is read.
func Classify(name string) (f File, read bool) {
	if hidden(path.Base(name)) {
		return File{Path: name}, false
	}
	f, fault, _ := classify(name)
	return f, fault == "" && f.Kind != unread
}

// classify says what a file is, or why it is odd and what to do about it.
func classify(name string) (f File, fault, hint string) {
	f.Path = name
	top, _, nested := strings.Cut(name, "/")
	base := path.Base(name)
	if !nested {
		f.Kind = rootFiles[name]
		if f.Kind == unread {
			fault, hint = unknownRoot(name)
		}
		return f, fault, hint
	}
	kind := rootFolders[top]
	if readme(base) {
		return f, "", ""
	}
	ext := strings.ToLower(path.Ext(base))
	text := ext == ".md" || ext == ".yaml" || ext == ".yml"
	switch {
	case kind == Media && ext == ".svg":
		return f, "files of this type are not published", "an SVG can hold a program; save the picture as .png"
	case kind == Media && !mediaTypes[ext]:
		return f, "files of this type are not published", "use a picture as .png, .jpg, .webp, .gif or .avif, or a .pdf"
	case kind == Media:
		f.Kind = kind
		return f, "", ""
	case mediaTypes[ext]:
		return f, "this file is not read", "pictures go into the media folder"
	case !text:
		return f, "this file is not read", "a listing is a .md or .yaml file"
	case kind == Page && ext != ".md":
		return f, "this file is not read", "a page is a .md file"
	}
	f.Kind = kind
	f.ID = base[:len(base)-len(ext)]
	if id, lang, ok := cutLast(f.ID, "."); ok {
		if tag, known := catalog.LanguageTag(lang); known {
			f.ID, f.Lang = id, tag
		}
	}
	if f.Kind == Page {
		f.ID = strings.TrimPrefix(path.Join(path.Dir(f.Path), f.ID), "pages/")
	}
	return f, "", ""
}

func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// unknownRoot says why a file at the top of the folder is odd; "" for those that
// every repository has.
func unknownRoot(name string) (fault, hint string) {
	lower := strings.ToLower(name)
	if readme(name) || strings.HasPrefix(lower, "license") || strings.HasPrefix(lower, "licence") || strings.HasPrefix(lower, "contributing") || strings.HasPrefix(lower, "code_of_conduct") || lower == "codeowners" {
		return "", ""
	}
	if near, ok := problem.Nearest(strings.Replace(lower, ".yml", ".yaml", 1), sorted(rootFiles)); ok {
		return "this file is not read", "did you mean “" + near + "”?"
	}
	return "this file is not read", "listings go into organizations/ and opportunities/"
}

func (folder *Folder) report(rule, name, text, hint string) {
	folder.odd[name] = problem.Problem{Rule: rule, Level: rules.Level(rule), File: name, Text: text, Hint: hint}
}

// hidden reports whether a file is one that no contributor means to publish: of
// the system, of git, of an editor.
func hidden(base string) bool {
	return strings.HasPrefix(base, ".") || strings.HasPrefix(base, "~$") || strings.HasSuffix(base, "~") || strings.HasPrefix(base, "#") && strings.HasSuffix(base, "#") ||
		slices.Contains([]string{".bak", ".swp", ".swo", ".orig", ".rej", ".tmp", ".part"}, strings.ToLower(path.Ext(base))) ||
		strings.EqualFold(base, "Thumbs.db") || strings.EqualFold(base, "desktop.ini") || strings.EqualFold(base, "__MACOSX") || strings.EqualFold(base, "node_modules")
}

func readme(base string) bool {
	name, _, _ := strings.Cut(strings.ToLower(base), ".")
	return name == "readme"
}

// Problems returns those of paths that are not a file of ours, in order.
func (folder *Folder) Problems() problem.List {
	var out problem.List
	for _, name := range slices.Sorted(maps.Keys(folder.odd)) {
		out = append(out, folder.odd[name])
	}
	return out
}

// File returns the file at a path.
func (folder *Folder) File(path string) (f File, ok bool) {
	f, ok = folder.files[path]
	return f, ok
}

// Files returns the files in order of path.
func (folder *Folder) Files() []File {
	if folder.sorted == nil {
		folder.sorted = slices.SortedFunc(maps.Values(folder.files), func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	}
	return folder.sorted
}

// Reason is an error of the system without the path.
func Reason(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		err = p.Err
	}
	return err.Error()
}

// HasOriginal reports whether the file that f translates is beside it.
func (folder *Folder) HasOriginal(f File) bool {
	stem, _, _ := cutLast(f.Path, ".") // the ending
	stem, _, _ = cutLast(stem, ".")    // the language
	for _, ext := range []string{".md", ".yaml", ".yml"} {
		if other, ok := folder.files[stem+ext]; ok && other.Lang == "" {
			return true
		}
	}
	return false
}

func sorted(m map[string]Kind) []string { return slices.Sorted(maps.Keys(m)) }
