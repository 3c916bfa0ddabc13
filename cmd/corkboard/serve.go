package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"corkboard/generator"
	"corkboard/generator/preview"
	"corkboard/generator/problem"
)

func runServe(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	var s source
	var addr string
	flags := s.flags("serve")
	flags.StringVar(&addr, "addr", "127.0.0.1:1313", "`HOST:PORT` to serve on")
	if done, code := parse(flags, args, stdout, stderr); done {
		return code
	}
	options, err := s.options(ctx)
	if err != nil {
		return failure(stderr, "serve", err)
	}
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return failure(stderr, "serve", &usageError{fmt.Sprintf("cannot serve on %s: %v; choose another address, such as --addr 127.0.0.1:8080", addr, err)})
	}
	if s.baseURL == "" {
		options.BaseURL = "http://" + listener.Addr().String() + "/"
	}
	p := &previewer{ctx: ctx, source: &s, options: options, log: stderr}
	if p.folder, err = os.Stat(s.content); err != nil {
		return failure(stderr, "serve", err)
	}
	err = preview.Serve(ctx, preview.Options{
		Listener: listener, Watch: s.folders(), Rebuild: p.rebuild, Log: stderr,
		Ready: func(url string) { fmt.Fprintf(stderr, "The site is at %s (stop with Ctrl+C)\n", url) },
	})
	if err != nil && ctx.Err() == nil {
		return failure(stderr, "serve", err)
	}
	return exitFine
}

// previewer rebuilds the site after each change.
type previewer struct {
	ctx     context.Context
	source  *source
	builder generator.Builder
	options generator.Options
	log     io.Writer
	printed string // the last report
	collect *time.Timer

	folder  fs.FileInfo  // the content folder that is open; nil = it went away
	latest  preview.Site // with a listing or an organization
	at      time.Time    // when latest was built
	settled preview.Site // the last that was the latest for a while
}

// collectAfter is how long after a build garbage is collected: late enough for the
// page to have been shown, early enough to finish before the next save.
const collectAfter = 200 * time.Millisecond

// lasting is how long a site has to be the latest before it is worth keeping.
const lasting = 5 * time.Second

func (p *previewer) rebuild(changed []string) preview.Site {
	started := time.Now()
	// Garbage is collected between saves, not while somebody waits for a page.
	if p.collect != nil {
		p.collect.Stop()
	}
	defer func() { p.collect = time.AfterFunc(collectAfter, runtime.GC) }()
	if p.source.now == "" {
		if now, err := p.source.moment(); err == nil {
			p.options.Now = now
		}
	}
	changed = p.inContent(changed)
	switch reopened, err := p.reopen(); {
	case err != nil:
		return p.away(nil, fmt.Sprintf("%v", err))
	case reopened:
		changed = nil
	}
	result, err := p.builder.Build(p.options, changed)
	var unusable *generator.Unusable
	if errors.As(err, &unusable) {
		p.report(unusable.Problems, time.Since(started))
		return preview.Site{Err: err, Problems: p.source.placed(unusable.Problems)}
	}
	if err != nil {
		fmt.Fprintf(p.log, "corkboard serve: %s\n", problem.Printable(err.Error()))
		return preview.Site{Err: err}
	}
	problems := result.Problems
	if p.source.strict {
		problems = problems.Strict()
	}
	site := preview.Site{Tree: result.Tree, Problems: problems, Base: result.Addresses.Base}
	there := present(p.options.Content, result.Catalog)
	if len(there) == 0 && p.latest.Tree != nil {
		return p.away(problems, "there are no listings or organizations left in "+p.source.content)
	}
	if len(there) > 0 {
		p.settle()
		p.latest, p.at = site, time.Now()
	}
	p.report(problems, time.Since(started))
	return site
}

// reopen opens the content folder again if it has been replaced: a branch was checked
// out, a link moved, or the folder recreated.
func (p *previewer) reopen() (reopened bool, err error) {
	info, err := os.Stat(p.source.content)
	if err == nil && p.folder != nil && os.SameFile(info, p.folder) {
		return false, nil
	}
	p.folder = nil
	options, err := p.source.options(p.ctx)
	if err != nil {
		return false, err
	}
	options.BaseURL = p.options.BaseURL
	p.options, p.builder, p.folder = options, generator.Builder{}, info
	fmt.Fprintf(p.log, "%s was opened again\n", problem.Printable(p.source.content))
	return true, nil
}

// away keeps the last good site while the content folder is missing or empty.
func (p *previewer) away(problems problem.List, why string) preview.Site {
	text := why + "; the site stays unchanged until the listings are back"
	if p.printed != text {
		fmt.Fprintf(p.log, "corkboard serve: %s\n", problem.Printable(text))
	}
	p.printed = text
	p.settle()
	return preview.Site{Tree: p.settled.Tree, Base: p.settled.Base, Problems: problems, Err: errors.New(text)}
}

// settle records whether the latest site has lasted. A folder that is being removed is
// built half empty, and nobody wants to keep that.
func (p *previewer) settle() {
	if p.settled.Tree == nil || time.Since(p.at) > lasting {
		p.settled = p.latest
	}
}

// inContent returns the changes below the content folder, as paths relative to it; nil
// means that anything may have changed. Any other change is to a theme and makes the
// builder reload it.
func (p *previewer) inContent(changed []string) []string {
	if changed == nil {
		p.builder.Reload()
		return nil
	}
	below := []string{}
	for _, c := range changed {
		rel, err := filepath.Rel(p.source.content, c)
		if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
			p.builder.Reload()
			continue
		}
		below = append(below, path.Clean(filepath.ToSlash(rel)))
	}
	return below
}

// report prints the problems, unless they are the same as last time.
func (p *previewer) report(problems problem.List, took time.Duration) {
	var b strings.Builder
	p.source.printProblems(&b, problems)
	errors, warnings := problems.Count()
	fmt.Fprintf(&b, "%s, %s", counted(errors, "error"), counted(warnings, "warning"))
	if b.String() == p.printed {
		fmt.Fprintf(p.log, "built in %s\n", brief(took))
		return
	}
	p.printed = b.String()
	fmt.Fprintf(p.log, "%s (built in %s)\n", p.printed, brief(took))
}
