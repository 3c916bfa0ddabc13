// Package markdown turns untrusted Markdown into safe HTML, plain text and an
// excerpt, at a bounded cost. It does not know listings, files or the words of a
// language.
//
// It supports CommonMark without raw HTML, with the tables, strikethrough, task
// lists and bare links of GitHub Flavored Markdown. HTML tags are dropped and the
// text between them is kept. Every function may be called from many goroutines at
// once, and none fails or panics because of its source: a body that costs too
// much is shown as plain paragraphs, and Lint reports it.
package markdown

import (
	"fmt"
	"io"
)

// Limits of a body. They are far above what people write and far below what would
// slow down a build.
const (
	MaxBytes   = 32 << 10 // bytes of a body
	MaxDepth   = 32       // levels of quotes and lists, and of emphasis
	MaxColumns = 32       // of a table

	maxCells       = 4096    // of all tables of a body
	maxBrackets    = 2048    // '[' and ']' that may begin or end a link
	maxDelimiters  = 4096    // runs of * _ ~
	maxScanned     = 4 << 20 // bytes of lookahead for brackets, backticks and '<'
	maxDefinitions = 4 << 20 // number of "[label]: address" lines times the bytes of their paragraph
	maxURL         = 2048    // bytes; longer addresses fail in some browsers and mail programs
)

// maxOutput is the size limit of the HTML of n bytes of source.
func maxOutput(n int) int { return 16*n + 64<<10 }

// Options describe the page around a body. The zero value is valid.
type Options struct {
	// Media returns the published address and the size in pixels of a local image,
	// given its path as written in the source. nil = no images: their alternative
	// text is shown instead.
	Media func(path string) (url string, width, height int, ok bool)
	// Heading is the level of the first heading, 2 to 6; 0 = 2.
	Heading int
	// Relative returns the published address of a link that stays on this site,
	// such as "/give/" or "../map/"; "" drops the link and keeps its words.
	// nil = as written. It is not called for fragments ("#doors").
	Relative func(url string) string
	// Table is the accessible name of the box in which a wide table scrolls;
	// "" = none.
	Table string
}

// HTML writes source as HTML: block elements only, each closed, without h1, id,
// style or handlers. The first heading has level opt.Heading and no level is
// skipped. The error is that of w.
func HTML(w io.Writer, source string, opt Options) error {
	b := buffers.Get().(*[]byte)
	out := appendHTML((*b)[:0], source, opt)
	_, err := w.Write(out)
	*b = out
	buffers.Put(b)
	if err != nil {
		return fmt.Errorf("writing a body: %w", err)
	}
	return nil
}

// appendHTML appends the HTML of source to dst, plain paragraphs when the
// source is beyond the limits.
func appendHTML(dst []byte, source string, opt Options) (out []byte) {
	source = lines(source)
	start := len(dst)
	defer func() {
		if recover() != nil {
			out = appendParagraphs(dst[:start], source)
		}
	}()
	if len(source) > MaxBytes {
		return appendParagraphs(dst, source)
	}
	r := renderer{opt: opt, source: []byte(source), out: dst, limit: start + maxOutput(len(source))}
	if r.opt.Heading < 2 || r.opt.Heading > 6 {
		r.opt.Heading = 2
	}
	root, _ := parse(r.source)
	r.children(root)
	if len(r.out) > r.limit {
		return appendParagraphs(dst[:start], source)
	}
	return r.out
}
