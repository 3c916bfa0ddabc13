package site

import (
	"net/url"
	"strconv"
	"strings"

	"corkboard/generator/catalog"
	"corkboard/generator/views"
)

// placeLink is the name of a place, and its page when it has one.
func (s *Site) placeLink(l *language, p *catalog.Location) views.Link {
	link := views.Link{Phrase: l.phrase(p.Name)}
	if !p.Own {
		link.URL = l.url(locationPath(p.ID))
	}
	return link
}

// place is where something is, with how to find it.
func (s *Site) place(l *language, p *catalog.Location) views.Place {
	out := views.Place{Link: s.placeLink(l, p), Transport: l.phrase(p.Transport)}
	for up := p.Parent; up != nil; up = up.Parent {
		out.Within = append(out.Within, s.placeLink(l, up))
	}
	switch p.Privacy {
	case catalog.AreaOnly:
		out.Note = l.words.T("site.area_only")
	case catalog.Confidential:
		out.Note = l.words.T("site.confidential")
	}
	if p.Exact != nil {
		for _, line := range addressLines(p.Exact.Address) {
			out.Address = append(out.Address, text(line))
		}
		out.MapURL = s.mapURL(p)
	}
	out.Access = s.accessFacts(l, p.Access.Features, p.Access.Note)
	return out
}

// addressLines are the lines of an address as they are written on a letter.
func addressLines(a catalog.Address) []string {
	lines := append([]string(nil), a.Lines...)
	town := strings.TrimSpace(strings.Join(nonEmpty(a.City, strings.TrimSpace(a.Region+" "+a.Postcode)), ", "))
	if town != "" {
		lines = append(lines, town)
	}
	return lines
}

func nonEmpty(parts ...string) []string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return out
}

// mapURL is a link to a map: the point when it is known, else a search for the
// address. It is a link like any other: nothing is loaded from there.
func (s *Site) mapURL(p *catalog.Location) string {
	if g := p.Exact.Geo; g != nil {
		lat, lon := degrees(g.Lat), degrees(g.Lon)
		return "https://www.openstreetmap.org/?mlat=" + lat + "&mlon=" + lon + "#map=17/" + lat + "/" + lon
	}
	if len(p.Exact.Address.Lines) == 0 {
		return ""
	}
	lines := append(addressLines(p.Exact.Address), nonEmpty(townOf(p))...)
	return "https://www.openstreetmap.org/search?query=" + url.QueryEscape(strings.Join(lines, ", "))
}

// townOf is the town that an address without one lies in, in the language of
// the place: a letter and a map know no translations. "" when the address says
// it itself, or nothing is known.
func townOf(p *catalog.Location) string {
	if p.Exact != nil && p.Exact.Address.City != "" {
		return ""
	}
	for up := p.Parent; up != nil; up = up.Parent {
		if isTown(up) || up.Parent == nil {
			return up.Name.First()
		}
	}
	return ""
}

func degrees(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// accessFacts are what is known of a place, yes before partly before no.
// What is unknown is left out: it is never shown as no.
func (s *Site) accessFacts(l *language, features []catalog.AccessFeature, note catalog.Text) []views.Fact {
	var out []views.Fact
	for _, state := range []catalog.AccessState{"yes", "partial", "no"} {
		var lines []views.Link
		for _, f := range features {
			if f.State == state {
				lines = append(lines, plainLink(l.words.T("access."+f.ID)))
			}
		}
		if len(lines) > 0 {
			out = append(out, views.Fact{ID: "access-" + string(state), Label: l.words.T("access_state." + string(state)), Lines: lines})
		}
	}
	if p := l.phrase(note); p.Text != "" {
		out = append(out, views.Fact{ID: "access-note", Label: l.words.T("site.label.access_note"), Lines: []views.Link{{Phrase: p}}})
	}
	return out
}

func plainLink(s string) views.Link { return views.Link{Phrase: text(s)} }
