package main

import (
	"os"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"

	"corkboard/generator/yaml"
)

// workflow FILE STEP runs the commands of a step of a workflow as its host does: bash,
// stopping at the first error. Values that the host would put into the environment
// come from that of the script; one that the script does not set is a mistake of it.
// With ! the commands have to fail.
func workflow(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: workflow FILE STEP")
	}
	data, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	root, _ := yaml.Parse(args[0], data, yaml.Limits{Depth: 20})
	for _, job := range root.Get("jobs").Pairs {
		for _, step := range job.Value.Get("steps").Items {
			name, run := step.Get("name"), step.Get("run")
			if name == nil || name.Value != args[1] || run == nil {
				continue
			}
			if env := step.Get("env"); env != nil {
				for _, p := range env.Pairs {
					if ts.Getenv(p.Key.Value) == "" {
						ts.Fatalf("the step wants %s", p.Key.Value)
					}
				}
			}
			commands := run.Value
			if dir := step.Get("working-directory"); dir != nil {
				commands = "cd " + dir.Value + "\n" + commands
			}
			err := ts.Exec("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", commands)
			if failed := err != nil; failed != neg {
				ts.Fatalf("%s: %v", args[1], err)
			}
			return
		}
	}
	ts.Fatalf("%s has no step %q with commands: %s", args[0], args[1], strings.TrimSpace(string(data)))
}
