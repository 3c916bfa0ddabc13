package rules

var pictureRules = []Rule{
	{
		ID: "file-not-found", Level: warn,
		What:    "A picture that is not in the media folder.",
		Why:     "Where the picture belongs, the page shows a gap.",
		Example: "file: media/gardn.jpg",
		Fix:     "put the file there, or correct the path",
	},
	{
		ID: "image-too-large", Level: warn,
		What:    "A picture whose file is too large, or that is larger than a screen.",
		Why:     "On a phone with little data the page does not load.",
		Example: "media/square.png with 6000 × 400 pixels",
		Fix:     "save it smaller: 1600 pixels wide is plenty",
	},
	{
		ID: "image-unreadable", Level: warn,
		What:    "A picture that is not of the kind its name says.",
		Why:     "The picture is not what its name says: some browsers do not show it, and nobody can tell what else is written in it.",
		Example: "a text file that is called media/garden.png",
		Fix:     "save the picture again as .png or .jpg",
	},
	{
		ID: "image-location", Level: warn,
		What:    "A picture with the coordinates of where it was taken.",
		Why:     "A photograph of a house tells everybody where it was taken: phones write the coordinates into the file.",
		Example: "a photograph from a phone",
		Fix:     "remove the location before you add a picture: anybody can read it in git's history",
	},
}
