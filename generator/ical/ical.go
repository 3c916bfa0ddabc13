// Package ical writes and reads calendars in the form of RFC 5545 and RFC 7986
// from plain structs: escaping, folding, time zones, and the events that a
// schedule becomes. Every property has a type that cannot break its line, so
// untrusted text never becomes a property. It does not know opportunities, the
// URLs of a site, or the words of a language.
package ical

import (
	"time"

	"corkboard/generator/schedule"
)

// Calendar is one VCALENDAR. An empty field is not written.
type Calendar struct {
	Product     string // PRODID; "" = this program's
	Name        string // NAME and X-WR-CALNAME
	Description string
	URL         string         // the page with the same content
	Source      string         // the URL of the feed itself
	Color       string         // a CSS3 colour name
	Language    string         // BCP 47, for the texts above
	Refresh     time.Duration  // REFRESH-INTERVAL and X-PUBLISHED-TTL, whole minutes
	Modified    time.Time      // LAST-MODIFIED
	Zone        *time.Location // X-WR-TIMEZONE; its VTIMEZONE is written even without events
	Year        int            // for that VTIMEZONE when there are no events; 0 = 2020
	Events      []Event
	Blocks      []*Block // written after Events
}

// since is the time that revisions are counted from.
var since = time.Date(2020, time.January, 1, 0, 0, 0, 0, time.UTC)

// Revise dates an event by the newest change to its sources. Its revision
// (SEQUENCE, RFC 5545 section 3.8.7.4) is the time of that change in seconds
// since 2020, so it never falls, whoever builds and from whatever clone.
func (e *Event) Revise(at time.Time) {
	if at.After(e.Modified) {
		e.Stamp, e.Modified = at, at
		e.Sequence = int(min(max(0, at.Sub(since)/time.Second), mostSequence))
	}
}

// mostSequence is the largest INTEGER (RFC 5545 section 3.3.8); the count of
// seconds reaches it in 2088.
const mostSequence = 1<<31 - 1

// Pass dates an event by an instant at which its text changed although its
// sources did not: a day off came near, a year began. Changes before that
// instant are distinguished by their number, since one made earlier may be
// published later. A change dated up to slack after the instant may have been
// published before it.
func (e *Event) Pass(at time.Time, slack time.Duration) {
	switch {
	case e.Modified.Before(at):
		e.Revise(at.Add(time.Duration(e.Changes) * time.Second))
	case e.Modified.Sub(at) < slack:
		e.Revise(e.Modified.Add(time.Second))
	}
}

// Event is one VEVENT. An empty field is not written.
type Event struct {
	UID          string
	Stamp        time.Time // DTSTAMP; required
	Created      time.Time
	Modified     time.Time
	Sequence     int
	Changes      int // number of changes to its sources; see Pass
	Start        Moment
	End          Moment        // zero = unknown; for an all-day event the day after the last
	Rule         schedule.Rule // as a single RRULE can say it; see schedule.Series
	Until        schedule.Date // last day of Rule; zero = open
	Except       []Moment      // EXDATE
	RecurrenceID Moment        // the occurrence of the same UID that this event replaces
	RelatedTo    string        // UID of the event that this one belongs to
	Status       Status
	Summary      string
	Description  string
	Location     string
	Geo          *Geo
	URL          string
	Conference   string // web address or tel: for taking part remotely (RFC 7986, section 5.11)
	Categories   []string
	Color        string // a CSS3 colour name
	Language     string // BCP 47, for Summary, Description and Location
	Transparent  bool   // TRANSP:TRANSPARENT, the reader's time stays free; all-day events always are
}

// Moment is a day, or a wall-clock time on a day in a zone.
type Moment struct {
	Date   schedule.Date
	Clock  schedule.Clock
	AllDay bool
	Zone   *time.Location // nil or UTC = written in UTC
}

// MomentOf returns t on the clocks of its own zone.
func MomentOf(t time.Time) Moment {
	return Moment{Date: schedule.DateOf(t), Clock: schedule.Clock(t.Hour()*60 + t.Minute()), Zone: t.Location()}
}

// IsZero reports whether the moment was not given.
func (m Moment) IsZero() bool { return m.Date.IsZero() }

// Time returns the instant; midnight UTC for an all-day moment.
func (m Moment) Time() time.Time {
	if m.AllDay || m.utc() {
		return time.Date(m.Date.Year, m.Date.Month, m.Date.Day, m.Clock.Hour(), m.Clock.Minute(), 0, 0, time.UTC)
	}
	return m.Date.At(m.Clock, m.Zone)
}

func (m Moment) utc() bool { return m.Zone == nil || m.Zone == time.UTC }

// Geo is a place in degrees (WGS 84).
type Geo struct{ Lat, Lon float64 }

// Status is the value of STATUS.
type Status uint8

const (
	NoStatus Status = iota
	Confirmed
	Tentative
	Cancelled
)

var statusNames = [...]string{"", "CONFIRMED", "TENTATIVE", "CANCELLED"}
