package catalog

import (
	"testing"
	"time"

	"corkboard/generator/schedule"
)

// A reader gets a text in the language asked for, else in one close to it, else
// the first, and is told which it is.
func TestText(t *testing.T) {
	text := Text{{"en", "Soup"}, {"es-MX", "Sopa"}, {"pt-BR", "Sopa quente"}}
	for lang, want := range map[string]Localized{
		"en": {"en", "Soup"}, "en-GB": {"en", "Soup"}, "es": {"es-MX", "Sopa"}, "es-MX": {"es-MX", "Sopa"}, "es-AR": {"es-MX", "Sopa"}, "fr": {"en", "Soup"}, "pt-BR": {"pt-BR", "Sopa quente"},
	} {
		if got := text.In(lang); got != want {
			t.Errorf("in %s: %v", lang, got)
		}
		if got := text.Has(lang); got != (lang != "fr") {
			t.Errorf("has %s: %v", lang, got)
		}
	}
	if got := Text(nil).In("es"); got != (Localized{Lang: "es"}) {
		t.Errorf("of nothing: %v", got)
	}
	if text.First() != "Soup" || Text(nil).First() != "" {
		t.Error("the first text")
	}
}

func TestLanguageTag(t *testing.T) {
	for in, want := range map[string]string{"en": "en", "EN": "en", "es-mx": "es-MX", "zh-hant-tw": "zh-Hant-TW", "zz": "", "und": "", "e": "", "": "", "spanish": "", "v2": "", "a-very-long-tag-that-is-no-language-at-all": ""} {
		got, known := LanguageTag(in)
		if known != (want != "") || known && got != want {
			t.Errorf("%q: %q, %v", in, got, known)
		}
	}
}

func TestBox(t *testing.T) {
	box := Box{South: 43, West: -75, North: 44, East: -74}
	for p, want := range map[Point]bool{{43.5, -74.5}: true, {43, -75}: true, {44, -74}: true, {42.9, -74.5}: false, {44.1, -74.5}: false, {43.5, -75.1}: false, {43.5, -73.9}: false} {
		if box.Contains(p) != want {
			t.Errorf("%v: %v", p, !want)
		}
	}
	if !box.Set() || (Box{}).Set() {
		t.Error("a box that is set")
	}
}

func TestAlert(t *testing.T) {
	at := func(hour int) time.Time { return time.Date(2026, 11, 23, hour, 0, 0, 0, time.UTC) }
	alert := &Alert{From: at(8), Until: at(12)}
	for hour, want := range map[int]bool{7: false, 8: true, 11: true, 12: false} {
		if alert.At(at(hour)) != want {
			t.Errorf("at %d: %v", hour, !want)
		}
	}
	if !(&Alert{}).At(at(8)) || (*Alert)(nil).At(at(8)) {
		t.Error("without ends, and none")
	}
}

func TestListing(t *testing.T) {
	r := Record{ID: "c"}
	if r.OldestID() != "c" {
		t.Error(r.OldestID())
	}
	r.Formerly = []string{"b", "a"} // newest first
	if r.OldestID() != "a" {
		t.Error(r.OldestID())
	}
	day := schedule.Date{Year: 2026, Month: 11, Day: 24}
	s := Schedule{Changes: []ChangeText{{On: day, Note: Text{{"en", "moved"}}}}}
	if c := s.Change(day); c == nil || c.Note.First() != "moved" || s.Change(day.AddDays(1)) != nil {
		t.Error("the texts of a change")
	}
	for o, want := range map[*Opportunity]bool{{}: false, {Schedules: []Schedule{s}}: true, {Deadline: Deadline{Date: day}}: true} {
		if o.Dated() != want {
			t.Errorf("%+v is dated: %v", o, !want)
		}
	}
	always := []Schedule{{}, {Schedule: schedule.Schedule{Always: true}}}
	if !(&Opportunity{Schedules: always}).AlwaysOpen() || AlwaysOpen(always[:1]) || AlwaysOpen(nil) {
		t.Error("always open")
	}
}

// Every kind has a direction and days after which it is asked about again.
func TestKinds(t *testing.T) {
	seen := map[Kind]bool{}
	for _, info := range Kinds {
		if seen[info.Kind] || info.Direction == "" || info.Review <= 0 {
			t.Errorf("%+v", info)
		}
		seen[info.Kind] = true
		if info.Kind.Info() != info || info.Kind.Direction() != info.Direction {
			t.Errorf("%s is %+v", info.Kind, info.Kind.Info())
		}
	}
	for word, kind := range KindAliases {
		if !seen[kind] {
			t.Errorf("%s means %s, which is not a kind", word, kind)
		}
	}
	if got := KindOrganization.Info(); got.Review != 365 || got.Kind != KindOrganization {
		t.Errorf("%+v", got)
	}
}
