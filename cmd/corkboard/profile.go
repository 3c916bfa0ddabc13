package main

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/pprof"
)

// startProfile records CPU time until stop is called, which also records the
// heap: cpu.pprof and memory.pprof in dir, for go tool pprof.
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
			return // the build itself succeeded
		}
		_ = pprof.Lookup("heap").WriteTo(memory, 0)
		_ = memory.Close()
	}, nil
}
