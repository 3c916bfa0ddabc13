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

func (w *writer) number(n int)      { w.b = binary.AppendUvarint(w.b, uint64(n)) }
func (w *writer) bytes(b []byte)    { w.number(len(b)); w.b = append(w.b, b...) }
func (w *writer) text(s string)     { w.number(len(s)); w.b = append(w.b, s...) }
func (w *writer) raw(b ...byte)     { w.b = append(w.b, b...) }
func (w *writer) hash(h [3]byte)    { w.b = append(w.b, h[:]...) }
func (w *writer) add(other *writer) { w.b = append(w.b, other.b...) }

// fronted writes a text after the one before it: how much they share, and the
// rest.
func (w *writer) fronted(before, s string) {
	n := 0
	for n < len(before) && n < len(s) && n < 255 && before[n] == s[n] {
		n++
	}
	w.number(n)
	w.text(s[n:])
}

// list writes ascending numbers as what each is beyond the one before.
func (w *writer) list(numbers []uint32) {
	last := uint32(0)
	for _, n := range numbers {
		w.number(int(n - last))
		last = n
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

// packed compresses with raw DEFLATE (RFC 1951), which browsers undo themselves:
// so what the host compresses does not matter.
func packed(b []byte) []byte {
	var out bytes.Buffer
	z := packers.Get().(*flate.Writer)
	z.Reset(&out)
	_, _ = z.Write(b) // a bytes.Buffer takes everything
	_ = z.Close()
	packers.Put(z)
	return out.Bytes()
}

// hashOf is what a name says of the content of a file.
func hashOf(b []byte) [3]byte {
	sum := sha256.Sum256(b)
	return [3]byte(sum[:3])
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
