// Package review says in words what a change does to a directory, for whoever
// accepts it. It compares two states of a content folder and guesses at nothing: what
// it cannot know, it says.
package review

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/explain"
	"corkboard/generator/folder"
	"corkboard/generator/locale"
	"corkboard/generator/problem"
	"corkboard/generator/yaml"
)

// State is a content folder at one time.
type State struct {
	Files    map[string][]byte // by slash path
	Board    *board.Board
	Words    *locale.Locale // of the site's first language
	Problems problem.List
}

// Markdown says what changes from one state to another. No line of it begins like a
// command of a CI runner, and what listings say is never Markdown or HTML.
func Markdown(before, after *State) string {
	c := &change{before: before, after: after, was: records(before, after), is: records(after, before)}
	c.compare()
	return c.print()
}

// record is a listing, an organization or an entry of a table.
type record struct {
	kind    string // folder, or file of a table
	id      string
	file    string
	node    *yaml.Node
	listing *catalog.Opportunity  // nil = none, or it has errors
	body    *catalog.Organization // nil = none, or it has errors
}

// name is what people call the record.
func (r *record) name() string {
	switch {
	case r.listing != nil:
		return r.listing.Title.First()
	case r.body != nil:
		return r.body.Name.First()
	}
	for _, key := range []string{"title", "name"} {
		if n := r.node.Get(key); n != nil && n.Kind == yaml.Scalar && n.Value != "" {
			return n.Value
		}
	}
	return r.id
}

// tables are the files whose entries are records.
var tables = []string{"categories.yaml", "locations.yaml", "closures.yaml", "needs.yaml"}

// records are those of a state by kind and id, of the files that are not the same in
// the other one.
func records(s, other *State) map[string]*record {
	out := map[string]*record{}
	listings := map[string]*catalog.Opportunity{}
	for _, o := range s.Board.Catalog.Opportunities {
		listings[o.ID] = o
	}
	bodies := map[string]*catalog.Organization{}
	for _, o := range s.Board.Catalog.Organizations {
		bodies[o.ID] = o
	}
	for _, file := range slices.Sorted(maps.Keys(s.Files)) {
		if was, same := other.Files[file]; same && bytes.Equal(was, s.Files[file]) {
			continue
		}
		f, ok := folder.Classify(file)
		if !ok || f.Kind == folder.Site || f.Kind == folder.Media {
			continue
		}
		kind, _, _ := strings.Cut(file, "/")
		root := parse(file, s.Files[file])
		if root == nil || root.Kind != yaml.Map {
			continue
		}
		add := func(id string, node *yaml.Node) {
			r := &record{kind: kind, id: id, file: file, node: node}
			switch kind {
			case "opportunities":
				r.listing = listings[id]
			case "organizations":
				r.body = bodies[id]
			}
			out[kind+"/"+id] = r
		}
		switch {
		case slices.Contains(tables, file), f.Kind == folder.Opportunity && root.Get("title") == nil, f.Kind == folder.Organization && root.Get("name") == nil:
			for _, p := range root.Pairs {
				add(p.Key.Value, p.Value)
			}
		case f.Lang != "":
			add(f.ID+"."+f.Lang, root)
		default:
			add(f.ID, root)
		}
	}
	return out
}

// parse reads a YAML file, or the front matter and the text of a Markdown file.
func parse(file string, data []byte) *yaml.Node {
	text := strings.ReplaceAll(string(data), "\r\n", "\n")
	body := ""
	if strings.HasSuffix(file, ".md") {
		if rest, ok := strings.CutPrefix(text, "---\n"); ok {
			text, body, _ = strings.Cut(rest, "\n---\n")
		}
	}
	root, _ := yaml.Parse(file, []byte(text+"\n"), yaml.Limits{Bytes: 4 << 20, Nodes: 1 << 20})
	if root != nil && root.Kind == yaml.Map && strings.TrimSpace(body) != "" {
		root.Pairs = append(root.Pairs, yaml.Pair{Key: &yaml.Node{Value: "body"}, Value: &yaml.Node{Value: strings.TrimSpace(body)}})
	}
	return root
}

