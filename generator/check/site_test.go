package check

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"corkboard/generator/problem"
	"corkboard/generator/tree"
)

// judged is what Tree finds in files, as "rule source: text" lines.
func judged(t *testing.T, base string, files ...tree.File) string {
	t.Helper()
	site, _ := tree.New(files)
	list, err := Tree(t.Context(), site, Options{Base: base})
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, p := range list {
		fmt.Fprintf(&out, "%s %s: %s\n", p.Rule, p.File, p.Text)
	}
	return out.String()
}

func TestCalendarTooLarge(t *testing.T) {
	for n, want := range map[int]bool{calendarBudget: false, calendarBudget + 1: true} {
		got := judged(t, "/", tree.Bytes("calendar.ics", make([]byte, n)))
		if strings.HasPrefix(got, "calendar-too-large") != want {
			t.Errorf("%d bytes: %q", n, got)
		}
	}
}

// Pages of content that goes beyond a limit are not rendered to be judged.
func TestBeyond(t *testing.T) {
	for rule, want := range map[string]bool{"too-many-values": true, "nested-too-deep": true, "unknown-key": false} {
		if got := Beyond(problem.List{{Rule: "bad-id"}, {Rule: rule}}); got != want {
			t.Errorf("%s: %t", rule, got)
		}
	}
}

func TestBrokenLinks(t *testing.T) {
	files := []tree.File{
		tree.Bytes("index.html", nil), tree.Bytes("give/index.html", nil), tree.Bytes("feed.xml", nil), tree.Bytes("pics/a b.png", nil),
	}
	for link, good := range map[string]bool{
		"/town/": true, "/town/give/": true, "/town/give/?a=b": true, "/town/give/#x": true, "/town/feed.xml": true, "/town/feed.xml?x": true,
		"../give/": true, "../": true, "#here": true, "?q=x": true, "https://elsewhere.example/x": true, "//elsewhere.example/x": true, "mailto:a@b.example": true,
		"/town/pics/a%20b.png": true, "/town/give/&#43;": false,
		"/town/give": false, "/town/gone/": false, "/give/": false, "/": false, "gone.html": false, "../gone/": false, "/town/feed.xml/": true,
	} {
		for _, attribute := range []string{"href", "src"} {
			page := tree.Bytes("x/index.html", fmt.Appendf(nil, `<a %s="%s">x</a>`, attribute, link))
			page.Source = "pages/x.md"
			got := judged(t, "/town/", append([]tree.File{page}, files...)...)
			if (got == "") != good || !good && !strings.HasPrefix(got, "broken-internal-link pages/x.md: the page x/index.html links to ") {
				t.Errorf("%s=%s: %q", attribute, link, got)
			}
		}
	}
}

// Of many files that a leak is in, each listing is named once, and files made of
// several listings only when no listing is to blame.
func TestBlame(t *testing.T) {
	at := func(rule, file string) problem.Problem { return problem.Problem{Rule: rule, File: file} }
	for _, c := range []struct {
		found problem.List
		want  string
	}{
		{problem.List{at(leakRule, "opportunities/a.yaml"), at(leakRule, ""), at(leakRule, "opportunities/a.yaml"), at(leakRule, "organizations/b.yaml"), at(leakRule, "locations.yaml")}, "opportunities/a.yaml organizations/b.yaml"},
		{problem.List{at(leakRule, "locations.yaml"), at(leakRule, "locations.yaml")}, "locations.yaml"},
		{problem.List{at("broken-internal-link", "a.yaml"), at("calendar-too-large", "a.yaml")}, "a.yaml a.yaml"},
		{problem.List{at("broken-internal-link", "a.yaml"), at(leakRule, "opportunities/a.yaml")}, "a.yaml opportunities/a.yaml"},
	} {
		var got []string
		for _, p := range blame(c.found) {
			got = append(got, p.File)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%v, want %s", got, c.want)
		}
	}
}

func TestClashes(t *testing.T) {
	list := Clashes([]tree.Clash{
		{Path: "a/index.html", First: "one.yaml", Second: "two.yaml"}, {Path: "b.txt", First: "one.yaml"}, {Path: "c.txt", Second: "two.yaml"},
	})
	for i, want := range []string{"two.yaml address a/; one.yaml", "one.yaml address b.txt; one.yaml", "two.yaml address c.txt; the site itself"} {
		file, rest, _ := strings.Cut(want, " address ")
		address, other, _ := strings.Cut(rest, "; ")
		p := list[i]
		if p.File != file || p.Level != problem.Error || !strings.Contains(p.Text, "address "+address+";") || !strings.HasSuffix(p.Text, other) {
			t.Errorf("%s: %s, want %s", p.File, p.Text, want)
		}
	}
}

func TestTreeReportsFaults(t *testing.T) {
	broken := errors.New("broken")
	site, _ := tree.New([]tree.File{
		tree.Known("a.html", tree.Hash{}, func(io.Writer) error { return broken }),
		tree.Bytes("b.html", []byte(`<a href="/gone/">x</a>`)),
	})
	list, err := Tree(t.Context(), site, Options{Base: "/"})
	if !errors.Is(err, broken) || !strings.Contains(err.Error(), "a.html") || len(list) != 1 {
		t.Errorf("%v, %v", list, err)
	}
	styled, _ := tree.New([]tree.File{tree.Known("a.css", tree.Hash{}, func(io.Writer) error { return broken })})
	if _, err := Tree(t.Context(), styled, Options{Base: "/"}); !errors.Is(err, broken) {
		t.Errorf("a style sheet: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Tree(ctx, site, Options{Base: "/"}); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
}
