package schedule

import (
	"slices"
	"testing"
)

func TestRuns(t *testing.T) {
	day := func(n int) Date { return Date{2026, 1, 1}.AddDays(n) }
	span := func(from, to int) DateSpan { return DateSpan{From: day(from), To: day(to)} }
	days := []DateSpan{span(30, 40), span(3, 3), span(1, 2), span(31, 33), span(4, 4), span(6, 6), span(3, 3)}
	before := slices.Clone(days)
	runs := Runs(days)
	if want := []DateSpan{span(1, 4), span(6, 6), span(30, 40)}; !slices.Equal(runs, want) {
		t.Errorf("runs %v, want %v", runs, want)
	}
	if !slices.Equal(days, before) {
		t.Error("the days were changed")
	}
	for n := range 45 {
		want := slices.IndexFunc(runs, func(r DateSpan) bool { return r.Contains(day(n)) })
		if got, ok := runWith(runs, day(n)); ok != (want >= 0) || ok && got != runs[want] {
			t.Errorf("day %d is in %v, %v", n, got, ok)
		}
	}
	many := make([]DateSpan, 0, 100_000)
	for n := range 100_000 {
		many = append(many, span(n*7919%100_000, n*7919%100_000))
	}
	if runs := Runs(many); !slices.Equal(runs, []DateSpan{span(0, 99_999)}) {
		t.Errorf("%d runs of days without a gap", len(runs))
	}
}
