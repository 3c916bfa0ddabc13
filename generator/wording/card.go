package wording

import (
	"slices"
	"strings"
	"time"

	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/schedule"
	"corkboard/generator/views"
)

// Card is the notice of a listing in a list.
func (w *Writer) Card(l *board.Listing) *views.Card {
	if l.Sensitive {
		return w.sensitiveCard(l)
	}
	c := &views.Card{
		Link:      w.Link(l),
		ID:        l.ID,
		Prefix:    w.Prefix(l),
		Status:    l.StatusNow(),
		Direction: string(l.Kind.Direction()),
		Kind:      string(l.Kind),
		KindName:  w.Words.T("kind." + string(l.Kind)),
		DirName:   w.Words.T("direction." + string(l.Kind.Direction())),
		Who:       w.Who(l.Opportunity),
		Where:     w.Where(l.Opportunity),
		Line:      oneLine(w.Phrase(l.Summary)),
		Marks:     w.Marks(l),
		Facts:     append(w.foreign(w.Phrase(l.Title), l.Languages), w.shortFacts(l)...),
	}
	if l.Kind == catalog.GetHelpKind {
		c.Times = w.Times(l) // "open now" matters where somebody needs it today
	}
	w.dateCard(l, c)
	return c
}

// sensitiveCard says whom to call, and nothing that leads others to where somebody is
// or says when they are there.
func (w *Writer) sensitiveCard(l *board.Listing) *views.Card {
	c := &views.Card{
		Link:      w.Link(l),
		ID:        l.ID,
		Prefix:    w.Prefix(l),
		Status:    l.StatusNow(),
		Direction: string(l.Kind.Direction()),
		Kind:      string(l.Kind),
		KindName:  w.Words.T("kind." + string(l.Kind)),
		DirName:   w.Words.T("direction." + string(l.Kind.Direction())),
		Who:       w.Who(l.Opportunity),
		Marks:     w.Marks(l),
		Phone:     w.Call(l.Opportunity),
	}
	if l.AlwaysOpen() && !l.Ended && l.Open {
		c.When, c.Times = w.Words.T("site.day_and_night"), "always"
	}
	return c
}

// Call is the first number to call about a listing; nil = there is none.
func (w *Writer) Call(o *catalog.Opportunity) *views.Contact {
	if how, _ := w.Online(o); how != nil && how.Kind == "call" {
		return how
	}
	contacts, _ := w.Reach(o)
	return firstCall(contacts)
}

// CallOrganization is the first number of an organization; nil = there is none.
func (w *Writer) CallOrganization(o *catalog.Organization) *views.Contact {
	return firstCall(w.Contacts(o.Phones, nil, ""))
}

func firstCall(contacts []views.Contact) *views.Contact {
	if i := slices.IndexFunc(contacts, func(c views.Contact) bool { return c.Kind == "call" }); i >= 0 {
		return &contacts[i]
	}
	return nil
}

// Prefix is the status in words, before every link to a listing and its h1.
func (w *Writer) Prefix(l *board.Listing) string {
	status := l.StatusNow()
	if status == "" {
		return ""
	}
	return w.Words.T("site.prefix", "status", w.Words.T("status."+status))
}

// Who is the organization or the neighbours behind a listing, in one line.
func (w *Writer) Who(o *catalog.Opportunity) views.Phrase {
	if len(o.Organizations) == 1 && len(o.Missing) == 0 {
		return w.Phrase(o.Organizations[0].Name)
	}
	var names []string
	for _, by := range o.Organizations {
		names = append(names, w.Phrase(by.Name).Text)
	}
	names = append(names, o.Missing...)
	if len(names) == 0 {
		return w.Phrase(o.Host)
	}
	return Text(w.Words.List(names))
}

// Where is the place of a listing in one line.
func (w *Writer) Where(o *catalog.Opportunity) views.Phrase {
	if o.Remote == catalog.Remotely {
		return Text(w.Afar(o))
	}
	if len(o.Locations) == 0 {
		return views.Phrase{}
	}
	first := o.Locations[0]
	name := w.Phrase(first.Name)
	if town := first.Parent; town != nil && len(o.Locations) == 1 {
		name.Text = w.Words.T("site.place_in", "place", name.Text, "town", w.Phrase(town.Name).Text)
	}
	if more := len(o.Locations) - 1; more > 0 {
		name.Text = w.Words.N("site.places_more", more, "place", name.Text)
	}
	if o.Remote == catalog.Hybrid {
		name.Text = w.Words.T("site.hybrid", "place", name.Text)
	}
	return name
}

// dateCard puts the date of a listing on its card.
func (w *Writer) dateCard(l *board.Listing, c *views.Card) {
	switch {
	case l.Next != nil:
		w.putOccurrence(c, l.Next.Occurrence)
		if board.Repeats(l.Next.Block) {
			c.Repeats = w.Sentence(l.Next.Block)
		}
	case l.AlwaysOpen() && !l.Ended:
		c.When = w.Words.T("schedule.always")
	case l.Ended && len(l.Schedules) > 0:
		if last, ok := w.Board.Last(l.Opportunity); ok {
			w.putOccurrence(c, last)
		}
	case !l.Deadline.Date.IsZero():
		w.putDeadline(c, l.Opportunity)
	case l.Ongoing && l.Hours.First() == "":
		c.When = w.Words.T("site.ongoing")
	case l.Hours.First() != "":
		c.When = w.Phrase(l.Hours).Text
	}
}

