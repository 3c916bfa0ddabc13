package template

import (
	"reflect"
	"testing"
)

// The whole template language, in small pieces, each executed both by a
// compiled template and by html/template.

// compiled are snippets that the package compiles.
var compiled = []string{
	// Texts, comments, constants
	``,
	`text`,
	`<b>a{{/* comment */}}b</b>`,
	"  {{- \"<x>\" -}}  y",
	`{{3}} {{true}} {{"b+"}}`,
	// Fields
	`{{.Text}}{{.Empty}}`,
	`{{.N}} {{.Zero}} {{.Small}} {{.U}} {{.F}} {{.B}}`,
	`{{.Named}} {{.Loud}} <p title="{{.Loud}}">`,
	`{{.HTML}}{{.Main}}`,
	`{{.JS}}`,
	`{{.Name}} {{.Next.Name}} {{.Inner.Name}} {{.Ptr.Next.Name}} {{.Struct.Deep.Text}}|{{.Ptr.Deep.Text}}`,
	`{{.Texts}}{{.Array}}{{.Map}}{{.NoMap}}`,
	`{{.Struct.Deep}}`,
	`{{(.Ptr).Name}} {{(.Ptr.Next).Name}}`,
	`{{$.Text}}{{$.Ptr.Name}}`,
	// Nil pointers
	`a{{.Nil.Name}}b`,
	`a{{.Ptr.Next.Next.Name}}`,
	"one\n  {{if .B}}{{.Nil.Next.Name}}{{end}}",
	`{{with .Nil}}x{{else}}none{{end}}`,
	`{{if .Nil}}x{{else}}none{{end}}`,
	`{{phrase .NoPhrase}}`,
	`{{$n := .Nil}}{{$n.Name}}`,
	`{{range .Ptrs}}{{.Name}}{{end}}`,
	`{{(index .Ptrs 1).Name}}`,
	// If
	`{{if .Text}}a{{end}}{{if .Empty}}b{{else}}c{{end}}{{if .N}}d{{end}}{{if .Zero}}e{{else if .B}}f{{else}}g{{end}}{{if .F}}h{{end}}{{if .U}}i{{end}}{{if .Small}}j{{end}}`,
	`{{if .Struct}}a{{end}}{{if .Texts}}b{{end}}{{if .None}}c{{end}}{{if .Map}}d{{end}}{{if .NoMap}}e{{end}}{{if .Array}}f{{end}}{{if .Func}}g{{end}}{{if .HTML}}h{{end}}`,
	`{{if not .Empty}}a{{end}}{{if and .Text .N}}b{{end}}{{if or .Empty .Nil .Texts}}c{{end}}{{if and .Empty .Nil.Name}}d{{end}}{{if or .Text .Nil.Name}}e{{end}}{{if not (or .Empty .Zero)}}f{{end}}`,
	`{{if and .Text .Nil.Name}}a{{end}}`,
	`{{if $x := .Text}}{{$x}}{{else}}{{$x}}{{end}}{{if $y := .Empty}}{{else}}[{{$y}}]{{end}}`,
	// Values of and, or
	`{{or .Empty .Text}}{{or .Empty .Empty}}{{and .Text .Empty}}{{and .Empty .Nil.Name}}{{or .Text}}{{and .N .Zero}}{{or .Zero .N}}`,
	`{{with or .Empty .Text}}{{.}}{{end}}`,
	`{{(or .Nil .Ptr).Name}}`,
	// With
	`{{with .Ptr}}{{.Name}}{{$.Text}}{{with .Next}}{{.Name}}{{end}}{{.Name}}{{end}}{{.N}}`,
	`{{with .Text}}{{.}}{{else}}none{{end}}{{with .Empty}}{{.}}{{else}}{{.N}}{{end}}`,
	`{{with .Empty}}a{{else with .Ptr}}{{.Name}}{{else}}c{{end}}`,
	`{{with $x := .Struct}}{{$x.Name}}{{.Name}}{{end}}`,
	`{{with print "a" .Text}}{{.}}{{end}}`,
	`{{with .Zero}}a{{else}}b{{end}}{{with .B}}{{.}}{{end}}`,
	// Range
	`{{range .Texts}}[{{.}}]{{end}}{{range .None}}x{{else}}none {{.N}}{{end}}`,
	`{{range $t := .Texts}}{{$t}}{{.}}{{end}}`,
	`{{range $i, $t := .Texts}}{{$i}}{{$t}}{{$.N}}{{end}}`,
	`{{range .List}}{{.Name}}{{with .Next}}{{.Name}}{{end}}{{end}}`,
	`{{range .Grid}}({{range .}}{{.}},{{else}}empty{{end}}){{end}}`,
	`{{range $i, $row := .Grid}}{{range $j, $x := $row}}{{$i}}{{$j}}{{$x}}{{end}}{{end}}`,
	`{{range .Array}}{{.}}{{end}}{{range $i, $x := .Array}}{{$i}}{{$x}}{{end}}`,
	`{{range .N}}{{.}}{{end}}{{range 2}}{{.}}{{else}}x{{end}}{{range .Zero}}x{{else}}zero{{end}}{{range $i := .N}}{{$i}}{{end}}`,
	`{{range times 2}}x{{end}}{{range ladder 1 3}}{{if .}}on{{else}}off{{end}}{{end}}`,
	`{{range .Texts}}{{if not .}}{{break}}{{end}}{{.}}{{end}}`,
	`{{range .Texts}}{{if not .}}{{continue}}{{end}}{{.}}{{end}}`,
	`{{range .Grid}}{{range .}}{{if eq . "b"}}{{break}}{{end}}{{.}}{{end}};{{end}}`,
	`{{range .Grid}}{{range $.None}}x{{else}}{{if .}}{{break}}{{end}}after{{end}}row{{end}}`,
	`{{range .Grid}}{{range $.None}}x{{else}}{{if .}}{{continue}}{{end}}after{{end}}row{{end}}`,
	`{{range .Grid}}{{with .}}{{if eq (len .) 2}}{{continue}}{{end}}{{len .}}{{end}}x{{end}}{{.N}}`,
	// Variables
	`{{$x := .Text}}{{$x}}{{$x := "inner"}}{{$x}}`,
	`{{$x := "a"}}{{if .B}}{{$x := "b"}}{{$x}}{{end}}{{$x}}`,
	`{{$x := "a"}}{{if .B}}{{$x = "b"}}{{end}}{{$x}}`,
	`{{$x := ""}}{{range .Texts}}{{$x}}{{$x = .}}{{end}}{{$x}}`,
	`{{$first := index .List 0}}{{range .List}}{{$first.Name}}{{.Name}}{{end}}`,
	`{{range $i, $t := .Texts}}{{with $t}}{{$i}}{{$t}}{{end}}{{end}}`,
	`{{$x := 1}}{{$y := $x}}{{if eq $x $y}}same{{end}}`,
	`{{with $x := .Text}}{{$x = "set"}}{{$x}}{{end}}`,
	`{{$x := "out"}}{{range .Texts}}{{$x := .}}{{$x}}{{end}}{{$x}}`,
	`{{$dot := .}}{{$dot.Text}}`,
	// Comparisons
	`{{eq .N 3}}{{eq .Text "a" "b"}}{{eq .Named "na+med"}}{{ne .N 4}}{{ne .Text .Text}}{{lt .N 4}}{{le .N 3}}{{gt .N 3}}{{ge .N 3}}{{lt "a" "b"}}{{gt .Text "a"}}{{eq .B true}}{{ne .B false}}{{eq .Small .N}}{{lt .Small .Zero}}`,
	`{{eq "a" .Text .Nil.Name}}`,
	`{{eq "x" "x" .Nil.Name}}`,
	`{{if eq .N 1 2 3}}found{{end}}`,
	`{{not .B}}{{not .Nil}}{{not .Struct}}`,
	// Functions of text/template
	`{{len .Text}}{{len .Texts}}{{len .Map}}{{len .Array}}{{len .None}}{{if gt (len .Texts) 1}}many{{end}}`,
	`{{index .Texts 2}}{{index .Grid 0 1}}{{index .Texts .Zero | print}}`,
	`{{(index .List 1).Name}}`,
	`{{index .Texts 3}}`,
	`{{index .Texts 4}}`,
	`{{index .None 0}}`,
	"{{range .Texts}}{{len .}}{{end}}\n{{index .Grid 1 0}}",
	`{{print .Text}}{{print "a" "b" .Text}}{{print 1 2 .N "x" .B}}{{print}}{{print .Named .HTML}}{{print .Loud .Text}}{{println "a" 1}}{{printf "%d%s%v%q" .N .Text .B .Named}}{{print .Ptr.Name .Texts}}`,
	`{{.Text | printf "%s%s" "x"}}{{.Text | print | len}}{{"a" | print "b" | printf "%s"}}`,
	// Functions of the set
	`{{t "skip"}}{{t (print "s" "kip")}}{{t "level" "level" .N "of" 5}}{{n "listings" .N}}{{n "x" 2 .Text}}{{number .N}}{{"skip" | t}}{{glue}}{{glue .Text .N .B}}`,
	`{{policy}}{{icon "pin"}}{{icon .Text}}{{"pin" | icon}}`,
	`{{phrase .Phrase}}{{phrase .PhrasePtr}}{{.Phrase | phrase}}{{with .Phrase}}{{phrase .}}{{end}}{{link .Link}}{{with .Link}}{{link .}}{{end}}`,
	`{{tel .Text}}{{outside .Text}}{{outside "https://x"}}{{if outside .Text}}x{{end}}{{origin .Text "f :"}}`,
	`{{document ""}}{{document "{}"}}{{document .Text}}`,
	`a{{document .Text}}`,
	`{{heading .Phrase .Text 3}}{{heading .PhrasePtr "x" .N}}`,
	`{{refresh "/x"}}{{refresh .Text}}`,
	`{{range $i, $l := .Texts}}{{phrase $.Phrase}}{{end}}`,
	`{{fails}}`,
	"\n\n {{.N | panics}}",
	`{{either false}}{{either true}}`,
	`{{either .B | len}}`,
	// Contexts
	`<p title="{{.Text}}" class='{{.Text}}'>{{.Text}}</p><title>{{.Text}}</title><textarea>{{.Text}}{{.N}}</textarea>`,
	`<a href="{{.Text}}"></a><a href='{{.Text}}'></a><a href="/x/{{.Text}}?q={{.Text}}#{{.Text}}"></a><a href="{{.N}}{{.Named}}{{.Loud}}">`,
	`<a href="{{url .Text}}"></a><a href="tel:{{tel .Text}}"></a><a href="?{{url .Text}}"></a><a href="{{url .Empty}}{{url .Text}}"></a><img src="{{.URL}}"><a href="?{{.URL}}">{{.URL}}</a>`,
	`<a href="{{.HTML}}"></a><a href="?{{.HTML}}"></a>`,
	`<meta http-equiv="x" content="{{.Text}}"><meta name="robots" content="{{.Text}}"><form action="{{.Text}}"><p data-x="{{.F}}" data-href="{{.Text}}">`,
	// Templates
	`{{define "a"}}({{.}}{{$}}){{end}}{{template "a" .Text}}{{template "a" .N}}{{template "a" "x"}}`,
	`{{define "a"}}{{.Name}}{{end}}{{template "a" .Ptr}}{{template "a" .Struct}}{{range .List}}{{template "a" .}}{{end}}`,
	`{{define "a"}}none{{end}}{{template "a"}}{{template "a" .}}`,
	`{{define "a"}}{{.Name}}{{with .Next}}/{{template "a" .}}{{end}}{{end}}{{template "a" .Ptr}}`,
	`{{block "b" .Ptr}}{{.Name}}{{end}}`,
	`{{define "e"}}{{end}}{{template "e" .}}`,
	`{{define "a"}} data-x="{{.}}"{{end}}<p{{template "a" .Text}}>{{template "a" .Text}}</p><title>{{template "a" .Text}}</title>`,
	`{{define "a"}}{{.}}{{end}}<a href="{{template "a" .Text}}" title="/{{template "a" .Text}}" rel='{{template "a" .N}}'>{{template "a" .URL}}</a>`,
	`{{define "in"}}{{.}}{{end}}{{define "a"}} data-x="{{template "in" .}}"{{end}}<p{{template "a" .Text}}>`,
	`{{define "a"}}{{$x := .}}{{$x}}{{end}}{{$x := "mine"}}{{template "a" .Text}}{{$x}}{{range .Texts}}{{template "a" .}}{{$x}}{{end}}`,
	`{{define "open"}}<p title="{{end}}{{define "close"}}">{{end}}{{template "open"}}{{.Text}}{{template "close"}}`,
	"{{define \"a\"}}\n{{.Nil.Name}}{{end}}\n\n{{template \"a\" .}}",
	// Cards
	`{{define "card"}}<li>{{.When}}{{with .Phone}}x{{end}}</li>{{end}}{{range .Cards}}{{card .}}{{card .}}{{end}}`,
}

