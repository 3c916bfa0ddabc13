package format

import "strings"

// iso3166 are the country codes of ISO 3166-1 alpha-2.
var iso3166 = set("AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA " +
	"CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO " +
	"FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM " +
	"JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO " +
	"MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT " +
	"PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL " +
	"TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW")

func set(words string) map[string]struct{} {
	m := map[string]struct{}{}
	for _, w := range strings.Fields(words) {
		m[w] = struct{}{}
	}
	return m
}

// calling is how a country is dialled: its calling code (ITU-T E.164) and the
// digit that is dialled only inside the country.
type calling struct{ code, trunk string }

// callingCodes by ISO 3166-1 alpha-2. Numbers of other countries are dialled
// when they are written with +.
var callingCodes = map[string]calling{
	"AR": {"54", "0"},
	"AT": {"43", "0"},
	"AU": {"61", "0"},
	"BE": {"32", "0"},
	"BR": {"55", "0"},
	"CA": {"1", ""},
	"CH": {"41", "0"},
	"CL": {"56", ""},
	"CN": {"86", "0"},
	"CO": {"57", ""},
	"CZ": {"420", ""},
	"DE": {"49", "0"},
	"DK": {"45", ""},
	"EG": {"20", "0"},
	"ES": {"34", ""},
	"FI": {"358", "0"},
	"FR": {"33", "0"},
	"GB": {"44", "0"},
	"GR": {"30", ""},
	"HK": {"852", ""},
	"ID": {"62", "0"},
	"IE": {"353", "0"},
	"IL": {"972", "0"},
	"IN": {"91", "0"},
	"IT": {"39", ""},
	"JP": {"81", "0"},
	"KE": {"254", "0"},
	"KR": {"82", "0"},
	"MX": {"52", "01"},
	"NG": {"234", "0"},
	"NL": {"31", "0"},
	"NO": {"47", ""},
	"NZ": {"64", "0"},
	"PE": {"51", "0"},
	"PH": {"63", "0"},
	"PL": {"48", ""},
	"PR": {"1", ""},
	"PT": {"351", ""},
	"SE": {"46", "0"},
	"SG": {"65", ""},
	"TH": {"66", "0"},
	"TR": {"90", "0"},
	"UA": {"380", "0"},
	"US": {"1", ""},
	"ZA": {"27", "0"},
}
