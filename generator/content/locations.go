package content

import (
	"fmt"
	"slices"
	"strings"

	"corkboard/generator/catalog"
	"corkboard/generator/format"
	"corkboard/generator/withheld"
)

// locationsOf are the locations in the order written, tied to what they lie in.
func locationsOf(files []*format.Records, site *catalog.Site, dates dates, found *findings) ([]*catalog.Location, *index[*catalog.Location]) {
	var drafts []*format.LocationDraft
	for _, f := range files {
		drafts = append(drafts, f.Locations...)
	}
	names := newIndex[*catalog.Location]("location", "unknown-location", len(drafts))
	list := make([]*catalog.Location, len(drafts))
	for i, d := range drafts {
		l := d.Location
		if len(l.Name) == 0 {
			l.Name = catalog.Text{{Lang: site.Languages[0], Value: format.InWords(l.ID)}}
		}
		list[i] = &l
		names.byID[l.ID] = list[i]
	}
	for i, d := range drafts {
		list[i].Formerly, _ = names.formerly(d.File, d.ID, d.FormerIDs, list[i], found)
		for _, t := range list[i].Name {
			names.name(t.Value, d.ID, list[i])
		}
		for _, a := range d.Aliases {
			names.name(a, d.ID, list[i])
		}
	}
	for i, d := range drafts {
		if d.ParentRef.Text != "" {
			list[i].Parent, _ = names.lookup(d.File, d.ParentRef, found)
		}
	}
	for i, d := range drafts {
		if inCircle(list[i], func(l *catalog.Location) *catalog.Location { return l.Parent }) {
			liesInItself(d.File, d.ID, d.ParentRef, found)
			list[i].Parent = nil
		}
		if nested(list[i], func(up *catalog.Location) *catalog.Location { return up.Parent }) > mostNested {
			liesTooDeep(d.File, d.ID, d.ParentRef, found)
			list[i].Parent = nil
		}
	}
	for i, l := range list {
		for p := l.Parent; p != nil && l.Zone == nil; p = p.Parent {
			l.Zone = p.Zone
		}
		if l.Parent != nil {
			l.Parent.Children = append(l.Parent.Children, l)
		}
		settle(l, drafts[i], site, found)
		l.Revision = dates.revision(drafts[i].File, l.ID)
	}
	return list, names
}

// settle says where a place is when that is public, and withholds it otherwise.
// It returns whether the place can be published.
func settle(l *catalog.Location, d *format.LocationDraft, site *catalog.Site, found *findings) (ok bool) {
	if l.Privacy == "public" {
		l.Privacy = catalog.Public
	}
	zone := l.Zone
	if zone == nil {
		zone = site.Zone
	}
	l.Alert = alertOf(d.AlertDraft, zone)
	name := l.ID
	if name == "" {
		name = l.Name.First()
	}
	ok = true
	if d.Geo.Set {
		ok = inArea(d, site.Area, found)
		found.points = append(found.points, pointUse{d.Geo.Point, d.File, name, d.Geo.At})
	}
	if l.Privacy != catalog.Public {
		withhold(l, d, name, found)
		return ok
	}
	if len(d.Address.Lines) > 0 || d.Address.City != "" || d.Address.Postcode != "" || d.Geo.Set {
		l.Exact = &catalog.Exact{Address: d.Address.Address}
		if d.Geo.Set && ok {
			point := d.Geo.Point
			l.Exact.Geo = &point
		}
	}
	return ok
}

// inArea reports a point outside the area of the site. It returns false when
// its numbers are swapped.
func inArea(d *format.LocationDraft, area catalog.Box, found *findings) bool {
	other := catalog.Point{Lat: d.Geo.Point.Lon, Lon: d.Geo.Point.Lat}
	switch {
	case !area.Set() || area.Contains(d.Geo.Point):
		return true
	case area.Contains(other):
		found.report("geo-swapped", d.File, d.Geo.At, fmt.Sprintf("%s, %s lies outside the area of the site, and inside it when the two are swapped", d.Geo.Written[0], d.Geo.Written[1]),
			fmt.Sprintf("write lat: %s and lon: %s", d.Geo.Written[1], d.Geo.Written[0]))
		return false
	}
	found.report("geo-outside", d.File, d.Geo.At, fmt.Sprintf("%s, %s lies outside the area of the site", d.Geo.Written[0], d.Geo.Written[1]), "look the place up on a map, or widen “area” in site.yaml")
	return true
}

// hidden is a place that is not public, and what no output may give away of it.
type hidden struct {
	place  *catalog.Location
	secret withheld.Secret
}

// withhold notes what no output may give away of a place that is not public.
func withhold(l *catalog.Location, d *format.LocationDraft, name string, found *findings) {
	secret := withheld.Secret{Place: name, File: d.File, Line: int(d.At.Line), Confidential: d.Confidential(), Address: d.Address.Lines}
	if d.Geo.Set {
		secret.Point = &withheld.Point{Lat: d.Geo.Point.Lat, Lon: d.Geo.Point.Lon}
		secret.Line = int(d.Geo.At.Line)
	}
	if d.Address.At.Line > 0 {
		secret.Line = int(d.Address.At.Line)
	}
	found.hidden = append(found.hidden, hidden{l, secret})
}

// places resolves the locations of a listing. It sets broken when one of them
// cannot be.
func (s *setting) places(file string, drafts []format.PlaceDraft, broken *bool, found *findings) []*catalog.Location {
	var out []*catalog.Location
	for _, d := range drafts {
		if d.Own == nil {
			l, ok := s.locations.lookup(file, d.Ref, found)
			switch {
			case !ok:
				*broken = true
			case !slices.Contains(out, l):
				out = append(out, l)
			}
			continue
		}
		l := d.Own.Location
		if d.Own.ParentRef.Text != "" {
			parent, ok := s.locations.lookup(file, d.Own.ParentRef, found)
			if !ok {
				*broken = true
			} else {
				l.Parent = parent
				if l.Zone == nil {
					l.Zone = parent.Zone
				}
			}
		}
		if !settle(&l, d.Own, s.site, found) {
			*broken = true
		}
		out = append(out, &l)
	}
	return out
}

// crowd is how many different places may share a point before it looks like a
// placeholder.
const crowd = 5

// crowds reports points at which suspiciously many places are.
func crowds(found *findings) {
	uses := map[catalog.Point][]pointUse{}
	for _, u := range found.points {
		uses[u.point] = append(uses[u.point], u)
	}
	for p, there := range uses {
		names := map[string]bool{}
		for _, u := range there {
			names[u.name] = true
		}
		if len(names) < crowd {
			continue
		}
		first := slices.MinFunc(there, func(a, b pointUse) int {
			return strings.Compare(fmt.Sprintf("%s\x00%09d", a.file, a.at.Line), fmt.Sprintf("%s\x00%09d", b.file, b.at.Line))
		})
		found.report("geo-crowd", first.file, first.at, fmt.Sprintf("%d places lie at this very point (%v, %v), as placeholders do", len(names), p.Lat, p.Lon),
			"look each place up on a map, or leave out geo where it is not known")
	}
}
