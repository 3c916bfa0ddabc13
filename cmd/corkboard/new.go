package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"corkboard/generator/catalog"
	"corkboard/generator/content"
	"corkboard/generator/edit"
	"corkboard/generator/folder"
	"corkboard/generator/format"
	"corkboard/generator/overlay"
	"corkboard/generator/problem"
	"corkboard/generator/search"
)

// newKinds are the kinds of records that new can write: sections of the field table.
var newKinds = []string{"opportunity", "organization", "location", "category", "page"}

// fieldValues are the flags for fields: --title "Food pantry" --set who.age_min=12.
type fieldValues map[string][]string

func (v fieldValues) flag(name string) func(string) error {
	return func(value string) error {
		v[name] = append(v[name], strings.TrimSpace(value))
		return nil
	}
}

func (v fieldValues) set(pair string) error {
	name, value, found := strings.Cut(pair, "=")
	if !found {
		return fmt.Errorf("write --set FIELD=VALUE, such as --set who.age_min=12")
	}
	return v.flag(strings.TrimSpace(name))(value)
}

func runNew(_ context.Context, args []string, stdout, stderr io.Writer) int {
	section := ""
	if len(args) > 0 && !strings.HasPrefix(args[0], "-") {
		section, args = args[0], args[1:]
	}
	if section != "" && !slices.Contains(newKinds, section) {
		text := fmt.Sprintf("new cannot write %q; it can write %s", section, strings.Join(newKinds, ", "))
		if near, ok := problem.Nearest(section, newKinds); ok {
			text = fmt.Sprintf("new cannot write %q; did you mean corkboard new %s?", section, near)
		}
		return failure(stderr, "new", &usageError{text})
	}
	var s source
	var id string
	var anyway bool
	values := fieldValues{}
	flags := s.deskFlags(strings.TrimSpace("new " + section))
	flags.StringVar(&id, "id", "", "its `ID`, for the address of its page (default made from its name)")
	flags.Func("set", "`FIELD=VALUE` for any other field, such as who.age_min=12; repeat it for several", values.set)
	flags.BoolVar(&anyway, "anyway", false, "write it even if there is something very similar")
	newFlags(flags, section, values)
	_, done, code := parseOne(flags, args, strings.Join(newKinds, "|"), stdout, stderr)
	switch {
	case done:
		return code
	case section == "":
		return failure(stderr, "new", &usageError{"say what to write: corkboard new " + strings.Join(newKinds, "|")})
	}
	d, err := s.desk()
	if err == nil {
		err = d.write(section, id, values, anyway, questioner(stdout), stdout, stderr)
	}
	if err != nil {
		return s.deskFailure(stderr, "new", err)
	}
	return exitFine
}

// newFlags adds a flag for each field that the questions ask for.
func newFlags(flags *flag.FlagSet, section string, values fieldValues) {
	for _, s := range format.Sections() {
		if s.Name != section {
			continue
		}
		for _, f := range s.Fields {
			always := f.Form || f.Name == "in" || f.Name == "summary" || f.Name == "url" || f.Name == "body" || f.Name == "emails" || f.Name == "deadline" || f.Name == "languages" || f.Name == "address"
			if !always {
				continue
			}
			for _, name := range []string{f.Name, f.Other} {
				if name != "" && flags.Lookup(name) == nil {
					text := "`TEXT`: " + f.Doc
					if len(f.Choices) > 0 {
						text = "`WORD`: " + f.Doc + ": " + format.Listed(f.Choices, 20)
					}
					flags.Func(name, text, values.flag(name))
				}
			}
		}
	}
}

// nameField returns the field that an id is made from.
func nameField(section string) string {
	if section == "opportunity" || section == "page" {
		return "title"
	}
	return "name"
}

