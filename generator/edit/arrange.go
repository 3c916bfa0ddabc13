package edit

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"corkboard/generator/yaml"
)

// Arrange puts the fields of a record in an order, each with the lines that belong to
// it. entry names the record in a file of many; "" is the file itself. rank gives the
// place of a key, or false: such a key stays below the one it is below now. Nothing
// that the file says changes, nor any byte within a line.
//
// A comment belongs to the key below it, unless it is indented or a blank line parts
// them: then it belongs to the key above. What begins the file, up to its first blank
// line, and what ends it stay where they are.
func (f *File) Arrange(entry string, rank func(key string) (int, bool)) error {
	pairs, err := f.record(entry)
	if err != nil || len(pairs) == 0 {
		return err
	}
	blocks, err := f.blocks(entry, pairs)
	if err != nil {
		return err
	}
	last := -1
	for i := range blocks {
		if r, known := rank(pairs[i].Key.Value); known {
			last = r
		}
		blocks[i].rank = last
	}
	if slices.IsSortedFunc(blocks, byRank) {
		return nil
	}
	first := blocks[0].key
	from, to := blocks[0].from, blocks[len(blocks)-1].to
	slices.SortStableFunc(blocks, byRank)
	// Blank lines part what is above from what is below: the new first record has
	// nothing above, and what was first has.
	var parting []string
	if blocks[0].key != first {
		parting = blocks[0].blank
		blocks[0].blank = nil
	}
	var put []string
	for _, b := range blocks {
		if b.key == first {
			b.blank = parting
		}
		put = slices.Concat(put, b.blank, b.lines)
	}
	return f.exchange(from, to, put, func(before, after *yaml.Node) bool {
		if entry != "" {
			if !equal(without(before, entry), without(after, entry)) {
				return false
			}
			before, after = before.Get(entry), after.Get(entry)
		}
		return equal(sorted(before), sorted(after))
	})
}

// block is a key with its lines.
type block struct {
	key      string
	rank     int
	from, to int      // lines of the file
	blank    []string // blank lines that it begins with
	lines    []string
}

func byRank(a, b block) int { return cmp.Compare(a.rank, b.rank) }

// blocks are the lines of a record, by key.
func (f *File) blocks(entry string, pairs []yaml.Pair) ([]block, error) {
	blocks := make([]block, len(pairs))
	for i, p := range pairs {
		from, to := f.extent(p)
		if i > 0 && from < blocks[i-1].to || to > len(f.lines) || !strings.Contains(f.lines[from], p.Key.Value) {
			return nil, fmt.Errorf("%s:%d: %w", f.name, from+1, errFlow)
		}
		blocks[i] = block{key: p.Key.Value, from: from, to: to}
	}
	indent := pairs[0].Key.Col - 1
	for i := range blocks {
		// The lines between two keys: first what belongs above.
		above := f.from
		switch {
		case i > 0:
			above = blocks[i-1].to
		case entry != "":
			above = blocks[0].from // the key of the record is right above
		default:
			above = f.heading(blocks[0].from)
		}
		if i > 0 {
			gap := f.lines[above:blocks[i].from]
			if parted := slices.IndexFunc(gap, empty); parted > 0 {
				above += parted
			}
			for above < blocks[i].from && !empty(f.lines[above]) && len(f.lines[above])-len(strings.TrimLeft(f.lines[above], " ")) > indent {
				above++
			}
			blocks[i-1].to = above
		}
		blocks[i].from = above
	}
	for i := range blocks {
		b := &blocks[i]
		b.lines = f.lines[b.from:b.to]
		for len(b.lines) > 0 && empty(b.lines[0]) {
			b.blank = append(b.blank, b.lines[0])
			b.lines = b.lines[1:]
		}
	}
	return blocks, nil
}

// heading is the number of lines that begin the file and are about all of it: up to
// the last blank line or line for editors above its first key.
func (f *File) heading(first int) int {
	for i := first; i > f.from; i-- {
		line := f.lines[i-1]
		if empty(line) || !strings.HasPrefix(strings.TrimSpace(line), "#") || strings.Contains(line, "yaml-language-server:") {
			return i
		}
	}
	return f.from
}

func empty(line string) bool { return strings.TrimSpace(line) == "" }

// sorted is a map with its keys in the order of the alphabet.
func sorted(n *yaml.Node) *yaml.Node {
	out := &yaml.Node{Kind: n.Kind, Pairs: slices.Clone(n.Pairs)}
	slices.SortFunc(out.Pairs, func(a, b yaml.Pair) int { return cmp.Compare(a.Key.Value, b.Key.Value) })
	return out
}

// Shorten writes a list of one word under its shorter name, “organizations: [a]” as
// “organization: a”, also if it has that name already. What is longer or has a comment stays as it is.
func (f *File) Shorten(entry, long, short string) error {
	pairs, err := f.record(entry)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(pairs, func(p yaml.Pair) bool { return p.Key.Value == long || p.Key.Value == short })
	if i < 0 {
		return nil
	}
	p := pairs[i]
	key := p.Key.Value
	if slices.ContainsFunc(pairs[i+1:], func(p yaml.Pair) bool { return p.Key.Value == long || p.Key.Value == short }) {
		return nil
	}
	if p.Value.Kind != yaml.List || len(p.Value.Items) != 1 || p.Value.Items[0].Kind != yaml.Scalar || !word(p.Value.Items[0].Value) {
		return nil
	}
	from, to := f.extent(p)
	value := p.Value.Items[0].Value
	written := strings.Join(strings.Fields(strings.Join(f.lines[from:to], " ")), "")
	if written != key+":["+value+"]" && written != key+":-"+value {
		return nil
	}
	return f.splice(from, to, strings.Repeat(" ", p.Key.Col-1)+short+": "+value, func(before, after *yaml.Node) bool {
		if entry != "" {
			if !equal(without(before, entry), without(after, entry)) {
				return false
			}
			before, after = before.Get(entry), after.Get(entry)
		}
		n := after.Get(short)
		return n != nil && n.Kind == yaml.Scalar && n.Value == value && equal(without(before, key), without(after, short))
	})
}

// word reports whether a text is an id that means the same everywhere in YAML.
func word(s string) bool {
	return s != "" && s[0] >= 'a' && s[0] <= 'z' && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == "" &&
		!slices.Contains([]string{"null", "true", "false", "yes", "no", "on", "off"}, s)
}
