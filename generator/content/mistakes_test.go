package content

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"corkboard/generator/problem"
)

// soupKitchen is a valid listing, into which mistakes are put.
var soupKitchen = []string{
	"title: Soup kitchen",
	"organization: st-bride",
	"kind: get-help",
	"category: meals",
	"schedule: every Thursday 5pm-7pm from 2026-11-05",
	"location: crypt",
	"phone: (518) 555-0142",
	"email: soup@example.org",
	"url: https://example.org/soup",
	"cost: free",
	"checked: 2026-11-20",
	"body: Come by the side door.",
}

// town is a folder with one listing, in a file.
func townOf(file, text string) fstest.MapFS {
	return fstest.MapFS{
		"site.yaml":                   {Data: []byte("id: t\ntitle: T\nurl: https://board.example.org\ntimezone: America/New_York\ncountry: US\nlanguages: [en, es]\n")},
		"categories.yaml":             {Data: []byte("meals:\n  name: Meals\nyouth:\n  name: Youth\n")},
		"locations.yaml":              {Data: []byte("crypt:\n  name: The Crypt\n  address: 3 Mill Lane\n")},
		"organizations/st-bride.yaml": {Data: []byte("name: St Bride\nchecked: 2026-11-20\n")},
		"media/kitchen.png":           {Data: pngHeader(nil, "600x400")},
		file:                          {Data: []byte(text)},
	}
}

