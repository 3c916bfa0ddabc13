package template

import (
	html "html/template"
	"reflect"
	"strings"
	"testing"
)

// Any text in every position of a page that can hold a value.
func FuzzCompiledWritesTheSame(f *testing.F) {
	all := make([]byte, 256)
	for i := range all {
		all[i] = byte(i)
	}
	for _, seed := range []string{
		"", "plain", `<a href="x">&'+`, "javascript:x", "tel:+1 518", "/a b/%41%zz/\u00e4?x=1&y=2#\u00e9", "https://h/\"'<>\\^`{|}()", "\x00\xff\u2028",
		"%", "%4", "mailto:a@b?subject=x y", "//h/x", "&amp;&#43;", "webcal://h/x.ics", "HTTP:x", "a/b:c", ":", string(all), sharp,
	} {
		f.Add(seed)
	}
	both := newPair(f, `<title>{{.Text}}{{.Named}}{{.Loud}}</title><textarea>{{.Text}}</textarea>
<a href="{{url .Text}}" title="{{.Text}}"{{with .Text}} lang="{{.}}"{{end}}>{{.Text}}{{phrase .Phrase}}{{.HTML}}{{.URL}}{{.JS}}</a>
<img src="{{url .Text}}{{url .Text}}" alt='{{.Text}}{{.URL}}{{.JS}}{{.Loud}}'>{{link .Link}}{{if eq .Text "a" "plain"}}x{{end}}
<a href="{{.Text}}"></a><a href="{{.URL}}"></a><a href='{{.Named}}'></a><a href="{{.Loud}}"></a><a href="{{.HTML}}"></a>
<a href="/x/{{.Text}}?q={{.Text}}&amp;u={{.URL}}#{{.Text}}"></a><a href="tel:{{.Text}}">{{tel .Text}}{{icon .Text}}</a>
<meta http-equiv="refresh" content="{{.Text}}"><meta http-equiv="refresh" content="0; url={{.Text}}">{{refresh .Text}}{{printf "%s-%q" .Text .Text}}{{print .Text "+" .Named}}
{{range .Texts}}<b class="x-{{.}}">{{.}}</b>{{end}}{{len .Text}}{{if outside .Text}}o{{end}}{{origin .Text "x"}}`, reflect.TypeFor[*odd]())
	if both.program.refused != "" {
		f.Fatal(both.program.refused)
	}
	f.Fuzz(func(t *testing.T, s string) {
		both.check(t, s, func() any {
			p := phrase{Text: s, Lang: s}
			return &odd{Text: s, Named: named(s), Loud: loud(s), HTML: html.HTML(s), URL: html.URL(s), JS: html.JS(s), Texts: []string{s, s},
				Phrase: p, Link: link{phrase: p, URL: s, Hreflang: s, Detail: s, Current: len(s)%2 > 0}}
		})
	})
}

func difference(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	return "compiled:      " + a[max(0, i-80):min(len(a), i+60)] + "\nhtml/template: " + b[max(0, i-80):min(len(b), i+60)]
}

func TestOptions(t *testing.T) {
	text := `{{define "in"}}[{{.Text}}]{{end}}{{template "in" .}}{{range .Texts}}<p title="{{.}}">{{end}}`
	var want strings.Builder
	if err := parsed(t, text, nil).Execute(&want, newOdd()); err != nil {
		t.Fatal(err)
	}
	typ := reflect.TypeFor[*odd]()
	for name, options := range map[string]Options{"compiled": {}, "interpreted": {Interpret: true}} {
		set, err := Compile(parsed(t, text, nil), []string{"x"}, options)
		if err != nil {
			t.Fatal(err)
		}
		for _, set := range []*Set{set, set.Interpreted()} {
			got, err := set.Program("x", typ).AppendTo([]byte("before "), newOdd())
			if err != nil || string(got) != "before "+want.String() {
				t.Errorf("%s: %v, %s", name, err, got)
			}
			if left := set.Program("x", typ).Interpreted() != ""; left != set.options.Interpret {
				t.Errorf("%s: interpreted is %v", name, left)
			}
		}
	}
}

func TestAppendToRefuses(t *testing.T) {
	set, err := Compile(parsed(t, `{{.Text}}{{.Nil.Name}}`, nil), []string{"x"}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	program := set.Program("x", reflect.TypeFor[*odd]())
	for name, dot := range map[string]any{"another type": &card{}, "nothing": nil, "a nil pointer in it": newOdd()} {
		if got, err := program.AppendTo([]byte("as it was"), dot); err == nil || string(got) != "as it was" {
			t.Errorf("%s: %v, %s", name, err, got)
		}
	}
	if !set.Has("x") || set.Has("nobody") {
		t.Error("Has does not know which templates there are")
	}
	if got, err := set.Program("nobody", nil).AppendTo(nil, nil); err == nil || len(got) > 0 {
		t.Errorf("a template that is not there: %v, %s", err, got)
	}
	if set.Program("x", reflect.TypeFor[*odd]()) != program || program.Dot() != reflect.TypeFor[*odd]() {
		t.Error("a program is made twice")
	}
}

// Programs keep nothing from one execution to the next, and two may run at
// once.
func TestProgramsAtOnce(t *testing.T) {
	set, err := Compile(parsed(t, `{{range $i, $t := .Texts}}{{$i}}{{$t}}{{end}}{{$x := .Text}}{{with .Ptr}}{{.Name}}{{$x}}{{end}}`, nil), []string{"x"}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	program := set.Program("x", reflect.TypeFor[*odd]())
	want, err := program.AppendTo(nil, newOdd())
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan string)
	for range 4 {
		go func() {
			for range 200 {
				if got, err := program.AppendTo(nil, newOdd()); err != nil || string(got) != string(want) {
					done <- string(got)
					return
				}
			}
			done <- ""
		}()
	}
	for range 4 {
		if wrong := <-done; wrong != "" {
			t.Errorf("got %s, want %s", wrong, want)
		}
	}
}

func BenchmarkExecute(b *testing.B) {
	text := `{{range .List}}<li><a href="/x/{{.Name}}">{{.Name}}</a>{{with .Next}}{{.Name}}{{end}}</li>{{end}}`
	set, err := Compile(parsed(b, text, nil), []string{"x"}, Options{})
	if err != nil {
		b.Fatal(err)
	}
	for _, set := range []*Set{set, set.Interpreted()} {
		program, data := set.Program("x", reflect.TypeFor[*odd]()), newOdd()
		b.Run(map[bool]string{true: "compiled", false: "interpreted"}[program.Interpreted() == ""], func(b *testing.B) {
			b.ReportAllocs()
			var out []byte
			for b.Loop() {
				if out, err = program.AppendTo(out[:0], data); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
