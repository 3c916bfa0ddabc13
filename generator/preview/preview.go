// Package preview serves a tree over HTTP on this machine while somebody edits
// its sources: it watches folders, asks for a new tree and notifies browsers. It
// knows neither formats nor how a tree is made, and writes nothing to disk.
package preview

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"math"
	"net"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"corkboard/generator/problem"
	"corkboard/generator/tree"
)

// DefaultAddr is the default of Options.Addr.
const DefaultAddr = "127.0.0.1:1313"

// Site is the result of a build, served until the next change.
type Site struct {
	Tree     *tree.Tree   // nil = the build failed: the previous tree stays, and its pages say so
	Problems problem.List // shown in the page
	Base     string       // path prefix, "/" or "/town/"; "" = "/"
	Err      error        // an error that is not a mistake in a file; shown in the page
}

// Options say what to serve. Rebuild is required.
type Options struct {
	Addr     string       // host:port; "" = DefaultAddr. Only a loopback address keeps other devices out
	Listener net.Listener // used instead of Addr when not nil; closed by Serve
	Hosts    []string     // additional host names of this server
	Watch    []string     // folders; everything below them is watched except names that begin with a dot or end with ~
	// Rebuild builds the site. changed has the files that were created, changed or
	// removed, each beginning with its Watch folder as given, with slashes; nil on
	// the first call. Calls never overlap. A panic is shown like Err.
	Rebuild func(changed []string) Site
	Log     io.Writer        // warnings and errors, for the terminal; nil = none
	Ready   func(url string) // called once, when the first page can be opened; nil = not called
	Poll    bool             // check all files twice a second instead of using events of the system
}

// Serve serves until ctx ends, and then returns nil. The error is that of opening
// or using the listener.
func Serve(ctx context.Context, opt Options) error {
	if opt.Rebuild == nil {
		return errors.New("preview: Options.Rebuild is nil")
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()

	// Listen first: a port in use is reported at once, and a browser may already connect.
	listener := opt.Listener
	if listener == nil {
		addr := opt.Addr
		if addr == "" {
			addr = DefaultAddr
		}
		var err error
		if listener, err = (&net.ListenConfig{}).Listen(ctx, "tcp", addr); err != nil {
			return fmt.Errorf("serving on %s: %w", addr, err)
		}
	}
	s := newServer(ctx, opt, listener.Addr())
	if !isLoopback(listener.Addr()) {
		s.logf("warning: other devices in this network can reach %s", listener.Addr())
	}
	web := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      30 * time.Second, // the event stream sets its own
		IdleTimeout:       time.Minute,
		MaxHeaderBytes:    32 << 10,
		BaseContext:       func(net.Listener) context.Context { return ctx },
		ErrorLog:          log.New(io.Discard, "", 0),
	}
	broken := make(chan error, 1)
	go func() { broken <- web.Serve(listener) }()

	// Watch before the first build, so that no edit is missed between the two.
	var work sync.WaitGroup
	changes := newMailbox()
	w := newWatcher(opt, changes.put, s.logf)
	work.Go(func() { w.run(ctx) })
	work.Go(func() { s.rebuildAll(ctx, changes, listener.Addr()) })

	var err error
	select {
	case <-ctx.Done():
	case err = <-broken:
		err = fmt.Errorf("serving on %s: %w", listener.Addr(), err)
	}
	cancel() // ends the event streams
	ending, stop := context.WithTimeout(context.Background(), time.Second)
	defer stop()
	if web.Shutdown(ending) != nil {
		_ = web.Close()
	}
	work.Wait()
	return err
}

// rebuildAll builds once, and then again for each batch of changes. Many editors
// save in steps, such as emptying a file and then writing it, so a build is shown
// only if no other change follows for a short time, which passes while building.
func (s *server) rebuildAll(ctx context.Context, changes *mailbox, addr net.Addr) {
	s.show(s.rebuild(nil))
	if s.opt.Ready != nil {
		s.opt.Ready("http://" + nameOf(addr) + s.current().base)
	}
	for changes.wait(ctx, forever) {
		for first := time.Now(); ; {
			began := time.Now()
			site := s.rebuild(changes.take())
			until := min(quiet-time.Since(began), longest-time.Since(first))
			if until <= 0 || !changes.wait(ctx, until) {
				s.show(site)
				break
			}
		}
	}
}

// rebuild calls Options.Rebuild; a panic becomes a message in the page.
func (s *server) rebuild(changed []string) (site Site) {
	defer func() {
		if r := recover(); r != nil {
			s.logf("building panicked: %v\n%s", r, debug.Stack())
			site = Site{Err: fmt.Errorf("internal error while building the site: %v", r)}
		}
	}()
	return s.opt.Rebuild(changed)
}

// nameOf returns an address as a browser writes it.
func nameOf(addr net.Addr) string {
	tcp, ok := addr.(*net.TCPAddr)
	if !ok {
		return addr.String()
	}
	host := "localhost"
	if !tcp.IP.IsLoopback() && !tcp.IP.IsUnspecified() {
		host = tcp.IP.String()
	}
	return net.JoinHostPort(host, fmt.Sprint(tcp.Port))
}

func isLoopback(addr net.Addr) bool {
	tcp, ok := addr.(*net.TCPAddr)
	return ok && tcp.IP.IsLoopback()
}

// mailbox collects changes while a build is running.
type mailbox struct {
	full  chan struct{} // holds a token while there is something to take
	mu    sync.Mutex
	paths map[string]bool
}

func newMailbox() *mailbox {
	return &mailbox{full: make(chan struct{}, 1), paths: map[string]bool{}}
}

func (m *mailbox) put(paths []string) {
	if len(paths) == 0 {
		return
	}
	m.mu.Lock()
	for _, p := range paths {
		m.paths[p] = true
	}
	m.mu.Unlock()
	select {
	case m.full <- struct{}{}:
	default:
	}
}

const forever = time.Duration(math.MaxInt64)

// wait waits until there is something to take; it returns false if nothing came in
// time or ctx has ended.
func (m *mailbox) wait(ctx context.Context, most time.Duration) bool {
	timer := time.NewTimer(most)
	defer timer.Stop()
	select {
	case <-m.full:
		return true
	case <-timer.C:
	case <-ctx.Done():
	}
	return false
}

func (m *mailbox) take() []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	list := make([]string, 0, len(m.paths))
	for p := range m.paths {
		list = append(list, p)
	}
	slices.Sort(list)
	clear(m.paths)
	return list
}

func (s *server) logf(format string, args ...any) {
	if s.opt.Log == nil {
		return
	}
	s.logging.Lock()
	defer s.logging.Unlock()
	_, _ = io.WriteString(s.opt.Log, strings.TrimRight(fmt.Sprintf(format, args...), "\n")+"\n")
}
