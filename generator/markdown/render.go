package markdown

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// renderer writes one document. It knows every kind of node that parse makes; of
// unknown ones it writes only the words.
type renderer struct {
	opt    Options
	source []byte
	out    []byte
	limit  int // length of out at which rendering stops

	levels []int // levels of the open headings, as written
	depth  int   // of inline elements
	inLink bool
}

func (r *renderer) open(s string) { r.out = append(r.out, s...) }

func (r *renderer) children(n ast.Node) {
	for c := n.FirstChild(); c != nil && len(r.out) <= r.limit; c = c.NextSibling() {
		r.node(c)
	}
}

func (r *renderer) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		r.text(n)
	case *ast.Paragraph:
		r.open("<p>")
		r.textBlock(n)
		r.open("</p>\n")
	case *ast.TextBlock:
		r.textBlock(n)
		if n.NextSibling() != nil {
			r.open("\n")
		}
	case *ast.Heading:
		r.heading(n)
	case *ast.List:
		r.list(n)
	case *ast.ListItem:
		r.item(n)
	case *ast.Blockquote:
		r.open("<blockquote>\n")
		r.children(n)
		r.open("</blockquote>\n")
	case *ast.ThematicBreak:
		r.open("<hr>\n")
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		// It scrolls when it is wide, so it can be reached by keyboard (WCAG 2.1.1).
		r.open(`<pre tabindex="0"><code>`)
		segments := n.Lines()
		for i := range segments.Len() {
			line := segments.At(i)
			r.out = appendRaw(r.out, line.Value(r.source), true)
		}
		r.open("</code></pre>\n")
	case *extast.Table:
		r.table(n)
	case *ast.CodeSpan:
		r.code(n)
	case *ast.Emphasis:
		if n.Level == 2 {
			r.inline("<strong>", "</strong>", n)
		} else {
			r.inline("<em>", "</em>", n)
		}
	case *extast.Strikethrough:
		r.inline("<del>", "</del>", n)
	case *ast.Link:
		r.link(n)
	case *ast.AutoLink:
		r.autoLink(n)
	case *ast.Image:
		r.image(n)
	case *ast.String:
		r.out = appendRaw(r.out, n.Value, true)
	case *ast.RawHTML, *ast.HTMLBlock, *ast.LinkReferenceDefinition, *task:
		// Tags are dropped; task boxes are written by textBlock.
	default:
		r.children(n)
	}
}

func (r *renderer) text(n *ast.Text) {
	value := n.Segment.Value(r.source)
	if n.IsRaw() {
		r.out = appendRaw(r.out, value, true)
	} else {
		r.out = appendText(r.out, value, true)
	}
	if n.HardLineBreak() {
		r.open("<br>\n")
	} else if n.SoftLineBreak() && deliberate(n, r.source) {
		r.open("<br>\n")
	} else if n.SoftLineBreak() {
		r.open("\n")
	}
}

// Lines are ended on purpose where the next word would have had room: in a
// timetable, an address, a list with bullets of its own. In a text that is wrapped by
// an editor it has none.
const (
	roomyLine = 60 // characters that every editor fits in a line
	shortLine = 40 // characters that no editor wraps at

	mostLines = 200 // of a paragraph that is looked at: each line is compared with all
)

// deliberate reports whether the line that a text ends was ended on purpose.
func deliberate(n *ast.Text, source []byte) bool {
	block := n.Parent()
	for block != nil && block.Type() != ast.TypeBlock {
		block = block.Parent()
	}
	if block == nil || block.Lines().Len() > mostLines {
		return false
	}
	longest, here, next := 0, -1, 0
	for i := range block.Lines().Len() {
		line := block.Lines().At(i)
		text := bytes.TrimSpace(line.Value(source))
		length := utf8.RuneCount(text)
		longest = max(longest, length)
		switch {
		case line.Start <= n.Segment.Start && n.Segment.Start < line.Stop:
			here = length
		case here >= 0 && next == 0:
			word, _, _ := bytes.Cut(text, []byte(" "))
			next = utf8.RuneCount(word)
		}
	}
	return here >= 0 && here+1+next <= min(roomyLine, max(longest, shortLine))
}

