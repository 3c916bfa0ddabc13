package yaml

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	library "gopkg.in/yaml.v3"

	"corkboard/generator/problem"
)

// reader turns one file into a tree.
type reader struct {
	file     string
	lines    []string
	limits   Limits
	nodes    int
	full     bool // the node limit was reached and reported
	room     []Node
	problems problem.List

	at rowAt // where the newest plain scalar begins
}

// rowAt is a place in a line. Scalars are read in order, so that each is looked for
// from the one before: a line may hold a hundred thousand.
type rowAt struct {
	line, col, offset int
	marks             int // where the last # of the line is; -1 = it has none
}

// node allocates a node together with others of the same file.
func (r *reader) node(n Node) *Node {
	if len(r.room) == cap(r.room) {
		r.room = make([]Node, 0, 32)
	}
	r.room = append(r.room, n)
	return &r.room[len(r.room)-1]
}

// mostReported limits the problems of one file: nobody reads more, and a hostile
// file could have one in every other byte.
const mostReported = 2000

func (r *reader) add(rule string, line, col, width int, text, hint, fix string) {
	if len(r.problems) >= mostReported {
		return
	}
	p := problem.Problem{Rule: rule, Level: problem.Error, File: r.file, Line: line, Col: col, Width: width, Text: text, Hint: hint, Fix: fix}
	if line >= 1 && line <= len(r.lines) {
		p.Source = r.lines[line-1]
	}
	r.problems = append(r.problems, p)
}

// ParseText is Parse for text that has passed Text.
func ParseText(file, text string, limits Limits) (*Node, problem.List) {
	r := &reader{file: file, lines: strings.Split(text, "\n"), limits: limits.withDefaults()}
	if blank(r.lines) {
		r.add("empty-file", 0, 0, 0, "the file is empty", "", "")
		return nil, r.problems
	}
	doc, more, err := parse(text)
	if err != nil {
		node := r.repair()
		return node, r.problems
	}
	if more > 0 {
		r.add("second-document", more, 1, 3, "a second document begins here", "put each listing in its own file, or use a map of id to listing", "")
	}
	if doc == nil || doc.Kind == library.ScalarNode && doc.Value == "" && doc.Style == 0 && doc.Anchor == "" {
		r.add("empty-file", 0, 0, 0, "the file has only comments", "", "")
		return nil, r.problems
	}
	root := r.convert(doc, 0, 1)
	r.oneListing(root)
	return root, r.problems
}

// oneListing makes one problem of the many that a second listing in the same file
// gives, all of whose fields are there already.
func (r *reader) oneListing(root *Node) {
	const several = 3
	first, fields := -1, map[string]bool{}
	for i, p := range r.problems {
		if p.Rule == "duplicate-key" && p.Col == 1 {
			if first < 0 {
				first = i
			}
			fields[p.Text] = true
		}
	}
	if root == nil || len(fields) < several {
		return
	}
	begin := r.problems[first]
	r.problems = slices.DeleteFunc(r.problems, func(p problem.Problem) bool { return p.Rule == "duplicate-key" && p.Col == 1 })
	r.add("second-document", begin.Line, 1, begin.Width, "a second listing begins here", "put each listing in its own file, or use a map of id to listing", "")
}

func blank(lines []string) bool {
	for _, line := range lines {
		if t := strings.TrimSpace(line); t != "" && t != "---" && t != "..." {
			return false
		}
	}
	return true
}

// parse runs the library over text and returns the root of its first
// document; nil if there is none. more is the line of a second document, 0 if
// there is none. Nothing is decoded into Go values: that is where the library
// expands aliases, guesses types and searches for duplicate keys in quadratic
// time.
func parse(text string) (root *library.Node, more int, err error) {
	d := library.NewDecoder(strings.NewReader(text))
	var doc library.Node
	switch err := d.Decode(&doc); {
	case errors.Is(err, io.EOF):
		return nil, 0, nil
	case err != nil:
		return nil, 0, err
	}
	if len(doc.Content) == 0 {
		return nil, 0, nil
	}
	var second library.Node
	switch err := d.Decode(&second); {
	case errors.Is(err, io.EOF):
	case err != nil:
		return nil, 0, err
	case second.Kind == library.DocumentNode && len(second.Content) > 0 && !(second.Content[0].Tag == "!!null" && second.Content[0].Value == ""):
		more = max(1, second.Content[0].Line-1)
	}
	return doc.Content[0], more, nil
}

