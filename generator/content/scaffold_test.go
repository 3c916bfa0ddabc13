package content

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"corkboard/generator/catalog"
	"corkboard/generator/format"
	"corkboard/generator/problem"
)

// scaffoldFolder is a folder in which everything that the examples of the
// field table name is there.
func scaffoldFolder() fstest.MapFS {
	fsys := fstest.MapFS{}
	put := func(name, text string) { fsys[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644} }
	put("site.yaml", baseSite+"country: US\n")
	put("categories.yaml", "food:\nfood-pantries:\n  in: food\n")
	put("locations.yaml", "harlow-ferry:\ntown-hall:\n  in: harlow-ferry\nlibrary-hall:\n  in: harlow-ferry\n")
	put("closures.yaml", "public-holidays: [2026-11-26]\n")
	for _, id := range []string{"trinity-church", "diocese", "food-bank"} {
		put("organizations/"+id+".yaml", "name: "+format.InWords(id)+"\nchecked: 2026-11-03\n")
	}
	put("opportunities/food-bank-drivers.yaml", "title: Drivers\norganization: food-bank\nkind: volunteer\nchecked: 2026-11-03\n")
	for _, name := range []string{"garden.jpg", "trinity.png", "logo.png"} {
		put("media/"+name, string(pngHeader(nil, "10x10")))
	}
	return fsys
}

func filled(scaffold string) string {
	var out []string
	example := ""
	for line := range strings.Lines(scaffold) {
		line = strings.TrimRight(line, "\n")
		trimmed := strings.TrimSpace(line)
		switch {
		case strings.HasPrefix(trimmed, "#   "):
			example = ""
		case strings.HasPrefix(trimmed, "# "):
			example = ""
			if _, e, ok := strings.Cut(line, ", such as: "); ok {
				example = e
			} else if strings.HasSuffix(line, ": yes or no") {
				example = "no"
			} else if _, words, ok := strings.Cut(line, ": "); ok {
				example, _, _ = strings.Cut(words, ", ")
			}
		case trimmed == "-":
			line += " " + example
		case strings.HasSuffix(line, ":") && example != "":
			line += " " + example
		}
		out = append(out, line)
	}
	// A list of entries has its example behind the dashes.
	text := strings.Join(out, "\n")
	for _, e := range out {
		if key, value, ok := strings.Cut(e, ": "); ok && strings.Contains(text, e+"\n  - "+value) {
			text = strings.Replace(text, e+"\n  - ", key+":\n  - ", 1)
		}
	}
	return text
}

// A scaffold loads without a problem of its own once its placeholders are filled,
// and says what is missing before.
func TestScaffold(t *testing.T) {
	kinds := []catalog.Kind{catalog.KindOrganization}
	for _, k := range catalog.Kinds {
		kinds = append(kinds, k.Kind)
	}
	for _, kind := range kinds {
		text := format.Scaffold(kind)
		for line := range strings.Lines(text) {
			if strings.Contains(line, "{") || len(line) > 240 {
				t.Errorf("%s: the scaffold has the line %q", kind, line)
			}
		}
		name := "opportunities/new-one.yaml"
		if kind == catalog.KindOrganization {
			name = "organizations/new-one.yaml"
		}
		fsys := scaffoldFolder()
		fsys[name] = &fstest.MapFile{Data: []byte(filled(text)), Mode: 0o644}
		var l Loader
		c, problems, err := l.Load(fsys, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if len(problems.Errors()) > 0 {
			t.Errorf("%s: filled in as\n%s\nit says\n%s", kind, filled(text), said(problems))
		}
		if kind != catalog.KindOrganization {
			if o := find(t, c, "new-one"); o.Kind != kind || o.Title.First() == "" || len(o.Organizations) != 1 {
				t.Errorf("%s: %+v", kind, o)
			}
		}
		fsys[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
		_, problems, _ = new(Loader).Load(fsys, Options{})
		for _, p := range problems {
			if p.Level == problem.Error && p.Rule != "missing-field" {
				t.Errorf("%s: empty it says %s", kind, said(problem.List{p}))
			}
		}
		if len(problems.Errors()) == 0 {
			t.Errorf("%s: an empty scaffold is taken for a listing", kind)
		}
	}
}

// Every field of the table is described, and its example is understood.
func TestFieldTable(t *testing.T) {
	sections := format.Sections()
	if len(sections) != 8 {
		t.Errorf("%d sections", len(sections))
	}
	var check func(path string, fields []format.Field)
	check = func(path string, fields []format.Field) {
		for _, f := range fields {
			if f.Doc == "" || f.Doc[0] >= 'A' && f.Doc[0] <= 'Z' || strings.HasSuffix(f.Doc, ".") {
				t.Errorf("%s.%s is described as %q", path, f.Name, f.Doc)
			}
			if f.Example == "" && f.Type != format.TypeAnswer && !slices.Contains([]format.Type{format.TypeZone}, f.Type) {
				t.Errorf("%s.%s has no example", path, f.Name)
			}
			check(path+"."+f.Name, f.Fields)
		}
	}
	for _, s := range sections {
		check(s.Name, s.Fields)
	}
	for _, s := range sections[:2] {
		for _, f := range s.Fields {
			if f.Example == "" || f.Name == "formerly" {
				continue
			}
			text := "title: Example\norganization: trinity-church\nkind: event\n"
			if !slices.Contains([]string{"ongoing", "schedule", "hours"}, f.Name) {
				text += "ongoing: yes\n"
			}
			name := "opportunities/example.yaml"
			if s.Name == "organization" {
				text, name = "name: Example\n", "organizations/example.yaml"
			}
			line := f.Name + ": " + f.Example + "\n"
			if f.Name == "title" || f.Name == "kind" || f.Name == "organization" || f.Name == "name" && s.Name == "organization" {
				text = strings.ReplaceAll(text, f.Name+": ", "x-"+f.Name+": ")
			}
			if f.Name == "host" {
				text = strings.ReplaceAll(text, "organization: trinity-church\n", "")
			}
			fsys := scaffoldFolder()
			fsys[name] = &fstest.MapFile{Data: []byte(text + line), Mode: 0o644}
			_, problems, err := new(Loader).Load(fsys, Options{})
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range problems {
				if p.File == name && p.Rule != "image-unreadable" {
					t.Errorf("%s.%s: the example %q says %s", s.Name, f.Name, f.Example, said(problem.List{p}))
				}
			}
		}
	}
}
