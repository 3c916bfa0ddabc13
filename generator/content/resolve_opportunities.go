package content

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/schedule"
)

func (r *resolver) takeOpportunities(files []*decoded) {
	total := 0
	for _, f := range files {
		total += len(f.opportunities)
	}
	entries := make([]opportunityEntry, 0, total) // never grows: it is pointed into
	translations := map[string][]*opportunityDraft{}
	for _, f := range files {
		for _, d := range f.opportunities {
			if f.translation() {
				if d.broken {
					r.leftOut[f.path] = true
					continue
				}
				key := path.Join(path.Dir(f.path), f.id)
				translations[key] = append(translations[key], d)
				continue
			}
			entries = append(entries, opportunityEntry{draft: d, broken: d.broken})
		}
	}
	x := newIndex[*opportunityEntry]("opportunity", "unknown-opportunity", len(entries))
	r.opportunities = x
	related := false
	for i := range entries {
		e := &entries[i]
		d := e.draft
		if !r.usableID(d.File, &d.recordDraft) {
			e.broken = true
		}
		if first, taken := x.byID[d.key]; taken {
			r.sameID("opportunity", d.File, d.ID, d.Line, first.draft.File, first.draft.ID)
			e.broken = true
			continue
		}
		x.byID[d.key] = e
		e.it = &d.Opportunity
		if !r.opt.Once {
			e.it = new(catalog.Opportunity)
			*e.it = d.Opportunity
		}
		related = related || len(d.related) > 0
	}
	for i := range entries {
		e := &entries[i]
		d := e.draft
		if e.it != nil && len(d.formerly) > 0 {
			before := len(r.problems)
			e.it.Formerly = formerly(r, x, d.File, d.ID, d.formerly, e)
			e.broken = e.broken || hasErrors(r.problems[before:])
		}
		if e.it != nil && related {
			// Titles are only needed for words that name a listing by it.
			for _, t := range e.it.Title {
				x.name(t.Value, d.ID, e)
			}
		}
	}
	for i := range entries {
		e := &entries[i]
		if e.it == nil {
			continue
		}
		r.opportunity(e)
		if len(translations) == 0 {
			continue
		}
		d, o := e.draft, e.it
		for _, t := range translations[path.Join(path.Dir(d.File), d.ID)] {
			merged := &opportunityDraft{Opportunity: *o, schedules: draftsOf(d.schedules, o.Schedules)}
			opportunityTable.mergeTexts(merged, t)
			notes(o.Schedules, merged.schedules)
			schedules := o.Schedules
			*o = merged.Opportunity
			o.Schedules = schedules
			o.Langs = langsOf(o.Title, o.Body)
		}
	}
	whole := make([]*opportunityEntry, 0, len(entries))
	for i := range entries {
		e := &entries[i]
		if e.broken || e.it == nil {
			r.leftOut[e.draft.File] = true
			continue
		}
		whole = append(whole, e)
	}
	slices.SortFunc(whole, func(a, b *opportunityEntry) int { return strings.Compare(a.draft.ID, b.draft.ID) })
	r.catalog.Opportunities = make([]*catalog.Opportunity, len(whole))
	for i, e := range whole {
		o := e.it
		r.catalog.Opportunities[i] = o
		for _, word := range e.draft.related {
			if other, _, _, _, ok := x.find(word); ok && !other.broken && other != e && !slices.Contains(o.Related, other.it) {
				o.Related = append(o.Related, other.it)
			}
		}
		for _, org := range o.Organizations {
			org.Opportunities = append(org.Opportunities, o)
		}
	}
	r.duplicates(whole)
}

