package page

import (
	"slices"

	"corkboard/generator/address"
	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/jsonld"
	"corkboard/generator/views"
	"corkboard/generator/wording"
)

// Organization is the page of an organization.
func (w *Writer) Organization(o *board.Organization) views.View {
	c := o.Organization
	name := w.Phrase(c.Name)
	prefix := w.OrganizationPrefix(o)
	v := &views.Organization{
		Frame:    w.frame("organization", address.OrganizationPath(c.ID), prefix+name.Text, c.Name),
		ID:       c.ID,
		Name:     name,
		Prefix:   prefix,
		Status:   wording.OrganizationStatus(o),
		Summary:  w.Phrase(c.Summary),
		Logo:     w.Picture(&c.Logo),
		Contacts: w.Contacts(c.Phones, c.Emails, c.URL),
		Hours:    w.Phrase(c.Hours),
		Times:    w.Spans(c.Opening, w.Board.OpeningEnv(c)),
		Body:     w.Prose(c.Body),
		Tags:     c.Tags,
		Links:    w.Links(c.Links),
		Checked:  w.Checked(&c.Record, o.Check),
	}
	v.CheckedState = o.Check.Freshness.String()
	v.Section = "organizations"
	v.Sensitive = o.Sensitive
	v.NoIndex = !o.Shown
	v.Share = nil
	if !o.Sensitive {
		v.Share = w.share(&c.Logo)
		v.Description = wording.Short(v.Summary.Text)
	}
	v.Crumbs = append(v.Crumbs, w.Named(address.OrganizationsPath, "site.title.organizations"))
	if c.Kind != "" {
		v.KindName = w.Words.T("organization_kind." + string(c.Kind))
	}
	for _, aka := range c.Aka {
		v.Aka = append(v.Aka, w.Phrase(aka))
	}
	v.PageAlerts = w.PlaceAlerts(o.AllLocations)
	if a := w.Alert(c.Alert, views.Phrase{}); a != nil {
		v.PageAlerts = append(v.PageAlerts, *a)
	}
	v.Notices = w.OrganizationNotices(o)
	for i := range c.Opening {
		v.Opening = append(v.Opening, wording.Text(w.Sentence(&c.Opening[i])))
	}
	for _, p := range c.Locations {
		v.Where = append(v.Where, w.Place(p))
	}
	v.Facts = w.OrganizationFacts(c)
	w.members(c, v)
	for _, d := range catalog.Directions {
		g := views.Group{Heading: w.Words.T("direction." + string(d)), ID: string(d)}
		for _, l := range o.Current {
			if l.Kind.Direction() == d {
				g.Cards = append(g.Cards, w.Card(l))
			}
		}
		if len(g.Cards) > 0 {
			v.Groups = append(v.Groups, g)
		}
	}
	v.Also = w.alsoThere(o)
	for _, l := range o.Past {
		v.Ended = append(v.Ended, w.Card(l))
	}
	v.Own = w.ExtraFacts(o.Extra)
	for _, category := range o.AllCategories {
		v.Categories = append(v.Categories, w.CategoryLink(category))
	}
	v.Act = views.Act{Print: true, Call: w.CallOrganization(c), Map: firstMap(v.Where)}
	if !o.Sensitive {
		v.Act.ShareText = name.Text
	}
	w.actOnFile(&v.Act, name.Text, w.At.Book().Default().Absolute(address.OrganizationPath(c.ID)), c.File)
	v.Act.Report = w.report(name.Text, address.OrganizationPath(c.ID), c.File, v.Contacts, v.Where, v.Opening)
	if set := w.Board.Sets.Organization(o.Organization); set.Ever > 0 && !o.Sensitive {
		v.Act.Subscribe = w.subscribe(address.OrganizationPath(c.ID), name.Text, set, true)
		v.Feeds = w.feedLinks(address.OrganizationPath(c.ID), name.Text, set, true)
	}
	v.JSONLD = jsonld.Organization(w.Writer, o)
	return v
}

// maxAlso is how many listings of others at a place are on the page of an organization.
const maxAlso = 6

// alsoThere is what others hold at the venues of an organization: whoever looks it up
// may have come for that. No place has sensitive listings.
func (w *Writer) alsoThere(o *board.Organization) []views.Group {
	if o.Sensitive {
		return nil
	}
	var out []views.Group
	for _, p := range o.Organization.Locations {
		if p.Own || p.Privacy != catalog.Public || len(p.Children) > 0 || p.Parent == nil && p.Exact == nil {
			continue // no venue, but a town
		}
		g := views.Group{Heading: w.Words.T("site.also_at", "place", w.Phrase(p.Name).Text), ID: "at-" + p.ID}
		count := 0
		for _, l := range w.Board.Sets.Location(p).Shown {
			if slices.Contains(l.Organizations, o.Organization) {
				continue
			}
			if count++; count <= maxAlso {
				g.Cards = append(g.Cards, w.Card(l))
			}
		}
		if count > maxAlso {
			g.Link = w.LocationLink(p)
			g.Link.Phrase = wording.Text(w.Words.N("site.all_at", count, "place", w.Phrase(p.Name).Text))
		}
		if count > 0 {
			out = append(out, g)
		}
	}
	return out
}

// members are the partners of an organization, from both sides.
func (w *Writer) members(c *catalog.Organization, v *views.Organization) {
	partners := slices.Concat(c.Partners, c.PartnerOf)
	seen := map[*catalog.Organization]bool{c: true}
	for _, p := range partners {
		if seen[p] {
			continue
		}
		seen[p] = true
		v.Members = append(v.Members, w.OrganizationCard(w.Board.Organization(p)))
	}
	v.MembersLabel = w.Words.T("site.partners")
	if c.Kind == "coalition" {
		v.MembersLabel = w.Words.T("site.members")
	}
}

// Organizations is one page of the organizations from A to Z.
func (w *Writer) Organizations(number int) views.View {
	sorted := w.sorted()
	total, numbered := Pages(len(sorted)), pagesOf(address.OrganizationsPath)
	v := &views.Organizations{Frame: w.standard("organizations", address.OrganizationsPath), Count: len(sorted)}
	v.Heading = v.PageTitle
	w.paginate(&v.Frame, numbered, number, total)
	v.Pager = w.pager(numbered, number, total)
	v.Letters = w.initials()
	for _, o := range part(sorted, number) {
		g := underLetter(&v.Groups, w.nameOf(o))
		g.Cards = append(g.Cards, w.OrganizationCard(o))
	}
	return v
}

func (w *Writer) nameOf(o *board.Organization) string { return w.Phrase(o.Name).Text }
