package search

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"math/bits"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

// engine is the other side: what is written here it reads.
const engine = "../../themes/default/search/engine.js"

type vector struct {
	Text  string
	Words []string
}

func vectors(t testing.TB) []vector {
	t.Helper()
	b, err := os.ReadFile("testdata/words.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []vector
	if err := json.Unmarshal(b, &list); err != nil {
		t.Fatal(err)
	}
	return list
}

func TestWords(t *testing.T) {
	for _, v := range vectors(t) {
		if got := Words(v.Text); !slices.Equal(got, v.Words) {
			t.Errorf("%q: %q, want %q", v.Text, got, v.Words)
		}
	}
}

func FuzzWords(f *testing.F) {
	for _, v := range vectors(f) {
		f.Add(v.Text)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if !utf8.ValidString(s) {
			return
		}
		if got, want := Words(s), foldedAsAWhole(s); !slices.Equal(got, want) {
			t.Errorf("%q is cut into %q, folded as a whole into %q", s, got, want)
		}
		for _, w := range Words(s) {
			if w == "" || utf8.RuneCountInString(w) > longWord || !utf8.ValidString(w) {
				t.Errorf("%q has the word %q", s, w)
			}
			if again := Words(w); strings.Join(again, "") == "" {
				t.Errorf("%q of %q is no word", w, s)
			}
		}
	})
}

// foldedAsAWhole are the words of a text without the short way that most texts take.
func foldedAsAWhole(s string) []string {
	var c cutter
	var out []string
	c.eachFolded(fold(s), func(word []byte) { out = append(out, string(word)) })
	return out
}

// Most characters are folded one by one; that must not change any word.
func TestFoldedOneByOne(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	letters := []rune("aZé ß'’-½ǆŉ´İı\u0301\u0338\u00ad\u200b=…“”. 食Ωж")
	for range 20_000 {
		s := make([]rune, r.IntN(40))
		for i := range s {
			if s[i] = letters[r.IntN(len(letters))]; r.IntN(3) == 0 {
				s[i] = rune(r.IntN(0x2100))
			}
		}
		if got, want := Words(string(s)), foldedAsAWhole(string(s)); !slices.Equal(got, want) {
			t.Fatalf("%q is cut into %q, folded as a whole into %q", string(s), got, want)
		}
	}
}

func TestStems(t *testing.T) {
	for _, c := range []struct {
		lang string
		same []string
	}{
		{"en", []string{"pantry", "pantries"}},
		{"en-GB", []string{"volunteer", "volunteers", "volunteering"}},
		{"es", []string{"comedor", "comedores"}},
		{"es", []string{"comunitario", "comunitaria", "comunitarias"}},
		{"es", []string{"nino", "nina", "ninos", "ninas"}},
		{"ja", []string{"炊き"}},
	} {
		s := newStemmer(c.lang)
		for _, w := range c.same[1:] {
			if s.of(w) != s.of(c.same[0]) {
				t.Errorf("%s: %s is %s, %s is %s", c.lang, w, s.of(w), c.same[0], s.of(c.same[0]))
			}
		}
	}
	for word, want := range map[string]string{"ninos": "nina ninas nino", "voluntaria": "voluntario voluntarios voluntarias", "sol": "", "dos": ""} {
		got := newStemmer("es").turned(word)
		for _, form := range strings.Fields(want) {
			if !slices.Contains(got, form) {
				t.Errorf("%s has the forms %s, and not %s", word, got, form)
			}
		}
		if want == "" && len(got) > 0 {
			t.Errorf("%s has the forms %s", word, got)
		}
	}
	if newStemmer("und").of("houses") != "houses" {
		t.Error("a language that nobody knows has stems")
	}
}

