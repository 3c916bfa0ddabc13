// Package edit changes single values in a YAML file and leaves every other byte as
// it is: comments, blank lines, the order, the form of what somebody wrote. It does
// not know listings. An edit that would change anything else is refused.
package edit

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"corkboard/generator/yaml"
)

// File is a YAML file, or a Markdown file whose front matter is YAML.
type File struct {
	name  string
	lines []string // with their line breaks
	from  int      // lines[from:to] are YAML
	to    int
	root  *yaml.Node // its lines count from 1 at lines[from]
}

var (
	errUnreadable = errors.New("it can't be read as YAML; correct what check reports first")
	errFlow       = errors.New("it is written in braces on one line; write one field a line first")
)

// Read reads a file. name decides how: one that ends in .md has front matter.
func Read(name string, data []byte) (*File, error) {
	f := &File{name: name, lines: slices.Collect(strings.Lines(string(data)))}
	f.to = len(f.lines)
	if strings.HasSuffix(name, ".md") {
		if f.to == 0 || strings.TrimSpace(f.lines[0]) != "---" {
			return nil, fmt.Errorf("%s: %w", name, errUnreadable)
		}
		f.from = 1
		end := slices.IndexFunc(f.lines[1:], func(line string) bool { return strings.TrimSpace(line) == "---" })
		if end < 0 {
			return nil, fmt.Errorf("%s: %w", name, errUnreadable)
		}
		f.to = end + 1
	}
	root, problems := yaml.Parse(name, []byte(strings.Join(f.lines[f.from:f.to], "")), yaml.Limits{Bytes: 4 << 20, Depth: 64, Nodes: 1 << 20})
	if len(problems) > 0 || root == nil || root.Kind != yaml.Map {
		return nil, fmt.Errorf("%s: %w", name, errUnreadable)
	}
	f.root = root
	return f, nil
}

// Bytes are the file as it is now.
func (f *File) Bytes() []byte { return []byte(strings.Join(f.lines, "")) }

// Root is what the file says.
func (f *File) Root() *yaml.Node { return f.root }

// Set gives a field of a record a value, written in YAML on one line. entry names the
// record in a file of many; "" is the file itself. A field that is not there yet
// becomes the record's last.
func (f *File) Set(entry, key, value string) error {
	pairs, err := f.record(entry)
	if err != nil {
		return err
	}
	if len(pairs) == 0 {
		return fmt.Errorf("%s: %w", f.name, errFlow)
	}
	indent := strings.Repeat(" ", pairs[0].Key.Col-1)
	line := indent + key + ": " + value
	i := slices.IndexFunc(pairs, func(p yaml.Pair) bool { return p.Key.Value == key })
	if i < 0 {
		_, end := f.extent(pairs[len(pairs)-1])
		return f.replace(entry, key, end, end, line)
	}
	from, to := f.extent(pairs[i])
	if v := pairs[i].Value; v.Cut != "" {
		line += " " + v.Cut
	} else if v.Kind == yaml.Scalar && !v.Plain && !v.Block {
		if _, comment, found := strings.Cut(f.lines[from], " #"); found && !strings.ContainsAny(comment, `"'`) {
			line += " #" + strings.TrimRight(comment, "\r\n")
		}
	}
	return f.replace(entry, key, from, to, line)
}

// Remove takes a record out of a file of many, with the comment right above it.
func (f *File) Remove(entry string) error {
	i := slices.IndexFunc(f.root.Pairs, func(p yaml.Pair) bool { return p.Key.Value == entry })
	if i < 0 {
		return fmt.Errorf("%s has no entry %s", f.name, entry)
	}
	from, to := f.extent(f.root.Pairs[i])
	if i > 0 { // what begins the file is about all of it
		for from > f.from && strings.HasPrefix(f.lines[from-1], "#") {
			from--
		}
	}
	for to < f.to && strings.TrimSpace(f.lines[to]) == "" {
		to++
	}
	return f.splice(from, to, "", func(before, after *yaml.Node) bool {
		return after != nil && equal(without(before, entry), after)
	})
}

// Scalar replaces the value of a scalar of the file, which is on one line, by another
// text in YAML.
func (f *File) Scalar(n *yaml.Node, value string) error {
	at := f.from + n.Line - 1
	runes := []rune(f.lines[at])
	if n.Kind != yaml.Scalar || n.Block || n.Col-1+n.Width() > len(runes) {
		return fmt.Errorf("%s:%d: this value can't be replaced by itself", f.name, at+1)
	}
	line := string(runes[:n.Col-1]) + value + string(runes[n.Col-1+n.Width():])
	old := n.Value
	return f.splice(at, at+1, line, func(before, after *yaml.Node) bool {
		return after != nil && before.Count() == after.Count() && differences(before, after) == 1 && old != value
	})
}

