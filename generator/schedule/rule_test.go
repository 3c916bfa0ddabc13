package schedule

import (
	"slices"
	"testing"
	"time"
)

// isDayByHand decides about one day by the rule's definition, without pattern's
// arithmetic.
func isDayByHand(r Rule, start, d Date) bool {
	if d.Before(start) {
		return false
	}
	interval := max(1, r.Interval)
	length := time.Date(d.Year, d.Month+1, 0, 0, 0, 0, 0, time.UTC).Day()
	if r.Months != 0 && r.Months>>d.Month&1 == 0 {
		return false
	}
	inMonth := func() bool {
		switch {
		case r.Workday:
			if d.Weekday() == time.Saturday || d.Weekday() == time.Sunday {
				return false
			}
			for later := d.AddDays(1); later.Month == d.Month; later = later.AddDays(1) {
				if later.Weekday() != time.Saturday && later.Weekday() != time.Sunday {
					return false
				}
			}
			return true
		case len(r.Ordinals) > 0:
			nth, last := (d.Day-1)/7+1, d.Day+7 > length
			return slices.Contains(r.Days, d.Weekday()) && (slices.Contains(r.Ordinals, nth) || last && slices.Contains(r.Ordinals, -1))
		case len(r.MonthDays) > 0:
			return slices.Contains(r.MonthDays, d.Day) || d.Day == length && slices.Contains(r.MonthDays, -1)
		}
		return d.Day == start.Day
	}
	switch r.Frequency {
	case Daily:
		return start.DaysUntil(d)%interval == 0
	case Weekly:
		monday := func(d Date) Date { return d.AddDays(-(int(d.Weekday()) + 6) % 7) }
		if monday(start).DaysUntil(monday(d))/7%interval != 0 {
			return false
		}
		if len(r.Days) == 0 {
			return d.Weekday() == start.Weekday()
		}
		return slices.Contains(r.Days, d.Weekday())
	case Monthly:
		return ((d.Year-start.Year)*12+int(d.Month)-int(start.Month))%interval == 0 && inMonth()
	case Yearly:
		m := r.Month
		if m == 0 {
			m = start.Month
		}
		return (d.Year-start.Year)%interval == 0 && d.Month == m && inMonth()
	}
	return d == start
}

// ruleOf makes a rule of every kind from a few numbers.
func ruleOf(kind, interval, days, extra uint8) Rule {
	r := Rule{Frequency: Frequency(kind%4) + 1, Interval: int(interval%5) + 1}
	for _, w := range everyDay() {
		if days&(1<<w) != 0 {
			r.Days = append(r.Days, w)
		}
	}
	if r.Frequency <= Monthly {
		if extra&1 != 0 {
			r.Months = Months(extra) << 1 & allMonths
		}
	}
	if r.Frequency >= Monthly {
		switch {
		case days&0x80 != 0 && r.Frequency == Monthly && extra&2 != 0:
			r.Workday, r.Days = true, nil
		case days&0x80 != 0:
			r.Days, r.MonthDays = nil, sortOrdinals([]int{int(extra%28) + 1, int(extra/9) + 1, -1}[:1+extra%3])
		case len(r.Days) > 0:
			r.Ordinals = sortOrdinals([]int{int(extra%5) + 1, int(extra/4%5) + 1, -1}[:1+extra%3])
		default:
			r.Days, r.MonthDays = nil, []int{int(extra%28) + 1}
		}
		if r.Frequency == Yearly {
			r.Month = time.Month(extra%12 + 1)
		}
	}
	if r.Frequency == Daily {
		r.Days = nil
	}
	return r
}

