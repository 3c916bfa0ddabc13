package schedule

// Code is one kind of mistake with the reason that it is looked for.
type Code struct {
	ID     string
	Reason string
}

// Codes are all kinds of mistakes, by ID.
var Codes = []Code{
	{"am-or-pm", "a time without am or pm can be twelve hours off"},
	{"change-misses", "a change of a day on which nothing is planned is a slip, and the real day would go on unchanged"},
	{"change-skipped", "a day can't both be changed and not take place"},
	{"clock-gap", "the clocks skip this time on that day, so nobody could come at it"},
	{"clock-twice", "the clocks show this time twice on that day, so half of the people would come at the wrong one"},
	{"count", "how often it takes place has to be one clear number"},
	{"date-form", "only year-month-day means the same day everywhere"},
	{"date-missing", "every second week needs to know which weeks"},
	{"dates-with-repeat", "a list of dates and a rule would contradict each other"},
	{"day-29-31", "months without that day would be left out silently"},
	{"end-before-start", "an end before the start is a slip in one of the two"},
	{"end-with-repeat", "end_date says how long one occurrence lasts, and is often written for the end of the series"},
	{"end-with-time", "from the first day's start to the last day's end, or at the same time each day: both are read into it"},
	{"early-start", "a start before five in the morning is mostly am and pm mixed up"},
	{"ends-next-day", "an end on the next day is mostly am and pm mixed up, unless it is a night"},
	{"fifth-weekday", "no month has a sixth one"},
	{"29-february", "it would take place once in four years"},
	{"incomplete", "the phrase stops before it says when"},
	{"interval", "a rule that rare is better written as dates"},
	{"long-day", "more than fourteen hours within a day are mostly am and pm mixed up"},
	{"long-run", "days off for years mean that it has ended"},
	{"long-span", "an event of more than a year hides everything else in a calendar"},
	{"midnight-start", "midnight is the beginning of a day, and many mean its end"},
	{"no-change", "a change has to say what changes"},
	{"no-date", "a day that does not exist sends people nowhere"},
	{"no-day", "without a day it can't go into a calendar"},
	{"no-occurrence", "a schedule without a single occurrence is a slip"},
	{"no-time", "a time that does not exist sends people nowhere"},
	{"other-offset", "a time with another distance from UTC than the place's is converted, and who wrote it has to see what it became"},
	{"part-of-day", "without a time a calendar would show it as the whole day"},
	{"same-time", "an end equal to the start says nothing"},
	{"season", "months that are said twice, or all left out, contradict each other"},
	{"skip-misses", "a day off that is none of its days is a slip, and people would stand before a closed door on the real one"},
	{"start-not-occurrence", "the first day and the rule name different days, and one of the two is wrong"},
	{"too-long", "a phrase of that length is something else"},
	{"too-many", "no calendar carries more than 400 occurrences a year"},
	{"too-vague", "a calendar needs days; other words have a place of their own"},
	{"twelve", "12am is midnight, and many mean noon"},
	{"twice", "the same moment would be there twice"},
	{"two-dates", "two last days contradict each other"},
	{"two-meanings", "people read it in two ways"},
	{"two-schedules", "each repetition needs a line of its own, so that its time is clear"},
	{"two-times", "each time needs a line of its own"},
	{"unexpected", "a word at a place where it has no meaning would be ignored silently"},
	{"unknown-closure", "days off by a name that is not known would be ignored silently"},
	{"unknown-word", "a word that is not understood would be ignored silently"},
	{"unknown-zone", "the wrong zone is the wrong hour"},
	{"until-before-start", "a series that ends before it begins has a slip in one of the two"},
	{"until-with-count", "two ends contradict each other"},
	{"which-day", "several days fit, and only one is meant"},
	{"without-repeat", "it belongs to a repetition, and there is none"},
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