// What is a form of a word in one language is none in another, and a word that both
// have stands in the documents of both.
func TestForeignWords(t *testing.T) {
	c := newCounter("es", nil, nil)
	add := func(texts ...Text) { c.add(&Document{Texts: texts}) }
	add(Text{In: Body, Text: "comida"})
	add(Text{In: Body, Text: "come here, volunteers", Lang: "en"})
	add(Text{In: Body, Text: "comidas"}, Text{In: Body, Text: "a volunteer", Lang: "en"})
	add(Text{In: Body, Text: "a"}, Text{In: Body, Text: "no come"})
	want := map[string][]uint32{"comida": {0, 2, 3}, "comidas": {0, 2, 3}, "come": {0, 1, 2, 3}, "volunteer": {1, 2}, "volunteers": {1, 2}, "a": {2, 3}}
	for _, term := range c.terms() {
		got := slices.Sorted(slices.Values(term.postings.list))
		if list, known := want[term.word]; known && !slices.Equal(got, list) {
			t.Errorf("%s stands in %v, want %v", term.word, got, list)
		}
		delete(want, term.word)
	}
	if len(want) > 0 {
		t.Errorf("no such words: %v", want)
	}
}

// A word to ask with is in the index whether a document has it or not, counts in none,
// and is no form of another word, in the order of any map.
func TestWordsToAskWith(t *testing.T) {
	for range 20 {
		c := newCounter("es", nil, map[string]string{"es": "alguno algunas donde", "en": "can where"})
		c.add(&Document{Texts: []Text{{Title, "algunas latas", ""}, {Title, "cans", "en"}}})
		c.add(&Document{Texts: []Text{{Body, "alguna lata", ""}, {Body, "you can", "en"}}})
		want := map[string][]uint32{"alguno": nil, "algunas": {0}, "alguna": {1}, "algunos": {1}, "donde": nil, "lata": {0, 1}, "cans": {0}, "can": {1}, "where": nil}
		asking := []string{"alguno", "algunas", "donde", "can", "where"}
		for _, term := range c.terms() {
			got := slices.Sorted(slices.Values(term.postings.list))
			if list, known := want[term.word]; known && !slices.Equal(got, list) {
				t.Errorf("%s stands in %v, want %v", term.word, got, list)
			}
			if p := term.postings; p.asking != slices.Contains(asking, term.word) || p.asking && len(p.rest()) != len(p.list) {
				t.Errorf("%s is asked with: %v, %d of %d count", term.word, p.asking, len(p.list)-len(p.rest()), len(p.list))
			}
			delete(want, term.word)
		}
		if len(want) > 0 {
			t.Fatalf("no such words: %v", want)
		}
	}
}

// What comes late comes after what fits as well, and a word in its title still before
// one that is elsewhere.
func TestLateIsALevelLess(t *testing.T) {
	c := newCounter("en", nil, nil)
	texts := []Text{{Title, "Food pantry", ""}, {Name, "Groceries", ""}, {Body, "Bring a bag", ""}}
	c.add(&Document{Texts: texts, Late: true})
	c.add(&Document{Texts: texts})
	want := map[string][2]int{"food": {3, 4}, "groceries": {1, 2}, "bag": {0, 0}}
	for _, term := range c.terms() {
		if levels, known := want[term.word]; known {
			for document, level := range levels {
				if !slices.Contains(term.postings.level(level), uint32(document)) {
					t.Errorf("%s counts otherwise than %v: %+v", term.word, levels, term.postings)
				}
			}
		}
		delete(want, term.word)
	}
	if len(want) > 0 {
		t.Errorf("no such words: %v", want)
	}
}

// Names have words of several languages, and so has what people ask: what is a word to
// ask with in one of them is one in all, even where a name has it.
func TestWordsToAskWithInAnotherLanguage(t *testing.T) {
	c := newCounter("en", nil, map[string]string{"en": "with", "es": "con la"})
	c.add(&Document{Texts: []Text{{Title, "La Leche Group with tea", ""}, {Alias, "ayuda con la renta", "es"}}})
	want := map[string]bool{"with": true, "con": true, "la": true, "tea": false, "renta": false}
	for _, term := range c.terms() {
		if asking, known := want[term.word]; known && term.postings.asking != asking {
			t.Errorf("%s is asked with: %v", term.word, !asking)
		}
		delete(want, term.word)
	}
	if len(want) > 0 {
		t.Errorf("no such words: %v", want)
	}
}

