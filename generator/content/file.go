package content

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"corkboard/generator/catalog"
	"corkboard/generator/problem"
	"corkboard/generator/yaml"
)

// decoded is everything that one file says, read once and never changed.
type decoded struct {
	entry
	alone    bool // a file named after a language that no other file stands behind
	problems problem.List

	organizations []*organizationDraft
	opportunities []*opportunityDraft
	categories    []*categoryDraft
	locations     []*locationDraft
	closures      []*closureDraft
	site          *siteDraft
	page          *pageDraft
	media         *catalog.Media
}

// translation reports whether the file only translates another one.
func (f *decoded) translation() bool { return f.lang != "" && !f.alone }

// read reads one file. Whatever is in it, problems or records come of it.
func read(files *nearby, e entry, alone bool, v env) *decoded {
	out := &decoded{entry: e, alone: alone}
	if e.role == mediaFile {
		out.media, out.problems = measure(files.fsys, e)
		return out
	}
	limit := int64(mostTable)
	if strings.HasSuffix(e.path, ".md") || e.role == siteFile {
		limit = mostListing
	}
	d := &decoder{env: v, file: e.path, translation: out.translation()}
	if e.lang != "" {
		d.lang = e.lang
	}
	fsys, name := files.in(e.path)
	data, err := readFile(fsys, name, limit)
	var large errTooLarge
	switch {
	case errors.As(err, &large):
		d.whole("file-too-large", fmt.Sprintf("the file has %d KiB, more than the %d KiB it may have", large.size>>10, large.limit>>10), "shorten it, or split it into several files")
	case errors.Is(err, fs.ErrNotExist):
		return nil // it has gone since the folder was listed
	case errors.Is(err, errNotRegular):
		d.whole("not-a-file", "this is no regular file", "put the file itself here")
	case err != nil:
		d.whole("unreadable-file", "this file cannot be read: "+plainReason(err), "check its permissions")
	}
	if err != nil {
		out.problems = d.problems
		d.unreadable(out)
		return out
	}
	d.understand(out, data)
	return out
}

// understand makes problems or records of what is in a file.
func (d *decoder) understand(out *decoded, data []byte) {
	text, problems := yaml.Text(out.path, data, 0)
	d.take(problems)
	switch {
	case hasErrors(problems) && text == "":
		out.problems = d.problems
		d.unreadable(out)
		return
	case strings.HasSuffix(out.path, ".md"):
		d.lines = strings.Split(text, "\n")
		d.markdownFile(out, text)
	default:
		d.lines = strings.Split(text, "\n")
		d.yamlFile(out, text)
	}
	out.problems = d.problems.Own()
}

func hasErrors(l problem.List) bool {
	errors, _ := l.Count()
	return errors > 0
}

// whole reports a problem of the file as a whole.
func (d *decoder) whole(rule, text, hint string) { d.reportAt(rule, at{}, text, hint, "") }

// unreadable keeps the id of a listing whose file cannot be read, so that what
// refers to it is not reported as well.
func (d *decoder) unreadable(out *decoded) {
	if out.translation() {
		return
	}
	switch out.role {
	case organizationFile:
		o := &organizationDraft{Organization: catalog.Organization{Record: catalog.Record{ID: out.id, File: out.path}}}
		o.broken = true
		d.judge(&o.recordDraft, out.id, 1)
		out.organizations = append(out.organizations, o)
	case opportunityFile:
		o := &opportunityDraft{Opportunity: catalog.Opportunity{Record: catalog.Record{ID: out.id, File: out.path}}}
		o.broken = true
		d.judge(&o.recordDraft, out.id, 1)
		out.opportunities = append(out.opportunities, o)
	case pageFile:
		p := &pageDraft{}
		p.ID, p.File, p.broken = out.id, out.path, true
		out.page = p
	}
}

// listingLimits are those of one listing, tableLimits of a file of many.
var (
	listingLimits = yaml.Limits{Bytes: mostListing, Depth: 8, Nodes: 2000}
	tableLimits   = yaml.Limits{Bytes: mostTable, Depth: 16, Nodes: 200000}
)

