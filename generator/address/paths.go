package address

// Every path of the site, below the prefix of a language. They are decided here
// and nowhere else; a path ends in a slash when it is a page.

import (
	"net/url"
	"strconv"

	"corkboard/generator/catalog"
)

// The site's own pages.
const (
	HomePath          = ""
	HelpNowPath       = "help-now/"
	ListingsPath      = "opportunities/"
	OrganizationsPath = "organizations/"
	CategoriesPath    = "categories/"
	LocationsPath     = "locations/"
	CalendarPath      = "calendar/"
	SearchPath        = "search/"
	SubscribePath     = "subscribe/"
	SuggestPath       = "suggest/"
	OutcomesPath      = "outcomes/"
	NewPath           = "new/"
	CheckingPath      = "needs-checking/"
	GapsPath          = "gaps/"
	KindsPath         = "kinds/"
	LanguagesPath     = "languages/"
	FeaturesPath      = "access/"
	NotFoundPath      = "404.html"
	HideVisitPath     = "hide-a-visit/" // what a browser keeps of a visit, and how to hide it

	feedsPath = "feeds/"
)

// optionalPages are those that a theme may do without, with their kinds. Without
// such a page nothing leads to it.
var optionalPages = map[string]string{
	HelpNowPath:   "help-now",
	SearchPath:    "search",
	SubscribePath: "subscribe",
	SuggestPath:   "suggest",
	OutcomesPath:  "outcomes",
	NewPath:       "new",
	CheckingPath:  "needs-checking",
	GapsPath:      "gaps",
}

// Files that pages load.
const (
	ChoicesFile   = SuggestPath + "choices.json"     // for the form of the suggest page
	CalendarsFile = SubscribePath + "calendars.json" // for the picker of the subscribe page
	PrivateFile   = ".private"                       // beside a page about a private matter
	ManifestFile  = "manifest.json"                  // what a phone asks for that puts the site on its home screen
	SearchFolder  = SearchPath + "index/"
)

// Names of the files beside a page.
const (
	CalendarFile = "calendar.ics"
	EventFile    = "event.ics" // of one listing
	NewsFile     = "feed.xml"
	JSONNewsFile = "feed.json"
	IndexFile    = "index.json"
)

func ListingPath(id string) string      { return ListingsPath + id + "/" }
func OrganizationPath(id string) string { return OrganizationsPath + id + "/" }
func CategoryPath(id string) string     { return CategoriesPath + id + "/" }
func LocationPath(id string) string     { return LocationsPath + id + "/" }
func KindPath(k catalog.Kind) string    { return KindsPath + string(k) + "/" }
func LanguagePath(tag string) string    { return LanguagesPath + tag + "/" }
func AccessPath(feature string) string  { return FeaturesPath + feature + "/" }
func NeedPath(id string) string         { return "needs/" + id + "/" }
func AgendaPath(k catalog.Kind) string  { return CalendarPath + string(k) + "/" }
func DeclaredPath(id string) string     { return feedsPath + id + "/" }
func OwnPath(id string) string          { return id + "/" }

func DirectionPath(d catalog.Direction) string { return string(d) + "/" }

func CrossingPath(location, category string) string { return LocationPath(location) + category + "/" }

// MonthPath is the page of a month, such as "calendar/2026-11/".
func MonthPath(month string) string { return CalendarPath + month + "/" }

// DayPath is the page of a day in a calendar, such as "calendar/2026-11-14/".
func DayPath(day string) string { return CalendarPath + day + "/" }

// WeekPath is the page of a week in a calendar, by its first day.
func WeekPath(first string) string { return CalendarPath + "week/" + first + "/" }

// Numbered is the path of one page of a long list.
func Numbered(path string, number int) string {
	if number == 1 {
		return path
	}
	return path + "page-" + strconv.Itoa(number) + "/"
}

// PlacesPath is one page of the places that a page has too many of to show.
func PlacesPath(path string, number int) string { return path + "places-" + strconv.Itoa(number) + "/" }

// Escape escapes a path for use in a URL: ids may be of any script.
func Escape(path string) string {
	for i := range len(path) {
		if c := path[i]; c >= 0x80 || c == ' ' || c == '%' || c == '?' || c == '#' {
			return (&url.URL{Path: path}).EscapedPath()
		}
	}
	return path
}
