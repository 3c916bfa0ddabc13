package check

import (
	"math/bits"
)

// seeker finds all needles at once and passes over most bytes of a file: every
// byte of every build goes through it.
//
// Of each needle it knows a core: its longest piece without white space, with
// the space before and after it, cut to the same length for all. White space
// within a file may be wider than in the needle, but next to the core there is
// at least one byte of it, so a core stands in the file as it is, apart from the
// case of letters and the kind of white space. A core of n bytes has n-1 pairs of
// neighbours, so looking at every (n-1)th pair of the file meets each core once.
// Only there, and only when all pairs around agree, is the needle compared.
type seeker struct {
	needles []needle
	longest int // bytes of the longest needle
	span    int // bytes of a core, at most maxSpan
	cores   map[uint64][]anchor
	// pairs says where two bytes, in any case, stand in a core: bit i is set
	// when they are bytes i and i+1 of one.
	pairs [1 << 16]uint8
}

// anchor is where a core stands in a needle.
type anchor struct {
	needle int
	at     int
}

// maxSpan is how much of a core fits the key of a map and the bits of a pair.
const maxSpan = 8

func newSeeker(needles []needle) *seeker {
	s := &seeker{needles: needles, span: maxSpan, cores: map[uint64][]anchor{}}
	for _, n := range needles {
		from, to := core(n.text)
		s.span = min(s.span, to-from)
		s.longest = max(s.longest, len(n.text))
	}
	for i, n := range needles {
		at, _ := core(n.text)
		piece := n.text[at : at+s.span]
		s.cores[key(piece)] = append(s.cores[key(piece)], anchor{i, at})
		for j := range s.span - 1 {
			for _, a := range written(piece[j]) {
				for _, b := range written(piece[j+1]) {
					s.pairs[pair(a, b)] |= 1 << j
				}
			}
		}
	}
	return s
}

// core returns where the longest piece between spaces begins and ends, with the
// spaces around it. A needle has six bytes or more, so a core has three or more.
func core(text []byte) (from, to int) {
	for start := 0; start < len(text); {
		end := start
		for end < len(text) && text[end] != ' ' {
			end++
		}
		a, b := max(start-1, 0), min(end+1, len(text))
		if b-a > to-from {
			from, to = a, b
		}
		start = end + 1
	}
	return from, to
}

// written is every byte that may stand in a file for c of a needle.
func written(c byte) []byte {
	switch {
	case c == ' ':
		return []byte(" \n\t\r")
	case 'a' <= c && c <= 'z':
		return []byte{c, c - 'a' + 'A'}
	}
	return []byte{c}
}

func pair(a, b byte) uint16 { return uint16(a) | uint16(b)<<8 }

// key is a core as a number, the same for every way to write it.
func key(core []byte) uint64 {
	k := uint64(0)
	for _, c := range core {
		if c = lower(c); isWhite(c) {
			c = ' '
		}
		k = k<<8 | uint64(c)
	}
	return k
}

// seek returns the lowest number of a needle that stands in p and is below
// limit, or limit. With exact, white space is compared as it is.
func (s *seeker) seek(p []byte, exact bool, limit int) int {
	// In a core, the pair two bytes before has the bit two below, and the pair two
	// bytes after the bit two above, as far as they belong to the core.
	const first = 1<<2 - 1
	last := uint8(0xff) << max(0, s.span-3)
	for i := 0; i+1 < len(p); i += s.span - 1 {
		where := s.pairs[pair(p[i], p[i+1])]
		if where == 0 {
			continue
		}
		if i >= 2 && i+4 <= len(p) {
			where &= s.pairs[pair(p[i-2], p[i-1])]<<2 | first
			where &= s.pairs[pair(p[i+2], p[i+3])]>>2 | last
		}
		for ; where != 0; where &= where - 1 {
			at := i - bits.TrailingZeros8(where)
			if at < 0 || at+s.span > len(p) || !s.agrees(p[at:at+s.span]) {
				continue
			}
			for _, a := range s.cores[key(p[at:at+s.span])] {
				if a.needle < limit && stands(s.needles[a.needle].text, a.at, p, at, exact) {
					limit = a.needle
				}
			}
		}
	}
	return limit
}

// agrees reports whether all pairs of a piece stand at their place in some core.
func (s *seeker) agrees(piece []byte) bool {
	for i := 0; i+1 < len(piece); i++ {
		if s.pairs[pair(piece[i], piece[i+1])]>>i&1 == 0 {
			return false
		}
	}
	return true
}

// stands reports whether text stands in p so that byte i of the one is byte j of
// the other.
func stands(text []byte, i int, p []byte, j int, exact bool) bool {
	if exact {
		if j < i || len(p)-j < len(text)-i {
			return false
		}
		for k, c := range text {
			if lower(p[j-i+k]) != c {
				return false
			}
		}
		return true
	}
	if text[i] == ' ' { // more white space may stand before: begin after it
		i, j = i+1, j+1
	}
	after := j
	for _, c := range text[i:] {
		switch {
		case after == len(p):
			return false
		case c != ' ':
			if lower(p[after]) != c {
				return false
			}
			after++
		case !isWhite(p[after]):
			return false
		default:
			for after < len(p) && isWhite(p[after]) {
				after++
			}
		}
	}
	for i--; i >= 0; i-- {
		switch c := text[i]; {
		case j == 0:
			return false
		case c != ' ':
			if lower(p[j-1]) != c {
				return false
			}
			j--
		case !isWhite(p[j-1]):
			return false
		default:
			for j > 0 && isWhite(p[j-1]) {
				j--
			}
		}
	}
	return true
}
