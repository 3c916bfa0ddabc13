package board

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/schedule"
)

// What a page of a calendar shows. On the agenda the coming week has more room
// than what is further off; it is also what a printed sheet shows. The page of a
// day shows everything.
const (
	AgendaDays   = 35 // how far ahead the agenda looks; each of these days has a page
	MonthEntries = 20 // of a day on the page of a month; of a fuller day the rest is on its own page

	DayEntries  = 10  // of a day on the agenda; the rest is counted
	pageEntries = 160 // of all days of the agenda, which is a glance
	WeekDays    = 7
	weekEntries = 56
	longSpan    = 6 // days after the first on which a span is shown again; a longer one is shown once
)

// Agenda says which listings of some days are shown.
type Agenda struct {
	Keep  func(*Listing) bool // nil = all; a listing that is over still was on that day
	Limit int                 // entries a day; the rest is counted; 0 = all
	Once  bool                // each listing only on the first of the days: for a glance
	Week  bool                // an agenda: the first week goes first, the other days share what is left
}

// Entry is a listing on one day.
type Entry struct {
	*Listing
	Occurrence
	clock int // minute of the day at which it begins; allDay = it has none
}

// allDay comes after every clock: what has an hour is missed by whoever does not
// see it, what lasts for weeks is not.
const allDay = 24 * 60

// compare orders the entries of a day: by the clock, then by id.
func (a *Entry) compare(b *Entry) int {
	return cmp.Or(cmp.Compare(a.clock, b.clock), strings.Compare(a.ID, b.ID))
}

// Part is the part of the day in which an entry begins.
func (a *Entry) Part() Part {
	switch {
	case a.clock >= allDay:
		return WholeDay
	case a.clock >= 17*60:
		return Evening
	case a.clock >= 12*60:
		return Afternoon
	}
	return Morning
}

// Part is a part of a day, in the order of the day.
type Part int

const (
	Morning   Part = iota // before noon
	Afternoon             // before 5pm
	Evening
	WholeDay // without a clock
)

// Service reports whether an entry is one of a service that is open on most days
// of the week, which is no news on any of them.
func (a *Entry) Service() bool {
	r := a.Occurrence.Block.Rule
	const most = 5
	return r.Interval <= 1 && (r.Frequency == schedule.Daily || r.Frequency == schedule.Weekly && len(r.Days) >= most)
}

// Day is the first entries of a day, and how many there are: a town has hundreds a
// day, and a page shows a few.
type Day struct {
	Date     schedule.Date
	First    []Entry
	Count    int
	Services int // of an agenda: that are open on most days and not among the others

	few []Entry // services, as long as they are few
}

// fewServices are shown on an agenda beside what else is on.
const fewServices = 3

// open adds a service, which is folded away where there are many.
func (d *Day) open(e Entry) {
	if d.Services++; d.Services <= fewServices {
		d.few = append(d.few, e)
	}
}

func (d *Day) add(e Entry, limit int) {
	d.Count++
	if n := len(d.First); limit > 0 && n == limit && e.compare(&d.First[n-1]) >= 0 {
		return
	}
	at := len(d.First)
	for at > 0 && e.compare(&d.First[at-1]) < 0 { // an equal one stays before it
		at--
	}
	if limit > 0 && len(d.First) == limit {
		d.First = d.First[:limit-1]
	}
	d.First = slices.Insert(d.First, at, e)
}

// Days are n civil days in the site's zone with what takes place on each.
func (b *Board) Days(from schedule.Date, n int, show Agenda) []Day {
	days := make([]Day, n)
	for i := range days {
		days[i].Date = from.AddDays(i)
	}
	for _, l := range b.Listings {
		if !l.Listed || !l.Dated || l.Sensitive || show.Keep != nil && !show.Keep(l) || l.Check.Freshness == Dormant && !l.Ended {
			continue
		}
		b.addTo(days, l, show)
	}
	for i := range days {
		if d := &days[i]; d.Services <= fewServices {
			for _, e := range d.few {
				d.add(e, show.Limit)
			}
			d.Services = 0
		}
		days[i].few = nil
	}
	if show.Week {
		cutDays(days[WeekDays:], pageEntries-cutDays(days[:WeekDays], weekEntries))
	}
	return days
}

