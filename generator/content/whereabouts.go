package content

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"corkboard/generator/catalog"
	"corkboard/generator/folder"
	"corkboard/generator/format"
	"corkboard/generator/history"
	"corkboard/generator/withheld"
)

// A place that is private today may have been public for years. Whoever has its old
// address from another text of the directory finds it just as well, so what git
// knows of its past is as secret as its present.

// whereabouts looks for where hidden places were before.
type whereabouts struct {
	env    format.Env
	ids    map[string]*hidden   // of entries of locations.yaml, by all ids that they have had
	names  map[string]*hidden   // of confidential places, folded
	said   [][]byte             // those names as they are written
	users  map[string][]*hidden // confidential places that a record uses or declares
	wanted [][]byte             // ids of those records
	known  map[string]bool      // texts of records that were read
	found  []withheld.Secret
}

// formerSecrets are where hidden places were, and all that this depends on.
type formerSecrets struct {
	history *history.History
	sought  string
	secrets []withheld.Secret
}

// withheldOf is what no output may give away: where hidden places are, and where
// they were in any commit. Git is asked again when others are hidden.
func (l *Loader) withheldOf(c *catalog.Catalog, list []hidden, past *history.History) ([]withheld.Secret, error) {
	var out []withheld.Secret
	for i := range list {
		out = append(out, list[i].secret)
	}
	if past == nil || len(out) == 0 {
		return out, nil
	}
	w := &whereabouts{env: *l.env, ids: map[string]*hidden{}, names: map[string]*hidden{}, users: map[string][]*hidden{}, known: map[string]bool{}}
	w.lookFor(c, list)
	sought := w.sought(out)
	if l.hidden.history != past || l.hidden.sought != sought {
		if err := past.Ever(w.mayKnow, w.read); err != nil {
			return nil, err
		}
		l.hidden = formerSecrets{past, sought, w.found}
	}
	return slices.Concat(out, l.hidden.secrets), nil
}

// lookFor notes which places and records of the past matter.
func (w *whereabouts) lookFor(c *catalog.Catalog, list []hidden) {
	places := map[*catalog.Location]*hidden{}
	for i := range list {
		h := &list[i]
		places[h.place] = h
		if !h.place.Own {
			for _, id := range append(slices.Clone(h.place.Formerly), h.place.ID) {
				w.ids[format.Fold(id)] = h
			}
		}
		if !h.secret.Confidential {
			continue
		}
		for _, t := range h.place.Name {
			w.names[format.Fold(t.Value)] = h
			w.said = append(w.said, []byte(t.Value))
		}
	}
	uses := func(file, id string, formerly []string, at []*catalog.Location) {
		for _, l := range at {
			if h := places[l]; h != nil && h.secret.Confidential {
				for _, id := range append(slices.Clone(formerly), id) {
					record := recordName(file, id)
					w.users[record] = append(w.users[record], h)
				}
			}
		}
	}
	for _, o := range c.Opportunities {
		uses(o.File, o.ID, o.Formerly, o.Locations)
	}
	for _, o := range c.Organizations {
		uses(o.File, o.ID, o.Formerly, o.Locations)
	}
	for _, record := range slices.Sorted(maps.Keys(w.users)) {
		_, id, _ := strings.Cut(record, "/")
		w.wanted = append(w.wanted, []byte(id))
	}
}

// sought tells apart what is looked for.
func (w *whereabouts) sought(secrets []withheld.Secret) string {
	var b strings.Builder
	for _, s := range secrets {
		fmt.Fprintf(&b, "%q %q %d %q", s.Place, s.File, s.Line, s.Address)
		if s.Point != nil {
			fmt.Fprint(&b, *s.Point)
		}
	}
	fmt.Fprintf(&b, "%q %q %q", slices.Sorted(maps.Keys(w.ids)), w.said, w.wanted)
	return b.String()
}

// mayKnow reports whether a file may say where a hidden place was.
func (w *whereabouts) mayKnow(file string) bool {
	if file == "locations.yaml" {
		return true
	}
	f, ok := folder.Classify(file)
	return ok && len(w.users) > 0 && f.Lang == "" && (f.Kind == folder.Opportunity || f.Kind == folder.Organization)
}

// read looks for hidden places in a file as it was.
func (w *whereabouts) read(file string, data []byte) {
	const shared = "locations.yaml"
	if file != shared && w.users[recordOf(file)] == nil && !mentions(data, w.wanted) {
		return
	}
	parts := split(file, data, func(key []byte) string { return recordName(file, string(key)) })
	if parts == nil {
		parts = []history.Part{{Record: recordOf(file), To: len(data)}}
	}
	for _, p := range parts {
		text := data[p.From:p.To]
		_, id, _ := strings.Cut(p.Record, "/")
		matters := w.users[p.Record] != nil || file == shared && (w.ids[format.Fold(id)] != nil || mentions(text, w.said))
		if !matters || w.known[p.Record+string(text)] {
			continue
		}
		w.known[p.Record+string(text)] = true
		f, _ := folder.Classify(file)
		was := format.Decode(f, false, w.env, text)
		for _, l := range was.Locations {
			w.shared(l)
		}
		for _, o := range was.Opportunities {
			w.written(p.Record, o.Places)
		}
		for _, o := range was.Organizations {
			w.written(p.Record, o.Places)
		}
	}
}

// mentions reports whether a text has one of some words in it.
func mentions(text []byte, words [][]byte) bool {
	return slices.ContainsFunc(words, func(w []byte) bool { return bytes.Contains(text, w) })
}

// shared looks at an entry of locations.yaml as it was.
func (w *whereabouts) shared(l *format.LocationDraft) {
	if h := w.ids[format.Fold(l.ID)]; h != nil {
		w.note(h, l)
	} else if h := w.named(l); h != nil {
		w.note(h, l)
	}
}

// written looks at the places that a record wrote out. One is taken for a
// confidential place that the record uses today when it has its name or none, or
// when today's is written out as well: its name may have been made vague with it.
func (w *whereabouts) written(record string, places []format.PlaceDraft) {
	for _, p := range places {
		if p.Own == nil {
			continue
		}
		for _, h := range w.users[record] {
			if h.place.Own || len(p.Own.Name) == 0 || w.named(p.Own) == h {
				w.note(h, p.Own)
			}
		}
	}
}

// named is the confidential place that has the name of one of the past, or nil.
func (w *whereabouts) named(l *format.LocationDraft) *hidden {
	for _, t := range l.Name {
		if h := w.names[format.Fold(t.Value)]; h != nil {
			return h
		}
	}
	return nil
}

// note adds where a hidden place was, unless it is known already.
func (w *whereabouts) note(h *hidden, was *format.LocationDraft) {
	secret := withheld.Secret{Place: h.secret.Place, File: h.secret.File, Line: h.secret.Line, Confidential: h.secret.Confidential, Past: true}
	same := func(s withheld.Secret) bool {
		return s.Place == secret.Place && slices.Equal(s.Address, was.Address.Lines)
	}
	if !same(h.secret) && !slices.ContainsFunc(w.found, same) {
		secret.Address = was.Address.Lines
	}
	if was.Geo.Set {
		point := withheld.Point{Lat: was.Geo.Point.Lat, Lon: was.Geo.Point.Lon}
		known := func(s withheld.Secret) bool {
			return s.Place == secret.Place && s.Point != nil && *s.Point == point
		}
		if !known(h.secret) && !slices.ContainsFunc(w.found, known) {
			secret.Point = &point
		}
	}
	if len(secret.Address) > 0 || secret.Point != nil {
		w.found = append(w.found, secret)
	}
}
