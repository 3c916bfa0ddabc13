package yaml

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	library "gopkg.in/yaml.v3"
)

// One mistake of syntax must not hide the others. The file is cut at the keys of
// its root map, and each piece is read separately. If a piece cannot be read,
// common mistakes are searched for, reported with the corrected line, and
// corrected in a copy; the copy is then read again, so that its other mistakes
// are reported in the same run.

// mostRepairs limits how often one piece is read again.
const mostRepairs = 12

// mostProblems limits the mistakes of syntax that are reported for one file.
const mostProblems = 100

func (r *reader) repair() *Node {
	root := &Node{Kind: Map, Line: 1, Col: 1}
	seen := map[string]int{}
	for _, span := range r.pieces() {
		if len(r.problems) > mostProblems || r.full {
			break
		}
		piece := r.piece(span[0], span[1])
		root.Lost = append(root.Lost, piece.Lost...)
		for _, p := range piece.Pairs {
			if first := seen[p.Key.Value]; first > 0 {
				r.add("duplicate-key", p.Key.Line, p.Key.Col, p.Key.Width(), fmt.Sprintf("“%s” is already on line %d", clip(p.Key.Value), first), "keep one of the two", "")
				continue
			}
			seen[p.Key.Value] = p.Key.Line
			root.Pairs = append(root.Pairs, p)
		}
	}
	r.oneListing(root)
	if errors, _ := r.problems.Count(); errors == 0 {
		// Each piece can be read but not the whole: the file was cut in the wrong places.
		r.add("bad-yaml", 1, 0, 0, "the file cannot be read", "check that the indentation of its lines agrees", "")
	}
	if len(root.Pairs) > 0 {
		root.Line, root.Col = root.Pairs[0].Key.Line, 1
	}
	return root
}

// pieces returns, for each key of the root map, its span of lines: from inclusive
// to exclusive.
func (r *reader) pieces() [][2]int {
	var spans [][2]int
	start, content := 0, false
	said := false
	for i := range r.lines {
		row := r.lines[i]
		if row == "" {
			continue
		}
		if conflict(row) {
			if !said {
				r.add("merge-conflict", i+1, 1, utf8.RuneCountInString(row), "found two versions of these lines", "keep one of the two, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>", "")
				said = true
			}
			r.lines[i] = ""
			continue
		}
		if row == "---" || strings.HasPrefix(row, "--- ") || row == "..." {
			if content {
				r.add("second-document", i+1, 1, 3, "a second document begins here", "put each listing in its own file, or use a map of id to listing", "")
				spans = append(spans, [2]int{start, i})
				return spans
			}
			start = i + 1
			continue
		}
		switch row[0] {
		case ' ', '\t', '#', '}', ']':
			content = content || row[0] != '#' && strings.TrimSpace(row) != ""
			continue
		case '-':
			if content && (row == "-" || strings.HasPrefix(row, "- ")) {
				continue
			}
		}
		if content {
			spans = append(spans, [2]int{start, i})
			start = i
		}
		content = true
	}
	return append(spans, [2]int{start, len(r.lines)})
}

func conflict(row string) bool {
	return strings.HasPrefix(row, "<<<<<<< ") || strings.HasPrefix(row, ">>>>>>> ") || row == "======="
}

// piece reads the lines from (inclusive) to to (exclusive) as a map.
func (r *reader) piece(from, to int) *Node {
	lost := &Node{Kind: Map, Lost: []string{keyOf(r.lines[from:to])}}
	if blank(r.lines[from:to]) {
		return &Node{Kind: Map}
	}
	rows := append([]string(nil), r.lines[from:to]...)
	scanned := false
	for range mostRepairs {
		doc, _, err := parse("\n" + strings.Join(rows, "\n"))
		if err == nil {
			switch {
			case doc == nil:
				return &Node{Kind: Map}
			case doc.Kind == library.MappingNode:
				return r.convert(doc, from-1, 1)
			case doc.Kind == library.ScalarNode:
				i := doc.Line - 2
				if name, ok := r.atMargin(from, rows[max(0, i):]); ok {
					return &Node{Kind: Map, Lost: []string{name}}
				}
				if i >= 0 && i < len(rows) && doc.Style == 0 {
					if fixed, ok := r.missingColon(rows[i], from+i+1); ok {
						rows[i] = fixed
						continue
					}
				}
				r.add("no-key", from+max(1, doc.Line-1), 1, 1, "this line has no field name before a colon", "write the name of the field, a colon and a space before it", "")
			default:
				r.add("no-key", from+max(1, doc.Line-1), 1, 1, "found a list without the name of a field", "write the name of the field and a colon on the line before it", "")
			}
			return lost
		}
		if !scanned {
			scanned = true
			if r.scan(rows, from) {
				continue
			}
		}
		if !r.guess(rows, from, err) {
			return lost
		}
	}
	return lost
}

// sentence is how a text ends that goes on in the next line.
var sentence = regexp.MustCompile(`[.!?,;]$`)

// atMargin reports a text that begins at the margin although it belongs to the
// field above it, whose name it returns.
func (r *reader) atMargin(from int, rows []string) (name string, ok bool) {
	above := from - 1
	for above >= 0 && strings.TrimSpace(r.lines[above]) == "" {
		above--
	}
	if above < 0 || len(rows) == 0 || strings.HasPrefix(r.lines[above], " ") {
		return "", false
	}
	w, text := split(r.lines[above]), strings.TrimSpace(rows[0])
	name = w.name()
	block := blockHeader.MatchString(w.value)
	if w.key == "" || w.value != "" && !block && !sentence.MatchString(w.value) || !block && w.value == "" && !strings.Contains(text, " ") {
		return "", false
	}
	hint, fix := "indent it by two spaces", "  "+rows[0]
	switch {
	case block:
	case w.value == "":
		hint, fix = "write it after the colon: "+name+": "+text, ""
	default:
		hint, fix = "write:\n"+name+": |\n  "+w.value+"\n  "+text, ""
	}
	r.add("indentation", from+1, 1, utf8.RuneCountInString(rows[0]), "this text belongs to “"+clip(name)+"” above it, and begins at the margin", hint, fix)
	return name, true
}

// keyOf returns the name of the field at the beginning of a piece.
func keyOf(rows []string) string {
	for _, row := range rows {
		if t := strings.TrimSpace(row); t != "" && t[0] != '#' {
			key, _, _ := strings.Cut(row, ":")
			return strings.Trim(strings.TrimSpace(key), `"'`)
		}
	}
	return ""
}
