package format

import (
	"fmt"
	"slices"
	"strings"

	"corkboard/generator/problem"
	"corkboard/generator/yaml"
)

// unknown reports a key of a map that no field has, with the lines to write in its
// place. What is proposed was read: nothing is wrong with it.
func (tb *table[T]) unknown(d *decoder, n *yaml.Node, pair yaml.Pair) {
	key := pair.Key.Value
	text := fmt.Sprintf("“%s” is not a field of %s", Clip(key), article(tb.name))
	if tb.outside(d, n, pair) {
		return
	}
	if lines, certain := tb.meant(d, n, pair); lines != nil {
		hint, fix := "write: "+lines[0], strings.Join(d.inPlace(pair, lines), "\n")
		if len(lines) > 1 {
			hint = "write:\n" + strings.Join(lines, "\n")
		}
		if !certain || len(lines) != len(d.block(pair)) {
			fix = "" // a fix replaces as many lines as it has
		}
		d.report("unknown-key", pair.Key, text, hint, fix)
		return
	}
	d.report("unknown-key", pair.Key, text, tb.advice(d, n, pair), "")
}

// advice is what to do about a key for which no lines can be proposed.
func (tb *table[T]) advice(d *decoder, n *yaml.Node, pair yaml.Pair) string {
	key := pair.Key.Value
	name := tb.fieldFor(d, key)
	if hint := tb.instead[strings.ToLower(key)]; name == "" && hint != "" {
		return hint
	}
	if f := tb.byName[name]; f != nil {
		if line := lineOf(n, f.Name, f.Other); line > 0 {
			return fmt.Sprintf("write it under “%s”, which is on line %d", name, line)
		}
		if f.Example != "" && !strings.Contains(f.Example, "\n") {
			return fmt.Sprintf("did you mean “%s”? It is written as in %s: %s", name, name, f.Example)
		}
		return fmt.Sprintf("did you mean “%s”?", name)
	}
	if f := tb.byName["body"]; f != nil {
		if strings.HasSuffix(d.file, ".md") {
			return "write it in the text below the second ---"
		}
		if line := lineOf(n, "body", ""); line > 0 {
			return fmt.Sprintf("write it in the text under “body”, which is on line %d", line)
		}
		return "write it in the text, under “body:”"
	}
	return "its fields are " + Listed(tb.names, 40)
}

// meant are the lines to write in place of a key and its value; nil = none that
// could be read is known. What goes into the text for want of a field is a proposal
// and never certain.
func (tb *table[T]) meant(d *decoder, n *yaml.Node, pair yaml.Pair) (lines []string, certain bool) {
	block := d.block(pair)
	if block == nil || strings.ContainsAny(pair.Key.Value, `"`) {
		return nil, false // title "Clean-up: the river" is a field without its colon, and the other colon is in its text
	}
	if name := tb.fieldFor(d, pair.Key.Value); name != "" {
		f := tb.byName[name]
		if lineOf(n, f.Name, f.Other) > 0 {
			return nil, false
		}
		_, value, _ := strings.Cut(block[0], ":")
		if lines, ok := tb.good(d, append([]string{name + ":" + value}, block[1:]...)); ok {
			return lines, true
		}
	}
	for _, lines := range tb.shaped(pair) {
		name, _, _ := strings.Cut(lines[0], ":")
		f := tb.byName[name]
		if f == nil || lineOf(n, f.Name, f.Other) > 0 {
			continue
		}
		if lines, ok := tb.good(d, lines); ok {
			return lines, name != "body"
		}
	}
	if pair.Value.Kind == yaml.Scalar && !pair.Value.Block && tb.byName["body"] != nil && lineOf(n, "body", "") == 0 && !strings.HasSuffix(d.file, ".md") &&
		tb.fieldFor(d, pair.Key.Value) == "" && tb.instead[strings.ToLower(pair.Key.Value)] == "" {
		line := "body: " + Scalar(InWords(strings.TrimSpace(pair.Key.Value))+": "+pair.Value.Value)
		if lines, ok := tb.good(d, []string{line}); ok {
			return lines, false
		}
	}
	return nil, false
}

// fieldFor is the field that a word of everyday language is for, or the nearest;
// "" = none.
func (tb *table[T]) fieldFor(d *decoder, key string) string {
	word := everydayKey(key)
	for _, name := range []string{tb.instead[strings.ToLower(key)], word, everyday[word]} {
		if tb.byName[name] != nil {
			return name
		}
	}
	if tb.instead[strings.ToLower(key)] != "" || shapes[word] != "" || everyday[word] != "" {
		return ""
	}
	name, _ := d.nearest(key, tb.names)
	return name
}

// lineOf is the line of a key in one of two spellings that has a value; 0 = none.
func lineOf(n *yaml.Node, name, other string) int {
	for _, p := range n.Pairs {
		if (p.Key.Value == name || other != "" && p.Key.Value == other) && !absent(p.Value) {
			return p.Key.Line
		}
	}
	return 0
}

// block are the source lines of a key and its value, without their indentation;
// nil when they are among others in braces.
func (d *decoder) block(pair yaml.Pair) []string {
	first := d.source(pair.Key.Line)
	indent := pair.Key.Col - 1
	if indent > len(first) || strings.Trim(first[:indent], " ") != "" || !strings.HasPrefix(first[indent:], pair.Key.Value) {
		return nil
	}
	out := []string{first[indent:]}
	for line := pair.Key.Line + 1; line <= len(d.lines); line++ {
		row := d.source(line)
		white := len(row) - len(strings.TrimLeft(row, " "))
		item := white == indent && strings.HasPrefix(row[white:], "- ") && pair.Value.Kind == yaml.List
		if strings.TrimSpace(row) == "" || white <= indent && !item {
			break
		}
		out = append(out, row[indent:])
	}
	return out
}

// inPlace are lines at the indentation of a key.
func (d *decoder) inPlace(pair yaml.Pair, lines []string) []string {
	out := make([]string, len(lines))
	for i, line := range lines {
		out[i] = strings.Repeat(" ", pair.Key.Col-1) + line
	}
	return out
}

// mostMended is how many proposals of proposals are followed.
const mostMended = 4

// good reads fields as they are proposed, follows what is proposed for them, and
// reports whether nothing is wrong with them in the end.
func (tb *table[T]) good(d *decoder, lines []string) ([]string, bool) {
	lines = append([]string(nil), lines...)
	for range mostMended {
		problems := tb.tried(d, lines)
		if len(problems) == 0 {
			return lines, true
		}
		p := problems[0]
		if p.Fix == "" || strings.Contains(p.Fix, "\n") || p.Line < 1 || p.Line > len(lines) || p.Fix == lines[p.Line-1] {
			return nil, false
		}
		lines[p.Line-1] = p.Fix
	}
	return nil, false
}

// tried are the problems of fields.
func (tb *table[T]) tried(d *decoder, lines []string) problem.List {
	root, problems := yaml.ParseText(d.file, strings.Join(lines, "\n"), listingLimits)
	if len(problems) > 0 || root == nil || root.Kind != yaml.Map {
		return append(problems, problem.Problem{})
	}
	trial := *d
	trial.problems, trial.lines, trial.extra, trial.files, trial.offsets, trial.badURL = nil, lines, nil, nil, nil, nil
	var t T
	for _, p := range root.Pairs {
		f := tb.byName[p.Key.Value]
		if f == nil || absent(p.Value) {
			return problem.List{{}}
		}
		f.read(&trial, &t, p.Value)
	}
	return slices.DeleteFunc(trial.problems, func(p problem.Problem) bool { return p.Rule == "missing-alt" }) // it is missing under any name
}
