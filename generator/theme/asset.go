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

// Asset is a file that pages refer to. Its name carries a hash of its content,
// so a host may let browsers keep it for ever.
type Asset struct {
	Path    string // below the site's base, "assets/site.3f2a61c0.css"
	Content []byte
}

// assets are the files of a theme, before a site sets its colour.
type assets struct {
	style  string
	script Asset
	icons  Asset
	mark   Asset
	known  []string         // ids in icons
	own    map[string]Asset // the sheet of a page kind, beside the common one
	module map[string]Asset // the script of a page kind, beside the common one
	later  map[string]Asset // scripts that others load, by name
}

// newAsset names content after its hash.
func newAsset(name string, content string) Asset {
	hash := tree.HashOf(content)
	ext := path.Ext(name)
	return Asset{
		Path:    "assets/" + strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(hash[:4]) + ext,
		Content: []byte(content),
	}
}

// Assets are the files that the pages of a site refer to. accent is the site's
// accent colour as "#rrggbb", or "" for the theme's own.
func (t *Theme) Assets(accent string) []Asset {
	list := []Asset{t.stylesheet(accent), t.assets.script, t.assets.icons, t.assets.mark}
	for _, apart := range []map[string]Asset{t.assets.own, t.assets.module, t.assets.later} {
		for _, kind := range slices.Sorted(maps.Keys(apart)) {
			own := apart[kind]
			if !slices.ContainsFunc(list, func(a Asset) bool { return a.Path == own.Path }) {
				list = append(list, own) // kinds with the same components share one
			}
		}
	}
	return list
}

func (t *Theme) stylesheet(accent string) Asset {
	style := t.assets.style
	if on, ok := t.config.tokens["accent"]; ok {
		style += accentStyle(accent, on)
	}
	return newAsset("site.css", style)
}

// minifySheet drops comments and the white space that CSS does not need. Strings
// stay as they are. A space before a colon stays, since it means a descendant
// in a selector. The CSS package of the library that minifies scripts knows more and
// saves another 12 of the 4,287 bytes that every page downloads: not worth 1,500
// lines that may be wrong.
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
			b = b[:len(b)-1] // the last semicolon of a block is not needed
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

// symbols lists the ids of the symbols of an SVG file.
func symbols(svg string) []string {
	var ids []string
	for _, m := range symbolID.FindAllStringSubmatch(svg, -1) {
		ids = append(ids, m[1])
	}
	return ids
}
