package preview

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"path"
	"strings"
	"sync"

	"corkboard/generator/problem"
	"corkboard/generator/tree"
)

// generation is one state of the site. It never changes; next is closed when the
// next one replaces it.
type generation struct {
	tree     *tree.Tree // nil = no build has succeeded yet
	base     string     // begins and ends with a slash
	problems problem.List
	fault    string // an internal error; "" = none
	report   []byte // problems and fault as JSON, for the panel
	next     chan struct{}

	redirects func() map[string]string
}

// newGeneration makes the state that shows site and follows before.
func newGeneration(site Site, before *generation) *generation {
	g := &generation{tree: site.Tree, base: cleanBase(site.Base), problems: site.Problems, next: make(chan struct{})}
	if site.Err != nil {
		g.fault = site.Err.Error()
	}
	if g.tree == nil && before != nil && before.tree != nil {
		// A half-typed word must not make the site disappear; the panel says that it is old.
		g.tree, g.base = before.tree, before.base
		if g.fault == "" {
			g.fault = "the last change could not be built; this is the page before it"
		}
	}
	g.report = g.panel()
	g.redirects = sync.OnceValue(g.readRedirects)
	return g
}

func cleanBase(base string) string {
	base = "/" + strings.Trim(base, "/") + "/"
	if base == "//" {
		return "/"
	}
	return base
}

// answer is the result of a request path.
type answer struct {
	file     *tree.File // nil = none
	location string     // to redirect to; "" = no redirect
	missing  bool       // file is the page for addresses that do not exist
}

// find resolves the decoded path of a request.
func (g *generation) find(request string) answer {
	if g.tree == nil {
		return answer{missing: true}
	}
	if !clean(request) {
		return g.missing()
	}
	name, inside := strings.CutPrefix(request, g.base)
	if !inside {
		if request == "/" || request+"/" == g.base {
			return answer{location: g.base}
		}
		return g.missing()
	}
	if name == "" || strings.HasSuffix(name, "/") {
		if f := g.tree.Find(name + "index.html"); f != nil {
			return answer{file: f}
		}
	} else if f := g.tree.Find(name); f != nil {
		return answer{file: f}
	} else if g.tree.Find(name+"/index.html") != nil {
		return answer{location: g.base + name + "/"}
	}
	for _, from := range []string{request, strings.TrimSuffix(request, "/"), request + "/"} {
		if to, ok := g.redirects()[from]; ok && to != request {
			return answer{location: to}
		}
	}
	return g.missing()
}

func (g *generation) missing() answer {
	if f := g.tree.Find("404.html"); f != nil {
		return answer{file: f, missing: true}
	}
	return answer{missing: true}
}

// clean reports whether a path is unambiguous: no dot files, no parent folders, no
// empty parts, no backslashes or control characters.
func clean(request string) bool {
	if request == "" || request[0] != '/' || strings.Contains(request, "/.") || strings.Contains(request, "//") {
		return false
	}
	for i := range len(request) {
		if c := request[i]; c < ' ' || c == 0x7f || c == '\\' {
			return false
		}
	}
	return true
}

// readRedirects reads the file _redirects, with lines "from to [status]".
func (g *generation) readRedirects() map[string]string {
	f := g.tree.Find("_redirects")
	if f == nil {
		return nil
	}
	var b bytes.Buffer
	if guard(func() error { return f.Render(&b) }) != nil {
		return nil
	}
	found := map[string]string{}
	for line := range strings.Lines(b.String()) {
		fields := strings.Fields(line)
		if len(fields) < 2 || fields[0][0] != '/' {
			continue
		}
		from, err := url.PathUnescape(fields[0])
		to := fields[1]
		// Only within the site, since a preview should not lead elsewhere.
		if err != nil || !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.ContainsAny(to, "\\") {
			continue
		}
		if _, twice := found[from]; !twice {
			found[from] = to
		}
	}
	return found
}

// print is the fingerprint of a page: a browser reloads when it changes.
func (g *generation) print(a answer) string {
	if g.tree == nil {
		return hexOf(tree.HashOf("nothing", g.errorText()))
	}
	if a.file == nil {
		return "none"
	}
	print, _ := a.prepare()
	return print
}

