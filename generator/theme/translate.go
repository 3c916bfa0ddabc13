package theme

import (
	"fmt"
	"html/template"
	"reflect"
	"strings"
	"text/template/parse"
)

// translator makes programs of the templates of one set, after html/template
// has made them safe.
type translator struct {
	set      *template.Template
	spare    *template.Template // the same as it was before, to try things with
	funcs    template.FuncMap
	writers  map[string]writer
	programs map[programKey]*program
	leave    bool // everything to html/template
}

type programKey struct {
	name string
	dot  reflect.Type
}

// program returns what writes a template that is given a dot of this type. It
// is there before it is translated, as a template may call itself.
func (t *translator) program(name string, dot reflect.Type) *program {
	key := programKey{name, dot}
	if p, ok := t.programs[key]; ok {
		return p
	}
	p := &program{tmpl: t.set.Lookup(name), dot: dot, refused: "being translated"}
	t.programs[key] = p
	if t.leave {
		p.refused = "everything is left to html/template"
		return p
	}
	if p.tmpl.Tree == nil {
		p.refused = "html/template can't make it safe"
		return p
	}
	b := &body{translator: t, tree: p.tmpl.Tree, dot: dot}
	p.steps, p.refused = b.translate()
	p.vars = b.slots
	return p
}

// alone reports whether html/template can write a template that another one
// calls on its own: not one that stands inside a tag, or leaves one open.
func (t *translator) alone(name string) bool {
	return !strings.Contains(name, derivedMark) && escape(t.spare, name) == nil
}

// body is one template while it is translated for one type of dot.
type body struct {
	*translator
	tree  *parse.Tree
	dot   reflect.Type
	vars  []variable // those that can be seen here
	slots int        // of all variables so far
}

type variable struct {
	name string
	typ  reflect.Type
	slot int
}

// refusal ends the translation of a template.
type refusal string

// refuse leaves the template to html/template. Like the parser of templates it
// panics, since it can come up anywhere in an expression.
func (b *body) refuse(format string, args ...any) {
	panic(refusal(fmt.Sprintf(format, args...)))
}

func (b *body) translate() (s steps, refused string) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case refusal:
			s, refused = nil, string(r)
		default:
			panic(r)
		}
	}()
	b.declare("$", b.dot)
	return b.list(b.tree.Root), ""
}

func (b *body) place(n parse.Node) place { return place{b.tree, n} }

// list translates nodes in order; texts that follow each other become one.
func (b *body) list(l *parse.ListNode) steps {
	if l == nil {
		return nil
	}
	var s steps
	var text []byte
	flush := func() {
		if own := text; len(own) > 0 {
			s = append(s, func(r *run) flow { r.out = append(r.out, own...); return onward })
		}
		text = nil
	}
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			text = append(text, n.Text...)
			continue
		case *parse.CommentNode:
			continue
		}
		flush()
		s = append(s, b.node(n))
	}
	flush()
	return s
}

func (b *body) node(n parse.Node) step {
	switch n := n.(type) {
	case *parse.ActionNode:
		return b.action(n)
	case *parse.IfNode:
		return b.branch(&n.BranchNode)
	case *parse.WithNode:
		return b.with(&n.BranchNode)
	case *parse.RangeNode:
		return b.loop(&n.BranchNode)
	case *parse.TemplateNode:
		return b.invoke(n)
	case *parse.BreakNode:
		return func(*run) flow { return endLoop }
	case *parse.ContinueNode:
		return func(*run) flow { return nextRound }
	}
	b.refuse("a node %s", n)
	return nil
}

// scope returns what forgets the variables declared since.
func (b *body) scope() (end func()) {
	known := len(b.vars)
	return func() { b.vars = b.vars[:known] }
}

func (b *body) declare(name string, typ reflect.Type) (slot int) {
	slot = b.slots
	b.slots++
	b.vars = append(b.vars, variable{name, typ, slot})
	return slot
}

func (b *body) variable(name string) variable {
	for i := len(b.vars) - 1; i >= 0; i-- {
		if b.vars[i].name == name {
			return b.vars[i]
		}
	}
	b.refuse("a variable %s that nobody declares", name)
	return variable{}
}
