package template

import (
	"cmp"
	"fmt"
	"reflect"
	"strings"
	"text/template/parse"
)

// builtin compiles text/template's own functions, for the types that templates
// use most.
func (b *body) builtin(name string, n parse.Node, args []expression) expression {
	switch name {
	case "and", "or":
		return b.either(name == "or", n, args)
	case "eq", "ne", "lt", "le", "gt", "ge":
		return b.compare(name, args)
	case "not":
		if len(args) == 1 {
			arg := args[0].truth
			return judged(func(r *run) bool { return !arg(r) })
		}
	case "len":
		if len(args) == 1 {
			return b.length(args[0])
		}
	case "index":
		if len(args) > 1 {
			return b.index(n, args)
		}
	case "print":
		if joined, ok := strung(args); ok {
			return joined
		}
		return b.function(name, fmt.Sprint, n, args)
	case "println":
		return b.function(name, fmt.Sprintln, n, args)
	case "printf":
		return b.function(name, fmt.Sprintf, n, args)
	}
	b.refuse("function %s with %d arguments", name, len(args))
	return expression{}
}

// either compiles {{and}} and {{or}}: the first argument that decides it, or
// the last. The arguments after it are not evaluated.
func (b *body) either(or bool, n parse.Node, args []expression) expression {
	if cmd, ok := n.(*parse.CommandNode); !ok || len(args) == 0 || len(args) != len(cmd.Args)-1 {
		b.refuse("and, or at the end of a pipeline")
	}
	e := expression{typ: args[0].typ, truth: func(r *run) bool {
		for _, a := range args {
			if a.truth(r) == or {
				return or
			}
		}
		return !or
	}}
	for _, a := range args {
		if a.typ != e.typ {
			e.typ = nil
		}
	}
	if e.typ == nil {
		return e
	}
	e.value = func(r *run) (v reflect.Value) {
		for _, a := range args {
			if v = a.value(r); truth(v) == or {
				break
			}
		}
		return v
	}
	if e.typ.Kind() == reflect.String {
		e.text = func(r *run) (s string) {
			for _, a := range args {
				if s = a.text(r); (s != "") == or {
					break
				}
			}
			return s
		}
	}
	return e
}

// compare handles strings, integers and, for equality only, booleans. All
// arguments are evaluated before any are compared.
func (b *body) compare(name string, args []expression) expression {
	holds := map[string]func(int) bool{
		"eq": func(c int) bool { return c == 0 },
		"ne": func(c int) bool { return c != 0 },
		"lt": func(c int) bool { return c < 0 },
		"le": func(c int) bool { return c <= 0 },
		"gt": func(c int) bool { return c > 0 },
		"ge": func(c int) bool { return c >= 0 },
	}[name]
	if len(args) < 2 || len(args) > 2 && name != "eq" {
		b.refuse("%d arguments for %s", len(args), name)
	}
	all := func(fits func(expression) bool) bool {
		for _, a := range args {
			if a.typ == nil || !fits(a) {
				return false
			}
		}
		return true
	}
	switch {
	case all(func(e expression) bool { return e.typ.Kind() == reflect.String }):
		return compared(holds, args, func(e expression) func(*run) string { return e.text })
	case all(func(e expression) bool { return reflect.Zero(e.typ).CanInt() }):
		return compared(holds, args, func(e expression) func(*run) int64 {
			return func(r *run) int64 { return e.value(r).Int() }
		})
	case (name == "eq" || name == "ne") && all(func(e expression) bool { return e.typ.Kind() == reflect.Bool }):
		return compared(holds, args, func(e expression) func(*run) int {
			return func(r *run) int {
				if e.truth(r) {
					return 1
				}
				return 0
			}
		})
	}
	b.refuse("%s with such types", name)
	return expression{}
}

func compared[T cmp.Ordered](holds func(int) bool, args []expression, get func(expression) func(*run) T) expression {
	first, others := get(args[0]), make([]func(*run) T, len(args)-1)
	for i := range others {
		others[i] = get(args[i+1])
	}
	return judged(func(r *run) bool {
		x, met := first(r), false
		for _, other := range others {
			if holds(cmp.Compare(x, other(r))) {
				met = true
			}
		}
		return met
	})
}

func (b *body) length(e expression) expression {
	value := b.value(e)
	switch e.typ.Kind() {
	case reflect.String, reflect.Slice, reflect.Array, reflect.Map:
		return valued(intType, func(r *run) reflect.Value { return reflect.ValueOf(value(r).Len()) })
	}
	b.refuse("len of %s", e.typ)
	return expression{}
}

// index handles slices.
func (b *body) index(n parse.Node, args []expression) expression {
	e, at := args[0], b.place(n)
	for _, arg := range args[1:] {
		of, number := b.value(e), b.value(arg)
		if e.typ.Kind() != reflect.Slice || arg.typ != intType {
			b.refuse("index of %s by %s", e.typ, arg.typ)
		}
		e = b.plain(e.typ.Elem(), func(r *run) reflect.Value {
			v, i := of(r), int(number(r).Int())
			if i == v.Len() {
				at.fail("error calling index: reflect: slice index out of range")
			}
			if i < 0 || i > v.Len() {
				at.fail("error calling index: index out of range: %d", i)
			}
			return v.Index(i)
		})
	}
	return e
}

// strung compiles {{print}} with string arguments only, which puts no spaces
// between them.
func strung(args []expression) (e expression, ok bool) {
	for _, a := range args {
		if a.text == nil || a.typ.NumMethod() > 0 {
			return expression{}, false
		}
	}
	return texted(stringType, func(r *run) string {
		if len(args) == 2 {
			return args[0].text(r) + args[1].text(r)
		}
		var b strings.Builder
		for _, a := range args {
			b.WriteString(a.text(r))
		}
		return b.String()
	}), true
}
