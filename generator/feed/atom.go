package feed

import (
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
)

// Atom writes f as an Atom document (RFC 4287) in UTF-8. The error is that of w.
func Atom(w io.Writer, f *Feed) error {
	x := &xmlWriter{w: w, buf: make([]byte, 0, 16<<10)}
	x.raw(xml.Header)
	x.raw(`<feed xmlns="http://www.w3.org/2005/Atom"`)
	x.attribute("xml:lang", f.Lang)
	x.attribute("xml:base", firstOf(web(f.Base), web(f.Page), web(f.Self)))
	x.raw(">\n")
	x.element("id", f.id())
	x.element("title", f.Title)
	x.optional("subtitle", f.Subtitle)
	x.element("updated", stamp(f.updated()))
	x.link("self", web(f.Self), "application/atom+xml", "", 0)
	x.link("alternate", web(f.Page), "text/html", "", 0)
	x.optional("icon", web(f.Icon))
	x.optional("rights", f.Rights)
	// Required if any entry has no author (§4.1.1).
	author := f.Author
	author.Name = firstOf(author.Name, f.Title, f.id())
	x.person(author)
	for i := range f.Entries {
		x.entry(&f.Entries[i])
	}
	for _, b := range f.Blocks {
		x.buf = append(x.buf, b.text...)
		x.flushLarge()
	}
	x.raw("</feed>\n")
	x.flush()
	if x.err != nil {
		return fmt.Errorf("writing an Atom feed: %w", x.err)
	}
	return nil
}

func (x *xmlWriter) entry(e *Entry) {
	x.raw("<entry")
	x.attribute("xml:lang", e.Lang)
	x.raw(">\n")
	x.element("id", e.ID)
	x.element("title", e.Title)
	x.element("updated", stamp(e.updated()))
	if !e.Published.IsZero() {
		x.element("published", stamp(e.Published))
	}
	x.link("alternate", web(e.URL), "text/html", "", 0)
	if e.Author.Name != "" {
		x.person(e.Author)
	}
	for _, c := range e.Categories {
		x.raw("<category")
		x.required("term", c.Term)
		x.attribute("label", c.Label)
		x.raw("/>\n")
	}
	for _, c := range e.Enclosures {
		x.link("enclosure", web(c.URL), c.Type, c.Title, c.Size)
	}
	x.optional("summary", e.Summary)
	switch {
	case e.HTML != "":
		x.raw(`<content type="html">`)
		x.text(e.HTML)
		x.raw("</content>\n")
	case web(e.URL) == "":
		// An entry without a page must have content (§4.1.2).
		x.element("content", firstOf(e.Summary, e.Title))
	}
	x.raw("</entry>\n")
}

// xmlWriter writes elements with trusted names and untrusted text.
type xmlWriter struct {
	w   io.Writer
	buf []byte
	err error
}

func (x *xmlWriter) raw(s string) {
	x.buf = append(x.buf, s...)
	x.flushLarge()
}

// flushLarge writes out a large buffer. Without a writer everything stays in
// the buffer: see NewBlock.
func (x *xmlWriter) flushLarge() {
	if len(x.buf) >= 12<<10 && x.w != nil {
		x.flush()
	}
}

func (x *xmlWriter) flush() {
	if x.err == nil && len(x.buf) > 0 {
		_, x.err = x.w.Write(x.buf)
	}
	x.buf = x.buf[:0]
}

// Write appends p; it lets encoding/xml escape into the buffer.
func (x *xmlWriter) Write(p []byte) (int, error) {
	x.buf = append(x.buf, p...)
	return len(p), nil
}

func (x *xmlWriter) text(s string) {
	_ = xml.EscapeText(x, []byte(clean(s))) // Write never fails
}

func (x *xmlWriter) attribute(name, value string) {
	if value != "" {
		x.required(name, value)
	}
}

func (x *xmlWriter) required(name, value string) {
	x.raw(" " + name + `="`)
	x.text(value)
	x.raw(`"`)
}

func (x *xmlWriter) element(name, value string) {
	x.raw("<" + name + ">")
	x.text(value)
	x.raw("</" + name + ">\n")
}

func (x *xmlWriter) optional(name, value string) {
	if value != "" {
		x.element(name, value)
	}
}

func (x *xmlWriter) person(p Person) {
	x.raw("<author>\n")
	x.element("name", p.Name)
	x.optional("uri", web(p.URL))
	x.optional("email", p.Email)
	x.raw("</author>\n")
}

func (x *xmlWriter) link(rel, href, mediaType, title string, size int64) {
	if href == "" {
		return
	}
	x.raw("<link")
	x.attribute("rel", rel)
	x.attribute("type", mediaType)
	x.attribute("title", title)
	if size > 0 {
		x.attribute("length", strconv.FormatInt(size, 10))
	}
	x.attribute("href", href)
	x.raw("/>\n")
}

// firstOf returns the first string that is not empty.
func firstOf(s ...string) string {
	for _, v := range s {
		if v != "" {
			return v
		}
	}
	return ""
}