func (d *decoder) markdownFile(out *decoded, text string) {
	if strings.TrimSpace(text) == "" {
		d.whole("empty-file", "the file is empty", "write the fields of "+article(out.role.word())+" between two lines of ---, or delete the file")
		d.unreadable(out)
		return
	}
	m := cutMatter(text)
	if m.unclosed > 0 {
		p := problem.Problem{Rule: "front-matter-not-closed", Level: levelOf("front-matter-not-closed"), File: d.file, Line: m.unclosed, Col: 1, Width: 3,
			Source: d.source(m.unclosed), Text: "the fields begin after this line and nothing ends them", Hint: "write a line of --- after the last field"}
		if m.guessed > 0 {
			p.Hint = fmt.Sprintf("write a line of --- before line %d", m.guessed)
		}
		d.problems = append(d.problems, p)
		d.broken = true
	}
	var root *yaml.Node
	if strings.Trim(m.fields, "-. \t\n") != "" {
		var problems problem.List
		root, problems = yaml.ParseText(d.file, m.fields, listingLimits)
		d.take(problems)
		if root == nil {
			d.unreadable(out)
			return
		}
	}
	if root == nil && out.role != pageFile && !out.translation() {
		if m.fields == "" {
			hint := "begin the file with a line of ---, the fields, and a second line of ---"
			d.reportAt("front-matter-missing", at{1, 1, 1}, "the file has no fields at its top", hint, "")
		} else {
			d.reportAt("front-matter-missing", at{1, 1, 3}, "there are no fields between the lines of ---", "write at least "+strings.Join(out.role.required(), ", "), "")
		}
		d.unreadable(out)
		return
	}
	var bodies []catalog.Body
	if body := strings.Trim(m.body, "\n \t"); body != "" {
		// Blank lines in front are cut off, and counted.
		lead := m.body[:len(m.body)-len(strings.TrimLeft(m.body, "\n \t"))]
		lead = lead[:strings.LastIndexByte(lead, '\n')+1]
		b := catalog.Body{Lang: d.lang, Source: strings.TrimRight(m.body[len(lead):], "\n \t"), File: d.file, Line: m.bodyLine + strings.Count(lead, "\n")}
		bodies = append(bodies, b)
	}
	if root == nil {
		root = &yaml.Node{Kind: yaml.Map, Line: 1, Col: 1}
	}
	d.record(out, out.id, root, 1, bodies)
}

// record reads one listing or page.
func (d *decoder) record(out *decoded, id string, root *yaml.Node, line int, bodies []catalog.Body) {
	switch out.role {
	case organizationFile:
		out.organizations = append(out.organizations, d.organization(id, root, line, bodies))
	case opportunityFile:
		out.opportunities = append(out.opportunities, d.opportunity(id, root, line, bodies))
	case pageFile:
		out.page = d.page(id, root, bodies)
	}
}

// take adds the problems of a parse.
func (d *decoder) take(problems problem.List) {
	d.problems = append(d.problems, problems...)
	d.broken = d.broken || hasErrors(problems)
}

func (r role) word() string {
	switch r {
	case organizationFile:
		return "organization"
	case pageFile:
		return "page"
	}
	return "opportunity"
}

func (r role) required() []string {
	if r == organizationFile {
		return []string{"name"}
	}
	return []string{"title", "kind", "organization"}
}

func (d *decoder) yamlFile(out *decoded, text string) {
	limits := tableLimits
	if out.role == siteFile {
		limits = yaml.Limits{Bytes: mostListing, Depth: 8, Nodes: 4000}
	}
	root, problems := yaml.ParseText(d.file, text, limits)
	if root == nil && len(problems) == 1 && problems[0].Rule == "empty-file" {
		// Tables may be empty; a listing may not.
		if out.role != organizationFile && out.role != opportunityFile {
			if out.role == siteFile {
				out.site = d.newSite()
			}
			return
		}
		problems[0].Hint = "write the fields of " + article(out.role.word()) + ", or delete the file"
	}
	d.take(problems)
	if root == nil {
		d.unreadable(out)
		if out.role == siteFile {
			out.site = d.newSite()
		}
		return
	}
	switch out.role {
	case siteFile:
		out.site = d.newSite()
		siteTable.decode(d, root, out.site, root.Lost)
		d.finishSite(out.site)
	case categoriesFile:
		d.eachEntry(root, "category", func(id string, key, v *yaml.Node) {
			c := &categoryDraft{at: where(key), file: d.file}
			c.ID = id
			if shorthand(v) {
				c.Name = d.text(&categoryTable.byName["name"].Field, v)
			} else if !v.Null {
				categoryTable.decode(d, v, c, nil)
			}
			out.categories = append(out.categories, c)
		})
	case locationsFile:
		d.eachEntry(root, "location", func(id string, key, v *yaml.Node) {
			l := &locationDraft{at: where(key), file: d.file}
			l.ID = id
			if shorthand(v) {
				l.Name = d.text(&locationTable.byName["name"].Field, v)
			} else if !v.Null {
				locationTable.decode(d, v, l, nil)
			}
			if l.Confidential() {
				d.confidential(l)
			}
			d.finishLocation(l)
			out.locations = append(out.locations, l)
		})
	case closuresFile:
		d.eachEntry(root, "closure", func(id string, key, v *yaml.Node) {
			c := &closureDraft{at: where(key), file: d.file}
			c.ID = id
			if v.Kind == yaml.Map {
				closureTable.decode(d, v, c, nil)
			} else if !v.Null {
				c.Days = daysOff(d, &closureTable.byName["days"].Field, v)
			}
			out.closures = append(out.closures, c)
		})
	default:
		d.listingsFile(out, root, text)
	}
}

