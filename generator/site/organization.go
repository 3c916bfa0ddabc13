package site

import (
	"slices"
	"strings"

	"corkboard/generator/catalog"
	"corkboard/generator/views"
)

func (s *Site) organizationView(l *language, o *organization) views.View {
	c := o.Organization
	name := l.phrase(c.Name)
	prefix := s.ownerPrefix(l, o)
	v := &views.Organization{
		Frame:    s.frame(l, "organization", organizationPath(c.ID), prefix+name.Text, c.Name),
		ID:       c.ID,
		Name:     name,
		Prefix:   prefix,
		Status:   statusOfOwner(o),
		Summary:  l.phrase(c.Summary),
		Logo:     s.picture(l, &c.Logo),
		Contacts: s.contacts(l, c.Phones, c.Emails, c.URL),
		Hours:    l.phrase(c.Hours),
		Times:    s.spans(c.Opening, s.envOfOwner(c), 4),
		Body:     s.prose(l, c.Body),
		Links:    s.links(l, c.Links),
		Checked:  s.checkedLine(l, &c.Record, o.checked),
	}
	v.CheckedState = o.checked.state.String()
	v.Section = "organizations"
	v.Sensitive = o.sensitive
	v.NoIndex = !o.shown
	if !o.sensitive {
		v.Description = short(v.Summary.Text)
	}
	v.Crumbs = append(v.Crumbs, s.named(l, organizationsPath, "site.title.organizations"))
	if c.Kind != "" {
		v.KindName = l.words.T("organization_kind." + string(c.Kind))
	}
	for _, aka := range c.Aka {
		v.Aka = append(v.Aka, l.phrase(aka))
	}
	v.PageAlerts = s.placeAlerts(l, o.locations)
	if a := s.alert(l, c.Alert, views.Phrase{}); a != nil {
		v.PageAlerts = append(v.PageAlerts, *a)
	}
	v.Notices = s.ownerNotices(l, o)
	closure := s.closureName(l)
	for i := range c.Opening {
		v.Opening = append(v.Opening, text(l.words.Sentence(&c.Opening[i].Schedule, closure)))
	}
	for _, p := range c.Locations {
		v.Where = append(v.Where, s.place(l, p))
	}
	v.Facts = s.ownerFacts(l, c)
	s.members(l, c, v)
	for _, d := range catalog.Directions {
		g := views.Group{Heading: l.words.T("direction." + string(d)), ID: string(d)}
		for _, w := range o.current {
			if w.Kind.Direction() == d {
				g.Cards = append(g.Cards, s.card(l, w))
			}
		}
		if len(g.Cards) > 0 {
			v.Groups = append(v.Groups, g)
		}
	}
	for _, w := range o.past {
		v.Ended = append(v.Ended, s.card(l, w))
	}
	for _, category := range o.categories {
		v.Categories = append(v.Categories, s.categoryLink(l, category))
	}
	v.Act = views.Act{Print: true}
	if !o.sensitive {
		v.Act.ShareText = name.Text
	}
	s.actOnFile(l, &v.Act, name.Text, s.at(s.languages[0].url(organizationPath(c.ID))), c.File)
	if set := of(s.sets.owners, o.Organization); set.ever > 0 {
		v.Act.Subscribe = s.subscribe(l, organizationPath(c.ID), name.Text, set, true)
		v.Feeds = s.feedLinks(l, organizationPath(c.ID), name.Text, set, true)
	}
	if !o.sensitive {
		v.JSONLD = s.organizationJSONLD(l, o)
	}
	return v
}

func (s *Site) ownerNotices(l *language, o *organization) []views.Notice {
	var out []views.Notice
	if status := statusOfOwner(o); status != "" {
		out = append(out, views.Notice{ID: status, Text: text(l.words.T("site.notice.organization_" + status))})
	}
	switch o.checked.state {
	case stale, dormant:
		out = append(out, views.Notice{ID: o.checked.state.String(), Text: text(l.words.T("site.notice.stale", "date", l.words.Day(o.checked.date)))})
	case unchecked:
		out = append(out, views.Notice{ID: "unknown", Text: text(l.words.T("site.notice.unchecked"))})
	}
	return out
}

func (s *Site) ownerFacts(l *language, c *catalog.Organization) []views.Fact {
	f := &facts{site: s, l: l}
	if c.Parent != nil {
		f.add("parent", s.ownerLink(l, c.Parent))
	}
	var children []views.Link
	for _, child := range c.Children {
		children = append(children, s.ownerLink(l, child))
	}
	f.add("children", children...)
	var serves []views.Link
	for _, p := range c.Serves {
		serves = append(serves, s.placeLink(l, p))
	}
	f.add("serves", serves...)
	if len(c.Languages) > 0 {
		f.words("languages", s.languageNames(l, c.Languages))
	}
	f.text("interpretation", c.Interpretation)
	f.words("founded", c.Founded)
	for _, id := range c.Identifiers {
		f.words("identifier", strings.TrimSpace(id.Scheme+" "+id.Value))
	}
	return mergeFacts(f.list)
}

// members are the partners of an organization, from both sides.
func (s *Site) members(l *language, c *catalog.Organization, v *views.Organization) {
	partners := slices.Concat(c.Partners, c.PartnerOf)
	seen := map[*catalog.Organization]bool{c: true}
	for _, p := range partners {
		if seen[p] {
			continue
		}
		seen[p] = true
		v.Members = append(v.Members, s.ownerCard(l, s.byOwner[p]))
	}
	v.MembersLabel = l.words.T("site.partners")
	if c.Kind == "coalition" {
		v.MembersLabel = l.words.T("site.members")
	}
}

// ownersView is one page of the organizations from A to Z.
func (s *Site) ownersView(l *language, sorted []*organization, number, total int) views.View {
	v := &views.Organizations{Frame: s.standing(l, "organizations", organizationsPath), Count: len(sorted)}
	v.Heading = v.PageTitle
	s.paginate(l, &v.Frame, organizationsPath, number, total)
	v.Pager = s.pager(l, organizationsPath, number, total)
	for _, o := range part(sorted, number) {
		letter := initial(l.phrase(o.Name).Text)
		if n := len(v.Groups); n == 0 || v.Groups[n-1].Heading != letter {
			v.Groups = append(v.Groups, views.Group{Heading: letter, ID: "letter-" + strings.ToLower(letter)})
		}
		last := &v.Groups[len(v.Groups)-1]
		last.Cards = append(last.Cards, s.ownerCard(l, o))
	}
	return v
}

// planOwners lists the organizations, sorted as each language sorts.
func (s *Site) planOwners() {
	var shown []*organization
	for _, o := range s.owners {
		if o.Listed {
			shown = append(shown, o)
		}
	}
	total := pagesOf(len(shown))
	for _, l := range s.languages {
		sorted := onceSorted(l, shown)
		for number := 1; number <= total; number++ {
			s.page(l, numbered(organizationsPath, number), "", true, func() views.View { return s.ownersView(l, sorted(), number, total) })
		}
	}
}
