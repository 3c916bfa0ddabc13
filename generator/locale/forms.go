package locale

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"corkboard/generator/problem"
	"corkboard/generator/schedule"
)

// forms are the words of dates, extracted once from the messages.
type forms struct {
	months, shortMonths     [12]string
	weekdays, shortWeekdays [7]string // from Monday
	everyWeekday            [7]string
	monthWeekday            [7]string
	ordinals                map[int]string // 1 to 5 and -1
	hours                   int
	firstDay                time.Weekday
	group                   string
	groupFrom               int
	sound, soundNot         []string

	day, dayNoYear, plain, plainNoYear, monthYear text
	am, pm, amMinutes, pmMinutes                  text
}

// needed are the messages that this package fills in.
var needed = []string{
	"date.span", "date.occasion", "clock.noon", "clock.midnight", "clock.span", "clock.overnight", "clock.open", "clock.whole-day",
	"list.two", "list.join", "list.last",
	"schedule.join", "schedule.day-number", "schedule.last-day", "schedule.daily", "schedule.weekly", "schedule.weekly-run", "schedule.weekly-bare",
	"schedule.which", "schedule.monthly", "schedule.monthly-days", "schedule.monthly-day", "schedule.monthly-last-day", "schedule.monthly-workday", "schedule.monthly-workdays", "schedule.after", "schedule.always",
	"schedule.yearly", "schedule.yearly-date", "schedule.yearly-last-day", "schedule.yearly-bare", "schedule.season", "schedule.season-month",
	"schedule.days-long", "schedule.start", "schedule.until", "schedule.count", "schedule.count-start",
	"schedule.except", "schedule.except-last", "schedule.except-day", "schedule.except-run", "schedule.except-more", "schedule.also", "schedule.also-more",
	"schedule.dates-more", "schedule.dates-between", "schedule.day-and-clock", "schedule.all-days",
}

