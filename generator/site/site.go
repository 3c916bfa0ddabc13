// Package site decides everything a reader meets: which pages, calendars,
// feeds and files there are, the one address of each, what stands on it and
// beside it. What it makes are typed views in the words of each language. It
// does not know templates, the text of RFC 5545, or how a file is written.
package site

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/history"
	"corkboard/generator/locale"
	"corkboard/generator/problem"
	"corkboard/generator/schedule"
	"corkboard/generator/tree"
	"corkboard/generator/views"
)

// Options is what a site needs beyond the catalog. The zero value builds for
// the address in site.yaml at the zero time.
type Options struct {
	BaseURL          string                    // absolute address of the site; "" = the catalog's
	Now              time.Time                 // decides what is upcoming, stale, shown
	History          *history.History          // when files were added; nil = unknown
	Scaffold         func(catalog.Kind) string // a listing to copy; nil = none is offered
	Kinds            []string                  // page kinds that the theme has; nil = all
	Errors, Warnings int                       // problems of the content, for build.json
	Last             *Site                     // the site before: what has not changed is taken from it; nil = none
}

// Site is a whole site, every address decided. Its views are made when they
// are asked for, so planning a site of 100,000 listings stays cheap.
type Site struct {
	catalog *catalog.Catalog
	options Options
	now     time.Time
	today   schedule.Date
	dawn    time.Time // when today begins: what is on today stays until it ends
	zone    *time.Location
	env     schedule.Env

	origin string // "https://example.org"
	base   string // "/" or "/town/"

	languages []*language
	judged    []*listing      // those of the catalog, in its order
	listings  []*listing      // those that are published, by id
	shown     []*listing      // those in lists, in the order of lists
	owners    []*organization // by id
	byOwner   map[*catalog.Organization]*organization

	sets       sets
	validUntil time.Time

	previous *Site             // what is not changed is taken from; nil = none, and always after New
	fresh    []*listing        // not in previous
	gone     map[*listing]bool // in previous, and not here

	pages    []Page
	files    []tree.File
	paths    texts
	room     *room // while it is planned
	problems problem.List
}

// Page is one HTML page.
type Page struct {
	Path    string // file below the output folder
	Source  string // content file it is mainly made from; "" = several
	Sitemap bool
	View    func() views.View
}

// language is one language of the site with its words and its prefix.
type language struct {
	index  int
	tag    string
	first  bool
	prefix string // "/town/" or "/town/es/"
	folder string // "" or "es/": before each path of the output
	words  *locale.Locale
	chrome *views.Chrome

	formerly map[string][]string // old addresses by the one of today, below the prefix
}

// New plans a site. Locales are the interface languages of the theme; a
// language of the site that is not among them is a problem, and the first
// locale's words stand in.
func New(c *catalog.Catalog, locales []*locale.Locale, options Options) *Site {
	s := &Site{catalog: c, options: options, zone: c.Site.Zone, room: &room{}}
	if s.zone == nil {
		s.zone = time.UTC
	}
	s.now = options.Now.In(s.zone)
	s.today = schedule.DateOf(s.now)
	s.dawn = s.today.In(s.zone)
	s.env = schedule.Env{Zone: s.zone, Closures: closures(c)}
	s.origin, s.base = splitBase(options.BaseURL, c.Site.URL)

	s.speak(locales)
	s.follow(options.Last)
	s.judge()
	s.group()
	s.decorate()
	s.remember()

	s.makeRoom()
	s.planListings()
	s.planFacets()
	s.planFront()
	s.planCalendar()
	s.planFeedSets()
	s.planTasks()
	s.planOwnPages()
	s.planFiles()
	s.options.Last, s.previous, s.fresh, s.gone, s.room = nil, nil, nil, nil, nil
	return s
}

// makeRoom spares the lists of pages and files most of their growing.
func (s *Site) makeRoom() {
	pages, files := 2*len(s.listings), len(s.listings)
	if s.previous != nil {
		pages, files = len(s.previous.pages), len(s.previous.files)
	}
	s.pages = make([]Page, 0, pages+pages/50)
	s.files = make([]tree.File, 0, files+files/50)
}

// Pages returns every page, in no particular order.
func (s *Site) Pages() []Page { return s.pages }

// Files returns everything that is no page: calendars, feeds, indexes, and
// what hosts and crawlers read.
func (s *Site) Files() []tree.File { return s.files }

// Problems returns what only the whole site shows.
func (s *Site) Problems() problem.List { return s.problems }

// ValidUntil is the next instant at which any page would change.
func (s *Site) ValidUntil() time.Time { return s.validUntil }

// Base is the path prefix of the site: "/" or "/town/".
func (s *Site) Base() string { return s.base }

// Languages returns the tags of the site's languages, the default first.
func (s *Site) Languages() []string {
	tags := make([]string, len(s.languages))
	for i, l := range s.languages {
		tags[i] = l.tag
	}
	return tags
}

// Counts returns how many opportunities are in lists and how many
// organizations have a page.
func (s *Site) Counts() (listings, organizations int) { return len(s.shown), len(s.owners) }

// splitBase cuts the site's address into origin and path prefix.
func splitBase(override, own string) (origin, base string) {
	address := own
	if override != "" {
		address = override
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return "http://localhost:1313", "/"
	}
	return u.Scheme + "://" + u.Host, "/" + strings.TrimPrefix(strings.TrimSuffix(u.EscapedPath(), "/")+"/", "/")
}

// speak gives every language of the site its words.
func (s *Site) speak(locales []*locale.Locale) {
	tags := s.catalog.Site.Languages
	if len(tags) == 0 {
		tags = []string{"en"}
	}
	for i, tag := range tags {
		l := &language{index: i, tag: tag, first: i == 0, prefix: s.base}
		if !l.first {
			l.folder = tag + "/"
			l.prefix = s.base + l.folder
		}
		l.words = nearestLocale(locales, tag)
		if l.words == nil {
			l.words = nearestLocale(locales, "en")
			if l.words == nil {
				l.words = locales[0]
			}
			s.problems = append(s.problems, problem.Problem{
				Rule: "language-without-words", Level: problem.Warning, File: "site.yaml",
				Text: "the theme has no words for the language " + tag,
				Hint: "its pages are built with the words of " + l.words.Name() + "; to translate some or all of them, " + translateIn(s.catalog.Site.Theme, tag),
			})
		}
		s.languages = append(s.languages, l)
	}
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

// nearestLocale finds the words of a tag: its own, else its base language's.
func nearestLocale(locales []*locale.Locale, tag string) *locale.Locale {
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

func closures(c *catalog.Catalog) map[string][]schedule.DateSpan {
	out := make(map[string][]schedule.DateSpan, len(c.Closures))
	for _, closure := range c.Closures {
		out[closure.ID] = closure.Days
	}
	return out
}

// at is the absolute address of a path on the host.
func (s *Site) at(path string) string { return s.origin + path }

// page adds one page in one language.
func (s *Site) page(l *language, path, source string, sitemap bool, view func() views.View) {
	index := ""
	if path == "" || strings.HasSuffix(path, "/") {
		index = "index.html"
	}
	file := s.paths.joined(l.folder, path, index)
	s.pages = append(s.pages, Page{Path: file, Source: source, Sitemap: sitemap, View: view})
}

// InCalendar reports whether a listing stands in the calendar of the site.
func (s *Site) InCalendar(id string) bool {
	return slices.ContainsFunc(s.sets.all.inCalendar(), func(w *listing) bool { return w.ID == id })
}