// write adds a record to the folder: it asks for what the flags leave out, looks for
// similar records, makes corrections that are certain, and then writes the file.
func (d *desk) write(section, id string, values fieldValues, anyway bool, ask asker, stdout, stderr io.Writer) error {
	if err := askFields(section, values, ask); err != nil {
		return err
	}
	name := cmp.Or(append(values[nameField(section)], "")...)
	if name == "" {
		return &usageError{fmt.Sprintf("say what it is called: --%s TEXT", nameField(section))}
	}
	if id = cmp.Or(id, format.Slug(name)); id == "" {
		return &usageError{"no id can be made from its name; choose one: --id ID"}
	}
	if fault := format.JudgeID(id+".yaml", id); fault.Text != "" {
		return &usageError{fault.Text + "; " + fault.Hint}
	}
	if (section == "opportunity" || section == "organization") && len(values["checked"]) == 0 {
		values["checked"] = []string{d.today.String()} // whoever writes it down has just found out
	}
	if similar := d.similar(section, name, values); len(similar) > 0 && !anyway {
		for _, line := range similar {
			fmt.Fprintln(stderr, problem.Printable(line))
		}
		answer, err := ask("Is it something else? Write it anyway", "no", func(string) string { return "" })
		if err != nil {
			return err
		}
		if !strings.HasPrefix(strings.ToLower(answer), "y") {
			return &usageError{"nothing was written; if it is something else, add --anyway"}
		}
	}
	file, text, entry, err := d.text(section, id, values)
	if err != nil {
		return err
	}
	for range 10 {
		d.after[file] = []byte(text)
		list, err := d.of(file)
		if err != nil {
			return err
		}
		var fixes []edit.Correction
		for _, p := range list {
			if p.Fix != "" {
				fixes = append(fixes, edit.Correction{Line: p.Line, Source: p.Source, Fix: p.Fix})
				fmt.Fprintf(stdout, "corrected: %s → %s\n", problem.Printable(strings.TrimSpace(p.Source)), problem.Printable(strings.TrimSpace(p.Fix)))
			}
		}
		data, made := edit.Fix([]byte(text), fixes)
		if made == 0 {
			break
		}
		text = string(data)
	}
	if err := d.save(); err != nil {
		return err
	}
	fmt.Fprintf(stdout, "written: %s\n", d.path(file))
	if entry {
		fmt.Fprintf(stdout, "its id is %s\n", id)
	}
	return nil
}

// askFields asks for the fields that a record needs.
func askFields(section string, values fieldValues, ask asker) error {
	type question struct{ field, text, otherwise string }
	var list []question
	switch section {
	case "opportunity":
		kinds := make([]string, len(catalog.Kinds))
		for i, k := range catalog.Kinds {
			kinds[i] = string(k.Kind)
		}
		list = []question{{"title", "What is it called", ""}, {"kind", "What kind is it: " + strings.Join(kinds, ", "), ""}, {"organization", "Who runs it: the name or id of an organization", ""},
			{"schedule", "When, such as: every Wednesday 6pm-8pm (nothing if it has no dates)", ""}, {"location", "Where: the name or id of a place (nothing if it is where the organization is)", ""}}
	case "organization":
		list = []question{{"name", "What is it called", ""}, {"phone", "Its phone number (nothing if unknown)", ""}, {"email", "Its email address (nothing if unknown)", ""}}
	case "location":
		list = []question{{"name", "What is it called", ""}, {"in", "What place is it in", ""}, {"address", "Its street and number (nothing if it has none)", ""}}
	case "category":
		list = []question{{"name", "What is it called", ""}, {"in", "What category is it part of (nothing if none)", ""}}
	case "page":
		list = []question{{"title", "Its heading", ""}}
	}
	for _, q := range list {
		if has(section, values, q.field) {
			continue
		}
		answer, err := ask(q.text, q.otherwise, func(string) string { return "" })
		if err != nil {
			return err
		}
		if answer != "" {
			values[q.field] = []string{answer}
		}
	}
	return nil
}

// has reports whether a field has a value under either of its names.
func has(section string, values fieldValues, name string) bool {
	for _, s := range format.Sections() {
		for _, f := range s.Fields {
			if s.Name == section && (f.Name == name || f.Other == name) {
				return len(values[f.Name]) > 0 || f.Other != "" && len(values[f.Other]) > 0
			}
		}
	}
	return false
}

