package site

import (
	"maps"
	"strconv"
	"strings"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/ical"
	"corkboard/generator/schedule"
	"corkboard/generator/tree"
)

// eventSet is what a listing puts into calendars, written once, with its
// fingerprint: one listing stands in many calendars.
type eventSet struct {
	*ical.Block
	hash tree.Hash
}

// refresh is how often a calendar program is asked to look again.
const refresh = 12 * time.Hour

// calendar adds the calendar of a set, at its address and at those it had
// before. An empty one is written too: whoever subscribed while there was
// something in it must not meet an error.
func (s *Site) calendar(l *language, path string, t *set, title func() string) {
	s.calendarAt(l, path, path, title, t)
	for _, old := range l.formerly[path] {
		s.calendarAt(l, old, path, title, t)
	}
}

// calendarAt adds the calendar of a set below a path, for a page.
func (s *Site) calendarAt(l *language, path, page string, title func() string, t *set) {
	s.files = append(s.files, tree.File{Path: s.paths.joined(l.folder, path, calendarFile), Make: func() (tree.Hash, tree.Render) {
		return s.calendarOf(l, path+calendarFile, page, title(), t.inCalendar())
	}})
}

// eventCalendar adds the calendar of one listing, in the first language, and
// at the addresses it had before.
func (s *Site) eventCalendar(w *listing) {
	l := s.languages[0]
	for _, id := range append([]string{w.ID}, w.Formerly...) {
		s.files = append(s.files, tree.File{Path: s.paths.joined(l.folder, listingPath(id), eventFile), Make: func() (tree.Hash, tree.Render) {
			return s.calendarOf(l, listingPath(id)+eventFile, listingPath(w.ID), l.phrase(w.Title).Text, []*listing{w})
		}})
	}
}

// calendarOf is the calendar of some listings in a file that belongs to a page.
func (s *Site) calendarOf(l *language, file, page, title string, list []*listing) (tree.Hash, tree.Render) {
	c := ical.Calendar{
		Name: title, URL: s.at(l.url(page)), Source: s.at(l.url(file)), Color: "saddlebrown",
		Refresh: refresh, Zone: s.zone,
	}
	blocks := make([]*ical.Block, len(list))
	hashes := make([]byte, 0, len(list)*len(tree.Hash{}))
	for i, w := range list {
		events := s.events(l, w)
		blocks[i] = events.Block
		hashes = append(hashes, events.hash[:]...)
	}
	hash := tree.HashOf("calendar", c, hashes)
	c.Blocks = blocks
	return hash, c.Write
}

// How far back and ahead a calendar looks: a date that is long past leaves it,
// a closure that is near is shown as a day off.
const (
	pastDays   = 30
	noticeDays = 60
)

// events is what a listing puts into calendars in the words of l, made once.
func (s *Site) events(l *language, w *listing) *eventSet {
	return w.shared[l.index].events.or(func() *eventSet { return s.eventsOf(l, w) })
}
func (s *Site) eventsOf(l *language, w *listing) *eventSet {
	var events []ical.Event
	base := s.baseEvent(l, w)
	options := s.icalOptions(l, w)
	if !w.ended || len(w.Former) > 0 {
		options.Since = s.today.AddDays(-pastDays).In(s.zone)
	}
	for i := range w.Schedules {
		block := &w.Schedules[i]
		event := base
		event.UID = s.uid(w, blockPart(&block.Schedule, i))
		event.Description = s.eventDescription(l, w, l.phrase(block.Note).Text)
		options.Shape = func(e *ical.Event, o schedule.Occurrence) { s.shape(l, w, block, e, o) }
		events = append(events, ical.Events(&block.Schedule, event, options)...)
	}
	if !w.Deadline.Date.IsZero() && w.Deadline.Date.After(s.today.AddDays(-pastDays)) {
		events = append(events, s.deadlineEvent(l, w, base, w.Deadline))
	}
	if len(w.Former) > 0 {
		events = append(events, s.dropped(l, w, events)...)
	}
	block := ical.NewBlock(events)
	return &eventSet{block, tree.HashOf(block.Text())}
}

func (s *Site) icalOptions(l *language, w *listing) ical.Options {
	return ical.Options{
		Env:       s.envOf(w.Opportunity),
		Years:     schedule.DateSpan{From: schedule.Date{Year: s.today.Year, Month: time.January, Day: 1}, To: schedule.Date{Year: s.today.Year + 1, Month: time.December, Day: 31}},
		Notice:    schedule.DateSpan{From: s.today, To: s.today.AddDays(noticeDays)},
		Cancelled: l.words.T("site.prefix", "status", l.words.T("status.cancelled")),
	}
}

