package search

import "math/bits"

// bitWriter writes numbers of some bits each, the lowest bit first.
type bitWriter struct {
	b    []byte
	held uint64
	n    uint
}

func (w *bitWriter) put(value uint32, n int) {
	w.held |= uint64(value) << w.n
	w.n += uint(n)
	for w.n >= 8 {
		w.b = append(w.b, byte(w.held))
		w.held >>= 8
		w.n -= 8
	}
}

// bytes is what was written, filled up to whole bytes.
func (w *bitWriter) bytes() []byte {
	if w.n > 0 {
		w.b = append(w.b, byte(w.held))
		w.held, w.n = 0, 0
	}
	return w.b
}

// below writes one of limit values in as few bits as are needed (truncated binary
// code).
func (w *bitWriter) below(value, limit uint32) {
	k := bits.Len32(limit) - 1
	short := uint32(1)<<(k+1) - limit
	if value < short {
		w.put(value, k)
		return
	}
	value += short
	w.put(value>>1, k)
	w.put(value&1, 1)
}

// list writes ascending numbers from lo to hi, of which the reader knows how many:
// the middle one, then those on either side of it (binary interpolative coding:
// Moffat and Stuiver 2000). Numbers that stand close together cost next to nothing.
func (w *bitWriter) list(numbers []uint32, lo, hi uint32) {
	n := uint32(len(numbers))
	if n == 0 || n == hi-lo+1 {
		return
	}
	m := n / 2
	v := numbers[m]
	w.below(v-lo-m, hi-lo-n+2)
	if m > 0 {
		w.list(numbers[:m], lo, v-1)
	}
	if m+1 < n {
		w.list(numbers[m+1:], v+1, hi)
	}
}
