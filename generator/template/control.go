package template

import (
	"reflect"
	"text/template/parse"
)

// branch compiles {{if}}.
func (b *body) branch(n *parse.BranchNode) step {
	defer b.scope()()
	truth := b.stored(n.Pipe).truth
	list, other := b.list(n.List), b.list(n.ElseList)
	return func(r *run) flow {
		if truth(r) {
			return list.write(r)
		}
		return other.write(r)
	}
}

func (b *body) with(n *parse.BranchNode) step {
	defer b.scope()()
	subject := b.stored(n.Pipe)
	value := b.value(subject)
	list, other := b.listOn(subject.typ, n.List), b.list(n.ElseList)
	return func(r *run) flow {
		v := value(r)
		if !truth(v) {
			return other.write(r)
		}
		outer := r.dot
		r.dot = v
		f := list.write(r)
		r.dot = outer
		return f
	}
}

// loop compiles {{range}} over a slice, an array or a number.
func (b *body) loop(n *parse.BranchNode) step {
	defer b.scope()()
	over := b.pipeline(n.Pipe)
	value := b.value(over)
	decl := n.Pipe.Decl
	if n.Pipe.IsAssign {
		b.refuse("a range that sets a variable")
	}
	count, element, typ := reflect.Value.Len, reflect.Value.Index, intType
	switch {
	case over.typ.Kind() == reflect.Slice, over.typ.Kind() == reflect.Array:
		typ = over.typ.Elem()
	case over.typ == intType && len(decl) < 2:
		count = func(v reflect.Value) int { return int(v.Int()) }
		element = func(_ reflect.Value, i int) reflect.Value { return reflect.ValueOf(i) }
	default:
		b.refuse("a range over %s", over.typ)
	}

	// {{range $element}} or {{range $index, $element}}
	elementSlot, indexSlot := -1, -1
	if len(decl) == 2 {
		indexSlot = b.declare(decl[0].Ident[0], intType)
	}
	if len(decl) > 0 {
		elementSlot = b.declare(decl[len(decl)-1].Ident[0], typ)
	}
	list := b.listOn(typ, n.List)
	for i := range decl {
		b.vars[len(b.vars)-1-i].typ = nil // a different variable in {{else}}
	}
	other := b.list(n.ElseList)
	return func(r *run) flow {
		v := value(r)
		n := count(v)
		if n <= 0 {
			f := other.write(r)
			if f == endLoop {
				f = onward // text/template ends this loop, not the one around it
			}
			return f
		}
		outer := r.dot
		for i := range n {
			r.dot = element(v, i)
			if elementSlot >= 0 {
				r.vars[r.base+elementSlot] = r.dot
			}
			if indexSlot >= 0 {
				r.vars[r.base+indexSlot] = reflect.ValueOf(i)
			}
			if list.write(r) == endLoop {
				break
			}
		}
		r.dot = outer
		return onward
	}
}

// invoke compiles {{template "name" pipeline}}.
func (b *body) invoke(n *parse.TemplateNode) step {
	var typ reflect.Type
	value := func(*run) reflect.Value { return reflect.Value{} }
	if n.Pipe != nil {
		given := b.stored(n.Pipe)
		typ, value = given.typ, b.value(given)
	}
	if !b.Has(n.Name) {
		b.refuse("template %s, which only html/template has", n.Name)
	}
	p := b.Program(n.Name, typ)
	if p.refused != "" && !b.standsAlone(n.Name) {
		b.refuse("template %s, which html/template can't write alone", n.Name)
	}
	at := b.place(n)
	return func(r *run) flow {
		if r.depth == maxDepth {
			at.fail("exceeded maximum template depth (%d)", maxDepth)
		}
		p.write(r, value(r))
		return onward
	}
}

// listOn compiles a list with another dot.
func (b *body) listOn(dot reflect.Type, l *parse.ListNode) steps {
	outer := b.dot
	b.dot = dot
	s := b.list(l)
	b.dot = outer
	return s
}
