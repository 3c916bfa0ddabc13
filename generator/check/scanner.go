package check

import (
	"bytes"
	"io"

	"corkboard/generator/catalog"
)

// scanner passes a file on while it looks for withheld texts in it. It holds as
// much of it as a text could reach over, not all: a calendar may have megabytes.
type scanner struct {
	seeker *seeker

	out    io.Writer
	folded bool   // iCalendar: lines are folded and a text may be cut anywhere
	window []byte // what has not been looked at, and before it the end of what has
	told   int    // number of the first needle in the list that was found
}

const (
	// windowSize is how much is gathered before it is looked at.
	windowSize = 16 << 10
	// largeWrite is what is looked at where it lies.
	largeWrite = 4 << 10
)

func (s *scanner) begin(out io.Writer, folded bool) {
	s.out, s.folded, s.window, s.told = out, folded, s.window[:0], len(s.seeker.needles)
}

// Write looks at p. Once something was found nothing is passed on, but the rest
// is looked at: which of two places the error names does not depend on how a
// file is cut into writes.
func (s *scanner) Write(p []byte) (int, error) {
	switch {
	case s.folded:
		s.unfold(p)
	case len(p) < largeWrite:
		s.window = append(s.window, p...)
		if len(s.window) >= windowSize {
			s.look()
		}
	default:
		s.large(p)
	}
	if s.told < len(s.seeker.needles) {
		return len(p), nil
	}
	return s.out.Write(p)
}

// Look is tree.Looker.
func (s *scanner) Look(text []byte) {
	s.large(text)
	s.look()
	s.window = s.window[:0]
}

// end looks at what is left and returns what was told, or nil.
func (s *scanner) end() *catalog.Withheld {
	s.look()
	if s.told == len(s.seeker.needles) {
		return nil
	}
	return s.seeker.needles[s.told].from
}

// look searches the window and keeps as much of its end as a text could reach over.
func (s *scanner) look() {
	s.told = s.seeker.seek(s.window, s.folded, s.told)
	if !s.folded {
		s.window = squeezed(s.window[:0], lastOf(s.window, s.seeker.longest))
		return
	}
	// A space may yet come and make each line break at the end a fold.
	kept := max(0, len(bytes.TrimRight(s.window, "\r\n"))-s.seeker.longest)
	s.window = s.window[:copy(s.window, s.window[kept:])]
}

// large looks at p where it lies, and apart from that at the place where it
// follows what came before.
func (s *scanner) large(p []byte) {
	first := firstOf(p, s.seeker.longest)
	s.window = append(s.window, first...)
	s.look()
	if len(first) == len(p) { // almost nothing but white space
		return
	}
	s.told = s.seeker.seek(p, false, s.told)
	s.window = squeezed(s.window[:0], lastOf(p, s.seeker.longest))
}

// unfold adds p to the window without the folds in it: a line break and a space
// (RFC 5545 section 3.1), which may come in several writes.
func (s *scanner) unfold(p []byte) {
	for len(p) > 0 {
		if p[0] == ' ' && bytes.HasSuffix(s.window, lineBreak) {
			s.window, p = s.window[:len(s.window)-len(lineBreak)], p[1:]
			continue
		}
		if len(s.window) >= windowSize {
			s.look()
		}
		piece := p[:min(len(p), windowSize)]
		if i := bytes.Index(piece, foldEnd); i >= 0 {
			piece = piece[:i+1]
		}
		s.window, p = append(s.window, piece...), p[len(piece):]
	}
}

var lineBreak, foldEnd = []byte("\r\n"), []byte("\n ")

// squeezed appends p to dst with each run of white space as one space: that is
// how a browser shows it. dst may be the beginning of p.
func squeezed(dst, p []byte) []byte {
	white := false
	for _, c := range p {
		if isWhite(c) {
			if white {
				continue
			}
			c = ' '
		}
		white = c == ' '
		dst = append(dst, c)
	}
	return dst
}

// firstOf returns the beginning of p that has n bytes when squeezed, or p.
func firstOf(p []byte, n int) []byte {
	for i := range p {
		if i > 0 && isWhite(p[i]) && isWhite(p[i-1]) {
			continue
		}
		if n--; n < 0 {
			return p[:i]
		}
	}
	return p
}

// lastOf returns the end of p that has n bytes when squeezed, or p.
func lastOf(p []byte, n int) []byte {
	for i := len(p) - 1; i >= 0; i-- {
		if i+1 < len(p) && isWhite(p[i]) && isWhite(p[i+1]) {
			continue
		}
		if n--; n < 0 {
			return p[i+1:]
		}
	}
	return p
}
