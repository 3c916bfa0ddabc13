package preview

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"corkboard/generator/problem"
	"corkboard/generator/tree"
)

// site makes a tree of pairs of path and content.
func site(pairs ...string) *tree.Tree {
	var files []tree.File
	for i := 0; i < len(pairs); i += 2 {
		files = append(files, tree.Bytes(pairs[i], []byte(pairs[i+1])))
	}
	t, _ := tree.New(files)
	return t
}

// preview is a running server whose site the test sets.
type preview struct {
	t   testing.TB
	url string // without base, "http://127.0.0.1:…"
	s   *server
	log *lockedBuffer
}

type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// start serves first on a real port until the test ends; show changes the site.
func start(t testing.TB, first Site) *preview {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	p := &preview{t: t, url: "http://" + listener.Addr().String(), log: &lockedBuffer{}}
	p.s = newServer(ctx, Options{Log: p.log}, listener.Addr())
	web := &http.Server{Handler: p.s, WriteTimeout: 30 * time.Second}
	go func() { _ = web.Serve(listener) }()
	t.Cleanup(func() { cancel(); _ = web.Close() })
	p.s.show(first)
	return p
}

var noRedirect = &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

func (p *preview) do(method, path string, header ...string) (*http.Response, string) {
	p.t.Helper()
	r, err := http.NewRequest(method, p.url, nil)
	if err != nil {
		p.t.Fatal(err)
	}
	r.URL.Opaque = path // as it is, without cleaning
	for i := 0; i < len(header); i += 2 {
		if header[i] == "Host" {
			r.Host = header[i+1]
			continue
		}
		r.Header.Set(header[i], header[i+1])
	}
	res, err := noRedirect.Do(r)
	if err != nil {
		p.t.Fatal(err)
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return res, string(b)
}

func TestPages(t *testing.T) {
	p := start(t, Site{Base: "/town", Tree: site(
		"index.html", "<html><body>home</BODY></html>",
		"give/index.html", "<p>give",
		"404.html", "<body>not here</body>",
		"a.ics", "BEGIN:VCALENDAR", "feed.xml", "<feed/>", "style.abc.css", "a{}", "data.json", "{}", "odd.bin", "x", ".hidden/x", "secret",
		"with space/index.html", "spaced",
		"_redirects", "/town/old/ /town/give/ 301\n/town/away https://evil.example/\n/town/loop/ /town/loop/\n# note\nbad\n")})
	script := regexp.MustCompile(`<script src="/_corkboard/live.js" data-print="[0-9a-f]{32}" defer></script>`)
	for _, c := range []struct {
		path     string
		status   int
		kind     string
		body     string
		location string
	}{
		{"/town/", 200, "text/html; charset=utf-8", "<html><body>homeSCRIPT</BODY></html>", ""},
		{"/town/index.html", 200, "text/html; charset=utf-8", "<html><body>homeSCRIPT</BODY></html>", ""},
		{"/town/give/", 200, "text/html; charset=utf-8", "<p>giveSCRIPT", ""},
		{"/town/give", 302, "", "", "/town/give/"},
		{"/town/give?a=1", 302, "", "", "/town/give/?a=1"},
		{"/town/with%20space", 302, "", "", "/town/with%20space/"},
		{"/town/with%20space/", 200, "text/html; charset=utf-8", "spacedSCRIPT", ""},
		{"/", 302, "", "", "/town/"},
		{"/town", 302, "", "", "/town/"},
		{"/town/old/", 302, "", "", "/town/give/"},
		{"/town/old", 302, "", "", "/town/give/"},
		{"/town/away", 404, "text/html; charset=utf-8", "<body>not hereSCRIPT</body>", ""},
		{"/town/loop/", 404, "text/html; charset=utf-8", "<body>not hereSCRIPT</body>", ""},
		{"/town/a.ics", 200, "text/calendar; charset=utf-8", "BEGIN:VCALENDAR", ""},
		{"/town/feed.xml", 200, "application/atom+xml; charset=utf-8", "<feed/>", ""},
		{"/town/style.abc.css", 200, "text/css; charset=utf-8", "a{}", ""},
		{"/town/data.json", 200, "application/json; charset=utf-8", "{}", ""},
		{"/town/odd.bin", 200, "application/octet-stream", "x", ""},
		{"/town/nowhere/", 404, "text/html; charset=utf-8", "<body>not hereSCRIPT</body>", ""},
		{"/elsewhere/", 404, "text/html; charset=utf-8", "<body>not hereSCRIPT</body>", ""},
		{"/town/.hidden/x", 404, "text/html; charset=utf-8", "<body>not hereSCRIPT</body>", ""},
		{"/town/%2ehidden/x", 404, "text/html; charset=utf-8", "<body>not hereSCRIPT</body>", ""},
		{"/town/../town/", 404, "text/html; charset=utf-8", "<body>not hereSCRIPT</body>", ""},
		{"/town//evil.example/", 404, "text/html; charset=utf-8", "<body>not hereSCRIPT</body>", ""},
		{"/town/%5cevil.example", 404, "text/html; charset=utf-8", "<body>not hereSCRIPT</body>", ""},
		{"/town/a%00b", 404, "text/html; charset=utf-8", "<body>not hereSCRIPT</body>", ""},
	} {
		res, body := p.do("GET", c.path)
		body = script.ReplaceAllString(body, "SCRIPT")
		if res.StatusCode != c.status || res.Header.Get("Location") != c.location {
			t.Errorf("%s: %s to %q", c.path, res.Status, res.Header.Get("Location"))
		}
		if c.status != 302 && (body != c.body || res.Header.Get("Content-Type") != c.kind) {
			t.Errorf("%s: %s %q", c.path, res.Header.Get("Content-Type"), body)
		}
		if res.Header.Get("X-Content-Type-Options") != "nosniff" || res.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %v", c.path, res.Header)
		}
	}
	res, body := p.do("HEAD", "/town/")
	if res.StatusCode != 200 || body != "" || res.ContentLength < 30 {
		t.Errorf("HEAD: %s %q %d", res.Status, body, res.ContentLength)
	}
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "TRACE"} {
		if res, _ := p.do(method, "/town/"); res.StatusCode != 405 || res.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: %s", method, res.Status)
		}
	}
}