// dayPages are the days that have a page of their own: those of the agenda with
// something on, and those of other months that are too full for the month's page.
func (b *Board) dayPages() (pages []schedule.Date) {
	months := b.Months()
	first, end := months[0], addMonths(months[len(months)-1], 1)
	if agenda := b.Today.AddDays(AgendaDays); end.Before(agenda) {
		end = agenda
	}
	for _, d := range b.Days(first, first.DaysUntil(end), Agenda{Limit: 1}) {
		ahead := b.Today.DaysUntil(d.Date)
		if d.Count > 0 && ahead >= 0 && ahead < AgendaDays || d.Count > MonthEntries {
			pages = append(pages, d.Date)
		}
	}
	return pages
}

// HasDay reports whether a day has a page of its own.
func (b *Board) HasDay(d schedule.Date) bool {
	_, found := slices.BinarySearchFunc(b.DayPages, d, schedule.Date.Compare)
	return found
}

// Weeks are the first days of the weeks that the agenda touches.
func (b *Board) Weeks() []schedule.Date {
	first := b.Today.AddDays(-(int(b.Today.Weekday()-b.weekStart+7) % 7))
	var out []schedule.Date
	for w := first; w.Before(b.Today.AddDays(AgendaDays)); w = w.AddDays(WeekDays) {
		out = append(out, w)
	}
	return out
}

// addTo puts the occurrences of a listing on their days.
func (b *Board) addTo(days []Day, l *Listing, show Agenda) {
	from := days[0].Date
	start, end := from.In(b.Zone), from.AddDays(len(days)).In(b.Zone)
	env := b.Env(l.Opportunity)
	for i := range l.Schedules {
		block := &l.Schedules[i]
		for o := range block.Occurrences(start, end, env) {
			if nightBefore(&o, start) {
				continue
			}
			here := o.Start.In(b.Zone)
			e := Entry{l, Occurrence{o, block}, here.Hour()*60 + here.Minute()}
			first := schedule.DateOf(here)
			if o.AllDay {
				e.clock, first = allDay, schedule.DateOf(o.Start)
			}
			at := max(0, from.DaysUntil(first))
			last := at
			if o.AllDay && !show.Once {
				last = from.DaysUntil(schedule.DateOf(o.End).AddDays(-1))
				if last-at > longSpan {
					last = at // weeks on end are no news on each day
				}
			}
			for day := at; day <= max(at, last) && day < len(days); day++ {
				if show.Week && e.Service() {
					days[day].open(e)
				} else {
					days[day].add(e, show.Limit)
				}
			}
			if show.Once {
				return
			}
		}
	}
}

// cutDays keeps as many entries a day as all days together may show: in a large
// town that is fewer than a day's limit. It returns how many are left.
func cutDays(days []Day, most int) int {
	for limit := DayEntries; ; limit-- {
		sum := 0
		for i := range days {
			sum += min(limit, len(days[i].First))
		}
		if sum > most && limit > 1 {
			continue
		}
		for i := range days {
			days[i].First = days[i].First[:min(limit, len(days[i].First))]
		}
		return sum
	}
}

// How far the month pages go, as far as there are dates.
const (
	monthsBack  = 12
	monthsAhead = 12
)

// Months are the first days of the months that have a page.
func (b *Board) Months() []schedule.Date {
	now := MonthOf(b.Today)
	first, last := now, now
	for _, l := range b.Listings {
		if l.Removed || l.Sensitive {
			continue
		}
		for i := range l.Schedules {
			from, to := extent(&l.Schedules[i])
			if from.IsZero() {
				continue
			}
			if m := MonthOf(from); m.Before(first) && !l.Schedules[i].Anchored {
				first = m
			}
			if to.IsZero() {
				last = addMonths(now, monthsAhead)
			} else if m := MonthOf(to); last.Before(m) {
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
func extent(b *catalog.Schedule) (from, to schedule.Date) {
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

// MonthOf is the first day of a day's month.
func MonthOf(d schedule.Date) schedule.Date {
	return schedule.Date{Year: d.Year, Month: d.Month, Day: 1}
}

func addMonths(first schedule.Date, n int) schedule.Date {
	t := time.Date(first.Year, first.Month+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	return schedule.DateOf(t)
}
