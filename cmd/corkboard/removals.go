package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"corkboard/generator"
	"corkboard/generator/catalog"
	"corkboard/generator/check"
	"corkboard/generator/content"
	"corkboard/generator/folder"
	"corkboard/generator/problem"
	"corkboard/generator/publish"
)

// A folder that was not cloned, a branch without it, a wrong --content: none of these
// means that somebody wants to remove a town from the directory. The published site
// reveals such accidents; in a fresh folder, the newest commits do.

// removal describes a build that would remove more than anybody is likely to intend.
type removal struct {
	check.Loss
	held  string // who knows what there was: "the site in public", "the newest commit"
	below string // a folder that looks like the one with the listings; "" = none
}

// removed returns what a build would remove by accident; nil = nothing.
func (s *source) removed(output string, options *generator.Options, r *generator.Result) (*removal, error) {
	there := present(options.Content, r.Catalog)
	is := func(record string) bool { return there[record] }
	if was := published(output); len(was) > 0 {
		if loss := check.Losses(was, is); loss != nil {
			return &removal{*loss, "the site in " + output, s.below(there)}, nil
		}
		return nil, nil
	}
	newest, before, err := committed(options, r.Catalog)
	if err != nil {
		return nil, err
	}
	if loss := check.Losses(newest, is); loss != nil {
		return &removal{*loss, "the newest commit", s.below(there)}, nil
	}
	if loss := check.Losses(before, is); loss != nil {
		return &removal{*loss, "the commit before the newest", s.below(there)}, nil
	}
	if below := s.below(there); below != "" {
		return &removal{below: below}, nil
	}
	return nil, nil
}

// present returns the listings and organizations in the content folder, under all ids
// that they have had, including those left out because of errors.
func present(fsys fs.FS, c *catalog.Catalog) map[string]bool {
	there := map[string]bool{}
	for _, m := range c.Members() {
		there[m.Record] = true
	}
	for _, record := range c.FormerMembers() {
		there[record] = true
	}
	for _, file := range c.LeftOut {
		data, err := folder.ReadFile(fsys, file, folder.MostTable)
		if err != nil {
			continue // the file itself is an error
		}
		for _, m := range content.Members(file, data) {
			there[m.Record] = true
		}
	}
	return there
}

// published returns the listings and organizations of the site in the output folder;
// nil = there is none, or nothing is known about it.
func published(output string) []catalog.Member {
	var list []catalog.Member
	for _, note := range publish.Notes(output) {
		record, organization, _ := strings.Cut(note, " ")
		list = append(list, catalog.Member{Record: record, Organization: organization})
	}
	return list
}

// notes are the lines of the manifest that published reads.
func notes(members []catalog.Member) []string {
	list := make([]string, len(members))
	for i, m := range members {
		list[i] = strings.TrimSpace(m.Record + " " + m.Organization)
	}
	return list
}

// committed returns the listings and organizations of the newest commit and of the one
// before it.
func committed(options *generator.Options, c *catalog.Catalog) (newest, before []catalog.Member, err error) {
	h := options.History
	if h == nil {
		return nil, nil, nil
	}
	known := [2]map[string]bool{{}, {}}
	take := func(m catalog.Member, earlier int, list *[]catalog.Member) {
		if !known[earlier][m.Record] {
			known[earlier][m.Record] = true
			*list = append(*list, m)
		}
	}
	for _, m := range c.Members() {
		dates, _ := h.Of(m.Record, "")
		if !dates.Added.IsZero() {
			take(m, 0, &newest)
		}
		if !dates.Added.IsZero() && dates.Added.Before(h.At) {
			take(m, 1, &before)
		}
	}
	there := func(file string) bool {
		_, err := fs.Lstat(options.Content, file)
		return err == nil
	}
	err = h.Held(content.HasMembers, there, func(file string, data []byte, earlier bool) {
		for _, m := range content.Members(file, data) {
			if earlier {
				take(m, 1, &before)
			} else {
				take(m, 0, &newest)
			}
		}
	})
	return newest, before, err
}

// below returns a folder in the content folder that looks like the one with the
// listings, if there are none; "" = there is no such folder.
func (s *source) below(there map[string]bool) string {
	if len(there) > 0 {
		return ""
	}
	entries, err := os.ReadDir(s.content)
	if err != nil {
		return ""
	}
	for _, e := range entries {
		for _, name := range []string{"opportunities", "organizations"} {
			dir := filepath.Join(s.content, e.Name())
			if info, err := os.Stat(filepath.Join(dir, name)); err == nil && info.IsDir() && !strings.HasPrefix(e.Name(), ".") {
				return dir
			}
		}
	}
	return ""
}

// missing reports whether the content folder does not exist.
func (s *source) missing() bool {
	_, err := os.Stat(s.content)
	return errors.Is(err, fs.ErrNotExist)
}

// print says what is gone, what may have happened, and what to do next.
func (r *removal) print(w io.Writer, dir, output string) {
	line := func(format string, args ...any) {
		fmt.Fprintln(w, problem.Printable(fmt.Sprintf(format, args...)))
	}
	switch what := "listings and organizations"; {
	case r.Was == 0:
		line("corkboard build: there are no listings or organizations in %s", dir)
	default:
		if r.Of != "" {
			what = "listings of " + r.Of
		} else if kind, _, _ := strings.Cut(r.Gone[0], "/"); len(r.Gone) == r.Was && strings.HasPrefix(r.Gone[len(r.Gone)-1], kind) {
			what = map[string]string{"opportunities": "listings", "organizations": "organizations"}[kind]
		}
		left := fmt.Sprintf("%s of them are", grouped(r.Was-len(r.Gone)))
		switch r.Was - len(r.Gone) {
		case 0:
			left = "none of them is"
		case 1:
			left = "1 of them is"
		}
		line("corkboard build: %s has %s %s, and %s left in %s", r.held, grouped(r.Was), what, left, dir)
		line("gone: %s", listed(r.Gone))
	}
	switch {
	case r.below != "":
		line("the folder %s looks like the one with the listings; build with --content %s", r.below, r.below)
	default:
		line("maybe a folder is missing or misspelled, git is on another branch or has not fetched everything, or --content names the folder above the listings")
	}
	line("nothing was built, and the site in %s is unchanged; if this is what you want, build with --allow-removals", output)
}

// lostFolder describes the removal of everything when the content folder is missing;
// nil = nothing is known that could be lost.
func lostFolder(output string) *removal {
	was := published(output)
	if len(was) == 0 {
		return nil
	}
	return &removal{*check.Losses(was, func(string) bool { return false }), "the site in " + output, ""}
}
