// Package views is everything that pages show, in plain structs and in the words
// of the page's language: one struct for each kind of page. A template lays a
// view out and adds the labels of the interface; it never decides what is true.
// Every view can be fingerprinted by tree.HashOf, so a page is rendered again
// exactly when its view changes. It does not know where a view comes from, nor
// what a template makes of it.
package views

import "corkboard/generator/tree"

// Phrase is a text for readers. Lang is its BCP 47 tag when the text is not in
// the page's language, else "".
type Phrase struct {
	Text string
	Lang string
}

// Link is an address with its words.
type Link struct {
	Phrase
	URL      string
	Hreflang string // language of the page it leads to, when that is another one
	Current  bool   // it leads to this page
	Detail   string // a few words beside it, such as a phone type; "" = none
}

// Term is a category, location, kind or other facet with what it holds.
type Term struct {
	Link
	ID       string
	Icon     string // id of an icon of the theme; "" = none
	Count    int    // listings in it and below it
	Summary  Phrase
	Children []Term
}

// Chrome is what all pages of a language share. It is rendered once.
type Chrome struct {
	Lang, Dir   string // BCP 47 tag; ltr or rtl
	Zone        string // IANA name of the site's zone
	Moment      string // of a demonstration: the moment that scripts take for now, RFC 3339
	Title       Phrase
	Tagline     Phrase
	Home        string // URL
	Logo        string // URL; "" = the theme's mark
	Icon        string // URL of a square PNG picture; "" = none
	Manifest    string // URL
	Accent      string // "#rrggbb" or ""
	Directions  []Link // the menu: four directions
	Menu        []Link // organizations, categories, locations, calendar, search
	Footer      []Link // help-now first, then subscribe, suggest, needs-checking, pages
	HelpNow     string // URL
	Search      string // URL
	Suggest     string // URL
	HideVisit   string // URL of what a browser keeps of a visit
	Emergency   []Emergency
	Alerts      []Alert // of the site
	Contact     Contact
	License     Link
	Base        string // path prefix of the site, "/" or "/town/"
	ContentHash tree.Hash
}

// Hash is worked out once, in New.
func (c *Chrome) Hash() tree.Hash { return c.ContentHash }

// Emergency is one line of emergency numbers.
type Emergency struct {
	Name   Phrase
	Number string
	Dial   string // for tel:
	Text   string // a number to text to; "" = none
	URL    string
	Note   Phrase
}

// Alert is an announcement. Times are RFC 3339 with offset, or "".
type Alert struct {
	Text  Phrase
	URL   string
	Place Phrase // the place it is for; empty = the whole site
	Until string // RFC 3339; the page's script hides it then
}

// Frame is what each page has beside its content. Views embed it.
type Frame struct {
	*Chrome
	Kind        string   // page kind, the name of the template
	PageURL     string   // path with the site's prefix, "/town/es/give/"
	PageTitle   string   // for <title>, status first, without the site's name
	Description string   // for search engines and share texts; "" on sensitive pages
	Canonical   string   // absolute URL
	Share       *Picture // what a chat shows beside a link to the page, with an absolute URL; nil = nothing
	Languages   []Link   // this page in each language it exists in, named in that language; Hreflang always set
	Feeds       []FeedLink
	Crumbs      []Link // from home down to the parent
	PageAlerts  []Alert
	JSONLD      string // one JSON document, safe inside a script element; "" = none
	Sensitive   bool   // leave-page link, how to hide a visit, no share texts
	NoIndex     bool
	Section     string // id of the direction or menu entry this page belongs to
}

// FeedLink is a rel=alternate link.
type FeedLink struct {
	Type  string // media type
	Title string
	URL   string
}

// DateBlock is a day as a paper calendar shows it.
type DateBlock struct {
	Weekday string // short, "Sat"
	Day     string // "14"
	Month   string // short, "Nov"
}

