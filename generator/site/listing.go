package site

import (
	"slices"

	"corkboard/generator/catalog"
	"corkboard/generator/schedule"
	"corkboard/generator/views"
)

// planListings gives every listing and organization its page, in the first
// language and in those it is translated to.
func (s *Site) planListings() {
	for _, w := range s.listings {
		for _, l := range s.languages {
			if l.speaks(w.Title) {
				s.page(l, listingPath(w.ID), w.File, w.shown, func() views.View {
					if w.Removed {
						return s.removedView(l, w)
					}
					return s.listingView(l, w)
				})
			}
		}
		if w.everDated() {
			s.eventCalendar(w)
		}
	}
	for _, o := range s.owners {
		for _, l := range s.languages {
			if l.speaks(o.Name) {
				s.page(l, organizationPath(o.ID), o.File, o.shown, func() views.View { return s.organizationView(l, o) })
			}
		}
	}
}

// removedView stands where a listing was. Whoever has the address learns that it
// is no more, and nothing else of it.
func (s *Site) removedView(l *language, w *listing) views.View {
	title := l.phrase(w.Title)
	v := &views.Own{
		Frame:   s.frame(l, "page", listingPath(w.ID), s.prefix(l, w)+title.Text, w.Title),
		Heading: views.Phrase{Text: s.prefix(l, w) + title.Text, Lang: title.Lang},
		Body:    views.Prose{Source: s.removedNotice(l, w), Base: s.base},
	}
	v.Crumbs = append(v.Crumbs, s.named(l, directionPath(w.Kind.Direction()), "direction."+string(w.Kind.Direction())))
	v.NoIndex, v.Sensitive = true, w.sensitive
	return v
}

func (s *Site) removedNotice(l *language, w *listing) string {
	return l.words.T("site.notice.removed", "date", l.words.Day(schedule.DateOf(w.Changed.In(s.zone))))
}

func (s *Site) listingView(l *language, w *listing) views.View {
	o := w.Opportunity
	direction := o.Kind.Direction()
	title := l.phrase(o.Title)
	v := &views.Listing{
		Frame:     s.frame(l, "opportunity", listingPath(o.ID), s.prefix(l, w)+title.Text, o.Title),
		ID:        o.ID,
		Title:     title,
		Prefix:    s.prefix(l, w),
		Status:    s.status(w),
		Direction: string(direction),
		DirName:   s.named(l, directionPath(direction), "direction."+string(direction)),
		KindName:  s.named(l, kindPath(o.Kind), "kind."+string(o.Kind)),
		KindLine:  l.words.T("kind_line." + string(o.Kind)),
		Summary:   l.phrase(o.Summary),
		Image:     s.picture(l, &o.Image),
		When:      s.when(l, w),
		For:       s.forWhom(l, o),
		Exchange:  s.exchange(l, o),
		Say:       say(l, o.Say),
		Cost:      s.costs(l, o),
		Access:    s.accessFacts(l, features(o), o.Access.Note),
		Research:  s.researchFacts(l, o.Research),
		Safety:    l.phrase(o.Safety),
		Host:      l.phrase(o.Host),
		Body:      s.prose(l, o.Body),
		Tags:      o.Tags,
		Outcome:   s.outcome(l, w),
		Checked:   s.checkedLine(l, &o.Record, w.checked),
	}
	v.CheckedState = w.checked.state.String()
	v.Section = string(direction)
	v.Sensitive = w.sensitive
	v.NoIndex = !w.shown
	if !w.sensitive {
		v.Description = short(v.Summary.Text)
	}
	v.Crumbs = append(v.Crumbs, v.DirName, v.KindName)
	v.PageAlerts = s.placeAlerts(l, w.locations)
	for _, by := range o.Organizations {
		v.By = append(v.By, s.ownerLink(l, by))
		if a := s.alert(l, by.Alert, l.phrase(by.Name)); a != nil {
			v.PageAlerts = append(v.PageAlerts, *a)
		}
	}
	for _, id := range o.Missing {
		v.By = append(v.By, plainLink(id))
	}
	for _, p := range o.Locations {
		place := s.place(l, p)
		place.Access = nil // stands among the listing's own access facts
		v.Where = append(v.Where, place)
	}
	if len(v.Where) > 0 {
		v.Where[0].Arrive = l.phrase(o.Arrive)
	}
	s.online(l, o, v)
	v.Contacts, v.ContactNote = s.reach(l, o)
	for _, step := range o.Steps {
		v.Steps = append(v.Steps, l.phrase(step))
	}
	for _, c := range w.categories {
		v.Categories = append(v.Categories, s.categoryLink(l, c))
	}
	v.Links = s.links(l, o.Links)
	v.Notices = s.notices(l, w)
	for _, related := range o.Related {
		if r := s.find(related); r != nil {
			v.Related = append(v.Related, s.card(l, r))
		}
	}
	v.Others = s.cardsOf(l, s.others(w))
	v.OthersLabel = l.words.T("site.others")
	v.Act = s.act(l, w)
	if w.dated {
		v.Feeds = append(v.Feeds, views.FeedLink{Type: "text/calendar", Title: title.Text, URL: v.Act.Calendar})
	}
	if !w.sensitive {
		v.JSONLD = s.listingJSONLD(l, w, v)
	}
	return v
}

