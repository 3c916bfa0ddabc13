package edit

import (
	"slices"
	"testing"
)

func rankOf(key string) (int, bool) {
	i := slices.Index([]string{"title", "kind", "tags", "body", "checked"}, key)
	return i, i >= 0
}

func TestArrange(t *testing.T) {
	for _, c := range []struct{ name, entry, before, after string }{
		{"a.yaml", "", "kind: x\ntitle: A\n", "title: A\nkind: x\n"},
		{"a.yaml", "", "kind: x # a\ntitle: A", "title: A\nkind: x # a\n"},
		{"a.yaml", "", "kind: x\r\ntitle: A\r\n", "title: A\r\nkind: x\r\n"},
		{"a.yaml", "", "checked: 2026-11-01\nx-own: 1\n# of title\ntitle: A\nkind: x\n", "# of title\ntitle: A\nkind: x\nchecked: 2026-11-01\nx-own: 1\n"},
		{"a.yaml", "", "x-own: 1\nkind: x\ntitle: A\n", "x-own: 1\ntitle: A\nkind: x\n"},
		{"a.yaml", "", "# yaml-language-server: $schema=x\n# of kind\nkind: x\n\ntitle: A\n\n# last\n", "# yaml-language-server: $schema=x\ntitle: A\n\n# of kind\nkind: x\n\n# last\n"},
		{"a.yaml", "", "# the file\n\nkind: x\n# below kind\n\n# of title\ntitle: A\n", "# the file\n\n# of title\ntitle: A\n\nkind: x\n# below kind\n"},
		{"a.yaml", "", "body: |\n  one\n\n  # two\n\ntags:\n- a\n# of b\n- b\n  # deep\nkind: x\n", "kind: x\n\ntags:\n- a\n# of b\n- b\n  # deep\nbody: |\n  one\n\n  # two\n"},
		{"a.yaml", "two", "one:\n  kind: x\n  title: A\n\n# second\ntwo:\n    kind: y\n    tags:\n      - c\n    # of title\n    title: B\n\nthree:\n  kind: z\n", "one:\n  kind: x\n  title: A\n\n# second\ntwo:\n    # of title\n    title: B\n    kind: y\n    tags:\n      - c\n\nthree:\n  kind: z\n"},
		{"a.md", "", "---\nkind: x\ntitle: A\n---\nkind: y\ntitle: B\n", "---\ntitle: A\nkind: x\n---\nkind: y\ntitle: B\n"},
		{"a.yaml", "", "{kind: x, title: A}\n", ""},
		{"a.yaml", "", "kind: x\nbody: |+\n  one\n\n\ntitle: A\n", ""}, // the blank lines are part of the text
	} {
		f, err := Read(c.name, []byte(c.before))
		if err != nil {
			t.Fatal(err)
		}
		err = f.Arrange(c.entry, rankOf)
		want := c.after
		if want == "" {
			want = c.before
		}
		if (err != nil) != (c.after == "") {
			t.Errorf("%q: %v", c.before, err)
		}
		got := string(f.Bytes())
		if got != want {
			t.Errorf("%q:\ngot  %q\nwant %q", c.before, got, want)
		}
		if err := f.Arrange(c.entry, rankOf); c.after != "" && (err != nil || string(f.Bytes()) != got) {
			t.Errorf("%q: again %q, %v", got, f.Bytes(), err)
		}
	}
}

func TestShorten(t *testing.T) {
	for before, after := range map[string]string{
		"tags: [a]\n": "tag: a\n", "tag: [a]\n": "tag: a\n", "tags: [ a ]\nkind: x\n": "tag: a\nkind: x\n", "tags:\n  - a\nkind: x\n": "tag: a\nkind: x\n",
		"tags: [a, b]\n": "tags: [a, b]\n", "tags: [a] # why\n": "tags: [a] # why\n", "tags: [no]\n": "tags: [no]\n", "tags: a\n": "tags: a\n",
		"tags: [\"a b\"]\n": "tags: [\"a b\"]\n", "tags: [a]\ntag: b\n": "tags: [a]\ntag: b\n", "tags:\n  # why\n  - a\n": "tags:\n  # why\n  - a\n",
	} {
		f, err := Read("a.yaml", []byte(before))
		if err == nil {
			err = f.Shorten("", "tags", "tag")
		}
		if got := string(f.Bytes()); err != nil || got != after {
			t.Errorf("%q: got %q, want %q (%v)", before, got, after, err)
		}
	}
}
