package theme

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// element is one start tag of a page, in order.
type element struct {
	name  string
	attrs map[string]string
}

// read parses a page. The decoder is strict about nesting, so an element that
// is not closed where it was opened is an error.
func read(html string) (list []element, err error) {
	d := xml.NewDecoder(strings.NewReader(html))
	d.Entity = xml.HTMLEntity
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return list, nil
		}
		if err != nil {
			return list, err
		}
		if start, ok := token.(xml.StartElement); ok {
			e := element{name: start.Name.Local, attrs: map[string]string{}}
			for _, a := range start.Attr {
				name := a.Name.Local
				if a.Name.Space != "" {
					name = a.Name.Space + ":" + name
				}
				if _, twice := e.attrs[name]; twice {
					return list, fmt.Errorf("<%s> has two attributes %s", e.name, name)
				}
				e.attrs[name] = a.Value
			}
			list = append(list, e)
		}
	}
}

// voids are the elements of HTML that have no end tag.
var voids = []string{"meta", "link", "img", "br", "input", "hr", "wbr"}

// bare gives every attribute a value and closes elements without an end tag, so
// that a page reads as XML.
func bare(html string) string {
	var b strings.Builder
	for html != "" {
		start := strings.IndexByte(html, '<')
		if start < 0 {
			break
		}
		b.WriteString(html[:start])
		html = html[start:]
		end, quoted := 0, false
		for end < len(html) && (quoted || html[end] != '>') {
			if html[end] == '"' {
				quoted = !quoted
			}
			end++
		}
		tag := html[:min(end+1, len(html))]
		html = html[len(tag):]
		for _, name := range []string{"hidden", "open", "required", "novalidate", "data-service", "data-leave", "data-print", "data-copy", "data-copy-from", "data-search-results"} {
			if name == "open" && !strings.HasPrefix(tag, "<details") {
				continue // a word in a text
			}
			for _, after := range []string{" ", ">", "/"} {
				tag = strings.ReplaceAll(tag, " "+name+after, " "+name+`=""`+after)
			}
		}
		name, _, _ := strings.Cut(strings.Trim(tag, "<>/"), " ")
		if slices.Contains(voids, name) && !strings.HasSuffix(tag, "/>") {
			tag = strings.TrimSuffix(tag, ">") + "/>"
		}
		b.WriteString(tag)
	}
	return b.String() + html
}

// inspectSafety lists what would let content run code.
func inspectSafety(html string) (mistakes []string) {
	list, err := read(bare(html))
	if err != nil {
		mistakes = append(mistakes, "not well formed: "+err.Error())
	}
	if strings.Contains(html, "ZgotmplZ") {
		mistakes = append(mistakes, "a value was refused: "+around(html, "ZgotmplZ"))
	}
	for _, e := range list {
		switch e.name {
		case "style", "iframe", "object", "embed", "base":
			mistakes = append(mistakes, "there is a <"+e.name+">")
		case "script":
			if e.attrs["type"] != "application/ld+json" && (e.attrs["type"] != "module" || !strings.Contains(e.attrs["src"], "assets/site.") && !strings.Contains(e.attrs["src"], "assets/page.")) {
				mistakes = append(mistakes, fmt.Sprintf("a script that is not ours: %v", e.attrs))
			}
		case "use":
			if !strings.Contains(e.attrs["href"], "assets/icons.") {
				mistakes = append(mistakes, "an icon from elsewhere: "+e.attrs["href"])
			}
		case "meta":
			if equiv := e.attrs["http-equiv"]; equiv == "refresh" && !strings.HasPrefix(e.attrs["content"], "0; url=/") {
				mistakes = append(mistakes, "leads elsewhere: "+e.attrs["content"])
			}
		}
		for name, value := range e.attrs {
			if strings.HasPrefix(name, "on") || name == "style" || name == "srcdoc" {
				mistakes = append(mistakes, fmt.Sprintf("<%s> has an attribute %s", e.name, name))
			}
			if slices.Contains([]string{"href", "src", "action", "formaction"}, name) {
				u, err := url.Parse(strings.Map(func(r rune) rune {
					if r <= ' ' {
						return -1 // browsers ignore tabs and line breaks in a URL
					}
					return r
				}, value))
				if err == nil && u.Scheme != "" && !slices.Contains(schemes, strings.ToLower(u.Scheme)) {
					mistakes = append(mistakes, fmt.Sprintf("<%s %s=%q>", e.name, name, value))
				}
			}
		}
	}
	return mistakes
}