func checkRule(t *testing.T, r Rule, start Date) {
	s := Schedule{Start: start, Rule: r}
	p := s.pattern()
	day := start.AddDays(-3)
	for range 900 {
		want := isDayByHand(r, start, day)
		got, ok := p.onOrAfter(day.number())
		if is := ok && got == day.number(); is != want {
			t.Fatalf("%+v from %s: %s is a day: %v, by hand: %v", r, start, day, is, want)
		}
		if ok && got.date().Before(day) {
			t.Fatalf("%+v from %s: the day on or after %s is %s", r, start, day, got.date())
		}
		day = day.AddDays(1)
	}
	// The series for calendars have exactly the same days, each once.
	env := Env{Zone: time.UTC}
	s.Until = start.AddDays(800)
	seen := map[Date]int{}
	for _, series := range s.Series(env, DateSpan{start, s.Until}) {
		if series.Rule.Months != 0 || len(series.Rule.Ordinals) > 1 || len(series.Rule.MonthDays) > 1 || len(series.Rule.Ordinals) == 1 && len(series.Rule.Days) > 1 {
			t.Fatalf("%+v: the series %+v is more than one RRULE can say", r, series)
		}
		for d := start; !d.After(s.Until); d = d.AddDays(1) {
			if series.Has(d) && !slices.Contains(series.Off, Off{Date: d}) {
				seen[d]++
			}
		}
		if !series.Has(series.First) || !series.Has(series.Last) {
			t.Fatalf("%+v: the ends of %+v are none of its days", r, series)
		}
	}
	for d := start; !d.After(s.Until); d = d.AddDays(1) {
		want := 0
		if isDayByHand(r, start, d) {
			want = 1
		}
		if seen[d] != want {
			t.Fatalf("%+v from %s: %s is in %d series, want %d", r, start, d, seen[d], want)
		}
	}
}

func TestRulesByHand(t *testing.T) {
	for kind := range uint8(4) {
		for i := range uint8(24) {
			checkRule(t, ruleOf(kind, i, i*37+1, i*29), Date{2026, time.January, 1}.AddDays(int(i)*19+int(kind)*7))
		}
	}
}

func FuzzRule(f *testing.F) {
	f.Add(uint8(1), uint8(1), uint8(4), uint8(0), uint16(10))
	f.Add(uint8(2), uint8(0), uint8(0x82), uint8(7), uint16(400))
	f.Add(uint8(1), uint8(2), uint8(0x7f), uint8(0xab), uint16(59))
	f.Add(uint8(3), uint8(0), uint8(0x10), uint8(10), uint16(0))
	f.Fuzz(func(t *testing.T, kind, interval, days, extra uint8, offset uint16) {
		checkRule(t, ruleOf(kind, interval, days, extra), Date{2024, time.January, 1}.AddDays(int(offset%3000)))
	})
}

func TestDates(t *testing.T) {
	at := time.Date(1899, 12, 25, 0, 0, 0, 0, time.UTC)
	d := DateOf(at)
	for range 120000 {
		if d != DateOf(at) || d.Weekday() != at.Weekday() || !d.Valid() || d.number() != dayNumber(at.Unix()/86400)-map[bool]dayNumber{true: 1}[at.Unix() < 0 && at.Unix()%86400 != 0] {
			t.Fatalf("%s is not %s", d, at)
		}
		d, at = d.AddDays(1), at.AddDate(0, 0, 1)
	}
	if got := (Date{2026, 11, 4}).String(); got != "2026-11-04" {
		t.Error(got)
	}
	if (Date{2026, 2, 29}).Valid() || !(Date{2028, 2, 29}).Valid() {
		t.Error("29 February")
	}
}

func BenchmarkNext(b *testing.B) {
	env := Env{Zone: newYork(b), Closures: map[string][]DateSpan{"public-holidays": {{Date{2026, 11, 26}, Date{2026, 11, 26}}, {Date{2026, 12, 25}, Date{2026, 12, 25}}}}}
	now := time.Date(2026, 10, 14, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct{ name, phrase string }{
		{"weekly", "every Tuesday 18:30-20:30 from 2010-01-05"},
		{"monthly", "1st and 3rd Saturday of the month 9am-11am from 2010-01-02"},
		{"season", "every Saturday in May-July 9am-11am from 2010-05-01"},
		{"counted", "every Tuesday 18:30-20:30 from 2026-09-01 20 times except public-holidays"},
	} {
		s, mistakes := ParseLine(c.phrase)
		if len(mistakes) > 0 {
			b.Fatal(mistakes)
		}
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, ok := s.Next(now, env); !ok {
					b.Fatal("none")
				}
			}
		})
	}
}

func BenchmarkYear(b *testing.B) {
	env := Env{Zone: newYork(b)}
	s, _ := ParseLine("every day 18:30-20:30 from 2010-01-05")
	from, to := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		for range s.Occurrences(from, to, env) {
			n++
		}
		if n < 365 {
			b.Fatal(n)
		}
	}
}

func BenchmarkParseLine(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		ParseLine("2nd Tuesday of the month 6:30pm-8:30pm until 2027-06-30")
	}
}
