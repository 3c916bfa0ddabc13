package site

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/schedule"
	"corkboard/generator/views"
)

// The calendar shows the next five weeks, and month pages a year back and a
// year ahead, as far as there are dates.
const (
	agendaDays  = 35
	monthsBack  = 12
	monthsAhead = 12
	dayEntries  = 10  // of a day on a full page; the rest is counted
	pageEntries = 160 // of all days of a page, which has to stay within its bytes
	longSpan    = 6   // days after the first on which a span is shown again; a longer one is shown once

	// The coming week has more room than what is further off. It is also what a
	// printed sheet shows.
	weekDays    = 7
	weekEntries = 56
)

// planCalendar adds the agendas and the months.
func (s *Site) planCalendar() {
	months := s.months()
	s.inEveryLanguage(calendarPath, true, func(l *language) views.View { return s.agendaView(l, months) })
	for _, k := range catalog.Kinds {
		s.inEveryLanguage(agendaPath(k.Kind), of(s.sets.kinds, k.Kind).dated > 0, func(l *language) views.View { return s.kindAgendaView(l, k.Kind) })
	}
	for i := range months {
		s.inEveryLanguage(monthPath(months[i]), true, func(l *language) views.View { return s.monthView(l, months, i) })
	}
	for _, l := range s.languages {
		s.calendar(l, "", s.sets.all, func() string { return l.chrome.Title.Text })
	}
}

func monthPath(first schedule.Date) string {
	return fmt.Sprintf("%s%04d-%02d/", calendarPath, first.Year, int(first.Month))
}

// months are the first days of the months that have a page.
func (s *Site) months() []schedule.Date {
	now := monthOf(s.today)
	first, last := now, now
	for _, w := range s.listings {
		if w.Removed {
			continue
		}
		for i := range w.Schedules {
			from, to := extent(&w.Schedules[i].Schedule)
			if from.IsZero() {
				continue
			}
			if m := monthOf(from); m.Before(first) {
				first = m
			}
			if to.IsZero() {
				last = addMonths(now, monthsAhead)
			} else if m := monthOf(to); last.Before(m) {
				last = m
			}
		}
	}
	if back := addMonths(now, -monthsBack); first.Before(back) {
		first = back
	}
	if ahead := addMonths(now, monthsAhead); ahead.Before(last) {
		last = ahead
	}
	var out []schedule.Date
	for m := first; !last.Before(m); m = addMonths(m, 1) {
		out = append(out, m)
	}
	return out
}

// extent is the first and last day that a block can touch; a zero end is open.
func extent(b *schedule.Schedule) (from, to schedule.Date) {
	from, to = b.Start, b.End
	if to.IsZero() {
		to = b.Start
	}
	if b.Rule.Frequency != schedule.Once {
		to = b.Until
	}
	for _, list := range [][]schedule.Dated{b.Dates, b.Also} {
		for _, d := range list {
			if from.IsZero() || d.Date.Before(from) {
				from = d.Date
			}
			if !(b.Rule.Frequency != schedule.Once && to.IsZero()) && to.Before(d.Date) {
				to = d.Date
			}
		}
	}
	return from, to
}

