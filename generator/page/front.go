package page

import (
	"slices"

	"corkboard/generator/address"
	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/jsonld"
	"corkboard/generator/output"
	"corkboard/generator/views"
	"corkboard/generator/wording"
)

// Home shows a glance: whoever wants all of it has one link to follow.
const (
	homeUrgent        = 6
	homeDay           = 6
	homeStanding      = 6
	homeOrganizations = 12 // more are from A to Z
)

// Home is the front page.
func (w *Writer) Home() views.View {
	title := w.Title
	v := &views.Home{Frame: w.frame("home", address.HomePath, title.Text, nil), Intro: w.Phrase(w.Board.Catalog.Site.Summary), Calendar: w.At.URL(address.CalendarPath), All: w.At.URL(address.ListingsPath)}
	v.Crumbs = nil
	v.Description = wording.Short(w.Phrase(w.Board.Catalog.Site.Tagline).Text)
	for _, l := range w.Board.Shown {
		if !l.Urgent {
			break // urgent ones go first
		}
		if !l.Sensitive && len(v.Urgent) < homeUrgent {
			v.Urgent = append(v.Urgent, w.Card(l))
		}
	}
	v.Needs = w.needTerms()
	v.Week = withCards(w.days(w.Board.Today, board.WeekDays, board.Agenda{Keep: func(l *board.Listing) bool { return !l.Sensitive }, Limit: homeDay, Once: true}))
	for _, d := range catalog.Directions {
		if n := len(w.Board.Sets.Direction(d).Shown); n > 0 {
			v.Directions = append(v.Directions, views.Term{
				Link: w.Named(address.DirectionPath(d), "direction."+string(d)), ID: string(d),
				Count: n, Summary: w.Word("direction_line." + string(d)),
			})
		}
	}
	for _, c := range w.Board.TopCategories() {
		v.Categories = append(v.Categories, w.categoryTerm(c, nil))
	}
	v.Locations, v.Places = w.placeTree(false)
	v.Listings = len(w.Board.Shown)
	w.lead(v)
	v.Feeds = []views.FeedLink{
		{Type: "application/atom+xml", Title: title.Text, URL: w.At.URL(address.NewsFile)},
		{Type: "application/feed+json", Title: title.Text, URL: w.At.URL(address.JSONNewsFile)},
		{Type: "text/calendar", Title: title.Text, URL: w.At.URL(address.CalendarFile)},
	}
	v.JSONLD = jsonld.Site(w.Writer)
	return v
}

// lead decides what the front page leads with: what the site holds most of. It shows
// standing offers or organizations where there would be little to see by date.
func (w *Writer) lead(v *views.Home) {
	organizations := w.Board.Sets.All.Organizations
	v.Organizations = len(organizations)
	v.AllOrganizations = w.At.URL(address.OrganizationsPath)
	dated := 0
	var standing []*board.Listing
	for _, l := range w.Board.Shown {
		switch {
		case l.Next != nil:
			dated++
		case !l.Sensitive && !l.Urgent && len(standing) < homeStanding:
			standing = append(standing, l)
		}
	}
	switch {
	case len(organizations) > v.Listings:
		v.Lead = "organizations"
	case 2*dated < v.Listings:
		v.Lead = "standing"
		v.Standing = w.cardsOf(standing)
	default:
		v.Lead = "dates"
		return
	}
	if len(organizations) <= homeOrganizations {
		for _, o := range organizations {
			v.Owners = append(v.Owners, w.OrganizationCard(o))
		}
	} else if v.Lead == "organizations" {
		v.Letters = w.initials()
	}
}

// HelpNow has emergency numbers, then by need who is open, who is next, and whom to call.
func (w *Writer) HelpNow() views.View {
	v := &views.HelpNow{Frame: w.standard("help-now", address.HelpNowPath), From: w.Words.T("site.help.from", "day", w.Words.Day(w.Board.Today))}
	for _, h := range w.Board.Help(func(h board.Helper) bool { return w.helperCard(h).Phone != nil }) {
		g := views.HelpGroup{Group: views.Group{Heading: w.Words.T("site.help.other"), ID: "other"}, Open: wording.Counts(h.Opening)}
		if h.Need != nil {
			g.Heading, g.ID = w.Phrase(board.NeedName(h.Need)).Text, "need-"+h.Need.ID
			if w.Board.Needs.Set(h.Need.ID).HasPage() {
				g.Link.URL = w.At.URL(address.NeedPath(h.Need.ID))
			}
		}
		for _, list := range [][]board.Helper{h.Places, h.Phone} {
			for _, one := range list {
				g.Cards = append(g.Cards, w.helperCard(one))
			}
		}
		v.Groups = append(v.Groups, g)
	}
	return v
}

