package template

import (
	"fmt"
	html "html/template"
	"reflect"
	"slices"
	"sync"
	"text/template/parse"
)

// Program is a template for one type of dot, ready to be executed. Any
// goroutine may use it.
type Program struct {
	tmpl    *html.Template
	dot     reflect.Type // nil = given nothing
	steps   steps
	vars    int    // number of variables, including $
	refused string // why it is left to html/template; "" = it is compiled
}

// AppendTo appends to dst what the template writes for dot, which must have the
// program's type. On error, dst is returned as it was. Errors read like
// html/template's.
func (p *Program) AppendTo(dst []byte, dot any) ([]byte, error) {
	if typ := reflect.TypeOf(dot); typ != p.dot {
		return dst, fmt.Errorf("template: %s is for a value of type %v, not %v", p.tmpl.Name(), p.dot, typ)
	}
	r := runs.Get().(*run)
	defer r.release()
	r.out = dst
	if err := p.execute(r, reflect.ValueOf(dot)); err != nil {
		return dst, err
	}
	return r.out, nil
}

// Dot returns the type of the values that the program is for.
func (p *Program) Dot() reflect.Type { return p.dot }

// Interpreted says why the template is left to html/template; "" = it is
// compiled.
func (p *Program) Interpreted() string { return p.refused }

// run is the state of one execution.
type run struct {
	out   []byte
	dot   reflect.Value
	vars  []reflect.Value // of the templates being executed, outermost first
	base  int             // where those of the innermost begin; the first is $
	depth int
}

// maxDepth is how deeply templates may be nested, as in text/template.
const maxDepth = 100_000

// step writes one node of a template.
type step func(*run) flow

type steps []step

// flow is what happens after a step.
type flow int

const (
	onward    flow = iota
	nextRound      // {{continue}}
	endLoop        // {{break}}
)

func (s steps) write(r *run) flow {
	for _, step := range s {
		if f := step(r); f != onward {
			return f
		}
	}
	return onward
}

// execute appends the template to r.out.
func (p *Program) execute(r *run, dot reflect.Value) (err error) {
	defer func() {
		switch f := recover().(type) {
		case nil:
		case failure:
			err = f.error
		default:
			panic(f)
		}
	}()
	p.write(r, dot)
	return nil
}

// write is execute inside another template. It panics on failure, which is rare
// and ends the page; the alternative is an error with every value.
func (p *Program) write(r *run, dot reflect.Value) {
	if p.refused != "" {
		if err := p.tmpl.Execute(r, dot); err != nil {
			panic(failure{err})
		}
		return
	}
	outer, base := r.dot, r.base
	r.depth++
	r.base = len(r.vars)
	r.vars = slices.Grow(r.vars, p.vars)[:r.base+p.vars]
	r.vars[r.base] = dot
	r.dot = dot
	p.steps.write(r)
	r.vars = r.vars[:r.base]
	r.base = base
	r.dot = outer
	r.depth--
}

// Write lets html/template write to the run.
func (r *run) Write(p []byte) (int, error) {
	r.out = append(r.out, p...)
	return len(p), nil
}

var runs = sync.Pool{New: func() any { return new(run) }}

// release returns a run to the pool without the values that it may still refer
// to.
func (r *run) release() {
	clear(r.vars[:cap(r.vars)])
	*r = run{vars: r.vars[:0]}
	runs.Put(r)
}

// failure is an error on its way out of a template.
type failure struct{ error }

// place is a node of a template, for error messages.
type place struct {
	tree *parse.Tree
	node parse.Node
}

// fail stops the execution with an error that names the place as text/template
// does.
func (p place) fail(format string, args ...any) {
	location, context := p.tree.ErrorContext(p.node)
	panic(failure{fmt.Errorf("template: %s: executing %q at <%s>: %w", location, p.tree.Name, context, fmt.Errorf(format, args...))})
}