func addMonths(first schedule.Date, n int) schedule.Date {
	t := time.Date(first.Year, first.Month+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	return schedule.DateOf(t)
}

func (s *Site) agendaView(l *language, months []schedule.Date) views.View {
	v := &views.Calendar{Frame: s.standing(l, "calendar", calendarPath)}
	v.Heading = v.PageTitle
	v.Days = s.agendaOf(l, everything)
	v.Kinds = s.agendaLinks(l, "")
	for _, m := range months {
		if !m.Before(monthOf(s.today)) {
			v.Months = append(v.Months, s.monthLink(l, m))
		}
	}
	v.Feeds = s.feedLinks(l, "", l.chrome.Title.Text, s.sets.all, true)
	v.Subscribe = s.subscribe(l, "", l.chrome.Title.Text, s.sets.all, true)
	return v
}

// kindAgendaView is the agenda of one kind.
func (s *Site) kindAgendaView(l *language, k catalog.Kind) views.View {
	name := l.words.T("kind." + string(k))
	title := l.words.T("site.title.calendar-kind", "kind", name)
	v := &views.Calendar{Frame: s.frame(l, "calendar-kind", agendaPath(k), title, nil), Heading: title}
	v.Section = "calendar"
	v.Description = l.words.T("site.about.calendar-kind", "kind", name)
	v.Crumbs = append(v.Crumbs, s.named(l, calendarPath, "site.title.calendar"))
	v.Days = s.agendaOf(l, agenda{keep: func(w *listing) bool { return w.Kind == k }, limit: dayEntries})
	v.Kinds = s.agendaLinks(l, k)
	t := of(s.sets.kinds, k)
	v.Feeds = s.feedLinks(l, kindPath(k), name, t, false)
	v.Subscribe = s.subscribe(l, kindPath(k), name, t, false)
	return v
}

// agendaOf is what is on in the next weeks.
func (s *Site) agendaOf(l *language, show agenda) []views.Day {
	show.week = true
	days := s.days(l, s.today, agendaDays, show)
	for i := weekDays; i < len(days); i++ {
		days[i].Later = true
	}
	return withCards(days)
}

// agendaLinks lead to everything and to the kinds that have dates.
func (s *Site) agendaLinks(l *language, current catalog.Kind) []views.Link {
	out := []views.Link{s.named(l, calendarPath, "site.every_kind")}
	for _, k := range catalog.Kinds {
		if of(s.sets.kinds, k.Kind).dated > 0 {
			link := s.named(l, agendaPath(k.Kind), "kind."+string(k.Kind))
			link.Current = k.Kind == current
			out = append(out, link)
		}
	}
	return out
}

func (s *Site) monthLink(l *language, first schedule.Date) views.Link {
	return views.Link{Phrase: text(l.words.Month(first.Year, first.Month)), URL: l.url(monthPath(first))}
}

func (s *Site) monthView(l *language, months []schedule.Date, i int) views.View {
	first := months[i]
	title := l.words.Month(first.Year, first.Month)
	v := &views.Calendar{Frame: s.frame(l, "month", monthPath(first), title, nil), Heading: title, Kinds: s.agendaLinks(l, "")}
	v.Section = "calendar"
	v.Month = strings.TrimSuffix(strings.TrimPrefix(monthPath(first), calendarPath), "/")
	v.Description = l.words.T("site.about.month", "month", title)
	v.Crumbs = append(v.Crumbs, s.named(l, calendarPath, "site.title.calendar"))
	grid := l.words.Grid(first.Year, first.Month)
	start, weeks := grid[0][0], len(grid)
	days := s.days(l, start, weeks*7, everything)
	for w := range weeks {
		week := days[w*7 : w*7+7]
		for d := range week {
			date := start.AddDays(w*7 + d)
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
		v.Weekdays = append(v.Weekdays, views.Weekday{Short: l.words.Weekday(day, true), Name: l.words.Weekday(day, false)})
	}
	if i > 0 {
		v.Previous = s.monthLink(l, months[i-1])
	}
	if i+1 < len(months) {
		v.Next = s.monthLink(l, months[i+1])
	}
	for _, m := range months {
		link := s.monthLink(l, m)
		link.Current = m == first
		v.Months = append(v.Months, link)
	}
	return v
}

func withCards(days []views.Day) []views.Day {
	var out []views.Day
	for _, d := range days {
		if len(d.Cards) > 0 {
			out = append(out, d)
		}
	}
	return out
}

// agenda says which listings of some days are shown.
type agenda struct {
	keep  func(*listing) bool
	limit int  // entries a day; the rest is counted
	once  bool // each listing only on the first of the days: for a glance
	week  bool // the first week goes first, the other days share what is left
}

// everything is the agenda of a calendar: a listing that is over still was on
// that day.
var everything = agenda{keep: func(*listing) bool { return true }, limit: dayEntries}

// dayEntry is a listing on one day. Entries are in order of the clock, then id.
type dayEntry struct {
	*listing
	dated
	clock int // see clockKey
}

func (a dayEntry) compare(b dayEntry) int {
	return cmp.Or(cmp.Compare(a.clock, b.clock), strings.Compare(a.ID, b.ID))
}

// dayList is the first entries of a day, and how many there are: a town has
// hundreds a day, and a page shows a few.
type dayList struct {
	first []dayEntry
	count int
}

func (d *dayList) add(e dayEntry, limit int) {
	d.count++
	if n := len(d.first); n == limit && e.compare(d.first[n-1]) >= 0 {
		return
	}
	at := len(d.first)
	for at > 0 && e.compare(d.first[at-1]) < 0 { // an equal one stays before it
		at--
	}
	if len(d.first) == limit {
		d.first = d.first[:limit-1]
	}
	d.first = slices.Insert(d.first, at, e)
}

// cutDays keeps as many entries a day as all days together may show: in a large town
// that is fewer than a day's limit. It returns how many are left.
func cutDays(lists []dayList, most int) int {
	for limit := dayEntries; ; limit-- {
		sum := 0
		for i := range lists {
			sum += min(limit, len(lists[i].first))
		}
		if sum > most && limit > 1 {
			continue
		}
		for i := range lists {
			lists[i].first = lists[i].first[:min(limit, len(lists[i].first))]
		}
		return sum
	}
}

// days are n civil days in the site's zone with what takes place on each.
func (s *Site) days(l *language, from schedule.Date, n int, show agenda) []views.Day {
	lists := make([]dayList, n)
	start, end := from.In(s.zone), from.AddDays(n).In(s.zone)
	for _, w := range s.listings {
		if !w.Listed || !w.dated || !show.keep(w) || w.checked.state == dormant && !w.ended {
			continue
		}
		env := s.envOf(w.Opportunity)
		for i := range w.Schedules {
			block := &w.Schedules[i]
			for o := range block.Occurrences(start, end, env) {
				if nightBefore(&o, start) {
					continue
				}
				here := o.Start.In(s.zone)
				first := schedule.DateOf(here)
				if o.AllDay {
					first = schedule.DateOf(o.Start)
				}
				at := max(0, from.DaysUntil(first))
				last := at
				if o.AllDay && !show.once {
					last = from.DaysUntil(schedule.DateOf(o.End).AddDays(-1))
					if last-at > longSpan {
						last = at // weeks on end are no news on each day
					}
				}
				e := dayEntry{w, dated{o, block}, clockKey(here, o.AllDay)}
				for day := at; day <= max(at, last) && day < n; day++ {
					lists[day].add(e, show.limit)
				}
				if show.once {
					break
				}
			}
			if show.once {
				break
			}
		}
	}
	if show.week {
		cutDays(lists[weekDays:], pageEntries-cutDays(lists[:weekDays], weekEntries))
	} else {
		cutDays(lists, pageEntries)
	}
	out := make([]views.Day, n)
	for i := range lists {
		date := from.AddDays(i)
		out[i] = views.Day{ID: date.String(), Block: s.block(l, date), Text: l.words.Day(date), Number: strconv.Itoa(date.Day), Count: lists[i].count}
		for _, e := range lists[i].first {
			out[i].Cards = append(out[i].Cards, s.entryCard(l, e.listing, e.dated))
		}
		if more := lists[i].count - len(lists[i].first); more > 0 {
			out[i].More = l.words.N("site.more_that_day", more)
		}
	}
	return out
}

// entryCard is the short notice of one occurrence in a calendar.
func (s *Site) entryCard(l *language, w *listing, o dated) *views.Card {
	occasion := s.occasionOf(l, o)
	c := &views.Card{
		Link: s.link(l, w), ID: w.ID, Prefix: s.prefix(l, w), Status: s.status(w),
		Direction: string(w.Kind.Direction()), Kind: string(w.Kind),
		KindName: l.words.T("kind." + string(w.Kind)), DirName: l.words.T("direction." + string(w.Kind.Direction())),
		Where: s.where(l, w.Opportunity),
		When:  occasion.Clock, Start: occasion.Start,
	}
	if today := schedule.DateOf(o.Start.In(s.zone)) == s.today; today && !o.AllDay {
		c.End = occasion.End // the page's script takes it out when it is over
	} else if !o.AllDay {
		c.Start = o.Start.In(s.zone).Format("15:04") // its day stands above
	} else {
		c.Start = ""
	}
	if c.When == "" {
		c.When = l.words.T("site.all_day")
	}
	if c.Status == "ended" && w.Status != catalog.Done {
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
	if w.checked.state == stale {
		c.Marks = s.marks(l, w)
	}
	return c
}
