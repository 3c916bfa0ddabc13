package schedule

import (
	"flag"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"
)

var update = flag.Bool("update", false, "write testdata/phrases.txt again")

const phrasesFile = "testdata/phrases.txt"

func newYork(t testing.TB) *time.Location {
	t.Helper()
	loc, err := LoadZone("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func refused(mistakes []Mistake) bool {
	for _, m := range mistakes {
		if !m.Warning {
			return true
		}
	}
	return false
}

// describe is the row of the vector file for a phrase.
func describe(t testing.TB, phrase string) string {
	s, mistakes := ParseLine(phrase)
	var codes []string
	fix := ""
	for _, m := range mistakes {
		code := fmt.Sprintf("%s@%d+%d", m.Code, m.Offset, m.Width)
		if m.Warning {
			code = "?" + code
		}
		codes = append(codes, code)
		if m.Fix != "" {
			fix = m.Fix
		}
	}
	canonical, dates := "", []string{}
	if !refused(mistakes) {
		canonical = s.Phrase()
		s.Anchor(Date{2026, time.October, 1})
		env := Env{Zone: newYork(t)}
		from := Date{2026, time.October, 1}.In(env.Zone)
		if s.NeedsDate() && s.Start.IsZero() {
			dates = append(dates, "needs a date")
		} else {
			for o := range s.Occurrences(from, from.AddDate(12, 0, 0), env) {
				end := ""
				if o.HasEnd {
					end = "/" + o.End.Format("2006-01-02T15:04")
				}
				dates = append(dates, o.Start.Format("2006-01-02T15:04")+end)
				if len(dates) == 5 {
					break
				}
			}
		}
	}
	return strings.Join([]string{phrase, canonical, strings.Join(codes, ","), fix, strings.Join(dates, " ")}, "\t")
}

func TestPhrases(t *testing.T) {
	data, err := os.ReadFile(phrasesFile)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	rows := 0
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "#") {
			out.WriteString(line + "\n")
			continue
		}
		phrase, _, _ := strings.Cut(line, "\t")
		got := describe(t, phrase)
		if got != line && !*update {
			t.Errorf("%s\n got %s\nwant %s", phrase, got, line)
		}
		out.WriteString(got + "\n")
		rows++
	}
	if rows < 300 {
		t.Errorf("only %d phrases", rows)
	}
	if *update {
		if err := os.WriteFile(phrasesFile, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// checkPhrase holds what is true for any text.
func checkPhrase(t *testing.T, phrase string) {
	s, mistakes := ParseLine(phrase)
	for _, m := range mistakes {
		if m.Code == "" || m.Text == "" || m.Offset < 0 || m.Width < 0 || m.Offset+m.Width > len(phrase) {
			t.Fatalf("%q: mistake %+v", phrase, m)
		}
		if CodeOf(m.Code) == nil {
			t.Fatalf("%q: the code %s is not in Codes", phrase, m.Code)
		}
		if m.Fix != "" {
			if _, again := ParseLine(m.Fix); refused(again) {
				t.Fatalf("%q: the correction %q is refused: %v", phrase, m.Fix, again)
			}
		}
	}
	if refused(mistakes) {
		return
	}
	canonical := s.Phrase()
	again, rest := ParseLine(canonical)
	if refused(rest) || !reflect.DeepEqual(s, again) {
		t.Fatalf("%q is %+v, but its own form %q is %+v %v", phrase, s, canonical, again, rest)
	}
	env := Env{Zone: newYork(t)}
	s.Anchor(Date{2026, time.October, 1})
	if s.NeedsDate() && s.Start.IsZero() {
		return
	}
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

func TestPhraseProperties(t *testing.T) {
	data, err := os.ReadFile(phrasesFile)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		phrase, _, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		checkPhrase(t, phrase)
	}
}

func FuzzParseLine(f *testing.F) {
	data, err := os.ReadFile(phrasesFile)
	if err != nil {
		f.Fatal(err)
	}
	for line := range strings.Lines(string(data)) {
		phrase, _, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		f.Add(phrase)
	}
	f.Fuzz(func(t *testing.T, phrase string) {
		checkPhrase(t, phrase)
		for _, mistakes := range [][]Mistake{second(ParseRepeat(phrase)), second(ParseTime(phrase)), second(ParseDate(phrase)), second(ParseDated(phrase)), second(ParseSkip(phrase)), second(ParseChange(Date{2026, 1, 1}, phrase))} {
			for _, m := range mistakes {
				if m.Offset < 0 || m.Offset+m.Width > len(phrase) || CodeOf(m.Code) == nil {
					t.Fatalf("%q: mistake %+v", phrase, m)
				}
			}
		}
	})
}

func second[T any](_ T, mistakes []Mistake) []Mistake { return mistakes }

func TestParseParts(t *testing.T) {
	for _, c := range []struct {
		in, want string
		ok       bool
	}{
		{"18:30-20:30", "18:30-20:30", true},
		{"6:30pm-8:30pm", "18:30-20:30", true},
		{"9-11am", "09:00-11:00", true},
		{"noon", "12:00", true},
		{"from 6pm", "18:00", true},
		{"all day", "", true},
		{"10pm – 2am", "22:00-02:00", true},
		{"7", "", false},
		{"soon", "", false},
		{"7pm Tuesday", "", false},
		{"", "", false},
	} {
		span, mistakes := ParseTime(c.in)
		if refused(mistakes) == c.ok || c.ok && span.String() != c.want {
			t.Errorf("ParseTime(%q) = %q, %v", c.in, span, mistakes)
		}
	}
	for _, c := range []struct {
		in   string
		want Dated
		ok   bool
	}{
		{"2026-12-03 16:00-17:00", Dated{Date{2026, 12, 3}, Span{true, 960, 1020, true}}, true},
		{"2026-12-03", Dated{Date: Date{2026, 12, 3}}, true},
		{"Thursday 2026-12-03 4pm", Dated{Date{2026, 12, 3}, Span{Set: true, From: 960}}, true},
		{"Friday 2026-12-03 4pm", Dated{}, false},
		{"2026-12-03 every", Dated{}, false},
	} {
		d, mistakes := ParseDated(c.in)
		if refused(mistakes) == c.ok || c.ok && d != c.want {
			t.Errorf("ParseDated(%q) = %v, %v", c.in, d, mistakes)
		}
	}
	for _, c := range []struct {
		in   string
		want Skip
		ok   bool
	}{
		{"public-holidays", Skip{Closure: "public-holidays"}, true},
		{"May", Skip{Closure: "may"}, true},
		{"2026-11-10", Skip{From: Date{2026, 11, 10}, To: Date{2026, 11, 10}}, true},
		{"2026-12-22..2027-01-02", Skip{From: Date{2026, 12, 22}, To: Date{2027, 1, 2}}, true},
		{"2026-12-22 to 2027-01-02", Skip{From: Date{2026, 12, 22}, To: Date{2027, 1, 2}}, true},
		{"2027-01-02..2026-12-22", Skip{}, false},
		{"2026-02-30", Skip{}, false},
		{"the holidays", Skip{}, false},
	} {
		k, mistakes := ParseSkip(c.in)
		if refused(mistakes) == c.ok || c.ok && k != c.want {
			t.Errorf("ParseSkip(%q) = %v, %v", c.in, k, mistakes)
		}
	}
	on := Date{2026, 11, 17}
	for _, c := range []struct {
		in   string
		want Change
		ok   bool
	}{
		{"cancelled", Change{On: on, Cancelled: true}, true},
		{"Canceled", Change{On: on, Cancelled: true}, true},
		{"19:00-21:00", Change{On: on, Time: Span{true, 1140, 1260, true}}, true},
		{"2026-11-18 19:00-21:00", Change{On: on, Date: Date{2026, 11, 18}, Time: Span{true, 1140, 1260, true}}, true},
		{"later", Change{}, false},
	} {
		got, mistakes := ParseChange(on, c.in)
		if refused(mistakes) == c.ok || c.ok && got != c.want {
			t.Errorf("ParseChange(%q) = %v, %v", c.in, got, mistakes)
		}
	}
}
