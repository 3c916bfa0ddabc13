package content

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/format"
	"corkboard/generator/history"
	"corkboard/generator/schedule"
)

// takeOpportunities resolves the listings: first what they are called, then
// each by itself, then what they say of each other.
func (r *resolver) takeOpportunities(files []*format.Records) {
	entries, translations := r.opportunityEntries(files)
	r.identify(entries)
	r.takeFormer()

	sound := make([]soundEntry, 0, len(entries))
	for i := range entries {
		e := &entries[i]
		if e.lost {
			r.leave(e.draft.File)
			continue
		}
		var own []*format.OpportunityDraft
		if len(translations) > 0 {
			own = translations[path.Join(path.Dir(e.draft.File), e.draft.ID)]
		}
		o, broken := r.opportunity(e, own, nil)
		r.remember(e, o)
		e.it, e.broken = o, e.broken || broken
		if e.broken {
			r.leave(e.it.File)
			continue
		}
		sound = append(sound, soundEntry{e.it.ID, e})
	}

	slices.SortFunc(sound, func(a, b soundEntry) int { return strings.Compare(a.id, b.id) })
	r.catalog.Opportunities = make([]*catalog.Opportunity, len(sound))
	for i, e := range sound {
		r.catalog.Opportunities[i] = e.it
	}
	r.duplicates(sound)
}

// soundEntry is a listing without an error, with its id beside it for sorting.
type soundEntry struct {
	id string
	*opportunityEntry
}

// opportunityEntries are the listings of all files, and the drafts that
// translate one, by its path without the ending.
func (r *resolver) opportunityEntries(files []*format.Records) ([]opportunityEntry, map[string][]*format.OpportunityDraft) {
	total := 0
	for _, f := range files {
		total += len(f.Opportunities)
	}
	entries := make([]opportunityEntry, 0, total) // never grows: it is pointed into
	translations := map[string][]*format.OpportunityDraft{}
	for _, f := range files {
		for _, d := range f.Opportunities {
			switch {
			case !f.Translation():
				entries = append(entries, opportunityEntry{draft: d, title: d.TitleKey, At: d.At, broken: d.Broken})
			case d.Broken:
				r.leave(f.Path)
			default:
				key := path.Join(path.Dir(f.Path), f.ID)
				translations[key] = append(translations[key], d)
			}
		}
	}
	return entries, translations
}

// identify makes listings known by their ids, the ids they had before and,
// where any listing names another, by their titles.
func (r *resolver) identify(entries []opportunityEntry) {
	x := newIndex[*opportunityEntry]("opportunity", "unknown-opportunity", len(entries))
	r.opportunities = x
	related := false
	for i := range entries {
		e := &entries[i]
		d := e.draft
		if !r.usableID(d.File, d.IDFault) {
			e.broken = true
		}
		if first, taken := x.byID[d.IDKey]; taken {
			r.sameID("opportunity", d.File, d.ID, d.Line, first.draft.File, first.draft.ID)
			e.lost = true
			continue
		}
		x.byID[d.IDKey] = e
		related = related || len(d.RelatedRefs) > 0
	}
	for i := range entries {
		e := &entries[i]
		d := e.draft
		if e.lost {
			continue
		}
		if len(d.FormerIDs) > 0 {
			before := len(r.problems)
			e.formerly = formerly(r, x, d.File, d.ID, d.FormerIDs, e)
			e.broken = e.broken || len(r.problems[before:].Errors()) > 0
		}
		for _, t := range d.Title {
			if related {
				x.name(t.Value, d.ID, e)
			}
		}
	}
	for i := range entries {
		e := &entries[i]
		if e.lost {
			continue
		}
		for _, word := range e.draft.RelatedRefs {
			other, ok := lookup(r, x, e.draft.File, word)
			switch {
			case !ok:
				e.broken = true
			case other != e && !slices.Contains(e.related, other.draft.ID):
				e.related = append(e.related, other.draft.ID)
			}
		}
	}
}

