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
// listings that have been removed, and those that a listing had and no longer has.

// formerListing is a listing as it was before a commit.
type formerListing struct {
	draft *format.OpportunityDraft
	at    time.Time // revision of what put an end to it
	dates bool      // it had other dates
	gone  bool      // a commit deleted the listing
}

// removedListing is a listing that has been removed.
type removedListing struct {
	listing
	at     time.Time // revision of its removal
	before []formerListing
}

// readFormer returns what listings said before, the newest first, where they said
// other dates or put the listing elsewhere, and what other records said. A listing
// that could not be read had no entries, so its problems are nobody's.
func readFormer(fsys fs.FS, past *history.History, env format.Env, files []*format.Records) (listings []formerListing, records []formerRecord, err error) {
	if err := past.Follow(layoutOf(fsys, files)); err != nil {
		return nil, nil, err
	}
	if records, err = formerRecords(past); err != nil {
		return nil, nil, err
	}
	isListing := func(record string) bool { return strings.HasPrefix(record, "opportunities/") }
	texts, zone := textsOf(fsys, files), onlyZone(files)
	known := map[string]format.Promises{} // by record; nil = it was held, and nothing of it matters
	err = past.Former(isListing, func(v history.Version) {
		text := string(v.Content)
		if v.Became != "" {
			records = append(records, formerRecord{v, ""})
		}
		seen, again := known[v.Record]
		if !again {
			seen = format.Promises{}
			today, there := texts(v.Record)
			if there {
				seen.News(v.Path, today)
			} else if v.Gone && format.WasHeld(text, v.At, zone) {
				seen = nil
			}
			known[v.Record] = seen
			again = there
		}
		if seen == nil {
			return
		}
		elsewhere, dates := seen.News(v.Path, text)
		if !again {
			elsewhere, dates = true, true // the last text of a listing that has been removed
		}
		if !elsewhere && !dates {
			return
		}
		file, _ := folder.Classify(v.Path)
		for _, draft := range format.Decode(file, false, env, []byte(text)).Opportunities {
			if !draft.Broken && draft.IDFault == (format.Fault{}) {
				listings = append(listings, formerListing{draft, v.At, dates, v.Gone})
			}
		}
	})
	return listings, records, err
}

