// Command shorten makes the scripts of a theme smaller, so that the program
// which builds sites needs no JavaScript compiler. It writes beside the scripts
// of each component what pages are served: gaps/gaps.min.js for all of gaps/*.js,
// and name.min.mjs for each name.mjs.
//
//	go generate ./themes
package main

import (
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	esbuild "github.com/evanw/esbuild/pkg/api"

	"corkboard/generator/theme"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: shorten THEME")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "shorten:", err)
		os.Exit(1)
	}
}

// write writes the shortened scripts of a theme and removes those of scripts
// that are gone.
func write(dir string) error {
	files, err := shortened(os.DirFS(dir))
	if err != nil {
		return err
	}
	old, err := committed(os.DirFS(dir))
	if err != nil {
		return err
	}
	for _, file := range old {
		if _, ok := files[file]; !ok {
			if err := os.Remove(filepath.Join(dir, filepath.FromSlash(file))); err != nil {
				return err
			}
		}
	}
	for file, text := range files {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(file)), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// committed lists the shortened scripts that a theme has.
func committed(fsys fs.FS) ([]string, error) {
	scripts, err := fs.Glob(fsys, "*/*.min.js")
	if err != nil {
		return nil, err
	}
	modules, err := fs.Glob(fsys, "*/*.min.mjs")
	return append(scripts, modules...), err
}

// shortened returns the shortened scripts that a theme should have, by file.
func shortened(fsys fs.FS) (map[string]string, error) {
	files := map[string]string{}
	names, err := fs.Glob(fsys, "*/*.*js")
	if err != nil {
		return nil, err
	}
	components := map[string][]script{}
	for _, name := range names {
		ext := path.Ext(name)
		if strings.HasSuffix(name, ".min"+ext) {
			continue
		}
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, err
		}
		s := script{name, string(data)}
		switch ext {
		case ".js":
			components[path.Dir(name)] = append(components[path.Dir(name)], s)
		case ".mjs":
			code, err := minifyAlone(s)
			if err != nil {
				return nil, err
			}
			files[theme.ShortName(name, ext)] = theme.Short(code, s.text)
		}
	}
	for component, scripts := range components {
		slices.SortFunc(scripts, func(a, b script) int { return strings.Compare(a.file, b.file) })
		code, err := minifyComponent(scripts)
		if err != nil {
			return nil, err
		}
		var sources []string
		for _, s := range scripts {
			sources = append(sources, s.text)
		}
		files[theme.ShortName(path.Join(component, path.Base(component)+".js"), ".js")] = theme.Short(code, sources...)
	}
	return files, nil
}

// script is a file of JavaScript.
type script struct{ file, text string }

// minifyComponent makes one script of those of a component, in a block of its own:
// its files see each other's names, other components don't. Names in a block are
// its own, so they are shortened like those in functions. The result ends
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
// is not put into a block, and the names at its top stay.
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
