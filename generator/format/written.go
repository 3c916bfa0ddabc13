package format

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"corkboard/generator/catalog"
	"corkboard/generator/problem"
)

// Written is the YAML of a new record of a section ("opportunity", "location", …):
// the values that are known, each below a comment that says what the field is for, and
// empty the other fields that are asked for first. A value is text as people write it;
// a field of a group is named "who.age_min". The error names a field that there is not.
func Written(section string, kind catalog.Kind, values map[string][]string) (string, error) {
	var fields []Field
	for _, s := range Sections() {
		if s.Name == section {
			fields = s.Fields
		}
	}
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if err := known(section, fields, name); err != nil {
			return "", err
		}
		group, _, nested := strings.Cut(name, ".")
		if f := named(fields, group); nested && f.Alone == "" && len(values[group]) > 0 {
			return "", fmt.Errorf("write “%s” as a whole, or part by part as “%s”, not both", group, Clip(name))
		}
	}
	var b strings.Builder
	for i := range fields {
		f := &fields[i]
		switch {
		case f.written(&b, values):
		case section == "opportunity" && asked(f, kind), section == "organization" && f.Form:
			f.scaffold(&b, "", "")
		}
	}
	return b.String(), nil
}

// Asked are the fields of a section that a form begins with, for listings those of
// their kind.
func Asked(section string, kind catalog.Kind) []Field {
	for _, s := range Sections() {
		if s.Name == section {
			return slices.DeleteFunc(slices.Clone(s.Fields), func(f Field) bool { return !asked(&f, kind) })
		}
	}
	return nil
}

// asked reports whether a form for a kind has the field.
func asked(f *Field, kind catalog.Kind) bool {
	return f.Form && !slices.Contains(notAsked[kind], f.Name) || slices.Contains(kindFields[kind], f.Name)
}

// known is an error when a section has no such field.
func known(section string, fields []Field, name string) error {
	group, inner, nested := strings.Cut(name, ".")
	f := named(fields, group)
	if f != nil && nested && f.Type == TypeMap {
		return nil // its keys are judged with the file
	}
	if f != nil && nested {
		section, name, fields = f.Name, inner, f.Fields
		f = named(fields, inner)
	}
	if f != nil {
		return nil
	}
	var names []string
	for i := range fields {
		names = append(names, fields[i].Name)
	}
	if near, ok := problem.Nearest(name, names); ok {
		return fmt.Errorf("%s has no field “%s”; did you mean %s?", section, Clip(name), near)
	}
	return fmt.Errorf("%s has no field “%s”; it has %s", section, Clip(name), strings.Join(names, ", "))
}

// written writes the field if it has a value.
func (f *Field) written(b *strings.Builder, values map[string][]string) bool {
	own := slices.Concat(values[f.Name], values[f.Other])
	var inner strings.Builder
	for i := range f.Fields {
		in := &f.Fields[i]
		for _, group := range []string{f.Name, f.Other} {
			list := slices.Concat(values[group+"."+in.Name])
			if in.Other != "" {
				list = append(list, values[group+"."+in.Other]...)
			}
			in.value(&inner, "  ", list)
			if f.Other == "" || f.Other == f.Name {
				break
			}
		}
	}
	if f.Type == TypeMap {
		for _, name := range slices.Sorted(maps.Keys(values)) {
			if key, ok := strings.CutPrefix(name, f.Name+"."); ok {
				(&Field{Name: key}).value(&inner, "  ", values[name])
			}
		}
	}
	if len(own) == 0 && inner.Len() == 0 {
		return false
	}
	b.WriteString("# " + f.Doc + "\n")
	if inner.Len() > 0 {
		b.WriteString(f.Name + ":\n")
		if len(own) > 0 && f.Alone != "" {
			b.WriteString("  " + f.Alone + ": " + Scalar(own[0]) + "\n")
		}
		b.WriteString(inner.String())
		return true
	}
	f.value(b, "", own)
	return true
}

// value writes a name with its values.
func (f *Field) value(b *strings.Builder, indent string, list []string) {
	name := f.Name
	if len(list) == 1 && f.Other != "" && len(f.Other) < len(f.Name) {
		name = f.Other
	}
	switch len(list) {
	case 0:
	case 1:
		b.WriteString(indent + name + ": " + Scalar(list[0]) + "\n")
	default:
		b.WriteString(indent + name + ":\n")
		for _, v := range list {
			b.WriteString(indent + "  - " + Scalar(v) + "\n")
		}
	}
}
