package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"
	"unicode"

	"corkboard/generator/format"
	"corkboard/generator/problem"
	"corkboard/generator/schedule"
	"corkboard/generator/start"
)

func runInit(_ context.Context, args []string, stdout, stderr io.Writer) int {
	var t start.Town
	var program, now string
	flags := flag.NewFlagSet("init", flag.ContinueOnError)
	flags.StringVar(&t.Name, "name", "", "`NAME` of the town (default the name of the folder)")
	flags.StringVar(&t.Country, "country", "", "`CODE` of the country, such as US (default from the machine's language)")
	flags.StringVar(&t.Language, "language", "", "`TAG` of the language: "+strings.Join(start.Languages, " or ")+" (default the machine's)")
	flags.StringVar(&t.URL, "url", "", "`URL` of the published site (default an example)")
	flags.StringVar(&t.Host, "host", "", "`HOST` to write workflows for: "+strings.Join(start.Hosts, ", ")+" (default from the url)")
	flags.StringVar(&program, "program", "", "`REPOSITORY@VERSION` from which the host gets the program, such as github.com/example/corkboard@v1.0.0")
	flags.StringVar(&now, "now", "", "`TIME` at which the examples begin (default SOURCE_DATE_EPOCH, then the clock)")
	dir, done, code := parseOne(flags, args, "DIR", stdout, stderr)
	if done {
		return code
	}
	if dir == "" {
		return failure(stderr, "init", &usageError{"name the folder for the site: corkboard init DIR"})
	}
	moment, err := (&source{now: now}).moment()
	if err != nil {
		return failure(stderr, "init", err)
	}
	if err := askTown(&t, dir, questioner(stdout)); err != nil {
		return failure(stderr, "init", err)
	}
	t.Zone = zoneOf(t.Country)
	zone, err := time.LoadLocation(t.Zone)
	if err != nil {
		return internalError(stderr, "init", err)
	}
	t.Today = schedule.DateOf(moment.In(zone))
	t.Host = cmp.Or(t.Host, start.HostOf(t.URL))
	t.Program, t.Version, _ = strings.Cut(cmp.Or(program, ownModule()), "@")

	files, err := start.Files(t)
	if err != nil {
		return internalError(stderr, "init", err)
	}
	if err := writeNew(dir, files); err != nil {
		return failure(stderr, "init", err)
	}
	made := source{content: filepath.Join(dir, "content")}
	if d, err := made.desk(); err != nil {
		return internalError(stderr, "init", err)
	} else if err := d.writeSchemas(filepath.Join(dir, ".vscode")); err != nil {
		return internalError(stderr, "init", err)
	}
	fmt.Fprintf(stdout, "%s in %s: %s\n\n", counted(len(files)+len(schemas), "file"), dir, t.Name)
	fmt.Fprintf(stdout, "Times are in the zone %s; if that is wrong, correct timezone in %s.\n", t.Zone, filepath.Join(dir, "content", "site.yaml"))
	switch {
	case t.Host == "":
		fmt.Fprintf(stdout, "Nothing publishes it yet. For a host's workflows, start again with --host: %s.\n", strings.Join(start.Hosts, ", "))
	case t.Program == "" && t.Host != "server":
		fmt.Fprintln(stdout, "It is not known where the host finds the program: write it into the workflows (PROGRAM_…), or keep the site in the program's own repository.")
	}
	fmt.Fprintf(stdout, "\nNext:\n  cd %s\n  git init --initial-branch main && git add -A && git commit -m \"Begin\"\n  corkboard serve\n  corkboard new organization\n", dir)
	return exitFine
}

// asker asks one question: its text, the answer if nothing is typed, and what is
// wrong with an answer ("" = nothing).
type asker func(question, otherwise string, wrong func(string) string) (string, error)

// questioner asks at the terminal; without one, every answer is the suggested one.
func questioner(stdout io.Writer) asker {
	if !isTerminal(os.Stdin) || !isTerminal(stdout) {
		return func(_, otherwise string, _ func(string) string) (string, error) { return otherwise, nil }
	}
	return questions(os.Stdin, stdout)
}

// questions asks through in and out, repeatedly until the answer is valid.
func questions(in io.Reader, out io.Writer) asker {
	lines := bufio.NewReader(in)
	return func(question, otherwise string, wrong func(string) string) (string, error) {
		for {
			fmt.Fprint(out, question)
			if otherwise != "" {
				fmt.Fprintf(out, " [%s]", problem.Printable(otherwise))
			}
			fmt.Fprint(out, ": ")
			line, err := lines.ReadString('\n')
			if err != nil && line == "" {
				return "", &usageError{"the questions were not answered; nothing was written"}
			}
			answer := cmp.Or(strings.TrimSpace(line), otherwise)
			if text := wrong(answer); text != "" {
				fmt.Fprintln(out, "  "+problem.Printable(text))
				continue
			}
			return answer, nil
		}
	}
}

