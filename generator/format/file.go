package format

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"corkboard/generator/catalog"
	"corkboard/generator/folder"
	"corkboard/generator/problem"
	"corkboard/generator/rules"
	"corkboard/generator/yaml"
)

// Records is everything that one file says. It is made once and never changed.
type Records struct {
	folder.File
	Alone    bool // its name has a language, and there is no original beside it
	Problems problem.List

	Organizations []*OrganizationDraft
	Opportunities []*OpportunityDraft
	Categories    []*CategoryDraft
	Locations     []*LocationDraft
	Closures      []*ClosureDraft
	Needs         []*NeedDraft
	Site          *SiteDraft
	Page          *PageDraft
	Media         *catalog.Media
}

// Translation reports whether the file only translates another one.
func (f *Records) Translation() bool { return f.Lang != "" && !f.Alone }

// Unreadable is what is known of a file that cannot be read: why, and which
// record is missing, so that what refers to it is not reported as well.
func Unreadable(f folder.File, alone bool, env Env, err error) *Records {
	out := &Records{File: f, Alone: alone}
	d := newDecoder(f, alone, env)
	var large folder.TooLargeError
	switch {
	case errors.As(err, &large):
		d.whole("file-too-large", fmt.Sprintf("the file has %d KiB, more than the %d KiB it may have", large.Size>>10, large.Limit>>10), "shorten it, or split it into several files")
	case errors.Is(err, folder.ErrNotRegular):
		d.whole("not-a-file", "this is not a regular file", "put the file itself here")
	default:
		d.whole("unreadable-file", "this file cannot be read: "+folder.Reason(err), "check its permissions")
	}
	out.Problems = d.problems
	d.unreadable(out)
	return out
}

func newDecoder(f folder.File, alone bool, env Env) *decoder {
	d := &decoder{Env: env, file: f.Path, translation: f.Lang != "" && !alone}
	if f.Lang != "" {
		d.Lang = f.Lang
	}
	return d
}

// Decode makes records and problems of what is in a file. It is a function of
// its arguments alone. alone means that the file's name has a language and there
// is no original beside it.
func Decode(f folder.File, alone bool, env Env, data []byte) *Records {
	out := &Records{File: f, Alone: alone}
	newDecoder(f, alone, env).understand(out, data)
	return out
}

// understand makes problems or records of what is in a file.
func (d *decoder) understand(out *Records, data []byte) {
	text, problems := yaml.Text(out.Path, data, 0)
	d.take(problems)
	switch {
	case hasErrors(problems) && text == "":
		out.Problems = d.problems
		d.unreadable(out)
		return
	case strings.HasSuffix(out.Path, ".md"):
		d.lines = strings.Split(text, "\n")
		d.markdownFile(out, text)
	default:
		text, problems := yaml.Marks(out.Path, text)
		d.take(problems)
		d.lines = strings.Split(text, "\n")
		d.Times.Dates24 = datesOf24Hours(text)
		d.yamlFile(out, text)
	}
	out.Problems = d.problems.Own()
}

func hasErrors(l problem.List) bool {
	errors, _ := l.Count()
	return errors > 0
}

// whole reports a problem of the file as a whole.
func (d *decoder) whole(rule, text, hint string) { d.reportAt(rule, Position{}, text, hint, "") }

// unreadable keeps the id of a listing whose file cannot be read, so that what
// refers to it is not reported as well.
func (d *decoder) unreadable(out *Records) {
	if out.Translation() {
		return
	}
	switch out.Kind {
	case folder.Organization:
		o := &OrganizationDraft{Organization: catalog.Organization{Record: catalog.Record{ID: out.ID, File: out.Path}}}
		o.Broken = true
		d.judge(&o.RecordDraft, out.ID, 1)
		out.Organizations = append(out.Organizations, o)
	case folder.Opportunity:
		o := &OpportunityDraft{Opportunity: catalog.Opportunity{Record: catalog.Record{ID: out.ID, File: out.Path}}}
		o.Broken = true
		d.judge(&o.RecordDraft, out.ID, 1)
		out.Opportunities = append(out.Opportunities, o)
	case folder.Page:
		p := &PageDraft{}
		p.ID, p.File, p.Broken = out.ID, out.Path, true
		out.Page = p
	}
}

// lose keeps the id of an entry that cannot be read.
func (d *decoder) lose(out *Records, id string) {
	lost := &Records{File: out.File, Alone: out.Alone}
	lost.ID = id
	d.unreadable(lost)
	out.Organizations = append(out.Organizations, lost.Organizations...)
	out.Opportunities = append(out.Opportunities, lost.Opportunities...)
}