// pair is a record before and after.
type pair struct {
	was, is *record
	fields  []field
}

// field is a field that differs; "" = it is not there.
type field struct{ name, was, is string }

// change is everything that differs.
type change struct {
	before, after  *State
	was, is        map[string]*record
	added, removed []*record
	renamed, moved []pair
	off, other     []pair // called off; changed in another way
	site           []field
}

func (c *change) compare() {
	taken := map[string]bool{}
	for _, key := range slices.Sorted(maps.Keys(c.is)) {
		is := c.is[key]
		was := c.was[key]
		if was == nil {
			for _, old := range formerly(is.node) {
				if former := c.was[is.kind+"/"+old]; former != nil && c.is[is.kind+"/"+old] == nil {
					was = former
				}
			}
		}
		switch {
		case was == nil:
			c.added = append(c.added, is)
			continue
		case was.id != is.id:
			taken[was.kind+"/"+was.id] = true
		}
		p := pair{was, is, differences("", was.node, is.node, was.id != is.id)}
		switch {
		case was.id != is.id:
			c.renamed = append(c.renamed, p)
		case was.file != is.file:
			c.moved = append(c.moved, p)
		case is.listing != nil && is.listing.Status == catalog.Cancelled && (was.listing == nil || was.listing.Status != catalog.Cancelled):
			c.off = append(c.off, p)
		case len(p.fields) > 0:
			c.other = append(c.other, p)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(c.was)) {
		if c.is[key] == nil && !taken[key] {
			c.removed = append(c.removed, c.was[key])
		}
	}
	site := func(s *State) *yaml.Node { return parse("site.yaml", s.Files["site.yaml"]) }
	c.site = differences("", site(c.before), site(c.after), false)
}

// formerly are the ids that a record had.
func formerly(n *yaml.Node) []string {
	list := n.Get("formerly")
	if list == nil {
		return nil
	}
	if list.Kind == yaml.Scalar {
		return []string{list.Value}
	}
	var out []string
	for _, item := range list.Items {
		out = append(out, item.Value)
	}
	return out
}

// differences are the fields of two maps that differ, in the order of the second and
// then of the first. renamed leaves out “formerly”, which says nothing new then.
func differences(prefix string, was, is *yaml.Node, renamed bool) []field {
	if was == nil {
		was = &yaml.Node{Kind: yaml.Map}
	}
	if is == nil {
		is = &yaml.Node{Kind: yaml.Map}
	}
	secret := withheld(was) || withheld(is)
	var out []field
	one := func(name string, a, b *yaml.Node) {
		full := prefix + name
		if renamed && full == "formerly" {
			return
		}
		if a != nil && b != nil && a.Kind == yaml.Map && b.Kind == yaml.Map {
			out = append(out, differences(full+".", a, b, false)...)
			return
		}
		from, to := value(a), value(b)
		if from == to {
			return
		}
		if secret && (name == "address" || name == "geo" || name == "transport") {
			from, to = hide(from), hide(to)
		}
		out = append(out, field{full, from, to})
	}
	for _, p := range is.Pairs {
		one(p.Key.Value, was.Get(p.Key.Value), p.Value)
	}
	for _, p := range was.Pairs {
		if is.Get(p.Key.Value) == nil {
			one(p.Key.Value, p.Value, nil)
		}
	}
	return out
}

// withheld reports whether a place is not public.
func withheld(n *yaml.Node) bool {
	p := n.Get("privacy")
	return p != nil && p.Value != "public" && p.Value != ""
}

func hide(s string) string {
	if s == "" {
		return ""
	}
	return "(not shown: the place is not public)"
}

// value is what a node says, in one line.
func value(n *yaml.Node) string {
	if n == nil {
		return ""
	}
	switch n.Kind {
	case yaml.Scalar:
		return n.Value
	case yaml.List:
		var list []string
		for _, item := range n.Items {
			list = append(list, value(item))
		}
		return strings.Join(list, ", ")
	}
	var list []string
	secret := withheld(n)
	for _, p := range n.Pairs {
		v := value(p.Value)
		if secret && (p.Key.Value == "address" || p.Key.Value == "geo" || p.Key.Value == "transport") {
			v = hide(v)
		}
		list = append(list, p.Key.Value+": "+v)
	}
	return strings.Join(list, "; ")
}

// print writes everything down.
func (c *change) print() string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	parts := []struct {
		heading string
		n       int
		body    func()
	}{
		{"Added", len(c.added), func() {
			for _, r := range c.added {
				line("- **%s** (%s)", safe(r.name()), code(r.file))
				c.says(line, c.after, r)
			}
		}},
		{"Renamed", len(c.renamed), func() {
			for _, p := range c.renamed {
				line("- **%s**: %s is now %s; old links and calendars go on", safe(p.is.name()), code(p.was.id), code(p.is.id))
				c.fields(line, p)
			}
		}},
		{"Moved", len(c.moved), func() {
			for _, p := range c.moved {
				line("- **%s**: from %s to %s; its address stays the same", safe(p.is.name()), code(p.was.file), code(p.is.file))
				c.fields(line, p)
			}
		}},
		{"Called off", len(c.off), func() {
			for _, p := range c.off {
				line("- **%s** (%s): its page and calendars say so", safe(p.is.name()), code(p.is.file))
				c.fields(line, p)
			}
		}},
		{"Changed", len(c.other), func() {
			for _, p := range c.other {
				line("- **%s** (%s)", safe(p.is.name()), code(p.is.file))
				c.fields(line, p)
			}
		}},
		{"Removed", len(c.removed), func() {
			for _, r := range c.removed {
				line("- **%s** (%s)", safe(r.name()), code(r.file))
				if r.listing != nil && len(r.listing.Schedules) > 0 {
					line("  - in calendars its coming dates are canceled; its title and dates stay there until then")
				}
				if again := c.sameName(r); again != nil {
					line("  - %s has the same name: if it is the same, %s needs the line %s", code(again.file), code(again.id), code("formerly: ["+r.id+"]"))
				}
			}
		}},
		{"The site itself", len(c.site), func() {
			for _, f := range c.site {
				line("- %s", c.said(f))
				if f.name == "id" && f.was != "" {
					line("  - **calendars know our entries by the id: everybody who subscribed gets all of them twice**")
				}
			}
		}},
	}
	line("## What this change does")
	nothing := true
	for _, p := range parts {
		if p.n > 0 {
			nothing = false
			line("\n### %s\n", p.heading)
			p.body()
		}
	}
	if nothing {
		line("\nNothing that a reader would see in a listing, an organization, a table or the settings of the site.")
		if other := c.otherFiles(); len(other) > 0 {
			line("These files differ: %s.", strings.Join(other, ", "))
		}
	}
	c.calendars(line)
	c.problems(line)
	c.people(line)
	c.checklist(line)
	return b.String()
}

