// Package theme knows the templates, assets and words of one theme and renders
// a view of generator/site with them. It does not know the catalog, and it
// decides nothing that a page says.
//
// A theme is a folder: theme.yaml, one folder a component with its template,
// style and script side by side, and i18n with the words of each language.
// Every *.html file defines a template named after it; theme.yaml says which
// one a page kind is shown by, so there is nothing to look up. Each *.mjs file is
// a script that another one loads when it must: a template tells it the address.
package theme

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"corkboard/generator/locale"
	"corkboard/generator/tree"
)

// Theme is a loaded theme. Its methods may be called from any goroutine.
type Theme struct {
	config  *config
	locales []*locale.Locale
	sources []source
	assets  assets
	hash    tree.Hash
	general bool // leave everything to html/template, for the tests of programs

	mutex    sync.Mutex
	editions map[editionKey]*edition
}

type editionKey struct{ lang, base string }

// Load reads the theme called name from fsys, which holds one folder a theme.
// A template, word, icon or component that is asked for and not there is an
// error that names the file, as is an action in a place where it can't be made
// safe: a theme that loads renders every page kind.
func Load(fsys fs.FS, name string) (*Theme, error) {
	config, err := readConfig(fsys, name)
	if err != nil {
		return nil, err
	}
	t := &Theme{config: config, editions: map[editionKey]*edition{}}
	if err := t.readWords(fsys); err != nil {
		return nil, err
	}
	if err := t.readComponents(fsys); err != nil {
		return nil, err
	}
	for _, words := range t.locales {
		if _, err := t.edition(words.Tag(), "/"); err != nil {
			return nil, err
		}
	}
	return t, nil
}

// readWords loads the languages. An extending theme's file of a language
// stands in place of the one it extends.
func (t *Theme) readWords(fsys fs.FS) error {
	byTag := map[string]*locale.Locale{}
	for _, folder := range t.config.chain {
		dir := path.Join(folder, wordsFolder)
		if _, err := fs.Stat(fsys, dir); errors.Is(err, fs.ErrNotExist) {
			continue
		}
		list, err := locale.Load(fsys, dir)
		if err != nil {
			return fmt.Errorf("theme %s: %w", folder, err)
		}
		for _, l := range list {
			byTag[l.Tag()] = l
		}
	}
	for _, tag := range slices.Sorted(maps.Keys(byTag)) {
		t.locales = append(t.locales, byTag[tag])
	}
	if len(t.locales) == 0 {
		return fmt.Errorf("theme %s: there is no language in %s", t.config.name, wordsFolder)
	}
	return t.compareWords()
}

// compareWords reports each word that one language has and another lacks.
func (t *Theme) compareWords() error {
	has := map[string]string{} // key to a language that has it
	for _, l := range t.locales {
		for _, key := range l.Keys() {
			if _, ok := has[key]; !ok {
				has[key] = l.Tag()
			}
		}
	}
	var missing []error
	for _, key := range slices.Sorted(maps.Keys(has)) {
		for _, l := range t.locales {
			if !l.Has(key) {
				missing = append(missing, fmt.Errorf("%s/%s.yaml: the word %q is missing; %s.yaml has it", wordsFolder, l.Tag(), key, has[key]))
			}
		}
	}
	return errors.Join(missing...)
}

