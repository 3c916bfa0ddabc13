package main

import (
	"strings"
	"testing"

	"corkboard/generator/start"
)

// Four questions and no more, each with an answer that is offered; a wrong answer is
// asked for again.
func TestInitAsksFourQuestions(t *testing.T) {
	t.Setenv("LC_ALL", "es_MX.UTF-8")
	var town start.Town
	var out strings.Builder
	if err := askTown(&town, "/tmp/el-valle", questions(strings.NewReader("\nMexico\nmx\n\n\n"), &out)); err != nil {
		t.Fatal(err)
	}
	if want := (start.Town{Name: "El Valle", Country: "MX", Language: "es", URL: "https://el-valle.example.org"}); town != want {
		t.Errorf("got %+v, want %+v", town, want)
	}
	if n := strings.Count(out.String(), "]: "); n != 5 {
		t.Errorf("%d questions for four answers and a mistake:\n%s", n, &out)
	}
	if !strings.Contains(out.String(), `"Mexico" is not a two-letter country code`) {
		t.Errorf("the mistake is not named:\n%s", &out)
	}
	if err := askTown(&start.Town{}, "x", questions(strings.NewReader("a\n"), &out)); err == nil {
		t.Error("answers that end early are not an error")
	}
}
