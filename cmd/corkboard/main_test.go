package main

import (
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the table of commands in the README, NOTICE and licenses.txt")

func TestReadmeListsTheCommands(t *testing.T) {
	const file = "../../README.md"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const begin, end = "## Commands\n\n```\n", "```\n"
	before, rest, _ := strings.Cut(string(text), begin)
	table, after, found := strings.Cut(rest, end)
	if !found {
		t.Fatalf("%s has no table after %q", file, begin)
	}
	if *update {
		if err := os.WriteFile(file, []byte(before+begin+commandTable()+end+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if table != commandTable() {
		t.Errorf("%s has\n%swant\n%supdate it with: go test ./cmd/corkboard -run Readme -update", file, table, commandTable())
	}
}

func TestCommandTableNamesExistingFlags(t *testing.T) {
	for _, c := range commands() {
		for _, word := range strings.Fields(c.flags) {
			if !strings.HasPrefix(word, "--") {
				continue
			}
			var stdout strings.Builder
			if c.run(t.Context(), []string{"--help"}, &stdout, &stdout); !strings.Contains(stdout.String(), word+" ") {
				t.Errorf("corkboard %s has no flag %s", c.name, word)
			}
		}
	}
}