func (s *Site) online(l *language, o *catalog.Opportunity, v *views.Listing) {
	v.OnlineNote = l.phrase(o.Online.Note)
	switch {
	case o.Online.URL != "":
		v.Online = &views.Contact{Kind: "web", Text: hostOf(o.Online.URL), URL: o.Online.URL}
		if o.Online.Phone != "" {
			v.Online.Detail = o.Online.Phone
		}
	case o.Online.Phone != "":
		v.Online = &views.Contact{Kind: "call", Text: o.Online.Phone, URL: "tel:" + dialable(o.Online.Phone)}
	case o.Remote == catalog.Remotely || o.Remote == catalog.Hybrid:
		v.Online = &views.Contact{Text: l.words.T("remote." + string(o.Remote))}
	}
}

// notices are what a reader has to know before anything else.
func (s *Site) notices(l *language, w *listing) []views.Notice {
	var out []views.Notice
	say := func(id, t string) { out = append(out, views.Notice{ID: id, Text: text(t)}) }
	if w.urgent && !w.ended {
		say("urgent", l.words.T("site.urgent"))
	}
	if status := s.status(w); status != "" && status != "ended" {
		line := l.words.T("site.notice." + status)
		if note := l.phrase(w.StatusNote); note.Text != "" {
			line = l.words.T("site.with_note", "text", line, "note", note.Text)
		}
		say(status, line)
	} else if note := l.phrase(w.StatusNote); note.Text != "" {
		out = append(out, views.Notice{ID: "status", Text: note})
	}
	if w.ended && w.Status != catalog.Cancelled {
		say("ended", l.words.T("site.notice.ended"))
	}
	if !w.ended {
		switch w.checked.state {
		case stale:
			say("stale", l.words.T("site.notice.stale", "date", l.words.Day(w.checked.date)))
		case dormant:
			say("dormant", l.words.T("site.notice.dormant", "date", l.words.Day(w.checked.date)))
		case unchecked:
			say("unknown", l.words.T("site.notice.unchecked"))
		}
	}
	for _, by := range w.Organizations {
		if by.Status != "" && by.Status != "active" {
			say("organization", l.words.T("site.notice.organization", "name", l.phrase(by.Name).Text,
				"status", l.words.T("organization_status."+string(by.Status))))
		}
	}
	return out
}

// others are three listings to try when this one is closed: of the same
// direction, those that share most of category, place and day.
func (s *Site) others(w *listing) []*listing {
	const wanted, looked = 3, 40
	var best [wanted]*listing
	var scores [wanted]int
	consider := func(list []*listing) {
		for _, o := range list[:min(looked, len(list))] {
			if o == w || !o.open || o.Kind.Direction() != w.Kind.Direction() || slices.Contains(best[:], o) {
				continue
			}
			score := w.alike(o)
			for i := range best {
				if best[i] == nil || score > scores[i] {
					copy(best[i+1:], best[i:])
					copy(scores[i+1:], scores[i:])
					best[i], scores[i] = o, score
					break
				}
			}
		}
	}
	if len(w.categories) > 0 {
		for _, p := range w.locations[:min(1, len(w.locations))] {
			consider(of(s.sets.crossings, crossing{p, w.categories[0]}).shown)
		}
		consider(of(s.sets.categories, w.categories[0]).shown)
	}
	if best[wanted-1] == nil {
		consider(of(s.sets.kinds, w.Kind).shown)
	}
	return slices.DeleteFunc(best[:], func(o *listing) bool { return o == nil })
}

