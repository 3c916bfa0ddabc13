package main

import (
	"strings"
	"testing"
	"time"

	"corkboard/generator/publish"
)

// Whoever is about to publish hears that a host will refuse it.
func TestSummarySaysWhatAHostRefuses(t *testing.T) {
	for _, test := range []struct {
		report publish.Report
		want   string
	}{
		{publish.Report{Files: 20_000, Bytes: 1 << 30}, ""},
		{publish.Report{Files: 20_001}, "note: Cloudflare Pages allows 20,000 files on its free plan, and there are 20,001\n"},
		{publish.Report{Files: 4, Bytes: 1600 << 20}, "note: GitHub Pages allows 1 GB, and there are 1,600 MB\n"},
	} {
		var out strings.Builder
		(&summary{}).print(&out, "public", test.report, time.Second)
		if _, notes, _ := strings.Cut(out.String(), " s\n"); notes != test.want {
			t.Errorf("%+v: %q, want %q", test.report, notes, test.want)
		}
	}
}