// fields says what a changed record says otherwise.
func (c *change) fields(line func(string, ...any), p pair) {
	for _, f := range p.fields {
		line("  - %s", c.said(f))
	}
	if p.is.listing == nil {
		if p.was.listing != nil {
			line("  - **it has errors now, so the site is without it**")
		}
		return
	}
	if slices.ContainsFunc(p.fields, func(f field) bool { return decidesDates(f.name) }) {
		c.says(line, c.after, p.is)
	}
}

// decidesDates reports whether a field decides when people come.
func decidesDates(name string) bool {
	name, _, _ = strings.Cut(name, ".")
	return name == "schedule" || name == "hours" || name == "deadline" || name == "status" || name == "ongoing"
}

// says is how the schedule of a listing is read, and its next dates.
func (c *change) says(line func(string, ...any), s *State, r *record) {
	if r.listing == nil {
		if r.kind == "opportunities" || r.kind == "organizations" && r.body == nil {
			line("  - it has errors, so the site is without it")
		}
		return
	}
	o := r.listing
	for i := range o.Schedules {
		sentence, next := explain.Said(s.Board, s.Words, o, i, 5)
		line("  - %s", safe(sentence))
		if o.Status == catalog.Cancelled {
			continue
		}
		line("  - next: %s", safe(cmp.Or(next, "no date is left")))
	}
	if hours := o.Hours.First(); hours != "" {
		line("  - hours as written: %s", safe(hours))
	}
	if !o.Deadline.Date.IsZero() {
		line("  - deadline: %s", safe(s.Words.Date(o.Deadline.Date)))
	}
}

