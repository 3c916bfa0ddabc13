package rules

var placeRules = []Rule{
	{
		ID: "not-a-place", Level: warn,
		What:    "A link or an email address instead of the name of a location.",
		Why:     "Nobody can go there, but pages of places and maps would show it.",
		Example: "name: https://meet.example.org/j/12",
		Fix:     "in the listings that take place there",
	},
	{
		ID: "bad-geo", Level: refuse,
		What:    "Coordinates that are not two numbers.",
		Why:     "A point needs a latitude and a longitude.",
		Example: "geo: 43°07'N",
		Fix:     "write it in degrees: 43.1186, -74.0809",
	},
	{
		ID: "geo-out-of-range", Level: refuse,
		What:    "Coordinates that are not on the earth, or 0, 0.",
		Why:     "The map would show a place that does not exist.",
		Example: "lat: 43.1",
		Fix:     "latitude goes from -90 to 90, longitude from -180 to 180",
	},
	{
		ID: "geo-swapped", Level: refuse,
		What:    "Coordinates whose latitude and longitude are swapped.",
		Why:     "The map would show the other side of the earth.",
		Example: "lat: -122.4",
		Fix:     "lat: 37.8",
	},
	{
		ID: "geo-in-metres", Level: refuse,
		What:    "Coordinates in metres of a map projection.",
		Why:     "Read as degrees, such metres lie nowhere on earth.",
		Example: "geo: [5332011, 691603]",
		Fix:     "look the place up on a map and copy its latitude and longitude in degrees",
	},
	{
		ID: "geo-outside", Level: warn,
		What:    "Coordinates outside the area of the site.",
		Why:     "A place outside the area is usually a mistyped one.",
		Example: "lat: 40.7",
		Fix:     "look the place up on a map, or widen “area” in site.yaml",
	},
	{
		ID: "geo-crowd", Level: warn,
		What:    "Five or more places at the same point.",
		Why:     "Many places at one point are usually placeholders, and people walk to a field.",
		Example: "geo: [43.1001, -74.1001]",
		Fix:     "look each place up on a map, or leave out geo where it is not known",
	},
}
