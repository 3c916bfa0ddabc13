package content

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/format"
)

// organizationEntry is an organization on its way into the catalog. it is nil
// when it is left out.
type organizationEntry struct {
	draft  *format.OrganizationDraft
	it     *catalog.Organization
	broken bool
}

// opportunityEntry is an opportunity on its way into the catalog.
type opportunityEntry struct {
	draft             *format.OpportunityDraft // nil once it is resolved, when it is not kept
	title             string                   // as duplicates are compared
	At                format.Position          // of the title
	it                *catalog.Opportunity
	formerly, related []string // ids
	broken            bool
	lost              bool // another one has its id
	former            []*formerListing
	goneAt            time.Time // when it was removed; zero = it is there
}

// sameID reports an id that two records of one kind have, also when only case
// or composition tells them apart.
func (r *resolver) sameID(what, file, id string, line int, firstFile, firstID string) {
	if firstID == id {
		r.report("same-id", file, format.Position{Line: int32(line)}, fmt.Sprintf("“%s” is the id of another %s too, in %s", format.Clip(id), what, firstFile), "rename one of the two, or delete it", "", "")
		return
	}
	r.report("id-collision", file, format.Position{Line: int32(line)}, fmt.Sprintf("“%s” differs from “%s” in %s only by case or by how accents are stored, and many computers cannot tell them apart", format.Clip(id), format.Clip(firstID), firstFile), "rename one of the two", "", "")
}

// usableID reports what is wrong with the id of a listing.
func (r *resolver) usableID(file string, fault format.Fault) bool {
	if fault == (format.Fault{}) {
		return true
	}
	r.report(fault.Rule, file, format.Position{}, fault.Text, fault.Hint, "", "")
	return false
}

// dated adds what git knows of a record.
func (r *resolver) dated(rec *catalog.Record) {
	if d, known := r.opt.History.Of(recordName(rec.File, rec.ID), rec.File); known {
		rec.Added, rec.Created, rec.Changed, rec.Changes, rec.Edited = d.Added, d.Created, d.Changed, d.Changes, d.Edited
	}
	rec.Edited = rec.Edited || r.loader.edited[rec.File]
	// A record that got another id and another text is a new one to git.
	for _, id := range rec.Formerly {
		if d, known := r.opt.History.Of(recordName(rec.File, id), ""); known && !d.Added.IsZero() && !rec.Added.IsZero() && d.Added.Before(rec.Added) {
			rec.Added, rec.Created = d.Added, d.Created
		}
	}
	if rec.Checked.Date.IsZero() && rec.Added.IsZero() {
		r.undated++
	}
}

// translated dates a record by a translation of it, too.
func (r *resolver) translated(rec *catalog.Record, file string) {
	if d, known := r.opt.History.Of(recordOf(file), file); known {
		rec.Changes += d.Changes
		if d.Changed.After(rec.Changed) {
			rec.Changed = d.Changed
		}
		rec.Edited = rec.Edited || d.Edited
	}
}

// revision is what git knows of an entry of a table.
func (r *resolver) revision(file, id string) catalog.Revision {
	d, _ := r.opt.History.Of(file+"/"+id, file)
	return catalog.Revision{At: d.Changed, Changes: d.Changes}
}

