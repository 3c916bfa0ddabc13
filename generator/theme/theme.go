// Package theme knows the templates, assets and words of one theme and renders
// the views of generator/views. It does not know the catalog, and it does not
// decide what a page says.
//
// A theme is a folder with theme.yaml, a folder for each component, and i18n,
// which has the words of each language. A component is a folder with everything
// that belongs to it:
//
//	gaps/component.yaml   the page kinds that it shows, and where its style and script are needed
//	gaps/gaps.html        the template of those pages; other *.html are templates that any template may call
//	gaps/gaps.css         styles and scripts, joined with those of the other components
//	gaps/gaps.js
//	gaps/gaps.mjs         a script of its own that another one loads when it must
//	gaps/gaps.min.js      the scripts shortened by themes/shorten, while they are what it was made from
//	gaps/sample.json      views for tests and documentation
//
// Only a component that shows pages needs component.yaml. Without the folder,
// those pages and all links to them disappear; theme.yaml names the components
// that every page needs.
package theme

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"sync"

	"corkboard/generator/locale"
	"corkboard/generator/problem"
	"corkboard/generator/tree"
)

// Theme is a loaded theme. Its methods may be called from any goroutine.
type Theme struct {
	name      string
	pages     map[string]string // page kind to the component that shows it
	locales   []*locale.Locale
	sources   []source
	assets    assets
	hash      tree.Hash
	interpret bool // leave everything to html/template, for tests

	mutex    sync.Mutex
	editions map[editionKey]*edition
}

type editionKey struct{ lang, base string }

// Load reads the theme called name from fsys, which has one folder for each
// theme, with words for readers in a country (ISO 3166-1; "" = unknown). The
// files in problems are relative to fsys. A missing template, word, icon or
// component is an error, as is an action in a position where it can't be made
// safe: a theme that loads renders every page kind. With an error there is no
// theme.
func Load(fsys fs.FS, name, country string) (*Theme, problem.List) {
	r := &reader{fsys: fsys}
	t := r.theme(name, country)
	problems := r.problems.Sort()
	if len(problems.Errors()) > 0 {
		return nil, problems
	}
	return t, problems
}

// theme reads a theme, step by step, until there is an error.
func (r *reader) theme(name, country string) *Theme {
	config := r.config(name)
	words := r.words(config.chain, country)
	components := r.components(config)
	if r.failed() {
		return nil
	}
	t := &Theme{name: name, pages: config.pages, locales: words, editions: map[editionKey]*edition{}}
	for _, c := range components {
		t.sources = append(t.sources, c.templates...)
	}
	t.assets = assemble(components, config.tokens)
	t.hash = fingerprint(config, components, words)
	for _, l := range words {
		base, _, regional := strings.Cut(l.Tag(), "-")
		if regional && slices.ContainsFunc(words, func(o *locale.Locale) bool { return o.Tag() == base }) {
			continue // compiled when a site uses it: its templates are those of the language
		}
		e, problems := t.compile(l, "/")
		r.problems = append(r.problems, problems...)
		if len(problems) > 0 {
			return nil // the other languages have the same templates
		}
		t.editions[editionKey{l.Tag(), "/"}] = e
	}
	return t
}

// fingerprint hashes everything that belongs to a theme.
func fingerprint(config *config, components []*component, words []*locale.Locale) tree.Hash {
	parts := []any{config.pages, config.tokens}
	for _, c := range components {
		parts = append(parts, c.name, c.styleOn, c.scriptOn, c.files)
	}
	for _, l := range words {
		parts = append(parts, l.Tag(), l.Hash())
	}
	return tree.HashOf(parts...)
}

// edition returns the theme in a language for a base path, compiled on first
// use.
func (t *Theme) edition(lang, base string) (*edition, error) {
	t.mutex.Lock()
	defer t.mutex.Unlock()
	words := t.localeFor(lang)
	key := editionKey{words.Tag(), base}
	if e, ok := t.editions[key]; ok {
		return e, nil
	}
	e, problems := t.compile(words, base)
	if len(problems) > 0 {
		p := problems[0] // Load would have reported it
		return nil, fmt.Errorf("theme %s: %s: %w", t.name, p.Position(""), errors.New(p.Text))
	}
	t.editions[key] = e
	return e, nil
}

// localeFor returns the words for a language tag, else those of its base
// language, else the first language's.
func (t *Theme) localeFor(lang string) *locale.Locale {
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

// Locales returns the interface languages of the theme, sorted by tag.
func (t *Theme) Locales() []*locale.Locale { return t.locales }

// Hash returns a fingerprint of everything that belongs to the theme.
func (t *Theme) Hash() tree.Hash { return t.hash }

// Kinds returns the page kinds that the theme has pages for, sorted. Other page
// kinds are left out of the site, with all links to them.
func (t *Theme) Kinds() []string { return slices.Sorted(maps.Keys(t.pages)) }
