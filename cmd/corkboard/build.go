package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"corkboard/generator"
	"corkboard/generator/catalog"
	"corkboard/generator/check"
	"corkboard/generator/content"
	"corkboard/generator/folder"
	"corkboard/generator/history"
	"corkboard/generator/problem"
	"corkboard/generator/publish"
	"corkboard/generator/tree"
)

// summary describes a build. It is stored with the output, so that a build with
// nothing to do can print it again.
type summary struct {
	Opportunities int      `json:"opportunities"`
	Organizations int      `json:"organizations"`
	Pages         int      `json:"pages"`
	Feeds         int      `json:"feeds"`
	Errors        int      `json:"errors"`
	Warnings      int      `json:"warnings"`
	LeftOut       []string `json:"left_out"`
	Notes         []string `json:"notes"`

	Newest time.Time `json:"newest"` // committer date of the newest commit; zero = no git
}

func runBuild(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	started := time.Now()
	var s source
	var output, profile string
	var keepGoing, force, allowRemovals bool
	var jobs int
	flags := s.flags("build")
	flags.StringVar(&output, "output", "public", "`DIR` for the site")
	flags.BoolVar(&keepGoing, "keep-going", false, "leave out listings with errors and build the others")
	flags.BoolVar(&allowRemovals, "allow-removals", false, "publish even if most of the listings, or all of one kind, are gone")
	s.shallow(flags)
	flags.BoolVar(&force, "force", false, "render every file again")
	flags.IntVar(&jobs, "jobs", 0, "number of files to render at the same time (default one per core)")
	flags.StringVar(&profile, "profile", "", "`DIR` for CPU and memory profiles, for developers")
	if done, code := parse(flags, args, stdout, stderr); done {
		return code
	}
	if profile != "" {
		stop, err := startProfile(profile)
		if err != nil {
			return internalError(stderr, "build", err)
		}
		defer stop()
	}

	now, err := s.moment()
	if err != nil {
		return failure(stderr, "build", err)
	}
	inputs, err := s.stamp(ctx, keepGoing)
	if err != nil {
		inputs = tree.Hash{} // matches no earlier build; the build itself reports what is missing
	}
	target := publish.Options{
		Output: output, Protected: s.folders(), Jobs: jobs, Force: force, Code: code(),
		Stamp: publish.Stamp{Inputs: inputs, Now: now},
	}
	last, fresh := publish.Fresh(target)
	var earlier summary
	if json.Unmarshal(last.Summary, &earlier) == nil && fresh {
		earlier.print(stdout, output, last, time.Since(started))
		return exitFine
	}

	options, err := s.options(ctx)
	if err != nil {
		if lost := lostFolder(output); lost != nil && s.missing() && !allowRemovals {
			lost.print(stderr, s.content, output)
			return exitContent
		}
		return failure(stderr, "build", err)
	}
	options.Now = now
	result, err := generator.Build(options)
	if err != nil {
		code := s.failure(stderr, "build", err)
		if code == exitContent {
			fmt.Fprintf(stderr, "nothing was built; the site in %s is unchanged\n", output)
		}
		return code
	}
	unknown := s.pastUnknown(&options, result, !earlier.Newest.IsZero())
	problems := append(result.Problems, unknown...).Sort()
	if s.strict {
		problems = problems.Strict()
	}
	s.printProblems(stderr, problems)
	if len(unknown) > 0 {
		fmt.Fprintf(stderr, "nothing was built; the site in %s is unchanged\n", output)
		return exitContent
	}
	if s.baseURL == "" && publishes() && slices.ContainsFunc(problems, func(p problem.Problem) bool { return p.Rule == "site-without-url" }) {
		fmt.Fprintf(stderr, "nothing was built: without an address, feeds and shared links of the site would lead to the reader's own computer\n")
		fmt.Fprintf(stderr, "add url: https://… to site.yaml, or build with --base-url https://…\n")
		return exitContent
	}
	if !allowRemovals {
		lost, err := s.removed(output, &options, result)
		if err != nil {
			return internalError(stderr, "build", err)
		}
		if lost != nil {
			lost.print(stderr, s.content, output)
			return exitContent
		}
	}
	target.Notes = notes(result.Catalog.Members())
	sum := summarize(result, &options, earlier.Newest)
	if sum.Errors, sum.Warnings = problems.Count(); sum.Errors > 0 && !keepGoing {
		fmt.Fprintf(stderr, "%s: nothing was built; the site in %s is unchanged\n", counted(sum.Errors, "error"), output)
		fmt.Fprintf(stderr, "fix them, or build the other listings with --keep-going\n")
		return exitContent
	}

	target.Stamp.ValidUntil = result.Board.ValidUntil
	if !result.Catalog.Site.Today.IsZero() {
		target.Stamp.ValidUntil = now.Add(time.Second) // its pages carry the moment itself
	}
	if target.Stamp.Summary, err = json.Marshal(sum); err != nil {
		return internalError(stderr, "build", err)
	}
	report, err := publish.Publish(ctx, result.Tree, target)
	if err != nil {
		return s.publishFailure(ctx, stderr, output, result, err)
	}
	sum.print(stdout, output, report, time.Since(started))
	return exitFine
}