// textBlock writes the inlines of n. The box of a task list is labeled by the
// words after it, since screen readers need a name (WCAG 4.1.2).
func (r *renderer) textBlock(n ast.Node) {
	box, ok := n.FirstChild().(*task)
	if !ok {
		r.children(n)
		return
	}
	r.open(`<label><input type="checkbox" disabled`)
	if box.done {
		r.open(" checked")
	}
	r.open("> ")
	r.children(n)
	r.open("</label>")
}

// heading writes n one level below the last heading with fewer marks, so that no
// level is skipped.
func (r *renderer) heading(n *ast.Heading) {
	if !hasWords(n) {
		return // screen readers would announce an empty heading
	}
	for len(r.levels) > 0 && r.levels[len(r.levels)-1] >= n.Level {
		r.levels = r.levels[:len(r.levels)-1]
	}
	r.levels = append(r.levels, n.Level)
	level := strconv.Itoa(min(6, r.opt.Heading+len(r.levels)-1))
	r.open("<h" + level + ">")
	r.children(n)
	r.open("</h" + level + ">\n")
}

// hasWords reports whether n shows anything.
func hasWords(n ast.Node) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c.(type) {
		case *ast.Text, *ast.AutoLink, *ast.CodeSpan, *ast.Image, *ast.Link:
			return true
		}
		if hasWords(c) {
			return true
		}
	}
	return false
}

func (r *renderer) list(n *ast.List) {
	if !n.IsOrdered() {
		r.open("<ul>\n")
		r.children(n)
		r.open("</ul>\n")
		return
	}
	if n.Start == 1 {
		r.open("<ol>\n")
	} else {
		r.open(`<ol start="` + strconv.Itoa(n.Start) + "\">\n")
	}
	r.children(n)
	r.open("</ol>\n")
}

func (r *renderer) item(n *ast.ListItem) {
	first := n.FirstChild()
	if first != nil && first.FirstChild() != nil && first.FirstChild().Kind() == kindTask {
		r.open(`<li class="task">`)
	} else {
		r.open("<li>")
	}
	if first != nil && first.Kind() != ast.KindTextBlock {
		r.open("\n")
	}
	r.children(n)
	r.open("</li>\n")
}

// inline writes n between its tags, or without them if it is nested too deeply.
func (r *renderer) inline(before, after string, n ast.Node) {
	if r.depth >= MaxDepth {
		r.children(n)
		return
	}
	r.depth++
	r.open(before)
	r.children(n)
	r.open(after)
	r.depth--
}

func (r *renderer) code(n *ast.CodeSpan) {
	r.open("<code>")
	r.out = appendCode(r.out, n, r.source, true)
	r.open("</code>")
}

// appendCode appends the content of a code span; its line breaks are spaces
// (CommonMark §6.1).
func appendCode(dst []byte, n *ast.CodeSpan, source []byte, escape bool) []byte {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			continue
		}
		value := t.Segment.Value(source)
		if len(value) > 0 && value[len(value)-1] == '\n' {
			dst = append(appendRaw(dst, value[:len(value)-1], escape), ' ')
			continue
		}
		dst = appendRaw(dst, value, escape)
	}
	return dst
}

func (r *renderer) link(n *ast.Link) {
	url := decode(n.Destination)
	target := classify(url)
	if target == internal && r.opt.Relative != nil {
		// The caller's result is checked too, since it depends on the source.
		if url = r.opt.Relative(url); classify(url) == external || url == "" {
			target = classify(url)
		}
	}
	if target == bad || r.inLink || r.depth >= MaxDepth {
		r.children(n)
		return
	}
	r.anchor(url, target)
	r.inLink = true
	r.depth++
	start := len(r.out)
	r.children(n)
	if strings.TrimSpace(string(r.out[start:])) == "" {
		r.out = appendRaw(r.out[:start], []byte(url), true) // a link needs words
	}
	r.depth--
	r.inLink = false
	r.open("</a>")
}

