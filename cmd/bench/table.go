package main

import (
	"fmt"
	"io"
	"runtime"
	"strings"
	"time"
)

// musts are the figures not to exceed, by number of listings: the directory of a
// town, of a county and of a country. Other sizes have none.
var musts = map[int]struct{ cold, cpu, memory, unchanged, edit string }{
	1_000:   {"≤ 3 × the limit", "≤ 2 s", "≤ 100 MB", "", "≤ 0.1 s"},
	10_000:  {"≤ 3 × the limit", "≤ 1/3 of Hugo + Pagefind", "≤ 300 MB", "≤ 0.5 s", "≤ 0.15 s"},
	100_000: {"≤ 3.5 × the limit", "≤ 180 s", "≤ 2,000 MB", "", ""},
}

// printFigures prints a table: the limit, which is what the machine takes for the
// least possible work; what corkboard took; how many times the limit that is; the
// figure not to exceed. The limit of a first build is the time to copy the
// finished site; that of an unchanged one, to stat every file of content and site.
func printFigures(w io.Writer, all []figures) {
	fmt.Fprintf(w, "%s/%s, %d cores, %s\n", runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version())
	var rows [][]string
	row := func(cells ...string) { rows = append(rows, cells) }
	for _, f := range all {
		if f.cold.wall == 0 {
			continue // nothing was measured
		}
		must := musts[f.listings]
		row(grouped(f.listings)+" listings", "limit", "corkboard", "× limit", "must")
		row("first build, wall", seconds(f.copied), seconds(f.cold.wall), ratio(f.cold.wall, f.copied), must.cold)
		row("first build, CPU", "", seconds(f.cold.cpu), "", must.cpu)
		row("first build, memory", "", megabytes(f.cold.peak), "", must.memory)
		if f.unchanged.wall > 0 {
			row("unchanged", seconds(f.walked), seconds(f.unchanged.wall), ratio(f.unchanged.wall, f.walked), must.unchanged)
		}
		if n := len(f.updates); n > 0 {
			row("edit while serving", "", seconds(f.updates[n/2]), "", must.edit)
		}
		row("files written", "", grouped(f.files)+", "+megabytes(f.bytes), "", "")
	}
	writeTable(w, rows)
}

// writeTable aligns the first and the last column to the left and the numbers
// between them to the right.
func writeTable(w io.Writer, rows [][]string) {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], len([]rune(cell)))
		}
	}
	for _, row := range rows {
		var b strings.Builder
		for i, cell := range row {
			if i > 0 {
				b.WriteString("  ")
			}
			pad := strings.Repeat(" ", widths[i]-len([]rune(cell)))
			if i == 0 || i == len(widths)-1 {
				b.WriteString(cell + pad)
			} else {
				b.WriteString(pad + cell)
			}
		}
		fmt.Fprintln(w, strings.TrimRight(b.String(), " "))
	}
}

// seconds prints a duration with about three digits; "" when it was not
// measured.
func seconds(d time.Duration) string {
	switch s := d.Seconds(); {
	case d == 0:
		return ""
	case s >= 100:
		return fmt.Sprintf("%.0f s", s)
	case s >= 10:
		return fmt.Sprintf("%.1f s", s)
	case s >= 1:
		return fmt.Sprintf("%.2f s", s)
	}
	return fmt.Sprintf("%.3f s", d.Seconds())
}

// megabytes prints a size in units of 10^6 bytes; "" when it is not known.
func megabytes(n int64) string {
	mb := float64(n) / 1e6
	switch {
	case n == 0:
		return ""
	case mb >= 10:
		return grouped(int(mb+0.5)) + " MB"
	}
	return fmt.Sprintf("%.1f MB", mb)
}

func ratio(d, limit time.Duration) string {
	if limit <= 0 {
		return ""
	}
	return fmt.Sprintf("%.1f", d.Seconds()/limit.Seconds())
}
