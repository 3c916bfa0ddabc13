package site

import (
	"slices"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/schedule"
	"corkboard/generator/views"
)

// planFront adds the pages that lead to everything else.
func (s *Site) planFront() {
	s.inEveryLanguage(homePath, true, s.homeView)
	s.inEveryLanguage(helpNowPath, true, s.helpNowView)
	s.inEveryLanguage(categoriesPath, true, s.categoriesView)
	s.inEveryLanguage(locationsPath, true, s.locationsView)
	s.inEveryLanguage(searchPath, true, s.searchView)
	s.inEveryLanguage(subscribePath, true, s.subscribeView)
	s.planCalendars()
	s.inEveryLanguage(notFoundPath, false, s.notFoundView)
}

// Home shows a glance: whoever wants all of it has one link to follow.
const (
	homeUrgent = 6
	homeDay    = 6
)

func (s *Site) homeView(l *language) views.View {
	title := l.chrome.Title
	v := &views.Home{Frame: s.frame(l, "home", homePath, title.Text, nil), Intro: l.phrase(s.catalog.Site.Summary), Calendar: l.url(calendarPath), All: l.url(listingsPath)}
	v.Crumbs = nil
	v.Description = short(l.phrase(s.catalog.Site.Tagline).Text)
	if v.Intro.Text == "" {
		v.Intro = l.chrome.Tagline
	}
	for _, w := range s.shown {
		if !w.urgent {
			break // urgent ones stand first
		}
		if !w.sensitive && len(v.Urgent) < homeUrgent {
			v.Urgent = append(v.Urgent, s.card(l, w))
		}
	}
	v.Week = s.days(l, s.today, 7, agenda{keep: func(w *listing) bool { return !w.sensitive }, limit: homeDay, once: true})
	for _, d := range catalog.Directions {
		v.Directions = append(v.Directions, views.Term{
			Link: s.named(l, directionPath(d), "direction."+string(d)), ID: string(d),
			Count: len(of(s.sets.directions, d).shown), Summary: text(l.words.T("direction_line." + string(d))),
		})
	}
	for _, c := range s.topCategories() {
		v.Categories = append(v.Categories, s.categoryTerm(l, c, nil))
	}
	for _, p := range s.topLocations() {
		t := s.locationTerm(l, p, false)
		for _, child := range p.Children {
			t.Children = append(t.Children, s.locationTerm(l, child, false))
		}
		v.Locations = append(v.Locations, t)
	}
	v.Listings = len(s.shown)
	for _, o := range s.owners {
		if o.shown {
			v.Organizations++
		}
	}
	v.Feeds = []views.FeedLink{
		{Type: "application/atom+xml", Title: title.Text, URL: l.url(atomFile)},
		{Type: "application/feed+json", Title: title.Text, URL: l.url(jsonFeedFile)},
		{Type: "text/calendar", Title: title.Text, URL: l.url(calendarFile)},
	}
	v.JSONLD = s.siteJSONLD(l)
	return v
}

// helpNowView: emergency numbers, then get-help listings open now or next, those
// without a barrier first, then those to phone about.
func (s *Site) helpNowView(l *language) views.View {
	v := &views.HelpNow{Frame: s.standing(l, "help-now", helpNowPath)}
	var soon, phone []*listing
	for _, w := range of(s.sets.kinds, catalog.GetHelpKind).shown {
		switch {
		case w.Status == catalog.Cancelled || w.Status == catalog.Full || w.Status == catalog.Postponed || w.Status == catalog.Paused:
		case w.next != nil:
			soon = append(soon, w)
		default:
			phone = append(phone, w)
		}
	}
	slices.SortStableFunc(soon, func(a, b *listing) int {
		if c := helpDay(s, a) - helpDay(s, b); c != 0 {
			return c
		}
		if c := barriers(a) - barriers(b); c != 0 {
			return c
		}
		return a.next.Start.Compare(b.next.Start)
	})
	slices.SortStableFunc(phone, func(a, b *listing) int { return barriers(a) - barriers(b) })
	v.Groups = nonEmptyGroups(
		views.Group{Heading: l.words.T("site.help.soon"), ID: "soon", Cards: s.helpCards(l, soon)},
		views.Group{Heading: l.words.T("site.help.phone"), ID: "phone", Cards: s.helpCards(l, phone)},
	)
	return v
}

