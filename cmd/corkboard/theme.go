package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"corkboard/generator/format"
	"corkboard/generator/problem"
	"corkboard/themes"
)

// newTheme is what a theme begins with: all of the default one, and what can be
// changed, as comments.
const newTheme = `# Everything that is not in this folder is as in the default theme, also after an update.
extends: default

# Pages to leave out; the links to them go as well:
# without: [gaps, outcomes]

# A folder here replaces the part of its name as a whole. To begin with a copy of one:
#   corkboard theme new NAME PART
# Some parts: home (the front page), listing (the page of a listing), card (a listing in
# lists), base (the frame of every page with its head and foot), tokens (colors, type).

# To change words, or to add a language little by little, write only those that differ
# into i18n/en.yaml (or de.yaml, …). The build says how many a language lacks.
`

func runTheme(_ context.Context, args []string, stdout, stderr io.Writer) int {
	var dir string
	flags := flag.NewFlagSet("theme", flag.ContinueOnError)
	flags.StringVar(&dir, "themes", "themes", "`DIR` with themes of your own")
	words, done, code := parseRest(flags, args, "new NAME [PART…]", stdout, stderr)
	if done {
		return code
	}
	if len(words) < 2 || words[0] != "new" {
		return failure(stderr, "theme", &usageError{"name the theme: corkboard theme new NAME"})
	}
	written, err := beginTheme(dir, words[1], words[2:])
	for _, file := range written {
		fmt.Fprintf(stdout, "written: %s\n", filepath.ToSlash(file))
	}
	if err != nil {
		return failure(stderr, "theme", err)
	}
	fmt.Fprintf(stdout, "To use it, write into site.yaml: theme: %s\n", words[1])
	return exitFine
}

// beginTheme writes a theme that extends the default one into a folder of dir, with
// copies of some parts, and returns the files. A theme that is there gets the parts
// that it lacks; nothing is replaced.
func beginTheme(dir, name string, parts []string) (written []string, err error) {
	if format.Slug(name) != name || name == "default" {
		return nil, &usageError{fmt.Sprintf("a theme can't be called %s; write small letters, digits and hyphens, such as elm-town", name)}
	}
	to := filepath.Join(dir, name)
	_, missing := os.Lstat(to)
	if missing == nil && len(parts) == 0 {
		return nil, &usageError{filepath.ToSlash(to) + " is there already; to copy a part of the default theme into it, name the part"}
	}
	known, err := themeParts()
	if err != nil {
		return nil, err
	}
	for _, part := range parts {
		if !slices.Contains(known, part) {
			text := "the default theme has no part called " + part + "; the parts are " + strings.Join(known, ", ")
			if near, ok := problem.Nearest(part, known); ok {
				text = "the default theme has no part called " + part + "; did you mean " + near + "?"
			}
			return nil, &usageError{text}
		}
		if _, err := os.Lstat(filepath.Join(to, part)); err == nil {
			return nil, &usageError{filepath.ToSlash(filepath.Join(to, part)) + " is there already"}
		}
	}
	if missing != nil {
		written = append(written, filepath.Join(to, "theme.yaml"))
		if err := replaceFile(written[0], []byte(newTheme)); err != nil {
			return nil, err
		}
	}
	for _, part := range parts {
		err := fs.WalkDir(themes.FS, "default/"+part, func(file string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || strings.Contains(file, ".min.") {
				return err // short scripts are made from the others
			}
			data, err := fs.ReadFile(themes.FS, file)
			if err != nil {
				return err
			}
			file = filepath.Join(to, filepath.FromSlash(strings.TrimPrefix(file, "default/")))
			written = append(written, file)
			return replaceFile(file, data)
		})
		if err != nil {
			return written, fmt.Errorf("copying %s: %w", part, err)
		}
	}
	return written, nil
}

// themeParts are the components of the default theme.
func themeParts() (names []string, err error) {
	entries, err := fs.ReadDir(themes.FS, "default")
	for _, e := range entries {
		if e.IsDir() && e.Name() != "i18n" {
			names = append(names, e.Name())
		}
	}
	return names, err
}
