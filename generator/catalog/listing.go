package catalog

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"corkboard/generator/schedule"
)

// Record is what organizations and opportunities have in common as entries of
// a git folder.
type Record struct {
	ID       string // base name of the file
	File     string // slash path below the content folder
	Line     int    // first line of the entry in File; 1 unless File is a list
	Langs    []string
	Formerly []string
	Source   Source
	Listed   bool // false = not in lists (listed: no)

	Checked Checked
	Review  int       // days; 0 = the default of the kind
	Added   time.Time // first commit; zero = unknown
	Created time.Time // when that commit was made; zero = unknown
	Changed time.Time // its revision, see history.Dates; zero = unknown
	Changes int       // how many commits changed it
	Edited  bool      // differs from the newest commit

	Extra []Extra // x- keys, in the order written
}

// OldestID is the id that feed UIDs are made from.
func (r *Record) OldestID() string {
	if len(r.Formerly) > 0 {
		return r.Formerly[len(r.Formerly)-1]
	}
	return r.ID
}

// Checked says when a person last made sure that a record is true.
type Checked struct {
	Date schedule.Date // zero = not said: Added counts
	By   Text
	How  Text
}

// Source says where a record came from, for imports.
type Source struct {
	Name    string
	URL     string
	License string
	ID      string
}

// Organization is a body that offers opportunities.
type Organization struct {
	Record
	Name           Text
	Aka            []Text
	Summary        Text
	Body           []Body
	Kind           OrganizationKind
	Parent         *Organization
	Partners       []*Organization // as written here; Catalog links both ways
	Identifiers    []Identifier
	Categories     []*Category
	Tags           []string
	URL            string
	Links          []Link
	Logo           Image
	Phones         []Phone
	Emails         []Email
	Locations      []*Location
	Serves         []*Location
	Languages      []string // BCP 47, spoken
	Interpretation Text
	Hours          Text
	Opening        []Schedule
	Founded        string // a year or a date, as written
	Status         OrganizationStatus
	Alert          *Alert

	Children  []*Organization // whose Parent this is, by ID
	PartnerOf []*Organization // that name this one as a partner, by ID
}

// Identifier is a number by which others know an organization.
type Identifier struct{ Scheme, Value string }

// Opportunity is one thing a resident can do, get, say or join.
type Opportunity struct {
	Record
	Title         Text
	Kind          Kind
	Organizations []*Organization
	Missing       []string // organization ids whose files could not be read: shown as names
	Host          Text     // neighbours without an organization
	Say           Say
	Give          []Give
	Get           []Get
	Summary       Text
	Body          []Body
	Categories    []*Category
	Tags          []string
	Links         []Link
	Image         Image
	Related       []string // ids of listings, of which one that is left out is not in the catalog

	Schedules []Schedule
	Expected  Month // of something without a date yet
	Hours     Text
	Deadline  Deadline
	Former    []Former       // what it told before, the newest first
	Was       []*Opportunity // as it stood in other sets before, the newest first; only what decides where

	Locations []*Location // resolved: the organization's first when none was written
	Remote    Remote
	Online    Online
	Arrive    Text
	Serves    []*Location

	Commitment     Commitment
	Who            Who
	Requirements   []Requirement
	Ongoing        bool
	Removed        bool // its file is no more: only the name and the dates are known, and its calendar entries are called off
	OneOff         Answer
	IDNeeded       Answer
	ReferralNeeded Answer
	BookingNeeded  Answer
	Bring          []Text
	Languages      []string
	Interpretation Text
	Access         Access
	Cost           Cost
	Pay            Pay
	PaidWith       []string // cash, SNAP, vouchers; as written
	Phones         []Phone  // absent = the organization's; see Contacts
	Emails         []Email
	URL            string
	Steps          []Text
	Spots          Spots
	Roles          []Role
	Research       *Research
	Outcome        *Outcome
	Status         Status
	StatusNote     Text
	UrgentUntil    time.Time
	Publish        Window
	Safety         Text
}

// Schedule is a block of dates with the texts and places that belong to it.
type Schedule struct {
	schedule.Schedule
	Note    Text
	Line    int          // of its file
	Chosen  bool         // a reading was chosen that the words alone do not settle
	Changes []ChangeText // for the entries of schedule.Schedule.Changes that have any
}

// ChangeText is what a change of one occurrence says beyond its time.
type ChangeText struct {
	On       schedule.Date
	Note     Text
	Location *Location // nil = the same place
}

// Change returns the texts of the occurrence whose original day is on.
func (s *Schedule) Change(on schedule.Date) *ChangeText {
	for i := range s.Changes {
		if s.Changes[i].On == on {
			return &s.Changes[i]
		}
	}
	return nil
}

