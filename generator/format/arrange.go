package format

import (
	"fmt"
	"slices"
	"strings"

	"corkboard/generator/edit"
	"corkboard/generator/folder"
	"corkboard/generator/yaml"
)

// arranged are the sections of the field table whose records Arrange orders. The
// settings of a site are in groups that somebody has chosen, with comments on each.
var arranged = map[folder.Kind]string{
	folder.Opportunity: "opportunity", folder.Organization: "organization", folder.Categories: "category", folder.Locations: "location", folder.Page: "page",
}

// Arrange writes a file in the usual form: the fields in the order of the table, one
// organization, category or place under the singular. Comments, blank lines and keys
// that are no fields are kept, and so is what the file says. A file that is not of
// listings, organizations, categories, locations or pages, or has its fields in
// braces, stays as it is. The error says what can't be read.
func Arrange(f folder.File, data []byte) ([]byte, error) {
	var fields []Field
	for _, s := range Sections() {
		if s.Name == arranged[f.Kind] {
			fields = s.Fields
		}
	}
	if fields == nil || strings.HasSuffix(f.Path, ".md") && !strings.HasPrefix(string(data), "---") {
		return data, nil
	}
	file, err := edit.Read(f.Path, data)
	if err != nil {
		return nil, err
	}
	entries := []string{""}
	if f.Kind == folder.Categories || f.Kind == folder.Locations || !slices.ContainsFunc(file.Root().Pairs, func(p yaml.Pair) bool { return named(fields, p.Key.Value) != nil }) {
		entries = nil
		for _, p := range file.Root().Pairs {
			entries = append(entries, p.Key.Value)
		}
	}
	rank := func(key string) (int, bool) {
		f := named(fields, key)
		return slices.IndexFunc(fields, func(g Field) bool { return f != nil && g.Name == f.Name }), f != nil
	}
	for _, entry := range entries {
		if err := file.Arrange(entry, rank); err != nil {
			continue // in braces, or with an alias: it stays
		}
		for _, field := range fields {
			if refers := field.Type == TypeOrg || field.Type == TypePlace || field.Type == TypeCategory; !refers || !field.List || field.Other == "" {
				continue
			}
			long, short := field.Name, field.Other
			if len(short) > len(long) {
				long, short = short, long
			}
			if err := file.Shorten(entry, long, short); err != nil {
				return nil, fmt.Errorf("%s: %w", f.Path, err)
			}
		}
	}
	return file.Bytes(), nil
}
