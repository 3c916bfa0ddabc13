// Command corkboard turns a folder of listings into a site. Only this package deals
// with the machine: flags, the clock, the environment, the terminal, exit codes.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
	_ "time/tzdata" // the same zones on every machine

	"corkboard/generator/problem"
)

// Exit codes. They let a script distinguish a mistake in the content, one in the
// command, and a failure of the program or the machine.
const (
	exitFine        = 0
	exitContent     = 1
	exitUsage       = 2
	exitInternal    = 3
	exitInterrupted = 130
)

// command is one subcommand.
type command struct {
	name    string
	summary string
	flags   string // the most useful ones
	run     func(ctx context.Context, args []string, stdout, stderr io.Writer) int
}

// commands returns all subcommands. The help and the README's table are made
// from it.
func commands() []command {
	return []command{
		{"init", "start your own site", "DIR --name NAME --country CODE --language TAG --url URL --host HOST", runInit},
		{"new", "write a listing or organization into a file", "opportunity|organization|location|category|page --set FIELD=VALUE", runNew},
		{"build", "build the site", "--content DIR --output DIR --now TIME --strict --keep-going", runBuild},
		{"check", "report what is wrong with the listings", "--strict --fix --changed COMMIT --stale --format text|json|github|gitlab|sarif|rdjson", runCheck},
		{"serve", "preview the site while you edit", "--addr HOST:PORT", runServe},
		{"diff", "explain what a change does, for reviewers", "BASE [HEAD] --content DIR", runDiff},
		{"change", "close many listings on the same days", "--all --category ID --closed FROM..TO --yes", runChange},
		{"from-mail", "write what a neighbour sent by the form", "FILE|- --replace", runFromMail},
		{"fmt", "put the fields of files in their usual order", "FILE… --check", runFmt},
		{"confirm", "record that listings are still true", "ID… --organization ID", runConfirm},
		{"rename", "give a listing or organization a new id", "OLD NEW", runRename},
		{"withdraw", "remove a listing from the directory", "ID…", runWithdraw},
		{"doctor", "report problems around the listings", "--content DIR --output DIR", runDoctor},
		{"theme", "start your own theme", "new NAME PART…", runTheme},
		{"schema", "write JSON Schemas for the files, for editors", "--content DIR --output DIR", runSchema},
		{"licenses", "print the licenses of the bundled software", "", runLicenses},
		{"version", "print the version", "", runVersion},
		{"help", "print this help, or the flags of a command", "COMMAND", runHelp},
	}
}

// commandTable returns one line per command.
func commandTable() string {
	var b strings.Builder
	for _, c := range commands() {
		line := fmt.Sprintf("corkboard %-9s %-46s %s", c.name, c.summary, c.flags)
		fmt.Fprintln(&b, strings.TrimRight(line, " "))
	}
	return b.String()
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// run is the whole program: arguments in, exit code out.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		printHelp(stderr)
		return exitUsage
	}
	name := args[0]
	if slices.Contains([]string{"-h", "-help", "--help"}, name) {
		name = "help"
	}
	var names []string
	for _, c := range commands() {
		if c.name == name {
			return c.run(ctx, args[1:], stdout, stderr)
		}
		names = append(names, c.name)
	}
	fmt.Fprintf(stderr, "corkboard: unknown command %q\n", problem.Printable(name))
	if near, ok := problem.Nearest(name, names); ok {
		fmt.Fprintf(stderr, "did you mean: corkboard %s\n", strings.Join(append([]string{near}, args[1:]...), " "))
	} else {
		fmt.Fprintf(stderr, "commands: %s\n", strings.Join(names, ", "))
	}
	return exitUsage
}

func printHelp(w io.Writer) {
	fmt.Fprint(w, `Corkboard turns a folder of listings into a website: a community's directory with
pages, calendars and feeds.

Usage: corkboard COMMAND [FLAGS]

`, commandTable(), `
To start a site:   corkboard init DIR
To preview a site: corkboard serve
For the flags of a command: corkboard help COMMAND
`)
}

func runHelp(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		printHelp(stdout)
		return exitFine
	}
	if write := manuals[args[0]]; write != nil {
		write(stdout)
		return exitFine
	}
	if args[0] == "help" || args[0] == "version" || strings.HasPrefix(args[0], "-") {
		printHelp(stdout)
		return exitFine
	}
	return run(ctx, []string{args[0], "--help"}, stdout, stderr)
}

// parse reads the flags of a command that has no other arguments. When done, the
// caller exits with code.
func parse(flags *flag.FlagSet, args []string, stdout, stderr io.Writer) (done bool, code int) {
	rest, done, code := parseRest(flags, args, "", stdout, stderr)
	if done {
		return true, code
	}
	if len(rest) > 0 {
		fmt.Fprintf(stderr, "corkboard %s: unexpected argument %q; write it with its flag, such as --content %s\n", flags.Name(), problem.Printable(rest[0]), problem.Printable(rest[0]))
		return true, exitUsage
	}
	return false, exitFine
}