// anchor opens an a element. Links to other sites get no access to the window, no
// ranking in search engines, and no endorsement.
func (r *renderer) anchor(url string, target kind) {
	r.open(`<a href="`)
	r.out = appendURL(r.out, url)
	if target == external {
		r.open(`" rel="noopener nofollow ugc">`)
		return
	}
	r.open(`">`)
}

func (r *renderer) autoLink(n *ast.AutoLink) {
	label := n.Label(r.source)
	url := autoURL(n, r.source)
	target := classify(url)
	if target != external && target != contact || r.inLink {
		r.out = appendRaw(r.out, label, true)
		return
	}
	r.anchor(url, target)
	r.out = appendRaw(r.out, label, true)
	r.open("</a>")
}

// autoURL returns the target of a bare address or of one in angle brackets.
func autoURL(n *ast.AutoLink, source []byte) string {
	url := string(n.URL(source))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(url), "mailto:") {
		return "mailto:" + url
	}
	return url
}

// image writes a local image. Any other would be a request to another host, which
// would learn who reads this page.
func (r *renderer) image(n *ast.Image) {
	alt := appendPlain(nil, n, r.source)
	path := decode(n.Destination)
	if r.opt.Media == nil || classify(path) != internal {
		r.out = appendRaw(r.out, alt, true)
		return
	}
	url, width, height, ok := r.opt.Media(path)
	if target := classify(url); !ok || target == bad || target == contact {
		r.out = appendRaw(r.out, alt, true)
		return
	}
	r.open(`<img src="`)
	r.out = appendURL(r.out, url)
	r.open(`" alt="`)
	r.out = appendRaw(r.out, alt, true)
	r.open(`"`)
	if width > 0 && height > 0 {
		r.open(` width="` + strconv.Itoa(width) + `" height="` + strconv.Itoa(height) + `"`)
	}
	r.open(` loading="lazy">`)
}

// table writes n in a box that scrolls, so that the page does not (WCAG 1.4.10),
// and that the keyboard can reach.
func (r *renderer) table(n *extast.Table) {
	r.open(`<div class="table" tabindex="0"`)
	if r.opt.Table != "" {
		r.open(` role="group" aria-label="`)
		r.out = appendRaw(r.out, []byte(r.opt.Table), true)
		r.open(`"`)
	}
	r.open("><table>\n")
	body := false
	for row := n.FirstChild(); row != nil && len(r.out) <= r.limit; row = row.NextSibling() {
		header := row.Kind() == extast.KindTableHeader
		switch {
		case header:
			r.open("<thead>\n")
		case !body:
			r.open("<tbody>\n")
			body = true
		}
		r.row(row, header)
		if header {
			r.open("</thead>\n")
		}
	}
	if body {
		r.open("</tbody>\n")
	}
	r.open("</table></div>\n")
}

func (r *renderer) row(row ast.Node, header bool) {
	r.open("<tr>")
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		cell, ok := c.(*extast.TableCell)
		if !ok {
			continue
		}
		tag, scope := "td", ""
		if header && cell.HasChildren() { // an empty cell is not a header
			tag, scope = "th", ` scope="col"`
		}
		r.open("<" + tag + scope)
		switch cell.Alignment { // a class, since the page's policy allows no style attributes
		case extast.AlignRight:
			r.open(` class="end"`)
		case extast.AlignCenter:
			r.open(` class="center"`)
		}
		r.open(">")
		r.children(cell)
		r.open("</" + tag + ">")
	}
	r.open("</tr>\n")
}
