package theme

import (
	html "html/template"
	"maps"
	"slices"
	"strings"
	"text/template/parse"

	"corkboard/generator/problem"
)

// checker walks one template. It checks what can be known without a view and
// replaces it with text.
type checker struct {
	funcs    *funcs
	set      *html.Template
	source   source
	mistakes problem.List
}

// mistake records a mistake at a line of the template.
func (c *checker) mistake(line int, text, hint string) {
	c.mistakes = append(c.mistakes, problem.Problem{Rule: "theme", Level: problem.Error, Folder: Folder,
		File: c.source.file, Line: line + c.source.above, Source: lineOf(c.source.text, line), Text: text, Hint: hint})
}

func (c *checker) list(l *parse.ListNode) {
	if l == nil {
		return
	}
	for i, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.TextNode:
			n.Text = squeeze(n.Text)
		case *parse.ActionNode:
			c.pipe(n.Pipe)
			if text, ok := c.constant(n.Pipe); ok {
				l.Nodes[i] = &parse.TextNode{NodeType: parse.NodeText, Pos: n.Pos, Text: []byte(text)}
			}
		case *parse.IfNode:
			c.branch(&n.BranchNode)
		case *parse.WithNode:
			c.branch(&n.BranchNode)
		case *parse.RangeNode:
			c.branch(&n.BranchNode)
		case *parse.TemplateNode:
			if c.set.Lookup(n.Name) == nil {
				c.mistake(n.Line, "there is no template "+n.Name+".html in any component", meant(n.Name, templateNames(c.set)))
			}
			c.pipe(n.Pipe)
		}
	}
}

func (c *checker) branch(b *parse.BranchNode) {
	c.pipe(b.Pipe)
	c.list(b.List)
	c.list(b.ElseList)
}

func (c *checker) pipe(p *parse.PipeNode) {
	if p == nil {
		return
	}
	for _, cmd := range p.Cmds {
		for _, arg := range cmd.Args {
			if inner, ok := arg.(*parse.PipeNode); ok {
				c.pipe(inner)
			}
		}
		name, literal, ok := call(cmd)
		if !ok {
			continue
		}
		switch {
		case (name == "t" || name == "n") && !c.funcs.words.Has(literal):
			c.mistake(p.Line, "there is no word "+literal+" in the language "+c.funcs.words.Tag(), meant(literal, c.funcs.words.Keys())+"; words are in "+wordsFolder+"/*.yaml")
		case name == "icon" && !slices.Contains(c.funcs.assets.known, literal):
			c.mistake(p.Line, "there is no icon "+literal, meant(literal, c.funcs.assets.known))
		case name == "script" && c.funcs.assets.loaded[literal].Path == "":
			c.mistake(p.Line, "there is no script "+literal+".mjs in any component", meant(literal, slices.Collect(maps.Keys(c.funcs.assets.loaded))))
		}
	}
}

func templateNames(set *html.Template) (names []string) {
	for _, tmpl := range set.Templates() {
		names = append(names, tmpl.Name())
	}
	return names
}

// call splits a call whose first argument is a literal.
func call(cmd *parse.CommandNode) (name, literal string, ok bool) {
	if len(cmd.Args) < 2 {
		return "", "", false
	}
	id, isID := cmd.Args[0].(*parse.IdentifierNode)
	s, isString := cmd.Args[1].(*parse.StringNode)
	if !isID || !isString {
		return "", "", false
	}
	return id.Ident, s.Text, true
}

// constant evaluates a call that needs no view: {{t "word"}}, {{icon "id"}},
// {{script "name"}} or {{own "kind"}}. The text is escaped so that it is safe
// in an element and in a quoted attribute alike.
func (c *checker) constant(p *parse.PipeNode) (string, bool) {
	if len(p.Decl) > 0 || len(p.Cmds) != 1 || len(p.Cmds[0].Args) != 2 {
		return "", false
	}
	name, literal, ok := call(p.Cmds[0])
	if !ok {
		return "", false
	}
	switch name {
	case "t":
		if c.funcs.words.LangOf(literal) != "" {
			return "", false // its position decides whether it can be marked
		}
		return html.HTMLEscapeString(c.funcs.words.T(literal)), true
	case "icon":
		svg, _ := c.funcs.appendIcon(nil, literal) // icons never fail
		return string(svg), true
	case "script":
		return html.HTMLEscapeString(c.funcs.script(literal)), true
	case "own":
		return html.HTMLEscapeString(c.funcs.ownOf(literal)), true
	}
	return "", false
}

// squeeze turns each run of white space that contains a line break into a
// single line break: the indentation of a template is only for its authors.
func squeeze(text []byte) []byte {
	out := make([]byte, 0, len(text))
	for i := 0; i < len(text); {
		j, broken := i, false
		for j < len(text) && strings.IndexByte(" \t\r\n", text[j]) >= 0 {
			broken = broken || text[j] == '\n'
			j++
		}
		switch {
		case broken:
			out = append(out, '\n')
		case j > i:
			out = append(out, text[i:j]...)
		default:
			out = append(out, text[i])
			j++
		}
		i = j
	}
	return out
}
