package main

import (
	"cmp"
	"maps"
	"math/rand/v2"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/content"
	"corkboard/generator/overlay"
	"corkboard/generator/problem"
)

// good are files without a problem, to be spoiled.
var good = map[string]string{
	"site.yaml":                   "id: elm-town\ntitle: Elm\nurl: https://elm.town\ntimezone: America/New_York\ncountry: US\nlanguages: [en, es]\ncontact:\n  email: board@elm.town\n",
	"categories.yaml":             "food:\n  name: Food\nyouth:\n  name: Youth\nnature:\n  name: Nature\n",
	"locations.yaml":              "elm:\n  name: Elm\nhall:\n  name: Town Hall\n  in: elm\n  address: 1 Main Street\ngreen:\n  name: Church Green\n  in: elm\n  address: 2 Green Lane\n",
	"organizations/elm-church.md": "---\nname: Elm Church\nphone: (518) 555-0142\nchecked: 2026-11-02\n---\nThe church on the green.\n",
	"organizations/library.yaml":  "name: Elm Library\nkind: library\nemail: desk@library.town\nurl: https://library.town/\nlocation: hall\nhours: Mon-Fri 9am-6pm\nchecked: 2026-11-02\n",
	"opportunities/pantry.yaml": `title: Food pantry
organization: elm-church
kind: get-help
get: food
categories: [food, youth]
schedule:
  - every Wednesday 6pm-8pm
  - every Saturday 10:30am-noon
location: green
phone: (518) 555-0142
email: pantry@elm.town
url: https://elm.town/pantry
cost: free
id_needed: no
booking_needed: yes
steps:
  - Call to get an appointment
  - Stay in your car
checked: 2026-11-04
`,
	"opportunities/clean-up.yaml": `title: "Clean-up day: the river"
organization: elm-church
kind: volunteer
give: time
summary: Gloves and bags are here
categories:
  - nature
  - youth
schedule:
  date: 2027-05-08
  time: 9am-noon
location: green
bring:
  - Boots
  - Lunch
spots:
  total: 30
  left: 12
who:
  age_min: 12
  age_max: 99
access:
  toilet: yes
  step-free: no
checked: 2026-11-04
`,
	"opportunities/class.yaml": `title:
  en: Computers for beginners
  es: Computadoras para principiantes
organization: library
kind: class
categories: [youth]
schedule:
  date: 2026-12-08
  repeat: 2nd Tuesday of the month
  time: 6pm-7:30pm
  until: 2027-06-30
deadline: 2027-01-15
location: hall
languages: [en, es]
cost: $5
requirements:
  - interview
links:
  - https://library.town/classes
checked: 2026-11-10
`,
	"opportunities/meeting.md": `---
title: "Council meeting #2"
organization: library
kind: meeting
categories: [nature]
schedule: 1st Monday of the month at 7pm
location: hall
status: scheduled
emails:
  - clerk@elm.town
checked: 2026-11-03
---
Come early, the hall is small.
`,
}

