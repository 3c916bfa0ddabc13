package schedule

// ParseLine reads one schedule from a line, in English and with 24-hour clocks:
// for programs and tests that write their own phrases, and for Phrase's output.
func ParseLine(s string) (Schedule, []Mistake) {
	r := Reader{Hours24: true}
	got := r.Line(s)
	return got.One(s)
}

// One returns the only schedule of a reading; several are a mistake.
func (r Reading) One(s string) (Schedule, []Mistake) {
	switch {
	case r.Refused():
		return Schedule{}, r.Mistakes
	case len(r.Schedules) != 1:
		return Schedule{}, append(r.Mistakes, Mistake{Code: "two-schedules", Width: len(s), Text: "several schedules in one line", Hint: "write one line for each"})
	}
	return r.Schedules[0], r.Mistakes
}
