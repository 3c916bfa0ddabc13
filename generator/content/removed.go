package content

import (
	"slices"
	"strings"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/history"
)

// A listing whose file was removed is in the calendars of those who subscribed.
// What git kept of it says which entries have to be called off. A file may have
// been removed because of what it told, so nothing of it goes on but its name
// and its dates.

// removedListings are the listings of files that were removed, made anew when
// another history is given.
type removedListings struct {
	of   *history.History
	env  env
	list []removedListing
}

type removedListing struct {
	draft *opportunityDraft
	at    time.Time
}

// removed returns the listings of removed files. A file that could not be read
// had no entries, so its problems are nobody's.
func (l *Loader) removed(h *history.History) []removedListing {
	if l.gone.of == h && l.gone.env == l.env {
		return l.gone.list
	}
	l.gone = removedListings{of: h, env: l.env}
	shelf := &listing{}
	for _, r := range h.Removed() {
		folder, base, ok := cutLast(r.Path, "/")
		top, _, _ := strings.Cut(folder, "/")
		e := entry{path: r.Path, role: rootFolders[top]}
		if !ok || e.role != opportunityFile || hidden(base) || !shelf.sort(&e, base) || e.lang != "" {
			continue
		}
		out := &decoded{entry: e}
		d := &decoder{env: l.env, file: e.path}
		d.understand(out, r.Content)
		for _, draft := range out.opportunities {
			if !draft.broken {
				l.gone.list = append(l.gone.list, removedListing{draft, r.At})
			}
		}
	}
	return l.gone.list
}

// takeRemoved adds the removed listings to the catalog that no other one stands
// for, under their id or one they had before.
func (r *resolver) takeRemoved() {
	all := r.loader.removed(r.opt.History)
	taken := map[string]bool{}
	for _, it := range all {
		for _, old := range it.draft.formerly {
			taken[old.key] = true // it was given another id before it went
		}
	}
	added := len(r.directory.Opportunities)
	for _, it := range all {
		d := it.draft
		_, there := r.opportunities.byID[d.key]
		_, renamed := r.opportunities.byOld[d.key]
		if there || renamed || taken[d.key] || d.idWrong != "" {
			continue
		}
		taken[d.key] = true
		entry := &opportunityEntry{draft: d}
		for _, old := range d.formerly {
			entry.formerly = append(entry.formerly, old.text)
		}
		var whole *catalog.Opportunity
		_ = r.apart(func() { whole, _ = r.opportunity(entry, nil) })
		r.directory.Opportunities = append(r.directory.Opportunities, calledOff(whole, it.at))
	}
	if len(r.directory.Opportunities) > added {
		slices.SortFunc(r.directory.Opportunities, func(a, b *catalog.Opportunity) int { return strings.Compare(a.ID, b.ID) })
	}
}

// calledOff is what is still told of a listing that was removed.
func calledOff(o *catalog.Opportunity, at time.Time) *catalog.Opportunity {
	out := &catalog.Opportunity{
		Title: o.Title, Kind: o.Kind, Organizations: o.Organizations, Categories: o.Categories, Locations: o.Locations, Serves: o.Serves, Languages: o.Languages,
		Schedules: make([]catalog.Schedule, len(o.Schedules)), Deadline: o.Deadline, Ongoing: o.Ongoing, Status: catalog.Cancelled, Removed: true,
	}
	out.ID, out.File, out.Line, out.Formerly, out.Langs = o.ID, o.File, o.Line, o.Formerly, o.Langs
	out.Added, out.Changed = o.Added, at
	empty := newOpportunityDraft(*out).Opportunity
	settle(&empty)
	*out = empty
	for i := range o.Schedules {
		out.Schedules[i].Schedule = o.Schedules[i].Schedule
	}
	return out
}