// Dated reports whether a listing has dates or a deadline, past or to come.
func (o *Opportunity) Dated() bool {
	return len(o.Schedules) > 0 && !o.Schedules[0].Always || len(o.Schedules) > 1 || !o.Deadline.Date.IsZero()
}

// AlwaysOpen reports whether the listing is open around the clock.
func (o *Opportunity) AlwaysOpen() bool { return AlwaysOpen(o.Schedules) }

// AlwaysOpen reports whether one of the blocks is around the clock.
func AlwaysOpen(blocks []Schedule) bool {
	for i := range blocks {
		if blocks[i].Always {
			return true
		}
	}
	return false
}

// Former is what a listing told of its dates until it was changed. They are in
// the calendars of those who subscribed.
type Former struct {
	At        time.Time // when it was changed
	Schedules []schedule.Schedule
	Deadline  Deadline
}

// Deadline is the last moment to answer or apply.
type Deadline struct {
	Date schedule.Date // zero = none
	Time schedule.Span // From, when a time was written
}

// Phone is a number people can call or text.
type Phone struct {
	Label     Text
	Number    string // as written
	Dial      string // digits with a leading +, for tel: links; "" = could not be made
	Ext       string
	Type      string // voice, text, whatsapp, tty; "" = voice
	Hours     Text
	Always    bool // Hours says around the clock
	Languages []string
}

// Email is an address people can write to.
type Email struct {
	Label   Text
	Address string
}

// Link is an address on the web.
type Link struct {
	Label Text
	URL   string
}

// Online is how to join from elsewhere. Public links only.
type Online struct {
	URL   string
	Phone string
	Note  Text
}

// Commitment is the time asked for.
type Commitment struct {
	Hours   float64
	Per     string // week, month, shift, year, total
	AtLeast string // "3 months", as written
}

// Who is whom it is for.
type Who struct {
	AgeMin, AgeMax int // 0 = no limit
	WithAdult      Answer
	GroupsWelcome  Answer
	Situation      []Text
	Note           Text
}

// Access is what is known of a place or occasion by feature.
type Access struct {
	Features []AccessFeature
	Note     Text
}

// AccessFeature is one feature and what is known of it.
type AccessFeature struct {
	ID    string // one of AccessFeatures
	State AccessState
}

// Cost is what it costs the resident. The zero value is unknown.
type Cost struct {
	Kind     string // free, donation, text, amount; "" = unknown
	Text     Text
	Amount   string // decimal, as written
	Currency string // ISO 4217; "" = the country's
	Note     Text
}

// Pay is what a job or a study pays. The zero value is unknown.
type Pay struct {
	Text     Text
	Amount   string // decimal, as written
	Currency string // ISO 4217; "" = the country's
	Per      string // of PayUnits; "" = not said
}

// Month is a month of a year. The zero value is none.
type Month struct {
	Year  int
	Month time.Month
}

// Spots is how many places there are.
type Spots struct {
	Total, Left int // -1 = unknown
	AsOf        schedule.Date
	Set         bool
}

// Role is one of several things an activity wants.
type Role struct {
	Title      Text
	Spots      int // 0 = not said
	Skills     []Text
	Commitment Commitment
	Remote     Remote
}

// Research is what a study tells the people it studies with.
type Research struct {
	Question  Text
	Lead      Text
	Residents []string // ask, design, collect, interpret, act
	Ethics    Ethics
	DataUse   Text
	Results   Text
}

// Ethics is who watches over a study.
type Ethics struct {
	Board     Text
	Reference string
	Phones    []Phone
}

// Outcome is what came of it.
type Outcome struct {
	Text     Text
	URL      string
	Date     schedule.Date
	Expected schedule.Date
}

// Window is when a listing is on the site. Zero ends are open.
type Window struct{ From, Until time.Time }

// Extra is a field of the contributor's own, whose name begins with x-. It is
// shown as it is written.
type Extra struct {
	Key   string // with its x-
	Value string // as written; the parts of a list between commas, of a group after their names
}

// Label is the key in words: "Dress code" for x-dress_code.
func (e Extra) Label() string {
	s := strings.NewReplacer("-", " ", "_", " ").Replace(strings.TrimPrefix(e.Key, "x-"))
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}

// WhenUnknown reports whether a listing says nothing about when.
func (o *Opportunity) WhenUnknown() bool {
	return len(o.Schedules) == 0 && len(o.Hours) == 0 && o.Deadline.Date.IsZero() && !o.Ongoing && o.OneOff != Yes && o.Outcome == nil && o.Commitment == (Commitment{})
}
