package theme

import (
	"encoding/hex"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"corkboard/generator/tree"
)

// Asset is a file that pages refer to. Its name contains a hash of its content,
// so browsers may keep it for ever.
type Asset struct {
	Path    string // relative to the site's base, "assets/site.3f2a61c0.css"
	Content []byte
}

// assets are the files of a theme, before a site sets its colour.
type assets struct {
	style   string // for every page
	accent  paper  // what the accent colour is written on
	script  Asset  // for every page
	icons   Asset
	mark    Asset
	icon    Asset            // Path is "" when the theme has none
	known   []string         // ids in icons
	styles  map[string]Asset // the extra stylesheet of a page kind
	scripts map[string]Asset // the extra script of a page kind
	loaded  map[string]Asset // scripts that others load, by name
	whole   []Asset          // scripts of components that were not shortened
}

// assemble makes the assets of components. Styles are joined into one
// stylesheet and scripts into one module, except for those that only some page
// kinds need: these get a stylesheet and a module of their own.
func assemble(components []*component, tokens map[string]paper) assets {
	var style, script, icons, mark, icon strings.Builder
	styles, scripts := map[string]string{}, map[string]string{}
	b := bundle{loaded: map[string]Asset{}}
	for _, c := range components {
		put(c.style, c.styleOn, &style, styles)
		put(b.add(c), c.scriptOn, &script, scripts)
		b.addLoadable(c)
		icons.WriteString(c.icons)
		mark.WriteString(c.mark)
		icon.WriteString(c.icon)
	}
	a := assets{
		style:   minifySheet(style.String()),
		accent:  tokens["accent"],
		script:  newAsset("site.js", script.String()),
		icons:   newAsset("icons.svg", icons.String()),
		mark:    newAsset("mark.svg", mark.String()),
		known:   symbols(icons.String()),
		styles:  map[string]Asset{},
		scripts: map[string]Asset{},
		loaded:  b.loaded,
		whole:   b.whole,
	}
	if icon.Len() > 0 {
		a.icon = newAsset("icon.png", icon.String())
	}
	for kind, text := range styles {
		a.styles[kind] = newAsset("page.css", minifySheet(text))
	}
	for kind, text := range scripts {
		a.scripts[kind] = newAsset("page.js", text)
	}
	return a
}

// put appends a text for every page, or for some page kinds.
func put(text string, on []string, every *strings.Builder, some map[string]string) {
	if text == "" {
		return
	}
	if on == nil {
		every.WriteString(text)
	}
	for _, kind := range on {
		some[kind] += text
	}
}

// newAsset names content by its hash.
func newAsset(name string, content string) Asset {
	hash := tree.HashOf(content)
	ext := path.Ext(name)
	return Asset{
		Path:    "assets/" + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(hash[:4]) + ext,
		Content: []byte(content),
	}
}

// Assets returns the files that the pages of a site refer to. accent is the
// site's accent colour as "#rrggbb", or "" for the theme's own.
func (t *Theme) Assets(accent string) []Asset {
	list := []Asset{t.stylesheet(accent), t.assets.script, t.assets.icons, t.assets.mark}
	if t.assets.icon.Path != "" {
		list = append(list, t.assets.icon)
	}
	add := func(a Asset) {
		if !slices.ContainsFunc(list, func(other Asset) bool { return other.Path == a.Path }) {
			list = append(list, a) // page kinds with the same components share one
		}
	}
	for _, some := range []map[string]Asset{t.assets.styles, t.assets.scripts, t.assets.loaded} {
		for _, key := range slices.Sorted(maps.Keys(some)) {
			add(some[key])
		}
	}
	for _, a := range t.assets.whole {
		add(a)
	}
	return list
}

// Icon returns the path of the theme's square PNG picture, relative to the site's base; "" = it has none.
func (t *Theme) Icon() string { return t.assets.icon.Path }

// stylesheet returns the stylesheet for every page, with the site's accent
// colour.
func (t *Theme) stylesheet(accent string) Asset {
	return newAsset("site.css", t.assets.style+accentStyle(accent, t.assets.accent))
}

// minifySheet drops comments and the white space that CSS does not need.
// Strings stay as they are. A space before a colon stays, since in a selector
// it means a descendant. A CSS compiler would save only another 12 of the 4,287
// bytes that every page downloads: not worth a dependency.
func minifySheet(css string) string {
	b := make([]byte, 0, len(css))
	space := false
	last := byte('{')
	for i := 0; i < len(css); i++ {
		c := css[i]
		switch {
		case c == '/' && i+1 < len(css) && css[i+1] == '*':
			end := strings.Index(css[i+2:], "*/")
			if end < 0 {
				return string(b)
			}
			i += 2 + end + 1
			space = true
			continue
		case c == ' ' || c == '\n' || c == '\t' || c == '\r':
			space = true
			continue
		case c == '}' && last == ';':
			b = b[:len(b)-1] // a block needs no semicolon at its end
		}
		if space && !strings.ContainsRune("{};,>", rune(last)) && !strings.ContainsRune("{};,>", rune(c)) && last != ':' {
			b = append(b, ' ')
		}
		space = false
		if c == '"' || c == '\'' {
			end := i + 1
			for end < len(css) && css[end] != c {
				if css[end] == '\\' {
					end++
				}
				end++
			}
			end = min(end, len(css)-1)
			b = append(b, css[i:end+1]...)
			i, last = end, c
			continue
		}
		b = append(b, c)
		last = c
	}
	return string(b)
}

var symbolID = regexp.MustCompile(`<symbol[^>]*\bid="([a-z0-9-]+)"`)

// symbols lists the ids of the symbols in an SVG file.
func symbols(svg string) []string {
	var ids []string
	for _, m := range symbolID.FindAllStringSubmatch(svg, -1) {
		ids = append(ids, m[1])
	}
	return ids
}