// publishes reports whether the build runs where sites are published rather than on
// somebody's computer: GitHub, GitLab, Forgejo, Netlify, Cloudflare and Vercel all set CI.
func publishes() bool {
	ci := os.Getenv("CI")
	return ci != "" && ci != "false" && ci != "0"
}

// stamp hashes everything that a build depends on; files by size and time.
func (s *source) stamp(ctx context.Context, keepGoing bool) (tree.Hash, error) {
	inputs, err := publish.Inputs(s.folders()...)
	if err != nil {
		return tree.Hash{}, err
	}
	return tree.HashOf(inputs, history.Identity(ctx, s.content), history.Lost(s.content), s.content, s.themes, s.baseURL, s.strict, s.allowShallow, keepGoing, publishes()), nil
}

// publishFailure says why the output was not written.
func (s *source) publishFailure(ctx context.Context, stderr io.Writer, output string, result *generator.Result, err error) int {
	var refused *publish.Refused
	var locked *publish.Locked
	var leak *check.Leak
	switch {
	case errors.As(err, &refused):
		fmt.Fprintf(stderr, "corkboard build: %s\n", problem.Printable(refused.Error()))
		return exitUsage
	case errors.As(err, &locked):
		fmt.Fprintf(stderr, "corkboard build: %s\n", problem.Printable(locked.Error()))
		return exitInternal
	case errors.As(err, &leak):
		// The file that failed may be a calendar of many listings. Check them all,
		// so that the message names the listing to fix.
		list, err := check.Tree(ctx, result.Tree, check.Options{Base: result.Addresses.Base})
		if err != nil {
			return internalError(stderr, "build", err)
		}
		s.printProblems(stderr, list.Errors())
		fmt.Fprintf(stderr, "nothing was built; the site in %s is unchanged\n", output)
		return exitContent
	}
	return internalError(stderr, "build", err)
}

// summarize counts what was built and notes which dates git does not know.
// newest is the date of the newest commit at the last build.
func summarize(r *generator.Result, options *generator.Options, newest time.Time) summary {
	past := options.History
	sum := summary{LeftOut: leftOut(options.Content, r.Catalog), Pages: len(r.Site.Pages)}
	sum.Opportunities, sum.Organizations = len(r.Board.Shown), len(r.Board.Organizations)
	if day := r.Catalog.Site.Today; !day.IsZero() {
		sum.Notes = append(sum.Notes, fmt.Sprintf("a demonstration: site.yaml says “today: %s”, and every page says so; without that line the site shows the current day", day))
	}
	for _, f := range r.Tree.Files() {
		if strings.HasSuffix(f.Path, ".ics") || strings.HasSuffix(f.Path, "feed.xml") || strings.HasSuffix(f.Path, "feed.json") {
			sum.Feeds++
		}
	}
	if past == nil {
		sum.Notes = append(sum.Notes, "the folder is not in git, so calendars cannot cancel listings that are removed from it, and listings are dated by “checked”")
		return sum
	}
	sum.Newest = past.At
	sum.Notes = append(sum.Notes, historyNotes(past, !r.Catalog.Site.Today.IsZero())...)
	if n := past.Uncommitted(); n > 0 {
		sum.Notes = append(sum.Notes, counted(n, "file")+" not committed: calendars date these changes one second after the newest commit")
	}
	if past.At.Before(newest) {
		sum.Notes = append(sum.Notes, fmt.Sprintf("the newest commit is dated %s, but at the last build it was dated %s: until there is a later commit, calendar programs may ignore changes",
			past.At.Format(time.DateTime), newest.UTC().Format(time.DateTime)))
	}
	return sum
}