// Every form of two words that stand in many titles is there, each with the titles of all.
func TestPairsInTitles(t *testing.T) {
	c := newCounter("en", nil, nil)
	for range pairFrom {
		for _, title := range []string{"Food pantry", "Food pantries", "Foods pantry", "Warm room"} {
			c.add(&Document{Texts: []Text{{In: Title, Text: title}}})
		}
	}
	got := map[string]int{}
	for _, term := range c.terms() {
		if isPair(term.word) {
			got[term.word] = len(term.postings.list)
		}
	}
	want := map[string]int{"food pantry": 3 * pairFrom, "food pantries": 3 * pairFrom, "foods pantry": 3 * pairFrom, "warm room": pairFrom}
	if !maps.Equal(got, want) {
		t.Errorf("pairs %v, want %v", got, want)
	}
}

// The engine looks words up in the order in which JavaScript has them.
func TestOrderOfWords(t *testing.T) {
	texts := []string{"", "a", "ab", "b", "é", "炊き", "\ufa0e", "\ufa0e\ufa0f", "\U00020000", "\U00020000a", "\U00020001", "\uffdc", "z"}
	for _, a := range texts {
		for _, b := range texts {
			got, want := byWord(term{word: a}, term{word: b}), slices.Compare(utf16.Encode([]rune(a)), utf16.Encode([]rune(b)))
			if cmp.Compare(got, 0) != want {
				t.Errorf("%q and %q: %d, want %d", a, b, got, want)
			}
		}
	}
}

// town is documents with who they are.
type town struct {
	items     []Item
	documents []Document
}

func (t *town) add(it Item, d Document) {
	t.items = append(t.items, it)
	t.documents = append(t.documents, d)
}

func (t *town) build(opt Options) []File {
	return Build(t.items, func(i int) Document { return t.documents[i] }, opt)
}

func (t *town) first(n int) *town { return &town{t.items[:n], t.documents[:n]} }

// invented are n documents in the manner of a town.
func invented(n int) *town {
	dice := rand.New(rand.NewPCG(1, 2))
	word := func(of int) string {
		k := int(float64(of) * dice.Float64() * dice.Float64() * dice.Float64())
		return fmt.Sprintf("%s%s", []string{"ba", "ke", "lo", "mi", "ru", "sta", "tre", "vo"}[k%8], strings.Repeat("nde", k/8%3)+fmt.Sprintf("%c%c%c", 'a'+k/24%26, 'a'+k/7%26, 'a'+k/120%26))
	}
	words := func(n, of int) string {
		var b strings.Builder
		for range n {
			b.WriteString(word(of) + " ")
		}
		return b.String()
	}
	t := &town{}
	for i := range n {
		it := Item{Key: fmt.Sprintf("listing-%d", i), Run: fmt.Sprintf("category-%d", dice.IntN(20))}
		var d Document
		d.Texts = []Text{
			{In: Title, Text: fmt.Sprintf("%s unique%d", words(3, 3000), i)}, {In: Summary, Text: words(15, 3000)}, {In: Body, Text: words(60, 6000)},
		}
		d.Values = []Value{{"kind", fmt.Sprint(dice.IntN(5))}, {"run", it.Run}}
		d.Record = it.Key
		t.add(it, d)
	}
	return t
}

var someFacets = []Facet{
	{ID: "kind", Label: "Kind", Choices: []Choice{{"0", "Zero", 0}, {"1", "One", 1}, {"2", "Two", 0}, {"3", "Three", 0}, {"4", "Four", 0}, {"5", "Nobody", 0}}},
	{ID: "location", Label: "Where", One: true, Choices: []Choice{{"town", "Town", 0}, {"hall", "Hall", 1}, {"barn", "Barn", 0}}},
	{ID: "run", Label: "Run", One: true, Choices: numbered("Category", 20)},
	{ID: "lot", Label: "Lot", Every: true, Choices: numbered("Lot", 200)},
	{ID: ".soon", Label: "", Choices: []Choice{{"all", "", 0}}},
}

