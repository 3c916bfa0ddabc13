package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"corkboard/generator"
	"corkboard/generator/check"
	"corkboard/generator/content"
	"corkboard/generator/folder"
	"corkboard/generator/format"
	"corkboard/generator/history"
	"corkboard/generator/problem"
	"corkboard/generator/theme"
	"corkboard/generator/tree"
	"corkboard/themes"
)

// source holds the flags that build, check and serve share.
type source struct {
	content string
	themes  string
	baseURL string
	now     string
	strict  bool

	allowShallow bool
}

func (s *source) flags(name string) *flag.FlagSet {
	flags := flag.NewFlagSet(name, flag.ContinueOnError)
	flags.StringVar(&s.content, "content", "content", "`DIR` with the listings")
	flags.StringVar(&s.themes, "themes", "", "`DIR` with your own themes (default themes, if it exists)")
	flags.StringVar(&s.baseURL, "base-url", "", "`URL` of the published site (default url in site.yaml)")
	flags.StringVar(&s.now, "now", "", "`TIME` to build for, such as 2026-11-23T08:00:00-05:00 (default SOURCE_DATE_EPOCH, then today in site.yaml, then the clock)")
	flags.BoolVar(&s.strict, "strict", false, "treat warnings as errors")
	return flags
}

// shallow adds the flag for building without the whole history.
func (s *source) shallow(flags *flag.FlagSet) {
	flags.BoolVar(&s.allowShallow, "allow-shallow", false, "build even if git does not know where confidential places were before")
}

// pastUnknown is the error for a confidential place whose past is unknown. A folder
// without any sign of git has no past there, nor has an invented town. published says
// that the folder's site was built from git.
func (s *source) pastUnknown(options *generator.Options, r *generator.Result, published bool) problem.List {
	why, trace := "", history.Lost(s.content)
	switch past := options.History; {
	case s.allowShallow, !r.Catalog.Site.Today.IsZero():
	case past != nil && past.Shallow:
		why = "this git clone is shallow"
	case past != nil:
	case trace != "":
		why = "the folder is not in git but used to be, since there is " + filepath.ToSlash(filepath.Clean(trace))
	case published:
		why = "the folder is not in git but was at the last build"
	}
	return check.PastUnknown(r.Catalog, why)
}

// usageError is a mistake in the command, with what to write instead.
type usageError struct{ text string }

func (e *usageError) Error() string { return e.text }

// options opens what the flags name.
func (s *source) options(ctx context.Context) (generator.Options, error) {
	if err := s.goodBaseURL(); err != nil {
		return generator.Options{}, err
	}
	now, err := s.moment()
	if err != nil {
		return generator.Options{}, err
	}
	info, err := os.Stat(s.content)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return generator.Options{}, &usageError{fmt.Sprintf("there is no folder %s; name the folder with the listings: --content DIR", s.content)}
	case err != nil:
		return generator.Options{}, fmt.Errorf("reading %s: %w", s.content, err)
	case !info.IsDir():
		return generator.Options{}, &usageError{fmt.Sprintf("%s is a file; name the folder with the listings: --content DIR", s.content)}
	}
	listings, err := folder.Open(s.content)
	if err != nil {
		return generator.Options{}, fmt.Errorf("opening %s: %w", s.content, err)
	}
	past, err := history.Read(ctx, s.content, now)
	if err != nil {
		return generator.Options{}, err
	}
	return generator.Options{Content: listings, Themes: s.themeFS(), History: past, BaseURL: s.baseURL, Now: now}, nil
}

// goodBaseURL checks --base-url by the rules for url in site.yaml.
func (s *source) goodBaseURL() error {
	if s.baseURL == "" {
		return nil
	}
	const hint = "write it like --base-url https://board.example.org/town"
	refuse := func(why string) error {
		return &usageError{fmt.Sprintf("--base-url %q can't be used: %s; %s", s.baseURL, why, hint)}
	}
	if strings.TrimSpace(s.baseURL) != s.baseURL {
		return refuse("there is a space before or after it")
	}
	read := format.Decode(folder.File{Path: "site.yaml", Kind: folder.Site}, false, format.Env{Lang: "en"}, []byte("url: "+strconv.Quote(s.baseURL)+"\n"))
	if len(read.Problems) > 0 {
		return refuse(read.Problems[0].Text)
	}
	u, err := url.Parse(s.baseURL)
	if err != nil || u.Host == "" {
		return refuse("it names no site")
	}
	if strings.ContainsAny(s.baseURL, "?#") {
		return refuse("a site can't be below a question mark or #")
	}
	return nil
}

// moment returns the instant to build for: from --now, SOURCE_DATE_EPOCH, today in
// site.yaml (for demonstrations), or the clock, in this order.
func (s *source) moment() (time.Time, error) {
	if s.now != "" {
		t, err := time.Parse(time.RFC3339, s.now)
		if err != nil {
			return time.Time{}, &usageError{fmt.Sprintf("--now %s is not a valid time; write it like 2026-11-23T08:00:00-05:00 (date, T, time, offset from UTC)", s.now)}
		}
		return t, nil
	}
	if epoch := os.Getenv("SOURCE_DATE_EPOCH"); epoch != "" {
		n, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil {
			return time.Time{}, &usageError{fmt.Sprintf("SOURCE_DATE_EPOCH is %q; it must be a number of seconds since 1970", epoch)}
		}
		return time.Unix(n, 0).UTC(), nil
	}
	if files, err := folder.Open(s.content); err == nil {
		if at, ok := content.Today(files); ok {
			return at, nil
		}
	}
	return time.Now(), nil
}

