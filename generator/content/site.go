package content

import (
	"fmt"
	"io/fs"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/format"
	"corkboard/generator/problem"
	"corkboard/generator/schedule"
)

// siteOf makes the site, with what it must have.
func siteOf(files []*format.Records, pictures *pictures, dates dates, found *findings) catalog.Site {
	site, file := catalog.Site{}, ""
	draft := siteDraft(files)
	where := "create site.yaml with the line "
	if draft != nil {
		site, file, where = draft.Site, "site.yaml", "add the line "
	}
	warn := func(rule, text, hint string) { found.report(rule, file, format.Position{}, text, hint) }
	if site.ID == "" {
		site.ID = "corkboard"
		warn("site-without-id", "the site has no id, and calendars tell entries of two sites apart by it", where+"id: and a name that will never change, such as id: elm-town")
	}
	if site.URL == "" {
		site.URL = "http://localhost:1313"
		warn("site-without-url", "the site does not say where it is published, so feeds and share links lead nowhere", where+"url: https://… with its address")
	}
	if site.Zone == nil {
		site.Zone = time.UTC
		warn("site-without-timezone", "the site has no time zone, so all times are read as UTC", where+"timezone: and continent and city, such as timezone: America/New_York")
	}
	if len(site.Languages) == 0 {
		site.Languages = []string{"en"}
	}
	if len(site.Title) == 0 {
		site.Title = catalog.Text{{Lang: site.Languages[0], Value: "Corkboard"}}
	}
	if draft != nil {
		site.Alert = alertOf(draft.AlertDraft, site.Zone)
		pictures.check(file, draft.Pictures, found)
	}
	site.Revision = dates.siteRevision()
	return site
}

// siteDraft is what site.yaml says; nil = it is not there.
func siteDraft(files []*format.Records) *format.SiteDraft {
	for _, f := range files {
		if f.Site != nil {
			return f.Site
		}
	}
	return nil
}

// feedsOf resolves the combinations that a site declares calendars for.
func feedsOf(files []*format.Records, categories *index[*catalog.Category], locations *index[*catalog.Location], found *findings) []catalog.FeedSet {
	draft := siteDraft(files)
	if draft == nil {
		return nil
	}
	names := newIndex[string]("feed", "", len(draft.FeedDrafts))
	for _, d := range draft.FeedDrafts {
		names.byID[d.ID] = d.ID
	}
	var out []catalog.FeedSet
	for _, d := range draft.FeedDrafts {
		set, broken := d.FeedSet, false
		set.Formerly, _ = names.formerly("site.yaml", d.ID, d.FormerIDs, d.ID, found)
		set.Categories = categories.all("site.yaml", d.CategoryRefs, &broken, found)
		set.Locations = locations.all("site.yaml", d.LocationRefs, &broken, found)
		if !broken {
			out = append(out, set)
		}
	}
	return out
}

// closuresOf are the named days off, as they were written and by id.
func closuresOf(files []*format.Records, dates dates) ([]catalog.Closure, map[string][]schedule.DateSpan) {
	var list []catalog.Closure
	days := map[string][]schedule.DateSpan{}
	for _, f := range files {
		for _, c := range f.Closures {
			closure := c.Closure
			closure.Revision = dates.revision(f.Path, c.ID)
			closure.Days = schedule.Runs(c.Days)
			list = append(list, closure)
			days[c.ID] = closure.Days
		}
	}
	return list, days
}

// pictures are the files of the media folder.
type pictures struct {
	there    map[string]bool // by path
	paths    []string        // in order
	compared int             // paths that a misspelled one was compared with so far
}

func mediaOf(files []*format.Records) ([]catalog.Media, *pictures) {
	var list []catalog.Media
	known := &pictures{there: map[string]bool{}}
	for _, f := range files {
		if f.Media == nil {
			continue
		}
		known.there[f.Path] = true
		if !f.Media.Unreadable {
			list = append(list, *f.Media)
			known.paths = append(known.paths, f.Path)
		}
	}
	return list, known
}

// check reports pictures that are not there.
func (p *pictures) check(file string, wanted []format.Ref, found *findings) {
	for _, w := range wanted {
		if p.there[w.Text] {
			continue
		}
		found.search("file-not-found", file, w, fmt.Sprintf("there is no file “%s”", format.Clip(w.Text)), func() (hint, with string) { return p.near(w) })
		found.problems[len(found.problems)-1].old = w.Key
	}
}

// near proposes the path that was probably meant.
func (p *pictures) near(w format.Ref) (hint, with string) {
	if p.compared < mostCompared {
		p.compared += len(p.paths)
		if near, ok := problem.Nearest(w.Text, p.paths); ok {
			return "did you mean “" + near + "”?", near
		}
	}
	return "put the file there, or correct the path", ""
}

// Today is the moment that a demonstration is of: noon, in the zone of the site,
// of the day that site.yaml gives as “today”. False = the site lives. What is
// wrong with site.yaml is for Load to report.
func Today(fsys fs.FS) (time.Time, bool) {
	site := readSite(fsys)
	if site == nil || site.Site == nil || site.Site.Today.IsZero() {
		return time.Time{}, false
	}
	zone := site.Site.Zone
	if zone == nil {
		zone = time.UTC
	}
	return site.Site.Today.At(schedule.Clock(12*60), zone), true
}
