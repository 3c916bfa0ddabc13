package theme

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"corkboard/generator/problem"
	"corkboard/generator/yaml"
)

// Folder is how problems name the folder of all themes.
const Folder = "themes"

// reader reads the files of a theme and collects problems.
type reader struct {
	fsys     fs.FS
	problems problem.List
}

func (r *reader) failed() bool { return len(r.problems.Errors()) > 0 }

// fault reports a mistake in a file as a whole.
func (r *reader) fault(file, text, hint string) { r.at(file, nil, text, hint) }

// at reports a mistake at a node of a YAML file.
func (r *reader) at(file string, n *yaml.Node, text, hint string) {
	p := problem.Problem{Rule: "theme", Level: problem.Error, Folder: Folder, File: file, Text: text, Hint: hint}
	if n != nil {
		p.Line, p.Col, p.Width = n.Line, n.Col, n.Width()
		if data, err := fs.ReadFile(r.fsys, file); err == nil {
			p.Source = lineOf(string(data), n.Line)
		}
	}
	r.problems = append(r.problems, p)
}

// lineOf returns one line of a text, without its line break.
func lineOf(text string, number int) string {
	lines := strings.Split(text, "\n")
	if number < 1 || number > len(lines) {
		return ""
	}
	return strings.TrimRight(lines[number-1], "\r")
}

// in moves another package's problems into the folder of themes.
func (r *reader) in(problems problem.List) {
	for _, p := range problems {
		p.Folder = Folder
		r.problems = append(r.problems, p)
	}
}

// read returns a file; ok is false when there is none, which is fine, or when
// it can't be read, which is a problem.
func (r *reader) read(file string) (data []byte, ok bool) {
	data, err := fs.ReadFile(r.fsys, file)
	if err == nil {
		return data, true
	}
	if !errors.Is(err, fs.ErrNotExist) {
		r.fault(file, "the file can't be read: "+reason(err), "")
	}
	return nil, false
}

// reason returns an error without the name of the file, which the problem
// already has.
func reason(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

// entries lists a folder; a missing folder is empty.
func (r *reader) entries(folder string) []fs.DirEntry {
	list, err := fs.ReadDir(r.fsys, folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		r.fault(folder, "the folder can't be read: "+reason(err), "")
	}
	return list
}

// yaml reads a YAML file, which has to be a map; nil = it can't be read.
func (r *reader) yaml(file string, data []byte) *yaml.Node {
	root, problems := yaml.Parse(file, data, yaml.Limits{})
	r.in(problems)
	if root != nil && root.Kind != yaml.Map {
		r.at(file, root, "the file is a "+root.Kind.String(), "write keys with values, as in themes/default/"+path.Base(file))
		return nil
	}
	return root
}

// names reads a list of names, each with its node. A single name may be written
// without brackets.
func (r *reader) names(file string, key *yaml.Node, value *yaml.Node) (names []*yaml.Node) {
	items := value.Items
	if value.Kind == yaml.Scalar && !value.Null {
		items = []*yaml.Node{value}
	}
	if value.Kind == yaml.Map {
		r.at(file, key, key.Value+" is a map", "write a list of names: "+key.Value+": [one, two]")
	}
	for _, item := range items {
		if item.Kind != yaml.Scalar {
			r.at(file, item, "a "+item.Kind.String()+" in the list "+key.Value, "write a list of names: "+key.Value+": [one, two]")
			continue
		}
		names = append(names, item)
	}
	return names
}

// unknown reports a word where only certain others are allowed.
func (r *reader) unknown(file string, n *yaml.Node, text string, known []string) {
	r.at(file, n, text, meant(n.Value, known))
}

// meant returns a hint for a word that is not among the allowed ones.
func meant(word string, known []string) string {
	if near, ok := problem.Nearest(word, known); ok {
		return "did you mean " + near + "?"
	}
	known = slices.Clone(known)
	slices.Sort(known)
	return "known are " + strings.Join(known, ", ")
}
