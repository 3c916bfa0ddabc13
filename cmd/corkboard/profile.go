package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"runtime/pprof"
)

// A build takes this much memory at most: what the program itself needs and
// what a record needs in all its forms.
const (
	ownMemory    = 64 << 20
	recordMemory = 10 << 10
)

// limitMemory tells the collector what a site of so many records may take. A
// limit that somebody set from outside stays.
func limitMemory(records int) {
	if os.Getenv("GOMEMLIMIT") == "" && os.Getenv("GOGC") == "" {
		debug.SetMemoryLimit(ownMemory + int64(records)*recordMemory)
	}
}

// startProfile begins to note where time goes, and on stop where memory went:
// cpu.pprof and memory.pprof in dir, for go tool pprof.
func startProfile(dir string) (stop func(), err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("making the folder for profiles: %w", err)
	}
	cpu, err := os.Create(filepath.Join(dir, "cpu.pprof"))
	if err != nil {
		return nil, fmt.Errorf("making a profile: %w", err)
	}
	if err := pprof.StartCPUProfile(cpu); err != nil {
		return nil, fmt.Errorf("starting a profile: %w", err)
	}
	return func() {
		pprof.StopCPUProfile()
		_ = cpu.Close()
		memory, err := os.Create(filepath.Join(dir, "memory.pprof"))
		if err != nil {
			return // the build itself went well
		}
		_ = pprof.Lookup("heap").WriteTo(memory, 0)
		_ = memory.Close()
	}, nil
}
