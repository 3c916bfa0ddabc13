package check

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"path"
	"strings"
	"testing"

	"corkboard/generator/catalog"
	"corkboard/generator/tree"
)

// slowScanner is the plain way to look for withheld texts: it folds and squeezes
// every byte into a window and searches that for one needle after the other. What
// it finds, the fast one has to find.
type slowScanner struct {
	needles []needle
	longest int
	folded  bool
	window  []byte
	told    *catalog.Withheld
}

const slowWindow = 32 << 10

func (s *slowScanner) Write(p []byte) (int, error) {
	for rest := p; len(rest) > 0; {
		n := min(len(rest), slowWindow)
		for _, c := range rest[:n] {
			c = lower(c)
			if !s.folded && (c == '\n' || c == '\t' || c == '\r' || c == ' ') {
				if len(s.window) > 0 && s.window[len(s.window)-1] == ' ' {
					continue
				}
				c = ' '
			}
			s.window = append(s.window, c)
		}
		rest = rest[n:]
		if len(s.window) >= slowWindow {
			s.look()
		}
	}
	return len(p), nil
}

func (s *slowScanner) look() {
	if s.folded {
		s.window = bytes.ReplaceAll(s.window, []byte("\r\n "), nil)
	}
	for _, n := range s.needles {
		if s.told == nil && bytes.Contains(s.window, n.text) {
			s.told = n.from
		}
	}
	keep := min(len(s.window), s.longest+3)
	s.window = append(s.window[:0], s.window[len(s.window)-keep:]...)
}

// slow looks for withheld texts in writes the slow way.
func slow(file string, writes []string, withheld []catalog.Withheld) *catalog.Withheld {
	s := &slowScanner{needles: needles(withheld), folded: path.Ext(file) == ".ics"}
	for _, n := range s.needles {
		s.longest = max(s.longest, len(n.text))
	}
	for _, w := range writes {
		_, _ = s.Write([]byte(w))
	}
	s.look()
	return s.told
}

// whole looks for withheld texts in a file as one piece, without a window.
func whole(file, text string, withheld []catalog.Withheld) *catalog.Withheld {
	low := []byte(text)
	for i, c := range low {
		low[i] = lower(c)
	}
	if path.Ext(file) != ".ics" {
		low = squeezed(nil, low)
	}
	for path.Ext(file) == ".ics" && bytes.Contains(low, []byte("\r\n ")) {
		low = bytes.ReplaceAll(low, []byte("\r\n "), nil)
	}
	for _, n := range needles(withheld) {
		if bytes.Contains(low, n.text) {
			return n.from
		}
	}
	return nil
}

// compare holds the guard against the two others.
func compare(t *testing.T, file string, writes []string, withheld []catalog.Withheld) (found bool) {
	t.Helper()
	files := []tree.File{tree.Known(file, tree.Hash{}, func(w io.Writer) error {
		for _, p := range writes {
			if _, err := io.WriteString(w, p); err != nil {
				return err
			}
		}
		return nil
	})}
	files[0].Source = "source.yaml"
	files = Guard(files, withheld)
	text := strings.Join(writes, "")
	var out bytes.Buffer
	err := files[0].Render(&out)
	want := whole(file, text, withheld)
	if old := slow(file, writes, withheld); old != nil && want == nil {
		t.Errorf("the slow way finds %q where it is not", old.Text)
	}
	if want == nil {
		if err != nil || out.String() != text {
			t.Errorf("%s: %v, and %d bytes of %d in %.200q for %+v", file, err, out.Len(), len(text), writes, withheld)
		}
		return false
	}
	var leak *Leak
	if !errors.As(err, &leak) || leak.Path != file || leak.Source != "source.yaml" || leak.Place != want.Place || leak.File != want.File || leak.Line != want.Line {
		t.Errorf("%s: got %v, want a leak of %q in %.300q", file, err, want.Text, writes)
	}
	return true
}

// random makes hostile inputs: everything it decides comes from r.
type random struct{ *rand.Rand }

func (r random) pick(list ...string) string { return list[r.IntN(len(list))] }

