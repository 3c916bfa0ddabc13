package format

import (
	"corkboard/generator/yaml"
)

// Type is what a field takes.
type Type string

const (
	TypeText     Type = "text"         // words for readers: a text, or a map of BCP 47 tag to text
	TypeLine     Type = "line"         // characters for programs, such as an id or a code
	TypeMarkdown Type = "markdown"     // a text with Markdown
	TypeChoice   Type = "choice"       // one of Choices
	TypeAnswer   Type = "yes-no"       //
	TypeNumber   Type = "number"       // a whole number
	TypeDecimal  Type = "decimal"      //
	TypeDate     Type = "date"         // 2026-11-14
	TypeMoment   Type = "moment"       // 2026-11-14 or 2026-11-14 17:00
	TypeDays     Type = "days"         // 2026-11-14 or 2026-12-21..2027-01-03
	TypeURL      Type = "url"          // absolute, http or https
	TypeEmail    Type = "email"        //
	TypePhone    Type = "phone"        // a number as people write it
	TypeLanguage Type = "language"     // BCP 47 tag
	TypeZone     Type = "zone"         // IANA name
	TypeCountry  Type = "country"      // ISO 3166-1 alpha-2
	TypePoint    Type = "point"        // {lat, lon} in degrees
	TypeFile     Type = "file"         // path below the content folder
	TypeID       Type = "id"           // lower-case letters, digits and hyphens
	TypeCategory Type = "category"     // id, alias or name
	TypePlace    Type = "location"     // id, alias or name, or a place of its own as a map
	TypeOrg      Type = "organization" // id, former id or name
	TypeListing  Type = "opportunity"  // id, former id or title
	TypeSchedule Type = "schedule"     // a line of the schedule grammar, or a map
	TypeGroup    Type = "group"        // a map of Fields
	TypeMap      Type = "map"          // a map whose keys are Keys and whose values are Fields, or one text
)

// Section is the fields of one kind of file, or of one group.
type Section struct {
	Name   string // opportunity, organization, category, location, closure, need, page, site
	Files  string // where it is written, such as "opportunities/**/*.yaml"
	Doc    string
	Fields []Field
}

// Field is one field of the format, as the decoder, the scaffold, the schema,
// the form and the reference page know it.
type Field struct {
	Name      string            // the spelling of the reference
	Other     string            // second spelling: the singular of a list; "" = none
	Type      Type              //
	List      bool              // takes several; one alone needs no list
	Parted    bool              // none of the several has a comma
	Required  bool              //
	Max       int               // characters that fit where it is shown; 0 = no limit
	Choices   []string          // closed list, in the order of the form; nil = open
	Aliases   map[string]string // other words for a choice; a value with a space is a question to ask back
	Keys      string            // TypeMap: what the keys are, in words
	Alone     string            // TypeGroup: name of the field that a single value means; "" = a map is needed
	Fields    []Field           // of a group
	Otherwise string            // what to do with a value that is no choice; "" = nothing is known
	Doc       string            // one line in plain words
	Example   string            // YAML of a value as it is written after "name:"; several lines for a block
	Form      bool              // among the first fields of a form and of a scaffold
	Translate bool              // may be in a translation file
}

// Sections returns the field table: opportunity, organization, category,
// location, closure, need, page, site. The slices must not be changed.
func Sections() []Section {
	return []Section{
		opportunityTable.section(), organizationTable.section(), categoryTable.section(), locationTable.section(),
		closureTable.section(), needTable.section(), pageTable.section(), siteTable.section(),
	}
}

// table is the fields of a T.
type table[T any] struct {
	name, files, doc string
	fields           []*field[T]
	byName           map[string]*field[T] // by both spellings
	names            []string
	instead          map[string]string // what to write for words that people try
}

// field is one row of a table.
type field[T any] struct {
	Field
	read  func(d *decoder, t *T, v *yaml.Node)
	merge func(t, translated *T) // adds texts of a translation file; nil = the field is not a text
}

