package needs

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"

	"corkboard/generator/search"
)

type vector struct {
	Q                string
	Of, Crisis, Left []string
}

func vectors(t *testing.T) []vector {
	t.Helper()
	b, err := os.ReadFile("testdata/phrases.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []vector
	if err := json.Unmarshal(b, &list); err != nil {
		t.Fatal(err)
	}
	return list
}

func matcher() *Matcher {
	return NewMatcher(Default(), slices.Concat(search.Common("en"), search.Common("es")))
}

func TestMatch(t *testing.T) {
	m := matcher()
	for _, v := range vectors(t) {
		got := m.Match(v.Q)
		if !slices.Equal(got.Of, v.Of) || !slices.Equal(got.Crisis, v.Crisis) || !slices.Equal(got.Left, v.Left) {
			t.Errorf("%q: %+v, want %+v", v.Q, got, v)
		}
	}
}

// The search page answers as this package does.
func TestMatchInTheEngine(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("CORKBOARD_REQUIRE") == "all" {
			t.Fatal("node is required and missing")
		}
		t.Skip("node is missing; .ci/run installs it")
	}
	var code []byte
	for _, name := range []string{"../../themes/default/search/engine.js", "../../themes/default/search/needs.js", "testdata/phrases.mjs"} {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		code = append(code, b...)
	}
	dir := t.TempDir()
	main, file := filepath.Join(dir, "main.mjs"), filepath.Join(dir, "phrases.bin")
	if err := os.WriteFile(main, code, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, matcher().File(Default(), nil), 0o644); err != nil {
		t.Fatal(err)
	}
	// Beside the vectors everyday words, alone and with others: there Go is the judge.
	var all []vector
	m := matcher()
	words := slices.Concat(search.Common("en"), search.Common("es"))
	for i, w := range words {
		if i%5 > 0 {
			continue
		}
		for _, q := range []string{w, w + " " + words[(i+1)%len(words)], w + " myself", "me " + w} {
			got := m.Match(q)
			all = append(all, vector{q, got.Of, got.Crisis, got.Left})
		}
	}
	b, err := json.Marshal(append(vectors(t), all...))
	if err != nil {
		t.Fatal(err)
	}
	list := filepath.Join(dir, "list.json")
	if err := os.WriteFile(list, b, 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(node, main, file, list).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// No everyday word is a cry for help by itself, but for those that are.
func TestEverydayWordsAreNoCrisis(t *testing.T) {
	m := matcher()
	for _, w := range slices.Concat(search.Common("en"), search.Common("es")) {
		if got := m.Match(w); len(got.Crisis) > 0 && w != "rape" {
			t.Errorf("%q is a crisis of %q", w, got.Crisis)
		}
	}
}

// Every crisis phrase is found, and with one slip in its longest word, too.
func TestCrisisPhrasesAreFound(t *testing.T) {
	m := matcher()
	found, all := 0, 0
	for _, n := range Default() {
		for _, phrase := range everyPhrase(n.Crisis) {
			if got := m.Match("please " + phrase + " now"); !slices.Contains(got.Crisis, n.ID) {
				t.Errorf("%q is no crisis of %s: %+v", phrase, n.ID, got)
			}
			tokens := Tokens(phrase)
			longest := 0
			for i := range tokens {
				if len(tokens[i]) > len(tokens[longest]) {
					longest = i
				}
			}
			r := []rune(tokens[longest])
			if len(r) < 6 {
				continue
			}
			r[2], r[3] = r[3], r[2]
			tokens[longest] = string(r)
			all++
			slip := ""
			for _, t := range tokens {
				slip += t + " "
			}
			if got := m.Match(slip); slices.Contains(got.Crisis, n.ID) {
				found++
			} else {
				t.Errorf("%q is no crisis of %s: %+v", slip, n.ID, got)
			}
		}
	}
	if all < 50 {
		t.Errorf("only %d phrases with a slip", all)
	}
}

func everyPhrase(phrases map[string][]string) []string { return all(phrases) }

func TestDefaultHasNoPhraseTwice(t *testing.T) {
	first := map[string]string{}
	for _, n := range Default() {
		for _, phrase := range n.All() {
			if before, known := first[Key(phrase)]; known && before != n.ID {
				t.Errorf("%q is of %s and of %s", phrase, before, n.ID)
			}
			first[Key(phrase)] = n.ID
		}
	}
}

func TestWith(t *testing.T) {
	v := Default().With([]Need{{ID: "food", Icon: "x"}, {ID: "ride", Hidden: true}, {ID: "pets"}})
	if len(v) != len(Default()) || v[0].Icon != "x" || v[len(v)-1].ID != "pets" || slices.ContainsFunc(v, func(n Need) bool { return n.ID == "ride" }) {
		t.Errorf("%+v", v)
	}
}

func TestServing(t *testing.T) {
	got := Default().Serving([]Category{
		{ID: "food", Names: []string{"Food"}}, {ID: "tables", Names: []string{"Community meals"}, Above: "food"}, {ID: "gardens", Above: "food"},
		{ID: "a", Names: []string{"Something", "Emergency Shelter"}}, {ID: "b", Above: "a"}, {ID: "chess"},
		{ID: "health", Names: []string{"Health"}}, {ID: "dental", Above: "health"}, {ID: "pharmacies", Above: "health"}, // all of health
	})
	for id, want := range map[string][]string{"dental": {"health"}, "pharmacies": {"health"}, "food": {"food"}, "tables": {"food"}, "gardens": nil, "a": {"bed"}, "b": {"bed"}, "chess": nil} {
		if !slices.Equal(got[id], want) {
			t.Errorf("%s serves %q, want %q", id, got[id], want)
		}
	}
}

func TestLines(t *testing.T) {
	lines := []Line{{"911", []string{"Fire, police", "Bomberos"}}, {"(555) 0112", []string{"A bed for tonight"}}, {"988", []string{"Suicide and crisis line"}}, {"555-0161", []string{"Poison center"}}}
	v := Default()
	for id, want := range map[string][]string{"bed": {"(555) 0112"}, "talk": {"988"}, "health": {"555-0161", "911"}, "safety": {"911", "(555) 0112", "988", "555-0161"}} {
		i := slices.IndexFunc(v, func(n Need) bool { return n.ID == id })
		if got := v[i].Lines(lines); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
}

func BenchmarkNewMatcher(b *testing.B) {
	known := slices.Concat(search.Common("en"), search.Common("es"))
	for b.Loop() {
		NewMatcher(Default(), known)
	}
}
