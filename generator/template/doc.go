// Package template runs html/template's templates faster, with byte-for-byte
// the same output. It knows html/template and nothing of Corkboard.
//
// # Goals
//
// html/template decides what is safe: it parses the templates, finds out which
// part of the HTML each action is in and writes the functions that make its
// value safe there into the parse tree. But its interpreter looks up each field
// by name for each value and calls each function by reflection. For a site with
// 18,856 pages that took 5.3 s of CPU time and 1,000 MB of allocations;
// compiled, the same pages take 1.0 s and 96 MB.
//
// The output must be the same, errors included, and everything that
// html/template accepts must work. Speed comes second.
//
// # How it works
//
// The type of the value that a template is given (the dot) is known when the
// program starts. [Compile] has html/template escape a set of templates.
// [Set.Program] then walks an escaped tree once for one type of dot and makes a
// closure for each node, so that executing a template is nothing but calls:
//
//	{{with .Place}}<p>{{phrase .Name}}</p>{{end}}
//
//	with (field 14 of dot)
//	  ├ text "<p>"
//	  ├ phrase (field 2 of dot)
//	  └ text "</p>"
//
// In reading order: compile.go has templates and variables, control.go {{if}},
// {{with}}, {{range}} and {{template}}, expression.go fields and pipelines,
// call.go and builtin.go functions, action.go and escape.go how a value gets
// into the page, derive.go how html/template names the copies it makes of a
// template.
//
// A function that returns HTML can be given as an [Appender], which writes its
// result to the page without making a string of it.
//
// # Limits
//
// A compiled template decides nothing and guesses nothing. A template with
// anything unsupported (a map, an interface, a method, a value in a script or a
// style) is left to html/template as a whole: the output is the same, only
// slower. [Program.Interpreted] says which templates, and why.
//
// The escapers are implemented a second time in escape.go, and derive.go and
// action.go rely on the names that html/template gives its functions and
// copies. If a release of Go changes any of these, tests fail and the templates
// are left to html/template; FuzzCompiledWritesTheSame compares the two on any
// text.
//
// # Doing without
//
// Options.Interpret leaves every template to html/template. Nothing else
// changes.
package template
