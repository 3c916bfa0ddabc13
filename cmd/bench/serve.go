package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"runtime"
	"slices"
	"sync"
	"time"
)

// serve measures how long an editor waits for the page after a save.
func (b *bench) serve(ctx context.Context, place, content string, edit *editable, f *figures) error {
	if err := edit.save(); err != nil { // so that there is a mark to wait for
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, time.Minute+time.Duration(f.listings)*10*time.Millisecond)
	defer cancel()
	c := b.command(ctx, place, "serve", "--addr", "127.0.0.1:0", "--content", content, "--now", benchNow)
	log := newServeLog()
	c.Stderr = log
	if err := c.Start(); err != nil {
		return fmt.Errorf("serve: %w", err)
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait(); log.Close() }()

	err := b.edits(ctx, log, edit, f)
	stop(c)
	<-ended
	if err != nil {
		return fmt.Errorf("serve: %w\n%s", err, lastLines(log.String(), 6))
	}
	return nil
}

// edits saves a listing several times, and waits each time until its page shows
// the change.
func (b *bench) edits(ctx context.Context, log *serveLog, edit *editable, f *figures) error {
	var base string
	select {
	case base = <-log.address:
	case <-ctx.Done():
		return ctx.Err()
	}
	if base == "" {
		return fmt.Errorf("the program ended before it served the site")
	}
	page := base + edit.path
	if err := untilShown(ctx, page, edit.mark()); err != nil {
		return err
	}
	// Background work of the first build must not count.
	time.Sleep(200 * time.Millisecond)

	for range editRuns {
		saved := time.Now()
		if err := edit.save(); err != nil {
			return err
		}
		if err := untilShown(ctx, page, edit.mark()); err != nil {
			return err
		}
		f.updates = append(f.updates, time.Since(saved))
		// So that two saves are never taken for one.
		time.Sleep(100 * time.Millisecond)
	}
	slices.Sort(f.updates)
	return nil
}

// untilShown requests a page every two milliseconds until it contains a text.
// The pause is the precision of the measurement.
func untilShown(ctx context.Context, url, text string) error {
	const pause = 2 * time.Millisecond
	var last string
	for {
		body, err := get(ctx, url)
		if err == nil && bytes.Contains(body, []byte(text)) {
			return nil
		}
		if err != nil && ctx.Err() == nil {
			last = err.Error()
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return fmt.Errorf("waiting for %q in %s: %w %s", text, url, ctx.Err(), last)
		}
	}
}

func get(ctx context.Context, url string) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return nil, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err == nil && response.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s", response.Status)
	}
	return body, err
}

// stop ends a process as Ctrl+C does, or kills it where that is not possible.
func stop(c *exec.Cmd) {
	if runtime.GOOS != "windows" && c.Process.Signal(os.Interrupt) == nil {
		return
	}
	c.Process.Kill()
}

// serveLog keeps the messages of serve and finds its address in them.
type serveLog struct {
	mu      sync.Mutex
	text    bytes.Buffer
	found   bool
	address chan string // receives one address; "" when serve ended without one
}

func newServeLog() *serveLog { return &serveLog{address: make(chan string, 1)} }

// serveAddress matches an address on this machine, with the path of the site, as
// serve prints it.
var serveAddress = regexp.MustCompile(`http://(?:127\.0\.0\.1|localhost|\[::1\]):[0-9]+/\S*`)

func (l *serveLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.text.Write(p)
	if !l.found {
		// Only whole lines: a write may end within the port number.
		whole := l.text.Bytes()[:bytes.LastIndexByte(l.text.Bytes(), '\n')+1]
		if address := serveAddress.Find(whole); address != nil {
			l.found = true
			l.address <- string(address)
		}
	}
	return len(p), nil
}

// Close tells whoever waits that no address will come.
func (l *serveLog) Close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.found {
		l.found = true
		l.address <- ""
	}
}

func (l *serveLog) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}
