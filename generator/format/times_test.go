package format

import (
	"strings"
	"testing"

	"corkboard/generator/folder"
)

// A list that a program wrote with the times of a 24-hour clock has no times to
// ask about; where a person writes am and pm, or nothing shows which clock it is,
// "9:30" is asked about.
func TestClockOfAList(t *testing.T) {
	for _, c := range []struct {
		other string // schedule of the other listing of the list
		want  string
	}{
		{"2026-12-05 18:30", ""},
		{"2026-12-05T18:30", ""},
		{"2026-12-05", "schedule-am-or-pm"},
		{"2026-12-05 10:30", "schedule-am-or-pm"},
		{"2026-12-05 6:30pm", "schedule-am-or-pm"},
		{"every Tuesday 18:30-20:00", "schedule-am-or-pm"},
	} {
		text := "one:\n  title: One\n  schedule: 2026-12-05 9:30\ntwo:\n  title: Two\n  schedule: " + c.other + "\n"
		r := Decode(folder.File{Path: "opportunities/list.yaml", Kind: folder.Opportunity}, false, Env{Lang: "en", Country: "US"}, []byte(text))
		var got []string
		for _, p := range r.Problems {
			if strings.HasPrefix(p.Rule, "schedule-") && p.Line == 3 {
				got = append(got, p.Rule)
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("beside %s: %v, want %q", c.other, got, c.want)
		}
	}
}
