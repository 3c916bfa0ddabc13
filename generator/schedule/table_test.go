package schedule

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

var update = flag.Bool("update", false, "write the dates of testdata/phrases.txt again")

const tableFile = "testdata/phrases.txt"

// now is the day on which the table is read.
var now = Date{2026, time.November, 30}

// row is one line of the table.
type row struct {
	line    int
	section string
	phrase  string
	mark    string // "=" read, "~" read with a warning, "!" refused
	meaning string
	dates   string
}

func (r row) String() string {
	s := r.phrase + " | " + r.mark + " " + r.meaning
	if r.dates != "" {
		s += " | " + r.dates
	}
	return s
}

// table reads testdata/phrases.txt; eachLine gets the other lines as well.
func table(t testing.TB) []row {
	t.Helper()
	var rows []row
	eachLine(t, func(r row, _ string) {
		if r.phrase != "" {
			rows = append(rows, r)
		}
	})
	return rows
}

func eachLine(t testing.TB, do func(r row, line string)) {
	t.Helper()
	data, err := os.ReadFile(tableFile)
	if err != nil {
		t.Fatal(err)
	}
	section, n := "", 0
	for line := range strings.Lines(string(data)) {
		n++
		line = strings.TrimSuffix(line, "\n")
		if name, ok := strings.CutPrefix(line, "@ "); ok {
			section = name
		}
		if line == "" || strings.HasPrefix(line, "#") || strings.HasPrefix(line, "@") {
			do(row{}, line)
			continue
		}
		cells := strings.SplitN(line, " | ", 2)
		if len(cells) != 2 || len(cells[1]) < 3 {
			t.Fatalf("%s:%d: %s", tableFile, n, line)
		}
		r := row{line: n, section: section, phrase: cells[0], mark: cells[1][:1], meaning: cells[1][2:]}
		if i := strings.LastIndex(r.meaning, " | "); i >= 0 && r.mark != "!" {
			r.meaning, r.dates = r.meaning[:i], r.meaning[i+3:]
		}
		do(r, line)
	}
}

// reader has the customs that a section of the table is read with: 12 or 24
// hours, and the languages of the site.
func reader(t testing.TB, section string) *Reader {
	r := &Reader{Zone: newYork(t), Now: now, Closures: []string{"public-holidays", "school-holidays"}}
	for word := range strings.FieldsSeq(section) {
		switch word {
		case "24":
			r.Hours24 = true
		case "es":
			r.Languages = append(r.Languages, "es")
		}
	}
	return r
}

func meaningOf(all []Schedule) string {
	var out []string
	for i := range all {
		out = append(out, all[i].Phrase())
	}
	return strings.Join(out, " + ")
}

// offered returns the meanings of the alternatives to a phrase.
func offered(t testing.TB, r *Reader, mistakes []Mistake) string {
	var out []string
	for _, m := range mistakes {
		if m.Warning {
			continue
		}
		for _, o := range m.Offers {
			if o.Hours != "" {
				out = append(out, "hours")
				continue
			}
			var parts []string
			for _, line := range o.Lines {
				parts = append(parts, meaningOf(r.Line(line).Schedules))
			}
			text := strings.Join(parts, " + ")
			if o.Note != "" {
				text = "note " + text + " | " + o.Note
			}
			out = append(out, text)
		}
		break
	}
	if len(out) == 0 {
		return "nothing"
	}
	return strings.Join(out, " || ")
}

// nextThree returns the next three starts of what was read.
func nextThree(t testing.TB, all []Schedule) string {
	env := Env{Zone: newYork(t), Closures: map[string][]DateSpan{"public-holidays": nil, "school-holidays": nil}}
	var starts []time.Time
	allDay := map[time.Time]bool{}
	for _, s := range all {
		if s.Always {
			return "always"
		}
		s.Anchor(Date{2026, time.January, 1})
		n := 0
		for o := range s.Occurrences(now.In(env.Zone), Date{2040, 1, 1}.In(env.Zone), env) {
			starts = append(starts, o.Start)
			allDay[o.Start] = o.AllDay
			if n++; n == 3 {
				break
			}
		}
	}
	slices.SortFunc(starts, time.Time.Compare)
	var out []string
	for _, at := range starts[:min(3, len(starts))] {
		text := at.Format("2006-01-02 15:04")
		if allDay[at] {
			text = at.Format("2006-01-02")
		}
		out = append(out, text)
	}
	return strings.Join(out, ", ")
}

