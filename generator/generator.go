// Package generator turns a content folder into a site. Build is its table of
// contents: every step is a value made from the values before it. It does not
// know formats, files on a disk, or the clock.
package generator

import (
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"corkboard/generator/address"
	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/check"
	"corkboard/generator/content"
	"corkboard/generator/format"
	"corkboard/generator/history"
	"corkboard/generator/picture"
	"corkboard/generator/problem"
	"corkboard/generator/site"
	"corkboard/generator/theme"
	"corkboard/generator/tree"
	"corkboard/generator/yaml"
)

// Options is all that a build depends on. Content and Themes are needed.
type Options struct {
	Content fs.FS            // the content folder; see folder.Open
	Themes  fs.FS            // a folder for each theme
	History *history.History // when files were added and changed; nil = unknown
	BaseURL string           // address of the site; "" = the one in site.yaml
	Now     time.Time        // decides what is upcoming, stale, shown
}

// Result is a site that can render itself, with the values it is made of.
type Result struct {
	Catalog   *catalog.Catalog
	Board     *board.Board
	Addresses *address.Book
	Site      *site.Site
	Theme     *theme.Theme
	Tree      *tree.Tree
	Problems  problem.List
}

// Builder builds a site again and again: it keeps what was read of files that are
// still the same, and the theme. The zero value is good. It is not safe for
// concurrent use; its results are.
type Builder struct {
	loader  content.Loader
	theme   *theme.Theme
	faults  problem.List // of the theme
	name    string       // of the theme
	country string       // whose readers its words are for
}

// Unusable is the error of a build whose theme has mistakes, so that it has no
// pages.
type Unusable struct {
	Problems problem.List // of the theme, and of the content folder
}

func (u *Unusable) Error() string {
	for _, p := range u.Problems.Errors() {
		if p.Rule == themeRule || p.Folder != "" {
			return "the theme can't be used: " + p.Position("") + ": " + p.Text
		}
	}
	return "the theme can't be used"
}

// Build makes a site. The error is Unusable, or for faults of ours; what is
// wrong with the content is in Result.Problems, and listings that can't be read
// are left out of the tree.
func Build(options Options) (*Result, error) { return new(Builder).Build(options, nil) }

// Build makes a site. changed holds the paths below the content folder that
// may differ since the last call; nil = anything may.
func (b *Builder) Build(options Options, changed []string) (*Result, error) {
	directory, problems, err := b.loader.Load(options.Content, content.Options{History: options.History, Now: options.Now, Changed: changed})
	if err != nil {
		return nil, fmt.Errorf("reading the content folder: %w", err)
	}
	secrets, directory, leaks := check.Withheld(directory, options.Content)
	problems = append(problems, leaks...)
	design, faults := b.loadTheme(&options, directory.Site.Theme, directory.Site.Country)
	problems = append(problems, faults...)
	if design == nil {
		return nil, &Unusable{problems.Sort()}
	}
	errors, warnings := problems.Count()
	words, lacking := site.Words(directory, design.Locales())

	today := board.New(directory, board.Options{Now: options.Now, History: options.History, SortKey: words[0].SortKey, WeekStart: words[0].WeekStart()})
	addresses := address.New(today, address.Options{BaseURL: options.BaseURL, Pages: design.Kinds()})
	plan := site.New(today, addresses, words, site.Options{Scaffold: format.Scaffold, Icon: design.Icon(), Errors: errors, Warnings: warnings})

	files := slices.Concat(pages(plan.Pages, design), plan.Files, assets(design, directory.Site.Accent), media(options.Content, directory.Media))
	search := func() []tree.File { return check.Guard(plan.Search(), secrets) }
	t, clashes := tree.New(check.Guard(files, secrets), tree.Folder{Has: site.InSearch, Files: search})

	problems = slices.Concat(problems, lacking, check.Clashes(clashes))
	return &Result{Catalog: directory, Board: today, Addresses: addresses, Site: plan, Theme: design, Tree: t, Problems: problems.Sort()}, nil
}

// Reload makes the next Build read the theme again.
func (b *Builder) Reload() { b.theme = nil }

// loadTheme reads the theme called name with the words of a country, unless it is known already. Without a
// theme the problems say why.
func (b *Builder) loadTheme(options *Options, name, country string) (*theme.Theme, problem.List) {
	if name == "" {
		name = "default"
	}
	if b.theme != nil && b.name == name && b.country == country {
		return b.theme, b.faults
	}
	if !theme.Exists(options.Themes, name) {
		return nil, problem.List{unknownTheme(options, name)}
	}
	b.theme, b.faults = theme.Load(options.Themes, name, country)
	b.name, b.country = name, country
	return b.theme, b.faults
}

const themeRule = "theme"

// unknownTheme says where site.yaml names a theme that there is not.
func unknownTheme(options *Options, name string) problem.Problem {
	const file = "site.yaml"
	p := problem.Problem{Rule: themeRule, Level: problem.Error, File: file, Text: "there is no theme “" + name + "”",
		Hint: "write theme: default, or make " + theme.Folder + "/" + name + "/theme.yaml with the line “extends: default”"}
	if near, ok := problem.Nearest(name, theme.Names(options.Themes)); ok {
		p.Hint = "did you mean theme: " + near + "?"
	}
	data, err := fs.ReadFile(options.Content, file)
	if err != nil {
		return p
	}
	root, _ := yaml.Parse(file, data, yaml.Limits{})
	if n := root.Get("theme"); n != nil {
		p.Line, p.Col, p.Width = n.Line, n.Col, n.Width()
		p.Source = strings.TrimRight(strings.Split(string(data), "\n")[n.Line-1], "\r")
	}
	return p
}

// pages are the HTML pages: views of the site, rendered by the theme.
func pages(list []site.Page, design *theme.Theme) []tree.File {
	hash := design.Hash()
	files := make([]tree.File, len(list))
	for i := range list {
		p := &list[i]
		files[i] = tree.File{Path: p.Path, Source: p.Source, Make: func() (tree.Hash, tree.Render) {
			view := p.View()
			return tree.HashOf(hash, view), func(w io.Writer) error { return design.Render(w, view) }
		}}
	}
	return files
}

// assets are the files of the theme.
func assets(design *theme.Theme, accent string) []tree.File {
	var files []tree.File
	for _, a := range design.Assets(accent) {
		files = append(files, tree.Bytes(a.Path, a.Content))
	}
	return files
}

// media are the files of the content folder that listings show. Pictures lose
// what a camera wrote into them, such as where they were taken.
func media(fsys fs.FS, list []catalog.Media) []tree.File {
	files := make([]tree.File, len(list))
	for i, m := range list {
		files[i] = tree.Known(m.Path, tree.HashOf(m, picture.Version), func(w io.Writer) error {
			data, err := fs.ReadFile(fsys, m.Path)
			if err != nil {
				return fmt.Errorf("reading %s: %w", m.Path, err)
			}
			if path.Ext(m.Path) != ".pdf" {
				if data, err = picture.Clean(data); err != nil {
					return fmt.Errorf("%s: %w", m.Path, err)
				}
			}
			_, err = w.Write(data)
			return err
		})
		files[i].Source = m.Path
	}
	return files
}
