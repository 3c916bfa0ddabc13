package rules

var folderRules = []Rule{
	{
		ID: "site-without-id", Level: warn,
		What:    "A site.yaml without id.",
		Why:     "Calendars tell the entries of two sites apart by the id; it is written once and never changes.",
		Example: "a folder without site.yaml",
		Fix:     "add the line id: and a name that will never change, such as id: elm-town",
	},
	{
		ID: "site-without-url", Level: warn,
		What:    "A site.yaml without url.",
		Why:     "Feeds and share links need the address. Where the environment variable CI is set, as hosts set it, such a site is not built.",
		Example: "a folder without site.yaml",
		Fix:     "add the line url: https://… with its address",
	},
	{
		ID: "site-without-timezone", Level: warn,
		What:    "A site.yaml without timezone.",
		Why:     "Without a zone all times are read as UTC.",
		Example: "a folder without site.yaml",
		Fix:     "add the line timezone: and continent and city, such as timezone: America/New_York",
	},
	{
		ID: "today-published", Level: warn,
		What:    "A demonstration, which stays at one day, at a public address.",
		Why:     "Readers would take one day for ever for today.",
		Example: "today: 2026-11-23",
		Fix:     "delete this line, unless the site is a demonstration",
	},
	{
		ID: "not-checked", Level: warn,
		What:    "Listings without a date of checking in a folder that is not in git.",
		Why:     "Without git and without a date nobody can tell whether a listing is still true.",
		Example: "a folder from an archive, without git",
		Fix:     "keep the folder in git, or add to each listing a line such as checked: 2026-11-03",
	},
	{
		ID: "duplicate-listing", Level: warn,
		What:    "Two listings with the same title, place and start.",
		Why:     "The same thing twice: one of the two will be forgotten when it changes.",
		Example: "title: River walk",
		Fix:     "keep one of the two, or tell them apart in the title",
	},
	{
		ID: "already-past", Level: warn,
		What:    "A single event that is over and has no outcome.",
		Why:     "The day is over; people look for what is still to come.",
		Example: "schedule: 2026-05-02 10:00-12:00",
		Fix:     "correct the date, or say what came of it under “outcome:”, or delete the file",
	},
	{
		ID: "site-id-changed", Level: refuse,
		What:    "Another id in site.yaml than the site had before.",
		Why:     "The id is a part of every calendar entry: with another one, subscribers have everything twice, and nothing takes the old entries away.",
		Example: "id: elm-city",
		Fix:     "id: elm-town",
	},
}
