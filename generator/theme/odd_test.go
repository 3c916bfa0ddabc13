package theme

import (
	"errors"
	"fmt"
	"html/template"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"corkboard/generator/site"
)

// odd has a field of every type that a template could be given, and not only
// those that views have.
type (
	odd struct {
		*Inner
		Text, Empty string
		N, Zero     int
		Small       int8
		U           uint
		F           float64
		B           bool
		Named       named
		Loud        loud
		HTML, Main  template.HTML
		URL         template.URL
		JS          template.JS
		Ptr, Nil    *Inner
		Struct      Inner
		Texts       []string
		None        []string
		List        []Inner
		Ptrs        []*Inner
		Grid        [][]string
		Array       [2]string
		Map, NoMap  map[string]int
		Any, NilAny any
		TextPtr     *string
		PtrPtr      **Inner
		Phrase      site.Phrase
		PhrasePtr   *site.Phrase
		NoPhrase    *site.Phrase
		Link        site.Link
		Card        *site.Card
		Cards       []*site.Card
		Failing     error
		Func        func() string
		hidden      string
	}
	Inner struct {
		Name string
		Next *Inner
		Deep struct{ Text string }
	}
	named string
	loud  string
)

func (l loud) String() string           { return "<" + strings.ToUpper(string(l)) + ">" }
func (o *odd) Method() string           { return "method of " + o.Text }
func (o *odd) Deep() string             { return "not the field of Inner" }
func (o odd) Add(n int) int             { return o.N + n }
func (o *odd) Fails() (string, error)   { return "", errors.New("it failed") }
func (i *Inner) Greet(to string) string { return i.Name + " greets " + to }

// sharp is a text with everything that means something somewhere.
const sharp = "a+b & \"c\" <b>'d'</b> \x00 \xff é\u2028 %41%zz /x?y=1&z#f :"

func newOdd() *odd {
	inner := func(name string) *Inner { return &Inner{Name: name, Next: &Inner{Name: "next of " + name}} }
	text, ptr := sharp, inner("ptrptr")
	card := func() *site.Card { return site.NewCard(&site.CardFacts{ID: "c", When: sharp}, nil) }
	return &odd{
		Inner: inner("embedded"), Text: sharp, N: 3, Small: -4, U: 5, F: 1e21, B: true, Named: "na+med", Loud: "lo+ud",
		HTML: "<i>i</i>", Main: "<b>", URL: "javascript:x('y')", JS: "x+1", Ptr: inner("ptr"), Struct: *inner("struct"),
		Texts: []string{"one", "", "<three>"}, List: []Inner{*inner("l0"), *inner("l1")}, Ptrs: []*Inner{inner("p0"), nil},
		Grid: [][]string{{"a", "b"}, {}, {"c"}}, Array: [2]string{"x", "y"}, Map: map[string]int{"b": 2, "a": 1}, Any: "any+thing",
		TextPtr: &text, PtrPtr: &ptr, Phrase: site.Phrase{Text: sharp, Lang: "e+s"}, PhrasePtr: &site.Phrase{Text: "p"},
		Link: site.Link{Phrase: site.Phrase{Text: "l"}, URL: "https://h/" + sharp, Hreflang: "d+e", Current: true, Detail: sharp},
		Card: card(), Cards: []*site.Card{card(), card()}, Failing: errors.New("<failing>"), Func: func() string { return "called" },
	}
}

// pair is one set of templates, translated and as html/template has it. The
// template "x" is the one that is executed.
type pair struct {
	program  *program
	programs map[programKey]*program
	plain    *template.Template
}

func newPair(t testing.TB, text string, dot reflect.Type) pair {
	t.Helper()
	f := &funcs{words: loadTheme(t).speaking("en"), icons: "/i+cons.svg", known: []string{"pin"}}
	table := f.table()
	table["fails"] = func() (string, error) { return "", errors.New("it failed") }
	table["panics"] = func(int) []string { panic("at the disco") }
	table["either"] = func(b bool) (string, error) {
		if b {
			panic(errors.New("it panicked"))
		}
		return "either", nil
	}
	table["pass"] = func(x any) any { return x }
	parse := func() *template.Template {
		set, err := template.New("x").Funcs(table).Parse(text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		return set
	}
	set := parse()
	safe, err := makeSafe(set, []string{"x"})
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	f.set = safe
	tr := &translator{set: safe, spare: set, funcs: table, writers: f.writerTable(), programs: map[programKey]*program{}}
	return pair{tr.program("x", dot), tr.programs, parse()}
}

// write has both write the same value, made anew as a card remembers.
func (p pair) write(data func() any) (own, plain string, ownErr, plainErr error) {
	r := newRun()
	defer r.release()
	ownErr = p.program.execute(r, reflect.ValueOf(data()))
	own = string(r.out)
	var b strings.Builder
	plainErr = p.plain.Execute(&b, data())
	return own, b.String(), ownErr, plainErr
}

func (p pair) check(t *testing.T, name string, data func() any) {
	t.Helper()
	own, plain, ownErr, plainErr := p.write(data)
	if said(ownErr) != said(plainErr) {
		t.Errorf("%s\nprogram:       %v\nhtml/template: %v", name, ownErr, plainErr)
	} else if own != plain {
		t.Errorf("%s\n%s", name, difference(own, plain))
	}
}

// said is an error without the column, which text/template takes from the last
// node that it looked at.
func said(err error) string {
	return column.ReplaceAllString(fmt.Sprint(err), "$1")
}

var column = regexp.MustCompile(`^(template: [^:]*:\d+):\d+: executing "[^"]*" at <.*?>`)