// left are snippets that are left to html/template, alone or as a part.
var left = []string{
	`{{.Method}}`,
	`{{.Deep}}`,
	`{{.Add 2}}`,
	`{{.Ptr.Greet "you"}}`,
	`{{.Fails}}`,
	`{{.Map.a}}{{.Map.none}}`,
	`{{range .Map}}{{.}}{{end}}{{range $k, $v := .Map}}{{$k}}{{$v}}{{else}}x{{end}}{{range .NoMap}}x{{else}}none{{end}}`,
	`{{index .Map "b"}}`,
	`{{.Any}}{{with .Any}}{{.}}{{end}}{{if .NilAny}}x{{end}}{{.NilAny}}`,
	`{{.TextPtr}}`,
	`{{.PtrPtr.Name}}`,
	`{{.Failing}}`,
	`{{pass .Text}}{{pass .N}}`,
	`{{call .Func}}`,
	`{{slice .Texts 1 2}}{{slice .Text 0 1}}`,
	`{{index .Text 1}}{{index .Array 1}}`,
	`{{html .Text}}{{.Text | html}}`,
	`{{js .Text}}`,
	`<a href="?{{urlquery .Text}}">`,
	`{{eq .F 1e21}}{{eq .Nil .Ptr}}{{eq .U 5}}`,
	`{{eq .N "x"}}`,
	`{{1.5}}{{0x10}}{{'a'}}{{-3}}{{1_000}}`,
	`{{or .Empty .N}}`,
	`{{$x := "a"}}{{$x = 3}}{{$x}}`,
	`{{range $i, $x := .None}}{{else}}{{$x}}{{end}}`,
	`{{$x := "out"}}{{range $x := .None}}{{else}}{{$x}}{{end}}{{$x}}`,
	`{{$x := ""}}{{range $x = .Texts}}{{end}}{{$x}}`,
	`{{.Text | or .Empty}}`,
	`{{len .Ptr}}`,
	`{{range .F}}{{end}}`,
	`{{range .Text}}{{end}}`,
	`{{.hidden}}`,
	`{{.Nothing}}`,
	`{{if .Zero}}{{.Nothing}}{{end}}`,
	`<script>var x = {{.Text}}, y = "{{.Text}}", z = {{.Map}};</script>`,
	`<p style="color: {{.Text}}" onclick="f({{.Text}})">`,
	`<style>p { color: {{.Text}} }</style>`,
	`<p title={{.Text}}>`,
	`<p {{.Named}}="x">`,
	`<!-- {{.Text}} -->`,
	`<img srcset="{{.Text}}">`,
	`<p title="{{.HTML}}{{phrase .Phrase}}"><title>{{.HTML}}{{phrase .Phrase}}</title>`,
	`{{range .Texts}}{{break}}{{.}}{{end}}`,
	`{{template "a" nil}}{{define "a"}}{{.}}{{end}}`,
	`{{phrase .Text}}`,
	`{{phrase .Ptr}}`,
	`{{t .N}}`,
	`{{card nil}}{{define "card"}}{{end}}`,
	`{{n "label.listings" .Text}}`,
	`{{panics}}`,
	`{{printf}}`,
	`{{eq .N}}`,
	`{{.Text .N}}`,
	`{{3 | .Text}}`,
	`{{.Text | .Empty}}`,
	// A part that html/template can't write alone makes it write the whole.
	`{{define "a"}} data-x="{{.Any}}"{{end}}<p{{template "a" .}}>`,
	`{{define "a"}}<p title="{{.Any}}{{end}}{{template "a" .}}">`,
	`{{define "a"}} data-x="{{.Name}}"{{with .Next}}{{template "a" .}}{{end}}{{end}}<p{{template "a" .Ptr}}>`,
	`{{define "a"}}{{.}}{{end}}<title>{{template "a"}}</title>`,
}

