package tree

import (
	"crypto/sha256"
	"encoding/binary"
	"reflect"
	"sync"
)

// Hash is a fingerprint: the first 16 bytes of a SHA-256.
type Hash [16]byte

// Hasher is a value that knows its own fingerprint, so that what many views
// share is hashed once. A struct that only embeds a Hasher does not count as one.
type Hasher interface{ Hash() Hash }

// HashOf fingerprints values by their types and everything reachable in them:
// strings, numbers, booleans, times, structs with their unexported fields,
// slices, pointers and maps with string keys. Because it walks the whole value,
// a field that is added to a view cannot be forgotten. It panics for functions,
// channels and other maps, since they have no fingerprint.
func HashOf(values ...any) Hash {
	buf := buffers.Get().(*[]byte)
	b := (*buf)[:0]
	for _, v := range values {
		b = appendValue(b, reflect.ValueOf(v))
	}
	sum := sha256.Sum256(b)
	if cap(b) <= largeBuffer {
		*buf = b
		buffers.Put(buf)
	}
	return Hash(sum[:16])
}

// largeBuffer is the size from which a buffer is not reused: views have a few
// thousand bytes, only whole files have megabytes.
const largeBuffer = 256 << 10

var buffers = sync.Pool{New: func() any { b := make([]byte, 0, 16<<10); return &b }}

// appendValue appends everything that distinguishes v from other values.
func appendValue(b []byte, v reflect.Value) []byte {
	if !v.IsValid() {
		return append(b, 'n')
	}
	return walkOf(v.Type()).append(b, v)
}

func appendString(b []byte, s string) []byte {
	b = binary.AppendUvarint(b, uint64(len(s)))
	return append(b, s...)
}
