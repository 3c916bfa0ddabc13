package locale

import (
	"slices"
	"strings"
	"time"

	"golang.org/x/text/language"
)

// Chain returns the tags of the words that suit readers of a language in a
// country (ISO 3166-1, "" = unknown), nearest first, by CLDR's parent locales:
// en-GB, en-001 and en in Great Britain, es-MX, es-419 and es in Mexico. A tag
// that already has a region keeps it.
func Chain(tag, country string) []string {
	own, err := language.Parse(tag)
	if err != nil {
		return []string{tag}
	}
	local := own
	if region, err := language.ParseRegion(country); err == nil {
		if _, given := own.Region(); given != language.Exact {
			local, _ = language.Compose(own, region)
		}
	}
	var out []string
	for ; !local.IsRoot(); local = local.Parent() {
		out = append(out, local.String())
	}
	return out
}

// The first day of the week, where it is not Monday (CLDR, supplemental
// weekData).
var (
	sundayFirst   = strings.Fields("AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW")
	saturdayFirst = strings.Fields("AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY")
)

// firstDay returns the first day of a country's weeks; if the country is
// unknown, the language's.
func firstDay(country string, unknown time.Weekday) time.Weekday {
	switch {
	case country == "":
		return unknown
	case slices.Contains(sundayFirst, country):
		return time.Sunday
	case slices.Contains(saturdayFirst, country):
		return time.Saturday
	case country == "MV":
		return time.Friday
	}
	return time.Monday
}

// sameLanguage reports whether two tags differ only in their region.
func sameLanguage(a, b language.Tag) bool {
	baseA, scriptA, _ := a.Raw()
	baseB, scriptB, _ := b.Raw()
	return baseA == baseB && scriptA == scriptB
}
