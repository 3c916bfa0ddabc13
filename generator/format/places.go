package format

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/yaml"
)

var addressTable = newTable("address", "", "A postal address",
	lines("street", func(a *AddressDraft) *[]string { return &a.Lines }).doc("street and number, and whatever stands with it").like("12 Elm Street"),
	line("city", func(a *AddressDraft) *string { return &a.City }).doc("town").like("Harlow Ferry"),
	line("region", func(a *AddressDraft) *string { return &a.Region }).doc("state, province or county").like("NY"),
	line("postcode", func(a *AddressDraft) *string { return &a.Postcode }).doc("postal code").like("\"12399\""),
	country("country", func(a *AddressDraft) *string { return &a.Country }).doc("country, when it is not the site's").like("US"),
).write(map[string]string{"lines": "street", "line1": "street", "address": "street", "zip": "postcode", "zipcode": "postcode", "postal_code": "postcode", "postal": "postcode", "state": "region", "town": "city", "locality": "city"})

// places is a field of locations: names, or places of its own written out.
func places[T any](name string, get func(*T) *[]PlaceDraft) *field[T] {
	f := &field[T]{Field: Field{Name: name, Other: "location", Type: TypePlace, List: true, Example: "town-hall", Fields: locationTable.plain()}}
	f.read = func(d *decoder, t *T, v *yaml.Node) {
		var out []PlaceDraft
		each(v, func(n *yaml.Node) {
			switch n.Kind {
			case yaml.Scalar:
				out = append(out, PlaceDraft{Ref: refTo(n)})
			case yaml.Map:
				own := &LocationDraft{At: where(n), File: d.file}
				extra := d.extra
				d.extra = nil
				locationTable.decode(d, n, own, nil)
				d.extra = extra
				own.Own = true
				if own.Confidential() {
					d.confidential(own)
				}
				out = append(out, PlaceDraft{Own: own})
			default:
				d.report("wrong-shape", n, "“"+f.Name+"” takes the names of locations, not a list in a list", "write each after one “- ”", "")
			}
		})
		*get(t) = out
	}
	return f
}

// Confidential reports whether nothing may be said of where the place is.
func (l *LocationDraft) Confidential() bool { return l.Privacy == catalog.Confidential }

// confidential refuses an address of a confidential place: whoever
// reads the repository can read it, whatever the site shows.
func (d *decoder) confidential(l *LocationDraft) {
	say := func(a Position, what string) {
		d.reportAt("confidential-place", a, fmt.Sprintf("a confidential place has %s here, and the repository is as public as the site", what),
			"delete it here and from the history of the repository, and give a phone number instead", "")
	}
	if l.Address.At.Line > 0 {
		say(l.Address.At, "an address")
	}
	if l.Geo.At.Line > 0 {
		say(l.Geo.At, "coordinates")
	}
}

func readAddress(d *decoder, f *Field, l *LocationDraft, v *yaml.Node) {
	l.Address.At = where(v)
	switch v.Kind {
	case yaml.Scalar:
		d.cutText(v)
		for line := range strings.SplitSeq(v.Value, "\n") {
			if line = strings.TrimSpace(line); line != "" {
				l.Address.Lines = append(l.Address.Lines, line)
			}
		}
		l.Address.Whole = strings.Join(l.Address.Lines, ", ")
	case yaml.List:
		each(v, func(n *yaml.Node) {
			if s := d.line(f, n); s != "" {
				l.Address.Lines = append(l.Address.Lines, s)
			}
		})
	default:
		place := l.Address.At
		addressTable.decode(d, v, &l.Address, nil)
		l.Address.At = place
	}
}