// said is one field before and after.
func (c *change) said(f field) string {
	switch {
	case f.was == "":
		return fmt.Sprintf("%s: %s (new)", safe(f.name), quoted(f.is))
	case f.is == "":
		return fmt.Sprintf("%s: %s is gone", safe(f.name), quoted(f.was))
	}
	return fmt.Sprintf("%s: %s → %s", safe(f.name), quoted(f.was), quoted(f.is))
}

// sameName is an added record with the name of a removed one; nil = there is none.
func (c *change) sameName(r *record) *record {
	for _, a := range c.added {
		if a.kind == r.kind && strings.EqualFold(a.name(), r.name()) {
			return a
		}
	}
	return nil
}

// otherFiles are files that differ and hold no record.
func (c *change) otherFiles() []string {
	var out []string
	names := maps.Clone(c.before.Files)
	maps.Copy(names, c.after.Files)
	for _, name := range slices.Sorted(maps.Keys(names)) {
		if string(c.before.Files[name]) != string(c.after.Files[name]) {
			out = append(out, code(name))
		}
	}
	return out
}

// calendars says in which calendars something is different.
func (c *change) calendars(line func(string, ...any)) {
	sets := map[string]bool{}
	add := func(o *catalog.Opportunity) {
		if o == nil || len(o.Schedules) == 0 && o.Deadline.Date.IsZero() {
			return
		}
		for _, by := range o.Organizations {
			sets[by.Name.First()] = true
		}
		for _, category := range o.Categories {
			sets[category.Name.First()] = true
		}
		for _, l := range o.Locations {
			if !l.Own {
				sets[l.Name.First()] = true
			}
		}
	}
	entries := 0
	count := func(list ...*catalog.Opportunity) {
		dated := false
		for _, o := range list {
			add(o)
			dated = dated || o != nil && (len(o.Schedules) > 0 || !o.Deadline.Date.IsZero())
		}
		if dated {
			entries++
		}
	}
	for _, r := range c.added {
		count(r.listing)
	}
	for _, r := range c.removed {
		count(r.listing)
	}
	for _, list := range [][]pair{c.renamed, c.moved, c.off, c.other} {
		for _, p := range list {
			if slices.ContainsFunc(p.fields, func(f field) bool { return f.name != "checked" && !strings.HasPrefix(f.name, "checked.") }) {
				count(p.was.listing, p.is.listing)
			}
		}
	}
	if entries == 0 {
		return
	}
	var names []string
	for _, name := range slices.Sorted(maps.Keys(sets)) {
		names = append(names, safe(name))
	}
	line("\n### Whose calendars change\n")
	which := "the whole calendar"
	if len(names) > 0 {
		which += ", or to one of: " + strings.Join(names, ", ") + ", and to what these are part of"
	}
	line("- Those of everybody who subscribed to %s.", which)
	line("- How many people that is, nobody knows: calendars are plain files.")
}

// problems says what is wrong now and was not, and the other way round.
func (c *change) problems(line func(string, ...any)) {
	type mistake struct{ rule, file, text string }
	now := map[string]string{} // what a file is called now
	for _, p := range slices.Concat(c.renamed, c.moved) {
		now[p.was.file] = p.is.file
	}
	key := func(p problem.Problem) mistake { return mistake{p.Rule, cmp.Or(now[p.File], p.File), p.Text} }
	had, has := map[mistake]bool{}, map[mistake]bool{}
	for _, p := range c.before.Problems {
		had[key(p)] = true
	}
	for _, p := range c.after.Problems {
		has[key(p)] = true
	}
	const most = 20
	say := func(heading string, list problem.List, known map[mistake]bool) {
		list = slices.DeleteFunc(slices.Clone(list), func(p problem.Problem) bool { return known[key(p)] || p.Level == problem.Note })
		if len(list) == 0 {
			return
		}
		line("\n### %s\n", heading)
		for i, p := range list {
			if i == most {
				line("- and %d more", len(list)-most)
				break
			}
			text := fmt.Sprintf("- %s: %s: %s", p.Level, code(p.Position("")), safe(p.Text))
			if p.Hint != "" {
				text += "; " + safe(p.Hint)
			}
			line("%s", text)
		}
	}
	say("New problems", c.after.Problems, had)
	say("No longer problems", c.before.Problems, has)
}

