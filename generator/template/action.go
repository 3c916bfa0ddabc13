package template

import (
	"reflect"
	"strings"
	"text/template/parse"
)

// How a value gets into the page: an action is a pipeline followed by the
// functions that html/template chose for the position.

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
		b.refuse("an action of escapers only")
	}
	if strings.Join(escapers, " ") == "htmlescaper" {
		if s := b.appended(own); s != nil {
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

// appended compiles the call of an Appender; nil = the command is not one.
func (b *body) appended(p *parse.PipeNode) step {
	last := p.Cmds[len(p.Cmds)-1]
	id, ok := last.Args[0].(*parse.IdentifierNode)
	if !ok {
		return nil
	}
	appender, ok := b.options.Appenders[id.Ident]
	if !ok {
		return nil
	}
	args := b.operands(last.Args[1:])
	if len(p.Cmds) > 1 {
		args = append(args, b.pipeline(&parse.PipeNode{Cmds: p.Cmds[:len(p.Cmds)-1]}))
	}
	args = b.fit(id.Ident, reflect.TypeOf(appender.plain), last, args)
	write, at := appender.bind(args), b.place(last)
	return func(r *run) flow {
		if err := write(r); err != nil {
			at.fail("error calling %s: %w", id.Ident, err)
		}
		return onward
	}
}