// spoilers are what people and keyboards do to a line. Each gets the line and random
// numbers, and returns a line that it does not fit as it was.
var spoilers = map[string]func(line string, r *rand.Rand) string{
	"no space after the colon": func(l string, _ *rand.Rand) string { return field.ReplaceAllString(l, "$1$2:$3") },
	"space before the colon":   func(l string, _ *rand.Rand) string { return field.ReplaceAllString(l, "$1$2 : $3") },
	"equals sign":              func(l string, _ *rand.Rand) string { return field.ReplaceAllString(l, "$1$2= $3") },
	"semicolon for a colon":    func(l string, _ *rand.Rand) string { return field.ReplaceAllString(l, "$1$2; $3") },
	"no colon":                 func(l string, _ *rand.Rand) string { return field.ReplaceAllString(l, "$1$2 $3") },
	"wide colon":               func(l string, _ *rand.Rand) string { return field.ReplaceAllString(l, "$1$2：$3") },
	"hard space after colon":   func(l string, _ *rand.Rand) string { return field.ReplaceAllString(l, "$1$2:\u00a0$3") },
	"comma at the end":         func(l string, _ *rand.Rand) string { return field.ReplaceAllString(l, "$1$2: $3,") },
	"key with a capital": func(l string, _ *rand.Rand) string {
		return onKey(l, func(k string) string { return strings.ToUpper(k[:1]) + k[1:] })
	},
	"key in capitals": func(l string, _ *rand.Rand) string { return onKey(l, strings.ToUpper) },
	"key in quotes": func(l string, _ *rand.Rand) string {
		return onKey(l, func(k string) string { return `“` + k + `”` })
	},
	"key in asterisks":      func(l string, _ *rand.Rand) string { return onKey(l, func(k string) string { return "**" + k + "**" }) },
	"bullet before the key": func(l string, _ *rand.Rand) string { return onKey(l, func(k string) string { return "• " + k }) },
	"key with hyphens": func(l string, _ *rand.Rand) string {
		return onKey(l, func(k string) string { return strings.ReplaceAll(k, "_", "-") })
	},
	"key with spaces": func(l string, _ *rand.Rand) string {
		return onKey(l, func(k string) string { return strings.ReplaceAll(k, "_", " ") })
	},
	"typing error in key": func(l string, r *rand.Rand) string { return onKey(l, func(k string) string { return typo(k, r) }) },
	"other word for the key": func(l string, _ *rand.Rand) string {
		return onKey(l, func(k string) string { return cmp.Or(otherKey[k], k) })
	},
	"typing error in an id": func(l string, r *rand.Rand) string {
		return onWord(l, ids, func(w string) string { return typo(w, r) })
	},
	"capitals in an id": func(l string, _ *rand.Rand) string { return onWord(l, ids, strings.ToUpper) },
	"underscore in an id": func(l string, _ *rand.Rand) string {
		return onWord(l, ids, func(w string) string { return strings.ReplaceAll(w, "-", "_") })
	},
	"ending of a file": func(l string, _ *rand.Rand) string {
		return onWord(l, ids, func(w string) string { return w + ".yaml" })
	},
	"typing error in a day": func(l string, r *rand.Rand) string {
		return onWord(l, days, func(w string) string { return typo(w, r) })
	},
	"typing error in every": func(l string, r *rand.Rand) string {
		return onWord(l, every, func(w string) string { return typo(w, r) })
	},
	"American date": func(l string, _ *rand.Rand) string { return date.ReplaceAllString(l, "$2/$3/$1") },
	"date with words": func(l string, _ *rand.Rand) string {
		return date.ReplaceAllStringFunc(l, func(d string) string {
			t, err := time.Parse(time.DateOnly, d)
			if err != nil {
				return d
			}
			return t.Format("January 2, 2006")
		})
	},
	"date with slashes": func(l string, _ *rand.Rand) string { return date.ReplaceAllString(l, "$1/$2/$3") },
	"long dash":         func(l string, _ *rand.Rand) string { return clockDash.ReplaceAllString(l, "$1 – ") },
	"hours with a point": func(l string, _ *rand.Rand) string {
		return regexp.MustCompile(`(\d):(\d\d)(am|pm)`).ReplaceAllString(l, "$1.$2$3")
	},
	"o'clock letters":     func(l string, _ *rand.Rand) string { return strings.ReplaceAll(l, "8pm", "8 o'clock pm") },
	"one space more":      func(l string, _ *rand.Rand) string { return " " + l },
	"one space less":      func(l string, _ *rand.Rand) string { return strings.TrimPrefix(l, " ") },
	"tab before the line": func(l string, _ *rand.Rand) string { return regexp.MustCompile(`^ +`).ReplaceAllString(l, "\t") },
	"no space after the dash": func(l string, _ *rand.Rand) string {
		return strings.Replace(l, "- ", "-", 1)
	},
	"bullet for a dash":      func(l string, _ *rand.Rand) string { return item.ReplaceAllString(l, "$1• ") },
	"long dash for a dash":   func(l string, _ *rand.Rand) string { return item.ReplaceAllString(l, "$1– ") },
	"asterisk for a dash":    func(l string, _ *rand.Rand) string { return item.ReplaceAllString(l, "$1* ") },
	"list not closed":        func(l string, _ *rand.Rand) string { return strings.TrimSuffix(l, "]") },
	"list not opened":        func(l string, _ *rand.Rand) string { return strings.Replace(l, "[", "", 1) },
	"list without brackets":  func(l string, _ *rand.Rand) string { return strings.NewReplacer("[", "", "]", "").Replace(l) },
	"list in round brackets": func(l string, _ *rand.Rand) string { return strings.NewReplacer("[", "(", "]", ")").Replace(l) },
	"list with semicolons": func(l string, _ *rand.Rand) string {
		return regexp.MustCompile(`^(\w+: \[\w+),`).ReplaceAllString(l, "$1;")
	},
	"quotes left out":    func(l string, _ *rand.Rand) string { return strings.ReplaceAll(l, `"`, "") },
	"one quote left out": func(l string, _ *rand.Rand) string { return strings.TrimSuffix(l, `"`) },
	"typographic quotes": func(l string, _ *rand.Rand) string {
		return regexp.MustCompile(`"(.*)"`).ReplaceAllString(l, "“$1”")
	},
	"yes with a capital": func(l string, _ *rand.Rand) string { return yesNo.ReplaceAllStringFunc(l, strings.ToUpper) },
	"yes with a point":   func(l string, _ *rand.Rand) string { return yesNo.ReplaceAllString(l, "$0.") },
	"yes as a letter": func(l string, _ *rand.Rand) string {
		return yesNo.ReplaceAllStringFunc(l, func(s string) string { return s[:3] })
	},
	"languages in words": func(l string, _ *rand.Rand) string {
		return strings.Replace(l, "languages: [en, es]", "languages: [English, Spanish]", 1)
	},
	"address without https": func(l string, _ *rand.Rand) string { return strings.Replace(l, "https://", "", 1) },
	"https with one slash":  func(l string, _ *rand.Rand) string { return strings.Replace(l, "https://", "https:/", 1) },
	"typing error in https": func(l string, _ *rand.Rand) string { return strings.Replace(l, "https://", "htps://", 1) },
	"https twice":           func(l string, _ *rand.Rand) string { return strings.Replace(l, "https://", "https://https://", 1) },
	"mailto":                func(l string, _ *rand.Rand) string { return mailbox.ReplaceAllString(l, "mailto:$0") },
	"mail in brackets":      func(l string, _ *rand.Rand) string { return mailbox.ReplaceAllString(l, "<$0>") },
	"at in words": func(l string, _ *rand.Rand) string {
		return regexp.MustCompile(`(\w)@(\w)`).ReplaceAllString(l, "$1 [at] $2")
	},
	"space in mail": func(l string, _ *rand.Rand) string {
		return regexp.MustCompile(`(\w)@(\w)`).ReplaceAllString(l, "$1@ $2")
	},
	"unit after a number": func(l string, _ *rand.Rand) string {
		return regexp.MustCompile(`^(  age_\w+: \d+)$`).ReplaceAllString(l, "$1 years")
	},
	"about a number": func(l string, _ *rand.Rand) string {
		return regexp.MustCompile(`^(  (?:total|left): )(\d+)$`).ReplaceAllString(l, "$1$2 places")
	},
	"invisible character": func(l string, _ *rand.Rand) string {
		return onWord(l, ids, func(w string) string { return w[:2] + "\u200b" + w[2:] })
	},
	"line twice": func(l string, _ *rand.Rand) string { return field.ReplaceAllString(l, "$0\n$0") },
}

