package content

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/folder"
	"corkboard/generator/format"
	"corkboard/generator/history"
)

// formerRecord is a record other than a listing as it was before a commit, or a
// listing that got another name.
type formerRecord struct {
	history.Version
	text string
}

// id is the record's name within its file or folder.
func (f *formerRecord) id() string { return idOf(f.Record) }

func idOf(record string) string {
	_, id, _ := strings.Cut(record, "/")
	return id
}

// pastRecords are the records that are no listings and what they were, the newest
// first.
func pastRecords(h *history.History) (list []formerRecord, err error) {
	wanted := func(record string) bool {
		top, id, _ := strings.Cut(record, "/")
		switch top {
		case "site.yaml":
			return id == "id" || id == "languages" || id == "feeds"
		case "locations.yaml", "categories.yaml", "organizations":
			return true
		}
		return false
	}
	err = h.Former(wanted, func(v history.Version) {
		list = append(list, formerRecord{v, string(v.Content)})
	})
	return list, err
}

// judgePast says what only history shows to be wrong.
func (r *resolver) judgePast() {
	r.sameSite()
	for i := range r.records {
		r.renamed(&r.records[i])
	}
}

// sameSite makes sure that the site has the id that it had: it is a part of every
// UID, so that with another one all entries of all subscribers are there twice.
func (r *resolver) sameSite() {
	was := ""
	for i := range r.records {
		if f := &r.records[i]; f.Record == "site.yaml/id" {
			if site := format.Decode(folder.File{Path: "site.yaml", Kind: folder.Site}, false, r.loader.env, []byte(f.text)).Site; site != nil && site.ID != "" {
				was = site.ID // in the end the oldest
			}
		}
	}
	is := r.catalog.Site.ID
	if was == "" || was == is {
		return
	}
	at := r.lineOf("site.yaml", "id")
	r.report("site-id-changed", "site.yaml", at, fmt.Sprintf("the id of the site was “%s” until now: with another one, all that subscribers have in their calendars would be there twice", format.Clip(was)),
		"write id: "+was+" again; a new name for readers goes into title", is, was)
}

// lineOf is where the value of a field at the beginning of a line is.
func (r *resolver) lineOf(file, field string) format.Position {
	data, err := folder.ReadFile(r.fsys, file, folder.MostTable)
	if err != nil {
		return format.Position{}
	}
	n := int32(0)
	for line := range strings.Lines(string(data)) {
		n++
		if value, found := strings.CutPrefix(line, field+":"); found {
			bare := strings.TrimLeft(value, " \"'")
			return format.Position{Line: n, Col: int32(len(line)-len(bare)) + 1, Width: int32(len(strings.TrimRight(bare, " \"'\r\n")))}
		}
	}
	return format.Position{Line: 1}
}

// alikeEnough is from how much of it on, in percent, a file that git takes for
// renamed is worth asking about: listings of one organization are much alike.
const alikeEnough = 70

// renamed warns of a record that got another name and does not say so: its address
// leads nowhere, and its entries are called off and there again.
func (r *resolver) renamed(f *formerRecord) {
	if !f.Gone || f.Alike < alikeEnough || r.stands(f.Record) {
		return
	}
	top, id, _ := strings.Cut(f.Became, "/")
	file, at := "", format.Position{}
	switch key := format.Fold(id); top {
	case "opportunities":
		if e := r.opportunities.byID[key]; e != nil {
			file, at = e.draft.File, e.draft.RecordDraft.At
		}
	case "organizations":
		if e := r.organizations.byID[key]; e != nil {
			file, at = e.draft.File, e.draft.RecordDraft.At
		}
	case "locations.yaml", "categories.yaml":
		if r.stands(f.Became) {
			file, at = top, r.lineOf(top, id)
		}
	}
	if file == "" {
		return
	}
	r.report("renamed-without-formerly", file, at, fmt.Sprintf("to git this was “%s” until %s, and nothing says so: its old address leads nowhere, and calendars call it off", format.Clip(f.id()), f.At.In(r.catalog.Site.Zone).Format(time.DateOnly)),
		"add the line formerly: ["+f.id()+"], unless this is something else", "", "")
}

// stands reports whether there is a record of this name, or one that had it.
func (r *resolver) stands(record string) bool {
	top, id, _ := strings.Cut(record, "/")
	key := format.Fold(id)
	switch top {
	case "opportunities":
		return r.opportunities.byID[key] != nil || r.opportunities.byOld[key] != nil
	case "organizations":
		return r.organizations.byID[key] != nil || r.organizations.byOld[key] != nil
	case "locations.yaml":
		return r.locations.byID[id] != nil || r.locations.byOld[key] != nil
	case "categories.yaml":
		return r.categories.byID[id] != nil || r.categories.byOld[key] != nil
	}
	return false
}

