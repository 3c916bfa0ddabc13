package markdown

import (
	"bytes"
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// Codes of findings.
const (
	codeTag    = "raw-html"
	codeAlt    = "image-without-words"
	codeRemote = "remote-image"
	codeLink   = "bad-link"
	codeEmpty  = "empty-link"
	codeTitle  = "link-title"
	codeLong   = "body-too-long"
	codeDeep   = "body-too-deep"
	codeWide   = "table-too-wide"
	codeCostly = "body-too-costly"
	codePanic  = "body-unreadable"
)

// Finding is a part of a body that will not be shown as written.
type Finding struct {
	Line, Col, Width int    // 1-based, in runes
	Code             string // such as "raw-html"
	Text, Hint       string // for the neighbor who wrote it
}

// Link is the target of a link or an image: escapes and entities are decoded, and
// a mail address begins with "mailto:".
type Link struct {
	URL       string
	Line, Col int  // 1-based, in runes; where the link begins
	Image     bool // it is an image
}

// Lint returns what will not be shown as written, sorted by position. It parses
// only bodies with something suspicious.
func Lint(source string) []Finding {
	if !suspicious(source) {
		return nil
	}
	return lint(source)
}

func lint(source string) (found []Finding) {
	source = lines(source)
	l := linter{source: []byte(source)}
	defer func() {
		if recover() != nil {
			found = []Finding{{Line: 1, Col: 1, Width: 1, Code: codePanic, Text: "this text cannot be formatted, so it is shown as typed",
				Hint: "write it with plain paragraphs, lists and links"}}
		}
	}()
	if len(source) > MaxBytes {
		l.add(len(cut(source, MaxBytes)), 1, codeLong,
			fmt.Sprintf("the text is %d KB long, and only the first %d KB are shown", (len(source)+1023)>>10, MaxBytes>>10),
			"shorten it, or link to a page with the rest")
		return l.found
	}
	root, spent := parse(l.source)
	for _, e := range spent.over {
		switch e.code {
		case codeDeep:
			l.add(e.offset, 1, codeDeep, fmt.Sprintf("quotes or lists are nested more than %d levels deep", MaxDepth), "begin the lines with fewer marks")
		case codeWide:
			l.add(e.offset, 1, codeWide, fmt.Sprintf("the table has more than %d columns", MaxColumns), "split it into several tables, or write a list")
		default:
			l.add(e.offset, 1, codeCostly, "from here on the text has too many marks, which are shown as typed", "use fewer brackets, stars and tables")
		}
	}
	l.walk(root, 0)
	if l.cost > maxOutput(len(source)) {
		l.add(0, 1, codeCostly, "the page would be many times as long as this text", "shorten the addresses that are used repeatedly")
	}
	slices.SortStableFunc(l.found, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
	})
	return l.found
}

// plainLink matches a typical link without findings: plain words, and a plain
// address on the web or on this site.
var plainLink = regexp.MustCompile(`^\[[A-Za-z0-9][A-Za-z0-9 ,.'-]*\]\((?:https?://[a-z0-9][a-z0-9.-]*(?:/[A-Za-z0-9/._=+-]*)?|/[a-z0-9-][a-z0-9/-]*)\)`)

const longLink = 300 // bytes; longer ones are parsed

// suspicious reports whether Lint must parse the source. In doubt it must.
func suspicious(source string) bool {
	if len(source) > MaxBytes || strings.Contains(source, "<") {
		return true
	}
	marks, columns := 0, 0
	depth, lineStart := 0, true
	for i := range len(source) {
		c := source[i]
		switch c {
		case '\n', '\r':
			depth, columns, lineStart = 0, 0, true
			continue
		case '[':
			if i > 0 && source[i-1] == '!' || !plainLink.MatchString(source[i:min(len(source), i+longLink)]) {
				return true
			}
		case '*', '_', '~', '`', ']', '!':
			marks++
		case '|':
			// Cells are limited too, and there are at most as many as marks allow.
			if columns++; columns >= MaxColumns { // that many separators make one more column
				return true
			}
			marks++
		}
		if lineStart {
			switch {
			case c == ' ' || c == '\t' || c == '>' || c == '-' || c == '+' || c == '*' || c == '.' || c == ')' || c >= '0' && c <= '9':
				if depth++; depth > MaxDepth {
					return true
				}
			default:
				lineStart = false
			}
		}
	}
	return marks > maxCells/MaxColumns && strings.Contains(source, "|") || marks > MaxDepth
}

type linter struct {
	source []byte
	found  []Finding
	deep   bool
	cost   int // approximate bytes of HTML
}

// add records a finding at a byte offset.
func (l *linter) add(offset, width int, code, text, hint string) {
	line, col := position(l.source, offset)
	l.found = append(l.found, Finding{Line: line, Col: col, Width: max(1, width), Code: code, Text: text, Hint: hint})
}

// position returns line and column of a byte offset, 1-based, in runes.
func position(source []byte, offset int) (line, col int) {
	offset = min(max(offset, 0), len(source))
	before := source[:offset]
	start := bytes.LastIndexByte(before, '\n') + 1
	return bytes.Count(before, []byte{'\n'}) + 1, utf8.RuneCount(before[start:]) + 1
}