// readGeo takes {lat, lon}, [lat, lon] or "lat, lon" in degrees.
func readGeo(d *decoder, f *Field, l *LocationDraft, v *yaml.Node) {
	l.Geo.At = where(v)
	lat, lon, parts, ok := d.pair(v)
	if !ok {
		return
	}
	y, err1 := strconv.ParseFloat(lat, 64)
	x, err2 := strconv.ParseFloat(lon, 64)
	if err1 != nil || err2 != nil || math.IsNaN(x+y) || math.IsInf(x+y, 0) {
		d.report("bad-geo", v, fmt.Sprintf("“%s, %s” is not a point", Clip(lat), Clip(lon)), "write it in degrees with a point: 43.1186, -74.0809", "")
		return
	}
	l.Geo.Written = []string{lat, lon}
	switch {
	case math.Abs(y) > 1000 || math.Abs(x) > 1000:
		d.report("geo-in-metres", v, fmt.Sprintf("%s, %s are metres of a map, not degrees", lat, lon), "look the place up on a map and copy its latitude and longitude in degrees", "")
	case math.Abs(y) > 90 && math.Abs(y) <= 180 && math.Abs(x) <= 90:
		d.report("geo-swapped", v, fmt.Sprintf("latitude %s cannot be: the two numbers are probably swapped", lat), fmt.Sprintf("write lat: %s and lon: %s", lon, lat), d.swapped(parts, v, lat, lon))
	case math.Abs(y) > 90 || math.Abs(x) > 180:
		d.report("geo-out-of-range", v, fmt.Sprintf("%s, %s is not on the earth", lat, lon), "latitude goes from -90 to 90, longitude from -180 to 180", "")
	case x == 0 && y == 0:
		d.report("geo-out-of-range", v, "0, 0 lies in the sea off Africa and stands for “unknown” in many programs", "delete it, or look the place up on a map", "")
	default:
		l.Geo.Point, l.Geo.Set = catalog.Point{Lat: y, Lon: x}, true
	}
}

// pair returns the two texts of a point, and the nodes of them when they are
// written apart.
func (d *decoder) pair(v *yaml.Node) (lat, lon string, parts []*yaml.Node, ok bool) {
	switch v.Kind {
	case yaml.Map:
		known := map[string]int{"lat": 0, "latitude": 0, "lon": 1, "lng": 1, "long": 1, "longitude": 1}
		parts = make([]*yaml.Node, 2)
		for _, p := range v.Pairs {
			i, ok := known[strings.ToLower(p.Key.Value)]
			if !ok {
				d.report("unknown-key", p.Key, fmt.Sprintf("“%s” is not a field of a point", Clip(p.Key.Value)), "its fields are lat and lon", "")
				continue
			}
			parts[i] = p.Value
		}
		if parts[0] == nil || parts[1] == nil {
			d.report("bad-geo", v, "a point needs both lat and lon", "write both, in degrees: lat: 43.1186 and lon: -74.0809", "")
			return "", "", nil, false
		}
	case yaml.List:
		parts = v.Items
	default:
		s := strings.NewReplacer("°", "", "geo:", "").Replace(v.Value)
		sep := ","
		if !strings.Contains(s, ",") {
			sep = " "
		}
		lat, lon, ok = strings.Cut(strings.TrimSpace(s), sep)
		if !ok {
			d.report("bad-geo", v, fmt.Sprintf("“%s” is not a point", Clip(v.Value)), "write it in degrees: 43.1186, -74.0809", "")
		}
		return strings.TrimSpace(lat), strings.TrimSpace(lon), nil, ok
	}
	if len(parts) != 2 || parts[0].Kind != yaml.Scalar || parts[1].Kind != yaml.Scalar {
		d.report("bad-geo", v, "a point needs two numbers", "write it in degrees: 43.1186, -74.0809", "")
		return "", "", nil, false
	}
	return strings.TrimSpace(parts[0].Value), strings.TrimSpace(parts[1].Value), parts, true
}

