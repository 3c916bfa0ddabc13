package format

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// Schema is a JSON Schema (draft-07) of a section's files, for editors: what fields
// there are, what each is for, which words and ids to choose from. It accepts
// whatever the program may accept; judging is left to check. ids are offered by type
// (TypeCategory, TypePlace, TypeOrg). ok is false when there is no such section.
func Schema(section string, ids map[Type][]string) (schema []byte, ok bool) {
	i := slices.IndexFunc(Sections(), func(s Section) bool { return s.Name == section })
	if i < 0 {
		return nil, false
	}
	s := Sections()[i]
	w := &schemaWriter{ids: ids, names: map[string]string{}, definitions: map[string]any{}}
	record := w.fields(s.Fields)
	root := map[string]any{
		"$schema":     "http://json-schema.org/draft-07/schema#",
		"$comment":    SchemaMark,
		"title":       s.Name,
		"description": s.Doc,
		"type":        "object",
	}
	switch section {
	case "category", "location", "closure", "need": // a file of many
		root["additionalProperties"] = record
	case "site":
		root["properties"], root["propertyNames"] = record["properties"], record["propertyNames"]
	default:
		root["properties"] = record["properties"]
		root["if"] = map[string]any{"anyOf": []any{map[string]any{"required": []string{"title"}}, map[string]any{"required": []string{"name"}}}}
		root["then"] = map[string]any{"propertyNames": record["propertyNames"]}
	}
	root["definitions"] = w.definitions
	return append(inJSON(root), '\n'), true
}

// schemaWriter writes each form of a value once.
type schemaWriter struct {
	ids         map[Type][]string
	names       map[string]string // of a form in JSON
	definitions map[string]any
}

// refer returns a reference to a form, called after a field.
func (w *schemaWriter) refer(name string, form map[string]any) map[string]any {
	text := string(inJSON(form))
	if w.names[text] == "" {
		for n := 2; w.definitions[name] != nil; n++ {
			name = strings.TrimRight(name, "-0123456789") + "-" + strconv.Itoa(n)
		}
		w.names[text], w.definitions[name] = name, form
	}
	return map[string]any{"$ref": "#/definitions/" + w.names[text]}
}

// inJSON writes maps, texts and lists, which can always be written.
func inJSON(v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return data
}

// SchemaMark is in every schema that the program has written.
const SchemaMark = "written by corkboard schema; do not edit"

func (w *schemaWriter) fields(fields []Field) map[string]any {
	properties := map[string]any{}
	var names []string
	for _, f := range fields {
		for _, name := range []string{f.Name, f.Other} {
			if name != "" {
				properties[name] = w.field(f)
				names = append(names, name)
			}
		}
	}
	return map[string]any{
		"type":          []string{"object", "null"},
		"properties":    properties,
		"propertyNames": map[string]any{"anyOf": []any{map[string]any{"enum": names}, map[string]any{"pattern": "^x-"}}},
	}
}

var scalarTypes = []string{"string", "number", "boolean", "null"}

func (w *schemaWriter) field(f Field) map[string]any {
	var forms []any
	words := f.Choices
	if f.Type == TypeAnswer {
		words = []string{"yes", "no"}
	}
	if list := w.ids[f.Type]; len(list) > 0 {
		words = list
	}
	if len(words) > 0 {
		forms = append(forms, map[string]any{"enum": words})
	}
	if len(f.Fields) > 0 && f.Type != TypeMap {
		forms = append(forms, w.fields(f.Fields))
	} else if f.Type == TypeMap || f.Type == TypeText || f.Type == TypeMarkdown || f.Type == TypePoint || f.Type == TypeSchedule || f.Type == TypeDays {
		forms = append(forms, map[string]any{"type": "object"})
	}
	forms = append(forms, map[string]any{"type": scalarTypes})
	one := w.refer(f.Name, map[string]any{"anyOf": forms})
	doc := f.Doc
	if f.Example != "" && !strings.Contains(f.Example, "\n") {
		doc += "; for example: " + f.Example
	}
	return map[string]any{"description": doc, "anyOf": []any{one, map[string]any{"type": "array", "items": one}}}
}
