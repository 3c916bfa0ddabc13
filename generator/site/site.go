// Package site is the plan of a site: which pages, calendars, feeds and files
// there are, and who makes each of them. It does not know what is on any.
package site

import (
	"fmt"
	"slices"
	"strings"

	"corkboard/generator/address"
	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/locale"
	"corkboard/generator/output"
	"corkboard/generator/page"
	"corkboard/generator/problem"
	"corkboard/generator/tree"
	"corkboard/generator/views"
	"corkboard/generator/wording"
)

// Options is what a site needs beyond board, addresses and words. The zero value
// is good.
type Options struct {
	Scaffold         func(catalog.Kind) string // a listing to copy; nil = none is offered
	Icon             string                    // path of the theme's square PNG picture; "" = none
	Errors, Warnings int                       // problems of the content, for build.json
}

// Site is everything that is published. What is on a page and in a file is worked
// out when it is asked for, so planning a site of 100,000 listings is cheap.
type Site struct {
	Pages []Page
	Files []tree.File // calendars, feeds, indexes, and what hosts and crawlers read

	languages []language
}

// Page is one HTML page.
type Page struct {
	Path    string // file below the output folder
	Source  string // content file it is mainly made from; "" = several
	Sitemap bool
	View    func() views.View
}

// New plans a site. words are those of each language of the addresses, in their
// order.
func New(b *board.Board, at *address.Book, words []*locale.Locale, options Options) *Site {
	languages, facets := writers(b, at, words, options), address.Facets(b)
	var all part
	for _, l := range languages {
		all.take(
			listings(b, l),
			organizations(b, l),
			lists(facets, l),
			places(l),
			declared(b, l),
			front(l),
			calendar(b, l),
			tasks(l),
			ownPages(b, l),
			redirects(l),
			vanished(b, l),
		)
	}
	all.add(formerLanguages(b, languages[0], all.files)...)
	all.add(tree.Lazy(address.ManifestFile, languages[0].page.Manifest))
	all.add(hosts(b, at, all.pages)...)
	old := map[string]string{}
	for _, l := range languages {
		old[l.at.Tag] = l.page.Words.T("label.made_on")
	}
	all.add(output.Changes(languages[0].page.Writer), output.Build(b, address.Tags(b.Catalog), old, options.Errors, options.Warnings))
	return &Site{Pages: all.pages, Files: all.files, languages: languages}
}

// Search makes the files of the search, which takes a tenth of a build.
func (s *Site) Search() []tree.File {
	if !s.languages[0].at.Book().HasPage(address.SearchPath) {
		return nil
	}
	asking := map[string]string{}
	for _, l := range s.languages {
		asking[l.at.Tag] = l.page.Words.T("label.search_asking")
	}
	basis := output.NewSearchBasis(s.languages[0].page.Board, asking)
	var files []tree.File
	for _, l := range s.languages {
		files = append(files, output.Search(l.page.Writer, basis)...)
	}
	return files
}

// InSearch reports whether a path may be that of a file of the search.
func InSearch(path string) bool { return strings.Contains(path, address.SearchFolder) }

// language is who writes in one language.
type language struct {
	at   *address.Language
	page *page.Writer
	file *output.Writer
}

func writers(b *board.Board, at *address.Book, words []*locale.Locale, site Options) []language {
	options := page.Options{Scaffold: site.Scaffold, Icon: site.Icon}
	for i, l := range at.Languages {
		options.Languages = append(options.Languages, words[i].LanguageName(l.Tag))
	}
	out := make([]language, len(at.Languages))
	for i, l := range at.Languages {
		// A page is made anew and can leave this year out; a calendar entry is kept for years.
		pages, files := wording.New(b, l, words[i].InYear(b.Today.Year)), wording.New(b, l, words[i])
		out[i] = language{l, page.New(pages, options), output.New(files)}
	}
	return out
}

// Words are the words of each language of a site. A language that the theme does
// not speak is a problem, and English words stand in.
func Words(c *catalog.Catalog, locales []*locale.Locale) ([]*locale.Locale, problem.List) {
	var words []*locale.Locale
	var problems problem.List
	for _, tag := range address.Tags(c) {
		own := nearest(locales, tag)
		if own == nil {
			if own = nearest(locales, "en"); own == nil {
				own = locales[0]
			}
			problems = append(problems, problem.Problem{
				Rule: "language-without-words", Level: problem.Warning, File: "site.yaml",
				Text: "the theme has no words for the language " + tag,
				Hint: "its pages are built with the words of " + own.Name() + "; to translate some or all of them, " + translateIn(c.Site.Theme, tag),
			})
		}
		words = append(words, own)
	}
	return words, problems
}