func (r *resolver) takeOrganizations(files []*format.Records) {
	var entries []*organizationEntry
	translations := map[string][]*format.OrganizationDraft{}
	for _, f := range files {
		for _, d := range f.Organizations {
			if f.Translation() {
				if d.Broken {
					r.leave(f.Path)
					continue
				}
				key := path.Join(path.Dir(f.Path), f.ID)
				translations[key] = append(translations[key], d)
				continue
			}
			entries = append(entries, &organizationEntry{draft: d, broken: d.Broken})
		}
	}
	x := newIndex[*organizationEntry]("organization", "unknown-organization", len(entries))
	r.organizations = x
	for _, e := range entries {
		d := e.draft
		if !r.usableID(d.File, d.IDFault) {
			e.broken = true
		}
		if first, taken := x.byID[d.IDKey]; taken {
			r.sameID("organization", d.File, d.ID, d.Line, first.draft.File, first.draft.ID)
			e.broken = true
			continue
		}
		x.byID[d.IDKey] = e
	}
	for _, e := range entries {
		d := e.draft
		if x.byID[d.IDKey] != e {
			continue
		}
		o := d.Organization
		e.it = &o
		before := len(r.problems)
		o.Formerly = formerly(r, x, d.File, d.ID, d.FormerIDs, e)
		e.broken = e.broken || len(r.problems[before:].Errors()) > 0
		for _, t := range o.Name {
			x.name(t.Value, d.ID, e)
		}
		for _, aka := range o.Aka {
			for _, t := range aka {
				x.name(t.Value, d.ID, e)
			}
		}
	}
	for _, e := range entries {
		if e.it == nil {
			r.leave(e.draft.File)
			continue
		}
		d, o := e.draft, e.it
		r.dated(&o.Record)
		o.Categories = all(r, r.categories, d.File, d.CategoryRefs, &e.broken)
		o.Serves = all(r, r.locations, d.File, d.ServesRefs, &e.broken)
		o.Locations = r.places(d.File, d.Places, &e.broken)
		zone := r.zoneOf(o.Locations)
		r.moments(d.File, d.Offsets, zone, &e.broken)
		o.Alert = r.alert(d.AlertDraft, zone)
		o.Opening = r.schedules(d.File, &o.Record, d.OpeningDrafts, zone, &e.broken)
		o.Opening, o.Hours = r.alwaysOpen(o.Opening, o.Hours)
		r.pictures(d.File, d.Pictures)
		for _, word := range append(slices.Clone(d.PartnerRefs), d.ParentRef) {
			if word.Text != "" {
				if _, ok := lookup(r, x, d.File, word); !ok {
					e.broken = true
				}
			}
		}
		if d.Line == 1 {
			for _, t := range translations[path.Join(path.Dir(d.File), d.ID)] {
				r.translated(&o.Record, t.File)
				merged := &format.OrganizationDraft{Organization: *o, AlertDraft: d.AlertDraft, OpeningDrafts: draftsOf(d.OpeningDrafts, o.Opening)}
				merged.AddTexts(t)
				notes(o.Opening, merged.OpeningDrafts)
				if merged.AlertDraft != nil && o.Alert != nil {
					withText := *o.Alert
					withText.Text = merged.AlertDraft.Text
					merged.Organization.Alert = &withText
				}
				opening := o.Opening
				*o = merged.Organization
				o.Opening = opening
				o.Langs = format.Languages(o.Name, o.Body)
			}
		}
	}
	// A circle of parents is known only now, and whose parent is broken too.
	for _, e := range entries {
		if e.it == nil || e.broken || e.draft.ParentRef.Text == "" {
			continue
		}
		if p, _, _, _, ok := x.find(e.draft.ParentRef); ok && !p.broken {
			e.it.Parent = p.it
		}
	}
	for _, e := range entries {
		if e.it != nil && inCircle(e.it, func(o *catalog.Organization) *catalog.Organization { return o.Parent }) {
			r.report("circle", e.draft.File, e.draft.ParentRef.At, fmt.Sprintf("“%s” belongs to itself", format.Clip(e.it.ID)), "let “parent” name another organization, or delete it", "", "")
			e.it.Parent = nil
			e.broken = true
		}
	}
	for _, e := range entries {
		if e.broken || e.it == nil {
			r.leave(e.draft.File)
			continue
		}
		r.catalog.Organizations = append(r.catalog.Organizations, e.it)
	}
	slices.SortFunc(r.catalog.Organizations, func(a, b *catalog.Organization) int { return cmp.Compare(a.ID, b.ID) })
	for _, o := range r.catalog.Organizations {
		e := x.byID[format.Fold(o.ID)]
		if o.Parent != nil {
			if x.byID[format.Fold(o.Parent.ID)].broken {
				o.Parent = nil
			} else {
				o.Parent.Children = append(o.Parent.Children, o)
			}
		}
		o.Partners = nil
		for _, word := range e.draft.PartnerRefs {
			if p, _, _, _, ok := x.find(word); ok && !p.broken && p.it != o && !slices.Contains(o.Partners, p.it) {
				o.Partners = append(o.Partners, p.it)
				p.it.PartnerOf = append(p.it.PartnerOf, o)
			}
		}
	}
}

// zoneOf is the zone of the first place, else the site's.
func (r *resolver) zoneOf(places []*catalog.Location) *time.Location {
	if len(places) > 0 && places[0].Zone != nil {
		return places[0].Zone
	}
	return r.catalog.Site.Zone
}
