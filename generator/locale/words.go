package locale

import (
	"maps"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"corkboard/generator/problem"
	"corkboard/generator/yaml"
)

// Words are the contents of one file in one language: all words of the
// interface, or some of them.
type Words struct {
	tag      string
	language language.Tag
	file     file
	messages map[string]*message
}

// file is where words were read, for problems.
type file struct {
	name  string
	lines []string
}

// problem reports a mistake at a position in the file.
func (f file) problem(line, col, width int, text, hint string) problem.Problem {
	p := problem.Problem{Rule: "words", Level: problem.Error, File: f.name, Line: line, Col: col, Width: width, Text: text, Hint: hint}
	if line > 0 && line <= len(f.lines) {
		p.Source = strings.TrimRight(f.lines[line-1], "\r")
	}
	return p
}

// Read reads the words of one language from YAML. name is the file's name, for
// problems. If any of them is an error, the words cannot be used.
func Read(tag, name string, data []byte) (*Words, problem.List) {
	w := &Words{tag: tag, file: file{name, strings.Split(string(data), "\n")}, messages: map[string]*message{}}
	parsed, err := language.Parse(tag)
	if err != nil {
		return nil, problem.List{w.file.problem(0, 0, 0, "the file's name is not a language tag", "name it after a language tag (BCP 47): es.yaml, pt-BR.yaml")}
	}
	w.language = parsed
	root, problems := yaml.Parse(name, data, yaml.Limits{Bytes: 1 << 20, Depth: 8, Nodes: 20000})
	if len(problems.Errors()) > 0 {
		return nil, problems
	}
	if root == nil || root.Kind != yaml.Map {
		return nil, append(problems, w.file.problem(0, 0, 0, "the file has no words", "write them as in themes/default/i18n/en.yaml"))
	}
	problems = append(problems, w.collect("", root)...)
	if len(problems.Errors()) > 0 {
		return nil, problems
	}
	return w, problems
}

// collect flattens the tree to dotted keys.
func (w *Words) collect(prefix string, n *yaml.Node) (problems problem.List) {
	for _, p := range n.Pairs {
		key, value := prefix+p.Key.Value, p.Value
		texts := map[string]string{}
		switch {
		case value.Kind == yaml.List:
			problems = append(problems, w.file.problem(value.Line, value.Col, 1, key+" is a list", "write one text"))
			continue
		case value.Kind == yaml.Scalar && value.Null:
			continue // a section without words yet
		case value.Kind == yaml.Scalar:
			texts["other"] = value.Value
		case isPlural(value):
			for _, form := range value.Pairs {
				texts[form.Key.Value] = form.Value.Value
			}
		default:
			problems = append(problems, w.collect(key+".", value)...)
			continue
		}
		m, err := compile(texts)
		if err != nil {
			problems = append(problems, w.file.problem(value.Line, value.Col, value.Width(), key+" has "+err.Error(), "close it, as in {name}"))
			continue
		}
		m.words, m.node = w, value
		w.messages[key] = m
	}
	return problems
}

// isPlural reports whether a map holds the plural forms of one text: only
// CLDR's names for them, including "other".
func isPlural(n *yaml.Node) bool {
	other := false
	for _, p := range n.Pairs {
		if categoryOf(p.Key.Value) < 0 || p.Value.Kind != yaml.Scalar {
			return false
		}
		other = other || p.Key.Value == "other"
	}
	return other
}

// Tag returns the BCP 47 tag of the language.
func (w *Words) Tag() string { return w.tag }

// Keys returns every word's key, sorted.
func (w *Words) Keys() []string { return sortedKeys(w.messages) }

// Unknown reports words of w that none of the others has and whose name is
// close to an existing one: a misspelling, since no page uses them.
func (w *Words) Unknown(others ...*Words) (problems problem.List) {
	known := map[string]bool{}
	for _, o := range others {
		for key := range o.messages {
			known[key] = true
		}
	}
	names := sortedKeys(known)
	for _, key := range w.Keys() {
		if known[key] {
			continue
		}
		if near, ok := problem.Nearest(key, names); ok && w.messages[near] == nil {
			n := w.messages[key].node
			p := w.file.problem(n.Line, n.Col, n.Width(), "no page uses the word "+key, "did you mean "+near+"?")
			p.Level = problem.Warning
			problems = append(problems, p)
		}
	}
	return problems
}

func sortedKeys[T any](m map[string]T) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// together are words that only make sense in one language: a 24-hour clock with
// another language's "pm" would give a wrong hour.
const together = "clock."

// merge adds to own, the words of a language, those that it lacks.
func merge(own, fallback map[string]*message) map[string]*message {
	clockIncomplete := false
	for key := range fallback {
		clockIncomplete = clockIncomplete || strings.HasPrefix(key, together) && own[key] == nil
	}
	messages := maps.Clone(own)
	for key, m := range fallback {
		if own[key] == nil || clockIncomplete && strings.HasPrefix(key, together) {
			messages[key] = m
		}
	}
	return messages
}

// firstOf takes each word from the first list that has it.
func firstOf(list []*Words) map[string]*message {
	messages := map[string]*message{}
	for _, w := range list {
		for key, m := range w.messages {
			if messages[key] == nil {
				messages[key] = m
			}
		}
	}
	return messages
}

// File returns the name of the file that the words came from.
func (w *Words) File() string { return w.file.name }
