package theme

import (
	"errors"
	"fmt"
	"strings"

	"github.com/tdewolff/minify/v2"
	minifyjs "github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/js"
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
		if _, err := js.Parse(parse.NewInputString(f.text), js.Options{}); err != nil {
			return "", f.wrong(err, 0)
		}
		b.WriteString(f.text + "\n")
	}
	b.WriteString("}")
	short, err := shorten(b.String())
	if err == nil {
		return short + ";", nil
	}
	// Only together they are wrong: a name is declared twice, or a file imports or
	// exports, which a block can't.
	above := 1
	for _, f := range files {
		lines := strings.Count(f.text, "\n") + 1
		if e := (*parse.Error)(nil); errors.As(err, &e) && e.Line <= above+lines {
			return "", f.wrong(err, above)
		}
		above += lines
	}
	return "", files[0].wrong(err, 0)
}

// minifyAlone makes a script that another one loads smaller. It exports, so it
// stands in no block, and the names at its top stay.
func minifyAlone(f script) (string, error) {
	short, err := shorten(f.text)
	if err != nil {
		return "", f.wrong(err, 0)
	}
	return short, nil
}

// shorten drops comments and white space and gives names short ones. What it
// writes is no newer than ECMAScript 2020 unless the text is.
func shorten(text string) (string, error) {
	var b strings.Builder
	err := (&minifyjs.Minifier{}).Minify(minify.New(), &b, strings.NewReader(text), nil)
	return b.String(), err
}

// wrong says where in a script that follows so many lines it does not parse.
func (f script) wrong(err error, above int) error {
	if e := (*parse.Error)(nil); errors.As(err, &e) {
		return fmt.Errorf("%s:%d:%d: %s", f.file, e.Line-above, e.Column, e.Message)
	}
	return fmt.Errorf("%s: %w", f.file, err)
}