// newTable makes the index of a table.
func newTable[T any](name, files, doc string, fields ...*field[T]) *table[T] {
	t := &table[T]{name: name, files: files, doc: doc, fields: fields, byName: map[string]*field[T]{}}
	for _, f := range fields {
		f.Translate = f.merge != nil
		for _, spelling := range []string{f.Name, f.Other} {
			if spelling == "" {
				continue
			}
			if t.byName[spelling] != nil {
				panic("content: two fields of " + name + " are called " + spelling)
			}
			t.byName[spelling] = f
			t.names = append(t.names, spelling)
		}
	}
	return t
}

func (t *table[T]) section() Section {
	return Section{Name: t.name, Files: t.files, Doc: t.doc, Fields: t.plain()}
}

func (t *table[T]) plain() []Field {
	out := make([]Field, len(t.fields))
	for i, f := range t.fields {
		out[i] = f.Field
	}
	return out
}

// write says what to write for words that people try instead of a field.
func (t *table[T]) write(instead map[string]string) *table[T] {
	t.instead = instead
	return t
}

// The rows read like a sentence: text("summary", …).max(160).doc("…").

func (f *field[T]) or(other string) *field[T]          { f.Other = other; return f }
func (f *field[T]) must() *field[T]                    { f.Required, f.Form = true, true; return f }
func (f *field[T]) max(runes int) *field[T]            { f.Max = runes; return f }
func (f *field[T]) doc(line string) *field[T]          { f.Doc = line; return f }
func (f *field[T]) like(example string) *field[T]      { f.Example = example; return f }
func (f *field[T]) first() *field[T]                   { f.Form = true; return f }
func (f *field[T]) alone(name string) *field[T]        { f.Alone = name; return f }
func (f *field[T]) also(m map[string]string) *field[T] { f.Aliases = m; return f }

// decode reads a map into t. lost are keys whose values could not be read.
func (tb *table[T]) decode(d *decoder, n *yaml.Node, t *T, lost []string) {
	if n.Kind != yaml.Map {
		d.report("wrong-shape", n, "found "+shape(n)+", not fields with a colon", "write one field a line: name, colon, space, value", "")
		return
	}
	type seen struct {
		f   *field[T]
		key *yaml.Node
	}
	var before []seen
pairs:
	for _, pair := range n.Pairs {
		key := pair.Key.Value
		if d.carry(key, pair.Value) {
			continue
		}
		f := tb.byName[key]
		if f == nil {
			tb.unknown(d, n, pair)
			continue
		}
		if absent(pair.Value) {
			d.onlyComment(pair)
			continue // an empty field of a scaffold or an editor
		}
		for _, b := range before {
			if b.f == f {
				d.report("both-spellings", pair.Key, "“"+key+"” and “"+b.key.Value+"” are one field in two spellings", "keep one of the two, as a list when there are several", "")
				continue pairs
			}
		}
		before = append(before, seen{f, pair.Key})
		if d.translation && f.merge == nil {
			d.report("not-a-text", pair.Key, "“"+key+"” is not a text, so it is not translated", "delete it here: it is taken from the file in the first language", "")
			continue
		}
		d.listMarks(pair)
		f.read(d, t, pair.Value)
	}
	if d.translation {
		return
	}
	for _, f := range tb.fields {
		if !f.Required {
			continue
		}
		found := false
		for _, b := range before {
			found = found || b.f == f
		}
		for _, key := range lost {
			found = found || key == "" || tb.byName[key] == f
		}
		if !found {
			d.missing(n, f.Field)
		}
	}
}

// mergeTexts adds the texts of a translation to t.
func (tb *table[T]) mergeTexts(t, translated *T) {
	for _, f := range tb.fields {
		if f.merge != nil {
			f.merge(t, translated)
		}
	}
}
