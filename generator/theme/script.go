package theme

import (
	"encoding/hex"
	"path"
	"strings"

	"corkboard/generator/tree"
)

// script is a JavaScript file.
type script struct{ name, text string }

// shortMark ends the name of a shortened script, before its extension:
// gaps.min.js.
const shortMark = ".min"

// shortHead begins a shortened script; the hash of its source follows.
const shortHead = "// made by go generate ./themes of "

// ShortName returns the file name for a shortened script: the name of a
// component for all its *.js, or that of a *.mjs.
func ShortName(name, ext string) string { return strings.TrimSuffix(name, ext) + shortMark + ext }

// Short returns the file with a script shortened. It names its source, so that
// nobody is served an old script after an edit.
func Short(code string, sources ...string) string {
	return shortHead + sourceHash(sources) + "\n" + code + "\n"
}

// shortOf extracts the code of a shortened script if it was made from these
// sources.
func shortOf(file string, sources ...string) (code string, ok bool) {
	head, code, _ := strings.Cut(file, "\n")
	return strings.TrimSuffix(code, "\n"), head == shortHead+sourceHash(sources)
}

func sourceHash(sources []string) string {
	hash := tree.HashOf(sources)
	return hex.EncodeToString(hash[:8])
}

// bundle collects the scripts of a theme.
type bundle struct {
	loaded map[string]Asset // files that other scripts load, by name
	whole  []Asset          // scripts that are separate files
}

// add returns what a page's script contains for the *.js of a component: the
// component's code when that was shortened for the theme's release; a shortened
// component is a block or an expression, so that its names stay private.
// Otherwise it loads the component as it was written, as a separate module: its
// names are private too, and a mistake in it breaks nothing else.
func (b *bundle) add(c *component) string {
	if len(c.scripts) == 0 {
		return ""
	}
	var sources []string
	for _, s := range c.scripts {
		sources = append(sources, s.text)
	}
	if code, ok := shortOf(c.short[ShortName(c.name+".js", ".js")], sources...); ok {
		return code
	}
	own := newAsset(c.name+".js", strings.Join(sources, "\n"))
	b.whole = append(b.whole, own)
	return `import("./` + path.Base(own.Path) + `");`
}

// addLoadable adds a component's scripts that other scripts load.
func (b *bundle) addLoadable(c *component) {
	for _, s := range c.loadable {
		code, ok := shortOf(c.short[ShortName(s.name, ".mjs")], s.text)
		if !ok {
			code = s.text
		}
		name := strings.TrimSuffix(s.name, ".mjs")
		b.loaded[name] = newAsset(name+".js", code) // hosts know the media type of .js
	}
}
