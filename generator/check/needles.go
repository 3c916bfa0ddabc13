package check

import (
	"encoding/json"
	"html"
	"net/url"
	"strings"

	"corkboard/generator/catalog"
)

// needle is one form in which a withheld text could stand in a file.
type needle struct {
	text []byte // ASCII letters in lower case, white space as single spaces
	from *catalog.Withheld
}

// shortest is the length below which a text says nothing about a place: a house
// number alone stands on half of all pages.
const shortest = 6

// needles are a withheld text in every form that our outputs write texts in:
// plain, HTML, JSON, iCalendar and address-escaped.
func needles(withheld []catalog.Withheld) []needle {
	var out []needle
	for i := range withheld {
		plain := strings.Join(strings.Fields(withheld[i].Text), " ")
		if len(plain) < shortest {
			continue
		}
		seen := map[string]bool{}
		quoted, _ := json.Marshal(plain) // a string always marshals
		for _, form := range []string{
			plain,
			html.EscapeString(plain),
			strings.Trim(string(quoted), `"`),
			strings.NewReplacer(`\`, `\\`, ",", `\,`, ";", `\;`).Replace(plain),
			url.QueryEscape(plain),
			url.PathEscape(plain),
		} {
			text := []byte(form)
			for i, c := range text {
				text[i] = lower(c)
			}
			if !seen[string(text)] {
				seen[string(text)] = true
				out = append(out, needle{text, &withheld[i]})
			}
		}
	}
	return out
}

// lower is an ASCII letter in lower case: other letters keep theirs on both
// sides of the comparison.
func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}

// isWhite reports whether c is white space that a browser shows as a space, and
// a run of it as one.
func isWhite(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }
