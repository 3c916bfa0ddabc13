package output

import (
	"maps"
	"strconv"
	"strings"
	"time"

	"corkboard/generator/address"
	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/ical"
	"corkboard/generator/schedule"
	"corkboard/generator/tree"
	"corkboard/generator/wording"
)

// refresh is how often a calendar program is asked to look again.
const refresh = 12 * time.Hour

// Calendar is the calendar of a set, at its address and at those it had before.
// An empty one is written too: whoever subscribed while there was something in it
// must not meet an error.
func (w *Writer) Calendar(path, title string, t *board.Set) []tree.File {
	var out []tree.File
	for _, at := range append([]string{path}, w.At.Former(path)...) {
		out = append(out, w.calendar(at+address.CalendarFile, path, title, t.InCalendar))
	}
	return out
}

// ListingCalendar is the calendar of one listing, at its address and at those it
// had before.
func (w *Writer) ListingCalendar(l *board.Listing) []tree.File {
	var out []tree.File
	for _, id := range append([]string{l.ID}, l.Formerly...) {
		out = append(out, w.calendar(address.ListingPath(id)+address.EventFile, address.ListingPath(l.ID), w.Phrase(l.Title).Text,
			func() []*board.Listing { return []*board.Listing{l} }))
	}
	return out
}

// calendar is the calendar of some listings in a file that belongs to a page.
func (w *Writer) calendar(file, page, title string, listings func() []*board.Listing) tree.File {
	return tree.File{Path: w.At.File(file), Make: func() (tree.Hash, tree.Render) {
		c := ical.Calendar{
			Name: title, URL: w.At.Absolute(page), Source: w.At.Absolute(file), Color: "saddlebrown",
			Refresh: refresh, Zone: w.Board.Zone,
		}
		list := listings()
		parts := make([]*written[*ical.Block], len(list))
		blocks := make([]*ical.Block, len(list))
		for i, l := range list {
			parts[i] = w.events(l)
			blocks[i] = parts[i].text
		}
		hash := joined("calendar", c, parts)
		c.Blocks = blocks
		return hash, c.Write
	}}
}

// noticeDays is how far ahead a closure is shown as a day off.
const noticeDays = 60

// events is what a listing puts into calendars.
func (w *Writer) events(l *board.Listing) *written[*ical.Block] {
	return w.entries.of(l.Number, func() written[*ical.Block] {
		block := ical.NewBlock(w.eventsOf(l))
		return written[*ical.Block]{block, tree.HashOf(block.Text())}
	})
}

func (w *Writer) eventsOf(l *board.Listing) []ical.Event {
	var events []ical.Event
	base := w.baseEvent(l)
	options := w.icalOptions(l)
	if !l.Ended || len(l.Former) > 0 {
		options.Since = w.Board.Today.AddDays(-board.PastDays).In(w.Board.Zone)
	}
	for i := range l.Schedules {
		block := &l.Schedules[i]
		event := base
		event.UID = w.uid(l, blockPart(&block.Schedule, i))
		event.Description = w.eventDescription(l, w.Phrase(block.Note).Text)
		options.Shape = func(e *ical.Event, o schedule.Occurrence) { w.shape(l, block, e, o) }
		events = append(events, ical.Events(&block.Schedule, event, options)...)
	}
	if !l.Deadline.Date.IsZero() && l.Deadline.Date.After(w.Board.Today.AddDays(-board.PastDays)) {
		events = append(events, w.deadlineEvent(l, base, l.Deadline))
	}
	if len(l.Former) > 0 {
		events = append(events, w.dropped(l, events)...)
	}
	return events
}

func (w *Writer) icalOptions(l *board.Listing) ical.Options {
	return ical.Options{
		Env:       w.Board.Env(l.Opportunity),
		Years:     schedule.DateSpan{From: schedule.Date{Year: w.Board.Today.Year, Month: time.January, Day: 1}, To: schedule.Date{Year: w.Board.Today.Year + 1, Month: time.December, Day: 31}},
		Notice:    schedule.DateSpan{From: w.Board.Today, To: w.Board.Today.AddDays(noticeDays)},
		Slack:     fastClock,
		Cancelled: w.Words.T("site.prefix", "status", w.Words.T("status.cancelled")),
	}
}

