package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// Plain returns the words of source without any markup, one line for each
// paragraph, heading, list item and table row.
func Plain(source string) (plain string) {
	source = lines(source)
	if len(source) > MaxBytes {
		source = cut(source, MaxBytes)
	}
	if !marked(source) {
		return collapse(string(appendRaw(nil, []byte(source), false)))
	}
	defer func() {
		if recover() != nil {
			plain = collapse(string(appendRaw(nil, []byte(source), false)))
		}
	}()
	root, _ := parse([]byte(source))
	return collapse(string(appendPlain(make([]byte, 0, len(source)), root, []byte(source))))
}

// marked reports whether source may have markup. Most bodies are plain prose and
// need no parsing.
func marked(source string) bool {
	lineStart, indent := true, 0
	for i := range len(source) {
		switch c := source[i]; {
		case c == '\n':
			lineStart, indent = true, 0
			continue
		case c < ' ' || markup[c]:
			return true
		case lineStart && (c == '-' || c == '+' || c == '=' || c == ':' || c >= '0' && c <= '9'):
			return true
		case lineStart && c == ' ':
			if indent++; indent == 4 {
				return true
			}
			continue
		}
		lineStart = false
	}
	return false
}

var markup = func() (is [256]bool) {
	for _, c := range []byte("*_`[]<>&\\#~|") {
		is[c] = true
	}
	return is
}()

// collapse replaces each run of white space with one space, or with one line break
// if it has two of them: an empty line or the end of a block.
func collapse(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	breaks, space := 0, false
	for _, r := range s {
		if r == '\n' {
			breaks++
			continue
		}
		if unicode.IsSpace(r) {
			space = true
			continue
		}
		if b.Len() > 0 {
			if breaks > 1 {
				b.WriteByte('\n')
			} else if breaks == 1 || space {
				b.WriteByte(' ')
			}
		}
		breaks, space = 0, false
		b.WriteRune(r)
	}
	return b.String()
}

// appendPlain appends the words of n; a block ends with two line breaks.
func appendPlain(dst []byte, n ast.Node, source []byte) []byte {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			if value := c.Segment.Value(source); c.IsRaw() {
				dst = appendRaw(dst, value, false)
			} else {
				dst = appendText(dst, value, false)
			}
			if c.SoftLineBreak() || c.HardLineBreak() {
				dst = append(dst, ' ')
			}
		case *ast.CodeSpan:
			dst = appendCode(dst, c, source, false)
		case *ast.AutoLink:
			dst = appendRaw(dst, c.Label(source), false)
		case *ast.String:
			dst = appendRaw(dst, c.Value, false)
		case *ast.CodeBlock, *ast.FencedCodeBlock:
			segments := c.Lines()
			for i := range segments.Len() {
				line := segments.At(i)
				dst = append(appendRaw(dst, line.Value(source), false), '\n')
			}
		case *ast.RawHTML, *ast.LinkReferenceDefinition, *ast.ThematicBreak:
		case *extast.TableCell:
			dst = append(appendPlain(dst, c, source), ' ')
		default:
			dst = appendPlain(dst, c, source)
		}
		if c.Type() == ast.TypeBlock && c.Kind() != extast.KindTableCell {
			dst = append(dst, '\n', '\n')
		}
	}
	return dst
}

// Excerpt returns the beginning of Plain on one line: whole words, at most the
// given number of runes, with an ellipsis if it was cut.
func Excerpt(source string, runes int) string {
	s := strings.ReplaceAll(Plain(source), "\n", " ")
	if runes <= 0 {
		return ""
	}
	if utf8.RuneCountInString(s) <= runes {
		return s
	}
	// One rune is kept for the ellipsis.
	n, end := 0, 0
	for i := range s {
		if n == runes-1 {
			end = i
			break
		}
		n++
	}
	if space := strings.LastIndexByte(s[:end+1], ' '); space > end/2 {
		end = space
	} else {
		// Scripts without spaces: at least do not split combined characters.
		for end > 0 {
			r, _ := utf8.DecodeRuneInString(s[end:])
			before, _ := utf8.DecodeLastRuneInString(s[:end])
			if !unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc, unicode.Sk) && r != '\u200d' && before != '\u200d' && r != '\ufe0f' {
				break
			}
			_, size := utf8.DecodeLastRuneInString(s[:end])
			end -= size
		}
	}
	return strings.TrimRight(s[:end], " ,;:.–—-(") + "…"
}
