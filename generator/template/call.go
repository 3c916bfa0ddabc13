package template

import (
	"fmt"
	html "html/template"
	"reflect"
	"text/template/parse"
)

// call compiles the call of one of the set's functions or text/template's.
func (b *body) call(name string, n parse.Node, args []expression) expression {
	fn, ok := b.options.Funcs[name]
	if !ok {
		return b.builtin(name, n, args)
	}
	return b.function(name, fn, n, args)
}

// function compiles the call of a Go function. The signatures that templates
// call most are called directly, all others by reflection, which turns a panic
// into an error as well: a function called directly must not panic.
func (b *body) function(name string, fn any, n parse.Node, args []expression) expression {
	typ := reflect.TypeOf(fn)
	args = b.fit(name, typ, n, args)
	switch fn := fn.(type) {
	case func() string:
		return texted(stringType, func(*run) string { return fn() })
	case func(string) string:
		arg := args[0].text
		return texted(stringType, func(r *run) string { return fn(arg(r)) })
	case func(string) html.URL:
		arg := args[0].text
		return texted(urlType, func(r *run) string { return string(fn(arg(r))) })
	case func(string) bool:
		arg := args[0].text
		return judged(func(r *run) bool { return fn(arg(r)) })
	case func(int) string:
		arg := args[0].value
		return texted(stringType, func(r *run) string { return fn(int(arg(r).Int())) })
	case func(string, string) string:
		first, second := args[0].text, args[1].text
		return texted(stringType, func(r *run) string { return fn(first(r), second(r)) })
	case func(string, ...any) string:
		first, rest := args[0].text, args[1:]
		return texted(stringType, func(r *run) string { return fn(first(r), boxed(r, rest)...) })
	case func(string, int, ...any) string:
		first, second, rest := args[0].text, args[1].value, args[2:]
		return texted(stringType, func(r *run) string { return fn(first(r), int(second(r).Int()), boxed(r, rest)...) })
	case func(...any) string:
		return texted(stringType, func(r *run) string { return fn(boxed(r, args)...) })
	}

	of, at := reflect.ValueOf(fn), b.place(n)
	return b.plain(typ.Out(0), func(r *run) reflect.Value {
		in := make([]reflect.Value, len(args))
		for i, a := range args {
			in[i] = a.value(r)
		}
		v, err := safely(of, in)
		if err != nil {
			at.fail("error calling %s: %w", name, err)
		}
		return v
	})
}

func boxed(r *run, list []expression) []any {
	if len(list) == 0 {
		return nil
	}
	out := make([]any, len(list))
	for i, e := range list {
		out[i] = e.value(r).Interface()
	}
	return out
}

// safely calls a function and turns a panic into an error, as text/template
// does.
func safely(fn reflect.Value, in []reflect.Value) (v reflect.Value, err error) {
	defer func() {
		switch p := recover().(type) {
		case nil:
		case error:
			err = p
		default:
			err = fmt.Errorf("%v", p)
		}
	}()
	out := fn.Call(in)
	if len(out) == 2 && !out[1].IsNil() {
		err = out[1].Interface().(error)
	}
	return out[0], err
}

// fit converts arguments to the types of a function's parameters.
func (b *body) fit(name string, fn reflect.Type, n parse.Node, args []expression) []expression {
	fixed := fn.NumIn()
	if fn.IsVariadic() {
		fixed--
	}
	if len(args) < fixed || len(args) > fixed && !fn.IsVariadic() {
		b.refuse("%d arguments for %s", len(args), name)
	}
	out := make([]expression, len(args))
	for i, e := range args {
		b.value(e) // refuses several types
		param := fn.In(min(i, fn.NumIn()-1))
		if i >= fixed {
			param = param.Elem()
		}
		switch {
		case e.typ.AssignableTo(param):
			out[i] = e
		case e.typ.Kind() == reflect.Pointer && e.typ.Elem().AssignableTo(param):
			out[i] = b.followed(e, n)
		default:
			b.refuse("an argument of type %s for %s", e.typ, name)
		}
	}
	return out
}

// followed returns what a pointer points to.
func (b *body) followed(e expression, n parse.Node) expression {
	at := b.place(n)
	return valued(e.typ.Elem(), func(r *run) reflect.Value {
		v := e.value(r)
		if v.IsNil() {
			at.fail("dereference of nil pointer of type %s", e.typ.Elem())
		}
		return v.Elem()
	})
}
