package theme

import (
	"fmt"
	"strings"

	esbuild "github.com/evanw/esbuild/pkg/api"
)

// script is a file of JavaScript.
type script struct{ file, text string }

// minifyComponent makes one script of those of a component, in a block of its own:
// its files see each other's names, other components don't. Names in a block are
// nobody else's, so they are shortened like those in functions. The result ends
// with a semicolon: anything may follow.
func minifyComponent(files []script) (string, error) {
	if len(files) == 0 {
		return "", nil
	}
	var b strings.Builder
	b.WriteString("{\n")
	for _, f := range files {
		// Each on its own, since a brace too many in it would close our block.
		if _, wrong := shorten(f.text, false); wrong != nil {
			return "", f.wrong(wrong, 0)
		}
		b.WriteString(f.text + "\n")
	}
	b.WriteString("}")
	short, wrong := shorten(b.String(), true)
	if wrong == nil {
		return short + ";", nil
	}
	// Only together they are wrong: a name is declared twice, or a file imports or
	// exports, which a block can't.
	above := 1
	for _, f := range files {
		lines := strings.Count(f.text, "\n") + 1
		if wrong.Location != nil && wrong.Location.Line <= above+lines {
			return "", f.wrong(wrong, above)
		}
		above += lines
	}
	return "", files[0].wrong(wrong, 0)
}

// minifyAlone makes a script that another one loads smaller. It exports, so it
// stands in no block, and the names at its top stay.
func minifyAlone(f script) (string, error) {
	short, wrong := shorten(f.text, true)
	if wrong != nil {
		return "", f.wrong(wrong, 0)
	}
	return short, nil
}

// shorten drops comments and white space and gives names short ones, in words that
// the oldest browsers which we promise to serve understand. names says whether to:
// without it only the syntax is looked at.
func shorten(text string, names bool) (string, *esbuild.Message) {
	r := esbuild.Transform(text, esbuild.TransformOptions{
		MinifyWhitespace: names, MinifyIdentifiers: names, MinifySyntax: names, LegalComments: esbuild.LegalCommentsNone, Charset: esbuild.CharsetUTF8,
		Format: esbuild.FormatESModule, Engines: []esbuild.Engine{{Name: esbuild.EngineSafari, Version: "15"}, {Name: esbuild.EngineChrome, Version: "100"}},
	})
	if len(r.Errors) > 0 {
		return "", &r.Errors[0]
	}
	return strings.TrimRight(string(r.Code), ";\n"), nil
}

// wrong says where in a script that follows so many lines it does not parse.
func (f script) wrong(m *esbuild.Message, above int) error {
	if m.Location == nil {
		return fmt.Errorf("%s: %s", f.file, m.Text)
	}
	return fmt.Errorf("%s:%d:%d: %s", f.file, m.Location.Line-above, m.Location.Column+1, m.Text)
}