func numbered(name string, n int) []Choice {
	var out []Choice
	for i := range n {
		label := fmt.Sprintf("%s %d", name, i)
		out = append(out, Choice{Slug(label), label, 0})
	}
	return out
}

// The order in which documents come is nobody's matter, and a few more of them
// change few files.
func TestBuildIsStable(t *testing.T) {
	const n = 4000
	all := invented(n + 10)
	byName := func(files []File) map[string]string {
		m := map[string]string{}
		for _, f := range files {
			if _, twice := m[f.Name]; twice {
				t.Errorf("%s is there twice", f.Name)
			}
			m[f.Name] = string(f.Data())
		}
		return m
	}
	opt := Options{Lang: "en", Facets: someFacets}
	before := byName(all.first(n).build(opt))
	turned := &town{}
	for i := range n {
		turned.add(all.items[n-1-i], all.documents[n-1-i])
	}
	again := byName(turned.build(opt))
	if len(again) != len(before) {
		t.Errorf("%d files, then %d", len(before), len(again))
	}
	for name, data := range before {
		if again[name] != data {
			t.Errorf("%s depends on the order of documents", name)
		}
	}
	after := byName(all.build(opt))
	changed, records, total := 0, 0, 0
	for name, data := range after {
		isRecord := strings.HasPrefix(name, "records/")
		if isRecord {
			total++
		}
		if before[name] != data {
			changed++
			if isRecord {
				records++
			}
		}
	}
	t.Logf("ten documents more: %d of %d files", changed, len(after))
	if records > total/8 {
		t.Errorf("ten documents more changed %d of %d files of records", records, total)
	}
}

// What is written in bits can be read again.
func TestLists(t *testing.T) {
	dice := rand.New(rand.NewPCG(3, 4))
	for _, size := range []int{1, 2, 3, 64, 1000, 100_000} {
		for _, share := range []float64{0, 0.001, 0.3, 0.97, 1} {
			var list []uint32
			for n := range uint32(size) {
				if dice.Float64() < share || size < 4 && dice.IntN(2) == 0 {
					list = append(list, n)
				}
			}
			var w bitWriter
			w.list(list, 0, uint32(size)-1)
			r := bitReader{b: w.bytes()}
			if got := r.list(len(list), 0, uint32(size)-1); !slices.Equal(got, list) {
				t.Errorf("%d of %d: another list comes back", len(list), size)
			}
		}
	}
	// Neighbours cost nothing: a run of a thousand is a few bytes.
	run := make([]uint32, 1000)
	for i := range run {
		run[i] = 5000 + uint32(i)
	}
	var w bitWriter
	w.list(run, 0, 100_000)
	if n := len(w.bytes()); n > 40 {
		t.Errorf("a run of 1000 takes %d bytes", n)
	}
}

// bitReader reads what bitWriter writes, as the engine does.
type bitReader struct {
	b  []byte
	at uint
}

func (r *bitReader) take(n int) uint32 {
	v := uint32(0)
	for i := range n {
		v |= uint32(r.b[r.at/8]>>(r.at%8)&1) << i
		r.at++
	}
	return v
}

func (r *bitReader) list(n int, lo, hi uint32) []uint32 {
	if n == 0 {
		return nil
	}
	if uint32(n) == hi-lo+1 {
		var out []uint32
		for v := lo; v <= hi; v++ {
			out = append(out, v)
		}
		return out
	}
	m := uint32(n / 2)
	limit := hi - lo - uint32(n) + 2
	k := bits.Len32(limit) - 1
	short := uint32(1)<<(k+1) - limit
	v := r.take(k)
	if v >= short {
		v = v*2 + r.take(1) - short
	}
	v += lo + m
	var left, right []uint32
	if m > 0 {
		left = r.list(int(m), lo, v-1)
	}
	if int(m)+1 < n {
		right = r.list(n-int(m)-1, v+1, hi)
	}
	return slices.Concat(left, []uint32{v}, right)
}

