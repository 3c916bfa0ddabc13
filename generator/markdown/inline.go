package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// task is the box at the beginning of a list item: "[ ]" or "[x]".
type task struct {
	ast.BaseInline
	done bool
}

var kindTask = ast.NewNodeKind("Task")

func (*task) Kind() ast.NodeKind              { return kindTask }
func (t *task) Dump(source []byte, level int) { ast.DumpHelper(t, source, level, nil, nil) }

// taskParser finds the boxes of task lists (GFM §5.3).
type taskParser struct{}

func (taskParser) Trigger() []byte { return []byte{'['} }

func (taskParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	item := parent.Parent()
	if item == nil || item.Kind() != ast.KindListItem || item.FirstChild() != parent || parent.HasChildren() {
		return nil
	}
	line, _ := block.PeekLine()
	if len(line) < 4 || line[2] != ']' || line[3] != ' ' && line[3] != '\t' {
		return nil
	}
	switch line[1] {
	case ' ', 'x', 'X':
		block.Advance(4)
		return &task{done: line[1] != ' '}
	}
	return nil
}

// bareLinkParser finds web and mail addresses without markup (GFM §6.9). It reads
// each byte at most twice, unlike goldmark's, which is quadratic for mail
// addresses.
type bareLinkParser struct{}

// A space means any white space and the beginning of a line.
func (bareLinkParser) Trigger() []byte { return []byte{' ', '*', '_', '~', '('} }

var (
	schemeHTTP  = []byte("http://")
	schemeHTTPS = []byte("https://")
	schemeNone  = []byte("www.")
)

func (bareLinkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	lead := 0
	if c := line[0]; c == ' ' || c == '\t' || c == '*' || c == '_' || c == '~' || c == '(' {
		lead = 1
	}
	rest := line[lead:]
	kind := ast.AutoLinkType(ast.AutoLinkURL)
	var protocol []byte
	n := 0
	switch {
	case bytes.HasPrefix(rest, schemeHTTPS):
		n = webLength(rest, len(schemeHTTPS))
	case bytes.HasPrefix(rest, schemeHTTP):
		n = webLength(rest, len(schemeHTTP))
	case bytes.HasPrefix(rest, schemeNone):
		n, protocol = webLength(rest, 0), []byte("https")
	default:
		n, kind = mailLength(rest), ast.AutoLinkEmail
	}
	if n == 0 || pc.IsInLinkLabel() {
		return nil
	}
	if kind == ast.AutoLinkURL && protocol == nil && classify(string(rest[:n])) != external {
		return nil
	}
	if protocol != nil && classify("https://"+string(rest[:n])) != external {
		return nil
	}
	if lead > 0 {
		ast.MergeOrAppendTextSegment(parent, segment.WithStop(segment.Start+1))
	}
	block.Advance(lead + n)
	start := segment.Start + lead
	link := ast.NewAutoLink(kind, ast.NewTextSegment(text.NewSegment(start, start+n)))
	link.SetPos(start)
	link.Protocol = protocol
	return link
}

// webLength returns how many bytes of s, whose scheme is given by its length,
// belong to the address; 0 when its host has no dot.
func webLength(s []byte, scheme int) int {
	end := scheme
	for end < len(s) && s[end] > ' ' && s[end] != '<' && end < maxURL {
		end++
	}
	// Punctuation at the end belongs to the sentence, and an unmatched closing
	// parenthesis to an opening one before the address.
	opened, closed := bytes.Count(s[:end], []byte{'('}), bytes.Count(s[:end], []byte{')'})
trim:
	for end > scheme {
		switch s[end-1] {
		case '?', '!', '.', ',', ':', ';', '*', '_', '~', '\'', '"':
			end--
		case ')':
			if closed <= opened {
				break trim
			}
			closed--
			end--
		default:
			break trim
		}
	}
	host := s[scheme:end]
	if i := bytes.IndexAny(host, "/?#:"); i >= 0 {
		host = host[:i]
	}
	if dot := bytes.LastIndexByte(host, '.'); dot <= 0 || dot == len(host)-1 {
		return 0
	}
	return end
}

// mailLength returns how many bytes at the beginning of s are a mail address:
// at most 64 before the @ (RFC 5321 §4.5.3.1.1) and a host with a dot.
func mailLength(s []byte) int {
	at := 0
	for at < len(s) && at <= 64 && (isWord(s[at]) || s[at] == '.' || s[at] == '+' || s[at] == '-' || s[at] == '_') {
		at++
	}
	if at == 0 || at > 64 || at >= len(s) || s[at] != '@' || !isWord(s[0]) {
		return 0
	}
	end := at + 1
	for end < len(s) && end-at < 254 && (isWord(s[end]) || s[end] == '-' || s[end] == '.') {
		end++
	}
	for end > at && (s[end-1] == '.' || s[end-1] == '-') {
		end--
	}
	if bytes.IndexByte(s[at:end], '.') < 2 || end < len(s) && s[end] == '_' {
		return 0
	}
	return end
}

func isWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}
