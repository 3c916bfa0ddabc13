package content

import (
	"io/fs"
	"slices"
	"strings"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/folder"
	"corkboard/generator/format"
	"corkboard/generator/history"
	"corkboard/generator/schedule"
)

// Dates that were once published are in the calendars of those who subscribed.
// What git kept of them says which entries have to be called off: those of
// listings that are no more, and those that a listing had and has not any more.

// formerListings are what the files said before, made anew when another history
// is given.
type formerListings struct {
	of      *history.History
	env     format.Env
	list    []*formerListing // the newest first
	records []formerRecord
}

// formerListing is a listing as it was before a commit.
type formerListing struct {
	draft *format.OpportunityDraft
	at    time.Time // revision of what put an end to it
	dates bool      // it told other dates
	gone  bool      // a commit deleted the listing
}

// former returns what listings said before, where they said other dates or put the
// listing elsewhere. One that could not be read had no entries, so its problems are
// nobody's.
func (l *Loader) former(fsys fs.FS, h *history.History) ([]*formerListing, error) {
	if l.past.of == h && l.past.env.Same(l.env) {
		return l.past.list, nil
	}
	l.past = formerListings{of: h, env: l.env}
	if err := h.Follow(l.layout(fsys)); err != nil {
		return nil, err
	}
	var err error
	if l.past.records, err = pastRecords(h); err != nil {
		return nil, err
	}
	isListing := func(record string) bool { return strings.HasPrefix(record, "opportunities/") }
	texts := l.texts(fsys)
	known := map[string]promises{} // by record; nil = it was held, and nothing of it matters
	err = h.Former(isListing, func(v history.Version) {
		text := string(v.Content)
		if v.Became != "" {
			l.past.records = append(l.past.records, formerRecord{Version: v})
		}
		seen, again := known[v.Record]
		if !again {
			seen = promises{}
			today, there := texts(v.Record)
			if there {
				seen.news(v.Path, today)
			} else if v.Gone && wasHeld(text, v.At, l.zone()) {
				seen = nil
			}
			known[v.Record] = seen
			again = there
		}
		if seen == nil {
			return
		}
		elsewhere, dates := seen.news(v.Path, text)
		if !again {
			elsewhere, dates = true, true // the last text of a listing that is no more
		}
		if !elsewhere && !dates {
			return
		}
		e, _ := folder.Classify(v.Path)
		for _, draft := range format.Decode(e, false, l.env, []byte(text)).Opportunities {
			if !draft.Broken && draft.IDFault == (format.Fault{}) {
				draft.RecordDraft.LastLine = 0 // its lines are others' today
				l.past.list = append(l.past.list, &formerListing{draft, v.At, dates, v.Gone})
			}
		}
	})
	return l.past.list, err
}

// texts finds what a listing says today, as it is written.
func (l *Loader) texts(fsys fs.FS) func(record string) (string, bool) {
	files := map[string]string{}
	for _, f := range l.files {
		for _, d := range f.Opportunities {
			if !f.Translation() {
				files[recordName(d.File, d.ID)] = d.File
			}
		}
	}
	known := map[string]string{} // of files that were read
	read := map[string]bool{}
	return func(record string) (string, bool) {
		file, there := files[record]
		if !there {
			return "", false
		}
		if !read[file] {
			read[file] = true
			data, err := folder.ReadFile(fsys, file, folder.MostTable)
			if err != nil {
				return "", false
			}
			parts := split(file, data, func(key []byte) string { return recordName(file, string(key)) })
			if parts == nil {
				known[record] = string(data)
			}
			for _, p := range parts {
				known[p.Record] = string(data[p.From:p.To])
			}
		}
		text, found := known[record]
		return text, found
	}
}

// zone is the zone in which a day of the site ends last, or nil when places have
// zones of their own.
func (l *Loader) zone() *time.Location {
	site := l.files["site.yaml"]
	if site == nil || site.Site == nil {
		return nil
	}
	if f := l.files["locations.yaml"]; f != nil {
		for _, d := range f.Locations {
			if d.Zone != nil {
				return nil
			}
		}
	}
	return site.Site.Zone
}