var (
	field     = regexp.MustCompile(`^( *)([a-z_-]+): (.+)$`)
	key       = regexp.MustCompile(`^( *)([a-z_-]+):( |$)`)
	item      = regexp.MustCompile(`^( +)- `)
	ids       = regexp.MustCompile(`\b(elm-church|library|get-help|volunteer|class|meeting|food|youth|nature|green|hall)\b`)
	days      = regexp.MustCompile(`\b(Monday|Tuesday|Wednesday|Saturday)\b`)
	every     = regexp.MustCompile(`\b(every|month|noon)\b`)
	date      = regexp.MustCompile(`\b(20\d\d)-(\d\d)-(\d\d)\b`)
	clockDash = regexp.MustCompile(`(\d(?:am|pm))-`)
	yesNo     = regexp.MustCompile(`: (yes|no)$`)
	mailbox   = regexp.MustCompile(`[a-z]+@[a-z.]+`)
	otherKey  = map[string]string{
		"title": "name", "organization": "org", "kind": "type", "schedule": "when", "location": "place", "cost": "price", "url": "website", "email": "e-mail",
		"phone": "telephone", "categories": "topics", "checked": "verified", "bring": "what_to_bring", "id_needed": "id_required", "booking_needed": "registration",
		"languages": "language_spoken", "deadline": "apply_by", "steps": "how",
	}
)

