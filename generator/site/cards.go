package site

import (
	"strings"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/schedule"
	"corkboard/generator/views"
)

func (s *Site) cardsOf(l *language, list []*listing) []*views.Card {
	out := make([]*views.Card, len(list))
	for i, w := range list {
		out[i] = s.card(l, w)
	}
	return out
}

// card is the notice of a listing in a list.
func (s *Site) card(l *language, w *listing) *views.Card {
	c := &views.Card{
		Link:      s.link(l, w),
		ID:        w.ID,
		Prefix:    s.prefix(l, w),
		Status:    s.status(w),
		Direction: string(w.Kind.Direction()),
		Kind:      string(w.Kind),
		KindName:  l.words.T("kind." + string(w.Kind)),
		DirName:   l.words.T("direction." + string(w.Kind.Direction())),
		Who:       s.who(l, w.Opportunity),
		Where:     s.where(l, w.Opportunity),
		Line:      oneLine(l.phrase(w.Summary)),
		Marks:     s.marks(l, w),
		Facts:     s.shortFacts(l, w),
	}
	if w.Kind == catalog.GetHelpKind {
		c.Times = s.times(w, 1) // "open now" matters where somebody needs it today
	}
	s.dateCard(l, w, c)
	return c
}

// oneLine keeps a notice to a line or two: the page says the rest.
func oneLine(p views.Phrase) views.Phrase {
	p.Text = cut(p.Text, 66)
	return p
}

// link is the link to a listing's page, without its status.
func (s *Site) link(l *language, w *listing) views.Link {
	address, hreflang := s.urlOf(l, listingPath(w.ID), w.Title)
	return views.Link{Phrase: l.phrase(w.Title), URL: address, Hreflang: hreflang}
}

// ownerLink is the link to an organization's page.
func (s *Site) ownerLink(l *language, o *catalog.Organization) views.Link {
	address, hreflang := s.urlOf(l, organizationPath(o.ID), o.Name)
	return views.Link{Phrase: l.phrase(o.Name), URL: address, Hreflang: hreflang}
}

// status is the id of what a reader has to know first, or "".
func (s *Site) status(w *listing) string {
	switch {
	case w.Status == catalog.Cancelled:
		return "cancelled"
	case w.ended:
		return "ended"
	case w.Status != "" && w.Status != catalog.Scheduled:
		return string(w.Status)
	}
	return ""
}

// prefix is the status in words, before every link to a listing and its h1.
func (s *Site) prefix(l *language, w *listing) string {
	status := s.status(w)
	if status == "" {
		return ""
	}
	return l.words.T("site.prefix", "status", l.words.T("status."+status))
}

// who is the organization or the neighbours behind a listing, in one line.
func (s *Site) who(l *language, o *catalog.Opportunity) views.Phrase {
	if len(o.Organizations) == 1 && len(o.Missing) == 0 {
		return l.phrase(o.Organizations[0].Name)
	}
	var names []string
	for _, by := range o.Organizations {
		names = append(names, l.phrase(by.Name).Text)
	}
	names = append(names, o.Missing...)
	if len(names) == 0 {
		return l.phrase(o.Host)
	}
	return text(l.words.List(names))
}

// where is the place of a listing in one line.
func (s *Site) where(l *language, o *catalog.Opportunity) views.Phrase {
	if o.Remote == catalog.Remotely {
		return text(l.words.T("site.online"))
	}
	if len(o.Locations) == 0 {
		return views.Phrase{}
	}
	first := o.Locations[0]
	name := l.phrase(first.Name)
	if town := first.Parent; town != nil && len(o.Locations) == 1 {
		name.Text = l.words.T("site.place_in", "place", name.Text, "town", l.phrase(town.Name).Text)
	}
	if more := len(o.Locations) - 1; more > 0 {
		name.Text = l.words.N("site.places_more", more, "place", name.Text)
	}
	if o.Remote == catalog.Hybrid {
		name.Text = l.words.T("site.hybrid", "place", name.Text)
	}
	return name
}