func (w *Writer) putOccurrence(c *views.Card, o schedule.Occurrence) {
	occasion := w.Occasion(o)
	c.Date, c.When, c.Start, c.End = &occasion.Block, occasion.Text, occasion.Start, occasion.End
}

func (w *Writer) putDeadline(c *views.Card, o *catalog.Opportunity) {
	d := w.deadlineOccasion(o)
	c.Date, c.When, c.Start = &d.Block, w.Words.T("site.until", "date", d.Text), d.Start
}

// Marks are the short notices on a card.
func (w *Writer) Marks(l *board.Listing) []views.Mark {
	var out []views.Mark
	if l.Urgent && !l.Ended {
		text, until := w.urgent(l)
		out = append(out, views.Mark{ID: "urgent", Text: text, Until: until})
	}
	switch l.Check.Freshness {
	case board.Stale, board.Dormant:
		out = append(out, views.Mark{ID: l.Check.Freshness.String(), Text: w.Words.T("site.stale"+unlessCalled(w.CanCallFirst(l.Opportunity)), "date", w.Words.Day(l.Check.Date))})
	case board.Unchecked:
		out = append(out, views.Mark{ID: "unknown", Text: w.Words.T("site.unchecked")})
	}
	return out
}

// CanCallFirst reports whether people can call about a listing before they go: it says a
// number, and there is somewhere to go. Whoever calls a line at once asks nobody first.
func (w *Writer) CanCallFirst(o *catalog.Opportunity) bool {
	return o.Remote != catalog.Remotely && w.Call(o) != nil
}

// unlessCalled is what the names of words end in that do not say "call first".
func unlessCalled(can bool) string {
	if can {
		return ""
	}
	return "_only"
}

// urgent says until when a listing is urgent, so that it is true of a page that is read
// later, and when a script may take it away.
func (w *Writer) urgent(l *board.Listing) (text, until string) {
	if l.UrgentEnd.IsZero() {
		return w.Words.T("site.urgent"), ""
	}
	at := l.UrgentEnd.In(w.Board.Zone)
	last := at.Add(-time.Second) // midnight ends the day before
	return w.Words.T("site.urgent_until", "date", w.Words.Day(schedule.DateOf(last))), at.Format(time.RFC3339)
}

// shortFacts are what lowers a barrier, in a few words each.
func (w *Writer) shortFacts(l *board.Listing) []string {
	var out []string
	say := func(yes bool, key string) {
		if yes {
			out = append(out, w.Words.T(key))
		}
	}
	say(l.Cost.Kind == "free", "site.fact.free")
	say(l.IDNeeded == catalog.No, "site.fact.no_id")
	say(l.ReferralNeeded == catalog.No, "site.fact.no_referral")
	say(l.BookingNeeded == catalog.No, "site.fact.walk_in")
	say(l.BookingNeeded == catalog.Yes, "site.fact.booking")
	return out
}

// foreign says of a text that is not in the language of the page which one it is in, and
// whether the page's is spoken there.
func (w *Writer) foreign(text views.Phrase, spoken []string) []string {
	if text.Lang == "" {
		return nil
	}
	out := []string{w.Words.T("site.written_in", "language", w.Words.LanguageName(text.Lang))}
	if slices.ContainsFunc(spoken, func(tag string) bool { return sameLanguage(tag, w.At.Tag) }) {
		out = append(out, w.Words.T("site.in_language", "language", w.Words.LanguageName(w.At.Tag)))
	}
	return out
}

// OrganizationCard is the notice of an organization.
func (w *Writer) OrganizationCard(o *board.Organization) *views.Card {
	c := &views.Card{
		Link:   w.OrganizationLink(o.Organization),
		ID:     o.ID,
		Kind:   "organization",
		Line:   w.Phrase(o.Summary),
		Status: OrganizationStatus(o),
		Prefix: w.OrganizationPrefix(o),
	}
	if o.Organization.Kind != "" {
		c.KindName = w.Words.T("organization_kind." + string(o.Organization.Kind))
	}
	if o.Sensitive { // whom to call, and neither where nor when
		c.Line, c.Phone = views.Phrase{}, w.CallOrganization(o.Organization)
		if catalog.AlwaysOpen(o.Opening) {
			c.When = w.Words.T("site.day_and_night")
		}
		return c
	}
	if len(o.Organization.Locations) > 0 {
		c.Where = w.Phrase(o.Organization.Locations[0].Name)
	}
	c.When = strings.Join(w.Hours(o.Organization), "; ")
	c.Facts = append(w.foreign(c.Line, o.Languages), c.Facts...)
	if n := len(o.Current); n > 0 {
		c.Facts = append(c.Facts, w.Words.N("site.listings", n))
	}
	return c
}

// Hours are the opening hours of an organization in words: as they are read, or the
// text that it wrote.
func (w *Writer) Hours(o *catalog.Organization) []string {
	var out []string
	for i := range o.Opening {
		out = append(out, w.Sentence(&o.Opening[i]))
	}
	if text := w.Phrase(o.Hours).Text; text != "" && len(out) == 0 {
		out = []string{text}
	}
	return out
}

// OrganizationStatus is the id of what readers have to know of an organization
// first, or "".
func OrganizationStatus(o *board.Organization) string {
	if o.Status == "active" {
		return ""
	}
	return string(o.Status)
}

// OrganizationPrefix is the status of an organization in words, before its name.
func (w *Writer) OrganizationPrefix(o *board.Organization) string {
	status := OrganizationStatus(o)
	if status == "" {
		return ""
	}
	return w.Words.T("site.prefix", "status", w.Words.T("organization_status."+status))
}
