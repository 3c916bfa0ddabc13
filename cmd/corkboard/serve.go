package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
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
	p := &previewer{source: &s, options: options, log: stderr}
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
	source  *source
	builder generator.Builder
	options generator.Options
	log     io.Writer
	printed string // the last report
	collect *time.Timer
}

// collectAfter is how long after a build garbage is collected: late enough that
// the page has been shown, early enough to be done before the next save.
const collectAfter = 200 * time.Millisecond

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
	result, err := p.builder.Build(p.options, p.inContent(changed))
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
	p.report(problems, time.Since(started))
	return preview.Site{Tree: result.Tree, Problems: problems, Base: result.Addresses.Base}
}

// inContent returns the changes below the content folder, as paths relative to
// it; nil means that anything may have changed. Any other change is of a theme
// and makes the builder reload it.
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
