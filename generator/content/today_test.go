package content

import (
	"testing"
	"testing/fstest"
	"time"
)

func TestToday(t *testing.T) {
	for text, want := range map[string]string{
		"today: 2026-11-23\ntimezone: America/New_York\n":   "2026-11-23T12:00:00-05:00",
		"today: 2026-07-01\ntimezone: Europe/Dublin\n":      "2026-07-01T12:00:00+01:00",
		"today: 2026-07-01\n":                               "2026-07-01T12:00:00Z",
		"today: 2026-07-01\nlanguages: [es, en]\nnope: x\n": "2026-07-01T12:00:00Z",
		"today: someday\n":                                  "",
		"title: No today\n":                                 "",
		"":                                                  "",
		"today: [2026-07-01, 2026-07-02]\n":                 "",
		"today: 2026-07-01\n title: this is not\n- YAML\n":  "",
	} {
		at, ok := Today(fstest.MapFS{"site.yaml": {Data: []byte(text), Mode: 0o644}})
		if got := at.Format(time.RFC3339); ok != (want != "") || ok && got != want {
			t.Errorf("%q: %s, %v, want %s", text, got, ok, want)
		}
	}
	if _, ok := Today(fstest.MapFS{}); ok {
		t.Error("a folder without site.yaml has a today")
	}
}
