package yaml

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"corkboard/generator/problem"
)

// dump writes a tree in one line.
func dump(n *Node) string {
	if n == nil {
		return "nil"
	}
	var b strings.Builder
	switch n.Kind {
	case Scalar:
		fmt.Fprintf(&b, "%q", n.Value)
	case Map:
		b.WriteByte('{')
		for i, p := range n.Pairs {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(p.Key.Value + ":" + dump(p.Value))
		}
		b.WriteByte('}')
	case List:
		b.WriteByte('[')
		for i, item := range n.Items {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(dump(item))
		}
		b.WriteByte(']')
	}
	if n.Lost != nil {
		fmt.Fprintf(&b, "!%v", n.Lost)
	}
	return b.String()
}

// Scalars keep the text they were written with.
func TestParseKeepsText(t *testing.T) {
	const text = "\uFEFFa: 02134\r\nb: no\r\nc: 2026-12-05\r\nd: 1e3\r\ne: 0x1F\r\nf: ~\r\ng: 'it''s'\r\nh: \"a\\tb\"\r\ni: |\r\n  x\r\n  y\r\nj: >-\r\n  x\r\n  y\r\nk: [a, b]\r\nl:\r\n- c\r\n- d\r\nm: {n: o}\r\np: a\r\n  b\r\n"
	n, problems := Parse("f.yaml", []byte(text), Limits{})
	const want = `{a:"02134" b:"no" c:"2026-12-05" d:"1e3" e:"0x1F" f:"~" g:"it's" h:"a\tb" i:"x\ny\n" j:"x y" k:["a" "b"] l:["c" "d"] m:{n:"o"} p:"a b"}`
	if got := dump(n); got != want || len(problems) > 0 {
		t.Errorf("got %s\nwant %s\n%v", got, want, problems)
	}
	if f := n.Get("f"); !f.Null || n.Get("b").Null {
		t.Error("what is nothing")
	}
	if k := n.Get("k").Items[1]; k.Line != 15 || k.Col != 8 {
		t.Errorf("b is at %d:%d", k.Line, k.Col)
	}
}

// Each mistake is reported with its place and, where certain, the corrected line,
// and does not hide the rest of the file.
func TestMistakes(t *testing.T) {
	tests := []struct {
		text string
		want string // line:col rule → fix, separated by "; "
		tree string
	}{
		{"title: Help: food bank\nkind: x\n", `1:12 quote-needed → title: "Help: food bank"`, `{title:"Help: food bank" kind:"x"}`},
		{"title: Note:\nkind: x\n", `1:12 quote-needed → title: "Note:"`, `{title:"Note:" kind:"x"}`},
		{"title: \"Asthma\" on Elm\n", `1:8 quote-needed → title: '"Asthma" on Elm'`, `{title:"\"Asthma\" on Elm"}`},
		{"a: 'it's here'\nb: c\n", `1:4 quote-needed → a: "it's here"`, `{a:"it's here" b:"c"}`},
		{"a: @home\nb: `x`\nc: %d\nd: *star*\ne: [Free] lunch\nf: |pipe\ng: - dash\n",
			"1:4 quote-needed → a: \"@home\"; 2:4 quote-needed → b: \"`x`\"; 3:4 quote-needed → c: \"%d\"; 4:4 quote-needed → d: \"*star*\"; 5:4 quote-needed → e: \"[Free] lunch\"; 6:4 quote-needed → f: \"|pipe\"; 7:4 quote-needed → g: \"- dash\"",
			"{a:\"@home\" b:\"`x`\" c:\"%d\" d:\"*star*\" e:\"[Free] lunch\" f:\"|pipe\" g:\"- dash\"}"},
		{"who:\n\tnote: x\n\tage: 3\nb: c: d\n", `2:1 tab-indentation →   note: x; 4:5 quote-needed → b: "c: d"`, `{who:{note:"x" age:"3"} b:"c: d"}`},
		{"title: Food\n  kind: x\n", `2:3 indentation → kind: x`, `{title:"Food" kind:"x"}`},
		{"who:\n  note: x\n age: 3\n", `3:1 indentation →   age: 3`, `{who:{note:"x" age:"3"}}`},
		{"summary: We meet and\n  what we need: shoes\nkind: x\n", `2:3 indentation`, `{summary:"We meet and what we need - shoes" kind:"x"}`},
		{"title:Food\nkind: x\n", `1:5 space-after-colon → title: Food`, `{title:"Food" kind:"x"}`},
		{"who:\n  note:x\n  age: 3\n", `2:6 space-after-colon →   note: x`, `{who:{note:"x" age:"3"}}`},
		{"title Food\nkind: x\n", `1:5 no-key → title: Food`, `{title:"Food" kind:"x"}`},
		{"a: \"open\nb: c\n", `1:4 unclosed-quote → a: "open"`, `{a:"open" b:"c"}`},
		{"a: [x, y\nb: c\n", `1:4 unclosed-bracket → a: [x, y]`, `{a:["x" "y"] b:"c"}`},
		{"a: \"C:\\pictures\"\n", `1:7 bad-escape → a: "C:\\pictures"`, `{a:"C:\\pictures"}`},
		{"a: {text: Closed, see door}\n", `1:19 braces-comma → a: {text: "Closed, see door"}`, `{a:{text:"Closed, see door"}}`},
		{"a: 1\nb: 2\na: 3\n", `3:1 duplicate-key`, `{a:"1" b:"2"}`},
		{"a: &n x\nb: *n\n", `1:4 anchor → a: "&n x"; 2:4 anchor → b: "*n"`, `{a:"x"}![b]`},
		{"a:\n  <<: {b: c}\n", `2:3 anchor`, `{a:{}}`},
		{"a: !!int 3\n", `1:4 tag → a: "!!int 3"`, `{a:"3"}`},
		{"a: b\n---\nc: d\n", `2:1 second-document`, `{a:"b"}`},
		{"a: b\n---\nc: d: e\n", `2:1 second-document`, `{a:"b"}`},
		{"<<<<<<< HEAD\na: b\n=======\na: c\n>>>>>>> x\nd: e: f\n", `1:1 merge-conflict; 4:1 duplicate-key; 6:5 quote-needed → d: "e: f"`, `{a:"b" d:"e: f"}`},
		{"a: \"x\\u202Ey\"\n", `1:4 bidi-character`, `{a:"xy"}`},
		{"a: b\u2028c\n", "1:5 zero-width-character → a: b c", `{a:"b c"}`},
		{"", "0:0 empty-file", "nil"},
		{"---\n# only this\n", "0:0 empty-file", "nil"},
		{"a: [[[[[[[[[x]]]]]]]]]\n", `1:11 too-deep`, `{a:[[[[[[[]]]]]]]}`},
	}
	for _, tt := range tests {
		n, problems := Parse("f.yaml", []byte(tt.text), Limits{})
		var got []string
		for _, p := range problems {
			s := fmt.Sprintf("%d:%d %s", p.Line, p.Col, p.Rule)
			if p.Fix != "" {
				s += " → " + p.Fix
			}
			got = append(got, s)
		}
		if s := strings.Join(got, "; "); s != tt.want {
			t.Errorf("%q says\n%s\nand not\n%s", tt.text, s, tt.want)
		}
		if tree := dump(n); tree != tt.tree {
			t.Errorf("%q is read as\n%s\nand not\n%s", tt.text, tree, tt.tree)
		}
	}
}