func mistakesIn(t testing.TB, file, text string) problem.List {
	t.Helper()
	_, problems, err := new(Loader).Load(townOf(file, text), Options{Now: time.Date(2026, 11, 30, 10, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(problems, func(p problem.Problem) bool { return p.Rule == "not-checked" })
}

// mistake is one that a person makes in a line of the listing.
type mistake struct {
	name  string
	line  int    // that is replaced
	with  string // the line or lines in its place
	at    int    // where it has to be reported; 0 = it is read as meant
	leads string // what the message has to offer
}

var mistakes = []mistake{
	{"indented by one space", 3, " kind: get-help", 3, "kind: get-help"},
	{"indented with a tab", 3, "\tkind: get-help", 3, "kind: get-help"},
	{"no space after the colon", 3, "kind:get-help", 3, "kind: get-help"},
	{"a space before the colon", 3, "kind : get-help", 0, ""},
	{"equals for the colon", 3, "kind = get-help", 3, "kind: get-help"},
	{"a quote that is not opened", 1, `title: Soup kitchen"`, 1, "title: Soup kitchen"},
	{"an apostrophe in single quotes", 1, "title: 'St. Bride's kitchen'", 1, `title: "St. Bride's kitchen"`},
	{"a colon in the title", 1, "title: Soup: for all", 1, `title: "Soup: for all"`},
	{"a hash in the title", 1, "title: Soup #2", 1, `title: "Soup #2"`},
	{"a word in quotes first", 1, `title: "Free" soup`, 1, `title: '"Free" soup'`},
	{"an at sign first", 1, "title: @home soup", 1, `title: "@home soup"`},
	{"an ampersand first", 1, "title: &more soup", 1, `title: "&more soup"`},
	{"a lone ampersand first", 1, "title: & more soup", 1, `title: "& more soup"`},
	{"a percent sign first", 1, "title: %off soup", 1, `title: "%off soup"`},
	{"a bracket first", 1, "title: [New] soup", 1, `title: "[New] soup"`},
	{"a brace first", 1, "title: {New} soup", 1, `title: "{New} soup"`},
	{"an angle bracket first", 1, "title: > soup", 1, `title: "> soup"`},
	{"a number as title", 1, "title: 1984", 0, ""},
	{"yes as title", 1, "title: yes", 0, ""},
	{"null as title", 1, "title: null", 1, "title: "},
	{"no title", 1, "title:", 1, "title: "},
	{"an empty title", 1, `title: ""`, 1, "title: "},
	{"a list as title", 1, "title: [Soup, kitchen]", 1, "title: Soup; kitchen"},
	{"capitals", 1, "title: SOUP KITCHEN", 0, ""},
	{"a title of two lines", 1, "title: Soup\n  kitchen", 0, ""},
	{"a title on the next line", 1, "title:\nSoup kitchen", 2, "title: Soup kitchen"},
	{"typographic quotes", 1, "title: “Soup: weekly”", 1, `title: "“Soup: weekly”"`},
	{"a typographic apostrophe", 1, "title: St. Bride’s soup", 0, ""},
	{"a no-break space after the colon", 3, "kind:\u00a0get-help", 3, "kind: get-help"},
	{"a no-break space before a field", 3, "\u00a0kind: get-help", 3, "kind: get-help"},
	{"an invisible space in an id", 2, "organization: st\u200b-bride", 2, "left out"},
	{"a full-width colon", 3, "kind：get-help", 3, "kind: get-help"},
	{"singular and plural", 10, "phones: (518) 555-0143", 10, "keep one of the two"},
	{"a comment", 10, "# cost: free", 0, ""},
	{"an anchor", 1, "title: &a Soup kitchen", 1, `title: "&a Soup kitchen"`},
	{"a tag", 1, "title: !!str Soup kitchen", 1, `title: "!!str Soup kitchen"`},
	{"a list that is not closed", 4, "category: [meals, youth", 4, "category: [meals, youth]"},
	{"hyphens without a space", 4, "category:\n  -meals\n  -youth", 5, "- meals"},
	{"bullets", 4, "category:\n  • meals\n  • youth", 5, "- meals"},
	{"asterisks", 4, "category:\n  * meals\n  * youth", 5, "- meals"},
	{"spaces after the value", 3, "kind: get-help   ", 0, ""},
	{"a block of text", 12, "body: |\n  Come by.\n\n  Ring: twice.", 0, ""},
	{"a body that goes on at the margin", 12, "body: Come early.\nBring: a friend.", 13, "bring: a friend."},
	{"a body that goes on without a colon", 12, "body: Come early.\nBring a friend.", 13, "body: |"},
	{"a block of text at the margin", 12, "body: |\nBring a bag.", 13, "indent"},
	{"HTML in the body", 12, "body: <p>Come <b>by</b></p>", 12, "**bold**"},
	{"an entity in the title", 1, "title: Soup &amp; bread", 1, "title: Soup & bread"},
	{"HTML in the title", 1, "title: <b>Soup kitchen</b>", 1, "title: Soup kitchen"},
	{"a name with angle brackets", 1, "title: codecon<feature>", 0, ""},
	{"emoji", 1, "title: 🍲 Soup kitchen", 0, ""},
	{"organisation", 2, "organisation: st-bride", 2, "organization: st-bride"},
	{"organiztion", 2, "organiztion: st-bride", 2, "organization: st-bride"},
	{"Title", 1, "Title: Soup kitchen", 1, "title: Soup kitchen"},
	{"KIND", 3, "KIND: get-help", 3, "kind: get-help"},
	{"shedule", 5, "shedule: every Thursday 5pm-7pm from 2026-11-05", 5, "schedule: every Thursday 5pm-7pm from 2026-11-05"},
	{"e-mail", 8, "e-mail: soup@example.org", 8, "emails: soup@example.org"},
	{"website", 9, "website: https://example.org/soup", 9, "url: https://example.org/soup"},
	{"price", 10, "price: free", 10, "cost: free"},
	{"address", 6, "address: 3 Mill Lane", 6, "location:\n  name: 3 Mill Lane\n  address: 3 Mill Lane"},
	{"place", 6, "place: crypt", 6, "locations: crypt"},
	{"name", 1, "name: Soup kitchen", 1, "title: Soup kitchen"},
	{"org", 2, "org: st-bride", 2, "organization: st-bride"},
	{"type", 3, "type: get-help", 3, "kind: get-help"},
	{"tags", 4, "tags: soup", 0, ""},
	{"details", 12, "details: Come by the side door.", 12, "body: Come by the side door."},
	{"notes", 12, "notes: Come by the side door.", 12, "body: Come by the side door."},
	{"photo", 12, "photo: media/kitchen.png", 12, "image"},
	{"contact", 8, "contact: soup@example.org", 8, "email: soup@example.org"},
	{"contact with a name", 12, "contact: Ann", 12, `body: "Contact: Ann"`},
	{"registration", 12, "registration: required", 12, "steps: required"},
	{"registration with a link", 9, "registration: https://example.org/form", 9, "url: https://example.org/form"},
	{"eligibility", 12, "eligibility: whoever is hungry", 12, "who: whoever is hungry"},
	{"what to bring", 12, "what to bring: a bag", 12, "bring: a bag"},
	{"parking", 12, "parking: behind the church", 12, "arrive: behind the church"},
	{"wheelchair", 12, "wheelchair: yes", 12, "access:\n  step-free: yes"},
	{"age", 12, "age: 18+", 12, "who:\n  age_min: 18"},
	{"a plus after an age", 12, "who:\n  age_min: 18+", 13, "age_min: 18"},
	{"Kind in capitals", 3, "kind: Get-Help", 0, ""},
	{"volunter", 3, "kind: volunter", 3, "kind: volunteer"},
	{"volunteering", 3, "kind: volunteering", 0, ""},
	{"service", 3, "kind: service", 0, ""},
	{"soup kitchen as a kind", 3, "kind: soup kitchen", 0, ""},
	{"internship", 3, "kind: internship", 3, "if it is paid: job"},
	{"two kinds", 3, "kind: [get-help, event]", 3, "kind: get-help"},
	{"an organization by its name", 2, "organization: St Bride", 0, ""},
	{"an organization by its file", 2, "organization: st-bride.yaml", 2, "st-bride"},
	{"an underscore", 2, "organization: st_bride", 2, "st-bride"},
	{"an organization that is not there", 2, "organization: mill-trust", 2, "st-bride"},
	{"a category with a typo", 4, "category: meels", 4, "meals"},
	{"a category that is not there", 4, "category: gardening", 4, "meals and youth"},
	{"a location with a typo", 6, "location: cript", 6, "crypt"},
	{"a location that is not there", 6, "location: harbour", 6, "crypt"},
	{"a location by its name", 6, "location: the crypt", 0, ""},
	{"a location that is an address", 6, "location: 12 Oak Street", 6, "name: 12 Oak Street"},
	{"a location that is online", 6, "location: Zoom", 6, "remote: yes"},
	{"a location to come", 6, "location: TBD", 6, "leave the line out"},
	{"a location that is a link", 6, "location: https://meet.example.org/j/12", 6, "online: https://meet.example.org/j/12"},
	{"no kind", 3, "x-kind: get-help", 1, "kind: "},
	{"no schedule", 5, "x-when: sometimes", 1, "schedule:"},
	{"words for a phone", 7, "phone: call Ann", 7, "the number alone"},
	{"a digit too few", 7, "phone: 518-555-014", 7, "area code"},
	{"+1", 7, "phone: +1 518 555 0142", 0, ""},
	{"two phones", 7, "phone: 518-555-0142 or 518-555-0143", 7, "[518-555-0142, 518-555-0143]"},
	{"an extension", 7, "phone: 518-555-0142 ext. 3", 0, ""},
	{"[at]", 8, "email: soup [at] example.org", 8, "email: soup@example.org"},
	{"two mail addresses", 8, "email: a@example.org, b@example.org", 8, "email: [a@example.org, b@example.org]"},
	{"mailto", 8, "email: mailto:soup@example.org", 8, "email: soup@example.org"},
	{"a name with a mail address", 8, "email: Ann <soup@example.org>", 8, "email: soup@example.org"},
	{"no https", 9, "url: www.example.org/soup", 9, "url: https://www.example.org/soup"},
	{"a space in an address", 9, "url: https:// example.org/soup", 9, "url: https://example.org/soup"},
	{"words after an address", 9, "url: https://example.org/soup (in Spanish)", 9, "url: https://example.org/soup"},
	{"one slash", 9, "url: https:/example.org/soup", 9, "url: https://example.org/soup"},
	{"htps", 9, "url: htps://example.org/soup", 9, "url: https://example.org/soup"},
	{"a link of Markdown", 9, "url: [site](https://example.org/soup)", 9, "https://example.org/soup"},
	{"a mail address for a link", 9, "url: kitchen@example.org", 9, "email"},
	{"$5", 10, "cost: $5", 0, ""},
	{"Free!", 10, "cost: Free!", 0, ""},
	{"0", 10, "cost: 0", 0, ""},
	{"an American date", 11, "checked: 11/20/2026", 11, "2026-11-20"},
	{"a day to come", 11, "checked: 2027-11-20", 11, "2026"},
	{"yes for a date", 11, "checked: yes", 11, "2026-11-14"},
	{"on", 12, "booking_needed: on", 0, ""},
	{"required", 12, "booking_needed: required", 12, "yes or no"},
	{"no, but", 12, "id_needed: no, but helps", 12, "yes or no"},
	{"names of languages", 12, "languages: [English, Spanish]", 12, "languages: [en, es]"},
	{"languages in one text", 12, "languages: en, es", 12, "languages: [en, es]"},
	{"words for access", 12, "access: [5 steps, no ramp]", 12, "note"},
	{"words for places", 12, "spots: about 20", 12, "20"},
	{"fewer than none", 12, "spots: -5", 12, "from 0"},
	{"a deadline in words", 12, "deadline: end of December", 12, "2026-"},
	{"a deadline with a time", 12, "deadline: 2026-12-05 5pm", 0, ""},
	{"a list in one text", 12, "bring: a bag, a bowl", 0, ""},
	{"canceled", 12, "status: canceled", 0, ""},
	{"a picture that is not there", 12, "image: foo.jpg", 12, "put the file there"},
	{"a picture of another site", 12, "image: https://example.org/a.jpg", 12, "media folder"},
	{"commitment in words", 12, "commitment: a couple of hours", 12, "2 hours a week"},
	{"hours that contradict", 12, "hours: Mon 9am-11am", 12, "schedule"},
	{"salary", 12, "salary: $18/hour", 12, "pay: $18/hour"},
	{"a time beside the schedule", 5, "schedule: every Thursday\ntime: 5pm-7pm", 6, "schedule: every Thursday 5pm-7pm"},
	{"a date and a time", 5, "date: December 12, 2026\ntime: 9am-noon", 5, "schedule: 2026-12-12 9am-noon"},
	{"a date and an end", 5, "start: 2026-12-01\nend: 2026-12-20", 5, "schedule: 2026-12-01 to 2026-12-20"},
	{"7-9", 5, "schedule: Thursdays 7-9", 5, "7pm"},
	{"tonight", 5, "schedule: tonight 7pm", 5, "2026-12-05"},
	{"a month", 5, "schedule: December 2026", 5, "expected: 2026-12"},
	{"a month in figures", 5, "schedule: 2026-12", 5, "expected: 2026-12"},
	{"a date to come", 5, "schedule: TBA", 5, "leave this line out"},
	{"by appointment", 5, "schedule: by appointment", 5, "hours: by appointment"},
	{"two bodies", 12, "body: Come by.\nbody: Ring twice.", 13, "keep one"},
	{"two listings with ---", 12, "body: Come by.\n---\ntitle: Bread\norganization: st-bride\nkind: get-help", 13, "own file"},
	{"two listings", 12, "body: Come by.\ntitle: Bread\norganization: st-bride\nkind: get-help\nschedule: every Monday 6pm", 13, "own file"},
	{"a conflict of git", 10, "<<<<<<< HEAD\ncost: free\n=======\ncost: 5\n>>>>>>> other", 10, "keep one"},
	{"cancelled in the title", 1, "title: CANCELLED - Soup kitchen", 1, "status: cancelled"},
	{"broken letters", 1, "title: CafÃ© kitchen", 1, "title: Café kitchen"},
	{"a path of Windows", 1, `title: "C:\Users club"`, 1, `title: "C:\\Users club"`},
	{"accessible", 12, "accessible: yes", 12, "step-free: yes"},
	{"instagram", 12, "instagram: https://example.org/soup", 12, "links:"},
	{"duración", 12, "qué traer: una bolsa", 12, "bring: una bolsa"},
	{"anything else", 12, "mascot: a ladle", 12, `body: "Mascot: a ladle"`},
}

func (m mistake) text() string {
	lines := slices.Clone(soupKitchen)
	lines[m.line-1] = m.with
	return strings.Join(lines, "\n") + "\n"
}

const mistakenFile = "opportunities/soup.yaml"

// Mistakes of people are reported at their line with what to write: of 100, the line
// is right in 99 and the message leads to the fix in 95, and none is silent. What is
// right is not reported.
func TestMistakes(t *testing.T) {
	if problems := mistakesIn(t, mistakenFile, strings.Join(soupKitchen, "\n")+"\n"); len(problems) > 0 {
		t.Fatalf("the listing itself says\n%s", said(problems))
	}
	reported, line, leads := 0, 0, 0
	for _, m := range mistakes {
		problems := mistakesIn(t, mistakenFile, m.text())
		if m.at == 0 {
			if len(problems) > 0 {
				t.Errorf("%s is read as meant, and says\n%s", m.name, said(problems))
			}
			continue
		}
		reported++
		if len(problems) == 0 {
			t.Errorf("%s is silent", m.name)
			continue
		}
		here := slices.ContainsFunc(problems, func(p problem.Problem) bool { return p.Line == m.at })
		led := slices.ContainsFunc(problems, func(p problem.Problem) bool {
			return p.Line == m.at && (strings.Contains(p.Hint, m.leads) || strings.Contains(p.Fix, m.leads))
		})
		if here {
			line++
		} else {
			t.Logf("%s is not reported at line %d:\n%s", m.name, m.at, said(problems))
		}
		if led {
			leads++
		} else {
			t.Logf("%s does not lead to %q:\n%s", m.name, m.leads, said(problems))
		}
	}
	t.Logf("of %d mistakes, the line is right in %d, and the message leads to the fix in %d", reported, line, leads)
	if len(mistakes) < 140 {
		t.Errorf("only %d mistakes", len(mistakes))
	}
	if line*100 < reported*99 || leads*100 < reported*95 {
		t.Errorf("of %d mistakes, the line is right in %d, and the message leads to the fix in %d", reported, line, leads)
	}
}

var wordsOfLine = regexp.MustCompile(`[\pL\pN]+`)

// Advice never destroys: a proposed line removes the problem, adds none, and keeps
// every word and number that is not the mistake.
func TestAdviceKeepsWords(t *testing.T) {
	tried := 0
	for _, m := range mistakes {
		before := mistakesIn(t, mistakenFile, m.text())
		for _, p := range before {
			if p.Fix == "" || p.Line == 0 || p.File != mistakenFile {
				continue
			}
			tried++
			lines := strings.Split(m.text(), "\n")
			span := strings.Count(p.Fix, "\n") + 1
			old := strings.Join(lines[p.Line-1:p.Line-1+span], "\n")
			lines = slices.Replace(lines, p.Line-1, p.Line-1+span, p.Fix)
			after := mistakesIn(t, mistakenFile, strings.Join(lines, "\n"))
			for _, q := range after {
				again := slices.ContainsFunc(before, func(b problem.Problem) bool { return b.Rule == q.Rule && b.Text == q.Text })
				if q.Line == p.Line && q.Rule == p.Rule || !again && q.Rule != "missing-alt" { // its words are missing under any name
					t.Errorf("%s: after %q it says\n%s", m.name, p.Fix, said(problem.List{q}))
				}
			}
			mistaken := ""
			if runes := []rune(lines0(m.text(), p.Line)); p.Col > 0 && p.Col-1 <= len(runes) {
				mistaken = string(runes[p.Col-1 : min(len(runes), p.Col-1+max(1, p.Width))])
			}
			if key, value, ok := strings.Cut(old, ":"); ok && p.Col > len(key)+1 && !strings.HasPrefix(p.Fix, key+":") {
				old = value // it is led to another field
			}
			for _, word := range wordsOfLine.FindAllString(old, -1) {
				if !strings.Contains(strings.ToLower(p.Fix), strings.ToLower(word)) && !strings.Contains(mistaken, word) && p.Rule != "broken-letters" && p.Rule != "unknown-language" { // there each word is the mistake
					t.Errorf("%s: %q loses the word %q of %q", m.name, p.Fix, word, old)
				}
			}
		}
	}
	if tried < 40 {
		t.Errorf("only %d proposals were tried", tried)
	}
}

func lines0(text string, line int) string { return strings.Split(text, "\n")[line-1] }
