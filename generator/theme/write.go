package theme

import (
	"fmt"
	"reflect"
	"strings"
	"text/template/parse"

	"corkboard/generator/site"
)

// How a value gets into the page: an action is a pipeline, and behind it the
// functions that html/template found right for the place.

const escaperPrefix = "_html_template_"

func (b *body) action(n *parse.ActionNode) step {
	p := n.Pipe
	if len(p.Decl) > 0 {
		value := b.value(b.stored(p))
		return func(r *run) flow { value(r); return onward }
	}
	end := len(p.Cmds)
	var escapers []string
	for ; end > 0; end-- {
		id, ok := p.Cmds[end-1].Args[0].(*parse.IdentifierNode)
		if !ok || !strings.HasPrefix(id.Ident, escaperPrefix) {
			break
		}
		escapers = append([]string{id.Ident[len(escaperPrefix):]}, escapers...)
	}
	own := &parse.PipeNode{Cmds: p.Cmds[:end]}
	if end == 0 {
		b.refuse("an action of escapers")
	}
	if strings.Join(escapers, " ") == "htmlescaper" {
		if s := b.part(own); s != nil {
			return s
		}
		if s := b.finished(own); s != nil {
			return s
		}
	}
	e := b.pipeline(own)
	text := b.printed(e)
	put := b.escaper(e.typ, escapers)
	return func(r *run) flow {
		r.out = put(r.out, text(r))
		return onward
	}
}

// isPart reports whether a field of layout is a part of the page that is
// written when its place is reached, instead of being kept and copied.
func isPart(field string) bool { return field == "Main" || field == "Head" }

func (b *body) part(p *parse.PipeNode) step {
	field, ok := p.Cmds[0].Args[0].(*parse.FieldNode)
	if !ok || b.dot != layoutType || len(p.Cmds) > 1 || len(p.Cmds[0].Args) > 1 || len(field.Ident) > 1 || !isPart(field.Ident[0]) {
		return nil
	}
	main := field.Ident[0] == "Main"
	return func(r *run) flow {
		of := r.dot.Interface().(*layout)
		if main {
			of.page.main.write(r, of.view)
		} else if of.page.head != nil {
			of.page.head.write(r, of.view)
		}
		return onward
	}
}

// finished translates the call of a function that writes HTML. What it makes
// is not escaped, so it is not made into a string first.
func (b *body) finished(p *parse.PipeNode) step {
	last := p.Cmds[len(p.Cmds)-1]
	id, ok := last.Args[0].(*parse.IdentifierNode)
	if !ok || b.writers[id.Ident] == nil {
		return nil
	}
	args := b.operands(last.Args[1:])
	if len(p.Cmds) > 1 {
		args = append(args, b.pipeline(&parse.PipeNode{Cmds: p.Cmds[:len(p.Cmds)-1]}))
	}
	args = b.fit(id.Ident, reflect.TypeOf(b.funcs[id.Ident]), last, args)
	write, at := b.writers[id.Ident](b.translator, args), b.place(last)
	return func(r *run) flow {
		if err := write(r); err != nil {
			at.fail("error calling %s: %w", id.Ident, err)
		}
		return onward
	}
}

// writer makes of arguments what writes a function's result to the page.
type writer func(t *translator, args []expression) func(*run) error

// writerTable is the functions of funcs.go that return HTML.
func (f *funcs) writerTable() map[string]writer {
	return map[string]writer{
		"phrase": func(_ *translator, args []expression) func(*run) error {
			p := pointer[site.Phrase](args[0])
			return func(r *run) error { r.out = appendPhrase(r.out, p(r)); return nil }
		},
		"link": func(_ *translator, args []expression) func(*run) error {
			l := pointer[site.Link](args[0])
			return func(r *run) error { r.out = appendLink(r.out, l(r)); return nil }
		},
		"icon": func(_ *translator, args []expression) func(*run) error {
			id := args[0].text
			return func(r *run) error { r.out = f.appendIcon(r.out, id(r)); return nil }
		},
		"document": func(_ *translator, args []expression) func(*run) error {
			json := args[0].text
			return func(r *run) (err error) { r.out, err = appendDocument(r.out, json(r)); return err }
		},
		"prose": func(_ *translator, args []expression) func(*run) error {
			p, base, heading := pointer[site.Prose](args[0]), args[1].text, args[2].value
			return func(r *run) error { return writeProse(r, p(r), base(r), int(heading(r).Int())) }
		},
		"card": writeCard,
	}
}

// writeCard copies a card, or makes it when this is the first list that it
// stands in.
func writeCard(t *translator, args []expression) func(*run) error {
	p := t.program(cardTemplate, reflect.TypeFor[*site.CardFacts]())
	return func(r *run) (err error) {
		v := args[0].value(r)
		if v.IsNil() {
			return fmt.Errorf("there is no card")
		}
		r.out, err = v.Interface().(*site.Card).AppendTo(r.out, func(dst []byte, facts *site.CardFacts) ([]byte, error) {
			r.out = dst
			p.write(r, reflect.ValueOf(facts))
			return r.out, nil
		})
		return err
	}
}

// pointer is where a struct lies, so that it need not be copied.
func pointer[T any](e expression) func(*run) *T {
	return func(r *run) *T {
		v := e.value(r)
		if v.CanAddr() {
			return v.Addr().Interface().(*T)
		}
		own := v.Interface().(T)
		return &own
	}
}