// moved warns of a schedule that had another place among those of its listing: the
// first has the listing's own UID and the others a part by their place, so one put
// before another takes over its entries. before is the listing as it was.
func (r *resolver) moved(e *opportunityEntry, before, now *catalog.Opportunity, at time.Time) bool {
	if len(e.draft.ScheduleDrafts) != len(now.Schedules) {
		return false
	}
	phrase := func(s *catalog.Schedule) string { return s.Phrase() }
	for i := range now.Schedules {
		s := &now.Schedules[i]
		same := func(b catalog.Schedule) bool { return b.Key == "" && phrase(&b) == phrase(s) }
		was := slices.IndexFunc(before.Schedules, same)
		if s.Key != "" || was < 0 || was == i || i < len(before.Schedules) && same(before.Schedules[i]) {
			continue
		}
		hint := "put it first again and new ones after it"
		if was > 0 {
			hint = "add the line key: " + strconv.Itoa(was+1) + " to it, or put it there again"
		}
		r.report("schedule-moved", e.draft.File, e.draft.ScheduleDrafts[i].At, fmt.Sprintf("this was number %d of the schedules until %s, which calendars know it by, and now it is number %d", was+1, at.In(r.catalog.Site.Zone).Format(time.DateOnly), i+1), hint, "", "")
		return true
	}
	return false
}

// vanished are the places, categories, organizations, languages and feeds that
// commits took out of the directory within the last 400 days, so that the calendars
// at their addresses can say so. What belongs to a sensitive category, or whose place
// is not public, is gone without a trace.
func (r *resolver) vanished() []catalog.Vanished {
	var out []catalog.Vanished
	add := func(kind, id string, name catalog.Text, at time.Time) {
		if !slices.ContainsFunc(out, func(v catalog.Vanished) bool { return v.Kind == kind && v.ID == id }) {
			out = append(out, catalog.Vanished{Kind: kind, ID: id, Name: name, At: at})
		}
	}
	gone := map[string]*format.CategoryDraft{}
	for i := range r.records {
		if f := &r.records[i]; strings.HasPrefix(f.Record, "categories.yaml/") {
			for _, d := range format.Decode(folder.File{Path: "categories.yaml", Kind: folder.Categories}, false, r.loader.env, []byte(f.text)).Categories {
				if gone[d.ID] == nil {
					gone[d.ID] = d
				}
			}
		}
	}
	var sensitive func(word format.Ref, depth int) bool
	sensitive = func(word format.Ref, depth int) bool {
		if word.Text == "" {
			return false
		}
		if c, _, _, _, ok := r.categories.find(word); ok {
			return c.Sensitive
		}
		d := gone[word.Text]
		return d == nil || d.Sensitive || depth > 8 || sensitive(d.ParentRef, depth+1) // nobody knows: better not
	}
	private := func(places []format.PlaceDraft) bool {
		return slices.ContainsFunc(places, func(p format.PlaceDraft) bool {
			if p.Own != nil {
				return p.Own.Privacy == catalog.Confidential
			}
			l, _, _, _, ok := r.locations.find(p.Ref)
			return ok && l.Privacy == catalog.Confidential
		})
	}
	hidden := map[string]bool{} // records that were not public at some time
	for i := range r.records {
		f := &r.records[i]
		id := f.id()
		switch top, _, _ := strings.Cut(f.Record, "/"); top {
		case "site.yaml":
			site := format.Decode(folder.File{Path: "site.yaml", Kind: folder.Site}, false, r.loader.env, []byte(f.text)).Site
			if site == nil {
				continue
			}
			if id == "languages" {
				for _, tag := range site.Languages {
					if !slices.Contains(r.catalog.Site.Languages, tag) {
						add("language", tag, nil, f.At)
					}
				}
			}
			for _, d := range site.FeedDrafts {
				stands := slices.ContainsFunc(r.catalog.Site.Feeds, func(s catalog.FeedSet) bool { return s.ID == d.ID || slices.Contains(s.Formerly, d.ID) })
				if id == "feeds" && !stands && !slices.ContainsFunc(d.CategoryRefs, func(w format.Ref) bool { return sensitive(w, 0) }) {
					add("feed", d.ID, d.Title, f.At)
				}
			}
		case "locations.yaml":
			for _, d := range format.Decode(folder.File{Path: top, Kind: folder.Locations}, false, r.loader.env, []byte(f.text)).Locations {
				hidden[f.Record] = hidden[f.Record] || d.Confidential()
				if f.Gone && !r.stands(f.Record) && !hidden[f.Record] {
					add("location", id, d.Name, f.At)
				}
			}
		case "categories.yaml":
			if d := gone[id]; d != nil && f.Gone && !r.stands(f.Record) && !sensitive(format.Ref{Text: id}, 0) {
				add("category", id, d.Name, f.At)
			}
		case "organizations":
			e, _ := folder.Classify(f.Path)
			for _, d := range format.Decode(e, false, r.loader.env, []byte(f.text)).Organizations {
				hidden[f.Record] = hidden[f.Record] || private(d.Places) || slices.ContainsFunc(d.CategoryRefs, func(w format.Ref) bool { return sensitive(w, 0) })
				if f.Gone && !d.Broken && !r.stands(f.Record) && !hidden[f.Record] {
					add("organization", id, d.Name, f.At)
				}
			}
		}
	}
	return slices.DeleteFunc(out, func(v catalog.Vanished) bool {
		return v.Kind == "location" && hidden["locations.yaml/"+v.ID] || v.Kind == "organization" && hidden["organizations/"+v.ID]
	})
}

// siteRevision is when what calendar entries take from site.yaml last changed.
func (r *resolver) siteRevision() (out catalog.Revision) {
	for _, field := range []string{"id", "url", "title", "languages", "timezone", "country", "review"} {
		one := r.revision("site.yaml", field)
		out.Changes += one.Changes
		if one.At.After(out.At) {
			out.At = one.At
		}
	}
	return out
}
