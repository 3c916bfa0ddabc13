package search

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"strings"
	"sync"
)

// writer writes what the engine's reader reads: numbers in LEB128, texts with
// their length in front.
type writer struct{ b []byte }

func (w *writer) number(n int)   { w.b = binary.AppendUvarint(w.b, uint64(n)) }
func (w *writer) text(s string)  { w.number(len(s)); w.b = append(w.b, s...) }
func (w *writer) hash(h [3]byte) { w.b = append(w.b, h[:]...) }

// signed writes a number that may be negative: 0, -1, 1, -2 … as 0, 1, 2, 3 …
func (w *writer) signed(n int) { w.number(n<<1 ^ n>>63) }

// column writes numbers one after the other, of which the reader knows how many.
// What is alike stands together, which takes less room when it is compressed.
func (w *writer) column(numbers []int) {
	for _, n := range numbers {
		w.number(n)
	}
}

// packers are costly to make.
var packers = sync.Pool{New: func() any {
	z, err := flate.NewWriter(nil, flate.BestCompression)
	if err != nil {
		panic(err) // the level is a constant
	}
	return z
}}

// Parts are what a file holds before it is packed: texts, numbers and bits, which
// differ in kind.
type Parts [][]byte

// hash is what a name says of the content of a file.
func (parts Parts) hash() [3]byte {
	h := sha256.New()
	for _, p := range parts {
		_, _ = h.Write(binary.AppendUvarint(nil, uint64(len(p)))) // a hash takes everything
		_, _ = h.Write(p)
	}
	return [3]byte(h.Sum(nil)[:3])
}

// packed compresses with raw DEFLATE (RFC 1951), which browsers undo themselves: so
// what the host compresses does not matter. A file begins with its length and ends
// where a block of DEFLATE ends, without the mark that says so (as RFC 7692,
// 7.2.1, leaves it out): a browser puts the files of a query behind each other and
// undoes them in one go, since each go takes about as long as the work itself.
//
// Each part gets codes of its own.
func (parts Parts) packed() []byte {
	length := 0
	for _, p := range parts {
		length += len(p)
	}
	var out bytes.Buffer
	z := packers.Get().(*flate.Writer)
	z.Reset(&out)
	_, _ = z.Write(binary.AppendUvarint(nil, uint64(length))) // a bytes.Buffer takes everything
	for _, p := range parts {
		if len(p) == 0 {
			continue
		}
		_, _ = z.Write(p)
		_ = z.Flush()
	}
	if length == 0 {
		_ = z.Flush()
	}
	packers.Put(z)
	return out.Bytes()[:out.Len()-len("\x00\x00\xff\xff")]
}

// nameOf is the name of a file: what it begins with, and the hash.
func nameOf(kind, begin string, hash [3]byte) string {
	return kind + "/" + safe(begin) + "-" + hex.EncodeToString(hash[:]) + ".bin"
}

// safe writes a word so that every file system and URL takes it.
func safe(s string) string {
	if strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789") == "" {
		return s
	}
	return "_" + hex.EncodeToString([]byte(s))
}

// fronted writes texts that are in order, each as how many characters it shares
// with the one before it, and the rest. Characters are UTF-16 units, as JavaScript
// counts them.
func (w *writer) fronted(texts []string) {
	shared, rest := make([]int, len(texts)), make([]int, len(texts))
	var letters strings.Builder
	before := ""
	for i, s := range texts {
		n := alike(before, s)
		shared[i], rest[i] = units(s[:n]), units(s[n:])
		letters.WriteString(s[n:])
		before = s
	}
	w.column(shared)
	w.column(rest)
	w.text(letters.String())
}

// alike is how many bytes of whole characters two texts begin with alike.
func alike(a, b string) int {
	for i, r := range a {
		size := len(string(r))
		if !strings.HasPrefix(b[min(i, len(b)):], a[i:i+size]) {
			return i
		}
	}
	return len(a)
}

// units is how long JavaScript takes a text to be.
func units(s string) int {
	n := 0
	for _, r := range s {
		n++
		if r > 0xffff {
			n++
		}
	}
	return n
}