// uid names an entry of a listing for good: by its oldest id and the id of the
// site, so no rename and no move to another host changes it.
func (w *Writer) uid(l *board.Listing, part string) string {
	return ical.WithPart(l.OldestID()+"@"+w.Board.Catalog.Site.ID, part)
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
func (w *Writer) shape(l *board.Listing, block *catalog.Schedule, e *ical.Event, o schedule.Occurrence) {
	first := ""
	if o.Reason != "" {
		first = w.Words.T("site.closed", "closure", w.Closure(o.Reason))
		e.Summary = w.Words.T("site.with_reason", "text", e.Summary, "reason", w.Closure(o.Reason))
	}
	if change := block.Change(o.On); change != nil {
		if note := w.Phrase(change.Note).Text; note != "" {
			first = note
		}
		if change.Location != nil {
			e.Location, e.Geo = w.PlaceLine(change.Location), pointOf(change.Location)
		}
	}
	e.Description = w.eventDescription(l, first)
}

// dropped are the entries that a listing had and has no more: a further date that
// was taken out, a rule that became another, a deadline. They stay, called off,
// until their last date has passed, since a program that forgets them may not
// tell.
func (w *Writer) dropped(l *board.Listing, kept []ical.Event) []ical.Event {
	known := map[string]bool{}
	for _, e := range kept {
		known[e.UID] = true
	}
	base := w.calledOff(l)
	options := w.icalOptions(l)
	options.Notice = schedule.DateSpan{}
	options.Since = w.Board.Today.AddDays(-board.PastDays).In(w.Board.Zone)
	var out []ical.Event
	for _, f := range l.Former {
		var events []ical.Event
		for i := range f.Schedules {
			event := base
			event.UID = w.uid(l, blockPart(&f.Schedules[i], i))
			events = append(events, ical.Events(&f.Schedules[i], event, options)...)
		}
		if f.Deadline.Date.After(w.Board.Today.AddDays(-board.PastDays)) {
			events = append(events, w.deadlineEvent(l, base, f.Deadline))
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
func (w *Writer) calledOff(l *board.Listing) ical.Event {
	e := w.baseEvent(l)
	e.Status = ical.Cancelled
	e.Summary = w.Words.T("site.prefix", "status", w.Words.T("status.cancelled")) + w.Phrase(l.Title).Text
	e.Location, e.Geo, e.Categories = "", nil, nil // they may have been elsewhere
	e.Description = w.RemovedNotice(l) + "\n" + e.URL
	if !l.Removed {
		e.Description = w.Words.T("site.notice.dropped") + "\n" + e.URL
	}
	return e
}

// deadlineEvent is the last moment to answer, an entry of its own.
func (w *Writer) deadlineEvent(l *board.Listing, e ical.Event, d catalog.Deadline) ical.Event {
	e.UID = w.uid(l, "deadline")
	if len(l.Schedules) > 0 {
		e.RelatedTo = w.uid(l, blockPart(&l.Schedules[0].Schedule, 0))
	}
	e.Summary = w.Words.T("site.deadline", "title", e.Summary)
	if e.Description == "" {
		e.Description = w.eventDescription(l, "")
	}
	e.Transparent = true
	e.Start = ical.Moment{Date: d.Date, AllDay: true}
	e.End = ical.Moment{Date: d.Date.AddDays(1), AllDay: true}
	if d.Time.Set {
		e.Start = ical.MomentOf(w.Board.DeadlineOf(l.Opportunity, d))
		e.End = ical.Moment{}
	}
	return e
}

// baseEvent is what all events of a listing share.
func (w *Writer) baseEvent(l *board.Listing) ical.Event {
	o := l.Opportunity
	e := ical.Event{
		Created:  o.Created,
		Summary:  w.eventPrefix(l) + w.Phrase(o.Title).Text,
		Location: w.eventPlace(o),
		Status:   eventStatusOf(l),
	}
	w.revise(&e, l)
	url, _ := w.At.Of(address.ListingPath(o.ID), o.Title)
	e.URL = w.At.Book().Absolute(url)
	if len(o.Locations) > 0 && o.Remote != catalog.Remotely && !o.Removed {
		e.Geo = pointOf(o.Locations[0])
	}
	if o.Removed {
		return e
	}
	switch {
	case o.Online.URL != "":
		e.Conference = o.Online.URL
	case o.Online.Phone != "":
		e.Conference = "tel:" + wording.Dialable(o.Online.Phone)
	}
	for _, c := range l.AllCategories {
		e.Categories = append(e.Categories, w.Phrase(c.Name).Text)
	}
	return e
}

// timeless is a listing as its entries show it: that it is over a calendar shows by
// itself, and what was postponed or full still was when its date has passed.
func timeless(l *board.Listing) *board.Listing {
	out := *l
	out.Ended = l.Status == catalog.Done
	return &out
}

// eventPrefix is the status before the title of an entry.
func (w *Writer) eventPrefix(l *board.Listing) string {
	if l = timeless(l); l.StatusNow() == "ended" {
		return ""
	}
	return w.Prefix(l)
}

func eventStatusOf(l *board.Listing) ical.Status {
	switch l.Status {
	case catalog.Cancelled:
		return ical.Cancelled
	case catalog.Tentative, catalog.Postponed, catalog.Paused:
		return ical.Tentative
	}
	if l.Check.Freshness == board.Stale {
		return ical.Tentative
	}
	return ical.Confirmed
}

// eventPlace is the place in one line, as a map search understands it.
func (w *Writer) eventPlace(o *catalog.Opportunity) string {
	if o.Remote == catalog.Remotely {
		if o.Online.URL != "" {
			return o.Online.URL
		}
		return w.Afar(o)
	}
	if len(o.Locations) == 0 || o.Removed {
		return ""
	}
	return w.PlaceLine(o.Locations[0])
}

// pointOf is where an exactly known place is, or nil.
func pointOf(p *catalog.Location) *ical.Geo {
	if p.Exact == nil || p.Exact.Geo == nil {
		return nil
	}
	return &ical.Geo{Lat: p.Exact.Geo.Lat, Lon: p.Exact.Geo.Lon}
}

// eventDescription: first what differs or how sure it is, then who runs it, how to take
// part, what to bring, how to find it, and the page last.
func (w *Writer) eventDescription(l *board.Listing, first string) string {
	o := l.Opportunity
	url, _ := w.At.Of(address.ListingPath(o.ID), o.Title)
	if o.Removed {
		return w.RemovedNotice(l) + "\n" + w.At.Book().Absolute(url)
	}
	lines := wording.NonEmpty(first)
	for _, n := range w.Notices(timeless(l)) {
		if n.ID == "ended" {
			continue
		}
		lines = append(lines, n.Text.Text)
	}
	if !l.Sensitive { // a calendar is often shown to others
		lines = append(lines, wording.NonEmpty(w.Who(o).Text)...)
	}
	lines = append(lines, wording.NonEmpty(w.Phrase(o.Summary).Text)...)
	for i, step := range o.Steps {
		lines = append(lines, w.Words.Number(i+1)+". "+w.Phrase(step).Text)
	}
	contacts, _ := w.Reach(o)
	for _, c := range contacts {
		if c.Kind == "call" || c.Kind == "mail" {
			lines = append(lines, strings.Join(wording.NonEmpty(c.Label.Text, c.Text, c.Detail), ", "))
		}
	}
	for _, f := range w.ForWhom(o) {
		var words []string
		for _, line := range f.Lines {
			words = append(words, line.Text)
		}
		lines = append(lines, f.Label+": "+strings.Join(words, "; "))
	}
	lines = append(lines, wording.NonEmpty(w.Phrase(o.Arrive).Text)...)
	return strings.Join(append(lines, w.At.Book().Absolute(url)), "\n")
}