// Occasion is one occurrence for readers.
type Occasion struct {
	Block    DateBlock
	Text     string // "Saturday 14 November 2026, 10am to noon"
	Day      string // "Saturday 14 November 2026"
	Clock    string // "10am to noon"; "" = all day
	Start    string // RFC 3339 with offset, or a date for all-day: for <time datetime>
	End      string // the same; "" = unknown
	Prefix   string // "Cancelled: ", "Moved: " or ""
	Off      bool   // does not take place
	Note     Phrase
	Place    Link // where this one is, when elsewhere
	Download string
}

// Card is a listing in a list: a notice with its facts in fixed places.
type Card struct {
	Link                 // title and page
	ID        string     //
	Prefix    string     // "Cancelled: ", before the title; part of the link
	Status    string     // id of the status or state (cancelled, full, ended, stale …); "" = none
	Direction string     // give, get, say, meet; "" for organizations
	Kind      string     // id
	KindName  string     // "Volunteering"
	DirName   string     // "Give help"
	Who       Phrase     // organization or host
	Date      *DateBlock // nil when no date is known
	When      string     // in words: the date in full, "Ongoing", "Until 11 December 2026", hours
	Start     string     // for <time datetime>; "" = no date
	End       string
	Clock     string // hours beside the day in a calendar: "10am to noon", "All day"; "" = When stands there
	Repeats   string // the schedule sentence, when it repeats; "" = once
	Where     Phrase
	Line      Phrase   // summary
	Marks     []Mark   // "Urgent", "Not confirmed since 3 May: call first"
	Phone     *Contact // on help-now
	Times     string   // opening times for "open now", as wording.Spans writes them
	Facts     []string // a few short words: "No ID needed", "Walk in", "Free"
}

// Mark is a short notice on a listing.
type Mark struct {
	ID    string // urgent, stale, dormant, ended, full …
	Text  string
	Until string // RFC 3339; the page's script hides it then
}

// Contact is one way to reach someone.
type Contact struct {
	Kind   string // call, text, whatsapp, tty, mail, web
	Label  Phrase // whose it is or what for; may be empty
	Text   string // as people read it
	URL    string // tel:, sms:, mailto: or https:
	Detail string // extension, hours, languages
}

// Fact is one labelled line of a listing.
type Fact struct {
	ID    string
	Label string
	Lines []Link // URL "" = plain text
}

// Place is where something is.
type Place struct {
	Link             // name and page
	Within    []Link // neighbourhood, town …
	Address   []Phrase
	MapURL    string // an address or coordinate search of the reader's choice; "" = none
	Arrive    Phrase
	Transport Phrase
	Access    []Fact
	Note      string // such as "Only the area is told: ask for the address"
}

// Notice is a box at the top of a page.
type Notice struct {
	ID    string // status, stale, dormant, ended, alert, safety, unchecked
	Text  Phrase
	URL   string
	Until string // RFC 3339; the page's script hides it then
}

// SubscribeBox is the subscribe box of a calendar feed.
type SubscribeBox struct {
	Title    string      // name of the calendar
	Brings   string      // "About 3 entries a week."
	Next     []Beginning // what begins first from the day of the build on; the first that has not begun is shown
	Webcal   string
	HTTPS    string
	Google   string
	Outlook  string
	Office   string
	Download string
	Atom     string // URL of the news feed beside it; "" = none
}

// Beginning is what begins when.
type Beginning struct {
	Text  string // "Next: Soup, Monday 30 November."
	Start string // RFC 3339, or a date
}

// Pager is the pages of a long list.
type Pager struct {
	Number, Total  int // 1-based
	Previous, Next string
	Pages          []Link // every page on the first one; on the others those near them and both ends
}

// List is listings, then organizations, with their pages.
type List struct {
	Cards         []*Card
	Count         int // listings on all pages
	Organizations Owners
	Pager         *Pager
	Empty         string // what to say when there is nothing
}

// Owners are the organizations of a list.
type Owners struct {
	Cards []*Card // those of this page
	Count int     // on all pages
	At    string  // URL of where they begin, when that is another page; "" = here
}

