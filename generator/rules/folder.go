package rules

var folderRules = []Rule{
	{
		ID: "site-without-id", Level: warn,
		What:    "A site.yaml without an id.",
		Why:     "Calendars use the id to distinguish the entries of two sites; write it once and never change it.",
		Example: "a folder without site.yaml",
		Fix:     "add the line id: and a name that will never change, such as id: elm-town",
	},
	{
		ID: "site-without-url", Level: warn,
		What:    "A site.yaml without a url.",
		Why:     "Feeds and share links need the address. Where the environment variable CI is set, as hosting services do, such a site is not built.",
		Example: "a folder without site.yaml",
		Fix:     "add the line url: https://… with its address",
	},
	{
		ID: "site-without-timezone", Level: warn,
		What:    "A site.yaml without a timezone.",
		Why:     "Without a zone all times are read as UTC.",
		Example: "a folder without site.yaml",
		Fix:     "add the line timezone: and continent and city, such as timezone: America/New_York",
	},
	{
		ID: "today-published", Level: warn,
		What:    "A demonstration, which always shows the same day, at a public address.",
		Why:     "Readers would believe that this day is today.",
		Example: "today: 2026-11-23",
		Fix:     "delete this line, unless the site is a demonstration",
	},
	{
		ID: "not-checked", Level: warn,
		What:    "Listings without a “checked” date in a folder that is not in git.",
		Why:     "Without git and without a date nobody knows whether a listing is still true.",
		Example: "a folder from an archive, without git",
		Fix:     "keep the folder in git, or add to each listing a line such as checked: 2026-11-03",
	},
	{
		ID: "duplicate-listing", Level: warn,
		What:    "Two listings with the same title, place and start.",
		Why:     "One of the two will be forgotten when something changes.",
		Example: "title: River walk",
		Fix:     "keep one of the two, or tell them apart in the title",
	},
	{
		ID: "already-past", Level: warn,
		What:    "A single event that is over and has no outcome.",
		Why:     "People look for what is still to come.",
		Example: "schedule: 2026-05-02 10:00-12:00",
		Fix:     "correct the date, or say what came of it under “outcome:”, or delete the file",
	},
	{
		ID: "site-id-changed", Level: refuse,
		What:    "An id in site.yaml that differs from the site's previous one.",
		Why:     "The id is part of every calendar entry: after a change, subscribers have everything twice, and nothing removes the old entries.",
		Example: "id: elm-city",
		Fix:     "id: elm-town",
	},
}
