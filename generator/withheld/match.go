package withheld

import (
	"bytes"
	"cmp"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// fewWords is how many words may be between a number and its street.
const fewWords = 5

// match reports whether a name is at text[at:], and with what around it.
func (f *form) match(n *name, at int) (Hit, bool) {
	end := at + len(n.text)
	if end > len(f.text) || string(f.text[at:end]) != n.text {
		return Hit{}, false
	}
	first := f.wordOf(at)
	// Within a word a direction may come first: “41NQuinceHollowLane”.
	begins := f.word[first] == int32(at) || directions[string(f.text[f.word[first]:at])]
	after, ends := slices.BinarySearch(f.word, int32(end))
	ends = ends || end == len(f.text) // after is the first word that begins at end or later
	before, behind := f.kindBefore(at), f.kindAfter(end)
	// A short name has to be a word, a long one may be within one, as in a hash tag.
	if len(n.text) < 2*longName && !(begins || before != "") || len(n.text) < 2*longName && !(ends || behind != "") {
		return Hit{}, false
	}
	hit := Hit{Secret: n.secret, Start: int(f.from[first]), End: int(f.to[f.wordOf(end-1)])}
	kind := before != "" || behind != ""
	same := n.kind != "" && (before == n.kind || behind == n.kind)
	hit.Sure = same || n.words > 1 || len(n.text) >= longName
	if n.number == "" {
		switch {
		case n.kind == "":
			hit.Kind = Address
			return hit, true
		case same:
			hit.Kind = Street
			return hit, true
		}
		return Hit{}, false
	}
	if distance, word := f.numberNear(n.number, first, after); distance >= 0 {
		hit.Start, hit.End = min(hit.Start, int(f.from[word])), max(hit.End, int(f.to[word]))
		strong := kind || n.words > 1 || len(n.text) >= longName
		// “3300 College Drive, Building 1” and “the College, 1 King Street” are not
		// 1 College Avenue.
		another := n.words == 1 && !same && word > first && (kind && n.kind != "" || f.ofStreet(word))
		switch {
		case another:
		case distance == 0:
			hit.Kind = Address
			hit.Sure = hit.Sure || word < first && f.together(word, first)
			return hit, true
		case strong:
			hit.Kind = Apart
			return hit, true
		}
	}
	if same && !f.public(n, first, after) {
		hit.Kind = Street
		if len(n.public) > 0 || f.houseBeside(first, after) {
			hit.Kind = House
		}
		return hit, true
	}
	return Hit{}, false
}

// together reports whether nothing between two words ends a text.
func (f *form) together(a, b int) bool {
	between := f.source[f.to[a]:max(f.to[a], f.from[b])]
	return !bytes.ContainsAny(between, "\t\n") && !bytes.Contains(between, []byte("</"))
}

// houseBeside reports whether a house number is before the words first to after of
// a street, or behind them.
func (f *form) houseBeside(first, after int) bool {
	is := func(i int) bool {
		return i >= 0 && i < len(f.word) && isDigit(f.wordText(i)[0]) && !f.quantity(i)
	}
	skip := func(i, step int) int {
		for i >= 0 && i < len(f.word) && (kinds[string(f.wordText(i))] != "" || directions[string(f.wordText(i))] || numberMarks[string(f.wordText(i))]) {
			i += step
		}
		return i
	}
	return is(skip(first-1, -1)) || is(skip(after, 1))
}

// ofStreet reports whether the number that a word is belongs to the street that is
// named after it.
func (f *form) ofStreet(word int) bool {
	const longest = 3 // words of a name
	for i := word + 2; i < len(f.word) && i <= word+1+longest; i++ {
		if kinds[string(f.wordText(i))] != "" && len(f.wordText(i)) > 1 {
			return true
		}
	}
	return false
}

// numberNear looks for a house number before and after the words first to
// after. It returns how many words that say something are between, and which
// word the number is; -1 = it is not there.
func (f *form) numberNear(number string, first, after int) (between, word int) {
	best, found := -1, -1
	look := func(i, step int) {
		for passed := 0; i >= 0 && i < len(f.word) && passed < fewWords; i += step {
			w := f.wordText(i)
			if string(w) == number && !f.quantity(i) {
				if best < 0 || passed < best {
					best, found = passed, i
				}
				return
			}
			s := string(w)
			if !(kinds[s] != "" || directions[s] || particles[s] || numberMarks[s] || len(s) == 1 || isDigit(w[0]) && passed == 0) {
				passed++
			}
		}
	}
	look(first-1, -1)
	look(after, 1)
	return best, found
}

// quantity reports whether a number is part of a date, a time, a price, a decimal
// or a longer number rather than of an address.
func (f *form) quantity(i int) bool {
	start, end := int(f.from[i]), int(f.to[i])
	const fold = "\r\n " // within a line of a calendar
	if before, folded := bytes.CutSuffix(f.source[:start], []byte(fold)); folded && len(before) > 0 && isDigit(before[len(before)-1]) {
		return true
	}
	if after, folded := bytes.CutPrefix(f.source[end:], []byte(fold)); folded && len(after) > 0 && isDigit(after[0]) {
		return true
	}
	if start > 0 && strings.IndexByte(":.-/", f.source[start-1]) >= 0 && start > 1 && isDigit(f.source[start-2]) || start > 0 && f.source[start-1] == '$' {
		return true
	}
	if end+1 < len(f.source) && strings.IndexByte(":.-", f.source[end]) >= 0 && isDigit(f.source[end+1]) {
		return true
	}
	if end < len(f.source) && f.source[end] == '%' && (end+2 >= len(f.source) || !isHex(f.source[end+1])) {
		return true
	}
	return i > 0 && months[string(f.wordText(i-1))] || i+1 < len(f.word) && (months[string(f.wordText(i+1))] || units[string(f.wordText(i+1))])
}

func isHex(c byte) bool {
	return isDigit(c) || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// months are words beside which a number is a day, and units those before which
// it is an amount or a time.
var (
	months = set(`january february march april may june july august september october november december
		jan feb mar apr jun jul aug sep sept oct nov dec
		enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre`)
	units = set(`am pm uhr noon hours hour horas hora minutes min years year anos days day dias weeks people persons euro euros usd`)
)

// public reports whether a public place has this street with the number that
// is beside it.
func (f *form) public(n *name, first, after int) bool {
	for _, number := range n.public {
		if between, _ := f.numberNear(number, first, after); number != "" && between == 0 {
			return true
		}
	}
	return false
}

// kindBefore and kindAfter return the kind of street whose word is beside a name;
// "" = there is none.
func (f *form) kindBefore(at int) string {
	i, _ := slices.BinarySearch(f.word, int32(at))
	for i--; i >= 0; i-- {
		w := string(f.wordText(i))
		if kind := kinds[w]; kind != "" {
			return kind
		}
		if !particles[w] && !directions[w] {
			break
		}
	}
	return ""
}

func (f *form) kindAfter(end int) string {
	rest := f.text[end:]
	if i, begins := slices.BinarySearch(f.word, int32(end)); begins && kinds[string(f.wordText(i))] != "" {
		return kinds[string(f.wordText(i))]
	}
	// Within a word: "quincehollowlane", "hauptstrasse".
	for _, kind := range []string{"strasse", "street", "lane", "road", "avenue", "drive", "straat", "gasse", "allee", "platz", "plein", "weg", "gracht", "gatan", "vagen", "gade", "laan", "str", "st", "ln", "rd", "ave"} {
		if strings.HasPrefix(string(rest[:min(len(rest), len(kind))]), kind) {
			next := int32(end + len(kind))
			if _, begins := slices.BinarySearch(f.word, next); begins || int(next) == len(f.text) {
				return kinds[kind]
			}
		}
	}
	return ""
}

// wordOf is the word that a byte of the text is in.
func (f *form) wordOf(at int) int {
	i, begins := slices.BinarySearch(f.word, int32(at))
	if !begins {
		i--
	}
	return i
}

// near adds the points that are near a secret: two numbers with a fraction
// side by side in either order, or degrees, minutes and seconds.
func (g *Guard) near(f *form, hits []Hit) []Hit {
	if len(g.points) == 0 {
		return hits
	}
	const apart = 48 // bytes between the numbers of a pair, such as "&longitude="
	for i := 1; i < len(f.numbers); i++ {
		a, b := f.numbers[i-1], f.numbers[i]
		if b.start-a.end > apart {
			continue
		}
		if s := cmp.Or(g.close(a, b), g.close(b, a)); s != nil {
			hits = append(hits, Hit{Secret: s, Kind: Coordinates, Sure: true, Start: a.start, End: b.end})
		}
	}
	if !slices.ContainsFunc(degreeSigns, func(sign []byte) bool { return bytes.Contains(f.source, sign) }) {
		return hits
	}
	angles := sexagesimal.FindAllSubmatchIndex(f.source, -1)
	for i := 1; i < len(angles); i++ {
		a, b := f.angle(angles[i-1]), f.angle(angles[i])
		if b.start-a.end > apart {
			continue
		}
		if s := cmp.Or(g.close(a, b), g.close(b, a)); s != nil {
			hits = append(hits, Hit{Secret: s, Kind: Coordinates, Sure: true, Start: a.start, End: b.end})
		}
	}
	return hits
}

// close returns the secret that a latitude and a longitude are near, or nil.
// Signs do not count: they are letters in some notations, and no town is so
// large that another hemisphere matters.
func (g *Guard) close(lat, lon decimal) *Secret {
	if lat.value > 90 || lon.value > 180 {
		return nil
	}
	for _, p := range g.public {
		if math.Abs(math.Abs(p.Lat)-lat.value) <= lat.half+1e-9 && math.Abs(math.Abs(p.Lon)-lon.value) <= lon.half+1e-9 {
			return nil
		}
	}
	const metres = 111_320 // of a degree of latitude
	for _, p := range g.points {
		north := (math.Abs(p.Lat) - lat.value) * metres
		east := (math.Abs(p.Lon) - lon.value) * metres * math.Cos(p.Lat*math.Pi/180)
		if north*north+east*east <= Near*Near {
			return p.secret
		}
	}
	return nil
}

var (
	degreeSigns = [][]byte{[]byte("°"), []byte("º"), []byte("˚"), []byte("&deg;"), []byte("&#176;"), []byte("%C2%B0"), []byte(`\u00b0`), []byte(`\u00B0`)}
	sexagesimal = regexp.MustCompile(`([0-9]{1,3})(?:\s|\+|%20)*(?:[°º˚]|&deg;|&#176;|%C2%B0|\\u00[bB]0)(?:\s|\+|%20)*([0-9]{1,2}(?:[.,][0-9]+)?)(?:\s|\+|%20)*(?:['′’]|&#39;|&#8242;|&prime;|%27|%E2%80%B2|\\u2032)?(?:\s|\+|%20)*([0-9]{1,2}(?:[.,][0-9]+)?)?`)
)

// angle reads degrees, minutes and seconds.
func (f *form) angle(m []int) decimal {
	part := func(i int) float64 {
		if m[2*i] < 0 {
			return 0
		}
		v, _ := strconv.ParseFloat(strings.Replace(string(f.source[m[2*i]:m[2*i+1]]), ",", ".", 1), 64) // the pattern holds a number
		return v
	}
	return decimal{value: part(1) + part(2)/60 + part(3)/3600, half: 0.5 / 3600, start: m[0], end: m[1]}
}