// convert copies a node of the library to a Node and refuses features that
// listings do not need. down is added to its lines.
func (r *reader) convert(n *library.Node, down, depth int) *Node {
	// A missing value may be after the last line.
	line := min(n.Line+down, len(r.lines))
	r.nodes++
	if r.nodes > r.limits.Nodes {
		if !r.full {
			r.full = true
			r.add("too-many-values", line, n.Column, 1, fmt.Sprintf("the file has more than %d values", r.limits.Nodes), "split it into several files", "")
		}
		return nil
	}
	if depth > r.limits.Depth {
		r.add("too-deep", line, n.Column, 1, fmt.Sprintf("this is nested more than %d levels deep", r.limits.Depth), "", "")
		return nil
	}
	if n.Anchor != "" {
		r.add("anchor", line, n.Column, 1, fmt.Sprintf("“&%s” names a value to repeat it elsewhere, which is not supported", clip(n.Anchor)),
			hinted("a text that begins with & needs quotes", r.quotedAt(line, n.Column)), r.quotedAt(line, n.Column))
	}
	if n.Style&library.TaggedStyle != 0 {
		r.add("tag", line, n.Column, 1, fmt.Sprintf("“%s” gives the value a type, which is not supported", clip(n.Tag)),
			hinted("a text that begins with ! needs quotes", r.quotedAt(line, n.Column)), r.quotedAt(line, n.Column))
	}
	switch n.Kind {
	case library.AliasNode:
		r.add("anchor", line, n.Column, 1, fmt.Sprintf("“*%s” repeats a value from elsewhere, which is not supported", clip(n.Value)),
			hinted("a text that begins with * needs quotes", r.quotedAt(line, n.Column)), r.quotedAt(line, n.Column))
		return nil
	case library.ScalarNode:
		return r.scalar(n, line)
	case library.SequenceNode:
		out := r.node(Node{Kind: List, Line: line, Col: n.Column, Items: make([]*Node, 0, len(n.Content))})
		for _, child := range n.Content {
			if c := r.convert(child, down, depth+1); c != nil {
				out.Items = append(out.Items, c)
			}
		}
		return out
	case library.MappingNode:
		return r.mapping(n, down, depth)
	}
	r.add("bad-yaml", line, n.Column, 1, "this cannot be read", "", "")
	return nil
}

func (r *reader) scalar(n *library.Node, line int) *Node {
	out := r.node(Node{Kind: Scalar, Value: n.Value, Line: line, Col: n.Column})
	switch {
	case n.Style&(library.LiteralStyle|library.FoldedStyle) != 0:
		out.Block = true
	case n.Style&(library.SingleQuotedStyle|library.DoubleQuotedStyle) == 0:
		out.Plain = true
		out.Null = n.Value == "" || n.Value == "~" || n.Value == "null"
		out.Cut = r.cut(out)
	}
	if !plainASCII(n.Value) {
		// Unwanted characters of the file are removed already; these were escapes.
		var found problem.List
		out.Value, found = clean(r.file, n.Value, nil)
		for _, p := range found {
			if p.Rule == "replacement-character" {
				continue // was in the file itself, and is reported already
			}
			p.Line, p.Col, p.Width, p.Fix = line, n.Column, 1, ""
			p.Source = r.lines[min(line, len(r.lines))-1]
			p.Text = strings.Replace(p.Text, "found", "found an escape for", 1)
			r.problems = append(r.problems, p)
		}
	}
	return out
}

// cut returns the comment after a plain scalar. YAML ends a text at " #", so that
// "Meet at gate #4" silently becomes "Meet at gate".
func (r *reader) cut(n *Node) string {
	if n.Line > len(r.lines) || n.Value == "" {
		return ""
	}
	row := r.lines[n.Line-1]
	if r.at.line != n.Line || r.at.col > n.Col {
		r.at = rowAt{n.Line, 1, 0, strings.LastIndexByte(row, '#')}
	}
	for ; r.at.col < n.Col; r.at.col++ {
		_, size := utf8.DecodeRuneInString(row[r.at.offset:])
		r.at.offset += size
	}
	rest := row[r.at.offset:]
	if r.at.marks < r.at.offset && strings.HasPrefix(rest, n.Value) {
		return ""
	}
	value := n.Value
	for line := n.Line; ; line++ {
		if after, ok := strings.CutPrefix(rest, value); ok {
			if t := strings.TrimLeft(after, " \t"); strings.HasPrefix(t, "#") && t != after {
				return t
			}
			return ""
		}
		// A folded text: its first line equals this line, up to white space.
		part := strings.TrimSpace(rest)
		if part != "" && !strings.HasPrefix(value, part) || line >= len(r.lines) {
			return ""
		}
		value = strings.TrimLeft(value[len(part):], " \n")
		rest = strings.TrimLeft(r.lines[line], " \t")
	}
}