// wasHeld reports whether a text tells of a single date in figures that had begun
// at a moment, and of no other: an import that drops what is over leaves tens of
// thousands, which need not be understood. zone is that of the site; nil = it
// could be any.
func wasHeld(text string, at time.Time, zone *time.Location) bool {
	_, value, found := strings.Cut(text, "schedule:")
	if !found || strings.Contains(value, "schedule") || strings.Contains(value, "timezone") || strings.Contains(text, "deadline") {
		return false
	}
	value = strings.TrimLeft(value, " \"'")
	if end := strings.IndexAny(value, "\n,}#"); end >= 0 {
		if next := strings.TrimLeft(value[end+1:], " "); value[end] == ',' && next != "" && next[0] >= '0' && next[0] <= '9' {
			return false // there is another date
		}
		value = value[:end]
	}
	if len(value) < len(time.DateOnly) {
		return false
	}
	day, err := time.Parse(time.DateOnly, value[:len(time.DateOnly)])
	if err != nil || strings.Contains(value, "..") ||
		strings.Trim(value[len(time.DateOnly):], " \"'\r0123456789:.apm-–") != "" {
		return false
	}
	if zone == nil {
		return at.Sub(day) > 36*time.Hour // wherever it was
	}
	return !at.Before(schedule.DateOf(day).AddDays(1).In(zone))
}

// promises are the dates that a listing is known to have told and the places that
// it had in the directory, as they were written: most commits change other fields,
// and those need not be understood.
type promises map[string]bool

// promising are the fields that make entries of a calendar; placing are those
// that say in which calendars they are.
var (
	promising = map[string]bool{"schedule": true, "schedules": true, "deadline": true, "deadlines": true}
	placing   = map[string]bool{"kind": true, "organization": true, "organizations": true, "category": true, "categories": true,
		"location": true, "locations": true, "serves": true, "language": true, "languages": true, "access": true}
)

// news notes what a text tells, and returns whether it puts the listing elsewhere
// or tells other dates than is known.
func (p promises) news(path, text string) (elsewhere, dates bool) {
	if strings.HasSuffix(path, ".md") {
		text = format.FrontMatter(text)
	}
	list := topLevel(text)
	if len(list) == 1 && !format.IsOpportunityField(list[0].key) { // an entry of a file of many
		_, inside, _ := strings.Cut(list[0].text, ":")
		first := strings.TrimSpace(strings.SplitN(inside, "\n", 2)[0])
		if strings.HasPrefix(first, "{") {
			// On one line; its fields are not told apart.
			dates = !p[inside]
			p[inside] = true
			return dates, dates
		}
		list = topLevel(dedented(inside))
	}
	var told, place strings.Builder
	for _, b := range list {
		if promising[b.key] {
			told.WriteString(b.text)
		} else if placing[b.key] {
			place.WriteString(b.text)
		}
	}
	// Together, since a place and a category make a calendar together.
	for _, s := range []struct {
		text string
		news *bool
	}{{"dates " + told.String(), &dates}, {"place " + place.String(), &elsewhere}} {
		*s.news = len(s.text) > len("dates ") && !p[s.text]
		p[s.text] = true
	}
	return elsewhere, dates
}

// dedented takes from every line the white space that the first one has.
func dedented(text string) string {
	var out strings.Builder
	indent := ""
	for line := range strings.Lines(text) {
		bare := strings.TrimLeft(line, " \t")
		if indent == "" && strings.TrimSpace(bare) != "" {
			indent = line[:len(line)-len(bare)]
		}
		out.WriteString(strings.TrimPrefix(line, indent))
	}
	return out.String()
}

// block is a key at the beginning of a line, with all that belongs to it.
type block struct{ key, text string }

// topLevel cuts YAML into its blocks.
func topLevel(text string) []block {
	var out []block
	for line := range strings.Lines(text) {
		key, _, found := strings.Cut(line, ":")
		switch {
		case found && !strings.ContainsAny(line[:1], " \t#-"):
			out = append(out, block{key: strings.Trim(key, `"' `)})
		case len(out) == 0:
			continue // what stands in front of the first
		}
		out[len(out)-1].text += line
	}
	return out
}

// takeFormer gives each listing what it once promised, and makes those that are
// no more of what is left.
func (r *resolver) takeFormer() {
	renamed := map[string]string{} // ids that were given up for another one
	for _, it := range r.former {
		for _, old := range it.draft.FormerIDs {
			renamed[old.Key] = it.draft.IDKey
		}
	}
	r.goneByID = map[string]*opportunityEntry{}
	for _, it := range r.former {
		e := r.heir(it.draft.IDKey, renamed)
		if e == nil && !it.gone {
			continue // its file is merely not there
		}
		if e == nil {
			e = &opportunityEntry{draft: it.draft, goneAt: it.at}
			for _, old := range it.draft.FormerIDs {
				e.formerly = append(e.formerly, old.Text)
			}
			r.goneByID[it.draft.IDKey] = e
			r.gone = append(r.gone, e)
			continue
		}
		e.former = append(e.former, it)
	}
}

