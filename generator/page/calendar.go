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
	v.ByWeek = w.weekLinks(schedule.Date{})
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
	days := w.days(w.Board.Today, board.AgendaDays, show)
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
	days := w.days(start, weeks*7, board.Agenda{Limit: board.MonthEntries})
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
	v.Near = w.Words.T("label.near_months")
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
	v.ByWeek = w.weekLinks(schedule.Date{})
	return v
}

// Week is everything that is on in the week that begins on a day.
func (w *Writer) Week(first schedule.Date) views.View {
	weeks := w.Board.Weeks()
	i := slices.Index(weeks, first)
	title := w.Words.T("site.week", "from", w.Words.DayNoYear(first), "to", w.Words.Day(first.AddDays(board.WeekDays-1)))
	v := &views.Calendar{Frame: w.inCalendar("week", address.WeekPath(first.String()), title), Heading: title, Whole: true}
	v.Description = w.Words.T("site.about.week", "week", title)
	v.Days = withCards(w.days(first, board.WeekDays, board.Agenda{}))
	v.Near = w.Words.T("label.near_weeks")
	v.ByWeek = w.weekLinks(first)
	if i > 0 {
		v.Previous = v.ByWeek[i-1]
	}
	if i+1 < len(weeks) {
		v.Next = v.ByWeek[i+1]
	}
	return v
}

// Day is everything that is on on a day, by its parts; services that are open
// on most days come last.
func (w *Writer) Day(date schedule.Date) views.View {
	title := w.Words.Day(date)
	v := &views.Calendar{Frame: w.inCalendar("day", address.DayPath(date.String()), title), Heading: title, Whole: true}
	v.Description = w.Words.T("site.about.day", "day", title)
	day := w.Board.Days(date, 1, board.Agenda{})[0]
	parts := make([]views.DayPart, len(dayParts))
	for i, name := range dayParts {
		parts[i] = views.DayPart{ID: name, Label: w.Words.T("site.part." + name)}
	}
	services := views.DayPart{ID: "open"}
	for i := range day.First {
		e := &day.First[i]
		part := &parts[e.Part()]
		if e.Service() {
			part = &services
		}
		part.Cards = append(part.Cards, w.entryCard(e.Listing, e.Occurrence))
	}
	services.Label = w.Words.N("site.open_that_day", len(services.Cards))
	for _, part := range append(parts, services) {
		if len(part.Cards) > 0 {
			v.Parts = append(v.Parts, part)
		}
	}
	v.Near = w.Words.T("label.near_days")
	v.Previous, v.Next = w.dayLink(date.AddDays(-1)), w.dayLink(date.AddDays(1))
	v.ByWeek = w.weekLinks(schedule.Date{})
	return v
}

// dayParts are the names of board.Part in the words.
var dayParts = []string{board.Morning: "morning", board.Afternoon: "afternoon", board.Evening: "evening", board.WholeDay: "all_day"}

// inCalendar is the frame of a page below the calendar.
func (w *Writer) inCalendar(kind, path, title string) views.Frame {
	f := w.frame(kind, path, title, nil)
	f.Section = "calendar"
	f.Crumbs = append(f.Crumbs, w.Named(address.CalendarPath, "site.title.calendar"))
	return f
}

// dayLink leads to the page of a day, if it has one.
func (w *Writer) dayLink(d schedule.Date) views.Link {
	if !w.Board.HasDay(d) {
		return views.Link{}
	}
	return views.Link{Phrase: wording.Text(w.Words.DayNoYear(d)), URL: w.At.URL(address.DayPath(d.String()))}
}

// weekLinks lead to the weeks of the agenda.
func (w *Writer) weekLinks(current schedule.Date) []views.Link {
	var out []views.Link
	for _, first := range w.Board.Weeks() {
		text := w.Words.T("site.week", "from", w.Words.DateNoYear(first), "to", w.Words.DateNoYear(first.AddDays(board.WeekDays-1)))
		out = append(out, views.Link{Phrase: wording.Text(text), URL: w.At.URL(address.WeekPath(first.String())), Current: first == current})
	}
	return out
}

// MonthID is a month in an address: "2026-11".
func MonthID(first schedule.Date) string { return first.String()[:len("2026-11")] }

// days are n days of a calendar in words.
func (w *Writer) days(from schedule.Date, n int, show board.Agenda) []views.Day {
	days := w.Board.Days(from, n, show)
	out := make([]views.Day, n)
	for i, day := range days {
		d := views.Day{ID: day.Date.String(), Block: w.DateBlock(day.Date), Text: w.Words.Day(day.Date), Number: strconv.Itoa(day.Date.Day), Count: day.Count}
		if w.Board.HasDay(day.Date) {
			d.URL = w.At.URL(address.DayPath(d.ID))
		}
		for _, e := range day.First {
			d.Cards = append(d.Cards, w.entryCard(e.Listing, e.Occurrence))
		}
		if day.Services > 0 {
			d.Open = w.Words.N("site.open_that_day", day.Services)
		}
		if more := day.Count - len(day.First); more > 0 {
			d.More = w.Words.N("site.more_that_day", more)
		}
		out[i] = d
	}
	return out
}

// withCards are the days with something on or open.
func withCards(days []views.Day) []views.Day {
	var out []views.Day
	for _, d := range days {
		if len(d.Cards) > 0 || d.Open != "" {
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
