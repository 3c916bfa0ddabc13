package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"corkboard/generator/board"
	"corkboard/generator/check"
	"corkboard/generator/content"
	"corkboard/generator/folder"
	"corkboard/generator/history"
	"corkboard/generator/overlay"
	"corkboard/generator/problem"
	"corkboard/generator/review"
	"corkboard/generator/site"
	"corkboard/generator/theme"
	"corkboard/themes"
)

func runDiff(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	var s source
	flags := s.deskFlags("diff")
	names, done, code := parseRest(flags, args, "BASE [HEAD]", stdout, stderr)
	if done {
		return code
	}
	if len(names) == 0 || len(names) > 2 || slices.Contains(names, asItIs) {
		return failure(stderr, "diff", &usageError{"name the commits to compare: corkboard diff BASE [HEAD], such as corkboard diff main"})
	}
	if len(names) == 1 {
		names = append(names, asItIs)
	}
	var states [2]*review.State
	var loader content.Loader // most files are the same in both
	designs := map[string]*theme.Theme{}
	for i, name := range names {
		state, err := s.state(ctx, name, &loader, states[0], designs)
		var unknown *history.UnknownRevision
		switch {
		case errors.As(err, &unknown) || errors.Is(err, history.ErrNoRepository):
			return failure(stderr, "diff", &usageError{err.Error()})
		case err != nil:
			return failure(stderr, "diff", err)
		}
		states[i] = state
	}
	if _, err := io.WriteString(stdout, review.Markdown(states[0], states[1])); err != nil {
		return internalError(stderr, "diff", fmt.Errorf("printing: %w", err))
	}
	return exitFine
}

// asItIs is in place of a commit the folder with what nobody has committed yet.
const asItIs = ""

// state reads the content folder as of a commit, or as it is. earlier is what the
// loader has read before; nil = nothing. designs are the themes that were loaded, by
// country.
func (s *source) state(ctx context.Context, revision string, loader *content.Loader, earlier *review.State, designs map[string]*theme.Theme) (*review.State, error) {
	now, err := s.moment()
	if err != nil {
		return nil, err
	}
	wanted := func(path string) bool {
		_, ok := folder.Classify(path)
		return ok
	}
	var files map[string][]byte
	if revision == asItIs {
		files, err = onDisk(s.content, wanted)
	} else {
		files, err = history.Snapshot(ctx, s.content, revision, wanted)
	}
	if err != nil {
		return nil, err
	}
	fsys := overlay.New(nil, files)
	directory, problems, err := loader.Load(fsys, content.Options{Now: now, Changed: changed(earlier, files)})
	if err != nil {
		return nil, err
	}
	// Nothing here depends on when git first saw a listing.
	problems = slices.DeleteFunc(problems, func(p problem.Problem) bool { return p.Rule == "not-checked" })
	_, directory, leaks := check.Withheld(directory, fsys)
	design := designs[directory.Site.Country]
	if design == nil {
		var faults problem.List
		if design, faults = theme.Load(themes.FS, "default", directory.Site.Country); design == nil {
			return nil, fmt.Errorf("the words of the bundled theme: %s", faults[0].Text)
		}
		designs[directory.Site.Country] = design
	}
	words, _ := site.Words(directory, design.Locales())
	return &review.State{Files: files, Board: board.New(directory, board.Options{Now: now, SortKey: words[0].SortKey}), Words: words[0], Problems: append(problems, leaks...).Sort()}, nil
}

// onDisk reads the wanted files of a content folder, as history.Snapshot reads those of
// a commit: what is too large for that, or no regular file, is left out.
func onDisk(dir string, wanted func(path string) bool) (map[string][]byte, error) {
	fsys, err := folder.Open(dir)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	err = fs.WalkDir(fsys, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || !wanted(path) {
			return err
		}
		data, err := folder.ReadFile(fsys, path, history.MostContent)
		var large folder.TooLargeError
		switch {
		case errors.As(err, &large):
			return nil
		case err != nil:
			return fmt.Errorf("reading %s: %w", path, err)
		}
		files[path] = data
		return nil
	})
	return files, err
}

// changed returns the paths of files that differ from a state's; nil = all.
func changed(from *review.State, files map[string][]byte) []string {
	if from == nil {
		return nil
	}
	list := []string{}
	for name, data := range files {
		if was, ok := from.Files[name]; !ok || !bytes.Equal(was, data) {
			list = append(list, name)
		}
	}
	for name := range from.Files {
		if _, ok := files[name]; !ok {
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return list
}