// takesPeople reports whether a listing of that status still does.
func takesPeople(status catalog.Status) bool {
	switch status {
	case catalog.Full, catalog.Paused, catalog.Cancelled, catalog.Postponed:
		return false
	}
	return true
}

// alike counts what two listings share: subjects before places, kind and day.
func (w *listing) alike(o *listing) int {
	score := 0
	for _, c := range w.categories {
		if slices.Contains(o.categories, c) {
			score += 3
		}
	}
	for _, p := range w.locations {
		if slices.Contains(o.locations, p) {
			score++
		}
	}
	if o.Kind == w.Kind {
		score++
	}
	if w.next != nil && o.next != nil && w.next.On == o.next.On {
		score++
	}
	return score
}

func (s *Site) links(l *language, list []catalog.Link) []views.Link {
	var out []views.Link
	for _, k := range list {
		label := l.phrase(k.Label)
		if label.Text == "" {
			label = text(hostOf(k.URL))
		}
		out = append(out, views.Link{Phrase: label, URL: k.URL})
	}
	return out
}

// prose is the body for readers of l: theirs, else the first one.
func (s *Site) prose(l *language, bodies []catalog.Body) views.Prose {
	if len(bodies) == 0 {
		return views.Prose{}
	}
	best := bodies[0]
	for _, b := range bodies {
		if sameLanguage(b.Lang, l.tag) {
			best = b
			break
		}
	}
	p := views.Prose{Source: best.Source, Base: s.base}
	if !sameLanguage(best.Lang, l.tag) {
		p.Lang = best.Lang
	}
	return p
}

func (s *Site) picture(l *language, image *catalog.Image) *views.Picture {
	if image.File == "" {
		return nil
	}
	alt := l.phrase(image.Alt)
	p := &views.Picture{URL: s.mediaURL(image.File), Alt: alt.Text, Lang: alt.Lang}
	if m, ok := s.media(image.File); ok {
		p.Width, p.Height = m.Width, m.Height
	}
	return p
}

func (s *Site) mediaURL(file string) string { return s.base + pathOf(file) }

func (s *Site) media(file string) (catalog.Media, bool) {
	i, ok := slices.BinarySearchFunc(s.catalog.Media, file, func(m catalog.Media, f string) int {
		switch {
		case m.Path < f:
			return -1
		case m.Path > f:
			return 1
		}
		return 0
	})
	if !ok {
		return catalog.Media{}, false
	}
	return s.catalog.Media[i], true
}

// Media returns what is known of a media file and its address, for pictures
// inside a text.
func (s *Site) Media(file string) (url string, width, height int, ok bool) {
	m, ok := s.media(file)
	return s.mediaURL(file), m.Width, m.Height, ok
}

// act is what a reader can do with a listing.
func (s *Site) act(l *language, w *listing) views.Act {
	o := w.Opportunity
	a := views.Act{Print: true}
	if s.serves("suggest") {
		a.Again = l.url(suggestPath) + "#" + string(o.Kind)
	}
	if w.dated {
		a.Calendar = s.languages[0].url(listingPath(o.ID) + eventFile)
	}
	title := l.phrase(o.Title).Text
	if !w.sensitive {
		a.ShareText = s.prefix(l, w) + title
	}
	s.actOnFile(l, &a, title, s.at(s.languages[0].url(listingPath(o.ID))), o.File)
	return a
}

// actOnFile says how to correct what a file says: always by mail, and in the
// repository when there is one.
func (s *Site) actOnFile(l *language, a *views.Act, title, page, file string) {
	if address := s.catalog.Site.Contact.Email; address != "" {
		a.SuggestMail = mailto(address, l.words.T("site.mail.change_subject", "title", title), l.words.T("site.mail.change_body", "page", page))
		a.ReportMail = mailto(address, l.words.T("site.mail.report_subject", "title", title), l.words.T("site.mail.report_body", "page", page))
	}
	a.EditURL = s.editURL(file)
}