// prepare returns the fingerprint of a file and its renderer, from the same view.
func (a answer) prepare() (print string, render tree.Render) {
	var hash tree.Hash
	if err := guard(func() error { hash, render = a.file.Make(); return nil }); err != nil {
		return "broken", func(io.Writer) error { return err }
	}
	if a.missing {
		hash = tree.HashOf("missing", hash)
	}
	return hexOf(hash), render
}

func hexOf(h tree.Hash) string { return hex.EncodeToString(h[:]) }

// guard calls do and turns a panic into an error.
func guard(do func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("failed inside: %v", r)
		}
	}()
	return do()
}

// panelMost is the number of problems that the panel lists; the others are counted.
const panelMost = 50

// panel returns the content of the panel in the page, as JSON on one line.
func (g *generation) panel() []byte {
	type row struct {
		Level string `json:"level"`
		Where string `json:"where"`
		Text  string `json:"text"`
		Hint  string `json:"hint,omitempty"`
		Line  string `json:"line,omitempty"`
	}
	var report struct {
		Errors   int    `json:"errors"`
		Warnings int    `json:"warnings"`
		Fault    string `json:"fault,omitempty"`
		Rows     []row  `json:"rows"`
	}
	report.Errors, report.Warnings = g.problems.Count()
	report.Fault = problem.Printable(g.fault)
	report.Rows = []row{}
	// Errors first, so that warnings do not hide them.
	for _, level := range []problem.Level{problem.Error, problem.Warning} {
		for i := range g.problems {
			p := &g.problems[i]
			if p.Level == level && len(report.Rows) < panelMost {
				report.Rows = append(report.Rows, row{p.Level.String(), p.Position(""), problem.Printable(p.Text), problem.Printable(p.Hint), problem.Printable(cut(p.Source, 200))})
			}
		}
	}
	b, err := json.Marshal(report)
	if err != nil {
		return []byte("{}")
	}
	return b
}

func cut(s string, runes int) string {
	n := 0
	for i := range s {
		if n == runes {
			return s[:i] + "…"
		}
		n++
	}
	return s
}

// errorText is the text of the page when no build has succeeded yet.
func (g *generation) errorText() string {
	var b strings.Builder
	if g.fault != "" {
		b.WriteString(problem.Printable(g.fault) + "\n\n")
	}
	_ = g.problems.Text(&b, "", false)
	if b.Len() == 0 {
		return "nothing was built, for an unknown reason\n"
	}
	return b.String()
}

// contentType returns the media type of a file. It does not use the table of the
// machine, which differs between systems.
func contentType(name string) string {
	switch path.Base(name) {
	case "feed.xml":
		return "application/atom+xml; charset=utf-8"
	case "feed.json":
		return "application/feed+json; charset=utf-8"
	case "_headers", "_redirects":
		return "text/plain; charset=utf-8"
	}
	if t, ok := types[strings.ToLower(path.Ext(name))]; ok {
		return t
	}
	return "application/octet-stream"
}

var types = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8",
	".json": "application/json; charset=utf-8", ".geojson": "application/geo+json; charset=utf-8", ".jsonld": "application/ld+json; charset=utf-8",
	".webmanifest": "application/manifest+json; charset=utf-8", ".xml": "application/xml; charset=utf-8", ".ics": "text/calendar; charset=utf-8",
	".txt": "text/plain; charset=utf-8", ".csv": "text/csv; charset=utf-8", ".md": "text/markdown; charset=utf-8", ".map": "application/json; charset=utf-8",
	".svg": "image/svg+xml; charset=utf-8", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp",
	".avif": "image/avif", ".ico": "image/x-icon", ".pdf": "application/pdf", ".woff2": "font/woff2", ".woff": "font/woff", ".wasm": "application/wasm",
	".mp3": "audio/mpeg", ".ogg": "audio/ogg", ".mp4": "video/mp4", ".webm": "video/webm", ".zip": "application/zip", ".gz": "application/gzip",
}
