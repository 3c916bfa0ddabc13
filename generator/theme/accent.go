package theme

import (
	"fmt"
	"math"
	"strconv"
)

// readable is the contrast that text must have: WCAG 2.2, 1.4.6.
const readable = 7.0

// colour is an sRGB colour, 0 to 1 per channel.
type colour [3]float64

// parseColour reads "#rrggbb".
func parseColour(s string) (colour, error) {
	if len(s) != 7 || s[0] != '#' {
		return colour{}, fmt.Errorf("%q is not a valid colour: write it like #8c1d18", s)
	}
	v, err := strconv.ParseUint(s[1:], 16, 32)
	if err != nil {
		return colour{}, fmt.Errorf("%q is not a valid colour: write it like #8c1d18", s)
	}
	return colour{float64(v>>16) / 255, float64(v>>8&255) / 255, float64(v&255) / 255}, nil
}

func (c colour) String() string {
	var n [3]int
	for i := range c {
		n[i] = int(math.Round(c[i] * 255))
	}
	return fmt.Sprintf("#%02x%02x%02x", n[0], n[1], n[2])
}

// luminance returns the relative luminance as WCAG 2.2 defines it.
func (c colour) luminance() float64 {
	var l [3]float64
	for i, v := range c {
		if v <= 0.04045 {
			l[i] = v / 12.92
		} else {
			l[i] = math.Pow((v+0.055)/1.055, 2.4)
		}
	}
	return 0.2126*l[0] + 0.7152*l[1] + 0.0722*l[2]
}

// contrast returns the contrast ratio of two colours, 1 to 21.
func contrast(a, b colour) float64 {
	x, y := a.luminance(), b.luminance()
	if x < y {
		x, y = y, x
	}
	return (x + 0.05) / (y + 0.05)
}

// readableOn moves c towards black or white, whichever is further from the
// paper, just far enough for text in it to be readable there.
func (c colour) readableOn(paper colour) colour {
	end := colour{}
	if contrast(paper, colour{1, 1, 1}) > contrast(paper, colour{}) {
		end = colour{1, 1, 1}
	}
	for step := 0; step <= 100; step++ {
		part := float64(step) / 100
		var mixed colour
		for i := range mixed {
			// Round first: the colour that is printed has to pass.
			mixed[i] = math.Round((c[i]+(end[i]-c[i])*part)*255) / 255
		}
		if contrast(mixed, paper) >= readable {
			return mixed
		}
	}
	return end
}

// accentStyle returns the style that sets a site's accent colour: its own hue,
// dark enough for light paper and light enough for dark paper. It is "" when
// accent is empty or invalid, and the theme keeps its own accent.
func accentStyle(accent string, on paper) string {
	c, err := parseColour(accent)
	if err != nil {
		return ""
	}
	light, err := parseColour(on.light)
	if err != nil {
		return ""
	}
	dark, err := parseColour(on.dark)
	if err != nil {
		return ""
	}
	return ":root{--accent:" + c.readableOn(light).String() + "}" +
		"@media screen and (prefers-color-scheme:dark){:root{--accent:" + c.readableOn(dark).String() + "}}"
}
