package board_test

import (
	"testing"
	"time"

	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/fixture"
	"corkboard/generator/history"
	"corkboard/generator/schedule"
)

func date(year int, month time.Month, day int) schedule.Date {
	return schedule.Date{Year: year, Month: month, Day: day}
}

func line(t *testing.T, phrase string) schedule.Schedule {
	t.Helper()
	s, mistakes := schedule.ParseLine(phrase)
	if len(mistakes) > 0 {
		t.Fatal(mistakes)
	}
	return s
}

// What was promised stays in calendars, called off, until its last date has
// passed, even when the file is gone.
func TestWhatWasPromised(t *testing.T) {
	text := town + "-- opportunities/one.yaml --\ntitle: One\norganization: neighbors\nchecked: 2026-11-20\nkind: event\nschedule: 2026-11-30 10:00-12:00\n" +
		"-- opportunities/two.yaml --\ntitle: Two\norganization: neighbors\nchecked: 2026-11-20\nkind: event\nschedule: 2026-01-01 10:00-12:00\n"
	deadline := func(day int) []catalog.Former {
		return []catalog.Former{{Deadline: catalog.Deadline{Date: date(2026, 11, day)}}}
	}
	for name, test := range map[string]struct {
		change func(one, two *catalog.Opportunity)
		want   string // ids in the calendar
	}{
		"as it is":                        {func(one, two *catalog.Opportunity) {}, "one"},
		"over, and a date was called off": {func(one, two *catalog.Opportunity) { two.Former = deadline(23) }, "one two"},
		"over, and that date has passed":  {func(one, two *catalog.Opportunity) { two.Former = deadline(22) }, "one"},
		"a series was promised": {func(one, two *catalog.Opportunity) {
			two.Former = []catalog.Former{{Schedules: []schedule.Schedule{line(t, "every Friday 10:00-12:00")}}}
		}, "one two"},
		"removed, with dates to come":      {func(one, two *catalog.Opportunity) { one.Removed, one.Listed = true, false }, "one"},
		"removed, its dates long over":     {func(one, two *catalog.Opportunity) { two.Removed, two.Listed = true, false }, "one"},
		"unlisted, with dates to come":     {func(one, two *catalog.Opportunity) { one.Listed = false }, ""},
		"removed, but a date was promised": {func(one, two *catalog.Opportunity) { two.Removed, two.Listed, two.Former = true, false, deadline(30) }, "one two"},
	} {
		c := fixture.Catalog(t, text)
		test.change(c.Opportunities[0], c.Opportunities[1])
		b := fixture.At(c, at("2026-11-23 09:00"), nil)
		if got := ids(b.Sets.All.InCalendar()); got != test.want {
			t.Errorf("%s: the calendar has %q, want %q", name, got, test.want)
		}
	}
}

// A listing counts in the sets that it was in before, once each: what was written
// for it there stays.
func TestSetsItWasIn(t *testing.T) {
	c := fixture.Catalog(t, town+"-- opportunities/one.yaml --\ntitle: One\norganization: neighbors\nchecked: 2026-11-20\nkind: volunteer\ngive: time\nongoing: yes\n")
	one := c.Opportunities[0]
	was := *one
	was.Kind, was.Schedules, was.Categories = "event", []catalog.Schedule{{Schedule: line(t, "every Friday 10:00-12:00")}}, []*catalog.Category{c.Categories[1]}
	older := was
	one.Was = []*catalog.Opportunity{&was, &older}
	b := fixture.At(c, at("2026-11-23 09:00"), nil)
	for name, set := range map[string]*board.Set{"all": b.Sets.All, "events": b.Sets.Kind("event"), "its other category": b.Sets.Category(c.Categories[1])} {
		if set.Ever != 1 || set.Dated != 1 {
			t.Errorf("%s: %d ever, %d with a date, want one of each", name, set.Ever, set.Dated)
		}
	}
	if set := b.Sets.Kind("event"); len(set.Shown) > 0 {
		t.Error("it is shown where it was before")
	}
	if set := b.Sets.Kind("volunteer"); set.Ever != 1 || set.Dated != 0 {
		t.Errorf("volunteering: %d ever, %d with a date", set.Ever, set.Dated)
	}
}

func TestChangedAt(t *testing.T) {
	head := at("2026-11-22 12:00")
	commit, check := at("2026-11-10 08:00"), at("2026-11-20 00:00")
	for name, test := range map[string]struct {
		record catalog.Record
		past   *history.History
		want   time.Time
	}{
		"its newest commit":             {catalog.Record{Changed: commit}, &history.History{At: head}, commit},
		"a second after HEAD":           {catalog.Record{Changed: commit, Edited: true}, &history.History{At: head}, head.Add(time.Second)},
		"edited, and nobody knows git":  {catalog.Record{Changed: commit, Edited: true}, nil, commit},
		"its last check":                {catalog.Record{Checked: catalog.Checked{Date: date(2026, 11, 20)}}, nil, check},
		"the same everywhere, when not": {catalog.Record{}, nil, time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)},
	} {
		b := fixture.At(fixture.Catalog(t, ""), time.Time{}, test.past)
		if got := b.ChangedAt(&test.record); !got.Equal(test.want) {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
	b := fixture.At(fixture.Catalog(t, ""), time.Time{}, nil)
	if day, ok := b.AddedOn(&catalog.Record{Added: time.Date(2026, 6, 1, 23, 30, 0, 0, time.UTC)}); !ok || day != date(2026, 6, 2) {
		t.Errorf("added on %v (%v): the day is that of the site's zone", day, ok)
	}
	if _, ok := b.AddedOn(&catalog.Record{}); ok {
		t.Error("a day for what nobody knows")
	}
}
