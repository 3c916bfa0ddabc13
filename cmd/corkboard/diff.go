package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
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
	if len(names) == 0 || len(names) > 2 {
		return failure(stderr, "diff", &usageError{"name the commits to compare: corkboard diff BASE [HEAD], such as corkboard diff main"})
	}
	if len(names) == 1 {
		names = append(names, "HEAD")
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

// state reads the content folder as of a commit. earlier is what the loader has read
// before; nil = nothing. designs are the themes that were loaded, by country.
func (s *source) state(ctx context.Context, revision string, loader *content.Loader, earlier *review.State, designs map[string]*theme.Theme) (*review.State, error) {
	now, err := s.moment()
	if err != nil {
		return nil, err
	}
	files, err := history.Snapshot(ctx, s.content, revision, func(path string) bool {
		_, ok := folder.Classify(path)
		return ok
	})
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
