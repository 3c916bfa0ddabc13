package edit

import "testing"

func TestAdd(t *testing.T) {
	for _, c := range []struct{ before, after string }{
		{"schedule:\n  repeat: w\nkind: x\n", "schedule:\n  repeat: w\n  skip: b..c\nkind: x\n"},
		{"schedule:\n  skip: a # why\n  repeat: w\n", "schedule:\n  skip: [a, b..c] # why\n  repeat: w\n"},
		{"schedule:\n  skip: [a, \"d\"] # why\n  repeat: w\n", "schedule:\n  skip: [a, \"d\", b..c] # why\n  repeat: w\n"},
		{"schedule:\n  skip:\n    - a\n    - d # why\n  repeat: w\n", "schedule:\n  skip:\n    - a\n    - d # why\n    - b..c\n  repeat: w\n"},
		{"schedule:\n  {repeat: w, date: d}\n", ""},
		{"schedule:\n  repeat: w\n  skip:\n    a: b\n", ""},
		{"schedule:\n  repeat: w\n  skip: |\n    a\n", ""},
	} {
		f, err := Read("a.yaml", []byte(c.before))
		if err != nil {
			t.Fatal(err)
		}
		want := c.after
		if want == "" {
			want = c.before
		}
		err = f.Add(f.Root().Get("schedule"), "skip", "b..c")
		if got := string(f.Bytes()); got != want || (err == nil) != (c.after != "") {
			t.Errorf("%q:\ngot  %q\nwant %q (%v)", c.before, got, want, err)
		}
	}
}
