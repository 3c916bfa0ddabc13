package schedule

// Code is one kind of mistake and the reason for looking for it.
type Code struct {
	ID     string
	Reason string
}

// Codes are all kinds of mistakes, by ID.
var Codes = []Code{
	{"am-or-pm", "a time without am or pm can be twelve hours off"},
	{"change-misses", "a change to a day without an occurrence is a mistake, and the real day would stay unchanged"},
	{"change-skipped", "a day cannot be both skipped and changed"},
	{"clock-gap", "the clocks skip this time on that day, so nobody could come at it"},
	{"clock-twice", "the clocks show this time twice on that day, so half of the people would come at the wrong one"},
	{"count", "the number of times has to be clear"},
	{"date-form", "only year-month-day means the same day everywhere"},
	{"date-missing", "every second week could be either of two series"},
	{"dates-with-repeat", "a list of dates and a rule would contradict each other"},
	{"day-29-31", "months without that day would be left out silently"},
	{"end-before-start", "if the end is before the start, one of them is wrong"},
	{"end-with-repeat", "end_date says how long one occurrence lasts, but people often use it for the end of the series"},
	{"end-with-time", "it could mean one long event, or the same time each day"},
	{"early-start", "a start before five in the morning usually means that am and pm are mixed up"},
	{"ends-next-day", "an end on the next day usually means that am and pm are mixed up, unless it is a night"},
	{"fifth-weekday", "no month has six"},
	{"29-february", "it would take place once in four years"},
	{"incomplete", "the phrase stops before it says when"},
	{"interval", "a rule that rare is better written as dates"},
	{"long-day", "more than fourteen hours within a day usually mean that am and pm are mixed up"},
	{"long-run", "a series with years off has really ended"},
	{"long-span", "an event of more than a year hides everything else in a calendar"},
	{"midnight-start", "midnight begins a day, but many people mean its end"},
	{"no-change", "a change has to say what changes"},
	{"no-date", "a day that does not exist sends people nowhere"},
	{"no-day", "without a day it can't go into a calendar"},
	{"no-occurrence", "a schedule without a single occurrence is a mistake"},
	{"no-time", "a time that does not exist sends people nowhere"},
	{"other-offset", "a time with a different UTC offset is converted, and its author should see the result"},
	{"part-of-day", "without a time a calendar would show it as the whole day"},
	{"same-time", "an end equal to the start adds nothing"},
	{"season", "with months named twice, or all left out, nobody knows when it takes place"},
	{"skip-misses", "a day off without an occurrence is a mistake, and people would find a closed door on the real one"},
	{"start-not-occurrence", "the first day and the rule name different days, and one of the two is wrong"},
	{"too-long", "a phrase this long is something else"},
	{"too-many", "more than 400 occurrences a year flood every calendar"},
	{"too-vague", "a calendar needs days; other words belong in another field"},
	{"twelve", "12am is midnight, but many people mean noon"},
	{"twice", "the same moment would appear twice"},
	{"two-dates", "two last days contradict each other"},
	{"two-meanings", "it can be read in two ways"},
	{"two-schedules", "each repetition needs its own line, so that its time is clear"},
	{"two-times", "each time needs its own line"},
	{"unexpected", "a word that has no meaning where it is would be ignored silently"},
	{"unknown-closure", "an unknown name for days off would be ignored silently"},
	{"unknown-word", "an unknown word would be ignored silently"},
	{"unknown-zone", "the wrong zone means the wrong hour"},
	{"until-before-start", "if a series ends before it begins, one of the two is wrong"},
	{"until-with-count", "two ends contradict each other"},
	{"which-day", "several days fit, and only one is meant"},
	{"without-repeat", "it belongs to a repetition, but there is none"},
	{"wrong-weekday", "the weekday and the date differ, and one of the two is wrong"},
}

// CodeOf returns the kind of mistake with an id, or nil.
func CodeOf(id string) *Code {
	for i := range Codes {
		if Codes[i].ID == id {
			return &Codes[i]
		}
	}
	return nil
}