// textsOf finds what a listing says today, as it is written.
func textsOf(fsys fs.FS, files []*format.Records) func(record string) (string, bool) {
	fileOf := map[string]string{}
	for _, f := range files {
		for _, d := range f.Opportunities {
			if !f.Translation() {
				fileOf[recordName(d.File, d.ID)] = d.File
			}
		}
	}
	known := map[string]string{} // of files that were read
	read := map[string]bool{}
	return func(record string) (string, bool) {
		file, there := fileOf[record]
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

// onlyZone is the zone in which a day of the site ends last, or nil when places
// have zones of their own.
func onlyZone(files []*format.Records) *time.Location {
	for _, f := range files {
		for _, d := range f.Locations {
			if d.Zone != nil {
				return nil
			}
		}
	}
	if site := siteDraft(files); site != nil {
		return site.Zone
	}
	return nil
}

// inherit gives each listing the versions of the past that are its own, and
// makes removed listings of what is left, the newest first.
func inherit(former []formerListing, listings listings) (before map[*listing][]formerListing, removed []*removedListing) {
	renamed := map[string]string{} // ids that were given up for another one
	for _, f := range former {
		for _, old := range f.draft.FormerIDs {
			renamed[old.Key] = f.draft.IDKey
		}
	}
	before = map[*listing][]formerListing{}
	gone := map[string]*removedListing{}
	for _, f := range former {
		alive, dead := heir(f.draft.IDKey, renamed, listings.names, gone)
		switch {
		case alive != nil:
			before[alive] = append(before[alive], f)
		case dead != nil:
			dead.before = append(dead.before, f)
		case f.gone: // else its file is merely not there
			r := &removedListing{listing: listing{draft: f.draft}, at: f.at}
			for _, old := range f.draft.FormerIDs {
				r.formerly = append(r.formerly, old.Text)
			}
			gone[f.draft.IDKey] = r
			removed = append(removed, r)
		}
	}
	return before, removed
}

// heir is the listing that an id means today, or that was removed under it last;
// both are nil when there is none.
func heir(id string, renamed map[string]string, names *index[*listing], gone map[string]*removedListing) (*listing, *removedListing) {
	for range len(renamed) + 1 { // ids may have been given up in a circle
		if l := names.byID[id]; l != nil {
			return l, nil
		}
		if l := names.byOldID[id]; l != nil {
			return l, nil
		}
		if r := gone[id]; r != nil {
			return nil, r
		}
		if id = renamed[id]; id == "" {
			break
		}
	}
	return nil, nil
}

// formerOf is what a listing said of its dates before, and where it was. It warns
// of schedules that have moved within the listing, once; found is nil for a
// listing that has been removed.
func (s *listingSetting) formerOf(l *listing, o *catalog.Opportunity, versions []formerListing, found *findings) (former []catalog.Former, was []*catalog.Opportunity) {
	newer, warned := o, found == nil
	for _, v := range versions {
		before := s.forgotten(&listing{draft: v.draft}, &history.Dates{Added: o.Added, Changed: v.at})
		warned = warned || s.warnOfMoved(l.draft, before, o, v.at, found)
		if !sameSets(before, newer) {
			newer = s.calledOff(before, v.at)
			was = append(was, newer)
		}
		if !v.dates {
			continue
		}
		if list, deadline, left := s.toCome(before, v.at); left {
			former = append(former, catalog.Former{At: v.at, Schedules: list, Deadline: deadline})
		}
	}
	return former, was
}

// sameSets reports whether two versions of a listing are in the same calendars.
func sameSets(a, b *catalog.Opportunity) bool {
	return a.Kind == b.Kind && slices.Equal(a.Organizations, b.Organizations) && slices.Equal(a.Categories, b.Categories) &&
		slices.Equal(a.Locations, b.Locations) && slices.Equal(a.Serves, b.Serves) && slices.Equal(a.Languages, b.Languages) &&
		slices.Equal(a.Access.Features, b.Access.Features) && a.Dated() == b.Dated()
}

// forgotten resolves a listing of the past, whose problems are nobody's.
func (s *listingSetting) forgotten(l *listing, dates *history.Dates) *catalog.Opportunity {
	o, _ := s.opportunity(l, dates, &findings{})
	return o
}

// removedOf are the listings that have been removed, but for those that were held
// before and merely tidied away.
func removedOf(removed []*removedListing, s *listingSetting) []*catalog.Opportunity {
	var out []*catalog.Opportunity
	for _, r := range removed {
		last := s.forgotten(&r.listing, nil)
		gone := s.calledOff(last, r.at)
		gone.Former, gone.Was = s.formerOf(&r.listing, last, r.before, nil)
		if _, _, left := s.toCome(last, r.at); last.Dated() && !left && len(gone.Former) == 0 {
			continue
		}
		out = append(out, gone)
	}
	return out
}

// toCome are the dates of a listing that were still to come at a moment: the others
// were held. A schedule keeps its place in the list, which its entries are named
// by; false = there are none.
func (s *setting) toCome(o *catalog.Opportunity, at time.Time) (list []schedule.Schedule, deadline catalog.Deadline, left bool) {
	zone := s.zoneOf(o.Locations)
	for i := range o.Schedules {
		rest, some := o.Schedules[i].From(at, schedule.Env{Zone: zone, Closures: s.daysOff})
		list = append(list, rest)
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

// calledOff is what is still published of a listing that was removed. It may have
// been removed because of what it said, so only its name and the dates that were
// still to come remain.
func (s *setting) calledOff(o *catalog.Opportunity, at time.Time) *catalog.Opportunity {
	out := &catalog.Opportunity{
		Title: o.Title, Kind: o.Kind, Organizations: o.Organizations, Categories: o.Categories, Locations: o.Locations, Serves: o.Serves, Languages: o.Languages,
		Ongoing: o.Ongoing, Status: catalog.Cancelled, Removed: true, Spots: format.NoSpots,
	}
	out.ID, out.File, out.Line, out.Formerly, out.Langs = o.ID, o.File, o.Line, o.Formerly, o.Langs
	out.Added, out.Created, out.Changed, out.Changes = o.Added, o.Created, at, o.Changes
	out.Access.Features = o.Access.Features // the pages of features have calendars too
	list, deadline, _ := s.toCome(o, at)
	out.Deadline = deadline
	for i := range list {
		out.Schedules = append(out.Schedules, catalog.Schedule{Schedule: list[i]})
	}
	return out
}

// byID are the listings of today and those that have been removed, by id.
func byID(today, removed []*catalog.Opportunity) []*catalog.Opportunity {
	all := append(today, removed...)
	if len(removed) > 0 {
		slices.SortFunc(all, func(a, b *catalog.Opportunity) int { return strings.Compare(a.ID, b.ID) })
	}
	return all
}
