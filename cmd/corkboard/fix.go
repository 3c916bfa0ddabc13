package main

import (
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"corkboard/generator/content"
	"corkboard/generator/edit"
	"corkboard/generator/folder"
	"corkboard/generator/overlay"
	"corkboard/generator/problem"
)

// fix makes the corrections that check is certain of, and prints each.
func (d *desk) fix(stdout io.Writer) error {
	made, left, err := d.correct(stdout)
	if err != nil {
		return err
	}
	if made == 0 {
		fmt.Fprintln(stdout, "there is nothing that can be corrected with certainty")
		return nil
	}
	if err := d.save(); err != nil {
		return err
	}
	fmt.Fprintf(stdout, "\n%s; %s left\n", counted(made, "correction"), counted(left, "problem"))
	return nil
}

// correct makes and prints corrections without saving them: how many were made, and
// how many problems are left. A correction is made only if the folder then no longer
// has that problem, and no new one.
func (d *desk) correct(stdout io.Writer) (made, left int, err error) {
	var loader content.Loader
	_, list, err := loader.Load(d.files, content.Options{Now: d.now})
	if err != nil {
		return 0, 0, err
	}
	refused := map[problem.Problem]bool{}
	for {
		i := slices.IndexFunc(list, func(p problem.Problem) bool {
			return p.Fix != "" && p.Folder == "" && p.Line > 0 && p.Fix != p.Source && !refused[p]
		})
		if i < 0 {
			break
		}
		p := list[i]
		before, known := d.after[p.File]
		if !known {
			if before, err = folder.ReadFile(d.files, p.File, folder.MostTable); err != nil {
				return 0, 0, err
			}
		}
		after, n := edit.Fix(before, []edit.Correction{{Line: p.Line, Source: p.Source, Fix: p.Fix}})
		if n == 0 {
			refused[p] = true
			continue
		}
		trial := maps.Clone(d.after)
		trial[p.File] = after
		_, then, err := loader.Load(overlay.New(d.files, trial), content.Options{Now: d.now, Changed: []string{p.File}})
		if err != nil {
			return 0, 0, err
		}
		if !better(list, then, p) {
			refused[p] = true
			if _, _, err := loader.Load(overlay.New(d.files, d.after), content.Options{Now: d.now, Changed: []string{p.File}}); err != nil {
				return 0, 0, err
			}
			continue
		}
		d.after, list = trial, then
		if made++; made == 1 {
			fmt.Fprintln(stdout, "corrected:")
		}
		fmt.Fprintf(stdout, "\n%s:%d [%s]\n", problem.Printable(d.path(p.File)), p.Line, p.Rule)
		rows := strings.Split(string(before), "\n")[p.Line-1:]
		for _, line := range rows[:strings.Count(p.Fix, "\n")+1] {
			fmt.Fprintln(stdout, "- "+problem.Printable(strings.TrimSuffix(line, "\r")))
		}
		for line := range strings.SplitSeq(p.Fix, "\n") {
			fmt.Fprintln(stdout, "+ "+problem.Printable(line))
		}
	}
	return made, len(list), nil
}

// better reports whether a correction of p worked: p is gone, and there is no new
// error.
func better(before, after problem.List, p problem.Problem) bool {
	type mistake struct{ rule, file, text string }
	key := func(p problem.Problem) mistake { return mistake{p.Rule, p.File, p.Text} }
	count := map[mistake]int{}
	for _, q := range before {
		count[key(q)]++
	}
	same := 0
	for _, q := range after {
		if key(q) == key(p) {
			same++
		}
		if q.Level == problem.Error && count[key(q)] == 0 {
			return false
		}
	}
	return same < count[key(p)]
}

// changedSince reports whether a file of the folder differs from what a commit holds.
func changedSince(files fs.FS, base map[string][]byte) func(name string) bool {
	return func(name string) bool {
		was, there := base[name]
		data, err := folder.ReadFile(files, name, folder.MostMedia)
		return err != nil || !there || string(data) != string(was)
	}
}
