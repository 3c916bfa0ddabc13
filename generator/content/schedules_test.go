package content

import (
	"testing"
	"testing/fstest"
	"time"

	"corkboard/generator/schedule"
)

// A date that two schedules of a listing say is there once, and the schedules after
// them keep the names of their entries.
func TestDatesThatAreSaidTwice(t *testing.T) {
	var l Loader
	now := time.Date(2026, 9, 1, 10, 0, 0, 0, time.UTC)
	c, _, err := l.Load(fstest.MapFS{
		"site.yaml": {Data: []byte("id: t\ntimezone: America/New_York\n")},
		"opportunities/market.yaml": {Data: []byte(`title: Market
kind: event
host: Elm Street
schedule:
  - every Saturday 8am-noon from 2026-08-22 until 2026-10-31
  - every Saturday 8am-noon from 2026-09-05 until 2026-09-26
  - every Saturday 8am-noon from 2026-10-24 until 2026-11-07
  - every Saturday 2pm from 2026-09-05 until 2026-09-05
`)},
	}, Options{Now: now})
	if err != nil || len(c.Opportunities) != 1 {
		t.Fatal(err, c)
	}
	o := c.Opportunities[0]
	env := schedule.Env{Zone: c.Site.Zone}
	seen, keys := map[time.Time]bool{}, ""
	for i := range o.Schedules {
		keys += o.Schedules[i].Key + " "
		for occurrence := range o.Schedules[i].Occurrences(now.AddDate(-1, 0, 0), now.AddDate(1, 0, 0), env) {
			if occurrence.State != schedule.Planned {
				continue
			}
			if seen[occurrence.Start] {
				t.Errorf("%s is there twice", occurrence.Start)
			}
			seen[occurrence.Start] = true
		}
	}
	if len(seen) != 13 || keys != " 3 4 " {
		t.Errorf("%d dates, named %q", len(seen), keys)
	}
}
