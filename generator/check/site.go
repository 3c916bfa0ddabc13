package check

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"html"
	"net/url"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"corkboard/generator/problem"
	"corkboard/generator/tree"
)

// Clashes are the paths that two files claim, as problems.
func Clashes(list []tree.Clash) problem.List {
	var out problem.List
	for _, c := range list {
		second := c.Second
		if second == "" {
			second = c.First
		}
		out = append(out, problem.Problem{
			Rule: "path-taken", Level: problem.Error, File: second,
			Text: fmt.Sprintf("two pages would have the address %s; the other one is made from %s", strings.TrimSuffix(c.Path, "index.html"), orSite(c.First)),
			Hint: "rename one of the two files",
		})
	}
	return out
}

func orSite(source string) string {
	if source == "" {
		return "the site itself"
	}
	return source
}

// Options say what a site is judged by.
type Options struct {
	Base string // path prefix of the site, "/" or "/town/"
	Jobs int    // files rendered at the same time; 0 = one per core
}

// calendarBudget is where a calendar grows too large for the programs that
// subscribe: the largest of them refuses feeds over 1 MB.
const calendarBudget = 900_000

// Beyond reports whether content goes beyond a limit. Its pages are not worth
// judging then: they can be tens of thousands, and are not those that are meant.
func Beyond(problems problem.List) bool {
	return slices.ContainsFunc(problems, func(p problem.Problem) bool {
		return p.Rule == "too-many-values" || p.Rule == "nested-too-deep"
	})
}

// Tree renders every file of a site and returns what is wrong with it: leaks,
// links that lead nowhere, calendars that are too large. The error is for
// files that can't be rendered at all.
func Tree(ctx context.Context, t *tree.Tree, opt Options) (problem.List, error) {
	jobs := opt.Jobs
	if jobs < 1 {
		jobs = runtime.GOMAXPROCS(0)
	}
	files := t.Files()
	var (
		mutex  sync.Mutex
		found  problem.List
		faults []error
		group  sync.WaitGroup
		next   = make(chan *tree.File)
	)
	for range jobs {
		group.Go(func() {
			j := judge{tree: t, base: opt.Base}
			for f := range next {
				problems, err := j.file(f)
				mutex.Lock()
				found = append(found, problems...)
				if err != nil {
					faults = append(faults, err)
				}
				mutex.Unlock()
			}
		})
	}
	for _, f := range files {
		if ctx.Err() != nil {
			break
		}
		next <- f
	}
	close(next)
	group.Wait()
	slices.SortFunc(faults, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return blame(found).Sort(), errors.Join(append(faults, ctx.Err())...)
}

// blame keeps one leak for each listing that tells an address. It stands in
// many files then; those made from several listings blame nobody.
func blame(found problem.List) problem.List {
	named, seen := false, map[string]bool{}
	for _, p := range found {
		named = named || p.Rule == leakRule && strings.Contains(p.File, "/")
	}
	return slices.DeleteFunc(found.Sort(), func(p problem.Problem) bool {
		if p.Rule != leakRule {
			return false
		}
		again := seen[p.File]
		seen[p.File] = true
		return again || named && !strings.Contains(p.File, "/")
	})
}

// judge looks at one file after the other.
type judge struct {
	tree *tree.Tree
	base string
	text bytes.Buffer
}

func (j *judge) file(f *tree.File) (problem.List, error) {
	j.text.Reset()
	if err := f.Render(&j.text); err != nil {
		var leak *Leak
		if errors.As(err, &leak) {
			return problem.List{leak.Problem()}, nil
		}
		return nil, fmt.Errorf("rendering %s: %w", f.Path, err)
	}
	switch path.Ext(f.Path) {
	case ".html":
		return j.links(f), nil
	case ".ics":
		if n := j.text.Len(); n > calendarBudget {
			return problem.List{{
				Rule: "calendar-too-large", Level: problem.Warning, File: f.Source,
				Text: fmt.Sprintf("the calendar %s has %d bytes; some calendar programs refuse more than a million", f.Path, n),
				Hint: "point people to the calendars of categories and locations on the subscribe page",
			}}, nil
		}
	}
	return nil, nil
}

// links reports every link of a page to a file that the site does not have.
func (j *judge) links(f *tree.File) problem.List {
	var out problem.List
	own := path.Dir("/"+f.Path) + "/"
	for target := range references(j.text.Bytes()) {
		name, ok := j.resolve(own, target)
		if !ok {
			continue
		}
		if j.tree.Find(name) != nil {
			continue
		}
		if j.tree.Find(path.Join(name, "index.html")) != nil && (name == "." || strings.HasSuffix(target, "/") || strings.Contains(target, "/?") || strings.Contains(target, "/#")) {
			continue
		}
		out = append(out, problem.Problem{
			Rule: "broken-internal-link", Level: problem.Warning, File: f.Source,
			Text: fmt.Sprintf("the page %s links to %s, which is not there", f.Path, target),
			Hint: "correct the address; a page of the site ends in a slash",
		})
	}
	return out
}

// resolve turns a link of a page into the path of a file; false when it leads
// off the site or only within the page.
func (j *judge) resolve(own, target string) (string, bool) {
	u, err := url.Parse(target)
	if err != nil || u.Scheme != "" || u.Host != "" || u.Path == "" {
		return "", false
	}
	p := u.Path
	if strings.HasPrefix(p, "/") {
		if !strings.HasPrefix(p, j.base) {
			return p, true // outside the site: no file begins with a slash
		}
		p = strings.TrimPrefix(p, j.base)
	} else {
		p = strings.TrimPrefix(path.Join(own, p), "/")
	}
	return path.Clean(strings.TrimSuffix("./"+p, "/")), true
}

// references are the values of href and src attributes, each once. Our own
// pages quote every attribute with double quotes.
func references(page []byte) map[string]bool {
	out := map[string]bool{}
	for _, attribute := range []string{` href="`, ` src="`} {
		rest := page
		for {
			i := bytes.Index(rest, []byte(attribute))
			if i < 0 {
				break
			}
			rest = rest[i+len(attribute):]
			end := bytes.IndexByte(rest, '"')
			if end < 0 {
				break
			}
			out[html.UnescapeString(string(rest[:end]))] = true
			rest = rest[end:]
		}
	}
	return out
}
