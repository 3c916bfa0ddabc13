package history

import (
	"bufio"
	"bytes"
	"context"
	"strings"
	"sync"
	"time"
)

// blames are when the lines of files were last changed. A file that holds many
// records is asked about once.
type blames struct {
	ask   func(path string) ([]byte, error) // nil = nobody to ask
	mutex sync.Mutex
	files map[string][]time.Time
}

// Span returns the dates of a record that is some lines of a file, from 1 on: it
// was added when its first line was written, and changed with its newest one.
// False = that is not known.
func (h *History) Span(path string, from, to int) (Dates, bool) {
	if h == nil || h.blames.ask == nil {
		return Dates{}, false
	}
	lines := h.blames.of(path, h.At.Add(time.Second))
	if from < 1 || from > len(lines) {
		return Dates{}, false
	}
	d := Dates{Added: lines[from-1]}
	for _, at := range lines[from-1 : max(from, min(to, len(lines)))] {
		if at.After(d.Changed) {
			d.Changed = at
		}
	}
	d.Edited = d.Changed.After(h.At)
	return d, true
}

// of returns when each line was changed; what is not committed at uncommitted.
// A file that git does not know has no lines.
func (b *blames) of(path string, uncommitted time.Time) []time.Time {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	if lines, known := b.files[path]; known {
		return lines
	}
	var lines []time.Time
	if out, err := b.ask(path); err == nil {
		lines = readBlame(out, uncommitted)
	}
	if b.files == nil {
		b.files = map[string][]time.Time{}
	}
	b.files[path] = lines
	return lines
}

// blame asks git for the commit of each line.
func blame(ctx context.Context, dir string) func(path string) ([]byte, error) {
	return func(path string) ([]byte, error) {
		return command(ctx, dir, "blame", "--porcelain", "--first-parent", "-w", "-M", "--", path).Output()
	}
}

// readBlame reads git blame --porcelain: for each line "<commit> <line before>
// <line> …", what is known of the commit when it is the first of it, and a tab
// with the text.
func readBlame(out []byte, uncommitted time.Time) []time.Time {
	const noCommit = "0000000000"
	var lines []time.Time
	dates := map[string]time.Time{}
	commit := ""
	scanner := bufio.NewScanner(bytes.NewReader(out))
	scanner.Buffer(nil, len(out)+1)
	for scanner.Scan() {
		line := scanner.Text()
		switch {
		case strings.HasPrefix(line, "\t"):
			at := dates[commit]
			if strings.HasPrefix(commit, noCommit) {
				at = uncommitted
			}
			lines = append(lines, at)
			commit = ""
		case commit == "":
			commit, _, _ = strings.Cut(line, " ")
		default:
			if stamp, ok := strings.CutPrefix(line, "committer-time "); ok {
				if at, err := seconds(stamp); err == nil {
					dates[commit] = at
				}
			}
		}
	}
	return lines
}
