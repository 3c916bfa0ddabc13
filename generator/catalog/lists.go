package catalog

// The closed lists of the format. Each is in the order in which people are
// offered its words; the words for readers are in the theme.

// Direction is what the reader wants to do: give help, get help, have a say,
// come together.
type Direction string

const (
	GiveHelp Direction = "give"
	GetHelp  Direction = "get"
	HaveASay Direction = "say"
	Meet     Direction = "meet"
)

// Directions in the order of the site's menu.
var Directions = []Direction{GiveHelp, GetHelp, HaveASay, Meet}

// Kind is what an opportunity is.
type Kind string

const (
	Volunteer    Kind = "volunteer"
	Drive        Kind = "drive"
	Donate       Kind = "donate"
	Respond      Kind = "respond"
	GetHelpKind  Kind = "get-help"
	Job          Kind = "job"
	Grant        Kind = "grant"
	Class        Kind = "class"
	Event        Kind = "event"
	Group        Kind = "group"
	Meeting      Kind = "meeting"
	Consultation Kind = "consultation"
	Seat         Kind = "seat"
	Study        Kind = "research"

	// KindOrganization stands for organizations where periods go by kind.
	KindOrganization Kind = "organization"
)

// KindInfo is what follows from a kind.
type KindInfo struct {
	Kind      Kind
	Direction Direction
	Review    int // days after which it should be checked again
}

// Kinds is the table of kinds.
var Kinds = []KindInfo{
	{Volunteer, GiveHelp, 180},
	{Drive, GiveHelp, 365},
	{Donate, GiveHelp, 365},
	{Respond, GiveHelp, 180},
	{GetHelpKind, GetHelp, 90},
	{Job, GetHelp, 365},
	{Grant, GetHelp, 365},
	{Class, Meet, 180},
	{Event, Meet, 365},
	{Group, Meet, 180},
	{Meeting, HaveASay, 365},
	{Consultation, HaveASay, 365},
	{Seat, HaveASay, 180},
	{Study, HaveASay, 365},
}

// Info returns the row of k; the zero row for a kind that is none.
func (k Kind) Info() KindInfo {
	for _, info := range Kinds {
		if info.Kind == k {
			return info
		}
	}
	return KindInfo{Kind: k, Review: 365}
}

// Direction is the direction of k.
func (k Kind) Direction() Direction { return k.Info().Direction }

// OnADay reports whether what is of this kind takes place on days.
func (k Kind) OnADay() bool {
	return k == Class || k == Event || k == Group || k == Meeting || k == Drive
}

// KindAliases are words that people write for a kind.
var KindAliases = map[string]Kind{
	"service": GetHelpKind, "help": GetHelpKind, "cleanup": Volunteer, "clean-up": Volunteer, "board": Seat,
}

// Say is how much say a resident has, from least to most.
type Say string

// Says in rising order.
var Says = []Say{"hear", "comment", "take-part", "shape", "decide"}

// Give is what a resident gives; Gives lists them.
type Give string

var Gives = []Give{"time", "skills", "items", "money", "blood", "voice", "data", "space"}

// Get is what a resident gets; Gets lists them.
type Get string

var Gets = []Get{"food", "shelter", "money", "goods", "care", "advice", "information", "transport", "training",
	"childcare", "expenses", "stipend", "pay", "certificate", "reference", "service-hours", "company"}

// PayUnits are what an amount of pay is for.
var PayUnits = []string{"hour", "day", "week", "month", "year", "total"}

// Status is what has become of an opportunity. "" is Scheduled.
type Status string

const (
	Scheduled   Status = "scheduled"
	Tentative   Status = "tentative"
	Full        Status = "full"
	Paused      Status = "paused"
	Postponed   Status = "postponed"
	Cancelled   Status = "cancelled"
	MovedOnline Status = "moved-online"
	Done        Status = "done"
)

// Statuses in the order of the form.
var Statuses = []Status{Scheduled, Tentative, Full, Paused, Postponed, Cancelled, MovedOnline, Done}

// OrganizationKind is what an organization is; OrganizationKinds lists them.
type OrganizationKind string

var OrganizationKinds = []OrganizationKind{"charity", "faith", "mutual-aid", "informal", "school", "library", "research",
	"public-body", "coop", "club", "business", "coalition"}

// OrganizationStatus is what has become of an organization. "" is active.
type OrganizationStatus string

var OrganizationStatuses = []OrganizationStatus{"active", "paused", "closed", "merged"}

// Answer is a yes/no field. Unknown is never shown as no.
type Answer uint8

const (
	Unknown Answer = iota
	Yes
	No
)

// AccessState is what is known of an access feature.
type AccessState string

var AccessStates = []AccessState{"yes", "partial", "no", "unknown"}

// AccessFeatures are the features a place can have.
var AccessFeatures = []string{"step-free", "toilet", "parking", "lift", "hearing-loop", "sign-language", "captions", "large-print",
	"quiet-space", "seating", "baby-change", "assistance-dogs", "gender-neutral-toilet"}

// Requirement is what is asked of a person; Requirements lists them.
type Requirement string

var Requirements = []Requirement{"background-check", "training", "vehicle", "driving-licence", "lifting", "own-tools", "references",
	"interview", "vaccination", "membership", "safety-shoes", "insurance", "age-proof"}

// Remote says where it takes place. "" is on the spot.
type Remote string

const (
	OnSite   Remote = "no"
	Remotely Remote = "yes"
	Hybrid   Remote = "hybrid"
)

// Remotes in the order of the form.
var Remotes = []Remote{OnSite, Remotely, Hybrid}

// ResidentParts are the parts residents can have in a study.
var ResidentParts = []string{"ask", "design", "collect", "interpret", "act"}

// PhoneTypes are the ways a number can be used.
var PhoneTypes = []string{"voice", "text", "whatsapp", "tty"}

// CommitmentUnits are what hours can be counted by.
var CommitmentUnits = []string{"shift", "week", "month", "year", "total"}
