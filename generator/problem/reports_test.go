package problem

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
)

var command = regexp.MustCompile(`(?m)^\s*::|##\[`)

// Every format for programs is JSON with one entry for each problem, and nothing that
// a listing says begins a line like a command of a CI runner.
func TestReports(t *testing.T) {
	list := List{
		{Rule: "a", Level: Error, File: "opportunities/é.yaml", Line: 2, Col: 9, Width: 3, Text: "::error::x\n::set-output name=x::y", Hint: "##[error]z", Source: "título: bad", Fix: "título: good"},
		{Rule: "a", Level: Warning, File: "site.yaml", Text: "whole file"},
		{Rule: "b", Level: Note, Text: "the folder"},
		{Rule: "b", Level: Note, Text: "the folder"},
	}
	for name, write := range map[string]func(*strings.Builder) error{
		"sarif":  func(b *strings.Builder) error { return list.SARIF(b, "content", "1") },
		"gitlab": func(b *strings.Builder) error { return list.GitLab(b, "content") },
		"rdjson": func(b *strings.Builder) error { return list.RDJSON(b, "content") },
	} {
		var b strings.Builder
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		var any any
		if err := json.Unmarshal([]byte(b.String()), &any); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if command.MatchString(b.String()) {
			t.Errorf("%s: a command:\n%s", name, &b)
		}
	}
	var b strings.Builder
	if err := list.GitLab(&b, "content"); err != nil {
		t.Fatal(err)
	}
	var rows []struct {
		Fingerprint, Severity string
		Location              struct {
			Path  string
			Lines struct{ Begin int }
		}
	}
	if err := json.Unmarshal([]byte(b.String()), &rows); err != nil || len(rows) != 4 {
		t.Fatalf("%v: %s", err, &b)
	}
	seen := map[string]bool{}
	for i, r := range rows {
		if seen[r.Fingerprint] || r.Fingerprint == "" {
			t.Errorf("fingerprint %s is there twice", r.Fingerprint)
		}
		seen[r.Fingerprint] = true
		if want := []string{"content/opportunities/é.yaml", "content/site.yaml", "content", "content"}[i]; r.Location.Path != want || r.Location.Lines.Begin < 1 {
			t.Errorf("%d: at %+v, want %s", i, r.Location, want)
		}
	}
	b.Reset()
	if err := list.RDJSON(&b, "content"); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), `"column": 10`) || !strings.Contains(b.String(), `"text": "título: good"`) {
		t.Errorf("no place in bytes, or no suggestion:\n%s", &b)
	}
	b.Reset()
	if err := list.SARIF(&b, "content", "1"); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), `"startColumn": 9`) || strings.Count(b.String(), `"id": `) != 2 {
		t.Errorf("no place in characters, or rules twice:\n%s", &b)
	}
}
