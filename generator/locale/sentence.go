package locale

import (
	"time"
	"unicode"
	"unicode/utf8"

	"corkboard/generator/schedule"
)

// Longer lists of single dates are counted instead of read out.
const (
	mostDates = 4
	mostSkips = 3
)

// Sentence puts a schedule, as it was understood, into words, so that its
// writer and its readers see the same thing: "Every Tuesday, 6:30pm to 8:30pm,
// until 23 February 2027, not on public holidays". closure returns a closure's
// name for its id; nil = the id itself. Single changed occurrences are not
// included.
func (l *Locale) Sentence(s *schedule.Schedule, closure func(id string) string) string {
	var out string
	add := func(part string) {
		switch {
		case part == "":
		case out == "":
			out = part
		default:
			out = l.T("schedule.join", "a", out, "b", part)
		}
	}
	if s.Always {
		return l.T("schedule.always")
	}
	repeats := s.Rule.Frequency != schedule.Once
	switch {
	case repeats:
		add(l.rule(s))
		add(l.months(s.Rule.Months))
		if n := s.Start.DaysUntil(s.End) + 1; !s.End.IsZero() && n > 1 {
			add(l.N("schedule.days-long", n))
		}
		add(l.Span(s.Time))
	case len(s.Dates) > 0:
		add(l.dates(s))
	case !s.End.IsZero() && s.End != s.Start:
		add(l.T("schedule.all-days", "from", l.Day(s.Start), "to", l.Day(s.End)))
		add(l.Span(s.Time))
	case s.Time.Days > 0:
		add(l.stay(s.Start, s.Time.From, s.Start.AddDays(s.Time.Nights()), s.Time.To))
	case !s.Start.IsZero():
		add(l.Day(s.Start))
		add(l.Span(s.Time))
	}
	counted := s.Count > 0
	switch {
	case counted && !s.Start.IsZero():
		add(l.N("schedule.count-start", s.Count, "date", l.Date(s.Start)))
	case counted:
		add(l.N("schedule.count", s.Count))
	case repeats && !s.Start.IsZero() && fromMatters(s):
		add(l.T("schedule.start", "date", l.Date(s.Start)))
	}
	if !s.Until.IsZero() {
		add(l.T("schedule.until", "date", l.Date(s.Until)))
	}
	add(l.except(s.Skip, closure))
	add(l.also(s))
	return capitalize(out)
}

// fromMatters reports whether the days depend on the first one, so that the
// sentence has to mention it.
func fromMatters(s *schedule.Schedule) bool {
	return s.Rule.Interval > 1
}

func (l *Locale) rule(s *schedule.Schedule) string {
	r := &s.Rule
	n := max(1, r.Interval)
	switch r.Frequency {
	case schedule.Daily:
		return l.N("schedule.daily", n)
	case schedule.Weekly:
		return l.weekly(s, n)
	case schedule.Monthly:
		return l.monthly(r, n)
	}
	return l.yearly(s, n)
}

func (l *Locale) weekly(s *schedule.Schedule, n int) string {
	days := s.Rule.Days
	if len(days) == 0 {
		if s.Start.IsZero() {
			return l.N("schedule.weekly-bare", n)
		}
		days = []time.Weekday{s.Start.Weekday()}
	}
	if len(days) == 7 && n == 1 {
		return l.N("schedule.daily", 1)
	}
	if first, last, ok := run(days); ok {
		return l.N("schedule.weekly-run", n, "first", l.Weekday(first, false), "last", l.Weekday(last, false))
	}
	words := make([]string, len(days))
	for i, w := range days {
		words[i] = l.forms.everyWeekday[weekdayIndex(w)]
	}
	return l.N("schedule.weekly", n, "days", l.List(words))
}

// run reports whether three or more weekdays are consecutive, even across the
// end of the week: Friday to Monday.
func run(days []time.Weekday) (first, last time.Weekday, ok bool) {
	if len(days) < 3 || len(days) == 7 {
		return 0, 0, false
	}
	var set [7]bool
	for _, w := range days {
		set[w] = true
	}
	starts := 0
	for w := range set {
		if set[w] && !set[(w+6)%7] {
			first = time.Weekday(w)
			starts++
		}
	}
	return first, (first + time.Weekday(len(days)) - 1) % 7, starts == 1
}

func (l *Locale) monthly(r *schedule.Rule, n int) string {
	switch {
	case r.Workday && len(r.Ordinals) > 0:
		return l.N("schedule.monthly-workdays", n, "ordinals", l.ordinals(r))
	case r.Workday:
		return l.N("schedule.monthly-workday", n)
	case len(r.Ordinals) > 0:
		return l.N("schedule.monthly", n, "which", l.which(r))
	case len(r.MonthDays) == 1 && r.MonthDays[0] < 0:
		return l.N("schedule.monthly-last-day", n)
	}
	words := make([]string, len(r.MonthDays))
	for i, d := range r.MonthDays {
		if d < 0 {
			words[i] = l.T("schedule.last-day")
			continue
		}
		words[i] = l.ordinal("schedule.day-number", d)
	}
	key := "schedule.monthly-days"
	if len(words) == 1 {
		key = "schedule.monthly-day"
	}
	return l.N(key, n, "days", l.List(words))
}

// which returns "1st and 3rd Saturday".
func (l *Locale) which(r *schedule.Rule) string {
	days := make([]string, len(r.Days))
	for i, w := range r.Days {
		days[i] = l.forms.monthWeekday[weekdayIndex(w)]
	}
	which := l.T("schedule.which", "ordinals", l.ordinals(r), "days", l.List(days))
	if r.After > 0 {
		day := time.Weekday((int(r.Days[0]) + r.After) % 7)
		return l.T("schedule.after", "day", l.forms.monthWeekday[weekdayIndex(day)], "which", which)
	}
	return which
}

