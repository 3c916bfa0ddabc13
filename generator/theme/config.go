package theme

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"corkboard/generator/problem"
	"corkboard/generator/yaml"
)

// config is a theme.yaml together with those it extends, and where each
// component comes from.
type config struct {
	name       string              // folder of the theme that was asked for
	chain      []string            // folders, the one that is extended last first
	pages      map[string]string   // page kind to component
	apart      map[string][]string // page kind to components whose style is in a sheet of its own
	modules    map[string][]string // page kind to components whose script is in a module of its own
	tokens     map[string]paper    // tokens a site may set
	components map[string]string   // component to its folder
}

// paper is what a colour that a site sets has to be readable on.
type paper struct{ light, dark string }

// folders that are no components.
const wordsFolder = "i18n"

// readConfig reads theme.yaml of name and of the themes it extends. A theme
// that extends another one replaces components as a whole, never one file of
// them, so that template, style and script always fit each other.
func readConfig(fsys fs.FS, name string) (*config, error) {
	c := &config{name: name, pages: map[string]string{}, apart: map[string][]string{}, modules: map[string][]string{}, tokens: map[string]paper{}, components: map[string]string{}}
	for next := name; next != ""; {
		if !fs.ValidPath(next) || strings.Contains(next, "/") || next == "." {
			return nil, fmt.Errorf("theme %q: a theme is named by the folder it is in", next)
		}
		if slices.Contains(c.chain, next) {
			return nil, fmt.Errorf("theme %s: it extends itself", next)
		}
		c.chain = slices.Insert(c.chain, 0, next)
		extends, err := c.read(fsys, next)
		if err != nil {
			return nil, err
		}
		next = extends
	}
	for _, folder := range c.chain {
		entries, err := fs.ReadDir(fsys, folder)
		if err != nil {
			return nil, fmt.Errorf("reading theme %s: %w", folder, err)
		}
		for _, entry := range entries {
			if entry.IsDir() && entry.Name() != wordsFolder {
				c.components[entry.Name()] = path.Join(folder, entry.Name())
			}
		}
	}
	return c, nil
}

// read takes up one theme.yaml. What an extending theme says stands.
func (c *config) read(fsys fs.FS, folder string) (extends string, err error) {
	file := path.Join(folder, "theme.yaml")
	data, err := fs.ReadFile(fsys, file)
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("theme %s: there is no %s", folder, file)
	}
	if err != nil {
		return "", fmt.Errorf("reading %s: %w", file, err)
	}
	root, problems := yaml.Parse(file, data, yaml.Limits{})
	if len(problems) > 0 {
		return "", problemError(problems[0])
	}
	for _, p := range root.Pairs {
		switch p.Key.Value {
		case "name":
		case "extends":
			extends = p.Value.Value
		case "pages":
			for _, page := range p.Value.Pairs {
				if _, ok := pageKinds[page.Key.Value]; !ok {
					return "", at(file, page.Key, "there is no page kind %q", page.Key.Value)
				}
				if _, ok := c.pages[page.Key.Value]; !ok {
					c.pages[page.Key.Value] = page.Value.Value
				}
			}
		case "apart", "modules":
			lists := c.apart
			if p.Key.Value == "modules" {
				lists = c.modules
			}
			for _, page := range p.Value.Pairs {
				if _, ok := pageKinds[page.Key.Value]; !ok {
					return "", at(file, page.Key, "there is no page kind %q", page.Key.Value)
				}
				if _, ok := lists[page.Key.Value]; ok {
					continue
				}
				for _, component := range page.Value.Items {
					lists[page.Key.Value] = append(lists[page.Key.Value], component.Value)
				}
			}
		case "tokens":
			for _, token := range p.Value.Pairs {
				if _, ok := c.tokens[token.Key.Value]; ok {
					continue
				}
				var on paper
				for _, side := range token.Value.Pairs {
					switch side.Key.Value {
					case "light":
						on.light = side.Value.Value
					case "dark":
						on.dark = side.Value.Value
					default:
						return "", at(file, side.Key, "unknown key %q: a token has light and dark", side.Key.Value)
					}
				}
				if _, err := parseColour(on.light); err != nil {
					return "", at(file, token.Key, "light: %v", err)
				}
				if _, err := parseColour(on.dark); err != nil {
					return "", at(file, token.Key, "dark: %v", err)
				}
				c.tokens[token.Key.Value] = on
			}
		default:
			return "", at(file, p.Key, "unknown key %q: there are name, extends, pages, apart, modules and tokens", p.Key.Value)
		}
	}
	return extends, nil
}

func at(file string, n *yaml.Node, format string, args ...any) error {
	return fmt.Errorf("%s:%d:%d: %s", file, n.Line, n.Col, fmt.Sprintf(format, args...))
}

func problemError(p problem.Problem) error {
	text := p.Text
	if p.Hint != "" {
		text += ": " + p.Hint
	}
	return fmt.Errorf("%s:%d:%d: %s", p.File, p.Line, p.Col, text)
}