// dateCard puts the date of a listing on its card.
func (s *Site) dateCard(l *language, w *listing, c *views.Card) {
	switch {
	case w.next != nil:
		s.putOccurrence(l, c, w.next.Occurrence)
		if repeats(w.next.block) {
			c.Repeats = l.words.Sentence(&w.next.block.Schedule, s.closureName(l))
		}
	case w.ended && len(w.Schedules) > 0:
		if last, ok := s.last(w); ok {
			s.putOccurrence(l, c, last)
		}
	case !w.Deadline.Date.IsZero():
		s.putDeadline(l, c, w.Opportunity)
	case w.Ongoing && w.Hours.First() == "":
		c.When = l.words.T("site.ongoing")
	case w.Hours.First() != "":
		c.When = l.phrase(w.Hours).Text
	}
}

func (s *Site) putOccurrence(l *language, c *views.Card, o schedule.Occurrence) {
	occasion := s.occasion(l, o)
	c.Date, c.When, c.Start, c.End = &occasion.Block, occasion.Text, occasion.Start, occasion.End
}

func (s *Site) putDeadline(l *language, c *views.Card, o *catalog.Opportunity) {
	d := s.deadlineOccasion(l, o)
	c.Date, c.When, c.Start = &d.Block, l.words.T("site.until", "date", d.Text), d.Start
}

// repeats reports whether a block is a series.
func repeats(b *catalog.Schedule) bool {
	return b.Rule.Frequency != schedule.Once || len(b.Dates) > 1
}

// last is the occurrence with which a listing ended.
func (s *Site) last(w *listing) (schedule.Occurrence, bool) {
	var best schedule.Occurrence
	found := false
	env := s.envOf(w.Opportunity)
	for i := range w.Schedules {
		if o, ok := w.Schedules[i].Last(env); ok && (!found || o.Start.After(best.Start)) {
			best, found = o, true
		}
	}
	return best, found
}

// occasion is an occurrence in words.
func (s *Site) occasion(l *language, o schedule.Occurrence) views.Occasion {
	day, clock, whole := l.words.Occasion(o)
	out := views.Occasion{Block: s.block(l, schedule.DateOf(o.Start)), Text: whole, Day: day, Clock: clock}
	out.Start, out.End = stamps(o)
	switch o.State {
	case schedule.Cancelled, schedule.Skipped:
		out.Off = true
		out.Prefix = l.words.T("site.prefix", "status", l.words.T("status.cancelled"))
	case schedule.Moved:
		out.Prefix = l.words.T("site.prefix", "status", l.words.T("site.changed"))
	}
	return out
}

// stamps are an occurrence's ends for machines: RFC 3339, or dates for all-day
// ones, of which the end is the last day.
func stamps(o schedule.Occurrence) (start, end string) {
	if o.AllDay {
		start = schedule.DateOf(o.Start).String()
		if last := schedule.DateOf(o.End).AddDays(-1); o.End.After(o.Start) && last.String() != start {
			end = last.String()
		}
		return start, end
	}
	start = o.Start.Format(time.RFC3339)
	if o.HasEnd {
		end = o.End.Format(time.RFC3339)
	}
	return start, end
}

func (s *Site) block(l *language, d schedule.Date) views.DateBlock {
	weekday, day, month := l.words.ShortDay(d)
	return views.DateBlock{Weekday: weekday, Day: day, Month: month}
}

// deadlineOccasion is a deadline in words.
func (s *Site) deadlineOccasion(l *language, o *catalog.Opportunity) views.Occasion {
	d := o.Deadline
	out := views.Occasion{Block: s.block(l, d.Date), Day: l.words.Day(d.Date), Start: d.Date.String()}
	out.Text = out.Day
	if d.Time.Set {
		out.Clock = l.words.Clock(d.Time.From)
		out.Text = l.words.T("site.day_clock", "day", out.Day, "clock", out.Clock)
		out.Start = s.deadline(o, o.Deadline).Format(time.RFC3339)
	}
	return out
}

