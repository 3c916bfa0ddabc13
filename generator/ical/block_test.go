package ical

import (
	"bytes"
	"testing"
	"time"

	"corkboard/generator/schedule"
)

// Events written once and shared give the same calendar as events written one
// by one.
func TestBlocksWriteWhatEventsWrite(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	at := func(zone *time.Location, allDay bool) Moment {
		return Moment{Date: schedule.Date{Year: 2026, Month: time.December, Day: 5}, Clock: 600, Zone: zone, AllDay: allDay}
	}
	one := []Event{{UID: "a@x", Stamp: time.Unix(0, 0), Start: at(zone, false), Summary: "A"}}
	two := []Event{{UID: "b@x", Stamp: time.Unix(0, 0), Start: at(nil, true), Summary: "B"}, {UID: "c@x", Stamp: time.Unix(0, 0), Start: at(time.UTC, false), Summary: "C"}}
	for name, sets := range map[string][][]Event{"none": nil, "zoned": {one}, "no zone": {two}, "both": {one, two}} {
		plain, shared := Calendar{Zone: zone}, Calendar{Zone: zone}
		for _, events := range sets {
			plain.Events = append(plain.Events, events...)
			block := NewBlock(events)
			shared.Blocks = append(shared.Blocks, block)
		}
		var want, got bytes.Buffer
		if err := plain.Write(&want); err != nil {
			t.Fatal(err)
		}
		if err := shared.Write(&got); err != nil {
			t.Fatal(err)
		}
		if want.String() != got.String() {
			t.Errorf("%s: want\n%s\ngot\n%s", name, &want, &got)
		}
	}
}
