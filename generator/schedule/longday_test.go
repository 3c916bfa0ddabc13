package schedule

import (
	"strings"
	"testing"
)

// A span of nearly a day is asked about, but only one that runs over midnight
// is said to end on the next day.
func TestLongSpansSayWhenTheyEnd(t *testing.T) {
	for phrase, nextDay := range map[string]bool{"every Tuesday 00:00-23:59": false, "every Tuesday 10am-9am": true} {
		_, mistakes := ParseLine(phrase)
		if len(mistakes) != 1 || mistakes[0].Code != "ends-next-day" {
			t.Fatalf("%s: %v", phrase, mistakes)
		}
		if got := strings.Contains(mistakes[0].Text, "next day"); got != nextDay {
			t.Errorf("%s: %s", phrase, mistakes[0].Text)
		}
	}
}