// helpDay is how many days off the next time is, all later ones alike.
func helpDay(s *Site, w *listing) int {
	return min(7, max(0, s.today.DaysUntil(schedule.DateOf(w.next.Start.In(s.zone)))))
}

// barriers counts what stands between a person and help; unknown counts half.
func barriers(w *listing) int {
	n := 0
	for _, a := range []catalog.Answer{w.IDNeeded, w.ReferralNeeded, w.BookingNeeded} {
		switch a {
		case catalog.Yes:
			n += 2
		case catalog.Unknown:
			n++
		}
	}
	return n
}

// maxHelp keeps the pocket card printable.
const maxHelp = 40

func (s *Site) helpCards(l *language, list []*listing) []*views.Card {
	var out []*views.Card
	for _, w := range list[:min(maxHelp, len(list))] {
		c := s.card(l, w)
		contacts, _ := s.reach(l, w.Opportunity)
		if i := slices.IndexFunc(contacts, func(c views.Contact) bool { return c.Kind == "call" }); i >= 0 {
			c.Phone = &contacts[i]
		}
		out = append(out, c)
	}
	return out
}

func nonEmptyGroups(groups ...views.Group) []views.Group {
	return slices.DeleteFunc(groups, func(g views.Group) bool { return len(g.Cards) == 0 })
}

func (s *Site) categoriesView(l *language) views.View {
	v := &views.Terms{Frame: s.standing(l, "categories", categoriesPath), Intro: l.words.T("site.about.categories")}
	v.Heading = v.PageTitle
	v.Terms = s.categoryTree(l, s.topCategories())
	return v
}

func (s *Site) locationsView(l *language) views.View {
	v := &views.Terms{Frame: s.standing(l, "locations", locationsPath), Intro: l.words.T("site.about.locations")}
	v.Heading = v.PageTitle
	for _, p := range s.topLocations() {
		v.Terms = append(v.Terms, s.locationTerm(l, p, true))
	}
	return v
}

func (s *Site) searchView(l *language) views.View {
	v := &views.Search{Frame: s.standing(l, "search", searchPath)}
	v.Index, v.Listings, v.Originals, v.Country = l.url(searchFolder), l.url(listingsPath), s.languages[0].url(listingsPath), s.catalog.Site.Country
	v.Words = s.searchWords(l)
	v.Categories = s.categoryTree(l, s.topCategories())
	for _, p := range s.topLocations() {
		v.Locations = append(v.Locations, s.locationTerm(l, p, true))
	}
	v.Kinds = s.kindTerms(l, s.sets.all)
	for _, tag := range sortedKeys(s.sets.languages) {
		v.Languages = append(v.Languages, views.Term{Link: views.Link{Phrase: text(l.words.LanguageName(tag)), URL: l.url(languagePath(tag))}, ID: tag,
			Count: len(s.sets.languages[tag].shown)})
	}
	for _, feature := range catalog.AccessFeatures {
		if t := s.sets.access[feature]; t != nil {
			v.Access = append(v.Access, views.Term{Link: s.named(l, accessPath(feature), "access."+feature), ID: feature, Count: len(t.shown)})
		}
	}
	return v
}

func (s *Site) notFoundView(l *language) views.View {
	v := &views.NotFound{Frame: s.standing(l, "not-found", notFoundPath)}
	v.NoIndex = true
	v.Languages = nil // an address that is nothing is nothing in every language
	v.Links = slices.Concat(leading(s.named(l, homePath, "site.home"), s.named(l, helpNowPath, "site.menu.help_now"), s.named(l, searchPath, "site.menu.search")), l.chrome.Directions, l.chrome.Menu)
	return v
}

// clockKey orders the entries of a day: all-day ones first, then by time.
func clockKey(t time.Time, allDay bool) int {
	if allDay {
		return -1
	}
	return t.Hour()*60 + t.Minute()
}
