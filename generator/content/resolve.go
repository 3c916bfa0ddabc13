package content

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"corkboard/generator/catalog"
	"corkboard/generator/folder"
	"corkboard/generator/format"
	"corkboard/generator/problem"
	"corkboard/generator/rules"
	"corkboard/generator/schedule"
	"corkboard/generator/withheld"
	"corkboard/generator/yaml"
)

// resolver makes a catalog of what the files say: it looks names up, hands
// down what is inherited, and finds what only the whole folder shows. It
// copies the drafts, which stay for the next load.
type resolver struct {
	fsys   fs.FS
	loader *Loader
	opt    Options
	findings

	catalog       catalog.Catalog
	categories    *index[*catalog.Category]
	locations     *index[*catalog.Location]
	organizations *index[*organizationEntry]
	opportunities *index[*opportunityEntry]
	closures      map[string][]schedule.DateSpan
	media         map[string]*catalog.Media

	former   []*formerListing // what files said before, the newest first
	records  []formerRecord   // what other records were, the newest first
	gone     []*opportunityEntry
	goneByID map[string]*opportunityEntry // listings that are no more

	lastFile  string // whose lines are at hand for excerpts
	lastLines []string
	compared  int // pictures compared with misspelled ones
}

// findings are what comes up while records are resolved.
type findings struct {
	problems problem.List
	withheld []withheld.Secret
	points   []pointUse
	leftOut  []string // files
	undated  int      // records whose day of checking is unknown
}

// pointUse is one place at a point.
type pointUse struct {
	point      catalog.Point
	file, name string
	At         format.Position
}

// apart returns what comes up while do runs. It is not added to the rest.
func (r *resolver) apart(do func()) findings {
	rest := r.findings
	r.findings = findings{}
	do()
	own := r.findings
	r.findings = rest
	return own
}

func (r *resolver) leave(file string) { r.leftOut = append(r.leftOut, file) }

// resolve makes the catalog of the files that were read.
func (r *resolver) resolve() *catalog.Catalog {
	files := r.loader.decodedFiles()
	r.problems = append(r.problems, r.loader.listing.Problems()...)
	for _, f := range files {
		r.problems = append(r.problems, f.Problems...)
	}
	r.takeMedia(files)
	r.site()
	r.takeClosures(files)
	r.takeCategories(files)
	r.takeLocations(files)
	r.feeds()
	r.takeOrganizations(files)
	r.takeOpportunities(files)
	r.takeRemoved()
	r.judgePast()
	r.catalog.Vanished = r.vanished()
	r.takePages(files)
	r.crowds()
	if r.undated > 0 && r.opt.History == nil {
		r.folder("not-checked", fmt.Sprintf("without git and without “checked”, nobody can tell when %s last true", counted(r.undated, "listing was", "listings were")),
			"keep the folder in git, or add to each listing a line such as checked: 2026-11-03")
	}
	r.catalog.Withheld = r.withheld
	slices.Sort(r.leftOut)
	r.catalog.LeftOut = slices.Compact(r.leftOut)
	return &r.catalog
}

