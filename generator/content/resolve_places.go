package content

import (
	"fmt"
	"slices"
	"strings"

	"corkboard/generator/catalog"
	"corkboard/generator/format"
	"corkboard/generator/withheld"
)

func (r *resolver) takeLocations(files []*format.Records) {
	var drafts []*format.LocationDraft
	for _, f := range files {
		drafts = append(drafts, f.Locations...)
	}
	r.locations = newIndex[*catalog.Location]("location", "unknown-location", len(drafts))
	list := make([]*catalog.Location, len(drafts))
	for i, d := range drafts {
		l := d.Location
		if len(l.Name) == 0 {
			l.Name = catalog.Text{{Lang: r.catalog.Site.Languages[0], Value: format.InWords(l.ID)}}
		}
		list[i] = &l
		r.locations.byID[l.ID] = list[i]
	}
	for i, d := range drafts {
		list[i].Formerly = formerly(r, r.locations, d.File, d.ID, d.FormerIDs, list[i])
		for _, t := range list[i].Name {
			r.locations.name(t.Value, d.ID, list[i])
		}
		for _, a := range d.Aliases {
			r.locations.name(a, d.ID, list[i])
		}
	}
	for i, d := range drafts {
		if d.ParentRef.Text != "" {
			if p, ok := lookup(r, r.locations, d.File, d.ParentRef); ok {
				list[i].Parent = p
			}
		}
	}
	for i, d := range drafts {
		if inCircle(list[i], func(l *catalog.Location) *catalog.Location { return l.Parent }) {
			r.report("circle", d.File, d.ParentRef.At, fmt.Sprintf("“%s” lies in itself", format.Clip(d.ID)), "let “in” name something larger, or delete it", "", "")
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
		r.exact(l, drafts[i])
		l.Revision = r.revision(drafts[i].File, l.ID)
	}
	r.catalog.Locations = list
}

// exact tells where a public place is, and withholds it for another.
func (r *resolver) exact(l *catalog.Location, d *format.LocationDraft) (fine bool) {
	fine = true
	if l.Privacy == "public" {
		l.Privacy = catalog.Public
	}
	zone := l.Zone
	if zone == nil {
		zone = r.catalog.Site.Zone
	}
	l.Alert = r.alert(d.AlertDraft, zone)
	name := l.ID
	if name == "" {
		name = l.Name.First()
	}
	if d.Geo.Set {
		area := r.catalog.Site.Area
		other := catalog.Point{Lat: d.Geo.Point.Lon, Lon: d.Geo.Point.Lat}
		switch {
		case !area.Set() || area.Contains(d.Geo.Point):
		case area.Contains(other):
			r.report("geo-swapped", d.File, d.Geo.At, fmt.Sprintf("%s, %s lies outside the area of the site, and inside it when the two are swapped", d.Geo.Written[0], d.Geo.Written[1]),
				fmt.Sprintf("write lat: %s and lon: %s", d.Geo.Written[1], d.Geo.Written[0]), "", "")
			fine = false
		default:
			r.report("geo-outside", d.File, d.Geo.At, fmt.Sprintf("%s, %s lies outside the area of the site", d.Geo.Written[0], d.Geo.Written[1]), "look the place up on a map, or widen “area” in site.yaml", "", "")
		}
		r.points = append(r.points, pointUse{d.Geo.Point, d.File, name, d.Geo.At})
	}
	if l.Privacy == catalog.Public {
		if len(d.Address.Lines) > 0 || d.Address.City != "" || d.Address.Postcode != "" || d.Geo.Set {
			l.Exact = &catalog.Exact{Address: d.Address.Address}
			if d.Geo.Set && fine {
				point := d.Geo.Point
				l.Exact.Geo = &point
			}
		}
		return fine
	}
	secret := withheld.Secret{Place: name, File: d.File, Line: int(d.Address.At.Line), Address: d.Address.Lines}
	if len(secret.Address) == 0 && d.Address.Whole != "" {
		secret.Address = []string{d.Address.Whole}
	}
	if d.Geo.Set {
		secret.Point = &withheld.Point{Lat: d.Geo.Point.Lat, Lon: d.Geo.Point.Lon}
		if secret.Line == 0 {
			secret.Line = int(d.Geo.At.Line)
		}
	}
	if len(secret.Address) > 0 || secret.Point != nil {
		r.withheld = append(r.withheld, secret)
	}
	return fine
}

// places resolves the locations of a listing.
func (r *resolver) places(file string, drafts []format.PlaceDraft, broken *bool) []*catalog.Location {
	var out []*catalog.Location
	for _, d := range drafts {
		if d.Own == nil {
			l, ok := lookup(r, r.locations, file, d.Ref)
			if !ok {
				*broken = true
			} else if !slices.Contains(out, l) {
				out = append(out, l)
			}
			continue
		}
		l := d.Own.Location
		if d.Own.ParentRef.Text != "" {
			p, ok := lookup(r, r.locations, file, d.Own.ParentRef)
			if !ok {
				*broken = true
			} else {
				l.Parent = p
				if l.Zone == nil {
					l.Zone = p.Zone
				}
			}
		}
		if !r.exact(&l, d.Own) {
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
func (r *resolver) crowds() {
	count := make(map[catalog.Point]int, len(r.points))
	for i := range r.points {
		count[r.points[i].point]++
	}
	many := map[catalog.Point][]pointUse{}
	for _, u := range r.points {
		if count[u.point] >= crowd {
			many[u.point] = append(many[u.point], u)
		}
	}
	for p, uses := range many {
		slices.SortFunc(uses, func(a, b pointUse) int {
			return strings.Compare(fmt.Sprintf("%s\x00%09d", a.file, a.At.Line), fmt.Sprintf("%s\x00%09d", b.file, b.At.Line))
		})
		names := map[string]bool{}
		for _, u := range uses {
			names[u.name] = true
		}
		if len(names) < crowd {
			continue
		}
		r.report("geo-crowd", uses[0].file, uses[0].At, fmt.Sprintf("%d places lie at this very point (%v, %v), as placeholders do", len(names), p.Lat, p.Lon),
			"look each place up on a map, or leave out geo where it is not known", "", "")
	}
}