// inspect lists what every page must have, besides being safe.
func inspect(html string) []string {
	mistakes := inspectSafety(html)
	list, _ := read(bare(html))
	say := func(format string, args ...any) { mistakes = append(mistakes, fmt.Sprintf(format, args...)) }

	count := map[string]int{}
	ids := map[string]bool{}
	level := 0
	var references []string
	for _, e := range list {
		count[e.name]++
		if id, ok := e.attrs["id"]; ok {
			if ids[id] || id == "" || strings.ContainsAny(id, " \t\n") {
				say("the id %q is there twice or is not an id", id)
			}
			ids[id] = true
		}
		for _, name := range []string{"aria-labelledby", "aria-describedby", "for"} {
			if ref, ok := e.attrs[name]; ok {
				references = append(references, ref)
			}
		}
		if href := e.attrs["href"]; e.name == "a" && strings.HasPrefix(href, "#") {
			references = append(references, href[1:])
		}
		if len(e.name) == 2 && e.name[0] == 'h' && e.name[1] >= '1' && e.name[1] <= '6' {
			next := int(e.name[1] - '0')
			if next > level+1 && level > 0 {
				say("an h%d follows an h%d", next, level)
			}
			level = next
		}
		switch e.name {
		case "nav", "aside", "section":
			if e.attrs["aria-label"] == "" && e.attrs["aria-labelledby"] == "" {
				say("a <%s> has no name", e.name)
			}
		case "img":
			if _, ok := e.attrs["alt"]; !ok {
				say("an image has no alt: %v", e.attrs)
			}
		case "svg":
			if e.attrs["aria-hidden"] != "true" {
				say("an icon is not hidden from readers")
			}
		case "a":
			if href := e.attrs["href"]; outside(href) && !strings.Contains(e.attrs["rel"], "noopener") {
				say("a link to another host without rel: %s", href)
			}
			if e.attrs["href"] == "" {
				say("a link leads nowhere: %v", e.attrs)
			}
		case "button":
			if e.attrs["type"] == "" {
				say("a button has no type")
			}
		case "html":
			if e.attrs["lang"] == "" || e.attrs["dir"] == "" {
				say("the page does not say its language")
			}
		}
	}
	for _, ref := range references {
		if !ids[ref] {
			say("nothing has the id %q", ref)
		}
	}
	for _, name := range []string{"h1", "main", "footer", "title"} {
		if count[name] != 1 {
			say("%d <%s>, want one", count[name], name)
		}
	}
	return mistakes
}

// The inspection itself has to find what it is there for.
func TestInspect(t *testing.T) {
	page := func(body string) string {
		return `<!doctype html><html lang="en" dir="ltr"><head><title>x</title></head><body><main><h1>x</h1>` + body + `</main><footer></footer></body></html>`
	}
	if m := inspect(page("<p hidden>fine &amp; good</p>")); len(m) > 0 {
		t.Errorf("a good page: %v", m)
	}
	for _, bad := range []string{
		`<p>`, `<p><b></p></b>`, `<h1>two</h1>`, `<h3>skips</h3>`, `<p id="a"></p><p id="a"></p>`, `<a href="#nowhere">x</a>`,
		`<section></section>`, `<img src="/x.png">`, `<p style="x"></p>`, `<p onclick="x"></p>`, `<a href="javascript:x">x</a>`,
		`<a href="java&#10;script:x">x</a>`, `<script>x</script>`, `<script src="/x.js" type="module"></script>`, `<style>x</style>`,
		`<a href="https://example.org">x</a>`, `<a href="">x</a>`, `<button>x</button>`, `<svg></svg>`, `<p class="a" class="b"></p>`,
		`<meta http-equiv="refresh" content="0; url=https://evil.example">`,
	} {
		if m := inspect(page(bad)); len(m) == 0 {
			t.Errorf("%s: nothing is said", bad)
		}
	}
}
