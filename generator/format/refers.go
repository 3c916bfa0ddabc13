package format

import (
	"slices"

	"corkboard/generator/yaml"
)

// References are the scalars of a file, or of one with many entries, that name a
// record of typ (TypeOrg, TypeListing, …) by its id. fields are those of the file's
// section.
func References(root *yaml.Node, fields []Field, typ Type, id string) []*yaml.Node {
	if root == nil || root.Kind != yaml.Map {
		return nil
	}
	many := !slices.ContainsFunc(root.Pairs, func(p yaml.Pair) bool { return named(fields, p.Key.Value) != nil })
	if !many {
		return namedIn(root, fields, typ, id)
	}
	var out []*yaml.Node
	for _, p := range root.Pairs {
		out = append(out, namedIn(p.Value, fields, typ, id)...)
	}
	return out
}

func namedIn(n *yaml.Node, fields []Field, typ Type, id string) []*yaml.Node {
	var out []*yaml.Node
	for _, item := range n.Items {
		out = append(out, namedIn(item, fields, typ, id)...)
	}
	for _, p := range n.Pairs {
		f := named(fields, p.Key.Value)
		switch {
		case f == nil:
		case f.Type == typ:
			for _, v := range append([]*yaml.Node{p.Value}, p.Value.Items...) {
				if v.Kind == yaml.Scalar && v.Value == id {
					out = append(out, v)
				}
			}
		default:
			out = append(out, namedIn(p.Value, f.Fields, typ, id)...)
		}
	}
	return out
}

func named(fields []Field, name string) *Field {
	i := slices.IndexFunc(fields, func(f Field) bool { return f.Name == name || f.Other == name && name != "" })
	if i < 0 {
		return nil
	}
	return &fields[i]
}
