package generator_test

import (
	"regexp"
	"strings"
	"testing"
)

// No page tells a date, a clock, a postcode or a week in the way of another
// country. The words are the program's: the texts of the listings hold no dates.
func TestPagesSpeakLikeTheirCountry(t *testing.T) {
	const months = `(January|February|March|April|May|June|July|August|September|October|November|December)`
	british, american := regexp.MustCompile(`\b\d{1,2} `+months+`|[Pp]ostcode|neighbour`), regexp.MustCompile(strings.Replace(months, "|May", "", 1)+` \d{1,2}\b|ZIP code|neighbor\b`) // May is also the short name, which stands on a leaf above its day
	hours24 := regexp.MustCompile(`\b(1[3-9]|2[0-3]):[0-5]\d\b`)
	noons, tardes := regexp.MustCompile(`\d[ap]m\b`), regexp.MustCompile(`\d [ap]\. ?m\.`)
	sunday, monday := regexp.MustCompile(`\d{4}[ |]+(Sun|dom)\b`), regexp.MustCompile(`\d{4}[ |]+(Mon|lun)\b`)
	for country, languages := range map[string]map[string]struct{ never, somewhere []*regexp.Regexp }{
		"US": {
			"en": {[]*regexp.Regexp{british, hours24, monday}, []*regexp.Regexp{american, noons, sunday}},
			"es": {[]*regexp.Regexp{hours24, monday}, []*regexp.Regexp{tardes, sunday}},
		},
		"GB": {
			"en": {[]*regexp.Regexp{american, sunday}, []*regexp.Regexp{british, noons, monday}},
			"es": {[]*regexp.Regexp{sunday}, []*regexp.Regexp{monday}},
		},
		"ES": {"es": {[]*regexp.Regexp{tardes, sunday}, []*regexp.Regexp{hours24, monday}}},
		"MX": {"es": {[]*regexp.Regexp{hours24, monday}, []*regexp.Regexp{tardes, sunday}}},
	} {
		files := golden()
		site := strings.Replace(string(files["site.yaml"].Data), "country: IE", "country: "+country, 1)
		files["site.yaml"] = file(site)
		r := build(t, files, sampleNow, "")
		for lang, words := range languages {
			seen := make([]bool, len(words.somewhere))
			for _, f := range r.Tree.Files() {
				inEnglish := !strings.HasPrefix(f.Path, "es/")
				if !strings.HasSuffix(f.Path, ".html") || inEnglish != (lang == "en") {
					continue
				}
				text := shown(string(render(t, f)))
				for _, re := range words.never {
					if found := re.FindStringIndex(text); found != nil {
						t.Errorf("%s, %s in %s: %q", f.Path, lang, country, text[max(0, found[0]-40):min(len(text), found[1]+20)])
					}
				}
				for i, re := range words.somewhere {
					seen[i] = seen[i] || re.MatchString(text)
				}
			}
			for i, re := range words.somewhere {
				if !seen[i] {
					t.Errorf("no page in %s in %s has %s, so the test looks at nothing", lang, country, re)
				}
			}
		}
	}
}

var markup = regexp.MustCompile(`(?s)<head>.*?</head>|<[^>]*>`)

// shown is what a page shows, with single spaces between words and a bar between elements.
func shown(page string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("&#39;", "'", "&nbsp;", " ", "\u00a0", " ").Replace(markup.ReplaceAllString(page, " | "))), " ")
}