// themeFolder returns the folder of the site's own themes, or "".
func (s *source) themeFolder() string {
	if s.themes != "" {
		return s.themes
	}
	// In the program's own repository these are the embedded themes; read from
	// disk, they are reloaded by serve.
	if info, err := os.Stat("themes"); err == nil && info.IsDir() {
		return "themes"
	}
	return ""
}

func (s *source) themeFS() fs.FS {
	folder := s.themeFolder()
	if folder == "" {
		return themes.FS
	}
	return themes.Over(os.DirFS(folder))
}

// folders returns the input folders that exist.
func (s *source) folders() []string {
	list := []string{s.content}
	if folder := s.themeFolder(); folder != "" {
		list = append(list, folder)
	}
	return list
}

// code returns a hash of this executable's name, size, time and version; the executable
// includes the embedded themes. It is zero if the file cannot be found.
func code() tree.Hash {
	path, err := os.Executable()
	if err != nil {
		return tree.Hash{}
	}
	info, err := os.Stat(path)
	if err != nil {
		return tree.Hash{}
	}
	return tree.HashOf(filepath.Base(path), info.Size(), info.ModTime(), buildVersion())
}

// release and commit are set by .ci/release: -ldflags "-X main.release=v1.0.0 …".
var release, commit string

// buildVersion returns the version of a release, or what the Go tool recorded in the
// executable.
func buildVersion() string {
	if release != "" {
		return strings.TrimSpace(release + " " + commit)
	}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	version := info.Main.Version
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			version += " " + s.Value
		case "vcs.modified":
			if s.Value == "true" {
				version += " (modified)"
			}
		}
	}
	return version
}

func runVersion(_ context.Context, args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("version", flag.ContinueOnError)
	if done, code := parse(flags, args, stdout, stderr); done {
		return code
	}
	fmt.Fprintln(stdout, "corkboard "+buildVersion())
	return exitFine
}

// terminal reports whether w is a terminal that shows colors.
func terminal(w io.Writer) bool {
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && isTerminal(w)
}

// isTerminal reports whether w is a terminal, where somebody reads and types.
func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return false
	}
	null, err := os.Stat(os.DevNull) // a device as well, but nobody is there
	return err != nil || !os.SameFile(info, null)
}

// placed returns the problems with the themes folder named as on the command line.
func (s *source) placed(list problem.List) problem.List {
	folder := s.themeFolder()
	if folder == "" || folder == theme.Folder {
		return list
	}
	list = slices.Clone(list)
	for i := range list {
		if list[i].Folder == theme.Folder {
			list[i].Folder = filepath.ToSlash(folder)
		}
	}
	return list
}

// printProblems prints problems as text, followed by an empty line.
func (s *source) printProblems(w io.Writer, list problem.List) {
	if len(list) == 0 {
		return
	}
	list = s.placed(list)
	_ = list.Text(w, filepath.ToSlash(s.content), terminal(w)) // a message that can't be shown has nowhere else to go
	fmt.Fprintln(w)
}

// failure is like the function failure, for errors of a build, where an unusable theme
// is a mistake in the content, not an internal error.
func (s *source) failure(stderr io.Writer, name string, err error) int {
	var unusable *generator.Unusable
	if errors.As(err, &unusable) {
		s.printProblems(stderr, unusable.Problems)
		return exitContent
	}
	return failure(stderr, name, err)
}

// failure prints an error and returns its exit code.
func failure(stderr io.Writer, name string, err error) int {
	var wrong *usageError
	if errors.As(err, &wrong) {
		fmt.Fprintf(stderr, "corkboard %s: %s\n", name, problem.Printable(wrong.text))
		return exitUsage
	}
	var refused *history.Refused
	if errors.As(err, &refused) {
		fmt.Fprintf(stderr, "corkboard %s: %s\n", name, problem.Printable(refused.Error()))
		return exitContent
	}
	return internalError(stderr, name, err)
}

// historyNotes returns notes on dates that git does not know. A demonstration
// shows a day before its own commits, so these are not dated ahead.
func historyNotes(past *history.History, demonstration bool) []string {
	if past == nil {
		return nil
	}
	var notes []string
	if past.Shallow {
		notes = append(notes, "this git clone is shallow, so nobody knows when listings were added, and calendars date everything by the newest commit; clone the full history (fetch-depth: 0)")
	}
	if n := len(past.Doubted); n > 0 && !demonstration {
		const most = 3
		var list []string
		for _, c := range past.Doubted[:min(n, most)] {
			list = append(list, fmt.Sprintf("%s of %s", c.Commit[:min(len(c.Commit), 10)], time.Unix(c.Date, 0).UTC().Format(time.DateOnly)))
		}
		if n > most {
			list = append(list, fmt.Sprintf("and %s more", grouped(n-most)))
		}
		notes = append(notes, "commits that a wrong clock dated more than a day ahead, treated as made right after the previous commit: "+strings.Join(list, ", "))
	}
	return notes
}
