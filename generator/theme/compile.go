package theme

import (
	"fmt"
	html "html/template"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"corkboard/generator/locale"
	"corkboard/generator/problem"
	"corkboard/generator/template"
	"corkboard/generator/views"
)

// Names of the templates that make up every page. All others belong to page
// kinds, or these call them.
const (
	layoutTemplate   = "page-layout"
	openTemplate     = "open"
	mastheadTemplate = "masthead"
	footerTemplate   = "footer"
	headSuffix       = "-head" // a page's own elements for <head>, such as "redirect-head"
)

var frameTemplates = []string{layoutTemplate, openTemplate, mastheadTemplate, footerTemplate}

// source is the text of one template file. It defines a template with the
// file's name.
type source struct {
	name, file string
	text       string
	above      int // lines of the file before the text
}

func newSource(name, file, text string) source {
	trimmed := strings.TrimLeft(text, " \t\r\n")
	return source{name: name, file: file, text: strings.TrimSpace(text), above: strings.Count(text[:len(text)-len(trimmed)], "\n")}
}

// edition is a theme in one language for one base path, ready to render.
type edition struct {
	pages                          map[string]page // by page kind
	layout, open, masthead, footer *template.Program
	set                            *template.Set
	chromes                        chromes
}

// page holds the programs that render a page kind. head is nil for most.
type page struct{ main, head *template.Program }

// compile parses every template with the words of one language. Words that are
// already known become plain text in the template, so a page costs no look-up
// for its labels.
func (t *Theme) compile(words *locale.Locale, base string) (*edition, problem.List) {
	f := &funcs{words: words, base: base, assets: &t.assets}
	table, appenders := f.table()
	set, problems := t.parse(table)
	if len(problems) > 0 {
		return nil, problems
	}
	if problems := t.check(set, f); len(problems) > 0 {
		return nil, problems
	}
	compiled, err := template.Compile(set, t.roots(set), template.Options{Funcs: table, Appenders: appenders})
	if err != nil {
		return nil, problem.List{t.fault(err)}
	}

	// html/template goes first: it reports mistakes, and its output is the
	// standard.
	judge := t.editionOf(compiled.Interpreted())
	want, err := t.try(judge)
	if err != nil {
		return nil, problem.List{t.fault(err)}
	}
	if t.interpret {
		return judge, nil
	}
	e := t.editionOf(compiled)
	if got, err := t.try(e); err != nil || !slices.Equal(got, want) {
		return t.editionOf(compiled.Interpreted()), nil // slower but right
	}
	return e, nil
}

// parse parses the templates of all components into one set.
func (t *Theme) parse(table html.FuncMap) (*html.Template, problem.List) {
	set := html.New("").Funcs(table)
	var problems problem.List
	for _, s := range t.sources {
		if _, err := set.New(s.name).Parse(s.text); err != nil {
			problems = append(problems, t.fault(err))
		}
	}
	for _, name := range frameTemplates {
		if len(problems) == 0 && set.Lookup(name) == nil {
			problems = append(problems, problem.Problem{Rule: "theme", Level: problem.Error, Folder: Folder, File: t.name + "/" + themeFile,
				Text: "no component has the template " + name + ".html, which every page needs", Hint: "write “extends: default”, or copy it from themes/default"})
		}
	}
	return set, problems
}

// check looks for words and icons that do not exist in any language or sprite,
// and for undefined templates: all of them at once.
func (t *Theme) check(set *html.Template, f *funcs) (problems problem.List) {
	for _, s := range t.sources {
		for _, tmpl := range set.Templates() {
			if tmpl.Tree == nil || tmpl.Tree.ParseName != s.name {
				continue
			}
			c := checker{funcs: f, set: set, source: s}
			c.list(tmpl.Tree.Root)
			problems = append(problems, c.mistakes...)
		}
	}
	return problems
}

// roots are the templates that are executed directly. All others are called by
// them.
func (t *Theme) roots(set *html.Template) []string {
	roots := slices.Clone(frameTemplates)
	for _, kind := range t.Kinds() {
		component := t.pages[kind]
		roots = append(roots, component)
		if set.Lookup(component+headSuffix) != nil {
			roots = append(roots, component+headSuffix)
		}
	}
	return roots
}

// editionOf makes an edition from a set of templates.
func (t *Theme) editionOf(set *template.Set) *edition {
	shared := reflect.TypeFor[*frame]()
	e := &edition{
		layout:   set.Program(layoutTemplate, reflect.TypeFor[*layout]()),
		open:     set.Program(openTemplate, shared),
		masthead: set.Program(mastheadTemplate, shared),
		footer:   set.Program(footerTemplate, shared),
		pages:    map[string]page{},
		set:      set,
	}
	for kind, component := range t.pages {
		view := reflect.PointerTo(pageKinds[kind])
		own := page{main: set.Program(component, view)}
		if set.Has(component + headSuffix) {
			own.head = set.Program(component+headSuffix, view)
		}
		e.pages[kind] = own
	}
	return e
}

// try renders an empty and a full view of each page kind, which finds a
// template that uses something its view does not have, or that has an action
// where it can't be made safe.
func (t *Theme) try(e *edition) (pages []string, err error) {
	for _, kind := range t.Kinds() {
		for _, view := range []views.View{blank(pageKinds[kind], kind), full(pageKinds[kind], kind)} {
			var page strings.Builder
			if err := e.render(&page, view, t); err != nil {
				return nil, fmt.Errorf("page kind %s: %w", kind, err)
			}
			pages = append(pages, page.String())
		}
	}
	e.chromes.byKey = nil // they belong to no site
	return pages, nil
}

// templateError is how html/template begins an error: the name of a template,
// the line and sometimes the column.
var templateError = regexp.MustCompile(`template: ?([^:$\s]+)[^:\s]*:(\d+)(?::(\d+))?: (?:executing "[^"]*" at )?([\s\S]*)$`)

// fault turns an error of html/template into a problem.
func (t *Theme) fault(err error) problem.Problem {
	p := problem.Problem{Rule: "theme", Level: problem.Error, Folder: Folder, File: t.name + "/" + themeFile, Text: err.Error()}
	m := templateError.FindStringSubmatch(err.Error())
	if m == nil {
		return p
	}
	for _, s := range t.sources {
		if s.name == m[1] {
			p.File, p.Text = s.file, m[4]
			line, _ := strconv.Atoi(m[2])
			column, _ := strconv.Atoi(m[3])
			p.Source = lineOf(s.text, line)
			p.Line = line + s.above
			if column > 0 {
				p.Col = column + 1 // text/template counts from 0
			}
			p.Hint = "the fields of each view are in generator/views/views.go, the functions in generator/theme/funcs.go"
		}
	}
	return p
}