// shorthand reports whether a category or location is written as its name.
func shorthand(v *yaml.Node) bool { return v.Kind == yaml.Scalar && !v.Null }

// eachEntry calls read for each entry of a flat map by id.
func (d *decoder) eachEntry(root *yaml.Node, what string, read func(id string, key, v *yaml.Node)) {
	if root.Kind != yaml.Map {
		d.report("wrong-shape", root, "here stands "+shape(root)+", not a group by id", "write each "+what+" as its id, a colon, and its fields below, indented", "")
		return
	}
	for _, p := range root.Pairs {
		if strings.HasPrefix(p.Key.Value, "x-") {
			continue
		}
		id := p.Key.Value
		if text, hint := badID(id); text != "" {
			d.report("bad-id", p.Key, text, hint, d.replaced(p.Key, Slug(id)))
			continue
		}
		if text, hint := reservedID(id); text != "" {
			d.report("reserved-id", p.Key, text, hint, "")
			continue
		}
		read(id, p.Key, p.Value)
	}
}

// listingsFile reads a .yaml file of organizations/ or opportunities/: one
// listing, or a map of id to listing.
func (d *decoder) listingsFile(out *decoded, root *yaml.Node, text string) {
	known := func(key string) bool {
		if out.role == organizationFile {
			return organizationTable.byName[key] != nil
		}
		return opportunityTable.byName[key] != nil
	}
	if root.Kind == yaml.Map && !out.translation() && isList(root, known) {
		d.list = true
		wrong := map[int]bool{} // lines with an error that the reading of YAML told
		for _, p := range d.problems {
			if p.Level == problem.Error {
				wrong[p.Line] = true
			}
		}
		for i, p := range root.Pairs {
			if strings.HasPrefix(p.Key.Value, "x-") {
				continue
			}
			// An error of YAML breaks the entry that it stands in.
			end := len(d.lines) + 1
			if i+1 < len(root.Pairs) {
				end = root.Pairs[i+1].Key.Line
			}
			d.broken = false
			for line := p.Key.Line; line < end && len(wrong) > 0 && !d.broken; line++ {
				d.broken = wrong[line]
			}
			id := p.Key.Value
			if text, hint := badID(id); text != "" {
				d.report("bad-id", p.Key, text, hint, d.replaced(p.Key, Slug(id)))
			} else if text, hint := reservedID(id); text != "" {
				d.report("reserved-id", p.Key, text, hint, "")
			}
			if p.Value.Count() > listingLimits.Nodes {
				d.report("too-many-values", p.Key, fmt.Sprintf("the listing holds more than %d values", listingLimits.Nodes), "shorten it", "")
			}
			if deep := p.Value.Below(listingLimits.Depth); deep != nil {
				d.report("too-deep", deep, fmt.Sprintf("this is nested more than %d levels deep", listingLimits.Depth), "", "")
			}
			d.record(out, id, p.Value, p.Key.Line, nil)
			out.end(end - 1)
		}
		for _, key := range root.Lost {
			if key == "" {
				continue
			}
			lost := &decoded{entry: out.entry}
			lost.id = key
			d.unreadable(lost)
			out.organizations = append(out.organizations, lost.organizations...)
			out.opportunities = append(out.opportunities, lost.opportunities...)
		}
		return
	}
	if len(text) > mostListing {
		d.whole("file-too-large", fmt.Sprintf("the listing has %d KiB, more than the %d KiB it may have", len(text)>>10, mostListing>>10), "shorten it, or put long texts into a page of their own")
	}
	if root.Count() > listingLimits.Nodes {
		d.report("too-many-values", root, fmt.Sprintf("the listing holds more than %d values", listingLimits.Nodes), "shorten it", "")
	}
	if deep := root.Below(listingLimits.Depth); deep != nil {
		d.report("too-deep", deep, fmt.Sprintf("this is nested more than %d levels deep", listingLimits.Depth), "", "")
	}
	d.record(out, out.id, root, 1, nil)
}

// end says where the newest entry of a file of many ends.
func (f *decoded) end(line int) {
	if n := len(f.organizations); n > 0 {
		f.organizations[n-1].last = line
	}
	if n := len(f.opportunities); n > 0 {
		f.opportunities[n-1].last = line
	}
}

// isList tells a map of id to listing from a listing: all of its values are
// maps, and one of its keys is no field.
func isList(root *yaml.Node, known func(string) bool) bool {
	foreign := false
	for _, p := range root.Pairs {
		if strings.HasPrefix(p.Key.Value, "x-") {
			continue
		}
		if p.Value.Kind != yaml.Map {
			return false
		}
		foreign = foreign || !known(p.Key.Value)
	}
	return foreign
}