// text returns the file that a record is written to, as it will be, and whether the
// record is one of its entries.
func (d *desk) text(section, id string, values fieldValues) (file, text string, entry bool, err error) {
	kind := catalog.Kind("")
	if list := values["kind"]; section == "opportunity" && len(list) > 0 {
		kind = catalog.Kind(list[0])
	}
	body := values["body"]
	if section == "page" {
		values = fieldValues{"title": values["title"], "summary": values["summary"], "order": values["order"], "menu": values["menu"]}
	}
	text, err = format.Written(section, kind, values)
	if err != nil {
		return "", "", false, &usageError{err.Error()}
	}
	switch section {
	case "opportunity", "organization":
		file = map[string]string{"opportunity": "opportunities/", "organization": "organizations/"}[section] + id + ".yaml"
		if h, err := d.find(id, path.Dir(file)); err == nil {
			return "", "", false, &usageError{fmt.Sprintf("%s already exists: %s; choose another --id", id, h.File)}
		}
	case "page":
		file, text = "pages/"+id+".md", "---\n"+text+"---\n"+strings.Join(body, "\n")+"\n"
	default:
		file = map[string]string{"location": "locations.yaml", "category": "categories.yaml"}[section]
		var b strings.Builder
		old, err := folder.ReadFile(d.files, file, folder.MostTable)
		if err == nil {
			b.WriteString(strings.TrimRight(string(old), "\n") + "\n")
			if f, err := edit.Read(file, old); err != nil {
				return "", "", false, &usageError{err.Error()}
			} else if f.Root().Get(id) != nil {
				return "", "", false, &usageError{fmt.Sprintf("%s already exists, in %s; choose another --id", id, file)}
			}
		}
		fmt.Fprintf(&b, "%s:\n", id)
		for line := range strings.Lines(text) {
			if !strings.HasPrefix(line, "#") {
				b.WriteString("  " + line)
			}
		}
		return file, b.String(), true, nil
	}
	if _, err := fs.Lstat(d.files, file); err == nil {
		return "", "", false, &usageError{fmt.Sprintf("%s already exists; choose another --id", d.path(file))}
	}
	return file, text, false, nil
}

// of returns the problems that a file will have in the changed folder.
func (d *desk) of(file string) (problem.List, error) {
	_, list, err := new(content.Loader).Load(overlay.New(d.files, d.after), content.Options{Now: d.now})
	return slices.DeleteFunc(list, func(p problem.Problem) bool { return p.File != file }), err
}

// similar names records of the folder that may be the same as a new one: half of the
// words in their names are the same and, for a listing, also who runs it, the place or
// the schedule.
func (d *desk) similar(section, name string, values fieldValues) []string {
	var out []string
	words := search.Words(name)
	near := func(other string) bool {
		theirs := search.Words(other)
		shared := 0
		for _, w := range words {
			if slices.Contains(theirs, w) {
				shared++
			}
		}
		return shared > 0 && 2*shared > max(len(words), len(theirs))
	}
	switch section {
	case "opportunity":
		said := slices.Concat(values["organization"], values["organizations"], values["location"], values["locations"])
		for _, o := range d.catalog.Opportunities {
			if !near(o.Title.First()) {
				continue
			}
			where := ""
			for _, by := range o.Organizations {
				if names(said, by.ID, by.Name.First()) {
					where = " of " + by.Name.First()
				}
			}
			for _, l := range o.Locations {
				if names(said, l.ID, l.Name.First()) {
					where = " at " + l.Name.First()
				}
			}
			if where != "" {
				out = append(out, fmt.Sprintf("similar: “%s”%s (%s)", o.Title.First(), where, o.File))
			}
		}
	case "organization":
		for _, o := range d.catalog.Organizations {
			if near(o.Name.First()) {
				out = append(out, fmt.Sprintf("similar: “%s” (%s)", o.Name.First(), o.File))
			}
		}
	case "location":
		for _, l := range d.catalog.Locations {
			if near(l.Name.First()) && len(words) == len(search.Words(l.Name.First())) {
				out = append(out, fmt.Sprintf("similar: “%s” (%s in locations.yaml)", l.Name.First(), l.ID))
			}
		}
	case "category":
		for _, c := range d.catalog.Categories {
			if near(c.Name.First()) {
				out = append(out, fmt.Sprintf("similar: “%s” (%s in categories.yaml)", c.Name.First(), c.ID))
			}
		}
	}
	return out
}

// names reports whether one of the texts is an id or a name.
func names(said []string, id, name string) bool {
	return slices.ContainsFunc(said, func(s string) bool { return format.Fold(s) == id || format.Fold(s) == format.Fold(name) })
}