// partly are snippets that are compiled but call a template that is not.
var partly = []string{
	`{{define "a"}}{{.Any}}{{.Method}}{{end}}{{template "a" .}}{{.Text}}`,
	`{{define "a"}}{{.Greet "you"}}{{end}}{{range .List}}{{template "a" .}}{{.Name}}{{end}}`,
	`{{define "a"}}[{{.}}]{{end}}{{template "a"}}{{.N}}`,
	`{{define "a"}}{{with .Next}}({{template "a" .}}){{end}}{{.Greet "you"}}{{end}}{{template "a" .Ptr}}`,
	"{{define \"a\"}}\n{{.Fails}}{{end}}x\n{{template \"a\" .}}",
	`{{define "card"}}{{slice .When 0 2}}{{end}}{{range .Cards}}{{card .}}{{end}}`,
	`{{define "b"}}<b>{{.}}</b>{{end}}{{define "a"}}{{slice . 0 2}}{{template "b" .}}{{end}}{{range .Texts}}{{if .}}{{template "a" .}}{{end}}{{.}}{{end}}`,
}

func TestTheWholeLanguage(t *testing.T) {
	for _, text := range compiled {
		p := newPair(t, text, reflect.TypeFor[*odd]())
		if p.program.refused != "" {
			t.Errorf("%s\nis left to html/template: %s", text, p.program.refused)
		}
		p.check(t, text, func() any { return newOdd() })
		p.check(t, "empty: "+text, func() any { return &odd{} })
	}
	for _, text := range left {
		p := newPair(t, text, reflect.TypeFor[*odd]())
		if p.program.refused == "" {
			t.Errorf("%s\nis said to be left to html/template, and is not", text)
		}
		p.check(t, text, func() any { return newOdd() })
		p.check(t, "empty: "+text, func() any { return &odd{} })
	}
}

