// Command bench measures corkboard with invented towns and prints its figures
// beside those that it must not exceed. It is for those who work on the program.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"corkboard/generator/town"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	stop()
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
	case errors.As(err, new(*usageError)):
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(2)
	default:
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// usageError is a mistake in the command, with what to write instead.
type usageError struct{ text string }

func (e *usageError) Error() string { return e.text }

// run measures the towns that args name. Results go to stdout, progress to
// stderr.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) error {
	var listings, dir, write, program string
	var seed uint64
	var keep bool
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&listings, "listings", "1000,10000,100000", "`N,N,…` listings, one number per town")
	flags.Uint64Var(&seed, "seed", 1, "`N` to invent other towns")
	flags.StringVar(&program, "program", "", "`FILE` of the program to measure (default: corkboard, built from this clone)")
	flags.StringVar(&dir, "dir", "", "`DIR` to work in, on the disk to measure (default: the folder for temporary files); 100,000 listings need several gigabytes")
	flags.BoolVar(&keep, "keep", false, "keep the towns and sites")
	flags.StringVar(&write, "write", "", "only write the town to `DIR`, to measure other programs with it")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return err
		}
		return &usageError{err.Error()}
	}
	if flags.NArg() > 0 {
		return &usageError{fmt.Sprintf("unexpected argument %q; write it with its flag, such as --listings %s", flags.Arg(0), flags.Arg(0))}
	}
	sizes, err := parseSizes(listings)
	if err != nil {
		return err
	}
	if write != "" {
		if len(sizes) > 1 {
			return &usageError{"--write DIR writes one town; give its size: --listings 1000"}
		}
		if err := town.Write(ctx, write, town.Options{Listings: sizes[0], Seed: seed}); err != nil {
			return err
		}
		fmt.Fprintf(stdout, "a town of %s listings is in %s; build it for --now %s\n", grouped(sizes[0]), write, benchNow)
		return nil
	}

	folder, err := os.MkdirTemp(dir, "corkboard-bench-")
	if err != nil {
		return &usageError{fmt.Sprintf("cannot write there: %v; name an existing folder: --dir DIR", err)}
	}
	// The processes run in other folders, so relative paths do not work, and
	// GIT_CEILING_DIRECTORIES does not follow symbolic links.
	if whole, err := filepath.Abs(folder); err == nil {
		folder = whole
	}
	if whole, err := filepath.EvalSymlinks(folder); err == nil {
		folder = whole
	}
	b := &bench{program: program, folder: folder, seed: seed, progress: stderr}
	defer b.clean(keep)
	if b.program == "" {
		b.program = filepath.Join(folder, "corkboard.exe") // Windows needs this ending; elsewhere any will do
		if out, err := exec.CommandContext(ctx, "go", "build", "-o", b.program, "corkboard/cmd/corkboard").CombinedOutput(); err != nil {
			return fmt.Errorf("building corkboard: %w\n%s", err, lastLines(string(out), 6))
		}
	}
	var all []figures
	for _, n := range sizes {
		var f figures
		f, err = b.measure(ctx, n)
		all = append(all, f)
		if err != nil {
			err = fmt.Errorf("a town of %s listings: %w", grouped(n), errors.Join(ctx.Err(), err))
			break
		}
	}
	printFigures(stdout, all) // even after an error: measuring takes minutes
	return err
}

// parseSizes reads a list of sizes such as "1000,10000".
func parseSizes(s string) ([]int, error) {
	const most = 5_000_000
	var out []int
	for part := range strings.SplitSeq(s, ",") {
		n, err := strconv.Atoi(strings.TrimSpace(part))
		if err != nil || n < 1 || n > most {
			return nil, &usageError{fmt.Sprintf("--listings %s: %q is not a number from 1 to %s; write it like --listings 1000,10000", s, part, grouped(most))}
		}
		out = append(out, n)
	}
	return out, nil
}

// grouped writes a number with commas between thousands.
func grouped(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
