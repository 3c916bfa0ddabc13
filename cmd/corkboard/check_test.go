package main

import (
	"strings"
	"testing"

	"corkboard/generator/problem"
)

func TestByRule(t *testing.T) {
	var list problem.List
	for i := range 60 {
		list = append(list, problem.Problem{Rule: []string{"bad-phone", "bad-url", "bad-url", "read-as"}[i%4]})
		if i%4 == 3 {
			list[i].Level = problem.Note
		}
	}
	if got := strings.Join(byRule(list), "|"); got != "by rule (--rule ID shows one):|      30  bad-url|      15  bad-phone" {
		t.Errorf("%q", got)
	}
	if got := byRule(list[:10]); got != nil {
		t.Errorf("of a short report: %q", got)
	}
}
