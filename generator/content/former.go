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
)

// Dates that were once published are in the calendars of those who subscribed.
// What git kept of them says which entries have to be called off: those of
// listings that are no more, and those that a listing had and has not any more.

// formerListings are what the files said before, made anew when another history
// is given.
type formerListings struct {
	of   *history.History
	env  format.Env
	list []*formerListing // the newest first
}

// formerListing is a listing as it was before a commit.
type formerListing struct {
	draft *format.OpportunityDraft
	at    time.Time // committer date of what put an end to it
	dates bool      // it told other dates
}

// former returns what the files of listings said before, where they said other
// dates or put the listing elsewhere. A file that could not be read had no entries, so its problems are
// nobody's.
func (l *Loader) former(fsys fs.FS, h *history.History) ([]*formerListing, error) {
	if l.past.of == h && l.past.env.Same(l.env) {
		return l.past.list, nil
	}
	l.past = formerListings{of: h, env: l.env}
	wanted := func(path string) bool {
		f, ok := folder.Classify(path)
		return ok && f.Kind == folder.Opportunity && f.Lang == ""
	}
	known := map[string]promises{}
	err := h.Versions(wanted, func(v history.Version) {
		e, _ := folder.Classify(v.Path)
		seen, again := known[v.Path]
		if !again {
			seen = promises{}
			known[v.Path] = seen
			data, err := folder.ReadFile(fsys, v.Path, folder.MostTable)
			seen.news(v.Path, string(data))
			again = err == nil
		}
		text, dates := seen.news(v.Path, string(v.Content))
		if !again {
			text, dates = string(v.Content), true // the last text of a file that is no more
		}
		if text == "" {
			return
		}
		for _, draft := range format.Decode(e, false, l.env, []byte(text)).Opportunities {
			if !draft.Broken && draft.IDFault == (format.Fault{}) {
				draft.RecordDraft.LastLine = 0 // its lines are others' today
				l.past.list = append(l.past.list, &formerListing{draft, v.At, dates})
			}
		}
	})
	return l.past.list, err
}

// promises are the dates that a file is known to have told and the places that it
// had in the directory, as they were written: most commits change other fields,
// and those need not be understood.
type promises map[string]bool

// promising are the fields that make entries of a calendar; placing are those
// that say in which calendars they are.
var (
	promising = map[string]bool{"schedule": true, "schedules": true, "deadline": true, "deadlines": true}
	placing   = map[string]bool{"kind": true, "organization": true, "organizations": true, "category": true, "categories": true,
		"location": true, "locations": true, "serves": true, "language": true, "languages": true, "access": true}
)

// news returns a text, or of a file of many listings those that are not known
// yet; "" when it tells no date and no place that is not. dates says whether it
// tells another date.
func (p promises) news(path, text string) (news string, dates bool) {
	fields := text
	if strings.HasSuffix(path, ".md") {
		fields = format.FrontMatter(text)
	}
	many, list := false, topLevel(fields)
	for _, b := range list {
		many = many || b.group && !format.IsOpportunityField(b.key) && !strings.HasPrefix(b.key, "x-")
	}
	var fresh, place strings.Builder
	for _, b := range list {
		if many || promising[b.key] {
			if !p[b.text] && (many || fresh.Len() == 0) {
				fresh.WriteString(b.text)
			}
			p[b.text] = true
		} else if placing[b.key] {
			place.WriteString(b.text)
		}
	}
	if many {
		return fresh.String(), fresh.Len() > 0
	}
	// Together, since a place and a category make a calendar together.
	elsewhere := place.Len() > 0 && !p[place.String()]
	p[place.String()] = true
	if fresh.Len() == 0 && !elsewhere {
		return "", false
	}
	return text, fresh.Len() > 0
}

// block is a key at the beginning of a line, with all that belongs to it.
type block struct {
	key, text string
	group     bool // its value stands in the lines below
}

// topLevel cuts YAML into its blocks.
func topLevel(text string) []block {
	var out []block
	for line := range strings.Lines(text) {
		key, value, found := strings.Cut(line, ":")
		switch {
		case found && !strings.ContainsAny(line[:1], " \t#-"):
			out = append(out, block{key: strings.Trim(key, `"' `), group: strings.TrimSpace(value) == ""})
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
	newer := o
	for _, it := range e.former {
		before := r.forgotten(&opportunityEntry{draft: it.draft}, &history.Dates{Added: o.Added, Changed: it.at})
		if !sameSets(before, newer) {
			newer = calledOff(before, it.at)
			o.Was = append(o.Was, newer)
		}
		if !it.dates {
			continue
		}
		f := catalog.Former{At: it.at, Deadline: before.Deadline}
		for i := range before.Schedules {
			f.Schedules = append(f.Schedules, before.Schedules[i].Schedule)
		}
		o.Former = append(o.Former, f)
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
		gone := calledOff(o, e.goneAt)
		r.remember(e, o)
		gone.Former, gone.Was = o.Former, o.Was
		r.catalog.Opportunities = append(r.catalog.Opportunities, gone)
	}
	if len(r.gone) > 0 {
		slices.SortFunc(r.catalog.Opportunities, func(a, b *catalog.Opportunity) int { return strings.Compare(a.ID, b.ID) })
	}
}

// calledOff is what is still told of a listing that was removed. It may have
// been removed because of what it told, so nothing of it goes on but its name and
// its dates.
func calledOff(o *catalog.Opportunity, at time.Time) *catalog.Opportunity {
	out := &catalog.Opportunity{
		Title: o.Title, Kind: o.Kind, Organizations: o.Organizations, Categories: o.Categories, Locations: o.Locations, Serves: o.Serves, Languages: o.Languages,
		Schedules: make([]catalog.Schedule, len(o.Schedules)), Deadline: o.Deadline, Ongoing: o.Ongoing, Status: catalog.Cancelled, Removed: true,
	}
	out.ID, out.File, out.Line, out.Formerly, out.Langs = o.ID, o.File, o.Line, o.Formerly, o.Langs
	out.Added, out.Changed = o.Added, at
	out.Spots, out.Access.Features = format.NoSpots, o.Access.Features // the pages of features have calendars too
	for i := range o.Schedules {
		out.Schedules[i].Schedule = o.Schedules[i].Schedule
	}
	return out
}
