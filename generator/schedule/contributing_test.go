package schedule

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// The reader understands everything in the guide's table of dates.
func TestGuideIsRead(t *testing.T) {
	data, err := os.ReadFile("../../CONTRIBUTING.md")
	if err != nil {
		t.Fatal(err)
	}
	_, text, _ := strings.Cut(string(data), "\n## Dates\n")
	text, _, _ = strings.Cut(text, "\n## ")
	r := reader(t, "12 en es")
	tried := 0
	for line := range strings.Lines(text) {
		if !strings.HasPrefix(line, "|") {
			continue
		}
		for _, m := range regexp.MustCompile("`([^`]+)`").FindAllStringSubmatch(line, -1) {
			if got := r.Line(m[1]); got.Refused() {
				t.Errorf("the guide shows %q: %v", m[1], got.Mistakes)
			}
			tried++
		}
	}
	if tried < 35 {
		t.Errorf("only %d phrases", tried)
	}
}
