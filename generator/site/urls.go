package site

// Every address of the site, below the prefix of a language. They are decided
// here and nowhere else; a path ends in a slash when it is a page.

import (
	"net/url"
	"strconv"

	"corkboard/generator/catalog"
	"corkboard/generator/views"
)

const (
	homePath          = ""
	helpNowPath       = "help-now/"
	listingsPath      = "opportunities/"
	organizationsPath = "organizations/"
	categoriesPath    = "categories/"
	locationsPath     = "locations/"
	calendarPath      = "calendar/"
	searchPath        = "search/"
	subscribePath     = "subscribe/"
	suggestPath       = "suggest/"
	outcomesPath      = "outcomes/"
	newPath           = "new/"
	checkingPath      = "needs-checking/"
	gapsPath          = "gaps/"
	notFoundPath      = "404.html"
	mediaPath         = "media/"
	feedsPath         = "feeds/"
	calendarsPath     = subscribePath + "calendars.json"
)

// Names of the files beside a page.
const (
	calendarFile = "calendar.ics"
	eventFile    = "event.ics"
	atomFile     = "feed.xml"
	jsonFeedFile = "feed.json"
	indexFile    = "index.json"
)

func listingPath(id string) string      { return listingsPath + id + "/" }
func organizationPath(id string) string { return organizationsPath + id + "/" }
func categoryPath(id string) string     { return categoriesPath + id + "/" }
func locationPath(id string) string     { return locationsPath + id + "/" }
func kindPath(k catalog.Kind) string    { return "kinds/" + string(k) + "/" }
func languagePath(tag string) string    { return "languages/" + tag + "/" }
func accessPath(feature string) string  { return "access/" + feature + "/" }
func agendaPath(k catalog.Kind) string  { return calendarPath + string(k) + "/" }

func directionPath(d catalog.Direction) string { return string(d) + "/" }

func crossingPath(location, category string) string { return locationPath(location) + category + "/" }

func feedSetPath(id string) string { return feedsPath + id + "/" }

// numbered is the address of one page of a long list.
func numbered(path string, number int) string {
	if number == 1 {
		return path
	}
	return path + "page-" + strconv.Itoa(number) + "/"
}

// pathOf escapes a path for use in an address: ids may be of any script.
func pathOf(path string) string {
	for i := range len(path) {
		if c := path[i]; c >= 0x80 || c == ' ' || c == '%' || c == '?' || c == '#' {
			return (&url.URL{Path: path}).EscapedPath()
		}
	}
	return path
}

// url is the address of a path of the site in a language.
func (l *language) url(path string) string { return l.prefix + pathOf(path) }

// urlOf is where readers of l find a record that is written in text's
// languages, and the language it leads to when that is another one.
func (s *Site) urlOf(l *language, path string, text catalog.Text) (address, hreflang string) {
	if l.first || text.Has(l.tag) {
		return l.url(path), ""
	}
	first := s.languages[0]
	return first.url(path), first.tag
}

// speaks reports whether a record written in text's languages has a page in l.
func (l *language) speaks(text catalog.Text) bool { return l.first || text.Has(l.tag) }

// phrase is a human text in the language of the page, or marked as another.
func (l *language) phrase(t catalog.Text) views.Phrase {
	if len(t) == 0 {
		return views.Phrase{}
	}
	v := t.In(l.tag)
	p := views.Phrase{Text: v.Value}
	if !sameLanguage(v.Lang, l.tag) {
		p.Lang = v.Lang
	}
	return p
}

// sameLanguage compares tags by their base language.
func sameLanguage(a, b string) bool { return a == "" || baseTag(a) == baseTag(b) }

func baseTag(tag string) string {
	for i := range len(tag) {
		if tag[i] == '-' {
			return tag[:i]
		}
	}
	return tag
}

// text is a phrase in the language of the page.
func text(s string) views.Phrase { return views.Phrase{Text: s} }
