package town

import (
	"strconv"
	"strings"
)

// sheet is a file being written: lines of block YAML, as a contributor would
// write them, and Markdown.
type sheet struct {
	b       []byte
	spanish bool // texts with a Spanish version are written in both
}

func (s *sheet) reset(spanish bool) { s.b, s.spanish = s.b[:0], spanish }

// line writes text as it is, indented by two spaces per level.
func (s *sheet) line(level int, parts ...string) {
	for range level {
		s.b = append(s.b, "  "...)
	}
	for _, p := range parts {
		s.b = append(s.b, p...)
	}
	s.b = append(s.b, '\n')
}

// field writes "key: value", in quotes where YAML needs them.
func (s *sheet) field(level int, key, value string) { s.line(level, key, ": ", scalar(value)) }

func (s *sheet) number(level int, key string, n int) { s.line(level, key, ": ", strconv.Itoa(n)) }

func (s *sheet) decimal(level int, key string, f float64, digits int) {
	s.line(level, key, ": ", strconv.FormatFloat(f, 'f', digits, 64))
}

// text writes a text for readers, as a map by language when Spanish is
// available and wanted.
func (s *sheet) text(level int, key string, t words) {
	if !s.spanish || t.es == "" {
		s.field(level, key, t.en)
		return
	}
	s.line(level, key, ":")
	s.field(level+1, "en", t.en)
	s.field(level+1, "es", t.es)
}

// list writes words in a row; a single one without brackets.
func (s *sheet) list(level int, key string, items []string) {
	switch len(items) {
	case 0:
	case 1:
		s.line(level, key, ": ", inRow(items[0]))
	default:
		quoted := make([]string, len(items))
		for i, item := range items {
			quoted[i] = inRow(item)
		}
		s.line(level, key, ": [", strings.Join(quoted, ", "), "]")
	}
}

// lines writes one text per line.
func (s *sheet) lines(level int, key string, items []string) {
	s.line(level, key, ":")
	for _, item := range items {
		s.line(level+1, "- ", scalar(item))
	}
}

func (s *sheet) answer(level int, key string, yes bool) {
	if yes {
		s.line(level, key, ": yes")
		return
	}
	s.line(level, key, ": no")
}

// scalar quotes a text that YAML would not read back unchanged.
func scalar(t string) string {
	if t == "" || strings.ContainsAny(t[:1], "!&*{}[]|>@`%#\"',?-") || strings.Contains(t, ": ") || strings.Contains(t, " #") || strings.HasSuffix(t, ":") {
		return quoted(t)
	}
	return t
}

// inRow quotes what would end an entry between brackets, or is all digits.
func inRow(t string) string {
	if strings.ContainsAny(t, ",[]{}") || strings.Trim(t, "0123456789") == "" {
		return quoted(t)
	}
	return scalar(t)
}

func quoted(t string) string { return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(t) + `"` }

// slug is a name as an id: lower-case ASCII letters, digits and hyphens.
func slug(name string) string {
	b := make([]byte, 0, len(name))
	for i := range len(name) {
		c := name[i]
		switch {
		case c >= 'A' && c <= 'Z':
			b = append(b, c+'a'-'A')
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			b = append(b, c)
		case c == '\'' || c == '.':
		case len(b) > 0 && b[len(b)-1] != '-':
			b = append(b, '-')
		}
	}
	return strings.TrimRight(string(b), "-")
}

// cut shortens an id to at most n bytes, at a hyphen.
func cut(id string, n int) string {
	if len(id) <= n {
		return id
	}
	id = id[:n+1]
	if i := strings.LastIndexByte(id, '-'); i > 0 {
		return id[:i]
	}
	return id[:n]
}