// inNode runs a script of testdata behind scripts of the theme, in one module, and
// returns what it prints.
func inNode(t *testing.T, front string, scripts []string, test string, args ...string) string {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("CORKBOARD_REQUIRE") == "all" {
			t.Fatal("node is needed and not there")
		}
		t.Skip("node is not there; .ci/run installs it")
	}
	code := []byte(front)
	for _, name := range append(slices.Clone(scripts), filepath.Join("testdata", test)) {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		code = append(code, b...)
	}
	main := filepath.Join(t.TempDir(), test)
	if err := os.WriteFile(main, code, 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(node, append([]string{main}, args...)...).CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	t.Logf("%s", out)
	return string(out)
}

// The search page tells what comes next when it is read.
func TestDates(t *testing.T) {
	front := "const document = { documentElement: { lang: 'en-US', dataset: { zone: 'America/New_York', moment: '2026-11-23T12:00:00-05:00' } } };\n"
	inNode(t, front, []string{"../../themes/default/search/dates.js", "../../themes/default/search/facets.mjs"}, "dates.mjs")
}

// What was found is saved as one calendar of the listings' own entries.
func TestMergedCalendar(t *testing.T) {
	dir := t.TempDir()
	var files []string
	for i, text := range []string{
		"BEGIN:VCALENDAR\r\nPRODID:x\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Dublin\r\nBEGIN:STANDARD\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n" +
			"BEGIN:VEVENT\r\nUID:a@x\r\nSUMMARY:BEGIN:VEVENT is no\r\n line of its own\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:b@x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
		"BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Dublin\r\nBEGIN:STANDARD\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nUID:c@x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
		"", // it could not be had
	} {
		name := filepath.Join(dir, fmt.Sprint(i))
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		files = append(files, name)
	}
	got := inNode(t, "", []string{"../../themes/default/search/calendar.mjs"}, "calendar.mjs", files...)
	want := "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Corkboard//Corkboard//EN\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Dublin\r\nBEGIN:STANDARD\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n" +
		"BEGIN:VEVENT\r\nUID:a@x\r\nSUMMARY:BEGIN:VEVENT is no\r\n line of its own\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:b@x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:c@x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
	if got != want {
		t.Errorf("got %q\nwant %q", got, want)
	}
}

// The engine finds in a real index what it should.
func TestEngine(t *testing.T) {
	dir := t.TempDir()
	all := invented(3000)
	texts(t, all)
	dice := rand.New(rand.NewPCG(3, 4))
	for i := range all.documents {
		all.documents[i].Values = append(all.documents[i].Values, Value{".soon", "all"})
		for range 8 {
			all.documents[i].Values = append(all.documents[i].Values, Value{"lot", fmt.Sprintf("lot-%d", dice.IntN(200))})
		}
	}
	for i := range 3000 {
		// On day 20000 from ten to noon, and the night after it.
		if i%3 == 0 {
			all.documents[i].Times = []Time{{20000*dayMinutes + 600, 120}}
		} else if i%3 == 1 {
			all.documents[i].Times = []Time{{20000*dayMinutes + 22*60, 8 * 60}, {20002 * dayMinutes, 3 * dayMinutes}}
		}
	}
	places := []Place{{"hall", []string{"St. Mary's Hall", "12345-6789"}, 42.75, -73.68}, {"barn", []string{"Barn"}, 42.65, -73.75}, {"moon", []string{"Moon"}, 0, 0}}
	for _, f := range all.build(Options{Lang: "en", Facets: someFacets, Places: places, Days: []int{20000, 20001, 20002, 20009}, Synonyms: []Synonyms{{"Shared meals", "comedor"}, {"Choir", "Gesangverein"}}, Asking: map[string]string{"en": "where can I get need", "es": "con la necesito"}, Common: []string{"soap", "Rain"}}) {
		put(t, filepath.Join(dir, "index"), f)
	}
	foreign := &town{all.items, slices.Clone(all.documents)}
	for i := range foreign.documents {
		foreign.documents[i].Texts = nil
		if foreign.documents[i].Record == "tutor" {
			foreign.documents[i].Texts = []Text{{In: Title, Text: "rentz"}}
		}
	}
	for _, f := range foreign.build(Options{Lang: "de"}) {
		put(t, filepath.Join(dir, "other"), f)
	}
	whole, err := filepath.Abs("testdata")
	if err != nil {
		t.Fatal(err)
	}
	inNode(t, "", []string{engine, "../../themes/default/search/facets.mjs"}, "engine.mjs", filepath.Join(dir, "index"), whole, filepath.Join(dir, "other"))
}

