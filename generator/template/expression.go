package template

import (
	html "html/template"
	"reflect"
	"strings"
	"text/template/parse"
)

// expression is a compiled pipeline or a part of one. Its type is known and is
// not an interface.
type expression struct {
	typ   reflect.Type             // nil = values of several types: only their truth is known
	value func(*run) reflect.Value // nil without a type
	text  func(*run) string        // nil unless its kind is string
	truth func(*run) bool          // as {{if}} sees it
}

var (
	stringType = reflect.TypeFor[string]()
	intType    = reflect.TypeFor[int]()
	boolType   = reflect.TypeFor[bool]()
	htmlType   = reflect.TypeFor[html.HTML]()
	urlType    = reflect.TypeFor[html.URL]()
)

// valued makes an expression from the function that computes its value.
func valued(typ reflect.Type, value func(*run) reflect.Value) expression {
	e := expression{typ: typ, value: value, truth: func(r *run) bool { return truth(value(r)) }}
	if typ.Kind() == reflect.String {
		e.text = func(r *run) string { return value(r).String() }
	}
	return e
}

// texted makes an expression whose kind is string, which can be written or
// compared without a reflect.Value.
func texted(typ reflect.Type, text func(*run) string) expression {
	value := func(r *run) reflect.Value { return reflect.ValueOf(text(r)) }
	if typ != stringType {
		value = func(r *run) reflect.Value { return reflect.ValueOf(text(r)).Convert(typ) }
	}
	return expression{typ: typ, value: value, text: text, truth: func(r *run) bool { return text(r) != "" }}
}

func judged(truth func(*run) bool) expression {
	return expression{typ: boolType, value: func(r *run) reflect.Value { return reflect.ValueOf(truth(r)) }, truth: truth}
}

func constant(x any) expression {
	v := reflect.ValueOf(x)
	e := valued(v.Type(), func(*run) reflect.Value { return v })
	if s, ok := x.(string); ok {
		e.text = func(*run) string { return s }
	}
	return e
}

// truth follows text/template: empty and zero values are false, a struct never
// is.
func truth(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.String, reflect.Slice, reflect.Array, reflect.Map:
		return v.Len() > 0
	case reflect.Bool:
		return v.Bool()
	case reflect.Pointer, reflect.Func, reflect.Chan:
		return !v.IsNil()
	case reflect.Struct:
		return true
	}
	return !v.IsZero()
}

// value returns the function that computes an expression, which must have one
// type.
func (b *body) value(e expression) func(*run) reflect.Value {
	if e.typ == nil {
		b.refuse("a value of several types")
	}
	return e.value
}

// stored compiles a pipeline and stores its value in the variable that it
// declares or sets.
func (b *body) stored(p *parse.PipeNode) expression {
	e := b.pipeline(p)
	if len(p.Decl) == 0 {
		return e
	}
	name, value := p.Decl[0].Ident[0], b.value(e)
	var slot int
	if p.IsAssign {
		known := b.variable(name)
		if known.typ != e.typ {
			b.refuse("variable %s with several types", name)
		}
		slot = known.slot
	} else {
		slot = b.declare(name, e.typ)
	}
	return valued(e.typ, func(r *run) reflect.Value {
		v := value(r)
		r.vars[r.base+slot] = v
		return v
	})
}

// pipeline leaves it to its caller to store what it declares.
func (b *body) pipeline(p *parse.PipeNode) expression {
	e := b.command(p.Cmds[0], nil)
	for _, cmd := range p.Cmds[1:] {
		e = b.command(cmd, []expression{e})
	}
	return e
}

// command compiles one command; final is the result of the one before it.
func (b *body) command(cmd *parse.CommandNode, final []expression) expression {
	if id, ok := cmd.Args[0].(*parse.IdentifierNode); ok {
		return b.call(id.Ident, cmd, append(b.operands(cmd.Args[1:]), final...))
	}
	if len(cmd.Args) > 1 || len(final) > 0 {
		b.refuse("arguments for something that is not a function")
	}
	return b.operand(cmd.Args[0])
}

