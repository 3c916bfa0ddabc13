package history

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// tries is how many random histories are made: few each time, and as many as
// CORKBOARD_HISTORIES says.
func tries(few int) int {
	if n, err := strconv.Atoi(os.Getenv("CORKBOARD_HISTORIES")); err == nil {
		return n
	}
	return few
}

// drawn is a commit of a random history: what its records say.
type drawn struct {
	parents []int
	texts   map[string]string
	order   []string // of the list
}

// draw makes a history of n commits with branches, merges that take either side,
// and clocks that are wrong, and writes it with git fast-import.
func draw(t *testing.T, r *rand.Rand, n int) (dir string, list []drawn) {
	t.Helper()
	dir, _ = newRepository(t)
	var b bytes.Buffer
	start := at(1).Unix()
	for i := range n {
		d := drawn{texts: map[string]string{}}
		if i > 0 {
			d.parents = []int{max(0, i-1-r.IntN(3))}
			if other := r.IntN(i); r.IntN(4) == 0 && other != d.parents[0] {
				d.parents = append(d.parents, other)
			}
		}
		for _, p := range d.parents {
			for _, name := range slices.Sorted(mapKeys(list[p].texts)) {
				if _, taken := d.texts[name]; !taken || r.IntN(2) == 0 {
					d.texts[name] = list[p].texts[name]
				}
			}
		}
		for range r.IntN(3) { // 0 = nothing, or as the merge has it
			name := string(rune('a' + r.IntN(6)))
			if r.IntN(4) == 0 {
				delete(d.texts, name)
			} else {
				d.texts[name] = fmt.Sprint(r.IntN(4))
			}
		}
		stamp := func() int64 {
			switch s := start + int64(i)*3600; r.IntN(8) {
			case 0:
				return s + 45*60
			case 1:
				return s + 20*24*3600
			case 2:
				return s - 5*3600
			case 3:
				return 4102444800
			default:
				return s
			}
		}
		fmt.Fprintf(&b, "commit refs/heads/c%d\nmark :%d\nauthor n <e@example.org> %d +0000\ncommitter n <e@example.org> %d +0000\ndata 0\n", i, i+1, stamp(), stamp())
		for j, p := range d.parents {
			fmt.Fprintf(&b, "%s :%d\n", []string{"from", "merge"}[min(j, 1)], p+1)
		}
		b.WriteString("deleteall\n")
		var lines strings.Builder
		for _, name := range slices.Sorted(mapKeys(d.texts)) {
			if name < "d" {
				folder := []string{"", "sub/"}[r.IntN(2)]
				fmt.Fprintf(&b, "M 100644 inline opportunities/%s%s.yaml\ndata %d\n%s\n", folder, name, len(d.texts[name]), d.texts[name])
			} else {
				fmt.Fprintf(&lines, "%s: %s\n", name, d.texts[name])
			}
		}
		fmt.Fprintf(&b, "M 100644 inline opportunities/list%d.yaml\ndata %d\n%s\n", r.IntN(2), lines.Len(), lines.String())
		list = append(list, d)
	}
	cmd := exec.Command("git", "fast-import", "--quiet")
	cmd.Dir, cmd.Stdin = dir, &b
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git fast-import: %v\n%s", err, out)
	}
	return dir, list
}

func mapKeys(m map[string]string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// Whichever commits were published one after the other, no revision falls, and
// what a record says changes only with a newer one.
func TestRevisionsRise(t *testing.T) {
	for try := range tries(4) {
		r := rand.New(rand.NewPCG(uint64(try), 1))
		dir, list := draw(t, r, 24)
		cmd := exec.Command("git", "checkout", "-q", "c0")
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		ancestors := make([]map[int]bool, len(list))
		revisions := make([]map[string]Dates, len(list))
		for i, d := range list {
			cmd := exec.Command("git", "symbolic-ref", "HEAD", fmt.Sprintf("refs/heads/c%d", i))
			cmd.Dir = dir
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			h, err := Read(context.Background(), dir, moment)
			if err != nil {
				t.Fatal(err)
			}
			h.edited = nil // only commits count here
			if err := h.Follow(layout(dir)); err != nil {
				t.Fatal(err)
			}
			ancestors[i] = map[int]bool{}
			for _, p := range d.parents {
				ancestors[i][p] = true
				for a := range ancestors[p] {
					ancestors[i][a] = true
				}
			}
			revisions[i] = map[string]Dates{}
			for name, text := range d.texts {
				dates, known := h.Of("opportunities/"+name, "")
				if !known || dates.Added.IsZero() || dates.Changed.Before(dates.Added) || dates.Changed.After(h.At) || h.At.After(moment.Add(ahead+time.Minute)) {
					t.Fatalf("try %d, commit %d, %s: %+v, %v", try, i, name, dates, known)
				}
				revisions[i][name] = dates
				for a := range ancestors[i] {
					before, was := revisions[a][name]
					if !was {
						continue
					}
					if dates.Changed.Before(before.Changed) || dates.Changes < before.Changes {
						t.Fatalf("try %d, commits %d and %d, %s: the revision falls from %+v to %+v", try, a, i, name, before, dates)
					}
					if list[a].texts[name] != text && !dates.Changed.After(before.Changed) {
						t.Fatalf("try %d, commits %d and %d, %s: another text, and the revision is still %+v", try, a, i, name, dates)
					}
				}
			}
		}
	}
}

// nightly writes a repository in which a town of 4,800 listings, 240 to a file, is
// imported anew night after night: 80 of them go, and 80 come.
func nightly(t testing.TB, nights int) string {
	t.Helper()
	dir, _ := newRepository(t)
	var b bytes.Buffer
	for night := range nights {
		fmt.Fprintf(&b, "commit refs/heads/main\ncommitter n <e@example.org> %d +0000\ndata 0\n", at(1).AddDate(0, 0, night-nights).Unix())
		for f := range 20 {
			var lines strings.Builder
			for i := range 240 + f%3 { // so that no file is another one of a night before
				n := night*80 + f*240 + i
				fmt.Fprintf(&lines, "e%d: {title: Evening %d of the town, kind: event, host: Library, schedule: %s 5pm-7pm, summary: \"Number %d\"}\n",
					n, n, at(1).AddDate(0, 0, n/80-nights).Format(time.DateOnly), n)
			}
			fmt.Fprintf(&b, "M 100644 inline opportunities/list-%02d.yaml\ndata %d\n%s\n", f, lines.Len(), lines.String())
		}
	}
	cmd := exec.Command("git", "fast-import", "--quiet")
	cmd.Dir, cmd.Stdin = dir, &b
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git fast-import: %v\n%s", err, out)
	}
	cmd = exec.Command("git", "reset", "-q", "--hard", "main")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git reset: %v\n%s", err, out)
	}
	return dir
}

// BenchmarkNightly is 400 nightly imports of a town of 4,800 listings in 20 files.
func BenchmarkNightly(b *testing.B) {
	dir := nightly(b, 400)
	for b.Loop() {
		h := read(b, dir)
		n := 0
		if err := h.Former(func(string) bool { return true }, func(Version) { n++ }); err != nil || n == 0 {
			b.Fatal(n, err)
		}
	}
}