// swapped is the corrected line or lines of a point with its numbers swapped.
func (d *decoder) swapped(parts []*yaml.Node, v *yaml.Node, lat, lon string) string {
	if len(parts) != 2 {
		return d.replaced(v, lon+", "+lat)
	}
	if parts[0].Line != parts[1].Line {
		a, b := d.replaced(parts[0], lon), d.replaced(parts[1], lat)
		if a != "" && b != "" && parts[1].Line == parts[0].Line+1 {
			return a + "\n" + b
		}
	}
	return ""
}

var locationTable = newTable("location", "locations.yaml", "A region, town, neighbourhood or venue",
	text("name", func(l *LocationDraft) *catalog.Text { return &l.Name }).max(120).first().doc("what people call it; nothing means the words of its id").like("Town Hall"),
	reference("in", TypePlace, func(l *LocationDraft) *Ref { return &l.ParentRef }).first().doc("the location it lies in").like("harlow-ferry"),
	lines("aliases", func(l *LocationDraft) *[]string { return &l.Aliases }).or("alias").parted().doc("other names and spellings").like("[City Hall, the Hall]"),
	lines("postcodes", func(l *LocationDraft) *[]string { return &l.Postcodes }).or("postcode").parted().doc("postal codes that lie in it").like("[\"12399\", \"12398\"]"),
	text("summary", func(l *LocationDraft) *catalog.Text { return &l.Summary }).max(160).doc("one line about it").like("The old bank on Ferry Square"),
	custom("address", TypeGroup, readAddress).with("", nil, addressTable.plain()).alone("street").first().doc("postal address").like("1 Ferry Square"),
	custom("geo", TypePoint, readGeo).doc("where the door is, in degrees").like("\n  lat: 43.1186\n  lon: -74.0809"),
	text("transport", func(l *LocationDraft) *catalog.Text { return &l.Transport }).doc("how to get there").like("Bus 2 and 5 stop at the door"),
	custom("access", TypeMap, func(d *decoder, f *Field, l *LocationDraft, v *yaml.Node) { l.Access = d.access(f, v) }).
		with("a feature", catalog.AccessFeatures, nil).doc("what is known of getting in and around: yes, partial, no or unknown").like("\n  step-free: yes\n  toilet: partial"),
	zone("timezone", func(l *LocationDraft) **time.Location { return &l.Zone }).doc("time zone, when it is not the one of the place it lies in"),
	choice("privacy", func(l *LocationDraft) *catalog.Privacy { return &l.Privacy }, []catalog.Privacy{"public", catalog.AreaOnly, catalog.Confidential}).
		doc("area-only keeps address and coordinates out of every page; confidential refuses them here").like("area-only").
		also(map[string]string{"private": "if the town may be told: area-only; if nothing may be told: confidential", "secret": "confidential", "hidden": "area-only", "area": "area-only"}),
	optional("alert", func(l *LocationDraft) **AlertDraft { return &l.AlertDraft }, alertTable).alone("text").doc("an announcement for this place, while it lasts").like("The bridge is closed"),
	references("formerly", TypeID, func(l *LocationDraft) *[]Ref { return &l.FormerIDs }).doc("ids it had before").like("[old-hall]"),
).write(map[string]string{"title": "name", "parent": "in", "within": "in", "part_of": "in", "zip": "postcodes", "lat": "write it below “geo:”, indented by two spaces", "lon": "write it below “geo:”, indented by two spaces",
	"latitude": "write it as “lat:” below “geo:”", "longitude": "write it as “lon:” below “geo:”", "coordinates": "geo", "location": "geo", "directions": "transport", "street": "write it below “address:”, indented by two spaces", "aka": "aliases", "accessibility": "access", "zone": "timezone"})