// readComponents reads every file of every component. Styles go into one
// sheet: the tokens first, then base, then the others by name. Scripts go into
// one module. What stands apart has a sheet or a module of its own. A script that
// few browsers need is a module (.mjs) that another one loads.
func (t *Theme) readComponents(fsys fs.FS) error {
	var style, common, icons, mark strings.Builder
	alone := map[string]string{}   // styles that are not in the common sheet, by component
	modules := map[string]string{} // scripts that are not in the common module, by component
	later := map[string]Asset{}    // scripts that another one loads, by name
	for _, part := range []struct {
		key   string
		lists map[string][]string
		to    map[string]string
	}{{"apart", t.config.apart, alone}, {"modules", t.config.modules, modules}} {
		for _, kind := range slices.Sorted(maps.Keys(part.lists)) {
			for _, component := range part.lists[kind] {
				if _, ok := t.config.components[component]; !ok {
					return fmt.Errorf("theme %s: %s names %q, which is no component", t.config.name, part.key, component)
				}
				part.to[component] = ""
			}
		}
	}
	defined := map[string]string{}
	names := slices.SortedFunc(maps.Keys(t.config.components), func(a, b string) int {
		return strings.Compare(rank(a)+a, rank(b)+b)
	})
	parts := []any{t.config.pages, t.config.tokens}
	for _, name := range names {
		folder := t.config.components[name]
		entries, err := fs.ReadDir(fsys, folder)
		if err != nil {
			return fmt.Errorf("reading component %s: %w", folder, err)
		}
		var scripts []script
		for _, entry := range entries {
			file := path.Join(folder, entry.Name())
			if entry.IsDir() {
				return fmt.Errorf("%s: a component has no folders of its own", file)
			}
			data, err := fs.ReadFile(fsys, file)
			if err != nil {
				return fmt.Errorf("reading %s: %w", file, err)
			}
			text := string(data)
			base := strings.TrimSuffix(entry.Name(), path.Ext(file))
			switch {
			case entry.Name() == "sample.json":
				continue // for tests and documentation
			case path.Ext(file) == ".html":
				if other, ok := defined[base]; ok {
					return fmt.Errorf("%s: the template %s is already in %s", file, base, other)
				}
				defined[base] = file
				t.sources = append(t.sources, source{name: base, file: file, text: strings.TrimSpace(text)})
			case path.Ext(file) == ".css":
				if _, apart := alone[name]; apart {
					alone[name] += text
				} else {
					style.WriteString(text)
				}
			case path.Ext(file) == ".js":
				scripts = append(scripts, script{file, text})
			case path.Ext(file) == ".mjs":
				if _, ok := later[base]; ok {
					return fmt.Errorf("%s: another component has a script to load of this name", file)
				}
				short, err := minifyAlone(script{file, text})
				if err != nil {
					return err
				}
				later[base] = newAsset(base+".js", short) // hosts know the type of .js
			case entry.Name() == "icons.svg":
				icons.WriteString(text)
			case entry.Name() == "mark.svg":
				mark.WriteString(text)
			default:
				return fmt.Errorf("%s: a component is made of .html, .css, .js and .mjs files, icons.svg, mark.svg and sample.json", file)
			}
			parts = append(parts, file, text)
		}
		short, err := minifyComponent(scripts)
		if err != nil {
			return err
		}
		if _, apart := modules[name]; apart {
			modules[name] = short
		} else {
			common.WriteString(short)
		}
	}
	t.assets = assets{
		style:  minifySheet(style.String()),
		script: newAsset("site.js", common.String()),
		icons:  newAsset("icons.svg", icons.String()),
		mark:   newAsset("mark.svg", mark.String()),
		known:  symbols(icons.String()),
		own:    map[string]Asset{},
		module: map[string]Asset{},
		later:  later,
	}
	for kind, list := range t.config.apart {
		t.assets.own[kind] = newAsset("page.css", minifySheet(joined(list, alone)))
	}
	for kind, list := range t.config.modules {
		t.assets.module[kind] = newAsset("page.js", joined(list, modules))
	}
	for _, l := range t.locales {
		parts = append(parts, l.Tag(), l.Hash())
	}
	t.hash = tree.HashOf(parts...)
	return nil
}

func joined(components []string, texts map[string]string) string {
	var b strings.Builder
	for _, component := range components {
		b.WriteString(texts[component])
	}
	return b.String()
}

// rank puts the components that others build on before them.
func rank(component string) string {
	switch component {
	case "tokens":
		return "0"
	case "base":
		return "1"
	}
	return "2"
}

// edition returns the theme in a language for a base path, compiled once.
func (t *Theme) edition(lang, base string) (*edition, error) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	words := t.speaking(lang)
	key := editionKey{words.Tag(), base}
	if e, ok := t.editions[key]; ok {
		return e, nil
	}
	e, err := t.compile(words, base)
	if err != nil {
		return nil, err
	}
	t.editions[key] = e
	return e, nil
}

// speaking returns the words for a language tag, else those of its base
// language, else the first.
func (t *Theme) speaking(lang string) *locale.Locale {
	for _, l := range t.locales {
		if l.Tag() == lang {
			return l
		}
	}
	own, _, _ := strings.Cut(lang, "-")
	for _, l := range t.locales {
		if l.Tag() == own {
			return l
		}
	}
	return t.locales[0]
}

// Locales are the interface languages of the theme, sorted by tag.
func (t *Theme) Locales() []*locale.Locale { return t.locales }

// Hash fingerprints everything the theme is made of.
func (t *Theme) Hash() tree.Hash { return t.hash }

// Icons are the ids that a category may name.
func (t *Theme) Icons() []string { return t.assets.known }

// Serves reports whether the theme has a page of this kind.
func (t *Theme) Serves(kind string) bool { _, ok := t.config.pages[kind]; return ok }
