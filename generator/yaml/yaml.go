// Package yaml turns untrusted YAML into a small tree with positions, and its
// mistakes into problems with the corrected line. It limits size and depth,
// refuses aliases, anchors, merge keys, tags and multiple documents, and never
// guesses types: a scalar is the text that was written. It does not know
// listings, and no other package imports the YAML library.
package yaml

import (
	"strings"
	"unicode/utf8"

	"corkboard/generator/problem"
)

// Kind is the shape of a node.
type Kind uint8

const (
	Scalar Kind = iota
	Map
	List
)

func (k Kind) String() string {
	switch k {
	case Map:
		return "map"
	case List:
		return "list"
	}
	return "text"
}

// Node is one value with its place in the file.
type Node struct {
	Kind  Kind
	Value string  // Scalar: the text as written: "02134", "no" and "2026-12-05" stay text
	Plain bool    // Scalar: written without quotes, on one line or folded
	Block bool    // Scalar: written as a block after | or >
	Null  bool    // Scalar: nothing was written, or ~ or null
	Cut   string  // Scalar, Plain: the comment that ends it, from its "#"; "" = none
	Pairs []Pair  // Map, in the order written
	Items []*Node // List

	// Lost holds keys of the root map whose values could not be read; "" means
	// lines without a recognizable key. Problems say why.
	Lost []string

	Line, Col int // 1-based; Col in runes
}

// Pair is one entry of a map. Keys are unique in their map.
type Pair struct{ Key, Value *Node }

// Get returns the value of key in a map, or nil.
func (n *Node) Get(key string) *Node {
	if n == nil {
		return nil
	}
	for i := range n.Pairs {
		if n.Pairs[i].Key.Value == key {
			return n.Pairs[i].Value
		}
	}
	return nil
}

// Width returns the number of runes of a scalar on its first line, for the caret
// under it; 1 for other nodes.
func (n *Node) Width() int {
	if n.Kind != Scalar || n.Block {
		return 1
	}
	first, _, _ := strings.Cut(n.Value, "\n")
	width := utf8.RuneCountInString(first)
	if !n.Plain {
		width += 2
	}
	return max(1, width)
}

// At returns the place in the file of the byte at offset in a scalar's value. It
// is exact for a scalar on one line without escapes; for others it is the start
// of the scalar.
func (n *Node) At(offset int) (line, col int) {
	if n.Kind != Scalar || n.Block || offset <= 0 || offset > len(n.Value) || strings.Contains(n.Value, "\n") {
		if n.Kind == Scalar && !n.Plain && !n.Block && offset == 0 && n.Value != "" {
			return n.Line, n.Col + 1
		}
		return n.Line, n.Col
	}
	col = n.Col + utf8.RuneCountInString(n.Value[:offset])
	if !n.Plain {
		col++
	}
	return n.Line, col
}

// Count returns the number of nodes in n, including itself and keys.
func (n *Node) Count() int {
	if n == nil {
		return 0
	}
	count := 1
	for i := range n.Pairs {
		count += 1 + n.Pairs[i].Value.Count()
	}
	for _, item := range n.Items {
		count += item.Count()
	}
	return count
}

// Below returns the first node that is nested deeper than depth, or nil. A single
// node has depth 1.
func (n *Node) Below(depth int) *Node {
	if n == nil || depth < 1 {
		return n
	}
	for i := range n.Pairs {
		if deep := n.Pairs[i].Value.Below(depth - 1); deep != nil {
			return deep
		}
	}
	for _, item := range n.Items {
		if deep := item.Below(depth - 1); deep != nil {
			return deep
		}
	}
	return nil
}

// Limits limit the cost of one file. Zero fields mean the default for one
// listing.
type Limits struct {
	Bytes int // 0 = 64 KiB
	Depth int // 0 = 8
	Nodes int // 0 = 2,000
}

func (l Limits) withDefaults() Limits {
	if l.Bytes == 0 {
		l.Bytes = 64 << 10
	}
	if l.Depth == 0 {
		l.Depth = 8
	}
	if l.Nodes == 0 {
		l.Nodes = 2000
	}
	return l
}

// Parse reads one YAML document. The node is nil if nothing could be read; then at
// least one problem is an error. If only parts could be read, the node has these,
// and its Lost names the others.
func Parse(file string, data []byte, limits Limits) (*Node, problem.List) {
	limits = limits.withDefaults()
	text, problems := Text(file, data, limits.Bytes)
	if errors, _ := problems.Count(); errors > 0 && text == "" {
		return nil, problems
	}
	node, more := ParseText(file, text, limits)
	return node, append(problems, more...)
}
