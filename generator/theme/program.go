package theme

import (
	"fmt"
	"html/template"
	"reflect"
	"slices"
	"sync"
	"text/template/parse"
)

// A program writes one template for one type of dot, byte for byte as
// html/template does.
//
// html/template stays the judge of what is safe: it parses the templates, finds
// out in which place of the HTML each action stands and writes the functions
// that make it safe there into the parse tree. But its interpreter looks up
// each field by name for each value and calls each function by reflection. For
// the 18,856 pages of a town of 10,000 listings that was 5.3 s of CPU time and
// 1,000 MB of allocations; programs need 1.0 s and 96 MB, of which 0.3 s and
// 60 MB are Markdown.
//
// They can because the types of views are known. translate.go walks the tree
// that html/template has made safe once for each type that a template is given,
// and makes a closure of each node. From there it is all calls:
//
//	{{with .Place}}<p>{{phrase .Name}}</p>{{end}}
//
//	with (field 14 of dot)
//	  ├ text "<p>"
//	  ├ phrase (field 2 of dot)
//	  └ text "</p>"
//
// In the order of reading: translate.go knows templates and variables,
// control.go {{if}}, {{with}}, {{range}} and {{template}}, expression.go fields
// and pipelines, call.go and builtin.go functions, write.go and escape.go how a
// value gets into the page, derive.go a secret of html/template.
//
// A program decides nothing: not what is escaped, not what a page says. And it
// does not guess: a template with something that translate.go does not know
// (maps, interfaces, methods, values in scripts and styles) is left to
// html/template as a whole, so it is slower and the same. Load compares the two
// on every page kind; language_test.go and program_test.go do on much more.
type program struct {
	tmpl    *template.Template
	dot     reflect.Type // nil = it is given nothing
	steps   steps
	vars    int    // how many variables there are, with $
	refused string // why it is left to html/template; "" = it is not
}

// run is the state of one page while it is written.
type run struct {
	out   []byte
	dot   reflect.Value
	vars  []reflect.Value // of the templates being written, outermost first
	base  int             // where those of the innermost begin; the first is $
	depth int
}

// maxDepth is how deep templates can stand in each other, as in text/template.
const maxDepth = 100_000

// step writes one node of a template.
type step func(*run) flow

type steps []step

// flow is how it goes on after a step.
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
func (p *program) execute(r *run, dot reflect.Value) (err error) {
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

// write is execute inside another template. It panics with a failure: that is
// rare and ends the page, and without it each value would come with an error.
func (p *program) write(r *run, dot reflect.Value) {
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

// Write is for html/template and for Markdown.
func (r *run) Write(p []byte) (int, error) {
	r.out = append(r.out, p...)
	return len(p), nil
}

var runs = sync.Pool{New: func() any { return &run{out: make([]byte, 0, 64<<10)} }}

func newRun() *run { return runs.Get().(*run) }

// release gives the buffer back, without the views that it may still know.
func (r *run) release() {
	clear(r.vars[:cap(r.vars)])
	*r = run{out: r.out[:0], vars: r.vars[:0]}
	runs.Put(r)
}

// failure is an error on its way out of a template.
type failure struct{ error }

// place is a node of a template, for errors.
type place struct {
	tree *parse.Tree
	node parse.Node
}

// fail ends the page with an error that names the place as text/template does.
func (p place) fail(format string, args ...any) {
	location, context := p.tree.ErrorContext(p.node)
	panic(failure{fmt.Errorf("template: %s: executing %q at <%s>: %w", location, p.tree.Name, context, fmt.Errorf(format, args...))})
}
