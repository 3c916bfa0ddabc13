package town

import (
	"slices"
	"strconv"
	"strings"

	"corkboard/generator/catalog"
)

// Bodies are this long in bytes, without the front matter.
const (
	shortestBody = 500
	longestBody  = 900
)

// prose writes the body of a listing: two paragraphs, often a list, a link.
func (t *town) prose(d dice, s *sheet, o organization, kind catalog.Kind) {
	start := len(s.b)
	var said []string
	say := func(sentences []string) {
		for range 6 {
			sentence := pick(d, sentences)
			if !slices.Contains(said, sentence) {
				said = append(said, sentence)
				s.b = append(s.b, t.fill(d, sentence, o, o.place)...)
				s.b = append(s.b, ' ')
				return
			}
		}
	}
	end := func() {
		if n := len(s.b); n > start && s.b[n-1] == ' ' {
			s.b = s.b[:n-1]
		}
		s.b = append(s.b, "\n\n"...)
	}

	own := openings[kind.Direction()]
	if kind == catalog.KindOrganization {
		own = histories
	}
	if special := ownOpenings[kind]; special != nil {
		own = special
	}
	say(own)
	say(own)
	say(always)
	end()
	if d.percent(55) {
		s.b = append(s.b, "## "...)
		s.b = append(s.b, pick(d, headings)...)
		s.b = append(s.b, "\n\n"...)
		for _, item := range some(d, things, 3) {
			s.b = append(s.b, "- "...)
			s.b = append(s.b, item...)
			s.b = append(s.b, '\n')
		}
		s.b = append(s.b, '\n')
	}
	target := d.between(shortestBody, longestBody-240)
	for range 12 {
		if len(s.b)-start >= target {
			break
		}
		say(always)
	}
	end()
	if len(s.b)-start < longestBody-130 {
		s.line(0, "More is on [", pick(d, []string{"our page", "the notice board", "the sign-up page"}), "](https://example.org/more/", strconv.Itoa(d.under(100000)), ").")
	}
}

// fill puts names into a sentence where it has {org}, {place}, {town}, {hood},
// {street}, {name}, {first}, {day}, {n} or {thing}.
func (t *town) fill(d dice, sentence string, o organization, where place) string {
	if strings.IndexByte(sentence, '{') < 0 {
		return sentence
	}
	b := make([]byte, 0, len(sentence)+40)
	for {
		before, rest, found := strings.Cut(sentence, "{")
		b = append(b, before...)
		if !found {
			return string(b)
		}
		word, after, _ := strings.Cut(rest, "}")
		switch word {
		case "org":
			b = append(b, o.name...)
		case "place":
			b = append(b, where.name.en...)
		case "town":
			b = append(b, townOf(where.in).name.en...)
		case "hood":
			b = append(b, neighbourhood(d)...)
		case "street":
			b = append(b, pick(d, patrons)...)
		case "name":
			b = append(append(append(b, pick(d, firstNames)...), ' '), pick(d, surnames)...)
		case "first":
			b = append(b, pick(d, firstNames)...)
		case "day":
			b = append(b, pick(d, weekdays)...)
		case "n":
			b = strconv.AppendInt(b, int64(d.between(3, 60)), 10)
		case "thing":
			b = append(b, pick(d, goods)...)
		default:
			panic("town: no word for {" + word + "}")
		}
		sentence = after
	}
}