// Home is the front page.
type Home struct {
	Frame
	Intro            Phrase
	Lead             string // what there is most of: organizations, standing or dates
	Needs            []Term // what people come for, each with what serves it
	Urgent           []*Card
	Week             []Day   // days with something on
	Standing         []*Card // some without a date, where most have none
	Owners           []*Card // organizations, where they are few
	Letters          []Link  // to organizations from A to Z, where they are most of what there is
	Directions       []Term
	Categories       []Term
	Locations        []Term
	Places           Link // to all places, when some are left out
	Listings         int
	Organizations    int
	Calendar         string
	All              string // URL of /opportunities/
	AllOrganizations string // URL of /organizations/
}

// Day is one day of a calendar.
type Day struct {
	ID     string // 2026-11-14
	Block  DateBlock
	Text   string // "Saturday 14 November 2026"
	Number string // "14"
	Cards  []*Card
	Count  int    // how much there is that day, shown or not
	More   string // "and 12 more that day"; "" = all are shown
	Open   string // "Open that day: 9 services"; "" = they are among the cards
	URL    string // page of the day; "" = it has none
	Other  bool   // belongs to the month before or after
	Later  bool   // not within a week: the printed sheet does without it
}

// Weekday heads a column of a month.
type Weekday struct{ Short, Name string }

// Index is any page that lists listings: all, a direction, kind,
// language, access feature, category, location, or location × category.
type Index struct {
	Frame
	Heading       Phrase
	Label         string // what this is, above the heading: "Category", "Location"
	Intro         Phrase
	Direction     string
	Narrower      []Term // inside it: sub-terms or crossing facets
	NarrowerLabel string
	NarrowerRest  Link   // to all of them, when some are left out
	Other         []Term // a second group: categories at a location, locations of a category
	OtherLabel    string
	OtherRest     Link // to all of them, when some are left out
	Siblings      []Link
	SiblingsLabel string
	Place         *Place // on location pages
	PlacesAfter   bool   // Narrower are places, which come after the listings
	List          List   // listings, then organizations
	Subscribe     *SubscribeBox
}

// Terms is the overview of all categories or all locations, or one page of the places
// within another one, by name.
type Terms struct {
	Frame
	Heading string
	Intro   string
	Terms   []Term
	Rest    Link    // to all of them, when some are left out
	Groups  []Group // by letter, on the pages of a long list
	Letters []Link  // each to where the names with it begin
	Pager   *Pager
}

// Organizations lists organizations from A to Z.
type Organizations struct {
	Frame
	Heading string
	Groups  []Group // by letter
	Letters []Link  // each to where the names with it begin
	Pager   *Pager
	Count   int
}

// Group is a heading with its cards.
type Group struct {
	Heading string
	ID      string
	Link    Link
	Cards   []*Card
	Terms   []Term // or these
}

// Listing is the page of one opportunity, its parts in reading order.
type Listing struct {
	Frame
	ID           string
	Title        Phrase
	Prefix       string // status before the title
	Status       string
	Direction    string
	DirName      Link
	KindName     Link
	Summary      Phrase
	Notices      []Notice
	Image        *Picture
	When         When
	Where        []Place
	Online       *Contact
	OnlineNote   Phrase
	Contacts     []Contact
	ContactNote  Phrase // whose contacts these are, when not the listing's own
	Steps        []Phrase
	For          []Fact // who, ID, referral, booking, requirements, bring
	Exchange     []Fact // what you give and get, time, roles, spots
	Say          *SayFact
	Cost         []Fact // cost, languages, interpretation
	Access       []Fact
	Own          []Fact // fields of the contributor's own
	Research     []Fact
	Safety       Phrase
	By           []Link // who runs it
	Host         Phrase
	Body         Prose
	Categories   []Link
	Tags         []string
	Links        []Link
	Outcome      *OutcomeFact
	Checked      string // "Checked on 3 November 2026 by Maria (by phone)"
	CheckedState string // fresh, due, stale, dormant, unknown
	Act          Act
	Others       []*Card // if this is closed
	OthersLabel  string
	Related      []*Card
}

