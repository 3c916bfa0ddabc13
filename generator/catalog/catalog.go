// Package catalog is the model of a community's directory in plain structs:
// organizations, opportunities, categories, locations, and what follows from
// them alone (resolving aliases, grouping, freshness, ordering). It does not
// know files, YAML, URLs or HTML.
package catalog

import (
	"time"

	"corkboard/generator/schedule"
	"corkboard/generator/withheld"
)

// Catalog is a whole content folder, every reference resolved. It is not
// changed after it has been made, so many goroutines may read it.
type Catalog struct {
	Site          Site
	Organizations []*Organization // by ID
	Opportunities []*Opportunity  // by ID
	Categories    []*Category     // in the order written
	Locations     []*Location     // in the order written
	Closures      []Closure       // in the order written
	Needs         []Need          // in the order written: those that differ from the program's
	Pages         []*Page         // by ID
	Media         []Media         // by Path

	Withheld []withheld.Secret // what no output may give away
	LeftOut  []string          // content files of listings that could not be read, sorted
	Vanished []Vanished        // what had calendars until lately
}

// Vanished is something with calendars of its own that a commit took out of the
// directory.
type Vanished struct {
	Kind string // location, category, organization, language, feed
	ID   string
	Name Text // none = the id in words
	At   time.Time
}

// Site is site.yaml.
type Site struct {
	ID         string // right side of every feed UID; never changes
	Title      Text
	Tagline    Text
	Summary    Text
	URL        string // absolute, without a trailing slash; may have a path
	Zone       *time.Location
	TimeFormat int      // 12 or 24: how a time without am or pm is read; 0 = as in the country
	Country    string   // ISO 3166-1 alpha-2, upper case; "" = unknown
	Languages  []string // BCP 47; the first is the default and has no prefix
	Area       Box      // zero = not said
	Repository Repository
	Contact    SiteContact
	Emergency  []EmergencyNumber
	Alert      *Alert
	Theme      string // name of the theme; "" = default
	Accent     string // "#rrggbb"; "" = the theme's own
	Logo       Image
	Today      schedule.Date // the day that a demonstration is of; zero = the site lives
	Review     map[Kind]int  // days, by kind; organizations under KindOrganization
	Feeds      []FeedSet
	License    Text
	LicenseURL string
	Revision   Revision // of what calendar entries are made of
}

// Revision is when something that calendar entries are made of last changed. The
// zero value is not known.
type Revision struct {
	At      time.Time // rises with each change; see history.Dates
	Changes int       // how many there were
}

// Repository is where the content folder is kept, for "suggest a change".
type Repository struct {
	URL    string // https address of the repository
	Branch string // "" = main
	Path   string // the content folder in it; "" = content
	Kind   string // github, forgejo, gitlab; "" = judged by the host
}

// SiteContact is who answers for the directory.
type SiteContact struct {
	Name    Text
	Email   string
	Phone   string
	Replies Text // when: "Maria reads on Saturdays"
}

// EmergencyNumber is a line of the help-now page.
type EmergencyNumber struct {
	Name   Text
	Number string
	Text   string // a number to text to; "" = none
	URL    string
	Note   Text
}

// FeedSet is a combination of facets that a site declares a feed for.
type FeedSet struct {
	ID         string
	Formerly   []string // ids it had before
	Title      Text
	Categories []*Category
	Locations  []*Location
	Kinds      []Kind
	Directions []Direction
	Languages  []string
}

// Box is a geographic rectangle in degrees (WGS 84).
type Box struct{ South, West, North, East float64 }

// Set reports whether the box was given.
func (b Box) Set() bool { return b != Box{} }

// Contains reports whether p lies in the box.
func (b Box) Contains(p Point) bool {
	return p.Lat >= b.South && p.Lat <= b.North && p.Lon >= b.West && p.Lon <= b.East
}

// Point is a place on the earth in degrees (WGS 84).
type Point struct{ Lat, Lon float64 }

// Alert is an announcement that stands down by itself.
type Alert struct {
	Text  Text
	From  time.Time // zero = at once
	Until time.Time // zero = until removed
	URL   string
}

// At reports whether the alert is shown at now.
func (a *Alert) At(now time.Time) bool {
	return a != nil && !now.Before(a.From) && (a.Until.IsZero() || now.Before(a.Until))
}

// Category is one subject of the directory.
type Category struct {
	ID        string
	Name      Text
	Parent    *Category // nil = top
	Children  []*Category
	Summary   Text
	Aliases   []string
	Icon      string
	Sensitive bool // own or inherited
	Formerly  []string
	Revision  Revision
}

// Privacy says how much of a place may be told.
type Privacy string

const (
	Public       Privacy = ""
	AreaOnly     Privacy = "area-only"
	Confidential Privacy = "confidential"
)

// Location is a region, town, neighbourhood or venue.
type Location struct {
	ID        string
	Name      Text
	Parent    *Location // what it lies in; nil = top
	Children  []*Location
	Aliases   []string
	Postcodes []string
	Summary   Text
	Transport Text
	Access    Access
	Zone      *time.Location // nil = the parent's, else the site's
	Privacy   Privacy
	Exact     *Exact // nil unless the place may be told exactly: no other type has these fields
	Alert     *Alert
	Formerly  []string
	Own       bool // written inside one listing: it has no page of its own
	Revision  Revision
}

// Exact is what only a public place has.
type Exact struct {
	Address Address
	Geo     *Point // nil = unknown
}

// Address is a postal address in the parts of schema.org PostalAddress.
type Address struct {
	Lines    []string // street and whatever stands with it, as written
	City     string
	Region   string
	Postcode string
	Country  string // ISO 3166-1 alpha-2; "" = the site's
}

// Closure is a named set of days off.
type Closure struct {
	ID   string
	Name Text // "" = the id in words
	Days []schedule.DateSpan

	Revision Revision
}

// Need is what residents need, in their own words: an entry of needs.yaml takes the place
// of the need with its id that the program knows (package needs).
type Need struct {
	ID        string
	Name      Text
	Icon      string
	Phrases   map[string][]string // by language
	Crisis    map[string][]string // by language: words of somebody in danger
	Served    []*Category
	Get       []Get
	Emergency string // the number of a line of the emergency list
	Hidden    bool
}

// Page is a Markdown page of the site's own.
type Page struct {
	ID      string // path below pages/, without its ending
	Title   Text
	Summary Text
	Body    []Body
	Order   int
	Menu    bool // listed in the footer; default yes
	File    string
}

// Body is a Markdown text in one language.
type Body struct {
	Lang   string
	Source string // Markdown
	File   string // content file
	Line   int    // line in File of the source's first line
}

// Media is one file below media/.
type Media struct {
	Path          string // slash path below the content folder, "media/…"
	Size          int64
	Width, Height int // pixels; 0 = not an image we can measure
	Hash          string
	Unreadable    bool // not a picture whose metadata can be left out, so it is not published
}

// Image is a picture used by a listing.
type Image struct {
	File string // slash path below the content folder; "" = none
	Alt  Text
}
