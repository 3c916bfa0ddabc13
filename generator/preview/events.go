package preview

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// slowClient is how long a browser may take to read one event. It is a variable so
// that tests can shorten it.
var slowClient = 2 * time.Second

const (
	maxClients = 4096
	// heartbeat reveals browsers that have gone away.
	heartbeat = 15 * time.Second
)

// events serves the stream that a page listens to (text/event-stream): "problems"
// with the panel as JSON, and "reload" when the page, given by its path, no longer
// has the fingerprint that the browser sent.
func (s *server) events(w http.ResponseWriter, r *http.Request) {
	if !sameOrigin(r) {
		http.Error(w, "this stream is only for pages of this preview", http.StatusForbidden)
		return
	}
	if s.clients.Add(1) > maxClients {
		s.clients.Add(-1)
		http.Error(w, "too many pages are open", http.StatusServiceUnavailable)
		return
	}
	defer s.clients.Add(-1)

	h := w.Header()
	h.Set("Content-Type", "text/event-stream; charset=utf-8")
	h.Set("X-Accel-Buffering", "no")
	c := http.NewResponseController(w)
	send := func(text []byte) bool {
		if c.SetWriteDeadline(time.Now().Add(slowClient)) != nil {
			return false
		}
		if _, err := w.Write(text); err != nil {
			return false
		}
		return c.Flush() == nil
	}
	query := r.URL.Query()
	page, seen := query.Get("path"), query.Get("print")
	var shown []byte // the panel that this browser shows
	if r.Method == http.MethodHead || !send([]byte("retry: 500\n\n")) {
		return
	}
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		g := s.current()
		if !bytes.Equal(shown, g.report) {
			shown = g.report
			if !send(event("problems", g.report)) {
				return
			}
		}
		if now := g.print(g.find(page)); now != seen {
			seen = now
			if !send(event("reload", []byte(now))) {
				return
			}
		}
		for waiting := true; waiting; {
			select {
			case <-g.next:
				waiting = false
			case <-beat.C:
				if !send([]byte(":\n\n")) {
					return
				}
			case <-r.Context().Done():
				return
			case <-s.ctx.Done():
				return
			}
		}
	}
}

// event formats one event; data is one line.
func event(name string, data []byte) []byte {
	b := make([]byte, 0, len(name)+len(data)+16)
	b = append(append(b, "event: "...), name...)
	b = append(append(b, "\ndata: "...), data...)
	return append(b, "\n\n"...)
}

// sameOrigin reports whether the request comes from a page of this preview: other
// open pages must not learn what is in somebody's files.
func sameOrigin(r *http.Request) bool {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" && site != "none" {
		return false
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && u.Scheme == "http" && strings.EqualFold(u.Host, r.Host)
}
