package content

import (
	"fmt"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/format"
	"corkboard/generator/history"
	"corkboard/generator/schedule"
)

// listing is an opportunity of which it is known what it is called.
type listing struct {
	draft        *format.OpportunityDraft
	translations []*format.OpportunityDraft
	formerly     []string // ids it had before
	related      []string // ids
	broken       bool     // an error was found: it is left out
	replaced     bool     // another one has its id
}

// listings are those of all files, in order of file and line.
type listings struct {
	all   []*listing
	names *index[*listing]
}

// identify makes listings known by their ids, the ids they had before and, where
// any listing names another, by their titles.
func identify(files []*format.Records, found *findings) listings {
	all := listingsOf(files, found)
	names := newIndex[*listing]("opportunity", "unknown-opportunity", len(all))
	related := false
	for _, l := range all {
		d := l.draft
		if !usableID(d.File, d.IDFault, found) {
			l.broken = true
		}
		if first, taken := names.byID[d.IDKey]; taken {
			sameID("opportunity", d.File, d.ID, d.Line, first.draft.File, first.draft.ID, found)
			l.replaced = true
			continue
		}
		names.byID[d.IDKey] = l
		related = related || len(d.RelatedRefs) > 0
	}
	for _, l := range all {
		if l.replaced {
			continue
		}
		ids, ok := names.formerly(l.draft.File, l.draft.ID, l.draft.FormerIDs, l, found)
		l.formerly, l.broken = ids, l.broken || !ok
		for _, t := range l.draft.Title {
			if related {
				names.name(t.Value, l.draft.ID, l)
			}
		}
	}
	for _, l := range all {
		if l.replaced {
			continue
		}
		for _, other := range names.all(l.draft.File, l.draft.RelatedRefs, &l.broken, found) {
			if other != l {
				l.related = append(l.related, other.draft.ID)
			}
		}
	}
	return listings{all, names}
}

// listingsOf are the listings of all files, with what translates them.
func listingsOf(files []*format.Records, found *findings) []*listing {
	var all []*listing
	translations := map[string][]*format.OpportunityDraft{} // by the path of the original without its ending
	for _, f := range files {
		for _, d := range f.Opportunities {
			switch {
			case !f.Translation():
				all = append(all, &listing{draft: d, broken: d.Broken})
			case d.Broken:
				found.leave(f.Path)
			default:
				original := path.Join(path.Dir(f.Path), f.ID)
				translations[original] = append(translations[original], d)
			}
		}
	}
	if len(translations) > 0 {
		for _, l := range all {
			l.translations = translations[path.Join(path.Dir(l.draft.File), l.draft.ID)]
		}
	}
	return all
}

// opportunitiesOf are the listings without an error, by id. before are the
// versions of the past of those that had any.
func opportunitiesOf(listings listings, before map[*listing][]formerListing, s *listingSetting, found *findings) []*catalog.Opportunity {
	var sound []titled
	for _, p := range inParts(listings.all, func(part []*listing) part { return s.opportunities(part, before) }) {
		sound = append(sound, p.sound...)
		found.add(&p.findings)
	}
	slices.SortFunc(sound, func(a, b titled) int { return strings.Compare(a.ID, b.ID) })
	duplicates(sound, found)
	out := make([]*catalog.Opportunity, len(sound))
	for i, t := range sound {
		out[i] = t.Opportunity
	}
	return out
}

// part is what comes of a part of the listings.
type part struct {
	sound []titled
	findings
}

// inParts does something with a list in as many parts as there are processors, and
// returns what comes of them in order.
func inParts[T, R any](list []T, do func([]T) R) []R {
	n := runtime.GOMAXPROCS(0)
	out := make([]R, n)
	var group sync.WaitGroup
	for i := range n {
		group.Go(func() { out[i] = do(list[len(list)*i/n : len(list)*(i+1)/n]) })
	}
	group.Wait()
	return out
}

// opportunities resolves listings each by itself.
func (s *listingSetting) opportunities(list []*listing, before map[*listing][]formerListing) part {
	var out part
	for _, l := range list {
		if l.replaced {
			out.leave(l.draft.File)
			continue
		}
		o, ok := s.opportunity(l, nil, &out.findings)
		if l.broken || !ok {
			out.leave(o.File)
			continue
		}
		o.Former, o.Was = s.formerOf(l, o, before[l], &out.findings)
		out.sound = append(out.sound, titled{o, l.draft})
	}
	return out
}

