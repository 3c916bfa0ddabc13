package publish

import (
	"context"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"corkboard/generator/tree"
)

// town is a tree like that of a site of n listings: two and a half files each,
// about 6 kB a page. edited changes the page of one listing and the home page.
func town(n, edited int) *tree.Tree {
	block := make([]byte, 12<<10)
	for i := range block {
		block[i] = "abcdefghij klmnopqrstuvwxyz\n"[i*7%28]
	}
	var files []tree.File
	add := func(path string, version, size int) {
		files = append(files, tree.Known(path, tree.HashOf(path, version), func(w io.Writer) error {
			if _, err := fmt.Fprintln(w, path, version); err != nil {
				return err
			}
			_, err := w.Write(block[:size])
			return err
		}))
	}
	for i := range n {
		version := 0
		if i < edited {
			version = 1
		}
		add(fmt.Sprintf("opportunities/listing-%06d/index.html", i), version, 4000+i*37%4000)
		if i%2 == 0 {
			add(fmt.Sprintf("opportunities/listing-%06d/event.ics", i), version, 700)
		}
		if i%10 == 0 {
			add(fmt.Sprintf("organizations/organization-%06d/index.html", i), version, 6000)
		}
		if i%10 < 9 {
			add(fmt.Sprintf("es/opportunities/listing-%06d/index.html", i), version, 4000+i*31%4000)
		}
	}
	add("index.html", edited, 8000)
	t, _ := tree.New(files)
	return t
}

func BenchmarkCold(b *testing.B) {
	t := town(10_000, 0)
	dir := b.TempDir()
	n := 0
	start := cpuTime()
	for b.Loop() {
		n++
		if _, err := Publish(context.Background(), t, Options{Output: filepath.Join(dir, fmt.Sprint(n), "public")}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64((cpuTime()-start).Milliseconds())/float64(b.N), "cpu-ms/op")
	b.StopTimer()
	out := filepath.Join(dir, fmt.Sprint(n), "public")
	best, cpu := time.Hour, time.Hour
	for i := range 3 {
		start := time.Now()
		cmd := exec.Command("cp", "-r", out, filepath.Join(dir, fmt.Sprint("copy", i)))
		if err := cmd.Run(); err != nil {
			b.Skip(err)
		}
		best = min(best, time.Since(start))
		cpu = min(cpu, cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
	}
	b.ReportMetric(best.Seconds()*1000, "cp-r-ms")
	b.ReportMetric(float64(cpu.Milliseconds()), "cp-r-cpu-ms")
	b.ReportMetric(float64(t.Len()), "files")
}

func BenchmarkEdit(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "public")
	if _, err := Publish(context.Background(), town(10_000, 0), Options{Output: dir}); err != nil {
		b.Fatal(err)
	}
	one, other := town(10_000, 1), town(10_000, 0)
	for _, t := range []*tree.Tree{one, other} { // the first of them makes the stage
		if _, err := Publish(context.Background(), t, Options{Output: dir}); err != nil {
			b.Fatal(err)
		}
	}
	start := cpuTime()
	for b.Loop() {
		if r, err := Publish(context.Background(), one, Options{Output: dir}); err != nil || r.Written > 5 {
			b.Fatal(r, err)
		}
		one, other = other, one
	}
	b.ReportMetric(float64((cpuTime()-start).Milliseconds())/float64(b.N), "cpu-ms/op")
}

func BenchmarkNothingChanged(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "public")
	opt := Options{Output: dir, Stamp: Stamp{Inputs: tree.HashOf("x"), Now: time.Unix(1, 0)}}
	t := town(10_000, 0)
	if _, err := Publish(context.Background(), t, opt); err != nil {
		b.Fatal(err)
	}
	b.Run("planned", func(b *testing.B) {
		start := cpuTime()
		for b.Loop() {
			if r, err := Publish(context.Background(), t, opt); err != nil || r.Rendered > 0 {
				b.Fatal(r, err)
			}
		}
		b.ReportMetric(float64((cpuTime()-start).Milliseconds())/float64(b.N), "cpu-ms/op")
	})
	b.Run("fresh", func(b *testing.B) {
		start := cpuTime()
		for b.Loop() {
			if r, ok := Fresh(opt); !ok {
				b.Fatal(r)
			}
		}
		b.ReportMetric(float64((cpuTime()-start).Milliseconds())/float64(b.N), "cpu-ms/op")
	})
	b.Run("inputs", func(b *testing.B) {
		start := cpuTime()
		for b.Loop() {
			if _, err := Inputs(dir); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64((cpuTime()-start).Milliseconds())/float64(b.N), "cpu-ms/op")
	})
	b.Run("find", func(b *testing.B) { // the floor: a walk with stat
		var cpu time.Duration
		for b.Loop() {
			cmd := exec.Command("find", dir, "-size", "+100000k")
			if err := cmd.Run(); err != nil {
				b.Skip(err)
			}
			cpu += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
		}
		b.ReportMetric(float64(cpu.Milliseconds())/float64(b.N), "cpu-ms/op")
	})
}