func (r *reader) mapping(n *library.Node, down, depth int) *Node {
	out := r.node(Node{Kind: Map, Line: min(n.Line+down, len(r.lines)), Col: n.Column, Pairs: make([]Pair, 0, len(n.Content)/2)})
	var seen map[string]int
	if len(n.Content) > 16 {
		seen = make(map[string]int, len(n.Content)/2)
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		if k.Tag == "!!merge" && k.Style == 0 || k.Value == "<<" && k.Style == 0 {
			r.add("anchor", k.Line+down, k.Column, 2, "“<<” copies fields from elsewhere, which is not supported", "write the fields out", "")
			continue
		}
		if k.Kind != library.ScalarNode {
			r.add("key-not-text", k.Line+down, k.Column, 1, "the name of a field must be a word", "", r.quotedAt(k.Line+down, k.Column))
			continue
		}
		key := r.convert(k, down, depth)
		if key == nil {
			return out
		}
		first := 0
		if seen != nil {
			first = seen[key.Value]
		} else {
			for _, p := range out.Pairs {
				if p.Key.Value == key.Value {
					first = p.Key.Line
				}
			}
		}
		if first > 0 {
			r.add("duplicate-key", key.Line, key.Col, key.Width(), fmt.Sprintf("“%s” is already on line %d", clip(key.Value), first), "keep one of the two", "")
			r.convert(v, down, depth+1) // to report what is wrong in it, too
			continue
		}
		if n.Style&library.FlowStyle != 0 && v.Kind == library.ScalarNode && v.Value == "" && v.Style == 0 {
			r.braces(n, key, out)
			continue
		}
		value := r.convert(v, down, depth+1)
		if value == nil {
			if depth == 1 {
				out.Lost = append(out.Lost, key.Value)
			}
			continue
		}
		if seen != nil {
			seen[key.Value] = key.Line
		}
		out.Pairs = append(out.Pairs, Pair{key, value})
	}
	return out
}

// braces explains a key without a value in { }: there a comma ends an unquoted
// text, and the rest of it becomes a key.
func (r *reader) braces(n *library.Node, key *Node, out *Node) {
	if len(out.Pairs) == 0 {
		r.add("braces-comma", key.Line, key.Col, key.Width(), fmt.Sprintf("“%s” has no value", clip(key.Value)), "write it without braces, one field per line, or in quotes", r.quotedBraces(key))
		return
	}
	before := out.Pairs[len(out.Pairs)-1]
	if before.Value.Kind == Scalar && before.Value.Plain {
		whole := before.Value.Value + ", " + key.Value
		fix := ""
		if row := r.lines[key.Line-1]; before.Value.Line == key.Line {
			fix = strings.Replace(row, whole, Quote(whole), 1)
			if fix == row {
				fix = ""
			}
		}
		r.add("braces-comma", key.Line, key.Col, key.Width(),
			fmt.Sprintf("inside braces a comma ends the text, so “%s” became a separate field", clip(key.Value)),
			hinted("put the text in quotes", fix), fix)
		before.Value.Value = whole
		return
	}
	r.add("braces-comma", key.Line, key.Col, key.Width(), fmt.Sprintf("“%s” has no value", clip(key.Value)), "write it without braces, one field per line", "")
}

func hinted(words, fix string) string {
	if fix == "" {
		return words
	}
	return words + ": " + strings.TrimSpace(fix)
}

func (r *reader) quotedBraces(key *Node) string {
	row := r.lines[key.Line-1]
	open, shut := strings.IndexByte(row, '{'), strings.LastIndexByte(row, '}')
	if open < 0 || shut < open || strings.TrimSpace(row[shut+1:]) != "" || strings.Contains(row[open:shut], ": ") {
		return ""
	}
	return row[:open] + Quote(row[open:shut+1])
}

// quotedAt returns the line with the text from col on in quotes; "" if it has
// quotes already.
func (r *reader) quotedAt(line, col int) string {
	if line < 1 || line > len(r.lines) || len(r.lines[line-1]) > problem.LongLine {
		return ""
	}
	runes := []rune(r.lines[line-1])
	if col < 1 || col > len(runes) {
		return ""
	}
	rest := strings.TrimRight(string(runes[col-1:]), " ")
	if rest == "" || strings.ContainsAny(rest, `"'`) {
		return ""
	}
	return string(runes[:col-1]) + Quote(rest)
}

// Quote writes s as a quoted YAML scalar on one line.
func Quote(s string) string {
	if strings.ContainsAny(s, "\"\\") && !strings.ContainsAny(s, "'\n\t") {
		return "'" + s + "'"
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`).Replace(s) + `"`
}

// clip shortens a word for a message.
func clip(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	if utf8.RuneCountInString(s) > 60 {
		return string([]rune(s)[:59]) + "…"
	}
	return s
}
