package locale

import (
	"bytes"
	"flag"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	_ "time/tzdata"

	"corkboard/generator/problem"
	"corkboard/generator/schedule"
)

var update = flag.Bool("update", false, "write testdata/sentences.txt again")

func load(t testing.TB) (en, es *Locale) {
	t.Helper()
	return whole(t, "en", fileOf(t, "en")), whole(t, "es", fileOf(t, "es"))
}

// local is a language of the default theme for readers in a country.
func local(t testing.TB, tag, country string) *Locale {
	t.Helper()
	var own []*Words
	for _, near := range Chain(tag, country) {
		if _, err := os.Stat("../../themes/default/i18n/" + near + ".yaml"); err == nil {
			own = append(own, words(t, near, fileOf(t, near)))
		}
	}
	l, problems := New(tag, country, own, nil)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return l
}

// fileOf returns the file of a language of the default theme.
func fileOf(t testing.TB, tag string) string {
	t.Helper()
	data, err := os.ReadFile("../../themes/default/i18n/" + tag + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// words reads words without mistakes.
func words(t testing.TB, tag, text string) *Words {
	t.Helper()
	w, problems := Read(tag, tag+".yaml", []byte(text))
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return w
}

// whole is a locale that lacks nothing.
func whole(t testing.TB, tag, text string) *Locale {
	t.Helper()
	l, problems := New(tag, "", []*Words{words(t, tag, text)}, nil)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return l
}

// further are schedules that a single line cannot express.
func further() map[string]schedule.Schedule {
	day := func(m time.Month, d int) schedule.Date { return schedule.Date{Year: 2026, Month: m, Day: d} }
	evening := schedule.Span{Set: true, From: 1110, To: 1230, HasEnd: true}
	tuesdays := schedule.Rule{Frequency: schedule.Weekly, Interval: 1, Days: []time.Weekday{time.Tuesday}}
	return map[string]schedule.Schedule{
		"also one":        {Start: day(10, 20), Time: evening, Rule: tuesdays, Also: []schedule.Dated{{Date: day(12, 3), Time: schedule.Span{Set: true, From: 960, To: 1020, HasEnd: true}}}},
		"also many":       {Start: day(10, 20), Time: evening, Rule: tuesdays, Also: []schedule.Dated{{Date: day(12, 3)}, {Date: day(12, 4)}, {Date: day(12, 5)}, {Date: day(12, 6)}}},
		"skip many":       {Start: day(10, 20), Time: evening, Rule: tuesdays, Skip: []schedule.Skip{{From: day(11, 3), To: day(11, 3)}, {From: day(11, 10), To: day(11, 10)}, {From: day(11, 17), To: day(11, 17)}, {From: day(12, 22), To: day(12, 31)}, {Closure: "public-holidays"}}},
		"own times":       {Dates: []schedule.Dated{{Date: day(11, 3), Time: evening}, {Date: day(11, 19), Time: schedule.Span{Set: true, From: 600}}}},
		"many dates":      {Time: evening, Dates: []schedule.Dated{{Date: day(11, 3)}, {Date: day(11, 10)}, {Date: day(11, 17)}, {Date: day(11, 24)}, {Date: day(12, 1)}}},
		"one date":        {Time: evening, Dates: []schedule.Dated{{Date: day(11, 3)}}},
		"days at a time":  {Start: day(10, 2), End: day(10, 4), Rule: schedule.Rule{Frequency: schedule.Monthly, Interval: 1, Ordinals: []int{1}, Days: []time.Weekday{time.Friday}}},
		"bare week":       {Rule: schedule.Rule{Frequency: schedule.Weekly, Interval: 2}},
		"bare year":       {Rule: schedule.Rule{Frequency: schedule.Yearly, Interval: 1}},
		"own day of week": {Start: day(10, 20), Rule: schedule.Rule{Frequency: schedule.Weekly, Interval: 2}},
		"empty":           {},
	}
}

// Every sentence in both languages, for people who speak them to read.
func TestSentences(t *testing.T) {
	en, es := load(t)
	data, err := os.ReadFile("../schedule/testdata/phrases.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	seen := map[string]bool{}
	say := func(name string, s *schedule.Schedule) {
		closure := func(language string) func(string) string {
			return func(id string) string {
				return map[string]string{"en": "public holidays", "es": "festivos"}[language]
			}
		}
		a, b := en.Sentence(s, closure("en")), es.Sentence(s, closure("es"))
		for _, sentence := range []string{a, b} {
			if strings.ContainsAny(sentence, "{}⟦⟧") || strings.Contains(sentence, "  ") || strings.HasSuffix(sentence, ",") {
				t.Errorf("%s: %q", name, sentence)
			}
		}
		out.WriteString(name + "\n\t" + a + "\n\t" + b + "\n")
	}
	for line := range strings.Lines(string(data)) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), " | ")
		if strings.HasPrefix(line, "#") || strings.HasPrefix(line, "@") || len(cells) < 2 || cells[1][0] == '!' {
			continue
		}
		for meaning := range strings.SplitSeq(cells[1][2:], " + ") {
			if seen[meaning] {
				continue
			}
			seen[meaning] = true
			s, _ := schedule.ParseLine(meaning)
			say(meaning, &s)
		}
	}
	others := further()
	names := make([]string, 0, len(others))
	for name := range others {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		s := others[name]
		say("("+name+")", &s)
	}
	const golden = "testdata/sentences.txt"
	if *update {
		if err := os.WriteFile(golden, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(out.Bytes(), want) {
		got, wanted := strings.Split(out.String(), "\n"), strings.Split(string(want), "\n")
		for i := range min(len(got), len(wanted)) {
			if got[i] != wanted[i] {
				t.Fatalf("line %d:\n got %s\nwant %s", i+1, got[i], wanted[i])
			}
		}
		t.Fatalf("%d lines, want %d", len(got), len(wanted))
	}
}

// Readers would see the key of a word that one language has and another lacks,
// and a placeholder with another name would stay empty.
func TestLanguagesHaveTheSameWords(t *testing.T) {
	en, es := load(t)
	for _, key := range en.Keys() {
		if !es.Has(key) {
			t.Errorf("es has no %s", key)
			continue
		}
		a, b := en.messages[key].places(), es.messages[key].places()
		if strings.HasPrefix(key, "clock.") || strings.HasPrefix(key, "schedule.day-number") {
			continue // 12 and 24 hours need different parts
		}
		for _, p := range b {
			if !slices.Contains(a, p) && p != "n" {
				t.Errorf("%s: es fills {%s}, en does not", key, p)
			}
		}
		for _, p := range a {
			if !slices.Contains(b, p) && p != "n" {
				t.Errorf("%s: en fills {%s}, es does not", key, p)
			}
		}
	}
	for _, key := range es.Keys() {
		if !en.Has(key) {
			t.Errorf("en has no %s", key)
		}
	}
}

func TestDates(t *testing.T) {
	en, es := load(t)
	d := schedule.Date{Year: 2026, Month: time.November, Day: 14}
	for _, c := range []struct{ got, want string }{
		{en.Day(d), "Saturday, November 14, 2026"},
		{es.Day(d), "sábado, 14 de noviembre de 2026"},
		{en.DayNoYear(d), "Saturday, November 14"},
		{es.DayNoYear(d), "sábado, 14 de noviembre"},
		{en.InYear(2026).Day(d), "Saturday, November 14"},
		{en.InYear(2027).Day(d), "Saturday, November 14, 2026"},
		{en.Date(d), "November 14, 2026"},
		{en.Month(2026, time.November), "November 2026"},
		{es.Month(2026, time.November), "noviembre de 2026"},
		{en.Clock(600), "10am"}, {en.Clock(1110), "6:30pm"}, {en.Clock(720), "noon"}, {en.Clock(0), "midnight"}, {en.Clock(30), "12:30am"}, {en.Clock(750), "12:30pm"}, {en.Clock(65), "1:05am"},
		{es.Clock(600), "10:00"}, {es.Clock(1110), "18:30"}, {es.Clock(545), "9:05"},
		{en.Span(schedule.Span{Set: true, From: 600, To: 720, HasEnd: true}), "10am to noon"},
		{es.Span(schedule.Span{Set: true, From: 600, To: 720, HasEnd: true}), "de 10:00 a 12:00"},
		{en.Span(schedule.Span{Set: true, From: 1080}), "from 6pm"},
		{en.Span(schedule.Span{Set: true, From: 1200, To: 0, HasEnd: true}), "8pm to midnight"},
		{en.Span(schedule.Span{Set: true, From: 1200, To: 420, HasEnd: true}), "8pm to 7am the next day"},
		{en.Span(schedule.Span{}), ""},
		{en.Weekday(time.Sunday, true), "Sun"}, {es.Weekday(time.Sunday, false), "domingo"},
		{en.LanguageName("es"), "Spanish"}, {es.LanguageName("es-MX"), "español"}, {en.LanguageName("ase"), "American Sign Language"}, {en.LanguageName("qqq"), "qqq"},
		{en.Number(1234), "1,234"}, {en.Number(-1234567), "-1,234,567"}, {en.Number(999), "999"}, {es.Number(1234), "1234"}, {es.Number(12345), "12\u00a0345"},
		{en.List([]string{"a", "b", "c"}), "a, b and c"}, {en.List([]string{"a"}), "a"}, {en.List(nil), ""},
		{es.List([]string{"español", "inglés"}), "español e inglés"}, {es.List([]string{"agua", "hielo"}), "agua y hielo"}, {es.List([]string{"a", "b", "Iglesia"}), "a, b e Iglesia"},
		{en.N("schedule.count", 1), "once"}, {en.N("schedule.count", 1200), "1,200 times"},
		{en.T("no.such.key"), "⟦no.such.key⟧"},
		{en.T("schedule.until"), "until {date}"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	weekday, day, month := en.ShortDay(d)
	if weekday != "Sat" || day != "14" || month != "Nov" {
		t.Error(weekday, day, month)
	}
}

func TestOccasion(t *testing.T) {
	en, es := load(t)
	zone, err := schedule.LoadZone("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ phrase, day, clock, whole, spanish string }{
		{"2026-11-14 10am-noon", "Saturday, November 14, 2026", "10am to noon", "Saturday, November 14, 2026, 10am to noon", "sábado, 14 de noviembre de 2026, de 10:00 a 12:00"},
		{"2026-11-14 7pm", "Saturday, November 14, 2026", "from 7pm", "Saturday, November 14, 2026, from 7pm", "sábado, 14 de noviembre de 2026, desde las 19:00"},
		{"2026-11-14", "Saturday, November 14, 2026", "", "Saturday, November 14, 2026", "sábado, 14 de noviembre de 2026"},
		{"2026-10-31..2026-11-02", "Saturday, October 31, 2026 to Monday, November 2, 2026", "", "Saturday, October 31, 2026 to Monday, November 2, 2026", "del sábado, 31 de octubre de 2026 al lunes, 2 de noviembre de 2026"},
	} {
		s, _ := schedule.ParseLine(c.phrase)
		o, _ := s.Next(time.Date(2026, 10, 1, 0, 0, 0, 0, zone), schedule.Env{Zone: zone})
		day, clock, whole := en.Occasion(o)
		_, _, spanish := es.Occasion(o)
		if day != c.day || clock != c.clock || whole != c.whole || spanish != c.spanish {
			t.Errorf("%s: %q, %q, %q, %q", c.phrase, day, clock, whole, spanish)
		}
	}
}

func TestGrid(t *testing.T) {
	en, es := load(t)
	for _, l := range []*Locale{en, es} {
		for m := time.January; m <= time.December; m++ {
			days := 0
			for _, week := range l.Grid(2026, m) {
				if len(week) != 7 || week[0].Weekday() != l.WeekStart() {
					t.Fatalf("%s %s: the week of %s", l.Tag(), m, week[0])
				}
				in := 0
				for _, d := range week {
					if d.Month == m {
						in++
					}
				}
				if in == 0 {
					t.Errorf("%s %s: the week of %s has no day of the month", l.Tag(), m, week[0])
				}
				days += in
			}
			if want := time.Date(2026, m+1, 0, 0, 0, 0, 0, time.UTC).Day(); days != want {
				t.Errorf("%s %s: %d days", l.Tag(), m, days)
			}
		}
	}
}

func TestCollation(t *testing.T) {
	en, es := load(t)
	words := []string{"Zoo", "árbol", "Ana", "ñandú", "nube", "Ávila", "item 10", "item 9", "ola", "item 9"}
	slices.SortFunc(words, es.Compare)
	if got := strings.Join(words, " "); got != "Ana árbol Ávila item 9 item 9 item 10 nube ñandú ola Zoo" {
		t.Error(got)
	}
	// Many goroutines share one locale.
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for i := range 300 {
				a, b := words[i%len(words)], words[i*7%len(words)]
				if c, k := en.Compare(a, b), bytes.Compare(en.SortKey(a), en.SortKey(b)); c != k {
					t.Errorf("%q and %q: %d by comparing, %d by key", a, b, c, k)
				}
			}
		})
	}
	wg.Wait()
}

func TestPlurals(t *testing.T) {
	more := "\ntest-plural: {one: \"{n} час\", few: \"{n} часа\", many: \"{n} часов\", other: \"{n} часа\"}\n"
	l := whole(t, "ru", fileOf(t, "en")+more)
	for n, want := range map[int]string{1: "1 час", 3: "3 часа", 5: "5 часов", 21: "21 час", 11: "11 часов"} {
		if got := l.N("test-plural", n); got != want {
			t.Errorf("%d: %q", n, got)
		}
	}
}

func TestMistakesOfALanguageFile(t *testing.T) {
	english := fileOf(t, "en")
	for _, c := range []struct{ tag, from, to, want, hint string }{
		{"en", "hours: 12", "hours: 13", `x.yaml:26:10: clock.hours is "13"`, "12 or 24"},
		{"en", "group-from: 1000", "group-from: x", `number.group-from is "x"`, "1000"},
		{"en", "  until: until {date}", "  until: until {date", "brace", "{name}"},
		{"en", "  until: until {date}\n", "", "schedule.until", "en.yaml"},
		{"en", "text-direction: ltr", "text-direction: up", `x.yaml:6:17: text-direction is "up"`, "rtl"},
		{"en", "week: sunday", "week: someday", "someday", "monday"},
		{"en", "noon: noon", "noon: [a, b]", "clock.noon is a list", "one text"},
		{"en", english, "", "the file is empty", ""},
		{"en", english, "- a", "no words", "en.yaml"},
		{"en", english, "a: *b", "x.yaml:1", ""},
		{"not a tag", "", "", "is not a language tag", "BCP 47"},
	} {
		data := strings.Replace(english, c.from, c.to, 1)
		w, problems := Read(c.tag, "x.yaml", []byte(data))
		if w != nil {
			var more problem.List
			_, more = New(c.tag, "", []*Words{w}, nil)
			problems = append(problems, more...)
		}
		if len(problems) != 1 || !strings.Contains(problems[0].Position("")+": "+problems[0].Text, c.want) || !strings.Contains(problems[0].Hint, c.hint) || problems[0].Level != problem.Error {
			t.Errorf("%.40q for %.40q: %v", c.to, c.from, problems)
		}
	}
	a, b, c := whole(t, "en", english), whole(t, "en", strings.Replace(english, "until {date}", "till {date}", 1)), whole(t, "en", english)
	if a.Hash() != c.Hash() || a.Hash() == b.Hash() {
		t.Error("the hash does not follow the words")
	}
}

// Ten words make a language: each of the others comes from the fallback and
// says which language it is in.
func TestALanguageWithTenWords(t *testing.T) {
	english := words(t, "en", fileOf(t, "en"))
	own := words(t, "de", `language: Deutsch
date: {month: {11: November}, weekday: {6: Samstag}}
clock: {hours: 24, noon: mittags}
label: {skip: Zum Inhalt, listings: {one: "{n} Eintrag", other: "{n} Einträge"}}
`)
	l, problems := New(own.Tag(), "", []*Words{own}, []*Words{english})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for key, lang := range map[string]string{"label.skip": "", "label.listings": "", "label.search": "en", "clock.noon": "en", "date.weekday.6": "", "date.weekday.5": "en", "nowhere": ""} {
		if got := l.LangOf(key); got != lang {
			t.Errorf("%s is in %q, want %q", key, got, lang)
		}
	}
	if l.T("label.skip") != "Zum Inhalt" || l.N("label.listings", 2) != "2 Einträge" || l.T("label.search") != "Search" {
		t.Error("a word is not the one that it should be")
	}
	if got := l.Day(schedule.Date{Year: 2026, Month: 11, Day: 14}); got != "Samstag, November 14, 2026" {
		t.Error(got)
	}
	// A clock in two languages would say 18pm.
	if got := l.Clock(18 * 60); got != "6pm" {
		t.Error(got)
	}
	if l.Name() != "Deutsch" || l.LanguageName("de") != "Deutsch" || l.Dir() != "ltr" || l.Tag() != "de" {
		t.Error(l.Name(), l.LanguageName("de"), l.Dir(), l.Tag())
	}
	if missing := l.Missing(); !slices.Contains(missing, "label.search") || slices.Contains(missing, "label.skip") || len(missing) > len(english.Keys()) {
		t.Errorf("%d missing", len(missing))
	}
	for tag, dir := range map[string]string{"ar": "rtl", "he": "rtl", "ur": "rtl", "pt-BR": "ltr"} {
		l, problems := New(tag, "", []*Words{words(t, tag, "label: {skip: x}")}, []*Words{english})
		if len(problems) > 0 || l.Dir() != dir || l.Name() != tag {
			t.Errorf("%s is written %s and called %s, %v", tag, l.Dir(), l.Name(), problems)
		}
	}
	if en, _ := load(t); len(en.Missing()) > 0 {
		t.Error("English lacks words of its own")
	}
}

// A word follows the plural rule of its own language.
func TestPluralsOfAnotherLanguage(t *testing.T) {
	fallback := words(t, "en", fileOf(t, "en")+"\ntest: {one: one, other: many}\n")
	l, _ := New("ja", "", []*Words{words(t, "ja", "language: 日本語")}, []*Words{fallback})
	if got := l.N("test", 1) + l.N("test", 2); got != "onemany" { // Japanese has no form for one
		t.Error(got)
	}
}

func TestUnknownWords(t *testing.T) {
	english := words(t, "en", fileOf(t, "en"))
	own := words(t, "de", "labels: {skip: x}\nlabel: {serach: Suchen, quite-another: y}\n")
	problems := own.Unknown(english)
	var said []string
	for _, p := range problems {
		said = append(said, p.Position("")+" "+p.Hint)
	}
	if want := []string{"de.yaml:2:17 did you mean label.search?", "de.yaml:1:16 did you mean label.skip?"}; !slices.Equal(said, want) || problems[0].Level != problem.Warning {
		t.Errorf("%q", said)
	}
}

func BenchmarkT(b *testing.B) {
	en, _ := load(b)
	b.ReportAllocs()
	for b.Loop() {
		en.T("schedule.until", "date", "14 November 2026")
	}
}

func BenchmarkN(b *testing.B) {
	_, es := load(b)
	b.ReportAllocs()
	for b.Loop() {
		es.N("schedule.count", 8)
	}
}

func BenchmarkSentence(b *testing.B) {
	en, _ := load(b)
	s, _ := schedule.ParseLine("every Tuesday 18:30-20:30 until 2027-02-23 except public-holidays")
	b.ReportAllocs()
	for b.Loop() {
		en.Sentence(&s, nil)
	}
}

func BenchmarkCompare(b *testing.B) {
	en, _ := load(b)
	for b.Loop() {
		en.Compare("Trinity Church food pantry", "Trinity Church soup kitchen")
	}
}
