package main

import (
	"fmt"
	"io"
	"os/exec"
	"runtime"
	"strings"
	"time"
)

// printFigures prints the table: what was done, what it took, and how often the
// floor fits into it. The floor is what the machine needs without us: copying
// the finished site for a first build, looking at every file for the others.
// What was not measured is left out.
func printFigures(w io.Writer, all []figures) {
	if len(all) == 0 || all[0].cold.wall == 0 {
		return
	}
	fmt.Fprintf(w, "%s/%s, %s, %s\n", runtime.GOOS, runtime.GOARCH, counted(runtime.NumCPU(), "core"), runtime.Version())
	var rows [][]string
	row := func(cells ...string) { rows = append(rows, cells) }
	row("listings", "step", "wall", "CPU", "memory", "floor", "wall/floor", "")
	for _, f := range all {
		if f.cold.wall == 0 {
			continue // nothing was measured
		}
		build := func(first, step string, c cost, floor time.Duration, note string) {
			if c.wall == 0 {
				return
			}
			row(first, step, seconds(c.wall), seconds(c.cpu), megabytes(c.peak), seconds(floor), ratio(c.wall, floor), note)
		}
		build(grouped(f.listings), "first build", f.cold, f.copied, fmt.Sprintf("%s, %s; floor: cp -r", counted(f.files, "file"), megabytes(f.bytes)))
		build("", "nothing changed", f.unchanged, f.walked, "floor: stat of content and site")
		build("", "one title edited", f.edited, f.walked, "floor: stat of content and site")
		if f.first > 0 {
			row("", "serve, to the first page", seconds(f.first), seconds(f.served.cpu), megabytes(f.served.peak), "", "", "CPU and memory with all edits")
		}
		if n := len(f.updates); n > 0 {
			row("", "serve, edit to page", seconds(f.updates[n/2]), "", "", "", "", fmt.Sprintf("middle of %d; best %s, worst %s", n, seconds(f.updates[0]), seconds(f.updates[n-1])))
		}
	}
	writeTable(w, rows)
	for _, peer := range []string{"hugo", "pagefind"} {
		if path, err := exec.LookPath(peer); err == nil {
			fmt.Fprintf(w, "%s is installed (%s); it was not run\n", peer, path)
		}
	}
}

// writeTable aligns columns: numbers to the right, words to the left.
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
			if i == 1 || i == len(widths)-1 {
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

func ratio(d, floor time.Duration) string {
	if floor <= 0 {
		return ""
	}
	return fmt.Sprintf("%.1f", d.Seconds()/floor.Seconds())
}
