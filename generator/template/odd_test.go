package template

import (
	"errors"
	"fmt"
	html "html/template"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

// odd has a field of every type that a template could be given.
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
		HTML, Main  html.HTML
		URL         html.URL
		JS          html.JS
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
		Phrase      phrase
		PhrasePtr   *phrase
		NoPhrase    *phrase
		Link        link
		Card        *card
		Cards       []*card
		Failing     error
		Func        func() string
		hidden      string
	}
	Inner struct {
		Name string
		Next *Inner
		Deep struct{ Text string }
	}
	phrase struct{ Text, Lang string }
	link   struct {
		phrase
		URL, Hreflang string
		Current       bool
		Detail        string
	}
	card  struct{ When, Phone string }
	named string
	loud  string
)

func (l loud) String() string           { return "<" + strings.ToUpper(string(l)) + ">" }
func (o *odd) Method() string           { return "method of " + o.Text }
func (o *odd) Deep() string             { return "not the field of Inner" }
func (o odd) Add(n int) int             { return o.N + n }
func (o *odd) Fails() (string, error)   { return "", errors.New("it failed") }
func (i *Inner) Greet(to string) string { return i.Name + " greets " + to }

// sharp contains every character that is special somewhere.
const sharp = "a+b & \"c\" <b>'d'</b> \x00 \xff é\u2028 %41%zz /x?y=1&z#f :"

func newOdd() *odd {
	inner := func(name string) *Inner { return &Inner{Name: name, Next: &Inner{Name: "next of " + name}} }
	text, ptr := sharp, inner("ptrptr")
	return &odd{
		Inner: inner("embedded"), Text: sharp, N: 3, Small: -4, U: 5, F: 1e21, B: true, Named: "na+med", Loud: "lo+ud",
		HTML: "<i>i</i>", Main: "<b>", URL: "javascript:x('y')", JS: "x+1", Ptr: inner("ptr"), Struct: *inner("struct"),
		Texts: []string{"one", "", "<three>"}, List: []Inner{*inner("l0"), *inner("l1")}, Ptrs: []*Inner{inner("p0"), nil},
		Grid: [][]string{{"a", "b"}, {}, {"c"}}, Array: [2]string{"x", "y"}, Map: map[string]int{"b": 2, "a": 1}, Any: "any+thing",
		TextPtr: &text, PtrPtr: &ptr, Phrase: phrase{Text: sharp, Lang: "e+s"}, PhrasePtr: &phrase{Text: "p"},
		Link: link{phrase: phrase{Text: "l"}, URL: "https://h/" + sharp, Hreflang: "d+e", Current: true, Detail: sharp},
		Card: &card{When: sharp}, Cards: []*card{{When: sharp}, {When: sharp, Phone: "1"}}, Failing: errors.New("<failing>"), Func: func() string { return "called" },
	}
}

// pair is one set of templates, both compiled and as html/template has it. The
// template that is executed is called "x".
type pair struct {
	set     *Set
	program *Program
	plain   *html.Template
}