func TestAPartIsLeft(t *testing.T) {
	for _, text := range partly {
		p := newPair(t, text, reflect.TypeFor[*odd]())
		parts := 0
		for _, other := range p.set.Programs {
			if other.refused != "" {
				parts++
			}
		}
		if p.program.refused != "" || parts == 0 {
			t.Errorf("%s\n%d templates are left, the whole too: %q", text, parts, p.program.refused)
		}
		p.check(t, text, func() any { return newOdd() })
		p.check(t, "empty: "+text, func() any { return &odd{} })
	}
}

func TestNestingHasALimit(t *testing.T) {
	p := newPair(t, `{{define "a"}}{{template "a" .}}{{end}}{{template "a" .}}`, reflect.TypeFor[*odd]())
	p.check(t, "for ever", func() any { return newOdd() })
	if _, _, err, _ := p.write(func() any { return newOdd() }); err == nil {
		t.Error("no error")
	}
}

func TestThereIsNoCard(t *testing.T) {
	p := newPair(t, `{{card .Card}}{{define "card"}}{{end}}`, reflect.TypeFor[*odd]())
	if _, _, own, plain := p.write(func() any { return &odd{} }); own == nil || plain == nil || p.program.refused != "" {
		t.Errorf("program: %v, html/template: %v", own, plain)
	}
}