// listingLimits are those of one listing, tableLimits of a file of many.
var (
	listingLimits = yaml.Limits{Bytes: folder.MostListing, Depth: 8, Nodes: 2000}
	tableLimits   = yaml.Limits{Bytes: folder.MostTable, Depth: 16, Nodes: 200000}
)

func (d *decoder) markdownFile(out *Records, text string) {
	if strings.TrimSpace(text) == "" {
		d.whole("empty-file", "the file is empty", "write the fields of "+article(recordName(out.Kind))+" between two lines of ---, or delete the file")
		d.unreadable(out)
		return
	}
	m := cutMatter(text)
	if fields, problems := yaml.Marks(d.file, m.fields); fields != m.fields {
		d.take(problems)
		m.fields = fields
		copy(d.lines, strings.Split(strings.TrimSuffix(fields, "\n"), "\n"))
	}
	if m.unclosed > 0 {
		p := problem.Problem{Rule: "front-matter-not-closed", Level: rules.Level("front-matter-not-closed"), File: d.file, Line: m.unclosed, Col: 1, Width: 3,
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
	if root == nil && out.Kind != folder.Page && !out.Translation() {
		if m.fields == "" {
			hint := "begin the file with a line of ---, the fields, and a second line of ---"
			d.reportAt("front-matter-missing", Position{1, 1, 1}, "the file has no fields at its top", hint, "")
		} else {
			d.reportAt("front-matter-missing", Position{1, 1, 3}, "there are no fields between the lines of ---", "write at least "+strings.Join(requiredFields(out.Kind), ", "), "")
		}
		d.unreadable(out)
		return
	}
	var bodies []catalog.Body
	if body := strings.Trim(m.body, "\n \t"); body != "" {
		// Blank lines in front are cut off, and counted.
		lead := m.body[:len(m.body)-len(strings.TrimLeft(m.body, "\n \t"))]
		lead = lead[:strings.LastIndexByte(lead, '\n')+1]
		b := catalog.Body{Lang: d.Lang, Source: strings.TrimRight(m.body[len(lead):], "\n \t"), File: d.file, Line: m.bodyLine + strings.Count(lead, "\n")}
		bodies = append(bodies, b)
	}
	if root == nil {
		root = &yaml.Node{Kind: yaml.Map, Line: 1, Col: 1}
	}
	d.record(out, out.ID, root, 1, bodies)
}

// record reads one listing or page.
func (d *decoder) record(out *Records, id string, root *yaml.Node, line int, bodies []catalog.Body) {
	if d.otherFolder(out, root) {
		d.lose(out, id)
		return
	}
	switch out.Kind {
	case folder.Organization:
		out.Organizations = append(out.Organizations, d.organization(id, root, line, bodies))
	case folder.Opportunity:
		out.Opportunities = append(out.Opportunities, d.opportunity(id, root, line, bodies))
	case folder.Page:
		out.Page = d.page(id, root, bodies)
	}
}

// otherFolder reports an organization among the opportunities, or the other way
// round: one message, in place of one for each of its fields.
func (d *decoder) otherFolder(out *Records, root *yaml.Node) bool {
	if d.translation || root.Kind != yaml.Map {
		return false
	}
	has := func(name string) bool { return lineOf(root, name, "") > 0 }
	kind := ""
	if v := root.Get("kind"); v != nil {
		kind = v.Value
	}
	at := Position{int32(root.Line), int32(root.Col), 1}
	switch {
	case out.Kind == folder.Opportunity && has("name") && !has("title") && !has("organization") && !has("organizations") && !has("schedule") && slices.Contains(words(catalog.OrganizationKinds), kind):
		d.reportAt("wrong-folder", at, "this is an organization, and lies among the opportunities", "move it to "+strings.Replace(d.file, "opportunities/", "organizations/", 1), "")
	case out.Kind == folder.Organization && has("title") && !has("name") && (has("organization") || slices.Contains(words(kindWords()), kind)):
		d.reportAt("wrong-folder", at, "this is an opportunity, and lies among the organizations", "move it to "+strings.Replace(d.file, "organizations/", "opportunities/", 1), "")
	default:
		return false
	}
	return true
}

// take adds the problems of a parse.
func (d *decoder) take(problems problem.List) {
	d.problems = append(d.problems, problems...)
	d.broken = d.broken || hasErrors(problems)
}

func recordName(k folder.Kind) string {
	switch k {
	case folder.Organization:
		return "organization"
	case folder.Page:
		return "page"
	}
	return "opportunity"
}

func requiredFields(k folder.Kind) []string {
	if k == folder.Organization {
		return []string{"name"}
	}
	return []string{"title", "kind", "organization"}
}

func (d *decoder) yamlFile(out *Records, text string) {
	limits := tableLimits
	if out.Kind == folder.Site {
		limits = yaml.Limits{Bytes: folder.MostListing, Depth: 8, Nodes: 4000}
	}
	root, problems := yaml.ParseText(d.file, text, limits)
	if root == nil && len(problems) == 1 && problems[0].Rule == "empty-file" {
		// Tables may be empty; a listing may not.
		if out.Kind != folder.Organization && out.Kind != folder.Opportunity {
			if out.Kind == folder.Site {
				out.Site = d.newSite()
			}
			return
		}
		problems[0].Hint = "write the fields of " + article(recordName(out.Kind)) + ", or delete the file"
	}
	d.take(problems)
	if root == nil {
		d.unreadable(out)
		if out.Kind == folder.Site {
			out.Site = d.newSite()
		}
		return
	}
	switch out.Kind {
	case folder.Site:
		out.Site = d.newSite()
		siteTable.decode(d, root, out.Site, root.Lost)
		d.finishSite(out.Site)
	case folder.Categories:
		d.eachEntry(root, "category", func(id string, key, v *yaml.Node) { out.Categories = append(out.Categories, d.category(id, key, v)) })
	case folder.Locations:
		d.eachEntry(root, "location", func(id string, key, v *yaml.Node) { out.Locations = append(out.Locations, d.location(id, key, v)) })
	case folder.Closures:
		d.eachEntry(root, "closure", func(id string, key, v *yaml.Node) { out.Closures = append(out.Closures, d.closure(id, key, v)) })
	case folder.Needs:
		d.eachEntry(root, "need", func(id string, key, v *yaml.Node) { out.Needs = append(out.Needs, d.need(id, key, v)) })
	default:
		d.listingsFile(out, root, text)
	}
}

func (d *decoder) category(id string, key, v *yaml.Node) *CategoryDraft {
	c := &CategoryDraft{At: where(key), File: d.file}
	c.ID = id
	if shorthand(v) {
		c.Name = d.text(&categoryTable.byName["name"].Field, v)
	} else if !absent(v) {
		categoryTable.decode(d, v, c, nil)
	}
	return c
}

func (d *decoder) location(id string, key, v *yaml.Node) *LocationDraft {
	l := &LocationDraft{At: where(key), File: d.file}
	l.ID = id
	if shorthand(v) {
		l.Name = d.text(&locationTable.byName["name"].Field, v)
	} else if !absent(v) {
		locationTable.decode(d, v, l, nil)
	}
	if name := l.Name.First(); strings.Contains(name, "://") || mailAddress.MatchString(name) {
		at := l.At
		if v.Kind == yaml.Map && v.Get("name") != nil {
			at = where(v.Get("name"))
		}
		d.reportAt("not-a-place", at, "a link or a mail address is not the name of a place", "in the listings that take place there: "+NoPlace(name), "")
	}
	if l.Confidential() {
		d.confidential(l)
	}
	d.finishLocation(l)
	return l
}

func (d *decoder) closure(id string, key, v *yaml.Node) *ClosureDraft {
	c := &ClosureDraft{At: where(key), File: d.file}
	c.ID = id
	if v.Kind == yaml.Map {
		closureTable.decode(d, v, c, nil)
	} else if !absent(v) {
		c.Days = daysOff(d, &closureTable.byName["days"].Field, v)
	}
	return c
}

func (d *decoder) need(id string, key, v *yaml.Node) *NeedDraft {
	n := &NeedDraft{At: where(key), File: d.file}
	n.ID = id
	if !absent(v) {
		needTable.decode(d, v, n, nil)
	}
	return n
}

// shorthand reports whether a category or location is written as its name.
func shorthand(v *yaml.Node) bool { return v.Kind == yaml.Scalar && !absent(v) }

// mostEntries is how many categories, places, closures or needs there may be: each
// of the first two has a page.
const mostEntries = 20_000

// eachEntry calls read for each entry of a flat map by id.
func (d *decoder) eachEntry(root *yaml.Node, what string, read func(id string, key, v *yaml.Node)) {
	if root.Kind != yaml.Map {
		d.report("wrong-shape", root, "found "+shape(root)+", not a group by id", "write each "+what+" as its id, a colon, and its fields below, indented", "")
		return
	}
	for i, p := range root.Pairs {
		id := p.Key.Value
		if i == mostEntries {
			d.report("too-many-values", p.Key, fmt.Sprintf("the file has %d entries, and %d is the most", len(root.Pairs), mostEntries), "leave out those that no listing names", "")
			return
		}
		if text, hint := BadID(id); text != "" {
			d.report("bad-id", p.Key, text, hint, d.replaced(p.Key, Slug(id)))
			continue
		}
		if text, hint := ReservedID(id); text != "" {
			d.report("reserved-id", p.Key, text, hint, "")
			continue
		}
		if what != "closure" && d.tooMany(p.Key, p.Value, what) {
			p.Value = &yaml.Node{Kind: yaml.Scalar, Null: true, Line: p.Value.Line, Col: p.Value.Col} // it is known, so that what names it is not reported
		}
		read(id, p.Key, p.Value)
	}
}

// tooMany reports a record with more values than one may have, which is not read
// any further.
func (d *decoder) tooMany(at, record *yaml.Node, what string) bool {
	if record.Count() <= listingLimits.Nodes {
		return false
	}
	d.report("too-many-values", at, fmt.Sprintf("the %s holds more than %d values", what, listingLimits.Nodes), "shorten it", "")
	return true
}

// listingsFile reads a .yaml file of organizations/ or opportunities/: one
// listing, or a map of id to listing.
func (d *decoder) listingsFile(out *Records, root *yaml.Node, text string) {
	known := func(key string) bool {
		if out.Kind == folder.Organization {
			return organizationTable.byName[key] != nil
		}
		return opportunityTable.byName[key] != nil
	}
	if root.Kind == yaml.Map && !out.Translation() && isList(root, known) {
		d.listings(out, root)
		return
	}
	if len(text) > folder.MostListing {
		d.whole("file-too-large", fmt.Sprintf("the listing has %d KiB, more than the %d KiB it may have", len(text)>>10, folder.MostListing>>10), "shorten it, or put long texts into a page of their own")
	}
	if d.tooMany(root, root, "listing") {
		d.unreadable(out)
		return
	}
	if deep := root.Below(listingLimits.Depth); deep != nil {
		d.report("too-deep", deep, fmt.Sprintf("this is nested more than %d levels deep", listingLimits.Depth), "", "")
	}
	d.record(out, out.ID, root, 1, nil)
}

// listings reads a map of id to listing.
func (d *decoder) listings(out *Records, root *yaml.Node) {
	d.list = true
	wrong := map[int]bool{} // lines with an error of YAML
	for _, p := range d.problems {
		if p.Level == problem.Error {
			wrong[p.Line] = true
		}
	}
	for i, p := range root.Pairs {
		// An error of YAML breaks the entry that it is in.
		end := len(d.lines) + 1
		if i+1 < len(root.Pairs) {
			end = root.Pairs[i+1].Key.Line
		}
		d.broken = false
		for line := p.Key.Line; line < end && len(wrong) > 0 && !d.broken; line++ {
			d.broken = wrong[line]
		}
		id := p.Key.Value
		if text, hint := BadID(id); text != "" {
			d.report("bad-id", p.Key, text, hint, d.replaced(p.Key, Slug(id)))
		} else if text, hint := ReservedID(id); text != "" {
			d.report("reserved-id", p.Key, text, hint, "")
		}
		if d.tooMany(p.Key, p.Value, "listing") {
			d.lose(out, id)
			out.end(end - 1)
			continue
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
		d.lose(out, key)
	}
}

// end says where the newest entry of a file of many ends.
func (f *Records) end(line int) {
	if n := len(f.Organizations); n > 0 {
		f.Organizations[n-1].LastLine = line
	}
	if n := len(f.Opportunities); n > 0 {
		f.Opportunities[n-1].LastLine = line
	}
}

// isList tells a map of id to listing from a listing: all of its values are
// maps, and one of its keys is not a field. A key that begins with x- may be either,
// so it is an id when nothing else is there.
func isList(root *yaml.Node, known func(string) bool) bool {
	foreign, fields := false, false
	for _, p := range root.Pairs {
		if p.Value.Kind != yaml.Map {
			return false
		}
		if !strings.HasPrefix(p.Key.Value, "x-") {
			foreign = foreign || !known(p.Key.Value)
			fields = true
		}
	}
	return foreign || !fields && len(root.Pairs) > 0
}
