package format

import (
	"regexp"
	"slices"
	"strings"
)

var (
	houseNumber = regexp.MustCompile(`(?i)^[0-9]+[a-z]?([-/][0-9]+)? +\pL|\pL+ [0-9]+[a-z]?$|\b(street|st|avenue|ave|road|rd|lane|drive|boulevard|blvd|square|calle|avenida|rue|stra(ss|ß)e|rua)\b\.?.*[0-9]`)
	undecided   = strings.Fields("tba tbd tbc tbr unknown various n/a none undecided")
	elsewhere   = strings.Fields("online zoom virtual virtually remote internet web webinar teams skype jitsi youtube facebook livestream telephone phone en-línea en-linea virtual")
)

// NoPlace says what to write in place of a location that is none: a link, an
// address, "Online", "TBA"; "" when the word could be the name of a place.
func NoPlace(word string) (hint string) {
	lower := strings.ToLower(strings.TrimSpace(word))
	first, _, _ := strings.Cut(strings.NewReplacer("via ", "", "on ", "", "by ", "", "(", "", ")", "").Replace(lower), " ")
	switch {
	case strings.Contains(lower, "://") || bareHost.MatchString(lower) && strings.Contains(lower, "/"):
		return "a link is not a place; write it as:\nremote: yes\nonline: " + Scalar(word)
	case mailAddress.MatchString(lower):
		return "a mail address is not a place; write email: " + Scalar(word)
	case slices.Contains(elsewhere, first) || strings.HasPrefix(lower, "en línea"):
		return "for what people join from elsewhere, write remote: yes in place of this line, and the link that anybody may use under online:"
	case slices.Contains(undecided, first) || strings.HasPrefix(lower, "to be ") || strings.HasPrefix(lower, "por confirmar") || strings.HasPrefix(lower, "not decided"):
		return "leave the line out until the place is known, and say under arrive: how people will hear of it"
	case houseNumber.MatchString(lower):
		return "write an address with a name for the place:\nlocation:\n  name: " + Scalar(word) + "\n  address: " + Scalar(word)
	}
	return ""
}