// translateIn says where the words of a language go. Only a theme of one's own
// can have more languages than the built-in one.
func translateIn(theme, tag string) string {
	const words = "write them in themes/%s/i18n/%s.yaml, as in themes/default/i18n/en.yaml"
	if theme != "" && theme != "default" {
		return fmt.Sprintf(words, theme, tag)
	}
	return fmt.Sprintf(words+"; with the line “extends: default” in themes/mine/theme.yaml, and “theme: mine” in site.yaml", "mine", tag)
}

// nearest finds the words of a tag: its own, else its base language's.
func nearest(locales []*locale.Locale, tag string) *locale.Locale {
	base, _, _ := strings.Cut(tag, "-")
	var near *locale.Locale
	for _, l := range locales {
		if l.Tag() == tag {
			return l
		}
		if own, _, _ := strings.Cut(l.Tag(), "-"); own == base && near == nil {
			near = l
		}
	}
	return near
}

// part is what one step of the plan adds.
type part struct {
	pages []Page
	files []tree.File
}

func (p *part) page(l language, path, source string, sitemap bool, view func() views.View) {
	p.pages = append(p.pages, Page{Path: l.at.File(path), Source: source, Sitemap: sitemap, View: view})
}

// own adds one of the site's own pages, when the theme has it, with its files.
func (p *part) own(l language, path string, sitemap bool, view func() views.View, files ...tree.File) {
	if l.at.Book().HasPage(path) {
		p.page(l, path, "", sitemap, view)
		p.add(files...)
	}
}

func (p *part) add(files ...tree.File) { p.files = append(p.files, files...) }

func (p *part) take(parts ...part) {
	for _, other := range parts {
		p.pages = append(p.pages, other.pages...)
		p.files = append(p.files, other.files...)
	}
}

// listings have a page in the default language and in those they are translated
// to, and a calendar in the default one.
func listings(b *board.Board, l language) part {
	p := part{pages: make([]Page, 0, len(b.Listings)), files: make([]tree.File, 0, len(b.Listings))}
	for _, o := range b.Listings {
		if l.at.Has(o.Title) {
			view := func() views.View { return l.page.Listing(o) }
			if o.Removed {
				view = func() views.View { return l.page.Removed(o) }
			}
			p.page(l, address.ListingPath(o.ID), o.File, o.Shown, view)
		}
		if l.at.Default && o.HasCalendar() {
			p.add(l.file.ListingCalendar(o)...)
		}
	}
	return p
}

// organizations have a page as listings have, and pages from A to Z. One that ever had a
// listing has news, and a calendar if that had a date: of 33,000 museums most never do.
func organizations(b *board.Board, l language) part {
	var p part
	listed := 0
	for _, o := range b.Organizations {
		path, name, set := address.OrganizationPath(o.ID), l.page.Phrase(o.Name).Text, b.Sets.Organization(o.Organization)
		if l.at.Has(o.Name) {
			p.page(l, path, o.File, o.Shown, func() views.View { return l.page.Organization(o) })
		}
		if set.Dated > 0 {
			p.add(l.file.Calendar(path, name, set)...)
		}
		if set.Ever > 0 {
			p.add(l.file.News(path, name, set)...)
		}
		if o.Listed {
			listed++
		}
	}
	for number := 1; number <= page.Pages(listed); number++ {
		p.page(l, address.Numbered(address.OrganizationsPath, number), "", true, func() views.View { return l.page.Organizations(number) })
	}
	return p
}

// lists are the pages of every facet, with the files beside them.
func lists(facets []address.Facet, l language) part {
	var p part
	for i := range facets {
		f := &facets[i]
		for number := 1; number <= page.PagesOf(f); number++ {
			p.page(l, address.Numbered(f.Path, number), "", f.Set.Count() > 0, func() views.View { return l.page.Index(f, number) })
		}
		name := l.page.FacetName(f).Text
		if f.Calendar {
			p.add(l.file.Calendar(f.Path, name, f.Set)...)
		}
		if f.News {
			p.add(l.file.News(f.Path, name, f.Set)...)
		}
		if f.Index {
			p.add(l.file.Index(f.Path, f.Set)...)
		}
	}
	p.add(l.file.Index("", facets[0].Set)...)
	p.add(l.file.SiteNews()...)
	return p
}

// places are the lists of places that are too long to be among others.
func places(l language) part {
	var p part
	for _, list := range l.page.PlaceLists() {
		for i, path := range list.Pages() {
			p.page(l, path, "", true, func() views.View { return l.page.Places(&list, i+1) })
		}
	}
	return p
}

// declared are the combinations that site.yaml declares. They are there as long
// as they are declared.
func declared(b *board.Board, l language) part {
	var p part
	for i := range b.Catalog.Site.Feeds {
		f := &b.Catalog.Site.Feeds[i]
		set, path := b.Matching(f), address.DeclaredPath(f.ID)
		count := len(set.Shown)
		if l.at.Book().Serves("feed") {
			for number := 1; number <= page.Pages(count); number++ {
				p.page(l, address.Numbered(path, number), "", count > 0, func() views.View { return l.page.Declared(f, set, number) })
			}
		}
		p.add(l.file.Calendar(path, l.page.Phrase(f.Title).Text, set)...)
	}
	return p
}

// front are the pages that lead to everything else.
func front(l language) part {
	var p part
	p.own(l, address.HomePath, true, l.page.Home)
	p.own(l, address.HelpNowPath, true, l.page.HelpNow)
	p.own(l, address.CategoriesPath, true, l.page.Categories)
	p.own(l, address.LocationsPath, true, l.page.Locations)
	p.own(l, address.KindsPath, true, l.page.Kinds)
	p.own(l, address.LanguagesPath, true, l.page.Languages)
	p.own(l, address.FeaturesPath, true, l.page.Features)
	p.own(l, address.SearchPath, true, l.page.Search)
	p.own(l, address.SubscribePath, true, l.page.Subscribe, tree.Lazy(l.at.File(address.CalendarsFile), l.page.Calendars))
	p.own(l, address.NotFoundPath, false, l.page.NotFound)
	return p
}

// calendar is the agenda of the next weeks, of all and of each kind, the months,
// weeks and days, and the calendar of the whole site.
func calendar(b *board.Board, l language) part {
	var p part
	p.own(l, address.CalendarPath, true, l.page.Agenda)
	for _, k := range catalog.Kinds {
		p.page(l, address.AgendaPath(k.Kind), "", b.Sets.Kind(k.Kind).Dated > 0, func() views.View { return l.page.KindAgenda(k.Kind) })
	}
	for _, first := range b.Months() {
		p.page(l, address.MonthPath(page.MonthID(first)), "", true, func() views.View { return l.page.Month(first) })
	}
	for _, day := range b.DayPages {
		p.page(l, address.DayPath(day.String()), "", false, func() views.View { return l.page.Day(day) })
	}
	for _, first := range b.Weeks() {
		p.page(l, address.WeekPath(first.String()), "", false, func() views.View { return l.page.Week(first) })
	}
	p.add(l.file.Calendar("", l.page.Title.Text, b.Sets.All)...)
	return p
}

// tasks are the pages for those who keep the directory true, and for those who
// want to know what came of it.
func tasks(l language) part {
	var p part
	p.own(l, address.OutcomesPath, true, l.page.Outcomes, l.file.OutcomeNews())
	p.own(l, address.NewPath, true, l.page.Newest)
	p.own(l, address.CheckingPath, false, l.page.NeedsChecking)
	p.own(l, address.GapsPath, true, l.page.Gaps)
	p.own(l, address.SuggestPath, true, l.page.Suggest, tree.Lazy(l.at.File(address.ChoicesFile), l.page.Choices))
	return p
}

// ownPages are the site's own Markdown pages, one of which may say in its own way how to
// hide a visit.
func ownPages(b *board.Board, l language) part {
	var p part
	if !slices.ContainsFunc(b.Catalog.Pages, func(own *catalog.Page) bool { return address.OwnPath(own.ID) == address.HideVisitPath }) {
		p.page(l, address.HideVisitPath, "", false, l.page.HideVisit)
	}
	for _, own := range b.Catalog.Pages {
		if l.at.Has(own.Title) {
			p.page(l, address.OwnPath(own.ID), own.File, true, func() views.View { return l.page.Own(own) })
		}
	}
	return p
}

// redirects are pages at former addresses.
func redirects(l language) part {
	var p part
	for _, m := range l.at.Moves {
		if m.Page {
			p.page(l, m.From, "", false, func() views.View { return l.page.Redirect(m) })
		}
	}
	return p
}

// vanished are the calendars of what is no more in the directory.
func vanished(b *board.Board, l language) part {
	var p part
	for _, v := range b.Catalog.Vanished {
		path := address.VanishedPath(v)
		if path != "" {
			p.add(l.file.Vanished(path, v))
		}
	}
	return p
}

// formerLanguages are the calendars at the addresses of languages that had a folder
// of their own and have it no more. One that became the default has the same
// calendars as at the root. files are those of the default language, and more.
func formerLanguages(b *board.Board, l language, files []tree.File) []tree.File {
	var out []tree.File
	for _, v := range b.Catalog.Vanished {
		if v.Kind != "language" {
			continue
		}
		for _, f := range files {
			path, ok := l.at.CalendarPath(f.Path)
			switch {
			case !ok:
			case v.ID == l.at.Tag:
				out = append(out, tree.File{Path: v.ID + "/" + f.Path, Make: f.Make})
			case !address.Private(b, path):
				out = append(out, l.file.VanishedLanguage(v.ID, f.Path, v))
			}
		}
	}
	return out
}
