package theme

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"corkboard/generator/yaml"
)

// config is a theme.yaml combined with those it extends, and all components.
type config struct {
	chain      []string          // folders, beginning with the theme that extends nothing
	required   []named           // components that must exist
	without    []named           // components of an extended theme that are left out
	tokens     map[string]paper  // tokens a site may set
	components map[string]string // component to its folder
	pages      map[string]string // page kind to component
}

// named is a name at a position in a file.
type named struct {
	file string
	node *yaml.Node
}

// paper is the background on which a colour set by a site must be readable.
type paper struct{ light, dark string }

const (
	themeFile     = "theme.yaml"
	componentFile = "component.yaml"
	wordsFolder   = "i18n" // a folder of a theme that is not a component
)

var themeKeys = []string{"name", "extends", "without", "required", "tokens"}

// config reads theme.yaml of a theme and of those it extends. A theme that
// extends another one replaces whole components, never single files, so that
// template, style and script always fit together.
func (r *reader) config(name string) *config {
	c := &config{tokens: map[string]paper{}, components: map[string]string{}, pages: map[string]string{}}
	for next := (named{node: &yaml.Node{Value: name}}); next.node != nil; {
		folder := next.node.Value
		switch {
		case !fs.ValidPath(folder) || strings.Contains(folder, "/") || folder == ".":
			r.at(next.file, next.node, "there is no theme "+quoted(folder), "write the name of a folder in "+Folder)
			return c
		case next.file != "" && !Exists(r.fsys, folder):
			r.unknown(next.file, next.node, "there is no theme "+quoted(folder), Names(r.fsys))
			return c
		case slices.Contains(c.chain, folder):
			r.at(next.file, next.node, "the theme extends itself", "extend a different one, such as default")
			return c
		}
		c.chain = slices.Insert(c.chain, 0, folder)
		next = r.themeFile(c, folder)
	}
	for _, folder := range c.chain {
		for _, entry := range r.entries(folder) {
			if entry.IsDir() && entry.Name() != wordsFolder {
				c.components[entry.Name()] = path.Join(folder, entry.Name())
			}
		}
	}
	r.require(c)
	r.leaveOut(c)
	return c
}

// themeFile reads one theme.yaml and returns the theme that it extends, if any.
// The extending theme's entries come first.
func (r *reader) themeFile(c *config, folder string) (extends named) {
	file := path.Join(folder, themeFile)
	data, ok := r.read(file)
	if !ok {
		r.fault(file, "the theme "+folder+" has no "+themeFile, "write the file with the line “extends: default”, and put the components you change in folders beside it")
		return named{}
	}
	root := r.yaml(file, data)
	if root == nil {
		return named{}
	}
	for _, p := range root.Pairs {
		switch p.Key.Value {
		case "name":
		case "extends":
			extends = named{file, p.Value}
		case "required":
			for _, n := range r.names(file, p.Key, p.Value) {
				c.required = append(c.required, named{file, n})
			}
		case "without":
			for _, n := range r.names(file, p.Key, p.Value) {
				c.without = append(c.without, named{file, n})
			}
		case "tokens":
			r.tokens(c, file, p.Value)
		case "pages", "apart", "modules":
			r.at(file, p.Key, p.Key.Value+" has moved into each component", "see "+componentFile+" in themes/default/listing")
		default:
			r.unknown(file, p.Key, "unknown key "+quoted(p.Key.Value), themeKeys)
		}
	}
	return extends
}

// tokens reads the tokens that a site may set, with the papers that they are
// written on.
func (r *reader) tokens(c *config, file string, value *yaml.Node) {
	for _, token := range value.Pairs {
		var on paper
		for _, side := range token.Value.Pairs {
			switch side.Key.Value {
			case "light":
				on.light = side.Value.Value
			case "dark":
				on.dark = side.Value.Value
			default:
				r.at(file, side.Key, "unknown key "+quoted(side.Key.Value), "a token has light and dark")
			}
		}
		for _, colour := range []string{on.light, on.dark} {
			if _, err := parseColour(colour); err != nil {
				r.at(file, token.Key, err.Error(), "a token has light and dark, each written as \"#8c1d18\"")
				return
			}
		}
		if _, ok := c.tokens[token.Key.Value]; !ok {
			c.tokens[token.Key.Value] = on
		}
	}
}

// leaveOut removes the components listed in without.
func (r *reader) leaveOut(c *config) {
	for _, n := range c.without {
		name := n.node.Value
		switch {
		case slices.ContainsFunc(c.required, func(n named) bool { return n.node.Value == name }):
			r.at(n.file, n.node, "the component "+name+" can't be left out: every page needs it", "replace it by a folder "+path.Join(Folder, path.Dir(n.file), name))
		case c.components[name] == "":
			r.unknown(n.file, n.node, "there is no component "+quoted(name), slices.Collect(maps.Keys(c.components)))
		default:
			delete(c.components, name)
		}
	}
}

// require reports missing components that every page needs. If most are
// missing, the theme was meant to extend another one.
func (r *reader) require(c *config) {
	missing := slices.DeleteFunc(slices.Clone(c.required), func(n named) bool { return c.components[n.node.Value] != "" })
	if 2*len(missing) > len(c.required) {
		r.fault(missing[0].file, "the theme has few of the components that every page needs", "write “extends: default”, so that it has the default theme's")
		return
	}
	for _, n := range missing {
		r.at(n.file, n.node, "the component "+n.node.Value+" is missing, and every page needs it", "put the folder "+path.Join(Folder, path.Dir(n.file), n.node.Value)+" back")
	}
}

func quoted(s string) string { return "“" + s + "”" }

// Exists reports whether a theme has a folder.
func Exists(fsys fs.FS, name string) bool {
	if !fs.ValidPath(name) || strings.Contains(name, "/") || name == "." {
		return false
	}
	info, err := fs.Stat(fsys, name)
	return err == nil && info.IsDir()
}

// Names returns the available themes, sorted: folders with a theme.yaml, and
// default, which may be in a different place from a site's own.
func Names(fsys fs.FS) []string {
	names := []string{"default"}
	files, _ := fs.Glob(fsys, "*/"+themeFile) // the pattern is valid
	for _, file := range files {
		names = append(names, path.Dir(file))
	}
	slices.Sort(names)
	return slices.Compact(names)
}
