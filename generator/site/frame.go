package site

import (
	"strings"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/tree"
	"corkboard/generator/views"
)

// decorate makes what all pages of a language share.
func (s *Site) decorate() {
	for _, l := range s.languages {
		c := &views.Chrome{
			Lang: l.tag, Dir: l.words.Dir(), Zone: s.zone.String(),
			Title:   l.phrase(s.catalog.Site.Title),
			Tagline: l.phrase(s.catalog.Site.Tagline),
			Home:    l.url(homePath), HelpNow: s.urlIf(l, helpNowPath), Search: s.urlIf(l, searchPath), Suggest: s.urlIf(l, suggestPath),
			Accent:    s.catalog.Site.Accent,
			Emergency: s.emergency(l),
			Contact:   s.siteContact(l),
			License:   views.Link{Phrase: l.phrase(s.catalog.Site.License), URL: s.catalog.Site.LicenseURL},
			Base:      s.base,
		}
		if c.Title.Text == "" {
			c.Title = text("Corkboard")
		}
		if logo := s.catalog.Site.Logo; logo.File != "" {
			c.Logo = s.mediaURL(logo.File)
		}
		for _, d := range catalog.Directions {
			c.Directions = append(c.Directions, s.named(l, directionPath(d), "direction."+string(d)))
		}
		c.Menu = []views.Link{
			s.named(l, calendarPath, "site.menu.calendar"),
			s.named(l, categoriesPath, "site.menu.categories"),
			s.named(l, locationsPath, "site.menu.locations"),
			s.named(l, organizationsPath, "site.menu.organizations"),
		}
		c.Footer = leading(
			s.named(l, helpNowPath, "site.menu.help_now"),
			s.named(l, listingsPath, "site.menu.listings"),
			s.named(l, suggestPath, "site.menu.suggest"),
			s.named(l, subscribePath, "site.menu.subscribe"),
			s.named(l, newPath, "site.menu.new"),
			s.named(l, outcomesPath, "site.menu.outcomes"),
			s.named(l, gapsPath, "site.menu.gaps"),
			s.named(l, checkingPath, "site.menu.needs_checking"),
		)
		for _, p := range s.catalog.Pages {
			if p.Menu {
				c.Footer = append(c.Footer, s.ownPageLink(l, p))
			}
		}
		if a := s.alert(l, s.catalog.Site.Alert, views.Phrase{}); a != nil {
			c.Alerts = []views.Alert{*a}
		}
		c.ContentHash = tree.HashOf(*c)
		l.chrome = c
	}
}

// named is a link to one of the site's own pages; without a URL when the site
// does not have it.
func (s *Site) named(l *language, path, key string) views.Link {
	return views.Link{Phrase: text(l.words.T(key)), URL: s.urlIf(l, path)}
}

func (s *Site) ownPageLink(l *language, p *catalog.Page) views.Link {
	address, hreflang := s.urlOf(l, p.ID+"/", p.Title)
	return views.Link{Phrase: l.phrase(p.Title), URL: address, Hreflang: hreflang}
}

func (s *Site) emergency(l *language) []views.Emergency {
	var out []views.Emergency
	for _, e := range s.catalog.Site.Emergency {
		out = append(out, views.Emergency{Name: l.phrase(e.Name), Number: e.Number, Dial: dialable(e.Number), Text: e.Text, URL: e.URL, Note: l.phrase(e.Note)})
	}
	return out
}

// dialable keeps what a tel: address may have. A short number such as 911 has
// no country code.
func dialable(number string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' || r == '*' || r == '#' {
			return r
		}
		return -1
	}, number)
}

func (s *Site) siteContact(l *language) views.Contact {
	who := s.catalog.Site.Contact
	c := views.Contact{Label: l.phrase(who.Name), Detail: l.phrase(who.Replies).Text}
	switch {
	case who.Email != "":
		c.Kind, c.Text, c.URL = "mail", who.Email, mailto(who.Email, "", "")
	case who.Phone != "":
		c.Kind, c.Text, c.URL = "call", who.Phone, "tel:"+dialable(who.Phone)
	}
	return c
}

// alert is an announcement while it lasts.
func (s *Site) alert(l *language, a *catalog.Alert, place views.Phrase) *views.Alert {
	if !a.At(s.now) {
		return nil
	}
	out := &views.Alert{Text: l.phrase(a.Text), URL: a.URL, Place: place}
	if !a.Until.IsZero() {
		out.Until = a.Until.In(s.zone).Format(time.RFC3339)
	}
	return out
}

// placeAlerts are the alerts of places and of what they lie in.
func (s *Site) placeAlerts(l *language, places []*catalog.Location) []views.Alert {
	var out []views.Alert
	for _, p := range places {
		if a := s.alert(l, p.Alert, l.phrase(p.Name)); a != nil {
			out = append(out, *a)
		}
	}
	return out
}

// frame is what a page has around its content. The path is that of its first
// language; in tells in which languages the page exists (nil = in all).
func (s *Site) frame(l *language, kind, path, title string, in catalog.Text) views.Frame {
	f := views.Frame{
		Chrome:    l.chrome,
		Kind:      kind,
		PageURL:   l.url(path),
		PageTitle: title,
		Canonical: s.at(l.url(path)),
	}
	for _, other := range s.languages {
		if in == nil || other.speaks(in) {
			f.Languages = append(f.Languages, views.Link{
				Phrase: views.Phrase{Text: other.words.LanguageName(other.tag), Lang: other.tag}, URL: other.url(path), Hreflang: other.tag, Current: other == l,
			})
		}
	}
	f.Crumbs = []views.Link{{Phrase: text(l.words.T("site.home")), URL: l.url(homePath)}}
	return f
}

// inEveryLanguage adds a page in each language of the site, if the theme has it.
func (s *Site) inEveryLanguage(path string, sitemap bool, view func(l *language) views.View) {
	if !s.has(path) {
		return
	}
	for _, l := range s.languages {
		s.page(l, path, "", sitemap, func() views.View { return view(l) })
	}
}

// standing is a page of the site's own with a heading from the words.
func (s *Site) standing(l *language, kind, path string) views.Frame {
	f := s.frame(l, kind, path, l.words.T("site.title."+kind), nil)
	f.Description = l.words.T("site.about." + kind)
	f.Section = kind
	return f
}

// short cuts a description for search engines and share texts.
func short(t string) string { return cut(t, 160) }

// cut ends a text after a whole word within limit characters.
func cut(t string, limit int) string {
	count, end := 0, 0 // characters; where the last of them that is kept ends
	for at := range t {
		if count == limit-1 {
			end = at
		}
		count++
	}
	if count <= limit {
		return t
	}
	head := t[:end]
	if i := strings.LastIndexByte(head, ' '); i > len(head)/2 {
		head = head[:i]
	}
	return strings.TrimRight(head, " ,;:.") + "…"
}