// askTown fills in what the flags leave out. There are only these four questions.
func askTown(t *start.Town, dir string, ask asker) error {
	language, country := localeOf(cmp.Or(os.Getenv("LC_ALL"), os.Getenv("LC_MESSAGES"), os.Getenv("LANG")))
	name := dir
	if abs, err := filepath.Abs(dir); err == nil {
		name = filepath.Base(abs)
	}
	for _, q := range []struct {
		value     *string
		flag      string
		question  string
		otherwise func() string
		wrong     func(string) string
	}{
		{&t.Name, "name", "The town", func() string { return inTitle(name) }, wrongName},
		{&t.Country, "country", "The country, as a two-letter code", func() string { return country }, func(s string) string {
			if start.Zones(strings.ToUpper(s)) == nil {
				return fmt.Sprintf("%q is not a two-letter country code, such as US, MX or ES", s)
			}
			return ""
		}},
		{&t.Language, "language", "Its language, " + strings.Join(start.Languages, " or "), func() string { return language }, func(s string) string {
			if !slices.Contains(start.Languages, s) {
				return fmt.Sprintf("a site can start in %s, not in %q; add other languages in site.yaml", strings.Join(start.Languages, " or "), s)
			}
			return ""
		}},
		{&t.URL, "url", "The address of the site", func() string {
			slug := format.Slug(t.Name)
			if strings.IndexFunc(slug, func(r rune) bool { return r > unicode.MaxASCII }) >= 0 || slug == "" {
				slug = "board"
			}
			return "https://" + slug + ".example.org"
		}, func(s string) string {
			if err := (&source{baseURL: s}).goodBaseURL(); err != nil {
				return strings.TrimPrefix(err.Error(), "--base-url ")
			}
			return ""
		}},
	} {
		if *q.value == "" {
			answer, err := ask(q.question, q.otherwise(), q.wrong)
			if err != nil {
				return err
			}
			*q.value = answer
		}
		if text := q.wrong(*q.value); text != "" {
			return &usageError{"--" + q.flag + ": " + text}
		}
	}
	t.Country = strings.ToUpper(t.Country)
	t.URL = strings.TrimRight(t.URL, "/")
	if t.Host != "" && !slices.Contains(start.Hosts, t.Host) {
		text := fmt.Sprintf("--host %q is not known; the hosts are %s", t.Host, strings.Join(start.Hosts, ", "))
		if near, ok := problem.Nearest(t.Host, start.Hosts); ok {
			text = fmt.Sprintf("--host %q is not known; did you mean --host %s?", t.Host, near)
		}
		return &usageError{text}
	}
	return nil
}

func wrongName(s string) string {
	switch {
	case strings.IndexFunc(s, unicode.IsControl) >= 0:
		return "a name must be one line"
	case strings.IndexFunc(s, unicode.IsLetter) < 0:
		return "a name needs letters"
	case len([]rune(s)) > 80:
		return "a name may have at most 80 characters"
	case strings.ContainsAny(s, "<>[]`*|\\"):
		return "a name may not have brackets, stars or backquotes"
	}
	return ""
}

// inTitle makes a name from a folder's: "marsh-end" becomes "Marsh End".
func inTitle(folder string) string {
	words := strings.Fields(strings.NewReplacer("-", " ", "_", " ").Replace(folder))
	for i, w := range words {
		r := []rune(w)
		r[0] = unicode.ToUpper(r[0])
		words[i] = string(r)
	}
	if name := strings.Join(words, " "); wrongName(name) == "" {
		return name
	}
	return "Our Town"
}

// localeOf reads a POSIX locale such as "es_MX.UTF-8".
func localeOf(locale string) (language, country string) {
	locale, _, _ = strings.Cut(locale, ".")
	language, country, _ = strings.Cut(locale, "_")
	if !slices.Contains(start.Languages, language) {
		language = start.Languages[0]
	}
	if start.Zones(country) == nil {
		country = "US"
	}
	return language, country
}

// zoneOf returns the machine's time zone if the country has it, otherwise the country's
// first.
func zoneOf(country string) string {
	zones := start.Zones(country)
	here := os.Getenv("TZ")
	if here == "" {
		if target, err := os.Readlink("/etc/localtime"); err == nil {
			_, here, _ = strings.Cut(filepath.ToSlash(target), "zoneinfo/")
		}
	}
	if slices.Contains(zones, here) {
		return here
	}
	return zones[0]
}

// ownModule returns where this program came from, as "example.org/corkboard@v1.0.0";
// "" if its module is not named after a host.
func ownModule() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || !strings.Contains(info.Main.Path, ".") {
		return ""
	}
	if version := info.Main.Version; strings.HasPrefix(version, "v") && !strings.Contains(version, "-0.") {
		return info.Main.Path + "@" + version
	}
	return info.Main.Path
}

// writeNew writes files that must not exist yet: all of them, or none.
func writeNew(dir string, files []start.File) error {
	var there []string
	for _, f := range files {
		if _, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(f.Path))); err == nil {
			there = append(there, f.Path)
		}
	}
	if len(there) > 0 {
		return &usageError{fmt.Sprintf("%s is in use (%s); nothing was written, since nothing is ever replaced", dir, listed(there))}
	}
	var made []string
	for _, f := range files {
		name := filepath.Join(dir, filepath.FromSlash(f.Path))
		err := os.MkdirAll(filepath.Dir(name), 0o755)
		if err == nil {
			made = append(made, name)
			err = writeOne(name, f)
		}
		if err != nil {
			for _, name := range made {
				_ = os.Remove(name) // as far as it goes; the error below is what matters
			}
			return fmt.Errorf("writing %s: %w", name, err)
		}
	}
	return nil
}

// writeOne writes a file that does not exist.
func writeOne(name string, f start.File) error {
	mode := fs.FileMode(0o644)
	if f.Executable {
		mode = 0o755
	}
	file, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = file.Write(f.Data)
	return errors.Join(err, file.Close())
}
