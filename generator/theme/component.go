package theme

import (
	"maps"
	"path"
	"slices"
	"strings"

	"corkboard/generator/yaml"
)

// component is a folder of a theme.
type component struct {
	name     string
	folder   string
	styleOn  []string // page kinds that use its style; nil = all
	scriptOn []string // page kinds that use its script; nil = all

	templates []source
	style     string
	scripts   []script // *.js: joined into one script
	loadable  []script // *.mjs: each a script that another one loads
	short     map[string]string
	icons     string // symbols for the sprite
	mark      string // the picture beside the site's name
	icon      string // PNG, square: for the home screen of a phone, and for links in chats
	files     []string
}

// components reads every component: first the tokens, then base, then the
// others by name, which is the order of their styles and scripts.
func (r *reader) components(c *config) (list []*component) {
	names := slices.SortedFunc(maps.Keys(c.components), func(a, b string) int {
		return strings.Compare(rank(a)+a, rank(b)+b)
	})
	for _, name := range names {
		component := &component{name: name, folder: c.components[name], short: map[string]string{}}
		r.componentFile(c, component)
		r.componentFiles(component)
		list = append(list, component)
	}
	r.compareNames(list)
	r.comparePages(c, list)
	return list
}

// rank puts first the components that others build on.
func rank(component string) string {
	switch component {
	case "tokens":
		return "0"
	case "base":
		return "1"
	}
	return "2"
}

var componentKeys = []string{"pages", "style-on", "script-on"}

// componentFile reads a component's description of itself. A folder that
// replaces a component and has no component.yaml keeps the description of the
// replaced one.
func (r *reader) componentFile(c *config, to *component) {
	for _, folder := range slices.Backward(c.chain) {
		file := path.Join(folder, to.name, componentFile)
		data, ok := r.read(file)
		if !ok {
			continue
		}
		root := r.yaml(file, data)
		if root == nil {
			return
		}
		for _, p := range root.Pairs {
			switch p.Key.Value {
			case "pages":
				r.shows(c, to, file, r.pageKinds(file, p.Key, p.Value))
			case "style-on":
				to.styleOn = values(r.pageKinds(file, p.Key, p.Value))
			case "script-on":
				to.scriptOn = values(r.pageKinds(file, p.Key, p.Value))
			default:
				r.unknown(file, p.Key, "unknown key "+quoted(p.Key.Value), componentKeys)
			}
		}
		return
	}
}

// pageKinds reads a list of page kinds.
func (r *reader) pageKinds(file string, key, value *yaml.Node) (kinds []*yaml.Node) {
	for _, n := range r.names(file, key, value) {
		if _, ok := pageKinds[n.Value]; !ok {
			r.unknown(file, n, "there is no page kind "+quoted(n.Value), slices.Collect(maps.Keys(pageKinds)))
			continue
		}
		kinds = append(kinds, n)
	}
	return kinds
}

func values(nodes []*yaml.Node) []string {
	list := []string{}
	for _, n := range nodes {
		list = append(list, n.Value)
	}
	return list
}

// shows records which page kinds a component shows. If two show the same kind,
// the extending theme's counts.
func (r *reader) shows(c *config, to *component, file string, kinds []*yaml.Node) {
	for _, n := range kinds {
		other, taken := c.pages[n.Value]
		if !taken {
			c.pages[n.Value] = to.name
			continue
		}
		theirs, ours := level(c, c.components[other]), level(c, to.folder)
		switch {
		case ours > theirs:
			c.pages[n.Value] = to.name
		case ours == theirs:
			r.at(file, n, "the component "+other+" also shows pages of the kind "+n.Value, "list it in only one of them")
		}
	}
}

// level returns how far up the chain of themes a component is.
func level(c *config, folder string) int { return slices.Index(c.chain, path.Dir(folder)) }

// componentFiles reads the files of a component.
func (r *reader) componentFiles(c *component) {
	for _, entry := range r.entries(c.folder) {
		file := path.Join(c.folder, entry.Name())
		if entry.IsDir() {
			r.fault(file, "a component cannot contain folders", "make it a component, beside "+c.name)
			continue
		}
		data, ok := r.read(file)
		if !ok {
			continue
		}
		if c.add(file, string(data)) {
			c.files = append(c.files, file, string(data))
		} else {
			r.fault(file, "pages cannot use this file", "a component consists of "+componentFile+", *.html, *.css, *.js, *.mjs, icons.svg, mark.svg, icon.png and sample.json")
		}
	}
}

// add puts a file where it belongs, and reports whether it belongs anywhere.
func (c *component) add(file, text string) bool {
	name := path.Base(file)
	ext := path.Ext(name)
	base := strings.TrimSuffix(name, ext)
	switch {
	case name == componentFile, name == "sample.json":
	case ext == ".html":
		c.templates = append(c.templates, newSource(base, file, text))
	case ext == ".css":
		c.style += text
	case strings.HasSuffix(base, shortMark) && (ext == ".js" || ext == ".mjs"):
		c.short[name] = text
	case ext == ".js":
		c.scripts = append(c.scripts, script{name, text})
	case ext == ".mjs":
		c.loadable = append(c.loadable, script{name, text})
	case name == "icons.svg":
		c.icons = text
	case name == "mark.svg":
		c.mark = text
	case name == "icon.png":
		c.icon = text
	default:
		return false
	}
	return true
}

// compareNames reports templates and scripts with the same name, which no
// template could distinguish.
func (r *reader) compareNames(list []*component) {
	defined := map[string]string{}
	claim := func(what, name, file string) {
		if other, ok := defined[what+name]; ok {
			r.fault(file, other+" also has a "+what+" "+name, "rename one of them")
		}
		defined[what+name] = file
	}
	for _, c := range list {
		for _, s := range c.templates {
			claim("template", s.name, s.file)
		}
		for _, s := range c.loadable {
			claim("script", s.name, path.Join(c.folder, s.name))
		}
	}
}

// comparePages reports components that show pages but have no template for
// them, and required pages that no component shows.
func (r *reader) comparePages(c *config, list []*component) {
	for _, component := range list {
		has := slices.ContainsFunc(component.templates, func(s source) bool { return s.name == component.name })
		if !has && slices.Contains(slices.Collect(maps.Values(c.pages)), component.name) {
			r.fault(path.Join(component.folder, component.name+".html"), "the component "+component.name+" shows pages, but their template is missing", "write it, or delete “pages” from "+componentFile)
		}
	}
	if r.failed() {
		return // the rest follows from the problems already reported
	}
	var missing []string
	for kind := range pageKinds {
		if c.pages[kind] == "" && !slices.Contains(optional, kind) {
			missing = append(missing, kind)
		}
	}
	if slices.Sort(missing); len(missing) > 0 {
		r.fault(path.Join(c.chain[len(c.chain)-1], themeFile), "no component shows the pages "+strings.Join(missing, ", "),
			"write “extends: default”, or list the pages in the "+componentFile+" of a component")
	}
}
