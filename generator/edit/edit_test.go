package edit

import (
	"strings"
	"testing"
)

func TestSetLeavesTheRest(t *testing.T) {
	for _, c := range []struct{ name, entry, before, after string }{
		{"a.yaml", "", "title: A\nchecked: 2026-01-01\nkind: x\n", "title: A\nchecked: 2026-11-30\nkind: x\n"},
		{"a.yaml", "", "title: A\n\n# why\nchecked:   2026-01-01   # by phone\n\nkind: x # y\n", "title: A\n\n# why\nchecked: 2026-11-30 # by phone\n\nkind: x # y\n"},
		{"a.yaml", "", "title: A", "title: A\nchecked: 2026-11-30\n"},
		{"a.yaml", "", "title: A\nbody: |\n  one\n\n  # two\n\n# last\n", "title: A\nbody: |\n  one\n\n  # two\nchecked: 2026-11-30\n\n# last\n"},
		{"a.yaml", "", "title: A\nchecked:\n  date: 2026-01-01\n  by: Maria\n  # note\n  how: phone\nkind: x\n", "title: A\nchecked: 2026-11-30\nkind: x\n"},
		{"a.yaml", "", "title: A\nchecked: {date: 2026-01-01, by: Maria}\n", "title: A\nchecked: 2026-11-30\n"},
		{"a.yaml", "", "title: A\nchecked:\nkind: x\n", "title: A\nchecked: 2026-11-30\nkind: x\n"},
		{"a.yaml", "", "title: A\r\nchecked: \"2026-01-01\" # so\r\nkind: x\r\n", "title: A\r\nchecked: 2026-11-30 # so\r\nkind: x\r\n"},
		{"a.yaml", "", "tags:\n- a\n- b\nphones:\n- 1\n- 2\n", "tags:\n- a\n- b\nphones:\n- 1\n- 2\nchecked: 2026-11-30\n"},
		{"a.yaml", "two", "one:\n  title: A\n  checked: 2026-01-01\n\n# second\ntwo:\n    title: B\n    tags:\n      - c\n\nthree:\n  title: C\n", "one:\n  title: A\n  checked: 2026-01-01\n\n# second\ntwo:\n    title: B\n    tags:\n      - c\n    checked: 2026-11-30\n\nthree:\n  title: C\n"},
		{"a.md", "", "---\ntitle: A\nchecked: 2026-01-01\n---\nchecked: 2026-01-01\n", "---\ntitle: A\nchecked: 2026-11-30\n---\nchecked: 2026-01-01\n"},
		{"a.md", "", "---\ntitle: A\n---\nText\n", "---\ntitle: A\nchecked: 2026-11-30\n---\nText\n"},
	} {
		f, err := Read(c.name, []byte(c.before))
		if err == nil {
			err = f.Set(c.entry, "checked", "2026-11-30")
		}
		if err != nil {
			t.Errorf("%q: %v", c.before, err)
		} else if got := string(f.Bytes()); got != c.after {
			t.Errorf("%q:\ngot  %q\nwant %q", c.before, got, c.after)
		}
	}
}

// What would change something else is refused, and the file stays as it was.
func TestRefused(t *testing.T) {
	for _, c := range []struct{ name, entry, text string }{
		{"a.yaml", "one", "one: {title: A}\n"}, {"a.yaml", "none", "one:\n  title: A\n"}, {"a.yaml", "", "{title: A, checked: 2026-01-01}\n"},
		{"a.yaml", "", "title: [\n"}, {"a.md", "", "title: A\n"}, {"a.md", "", "---\ntitle: A\n"}, {"a.yaml", "", "- a\n"}, {"a.yaml", "", ""},
	} {
		f, err := Read(c.name, []byte(c.text))
		if err == nil {
			err = f.Set(c.entry, "checked", "2026-11-30")
			if got := string(f.Bytes()); got != c.text {
				t.Errorf("%q became %q", c.text, got)
			}
		}
		if err == nil {
			t.Errorf("%q: not refused", c.text)
		}
	}
	f, err := Read("a.yaml", []byte("title: A\nkind: x\n"))
	if err != nil {
		t.Fatal(err)
	}
	if f.Set("", "title", "B\nkind: y") == nil || f.Set("", "title", "[") == nil {
		t.Error("a value that is more than a value was written")
	}
}

func TestRemove(t *testing.T) {
	const text = "# Open doors.\none:\n  title: A\n\n# second\ntwo:\n  title: B\n\nthree:\n  title: C\n"
	for entry, want := range map[string]string{
		"one":   "# Open doors.\n# second\ntwo:\n  title: B\n\nthree:\n  title: C\n",
		"two":   "# Open doors.\none:\n  title: A\n\nthree:\n  title: C\n",
		"three": "# Open doors.\none:\n  title: A\n\n# second\ntwo:\n  title: B\n\n",
	} {
		f, err := Read("a.yaml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		if err := f.Remove(entry); err != nil || string(f.Bytes()) != want {
			t.Errorf("%s: %v\n%s", entry, err, f.Bytes())
		}
	}
}

func TestScalar(t *testing.T) {
	f, err := Read("a.yaml", []byte("related: [a, \"b\", c] # é b\nother: b\n"))
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Scalar(f.Root().Get("related").Items[1], "new-b"); err != nil || string(f.Bytes()) != "related: [a, new-b, c] # é b\nother: b\n" {
		t.Errorf("%v: %s", err, f.Bytes())
	}
	if f.Scalar(f.Root().Get("other"), "x: y") == nil || f.Scalar(f.Root().Get("other"), "x # y") != nil && strings.Contains(string(f.Bytes()), "#  y") {
		t.Error("more than a value was written")
	}
}

func TestFix(t *testing.T) {
	got, made := Fix([]byte("a: 1\r\nb\r\n  -2\r\nc: 3\r\n"), []Correction{{2, "b", "b:\n  - 2"}, {2, "b", "b: 9"}, {3, "  -2", "x"}, {4, "c: 4", "c: 5"}, {4, "c: 3", "c: 5\nd: 6"}, {9, "", "x"}, {1, "a: 1", "a: 1"}})
	if want := "a: 1\r\nb:\r\n  - 2\r\nc: 3\r\n"; string(got) != want || made != 1 {
		t.Errorf("%d: %q, want %q", made, got, want)
	}
}

// Whatever a file holds, an edit that succeeds can be read, says the new value, and
// leaves all other lines.
func FuzzSet(f *testing.F) {
	f.Add("title: A\nchecked: 2026-01-01 # x\nb:\n  - c\n", false)
	f.Add("title: |\n  x\n# c\n", false)
	f.Add("---\ntitle: A\n---\n\nText", true)
	f.Add("checked:\n  date: x\n  # y\na: 'b\n  c'\n", false)
	f.Fuzz(func(t *testing.T, text string, md bool) {
		name := "a.yaml"
		if md {
			name = "a.md"
		}
		file, err := Read(name, []byte(text))
		if err != nil || file.Set("", "checked", "2026-11-30") != nil {
			return
		}
		after := string(file.Bytes())
		again, err := Read(name, []byte(after))
		if err != nil || again.Root().Get("checked").Value != "2026-11-30" {
			t.Fatalf("%q became %q: %v", text, after, err)
		}
		if err := again.Set("", "checked", "2026-11-30"); err != nil || string(again.Bytes()) != after {
			t.Fatalf("%q is not stable: %q, %v", after, again.Bytes(), err)
		}
	})
}
