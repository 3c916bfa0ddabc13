package markdown

import (
	"bytes"
	"strings"
	"sync"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// The cost of goldmark's parsers can be quadratic: each "[" may scan the rest of a
// paragraph, each "*" everything before it. So each one has a budget. Markup
// beyond the budget stays text, and one finding says where that began.

// budget counts what one parse has spent.
type budget struct {
	brackets, delimiters, cells, definitions int
	scanned                                  int // bytes of lookahead that parsers may have used
	over                                     []excess
}

// excess is the first place where a limit was exceeded.
type excess struct {
	code   string
	offset int // in bytes
}

func (b *budget) exceed(code string, offset int) {
	for _, e := range b.over {
		if e.code == code {
			return
		}
	}
	b.over = append(b.over, excess{code, offset})
}

var budgetKey = parser.NewContextKey()

func budgetOf(pc parser.Context) *budget { return pc.Get(budgetKey).(*budget) }

// theParser is shared: goldmark keeps the state of a parse in its context.
var theParser = sync.OnceValue(func() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(parser.NewSetextHeadingParser(), 100),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(shallow{parser.NewListParser()}, 300),
			util.Prioritized(parser.NewListItemParser(), 400),
			util.Prioritized(parser.NewCodeBlockParser(), 500),
			util.Prioritized(parser.NewATXHeadingParser(), 600),
			util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
			util.Prioritized(shallow{parser.NewBlockquoteParser()}, 800),
			// No HTML blocks: their tags are parsed as inlines, so that the text between them is kept.
			util.Prioritized(parser.NewParagraphParser(), 1000),
		),
		parser.WithInlineParsers(
			util.Prioritized(taskParser{}, 0),
			util.Prioritized(aheadParser{parser.NewCodeSpanParser()}, 100),
			util.Prioritized(linkParser{parser.NewLinkParser()}, 200),
			util.Prioritized(aheadParser{parser.NewAutoLinkParser()}, 300),
			util.Prioritized(aheadParser{parser.NewRawHTMLParser()}, 400),
			util.Prioritized(delimiterParser{parser.NewEmphasisParser()}, 500),
			util.Prioritized(delimiterParser{extension.NewStrikethroughParser()}, 600),
			util.Prioritized(bareLinkParser{}, 999),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(definitions{}, 100),
			util.Prioritized(tables{extension.NewTableParagraphTransformer()}, 200),
		),
		parser.WithASTTransformers(
			util.Prioritized(extension.NewTableASTTransformer(), 0),
		),
	)
})

// parse returns the document of source and what it spent. source must have
// passed lines and be at most MaxBytes long.
func parse(source []byte) (ast.Node, *budget) {
	b := &budget{}
	pc := parser.NewContext(parser.WithIDs(noIDs{}))
	pc.Set(budgetKey, b)
	return theParser().Parse(text.NewReader(source), parser.WithContext(pc)), b
}

// noIDs avoids the table of heading ids that goldmark makes for each parse.
type noIDs struct{}

func (noIDs) Generate([]byte, ast.NodeKind) []byte { return nil }
func (noIDs) Put([]byte)                           {}

// lines ends every line of s with "\n".
func lines(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// shallow limits the depth of containers.
type shallow struct{ parser.BlockParser }

func (s shallow) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	depth := 0
	for n := parent; n != nil; n = n.Parent() {
		if k := n.Kind(); k == ast.KindBlockquote || k == ast.KindList {
			depth++
		}
	}
	if depth < MaxDepth {
		return s.BlockParser.Open(parent, reader, pc)
	}
	// The parser runs first, since its trigger may be an ordinary digit.
	line, pos := reader.Position()
	if node, _ := s.BlockParser.Open(parent, reader, pc); node != nil {
		budgetOf(pc).exceed(codeDeep, pos.Start)
		reader.SetPosition(line, pos)
	}
	return nil, parser.NoChildren
}

