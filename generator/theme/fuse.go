package theme

import (
	"html/template"
	"slices"
	"strings"
	"text/template/parse"
)

// html/template decides how each action has to be escaped and adds one to three
// general functions to it. On a page with a hundred links these calls are most
// of the work. fuse replaces the chains that it knows, as html/template has
// written them, by one function with the same result, and leaves every other
// chain alone. TestFusedTemplatesWriteTheSame holds it to that.

// Functions that return template.HTML, whose result is not escaped again.
var finished = []string{"phrase", "link", "icon", "card", "prose", "document", "refresh"}

const (
	htmlEscaper   = "_html_template_htmlescaper"
	attrEscaper   = "_html_template_attrescaper"
	urlFilter     = "_html_template_urlfilter"
	urlNormalizer = "_html_template_urlnormalizer"
)

func fuse(set *template.Template) {
	for _, t := range set.Templates() {
		if t.Tree != nil {
			fuseList(t.Tree.Root)
		}
	}
}

func fuseList(l *parse.ListNode) {
	if l == nil {
		return
	}
	for _, n := range l.Nodes {
		switch n := n.(type) {
		case *parse.ActionNode:
			fusePipe(n.Pipe)
		case *parse.IfNode:
			fuseList(n.List)
			fuseList(n.ElseList)
		case *parse.WithNode:
			fuseList(n.List)
			fuseList(n.ElseList)
		case *parse.RangeNode:
			fuseList(n.List)
			fuseList(n.ElseList)
		}
	}
}

func fusePipe(p *parse.PipeNode) {
	if len(p.Decl) > 0 || len(p.Cmds) < 2 {
		return
	}
	var names []string
	for _, cmd := range p.Cmds {
		name := ""
		if id, ok := cmd.Args[0].(*parse.IdentifierNode); ok {
			name = id.Ident
		}
		names = append(names, name)
	}
	rename := func(cmd *parse.CommandNode, name string) {
		id := *cmd.Args[0].(*parse.IdentifierNode)
		id.Ident = name
		cmd.Args[0] = &id
	}
	last := names[1:]
	switch {
	case names[0] == "url" && (slices.Equal(last, []string{urlFilter, urlNormalizer, attrEscaper}) || slices.Equal(last, []string{urlNormalizer, attrEscaper})):
		rename(p.Cmds[0], "fused_url")
		p.Cmds = p.Cmds[:1]
	case slices.Contains(finished, names[0]) && slices.Equal(last, []string{htmlEscaper}):
		p.Cmds = p.Cmds[:1]
	case slices.Equal(last, []string{htmlEscaper}):
		rename(p.Cmds[1], "fused_html")
	case slices.Equal(last, []string{attrEscaper}):
		rename(p.Cmds[1], "fused_attr")
	}
}

// fusedURL is address, then what the two functions for URLs in a quoted
// attribute do: what can't stand in a URL is written as %XX.
func fusedURL(url string) string {
	url = string(address(url))
	plain := true
	for i := 0; i < len(url) && plain; i++ {
		plain = inURL(url[i]) && url[i] != '&' && url[i] != '+' && url[i] != '%'
	}
	if plain {
		return url
	}
	const hex = "0123456789abcdef"
	var b strings.Builder
	b.Grow(len(url) + 16)
	for i := 0; i < len(url); i++ {
		switch c := url[i]; {
		case c == '&':
			b.WriteString("&amp;")
		case c == '+':
			b.WriteString("&#43;")
		case c == '%' && i+2 < len(url) && isHex(url[i+1]) && isHex(url[i+2]), c != '%' && inURL(c):
			b.WriteByte(c)
		default:
			b.WriteByte('%')
			b.WriteByte(hex[c>>4])
			b.WriteByte(hex[c&15])
		}
	}
	return b.String()
}

// inURL reports whether a byte stands for itself in a URL: the reserved and
// unreserved characters of RFC 3986, without those that end an attribute.
func inURL(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~!#$&*+,/:;=?@[]%", c) >= 0
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// fusedHTML escapes a value for the text of an element.
func fusedHTML(v any) any {
	switch v := v.(type) {
	case string:
		return escaped(v)
	case template.HTML:
		return v
	}
	return template.HTMLEscaper(v)
}

// fusedAttr escapes a value for a quoted attribute.
func fusedAttr(v any) any {
	if s, ok := v.(string); ok {
		return escaped(s)
	}
	return template.HTMLEscaper(v)
}

// escaped writes the characters that html/template's own escaper writes
// otherwise. Most texts have none of them and are returned as they are.
func escaped(s string) string {
	if !strings.ContainsAny(s, "\"&'+<>\x00") {
		return s
	}
	return escapes.Replace(s)
}

var escapes = strings.NewReplacer(`"`, "&#34;", "&", "&amp;", "'", "&#39;", "+", "&#43;", "<", "&lt;", ">", "&gt;", "\x00", "\ufffd")
