package content

import (
	"fmt"
	"strings"

	"corkboard/generator/catalog"
	"corkboard/generator/yaml"
)

func (d *decoder) newRecord(id string, line int) catalog.Record {
	return catalog.Record{ID: id, File: d.file, Line: line, Listed: true}
}

func (d *decoder) opportunity(id string, root *yaml.Node, line int, bodies []catalog.Body) *opportunityDraft {
	o := &opportunityDraft{Opportunity: catalog.Opportunity{Record: d.newRecord(id, line), Spots: noSpots}}
	d.extra, d.files = &o.Extra, &o.files
	opportunityTable.decode(d, root, o, root.Lost)
	d.addBodies(&o.Body, bodies)
	o.at = placeOf(root, "title")
	o.Spots.Set = o.Spots.Total >= 0 || o.Spots.Left >= 0 || !o.Spots.AsOf.IsZero()
	if !d.translation {
		d.finishOpportunity(o, root)
	}
	o.Langs = langsOf(o.Title, o.Body)
	o.title = fold(o.Title.First())
	o.broken = d.broken
	d.judge(&o.recordDraft, id, line)
	return o
}

// noSpots is what a listing says of its places that says nothing.
var noSpots = catalog.Spots{Total: -1, Left: -1}

// judge notes what is wrong with an id. The ids of a list are reported where
// they stand, when the list is read.
func (d *decoder) judge(r *recordDraft, id string, line int) {
	r.key = fold(id)
	if line == 1 && !d.list {
		r.judgeID(d.file, id)
	}
}

func (d *decoder) organization(id string, root *yaml.Node, line int, bodies []catalog.Body) *organizationDraft {
	o := &organizationDraft{Organization: catalog.Organization{Record: d.newRecord(id, line)}}
	d.extra, d.files = &o.Extra, &o.files
	organizationTable.decode(d, root, o, root.Lost)
	d.addBodies(&o.Body, bodies)
	o.at = placeOf(root, "name")
	if !d.translation {
		d.finishAlert(o.alert)
		for _, p := range o.places {
			if p.own != nil {
				d.finishLocation(p.own)
			}
		}
	}
	o.Langs = langsOf(o.Name, o.Body)
	o.broken = d.broken
	d.judge(&o.recordDraft, id, line)
	return o
}

func (d *decoder) page(id string, root *yaml.Node, bodies []catalog.Body) *pageDraft {
	p := &pageDraft{}
	p.ID, p.File, p.Menu = id, d.file, true
	d.files = &p.files
	pageTable.decode(d, root, p, root.Lost)
	d.addBodies(&p.Body, bodies)
	p.at = placeOf(root, "title")
	p.broken = d.broken
	return p
}

// addBodies adds what stands below the fields.
func (d *decoder) addBodies(to *[]catalog.Body, bodies []catalog.Body) {
	for _, b := range bodies {
		for _, have := range *to {
			if have.Lang == b.Lang {
				d.reportAt("two-bodies", at{int32(b.Line), 1, 1}, fmt.Sprintf("the text stands here and under “body” on line %d", have.Line), "keep one of the two", "")
			}
		}
		if strings.Contains(b.Source, "<<<<<<< ") && strings.Contains(b.Source, ">>>>>>> ") {
			d.reportAt("merge-conflict", at{int32(b.Line), 1, 1}, "two versions of this text were left side by side", "keep one of the two, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>", "")
		}
		d.lint(b)
		*to = append(*to, b)
	}
}

// placeOf is where a field stands, or the first line.
func placeOf(root *yaml.Node, key string) at {
	if v := root.Get(key); v != nil {
		return where(v)
	}
	return at{line: int32(root.Line)}
}

func langsOf(title catalog.Text, bodies []catalog.Body) []string {
	var out []string
	add := func(lang string) {
		for _, have := range out {
			if have == lang {
				return
			}
		}
		out = append(out, lang)
	}
	for _, t := range title {
		add(t.Lang)
	}
	for _, b := range bodies {
		add(b.Lang)
	}
	return out
}

// finishOpportunity checks what only the whole listing shows.
func (d *decoder) finishOpportunity(o *opportunityDraft, root *yaml.Node) {
	if root.Kind != yaml.Map {
		return
	}
	if len(o.organizations) == 0 && len(o.Host) == 0 && len(root.Lost) == 0 {
		d.reportAt("missing-field", at{line: int32(root.Line)}, "“organization” is missing: who runs it", "add organization: and the id of one, or for neighbours without one host: Neighbours of Elm Street", "")
	}
	if o.Who.AgeMax > 0 && o.Who.AgeMin > o.Who.AgeMax {
		d.report("wrong-order", field2(root, "who", "age_max"), fmt.Sprintf("age_max %d is less than age_min %d", o.Who.AgeMax, o.Who.AgeMin), "swap the two", "")
	}
	if !o.until.date.IsZero() && o.until.end(utc).Before(o.from.begin(utc)) {
		d.report("wrong-order", field2(root, "publish", "until"), "“until” is before “from”", "swap the two", "")
	}
	if o.Spots.Total >= 0 && o.Spots.Left > o.Spots.Total {
		d.report("wrong-order", field2(root, "spots", "left"), fmt.Sprintf("%d places are left of %d", o.Spots.Left, o.Spots.Total), "“left” is at most “total”", "")
	}
	for _, p := range o.places {
		if p.own != nil {
			d.finishLocation(p.own)
		}
	}
}

// field2 is the node of a field in a group, or the group, or the root.
func field2(root *yaml.Node, group, name string) *yaml.Node {
	g := root.Get(group)
	if g == nil {
		return root
	}
	if v := g.Get(name); v != nil {
		return v
	}
	return g
}

func (d *decoder) finishAlert(a *alertDraft) {
	if a == nil || a.until.date.IsZero() || a.from.date.IsZero() {
		return
	}
	if a.until.end(utc).Before(a.from.begin(utc)) {
		d.reportAt("wrong-order", a.at, "the alert ends before it begins", "swap “from” and “until”", "")
	}
}

func (d *decoder) finishLocation(l *locationDraft) { d.finishAlert(l.alert) }

func (d *decoder) newSite() *siteDraft {
	s := &siteDraft{}
	d.files = &s.files
	return s
}

func (d *decoder) finishSite(s *siteDraft) {
	d.finishAlert(s.alert)
	s.broken = d.broken
}
