package edit

import (
	"fmt"
	"slices"
	"strings"

	"corkboard/generator/yaml"
)

// Add adds a value, written in YAML on one line, to the list that key has in a map of
// the file. Where there is none, it becomes the map's last key; where there is one
// value, it becomes a list of two.
func (f *File) Add(in *yaml.Node, key, value string) error {
	if in.Kind != yaml.Map || len(in.Pairs) == 0 {
		return fmt.Errorf("%s: %w", f.name, errFlow)
	}
	meant := func(before, after *yaml.Node) bool { return equal(added(before, in, key, value), after) }
	old := in.Get(key)
	if old == nil {
		last := in.Pairs[len(in.Pairs)-1]
		if len(in.Pairs) > 1 && last.Key.Line == in.Pairs[0].Key.Line {
			return fmt.Errorf("%s:%d: %w", f.name, f.from+last.Key.Line, errFlow)
		}
		_, at := f.extent(last)
		return f.splice(at, at, strings.Repeat(" ", last.Key.Col-1)+key+": "+value, meant)
	}
	if old.Kind == yaml.Scalar {
		return f.within(old, old, "[", ", "+value+"]", meant)
	}
	if old.Kind != yaml.List || len(old.Items) == 0 {
		return fmt.Errorf("%s:%d: this can't be added to; please edit it by hand", f.name, f.from+old.Line)
	}
	last := old.Items[len(old.Items)-1]
	at := f.from + last.Line - 1
	if dash := strings.TrimLeft(f.lines[at], " "); strings.HasPrefix(dash, "- ") {
		indent := len(f.lines[at]) - len(dash)
		return f.splice(at+1, at+1, strings.Repeat(" ", indent)+"- "+value, meant)
	}
	return f.within(last, last, "", ", "+value, meant)
}

// within puts texts before one scalar and after another of the same line.
func (f *File) within(first, last *yaml.Node, before, after string, meant func(before, after *yaml.Node) bool) error {
	at := f.from + first.Line - 1
	line := []rune(f.lines[at])
	end := last.Col - 1 + last.Width()
	if first.Kind != yaml.Scalar || last.Kind != yaml.Scalar || first.Block || last.Block || first.Line != last.Line || end > len(line) {
		return fmt.Errorf("%s:%d: this can't be added to; please edit it by hand", f.name, at+1)
	}
	return f.splice(at, at+1, string(line[:first.Col-1])+before+string(line[first.Col-1:end])+after+string(line[end:]), meant)
}

// added is a tree in which key of a map has one value more.
func added(n, in *yaml.Node, key, value string) *yaml.Node {
	out := *n
	out.Pairs, out.Items = slices.Clone(n.Pairs), slices.Clone(n.Items)
	for i := range out.Items {
		out.Items[i] = added(n.Items[i], in, key, value)
	}
	for i := range out.Pairs {
		out.Pairs[i].Value = added(n.Pairs[i].Value, in, key, value)
	}
	if n != in {
		return &out
	}
	more := &yaml.Node{Kind: yaml.Scalar, Value: value}
	i := slices.IndexFunc(out.Pairs, func(p yaml.Pair) bool { return p.Key.Value == key })
	switch {
	case i < 0:
		out.Pairs = append(out.Pairs, yaml.Pair{Key: &yaml.Node{Kind: yaml.Scalar, Value: key}, Value: more})
	case out.Pairs[i].Value.Kind == yaml.List:
		out.Pairs[i].Value = &yaml.Node{Kind: yaml.List, Items: append(slices.Clone(out.Pairs[i].Value.Items), more)}
	default:
		out.Pairs[i].Value = &yaml.Node{Kind: yaml.List, Items: []*yaml.Node{out.Pairs[i].Value, more}}
	}
	return &out
}
