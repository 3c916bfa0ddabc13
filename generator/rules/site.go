package rules

// siteRules are found in the finished site, not in one file.
var siteRules = []Rule{
	{
		ID: "withheld-address", Level: refuse,
		What:    "A text that gives away the address of a place that is not public.",
		Why:     "The people there are safe only as long as nobody can find it.",
		Example: "summary: Ring at 12 Hidden Lane",
		Fix:     "leave the address out of the text, or make the place public",
	},
	{
		ID: "withheld-known", Level: refuse,
		What:    "The address of a place that is not public, when something public has the same name.",
		Why:     "The name could no longer appear on any page, so the address cannot be kept secret.",
		Example: "address: Main Street",
		Fix:     "write the street and the number, or leave the address out",
	},
	{
		ID: "withheld-short", Level: warn,
		What:    "An address of a place that is not public, too short to distinguish from other words.",
		Why:     "A text that gives it away would go unnoticed.",
		Example: "address: Mill",
		Fix:     "write the street and the number, or leave the address out",
	},
	{
		ID: "withheld-everywhere", Level: refuse,
		What:    "The address of a place that is not public, found in many unrelated records.",
		Why:     "Either it is no secret or it is a mistake; it cannot be withheld.",
		Example: "address: 1 Ferry Square",
		Fix:     "correct the address, or make the place public",
	},
	{
		ID: "past-unknown", Level: refuse,
		What:    "A confidential place in a shallow clone, or in a folder that has lost its history.",
		Why:     "The place may have had a public address before. Git knows it; without git, a text that still contains it would be published.",
		Example: "a workflow that fetches one commit: fetch-depth: 1",
		Fix:     "fetch everything (fetch-depth: 0), or build with --allow-shallow if no address was ever written",
	},
	{
		ID: "path-taken", Level: refuse,
		What:    "Two pages with the same address.",
		Why:     "One of the two would replace the other.",
		Example: "pages/food.md and pages/food/index.md",
		Fix:     "rename one of the two files",
	},
	{
		ID: "broken-internal-link", Level: warn,
		What:    "A link to a page that the site does not have.",
		Why:     "Readers end up on a “page not found”.",
		Example: "[hours](/opportunities/soup/)",
		Fix:     "correct the address; a page of the site ends in a slash",
	},
	{
		ID: "calendar-too-large", Level: warn,
		What:    "A calendar of more than a million bytes.",
		Why:     "Some calendar programs refuse it and show nothing.",
		Example: "the calendar of everything in a town of thousands",
		Fix:     "point people to the calendars of categories and locations on the subscribe page",
	},
	{
		ID: "language-without-words", Level: warn,
		What:    "A language of the site that the theme has no words for.",
		Why:     "Buttons and labels of its pages are in another language.",
		Example: "languages: [en, uk]",
		Fix:     "translate the words of the theme, some or all of them",
	},
	{
		ID: "words", Level: refuse,
		What:    "A file of translated words with a mistake. Words that are merely missing are a warning.",
		Why:     "A label would be wrong, or its numbers missing, on every page in that language.",
		Example: "count: {one: \"1 listing\"}",
		Fix:     "write every form that the language has",
	},
	{
		ID: "theme", Level: refuse,
		What:    "A theme with a mistake.",
		Why:     "Its pages could not be made.",
		Example: "theme: defualt",
		Fix:     "correct the name of the theme, or its file",
	},
}