func (l *Locale) ordinals(r *schedule.Rule) string {
	ordinals := make([]string, len(r.Ordinals))
	for i, n := range r.Ordinals {
		ordinals[i] = l.forms.ordinals[n]
	}
	return l.List(ordinals)
}

func (l *Locale) yearly(s *schedule.Schedule, n int) string {
	r := &s.Rule
	switch {
	case r.Month == 0 && s.Start.IsZero():
		return l.N("schedule.yearly-bare", n)
	case r.Month == 0:
		return l.N("schedule.yearly-date", n, "date", l.fillDate(l.forms.plainNoYear, s.Start))
	case len(r.Ordinals) > 0:
		return l.N("schedule.yearly", n, "which", l.which(r), "month", l.MonthName(r.Month))
	case len(r.MonthDays) > 0 && r.MonthDays[0] < 0:
		return l.N("schedule.yearly-last-day", n, "month", l.MonthName(r.Month))
	case len(r.MonthDays) > 0:
		return l.N("schedule.yearly-date", n, "date", l.fillDate(l.forms.plainNoYear, schedule.Date{Year: 2024, Month: r.Month, Day: r.MonthDays[0]}))
	}
	return l.N("schedule.yearly-bare", n)
}

func (l *Locale) months(m schedule.Months) string {
	runs := m.Runs()
	switch {
	case len(runs) == 1 && runs[0][0] != runs[0][1]:
		return l.T("schedule.season", "from", l.MonthName(runs[0][0]), "to", l.MonthName(runs[0][1]))
	case len(runs) == 0:
		return ""
	}
	var words []string
	for _, month := range m.List() {
		words = append(words, l.MonthName(month))
	}
	return l.T("schedule.season-month", "month", l.List(words))
}

// dates describes an irregular series: each date when there are few, otherwise
// how many.
func (l *Locale) dates(s *schedule.Schedule) string {
	first, last := s.Dates[0].Date, s.Dates[0].Date
	same := true
	for _, d := range s.Dates {
		if d.Date.Before(first) {
			first = d.Date
		}
		if d.Date.After(last) {
			last = d.Date
		}
		same = same && l.timeOf(s, d) == l.timeOf(s, s.Dates[0])
	}
	clock := ""
	if same {
		clock = l.Span(l.timeOf(s, s.Dates[0]))
	}
	days := ""
	if len(s.Dates) > mostDates {
		days = l.T("schedule.dates-between", "dates", l.N("schedule.dates-more", len(s.Dates)), "from", l.Date(first), "to", l.Date(last))
	} else {
		words := make([]string, len(s.Dates))
		for i, d := range s.Dates {
			words[i] = l.Date(d.Date)
			if i < len(s.Dates)-1 && d.Date.Year == s.Dates[len(s.Dates)-1].Date.Year {
				words[i] = l.fillDate(l.forms.plainNoYear, d.Date)
			}
			if span := l.timeOf(s, d); !same && span.Set {
				words[i] = l.T("schedule.day-and-clock", "day", words[i], "clock", l.Span(span))
			}
		}
		if len(words) == 1 {
			words[0] = l.Day(first)
		}
		days = l.List(words)
	}
	if clock == "" {
		return days
	}
	return l.T("schedule.join", "a", days, "b", clock)
}

func (l *Locale) timeOf(s *schedule.Schedule, d schedule.Dated) schedule.Span {
	if d.Time.Set {
		return d.Time
	}
	return s.Time
}

// except lists the days off: closures by name, then dates when there are few.
func (l *Locale) except(skips []schedule.Skip, closure func(string) string) string {
	var words []string
	dates := 0
	for _, k := range skips {
		if k.Closure == "" {
			dates++
			continue
		}
		name := k.Closure
		if closure != nil {
			name = closure(k.Closure)
		}
		words = append(words, name)
	}
	said := 0
	for _, k := range skips {
		switch {
		case k.Closure != "" || dates > mostSkips && said >= mostSkips-1:
			continue
		case k.Yearly() && k.From != k.To:
			words = append(words, l.T("schedule.except-run", "from", l.fillDate(l.forms.plainNoYear, k.From), "to", l.fillDate(l.forms.plainNoYear, k.To)))
		case k.Yearly():
			words = append(words, l.T("schedule.except-day", "date", l.fillDate(l.forms.plainNoYear, k.From)))
		case k.From != k.To:
			words = append(words, l.T("schedule.except-run", "from", l.Date(k.From), "to", l.Date(k.To)))
		default:
			words = append(words, l.T("schedule.except-day", "date", l.Date(k.From)))
		}
		said++
	}
	if dates > said {
		words = append(words, l.N("schedule.except-more", dates-said))
	}
	if len(words) == 0 {
		return ""
	}
	return l.T("schedule.except", "list", l.list(words, "schedule.except-last", "schedule.except-last"))
}

// also lists the additional dates.
func (l *Locale) also(s *schedule.Schedule) string {
	var words []string
	for i, d := range s.Also {
		if len(s.Also) > mostSkips && i >= mostSkips-1 {
			words = append(words, l.N("schedule.also-more", len(s.Also)-i))
			break
		}
		day := l.T("schedule.except-day", "date", l.Date(d.Date))
		if d.Time.Set && d.Time != s.Time {
			day = l.T("schedule.day-and-clock", "day", day, "clock", l.Span(d.Time))
		}
		words = append(words, day)
	}
	if len(words) == 0 {
		return ""
	}
	return l.T("schedule.also", "list", l.List(words))
}

func capitalize(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if u := unicode.ToTitle(r); u != r {
		return string(u) + s[size:]
	}
	return s
}
