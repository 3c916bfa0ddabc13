package content

import (
	"cmp"
	"fmt"
	"path"
	"slices"

	"corkboard/generator/catalog"
	"corkboard/generator/format"
)

// organization is one on its way into the catalog.
type organization struct {
	draft    *format.OrganizationDraft
	resolved *catalog.Organization // nil = another one has its id
	broken   bool                  // an error was found: it is left out
}

// organizationsOf are the organizations without an error, by id, tied to each
// other, and the names of all.
func organizationsOf(files []*format.Records, s *setting, found *findings) ([]*catalog.Organization, *index[*organization]) {
	list, translations := organizationDrafts(files, found)
	names := identifyOrganizations(list, found)
	for _, o := range list {
		if o.resolved == nil {
			continue
		}
		s.organization(o, names, found)
		if o.draft.Line == 1 {
			for _, t := range translations[path.Join(path.Dir(o.draft.File), o.draft.ID)] {
				s.dates.translated(&o.resolved.Record, t.File)
				o.translate(t)
			}
		}
	}
	findCircles(list, names, found)
	var sound []*catalog.Organization
	for _, o := range list {
		if o.broken {
			found.leave(o.draft.File)
			continue
		}
		sound = append(sound, o.resolved)
	}
	slices.SortFunc(sound, func(a, b *catalog.Organization) int { return cmp.Compare(a.ID, b.ID) })
	relate(sound, names)
	return sound, names
}

// organizationDrafts are the organizations of all files, and those that
// translate one, by its path without the ending.
func organizationDrafts(files []*format.Records, found *findings) ([]*organization, map[string][]*format.OrganizationDraft) {
	var list []*organization
	translations := map[string][]*format.OrganizationDraft{}
	for _, f := range files {
		for _, d := range f.Organizations {
			switch {
			case !f.Translation():
				list = append(list, &organization{draft: d, broken: d.Broken})
			case d.Broken:
				found.leave(f.Path)
			default:
				original := path.Join(path.Dir(f.Path), f.ID)
				translations[original] = append(translations[original], d)
			}
		}
	}
	return list, translations
}

// identifyOrganizations makes organizations known by their ids, the ids they had
// before, and their names.
func identifyOrganizations(list []*organization, found *findings) *index[*organization] {
	names := newIndex[*organization]("organization", "unknown-organization", len(list))
	for _, o := range list {
		d := o.draft
		if !usableID(d.File, d.IDFault, found) {
			o.broken = true
		}
		if first, taken := names.byID[d.IDKey]; taken {
			sameID("organization", d.File, d.ID, d.Line, first.draft.File, first.draft.ID, found)
			o.broken = true
			continue
		}
		names.byID[d.IDKey] = o
		resolved := d.Organization
		o.resolved = &resolved
	}
	for _, o := range list {
		if o.resolved == nil {
			continue
		}
		ids, ok := names.formerly(o.draft.File, o.draft.ID, o.draft.FormerIDs, o, found)
		o.resolved.Formerly = ids
		o.broken = o.broken || !ok
		for _, text := range append([]catalog.Text{o.resolved.Name}, o.resolved.Aka...) {
			for _, t := range text {
				names.name(t.Value, o.draft.ID, o)
			}
		}
	}
	return names
}

// organization resolves one by itself. Whom it belongs to and works with is only
// checked.
func (s *setting) organization(o *organization, names *index[*organization], found *findings) {
	d, out := o.draft, o.resolved
	if !s.dates.of(&out.Record) {
		found.undated++
	}
	out.Categories = s.categories.all(d.File, d.CategoryRefs, &o.broken, found)
	out.Serves = s.locations.all(d.File, d.ServesRefs, &o.broken, found)
	out.Locations = s.places(d.File, d.Places, &o.broken, found)
	zone := s.zoneOf(out.Locations)
	s.checkOffsets(d.File, d.Offsets, zone, &o.broken, found)
	out.Alert = alertOf(d.AlertDraft, zone)
	out.Opening = s.schedules(d.File, d.OpeningDrafts, zone, &o.broken, found)
	out.Opening, out.Hours = alwaysOpen(d.Always, out.Opening, out.Hours)
	s.pictures.check(d.File, d.Pictures, found)
	for _, w := range append(slices.Clone(d.PartnerRefs), d.ParentRef) {
		if w.Text == "" {
			continue
		}
		if _, ok := names.lookup(d.File, w, found); !ok {
			o.broken = true
		}
	}
}

// translate adds the texts of a translation.
func (o *organization) translate(t *format.OrganizationDraft) {
	opening := o.resolved.Opening
	whole := &format.OrganizationDraft{Organization: *o.resolved, AlertDraft: o.draft.AlertDraft, OpeningDrafts: draftsOf(o.draft.OpeningDrafts, opening)}
	whole.AddTexts(t)
	addNotes(opening, whole.OpeningDrafts)
	if whole.AlertDraft != nil && o.resolved.Alert != nil {
		alert := *o.resolved.Alert
		alert.Text = whole.AlertDraft.Text
		whole.Organization.Alert = &alert
	}
	*o.resolved = whole.Organization
	o.resolved.Opening = opening
	o.resolved.Langs = format.Languages(o.resolved.Name, o.resolved.Body)
}

// findCircles ties organizations without an error to those they belong to, and
// reports those that belong to themselves.
func findCircles(list []*organization, names *index[*organization], found *findings) {
	for _, o := range list {
		if o.broken || o.draft.ParentRef.Text == "" {
			continue
		}
		if parent, ok := names.find(o.draft.ParentRef); ok {
			o.resolved.Parent = parent.resolved
		}
	}
	for _, o := range list {
		if o.resolved != nil && inCircle(o.resolved, func(up *catalog.Organization) *catalog.Organization { return up.Parent }) {
			found.report("circle", o.draft.File, o.draft.ParentRef.At, fmt.Sprintf("“%s” belongs to itself", format.Clip(o.resolved.ID)), "let “parent” name another organization, or delete it")
			o.resolved.Parent = nil
			o.broken = true
		}
	}
}

// relate ties organizations to their children and partners. One that is left out
// is nobody's parent or partner.
func relate(list []*catalog.Organization, names *index[*organization]) {
	for _, o := range list {
		if o.Parent != nil && names.byID[format.Fold(o.Parent.ID)].broken {
			o.Parent = nil
		}
		if o.Parent != nil {
			o.Parent.Children = append(o.Parent.Children, o)
		}
		o.Partners = nil
		for _, w := range names.byID[format.Fold(o.ID)].draft.PartnerRefs {
			if p, ok := names.find(w); ok && !p.broken && p.resolved != o && !slices.Contains(o.Partners, p.resolved) {
				o.Partners = append(o.Partners, p.resolved)
				p.resolved.PartnerOf = append(p.resolved.PartnerOf, o)
			}
		}
	}
}
