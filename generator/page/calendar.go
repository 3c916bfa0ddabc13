package page

import (
	"slices"
	"strconv"

	"corkboard/generator/address"
	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/schedule"
	"corkboard/generator/views"
	"corkboard/generator/wording"
)

// agendaDays is how far ahead the calendar looks; months have pages of their own.
const agendaDays = 35

// Agenda is the calendar of the next weeks.
func (w *Writer) Agenda() views.View {
	v := &views.Calendar{Frame: w.standard("calendar", address.CalendarPath)}
	v.Heading = v.PageTitle
	v.Days = w.agendaOf(board.Agenda{Limit: board.DayEntries})
	v.Kinds = w.agendaLinks("")
	for _, m := range w.Board.Months() {
		if !m.Before(board.MonthOf(w.Board.Today)) {
			v.Months = append(v.Months, w.monthLink(m))
		}
	}
	v.Feeds = w.feedLinks("", w.Title.Text, w.Board.Sets.All, true)
	v.Subscribe = w.subscribe("", w.Title.Text, w.Board.Sets.All, true)
	return v
}

// KindAgenda is the agenda of one kind.
func (w *Writer) KindAgenda(k catalog.Kind) views.View {
	name := w.Words.T("kind." + string(k))
	title := w.Words.T("site.title.calendar-kind", "kind", name)
	v := &views.Calendar{Frame: w.frame("calendar-kind", address.AgendaPath(k), title, nil), Heading: title}
	v.Section = "calendar"
	v.Description = w.Words.T("site.about.calendar-kind", "kind", name)
	v.Crumbs = append(v.Crumbs, w.Named(address.CalendarPath, "site.title.calendar"))
	v.Days = w.agendaOf(board.Agenda{Keep: func(l *board.Listing) bool { return l.Kind == k }, Limit: board.DayEntries})
	v.Kinds = w.agendaLinks(k)
	t := w.Board.Sets.Kind(k)
	v.Feeds = w.feedLinks(address.KindPath(k), name, t, false)
	v.Subscribe = w.subscribe(address.KindPath(k), name, t, false)
	return v
}

// agendaOf is what is on in the next weeks.
func (w *Writer) agendaOf(show board.Agenda) []views.Day {
	show.Week = true
	days := w.days(w.Board.Today, agendaDays, show)
	for i := board.WeekDays; i < len(days); i++ {
		days[i].Later = true
	}
	return withCards(days)
}

// agendaLinks lead to everything and to the kinds that have dates.
func (w *Writer) agendaLinks(current catalog.Kind) []views.Link {
	out := []views.Link{w.Named(address.CalendarPath, "site.every_kind")}
	for _, k := range catalog.Kinds {
		if w.Board.Sets.Kind(k.Kind).Dated > 0 {
			link := w.Named(address.AgendaPath(k.Kind), "kind."+string(k.Kind))
			link.Current = k.Kind == current
			out = append(out, link)
		}
	}
	return out
}

func (w *Writer) monthLink(first schedule.Date) views.Link {
	return views.Link{Phrase: wording.Text(w.Words.Month(first.Year, first.Month)), URL: w.At.URL(address.MonthPath(MonthID(first)))}
}

// Month is the calendar of a month.
func (w *Writer) Month(first schedule.Date) views.View {
	months := w.Board.Months()
	i := slices.Index(months, first)
	title := w.Words.Month(first.Year, first.Month)
	v := &views.Calendar{Frame: w.frame("month", address.MonthPath(MonthID(first)), title, nil), Heading: title, Kinds: w.agendaLinks("")}
	v.Section = "calendar"
	v.Month = MonthID(first)
	v.Description = w.Words.T("site.about.month", "month", title)
	v.Crumbs = append(v.Crumbs, w.Named(address.CalendarPath, "site.title.calendar"))
	grid := w.Words.Grid(first.Year, first.Month)
	start, weeks := grid[0][0], len(grid)
	days := w.days(start, weeks*7, board.Agenda{Limit: board.DayEntries})
	for n := range weeks {
		week := days[n*7 : n*7+7]
		for d := range week {
			date := start.AddDays(n*7 + d)
			week[d].Other = date.Month != first.Month
		}
		v.Weeks = append(v.Weeks, week)
	}
	for _, d := range withCards(days) {
		if !d.Other {
			v.Days = append(v.Days, d)
		}
	}
	for d := range 7 {
		day := start.AddDays(d).Weekday()
		v.Weekdays = append(v.Weekdays, views.Weekday{Short: w.Words.Weekday(day, true), Name: w.Words.Weekday(day, false)})
	}
	if i > 0 {
		v.Previous = w.monthLink(months[i-1])
	}
	if i+1 < len(months) {
		v.Next = w.monthLink(months[i+1])
	}
	for _, m := range months {
		link := w.monthLink(m)
		link.Current = m == first
		v.Months = append(v.Months, link)
	}
	return v
}

// MonthID is a month in an address: "2026-11".
func MonthID(first schedule.Date) string { return first.String()[:len("2026-11")] }

// days are n days of a calendar in words.
func (w *Writer) days(from schedule.Date, n int, show board.Agenda) []views.Day {
	days := w.Board.Days(from, n, show)
	out := make([]views.Day, n)
	for i, day := range days {
		d := views.Day{ID: day.Date.String(), Block: w.DateBlock(day.Date), Text: w.Words.Day(day.Date), Number: strconv.Itoa(day.Date.Day), Count: day.Count}
		for _, e := range day.First {
			d.Cards = append(d.Cards, w.entryCard(e.Listing, e.Occurrence))
		}
		if more := day.Count - len(day.First); more > 0 {
			d.More = w.Words.N("site.more_that_day", more)
		}
		out[i] = d
	}
	return out
}

// withCards are the days with something on.
func withCards(days []views.Day) []views.Day {
	var out []views.Day
	for _, d := range days {
		if len(d.Cards) > 0 {
			out = append(out, d)
		}
	}
	return out
}

// entryCard is the short notice of one occurrence in a calendar.
func (w *Writer) entryCard(l *board.Listing, o board.Occurrence) *views.Card {
	occasion := w.OccasionOf(o)
	c := &views.Card{
		Link: w.Link(l), ID: l.ID, Prefix: w.Prefix(l), Status: l.StatusNow(),
		Direction: string(l.Kind.Direction()), Kind: string(l.Kind),
		KindName: w.Words.T("kind." + string(l.Kind)), DirName: w.Words.T("direction." + string(l.Kind.Direction())),
		Where: w.Where(l.Opportunity),
		When:  occasion.Clock, Start: occasion.Start,
	}
	if today := schedule.DateOf(o.Start.In(w.Board.Zone)) == w.Board.Today; today && !o.AllDay {
		c.End = occasion.End // the page's script takes it out when it is over
	} else if !o.AllDay {
		c.Start = o.Start.In(w.Board.Zone).Format("15:04") // its day is above
	} else {
		c.Start = ""
	}
	if c.When == "" {
		c.When = w.Words.T("site.all_day")
	}
	if c.Status == "ended" && l.Status != catalog.Done {
		c.Prefix, c.Status = "", "" // on a past day that is no news
	}
	if occasion.Prefix != "" && c.Prefix == "" {
		c.Prefix = occasion.Prefix
		if occasion.Off {
			c.Status = "cancelled"
		}
	}
	if occasion.Place.Text != "" {
		c.Where = occasion.Place.Phrase
	}
	if l.Check.Freshness == board.Stale {
		c.Marks = w.Marks(l)
	}
	return c
}