// uid names an entry of a listing for good: by its oldest id and the id of the
// site, so no rename and no move to another host changes it.
func (s *Site) uid(w *listing, part string) string {
	return ical.WithPart(w.OldestID()+"@"+s.catalog.Site.ID, part)
}

// blockPart tells the blocks of one listing apart: nothing for the first one,
// then the block's key, else its position.
func blockPart(b *schedule.Schedule, i int) string {
	switch {
	case b.Key != "":
		return b.Key
	case i > 0:
		return strconv.Itoa(i + 1)
	}
	return ""
}

// shape says in the entry of a single occurrence why it differs.
func (s *Site) shape(l *language, w *listing, block *catalog.Schedule, e *ical.Event, o schedule.Occurrence) {
	first := ""
	if o.Reason != "" {
		first = l.words.T("site.closed", "closure", s.closureName(l)(o.Reason))
		e.Summary = l.words.T("site.with_reason", "text", e.Summary, "reason", s.closureName(l)(o.Reason))
	}
	if change := block.Change(o.On); change != nil {
		if note := l.phrase(change.Note).Text; note != "" {
			first = note
		}
		if change.Location != nil {
			e.Location, e.Geo = s.placeLine(l, change.Location), pointOf(change.Location)
		}
	}
	e.Description = s.eventDescription(l, w, first)
}

// dropped are the entries that a listing had and has no more: a further date that
// was taken out, a rule that became another, a deadline. They stay, called off,
// until their last date has passed, since a program that forgets them may not
// tell.
func (s *Site) dropped(l *language, w *listing, kept []ical.Event) []ical.Event {
	known := map[string]bool{}
	for _, e := range kept {
		known[e.UID] = true
	}
	base := s.calledOff(l, w)
	options := s.icalOptions(l, w)
	options.Notice = schedule.DateSpan{}
	options.Since = s.today.AddDays(-pastDays).In(s.zone)
	var out []ical.Event
	for _, f := range w.Former {
		var events []ical.Event
		for i := range f.Schedules {
			event := base
			event.UID = s.uid(w, blockPart(&f.Schedules[i], i))
			events = append(events, ical.Events(&f.Schedules[i], event, options)...)
		}
		if f.Deadline.Date.After(s.today.AddDays(-pastDays)) {
			events = append(events, s.deadlineEvent(l, w, base, f.Deadline))
		}
		gone := map[string]bool{}
		for _, e := range events {
			if !known[e.UID] {
				gone[e.UID] = true
				out = append(out, e)
			}
		}
		maps.Copy(known, gone) // an older version has nothing to say of them
	}
	return out
}

// calledOff is what the dropped entries of a listing share.
func (s *Site) calledOff(l *language, w *listing) ical.Event {
	e := s.baseEvent(l, w)
	e.Status = ical.Cancelled
	e.Summary = l.words.T("site.prefix", "status", l.words.T("status.cancelled")) + l.phrase(w.Title).Text
	e.Location, e.Geo, e.Categories = "", nil, nil // they may have been elsewhere
	e.Description = s.removedNotice(l, w) + "\n" + e.URL
	if !w.Removed {
		e.Description = l.words.T("site.notice.dropped") + "\n" + e.URL
	}
	return e
}

// deadlineEvent is the last moment to answer, an entry of its own.
func (s *Site) deadlineEvent(l *language, w *listing, e ical.Event, d catalog.Deadline) ical.Event {
	e.UID = s.uid(w, "deadline")
	if len(w.Schedules) > 0 {
		e.RelatedTo = s.uid(w, blockPart(&w.Schedules[0].Schedule, 0))
	}
	e.Summary = l.words.T("site.deadline", "title", e.Summary)
	if e.Description == "" {
		e.Description = s.eventDescription(l, w, "")
	}
	e.Transparent = true
	e.Start = ical.Moment{Date: d.Date, AllDay: true}
	e.End = ical.Moment{Date: d.Date.AddDays(1), AllDay: true}
	if d.Time.Set {
		e.Start = ical.MomentOf(s.deadline(w.Opportunity, d))
		e.End = ical.Moment{}
	}
	return e
}

