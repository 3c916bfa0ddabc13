package withheld

import (
	"slices"
	"strings"
)

// street is the part of an address that leads to a door.
type street struct {
	text   string // as written
	number string // digits of the house number; "" = none
	name   []string
	kind   string // of street, one of kinds; "" = none is written
	words  int
}

// longName is the length, in letters, of a name that is told from other words
// by itself, such as that of a building without a number.
const longName = 8

// streets reads the parts of an address that lead to a door: those with a
// house number, and what is written before them, such as the name of the
// building. What follows the street (town, region, postal code) may be told.
func streets(address string) []street {
	var out []street
	parts := strings.FieldsFunc(address, func(r rune) bool {
		return r == ',' || r == ';' || r == '\n' || r == '(' || r == ')' || r == '·' || r == '|'
	})
	number := "" // of a part that is nothing else: "41, Quince Hollow Lane"
	found := false
	for _, part := range parts {
		s := readStreet(part)
		switch {
		case len(s.name) == 0 && s.number == "":
			continue
		case len(s.name) == 0: // a number alone
			if n := len(out); n > 0 && out[n-1].number == "" && !found { // "Calle Mayor, 12"
				out[n-1].number, found = s.number, true
			} else if !found {
				number = s.number
			}
			continue
		case s.number == "" && number != "":
			s.number, number = number, ""
		}
		if found && (s.number == "" || s.kind == "") {
			continue // the town, or its postal code
		}
		out = append(out, s)
		found = found || s.number != ""
	}
	if !found && len(out) > 1 {
		// "The Old Vicarage, Church Lane, Springfield": the last is the town, unless
		// it is a street.
		if last := out[len(out)-1]; last.kind == "" {
			out = out[:len(out)-1]
		}
	}
	return out
}

// readStreet reads one part of an address.
func readStreet(part string) street {
	s := street{text: strings.TrimSpace(part)}
	words := wordsOf(part)
	for i := 0; i < len(words); i++ {
		w := words[i]
		switch {
		case isDigit(w[0]):
			if i+1 < len(words) && ordinalEnding(words[i+1]) && !spaced(part, w, words[i+1]) {
				s.name = append(s.name, w+words[i+1]) // "5th"
				i++
			} else if s.number == "" {
				s.number = w
			}
		case numberMarks[w] || directions[w] && len(words) > 2:
		case len(w) == 1 && s.number != "" && i > 0 && isDigit(words[i-1][0]): // "41 B"
		case (w == "st" || w == "dr") && len(s.name) == 0 && i+1 < len(words): // Saint, Doctor
			s.name = append(s.name, w)
		case kinds[w] != "" && (len(s.name) > 0 || i <= 1 || i == len(words)-1 || isDigit(words[i+1][0])):
			s.kind = kinds[w]
		case particles[w] && (len(s.name) == 0 || i == len(words)-1):
		default:
			if stem, kind, ok := joinedKind(w); ok {
				s.kind, w = kind, stem
			}
			s.name = append(s.name, w)
		}
	}
	if len(s.name) == 0 && s.kind != "" { // "The Avenue", "Church" as a kind of place
		for _, w := range words {
			if kinds[w] != "" {
				s.name = append(s.name, w)
			}
		}
	}
	s.words = len(s.name)
	return s
}

// spaced reports whether two words are apart in a text.
func spaced(text, a, b string) bool { return !strings.Contains(strings.ToLower(text), a+b) }

func ordinalEnding(w string) bool { return w == "st" || w == "nd" || w == "rd" || w == "th" }

// spellings are the names that people write for a street, folded and joined.
func (s street) spellings() []string {
	all := [][]string{{}}
	for _, w := range s.name {
		forms := []string{w}
		for _, group := range alike {
			if slices.Contains(group, w) {
				forms = group
			}
		}
		var next [][]string
		for _, a := range all {
			for _, form := range forms {
				next = append(next, append(slices.Clone(a), form))
			}
		}
		if all = next; len(all) > 16 {
			break
		}
	}
	var out []string
	for _, words := range all {
		if joined := strings.Join(words, ""); !slices.Contains(out, joined) && joined != "" {
			out = append(out, joined)
		}
	}
	return out
}

// set makes a set of words.
func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// kinds are the words for kinds of streets, with the abbreviations that postal
// services and people use (USPS Publication 28 C1 for the United States), and the
// first of those that mean the same.
var kinds = groups(`
	street st str strasse straat calle c cl cll rue rua r via gata gatan gade ulica ul carrer
	road rd route rte rt carretera ctra estrada strada weg vag vagen vej chemin ch camino cno kade dreef corso largo
	avenue ave av avenida avda avd avinguda viale laan aleja al allee alameda
	lane ln
	drive dr carrera cra
	court ct cours
	close cl
	crescent cres
	place pl plaza plz pza plein platz placa praca piazza square sq
	terrace ter terr
	way wy
	boulevard blvd blv bd
	highway hwy
	parkway pkwy pky
	circle cir ring ronda
	trail trl
	alley aly gasse pasaje psje passage psge passatge passeig paseo impasse imp travesia travessa tv vicolo
	row
	walk
	grove gr
	gardens gdns garden
	hill
	green
	mews
	park
	pike turnpike tpke
	loop
	path
	quay quai ufer gracht wharf damm
	yard
	rise
	view vw`)

// groups maps every word of a line to the first one; a word of two lines to that of
// the first line.
func groups(lines string) map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(lines) {
		words := strings.Fields(line)
		for _, w := range words {
			if out[w] == "" {
				out[w] = words[0]
			}
		}
	}
	return out
}

// directions are parts of the names of streets that people add or leave out.
var directions = set(`n s e w ne nw se sw north south east west northeast northwest southeast southwest norte sur este oeste`)

// particles begin the name of a street and are left out as often as not.
var particles = set(`the of a an la el los las le les de del da do dos das des du di della y e il lo der die das den dem am im an zum zur l d`)

// numberMarks precede or follow a number.
var numberMarks = set(`no nr num number numero nro n house apt apartment unit flat floor suite ste room rm piso puerta apto bis escalera hausnummer building bldg`)

// alike are words that mean the same in the name of a street.
var alike = [][]string{
	{"saint", "st", "sankt", "santo"}, {"mount", "mt"}, {"fort", "ft"}, {"doctor", "dr"}, {"center", "centre", "ctr"}, {"and", "und", "y", ""},
	{"first", "1st"}, {"second", "2nd"}, {"third", "3rd"}, {"fourth", "4th"}, {"fifth", "5th"}, {"sixth", "6th"},
	{"seventh", "7th"}, {"eighth", "8th"}, {"ninth", "9th"}, {"tenth", "10th"}, {"eleventh", "11th"}, {"twelfth", "12th"},
}

// joinedKind cuts the kind of street off a name that is written as one word with it,
// as Germanic languages do: "hauptstrasse", "kerkstraat".
func joinedKind(w string) (stem, kind string, ok bool) {
	for _, kind := range []string{"strasse", "straat", "gasse", "allee", "platz", "plein", "gracht", "gatan", "vagen", "gade", "weg", "str", "laan", "ufer", "damm"} {
		if stem, ok := strings.CutSuffix(w, kind); ok && len(stem) >= prefix {
			return stem, kinds[kind], true
		}
	}
	return "", "", false
}
