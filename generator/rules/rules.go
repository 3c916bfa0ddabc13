// Package rules knows everything that can be wrong with a content folder: one
// rule for each kind of problem, how grave it is and why it matters. It does not
// know how any of them is found.
package rules

import (
	"corkboard/generator/problem"
)

// Rule is one thing that can be wrong with a content folder. A rule is an
// error when the listing cannot be published truthfully, else a warning; no
// error depends on what day it is.
type Rule struct {
	ID    string
	Level problem.Level
	Why   string // who would be hurt, in a sentence for the reference
}

// All returns the table of rules, in the order of the manual.
func All() []Rule { return rules }

const (
	refuse = problem.Error
	warn   = problem.Warning
)

var rules = []Rule{
	// The file itself.
	{"empty-file", refuse, "An empty file is usually a listing that was never finished, or lost in a merge."},
	{"file-too-large", refuse, "A file of this size is not a listing, and reading it would hold up everybody's build."},
	{"not-text", refuse, "A picture or document under the name of a listing cannot be read by anyone."},
	{"utf-16", refuse, "Some editors save in an encoding that git and most programs cannot read."},
	{"not-utf-8", refuse, "Letters in another encoding become question marks on the page."},
	{"control-character", warn, "Control characters end lines for some programs and not for others, and can drive a terminal; they come with copying from old documents."},
	{"bidi-character", warn, "Invisible marks that turn the reading direction can make a text read differently from what it says."},
	{"zero-width-character", warn, "Invisible characters break search and phone numbers; they come with copying from web pages."},
	{"replacement-character", warn, "A letter was lost on the way, and nobody can tell which one."},
	{"merge-conflict", refuse, "Two versions of a file side by side: only people can tell which one is true."},
	{"front-matter-missing", refuse, "Without fields there is no title, and nobody to turn to."},
	{"front-matter-not-closed", refuse, "Without its second line of --- nobody can tell where the fields end and the text begins."},
	{"two-bodies", refuse, "Two texts in one language: only one can be shown."},
	{"not-a-file", refuse, "Links lead out of the folder, and a pipe never ends; only plain files are read."},
	{"unreadable-file", refuse, "A file that cannot be read is a listing that is missing from the site."},
	{"unknown-file", warn, "A file that nothing reads was probably meant to be seen."},
	// YAML.
	{"tab-indentation", refuse, "YAML does not allow tabs in front of a line."},
	{"quote-needed", refuse, "A text with a colon, a bracket or a sign in front means something else to YAML unless it stands in quotes."},
	{"unclosed-quote", refuse, "Without its closing quote a text swallows the fields after it."},
	{"unclosed-bracket", refuse, "Without its closing bracket a list swallows the fields after it."},
	{"bad-escape", refuse, "In double quotes a backslash begins a special character."},
	{"indentation", refuse, "Columns decide which field belongs to which group."},
	{"no-key", refuse, "A line without a field name belongs to nothing."},
	{"space-after-colon", refuse, "Without a space after the colon the line is one long word."},
	{"second-document", refuse, "Everything after a second --- would be left out silently."},
	{"duplicate-key", refuse, "Of two values for one field only one can be shown, and nobody can tell which was meant."},
	{"braces-comma", refuse, "Inside braces a comma ends the text, and its rest becomes a field that nobody wrote."},
	{"key-not-text", refuse, "The name of a field is a word."},
	{"anchor", refuse, "Names for values, and references to them, can make a small file a huge one; listings have no use for them."},
	{"tag", refuse, "A tag can hide what a text really is; listings have no use for them."},
	{"too-deep", refuse, "Deep nesting is not a listing, and costs everybody time."},
	{"too-many-values", refuse, "So many values are not a listing, and cost everybody time."},
	{"bad-yaml", refuse, "What cannot be read cannot be shown."},
	{"combining-marks", refuse, "Heaps of marks over one letter cover the lines around it, on every list the listing is on."},
	{"text-cut", refuse, "YAML silently ends a text at a # after a space, so that “gate #4” becomes “gate”."},
	{"comment-after-text", warn, "What follows a # is not shown; sometimes it was meant to be."},
	// Fields.
	{"unknown-key", refuse, "A misspelled field would be left out silently."},
	{"schedule-key-outside", refuse, "Dates outside the schedule would be left out silently, and people would come on the wrong day."},
	{"both-spellings", refuse, "phone and phones are one field: one of the two would be lost."},
	{"missing-field", refuse, "Without it a reader cannot tell what this is or whom to ask."},
	{"wrong-shape", refuse, "A list where one text is meant, or the other way round, cannot be shown as it was meant."},
	{"not-a-text", refuse, "A translation holds words; facts are taken from the first language, so that they cannot differ."},
	{"unknown-value", refuse, "Filters, colours and translations depend on these words."},
	{"ambiguous-word", refuse, "The word could send people to the wrong place, so we ask."},
	{"list-as-text", warn, "Several words in one text are found by none of them."},
	{"yes-or-no", refuse, "Whether papers are needed is too important for a guess."},
	{"bad-time-format", refuse, "Clocks count to 12 or to 24."},
	{"bad-number", refuse, "A number with words in it cannot be compared."},
	{"bad-commitment", refuse, "Hours and how often are shown in the reader's language, so they must be understood."},
	{"number-as-text", warn, "Other programs read a text of digits as a number and lose its first zero."},
	{"wrong-order", refuse, "An end before its beginning means that one of the two is wrong."},
	{"too-long", warn, "What does not fit is cut off in lists and search results."},
	{"far-too-long", refuse, "A title of a page is no mistake of length: it would bury the other listings."},
	{"nested-too-deep", refuse, "A subject or place below eight others is found by nobody, and each page repeats all of them."},
	{"html-in-text", warn, "HTML is not used: it is shown as it is typed."},
	{"unknown-language", refuse, "Screen readers choose their voice by the tag of the language."},
	{"no-language", warn, "Programs write it when they do not know; readers learn nothing from it."},
	{"unknown-zone", refuse, "In another time zone people come at the wrong hour."},
	{"unknown-country", refuse, "Phone numbers and prices depend on the country."},
	{"unknown-currency", refuse, "A price in the wrong currency is a wrong price."},
	{"bad-colour", refuse, "The colour would be left out."},
	{"bad-area", refuse, "Every place would lie outside."},
	{"missing-alt", warn, "People who cannot see the picture are told nothing."},
	{"remote-image", warn, "A picture on another site tells that site who reads this page."},
	{"confidential-place", refuse, "The repository is as public as the site: whoever is in danger there can be found by it."},
	// Contacts.
	{"bad-phone", warn, "A number that cannot be dialled helps nobody."},
	{"phone-with-words", warn, "A tap on the number should dial it."},
	{"several-phones", warn, "Of several numbers in one text a tap dials none."},
	{"bad-email", warn, "Mail to it does not arrive."},
	{"bad-url", refuse, "The link would lead nowhere, or somewhere else."},
	{"url-without-https", warn, "Without its beginning a link leads to a page of our own."},
	{"url-escaped-twice", warn, "An address that was escaped twice leads nowhere."},
	{"short-url", warn, "Nobody can see where a shortened link leads, and it dies with its keeper."},
	{"tracking-url", warn, "The address tells the other site where its readers came from."},
	// Ids and names.
	{"bad-file-name", refuse, "A name that some disks cannot hold stops the build on them, or the clone of whoever wants to help."},
	{"id-look-alike", warn, "Two ids that look the same are taken for each other, by accident or on purpose."},
	{"bad-id", refuse, "The id becomes an address that people type, print and keep for years."},
	{"reserved-id", refuse, "The name is taken: by Windows, or by a page of the site."},
	{"same-id", refuse, "Two records cannot have one address."},
	{"id-collision", refuse, "Many computers cannot tell the two files apart, and one would replace the other."},
	{"formerly-clash", refuse, "An old address can lead to one place only."},
	{"unknown-category", refuse, "The listing would be missing where people look for it."},
	{"unknown-location", refuse, "People would not find the way."},
	{"unknown-organization", refuse, "Nobody would be there to ask."},
	{"unknown-opportunity", refuse, "The link between the two would lead nowhere."},
	{"unknown-closure", refuse, "People would come on a day off."},
	{"unknown-need", refuse, "A misspelled id would leave the program's own need as it is, silently."},
	{"phrase-in-two-needs", refuse, "Search would lead whoever types it to one of the two, and nobody could tell which."},
	{"unknown-emergency", refuse, "Somebody in danger would be shown another number."},
	{"crisis-without-number", refuse, "Somebody in danger would be shown no number."},
	{"ambiguous-name", refuse, "Several have this name, and the wrong one may be meant."},
	{"circle", refuse, "Something that lies in itself lies nowhere."},
	// Places.
	{"bad-geo", refuse, "A point needs two numbers."},
	{"geo-out-of-range", refuse, "The map would show a place that is not there."},
	{"geo-swapped", refuse, "The map would show the other side of the earth."},
	{"geo-in-metres", refuse, "Metres of a map, read as degrees, lie nowhere."},
	{"geo-outside", warn, "A place outside the area is usually a mistyped one."},
	{"geo-crowd", warn, "Many places at one point are usually placeholders, and people walk to a field."},
	// Pictures.
	{"file-not-found", warn, "A page without its picture shows a gap."},
	{"image-too-large", warn, "On a phone with little data the page does not load."},
	{"image-unreadable", warn, "The picture is not what its name says: some browsers do not show it, and nobody can tell what else is written in it."},
	{"image-location", warn, "A photograph of a house tells everybody where it was taken: phones write the coordinates into the file."},
	// The folder as a whole.
	{"site-without-id", warn, "Calendars tell the entries of two sites apart by the id; it is written once and never changes."},
	{"site-without-url", warn, "Feeds and share links need the address."},
	{"site-without-timezone", warn, "Without a zone all times are read as UTC."},
	{"today-published", warn, "Readers would take one day for ever for today."},
	{"not-checked", warn, "Without git and without a date nobody can tell whether a listing is still true."},
	{"duplicate-listing", warn, "The same thing twice: one of the two will be forgotten when it changes."},
	{"already-past", warn, "The day is over; people look for what is still to come."},
	// Schedules.
	{"schedule-without-day", refuse, "A time without a day puts nothing into a calendar."},
	{"bad-days", refuse, "A name is no day off by itself."},
	{"schedule-unknown-word", refuse, "Part of the line was not understood, and what is left may say another day."},
	{"schedule-unexpected", refuse, "A part of the line has no place where it stands."},
	{"schedule-incomplete", refuse, "The line ends before it says a day."},
	{"schedule-too-long", refuse, "A line this long is not a schedule."},
	{"schedule-too-many", refuse, "More than 400 occurrences a year fill every calendar; say the hours in words."},
	{"schedule-too-vague", refuse, "Words such as “soon” or “usually” put nothing into a calendar; they belong into “hours”."},
	{"schedule-two-meanings", refuse, "The words can mean two days, and people would come on the wrong one."},
	{"schedule-two-dates", refuse, "Two days where one is meant."},
	{"schedule-two-times", refuse, "Two times where one is meant."},
	{"schedule-two-schedules", refuse, "Two schedules in one line; written as a list each is understood."},
	{"schedule-which-day", refuse, "A repetition needs its days."},
	{"schedule-no-date", refuse, "There is no such day in the calendar."},
	{"schedule-no-day", refuse, "A day is missing."},
	{"schedule-date-form", refuse, "Dates are written as 2026-11-14, since 11/12 is two days in two countries."},
	{"site-id-changed", refuse, "The id is a part of every calendar entry: with another one, subscribers have everything twice, and nothing takes the old entries away."},
	{"renamed-without-formerly", warn, "A link to the old address leads nowhere, and calendars call the listing off and bring it anew."},
	{"schedule-moved", warn, "Calendars know the schedules of a listing by their order: one put before another takes over its entries."},
	{"schedule-date-missing", refuse, "“Every 2 weeks” is two different series unless its first day is known."},
	{"schedule-wrong-weekday", refuse, "The weekday and the date disagree, and people would come on one of the two."},
	{"schedule-no-time", refuse, "There is no such time of day."},
	{"schedule-same-time", refuse, "It ends when it begins."},
	{"schedule-am-or-pm", refuse, "Morning and evening could be meant."},
	{"schedule-twelve", warn, "12am and 12pm are confused by many; noon and midnight are not."},
	{"schedule-midnight-start", warn, "Midnight belongs to the day that begins, and is often meant for the one that ends."},
	{"schedule-ends-next-day", warn, "An end on the next day is mostly am and pm mixed up, unless it is a night."},
	{"schedule-long-day", warn, "More than fourteen hours within a day are mostly am and pm mixed up."},
	{"schedule-early-start", warn, "A start before five in the morning is mostly am and pm mixed up."},
	{"schedule-part-of-day", refuse, "“Tuesday mornings” without a time would be the whole Tuesday in a calendar."},
	{"schedule-other-offset", warn, "A time with another distance from UTC than the place's is converted; whoever wrote it should see what it became."},
	{"schedule-interval", refuse, "A number of weeks or months that makes no rule."},
	{"schedule-count", refuse, "A number of times that makes no series."},
	{"schedule-season", refuse, "Months that are said twice, or all left out, contradict each other."},
	{"schedule-fifth-weekday", refuse, "No month has a sixth one."},
	{"schedule-day-29-31", refuse, "Many months have no such day, and calendars disagree what to do then."},
	{"schedule-29-february", refuse, "Three years of four have no such day."},
	{"schedule-end-before-start", refuse, "An end before its beginning means that one of the two is wrong."},
	{"schedule-end-with-time", refuse, "end_date is for whole days."},
	{"schedule-end-with-repeat", refuse, "end_date is the end of one long day, not of the series."},
	{"schedule-dates-with-repeat", refuse, "Single dates and a rule in one block: one of them would be left out."},
	{"schedule-without-repeat", refuse, "A part that only a repetition has."},
	{"schedule-until-before-start", refuse, "The series would end before it begins."},
	{"schedule-until-with-count", refuse, "The two can disagree."},
	{"schedule-no-occurrence", refuse, "The rule never takes place."},
	{"schedule-start-not-occurrence", refuse, "The first day is none of the days of the rule, and calendars disagree what to do then."},
	{"schedule-skip-misses", refuse, "A day off that hits nothing is usually mistyped, and people would come on the right one."},
	{"schedule-change-misses", refuse, "A change on a day without an occurrence changes nothing."},
	{"schedule-change-skipped", refuse, "A day cannot be skipped and changed."},
	{"schedule-no-change", refuse, "A change says what changes."},
	{"schedule-twice", warn, "The same day twice is shown once."},
	{"schedule-clock-gap", refuse, "On that day the clocks jump over this time, and calendars disagree when it is."},
	{"schedule-clock-twice", refuse, "On that day the clocks show this time twice, and calendars disagree which one is meant."},
	{"schedule-long-span", warn, "What lasts for months fills every calendar; it is usually ongoing."},
	{"schedule-long-run", refuse, "Days off that last for years are the end of the series."},
	// Texts in Markdown.
	{"markdown-raw-html", warn, "HTML is not shown; Markdown has words for what it is used for."},
	{"markdown-image-without-words", warn, "People who cannot see the picture are told nothing."},
	{"markdown-remote-image", warn, "A picture on another site tells that site who reads this page; it is not shown."},
	{"markdown-bad-link", warn, "The link would lead nowhere, or somewhere else; its words are shown without it."},
	{"markdown-empty-link", warn, "A link without words cannot be seen or heard."},
	{"markdown-link-title", warn, "These words are not shown on phones and not read by screen readers."},
	{"markdown-body-too-long", warn, "Only the beginning is shown."},
	{"markdown-body-too-deep", warn, "Lists in lists in lists cannot be read on a phone."},
	{"markdown-table-too-wide", warn, "A table this wide cannot be read on a phone."},
	{"markdown-body-too-costly", warn, "The text would become a page that no phone can load."},
	{"markdown-body-unreadable", warn, "The text cannot be laid out, and is shown as it was typed."},
}

var byID = func() map[string]*Rule {
	m := make(map[string]*Rule, len(rules))
	for i := range rules {
		m[rules[i].ID] = &rules[i]
	}
	return m
}()

// Find returns the rule of an id.
func Find(id string) (r Rule, ok bool) {
	if p := byID[id]; p != nil {
		return *p, true
	}
	return Rule{}, false
}

// Level is the level of a rule. A rule that is not in the table is a fault
// of ours; then the careful answer is an error.
func Level(id string) problem.Level {
	if r, ok := Find(id); ok {
		return r.Level
	}
	return problem.Error
}

// Schedule is the rule of a mistake in a schedule.
func Schedule(code string) string {
	switch code {
	case "unknown-zone", "unknown-closure":
		return code
	}
	return "schedule-" + code
}

// Markdown is the rule of a finding in a Markdown text.
func Markdown(code string) string { return "markdown-" + code }
