package site

import (
	"slices"

	"corkboard/generator/views"
)

// Pages that a theme may do without, by their path. Without such a page nothing
// leads to it.
var optionalPages = map[string]string{
	helpNowPath:   "help-now",
	searchPath:    "search",
	subscribePath: "subscribe",
	suggestPath:   "suggest",
	outcomesPath:  "outcomes",
	newPath:       "new",
	checkingPath:  "needs-checking",
	gapsPath:      "gaps",
}

// serves reports whether the theme has pages of a kind.
func (s *Site) serves(kind string) bool {
	return s.options.Kinds == nil || slices.Contains(s.options.Kinds, kind)
}

// has reports whether the site has the page at a path.
func (s *Site) has(path string) bool {
	kind, optional := optionalPages[path]
	return !optional || s.serves(kind)
}

// urlIf is the URL of one of the site's own pages; "" = the site does not have it.
func (s *Site) urlIf(l *language, path string) string {
	if !s.has(path) {
		return ""
	}
	return l.url(path)
}

// leading are the links that lead somewhere.
func leading(links ...views.Link) []views.Link {
	return slices.DeleteFunc(links, func(l views.Link) bool { return l.URL == "" })
}
