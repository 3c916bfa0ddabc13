package problem

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestTextPutsTheCaretUnderTheMistake(t *testing.T) {
	list := List{{
		Rule: "unknown-kind", Level: Error, File: "opportunities/a.yaml", Line: 3, Col: 7, Width: 4,
		Text: "“soup” is no kind", Hint: "write: kind: get-help", Source: "kind: soup",
	}}
	var b bytes.Buffer
	if err := list.Text(&b, "content", false); err != nil {
		t.Fatal(err)
	}
	want := `content/opportunities/a.yaml:3:7: error: “soup” is no kind [unknown-kind]
  3 | kind: soup
    |       ^^^^
  write: kind: get-help
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", &b, want)
	}
}

// A long line is cut around the mistake, and the caret still points at it.
// A mistake in a whole folder does not hide another.
func TestManyEqualProblemsAreShortened(t *testing.T) {
	list := func(n int) List {
		var l List
		for i := range n {
			l = append(l, Problem{Rule: "unknown-key", File: fmt.Sprintf("a%d.yaml", i), Line: 2, Text: "there is no colour", Hint: "write color"})
		}
		return append(l, Problem{Rule: "unknown-key", File: "b.yaml", Line: 1, Text: "there is no titel", Hint: "write title"})
	}
	for _, test := range []struct {
		n, hints int
		more     string
	}{{5, 6, ""}, {6, 4, "3 more of the same:\n  d/a3.yaml:2\n  d/a4.yaml:2\n  d/a5.yaml:2\n\nd/b.yaml:1: warning: there is no titel"}} {
		var b strings.Builder
		if err := list(test.n).Text(&b, "d", false); err != nil {
			t.Fatal(err)
		}
		got := b.String()
		if strings.Count(got, "  write ") != test.hints || !strings.Contains(got, test.more) || strings.Contains(got, "more of") != (test.more != "") {
			t.Errorf("%d of the same:\n%s", test.n, got)
		}
		for i := range test.n {
			if strings.Count(got, fmt.Sprintf("d/a%d.yaml:2", i)) != 1 {
				t.Errorf("%d of the same: a%d.yaml is not named once:\n%s", test.n, i, got)
			}
		}
	}
}

func TestExcerptKeepsTheMistake(t *testing.T) {
	for _, col := range []int{1, 40, 72, 100, 400, 5000, 300_000} {
		source := strings.Repeat("ä", col-1) + "X" + strings.Repeat("z", 300)
		line, caret := excerpt(source, col, 1)
		at := strings.IndexByte(caret, '^')
		if runes := []rune(line); at >= len(runes) || runes[at] != 'X' {
			t.Errorf("column %d: the caret of %q is under column %d", col, line, at)
		}
		if n := len([]rune(line)); n > excerptWidth+2 {
			t.Errorf("column %d: the excerpt has %d characters", col, n)
		}
	}
}

// A line of a hundred thousand mistakes is cut before it is measured.
func TestExcerptLooksNearTheMistake(t *testing.T) {
	source := strings.Repeat("ä", 200_000)
	for _, col := range []int{0, 1, 100, 150_000, 200_000, 300_000} {
		if near, _ := near(source, col); len(near) > LongLine {
			t.Errorf("column %d: %d bytes are looked at", col, len(near))
		}
	}
}

// A rule that says something else at each line does not bury the others.
func TestManyProblemsOfARuleAreCounted(t *testing.T) {
	var l List
	for i := range mostOfRule + 50 {
		l = append(l, Problem{Rule: "unknown-key", File: "a.yaml", Line: i + 1, Text: fmt.Sprintf("there is no k%d", i)})
	}
	l = append(l, Problem{Rule: "title-missing", File: "b.yaml", Line: 1, Text: "there is no title"})
	var b strings.Builder
	if err := l.Text(&b, "d", false); err != nil {
		t.Fatal(err)
	}
	got := b.String()
	if n := strings.Count(got, "[unknown-key]"); n != mostOfRule+1 || !strings.Contains(got, "\nand 50 more [unknown-key]") || !strings.Contains(got, "[title-missing]") {
		t.Errorf("%d times of the rule:\n…%s", n, got[max(0, len(got)-300):])
	}
}

// Untrusted text never controls a terminal or starts a command of a CI runner.
func TestNothingRawIsPrinted(t *testing.T) {
	evil := "a\x1b[2J\u202eb\x00\n::error::c,d%0A"
	list := List{{Rule: "x", File: evil, Line: 1, Col: 1, Text: evil, Hint: evil, Source: evil}}
	var text, runner bytes.Buffer
	if err := list.Text(&text, "", true); err != nil {
		t.Fatal(err)
	}
	if err := list.GitHub(&runner, "content"); err != nil {
		t.Fatal(err)
	}
	for name, out := range map[string]string{"text": strings.ReplaceAll(strings.ReplaceAll(text.String(), "\x1b[33m", ""), "\x1b[0m", ""), "github": runner.String()} {
		for _, bad := range []string{"\x1b[2J", "\u202e", "\x00"} {
			if strings.Contains(out, bad) {
				t.Errorf("%s prints %q", name, bad)
			}
		}
	}
	if strings.Count(runner.String(), "\n") != 1 || !strings.HasPrefix(runner.String(), "::warning file=") {
		t.Errorf("a text became a command: %q", runner.String())
	}
	var rows []map[string]any
	b := &bytes.Buffer{}
	if err := list.JSON(b); err != nil || json.Unmarshal(b.Bytes(), &rows) != nil || rows[0]["text"] != evil {
		t.Errorf("JSON does not hold what was written: %s", b)
	}
}

func TestNearest(t *testing.T) {
	kinds := []string{"volunteer", "get-help", "event", "meeting", "group"}
	for word, want := range map[string]string{
		"volunter": "volunteer", "Get Help": "get-help", "gethelp": "get-help", "evnet": "event", "volunteering": "volunteer", "metting": "meeting",
		"dog": "", "": "", "xylophone": "",
	} {
		if got, ok := Nearest(word, kinds); got != want || ok != (want != "") {
			t.Errorf("%q: got %q, want %q", word, got, want)
		}
	}
}

func TestSortDropsRepetitions(t *testing.T) {
	a, b := Problem{File: "a", Line: 2, Text: "x"}, Problem{File: "a", Line: 1, Level: Error, Text: "y"}
	got := List{a, b, a}.Sort()
	if len(got) != 2 || got[0] != b {
		t.Errorf("got %v", got)
	}
	if errors, warnings := got.Count(); errors != 1 || warnings != 1 {
		t.Errorf("counted %d errors, %d warnings", errors, warnings)
	}
}

// Neither a file without line breaks nor a mistake in a whole folder fills the
// terminal.
func TestLongMessagesAreCut(t *testing.T) {
	long := strings.Repeat("é", 70_000)
	var many List
	for i := range 1000 {
		many = append(many, Problem{Rule: "r", Level: Error, File: fmt.Sprintf("f%d.yaml", i), Line: 1, Text: "the same", Hint: "fix it"})
	}
	many = append(many, Problem{Rule: "r", Level: Error, File: "long.yaml", Line: 1, Col: 30_000, Width: 40_000, Text: long, Hint: long, Source: long, Fix: long})
	var text, rows strings.Builder
	if err := many.Text(&text, "content", false); err != nil {
		t.Fatal(err)
	}
	if err := many[len(many)-1:].JSON(&rows); err != nil {
		t.Fatal(err)
	}
	if n := len(text.String()); n > 8<<10 || !strings.Contains(text.String(), "and 977 more") || !strings.Contains(text.String(), "f22.yaml") {
		t.Errorf("%d bytes:\n%.3000s", n, text.String())
	}
	if n := len(rows.String()); n > 4<<10 {
		t.Errorf("%d bytes of JSON for one problem", n)
	}
}

// Untrusted text is never a command of a CI runner.
func TestPrintableStartsNoCommand(t *testing.T) {
	for _, s := range []string{"::error::gone", "##[error]gone", "\n::error::gone", " \t\u2028::error::gone", "x ##[error]gone", "\x00::error::gone"} {
		if got := Printable(s); strings.HasPrefix(strings.TrimSpace(got), "::") || strings.Contains(got, "##[") || strings.Contains(got, "\n") {
			t.Errorf("%q is printed as %q", s, got)
		}
	}
}

// A file may be outside the folder with the listings, such as in a theme.
func TestPathsOfOtherFolders(t *testing.T) {
	p := Problem{Rule: "theme", Level: Error, Folder: "themes", File: "mine/theme.yaml", Line: 2, Col: 1, Text: "x"}
	if got := p.Position("content"); got != "themes/mine/theme.yaml:2:1" {
		t.Error(got)
	}
	var text, rows, commands strings.Builder
	list := List{p}
	if err := errors.Join(list.Text(&text, "content", false), list.JSON(&rows), list.GitHub(&commands, "content")); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ got, want string }{
		{text.String(), "themes/mine/theme.yaml:2:1: error"}, {rows.String(), `"file": "themes/mine/theme.yaml"`}, {commands.String(), "file=themes/mine/theme.yaml,"},
	} {
		if !strings.Contains(c.got, c.want) {
			t.Errorf("%s\nlacks %s", c.got, c.want)
		}
	}
}
