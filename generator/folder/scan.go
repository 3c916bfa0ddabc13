// Package folder knows which files of a content folder are read, what kind each
// is, and how large it may be. It does not know what is in them.
package folder

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"regexp"
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
			rule, hint := strayFolder(fsys, top)
			folder.report(rule, name, "this folder is not read", hint)
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
	case fault != "" && looksLikeListing(fsys, name):
		folder.report("listing-not-read", name, fault, hint)
	case fault != "":
		folder.report("unknown-file", name, fault, hint)
	case f.Kind != unread:
		folder.files[name] = f
		folder.sorted = nil
	}
	return nil
}

// otherFolders are names that people give to the folders, in their own words.
var otherFolders = map[string]string{
	"organisations": "organizations", "orgs": "organizations", "groups": "organizations", "organizaciones": "organizations", "organisationen": "organizations",
	"opportunity": "opportunities", "listings": "opportunities", "events": "opportunities", "items": "opportunities", "oportunidades": "opportunities", "eventos": "opportunities", "posts": "opportunities", "_posts": "opportunities",
	"images": "media", "img": "media", "pictures": "media", "photos": "media", "assets": "media", "files": "media", "page": "pages",
}

// tableFolders are folders that people make for what is written in one file.
var tableFolders = map[string]string{"categories": "categories.yaml", "category": "categories.yaml", "locations": "locations.yaml", "places": "locations.yaml", "venues": "locations.yaml", "closures": "closures.yaml", "holidays": "closures.yaml", "needs": "needs.yaml"}

// strayFolder says how a folder at the top that is not read should be called. One
// that holds listings or entries of a table is an error.
func strayFolder(fsys fs.FS, top string) (rule, hint string) {
	holds := false
	if entries, err := fs.ReadDir(fsys, top); err == nil {
		holds = slices.ContainsFunc(entries, func(e fs.DirEntry) bool {
			return !e.IsDir() && !hidden(e.Name()) && !readme(e.Name()) && slices.Contains(listingEndings, strings.ToLower(path.Ext(e.Name())))
		})
	}
	lower := strings.ToLower(top)
	if table := tableFolders[lower]; table != "" && holds {
		return "listing-not-read", "write its files as entries of one file, " + table + ": the name of each without its ending, a colon, and its fields below, indented by two spaces"
	}
	to := otherFolders[lower]
	if to == "" {
		to, _ = problem.Nearest(top, sorted(rootFolders))
	}
	switch {
	case to == "":
		return "unknown-file", "the folders are media, opportunities, organizations and pages"
	case holds && to != "media":
		return "listing-not-read", "rename it to " + to
	}
	return "unknown-file", "did you mean “" + to + "”?"
}

// listingEndings are endings of files that people mean as listings.
var listingEndings = []string{".yaml", ".yml", ".md", ".markdown", ".mdown", ".mkd", ".txt", ".text"}

// looksLikeListing reports whether a file that is not read is probably meant to
// be: it lies with the listings, or at the top of the folder.
func looksLikeListing(fsys fs.FS, name string) bool {
	top, _, nested := strings.Cut(name, "/")
	ext := strings.ToLower(path.Ext(name))
	if ext == ".txt" || ext == ".text" || ext == "" {
		data, err := ReadFile(fsys, name, MostListing)
		return err == nil && fieldsOfListing.Match(data)
	}
	if !nested {
		return ext == ".yaml" || ext == ".yml"
	}
	return rootFolders[top] != Media && rootFolders[top] != unread && slices.Contains(listingEndings, ext)
}

// fieldsOfListing are lines that no other text has.
var fieldsOfListing = regexp.MustCompile(`(?m)^(title|kind|organization|name|schedule|timezone): *\S`)

// renamed is the name of a file that a listing of a folder would have.
func renamed(name string, kind Kind) string {
	base := path.Base(name)
	for {
		ext := strings.ToLower(path.Ext(base))
		if !slices.Contains(listingEndings, ext) {
			break
		}
		base = base[:len(base)-len(ext)]
		if kind == Page || ext == ".md" || ext == ".markdown" || ext == ".mdown" || ext == ".mkd" {
			return path.Join(path.Dir(name), base+".md")
		}
	}
	return path.Join(path.Dir(name), base+".yaml")
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
	case text && ext != path.Ext(base):
		return f, "this file is not read: its ending is in capitals", "rename it to " + renamed(name, kind)
	case !text && (ext == "" || slices.Contains(listingEndings, ext)):
		return f, "this file is not read", "rename it to " + renamed(name, kind)
	case !text:
		return f, "this file is not read", "a listing is a .md or .yaml file"
	case kind == Page && ext != ".md":
		return f, "this file is not read", "a page is a .md file: rename it to " + renamed(name, kind)
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
	bare := strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(lower, ".txt"), ".yml"), ".md"), ".yaml") + ".yaml"
	if near, ok := problem.Nearest(bare, sorted(rootFiles)); ok {
		return "this file is not read", "rename it to " + near
	}
	if ext := path.Ext(lower); ext == ".yaml" || ext == ".yml" {
		return "this file is not read", "move it into opportunities/ or, when it is an organization, organizations/"
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
