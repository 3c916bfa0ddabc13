package site

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/schedule"
	"corkboard/generator/views"
)

// planTasks adds the pages for those who keep the directory true, and for
// those who want to know what came of it.
func (s *Site) planTasks() {
	s.inEveryLanguage(outcomesPath, true, s.outcomesView)
	s.inEveryLanguage(newPath, true, s.newView)
	s.inEveryLanguage(checkingPath, false, s.checkingView)
	s.inEveryLanguage(gapsPath, true, s.gapsView)
	s.inEveryLanguage(suggestPath, true, s.suggestView)
	for _, l := range s.languages {
		if s.serves("outcomes") {
			s.outcomesFeed(l)
		}
		s.siteFeeds(l)
	}
}

// tells reports whether a listing is of a kind that people are owed an answer
// for, or has one.
func tells(w *listing) bool {
	return w.Outcome != nil || w.Kind == catalog.Consultation || w.Kind == catalog.Study
}

func hasOutcome(w *listing) bool {
	return w.Outcome != nil && (len(w.Outcome.Text) > 0 || w.Outcome.URL != "")
}

// withOutcome are the listings whose outcome is told, the newest first.
func (s *Site) withOutcome() []*listing {
	var out []*listing
	for _, w := range s.listings {
		if w.Listed && hasOutcome(w) {
			out = append(out, w)
		}
	}
	slices.SortStableFunc(out, func(a, b *listing) int { return b.Outcome.Date.Compare(a.Outcome.Date) })
	return out
}

// maxRows keeps a page of rows within its byte budget.
const maxRows = 100

func (s *Site) outcomesView(l *language) views.View {
	v := &views.Outcomes{Frame: s.standing(l, "outcomes", outcomesPath)}
	told := s.withOutcome()
	for _, w := range told[:min(maxRows, len(told))] {
		v.Done = append(v.Done, views.OutcomeRow{Card: s.card(l, w), Outcome: *s.outcome(l, w)})
	}
	for _, w := range s.listings {
		switch {
		case !w.Listed || !tells(w) || hasOutcome(w):
		case s.owesOutcome(w) || w.ended:
			if o := s.outcome(l, w); o != nil && len(v.Waiting) < maxRows {
				v.Waiting = append(v.Waiting, views.OutcomeRow{Card: s.card(l, w), Outcome: *o})
			}
		case w.shown && len(v.Open) < maxRows:
			v.Open = append(v.Open, s.card(l, w))
		}
	}
	v.Feeds = []views.FeedLink{{Type: "application/atom+xml", Title: v.PageTitle, URL: l.url(outcomesPath + atomFile)}}
	return v
}

// addedOn is the day a listing came to the directory; false when git does not
// know it.
func (s *Site) addedOn(r *catalog.Record) (schedule.Date, bool) {
	if r.Added.IsZero() {
		return schedule.Date{}, false
	}
	return schedule.DateOf(r.Added.In(s.zone)), true
}

// byAge sorts listings by when they were added, the latest first; without git
// by their last check.
func byAge(a, b *listing) int {
	if c := b.Added.Compare(a.Added); c != 0 {
		return c
	}
	return cmp.Or(b.checked.date.Compare(a.checked.date), strings.Compare(a.ID, b.ID))
}

func (s *Site) newView(l *language) views.View {
	v := &views.Newest{Frame: s.standing(l, "new", newPath)}
	for _, w := range s.latest(s.shown) {
		heading := l.words.T("site.added_unknown")
		id := "undated"
		if day, ok := s.addedOn(&w.Record); ok {
			heading, id = l.words.Day(day), "d"+day.String()
		}
		if n := len(v.Days); n == 0 || v.Days[n-1].ID != id {
			v.Days = append(v.Days, views.Group{Heading: heading, ID: id})
		}
		last := &v.Days[len(v.Days)-1]
		last.Cards = append(last.Cards, s.card(l, w))
	}
	return v
}

// checkingView is the call sheet: one call an organization, with everything
// that should be asked in it.
func (s *Site) checkingView(l *language) views.View {
	v := &views.NeedsChecking{Frame: s.standing(l, "needs-checking", checkingPath)}
	v.NoIndex = true
	calls := map[*catalog.Organization]*views.Call{}
	var order []*catalog.Organization
	callOf := func(o *catalog.Organization) *views.Call {
		if calls[o] == nil {
			c := &views.Call{}
			if o != nil {
				c.Link = s.ownerLink(l, o)
				c.Contacts = s.contacts(l, o.Phones, o.Emails, o.URL)
			}
			calls[o] = c
			order = append(order, o)
		}
		return calls[o]
	}
	for _, o := range s.owners {
		if o.Listed && o.Status != "closed" && o.Status != "merged" && o.checked.state != fresh {
			c := callOf(o.Organization)
			c.Rows = append(c.Rows, views.CallRow{Link: s.ownerLink(l, o.Organization), State: o.checked.state.String(), Why: s.why(l, o.checked), File: o.File,
				Ask: s.ask(l, "hours", "contacts", "places")})
		}
	}
	for _, w := range s.listings {
		owes := s.owesOutcome(w)
		if !w.Listed || !owes && (w.ended || w.checked.state == fresh) {
			continue
		}
		var by *catalog.Organization
		if len(w.Organizations) > 0 {
			by = w.Organizations[0]
		}
		c := callOf(by)
		if by == nil {
			c.Contacts, _ = s.reach(l, w.Opportunity)
		}
		row := views.CallRow{Link: s.link(l, w), State: w.checked.state.String(), Why: s.why(l, w.checked), File: w.File}
		if owes {
			row.State, row.Why, row.Ask = "outcome", l.words.T("site.check.outcome"), s.ask(l, "outcome")
		} else {
			row.Ask = s.ask(l, questions(w)...)
		}
		c.Rows = append(c.Rows, row)
	}
	keys := map[*catalog.Organization]string{}
	for _, o := range order {
		if o != nil {
			keys[o] = string(l.words.SortKey(calls[o].Text))
		}
	}
	slices.SortFunc(order, func(a, b *catalog.Organization) int {
		if a == nil || b == nil {
			return before(b == nil, a == nil)
		}
		return cmp.Or(strings.Compare(keys[a], keys[b]), strings.Compare(a.ID, b.ID))
	})
	for _, o := range order {
		c := *calls[o]
		if o == nil {
			c.Link = plainLink(l.words.T("site.check.neighbours"))
		}
		v.Count += len(c.Rows)
		if len(v.Calls) < maxRows {
			v.Calls = append(v.Calls, c)
		}
	}
	// A call takes about four minutes, each further question one.
	minutes := 4*len(order) + max(0, v.Count-len(order))
	v.Minutes = l.words.N("site.check.minutes", minutes)
	return v
}

