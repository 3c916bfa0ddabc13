package format

import (
	"fmt"
	"strings"

	"corkboard/generator/catalog"
	"corkboard/generator/yaml"
)

// group is a field that takes a map of fields.
func group[T, G any](name string, get func(*T) *G, fields *table[G]) *field[T] {
	f := &field[T]{Field: Field{Name: name, Type: TypeGroup, Fields: fields.plain()}}
	f.read = func(d *decoder, t *T, v *yaml.Node) { readGroup(d, &f.Field, fields, get(t), v) }
	if fields.hasTexts() {
		f.merge = func(t, other *T) { fields.mergeTexts(get(t), get(other)) }
	}
	return f
}

// optional is a group that is nil when it is not written.
func optional[T, G any](name string, get func(*T) **G, fields *table[G]) *field[T] {
	f := &field[T]{Field: Field{Name: name, Type: TypeGroup, Fields: fields.plain()}}
	f.read = func(d *decoder, t *T, v *yaml.Node) {
		g := new(G)
		readGroup(d, &f.Field, fields, g, v)
		*get(t) = g
	}
	if fields.hasTexts() {
		f.merge = func(t, other *T) {
			if *get(t) == nil || *get(other) == nil {
				return
			}
			own := **get(t)
			fields.mergeTexts(&own, *get(other))
			*get(t) = &own
		}
	}
	return f
}

// groups is a field that takes several maps of fields.
func groups[T, G any](name string, get func(*T) *[]G, fields *table[G]) *field[T] {
	f := &field[T]{Field: Field{Name: name, Type: TypeGroup, List: true, Fields: fields.plain()}}
	f.read = func(d *decoder, t *T, v *yaml.Node) {
		var out []G
		d.placed(v, func(n *yaml.Node) {
			var g G
			if n != nil {
				readGroup(d, &f.Field, fields, &g, n)
			}
			out = append(out, g)
		})
		*get(t) = out
	}
	if fields.hasTexts() {
		f.merge = func(t, other *T) {
			out := append([]G(nil), *get(t)...)
			for i := range *get(other) {
				if i < len(out) {
					fields.mergeTexts(&out[i], &(*get(other))[i])
				}
			}
			*get(t) = out
		}
	}
	return f
}

func (tb *table[T]) hasTexts() bool {
	for _, f := range tb.fields {
		if f.merge != nil {
			return true
		}
	}
	return false
}

// readGroup reads a group, or the one value that is written for it.
func readGroup[G any](d *decoder, f *Field, fields *table[G], g *G, v *yaml.Node) {
	alone := fields.byName[f.Alone]
	switch {
	case v.Kind == yaml.Map && alone != nil && alone.Type == TypeText && tagged(v, fields.byName):
		alone.read(d, g, v) // the text itself, in several languages
	case v.Kind == yaml.Map:
		extra := d.extra
		d.extra = nil
		fields.decode(d, v, g, nil)
		d.extra = extra
	case alone != nil && (v.Kind == yaml.Scalar || alone.List):
		if d.translation && alone.merge == nil {
			d.report("not-a-text", v, fmt.Sprintf("“%s” is not a text, so it is not translated", f.Name), "delete it here: it is taken from the file in the first language", "")
			return
		}
		alone.read(d, g, v)
	default:
		d.report("wrong-shape", v, fmt.Sprintf("“%s” is a group of fields, not %s", f.Name, shape(v)),
			"write its fields below it, indented by two spaces: "+Listed(fields.names, 12), "")
	}
}

// tagged reports whether every key of a map is a language tag and none a field.
func tagged[F any](n *yaml.Node, fields map[string]F) bool {
	for _, p := range n.Pairs {
		if _, ok := fields[p.Key.Value]; ok {
			return false
		}
		if _, ok := catalog.LanguageTag(p.Key.Value); !ok {
			return false
		}
	}
	return len(n.Pairs) > 0
}

// line is a field for characters that programs use.
func line[T any](name string, get func(*T) *string) *field[T] {
	f := &field[T]{Field: Field{Name: name, Type: TypeLine}}
	f.read = func(d *decoder, t *T, v *yaml.Node) { *get(t) = d.line(&f.Field, v) }
	return f
}

// lines is a field for several of them.
func lines[T any](name string, get func(*T) *[]string) *field[T] {
	f := &field[T]{Field: Field{Name: name, Type: TypeLine, List: true}}
	f.read = func(d *decoder, t *T, v *yaml.Node) {
		var out []string
		if d.tooLong(v) {
			return
		}
		each(v, func(n *yaml.Node) {
			s := d.line(&f.Field, n)
			if f.Parted {
				if words := d.parted(v, n); words != nil {
					out = append(out, words...)
					return
				}
			}
			if s != "" {
				out = append(out, s)
			}
		})
		*get(t) = out
	}
	return f
}

// mostWords is how many words a list may have: aliases, former ids, postcodes.
const mostWords = 200

// tooLong reports a list of more words than one may have.
func (d *decoder) tooLong(v *yaml.Node) bool {
	if len(v.Items) <= mostWords {
		return false
	}
	d.report("too-many-values", v, fmt.Sprintf("the list has %d words, and %d is the most", len(v.Items), mostWords), "keep those that people use", "")
	return true
}

// parted says that no value of the list has a comma.
func (f *field[T]) parted() *field[T] { f.Parted = true; return f }

// custom is a field with a reading of its own.
func custom[T any](name string, kind Type, read func(d *decoder, f *Field, t *T, v *yaml.Node)) *field[T] {
	f := &field[T]{Field: Field{Name: name, Type: kind}}
	f.read = func(d *decoder, t *T, v *yaml.Node) { read(d, &f.Field, t, v) }
	return f
}

// list says that a custom field takes several values.
func (f *field[T]) list() *field[T] { f.List = true; return f }

// with gives the closed list, the keys or the fields of a custom field.
func (f *field[T]) with(keys string, choices []string, fields []Field) *field[T] {
	f.Keys, f.Choices, f.Fields = keys, choices, fields
	return f
}

// reference is a field that names one other thing.
func reference[T any](name string, kind Type, get func(*T) *Ref) *field[T] {
	f := &field[T]{Field: Field{Name: name, Type: kind}}
	f.read = func(d *decoder, t *T, v *yaml.Node) {
		if d.scalarOf(&f.Field, v) {
			*get(t) = refTo(v)
		}
	}
	return f
}

// references is a field that names several.
func references[T any](name string, kind Type, get func(*T) *[]Ref) *field[T] {
	f := &field[T]{Field: Field{Name: name, Type: kind, List: true}}
	f.read = func(d *decoder, t *T, v *yaml.Node) {
		var out []Ref
		if d.tooLong(v) {
			return
		}
		each(v, func(n *yaml.Node) {
			if !d.scalarOf(&f.Field, n) {
				return
			}
			if kind == TypeID {
				if words := d.parted(v, n); words != nil {
					for _, word := range words {
						out = append(out, Ref{word, Fold(word), where(n)})
					}
					return
				}
				if text, hint := ReservedID(n.Value); text != "" {
					d.report("reserved-id", n, text, hint, "")
					return
				}
			}
			out = append(out, refTo(n))
		})
		*get(t) = out
	}
	return f
}

func refTo(n *yaml.Node) Ref { return Ref{strings.TrimSpace(n.Value), Fold(n.Value), where(n)} }