// ahead charges for a parser that may scan the rest of its block, and reports
// whether that is within the budget.
func (b *budget) ahead(parent ast.Node, block text.Reader) bool {
	_, at := block.Position()
	segments := parent.Lines()
	if n := segments.Len(); n > 0 {
		b.scanned += max(0, segments.At(n-1).Stop-at.Start)
	}
	if b.scanned > maxScanned {
		b.exceed(codeCostly, at.Start)
		return false
	}
	return true
}

// linkParser is the parser of links and images with a budget.
type linkParser struct{ parser.InlineParser }

func (p linkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	b := budgetOf(pc)
	if b.brackets++; b.brackets > maxBrackets {
		_, at := block.Position()
		b.exceed(codeCostly, at.Start)
		return nil
	}
	if block.Peek() == ']' && !b.ahead(parent, block) {
		return nil
	}
	return p.InlineParser.Parse(parent, block, pc)
}

func (p linkParser) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	p.InlineParser.(parser.CloseBlocker).CloseBlock(parent, block, pc)
}

// aheadParser is a parser of code spans, autolinks or tags with a budget.
type aheadParser struct{ parser.InlineParser }

func (p aheadParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	if !budgetOf(pc).ahead(parent, block) {
		return nil
	}
	return p.InlineParser.Parse(parent, block, pc)
}

// delimiterParser is a parser of emphasis with a budget.
type delimiterParser struct{ parser.InlineParser }

func (p delimiterParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	b := budgetOf(pc)
	if b.delimiters++; b.delimiters > maxDelimiters {
		_, at := block.Position()
		b.exceed(codeCostly, at.Start)
		return nil
	}
	return p.InlineParser.Parse(parent, block, pc)
}

// definitions finds "[label]: address" lines. Each of them may scan the whole
// paragraph, so their number times its length is limited.
type definitions struct{}

func (definitions) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	segments := node.Lines()
	source := reader.Source()
	count, size := 0, 0
	for i := range segments.Len() {
		line := segments.At(i)
		size += line.Len()
		if value := bytes.TrimLeft(source[line.Start:line.Stop], " \t"); len(value) > 0 && value[0] == '[' {
			count++
		} else if i == 0 {
			return // the definitions of a paragraph are at its beginning
		}
	}
	b := budgetOf(pc)
	if b.definitions += count * size; b.definitions > maxDefinitions {
		b.exceed(codeCostly, segments.At(0).Start)
		return
	}
	parser.LinkReferenceParagraphTransformer.Transform(node, reader, pc)
}

// tables finds tables of a bounded size: goldmark pads each row to the width of
// the header, which can turn 7 KB into 10 MB.
type tables struct{ parser.ParagraphTransformer }

func (t tables) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	segments := node.Lines()
	source := reader.Source()
	if segments.Len() < 2 {
		return
	}
	b := budgetOf(pc)
	for i := 1; i < segments.Len(); i++ {
		line := segments.At(i)
		columns := delimiterColumns(source[line.Start:line.Stop])
		if columns == 0 {
			continue
		}
		if columns > MaxColumns {
			b.exceed(codeWide, segments.At(i-1).Start)
			return
		}
		header := segments.At(i - 1)
		if bytes.Count(source[header.Start:header.Stop], pipe) > 4*MaxColumns {
			return // not a header with that many columns
		}
		b.cells += columns * (segments.Len() - i)
		first, last := segments.At(0), segments.At(segments.Len()-1)
		// goldmark compares escaped pipes inside code pair by pair.
		if b.cells += bytes.Count(source[first.Start:last.Stop], escapedPipe); b.cells > maxCells {
			b.exceed(codeCostly, header.Start)
			return
		}
		break
	}
	t.ParagraphTransformer.Transform(node, reader, pc)
}

var pipe, escapedPipe = []byte("|"), []byte(`\|`)

// delimiterColumns returns the columns of a line such as "| --- | :-: |", or 0
// if it is not one.
func delimiterColumns(line []byte) int {
	line = bytes.Trim(line, " \t\n")
	if len(line) == 0 || len(bytes.Trim(line, "|:- \t\v\f")) > 0 {
		return 0
	}
	n := 1
	for i, c := range line {
		if c == '|' && i > 0 && i < len(line)-1 {
			n++
		}
	}
	return n
}