func (b *body) operands(nodes []parse.Node) []expression {
	var list []expression
	for _, n := range nodes {
		list = append(list, b.operand(n))
	}
	return list
}

func (b *body) operand(n parse.Node) expression {
	switch n := n.(type) {
	case *parse.DotNode:
		return b.current()
	case *parse.FieldNode:
		return b.fields(b.current(), n.Ident, n)
	case *parse.VariableNode:
		return b.fields(b.held(n.Ident[0]), n.Ident[1:], n)
	case *parse.ChainNode:
		return b.fields(b.operand(n.Node), n.Field, n)
	case *parse.PipeNode:
		if len(n.Decl) > 0 {
			b.refuse("a variable declared in parentheses")
		}
		return b.pipeline(n)
	case *parse.IdentifierNode:
		return b.call(n.Ident, n, nil)
	case *parse.StringNode:
		return constant(n.Text)
	case *parse.BoolNode:
		return constant(n.True)
	case *parse.NumberNode:
		if n.IsInt && strings.Trim(n.Text, "0123456789") == "" {
			return constant(int(n.Int64))
		}
	}
	b.refuse("operand %s", n)
	return expression{}
}

// current compiles the dot.
func (b *body) current() expression {
	if b.dot == nil {
		b.refuse("a dot without a value")
	}
	return b.plain(b.dot, func(r *run) reflect.Value { return r.dot })
}

func (b *body) held(name string) expression {
	v := b.variable(name)
	if v.typ == nil {
		b.refuse("variable %s, whose type is unknown", name)
	}
	return b.plain(v.typ, func(r *run) reflect.Value { return r.vars[r.base+v.slot] })
}

// plain is valued for values from outside, which can be of any type.
func (b *body) plain(typ reflect.Type, value func(*run) reflect.Value) expression {
	if typ.Kind() == reflect.Interface {
		b.refuse("a value of type %s", typ)
	}
	return valued(typ, value)
}

// hop is one step from a struct, or a pointer to one, to one of its fields.
type hop struct {
	pointer bool
	field   int
	missing string // the error when the pointer is nil
}

// fields follows names from a value: .Place.Name is one path of hops, including
// through embedded structs.
func (b *body) fields(of expression, names []string, n parse.Node) expression {
	if len(names) == 0 {
		return of
	}
	from, typ, at := b.value(of), of.typ, b.place(n)
	var path []hop
	for _, name := range names {
		owner, missing := typ, "nil pointer evaluating "+typ.String()+"."+name
		pointer := typ.Kind() == reflect.Pointer
		if pointer {
			owner = typ.Elem()
		}
		if owner.Kind() != reflect.Struct {
			b.refuse("field %s of %s", name, typ)
		}
		if _, ok := reflect.PointerTo(owner).MethodByName(name); ok {
			b.refuse("method %s of %s", name, typ)
		}
		field, ok := owner.FieldByName(name)
		if !ok || !field.IsExported() {
			b.refuse("field %s, which %s does not have", name, typ)
		}
		for _, index := range field.Index {
			path = append(path, hop{pointer, index, missing})
			inner := owner.Field(index)
			owner, pointer = inner.Type, inner.Type.Kind() == reflect.Pointer
			missing = "reflect: indirection through nil pointer to embedded struct field " + inner.Name
			if pointer {
				owner = owner.Elem()
			}
		}
		typ = field.Type
	}
	return b.plain(typ, func(r *run) reflect.Value {
		v := from(r)
		for i := range path {
			hop := &path[i]
			if hop.pointer {
				if v.IsNil() {
					at.fail("%s", hop.missing)
				}
				v = v.Elem()
			}
			v = v.Field(hop.field)
		}
		return v
	})
}
