package content

import (
	"bytes"
	"io/fs"
	"strings"

	"corkboard/generator/folder"
	"corkboard/generator/format"
	"corkboard/generator/history"
)

// Records as git's history knows them: a listing is its file or its entry in a
// file of many, "opportunities/soup"; a translation is one of its own,
// "translations/opportunities/soup.es"; an entry of a table is "locations.yaml/hall".

// recordName names a listing of a file.
func recordName(file, id string) string {
	top, _, _ := strings.Cut(file, "/")
	return top + "/" + id
}

// recordOf names the record that a file holds when it holds one; "" = none that
// calendars are made of.
func recordOf(file string) string {
	if isTable(file) {
		return file
	}
	f, ok := folder.Classify(file)
	if !ok || f.Kind != folder.Organization && f.Kind != folder.Opportunity {
		return ""
	}
	if f.Lang != "" {
		return "translations/" + recordName(file, f.ID+"."+f.Lang)
	}
	return recordName(file, f.ID)
}

// isTable reports whether a file is one of those whose entries are records.
func isTable(file string) bool {
	switch file {
	case "site.yaml", "categories.yaml", "locations.yaml", "closures.yaml", "needs.yaml":
		return true
	}
	return false
}

// layoutOf says to history what a folder holds, as it was read.
func layoutOf(fsys fs.FS, files []*format.Records) history.Layout {
	names := map[string]map[string]string{}
	byPath := make(map[string]*format.Records, len(files))
	for _, f := range files {
		byPath[f.Path] = f
	}
	return history.Layout{
		Record: recordOf,
		Single: func(path string) bool {
			if strings.HasSuffix(path, ".md") {
				return true
			}
			f := byPath[path]
			if f == nil || isTable(path) {
				return false
			}
			return len(f.Opportunities) == 1 && f.Opportunities[0].LastLine == 0 && !f.Opportunities[0].Broken ||
				len(f.Organizations) == 1 && f.Organizations[0].LastLine == 0 && !f.Organizations[0].Broken
		},
		Split: func(path string, data []byte) []history.Part {
			top, _, _ := strings.Cut(path, "/")
			if names[top] == nil {
				names[top] = map[string]string{}
			}
			return split(path, data, func(key []byte) string {
				name, known := names[top][string(key)]
				if !known {
					name = top + "/" + string(key)
					names[top][string(key)] = name
				}
				return name
			})
		},
		Read: func(path string) ([]byte, error) { return folder.ReadFile(fsys, path, folder.MostTable) },
	}
}

// split cuts a file of many into its records; nil = it holds one. It goes by lines:
// that every version of a file was good YAML, nobody knows.
func split(path string, data []byte, name func(key []byte) string) []history.Part {
	table := isTable(path)
	known := format.IsOpportunityField
	if strings.HasPrefix(path, "organizations/") {
		known = format.IsOrganizationField
	}
	parts := []history.Part{}
	many, foreign, fields, within := true, false, false, false
	for at := 0; at < len(data) && many; {
		end := len(data)
		if i := bytes.IndexByte(data[at:], '\n'); i >= 0 {
			end = at + i + 1
		}
		line := data[at:end]
		from := at
		at = end
		switch line[0] {
		case ' ', '\t', '-':
			if within && len(bytes.TrimSpace(line)) > 0 {
				parts[len(parts)-1].To = end
			}
			continue
		case '#', '\n', '\r': // what is between records belongs to none
			continue
		}
		key, value, found := bytes.Cut(line, []byte(":"))
		if !found {
			within = false
			continue
		}
		key = bytes.Trim(key, "\"' ")
		value = bytes.TrimSpace(value)
		within = true
		parts = append(parts, history.Part{Record: name(key), From: from, To: end, Body: from + bytes.IndexByte(line, ':') + 1})
		many = table || len(value) == 0 || value[0] == '{' || value[0] == '#' || value[0] == '&' || value[0] == '!'
		if !bytes.HasPrefix(key, []byte("x-")) {
			foreign = foreign || table || !known(string(key))
			fields = true
		}
	}
	if table || many && (foreign || !fields && len(parts) > 0) {
		return parts
	}
	return nil
}