// A page of another site whose name points here must not read the preview.
func TestHostsAndOrigins(t *testing.T) {
	p := start(t, Site{Tree: site("index.html", "secret draft")})
	port := p.url[strings.LastIndexByte(p.url, ':'):]
	for host, ok := range map[string]bool{
		"localhost": true, "localhost" + port: true, "LOCALHOST": true, "127.0.0.1" + port: true, "127.0.0.2": true, "[::1]" + port: true, "::1": true,
		"evil.example": false, "evil.example" + port: false, "localhost.evil.example": false, "127.0.0.1.evil.example": false, "192.168.1.5": false, "10.0.0.1" + port: false, "0.0.0.0": false,
	} {
		res, body := p.do("GET", "/", "Host", host)
		if (res.StatusCode == 200) != ok || strings.Contains(body, "secret") != ok {
			t.Errorf("%s: %s", host, res.Status)
		}
	}
	for _, c := range []struct {
		header, value string
		ok            bool
	}{
		{"Origin", p.url, true}, {"Origin", "http://evil.example", false}, {"Origin", "null", false}, {"Origin", "https" + p.url[4:], false},
		{"Sec-Fetch-Site", "same-origin", true}, {"Sec-Fetch-Site", "cross-site", false}, {"Sec-Fetch-Site", "same-site", false},
	} {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		r, _ := http.NewRequestWithContext(ctx, "GET", p.url+liveEvents, nil)
		r.Header.Set(c.header, c.value)
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		if (res.StatusCode == 200) != c.ok {
			t.Errorf("%s %s: %s", c.header, c.value, res.Status)
		}
		_ = res.Body.Close()
		cancel()
	}
	// Deliberately reachable by others: addresses are allowed, other names are not.
	s := newServer(context.Background(), Options{Addr: "0.0.0.0:1313", Hosts: []string{"laptop.local"}}, &net.TCPAddr{IP: net.IPv4zero})
	for host, ok := range map[string]bool{"192.168.1.5:1313": true, "laptop.local": true, "evil.example": false} {
		if s.allowed(host) != ok {
			t.Errorf("%s", host)
		}
	}
}

func TestNothingCanBeBuilt(t *testing.T) {
	p := start(t, Site{Err: errors.New("theme <script>alert(1)</script>"), Problems: problem.List{{Level: problem.Error, File: "</pre><img src=x onerror=y>.yaml", Text: "bad"}}})
	res, body := p.do("GET", "/any/")
	if res.StatusCode != 500 || strings.Contains(body, "<script>") || strings.Contains(body, "<img") || strings.Count(body, "</pre>") != 1 {
		t.Errorf("%s %s", res.Status, body)
	}
	if !strings.Contains(body, "theme &lt;script&gt;") || !strings.Contains(body, "trusted-types &#39;none&#39;") && !strings.Contains(body, "trusted-types 'none'") {
		t.Error(body)
	}
	s := p.listen("/any/", p.print("/any/"))
	s.want("problems")
	s.silent()
	p.s.show(Site{Tree: site("any/index.html", "there")})
	s.want("problems")
	s.want("reload")
	if _, body := p.do("GET", "/any/"); !strings.HasPrefix(body, "there") {
		t.Error(body)
	}
	// After this, the last good site stays.
	p.s.show(Site{Err: errors.New("broken again")})
	if data := s.want("problems"); !strings.Contains(data, "broken again") {
		t.Error(data)
	}
	if res, body := p.do("GET", "/any/"); res.StatusCode != 200 || !strings.HasPrefix(body, "there") {
		t.Error(res.Status, body)
	}
	s.silent()
}

