package schedule

import "testing"

// The fields for a part of a schedule, read by the same reader.
func TestParts(t *testing.T) {
	r := reader(t, "12 en")
	for in, want := range map[string]string{
		"18:30-20:30": "18:30-20:30", "6:30pm-8:30pm": "18:30-20:30", "9-11am": "09:00-11:00", "noon": "12:00", "from 6pm": "18:00", "all day": "",
		"10pm – 2am": "22:00-02:00", "9am, noon and 5pm": "09:00 12:00 17:00", "24 hours": "00:00-24:00", "9-5": "09:00-17:00",
		"7": "!", "7-9": "!", "soon": "!", "7pm Tuesday": "!", "": "!",
	} {
		spans, got := r.Time(in)
		have := ""
		for i, s := range spans {
			if i > 0 {
				have += " "
			}
			have += s.String()
		}
		if got.Refused() {
			have = "!"
		}
		if have != want {
			t.Errorf("Time(%q) = %q, want %q: %v", in, have, want, got.Mistakes)
		}
	}
	day := Date{2026, 12, 3}
	for in, want := range map[string]Dated{
		"2026-12-03 16:00-17:00": {day, Span{Set: true, From: 960, To: 1020, HasEnd: true}}, "2026-12-03": {Date: day}, "Thursday 2026-12-03 4pm": {day, Span{Set: true, From: 960}},
		"2026-12-03T16:00:00-05:00": {day, Span{Set: true, From: 960}}, "2026-12-04T02:00:00Z": {day, Span{Set: true, From: 21 * 60}}, "December 3, 2026": {Date: day},
		"Friday 2026-12-03 4pm": {}, "2026-12-03 every": {}, "2026-12-03 7": {}, "every Tuesday": {},
	} {
		if d, got := r.Dated(in); got.Refused() != (want == Dated{}) || d != want {
			t.Errorf("Dated(%q) = %v, want %v: %v", in, d, want, got.Mistakes)
		}
	}
	for in, want := range map[string]Date{"2026-12-03": day, "2026-12-04T02:00:00Z": day, "3 December 2026": day, "2026-12-03 4pm": {}, "tomorrow": {}, "2026-02-30": {}} {
		if d, mistakes := r.Date(in); refused(mistakes) != want.IsZero() || d != want {
			t.Errorf("Date(%q) = %v, want %v: %v", in, d, want, mistakes)
		}
	}
	for in, want := range map[string]Skip{
		"public-holidays": {Closure: "public-holidays"}, "winter-break": {Closure: "winter-break"}, "2026-11-10": {From: Date{2026, 11, 10}, To: Date{2026, 11, 10}},
		"2026-12-22..2027-01-02": {From: Date{2026, 12, 22}, To: Date{2027, 1, 2}}, "2026-12-22 to 2027-01-02": {From: Date{2026, 12, 22}, To: Date{2027, 1, 2}},
		"December 25": {From: Date{0, 12, 25}, To: Date{0, 12, 25}}, "2027-01-02..2026-12-22": {}, "2026-02-30": {}, "the holidays of our street": {},
	} {
		if k, mistakes := r.Skip(in); refused(mistakes) != (want == Skip{}) || !refused(mistakes) && k != want {
			t.Errorf("Skip(%q) = %v, want %v: %v", in, k, want, mistakes)
		}
	}
	on := Date{2026, 11, 17}
	for in, want := range map[string]Change{
		"cancelled": {On: on, Cancelled: true}, "Canceled": {On: on, Cancelled: true}, "19:00-21:00": {On: on, Time: Span{Set: true, From: 1140, To: 1260, HasEnd: true}},
		"2026-11-18 19:00-21:00": {On: on, Date: Date{2026, 11, 18}, Time: Span{Set: true, From: 1140, To: 1260, HasEnd: true}}, "later": {}, "7-9": {},
	} {
		if c, mistakes := r.Change(on, in); refused(mistakes) != (want == Change{}) || !refused(mistakes) && c != want {
			t.Errorf("Change(%q) = %v, want %v: %v", in, c, want, mistakes)
		}
	}
}