// A text that YAML ends at " #" records what was cut.
func TestCut(t *testing.T) {
	n, _ := Parse("f.yaml", []byte("a: gate #4\nb: x # y\nc: \"z\" # w\nd: one\n  two #3\ne: [f, g] # h\ni: a#b\n"), Limits{})
	got := ""
	for _, p := range n.Pairs {
		got += p.Value.Cut + "|"
	}
	if got != "#4|# y||#3|||" {
		t.Errorf("cut: %s", got)
	}
}

// The cost grows only linearly with the size of a file, whatever is in it.
func TestCost(t *testing.T) {
	repeat := func(s string, n int) []byte { return bytes.Repeat([]byte(s), n) }
	var keys bytes.Buffer
	for i := range 100000 {
		fmt.Fprintf(&keys, "k%d: v\n", i)
	}
	bomb := "a: &a [x]\n"
	for c := 'b'; c < 'z'; c++ {
		bomb += fmt.Sprintf("%c: &%c [*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c,*%c]\n", c, c, c-1, c-1, c-1, c-1, c-1, c-1, c-1, c-1, c-1)
	}
	large := Limits{Bytes: 4 << 20, Depth: 16, Nodes: 200000}
	for name, data := range map[string][]byte{
		"keys": keys.Bytes(), "bomb": []byte(bomb), "flow": repeat("[", 60000), "maps": repeat("{", 60000), "dashes": repeat("- ", 30000), "keys in keys": repeat("? ", 30000),
		"comments": repeat("# x\n", 200000), "blank": repeat("\n", 1000000), "quotes": repeat("'", 60000), "broken lines": repeat("a: b: c\n", 20000), "broken nested": append([]byte("a:\n"), repeat("  b: c: d\n", 20000)...),
		"tabs": repeat("\ta: b\n", 20000), "anchors": repeat("- &a x\n", 50000), "aliases": repeat("- *a\n", 50000), "unclosed": append([]byte("a: \""), repeat("x\n", 100000)...),
		"long line": append([]byte("a: "), repeat("x", 3<<20)...), "colons": append([]byte("a: "), repeat(": ", 30000)...), "documents": repeat("---\na: b\n", 50000),
		"open quotes": repeat("a: \"x\n", 10000), "open brackets": repeat("a: [x\n", 10000), "conflicts": repeat("<<<<<<< x\n", 50000), "zero width": repeat("\u200b", 300000),
		"same keys": repeat("a: b\n", 100000), "indent": func() []byte {
			var b bytes.Buffer
			for i := range 1500 {
				b.WriteString(strings.Repeat(" ", i) + "a:\n")
			}
			return b.Bytes()
		}(),
	} {
		// Quadratic reading would take minutes, so a hanging case is named.
		hangs := time.AfterFunc(2*time.Minute, func() { panic(name + " hangs") })
		n, problems := Parse("f.yaml", data, large)
		hangs.Stop()
		if n == nil && len(problems) == 0 {
			t.Errorf("%s: neither a tree nor a problem", name)
		}
	}
}