// heir is the listing that an id stands for today, or that was removed under it
// last; nil = there is none.
func (r *resolver) heir(key string, renamed map[string]string) *opportunityEntry {
	for range len(renamed) + 1 { // ids may have been given up in a circle
		for _, ids := range []map[string]*opportunityEntry{r.opportunities.byID, r.opportunities.byOld, r.goneByID} {
			if e := ids[key]; e != nil {
				return e
			}
		}
		if key = renamed[key]; key == "" {
			return nil
		}
	}
	return nil
}

// remember gives a listing what it told of dates before, and where it was.
func (r *resolver) remember(e *opportunityEntry, o *catalog.Opportunity) {
	newer, told := o, !e.goneAt.IsZero()
	for _, it := range e.former {
		before := r.forgotten(&opportunityEntry{draft: it.draft}, &history.Dates{Added: o.Added, Changed: it.at})
		told = told || r.moved(e, before, o, it.at)
		if !sameSets(before, newer) {
			newer = r.calledOff(before, it.at)
			o.Was = append(o.Was, newer)
		}
		if !it.dates {
			continue
		}
		f := catalog.Former{At: it.at}
		var left bool
		f.Schedules, f.Deadline, left = r.toCome(before, it.at)
		if left {
			o.Former = append(o.Former, f)
		}
	}
}

// sameSets reports whether two versions of a listing stand in the same calendars.
func sameSets(a, b *catalog.Opportunity) bool {
	return a.Kind == b.Kind && slices.Equal(a.Organizations, b.Organizations) && slices.Equal(a.Categories, b.Categories) &&
		slices.Equal(a.Locations, b.Locations) && slices.Equal(a.Serves, b.Serves) && slices.Equal(a.Languages, b.Languages) &&
		slices.Equal(a.Access.Features, b.Access.Features) && a.Dated() == b.Dated()
}

// forgotten resolves a listing of the past, whose problems are nobody's.
func (r *resolver) forgotten(e *opportunityEntry, dates *history.Dates) (o *catalog.Opportunity) {
	_ = r.apart(func() { o, _ = r.opportunity(e, nil, dates) })
	return o
}

// takeRemoved adds the listings that are no more to the catalog.
func (r *resolver) takeRemoved() {
	for _, e := range r.gone {
		o := r.forgotten(e, nil)
		gone := r.calledOff(o, e.goneAt)
		r.remember(e, o)
		gone.Former, gone.Was = o.Former, o.Was
		if _, _, left := r.toCome(o, e.goneAt); o.Dated() && !left && len(o.Former) == 0 {
			continue // it was held, and its file tidied away
		}
		r.catalog.Opportunities = append(r.catalog.Opportunities, gone)
	}
	if len(r.gone) > 0 {
		slices.SortFunc(r.catalog.Opportunities, func(a, b *catalog.Opportunity) int { return strings.Compare(a.ID, b.ID) })
	}
}

// toCome are the dates of a listing that were still to come at a moment: the others
// were held. A schedule keeps its place in the list, which its entries are named
// by; false = there are none.
func (r *resolver) toCome(o *catalog.Opportunity, at time.Time) (list []schedule.Schedule, deadline catalog.Deadline, left bool) {
	zone := r.zoneOf(o.Locations)
	for i := range o.Schedules {
		s, some := o.Schedules[i].From(at, schedule.Env{Zone: zone, Closures: r.closures})
		list = append(list, s)
		left = left || some
	}
	if d := o.Deadline; !d.Date.IsZero() {
		end := d.Date.AddDays(1).In(zone)
		if d.Time.Set {
			end = d.Date.At(d.Time.From, zone)
		}
		if end.After(at) {
			deadline, left = d, true
		}
	}
	return list, deadline, left
}

// calledOff is what is still told of a listing that was removed. It may have
// been removed because of what it told, so nothing of it goes on but its name and
// the dates that were still to come.
func (r *resolver) calledOff(o *catalog.Opportunity, at time.Time) *catalog.Opportunity {
	out := &catalog.Opportunity{
		Title: o.Title, Kind: o.Kind, Organizations: o.Organizations, Categories: o.Categories, Locations: o.Locations, Serves: o.Serves, Languages: o.Languages,
		Ongoing: o.Ongoing, Status: catalog.Cancelled, Removed: true,
	}
	out.ID, out.File, out.Line, out.Formerly, out.Langs = o.ID, o.File, o.Line, o.Formerly, o.Langs
	out.Added, out.Created, out.Changed, out.Changes = o.Added, o.Created, at, o.Changes
	out.Spots, out.Access.Features = format.NoSpots, o.Access.Features // the pages of features have calendars too
	list, deadline, _ := r.toCome(o, at)
	out.Deadline = deadline
	for i := range list {
		out.Schedules = append(out.Schedules, catalog.Schedule{Schedule: list[i]})
	}
	return out
}
