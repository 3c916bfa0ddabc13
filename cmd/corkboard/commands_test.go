package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// runnerCommand is what GitHub's runner takes for a command in what a step prints: ::
// at the beginning of a line, ##[ anywhere.
var runnerCommand = regexp.MustCompile(`(?m)^[\s\pZ]*::.*|##\[.*`)

// ours is a line of check --format github.
var ours = regexp.MustCompile(`^::(error|warning|notice) file=[^:]*::[^\r\n]*$`)

// Whatever a change holds, nothing that a command prints about it in any format starts
// a command of the machine that checks it.
func TestNothingPrintedIsACommand(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git is not installed")
	}
	dir := t.TempDir()
	t.Chdir(dir)
	git := func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main"}, args...)...)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	write := func(name, text string) {
		t.Helper()
		name = filepath.Join(dir, "content", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("site.yaml", "title: Elm\nid: elm-town\nurl: https://elm.town\ntimezone: America/New_York\n")
	write("organizations/a.yaml", "name: A\nphone: 518-555-0142\n")
	write("opportunities/old.yaml", "title: Old\norganization: a\nkind: event\nschedule: 2099-01-01 10:00\n")
	git("init", "-q")
	git("add", "-A")
	git("commit", "-qm", "Begin")
	for i, evil := range []string{"::error::x", "##[error]x", "x ##[add-path]/tmp", "\r::error::x", "\u2028::error::x", "%0A::error::x", "::error file=a::b"} {
		name := strings.Repeat("x", i+1)
		quoted := `"` + strings.NewReplacer("\r", `\r`, `"`, "").Replace(evil) + `"`
		write("organizations/"+name+".yaml", "name: "+quoted+"\nchecked: 2020-01-01\nphone: "+quoted+"\nemail: "+quoted+"\n")
		write("opportunities/"+name+".md", "---\ntitle: "+quoted+"\norganization: "+name+"\nkind: event\nschedule: 2099-01-0"+string(rune('1'+i))+" 10:00\nurl: "+quoted+"\ncost: "+quoted+"\nchecked: 2020-01-01\n---\n\n"+evil+"\n\n"+evil+"\n")
		write("opportunities/bad-"+name+".yaml", "title: "+evil+"\nkind: "+quoted+"\n"+quoted+": "+quoted+"\nshedule:\n"+evil+"\nwhen: |\n  "+evil+"\n")
		if !strings.ContainsAny(evil, "/") {
			write("opportunities/"+evil+".yaml", evil)
		}
	}
	write("opportunities/old.yaml", "title: \"::error::Old\"\norganization: a\nkind: event\nschedule: 2099-01-02 10:00\nstatus: cancelled\nstatus_note: \"a\\n::error::b ##[x]\"\n")
	git("add", "-A")
	git("commit", "-qm", "::error::More")
	for _, line := range []string{
		"check", "check --stale", "check --changed HEAD~1", "check --format json", "check --format gitlab", "check --format sarif", "check --format rdjson", "check --format github",
		"diff HEAD~1", "diff HEAD~1 HEAD", "build --keep-going", "fmt --check", "doctor", "schema opportunity", "confirm ::error::x", "rename old ##[x]", "change --all --closed 2099-01-01..2099-01-03", "check --fix", "withdraw old",
		"::error::x", "build --::error::", "check --rule ::error::x",
	} {
		var out, errors strings.Builder
		run(t.Context(), strings.Fields(line), &out, &errors)
		if out.Len()+errors.Len() == 0 {
			t.Errorf("corkboard %s prints nothing", line)
		}
		for _, text := range []string{out.String(), errors.String()} {
			text = strings.ReplaceAll(text, "\r", "\n") // a line may end so
			for _, found := range runnerCommand.FindAllString(text, -1) {
				if line != "check --format github" || !ours.MatchString(found) || strings.Contains(found, "##[") {
					t.Errorf("corkboard %s prints %.200q", line, found)
				}
			}
		}
	}
}
