package schedule

import (
	"sync"
	"time"
)

// zones keeps loaded zones: reading one from tzdata takes longer than
// planning a listing.
var zones sync.Map // name → *time.Location

// LoadZone returns the zone with an IANA name.
func LoadZone(name string) (*time.Location, error) {
	if loc, ok := zones.Load(name); ok {
		return loc.(*time.Location), nil
	}
	loc, err := time.LoadLocation(name)
	if err != nil {
		return nil, err
	}
	zones.Store(name, loc)
	return loc, nil
}

// Location returns the zone of the schedule's times.
func (s *Schedule) Location(env Env) *time.Location {
	if s.Zone != "" {
		if loc, err := LoadZone(s.Zone); err == nil {
			return loc
		}
	}
	if env.Zone != nil {
		return env.Zone
	}
	return time.UTC
}

// stretch is a period with one UTC offset, so that a series consults the zone's
// table twice a year instead of for each occurrence.
type stretch struct {
	loc    *time.Location
	lo, hi int64 // Unix seconds certainly in the stretch that come only once
	offset int64
}

// wall returns the moment at which clocks in loc show c on day. Two hours a
// year are special, and RFC 5545 section 3.3.5 defines both: a time that comes
// twice is the first of the two, and a time that the clocks skip is read with
// the offset before the jump, so 02:30 becomes 03:30.
func wall(day dayNumber, c Clock, loc *time.Location) time.Time {
	z := stretch{loc: loc}
	return z.wall(day, c)
}

func (z *stretch) wall(day dayNumber, c Clock) time.Time {
	local := int64(day)*86400 + int64(c)*60
	if at := local - z.offset; at >= z.lo && at < z.hi {
		return time.Unix(at, 0).In(z.loc)
	}
	z.load(local)
	if at := local - z.offset; at >= z.lo && at < z.hi {
		return time.Unix(at, 0).In(z.loc)
	}
	at, _ := resolve(local, z.loc)
	return time.Unix(at, 0).In(z.loc)
}

const (
	never   = -1 << 62
	forever = 1 << 62
)

// load finds the stretch around the moment. It excludes the first day: only
// there can a clock time come for the second time (no zone ever jumped more
// than 24 hours).
func (z *stretch) load(local int64) {
	probe := time.Unix(local, 0).In(z.loc)
	_, offset := probe.Zone()
	start, end := probe.ZoneBounds()
	z.offset, z.lo, z.hi = int64(offset), never, forever
	if !start.IsZero() {
		z.lo = start.Unix() + 86400
	}
	if !end.IsZero() {
		z.hi = end.Unix()
	}
}

// Wall says whether a clock time exists on a day.
type Wall uint8

const (
	WallOnce  Wall = iota
	WallGap        // the clocks skip it
	WallTwice      // it comes twice
)

// WallKind reports whether clocks in loc show c once, never or twice on d.
func WallKind(d Date, c Clock, loc *time.Location) Wall {
	_, kind := resolve(int64(d.number())*86400+int64(c)*60, loc)
	return kind
}

// resolve finds the Unix time at which clocks in loc show the local seconds.
func resolve(local int64, loc *time.Location) (int64, Wall) {
	offsetAt := func(at int64) int64 {
		_, o := time.Unix(at, 0).In(loc).Zone()
		return int64(o)
	}
	before, after := offsetAt(local-86400), offsetAt(local+86400)
	early, late := local-before, local-after
	earlyFits, lateFits := offsetAt(early) == before, offsetAt(late) == after
	switch {
	case before == after:
		return early, WallOnce
	case earlyFits && lateFits:
		return early, WallTwice
	case earlyFits:
		return early, WallOnce
	case lateFits:
		return late, WallOnce
	}
	return early, WallGap
}

// NextChange returns the first change of the clocks after t in t's zone, and
// false when none follows. It exists because time.Time.ZoneBounds ends the
// stretches beyond a zone's table at the end of the year, where nothing
// changes, and on the last day of a leap year even before t.
func NextChange(t time.Time) (time.Time, bool) {
	for range 2 * lastYear {
		_, end := t.ZoneBounds()
		if end.IsZero() || end.Year() > lastYear+100 {
			return time.Time{}, false
		}
		if !end.After(t) {
			end = t.Add(24 * time.Hour)
		}
		if differ(end.Add(-time.Second), end) {
			return end, true
		}
		t = end
	}
	return time.Time{}, false
}

// LastChange returns the latest change of the clocks up to t, and false when
// there was none.
func LastChange(t time.Time) (time.Time, bool) {
	for range 2 * lastYear {
		start, _ := t.ZoneBounds()
		if start.IsZero() {
			return time.Time{}, false
		}
		before := start.Add(-time.Second)
		if differ(before, start) {
			return start, true
		}
		t = before
	}
	return time.Time{}, false
}

// differ reports whether two moments belong to different stretches of a zone.
func differ(a, b time.Time) bool {
	aName, aOffset := a.Zone()
	bName, bOffset := b.Zone()
	return aOffset != bOffset || aName != bName || a.IsDST() != b.IsDST()
}