// parseOne reads flags and at most one argument, "" if there is none.
func parseOne(flags *flag.FlagSet, args []string, name string, stdout, stderr io.Writer) (arg string, done bool, code int) {
	rest, done, code := parseRest(flags, args, name, stdout, stderr)
	switch {
	case done || len(rest) == 0:
		return "", done, code
	case len(rest) > 1:
		fmt.Fprintf(stderr, "corkboard %s: unexpected argument %q after %s; a text with spaces needs quotes\n", flags.Name(), problem.Printable(rest[1]), problem.Printable(rest[0]))
		return "", true, exitUsage
	}
	return rest[0], false, exitFine
}

// parseRest reads flags before, between and after arguments. Everything after -- is an
// argument. names are the arguments' names, for the help.
func parseRest(flags *flag.FlagSet, args []string, names string, stdout, stderr io.Writer) (rest []string, done bool, code int) {
	flags.SetOutput(io.Discard)
	for len(args) > 0 {
		err := flags.Parse(args)
		switch {
		case errors.Is(err, flag.ErrHelp):
			usage(flags, names, stdout)
			return nil, true, exitFine
		case err != nil:
			fmt.Fprintf(stderr, "corkboard %s: %s\n", flags.Name(), problem.Printable(plainFlagError(flags, err)))
			return nil, true, exitUsage
		}
		left := flags.Args()
		if read := len(args) - len(left); read > 0 && args[read-1] == "--" {
			return append(rest, left...), false, exitFine
		}
		if len(left) == 0 {
			break
		}
		rest, args = append(rest, left[0]), left[1:]
	}
	return rest, false, exitFine
}

// plainFlagError describes an error from package flag, and suggests the nearest flag
// for an unknown one.
func plainFlagError(flags *flag.FlagSet, err error) string {
	text := err.Error()
	name, unknown := strings.CutPrefix(text, "flag provided but not defined: -")
	if !unknown {
		return strings.ReplaceAll(text, "flag needs an argument: -", "missing value after --")
	}
	name = strings.TrimPrefix(name, "-")
	var known []string
	flags.VisitAll(func(f *flag.Flag) { known = append(known, f.Name) })
	if near, ok := problem.Nearest(name, known); ok {
		return fmt.Sprintf("unknown flag --%s; did you mean --%s?", name, near)
	}
	return fmt.Sprintf("unknown flag --%s; the flags are --%s", name, strings.Join(known, ", --"))
}

// examples are commands as people type them, by command.
var examples = map[string][]string{
	"init":      {"corkboard init marsh-end", "corkboard init marsh-end --country US --language es --host github"},
	"new":       {"corkboard new organization --name \"Trinity Church\" --phone \"(518) 555-0142\"", "corkboard new opportunity --title \"Food pantry\" --organization trinity-church --kind get-help --schedule \"every Wednesday 6pm-8pm\""},
	"build":     {"corkboard build", "corkboard build --keep-going --output /srv/www/town"},
	"check":     {"corkboard check --strict", "corkboard check --fix", "corkboard check --changed HEAD", "corkboard check --stale"},
	"serve":     {"corkboard serve", "corkboard serve --addr 127.0.0.1:8000"},
	"diff":      {"corkboard diff HEAD", "corkboard diff HEAD~1 HEAD"},
	"change":    {"corkboard change --all --closed 2099-12-24..2099-12-26", "corkboard change --category food --closed 2099-12-24 --yes"},
	"from-mail": {"corkboard from-mail mail.txt", "corkboard from-mail mail.txt --replace"},
	"fmt":       {"corkboard fmt", "corkboard fmt --check"},
	"confirm":   {"corkboard confirm food-pantry", "corkboard confirm --organization trinity-church"},
	"rename":    {"corkboard rename food-pantry pantry"},
	"withdraw":  {"corkboard withdraw pantry"},
	"doctor":    {"corkboard doctor"},
	"theme":     {"corkboard theme new ours", "corkboard theme new ours home tokens"},
	"schema":    {"corkboard schema", "corkboard schema opportunity"},
	"licenses":  {"corkboard licenses"},
	"version":   {"corkboard version"},
	"help":      {"corkboard help build"},
}

func usage(flags *flag.FlagSet, names string, w io.Writer) {
	name, kind, chosen := strings.Cut(flags.Name(), " ")
	if !chosen {
		kind = names
	}
	fmt.Fprintf(w, "Usage: corkboard %s [FLAGS]\n\n", strings.TrimSpace(name+" "+kind))
	flags.VisitAll(func(f *flag.Flag) {
		kind, text := flag.UnquoteUsage(f)
		head := "--" + f.Name
		if kind != "" {
			head += " " + kind
		}
		if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "0" {
			text += " (default " + f.DefValue + ")"
		}
		fmt.Fprintf(w, "  %-22s %s\n", head, text)
	})
	fmt.Fprint(w, "\nFor example:\n")
	for _, line := range examples[name] {
		fmt.Fprintf(w, "  %s\n", line)
	}
}

// internalError reports a failure that is not the user's mistake, and what the program
// was doing.
func internalError(stderr io.Writer, name string, err error) int {
	if errors.Is(err, context.Canceled) {
		fmt.Fprintf(stderr, "corkboard %s: interrupted; the site is unchanged\n", name)
		return exitInterrupted
	}
	fmt.Fprintf(stderr, "corkboard %s: %s\nThis is an error in the program or the machine, not in a listing.\n", name, problem.Printable(err.Error()))
	return exitInternal
}
