package rules

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"corkboard/generator/problem"
)

var update = flag.Bool("update", false, "rewrite the manual of rules")

// The rule manual is made from the table, so the two cannot disagree. Renew it
// with -update.
func TestManualIsTheTable(t *testing.T) {
	const file = "README.md"
	want := manual()
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got, err := os.ReadFile(file); err != nil || string(got) != want {
		t.Fatalf("%s does not say what the table of rules says; renew it with: go test ./generator/rules -update", file)
	}
}

// manual prints the table for people.
func manual() string {
	var b strings.Builder
	b.WriteString("# What `corkboard check` finds\n\n")
	b.WriteString("Every message ends in the name of its rule, such as [text-cut]. An error keeps a listing off the site until it is corrected; a warning does not.\n")
	b.WriteString("Rules about pages and themes are at the end. This page is made from the rules themselves.\n")
	for _, g := range Groups() {
		fmt.Fprintf(&b, "\n## %s\n", g.Title)
		for _, r := range g.Rules {
			level := "error"
			if r.Level == problem.Warning {
				level = "warning"
			}
			fmt.Fprintf(&b, "\n### %s\n\n*%s*: %s %s\n\n- Example: %s\n- What to do: %s\n", r.ID, level, r.What, r.Why, code(r.Example), code(r.Fix))
		}
	}
	return b.String()
}

// code prints typed text as code, and words as words.
func code(s string) string {
	typed := strings.ContainsAny(s, ":[]<>{}|\\/`*") || strings.HasPrefix(s, "-") || strings.HasPrefix(s, "schedule")
	if !typed {
		return s
	}
	visible := strings.Map(func(r rune) rune {
		if r == '\t' {
			return '→'
		}
		if r < ' ' || r == 0x200B || r >= 0x202A && r <= 0x202E {
			return '\uFFFD'
		}
		return r
	}, s)
	if strings.Contains(visible, "`") {
		return "`` " + visible + " ``"
	}
	return "`" + visible + "`"
}

// Every rule is described, once, in whole sentences.
func TestEveryRuleIsDescribed(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range All() {
		if seen[r.ID] {
			t.Errorf("%s is in the table twice", r.ID)
		}
		seen[r.ID] = true
		for _, sentence := range []string{r.What, r.Why} {
			if sentence == "" || !strings.HasSuffix(sentence, ".") || strings.HasPrefix(sentence, " ") {
				t.Errorf("%s is described as %q", r.ID, sentence)
			}
		}
		if r.Example == "" || r.Fix == "" || r.Example == r.Fix {
			t.Errorf("%s: the example %q, the fix %q", r.ID, r.Example, r.Fix)
		}
		if r.Level != problem.Error && r.Level != problem.Warning {
			t.Errorf("%s has the level %v", r.ID, r.Level)
		}
	}
	total := 0
	for _, g := range Groups() {
		total += len(g.Rules)
	}
	if total != len(All()) {
		t.Errorf("%d rules in groups, %d in all", total, len(All()))
	}
}

// A rule missing from the table counts as an error: better to refuse than to
// publish something wrong.
func TestLevel(t *testing.T) {
	for id, want := range map[string]problem.Level{"text-cut": problem.Error, "too-long": problem.Warning, "no such rule": problem.Error} {
		if got := Level(id); got != want {
			t.Errorf("%s: %v", id, got)
		}
	}
	if r, ok := Find("too-long"); !ok || r.ID != "too-long" {
		t.Errorf("found %v, %v", r, ok)
	}
	if _, ok := Find("no such rule"); ok {
		t.Error("found a rule that is not there")
	}
	for code, want := range map[string]string{"unknown-zone": "unknown-zone", "unknown-closure": "unknown-closure", "twelve": "schedule-twelve"} {
		if got := Schedule(code); got != want {
			t.Errorf("%s: %s", code, got)
		}
	}
	if Markdown("raw-html") != "markdown-raw-html" {
		t.Error(Markdown("raw-html"))
	}
}
