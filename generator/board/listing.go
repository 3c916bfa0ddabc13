package board

import (
	"runtime"
	"slices"
	"sync"
	"time"

	"corkboard/generator/catalog"
)

// Listing is an opportunity at the instant of a board.
type Listing struct {
	*catalog.Opportunity
	Number int // its place among all listings of the catalog

	Check     Check
	Next      *Occurrence // what is on or comes next; nil = nothing dated
	Ended     bool        // over, done, or no longer published
	Shown     bool        // in lists, feeds and search
	Open      bool        // takes people, as far as its status says
	Urgent    bool        // shown first; never what nobody has confirmed
	UrgentEnd time.Time   // when it stops being urgent; zero = nobody knows
	Dated     bool        // has or had a date or a deadline

	AllCategories []*catalog.Category // own and everything above them
	AllLocations  []*catalog.Location // own, served, and everything they lie in; only those with a page
	Sensitive     bool

	hidden  bool // not to be published at all yet
	lingers bool // over, but still in calendars
}

// PastDays is how long what is over stays in calendars.
const PastDays = 30

// listings judges all opportunities, on all processors.
func (m *moment) listings(list []*catalog.Opportunity) []*Listing {
	out := make([]Listing, len(list))
	inParts(len(list), func(i int) { out[i] = m.listing(i, list[i]) })
	pointers := make([]*Listing, len(list))
	for i := range out {
		pointers[i] = &out[i]
	}
	return pointers
}

// inParts calls do for the numbers below n, in one part for each processor.
func inParts(n int, do func(int)) {
	var group sync.WaitGroup
	parts := runtime.GOMAXPROCS(0)
	for p := range parts {
		group.Go(func() {
			for i := n * p / parts; i < n*(p+1)/parts; i++ {
				do(i)
			}
		})
	}
	group.Wait()
}

func (m *moment) listing(number int, o *catalog.Opportunity) Listing {
	l := Listing{Opportunity: o, Number: number, Check: m.check(&o.Record, o.Kind), Open: takesPeople(o.Status), Dated: o.Dated(), Next: m.next(o)}
	own := ownCategories(o)
	l.AllCategories = withParents(own)
	l.AllLocations = Around(o.Locations, o.Serves)
	l.Sensitive = AnySensitive(own)
	l.hidden = m.Now.Before(o.Publish.From)
	l.Ended = m.over(&l)
	l.lingers = m.lingers(&l)
	l.Urgent, l.UrgentEnd = m.urgent(&l)
	l.Shown = o.Listed && !l.hidden && !l.Ended && l.Check.Freshness != Dormant
	return l
}

// over reports whether a listing has nothing left to come.
func (m *moment) over(l *Listing) bool {
	if l.Status == catalog.Done || !l.Publish.Until.IsZero() && !m.Now.Before(l.Publish.Until) {
		return true
	}
	if l.Next != nil || l.Ongoing || l.AlwaysOpen() {
		return false
	}
	if !l.Deadline.Date.IsZero() {
		return m.Passed(l.Opportunity, l.Deadline)
	}
	if len(l.Schedules) > 0 {
		return true // every block has run out
	}
	return l.Status == catalog.Cancelled
}

// lingers reports whether a listing that is in no list any more is still in
// calendars: for some days after its last date, and as long as one of those it
// had before is to come.
func (m *moment) lingers(l *Listing) bool {
	if !l.Ended && !l.Removed {
		return false
	}
	since := m.Today.AddDays(-PastDays)
	last, ok := m.Last(l.Opportunity)
	lately := ok && last.End.After(since.In(m.Zone))
	if l.Removed {
		lately = lately || l.Next != nil || l.Deadline.Date.After(since)
	} else {
		lately = lately && l.Dated && l.Status != catalog.Done
	}
	return lately || m.promised(l.Opportunity)
}

// promised reports whether a listing once told of a date that is still to come.
func (m *moment) promised(o *catalog.Opportunity) bool {
	env := m.Env(o)
	for _, f := range o.Former {
		for i := range f.Schedules {
			for range f.Schedules[i].Occurrences(m.Dawn, m.Dawn.AddDate(1, 1, 0), env) {
				return true
			}
		}
		if !f.Deadline.Date.Before(m.Today) {
			return true
		}
	}
	return false
}