// opportunity resolves one listing.
func (r *resolver) opportunity(e *opportunityEntry) {
	d, o := e.draft, e.it
	r.dated(&o.Record)
	o.Organizations, o.Missing = nil, nil
	for _, word := range d.organizations {
		org, ok := lookup(r, r.organizations, d.File, word)
		switch {
		case !ok:
			e.broken = true
		case org.broken || org.it == nil:
			if !slices.Contains(o.Missing, org.draft.ID) {
				o.Missing = append(o.Missing, org.draft.ID)
			}
		case !slices.Contains(o.Organizations, org.it):
			o.Organizations = append(o.Organizations, org.it)
		}
	}
	o.Categories = all(r, r.categories, d.File, d.categories, &e.broken)
	o.Serves = all(r, r.locations, d.File, d.serves, &e.broken)
	o.Locations = r.places(d.File, d.places, &e.broken)
	if len(d.places) == 0 && o.Remote != catalog.Remotely && len(o.Organizations) > 0 && len(o.Organizations[0].Locations) > 0 {
		o.Locations = o.Organizations[0].Locations[:1:1]
	}
	for _, word := range d.related {
		if _, ok := lookup(r, r.opportunities, d.File, word); !ok {
			e.broken = true
		}
	}
	zone := r.zoneOf(o.Locations)
	o.UrgentUntil = d.urgentUntil.end(zone)
	o.Publish = catalog.Window{From: d.from.begin(zone), Until: d.until.end(zone)}
	o.Schedules = r.schedules(d.File, &o.Record, d.schedules, zone, &e.broken)
	r.pictures(d.File, d.files)
	r.past(d, o, zone)
}

// past warns of a single event that is over. It is never an error: what passes
// today passes next year.
func (r *resolver) past(d *opportunityDraft, o *catalog.Opportunity, zone *time.Location) {
	if r.opt.Now.IsZero() || o.Outcome != nil || o.Status == catalog.Done || o.Status == catalog.Cancelled || len(d.schedules) != 1 {
		return
	}
	s := &d.schedules[0]
	if s.Rule.Frequency != schedule.Once || len(s.Dates) > 0 || len(s.Also) > 0 || s.Start.IsZero() {
		return
	}
	last := s.Start
	if !s.End.IsZero() {
		last = s.End
	}
	if schedule.DateOf(r.opt.Now.In(zone)).Compare(last.AddDays(1)) > 0 {
		r.report("already-past", d.File, s.at, fmt.Sprintf("this was on %s", last), "correct the date, or say what came of it under “outcome:”, or delete the file", "", "")
	}
}

// placeKey tells places apart. One written inside a listing often has the
// listing's own name, so there it is the address that counts, and without one
// the organization.
func placeKey(o *catalog.Opportunity) string {
	p := o.Locations[0]
	if !p.Own {
		return p.ID
	}
	if p.Exact != nil && len(p.Exact.Address.Lines) > 0 {
		return fold(strings.Join(p.Exact.Address.Lines, " ") + " " + p.Exact.Address.City)
	}
	if len(o.Organizations) > 0 {
		return fold(p.Name.First()) + " " + o.Organizations[0].ID
	}
	return fold(p.Name.First())
}

// duplicates warns of listings that say the same.
func (r *resolver) duplicates(entries []*opportunityEntry) {
	type key struct {
		title, place string
		start        schedule.Date
		clock        schedule.Clock
	}
	first := make(map[string]*opportunityEntry, len(entries))
	var same map[key]*opportunityEntry
	var told map[*opportunityEntry]bool
	keyOf := func(e *opportunityEntry) key {
		o, k := e.it, key{title: e.draft.title}
		if len(o.Locations) > 0 {
			k.place = placeKey(o)
		}
		if len(o.Schedules) > 0 {
			s := &o.Schedules[0]
			k.start, k.clock = s.Start, s.Time.From
			if s.Start.IsZero() && len(s.Dates) > 0 {
				k.start = s.Dates[0].Date
			}
		}
		return k
	}
	for _, e := range entries {
		// Few titles are there twice, so only these are looked at closer.
		one, ok := first[e.draft.title]
		if !ok {
			first[e.draft.title] = e
			continue
		}
		if same == nil {
			same = map[key]*opportunityEntry{}
		}
		if _, known := same[keyOf(one)]; !known {
			same[keyOf(one)] = one
		}
		other, ok := same[keyOf(e)]
		if !ok {
			same[keyOf(e)] = e
			continue
		}
		pairs := [][2]*opportunityEntry{{e, other}, {other, e}}
		if told[other] {
			pairs = pairs[:1]
		}
		if told == nil {
			told = map[*opportunityEntry]bool{}
		}
		told[other] = true
		for _, pair := range pairs {
			r.report("duplicate-listing", pair[0].it.File, pair[0].draft.at, fmt.Sprintf("“%s” has the same title, place and start as %s", clip(pair[0].it.Title.First()), pair[1].it.File), "keep one of the two, or tell them apart in the title", "", "")
		}
	}
}