// leftOut names what is not on the site because of errors: files or, in files with
// several records, the entries.
func leftOut(fsys fs.FS, c *catalog.Catalog) []string {
	there := map[string]bool{}
	for _, m := range c.Members() {
		there[m.Record] = true
	}
	var list []string
	for _, file := range c.LeftOut {
		data, err := folder.ReadFile(fsys, file, folder.MostTable)
		members := content.Members(file, data)
		if err != nil || len(members) < 2 {
			list = append(list, file)
			continue
		}
		for _, m := range members {
			if _, id, _ := strings.Cut(m.Record, "/"); !there[m.Record] {
				list = append(list, id+" in "+file)
			}
		}
	}
	return list
}

// print reports what was built, in the words of somebody who keeps a directory.
func (s *summary) print(w io.Writer, output string, report publish.Report, took time.Duration) {
	fmt.Fprintf(w, "%s by %s: %s and %s in %s\n",
		counted(s.Opportunities, "opportunity"), counted(s.Organizations, "organization"), counted(s.Pages, "page"), counted(s.Feeds, "feed"), output)
	fmt.Fprintf(w, "%s, %s written, %s removed, %s\n", counted(report.Files, "file"), grouped(report.Written), grouped(report.Deleted), brief(took))
	if s.Errors > 0 || s.Warnings > 0 {
		fmt.Fprintf(w, "%s, %s\n", counted(s.Errors, "error"), counted(s.Warnings, "warning"))
	}
	if len(s.LeftOut) > 0 {
		fmt.Fprintf(w, "left out because of errors: %s\n", problem.Printable(listed(s.LeftOut)))
	}
	for _, note := range s.Notes {
		fmt.Fprintln(w, "note: "+note)
	}
	if len(report.Carried) > 0 {
		fmt.Fprintf(w, "kept in %s, not from this program: %s\n", output, problem.Printable(listed(report.Carried)))
	}
	if report.Notice != "" {
		fmt.Fprintln(w, "note: "+report.Notice)
	}
	for _, note := range tooLarge(report.Files, report.Bytes) {
		fmt.Fprintln(w, "note: "+note)
	}
}

// The limits of common hosts, from their documentation.
const (
	cloudflareFiles = 20_000  // developers.cloudflare.com/pages/platform/limits
	githubBytes     = 1 << 30 // docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits
)

// tooLarge says which common hosts refuse a site with so many files and bytes.
func tooLarge(files int, bytes int64) []string {
	var out []string
	if files > cloudflareFiles {
		out = append(out, fmt.Sprintf("Cloudflare Pages allows %s files on its free plan, and there are %s", grouped(cloudflareFiles), grouped(files)))
	}
	if bytes > githubBytes {
		out = append(out, fmt.Sprintf("GitHub Pages allows 1 GB, and there are %s MB", grouped(int(bytes>>20))))
	}
	return out
}

// listed joins file names with commas; if there are many, it gives the first ten and a count.
func listed(names []string) string {
	const most = 10
	if len(names) > most+1 { // "and 1 more" is not shorter than a name
		names = append(slices.Clone(names[:most]), fmt.Sprintf("and %s more", grouped(len(names)-most)))
	}
	return strings.Join(names, ", ")
}

// counted returns a number with its noun: "1 page", "2,000 pages".
func counted(n int, noun string) string {
	if n != 1 {
		if stem, ok := strings.CutSuffix(noun, "y"); ok {
			noun = stem + "ies"
		} else {
			noun += "s"
		}
	}
	return grouped(n) + " " + noun
}

// grouped writes a number with commas between thousands.
func grouped(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

func brief(d time.Duration) string {
	if d < time.Second {
		return fmt.Sprintf("%d ms", d.Milliseconds())
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}