func (r *resolver) takeMedia(files []*format.Records) {
	r.media = map[string]*catalog.Media{}
	for _, f := range files {
		if f.Media != nil {
			r.media[f.Path] = f.Media
			if !f.Media.Unreadable {
				r.catalog.Media = append(r.catalog.Media, *f.Media)
			}
		}
	}
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "one " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// folder reports a problem of the folder as a whole.
func (r *resolver) folder(rule, text, hint string) {
	r.problems = append(r.problems, problem.Problem{Rule: rule, Level: rules.Level(rule), Text: text, Hint: hint})
}

// report adds a problem found while resolving, with its source line. It
// returns whether the problem is an error.
func (r *resolver) report(rule, file string, a format.Position, text, hint, old, with string) bool {
	p := problem.Problem{Rule: rule, Level: rules.Level(rule), File: file, Line: int(a.Line), Col: int(a.Col), Width: int(a.Width), Text: text, Hint: hint}
	if p.Line > 0 && file != "" {
		if r.lastFile != file {
			r.lastFile, r.lastLines = file, nil
			if data, err := folder.ReadFile(r.fsys, file, folder.MostTable); err == nil {
				clean, _ := yaml.Text(file, data, 0)
				r.lastLines = strings.Split(clean, "\n")
			}
		}
		if p.Line <= len(r.lastLines) {
			p.Source = strings.Clone(r.lastLines[p.Line-1])
			p.Width = min(p.Width, max(1, utf8.RuneCountInString(p.Source)-p.Col+1))
			if with != "" && old != "" {
				p.Fix = swapped(p.Source, p.Col, old, with)
			}
		}
	}
	r.problems = append(r.problems, p)
	return p.Level == problem.Error
}

// swapped is a line with the word at col replaced; "" when it is not there.
func swapped(line string, col int, old, with string) string {
	runes := []rune(line)
	if col < 1 || col > len(runes) {
		return ""
	}
	before, rest := string(runes[:col-1]), string(runes[col-1:])
	for _, quote := range []string{"", `"`, "'"} {
		if after, ok := strings.CutPrefix(rest, quote+old+quote); ok {
			return before + format.Scalar(with) + after
		}
	}
	return ""
}

// lookup finds what a word names, and reports it when nothing has that name.
func lookup[T any](r *resolver, x *index[T], file string, w format.Ref) (T, bool) {
	it, text, hint, with, ok := x.find(w)
	if ok {
		return it, true
	}
	rule := x.rule
	if strings.HasPrefix(text, "several") {
		rule = "ambiguous-name"
	}
	if hint == "" && strings.Contains(w.Text, ",") {
		all := true
		for part := range strings.SplitSeq(w.Text, ",") {
			part = strings.TrimSpace(part)
			_, _, _, _, known := x.find(format.Ref{Text: part, Key: format.Fold(part)})
			all = all && known
		}
		if all {
			list := "[" + w.Text + "]"
			hint = "write several as a list: " + list
		}
	}
	if hint == "" {
		switch x.what {
		case "organization":
			hint = "add a file organizations/" + format.Slug(w.Text) + ".yaml, or write host: for neighbours without an organization"
		case "opportunity":
			hint = "write the id of a listing: the name of its file without the ending"
		default:
			hint = "add it to " + x.what + "s.yaml, or use one that is there"
			if x.what == "category" {
				hint = "add it to categories.yaml, or use one that is there"
			}
		}
	}
	r.report(rule, file, w.At, text, hint, w.Text, with)
	return it, false
}

// all looks up several words and leaves out what is named twice.
func all[T comparable](r *resolver, x *index[T], file string, words []format.Ref, broken *bool) []T {
	if len(words) == 0 {
		return nil
	}
	out := make([]T, 0, len(words))
	for _, w := range words {
		it, ok := lookup(r, x, file, w)
		if !ok {
			*broken = true
			continue
		}
		if !slices.Contains(out, it) {
			out = append(out, it)
		}
	}
	return out
}

// formerly checks the former ids of a record and makes it known under them.
func formerly[T any](r *resolver, x *index[T], file, id string, words []format.Ref, it T) []string {
	var out []string
	for _, w := range words {
		old := w.Text
		if _, alive := x.byID[old]; alive {
			if old == id {
				r.report("formerly-clash", file, w.At, fmt.Sprintf("“%s” is the id it has now", format.Clip(old)), "write only ids that it had before", "", "")
			} else {
				r.report("formerly-clash", file, w.At, fmt.Sprintf("the id “%s” belongs to another %s now, so its old address cannot lead here", format.Clip(old), x.what), "rename that one, or delete the line", "", "")
			}
			continue
		}
		if _, taken := x.byOld[old]; taken {
			r.report("formerly-clash", file, w.At, fmt.Sprintf("another %s says that it was called “%s” too", x.what, format.Clip(old)), "keep it in one of the two", "", "")
			continue
		}
		if text, hint := format.BadID(old); text != "" {
			r.report("bad-id", file, w.At, text, hint, "", "")
			continue
		}
		x.byOld[old] = it
		out = append(out, old)
	}
	return out
}

func (r *resolver) alert(a *format.AlertDraft, zone *time.Location) *catalog.Alert {
	if a == nil || len(a.Text) == 0 {
		return nil
	}
	out := a.Alert
	out.From, out.Until = a.From.Begin(zone), a.Until.End(zone)
	return &out
}

// site makes the Site, with what it must have.
func (r *resolver) site() {
	s := catalog.Site{}
	var draft *format.SiteDraft
	if f := r.loader.files["site.yaml"]; f != nil {
		draft = f.Site
	}
	file := ""
	if draft != nil {
		s, file = draft.Site, "site.yaml"
	}
	warn := func(rule, text, hint string) {
		r.problems = append(r.problems, problem.Problem{Rule: rule, Level: rules.Level(rule), File: file, Text: text, Hint: hint})
	}
	where := "create site.yaml with the line "
	if draft != nil {
		where = "add the line "
	}
	if s.ID == "" {
		s.ID = "corkboard"
		warn("site-without-id", "the site has no id, and calendars tell entries of two sites apart by it", where+"id: and a name that will never change, such as id: elm-town")
	}
	if s.URL == "" {
		s.URL = "http://localhost:1313"
		warn("site-without-url", "the site does not say where it is published, so feeds and share links lead nowhere", where+"url: https://… with its address")
	}
	if s.Zone == nil {
		s.Zone = time.UTC
		warn("site-without-timezone", "the site has no time zone, so all times are read as UTC", where+"timezone: and continent and city, such as timezone: America/New_York")
	}
	if len(s.Languages) == 0 {
		s.Languages = []string{"en"}
	}
	if len(s.Title) == 0 {
		s.Title = catalog.Text{{Lang: s.Languages[0], Value: "Corkboard"}}
	}
	if draft != nil {
		s.Alert = r.alert(draft.AlertDraft, s.Zone)
		r.pictures(file, draft.Pictures)
	}
	s.Revision = r.siteRevision()
	r.catalog.Site = s
}

// pictures reports the ones that are not there.
func (r *resolver) pictures(file string, files []format.Ref) {
	for _, p := range files {
		if r.media[p.Text] != nil {
			continue
		}
		hint, with := "put the file there, or correct the path", ""
		if r.compared < mostCompared {
			known := make([]string, 0, len(r.media))
			for i := range r.catalog.Media {
				known = append(known, r.catalog.Media[i].Path)
			}
			r.compared += len(known)
			if near, ok := problem.Nearest(p.Text, known); ok {
				hint, with = "did you mean “"+near+"”?", near
			}
		}
		r.report("file-not-found", file, p.At, fmt.Sprintf("there is no file “%s”", format.Clip(p.Text)), hint, p.Key, with)
	}
}

func (r *resolver) takeClosures(files []*format.Records) {
	r.closures = map[string][]schedule.DateSpan{}
	for _, f := range files {
		for _, c := range f.Closures {
			closure := c.Closure
			closure.Revision = r.revision(f.Path, c.ID)
			r.catalog.Closures = append(r.catalog.Closures, closure)
			r.closures[c.ID] = c.Days
		}
	}
}

func (r *resolver) takeCategories(files []*format.Records) {
	var drafts []*format.CategoryDraft
	for _, f := range files {
		drafts = append(drafts, f.Categories...)
	}
	r.categories = newIndex[*catalog.Category]("category", "unknown-category", len(drafts))
	list := make([]*catalog.Category, len(drafts))
	for i, d := range drafts {
		c := d.Category
		if len(c.Name) == 0 {
			c.Name = catalog.Text{{Lang: r.catalog.Site.Languages[0], Value: format.InWords(c.ID)}}
		}
		c.Revision = r.revision(d.File, c.ID)
		list[i] = &c
		r.categories.byID[c.ID] = list[i]
	}
	for i, d := range drafts {
		list[i].Formerly = formerly(r, r.categories, d.File, d.ID, d.FormerIDs, list[i])
		for _, t := range list[i].Name {
			r.categories.name(t.Value, d.ID, list[i])
		}
		for _, a := range d.Aliases {
			r.categories.name(a, d.ID, list[i])
		}
	}
	for i, d := range drafts {
		if d.ParentRef.Text != "" {
			if p, ok := lookup(r, r.categories, d.File, d.ParentRef); ok {
				list[i].Parent = p
			}
		}
	}
	for i, d := range drafts {
		if inCircle(list[i], func(c *catalog.Category) *catalog.Category { return c.Parent }) {
			r.report("circle", d.File, d.ParentRef.At, fmt.Sprintf("“%s” lies in itself", format.Clip(d.ID)), "let “in” name something larger, or delete it", "", "")
			list[i].Parent = nil
		}
	}
	for _, c := range list {
		if c.Parent != nil {
			c.Parent.Children = append(c.Parent.Children, c)
		}
		for p := c.Parent; p != nil; p = p.Parent {
			c.Sensitive = c.Sensitive || p.Sensitive
		}
	}
	r.catalog.Categories = list
}

// inCircle reports whether following up from it leads back to it.
func inCircle[T comparable](it T, up func(T) T) bool {
	var none T
	slow, fast := it, it
	for {
		for range 2 {
			fast = up(fast)
			if fast == none {
				return false
			}
			if fast == it {
				return true
			}
		}
		slow = up(slow)
		if slow == fast {
			return false // a circle that it is not part of
		}
	}
}

// feeds resolves the combinations that a site declares.
func (r *resolver) feeds() {
	f := r.loader.files["site.yaml"]
	if f == nil || f.Site == nil {
		return
	}
	known := newIndex[string]("feed", "", len(f.Site.FeedDrafts))
	for _, d := range f.Site.FeedDrafts {
		known.byID[d.ID] = d.ID
	}
	for _, d := range f.Site.FeedDrafts {
		set, broken := d.FeedSet, false
		set.Formerly = formerly(r, known, "site.yaml", d.ID, d.FormerIDs, d.ID)
		set.Categories = all(r, r.categories, "site.yaml", d.CategoryRefs, &broken)
		set.Locations = all(r, r.locations, "site.yaml", d.LocationRefs, &broken)
		if !broken {
			r.catalog.Site.Feeds = append(r.catalog.Site.Feeds, set)
		}
	}
}