func onKey(line string, f func(string) string) string {
	m := key.FindStringSubmatch(line)
	if m == nil {
		return line
	}
	return m[1] + f(m[2]) + line[len(m[1])+len(m[2]):]
}

// onWord changes the first word of a value that a pattern finds.
func onWord(line string, pattern *regexp.Regexp, f func(string) string) string {
	from := strings.Index(line, ": ") + 1
	if strings.Contains(line, "title:") || strings.Contains(line, "en: ") {
		return line
	}
	at := pattern.FindStringIndex(line[from:])
	if at == nil {
		return line
	}
	return line[:from+at[0]] + f(line[from+at[0]:from+at[1]]) + line[from+at[1]:]
}

// typo leaves a letter out, doubles it, or exchanges it with the next one.
func typo(word string, r *rand.Rand) string {
	if len(word) < 4 {
		return word
	}
	i := 1 + r.IntN(len(word)-2)
	switch r.IntN(3) {
	case 0:
		return word[:i] + word[i+1:]
	case 1:
		return word[:i] + word[i:i+1] + word[i:]
	}
	return word[:i] + word[i+1:i+2] + word[i:i+1] + word[i+2:]
}

// spoiled is a file of good with one line changed.
type spoiled struct{ how, file, data, line string }

func spoil(r *rand.Rand) (list []spoiled) {
	for _, how := range slices.Sorted(maps.Keys(spoilers)) {
		for _, file := range slices.Sorted(maps.Keys(good)) {
			if !strings.HasPrefix(file, "o") {
				continue
			}
			lines := strings.Split(strings.TrimSuffix(good[file], "\n"), "\n")
			for i, line := range lines {
				changed := spoilers[how](line, r)
				if changed == line || line == "---" {
					continue
				}
				after := slices.Clone(lines)
				after[i] = changed
				list = append(list, spoiled{how, file, strings.Join(after, "\n") + "\n", changed})
			}
		}
	}
	return list
}

// A line spoiled in one of the ways in which people spoil lines is put right again in
// most cases, and never becomes a listing that says something else.
func TestFixSpoiledLines(t *testing.T) {
	const most, share = 400, 60
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	folder := fstest.MapFS{}
	for name, data := range good {
		folder[name] = &fstest.MapFile{Data: []byte(data)}
	}
	load := func(files map[string][]byte) (*catalog.Catalog, problem.List) {
		c, list, err := new(content.Loader).Load(overlay.New(folder, files), content.Options{Now: now})
		if err != nil {
			t.Fatal(err)
		}
		return c, slices.DeleteFunc(list, func(p problem.Problem) bool { return p.Level == problem.Note })
	}
	original, list := load(nil)
	if len(list) > 0 {
		t.Fatalf("the files are not without problems: %v", list)
	}
	all := spoil(rand.New(rand.NewPCG(1, 2)))
	rand.New(rand.NewPCG(3, 4)).Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	tried, mended := 0, 0
	count := map[string][2]int{}
	for _, s := range all {
		files := map[string][]byte{s.file: []byte(s.data)}
		_, list := load(files)
		if len(list) == 0 {
			continue // read as it was meant, or as something that nobody can tell from what was meant
		}
		if tried == most {
			break
		}
		tried++
		var said strings.Builder
		d := &desk{files: overlay.New(folder, files), now: now, after: map[string][]byte{}}
		if _, _, err := d.correct(&said); err != nil {
			t.Fatal(err)
		}
		maps.Copy(files, d.after)
		c, list := load(files)
		n := count[s.how]
		n[1]++
		switch {
		case len(list) == 0 && same(c, original):
			mended++
			n[0]++
		case len(list) == 0:
			t.Errorf("%s: %s: %s became something else:\n%s", s.how, s.file, s.line, &said)
		}
		count[s.how] = n
	}
	for _, how := range slices.Sorted(maps.Keys(count)) {
		t.Logf("%-28s %d of %d", how, count[how][0], count[how][1])
	}
	t.Logf("%d of %d", mended, tried)
	if tried < most || mended*100 < share*tried {
		t.Errorf("%d of %d were put right, want %d%% of %d", mended, tried, share, most)
	}
}

// same reports whether two folders say the same.
func same(a, b *catalog.Catalog) bool {
	return reflect.DeepEqual(a.Opportunities, b.Opportunities) && reflect.DeepEqual(a.Organizations, b.Organizations)
}
