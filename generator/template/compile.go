package template

import (
	"fmt"
	html "html/template"
	"reflect"
	"strings"
	"text/template/parse"
)

// Options for Compile. The zero value is good for templates without functions.
type Options struct {
	Funcs     html.FuncMap        // the functions that the set was parsed with
	Appenders map[string]Appender // those that are Appenders
	Interpret bool                // leave every template to html/template
}

// Set is a set of templates that html/template has made safe, and the programs
// made from them. Only one goroutine may use it; its programs may be shared.
type Set struct {
	safe     *html.Template
	spare    *html.Template // an unescaped copy, to try things with
	options  Options
	programs map[programKey]*Program
}

type programKey struct {
	name string
	dot  reflect.Type
}

// Compile has html/template make a set safe. roots are the templates that will
// be executed directly; all others are called by them. The set must not have
// been executed, and must not be used afterwards.
func Compile(set *html.Template, roots []string, options Options) (*Set, error) {
	safe, err := makeSafe(set, roots)
	if err != nil {
		return nil, err
	}
	return &Set{safe: safe, spare: set, options: options, programs: map[programKey]*Program{}}, nil
}

// Interpreted returns the same set with every template left to html/template.
func (s *Set) Interpreted() *Set {
	options := s.options
	options.Interpret = true
	return &Set{safe: s.safe, spare: s.spare, options: options, programs: map[programKey]*Program{}}
}

// Has reports whether the set has a template with this name.
func (s *Set) Has(name string) bool { return s.safe.Lookup(name) != nil }

// Program returns the template called name for values of type dot (nil = it is
// given nothing), compiled on first use. If the set has no such template,
// executing the program fails.
func (s *Set) Program(name string, dot reflect.Type) *Program {
	key := programKey{name, dot}
	if p, ok := s.programs[key]; ok {
		return p
	}
	p := &Program{tmpl: s.safe.Lookup(name), dot: dot, refused: "it is being compiled"}
	s.programs[key] = p // before compiling, as a template may call itself
	switch {
	case p.tmpl == nil:
		p.tmpl, p.refused = html.New(name), "there is no such template"
	case s.options.Interpret:
		p.refused = "everything is left to html/template"
	case p.tmpl.Tree == nil:
		p.refused = "html/template can't make it safe"
	default:
		b := &body{Set: s, tree: p.tmpl.Tree, dot: dot}
		p.steps, p.refused = b.compile()
		p.vars = b.slots
	}
	return p
}

// Programs calls yield with every program made so far, including those for
// called templates, in no particular order.
func (s *Set) Programs(yield func(name string, p *Program) bool) {
	for key, p := range s.programs {
		if !yield(key.name, p) {
			return
		}
	}
}

// standsAlone reports whether html/template can execute a called template by
// itself: not one that is inside a tag, or leaves one open.
func (s *Set) standsAlone(name string) bool {
	return !strings.Contains(name, derivedMark) && escape(s.spare, name) == nil
}

// body is one template while it is being compiled for one type of dot.
type body struct {
	*Set
	tree  *parse.Tree
	dot   reflect.Type
	vars  []variable // those in scope
	slots int        // number of variables so far
}

type variable struct {
	name string
	typ  reflect.Type
	slot int
}

// refusal ends the compilation of a template.
type refusal string

// refuse leaves the template to html/template. Like the template parser it
// panics, since it may be called from deep inside an expression.
func (b *body) refuse(format string, args ...any) {
	panic(refusal(fmt.Sprintf(format, args...)))
}

func (b *body) compile() (s steps, refused string) {
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

// list compiles nodes in order, joining adjacent texts into one.
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
	b.refuse("node %s", n)
	return nil
}

// scope returns a function that forgets the variables declared since.
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
	b.refuse("undeclared variable %s", name)
	return variable{}
}
