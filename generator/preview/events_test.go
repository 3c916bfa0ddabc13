package preview

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"corkboard/generator/problem"
)

// stream is a browser that listens to the events of a page.
type stream struct {
	t      testing.TB
	events chan [2]string // name, data
}

func (p *preview) listen(path, print string) *stream {
	p.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	p.t.Cleanup(cancel)
	r, err := http.NewRequestWithContext(ctx, "GET", p.url+liveEvents+"?path="+path+"&print="+print, nil)
	if err != nil {
		p.t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		p.t.Fatal(err)
	}
	if res.Header.Get("Content-Type") != "text/event-stream; charset=utf-8" {
		p.t.Fatal(res.Header)
	}
	s := &stream{t: p.t, events: make(chan [2]string, 16)}
	go func() {
		defer res.Body.Close()
		defer close(s.events)
		lines := bufio.NewScanner(res.Body)
		lines.Buffer(nil, 1<<20)
		name := ""
		for lines.Scan() {
			if v, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
				name = v
			}
			if v, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				s.events <- [2]string{name, v}
			}
		}
	}()
	return s
}

func (s *stream) want(name string) string {
	s.t.Helper()
	select {
	case e := <-s.events:
		if e[0] != name {
			s.t.Fatalf("got %v, want %s", e, name)
		}
		return e[1]
	case <-time.After(time.Minute):
		s.t.Fatalf("no %s", name)
	}
	return ""
}

func (s *stream) silent() {
	s.t.Helper()
	select {
	case e := <-s.events:
		s.t.Fatalf("got %v", e)
	case <-time.After(50 * time.Millisecond):
	}
}

func (p *preview) print(path string) string {
	p.t.Helper()
	_, body := p.do("GET", path)
	m := regexp.MustCompile(`data-print="([0-9a-z]+)"`).FindStringSubmatch(body)
	if m == nil {
		p.t.Fatalf("no script in %s", body)
	}
	return m[1]
}

func TestReloadOnlyWhenThePageChanged(t *testing.T) {
	p := start(t, Site{Tree: site("index.html", "1", "a/index.html", "1", "404.html", "no")})
	home, a, none := p.listen("/", p.print("/")), p.listen("/a/", p.print("/a/")), p.listen("/b/", p.print("/b/"))
	for _, s := range []*stream{home, a, none} {
		s.want("problems")
		s.silent()
	}
	p.s.show(Site{Tree: site("index.html", "2", "a/index.html", "1", "404.html", "no")})
	home.want("reload")
	a.silent()
	none.silent()
	p.s.show(Site{Tree: site("index.html", "2", "a/index.html", "1", "404.html", "no")})
	home.silent()
	p.s.show(Site{Tree: site("index.html", "2", "b/index.html", "new", "404.html", "no")})
	a.want("reload")    // the page was removed
	none.want("reload") // the page was added
	home.silent()
	// A browser that returns to a page that has changed meanwhile.
	p.listen("/", "00").want("problems")
	late := p.listen("/", "00")
	late.want("problems")
	late.want("reload")
}

func TestProblemsComeAndGo(t *testing.T) {
	page := site("index.html", "1")
	p := start(t, Site{Tree: page})
	s := p.listen("/", p.print("/"))
	if data := s.want("problems"); !strings.Contains(data, `"rows":[]`) {
		t.Error(data)
	}
	list := problem.List{
		{Level: problem.Warning, File: "w.yaml", Text: "odd"},
		{Level: problem.Error, File: "a.yaml", Line: 3, Col: 2, Text: "what is </script>\u202e\x1b[31m", Hint: "write it", Source: "x: y"},
	}
	p.s.show(Site{Tree: page, Problems: list})
	var got struct {
		Errors, Warnings int
		Rows             []struct{ Level, Where, Text, Hint, Line string }
	}
	data := s.want("problems")
	if err := json.Unmarshal([]byte(data), &got); err != nil {
		t.Fatal(err)
	}
	if got.Errors != 1 || got.Warnings != 1 || len(got.Rows) != 2 || got.Rows[0].Where != "a.yaml:3:2" || got.Rows[0].Hint != "write it" {
		t.Errorf("%+v", got)
	}
	if strings.ContainsAny(data, "\u202e\x1b<") {
		t.Errorf("%q", data)
	}
	for range 200 {
		list = append(list, problem.Problem{Text: "more", Source: strings.Repeat("x", 1000)})
	}
	p.s.show(Site{Tree: page, Problems: list})
	if data := s.want("problems"); len(data) > 32<<10 {
		t.Errorf("%d bytes", len(data))
	}
	p.s.show(Site{Tree: page})
	if data := s.want("problems"); !strings.Contains(data, `"rows":[]`) {
		t.Error(data)
	}
	s.silent()
}

func TestAThousandBrowsersGetTheEvent(t *testing.T) {
	p := start(t, Site{Tree: site("index.html", "1")})
	print := p.print("/")
	const n = 1000
	var streams []*stream
	for range n {
		s := p.listen("/", print)
		s.want("problems")
		streams = append(streams, s)
	}
	p.s.show(Site{Tree: site("index.html", "2")})
	for _, s := range streams {
		s.want("reload")
	}
}

// A browser that has stopped reading must not block anything forever.
func TestSlowBrowsersAreDropped(t *testing.T) {
	before := slowClient
	slowClient = 100 * time.Millisecond
	p := start(t, Site{Tree: site("index.html", "1")})
	t.Cleanup(func() { slowClient = before })
	conn, err := net.Dial("tcp", strings.TrimPrefix(p.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	_ = conn.(*net.TCPConn).SetReadBuffer(4096)
	fmt.Fprintf(conn, "GET %s?path=/&print=x HTTP/1.1\r\nHost: localhost\r\n\r\n", liveEvents)
	deadline := time.Now().Add(time.Minute)
	joined := false
	for i := 0; time.Now().Before(deadline); i++ {
		joined = joined || p.s.clients.Load() == 1
		if joined && p.s.clients.Load() == 0 {
			return
		}
		var list problem.List
		for j := range panelMost {
			list = append(list, problem.Problem{Text: fmt.Sprint(i, j), Source: strings.Repeat("x", 200), Hint: strings.Repeat("y", 2000)})
		}
		p.s.show(Site{Tree: site("index.html", "1"), Problems: list})
		time.Sleep(time.Millisecond)
	}
	t.Error("the browser was not dropped")
}
