package main

import (
	"context"
	_ "embed"
	"flag"
	"io"
)

// licenses is NOTICE: embedding takes only files below this folder. A test
// holds the two equal, and complete for what the program is built of.
//
//go:embed licenses.txt
var licenses string

func runLicenses(_ context.Context, args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("licenses", flag.ContinueOnError)
	if done, code := parse(flags, args, stdout, stderr); done {
		return code
	}
	if _, err := io.WriteString(stdout, licenses); err != nil {
		return fault(stderr, "licenses", err)
	}
	return exitFine
}