// table has functions of every shape. cards is the program that the function
// card executes.
func table(cards func() *Program) (html.FuncMap, map[string]Appender) {
	appenders := map[string]Appender{
		"phrase": Append1(appendPhrase),
		"link":   Append1(appendLink),
		"icon": Append1(func(dst []byte, id string) ([]byte, error) {
			return append(dst, "<svg>"+html.HTMLEscapeString(id)+"</svg>"...), nil
		}),
		"document": Append1(appendDocument),
		"card": Append1(func(dst []byte, c *card) ([]byte, error) {
			if c == nil {
				return dst, errors.New("there is no card")
			}
			return cards().AppendTo(dst, c)
		}),
		"heading": Append3(func(dst []byte, p phrase, class string, level int) ([]byte, error) {
			dst, err := appendPhrase(append(dst, fmt.Sprintf("<h%d class=%q>", level, html.HTMLEscapeString(class))...), p)
			return append(dst, fmt.Sprintf("</h%d>", level)...), err
		}),
	}
	funcs := html.FuncMap{
		"policy":  func() string { return "default-src 'none'" },
		"tel":     func(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") },
		"url":     func(s string) html.URL { return html.URL(s) },
		"outside": func(s string) bool { return strings.HasPrefix(s, "https:") },
		"number":  func(n int) string { return fmt.Sprintf("%+d", n) },
		"origin":  strings.TrimSuffix,
		"t":       func(key string, args ...any) string { return key + fmt.Sprint(args...) },
		"n":       func(key string, n int, args ...any) string { return key + fmt.Sprint(n) + fmt.Sprint(args...) },
		"glue":    func(args ...any) string { return fmt.Sprint(args...) },
		"ladder":  func(level, of int) []bool { return append(make([]bool, level), true)[:of] },
		"times":   func(n int) []struct{} { return make([]struct{}, n) },
		"refresh": func(url string) html.HTML { return html.HTML("<meta content=" + strings.Trim(url, "<>")) },
		"fails":   func() (string, error) { return "", errors.New("it failed") },
		"panics":  func(int) []string { panic("at the disco") },
		"either": func(b bool) (string, error) {
			if b {
				panic(errors.New("it panicked"))
			}
			return "either", nil
		},
		"pass": func(x any) any { return x },
	}
	for name, a := range appenders {
		funcs[name] = a.Func()
	}
	return funcs, appenders
}

func appendPhrase(dst []byte, p phrase) ([]byte, error) {
	return append(dst, "<span lang="+html.HTMLEscapeString(p.Lang)+">"+html.HTMLEscapeString(p.Text)+"</span>"...), nil
}

func appendLink(dst []byte, l link) ([]byte, error) {
	dst = append(dst, fmt.Sprintf(`<a href="%s" hreflang="%s" data-current="%t">`, html.HTMLEscapeString(l.URL), html.HTMLEscapeString(l.Hreflang), l.Current)...)
	return appendPhrase(append(dst, html.HTMLEscapeString(l.Detail)...), l.phrase)
}

func appendDocument(dst []byte, json string) ([]byte, error) {
	if strings.Contains(json, "<") {
		return dst, errors.New("a < that is not escaped")
	}
	return append(dst, "<script>"+json+"</script>"...), nil
}

func parsed(t testing.TB, text string, funcs html.FuncMap) *html.Template {
	t.Helper()
	set, err := html.New("x").Funcs(funcs).Parse(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return set
}

func newPair(t testing.TB, text string, dot reflect.Type) pair {
	t.Helper()
	var set *Set
	funcs, appenders := table(func() *Program { return set.Program("card", reflect.TypeFor[*card]()) })
	roots := []string{"x"}
	if strings.Contains(text, `{{define "card"}}`) {
		roots = append(roots, "card")
	}
	set, err := Compile(parsed(t, text, funcs), roots, Options{Funcs: funcs, Appenders: appenders})
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	if len(roots) > 1 {
		set.Program("card", reflect.TypeFor[*card]())
	}
	p := pair{set: set, program: set.Program("x", dot)}
	// html/template gets a set of its own, with a card that it makes itself.
	var plain *html.Template
	funcs, _ = table(nil)
	funcs["card"] = func(c *card) (html.HTML, error) {
		if c == nil {
			return "", errors.New("there is no card")
		}
		var b strings.Builder
		err := plain.ExecuteTemplate(&b, "card", c)
		return html.HTML(b.String()), err
	}
	plain = parsed(t, text, funcs)
	p.plain = plain
	return p
}

// write executes both on the same value.
func (p pair) write(data func() any) (own, plain string, ownErr, plainErr error) {
	out, ownErr := p.program.AppendTo(nil, data())
	var b strings.Builder
	plainErr = p.plain.Execute(&b, data())
	return string(out), b.String(), ownErr, plainErr
}

func (p pair) check(t *testing.T, name string, data func() any) {
	t.Helper()
	own, plain, ownErr, plainErr := p.write(data)
	if said(ownErr) != said(plainErr) {
		t.Errorf("%s\nprogram:       %v\nhtml/template: %v", name, ownErr, plainErr)
	} else if ownErr == nil && own != plain {
		t.Errorf("%s\n%s", name, difference(own, plain))
	}
}

// said is an error without the column, which text/template takes from the last
// node it visited.
func said(err error) string {
	return column.ReplaceAllString(fmt.Sprint(err), "$1")
}

var column = regexp.MustCompile(`^(template: [^:]*:\d+):\d+: executing "[^"]*" at <.*?>`)
