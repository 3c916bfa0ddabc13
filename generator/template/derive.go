package template

import (
	"errors"
	"fmt"
	html "html/template"
	"slices"
	"strings"
	"text/template/parse"
)

// html/template makes a template safe for the place that it is called from.
// When that is inside a tag or a title, it makes a copy of the template under
// a name of its own, which nobody else can see:
//
//	<li class="card"{{template "ends" .}}>  →  ends$htmltemplate_stateTag_elementNone
//
// But if a template with that name exists, it uses that one. So the names are
// defined beforehand, with the text of the original, and the compiler can then
// see what becomes of them.

const derivedMark = "$htmltemplate_"

// makeSafe returns a copy of a set that html/template has made safe, with every
// called template in it. set itself only gains the new names.
func makeSafe(set *html.Template, roots []string) (*html.Template, error) {
	for {
		safe, err := set.Clone()
		if err != nil {
			return nil, fmt.Errorf("copying the templates: %w", err)
		}
		for _, name := range roots {
			escape(safe, name) // errors show when a page is tried
		}
		complete := true
		for _, tmpl := range sortedTemplates(safe) {
			if tmpl.Tree == nil {
				continue
			}
			for _, name := range calls(tmpl.Tree.Root) {
				base, _, derived := strings.Cut(name, derivedMark)
				original := set.Lookup(base)
				if !derived || set.Lookup(name) != nil || original == nil || original.Tree == nil {
					continue
				}
				if _, err := set.AddParseTree(name, original.Tree.Copy()); err != nil {
					return nil, fmt.Errorf("defining %s: %w", name, err)
				}
				complete = false
			}
		}
		if complete {
			return safe, nil
		}
	}
}

// escape has html/template make a template and everything it calls safe, which
// it does before executing it.
func escape(set *html.Template, name string) error {
	var refused *html.Error
	if err := set.ExecuteTemplate(nowhere{}, name, nil); errors.As(err, &refused) {
		return refused
	}
	return nil
}

// nowhere stops the execution of a template at its first byte.
type nowhere struct{}

func (nowhere) Write([]byte) (int, error) { return 0, errors.New("nothing may be written") }

// calls lists the templates that a list calls.
func calls(l *parse.ListNode) (names []string) {
	if l == nil {
		return nil
	}
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.TemplateNode:
			names = append(names, n.Name)
		case *parse.IfNode:
			names = append(append(names, calls(n.List)...), calls(n.ElseList)...)
		case *parse.WithNode:
			names = append(append(names, calls(n.List)...), calls(n.ElseList)...)
		case *parse.RangeNode:
			names = append(append(names, calls(n.List)...), calls(n.ElseList)...)
		}
	}
	return names
}

func sortedTemplates(set *html.Template) []*html.Template {
	list := set.Templates()
	slices.SortFunc(list, func(a, b *html.Template) int { return strings.Compare(a.Name(), b.Name()) })
	return list
}
