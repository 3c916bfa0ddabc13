package wording

import (
	"net/url"
	"strconv"
	"strings"

	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/views"
)

// Place is where something is, with how to find it.
func (w *Writer) Place(p *catalog.Location) views.Place {
	out := views.Place{Link: w.LocationLink(p), Transport: w.Phrase(p.Transport)}
	for up := p.Parent; up != nil; up = up.Parent {
		out.Within = append(out.Within, w.LocationLink(up))
	}
	switch p.Privacy {
	case catalog.AreaOnly:
		out.Note = w.Words.T("site.area_only")
	case catalog.Confidential:
		out.Note = w.Words.T("site.confidential")
	}
	if p.Exact != nil {
		for _, line := range addressLines(p.Exact.Address) {
			out.Address = append(out.Address, Text(line))
		}
		out.MapURL = mapURL(p)
	}
	out.Access = w.AccessFacts(p.Access.Features, p.Access.Note)
	return out
}

// addressLines are the lines of an address as they are written on a letter.
func addressLines(a catalog.Address) []string {
	lines := append([]string(nil), a.Lines...)
	town := strings.TrimSpace(strings.Join(NonEmpty(a.City, strings.TrimSpace(a.Region+" "+a.Postcode)), ", "))
	if town != "" {
		lines = append(lines, town)
	}
	return lines
}

// PlaceLine is a place in one line, as a map search understands it.
func (w *Writer) PlaceLine(p *catalog.Location) string {
	parts := []string{w.Phrase(p.Name).Text}
	if p.Exact != nil {
		parts = append(parts, addressLines(p.Exact.Address)...)
		parts = append(parts, NonEmpty(townOf(p))...)
	} else if p.Parent != nil {
		parts = append(parts, w.Phrase(p.Parent.Name).Text)
	}
	return strings.Join(parts, ", ")
}

// townOf is the town that an address without one lies in, in the language of
// the place: a letter and a map know no translations. "" when the address says
// it itself, or nothing is known.
func townOf(p *catalog.Location) string {
	if p.Exact != nil && p.Exact.Address.City != "" {
		return ""
	}
	for up := p.Parent; up != nil; up = up.Parent {
		if board.IsTown(up) || up.Parent == nil {
			return up.Name.First()
		}
	}
	return ""
}

// mapURL is a link to a map: the point when it is known, else a search for the
// address. It is a link like any other: nothing is loaded from there.
func mapURL(p *catalog.Location) string {
	if g := p.Exact.Geo; g != nil {
		lat, lon := degrees(g.Lat), degrees(g.Lon)
		return "https://www.openstreetmap.org/?mlat=" + lat + "&mlon=" + lon + "#map=17/" + lat + "/" + lon
	}
	if len(p.Exact.Address.Lines) == 0 {
		return ""
	}
	lines := append(addressLines(p.Exact.Address), NonEmpty(townOf(p))...)
	return "https://www.openstreetmap.org/search?query=" + url.QueryEscape(strings.Join(lines, ", "))
}

func degrees(f float64) string { return strconv.FormatFloat(f, 'f', -1, 64) }

// AccessFacts are what is known of a place, yes before partly before no.
// What is unknown is left out: it is never shown as no.
func (w *Writer) AccessFacts(features []catalog.AccessFeature, note catalog.Text) []views.Fact {
	var out []views.Fact
	for _, state := range []catalog.AccessState{"yes", "partial", "no"} {
		var lines []views.Link
		for _, f := range features {
			if f.State == state {
				lines = append(lines, Plain(w.Words.T("access."+f.ID)))
			}
		}
		if len(lines) > 0 {
			out = append(out, views.Fact{ID: "access-" + string(state), Label: w.Words.T("access_state." + string(state)), Lines: lines})
		}
	}
	if p := w.Phrase(note); p.Text != "" {
		out = append(out, views.Fact{ID: "access-note", Label: w.Words.T("site.label.access_note"), Lines: []views.Link{{Phrase: p}}})
	}
	return out
}
