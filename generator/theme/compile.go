package theme

import (
	"errors"
	"fmt"
	html "html/template"
	"maps"
	"reflect"
	"slices"
	"strings"

	"corkboard/generator/locale"
	"corkboard/generator/template"
	"corkboard/generator/views"
)

// Names of the templates that every page is made of. All others belong to page
// kinds or are used by these.
const (
	layoutTemplate   = "page-layout"
	openTemplate     = "open"
	mastheadTemplate = "masthead"
	footerTemplate   = "footer"
	headSuffix       = "-head" // a page's own elements for <head>, such as "redirect-head"
)

// source is the text of one template file. It defines a template named after
// the file.
type source struct{ name, file, text string }

// edition is a theme in one language for one base path, ready to render.
type edition struct {
	pages                          map[string]page // by page kind
	layout, open, masthead, footer *template.Program
	set                            *template.Set
	chromes                        chromes
}

// page is what a page kind is rendered with. head is nil for most.
type page struct{ main, head *template.Program }

// compile parses every template with the words of one language. Words that are
// known now become plain text of the template, so a page costs no look-up for
// its labels.
func (t *Theme) compile(words *locale.Locale, base string) (*edition, error) {
	f := &funcs{words: words, icons: base + t.assets.icons.Path, known: t.assets.known, later: t.assets.later, own: []map[string]Asset{t.assets.module, t.assets.own}, base: base}
	table, appenders := f.table()
	set := html.New("").Funcs(table)
	for _, s := range t.sources {
		if _, err := set.New(s.name).Parse(s.text); err != nil {
			return nil, fmt.Errorf("%s: %w", s.file, err)
		}
	}

	// Words and icons that no language or sprite has, templates that nobody
	// defines: all of them at once.
	var mistakes []error
	files := map[string]string{}
	for _, s := range t.sources {
		files[s.name] = s.file
	}
	for _, tmpl := range sortedTemplates(set) {
		if tmpl.Tree == nil {
			continue
		}
		file := files[tmpl.Tree.ParseName]
		c := checker{funcs: f, set: set}
		c.list(tmpl.Tree.Root)
		for _, m := range c.mistakes {
			mistakes = append(mistakes, fmt.Errorf("%s: %s", file, m))
		}
	}
	if err := errors.Join(mistakes...); err != nil {
		return nil, err
	}

	roots, err := t.roots(set)
	if err != nil {
		return nil, err
	}
	compiled, err := template.Compile(set, roots, template.Options{Funcs: table, Appenders: appenders})
	if err != nil {
		return nil, err
	}

	// html/template alone, then programs: both have to write the same.
	judge := t.edit(compiled.Interpreted())
	want, err := t.try(judge)
	if err != nil || t.general {
		return judge, err
	}
	e := t.edit(compiled)
	got, err := t.try(e)
	if err != nil {
		return nil, err
	}
	if !slices.Equal(got, want) {
		return nil, fmt.Errorf("theme %s: a program writes a page otherwise than html/template, which is a mistake in corkboard", t.config.name)
	}
	return e, nil
}

// roots are the templates that are executed themselves. All others are called
// by them.
func (t *Theme) roots(set *html.Template) ([]string, error) {
	roots := []string{layoutTemplate, openTemplate, mastheadTemplate, footerTemplate}
	for _, name := range roots {
		if set.Lookup(name) == nil {
			return nil, fmt.Errorf("theme %s: no component has the template %s.html", t.config.name, name)
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(pageKinds)) {
		component, ok := t.config.pages[kind]
		if !ok {
			return nil, fmt.Errorf("%s/theme.yaml: pages has no component for %q", t.config.name, kind)
		}
		if set.Lookup(component) == nil {
			return nil, fmt.Errorf("%s/theme.yaml: pages names the component %q for %q, and there is no %s/%s.html", t.config.name, component, kind, component, component)
		}
		roots = append(roots, component)
		if set.Lookup(component+headSuffix) != nil {
			roots = append(roots, component+headSuffix)
		}
	}
	return roots, nil
}

// edit makes an edition of a set of templates.
func (t *Theme) edit(set *template.Set) *edition {
	shared := reflect.TypeFor[*frame]()
	e := &edition{
		layout:   set.Program(layoutTemplate, reflect.TypeFor[*layout]()),
		open:     set.Program(openTemplate, shared),
		masthead: set.Program(mastheadTemplate, shared),
		footer:   set.Program(footerTemplate, shared),
		pages:    map[string]page{},
		set:      set,
	}
	for kind, typ := range pageKinds {
		component, view := t.config.pages[kind], reflect.PointerTo(typ)
		own := page{main: set.Program(component, view)}
		if set.Has(component + headSuffix) {
			own.head = set.Program(component+headSuffix, view)
		}
		e.pages[kind] = own
	}
	return e
}

// try renders an empty and a full view of each page kind, which finds a
// template that asks for what its view does not have, or that puts an action
// where it can't be made safe.
func (t *Theme) try(e *edition) (pages []string, err error) {
	for _, kind := range slices.Sorted(maps.Keys(pageKinds)) {
		for _, view := range []views.View{blank(pageKinds[kind], kind), full(pageKinds[kind], kind)} {
			var page strings.Builder
			if err := e.render(&page, view, t); err != nil {
				return nil, fmt.Errorf("theme %s, page kind %s: %w", t.config.name, kind, err)
			}
			pages = append(pages, page.String())
		}
	}
	e.chromes.byKey = nil // those of no site
	return pages, nil
}

func sortedTemplates(set *html.Template) []*html.Template {
	list := set.Templates()
	slices.SortFunc(list, func(a, b *html.Template) int { return strings.Compare(a.Name(), b.Name()) })
	return list
}
