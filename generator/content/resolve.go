package content

import (
	"fmt"
	"slices"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/format"
	"corkboard/generator/history"
	"corkboard/generator/schedule"
)

// resolve makes a catalog of what the files say: it looks names up, hands down
// what is inherited, and finds what only the whole folder shows. Each step is
// made of the steps before it. What the files say is copied and never changed.
// env is what they were read by.
func resolve(files []*format.Records, past past, env format.Env, dates dates, now time.Time) (*catalog.Catalog, *findings) {
	found := &findings{}
	media, pictures := mediaOf(files)
	site := siteOf(files, pictures, dates, found)
	closures, daysOff := closuresOf(files, dates)
	categories, categoryNames := categoriesOf(files, &site, dates, found)
	locations, locationNames := locationsOf(files, &site, dates, found)
	ownNeeds := needsOf(files, categoryNames, &site, found)
	site.Feeds = feedsOf(files, categoryNames, locationNames, found)
	s := &setting{site: &site, env: env, dates: dates, now: now, pictures: pictures, daysOff: daysOff, categories: categoryNames, locations: locationNames}
	organizations, organizationNames := organizationsOf(files, s, found)
	inTown := &listingSetting{s, organizationNames}
	listings := identify(files, found)
	before, removed := inherit(past.listings, listings)
	opportunities := opportunitiesOf(listings, before, inTown, found)
	gone := removedOf(removed, inTown)
	was := directoryBefore{inTown, listings.names, env, past.records}
	was.judge(found)
	vanished := was.vanished()
	pages := pagesOf(files, s, found)
	crowds(found)
	unchecked(found, dates)

	slices.Sort(found.leftOut)
	directory := &catalog.Catalog{
		Site: site, Media: media, Closures: closures, Needs: ownNeeds, Categories: categories, Locations: locations, Organizations: organizations,
		Opportunities: byID(opportunities, gone), Pages: pages, LeftOut: slices.Compact(found.leftOut), Vanished: vanished,
	}
	lookAlikes(directory, found)
	return directory, found
}

// setting is what listings are resolved in.
type setting struct {
	site       *catalog.Site
	env        format.Env // that the files were read by
	dates      dates
	now        time.Time // zero = warnings that depend on it are not given
	pictures   *pictures
	daysOff    map[string][]schedule.DateSpan // by id of the closure
	categories *index[*catalog.Category]
	locations  *index[*catalog.Location]
}

// listingSetting is what opportunities are resolved in.
type listingSetting struct {
	*setting
	organizations *index[*organization]
}

// dates is what is known of when files were written.
type dates struct {
	history *history.History // nil = nothing
	edited  map[string]bool  // files that were saved since git was asked
}

// of adds what git knows of a record. It returns whether anybody can tell when the
// record was last true.
func (d dates) of(record *catalog.Record) (known bool) {
	if dates, ok := d.history.Of(recordName(record.File, record.ID), record.File); ok {
		record.Added, record.Created, record.Changed, record.Changes, record.Edited = dates.Added, dates.Created, dates.Changed, dates.Changes, dates.Edited
	}
	record.Edited = record.Edited || d.edited[record.File]
	// A record that got another id and another text is a new one to git.
	for _, id := range record.Formerly {
		before, ok := d.history.Of(recordName(record.File, id), "")
		if ok && !before.Added.IsZero() && !record.Added.IsZero() && before.Added.Before(record.Added) {
			record.Added, record.Created = before.Added, before.Created
		}
	}
	return !record.Checked.Date.IsZero() || !record.Added.IsZero()
}

// translated dates a record by a translation of it, too.
func (d dates) translated(record *catalog.Record, file string) {
	dates, ok := d.history.Of(recordOf(file), file)
	if !ok {
		return
	}
	record.Changes += dates.Changes
	if dates.Changed.After(record.Changed) {
		record.Changed = dates.Changed
	}
	record.Edited = record.Edited || dates.Edited
}

// revision is what git knows of an entry of a table.
func (d dates) revision(file, id string) catalog.Revision {
	dates, _ := d.history.Of(file+"/"+id, file)
	return catalog.Revision{At: dates.Changed, Changes: dates.Changes}
}

// siteRevision is when what calendar entries take from site.yaml last changed.
func (d dates) siteRevision() (out catalog.Revision) {
	for _, field := range []string{"id", "url", "title", "languages", "timezone", "country", "review"} {
		one := d.revision("site.yaml", field)
		out.Changes += one.Changes
		if one.At.After(out.At) {
			out.At = one.At
		}
	}
	return out
}

// unchecked warns of records that nobody can tell the age of.
func unchecked(found *findings, dates dates) {
	if found.undated == 0 || dates.history != nil {
		return
	}
	listings := "one listing was"
	if found.undated > 1 {
		listings = fmt.Sprintf("%d listings were", found.undated)
	}
	found.report("not-checked", "", format.Position{}, fmt.Sprintf("without git and without “checked”, nobody can tell when %s last true", listings),
		"keep the folder in git, or add to each listing a line such as checked: 2026-11-03")
}

// zoneOf is the zone of the first place, else the site's.
func (s *setting) zoneOf(places []*catalog.Location) *time.Location {
	if len(places) > 0 && places[0].Zone != nil {
		return places[0].Zone
	}
	return s.site.Zone
}

// alertOf resolves an announcement; nil = there is none.
func alertOf(a *format.AlertDraft, zone *time.Location) *catalog.Alert {
	if a == nil || len(a.Text) == 0 {
		return nil
	}
	out := a.Alert
	out.From, out.Until = a.From.Begin(zone), a.Until.End(zone)
	return &out
}
