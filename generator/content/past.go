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
func (f *formerRecord) id() string {
	_, id, _ := strings.Cut(f.Record, "/")
	return id
}

// formerRecords are the records that are not listings and what they were, the
// newest first.
func formerRecords(h *history.History) (list []formerRecord, err error) {
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

// directoryBefore is what was in the directory before, beside what is in it now.
type directoryBefore struct {
	*listingSetting
	listings *index[*listing]
	env      format.Env
	records  []formerRecord
}

// decode reads a record as it was.
func (b *directoryBefore) decode(f *formerRecord) *format.Records {
	file, _ := folder.Classify(f.Path)
	switch f.file() {
	case "site.yaml":
		file = folder.File{Path: "site.yaml", Kind: folder.Site}
	case "locations.yaml":
		file = folder.File{Path: "locations.yaml", Kind: folder.Locations}
	case "categories.yaml":
		file = folder.File{Path: "categories.yaml", Kind: folder.Categories}
	}
	return format.Decode(file, false, b.env, []byte(f.text))
}

// file is the table that the record was in, or the folder.
func (f *formerRecord) file() string {
	top, _, _ := strings.Cut(f.Record, "/")
	return top
}

// judge reports what only history shows to be wrong.
func (b *directoryBefore) judge(found *findings) {
	b.sameSite(found)
	for i := range b.records {
		b.renamed(&b.records[i], found)
	}
}

// sameSite makes sure that the site has the id that it had: it is a part of every
// UID, so that with another one all entries of all subscribers are there twice.
func (b *directoryBefore) sameSite(found *findings) {
	was := ""
	for i := range b.records {
		if f := &b.records[i]; f.Record == "site.yaml/id" {
			if site := b.decode(f).Site; site != nil && site.ID != "" {
				was = site.ID // in the end the oldest
			}
		}
	}
	if was == "" || was == b.site.ID {
		return
	}
	found.propose("site-id-changed", "site.yaml", format.Position{}, fmt.Sprintf("the id of the site was “%s” until now: with another one, all that subscribers have in their calendars would be there twice", format.Clip(was)),
		"write id: "+was+" again; a new name for readers goes into title", b.site.ID, was)
	found.inField("id")
}

// alikeEnough is from how much of it on, in percent, a file that git takes for
// renamed is worth asking about: listings of one organization are much alike.
const alikeEnough = 70

// renamed warns of a record that got another name and does not say so: its address
// leads nowhere, and its entries are called off and there again.
func (b *directoryBefore) renamed(f *formerRecord, found *findings) {
	if !f.Gone || f.Alike < alikeEnough || b.exists(f.Record) {
		return
	}
	top, id, _ := strings.Cut(f.Became, "/")
	file, at, field := "", format.Position{}, ""
	switch key := format.Fold(id); top {
	case "opportunities":
		if l := b.listings.byID[key]; l != nil {
			file, at = l.draft.File, l.draft.RecordDraft.At
		}
	case "organizations":
		if o := b.organizations.byID[key]; o != nil {
			file, at = o.draft.File, o.draft.RecordDraft.At
		}
	case "locations.yaml", "categories.yaml":
		if b.exists(f.Became) {
			file, field = top, id
		}
	}
	if file == "" {
		return
	}
	found.report("renamed-without-formerly", file, at, fmt.Sprintf("to git this was “%s” until %s, and nothing says so: its old address leads nowhere, and calendars call it off", format.Clip(f.id()), f.At.In(b.site.Zone).Format(time.DateOnly)),
		"add the line formerly: ["+f.id()+"], unless this is something else")
	if field != "" {
		found.inField(field)
	}
}

// exists reports whether there is a record of this name, or one that had it.
func (b *directoryBefore) exists(record string) bool {
	top, id, _ := strings.Cut(record, "/")
	key := format.Fold(id)
	switch top {
	case "opportunities":
		return b.listings.byID[key] != nil || b.listings.byOldID[key] != nil
	case "organizations":
		return b.organizations.byID[key] != nil || b.organizations.byOldID[key] != nil
	case "locations.yaml":
		return b.locations.byID[id] != nil || b.locations.byOldID[key] != nil
	case "categories.yaml":
		return b.categories.byID[id] != nil || b.categories.byOldID[key] != nil
	}
	return false
}

// warnOfMoved warns of a schedule that had another place among those of its listing:
// the first has the listing's own UID and the others a part by their place, so one
// put before another takes over its entries. before is the listing as it was. It
// returns whether it warned.
func (s *setting) warnOfMoved(draft *format.OpportunityDraft, before, now *catalog.Opportunity, at time.Time, found *findings) bool {
	if len(draft.ScheduleDrafts) != len(now.Schedules) {
		return false
	}
	for i := range now.Schedules {
		block := &now.Schedules[i]
		same := func(b catalog.Schedule) bool { return b.Key == "" && b.Phrase() == block.Phrase() }
		was := slices.IndexFunc(before.Schedules, same)
		if block.Key != "" || was < 0 || was == i || i < len(before.Schedules) && same(before.Schedules[i]) {
			continue
		}
		hint := "put it first again and new ones after it"
		if was > 0 {
			hint = "add the line key: " + strconv.Itoa(was+1) + " to it, or put it there again"
		}
		found.report("schedule-moved", draft.File, draft.ScheduleDrafts[i].At, fmt.Sprintf("this was number %d of the schedules until %s, which calendars know it by, and now it is number %d", was+1, at.In(s.site.Zone).Format(time.DateOnly), i+1), hint)
		return true
	}
	return false
}
