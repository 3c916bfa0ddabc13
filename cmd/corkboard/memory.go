package main

import (
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

const (
	// roomy is what the program may take before anything is collected. With the
	// pages of its own file that the system counts it keeps within 120 MB.
	roomy = 98 << 20
	// crowded is how much of that may be in use before collecting would be most
	// of the work.
	crowded = roomy * 3 / 4
	// growth is by how much the heap of a larger town grows from one collection
	// to the next, in percent: most of what a build keeps is texts, which the
	// collector need not look into, so it may come more often than usual.
	growth = 40
)

// spareMemory gives a build a fixed room: in a town of 10,000 listings it is
// collected seldom while they are read, when little is kept, and often at the
// end. A larger town outgrows the room. GOGC and GOMEMLIMIT say otherwise.
func spareMemory() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetMemoryLimit(roomy)
	debug.SetGCPercent(-1)
	afterCollecting(func() (again bool) {
		live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		if metrics.Read(live); live[0].Value.Kind() == metrics.KindUint64 && live[0].Value.Uint64() < crowded {
			return true
		}
		debug.SetGCPercent(growth)
		debug.SetMemoryLimit(math.MaxInt64)
		return false
	})
}

// afterCollecting calls do after every collection, until it returns false.
func afterCollecting(do func() (again bool)) {
	type mark struct{ self *mark }
	var passed func(*mark)
	passed = func(m *mark) {
		if do() {
			runtime.SetFinalizer(m, passed)
		}
	}
	runtime.SetFinalizer(new(mark), passed)
}