// times are the next occurrences for the page's script, which knows whether
// it is open now: "start/end" in RFC 3339, separated by spaces.
func (s *Site) times(w *listing, limit int) string {
	if w.next == nil || s.status(w) == "cancelled" {
		return ""
	}
	return s.spans(w.Schedules, s.envOf(w.Opportunity), limit)
}

// perDay is how many times a day something opens at most.
const perDay = 3

// spans writes that many of the next occurrences with all others of the last
// one's day, who opens mornings and afternoons, and last night's before them,
// which may still be on.
func (s *Site) spans(blocks []catalog.Schedule, env schedule.Env, limit int) string {
	var b strings.Builder
	until := s.dawn.AddDate(0, 0, 8)
	var day schedule.Date
	for _, o := range s.upcoming(blocks, env, s.dawn, until, limit+1+perDay) {
		if !s.lastNight(&o.Occurrence) {
			on := schedule.DateOf(o.Start)
			if limit <= 0 && on != day {
				break
			}
			day = on
			limit--
		}
		if !o.HasEnd || o.AllDay || o.State >= schedule.Cancelled {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(o.Start.Format(time.RFC3339))
		b.WriteByte('/')
		b.WriteString(o.End.Format(time.RFC3339))
	}
	return b.String()
}

// marks are the short notices on a card.
func (s *Site) marks(l *language, w *listing) []views.Mark {
	var out []views.Mark
	if w.urgent && !w.ended {
		out = append(out, views.Mark{ID: "urgent", Text: l.words.T("site.urgent")})
	}
	switch w.checked.state {
	case stale, dormant:
		out = append(out, views.Mark{ID: w.checked.state.String(), Text: l.words.T("site.stale", "date", l.words.Day(w.checked.date))})
	case unchecked:
		out = append(out, views.Mark{ID: "unknown", Text: l.words.T("site.unchecked")})
	}
	return out
}

// shortFacts are what lowers a barrier, in a few words each.
func (s *Site) shortFacts(l *language, w *listing) []string {
	var out []string
	say := func(yes bool, key string) {
		if yes {
			out = append(out, l.words.T(key))
		}
	}
	say(w.Cost.Kind == "free", "site.fact.free")
	say(w.IDNeeded == catalog.No, "site.fact.no_id")
	say(w.ReferralNeeded == catalog.No, "site.fact.no_referral")
	say(w.BookingNeeded == catalog.No, "site.fact.walk_in")
	say(w.BookingNeeded == catalog.Yes, "site.fact.booking")
	return out
}

// ownerCard is the notice of an organization.
func (s *Site) ownerCard(l *language, o *organization) *views.Card {
	return s.ownerNotice(l, o)
}

func (s *Site) ownerNotice(l *language, o *organization) *views.Card {
	c := &views.Card{
		Link:   s.ownerLink(l, o.Organization),
		ID:     o.ID,
		Kind:   "organization",
		Line:   l.phrase(o.Summary),
		Status: statusOfOwner(o),
		Prefix: s.ownerPrefix(l, o),
	}
	if o.Organization.Kind != "" {
		c.KindName = l.words.T("organization_kind." + string(o.Organization.Kind))
	}
	if len(o.Organization.Locations) > 0 {
		c.Where = l.phrase(o.Organization.Locations[0].Name)
	}
	if n := len(o.current); n > 0 {
		c.Facts = []string{l.words.N("site.listings", n)}
	}
	return c
}

func statusOfOwner(o *organization) string {
	if o.Status == "active" {
		return ""
	}
	return string(o.Status)
}

func (s *Site) ownerPrefix(l *language, o *organization) string {
	status := statusOfOwner(o)
	if status == "" {
		return ""
	}
	return l.words.T("site.prefix", "status", l.words.T("organization_status."+status))
}

// closureName names a closure in sentences.
func (s *Site) closureName(l *language) func(id string) string {
	return func(id string) string {
		for i := range s.catalog.Closures {
			if c := &s.catalog.Closures[i]; c.ID == id {
				if name := l.phrase(c.Name).Text; name != "" {
					return name
				}
			}
		}
		return strings.ReplaceAll(id, "-", " ")
	}
}
