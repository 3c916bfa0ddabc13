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

// Folder is what the folder of all themes is called in problems.
const Folder = "themes"

// reader reads the files of a theme and gathers what is wrong with them.
type reader struct {
	fsys     fs.FS
	problems problem.List
}

func (r *reader) failed() bool { return len(r.problems.Errors()) > 0 }

// fault is a mistake in a file as a whole.
func (r *reader) fault(file, text, hint string) { r.at(file, nil, text, hint) }

// at is a mistake at a node of a YAML file.
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

// lineOf is one line of a text, without its line break.
func lineOf(text string, number int) string {
	lines := strings.Split(text, "\n")
	if number < 1 || number > len(lines) {
		return ""
	}
	return strings.TrimRight(lines[number-1], "\r")
}

// in puts problems of another package into the folder of the themes.
func (r *reader) in(problems problem.List) {
	for _, p := range problems {
		p.Folder = Folder
		r.problems = append(r.problems, p)
	}
}

// read returns a file; ok is false when there is none, which is not a mistake, or
// when it can't be read, which is one.
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

// reason is an error without the name of the file, which the problem has.
func reason(err error) string {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err.Error()
	}
	return err.Error()
}

// entries lists a folder; none when there is no such folder.
func (r *reader) entries(folder string) []fs.DirEntry {
	list, err := fs.ReadDir(r.fsys, folder)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		r.fault(folder, "the folder can't be read: "+reason(err), "")
	}
	return list
}

// yaml reads a YAML file, which has to be a map; nil when it can't be.
func (r *reader) yaml(file string, data []byte) *yaml.Node {
	root, problems := yaml.Parse(file, data, yaml.Limits{})
	r.in(problems)
	if root != nil && root.Kind != yaml.Map {
		r.at(file, root, "the file is a "+root.Kind.String(), "write keys with values, as in themes/default/"+path.Base(file))
		return nil
	}
	return root
}

// names reads a list of names, each with the node that it is at. A single name
// may be written without brackets.
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

// unknown is a mistake where only some words are known.
func (r *reader) unknown(file string, n *yaml.Node, text string, known []string) {
	r.at(file, n, text, meant(n.Value, known))
}

// meant is a hint for a word that is not among those known.
func meant(word string, known []string) string {
	if near, ok := problem.Nearest(word, known); ok {
		return "did you mean " + near + "?"
	}
	known = slices.Clone(known)
	slices.Sort(known)
	return "known are " + strings.Join(known, ", ")
}
