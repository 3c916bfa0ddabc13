package rules

var contactRules = []Rule{
	{
		ID: "bad-phone", Level: warn,
		What:    "A number that cannot be dialled from outside the area.",
		Why:     "A number that cannot be dialled helps nobody.",
		Example: "phone: 555-0123",
		Fix:     "write it with its area code, or from abroad with + and the country's code",
	},
	{
		ID: "phone-with-words", Level: warn,
		What:    "A phone number with words in it.",
		Why:     "A tap on the number should dial it.",
		Example: "phone: (518) 555-0123 ask for Ana",
		Fix:     "phone: (518) 555-0123",
	},
	{
		ID: "several-phones", Level: warn,
		What:    "Several phone numbers in one field.",
		Why:     "Tapping several numbers in one text dials none of them.",
		Example: "phone: (518) 555-0123 or (518) 555-0124",
		Fix:     "phone: [(518) 555-0123, (518) 555-0124]",
	},
	{
		ID: "bad-email", Level: warn,
		What:    "An email address that is not valid, or a field with more than one.",
		Why:     "Mail to it does not arrive.",
		Example: "email: ana at example dot org",
		Fix:     "email: ana@example.org",
	},
	{
		ID: "bad-url", Level: warn,
		What:    "A web address that is incomplete, or that a browser would not open. It is left out; it is an error where there is no other way to take part.",
		Why:     "The link would lead nowhere, or somewhere else.",
		Example: "url: /events/12",
		Fix:     "write the whole address, from https:// on",
	},
	{
		ID: "url-without-https", Level: warn,
		What:    "A web address without https:// in front.",
		Why:     "Without https:// the link leads to a page of this site.",
		Example: "url: www.example.org/events",
		Fix:     "url: https://www.example.org/events",
	},
	{
		ID: "url-escaped-twice", Level: warn,
		What:    "A web address in which % has been replaced by %25.",
		Why:     "An address that was escaped twice leads nowhere.",
		Example: "url: https://example.org/spring%2520clean",
		Fix:     "url: https://example.org/spring%20clean",
	},
	{
		ID: "short-url", Level: warn,
		What:    "An address from a link-shortening service.",
		Why:     "Nobody can see where a shortened link leads, and it dies with its service.",
		Example: "url: https://bit.ly/3abcde",
		Fix:     "open it and copy the address that you end at",
	},
	{
		ID: "tracking-url", Level: warn,
		What:    "An address with tracking parameters, which tell a site where a reader came from.",
		Why:     "The link tells the other site where its readers came from.",
		Example: "url: https://example.org/e?utm_source=mail&id=4",
		Fix:     "url: https://example.org/e?id=4",
	},
}