// address makes a text to withhold, mostly out of few letters so that much in a
// file begins like it.
func (r random) address() string {
	var b strings.Builder
	for b.Len() < 4 || r.IntN(5) > 0 && b.Len() < 60 {
		b.WriteString(r.pick("a", "b", "1", "ab", "Ab", "street", "Lane", "é", "東京", "&", "'", `"`, "<", ",", ";", `\`, "-", ".", "42.71", "+", "%"))
		if r.IntN(3) == 0 {
			b.WriteString(r.pick(" ", "  ", "\t", "\u00a0"))
		}
	}
	return b.String()
}

// shown is text as a file might have it: in another case, with other white space
// or, in a calendar, folded.
func (r random) shown(text string, calendar bool) string {
	var b strings.Builder
	for _, c := range []byte(text) {
		if r.IntN(8) == 0 {
			if up := strings.ToUpper(string(rune(c))); c < 0x80 {
				c = up[0]
			}
		}
		switch {
		case calendar && r.IntN(6) == 0:
			n := 1 + r.IntN(2)
			b.WriteString(strings.Repeat("\r\n", n) + strings.Repeat(" ", n))
			b.WriteByte(c)
		case !calendar && c == ' ' && r.IntN(2) == 0:
			b.WriteString(r.pick("  ", "\n", "\r\n\t", " \n ", strings.Repeat(" ", 1+r.IntN(2*windowSize))))
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// file makes what a guard has to judge: texts to withhold and the writes of a
// file, in most of which one of them stands, whole or nearly.
func (r random) file() (name string, writes []string, withheld []catalog.Withheld) {
	for i := range 1 + r.IntN(3) {
		withheld = append(withheld, catalog.Withheld{Text: r.address(), Place: r.pick("mill", "shelter"), File: "locations.yaml", Line: i})
	}
	name = r.pick("a.html", "a.ics", "a.json")
	calendar := name == "a.ics"
	var text strings.Builder
	list := needles(withheld)
	for range r.IntN(4) {
		filler := r.pick("ab ", "a 1 ", "street\r\n", "\r\n ", "\r\n", " ", "<p>street lane 42.71", "x")
		text.WriteString(strings.Repeat(filler, r.IntN(1+r.IntN(3*windowSize)/len(filler))))
		if len(list) == 0 {
			continue
		}
		planted := string(list[r.IntN(len(list))].text)
		if r.IntN(3) == 0 { // nearly
			cut := r.IntN(len(planted))
			planted = planted[:cut] + r.pick("", "x", " ") + planted[cut+1:]
		}
		text.WriteString(r.shown(planted, calendar))
	}
	rest := text.String()
	for step := 1 + r.IntN(1+r.IntN(3*largeWrite)); rest != ""; {
		n := min(len(rest), 1+r.IntN(step))
		if r.IntN(20) == 0 {
			n = min(len(rest), 2*windowSize)
		}
		writes, rest = append(writes, rest[:n]), rest[n:]
	}
	return name, writes, withheld
}

// The guard finds what a plain search finds, in every form, white space, letter
// case and fold, however the file is cut into writes, and nothing else.
func TestGuardFindsWhatThePlainSearchFinds(t *testing.T) {
	rounds := 3000
	if testing.Short() {
		rounds = 300
	}
	found := 0
	for seed := range rounds {
		r := random{rand.New(rand.NewPCG(uint64(seed), 1))}
		name, writes, withheld := r.file()
		if compare(t, name, writes, withheld) {
			found++
		}
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
	}
	if found < rounds/4 || found > rounds*9/10 {
		t.Errorf("%d of %d files tell something: too few of one kind to compare", found, rounds)
	}
}

// A text is found wherever the border of two writes, or of what is gathered
// before it is looked at, falls in it.
func TestGuardAtEveryBorder(t *testing.T) {
	for _, c := range []struct{ name, address, text string }{
		{"a.html", "12 Hidden Lane", "12 Hidden Lane"},
		{"a.html", "12 Hidden Lane", "12 \n  Hidden\r\n\tLane"},
		{"a.ics", "12 Hidden Lane", "12 Hidden Lane"},
		{"a.ics", "12 Hidden Lane", "1\r\n 2 Hid\r\n\r\n  den\r\n  Lane"},
		// These have one form only, so nothing longer widens what is kept.
		{"a.html", "Hiddenlane", "Hiddenlane"},
		{"a.ics", "Hiddenlane", "Hiddenlan\r\n\r\n  e"},
	} {
		withheld := []catalog.Withheld{{Text: c.address, Place: "mill", File: "locations.yaml", Line: 3}}
		for border := range len(c.text) + 1 {
			head, tail := c.text[:border], c.text[border:]
			for _, size := range []int{0, 10, largeWrite, windowSize} {
				before, after := strings.Repeat("x", size)+head, tail+strings.Repeat("x", size)
				small := strings.Split(strings.Repeat(strings.Repeat("x", 64)+"|", windowSize/64-1)+strings.Repeat("x", 64-len(head))+head, "|")
				for _, writes := range [][]string{{before, after}, {before, tail, after}, {head, after}, append(small, after)} {
					if !compare(t, c.name, writes, withheld) {
						t.Errorf("%s: %q and %q after %d bytes: not found", c.name, head, tail, size)
					}
				}
			}
		}
	}
}

// What one file ends with is not the beginning of the next one.
func TestGuardKeepsFilesApart(t *testing.T) {
	var files []tree.File
	for range 10 {
		for _, text := range []string{"12 Hid", "den Lane"} {
			files = append(files, tree.Known("a.html", tree.Hash{}, func(w io.Writer) error { _, err := io.WriteString(w, text); return err }))
		}
	}
	files = Guard(files, []catalog.Withheld{{Text: "12 Hidden Lane"}})
	for _, f := range files {
		if err := f.Render(io.Discard); err != nil {
			t.Fatal(err)
		}
	}
}

func FuzzGuard(f *testing.F) {
	f.Add("12 Hidden Lane", "at 12  hidden\nLane.", uint64(3))
	f.Add("1 a b c d", "1 A B C D\r\n ", uint64(2))
	f.Add(`"x" & 'y'`, `{"a":"\"x\" \u0026 'y'"}`, uint64(1))
	f.Fuzz(func(t *testing.T, address, text string, seed uint64) {
		r := random{rand.New(rand.NewPCG(seed, 2))}
		withheld := []catalog.Withheld{{Text: address, Place: "mill", File: "locations.yaml", Line: 3}}
		for _, name := range []string{"a.html", "a.ics"} {
			all := text
			if list := needles(withheld); len(list) > 0 && r.IntN(2) == 0 {
				all += r.shown(string(list[r.IntN(len(list))].text), name == "a.ics") + text
			}
			var writes []string
			for rest := all; rest != ""; {
				n := min(len(rest), 1+r.IntN(40))
				writes, rest = append(writes, rest[:n]), rest[n:]
			}
			compare(t, name, writes, withheld)
			compare(t, name, []string{strings.Repeat(all, 1+largeWrite/(1+len(all)))}, withheld)
		}
	})
}

// Every file of a build goes through the guard: it has to cost little beside
// what renders them.
func BenchmarkGuard(b *testing.B) {
	withheld := []catalog.Withheld{{Text: "191 Signal Street"}, {Text: "191 Signal Street, Tamsin Falls, NY 13911"}, {Text: "42.91362"}, {Text: "-74.70857"}}
	for name, text := range map[string]string{
		"page.html":    `<li class="card"><h3><a href="/opportunities/warm-meals-on-mondays/">Warm meals on Mondays</a></h3><p>Market Street 12, Marlow Bend</p></li>` + "\n",
		"calendar.ics": "DESCRIPTION;LANGUAGE=en:Everybody welcome\\, beginners most of all\\nBring a \r\n warm layer\\, the hall is cool\r\nLOCATION:71 Abbey Street\r\nGEO:42.81069;-74.80915\r\n",
	} {
		b.Run(name, func(b *testing.B) {
			text := []byte(strings.Repeat(text, 200))
			files := []tree.File{tree.Known(name, tree.Hash{}, func(w io.Writer) error { _, err := w.Write(text); return err })}
			files = Guard(files, withheld)
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				if err := files[0].Render(io.Discard); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