// baseEvent is what all events of a listing share.
func (s *Site) baseEvent(l *language, w *listing) ical.Event {
	o := w.Opportunity
	changed := s.changedAt(&o.Record)
	for _, p := range o.Organizations {
		if o.Removed {
			break // nothing of it is told any more
		}
		if at := s.changedAt(&p.Record); at.After(changed) && !p.Changed.IsZero() {
			changed = at
		}
	}
	e := ical.Event{
		Stamp: changed, Created: o.Added,
		Summary:  s.eventPrefix(l, w) + l.phrase(o.Title).Text,
		Location: s.eventPlace(l, o),
		Language: l.tag,
		Status:   eventStatusOf(w),
	}
	e.Revise(changed)
	e.Revise(s.passed(w))
	if len(o.Locations) > 0 && !o.Removed {
		for p := o.Locations[0]; p != nil; p = p.Parent {
			e.Revise(p.Changed)
		}
	}
	address, _ := s.urlOf(l, listingPath(o.ID), o.Title)
	e.URL = s.at(address)
	if len(o.Locations) > 0 && o.Remote != catalog.Remotely && !o.Removed {
		e.Geo = pointOf(o.Locations[0])
	}
	if o.Removed {
		return e
	}
	for _, c := range w.categories {
		e.Categories = append(e.Categories, l.phrase(c.Name).Text)
	}
	return e
}

// passed is when time itself last changed what the entries of a listing say.
func (s *Site) passed(w *listing) time.Time {
	var at time.Time
	if w.checked.state == stale {
		at = w.checked.date.AddDays(w.checked.days + 1).In(s.zone)
	}
	if until := w.UrgentUntil; !s.now.Before(until) && until.After(at) {
		at = until
	}
	return at
}

// eventPrefix is the status before the title of an entry. That it is over, a
// calendar shows by itself.
func (s *Site) eventPrefix(l *language, w *listing) string {
	if s.status(w) == "ended" {
		return ""
	}
	return s.prefix(l, w)
}

func eventStatusOf(w *listing) ical.Status {
	switch w.Status {
	case catalog.Cancelled:
		return ical.Cancelled
	case catalog.Tentative, catalog.Postponed, catalog.Paused:
		return ical.Tentative
	}
	if w.checked.state == stale {
		return ical.Tentative
	}
	return ical.Confirmed
}

// eventPlace is the place in one line, as a map search understands it.
func (s *Site) eventPlace(l *language, o *catalog.Opportunity) string {
	if o.Remote == catalog.Remotely {
		if o.Online.URL != "" {
			return o.Online.URL
		}
		return l.words.T("site.online")
	}
	if len(o.Locations) == 0 || o.Removed {
		return ""
	}
	return s.placeLine(l, o.Locations[0])
}

func (s *Site) placeLine(l *language, p *catalog.Location) string {
	parts := []string{l.phrase(p.Name).Text}
	if p.Exact != nil {
		parts = append(parts, addressLines(p.Exact.Address)...)
		parts = append(parts, nonEmpty(townOf(p))...)
	} else if p.Parent != nil {
		parts = append(parts, l.phrase(p.Parent.Name).Text)
	}
	return strings.Join(parts, ", ")
}

// pointOf is where an exactly known place is, or nil.
func pointOf(p *catalog.Location) *ical.Geo {
	if p.Exact == nil || p.Exact.Geo == nil {
		return nil
	}
	return &ical.Geo{Lat: p.Exact.Geo.Lat, Lon: p.Exact.Geo.Lon}
}

// eventDescription: first what differs or how sure it is, then how to take
// part, what to bring, how to find it, and the page last.
func (s *Site) eventDescription(l *language, w *listing, first string) string {
	o := w.Opportunity
	address, _ := s.urlOf(l, listingPath(o.ID), o.Title)
	if o.Removed {
		return s.removedNotice(l, w) + "\n" + s.at(address)
	}
	lines := nonEmpty(first)
	for _, n := range s.notices(l, w) {
		if n.ID == "ended" {
			continue
		}
		lines = append(lines, n.Text.Text)
	}
	lines = append(lines, nonEmpty(l.phrase(o.Summary).Text)...)
	for i, step := range o.Steps {
		lines = append(lines, l.words.Number(i+1)+". "+l.phrase(step).Text)
	}
	contacts, _ := s.reach(l, o)
	for _, c := range contacts {
		if c.Kind == "call" || c.Kind == "mail" {
			lines = append(lines, strings.Join(nonEmpty(c.Label.Text, c.Text, c.Detail), ", "))
		}
	}
	for _, f := range s.forWhom(l, o) {
		var words []string
		for _, line := range f.Lines {
			words = append(words, line.Text)
		}
		lines = append(lines, f.Label+": "+strings.Join(words, "; "))
	}
	lines = append(lines, nonEmpty(l.phrase(o.Arrive).Text)...)
	return strings.Join(append(lines, s.at(address)), "\n")
}