// urgent reports whether a listing is urgent, and until when: as long as it says, or a
// call for responders while an alert is on in the whole site or at its place. What nobody
// has confirmed is not.
func (m *moment) urgent(l *Listing) (bool, time.Time) {
	if l.Check.Freshness >= Unchecked {
		return false, time.Time{}
	}
	if m.Now.Before(l.UrgentUntil) {
		return true, l.UrgentUntil
	}
	if l.Kind != catalog.Respond {
		return false, time.Time{}
	}
	alerts := []*catalog.Alert{m.site.Alert}
	for _, p := range l.AllLocations {
		alerts = append(alerts, p.Alert)
	}
	for _, a := range alerts {
		if a.At(m.Now) {
			return true, a.Until
		}
	}
	return false, time.Time{}
}

// StatusNow is the id of what a reader has to know first: that of its status,
// "ended", or "".
func (l *Listing) StatusNow() string {
	switch {
	case l.Status == catalog.Cancelled:
		return "cancelled"
	case l.Ended:
		return "ended"
	case l.Status != "" && l.Status != catalog.Scheduled:
		return string(l.Status)
	}
	return ""
}

// HasCalendar reports whether a listing has or had an entry in calendars, so
// that those who subscribed find its file.
func (l *Listing) HasCalendar() bool { return l.Dated || len(l.Former) > 0 }

// takesPeople reports whether a listing of that status still does.
func takesPeople(status catalog.Status) bool {
	switch status {
	case catalog.Full, catalog.Paused, catalog.Cancelled, catalog.Postponed:
		return false
	}
	return true
}

// ownCategories are a listing's, else those of its organizations.
func ownCategories(o *catalog.Opportunity) []*catalog.Category {
	own := o.Categories
	if len(own) == 0 {
		for _, by := range o.Organizations {
			own = append(own[:len(own):len(own)], by.Categories...)
		}
	}
	return own
}

// withParents returns categories and everything above them, each once.
func withParents(own []*catalog.Category) []*catalog.Category {
	var out []*catalog.Category
	for _, c := range own {
		for ; c != nil && !slices.Contains(out, c); c = c.Parent {
			out = append(out, c)
		}
	}
	return out
}

// Around returns locations and everything they lie in, each once. One written
// inside one listing is left out: it has no page.
func Around(groups ...[]*catalog.Location) []*catalog.Location {
	var out []*catalog.Location
	for _, group := range groups {
		for _, p := range group {
			for ; p != nil && !slices.Contains(out, p); p = p.Parent {
				if !p.Own {
					out = append(out, p)
				}
			}
		}
	}
	return out
}

// AnySensitive reports whether one of some categories is a private matter.
func AnySensitive(list []*catalog.Category) bool {
	return slices.ContainsFunc(list, func(c *catalog.Category) bool { return c.Sensitive })
}

// Features are what is known of access: what the listing says itself, then what
// its locations say of the rest.
func Features(o *catalog.Opportunity) []catalog.AccessFeature {
	out := slices.Clip(o.Access.Features)
	for _, p := range o.Locations {
		for _, f := range p.Access.Features {
			if !slices.ContainsFunc(out, func(known catalog.AccessFeature) bool { return known.ID == f.ID }) {
				out = append(out, f)
			}
		}
	}
	return out
}

// TellsOutcome reports whether people are told what came of a listing, or should
// be.
func (l *Listing) TellsOutcome() bool {
	return l.Outcome != nil || l.Kind == catalog.Consultation || l.Kind == catalog.Study
}

// HasOutcome reports whether it says what came of it.
func (l *Listing) HasOutcome() bool {
	return l.Outcome != nil && (len(l.Outcome.Text) > 0 || l.Outcome.URL != "")
}

// OwesOutcome reports whether people who gave a view or took part in a study
// have not been told what came of it.
func (m *moment) OwesOutcome(l *Listing) bool {
	if l.Kind != catalog.Consultation && l.Kind != catalog.Study || !l.Ended || l.HasOutcome() {
		return false
	}
	o := l.Outcome
	return o == nil || o.Expected.IsZero() || o.Expected.Compare(m.Today) < 0
}
