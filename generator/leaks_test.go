package generator_test

import (
	"bytes"
	"fmt"
	"html"
	"math/rand/v2"
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"corkboard/generator"
	"corkboard/themes"
)

// However a careless person writes a withheld address, and in whatever field, the
// listing is refused and no page has it.
func TestNoAddressGoesOut(t *testing.T) {
	r := rand.New(rand.NewPCG(16, 3))
	written := writtenAddresses(r, 200)
	files := fstest.MapFS{
		"site.yaml":               {Data: []byte("id: t\nurl: https://t.example\ntimezone: America/New_York\ncountry: US\nlanguages: [en]\n")},
		"locations.yaml":          {Data: []byte("haven:\n  name: Haven\n  privacy: area-only\n  address: 41 Quince Hollow Lane\n  geo: 43.13137, -74.10219\nhall:\n  name: Town Hall\n  address: 1 Ferry Square\n")},
		"organizations/hall.yaml": {Data: []byte("name: Hall\nlocation: hall\n")},
	}
	for i, w := range written {
		text := "kind: event\norganization: hall\nlocation: haven\nchecked: 2026-11-01\nschedule: 2026-12-05 10am\n"
		if w.field != "title" {
			text += fmt.Sprintf("title: Number %s\n", strings.Repeat("x", 3+i%7))
		}
		text += fmt.Sprintf(w.yaml, strconv.Quote(w.text))
		files[fmt.Sprintf("opportunities/w%d.yaml", i)] = &fstest.MapFile{Data: []byte(text)}
	}
	result, err := generator.Build(generator.Options{Content: files, Themes: themes.FS, Now: time.Date(2026, 11, 23, 13, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	refused, others := map[string]bool{}, 0
	for _, p := range result.Problems.Errors() {
		refused[p.File] = true // a few are refused for their letters before they are read
		if p.Rule != "withheld-address" {
			others++
		}
	}
	if others > len(written)/10 {
		t.Errorf("%d of %d are refused for something else", others, len(written))
	}
	for i, w := range written {
		if !refused[fmt.Sprintf("opportunities/w%d.yaml", i)] {
			t.Errorf("%s: %q is not refused", w.field, w.text)
		}
	}
	for _, f := range result.Tree.Files() {
		if path.Ext(f.Path) == ".bin" {
			continue // packed of texts that are looked at before
		}
		var out bytes.Buffer
		if err := f.Render(&out); err != nil {
			t.Errorf("%s: %v", f.Path, err)
		}
		if said := seen(out.String()); told.MatchString(said) {
			t.Errorf("%s gives it away: %s", f.Path, told.FindString(said))
		}
	}
}

// told is the address as seen writes it.
var told = regexp.MustCompile(`41n?quincehollow|quincehollow(lane|ln|)(no|number|)41|4313\d*.{0,8}7410`)

// seen is what a reader makes of a page: decoded, without case, marks and anything
// between letters and digits. It is written apart from what it judges.
func seen(page string) string {
	page = regexp.MustCompile(`</?(b|em|i|strong|a|span)\b[^>]*>`).ReplaceAllString(page, "$0 ")
	for range 3 {
		page = html.UnescapeString(page)
		if plain, err := url.PathUnescape(page); err == nil {
			page = plain
		}
	}
	var b strings.Builder
	page = strings.NewReplacer("ö", "o", "é", "e").Replace(strings.ToLower(page))
	for _, c := range page {
		if c > '\uff00' && c < '\uff5f' { // full width
			c -= '\uff00' - ' '
		}
		if c >= 'a' && c <= 'z' || c >= '0' && c <= '9' {
			b.WriteRune(c)
		}
	}
	return b.String()
}

type writtenAddress struct{ field, yaml, text string }

// writtenAddresses are ways to write an address, drawn from how it is spelled, how
// the letters are written, what is around it and the field that it is in.
func writtenAddresses(r *rand.Rand, n int) []writtenAddress {
	pick := func(list ...string) string { return list[r.IntN(len(list))] }
	replace := func(old, by string) func(string) string {
		return func(s string) string { return strings.ReplaceAll(s, old, by) }
	}
	letters := []func(string) string{
		func(s string) string { return s }, func(s string) string { return s }, strings.ToUpper, strings.ToLower, replace(" ", "\u00a0"), replace(" ", "\u2009"),
		replace(" ", "-"), replace(" ", "  "), replace(" ", ", "), replace(" ", "_"), replace(" ", ""), replace("o", "ö"), replace("e", "e\u0301"), replace("u", "u\u00ad"),
		replace("Q", "\uff31"), replace("41", "\uff14\uff11"), replace("i", "&#105;"), replace("H", "&#x48;"), replace(" ", "&nbsp;"),
		func(s string) string { return "https://maps.example/?q=" + url.QueryEscape(s) }, func(s string) string { return "https://maps.example/place/" + url.PathEscape(s) },
	}
	fields := []struct{ field, yaml string }{
		{"title", "title: %s\n"}, {"summary", "summary: %s\n"}, {"arrive", "arrive: %s\n"}, {"body", "body: %s\n"}, {"bring", "bring: [%s]\n"}, {"tags", "tags: [%s]\n"},
		{"cost", "cost: %s\n"}, {"who", "who: %s\n"}, {"links", "links:\n  - label: %s\n    url: https://x.example\n"}, {"extra", "x-door: %s\n"},
	}
	var out []writtenAddress
	for len(out) < n {
		street := pick("Quince Hollow Lane", "Quince Hollow Ln", "Quince Hollow Ln.", "Quince Hollow", "N Quince Hollow Lane", "Quince Hollow LN")
		text := pick("41 "+street, street+" 41", street+", 41", "41, "+street, "No. 41 "+street, "#41 "+street, street+" no. 41", "number 41 "+street)
		if r.IntN(8) == 0 {
			text = pick("43.13137, -74.10219", "43.1314,-74.1022", "-74.1022 43.1314", "43,1314; -74,1022", "geo:43.1313,-74.1021", "https://maps.example/@43.1314,-74.1022,17z")
		} else {
			text = letters[r.IntN(len(letters))](text)
		}
		around := pick("%s", "Ring at %s", "%s (blue door)", "the house is at %s, ring twice", "**%s**", "%s.", "We meet there: %s!")
		f := fields[r.IntN(len(fields))]
		out = append(out, writtenAddress{f.field, f.yaml, strings.Replace(around, "%s", text, 1)})
	}
	return out
}
