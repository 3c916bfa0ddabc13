package format

import (
	"fmt"
	"net/netip"
	"net/url"
	"path"
	"regexp"
	"strings"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/problem"
	"corkboard/generator/yaml"
)

func (d *decoder) newRecord(id string, line int) catalog.Record {
	return catalog.Record{ID: id, File: d.file, Line: line, Listed: true}
}

func (d *decoder) opportunity(id string, root *yaml.Node, line int, bodies []catalog.Body) *OpportunityDraft {
	o := &OpportunityDraft{Opportunity: catalog.Opportunity{Record: d.newRecord(id, line), Spots: NoSpots}}
	d.extra, d.files, d.offsets, d.badURL = &o.Extra, &o.Pictures, &o.Offsets, nil
	opportunityTable.decode(d, root, o, root.Lost)
	d.addBodies(&o.Body, bodies)
	o.At = placeOf(root, "title")
	o.Spots.Set = o.Spots.Total >= 0 || o.Spots.Left >= 0 || !o.Spots.AsOf.IsZero()
	if !d.translation {
		d.finishOpportunity(o, root)
	}
	o.Always = d.AlwaysOpen(o.Hours)
	o.Langs = Languages(o.Title, o.Body)
	o.TitleKey = Fold(o.Title.First())
	o.Broken = d.broken
	d.judge(&o.RecordDraft, id, line)
	return o
}

var utc = time.UTC

// NoSpots is what a listing that says nothing of its places says of them.
var NoSpots = catalog.Spots{Total: -1, Left: -1}

// judge notes what is wrong with an id. The ids of a list are reported where
// they are, when the list is read.
func (d *decoder) judge(r *RecordDraft, id string, line int) {
	r.IDKey = Fold(id)
	if line == 1 && !d.list {
		r.IDFault = JudgeID(d.file, id)
	}
}

func (d *decoder) organization(id string, root *yaml.Node, line int, bodies []catalog.Body) *OrganizationDraft {
	o := &OrganizationDraft{Organization: catalog.Organization{Record: d.newRecord(id, line)}}
	d.extra, d.files, d.offsets = &o.Extra, &o.Pictures, &o.Offsets
	organizationTable.decode(d, root, o, root.Lost)
	d.addBodies(&o.Body, bodies)
	o.At = placeOf(root, "name")
	if !d.translation {
		d.finishAlert(o.AlertDraft)
		for _, p := range o.Places {
			if p.Own != nil {
				d.finishLocation(p.Own)
			}
		}
	}
	o.Always = d.AlwaysOpen(o.Hours)
	o.Langs = Languages(o.Name, o.Body)
	o.Broken = d.broken
	d.judge(&o.RecordDraft, id, line)
	return o
}

func (d *decoder) page(id string, root *yaml.Node, bodies []catalog.Body) *PageDraft {
	p := &PageDraft{}
	p.ID, p.File, p.Menu = id, d.file, true
	d.files = &p.Pictures
	pageTable.decode(d, root, p, root.Lost)
	d.addBodies(&p.Body, bodies)
	p.At = placeOf(root, "title")
	p.Broken = d.broken
	return p
}

// addBodies adds what is below the fields.
func (d *decoder) addBodies(to *[]catalog.Body, bodies []catalog.Body) {
	for _, b := range bodies {
		for _, have := range *to {
			if have.Lang == b.Lang {
				d.reportAt("two-bodies", Position{int32(b.Line), 1, 1}, fmt.Sprintf("found the text here and under “body” on line %d", have.Line), "keep one of the two", "")
			}
		}
		if strings.Contains(b.Source, "<<<<<<< ") && strings.Contains(b.Source, ">>>>>>> ") {
			d.reportAt("merge-conflict", Position{int32(b.Line), 1, 1}, "found two versions of this text", "keep one of the two, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>", "")
		}
		d.lint(b)
		*to = append(*to, b)
	}
}

// placeOf is where a field is, or the first line.
func placeOf(root *yaml.Node, key string) Position {
	if v := root.Get(key); v != nil {
		return where(v)
	}
	return Position{Line: int32(root.Line)}
}