// access reads what is known of features.
func (d *decoder) access(f *Field, v *yaml.Node) catalog.Access {
	var out catalog.Access
	features := Field{Name: "access", Choices: catalog.AccessFeatures, Aliases: map[string]string{
		"wheelchair": "step-free", "wheelchairs": "step-free", "wheelchair-accessible": "step-free", "ramp": "step-free", "accessible": "step-free", "elevator": "lift", "toilets": "toilet", "restroom": "toilet",
		"accessible-toilet": "toilet", "loop": "hearing-loop", "asl": "sign-language", "bsl": "sign-language", "chairs": "seating", "quiet-room": "quiet-space", "service-dogs": "assistance-dogs", "dogs": "assistance-dogs",
		"changing-table": "baby-change", "baby-changing": "baby-change",
	}}
	states := Field{Name: "access", Choices: words(catalog.AccessStates), Aliases: map[string]string{"true": "yes", "false": "no", "y": "yes", "n": "no", "partly": "partial", "some": "partial", "limited": "partial", "?": "unknown"}}
	if v.Kind != yaml.Map {
		// A list of features means that they are there.
		features.Otherwise = "what is none of them goes under note:\naccess:\n  note: " + Scalar(joined(v)) + "\n"
		for _, w := range d.chooseAll(&features, v) {
			out.Features = append(out.Features, catalog.AccessFeature{ID: w, State: "yes"})
		}
		return out
	}
	for _, p := range v.Pairs {
		if p.Key.Value == "note" {
			if !absent(p.Value) {
				note := Field{Name: "note"}
				out.Note = d.text(&note, p.Value)
			}
			continue
		}
		if d.carry(p.Key.Value, p.Value) {
			continue
		}
		id, ok := d.choose(&features, p.Key, p.Key.Value)
		if !ok || absent(p.Value) || !d.scalarOf(&states, p.Value) {
			continue
		}
		if state, ok := d.choose(&states, p.Value, p.Value.Value); ok {
			out.Features = append(out.Features, catalog.AccessFeature{ID: id, State: catalog.AccessState(state)})
		}
	}
	return out
}

// joined is a list of texts as one.
func joined(v *yaml.Node) string {
	if v.Kind == yaml.Scalar {
		return v.Value
	}
	return strings.Join(flat(v), ", ")
}

// country is a field that takes an ISO 3166-1 code.
func country[T any](name string, get func(*T) *string) *field[T] {
	f := &field[T]{Field: Field{Name: name, Type: TypeCountry, Example: "US"}}
	f.read = func(d *decoder, t *T, v *yaml.Node) {
		if !d.scalarOf(&f.Field, v) {
			return
		}
		code := strings.ToUpper(strings.TrimSpace(v.Value))
		if _, ok := iso3166[code]; ok {
			*get(t) = code
			return
		}
		text := fmt.Sprintf("“%s” is not a country code", Clip(v.Value))
		name := strings.ToLower(strings.TrimSpace(v.Value))
		code, ok := countryNames[name]
		if !ok {
			var near string
			if near, ok = d.nearest(name, sortedKeys(countryNames)); ok {
				code = countryNames[near]
			}
		}
		if ok {
			fix := d.replaced(v, code)
			d.report("unknown-country", v, text, fixed("", fix), fix)
			return
		}
		d.report("unknown-country", v, text, "write its two letters, such as US or GB", "")
	}
	return f
}

// countryNames are what people write instead of a code.
var countryNames = map[string]string{"usa": "US", "u.s.": "US", "united states": "US", "united states of america": "US", "america": "US", "uk": "GB", "united kingdom": "GB", "england": "GB", "scotland": "GB", "wales": "GB", "great britain": "GB",
	"canada": "CA", "germany": "DE", "deutschland": "DE", "france": "FR", "spain": "ES", "españa": "ES", "portugal": "PT", "brazil": "BR", "brasil": "BR", "mexico": "MX", "méxico": "MX", "ireland": "IE", "australia": "AU", "new zealand": "NZ", "india": "IN",
	"netherlands": "NL", "belgium": "BE", "switzerland": "CH", "austria": "AT", "italy": "IT", "italia": "IT", "poland": "PL", "thailand": "TH"}
