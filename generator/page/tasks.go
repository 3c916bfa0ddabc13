package page

import (
	"cmp"
	"slices"
	"strings"

	"corkboard/generator/address"
	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/views"
	"corkboard/generator/wording"
)

// maxRows keeps a page of rows within its byte budget.
const maxRows = 100

// Outcomes is what came of meetings, consultations and studies.
func (w *Writer) Outcomes() views.View {
	v := &views.Outcomes{Frame: w.standard("outcomes", address.OutcomesPath)}
	told := w.Board.WithOutcome()
	for _, l := range told[:min(maxRows, len(told))] {
		v.Done = append(v.Done, views.OutcomeRow{Card: w.Card(l), Outcome: *w.Outcome(l)})
	}
	for _, l := range w.Board.Listings {
		switch {
		case !l.Listed || l.Sensitive || !l.TellsOutcome() || l.HasOutcome():
		case w.Board.OwesOutcome(l) || l.Ended:
			if o := w.Outcome(l); o != nil && len(v.Waiting) < maxRows {
				v.Waiting = append(v.Waiting, views.OutcomeRow{Card: w.Card(l), Outcome: *o})
			}
		case l.Shown && len(v.Open) < maxRows:
			v.Open = append(v.Open, w.Card(l))
		}
	}
	v.Feeds = []views.FeedLink{{Type: "application/atom+xml", Title: v.PageTitle, URL: w.At.URL(address.OutcomesPath + address.NewsFile)}}
	return v
}

// Newest is what was added lately.
func (w *Writer) Newest() views.View {
	v := &views.Newest{Frame: w.standard("new", address.NewPath)}
	for _, l := range board.Latest(w.Board.Shown) {
		heading := w.Words.T("site.added_unknown")
		id := "undated"
		if day, ok := w.Board.AddedOn(&l.Record); ok {
			heading, id = w.Words.Day(day), "d"+day.String()
		}
		if n := len(v.Days); n == 0 || v.Days[n-1].ID != id {
			v.Days = append(v.Days, views.Group{Heading: heading, ID: id})
		}
		last := &v.Days[len(v.Days)-1]
		last.Cards = append(last.Cards, w.Card(l))
	}
	return v
}

// NeedsChecking is the call sheet: one call an organization, with everything
// that should be asked in it.
func (w *Writer) NeedsChecking() views.View {
	v := &views.NeedsChecking{Frame: w.standard("needs-checking", address.CheckingPath)}
	v.NoIndex = true
	calls := map[*catalog.Organization]*views.Call{}
	var order []*catalog.Organization
	callOf := func(o *catalog.Organization) *views.Call {
		if calls[o] == nil {
			c := &views.Call{}
			if o != nil {
				c.Link = w.OrganizationLink(o)
				c.Contacts = w.Contacts(o.Phones, o.Emails, o.URL)
			}
			calls[o] = c
			order = append(order, o)
		}
		return calls[o]
	}
	for _, o := range w.Board.Organizations {
		if o.Listed && o.Active() && o.Check.Freshness != board.Fresh {
			c := callOf(o.Organization)
			c.Rows = append(c.Rows, views.CallRow{Link: w.OrganizationLink(o.Organization), State: o.Check.Freshness.String(), Why: w.why(o.Check), File: o.File,
				Ask: w.ask("hours", "contacts", "places")})
		}
	}
	for _, l := range w.Board.Listings {
		owes := w.Board.OwesOutcome(l)
		if !l.Listed || !owes && (l.Ended || l.Check.Freshness == board.Fresh) {
			continue
		}
		var by *catalog.Organization
		if len(l.Organizations) > 0 {
			by = l.Organizations[0]
		}
		c := callOf(by)
		if by == nil {
			c.Contacts, _ = w.Reach(l.Opportunity)
		}
		row := views.CallRow{Link: w.Link(l), State: l.Check.Freshness.String(), Why: w.why(l.Check), File: l.File}
		if owes {
			row.State, row.Why, row.Ask = "outcome", w.Words.T("site.check.outcome"), w.ask("outcome")
		} else {
			row.Ask = w.ask(questions(l)...)
		}
		c.Rows = append(c.Rows, row)
	}
	keys := map[*catalog.Organization]string{}
	for _, o := range order {
		if o != nil {
			keys[o] = string(w.Words.SortKey(calls[o].Text))
		}
	}
	slices.SortFunc(order, func(a, b *catalog.Organization) int {
		switch {
		case a == b:
			return 0
		case a == nil: // neighbours come last
			return 1
		case b == nil:
			return -1
		}
		return cmp.Or(strings.Compare(keys[a], keys[b]), strings.Compare(a.ID, b.ID))
	})
	for _, o := range order {
		c := *calls[o]
		if o == nil {
			c.Link = wording.Plain(w.Words.T("site.check.neighbours"))
		}
		v.Count += len(c.Rows)
		if len(v.Calls) < maxRows {
			v.Calls = append(v.Calls, c)
		}
	}
	// A call takes about four minutes, each further question one.
	minutes := 4*len(order) + max(0, v.Count-len(order))
	v.Minutes = w.Words.N("site.check.minutes", minutes)
	return v
}

func (w *Writer) why(c board.Check) string {
	if c.Date.IsZero() {
		return w.Words.T("site.check.never")
	}
	return w.Words.T("site.check.last", "date", w.Words.Day(c.Date))
}

// questions are what to ask about a listing, by what it says.
func questions(l *board.Listing) []string {
	out := []string{"still"}
	if l.Dated || len(l.Hours) > 0 {
		out = append(out, "times")
	}
	if len(l.Locations) > 0 {
		out = append(out, "place")
	}
	if l.Kind == catalog.GetHelpKind {
		out = append(out, "barriers")
	}
	return append(out, "contacts")
}

func (w *Writer) ask(what ...string) []string {
	out := make([]string, len(what))
	for i, id := range what {
		out[i] = w.Words.T("site.ask." + id)
	}
	return out
}

// maxColumns keeps the table of gaps within a page.
const maxColumns = 8

// Gaps shows where nobody offers anything: top categories by towns.
func (w *Writer) Gaps() views.View {
	v := &views.Gaps{Frame: w.standard("gaps", address.GapsPath), Suggest: w.At.Page(address.SuggestPath)}
	towns := w.Board.Towns()
	towns = towns[:min(maxColumns, len(towns))]
	for _, p := range towns {
		v.Columns = append(v.Columns, w.LocationLink(p))
	}
	for _, c := range w.Board.TopCategories() {
		row := views.GapRow{Link: w.CategoryLink(c)}
		for _, p := range towns {
			cell := views.GapCell{}
			if t := w.Board.Sets.Crossing(p, c); t.HasPage() {
				cell = views.GapCell{Count: t.Count(), URL: w.At.URL(address.CrossingPath(p.ID, c.ID))}
			}
			row.Cells = append(row.Cells, cell)
		}
		v.Rows = append(v.Rows, row)
	}
	return v
}