// record returns the fields of a record.
func (f *File) record(entry string) ([]yaml.Pair, error) {
	if entry == "" {
		return f.root.Pairs, nil
	}
	n := f.root.Get(entry)
	if n == nil {
		return nil, fmt.Errorf("%s has no entry %s", f.name, entry)
	}
	i := slices.IndexFunc(f.root.Pairs, func(p yaml.Pair) bool { return p.Key.Value == entry })
	if n.Kind != yaml.Map || len(n.Pairs) > 0 && n.Pairs[0].Key.Line == f.root.Pairs[i].Key.Line {
		return nil, fmt.Errorf("%s: %w", f.name, errFlow)
	}
	return n.Pairs, nil
}

// extent is the lines of a pair, without the blank lines and comments below it.
func (f *File) extent(p yaml.Pair) (from, to int) {
	from = f.from + p.Key.Line - 1
	to = from + 1
	for i := to; i < f.to; i++ {
		line := strings.TrimRight(f.lines[i], "\r\n")
		text := strings.TrimLeft(line, " ")
		indent := len(line) - len(text)
		item := strings.HasPrefix(text, "- ") || text == "-"
		switch {
		case text == "", strings.HasPrefix(text, "#") && !p.Value.Block:
			continue
		case indent < p.Key.Col-1, indent == p.Key.Col-1 && !(item && p.Value.Kind == yaml.List):
			return from, to
		}
		to = i + 1
	}
	return from, to
}

// replace writes a line of a record's field and makes sure that nothing else
// changed.
func (f *File) replace(entry, key string, from, to int, line string) error {
	return f.splice(from, to, line, func(before, after *yaml.Node) bool {
		if entry != "" {
			if !equal(without(before, entry), without(after, entry)) {
				return false
			}
			before, after = before.Get(entry), after.Get(entry)
		}
		return after.Get(key) != nil && equal(without(before, key), without(after, key))
	})
}

// splice replaces lines, when what the file says then is what was meant.
func (f *File) splice(from, to int, line string, meant func(before, after *yaml.Node) bool) error {
	var put []string
	if line != "" {
		put = []string{strings.TrimRight(line, "\r\n")}
	}
	return f.exchange(from, to, put, meant)
}

// exchange is splice for several lines. Each gets a line break if it has none.
func (f *File) exchange(from, to int, put []string, meant func(before, after *yaml.Node) bool) error {
	eol := "\n"
	if len(f.lines) > 0 && strings.HasSuffix(f.lines[0], "\r\n") {
		eol = "\r\n"
	}
	lines, put := slices.Clone(f.lines), slices.Clone(put)
	for i, line := range put {
		if !strings.HasSuffix(line, "\n") {
			put[i] = line + eol
		}
	}
	if from > 0 && len(put) > 0 && !strings.HasSuffix(lines[from-1], "\n") {
		lines[from-1] += eol
	}
	lines = slices.Replace(lines, from, to, put...)
	after, err := Read(f.name, []byte(strings.Join(lines, "")))
	if err != nil || !meant(f.root, after.root) {
		return fmt.Errorf("%s:%d: this can't be changed without changing something else; please edit it by hand", f.name, from+1)
	}
	*f = *after
	return nil
}

// without is a map without one of its keys.
func without(n *yaml.Node, key string) *yaml.Node {
	out := &yaml.Node{Kind: yaml.Map}
	for _, p := range n.Pairs {
		if p.Key.Value != key {
			out.Pairs = append(out.Pairs, p)
		}
	}
	return out
}

// equal reports whether two trees say the same, wherever they are.
func equal(a, b *yaml.Node) bool {
	return a != nil && b != nil && a.Count() == b.Count() && differences(a, b) == 0
}

// differences is the number of scalars and keys that differ in two trees of one
// shape.
func differences(a, b *yaml.Node) int {
	const shapes = 1 << 20
	if a.Kind != b.Kind || len(a.Pairs) != len(b.Pairs) || len(a.Items) != len(b.Items) {
		return shapes
	}
	count := 0
	if a.Value != b.Value {
		count++
	}
	for i := range a.Pairs {
		if a.Pairs[i].Key.Value != b.Pairs[i].Key.Value {
			count++
		}
		count += differences(a.Pairs[i].Value, b.Pairs[i].Value)
	}
	for i := range a.Items {
		count += differences(a.Items[i], b.Items[i])
	}
	return count
}

// Fix puts corrected lines in the place of the lines they correct: as many as it
// has. A correction whose first line is not as it was found is left out. It returns
// how many were made.
func Fix(data []byte, fixes []Correction) ([]byte, int) {
	lines := slices.Collect(strings.Lines(string(data)))
	done, made := make([]bool, len(lines)), 0
	for _, c := range fixes {
		i, rows := c.Line-1, strings.Split(c.Fix, "\n")
		if i < 0 || i+len(rows) > len(lines) || strings.TrimRight(lines[i], "\r\n") != c.Source || c.Fix == c.Source {
			continue
		}
		if slices.Contains(done[i:i+len(rows)], true) {
			continue
		}
		for j, row := range rows {
			end := lines[i+j][len(strings.TrimRight(lines[i+j], "\r\n")):]
			lines[i+j], done[i+j] = row+end, true
		}
		made++
	}
	return []byte(strings.Join(lines, "")), made
}

// Correction is a line of a file, counted from 1, and what to write instead: one
// line, or several for it and those below it.
type Correction struct {
	Line        int
	Source, Fix string
}
