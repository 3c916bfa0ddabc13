package template

import (
	html "html/template"
	"reflect"
)

// Appender is a template function that returns HTML and can write it straight
// to the page.
type Appender struct {
	plain any // as html/template calls it
	bind  func(args []expression) func(*run) error
}

// Append1 makes an Appender from a function with one parameter. f appends safe
// HTML to dst.
func Append1[A any](f func(dst []byte, a A) ([]byte, error)) Appender {
	return Appender{
		plain: func(a A) (html.HTML, error) { return asHTML(f(nil, a)) },
		bind: func(args []expression) func(*run) error {
			a := argument[A](args[0])
			return func(r *run) (err error) { r.out, err = f(r.out, a(r)); return err }
		},
	}
}

// Append3 makes an Appender from a function with three parameters.
func Append3[A, B, C any](f func(dst []byte, a A, b B, c C) ([]byte, error)) Appender {
	return Appender{
		plain: func(a A, b B, c C) (html.HTML, error) { return asHTML(f(nil, a, b, c)) },
		bind: func(args []expression) func(*run) error {
			a, b, c := argument[A](args[0]), argument[B](args[1]), argument[C](args[2])
			return func(r *run) (err error) { r.out, err = f(r.out, a(r), b(r), c(r)); return err }
		},
	}
}

// Func returns the function in the form that a FuncMap needs, to parse
// templates with.
func (a Appender) Func() any { return a.plain }

func asHTML(b []byte, err error) (html.HTML, error) { return html.HTML(b), err }

// argument returns the value of an expression without an interface around it. A
// field is read in place, since putting a struct into an interface would copy
// it to the heap.
func argument[T any](e expression) func(*run) T {
	if text, ok := any(e.text).(func(*run) T); ok && e.text != nil && e.typ == reflect.TypeFor[T]() {
		return text
	}
	return func(r *run) T {
		v := e.value(r)
		if v.CanAddr() && v.Type() == reflect.TypeFor[T]() {
			return *v.Addr().Interface().(*T)
		}
		return v.Interface().(T)
	}
}