// people says whom to ask whether it is true.
func (c *change) people(line func(string, ...any)) {
	bodies := map[string]*catalog.Organization{}
	add := func(r *record) {
		if r.body != nil {
			bodies[r.body.ID] = r.body
		}
		if r.listing != nil {
			for _, by := range r.listing.Organizations {
				bodies[by.ID] = by
			}
		}
	}
	for _, r := range slices.Concat(c.added, c.removed) {
		add(r)
	}
	for _, list := range [][]pair{c.renamed, c.moved, c.off, c.other} {
		for _, p := range list {
			add(p.is)
		}
	}
	if len(bodies) == 0 {
		return
	}
	line("\n### Whom to ask\n")
	for _, id := range slices.Sorted(maps.Keys(bodies)) {
		o := bodies[id]
		line("- %s: %s", safe(o.Name.First()), reach(o))
	}
}

// checklist is what only a person can tell.
func (c *change) checklist(line func(string, ...any)) {
	if len(c.added)+len(c.renamed)+len(c.moved)+len(c.off)+len(c.other)+len(c.removed)+len(c.site) == 0 {
		return
	}
	line("\n### Before you accept it\n")
	if len(c.added)+len(c.off)+len(c.other) > 0 {
		line("- [ ] The organization says so, or a source that you looked at does")
		line("- [ ] The dates above are those that were meant")
	}
	line("- [ ] No private address, private number or full name of somebody who did not agree; it could never be taken back")
	if c.sensitive() {
		line("- [ ] **Somebody in danger may depend on it**: a second person has read it")
	}
	if len(c.removed) > 0 {
		line("- [ ] What is removed is really over; a date that is off is canceled in its listing instead")
	}
}

// sensitive reports whether the change is about a sensitive category or a place that
// is not public.
func (c *change) sensitive() bool {
	about := func(r *record) bool {
		if r.kind == "locations.yaml" && withheld(r.node) {
			return true
		}
		var categories []*catalog.Category
		if r.listing != nil {
			categories = r.listing.Categories
			for _, by := range r.listing.Organizations {
				categories = append(slices.Clone(categories), by.Categories...)
			}
			for _, l := range r.listing.Locations {
				if l.Privacy != "" && l.Privacy != catalog.Public {
					return true
				}
			}
		}
		if r.body != nil {
			categories = r.body.Categories
		}
		return slices.ContainsFunc(categories, func(c *catalog.Category) bool { return c.Sensitive })
	}
	for _, list := range [][]pair{c.renamed, c.moved, c.off, c.other} {
		for _, p := range list {
			if about(p.was) || about(p.is) {
				return true
			}
		}
	}
	return slices.ContainsFunc(slices.Concat(c.added, c.removed), about)
}

// most is the number of characters of a value that are shown.
const most = 300

// safe is a text of a listing as plain text in Markdown, on one line, which calls
// nobody and commands nothing.
func safe(s string) string {
	s = problem.Printable(strings.Join(strings.Fields(s), " "))
	if r := []rune(s); len(r) > most {
		s = string(r[:most-1]) + "…"
	}
	return escape.Replace(s)
}

var escape = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", "&lt;", ">", "&gt;", "&", "&amp;", "#", `\#`, "|", `\|`, "~", `\~`, "@", "&#64;", "!", `\!`, "$", `\$`, "://", ":&#8203;//")

// quoted is a value as a text in quotation marks.
func quoted(s string) string { return "“" + safe(s) + "”" }

// code is a path or an id.
func code(s string) string {
	s = problem.Printable(strings.Join(strings.Fields(s), " "))
	return "`" + strings.ReplaceAll(s, "`", "'") + "`"
}