// When is the dates of a listing.
type When struct {
	Next      *Occasion
	Sentences []Phrase // the schedule in words, one a block, with its note
	Hours     Phrase
	HoursOnly bool // prose only: call first
	Upcoming  []Occasion
	Changes   []Occasion // cancelled, moved or skipped soon
	Deadline  *Occasion
	Ongoing   string // "Ongoing: no fixed dates"
	Unknown   string // "Date not known yet"; "September 2026, day to be announced"
	Past      string // "It was on …" when it has ended
	Zone      string // in words, when not the site's
	Times     string // as in Card
}

// SayFact is how much say a resident has, as a ladder.
type SayFact struct {
	ID    string
	Level int // 1 to 5
	Of    int
	Name  string
	Line  string
}

// OutcomeFact is what came of it.
type OutcomeFact struct {
	Text     Phrase
	URL      string
	Date     string
	Expected string // "expected by …" when there is none yet
	Missing  bool   // it is over and nothing has been said
}

// Act is what a reader can do with a listing.
type Act struct {
	Call        *Contact // its first number; nil = none
	Map         string   // how to get to its first place; "" = none is known
	Calendar    string   // URL of event.ics; "" = no date
	Subscribe   *SubscribeBox
	Print       bool
	ShareText   string  // "" on sensitive pages
	SuggestMail string  // mailto: with the listing named
	EditURL     string  // file in the repository; "" = no repository
	Report      *Report // nil = nobody to tell
	Again       string  // make one like this
}

// Report is whom to tell that something is wrong, and of what.
type Report struct {
	Mail    string // mailto: with the page named; "" = no mail address
	Address string
	Subject string
	Page    string // absolute URL
	File    string // its file in the content folder
	Phone   *Contact

	OldPhone, Place, Hours string // what the page says now
}

// Picture is an image with its words.
type Picture struct {
	URL           string
	Alt           string
	Lang          string
	Width, Height int
}

// Prose is a Markdown body. HTML is worked out when it is shown; what is
// fingerprinted is its source.
type Prose struct {
	Source string
	Lang   string // when not the page's language
	Base   string // URL prefix for media
	Table  string // what a table is called
}

// Organization is the page of one organization.
type Organization struct {
	Frame
	ID           string
	Name         Phrase
	Prefix       string
	Status       string
	KindName     string
	Aka          []Phrase
	Summary      Phrase
	Notices      []Notice
	Logo         *Picture
	Contacts     []Contact
	Hours        Phrase
	Opening      []Phrase
	Times        string
	Where        []Place
	Facts        []Fact  // serves, languages, founded, identifiers, parent
	Members      []*Card // members of a coalition, or partners
	MembersLabel string
	Body         Prose
	Groups       []Group // its opportunities by direction
	Also         []Group // what others hold at its places
	Ended        []*Card // over or dormant
	Categories   []Link
	Tags         []string
	Own          []Fact // fields of the contributor's own
	Links        []Link
	Checked      string
	CheckedState string
	Act          Act
}

// DayPart is what is on in one part of a day.
type DayPart struct {
	ID, Label string
	Cards     []*Card
}

// Calendar is the agenda of the next weeks, of everything or of one kind, or
// a month, a week or a day, which say all that is on.
type Calendar struct {
	Frame
	Heading        string
	Month          string  // 2026-11; "" = the next weeks
	Days           []Day   // those with something on
	Weeks          [][]Day // the grid of a month
	Weekdays       []Weekday
	Parts          []DayPart // of a day, instead of Days
	Whole          bool      // it is a week or a day: it is printed as it is
	Previous, Next Link      // months, weeks or days
	Near           string    // what these are, "Near months"
	Months         []Link
	ByWeek         []Link
	Kinds          []Link // everything first
	Subscribe      *SubscribeBox
}

// HelpNow is the page for people who need help today.
type HelpNow struct {
	Frame
	From   string // "Next openings from …"
	Groups []HelpGroup
}

// HelpGroup is who helps with a need. The page's script shows some of them.
type HelpGroup struct {
	Group
	Open string // how many of all are open from when on, as Card.Times
}

