package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"corkboard/generator"
	"corkboard/generator/check"
	"corkboard/generator/explain"
	"corkboard/generator/folder"
	"corkboard/generator/history"
	"corkboard/generator/problem"
	"corkboard/generator/review"
	"corkboard/generator/rules"
	"corkboard/generator/site"
)

// formats are the report formats of check.
var formats = []string{"text", "json", "github", "gitlab", "sarif", "rdjson"}

func runCheck(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	var s source
	var format string
	flags := s.flags("check")
	var all, stale, fix bool
	var base, rule string
	flags.BoolVar(&all, "explain", false, "show how the schedule of every listing was read, not only of those that changed since the newest commit")
	s.shallow(flags)
	flags.StringVar(&format, "format", "text", "`FORMAT` of the report: "+strings.Join(formats, ", "))
	flags.BoolVar(&stale, "stale", false, "only list, as Markdown, whom to call about listings that nobody has confirmed")
	flags.BoolVar(&fix, "fix", false, "first make the corrections that are certain, and show them")
	flags.StringVar(&base, "changed", "", "report only files that differ from the `COMMIT`")
	flags.StringVar(&rule, "rule", "", "report only what the rule with this `ID` finds, such as bad-phone")
	if done, code := parse(flags, args, stdout, stderr); done {
		return code
	}
	if text := unknownRule(rule); text != "" {
		return failure(stderr, "check", &usageError{text})
	}
	if !slices.Contains(formats, format) {
		text := fmt.Sprintf("unknown format %q; the formats are %s", format, strings.Join(formats, ", "))
		if near, ok := problem.Nearest(format, formats); ok {
			text = fmt.Sprintf("unknown format %q; did you mean --format %s?", format, near)
		}
		return failure(stderr, "check", &usageError{text})
	}
	if fix {
		d, err := s.desk()
		if err == nil {
			err = d.fix(stderr)
		}
		if err != nil {
			return s.deskFailure(stderr, "check", err)
		}
	}
	options, err := s.options(ctx)
	if err != nil {
		return failure(stderr, "check", err)
	}
	result, err := generator.Build(options)
	var unusable *generator.Unusable
	if errors.As(err, &unusable) {
		if err := s.report(stdout, format, unusable.Problems); err != nil {
			return internalError(stderr, "check", fmt.Errorf("printing the report: %w", err))
		}
		return exitContent
	}
	if err != nil {
		return failure(stderr, "check", err)
	}
	if stale {
		if _, err := io.WriteString(stdout, review.Calls(result.Board)); err != nil {
			return internalError(stderr, "check", fmt.Errorf("printing the list: %w", err))
		}
		return exitFine
	}
	var found problem.List
	if !check.Beyond(result.Problems) {
		if found, err = check.Tree(ctx, result.Tree, check.Options{Base: result.Addresses.Base}); err != nil {
			return failure(stderr, "check", err)
		}
	}
	words, _ := site.Words(result.Catalog, result.Theme.Locales())
	problems := append(append(append(result.Problems, found...), s.pastUnknown(&options, result, false)...), explain.Readings(result.Board, words[0], all)...).Sort()
	if s.strict {
		problems = problems.Strict()
	}
	if base != "" {
		then, err := history.Snapshot(ctx, s.content, base, func(name string) bool { _, read := folder.Classify(name); return read })
		var unknown *history.UnknownRevision
		if errors.As(err, &unknown) || errors.Is(err, history.ErrNoRepository) {
			return failure(stderr, "check", &usageError{err.Error()})
		}
		if err != nil {
			return failure(stderr, "check", err)
		}
		differs := changedSince(options.Content, then)
		problems = slices.DeleteFunc(problems, func(p problem.Problem) bool { return p.Folder != "" || p.File == "" || !differs(p.File) })
	}
	if rule != "" {
		problems = slices.DeleteFunc(problems, func(p problem.Problem) bool { return p.Rule != rule })
	}
	if err := s.report(stdout, format, problems); err != nil {
		return internalError(stderr, "check", fmt.Errorf("printing the report: %w", err))
	}
	for _, line := range byRule(problems) {
		fmt.Fprintln(stderr, line)
	}
	errors, warnings := problems.Count()
	opportunities, organizations := len(result.Board.Shown), len(result.Board.Organizations)
	published := fmt.Sprintf("%s by %s", counted(opportunities, "opportunity"), counted(organizations, "organization"))
	if broken := filesWithErrors(problems); opportunities+organizations == 0 && broken > 0 {
		published = fmt.Sprintf("%s, none of which can be published", counted(broken, "file"))
	}
	fmt.Fprintf(stderr, "%s: %s, %s\n", published, counted(errors, "error"), counted(warnings, "warning"))
	for _, note := range historyNotes(options.History, !result.Catalog.Site.Today.IsZero()) {
		fmt.Fprintln(stderr, "note: "+note)
	}
	if errors > 0 {
		return exitContent
	}
	return exitFine
}

// unknownRule says what is wrong with a rule's id; "" = nothing, or no id was given.
func unknownRule(id string) string {
	if _, known := rules.Find(id); id == "" || known {
		return ""
	}
	var ids []string
	for _, r := range rules.All() {
		ids = append(ids, r.ID)
	}
	if near, ok := problem.Nearest(id, ids); ok {
		return fmt.Sprintf("there is no rule %q; did you mean --rule %s?", id, near)
	}
	return fmt.Sprintf("there is no rule %q; each problem ends with the id of its rule", id)
}

// byRule summarizes a long report: how often each rule found something, most often
// first. nil = the report is short, or about one rule.
func byRule(problems problem.List) []string {
	const long = 50
	count := map[string]int{}
	for _, p := range problems {
		if p.Level != problem.Note {
			count[p.Rule]++
		}
	}
	if len(problems) < long || len(count) < 2 {
		return nil
	}
	ids := slices.Sorted(maps.Keys(count))
	slices.SortStableFunc(ids, func(a, b string) int { return count[b] - count[a] })
	lines := []string{"by rule (--rule ID shows one):"}
	for _, id := range ids {
		lines = append(lines, fmt.Sprintf("%8s  %s", grouped(count[id]), id))
	}
	return lines
}

// filesWithErrors returns how many files have an error.
func filesWithErrors(problems problem.List) int {
	files := map[string]bool{}
	for _, p := range problems {
		if p.Level == problem.Error && p.File != "" {
			files[p.File] = true
		}
	}
	return len(files)
}

// report prints problems in a format.
func (s *source) report(w io.Writer, format string, problems problem.List) error {
	dir, problems := filepath.ToSlash(s.content), s.placed(problems)
	switch format {
	case "json":
		return problems.JSON(w)
	case "github":
		return problems.GitHub(w, dir)
	case "gitlab":
		return problems.GitLab(w, dir)
	case "sarif":
		return problems.SARIF(w, dir, buildVersion())
	case "rdjson":
		return problems.RDJSON(w, dir)
	}
	return problems.Text(w, dir, terminal(w))
}