// helperCard is a card with a number to call.
func (w *Writer) helperCard(h board.Helper) *views.Card {
	if h.Listing != nil {
		c := w.Card(h.Listing)
		c.Phone, c.Line = w.Call(h.Listing.Opportunity), views.Phrase{}
		return c
	}
	o := h.Organization
	c := w.OrganizationCard(o)
	c.Phone, c.Line = w.CallOrganization(o.Organization), views.Phrase{}
	if h.Always || !o.Sensitive {
		c.Direction, c.Times = string(catalog.GetHelp), w.Spans(o.Opening, w.Board.OpeningEnv(o.Organization))
	}
	return c
}

// Categories is the overview of all categories.
func (w *Writer) Categories() views.View {
	v := &views.Terms{Frame: w.standard("categories", address.CategoriesPath), Intro: w.Words.T("site.about.categories")}
	v.Heading = v.PageTitle
	v.Terms = w.categoryTree(w.Board.TopCategories())
	return v
}

// Kinds, Languages and Features are the overviews of lists of one kind, language or
// feature of access.
func (w *Writer) Kinds() views.View {
	return w.overview("kinds", address.KindsPath, w.kindTerms(w.Board.Sets.All))
}

func (w *Writer) Languages() views.View {
	return w.overview("languages", address.LanguagesPath, w.languageTerms())
}

func (w *Writer) Features() views.View {
	return w.overview("features", address.FeaturesPath, w.featureTerms())
}

func (w *Writer) overview(kind, path string, terms []views.Term) views.View {
	v := &views.Terms{Frame: w.standard(kind, path), Intro: w.Words.T("site.about." + kind), Terms: terms}
	v.Heading = v.PageTitle
	return v
}

func (w *Writer) languageTerms() []views.Term {
	var out []views.Term
	for _, tag := range w.Board.Sets.Languages() {
		out = append(out, views.Term{Link: w.languageLink(tag), ID: tag, Count: w.Board.Sets.Language(tag).Count()})
	}
	return out
}

func (w *Writer) featureTerms() []views.Term {
	var out []views.Term
	for _, feature := range catalog.AccessFeatures {
		if t := w.Board.Sets.Access(feature); t.Ever > 0 {
			out = append(out, views.Term{Link: w.Named(address.AccessPath(feature), "access."+feature), ID: feature, Count: len(t.Shown)})
		}
	}
	return out
}

// Search is the page that the search form leads to.
func (w *Writer) Search() views.View {
	v := &views.Search{Frame: w.standard("search", address.SearchPath)}
	v.Owners, v.OwnersOriginals = w.At.URL(address.OrganizationsPath), w.At.Book().Default().URL(address.OrganizationsPath)
	v.Index, v.Listings, v.Originals, v.Country = w.At.URL(address.SearchFolder), w.At.URL(address.ListingsPath), w.At.Book().Default().URL(address.ListingsPath), w.Board.Catalog.Site.Country
	v.Words = output.SearchWords(w.Writer)
	v.Categories = w.categoryTree(w.Board.TopCategories())
	v.Locations, v.Places = w.placeTree(len(w.Board.Locations) <= wholeTree)
	v.Kinds = w.kindTerms(w.Board.Sets.All)
	v.Languages, v.Access = w.languageTerms(), w.featureTerms()
	return v
}

// NotFound is what hosts show for an address without a page.
func (w *Writer) NotFound() views.View {
	v := &views.NotFound{Frame: w.standard("not-found", address.NotFoundPath)}
	v.NoIndex = true
	v.Languages = nil // an address that is nothing is nothing in every language
	v.Links = slices.Concat(wording.Leading(w.Named(address.HomePath, "site.home"), w.Named(address.HelpNowPath, "site.menu.help_now"), w.Named(address.SearchPath, "site.menu.search")), w.chrome.Directions, w.chrome.Menu)
	return v
}
