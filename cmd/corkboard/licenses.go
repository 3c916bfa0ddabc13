package main

import (
	"context"
	_ "embed"
	"flag"
	"io"
)

// licenses is a copy of NOTICE, since only files below this folder can be embedded. A
// test keeps the two equal, and makes sure that they cover the modules in use.
//
//go:embed licenses.txt
var licenses string

func runLicenses(_ context.Context, args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("licenses", flag.ContinueOnError)
	if done, code := parse(flags, args, stdout, stderr); done {
		return code
	}
	if _, err := io.WriteString(stdout, licenses); err != nil {
		return internalError(stderr, "licenses", err)
	}
	return exitFine
}
