package schedule

import (
	"testing"
	"time"
	_ "time/tzdata"
)

func newYork(t testing.TB) *time.Location {
	t.Helper()
	loc, err := LoadZone("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func refused(mistakes []Mistake) bool { return refusedBy(mistakes) }