// loadForms extracts the words of dates from the messages. file is the one to
// name when words are missing.
func (l *Locale) loadForms(file file) (problems problem.List) {
	var missing []string
	word := func(key string) string {
		if !l.Has(key) {
			missing = append(missing, key)
			return ""
		}
		return l.messages[key].source
	}
	pattern := func(key string) text {
		if !l.Has(key) {
			missing = append(missing, key)
			return text{""}
		}
		return l.messages[key].other
	}
	for _, key := range needed {
		word(key)
	}
	f := &l.forms
	for i := range 12 {
		n := strconv.Itoa(i + 1)
		f.months[i], f.shortMonths[i] = word("date.month."+n), word("date.month-short."+n)
	}
	for i := range 7 {
		n := strconv.Itoa(i + 1)
		f.weekdays[i], f.shortWeekdays[i] = word("date.weekday."+n), word("date.weekday-short."+n)
		f.everyWeekday[i], f.monthWeekday[i] = word("schedule.weekday."+n), word("schedule.weekday-of-month."+n)
	}
	f.ordinals = map[int]string{-1: word("schedule.ordinal.last")}
	for n := 1; n <= 5; n++ {
		f.ordinals[n] = word("schedule.ordinal." + strconv.Itoa(n))
	}
	f.day, f.dayNoYear = pattern("date.day"), pattern("date.day-no-year")
	f.plain, f.plainNoYear, f.monthYear = pattern("date.plain"), pattern("date.plain-no-year"), pattern("date.month-year")
	f.am, f.pm, f.amMinutes, f.pmMinutes = pattern("clock.am"), pattern("clock.pm"), pattern("clock.am-minutes"), pattern("clock.pm-minutes")
	f.sound, f.soundNot = strings.Fields(word("list.sound")), strings.Fields(word("list.sound-not"))
	f.group = word("number.group")
	hours, week, from := word("clock.hours"), word("date.week"), word("number.group-from")
	if len(missing) > 0 {
		return problem.List{file.problem(0, 0, 0, "words are missing: "+strings.Join(missing, ", "), "copy them from themes/default/i18n/en.yaml and translate them")}
	}
	wrong := func(key, hint string) {
		problems = append(problems, l.messages[key].problem(fmt.Sprintf("%s is %q", key, l.messages[key].source), hint))
	}
	var err error
	if f.hours, err = strconv.Atoi(hours); err != nil || f.hours != 12 && f.hours != 24 {
		wrong("clock.hours", "write 12 or 24")
	}
	if f.groupFrom, err = strconv.Atoi(from); err != nil {
		wrong("number.group-from", "write the first number with a mark in it, such as 1000 or 10000")
	}
	first := slices.Index([]string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"}, week)
	if first < 0 {
		wrong("date.week", "write the English name of the first day of the week, such as monday")
	}
	f.firstDay = time.Weekday(max(first, 0))
	return problems
}

// Forms returns the patterns of dates and times, for a script that writes the
// same as this package, keyed by the last part of their name: "day",
// "am-minutes".
func (l *Locale) Forms() map[string]string {
	out := map[string]string{}
	for _, key := range []string{
		"date.day", "date.day-no-year", "date.span", "date.occasion", "clock.hours", "clock.am", "clock.pm", "clock.am-minutes", "clock.pm-minutes",
		"clock.noon", "clock.midnight", "clock.span", "clock.overnight", "clock.open",
	} {
		_, name, _ := strings.Cut(key, ".")
		if key == "date.span" {
			name = "days"
		}
		out[name] = l.messages[key].source
	}
	return out
}

// fillDate inserts the parts of a date into a pattern.
func (l *Locale) fillDate(t text, d schedule.Date) string {
	b := make([]byte, 0, 48)
	for i, part := range t {
		if i%2 == 0 {
			b = append(b, part...)
			continue
		}
		switch part {
		case "d":
			b = strconv.AppendInt(b, int64(d.Day), 10)
		case "m":
			b = strconv.AppendInt(b, int64(d.Month), 10)
		case "yyyy":
			b = strconv.AppendInt(b, int64(d.Year), 10)
		case "mmmm":
			b = append(b, l.MonthName(d.Month)...)
		case "mmm":
			b = append(b, l.forms.shortMonths[(d.Month+11)%12]...)
		case "dddd":
			b = append(b, l.Weekday(d.Weekday(), false)...)
		case "ddd":
			b = append(b, l.Weekday(d.Weekday(), true)...)
		default:
			b = append(append(append(b, '{'), part...), '}')
		}
	}
	return string(b)
}

// Day returns a day in full, "Saturday 14 November 2026"; DayNoYear in the year that InYear named.
func (l *Locale) Day(d schedule.Date) string {
	if d.Year == l.year {
		return l.DayNoYear(d)
	}
	return l.fillDate(l.forms.day, d)
}

// DayNoYear returns "Saturday 14 November".
func (l *Locale) DayNoYear(d schedule.Date) string { return l.fillDate(l.forms.dayNoYear, d) }

// Date returns a day without its weekday, "14 November 2026".
func (l *Locale) Date(d schedule.Date) string { return l.fillDate(l.forms.plain, d) }

// DateNoYear returns "14 November".
func (l *Locale) DateNoYear(d schedule.Date) string { return l.fillDate(l.forms.plainNoYear, d) }

// MonthFirst reports whether the month comes before the day, "November 14".
func (l *Locale) MonthFirst() bool {
	return slices.Index(l.forms.plainNoYear, "mmmm") < slices.Index(l.forms.plainNoYear, "d")
}

// ShortDay returns the parts of a page of a paper calendar: "Sat", "14", "Nov".
func (l *Locale) ShortDay(d schedule.Date) (weekday, day, month string) {
	return l.Weekday(d.Weekday(), true), strconv.Itoa(d.Day), l.forms.shortMonths[(d.Month+11)%12]
}

// Month returns "November 2026".
func (l *Locale) Month(year int, m time.Month) string {
	return l.fillDate(l.forms.monthYear, schedule.Date{Year: year, Month: m, Day: 1})
}

// MonthName returns "November".
func (l *Locale) MonthName(m time.Month) string { return l.forms.months[(m+11)%12] }

// Weekday returns "Saturday", or "Sat" when short.
func (l *Locale) Weekday(w time.Weekday, short bool) string {
	if short {
		return l.forms.shortWeekdays[weekdayIndex(w)]
	}
	return l.forms.weekdays[weekdayIndex(w)]
}

// WeekStart returns the first day of a week in the language's calendars.
func (l *Locale) WeekStart() time.Weekday { return l.forms.firstDay }

// Grid returns the weeks of a month as a calendar shows them: whole weeks from
// WeekStart, including days of the months before and after.
func (l *Locale) Grid(year int, m time.Month) [][]schedule.Date {
	first := schedule.Date{Year: year, Month: m, Day: 1}
	day := first.AddDays(-int(first.Weekday()-l.forms.firstDay+7) % 7)
	var weeks [][]schedule.Date
	for len(weeks) == 0 || day.Month == m {
		week := make([]schedule.Date, 7)
		for i := range week {
			week[i] = day.AddDays(i)
		}
		weeks = append(weeks, week)
		day = day.AddDays(7)
	}
	return weeks
}

// Clock returns a time of day: "10am", "6:30pm", "noon"; "18:30" where the
// language uses 24 hours.
func (l *Locale) Clock(c schedule.Clock) string {
	switch c {
	case 0:
		return l.messages["clock.midnight"].source
	case 12 * 60:
		return l.messages["clock.noon"].source
	}
	t := l.forms.am
	switch {
	case c.Minute() > 0 && c.Hour() >= 12:
		t = l.forms.pmMinutes
	case c.Minute() > 0:
		t = l.forms.amMinutes
	case c.Hour() >= 12:
		t = l.forms.pm
	}
	hour := c.Hour()
	if l.forms.hours == 12 {
		hour = (hour+11)%12 + 1
	}
	b := make([]byte, 0, 16)
	for i, part := range t {
		switch {
		case i%2 == 0:
			b = append(b, part...)
		case part == "h":
			b = strconv.AppendInt(b, int64(hour), 10)
		case part == "hh":
			b = append(b, byte('0'+hour/10), byte('0'+hour%10))
		case part == "mm":
			b = append(b, byte('0'+c.Minute()/10), byte('0'+c.Minute()%10))
		}
	}
	return string(b)
}

// Span returns a time of day with or without its end: "10am to noon", "from
// 6pm"; "" for all day.
func (l *Locale) Span(s schedule.Span) string {
	switch {
	case !s.Set:
		return ""
	case !s.HasEnd:
		return l.T("clock.open", "from", l.Clock(s.From))
	case s.WholeDay():
		return l.T("clock.whole-day")
	case s.Overnight() && s.To != 0:
		return l.T("clock.overnight", "from", l.Clock(s.From), "to", l.Clock(s.To))
	}
	return l.T("clock.span", "from", l.Clock(s.From), "to", l.Clock(s.To))
}

// Occasion returns an occurrence in words: its day or days, its time of day (""
// for all day), and both together.
func (l *Locale) Occasion(o schedule.Occurrence) (day, clock, whole string) {
	first := schedule.DateOf(o.Start)
	if o.AllDay {
		last := schedule.DateOf(o.End).AddDays(-1)
		day = l.Day(first)
		if last.After(first) {
			day = l.T("date.span", "from", l.Day(first), "to", l.Day(last))
		}
		return day, "", day
	}
	day = l.Day(first)
	if last := schedule.DateOf(o.End); o.HasEnd && (last.After(first.AddDays(1)) || last.After(first) && clockOf(o.End) > clockOf(o.Start)) {
		clock = l.T("clock.open", "from", l.Clock(clockOf(o.Start)))
		return day, clock, l.stay(first, clockOf(o.Start), last, clockOf(o.End))
	}
	clock = l.Span(spanOf(o))
	return day, clock, l.T("date.occasion", "day", day, "clock", clock)
}

// stay says from what time on one day to what time on another.
func (l *Locale) stay(first schedule.Date, from schedule.Clock, last schedule.Date, to schedule.Clock) string {
	return l.T("date.span", "from", l.T("date.occasion", "day", l.Day(first), "clock", l.Clock(from)), "to", l.T("date.occasion", "day", l.Day(last), "clock", l.Clock(to)))
}

func spanOf(o schedule.Occurrence) schedule.Span {
	return schedule.Span{Set: true, From: clockOf(o.Start), To: clockOf(o.End), HasEnd: o.HasEnd}
}

func clockOf(t time.Time) schedule.Clock { return schedule.Clock(t.Hour()*60 + t.Minute()) }