func (l *linter) walk(n ast.Node, depth int) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		inner := depth
		switch c := c.(type) {
		case *ast.RawHTML:
			l.tag(c)
		case *ast.Link:
			l.link(c)
			inner++
		case *ast.AutoLink:
			l.autoLink(c)
		case *ast.Image:
			l.image(c)
		case *ast.Emphasis, *extast.Strikethrough:
			l.cost += 20
			if inner++; inner > MaxDepth && !l.deep {
				l.deep = true
				l.add(c.Pos(), 1, codeDeep, fmt.Sprintf("bold and italic words are nested more than %d levels deep", MaxDepth), "use fewer stars and underscores")
			}
		case *ast.Text:
			l.cost += c.Segment.Len()
		default:
			l.cost += 16
		}
		l.walk(c, inner)
	}
}

func (l *linter) tag(n *ast.RawHTML) {
	if n.Segments.Len() == 0 {
		return
	}
	segment := n.Segments.At(0)
	tag := strings.TrimSpace(string(segment.Value(l.source)))
	if strings.HasPrefix(tag, "</") && slices.ContainsFunc(l.found, func(f Finding) bool { return f.Code == codeTag }) {
		return // its beginning is reported already
	}
	hint := "delete it; write **bold**, *italic* or [words](https://…) instead"
	if strings.HasPrefix(tag, "<!--") {
		hint = "delete it; a note for other editors can be a line that begins with # above the text"
	} else if strings.HasPrefix(strings.ToLower(tag), "<br") {
		hint = "end the line with a backslash, or leave an empty line for a new paragraph"
	}
	l.add(segment.Start, utf8.RuneCountInString(tag), codeTag, fmt.Sprintf("%s is HTML, which is not shown", short(tag)), hint)
}

func (l *linter) link(n *ast.Link) {
	url := decode(n.Destination)
	l.cost += 64 + len(url)
	if why := complaint(url); why != "" {
		l.add(n.Pos(), 1, codeLink, why, goodLink)
	} else if !hasWords(n) {
		l.add(n.Pos(), 1, codeEmpty, fmt.Sprintf("the link to %s has no words", short(url)), "write between the brackets where it leads: [opening hours]("+short(url)+")")
	}
	if len(n.Title) > 0 {
		l.add(n.Pos(), 1, codeTitle, fmt.Sprintf("the words in quotes after the address %s are not shown", short(url)), "write them in the text; phones and screen readers would not show them")
	}
}

const goodLink = "write an address that begins with https://, mailto: or tel:, or a path of this site such as /calendar/"

// complaint returns why url is not published; "" if it is.
func complaint(url string) string {
	switch {
	case classify(url) != bad:
		return ""
	case url == "":
		return "the link has no address"
	case len(url) > maxURL:
		return fmt.Sprintf("the address of the link is %d characters long", utf8.RuneCountInString(url))
	case strings.HasPrefix(url, "//"):
		return fmt.Sprintf("the link %s does not begin with https:", short(url))
	case strings.ContainsAny(url, " \t\n"):
		return fmt.Sprintf("the link %s contains a space", short(url))
	}
	return fmt.Sprintf("the link %s cannot be published", short(url))
}

func (l *linter) autoLink(n *ast.AutoLink) {
	url := autoURL(n, l.source)
	l.cost += 64 + 2*len(url)
	if target := classify(url); target == bad {
		l.add(n.Pos(), utf8.RuneCount(n.Label(l.source)), codeLink, complaint(url), goodLink)
	}
}

func (l *linter) image(n *ast.Image) {
	url := decode(n.Destination)
	l.cost += 64 + len(url)
	switch classify(url) {
	case internal:
	case external:
		l.add(n.Pos(), 1, codeRemote, fmt.Sprintf("the picture %s is on another site, which would learn who reads this page", short(url)),
			"put the file in the media folder and write its path")
		return
	default:
		l.add(n.Pos(), 1, codeRemote, fmt.Sprintf("the picture %s is not a file of this site", short(url)), "put the file in the media folder and write its path")
		return
	}
	if len(bytes.TrimSpace(appendPlain(nil, n, l.source))) == 0 {
		l.add(n.Pos(), 1, codeAlt, fmt.Sprintf("the picture %s has no words for people who cannot see it", short(url)),
			"describe it between the brackets: ![The green door next to the library]("+short(url)+")")
	}
}

// short returns at most 60 runes of s without control characters, for messages.
func short(s string) string {
	s = string(appendRaw(nil, []byte(strings.Join(strings.Fields(s), " ")), false))
	if r := []rune(s); len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return s
}

// Links returns the targets of all links and images in order of appearance,
// including those that are not published.
func Links(source string) (links []Link) {
	source = lines(source)
	if len(source) > MaxBytes || !strings.ContainsAny(source, "[<@") && !strings.Contains(source, "://") && !strings.Contains(source, "www.") {
		return nil
	}
	defer func() {
		if recover() != nil {
			links = nil
		}
	}()
	src := []byte(source)
	root, _ := parse(src)
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		link := Link{}
		switch n := n.(type) {
		case *ast.Link:
			link.URL = decode(n.Destination)
		case *ast.Image:
			link.URL, link.Image = decode(n.Destination), true
		case *ast.AutoLink:
			link.URL = autoURL(n, src)
		default:
			return ast.WalkContinue, nil
		}
		link.Line, link.Col = position(src, n.Pos())
		links = append(links, link)
		return ast.WalkContinue, nil
	})
	return links
}
