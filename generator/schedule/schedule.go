// Package schedule knows when things happen: the phrases people write for it,
// the recurrences they mean, the resulting occurrences, and the structure of
// the sentence that reports them. Its times follow RFC 5545 and the IANA time
// zones. It does not know listings, YAML, or the words of any language beyond
// its tables of words for reading phrases.
package schedule

import "time"

// Schedule is one block of dates: one occasion, one series with a rule, or
// several loose dates. The zero value has no occurrence.
type Schedule struct {
	Always bool // around the clock, every day: nothing else is set, and nothing goes into a calendar

	Key   string // names the block in a feed's UID when there are several; "" = its position
	Start Date   // first or only day; zero = to be anchored (see Anchor)
	End   Date   // last day of an all-day span, inclusive; zero = one day
	Time  Span   // time of day; AllDay when none was written

	Rule  Rule // zero = no repetition
	Until Date // last day that may have an occurrence, inclusive; zero = open
	Count int  // number of occurrences; 0 = not counted

	Skip    []Skip   // days without an occurrence
	Also    []Dated  // additional single occurrences
	Dates   []Dated  // an irregular series: then Start and Rule are zero
	Changes []Change // single occurrences that differ, by their original date

	Zone string // IANA name; "" = the location's, else the site's

	Anchored bool // Start was not written, but chosen by Anchor: the rule applies to the days before it as well
}

// Date is a civil day, without a zone.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// Clock is a time of day in minutes after midnight, 0 to 1439.
type Clock int16

// Span is a time of day with or without an end. The zero value is all day.
type Span struct {
	Set      bool // false = all day
	From, To Clock
	HasEnd   bool // false = no end was given. To before or equal to From ends the next day; 0 to 0 is the whole day
	Days     int8 // how many days after the start the end is; 0 = the same day or the next one
}

// Dated is one day with its own time; an unset Span takes the schedule's.
type Dated struct {
	Date Date
	Time Span
}

// Skip is a range of days without an occurrence, in one year or in every one,
// or a named closure.
type Skip struct {
	From, To Date   // inclusive; To = From for one day. Year 0 = every year; then To may be before From
	Closure  string // id in closures.yaml; then From and To are zero
}

// Change is one occurrence that differs from the rule.
type Change struct {
	On        Date // its original date
	Cancelled bool
	Date      Date // new day; zero = the same
	Time      Span // new time; unset = the same
}

// Frequency is the unit a rule repeats in.
type Frequency uint8

const (
	Once Frequency = iota
	Daily
	Weekly
	Monthly
	Yearly
)

// Rule is a repetition, a subset of RFC 5545 section 3.3.10.
type Rule struct {
	Frequency Frequency
	Interval  int            // every N units; 0 counts as 1
	Days      []time.Weekday // Weekly: the days, Monday first; empty = the start's own
	Ordinals  []int          // Monthly, Yearly with Days: 1..5, -1 = last; months without a fifth have none
	After     int            // Monthly: this many days later, into the next month if need be
	MonthDays []int          // Monthly: 1..28, -1 = last day of the month. Yearly with Month: one day of it
	Workday   bool           // Monthly: the last weekday (Mon-Fri) of the month, or those of Ordinals
	Month     time.Month     // Yearly by ordinal: the month; 0 = the start's own date
	Months    Months         // zero = all year
}

// Months limits a rule to some months: bit 1 is January.
type Months uint16

// Occurrence is one time that something takes place.
type Occurrence struct {
	On     Date      // the original day by the rule; stable under changes
	Start  time.Time // in the schedule's zone; midnight when AllDay
	End    time.Time // equal to Start when no end is known; AllDay: midnight after the last day
	HasEnd bool
	AllDay bool
	State  State
	Change *Change // the change that applies, or nil
	Reason string  // Skipped by a named closure: its id
	Extra  bool    // from Also or Dates, not from the rule
}

// State says what happens to an occurrence.
type State uint8

const (
	Planned   State = iota
	Moved           // takes place, but differs from the rule
	Cancelled       // announced as cancelled
	Skipped         // a day off; only reported when asked for
)

// Env is the context that a schedule needs.
type Env struct {
	Zone     *time.Location        // used when Schedule.Zone is ""; never nil
	Closures map[string][]DateSpan // named days off, as Runs makes them
	Skipped  bool                  // Occurrences reports days off too, with State Skipped
}

// DateSpan is a range of days, both ends included.
type DateSpan struct{ From, To Date }

// Mistake is something wrong with a phrase, at a position within it.
type Mistake struct {
	Code   string  // such as "unknown-word", "fifth-weekday", "day-29-31"; see Codes
	Offset int     // bytes from the start of the phrase
	Width  int     // bytes
	Text   string  // what was found, in the form of problem.Problem.Text
	Hint   string  // what to write
	Fix    string  // the corrected phrase, when certain
	Offers []Offer // ways to write what was meant, each read again

	Warning bool   // the schedule can be published as it was understood
	Field   string // from Validate: the map key that it is under, such as "skip"; Offset and Width are 0
	Index   int    // from Validate: position in the list under Field, from 0

	repairs [][]edit // ways to fix it, before they are tried
}