// opportunity resolves one listing. dates are those of a version of the past;
// nil = git knows those of its file.
func (r *resolver) opportunity(e *opportunityEntry, translations []*format.OpportunityDraft, dates *history.Dates) (o *catalog.Opportunity, broken bool) {
	d := e.draft
	o = new(catalog.Opportunity)
	*o = d.Opportunity
	o.Formerly, o.Related = e.formerly, e.related
	if dates != nil {
		o.Added, o.Changed, o.Changes, o.Edited = dates.Added, dates.Changed, dates.Changes, dates.Edited
	} else {
		r.dated(&o.Record)
	}
	for _, word := range d.OrganizationRefs {
		org, ok := lookup(r, r.organizations, d.File, word)
		switch {
		case !ok:
			broken = true
		case org.broken || org.it == nil:
			if !slices.Contains(o.Missing, org.draft.ID) {
				o.Missing = append(o.Missing, org.draft.ID)
			}
		case !slices.Contains(o.Organizations, org.it):
			o.Organizations = append(o.Organizations, org.it)
		}
	}
	o.Categories = all(r, r.categories, d.File, d.CategoryRefs, &broken)
	o.Serves = all(r, r.locations, d.File, d.ServesRefs, &broken)
	o.Locations = r.places(d.File, d.Places, &broken)
	if len(d.Places) == 0 && o.Remote != catalog.Remotely && len(o.Organizations) > 0 && len(o.Organizations[0].Locations) > 0 {
		o.Locations = o.Organizations[0].Locations[:1:1]
	}
	zone := r.zoneOf(o.Locations)
	r.moments(d.File, d.Offsets, zone, &broken)
	o.UrgentUntil = d.Urgent.End(zone)
	o.Publish = catalog.Window{From: d.PublishFrom.Begin(zone), Until: d.PublishUntil.End(zone)}
	o.Schedules = r.schedules(d.File, &o.Record, d.ScheduleDrafts, zone, &broken)
	o.Schedules, o.Hours = r.alwaysOpen(o.Schedules, o.Hours)
	r.pictures(d.File, d.Pictures)
	r.past(d, o, zone)

	for _, t := range translations {
		r.translated(&o.Record, t.File)
		merged := &format.OpportunityDraft{Opportunity: *o}
		merged.ScheduleDrafts = draftsOf(d.ScheduleDrafts, o.Schedules)
		merged.AddTexts(t)
		notes(o.Schedules, merged.ScheduleDrafts)
		schedules := o.Schedules
		*o = merged.Opportunity
		o.Schedules = schedules
		o.Langs = format.Languages(o.Title, o.Body)
	}
	return o, broken
}

// past warns of a single event that is over. It is never an error: what passes
// today passes next year.
func (r *resolver) past(d *format.OpportunityDraft, o *catalog.Opportunity, zone *time.Location) {
	if r.opt.Now.IsZero() || o.Outcome != nil || o.Status == catalog.Done || o.Status == catalog.Cancelled || len(d.ScheduleDrafts) != 1 {
		return
	}
	s := &d.ScheduleDrafts[0]
	if s.Rule.Frequency != schedule.Once || len(s.Dates) > 0 || len(s.Also) > 0 || s.Start.IsZero() {
		return
	}
	last := s.Start
	if !s.End.IsZero() {
		last = s.End
	}
	if schedule.DateOf(r.opt.Now.In(zone)).Compare(last.AddDays(1)) > 0 {
		r.report("already-past", d.File, s.At, fmt.Sprintf("this was on %s", last), "correct the date, or say what came of it under “outcome:”, or delete the file", "", "")
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
		return format.Fold(strings.Join(p.Exact.Address.Lines, " ") + " " + p.Exact.Address.City)
	}
	if len(o.Organizations) > 0 {
		return format.Fold(p.Name.First()) + " " + o.Organizations[0].ID
	}
	return format.Fold(p.Name.First())
}

// duplicates warns of listings that say the same.
func (r *resolver) duplicates(entries []soundEntry) {
	type key struct {
		title, place string
		start        schedule.Date
		clock        schedule.Clock
	}
	first := make(map[string]*opportunityEntry, len(entries))
	var same map[key]*opportunityEntry
	var told map[*opportunityEntry]bool
	keyOf := func(e *opportunityEntry) key {
		o, k := e.it, key{title: e.title}
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
	for i := range entries {
		e := entries[i].opportunityEntry
		// Few titles are there twice, so only these are looked at closer.
		one, ok := first[e.title]
		if !ok {
			first[e.title] = e
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
			r.report("duplicate-listing", pair[0].it.File, pair[0].At, fmt.Sprintf("“%s” has the same title, place and start as %s", format.Clip(pair[0].it.Title.First()), pair[1].it.File), "keep one of the two, or tell them apart in the title", "", "")
		}
	}
}