// Languages are those that a title or a body is written in, each once.
func Languages(title catalog.Text, bodies []catalog.Body) []string {
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
func (d *decoder) finishOpportunity(o *OpportunityDraft, root *yaml.Node) {
	if root.Kind != yaml.Map {
		return
	}
	if len(o.OrganizationRefs) == 0 && len(o.Host) == 0 && len(root.Lost) == 0 {
		d.reportAt("missing-field", Position{Line: int32(root.Line)}, "“organization” is missing: who runs it", "add organization: with the id of one; neighbours without an organization write, for example, host: Neighbours of Elm Street", "")
	}
	d.soleWay(o)
	d.noWhen(o, root)
	d.statusInTitle(o, root)
	d.hoursAndSchedule(o, root)
	if o.Who.AgeMax > 0 && o.Who.AgeMin > o.Who.AgeMax {
		d.report("wrong-order", field2(root, "who", "age_max"), fmt.Sprintf("age_max %d is less than age_min %d", o.Who.AgeMax, o.Who.AgeMin), "swap the two", "")
	}
	if !o.PublishUntil.date.IsZero() && o.PublishUntil.End(utc).Before(o.PublishFrom.Begin(utc)) {
		d.report("wrong-order", field2(root, "publish", "until"), "“until” is before “from”", "swap the two", "")
	}
	if o.Spots.Total >= 0 && o.Spots.Left > o.Spots.Total {
		d.report("wrong-order", field2(root, "spots", "left"), fmt.Sprintf("%d places are left of %d", o.Spots.Left, o.Spots.Total), "“left” is at most “total”", "")
	}
	for _, p := range o.Places {
		if p.Own != nil {
			d.finishLocation(p.Own)
		}
	}
}

// noWhen warns of a listing that says nothing about when.
func (d *decoder) noWhen(o *OpportunityDraft, root *yaml.Node) {
	for _, name := range []string{"schedule", "hours", "deadline", "ongoing", "one_off", "expected", "commitment", "outcome", "status"} {
		if lineOf(root, name, "") > 0 {
			return
		}
	}
	if d.outsideSaid == root || len(root.Lost) > 0 || d.broken {
		return
	}
	text, hint := "nothing says when", ""
	switch {
	case o.Kind.OnADay():
		hint = "add schedule: with its day and time, or expected: with its month, such as expected: 2027-09"
	case o.Kind == catalog.GetHelpKind || o.Kind == catalog.Donate:
		hint = "add schedule: or hours:, or ongoing: yes when there are none"
	case o.Kind == catalog.Volunteer || o.Kind == catalog.Respond:
		hint = "add schedule:, or commitment: such as 2 hours a week, or ongoing: yes"
	default:
		text, hint = "nothing says until when", "add deadline: with the last day to answer, or ongoing: yes"
	}
	d.reportAt("no-when", o.At, text, hint, "")
}

// statusWords are what people write before a title instead of a status.
var statusWords = map[string]catalog.Status{
	"cancelled": catalog.Cancelled, "canceled": catalog.Cancelled, "cancelado": catalog.Cancelled, "cancelada": catalog.Cancelled, "abgesagt": catalog.Cancelled, "annulé": catalog.Cancelled, "annulée": catalog.Cancelled,
	"postponed": catalog.Postponed, "aplazado": catalog.Postponed, "aplazada": catalog.Postponed, "pospuesto": catalog.Postponed, "verschoben": catalog.Postponed, "reporté": catalog.Postponed, "adiado": catalog.Postponed,
	"full": catalog.Full, "sold out": catalog.Full, "completo": catalog.Full, "agotado": catalog.Full, "ausgebucht": catalog.Full, "complet": catalog.Full, "esgotado": catalog.Full,
	"paused": catalog.Paused, "moved online": catalog.MovedOnline,
}

var (
	statusFirst = regexp.MustCompile(`^[*\[(!¡ ]*([\pL]+(?: [\pL]+)?)[*\])! ]*(?:[-–—:|]|\)|\]|!)+ *(.+)$`)
	statusLast  = regexp.MustCompile(`^(.+?) *(?:[-–—:|(\[]+) *([\pL]+(?: [\pL]+)?)[\])!* ]*$`)
)

// statusInTitle warns of "CANCELLED – " in a title: feeds, lists and search do not
// know it.
func (d *decoder) statusInTitle(o *OpportunityDraft, root *yaml.Node) {
	title := o.Title.First()
	if lineOf(root, "status", "") > 0 || root.Get("title") == nil {
		return
	}
	rest, status := "", catalog.Status("")
	if m := statusFirst.FindStringSubmatch(title); m != nil {
		rest, status = m[2], statusWords[strings.ToLower(m[1])]
	}
	if m := statusLast.FindStringSubmatch(title); m != nil && status == "" {
		rest, status = m[1], statusWords[strings.ToLower(m[2])]
	}
	if status != "" {
		d.report("status-in-title", root.Get("title"), "the title says what has become of it, and calendars and lists do not know it", "write:\ntitle: "+Scalar(rest)+"\nstatus: "+string(status), "")
	}
}

// soleWay makes an error of an address on the web that cannot be used where it is
// the only way to take part.
func (d *decoder) soleWay(o *OpportunityDraft) {
	joined := o.Remote != catalog.Remotely && len(o.Places)+len(o.OrganizationRefs) > 0
	others := len(o.Phones) + len(o.Emails) + len(o.Links) + len(o.URL) + len(o.Online.URL) + len(o.Online.Phone) + len(o.Steps)
	if joined || others > 0 {
		return
	}
	for _, i := range d.badURL {
		d.problems[i].Level = problem.Error
		d.problems[i].Text = strings.TrimSuffix(d.problems[i].Text, ", so it is left out") + ", and there is no other way to take part"
		d.broken = true
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

func (d *decoder) finishAlert(a *AlertDraft) {
	if a == nil || a.Until.date.IsZero() || a.From.date.IsZero() {
		return
	}
	if a.Until.End(utc).Before(a.From.Begin(utc)) {
		d.reportAt("wrong-order", a.At, "the alert ends before it begins", "swap “from” and “until”", "")
	}
}

func (d *decoder) finishLocation(l *LocationDraft) { d.finishAlert(l.AlertDraft) }

func (d *decoder) newSite() *SiteDraft {
	s := &SiteDraft{}
	d.files = &s.Pictures
	return s
}

// public reports whether people may come across a site at this address: names
// for examples and tests (RFC 2606, RFC 6761) and bare addresses of machines
// are not.
func public(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" {
		return false
	}
	host := "." + u.Hostname()
	for _, reserved := range []string{".localhost", ".example", ".test", ".invalid", ".local", ".internal", ".example.com", ".example.net", ".example.org"} {
		if strings.HasSuffix(host, reserved) {
			return false
		}
	}
	_, err = netip.ParseAddr(u.Hostname())
	return err != nil
}

func (d *decoder) finishSite(s *SiteDraft) {
	d.finishAlert(s.AlertDraft)
	if !s.Today.IsZero() && public(s.URL) {
		d.reportAt("today-published", s.today, fmt.Sprintf("the site is published at %s and shows %s for ever", s.URL, s.Today), "delete this line, unless the site is a demonstration", "")
	}
	s.Broken = d.broken
}

// JudgeID says what is wrong with the id that a file's name gives.
func JudgeID(file, id string) Fault {
	if text, hint := BadID(id); text != "" {
		if proposal := Slug(id); proposal != "" && proposal != id {
			hint = "rename it to " + proposal + path.Ext(file) + ": lower-case letters, digits and hyphens"
		}
		return Fault{"bad-id", text, hint}
	}
	if text, hint := ReservedID(id); text != "" {
		return Fault{"reserved-id", text, hint}
	}
	return Fault{}
}

// AddTexts adds the texts of a translation.
func (o *OpportunityDraft) AddTexts(translation *OpportunityDraft) {
	opportunityTable.mergeTexts(o, translation)
}

// AddTexts adds the texts of a translation.
func (o *OrganizationDraft) AddTexts(translation *OrganizationDraft) {
	organizationTable.mergeTexts(o, translation)
}

// AddTexts adds the texts of a translation.
func (p *PageDraft) AddTexts(translation *PageDraft) { pageTable.mergeTexts(p, translation) }

// IsOpportunityField reports whether a listing may have a field of this name.
func IsOpportunityField(name string) bool { return opportunityTable.byName[name] != nil }

// IsOrganizationField reports whether an organization may have a field of this
// name.
func IsOrganizationField(name string) bool { return organizationTable.byName[name] != nil }
