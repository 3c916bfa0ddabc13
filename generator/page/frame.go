package page

import (
	"time"

	"corkboard/generator/address"
	"corkboard/generator/catalog"
	"corkboard/generator/tree"
	"corkboard/generator/views"
	"corkboard/generator/wording"
)

// newChrome makes what all pages of a language share.
func (w *Writer) newChrome() *views.Chrome {
	site := &w.Board.Catalog.Site
	c := &views.Chrome{
		Lang: w.At.Tag, Dir: w.Words.Dir(), Zone: w.Board.Zone.String(),
		Title:   w.Title,
		Tagline: w.Tagline,
		Home:    w.At.URL(address.HomePath), HelpNow: w.At.Page(address.HelpNowPath), Search: w.At.Page(address.SearchPath), Suggest: w.At.Page(address.SuggestPath),
		HideVisit: w.At.URL(address.HideVisitPath),
		Accent:    site.Accent,
		Emergency: w.emergency(),
		Contact:   w.siteContact(),
		License:   views.Link{Phrase: w.Phrase(site.License), URL: site.LicenseURL},
		Base:      w.At.Book().Base,
	}
	c.Manifest = w.At.Book().Base + address.ManifestFile
	c.Icon, _ = w.icon()
	if logo := site.Logo; logo.File != "" {
		c.Logo = w.At.Book().Media(logo.File)
	}
	for _, d := range catalog.Directions {
		c.Directions = append(c.Directions, w.Named(address.DirectionPath(d), "direction."+string(d)))
	}
	c.Menu = []views.Link{
		w.Named(address.CalendarPath, "site.menu.calendar"),
		w.Named(address.CategoriesPath, "site.menu.categories"),
		w.Named(address.LocationsPath, "site.menu.locations"),
		w.Named(address.OrganizationsPath, "site.menu.organizations"),
	}
	c.Footer = wording.Leading(
		w.Named(address.HelpNowPath, "site.menu.help_now"),
		w.Named(address.ListingsPath, "site.menu.listings"),
		w.Named(address.KindsPath, "site.title.kinds"),
		w.Named(address.LanguagesPath, "site.title.languages"),
		w.Named(address.FeaturesPath, "site.title.features"),
		w.Named(address.SuggestPath, "site.menu.suggest"),
		w.Named(address.SubscribePath, "site.menu.subscribe"),
		w.Named(address.NewPath, "site.menu.new"),
		w.Named(address.OutcomesPath, "site.menu.outcomes"),
		w.Named(address.GapsPath, "site.menu.gaps"),
		w.Named(address.CheckingPath, "site.menu.needs_checking"),
	)
	for _, p := range w.Board.Catalog.Pages {
		if p.Menu {
			c.Footer = append(c.Footer, w.ownPageLink(p))
		}
	}
	if a := w.Alert(site.Alert, views.Phrase{}); a != nil {
		c.Alerts = []views.Alert{*a}
	}
	if !site.Today.IsZero() {
		c.Moment = w.Board.Now.In(w.Board.Zone).Format(time.RFC3339)
		c.Alerts = append(c.Alerts, views.Alert{Text: views.Phrase{Text: w.Words.T("site.demonstration", "day", w.Words.Date(w.Board.Today))}})
	}
	c.ContentHash = tree.HashOf(*c)
	return c
}

func (w *Writer) ownPageLink(p *catalog.Page) views.Link {
	url, hreflang := w.At.Of(address.OwnPath(p.ID), p.Title)
	return views.Link{Phrase: w.Phrase(p.Title), URL: url, Hreflang: hreflang}
}

func (w *Writer) emergency() []views.Emergency {
	var out []views.Emergency
	for _, e := range w.Board.Catalog.Site.Emergency {
		out = append(out, views.Emergency{Name: w.Phrase(e.Name), Number: e.Number, Dial: wording.Dialable(e.Number), Text: e.Text, URL: e.URL, Note: w.Phrase(e.Note)})
	}
	return out
}

func (w *Writer) siteContact() views.Contact {
	who := w.Board.Catalog.Site.Contact
	c := views.Contact{Label: w.Phrase(who.Name), Detail: w.Phrase(who.Replies).Text}
	switch {
	case who.Email != "":
		c.Kind, c.Text, c.URL = "mail", who.Email, wording.Mailto(who.Email, "", "")
	case who.Phone != "":
		c.Kind, c.Text, c.URL = "call", who.Phone, "tel:"+wording.Dialable(who.Phone)
	}
	return c
}

// frame is what a page has around its content. The path is that of its first
// language; in tells in which languages the page exists (nil = in all).
func (w *Writer) frame(kind, path, title string, in catalog.Text) views.Frame {
	f := views.Frame{
		Chrome:    w.chrome,
		Kind:      kind,
		PageURL:   w.At.URL(path),
		PageTitle: title,
		Canonical: w.At.Absolute(path),
	}
	f.Share = w.share()
	for i, other := range w.At.Book().Languages {
		if in == nil || other.Has(in) {
			f.Languages = append(f.Languages, views.Link{
				Phrase: views.Phrase{Text: w.options.Languages[i], Lang: other.Tag}, URL: other.URL(path), Hreflang: other.Tag, Current: other == w.At,
			})
		}
	}
	f.Crumbs = []views.Link{{Phrase: w.Word("site.home"), URL: w.At.URL(address.HomePath)}}
	return f
}

// standard is the frame of a page of the site's own with a heading from the words.
func (w *Writer) standard(kind, path string) views.Frame {
	f := w.frame(kind, path, w.Words.T("site.title."+kind), nil)
	f.Description = w.Words.T("site.about." + kind)
	f.Section = kind
	return f
}
