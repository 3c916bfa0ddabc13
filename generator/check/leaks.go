// Package check judges a whole site: addresses that must not be told, links
// that lead nowhere, paths that two files claim, pages that are too heavy for a
// cheap phone. It looks at what would be published, so it can't disagree with
// the build. It does not know how a page is made.
package check

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"net/url"
	"path"
	"strings"
	"sync"

	"corkboard/generator/catalog"
	"corkboard/generator/problem"
	"corkboard/generator/tree"
)

// Leak is an error of a file that would tell what is withheld. The text itself
// is not in the message: a message may end in a public log.
type Leak struct {
	Path   string // output file
	Source string // content file it is made from; "" = several
	Place  string // id of the place whose address it is
	File   string // where the address is written
	Line   int
}

func (l *Leak) Error() string {
	return fmt.Sprintf("%s would tell the withheld address of %s", l.Path, l.Place)
}

// leakRule is the id of the rule that no file tells what is withheld.
const leakRule = "withheld-address"

// Problem is the leak for the person who wrote the text.
func (l *Leak) Problem() problem.Problem {
	file := l.Source
	if file == "" {
		file = l.File
	}
	return problem.Problem{
		Rule: leakRule, Level: problem.Error, File: file,
		Text: fmt.Sprintf("the page %s would tell the address of %s, which is withheld", l.Path, l.Place),
		Hint: fmt.Sprintf("take the address out of the text, or make the place public in %s:%d", l.File, l.Line),
	}
}

// needle is one form in which a withheld text could stand in a file.
type needle struct {
	text []byte // ASCII letters in lower case
	from *catalog.Withheld
}

// shortest is the length below which a text says nothing about a place: a house
// number alone stands on half of all pages.
const shortest = 6

// needles are a withheld text in every form that our outputs write texts in:
// plain, HTML, JSON, iCalendar and address-escaped.
func needles(withheld []catalog.Withheld) []needle {
	var out []needle
	for i := range withheld {
		plain := strings.Join(strings.Fields(withheld[i].Text), " ")
		if len(plain) < shortest {
			continue
		}
		seen := map[string]bool{}
		quoted, _ := json.Marshal(plain) // a string always marshals
		for _, form := range []string{
			plain,
			html.EscapeString(plain),
			strings.Trim(string(quoted), `"`),
			strings.NewReplacer(`\`, `\\`, ",", `\,`, ";", `\;`).Replace(plain),
			url.QueryEscape(plain),
			url.PathEscape(plain),
		} {
			if low := string(lower(nil, []byte(form))); !seen[low] {
				seen[low] = true
				out = append(out, needle{[]byte(low), &withheld[i]})
			}
		}
	}
	return out
}

// lower appends p with its ASCII letters in lower case: other letters keep
// theirs on both sides of the comparison.
func lower(dst, p []byte) []byte {
	for _, c := range p {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		dst = append(dst, c)
	}
	return dst
}

// squeezed is lower with each run of white space as one space: that is how a
// browser shows it.
func squeezed(dst, p []byte) []byte {
	for _, c := range p {
		switch {
		case 'A' <= c && c <= 'Z':
			c += 'a' - 'A'
		case c == '\n' || c == '\t' || c == '\r' || c == ' ':
			if len(dst) > 0 && dst[len(dst)-1] == ' ' {
				continue
			}
			c = ' '
		}
		dst = append(dst, c)
	}
	return dst
}

// Guard makes every file refuse to render what is withheld, whatever way it
// came in. A site without withheld places pays nothing for it.
func Guard(files []tree.File, withheld []catalog.Withheld) {
	list := needles(withheld)
	if len(list) == 0 {
		return
	}
	longest := 0
	for _, n := range list {
		longest = max(longest, len(n.text))
	}
	scanners := sync.Pool{New: func() any { return &scanner{needles: list, longest: longest} }}
	for i := range files {
		f := files[i]
		watched := func(render func(io.Writer) error) func(io.Writer) error {
			return func(w io.Writer) error {
				s := scanners.Get().(*scanner)
				defer scanners.Put(s)
				s.begin(w, path.Ext(f.Path) == ".ics")
				err := render(s)
				if err == nil {
					err = s.end()
				}
				if s.told != nil {
					return &Leak{Path: f.Path, Source: f.Source, Place: s.told.Place, File: s.told.File, Line: s.told.Line}
				}
				return err
			}
		}
		files[i].Render = watched(f.Render)
		if f.Prepare != nil {
			files[i].Prepare = func() (tree.Hash, func(io.Writer) error) {
				hash, render := f.Prepare()
				return hash, watched(render)
			}
		}
	}
}

// scanner passes a file on while it looks for withheld texts. It holds a
// window of the file, not all of it: a calendar may have megabytes.
type scanner struct {
	needles []needle
	longest int

	out    io.Writer
	folded bool   // iCalendar: lines are folded and a text may be cut anywhere
	window []byte // what has not been looked at, and the end of what has
	told   *catalog.Withheld
}

// windowSize is how much is gathered before it is looked at.
const windowSize = 32 << 10

var errLeak = errors.New("a withheld text")

func (s *scanner) begin(out io.Writer, folded bool) {
	s.out, s.folded, s.window, s.told = out, folded, s.window[:0], nil
}

func (s *scanner) Write(p []byte) (int, error) {
	for rest := p; len(rest) > 0; {
		n := min(len(rest), windowSize)
		if s.folded {
			s.window = lower(s.window, rest[:n])
		} else {
			s.window = squeezed(s.window, rest[:n])
		}
		rest = rest[n:]
		if len(s.window) >= windowSize && s.look() {
			return 0, errLeak
		}
	}
	return s.out.Write(p)
}

// end looks at what is left.
func (s *scanner) end() error {
	if s.look() {
		return errLeak
	}
	s.out = nil
	return nil
}

var fold = []byte("\r\n ") // RFC 5545 section 3.1

// look searches the window and keeps as much of its end as a text, or a fold,
// could reach over.
func (s *scanner) look() bool {
	if s.folded {
		s.unfold()
	}
	for _, n := range s.needles {
		if bytes.Contains(s.window, n.text) {
			s.told = n.from
			return true
		}
	}
	keep := min(len(s.window), s.longest+len(fold))
	copy(s.window, s.window[len(s.window)-keep:])
	s.window = s.window[:keep]
	return false
}

func (s *scanner) unfold() {
	kept := s.window[:0]
	for rest := s.window; ; {
		i := bytes.Index(rest, fold)
		if i < 0 {
			s.window = append(kept, rest...)
			return
		}
		kept = append(kept, rest[:i]...)
		rest = rest[i+len(fold):]
	}
}