// The table says how a careful neighbour would read each phrase; it was written
// before the reader was.
func TestTable(t *testing.T) {
	var out strings.Builder
	english, spanish := 0, 0
	readers := map[string]*Reader{}
	eachLine(t, func(r row, line string) {
		if r.phrase == "" {
			out.WriteString(line + "\n")
			return
		}
		if readers[r.section] == nil {
			readers[r.section] = reader(t, r.section)
		}
		if strings.Contains(r.section, "es") {
			spanish++
		} else {
			english++
		}
		rd := readers[r.section]
		got := rd.Line(r.phrase)
		have := row{phrase: r.phrase}
		switch {
		case got.Refused():
			have.mark, have.meaning = "!", offered(t, rd, got.Mistakes)
		default:
			have.mark, have.meaning, have.dates = "=", meaningOf(got.Schedules), nextThree(t, got.Schedules)
			if len(got.Mistakes) > 0 {
				have.mark = "~"
			}
		}
		want := r
		if *update {
			want.dates = have.dates
		}
		if want.String() != have.String() {
			t.Errorf("%s:%d:\n got %s\nwant %s\n%v", tableFile, r.line, have, want, got.Mistakes)
		}
		r.dates = have.dates
		out.WriteString(r.String() + "\n")
	})
	if english < 600 || spanish < 120 {
		t.Errorf("only %d English and %d Spanish phrases", english, spanish)
	}
	if *update {
		if err := os.WriteFile(tableFile, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// checkReading checks what holds for any text.
func checkReading(t *testing.T, r *Reader, phrase string) {
	t.Helper()
	got := r.Line(phrase)
	for _, m := range got.Mistakes {
		if m.Code == "" || m.Text == "" || m.Offset < 0 || m.Width < 0 || m.Offset+m.Width > len(phrase) {
			t.Fatalf("%q: mistake %+v", phrase, m)
		}
		if CodeOf(m.Code) == nil {
			t.Fatalf("%q: the code %s is not in Codes", phrase, m.Code)
		}
		checkOffers(t, r, phrase, m)
	}
	if got.Refused() {
		if len(got.Schedules) > 0 {
			t.Fatalf("%q is refused and read", phrase)
		}
		return
	}
	if len(got.Schedules) == 0 {
		t.Fatalf("%q says nothing, without a mistake", phrase)
	}
	for i := range got.Schedules {
		s := &got.Schedules[i]
		canonical := s.Phrase()
		again := (&Reader{Hours24: true}).Line(canonical)
		if again.Refused() || len(again.Schedules) != 1 || meaningOf(again.Schedules) != canonical {
			t.Fatalf("%q is %q, which is read as %q %v", phrase, canonical, meaningOf(again.Schedules), again.Mistakes)
		}
		if a, b := nextThree(t, []Schedule{*s}), nextThree(t, again.Schedules); a != b {
			t.Fatalf("%q is %q: %s, and again %s", phrase, canonical, a, b)
		}
		checkOccurrences(t, phrase, *s)
	}
	if missing := notInMeaning(r, phrase, got.Schedules); missing != "" {
		t.Fatalf("%q is read as %q, without its %s", phrase, meaningOf(got.Schedules), missing)
	}
}

func checkOccurrences(t *testing.T, phrase string, s Schedule) {
	t.Helper()
	env := Env{Zone: newYork(t)}
	s.Anchor(Date{2026, time.October, 1})
	s.Validate(env)
	n := 0
	var last time.Time
	for o := range s.Occurrences(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2028, 1, 1, 0, 0, 0, 0, time.UTC), env) {
		if o.Start.Before(last) {
			t.Fatalf("%q: %s after %s", phrase, o.Start, last)
		}
		last = o.Start
		if s.Rule.Frequency != Once && !s.Until.IsZero() && o.On.After(s.Until) {
			t.Fatalf("%q: %s is after its last day", phrase, o.On)
		}
		if o.HasEnd && !o.End.After(o.Start) {
			t.Fatalf("%q: %s ends at %s", phrase, o.Start, o.End)
		}
		n++
	}
	if s.Count > 0 && s.Rule.Frequency != Once && n > s.Count {
		t.Fatalf("%q: %d occurrences", phrase, n)
	}
}

// checkOffers: every offer can be read without an error, and keeps the words
// and numbers that are not the mistake.
func checkOffers(t *testing.T, r *Reader, phrase string, m Mistake) {
	t.Helper()
	for _, o := range m.Offers {
		if o.Hours != "" {
			if o.Hours != strings.TrimSpace(phrase) {
				t.Fatalf("%q: under hours goes %q", phrase, o.Hours)
			}
			continue
		}
		for _, line := range o.Lines {
			again := r.Line(line)
			if again.Refused() {
				t.Fatalf("%q: offered is %q, which is refused: %v", phrase, line, again.Mistakes)
			}
		}
	}
	if m.Fix != "" && (len(m.Offers) != 1 || !slices.Equal(m.Offers[0].Lines, []string{m.Fix})) {
		t.Fatalf("%q: the correction %q is none of %v", phrase, m.Fix, m.Offers)
	}
}

var figures = regexp.MustCompile(`[0-9]+`)

// notInMeaning returns a number, weekday or month of the phrase that its
// meaning lacks; "" if there is none.
func notInMeaning(r *Reader, phrase string, all []Schedule) string {
	numbers := map[int]bool{}
	days := map[time.Weekday]bool{}
	months := map[time.Month]bool{}
	date := func(d Date) {
		if d.IsZero() {
			return
		}
		for _, n := range []int{d.Year, d.Year % 100, int(d.Month), d.Day, d.Year*10000 + int(d.Month)*100 + d.Day} {
			numbers[n] = true
		}
		months[d.Month] = true
		if d.Year > 0 {
			days[d.Weekday()] = true
		}
	}
	clock := func(c Clock) {
		h := c.Hour()
		for _, n := range []int{h, (h+11)%12 + 1, c.Minute(), h*100 + c.Minute(), ((h+11)%12+1)*100 + c.Minute()} {
			numbers[n] = true
		}
		if c == 0 {
			numbers[24] = true
		}
	}
	span := func(s Span) {
		if !s.Set {
			return
		}
		clock(s.From)
		if s.HasEnd {
			clock(s.To)
			numbers[s.Minutes()], numbers[s.Minutes()/60] = true, true
			if s.Minutes()%60 == 30 {
				numbers[5] = true
			}
		}
	}
	for _, s := range all {
		if s.Always || s.Time.WholeDay() {
			for _, n := range []int{24, 7, 365, 0, 12} {
				numbers[n] = true
			}
			for w := range 7 {
				days[time.Weekday(w)] = true
			}
		}
		date(s.Start)
		date(s.End)
		date(s.Until)
		date(s.Start.AddDays(s.Time.Nights()))
		span(s.Time)
		for _, d := range s.Dates {
			date(d.Date)
			span(d.Time)
		}
		for _, k := range s.Skip {
			date(k.From)
			date(k.To)
		}
		rule := s.Rule
		numbers[max(1, rule.Interval)], numbers[s.Count] = true, true
		for _, n := range append(slices.Clone(rule.Ordinals), rule.MonthDays...) {
			numbers[n] = true
		}
		for _, w := range rule.Days {
			days[w] = true
			days[time.Weekday((int(w)+rule.After)%7)] = true
		}
		if rule.Frequency == Daily || len(rule.Days) > 0 && rule.Frequency == Weekly {
			for w := range 7 { // a day that is left out is mentioned, too
				days[time.Weekday(w)] = true
			}
			numbers[7] = true
		}
		if !s.Start.IsZero() && !s.Until.IsZero() { // for 8 weeks
			n := s.Start.DaysUntil(s.Until)
			for _, n := range []int{n + 1, n/7 + 1, n/28 + 1, n/30 + 1} {
				numbers[n] = true
			}
		}
		months[rule.Month] = true
		for m := time.January; m <= time.December; m++ {
			months[m] = months[m] || rule.Months != 0 || rule.Months.Has(m)
		}
	}
	for _, text := range figures.FindAllString(phrase, -1) {
		n, err := strconv.Atoi(text)
		if err != nil || !numbers[n] && !(len(text) == 6 && numbers[n/100]) && !offsetOf(phrase, text) && n != 0 {
			return text
		}
	}
	best := r.wordsOf(phrase)
	for _, tok := range best {
		switch {
		case tok.isOne(weekdayWord, weekdaysWord) && len(tok.senses) == 1:
			set, _ := tok.weekdaySet()
			for _, w := range set {
				if !days[w] {
					return tok.text
				}
			}
		case tok.is(monthWord) && len(tok.senses) == 1:
			if !months[time.Month(tok.sense(monthWord).value)] {
				return tok.text
			}
		}
	}
	return ""
}

// wordsOf returns the words of a phrase in the language that knows most of
// them.
func (r *Reader) wordsOf(phrase string) []token {
	own, _ := r.vocabulariesFor()
	var best []token
	most := -1
	for _, v := range own {
		toks := lex(phrase, v)
		n := 0
		for i := range toks {
			if toks[i].known() {
				n++
			}
		}
		if n > most {
			best, most = toks, n
		}
	}
	return best
}

var offsets = regexp.MustCompile(`[0-9:][0-9](:[0-9]{2}(\.[0-9]+)?)?\s*([Zz]|[+−-][0-9]{2}:?[0-9]{2})`)

// offsetOf reports whether a number is part of a moment's UTC offset, of its
// seconds, or of a time that was converted.
func offsetOf(phrase, text string) bool {
	return offsets.MatchString(phrase) || strings.Contains(phrase, "T") && strings.Contains(phrase, text+"Z")
}

func TestTableProperties(t *testing.T) {
	for _, r := range table(t) {
		checkReading(t, reader(t, r.section), r.phrase)
	}
}

func FuzzLine(f *testing.F) {
	for i, r := range table(f) {
		f.Add(r.phrase, uint8(i))
	}
	f.Fuzz(func(t *testing.T, phrase string, customs uint8) {
		section := []string{"12 en", "24 en", "12 en es", "24 en es"}[customs%4]
		r := reader(t, section)
		checkReading(t, r, phrase)
		_, times := r.Time(phrase)
		_, dated := r.Dated(phrase)
		_, day := r.Date(phrase)
		_, skip := r.Skip(phrase)
		_, change := r.Change(Date{2026, 1, 1}, phrase)
		for _, mistakes := range [][]Mistake{r.Repeat(phrase).Mistakes, times.Mistakes, dated.Mistakes, day, skip, change} {
			for _, m := range mistakes {
				if m.Offset < 0 || m.Width < 0 || m.Offset+m.Width > len(phrase) || CodeOf(m.Code) == nil {
					t.Fatalf("%q: mistake %+v", phrase, m)
				}
			}
		}
	})
}

func BenchmarkLine(b *testing.B) {
	r := reader(b, "12 en")
	for _, phrase := range []string{"every Saturday 9am-11am", "2nd Tuesday of the month 6:30pm-8:30pm until 2027-06-30", "2026-12-05 18:00-20:00"} {
		b.Run(fmt.Sprint(len(phrase)), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r.Line(phrase)
			}
		})
	}
}
