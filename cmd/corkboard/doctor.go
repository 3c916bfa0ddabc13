package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"corkboard/generator/history"
	"corkboard/generator/problem"
)

// finding is something around the listings that keeps a site from being true or from
// being found, and what to do about it.
type finding struct{ text, hint string }

func runDoctor(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	var s source
	var output string
	flags := s.deskFlags("doctor")
	flags.StringVar(&output, "output", "public", "`DIR` of the built site; nothing if it was not built")
	if done, code := parse(flags, args, stdout, stderr); done {
		return code
	}
	list, err := s.examine(ctx, output)
	if err != nil {
		return s.deskFailure(stderr, "doctor", err)
	}
	for _, f := range list {
		fmt.Fprintf(stdout, "- %s\n  %s\n", problem.Printable(f.text), problem.Printable(f.hint))
	}
	if len(list) > 0 {
		fmt.Fprintf(stdout, "\n%s to see to\n", counted(len(list), "thing"))
		return exitContent
	}
	fmt.Fprintln(stdout, "Everything around the listings is in order; corkboard check looks at the listings themselves.")
	return exitFine
}

// examine finds what is wrong around the listings.
func (s *source) examine(ctx context.Context, output string) ([]finding, error) {
	d, err := s.desk()
	if err != nil {
		return nil, err
	}
	var list []finding
	note := func(text, hint string) { list = append(list, finding{text, hint}) }
	if n := len(d.before.Errors()); n > 0 {
		note(counted(n, "error")+" in the listings", "see corkboard check")
	}
	root := filepath.Dir(filepath.Clean(s.content))
	host, nightly, err := nightRun(root)
	if err != nil {
		return nil, err
	}
	nowhere := slices.ContainsFunc(d.before, func(p problem.Problem) bool { return p.Rule == "site-without-url" })
	if nowhere && host != "github" && host != "gitlab" { // these say it themselves
		note("the site has no address, so its feeds and calendars have none to name", "write into site.yaml: url: https://…")
	}
	if contact := d.catalog.Site.Contact; contact.Email == "" && contact.Phone == "" {
		note("nobody can say that something is wrong: the site has no contact", "write into site.yaml: contact: {email: …}")
	}
	past, err := history.Read(ctx, s.content, d.now)
	if err != nil {
		return nil, err
	}
	switch {
	case past == nil:
		note("the folder is not in git, or nothing is committed: nobody can see who changed what, and no date is known", "git init && git add -A && git commit -m \"Begin\"")
	default:
		if past.Shallow {
			note("this git clone is shallow: dates are not known, and neither is where confidential places were before", "git fetch --unshallow; in a workflow, fetch-depth: 0")
		}
		// A demonstration shows a day before its own commits.
		if d.catalog.Site.Today.IsZero() && (len(past.Doubted) > 0 || past.At.After(d.now.Add(time.Hour))) {
			note(fmt.Sprintf("the clock is wrong, here or where somebody commits: it is %s here, and there are commits that are newer", d.now.UTC().Format(time.RFC3339)), "set the clock by the network")
		}
	}
	switch {
	case host == "":
		note("nothing here publishes the site", "make a new site with corkboard init --host HOST and copy its workflows, or follow “Put it online”")
	case !nightly:
		note("nothing builds the site every night, and without that it goes on showing what is over", nights[host])
	}
	files, bytes, err := weigh(output)
	if err != nil {
		return nil, err
	}
	for _, l := range limits[host] {
		if files > l.files && l.files > 0 || bytes > l.bytes && l.bytes > 0 {
			note(fmt.Sprintf("the site has %s files and %d MB; %s", grouped(files), bytes>>20, l.text), "leave out calendars of the theme that nobody uses (without: in theme.yaml), or choose a host of your own")
		}
	}
	return list, nil
}

// limit is the most that a host allows; 0 = it does not say.
type limit struct {
	files int
	bytes int64
	text  string
}

var limits = map[string][]limit{
	"github": {{bytes: githubBytes, text: "GitHub Pages takes 1 GB"}},
	"gitlab": {{files: 200_000, text: "GitLab Pages takes 200,000 files unless the host says otherwise"}},
}

// nights say how a host comes to build every night.
var nights = map[string]string{
	"github":  "write into .github/workflows/publish.yml: on: schedule: - cron: \"17 5 * * *\"",
	"gitlab":  "make a schedule under Build > Pipeline schedules",
	"forgejo": "write into .forgejo/workflows/publish.yml: on: schedule: - cron: \"17 5 * * *\"",
	"server":  "write into the timer: OnCalendar=daily",
}

var (
	cron     = regexp.MustCompile(`(?m)^\s*-?\s*cron:`)
	calendar = regexp.MustCompile(`(?m)^OnCalendar=`)
)

// nightRun finds which host publishes a site, and whether it does every night. A host
// that keeps its schedules out of the repository is assumed to.
func nightRun(root string) (host string, nightly bool, err error) {
	for _, place := range []struct {
		host, glob string
		nightly    *regexp.Regexp
	}{
		{"github", ".github/workflows/*.y*ml", cron}, {"forgejo", ".forgejo/workflows/*.y*ml", cron}, {"gitlab", ".gitlab-ci.yml", nil}, {"server", "server/*.timer", calendar},
	} {
		names, err := filepath.Glob(filepath.Join(root, place.glob))
		if err != nil {
			return "", false, err
		}
		slices.Sort(names)
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				return "", false, err
			}
			if !builds.Match(data) && place.host != "server" {
				continue
			}
			host = place.host
			nightly = nightly || place.nightly == nil || place.nightly.Match(data)
		}
		if host != "" {
			return host, nightly, nil
		}
	}
	return "", false, nil
}

// builds finds the command in a workflow.
var builds = regexp.MustCompile(`(?m)^[^#\n]*corkboard"? build\b`)

// weigh counts the files of a folder and their bytes; one that is not there has none.
func weigh(dir string) (files int, bytes int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() {
			return nil
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		files++
		bytes += info.Size()
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		return 0, 0, nil
	}
	return files, bytes, err
}