func TestLimits(t *testing.T) {
	if n, p := Parse("f", bytes.Repeat([]byte("a"), 65<<10), Limits{}); n != nil || len(p) != 1 || p[0].Rule != "file-too-large" {
		t.Errorf("bytes: %v", p)
	}
	if _, p := Parse("f", []byte("a: ["+strings.Repeat("x,", 3000)+"]"), Limits{}); len(p) != 1 || p[0].Rule != "too-many-values" {
		t.Errorf("nodes: %v", p)
	}
}

// FuzzParse checks that any input gives a tree or an error, and that the tree is
// within the limits and the file and has no unwanted characters.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"a: b\n", "title: Help: x\n", "a: [b, {c: d}]\n", "a: |\n  b\n", "- x\n- y: z\n", "a: \"\\u202e\"\n", "a: &x b\nc: *x\n", "\ta: b", "a:\n b: c\n  d: e\n", "<<<<<<< a\nb: c\n=======\n", "? a\n: b\n", "a: 'b", "\xff\xfea\x00", "a: b # c\n", "a: {b: c, d}\n", "%YAML 1.2\n---\na: b\n...\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		n, problems := Parse("f.yaml", data, Limits{})
		errors, _ := problems.Count()
		if n == nil && errors == 0 {
			t.Fatalf("neither a tree nor an error for %q", data)
		}
		lines := bytes.Count(data, []byte("\n")) + bytes.Count(data, []byte("\r")) + 1
		var check func(n *Node, depth int)
		check = func(n *Node, depth int) {
			if depth > 9 {
				t.Fatalf("too deep: %q", data)
			}
			if n.Line < 1 || n.Line > lines || n.Col < 1 {
				t.Fatalf("%q: a node at %d:%d of %d lines", data, n.Line, n.Col, lines)
			}
			for _, r := range n.Value {
				if c := classify(r); c != wanted && c != replaced {
					t.Fatalf("%q: %U got through", data, r)
				}
			}
			if line, col := n.At(len(n.Value)); line < 1 || col < 1 {
				t.Fatalf("%q: the end of %q is at %d:%d", data, n.Value, line, col)
			}
			seen := map[string]bool{}
			for _, p := range n.Pairs {
				if seen[p.Key.Value] {
					t.Fatalf("%q: the key %q occurs twice", data, p.Key.Value)
				}
				seen[p.Key.Value] = true
				check(p.Key, depth)
				check(p.Value, depth+1)
			}
			for _, item := range n.Items {
				check(item, depth+1)
			}
		}
		if n != nil {
			if n.Count() > 2000 {
				t.Fatalf("too many nodes: %q", data)
			}
			check(n, 1)
		}
		for _, p := range problems {
			if p.Rule == "" || p.Text == "" || strings.Contains(p.Text, "yaml:") {
				t.Fatalf("%q gives %+v", data, p)
			}
			if p.Level == problem.Error && p.Line > lines {
				t.Fatalf("%q: a problem on line %d of %d", data, p.Line, lines)
			}
		}
		if len(problems) > mostProblems+2100 {
			t.Fatalf("%d problems", len(problems))
		}
	})
}

// Quote and the parser agree.
func FuzzQuote(f *testing.F) {
	for _, s := range []string{"", "a", `"`, `'`, `\`, "a: b #c", "a\nb", "é"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		clean, problems := Text("f", []byte(s), 0)
		if len(problems) > 0 || clean != s || strings.TrimSpace(s) != s {
			t.Skip()
		}
		n, problems := Parse("f", []byte("a: "+Quote(s)+"\n"), Limits{})
		if len(problems) > 0 || n.Get("a").Value != s {
			t.Fatalf("%q comes back as %s: %v", s, dump(n), problems)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	data := []byte("title: Food pantry\norganization: trinity-church\nkind: get-help\nget: food\nhours: Wed 6-8pm; Sat 10:30-12pm\nschedule:\n  - every Wednesday 6pm-8pm\n  - every Saturday 10:30am-noon\nbooking_needed: yes\nwho:\n  note: Two visits a month\nphone: (518) 350-4456\nsteps:\n  - Call to get an appointment\n  - Stay in your car, we bring the food\n")
	b.ReportAllocs()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		Parse("f.yaml", data, Limits{})
	}
}
