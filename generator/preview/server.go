package preview

import (
	"bytes"
	"context"
	_ "embed"
	"html"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
)

// Paths of the preview itself, outside of any site.
const (
	liveScript = "/_corkboard/live.js"
	liveStyle  = "/_corkboard/live.css"
	liveEvents = "/_corkboard/events"
)

var (
	//go:embed live.js
	scriptText []byte
	//go:embed live.css
	styleText []byte
)

type server struct {
	opt     Options
	hosts   map[string]bool // names in a Host header; lower case
	anyIP   bool            // addresses other than loopback are served
	now     atomic.Pointer[generation]
	first   chan struct{} // closed when there is a generation
	started sync.Once
	clients atomic.Int64
	logging sync.Mutex
	ctx     context.Context // of the whole server: ends the event streams
}

func newServer(ctx context.Context, opt Options, addr net.Addr) *server {
	s := &server{opt: opt, ctx: ctx, first: make(chan struct{}), hosts: map[string]bool{"localhost": true}, anyIP: !isLoopback(addr)}
	for _, h := range opt.Hosts {
		s.hosts[strings.ToLower(strings.TrimSuffix(h, "."))] = true
	}
	if host, _, err := net.SplitHostPort(opt.Addr); err == nil && host != "" {
		s.hosts[strings.ToLower(host)] = true
	}
	return s
}

// show makes a site the current one and wakes the event streams.
func (s *server) show(site Site) {
	before := s.now.Load()
	s.now.Store(newGeneration(site, before))
	if before != nil {
		close(before.next)
	}
	s.started.Do(func() { close(s.first) })
}

func (s *server) current() *generation { return s.now.Load() }

// allowed reports whether a Host header names this server. Any other name may be
// that of a site whose DNS entry points to this machine (DNS rebinding).
func (s *server) allowed(hostport string) bool {
	host := hostport
	if h, _, err := net.SplitHostPort(hostport); err == nil {
		host = h
	}
	host = strings.ToLower(strings.TrimSuffix(strings.Trim(host, "[]"), "."))
	if s.hosts[host] {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && (ip.IsLoopback() || s.anyIP)
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	defer func() {
		if p := recover(); p != nil {
			if p == http.ErrAbortHandler {
				panic(p)
			}
			s.logf("serving %q panicked: %v", r.URL.Path, p)
			http.Error(w, "internal error in this page", http.StatusInternalServerError)
		}
	}()
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Cache-Control", "no-store")
	if !s.allowed(r.Host) {
		http.Error(w, "this preview is not called "+strconv.Quote(r.Host)+"; use localhost", http.StatusForbidden)
		return
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.Set("Allow", "GET, HEAD")
		http.Error(w, "the preview is read-only", http.StatusMethodNotAllowed)
		return
	}
	switch r.URL.Path {
	case liveScript:
		send(w, r, http.StatusOK, contentType(".js"), scriptText)
		return
	case liveStyle:
		send(w, r, http.StatusOK, contentType(".css"), styleText)
		return
	}
	select {
	case <-s.first:
	case <-r.Context().Done():
		return
	}
	if r.URL.Path == liveEvents {
		s.events(w, r)
		return
	}
	s.page(w, r)
}

func (s *server) page(w http.ResponseWriter, r *http.Request) {
	g := s.current()
	a := g.find(r.URL.Path)
	if a.location != "" {
		to := a.location
		if i := strings.IndexByte(to, '#'); i < 0 && r.URL.RawQuery != "" {
			to = (&url.URL{Path: to, RawQuery: r.URL.RawQuery}).String()
		} else if !strings.ContainsAny(to, "?#%") {
			to = (&url.URL{Path: to}).String()
		}
		// Never 301: browsers keep it forever, even for the next site on this port.
		w.Header().Set("Location", to)
		send(w, r, http.StatusFound, contentType(".txt"), []byte("see "+to+"\n"))
		return
	}
	switch {
	case g.tree == nil:
		s.errorPage(w, r, g, "Nothing can be shown yet", g.errorText(), g.print(a), http.StatusInternalServerError)
		return
	case a.file == nil:
		s.errorPage(w, r, g, "Page not found", "the site has no page at "+r.URL.Path+"\n", g.print(a), http.StatusNotFound)
		return
	}
	fingerprint, render := a.prepare()
	var b bytes.Buffer
	if err := guard(func() error { return render(&b) }); err != nil {
		s.logf("rendering %s: %v", a.file.Path, err)
		s.errorPage(w, r, g, "This page cannot be shown", "rendering "+a.file.Path+": "+err.Error()+"\n", fingerprint, http.StatusInternalServerError)
		return
	}
	status := http.StatusOK
	if a.missing {
		status = http.StatusNotFound
	}
	kind := contentType(a.file.Path)
	body := b.Bytes()
	if strings.HasPrefix(kind, "text/html") {
		body = withScript(body, fingerprint)
	}
	send(w, r, status, kind, body)
}

func send(w http.ResponseWriter, r *http.Request, status int, kind string, body []byte) {
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // the browser may have gone away
	}
}

// withScript inserts the script for live reload before the last </body>.
func withScript(page []byte, fingerprint string) []byte {
	tag := []byte(`<script src="` + liveScript + `" data-print="` + html.EscapeString(fingerprint) + `" defer></script>`)
	at := lastBody(page)
	out := make([]byte, 0, len(page)+len(tag))
	out = append(out, page[:at]...)
	out = append(out, tag...)
	return append(out, page[at:]...)
}

// lastBody returns where the last end tag of body begins, or the end of the page.
func lastBody(page []byte) int {
	for i := len(page) - len("</body"); i >= 0; i-- {
		if page[i] == '<' && bytes.EqualFold(page[i:i+len("</body")], []byte("</body")) {
			return i
		}
	}
	return len(page)
}

// errorPage writes a page of the preview itself. All of its text is escaped.
func (s *server) errorPage(w http.ResponseWriter, r *http.Request, g *generation, title, text, fingerprint string, status int) {
	page := `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'">
<title>` + html.EscapeString(title) + `</title>
<link rel="stylesheet" href="` + liveStyle + `">
</head>
<body class="corkboard-error">
<h1>` + html.EscapeString(title) + `</h1>
<pre>` + html.EscapeString(text) + `</pre>
<p>This page loads again by itself. <a href="` + html.EscapeString((&url.URL{Path: g.base}).String()) + `">Home</a></p>
</body>
</html>
`
	send(w, r, status, contentType(".html"), withScript([]byte(page), fingerprint))
}
