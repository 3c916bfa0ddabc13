package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"

	"corkboard/generator/folder"
	"corkboard/generator/format"
	"corkboard/generator/problem"
)

func runFmt(_ context.Context, args []string, stdout, stderr io.Writer) int {
	var s source
	var only bool
	flags := s.deskFlags("fmt")
	flags.BoolVar(&only, "check", false, "write nothing; list the files that would change, and exit with 1 if there are any")
	names, done, code := parseRest(flags, args, "[FILE…]", stdout, stderr)
	if done {
		return code
	}
	d, err := s.desk()
	if err == nil {
		err = d.arrange(names, stderr)
	}
	if err != nil {
		return s.deskFailure(stderr, "fmt", err)
	}
	if len(d.after) > 0 && only {
		for _, name := range slices.Sorted(maps.Keys(d.after)) {
			fmt.Fprintln(stdout, problem.Printable(d.path(name)))
		}
		return exitContent
	}
	if err := d.save(); err != nil {
		return s.deskFailure(stderr, "fmt", err)
	}
	for _, name := range slices.Sorted(maps.Keys(d.after)) {
		fmt.Fprintf(stdout, "put in order: %s\n", problem.Printable(d.path(name)))
	}
	return exitFine
}

// arrange puts the fields of files in their usual order. names are paths as typed;
// none = all files. Files that can't be read are reported and left unchanged.
func (d *desk) arrange(names []string, stderr io.Writer) error {
	found, err := folder.Scan(d.files)
	if err != nil {
		return err
	}
	files := found.Files()
	if len(names) > 0 {
		if files, err = d.named(files, names); err != nil {
			return err
		}
	}
	for _, file := range files {
		data, err := folder.ReadFile(d.files, file.Path, folder.MostTable)
		if err != nil {
			return fmt.Errorf("reading %s: %w", file.Path, err)
		}
		after, err := format.Arrange(file, data)
		if err != nil {
			fmt.Fprintf(stderr, "left unchanged: %s\n", problem.Printable(err.Error()))
			continue
		}
		if !bytes.Equal(data, after) {
			d.after[file.Path] = after
		}
	}
	return nil
}

// named returns the files of the folder that names refer to, as paths of the shell or
// of the folder.
func (d *desk) named(files []folder.File, names []string) ([]folder.File, error) {
	var out []folder.File
	for _, name := range names {
		i := slices.IndexFunc(files, func(f folder.File) bool {
			return filepath.Clean(name) == filepath.Clean(d.path(f.Path)) || filepath.ToSlash(filepath.Clean(name)) == f.Path
		})
		if i < 0 {
			return nil, &usageError{fmt.Sprintf("%s is not a file with listings in %s", name, d.dir)}
		}
		out = append(out, files[i])
	}
	return out, nil
}