// opportunity resolves a listing by itself. It returns false when an error was
// found. dates are those of a version of the past; nil = those that git knows.
func (s *listingSetting) opportunity(l *listing, dates *history.Dates, found *findings) (o *catalog.Opportunity, ok bool) {
	d, broken := l.draft, false
	o = new(catalog.Opportunity)
	*o = d.Opportunity
	o.Formerly, o.Related = l.formerly, l.related
	if dates != nil {
		o.Added, o.Changed, o.Changes, o.Edited = dates.Added, dates.Changed, dates.Changes, dates.Edited
	} else if !s.dates.of(&o.Record) {
		found.undated++
	}
	o.Organizations, o.Missing = s.organizationsOf(d, &broken, found)
	o.Categories = s.categories.all(d.File, d.CategoryRefs, &broken, found)
	o.Serves = s.locations.all(d.File, d.ServesRefs, &broken, found)
	o.Locations = s.places(d.File, d.Places, &broken, found)
	if len(d.Places) == 0 && o.Remote != catalog.Remotely && len(o.Organizations) > 0 && len(o.Organizations[0].Locations) > 0 {
		o.Locations = o.Organizations[0].Locations[:1:1]
	}
	zone := s.zoneOf(o.Locations)
	s.checkOffsets(d.File, d.Offsets, zone, &broken, found)
	o.UrgentUntil = d.Urgent.End(zone)
	o.Publish = catalog.Window{From: d.PublishFrom.Begin(zone), Until: d.PublishUntil.End(zone)}
	o.Schedules = s.schedules(d.File, d.ScheduleDrafts, zone, &broken, found)
	o.Schedules, o.Hours = alwaysOpen(d.Always, o.Schedules, o.Hours)
	s.pictures.check(d.File, d.Pictures, found)
	s.checkPast(d, o, zone, found)
	for _, t := range l.translations {
		s.dates.translated(&o.Record, t.File)
		translate(o, d, t)
	}
	o.Schedules = s.once(d.File, d.ScheduleDrafts, o.Schedules, zone, found)
	return o, !broken
}

// organizationsOf are those that run a listing, and the ids of those that are
// left out.
func (s *listingSetting) organizationsOf(d *format.OpportunityDraft, broken *bool, found *findings) (list []*catalog.Organization, missing []string) {
	for _, o := range s.organizations.all(d.File, d.OrganizationRefs, broken, found) {
		if o.broken {
			missing = append(missing, o.draft.ID)
		} else {
			list = append(list, o.resolved)
		}
	}
	return list, missing
}

// translate adds the texts of a translation to a listing made of a draft.
func translate(o *catalog.Opportunity, d, t *format.OpportunityDraft) {
	schedules := o.Schedules
	whole := &format.OpportunityDraft{Opportunity: *o, ScheduleDrafts: draftsOf(d.ScheduleDrafts, schedules)}
	whole.AddTexts(t)
	addNotes(schedules, whole.ScheduleDrafts)
	*o = whole.Opportunity
	o.Schedules = schedules
	o.Langs = format.Languages(o.Title, o.Body)
}

// checkPast warns of a single event that is over. It is never an error: what
// passes today passes next year.
func (s *setting) checkPast(d *format.OpportunityDraft, o *catalog.Opportunity, zone *time.Location, found *findings) {
	if s.now.IsZero() || o.Outcome != nil || o.Status == catalog.Done || o.Status == catalog.Cancelled || len(d.ScheduleDrafts) != 1 {
		return
	}
	only := &d.ScheduleDrafts[0]
	if only.Rule.Frequency != schedule.Once || len(only.Dates) > 0 || len(only.Also) > 0 || only.Start.IsZero() {
		return
	}
	last := only.Start
	if !only.End.IsZero() {
		last = only.End
	}
	if schedule.DateOf(s.now.In(zone)).Compare(last.AddDays(1)) > 0 {
		found.report("already-past", d.File, only.At, fmt.Sprintf("this was on %s", last), "correct the date, or say what came of it under “outcome:”, or delete the file")
	}
}
