package schedule

import (
	"slices"
	"strings"
	"time"
)

// Phrase returns what a line can say about the schedule, in the grammar's own
// form: ParseLine reads it back. Extra dates, changes, the zone, and loose
// dates with their own times do not fit in a line.
func (s *Schedule) Phrase() string { return s.phrase(Span.String) }

// phrase12 is Phrase with am and pm.
func (s *Schedule) phrase12() string { return s.phrase(Span.string12) }

func (s *Schedule) phrase(clock func(Span) string) string {
	var b strings.Builder
	part := func(words string) {
		if words == "" {
			return
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(words)
	}
	if s.Always {
		return "24/7"
	}
	if s.Rule.Frequency == Once {
		if len(s.Dates) > 0 {
			days := make([]string, len(s.Dates))
			for i, d := range s.Dates {
				days[i] = d.Date.String()
				if d.Time.Set {
					days[i] += " " + clock(d.Time)
				}
			}
			part(strings.Join(days, ", "))
		} else if s.Time.Days > 0 {
			from, to := Span{Set: true, From: s.Time.From}, Span{Set: true, From: s.Time.To}
			return s.Start.String() + " " + clock(from) + " to " + s.Start.AddDays(int(s.Time.Days)).String() + " " + clock(to)
		} else {
			part(s.Start.String())
			if !s.End.IsZero() {
				b.WriteString(".." + s.End.String())
			}
		}
		part(clock(s.Time))
	} else {
		part(s.Rule.Phrase())
		part(clock(s.Time))
		if !s.Start.IsZero() {
			part("from " + s.Start.String())
			if !s.End.IsZero() {
				b.WriteString(" to " + s.End.String())
			}
		}
	}
	if !s.Until.IsZero() {
		part("until " + s.Until.String())
	}
	if s.Count > 0 {
		part(itoa(s.Count) + " times")
	}
	for i, k := range s.Skip {
		if i == 0 {
			part("except")
		} else {
			b.WriteByte(',')
		}
		switch {
		case k.Closure != "":
			part(k.Closure)
		case k.Yearly() && k.From != k.To:
			part(yearDay(k.From) + " - " + yearDay(k.To))
		case k.Yearly():
			part(yearDay(k.From))
		case k.From != k.To:
			part(k.From.String() + ".." + k.To.String())
		default:
			part(k.From.String())
		}
	}
	return b.String()
}

// yearDay returns a day of every year, "25 December".
func yearDay(d Date) string { return itoa(d.Day) + " " + monthNames[d.Month-1] }

// Phrase returns the rule in the grammar of the key repeat; "" for no rule.
func (r *Rule) Phrase() string {
	var b strings.Builder
	n := max(1, r.Interval)
	switch r.Frequency {
	case Once:
		return ""
	case Daily:
		b.WriteString("every day")
		if n > 1 {
			b.Reset()
			b.WriteString("every " + itoa(n) + " days")
		}
	case Weekly:
		switch {
		case n > 1:
			b.WriteString("every " + itoa(n) + " weeks")
			if len(r.Days) > 0 {
				b.WriteString(" on " + dayNames(r.Days))
			}
		case len(r.Days) == 0:
			b.WriteString("every week")
		case slices.Equal(r.Days, everyDay()[:5]):
			b.WriteString("every weekday")
		default:
			b.WriteString("every " + dayNames(r.Days))
		}
	case Monthly:
		b.WriteString(r.monthPhrase())
		switch {
		case n > 1:
			b.WriteString(" of every " + itoa(n) + " months")
		default:
			b.WriteString(" of the month")
		}
	case Yearly:
		switch {
		case r.Month == 0:
			b.WriteString("every year")
			if n > 1 {
				b.Reset()
				b.WriteString("every " + itoa(n) + " years")
			}
		default:
			b.WriteString(r.monthPhrase() + " of " + monthNames[r.Month-1])
			if n > 1 {
				b.WriteString(" every " + itoa(n) + " years")
			}
		}
	}
	if runs := r.Months.Runs(); len(runs) == 1 && runs[0][0] != runs[0][1] {
		b.WriteString(" in " + monthNames[runs[0][0]-1] + "-" + monthNames[runs[0][1]-1])
	} else if r.Months != 0 {
		var names []string
		for _, m := range r.Months.List() {
			names = append(names, monthNames[m-1])
		}
		b.WriteString(" in " + joined(names))
	}
	return b.String()
}

// monthPhrase returns the days within a month.
func (r *Rule) monthPhrase() string {
	switch {
	case r.Workday && len(r.Ordinals) > 0:
		return ordinalNames(r.Ordinals) + " weekday"
	case r.Workday:
		return "last weekday"
	case r.After > 0:
		return weekdayNames[(int(r.Days[0])+r.After)%7] + " after the " + ordinalNames(r.Ordinals) + " " + dayNames(r.Days)
	case len(r.MonthDays) > 0 && r.MonthDays[len(r.MonthDays)-1] < 0:
		return ordinalNames(r.MonthDays) + " day"
	case len(r.MonthDays) > 0:
		words := make([]string, len(r.MonthDays))
		for i, n := range r.MonthDays {
			words[i] = itoa(n)
		}
		return "day " + joined(words)
	case len(r.Ordinals) > 0:
		return ordinalNames(r.Ordinals) + " " + dayNames(r.Days)
	}
	return "1st day"
}

func ordinalNames(n []int) string {
	words := make([]string, len(n))
	for i := range n {
		words[i] = ordinalName(n[i])
	}
	return joined(words)
}

func dayNames(days []time.Weekday) string {
	words := make([]string, len(days))
	for i, w := range days {
		words[i] = weekdayNames[w]
	}
	return joined(words)
}

func joined(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}