func (s *Site) why(l *language, c checked) string {
	if c.date.IsZero() {
		return l.words.T("site.check.never")
	}
	return l.words.T("site.check.last", "date", l.words.Day(c.date))
}

// questions are what to ask about a listing, by what it says.
func questions(w *listing) []string {
	out := []string{"still"}
	if w.dated || len(w.Hours) > 0 {
		out = append(out, "times")
	}
	if len(w.Locations) > 0 {
		out = append(out, "place")
	}
	if w.Kind == catalog.GetHelpKind {
		out = append(out, "barriers")
	}
	return append(out, "contacts")
}

func (s *Site) ask(l *language, what ...string) []string {
	out := make([]string, len(what))
	for i, w := range what {
		out[i] = l.words.T("site.ask." + w)
	}
	return out
}

// maxColumns keeps the table of gaps within a page.
const maxColumns = 8

// gapsView shows where nobody offers anything: top categories by towns.
func (s *Site) gapsView(l *language) views.View {
	v := &views.Gaps{Frame: s.standing(l, "gaps", gapsPath), Suggest: s.urlIf(l, suggestPath)}
	var towns []*catalog.Location
	for _, p := range s.catalog.Locations {
		if isTown(p) || p.Parent == nil && len(p.Children) == 0 {
			towns = append(towns, p)
		}
	}
	if len(towns) == 0 {
		towns = s.topLocations()
	}
	slices.SortStableFunc(towns, func(a, b *catalog.Location) int {
		return len(of(s.sets.locations, b).shown) - len(of(s.sets.locations, a).shown)
	})
	towns = towns[:min(maxColumns, len(towns))]
	for _, p := range towns {
		v.Columns = append(v.Columns, s.placeLink(l, p))
	}
	for _, c := range s.topCategories() {
		row := views.GapRow{Link: s.categoryLink(l, c)}
		for _, p := range towns {
			cell := views.GapCell{}
			if t := s.sets.crossings[crossing{p, c}]; t != nil {
				cell = views.GapCell{Count: len(t.shown), URL: l.url(crossingPath(p.ID, c.ID))}
			}
			row.Cells = append(row.Cells, cell)
		}
		v.Rows = append(v.Rows, row)
	}
	return v
}

func (s *Site) suggestView(l *language) views.View {
	v := &views.Suggest{Frame: s.standing(l, "suggest", suggestPath)}
	who := s.catalog.Site.Contact
	v.Contact, v.Replies = l.phrase(who.Name), l.phrase(who.Replies)
	v.Address = who.Email
	if who.Phone != "" {
		v.Phone = &views.Contact{Kind: "call", Text: who.Phone, URL: "tel:" + dialable(who.Phone)}
	}
	for _, k := range catalog.Kinds {
		v.Kinds = append(v.Kinds, views.KindChoice{ID: string(k.Kind), Name: l.words.T("kind." + string(k.Kind)),
			Line: l.words.T("kind_line." + string(k.Kind)), Direction: string(k.Direction)})
	}
	template := ""
	if s.options.Scaffold != nil {
		template = s.options.Scaffold(catalog.Event)
		v.Templates = append(v.Templates,
			views.Template{Title: l.words.T("site.template.dated"), Text: template, File: listingsPath + "my-listing.yaml"},
			views.Template{Title: l.words.T("site.template.help"), Text: s.options.Scaffold(catalog.GetHelpKind), File: listingsPath + "my-listing.yaml"},
			views.Template{Title: l.words.T("site.template.organization"), Text: s.options.Scaffold(catalog.KindOrganization), File: organizationsPath + "my-organization.yaml"},
		)
	}
	if who.Email != "" {
		v.Mail = mailto(who.Email, l.words.T("site.mail.new_subject"), l.words.T("site.mail.new_body"))
	}
	v.NewFile = s.newFileURL("opportunities", "my-listing.yaml", template)
	return v
}

// planOwnPages adds the site's own Markdown pages.
func (s *Site) planOwnPages() {
	for _, p := range s.catalog.Pages {
		for _, l := range s.languages {
			if l.speaks(p.Title) {
				s.page(l, p.ID+"/", p.File, true, func() views.View {
					v := &views.Own{Frame: s.frame(l, "page", p.ID+"/", l.phrase(p.Title).Text, p.Title), Heading: l.phrase(p.Title), Body: s.prose(l, p.Body)}
					v.Description = short(l.phrase(p.Summary).Text)
					return v
				})
			}
		}
	}
	s.planRedirects()
}

// rfc3339 prints an instant in UTC; "" for none.
func rfc3339(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}