// Search is the page the search form leads to.
type Search struct {
	Frame
	Index           string // URL of the folder of its index
	Listings        string // URL below which the listings of this language are
	Owners          string // URL below which the organizations of this language are
	OwnersOriginals string // and below which those that are not translated are
	Originals       string // and below which those that are not translated are, and all calendars
	Words           string // what records leave out; JSON
	Country         string // ISO 3166, for miles; "" = unknown
	Categories      []Term
	Locations       []Term
	Places          Link // to all places, when some are left out
	Kinds           []Term
	Languages       []Term
	Access          []Term
}

// Subscribe leads to every calendar.
type Subscribe struct {
	Frame
	Subscribe     *SubscribeBox // the whole site
	Calendars     string        // URL of all calendars with their names, for the picker
	Groups        []FeedGroup
	Organizations Link
}

// FeedGroup is the calendars of one facet.
type FeedGroup struct {
	ID      string
	Heading string
	Links   []Link // each to a subscribe box
}

// Feed is the page of a calendar that site.yaml declares.
type Feed struct {
	Frame
	Heading   Phrase
	Holds     []Fact // what a listing in it has to fit; of each line one is enough
	Subscribe *SubscribeBox
	List      List
}

// Suggest says how to send a listing.
type Suggest struct {
	Frame
	Mail      string // mailto: with the template as its text; "" = no address
	Address   string
	Phone     *Contact
	Contact   Phrase
	Replies   Phrase
	NewFile   string // link to a new file in the repository; "" = none
	Kinds     []KindChoice
	Templates []Template
	Choices   string // URL of what the form offers: organizations, places, categories, languages
	Groups    []KindGroup
	Folders   []string // where the repository makes a new listing and a new organization; empty = no such link
	Prefill   bool     // the repository takes a name and a text with the link
}

// KindGroup is a direction with its kinds.
type KindGroup struct {
	ID, Name string
	Kinds    []KindChoice
}

// KindChoice is a kind with its line.
type KindChoice struct{ ID, Name, Line, Direction string }

// Template is a listing to copy.
type Template struct{ Title, Text, File string }

// Outcomes is what came of meetings, consultations and studies.
type Outcomes struct {
	Frame
	Done    []OutcomeRow
	Waiting []OutcomeRow // over, nothing said yet
	Open    []*Card      // still running
}

// OutcomeRow is one listing with its outcome.
type OutcomeRow struct {
	Card    *Card
	Outcome OutcomeFact
}

// Newest is what was added lately.
type Newest struct {
	Frame
	Days []Group
}

// NeedsChecking is a call sheet.
type NeedsChecking struct {
	Frame
	Calls   []Call
	Minutes string // an estimate of the time
	Count   int
}

// Call is one organization to phone, with what to ask.
type Call struct {
	Link
	Contacts []Contact
	Rows     []CallRow
}

// CallRow is one thing to make sure of.
type CallRow struct {
	Link
	State string // due, stale, dormant, unknown, outcome
	Why   string // "last checked 3 May 2026"
	Ask   []string
	File  string
}

// Gaps shows category × town where nobody offers anything.
type Gaps struct {
	Frame
	Columns []Link
	Rows    []GapRow
	Suggest string
}

// GapRow is one category with a cell a column.
type GapRow struct {
	Link
	Cells []GapCell
}

// GapCell is how many listings there are; 0 is a gap.
type GapCell struct {
	Count int
	URL   string
}

// Own is a page of the site's own.
type Own struct {
	Frame
	Heading Phrase
	Body    Prose
}

// NotFound is 404.html.
type NotFound struct {
	Frame
	Links []Link
}

// Redirect stands at an old address.
type Redirect struct {
	Frame
	To Link
}

// View is any of the views above: each embeds a Frame.
type View interface{ Page() *Frame }

// Page returns the frame of the page a view belongs to.
func (f *Frame) Page() *Frame { return f }

// Policy is the content security policy of every page: nothing but our own
// files, no inline script or style, no HTML made from text.
const Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; " +
	"manifest-src 'self'; base-uri 'none'; form-action 'self'; require-trusted-types-for 'script'; trusted-types 'none'"