func TestPanicsAndErrorsOfPages(t *testing.T) {
	bad := func(path string, render func(io.Writer) error) tree.File {
		return tree.Known(path, tree.HashOf(path), render)
	}
	tr, _ := tree.New([]tree.File{
		bad("panic.html", func(io.Writer) error { panic("<b>out of range") }),
		bad("error.html", func(w io.Writer) error { _, _ = io.WriteString(w, "half"); return errors.New("no field <x>") }),
		{Path: "view.html", Make: func() (tree.Hash, tree.Render) { panic("no view") }},
		bad("good.html", func(w io.Writer) error { _, err := io.WriteString(w, "good"); return err }),
	})
	p := start(t, Site{Tree: tr})
	for path, want := range map[string]string{"/panic.html": "&lt;b&gt;out of range", "/error.html": "no field &lt;x&gt;", "/view.html": "no view"} {
		res, body := p.do("GET", path)
		if res.StatusCode != 500 || !strings.Contains(body, want) || strings.Contains(body, "half") {
			t.Errorf("%s: %s %s", path, res.Status, body)
		}
	}
	if res, body := p.do("GET", "/good.html"); res.StatusCode != 200 || !strings.HasPrefix(body, "good") {
		t.Errorf("%s %s", res.Status, body)
	}
	if !strings.Contains(p.log.String(), "error.html") {
		t.Error("the error is not in the terminal")
	}
}

func TestServe(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	url, done := make(chan string, 1), make(chan error, 1)
	log := &lockedBuffer{}
	dir := t.TempDir()
	builds := 0
	go func() {
		done <- Serve(ctx, Options{Listener: listener, Watch: []string{dir}, Log: log, Ready: func(u string) { url <- u }, Rebuild: func(changed []string) Site {
			if builds++; builds == 2 {
				panic("a bug")
			}
			return Site{Base: "/town/", Tree: site("index.html", fmt.Sprintf("build %d %d", builds, len(changed)))}
		}})
	}()
	base := <-url
	get := func() string {
		res, err := http.Get(base)
		if err != nil {
			t.Fatal(err)
		}
		defer res.Body.Close()
		b, _ := io.ReadAll(res.Body)
		return string(b)
	}
	if !strings.HasPrefix(get(), "build 1 0") || !strings.HasSuffix(base, "/town/") {
		t.Error(base, get())
	}
	for i, want := range []string{"build 1 0", "build 3 1"} { // the second build panics and the first stays
		write(t, dir+"/a.yaml", fmt.Sprint(i))
		for begin := time.Now(); !strings.HasPrefix(get(), want) || i == 0 && !strings.Contains(log.String(), "a bug"); {
			if time.Since(begin) > time.Minute {
				t.Fatalf("got %s, want %s, log %s", get(), want, log.String())
			}
			time.Sleep(5 * time.Millisecond)
		}
	}
	cancel()
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(time.Minute):
		t.Error("Serve does not end")
	}
	if err := Serve(context.Background(), Options{Addr: "256.0.0.1:1", Rebuild: func([]string) Site { return Site{} }}); err == nil {
		t.Error("a wrong address is not an error")
	}
}

// The script inserts only text nodes, as the content security policy requires.
func TestLiveScriptUsesNoMarkup(t *testing.T) {
	for _, word := range []string{"innerHTML", "outerHTML", "insertAdjacent", "document.write", "eval(", "Function(", ".srcdoc", "setAttribute", "createContextualFragment", "DOMParser"} {
		if bytes.Contains(scriptText, []byte(word)) {
			t.Errorf("%s is used", word)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"/", "/town/", "/town/a", "//evil.example", "/town/../x", "/\\x", "/town/.x", "/town/a/", "/town/old"} {
		f.Add(s)
	}
	g := newGeneration(Site{Base: "/town/", Tree: site("index.html", "x", "a/index.html", "y", ".x", "z", "_redirects", "/town/old /town/a/")}, nil)
	f.Fuzz(func(t *testing.T, path string) {
		a := g.find(path)
		if a.location != "" && (a.location[0] != '/' || strings.HasPrefix(a.location, "//") || strings.Contains(a.location, "\\")) {
			t.Errorf("%q leads to %q", path, a.location)
		}
		if a.file != nil && a.file.Path == ".x" {
			t.Errorf("%q shows a dot file", path)
		}
		g.print(a)
	})
}
