package locale

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"corkboard/generator/schedule"
)

// The printed sentence, parsed again, gives the same dates, in English and Spanish of several countries. A sentence that only counts its dates says less than the schedule.
func TestSentencesAreReadAgain(t *testing.T) {
	data, err := os.ReadFile("../schedule/testdata/phrases.txt")
	if err != nil {
		t.Fatal(err)
	}
	zone, err := schedule.LoadZone("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	now := schedule.Date{Year: 2026, Month: time.November, Day: 30}
	env := schedule.Env{Zone: zone, Closures: map[string][]schedule.DateSpan{"public-holidays": {{From: now.AddDays(8), To: now.AddDays(8)}}, "school-holidays": {{From: now.AddDays(15), To: now.AddDays(30)}}}}
	starts := func(s schedule.Schedule) string {
		if s.Always {
			return "always"
		}
		s.Anchor(schedule.Date{Year: 2026, Month: time.January, Day: 1})
		var b strings.Builder
		n := 0
		for o := range s.Occurrences(now.In(zone), now.AddDays(4000).In(zone), env) {
			b.WriteString(o.Start.Format("2006-01-02T15:04 ") + o.End.Format("2006-01-02T15:04\n"))
			if n++; n == 12 {
				break
			}
		}
		return b.String()
	}
	english := map[string]string{"public-holidays": "public holidays", "school-holidays": "school holidays"}
	spanish := map[string]string{"public-holidays": "festivos", "school-holidays": "vacaciones escolares"}
	closures := slices.Sorted(maps.Keys(english))
	towns := []struct {
		*Locale
		reader schedule.Reader
		names  map[string]string
	}{
		{local(t, "en", "US"), schedule.Reader{Zone: zone, Now: now, Closures: closures}, english},
		{local(t, "en", "GB"), schedule.Reader{Zone: zone, Now: now, Closures: closures}, english},
		{local(t, "es", "ES"), schedule.Reader{Zone: zone, Now: now, Closures: closures, Hours24: true, Languages: []string{"es"}}, spanish},
		{local(t, "es", "US"), schedule.Reader{Zone: zone, Now: now, Closures: closures, Languages: []string{"es"}}, spanish},
		{local(t, "es", "AR"), schedule.Reader{Zone: zone, Now: now, Closures: closures, Languages: []string{"es"}}, spanish},
	}
	tried := 0
	for line := range strings.Lines(string(data)) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), " | ")
		if strings.HasPrefix(line, "#") || strings.HasPrefix(line, "@") || len(cells) < 2 || cells[1][0] == '!' {
			continue
		}
		for meaning := range strings.SplitSeq(cells[1][2:], " + ") {
			s, mistakes := schedule.ParseLine(meaning)
			if len(mistakes) > 0 && !mistakes[0].Warning || len(s.Dates) > mostDates || len(s.Skip) > mostSkips {
				continue
			}
			for _, town := range towns {
				sentence := town.Sentence(&s, func(id string) string {
					if name := town.names[id]; name != "" {
						return name
					}
					return id
				})
				got := town.reader.Line(sentence)
				if got.Refused() || len(got.Schedules) != 1 {
					t.Errorf("%s is printed as %q, which is refused: %v", meaning, sentence, got.Mistakes)
					continue
				}
				again := got.Schedules[0]
				if again.Start.IsZero() {
					again.Start = s.Start // the sentence includes it only where the days depend on it
				}
				if a, b := starts(s), starts(again); a != b {
					t.Errorf("%s is printed as %q, which is read as %q:\n%s\nnot\n%s", meaning, sentence, again.Phrase(), b, a)
				}
				tried++
			}
		}
	}
	if tried < 2000 {
		t.Errorf("only %d sentences", tried)
	}
}
