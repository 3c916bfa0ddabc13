package address

import (
	"slices"
	"strings"

	"corkboard/generator/board"
	"corkboard/generator/catalog"
)

// VanishedPath is where the page of something was that is no more; "" = it had
// none of its own.
func VanishedPath(v catalog.Vanished) string {
	switch v.Kind {
	case "location":
		return LocationPath(v.ID)
	case "category":
		return CategoryPath(v.ID)
	case "organization":
		return OrganizationPath(v.ID)
	case "feed":
		return DeclaredPath(v.ID)
	}
	return ""
}

// CalendarPath is the path of the page that a file is the calendar of, when that is
// one of l, the default language.
func (l *Language) CalendarPath(file string) (path string, ok bool) {
	for _, other := range l.book.Languages {
		if other.folder != "" && strings.HasPrefix(file, other.folder) {
			return "", false
		}
	}
	path, ok = strings.CutSuffix(file, CalendarFile)
	return path, ok && (path == "" || strings.HasSuffix(path, "/"))
}

// Private reports whether the page of a path is that of a sensitive category, alone
// or at a location, or of an organization that belongs to one.
func Private(b *board.Board, path string) bool {
	sensitive := func(id string) bool {
		return slices.ContainsFunc(b.Catalog.Categories, func(c *catalog.Category) bool {
			return c.Sensitive && (c.ID == id || slices.Contains(c.Formerly, id))
		})
	}
	switch parts := strings.Split(strings.TrimSuffix(path, "/"), "/"); {
	case len(parts) == 2 && parts[0]+"/" == CategoriesPath:
		return sensitive(parts[1])
	case len(parts) == 3 && parts[0]+"/" == LocationsPath:
		return sensitive(parts[2])
	case len(parts) == 2 && parts[0]+"/" == OrganizationsPath:
		return slices.ContainsFunc(b.Organizations, func(o *board.Organization) bool {
			return o.Sensitive && (o.ID == parts[1] || slices.Contains(o.Formerly, parts[1]))
		})
	}
	return false
}