// put writes a file of an index below a folder.
// Whoever looks for what must not be told reads records and names, and no files of
// words: there what one word does not share with the one before stands behind the
// next, and may look like anything.
func TestTextsOfFiles(t *testing.T) {
	all := invented(300)
	for _, f := range all.build(Options{Lang: "en", Facets: someFacets, Places: []Place{{ID: "hall", Names: []string{"The hall"}}}}) {
		kind, _, _ := strings.Cut(f.Name, "/")
		if want := kind == "records" || strings.HasPrefix(f.Name, "facets/-") || kind == "places"; (f.Texts() != nil) != want {
			t.Errorf("%s has texts: %v", f.Name, !want)
		}
	}
}

func put(t *testing.T, dir string, f File) {
	t.Helper()
	name := filepath.Join(dir, filepath.FromSlash(f.Name))
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, f.Data(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// texts adds the documents that the queries of testdata/queries.json are about.
func texts(t *testing.T, to *town) {
	t.Helper()
	b, err := os.ReadFile("testdata/queries.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Documents []struct{ ID, Title, Name, Alias, Summary, Body string }
	}
	if err := json.Unmarshal(b, &file); err != nil {
		t.Fatal(err)
	}
	where := map[string]string{"soup": "hall", "rent": "barn"}
	for _, d := range file.Documents {
		to.add(Item{Run: "own", Key: d.ID}, Document{
			Record: d.ID, Values: []Value{{"kind", "2"}, {"location", where[d.ID]}},
			Texts: []Text{{In: Title, Text: d.Title}, {In: Name, Text: d.Name}, {In: Alias, Text: d.Alias}, {In: Summary, Text: d.Summary}, {In: Body, Text: d.Body}},
		})
	}
}

func BenchmarkBuild(b *testing.B) {
	all := invented(10_000)
	b.ReportAllocs()
	for b.Loop() {
		all.build(Options{Lang: "en", Facets: someFacets})
	}
}

// A word that a quarter of all documents have tells little: those in which it counts
// most are known, and the other words decide.
func TestCommonWords(t *testing.T) {
	items := make([]Item, 4000)
	for i := range items {
		items[i] = Item{Run: "one", Key: fmt.Sprint(i)}
	}
	files := Build(items, func(i int) Document {
		d := Document{Record: fmt.Sprint(i), Values: []Value{{".soon", "all"}}}
		title, summary, body := fmt.Sprintf("unique%d", i), "", "everywhere"
		if i == 5 {
			body = "everywhere, where"
		}
		if i < 300 && i != 5 {
			body = "everywhere often"
		}
		if i%1000 == 7 {
			title = fmt.Sprintf("everywhere zebra%d", i)
		}
		if i%200 == 3 {
			title = fmt.Sprintf("widely unique%d", i)
		} else {
			summary = "widely"
			if i < 3000 {
				summary = "widely mostly"
			}
		}
		d.Texts = []Text{{In: Title, Text: title}, {In: Summary, Text: summary}, {In: Body, Text: body}}
		return d
	}, Options{Lang: "en", Asking: map[string]string{"en": "where"}, Facets: []Facet{{ID: ".soon", Choices: []Choice{{ID: "all"}}}}})
	dir := t.TempDir()
	for _, f := range files {
		put(t, dir, f)
	}
	if said := inNode(t, "", []string{engine}, "common.mjs", dir); said != "" {
		t.Error(said)
	}
}
