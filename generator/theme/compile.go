package theme

import (
	"errors"
	"fmt"
	"html/template"
	"io"
	"maps"
	"slices"
	"strings"
	"text/template/parse"

	"corkboard/generator/locale"
	"corkboard/generator/site"
)

// Names of the templates that every page is made of. All others belong to page
// kinds or are used by these.
const (
	layoutTemplate   = "page-layout"
	openTemplate     = "open"
	mastheadTemplate = "masthead"
	footerTemplate   = "footer"
	cardTemplate     = "card"
	headSuffix       = "-head" // a page's own elements for <head>, such as "redirect-head"
)

// source is the text of one template file. It defines a template named after
// the file.
type source struct{ name, file, text string }

// edition is a theme in one language for one base path, ready to render.
type edition struct {
	words   *locale.Locale
	set     *template.Template
	pages   map[string]page // by page kind
	chromes chromes
}

// page is what a page kind is rendered with. head is nil for most.
type page struct{ main, head *template.Template }

// compile parses every template with the words of one language. Words that are
// known now become plain text of the template, so a page costs no look-up for
// its labels.
func (t *Theme) compile(words *locale.Locale, base string) (*edition, error) {
	f := &funcs{words: words, icons: base + t.assets.icons.Path, known: t.assets.known}
	set := template.New("").Funcs(f.table())
	f.set = set
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

	e := &edition{words: words, set: set, pages: map[string]page{}}
	for _, name := range []string{layoutTemplate, openTemplate, mastheadTemplate, footerTemplate, cardTemplate} {
		if set.Lookup(name) == nil {
			return nil, fmt.Errorf("theme %s: no component has the template %s.html", t.config.name, name)
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(pageKinds)) {
		component, ok := t.config.pages[kind]
		if !ok {
			return nil, fmt.Errorf("%s/theme.yaml: pages has no component for %q", t.config.name, kind)
		}
		main := set.Lookup(component)
		if main == nil {
			return nil, fmt.Errorf("%s/theme.yaml: pages names the component %q for %q, and there is no %s/%s.html", t.config.name, component, kind, component, component)
		}
		e.pages[kind] = page{main: main, head: set.Lookup(component + headSuffix)}
	}
	if err := t.try(e); err != nil {
		return nil, err
	}
	if !t.general {
		fuse(set)
	}
	return e, nil
}

// try renders an empty and a full view of each page kind, which finds a
// template that asks for what its view does not have, or that puts an action
// where it can't be made safe.
func (t *Theme) try(e *edition) error {
	for _, kind := range slices.Sorted(maps.Keys(pageKinds)) {
		for _, view := range []site.View{blank(pageKinds[kind], kind), full(pageKinds[kind], kind)} {
			if err := e.render(io.Discard, view, t); err != nil {
				return fmt.Errorf("theme %s, page kind %s: %w", t.config.name, kind, err)
			}
		}
	}
	e.chromes.byKey = nil // those of no site
	return nil
}

func sortedTemplates(set *template.Template) []*template.Template {
	list := set.Templates()
	slices.SortFunc(list, func(a, b *template.Template) int { return strings.Compare(a.Name(), b.Name()) })
	return list
}

// checker walks one template. It checks what can be known without a view and
// replaces it with text.
type checker struct {
	funcs    *funcs
	set      *template.Template
	mistakes []string
}

func (c *checker) list(l *parse.ListNode) {
	if l == nil {
		return
	}
	for i, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			n.Text = squeeze(n.Text)
		case *parse.ActionNode:
			c.pipe(n.Pipe)
			if text, ok := c.constant(n.Pipe); ok {
				l.Nodes[i] = &parse.TextNode{NodeType: parse.NodeText, Pos: n.Pos, Text: []byte(text)}
			}
		case *parse.IfNode:
			c.branch(&n.BranchNode)
		case *parse.WithNode:
			c.branch(&n.BranchNode)
		case *parse.RangeNode:
			c.branch(&n.BranchNode)
		case *parse.TemplateNode:
			if c.set.Lookup(n.Name) == nil {
				c.mistakes = append(c.mistakes, fmt.Sprintf("line %d: there is no template %q", n.Line, n.Name))
			}
			c.pipe(n.Pipe)
		}
	}
}

func (c *checker) branch(b *parse.BranchNode) {
	c.pipe(b.Pipe)
	c.list(b.List)
	c.list(b.ElseList)
}

func (c *checker) pipe(p *parse.PipeNode) {
	if p == nil {
		return
	}
	for _, cmd := range p.Cmds {
		for _, arg := range cmd.Args {
			if inner, ok := arg.(*parse.PipeNode); ok {
				c.pipe(inner)
			}
		}
		name, literal, ok := call(cmd)
		if !ok {
			continue
		}
		switch {
		case (name == "t" || name == "n") && !c.funcs.words.Has(literal):
			c.mistakes = append(c.mistakes, fmt.Sprintf("line %d: the word %q is not in %s/%s.yaml", p.Line, literal, wordsFolder, c.funcs.words.Tag()))
		case name == "icon" && !slices.Contains(c.funcs.known, literal):
			c.mistakes = append(c.mistakes, fmt.Sprintf("line %d: there is no icon %q", p.Line, literal))
		}
	}
}

// call takes apart a call with a literal as its first argument.
func call(cmd *parse.CommandNode) (name, literal string, ok bool) {
	if len(cmd.Args) < 2 {
		return "", "", false
	}
	id, isID := cmd.Args[0].(*parse.IdentifierNode)
	s, isString := cmd.Args[1].(*parse.StringNode)
	if !isID || !isString {
		return "", "", false
	}
	return id.Ident, s.Text, true
}

// constant works out a call that needs no view: {{t "word"}} or {{icon "id"}}.
// The text is escaped for an element and for a quoted attribute alike.
func (c *checker) constant(p *parse.PipeNode) (string, bool) {
	if len(p.Decl) > 0 || len(p.Cmds) != 1 || len(p.Cmds[0].Args) != 2 {
		return "", false
	}
	name, literal, ok := call(p.Cmds[0])
	if !ok {
		return "", false
	}
	switch name {
	case "t":
		return template.HTMLEscapeString(c.funcs.words.T(literal)), true
	case "icon":
		return string(c.funcs.icon(literal)), true
	}
	return "", false
}

// squeeze turns each run of white space with a line break in it into one line
// break: the indentation of a template is for those who write it.
func squeeze(text []byte) []byte {
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		j, broken := i, false
		for j < len(text) && strings.IndexByte(" \t\r\n", text[j]) >= 0 {
			broken = broken || text[j] == '\n'
			j++
		}
		switch {
		case broken:
			out = append(out, '\n')
		case j > i:
			out = append(out, text[i:j]...)
		default:
			out = append(out, text[i])
			j++
		}
		i = j
	}
	return out
}
