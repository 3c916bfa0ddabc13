package tree

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math"
	"reflect"
	"slices"
	"sync"
	"time"
)

// Hash is a fingerprint: the first 16 bytes of a SHA-256.
type Hash [16]byte

// Hasher is a value that knows its own fingerprint, so that what many views
// share is hashed once. A struct that only embeds a Hasher is none.
type Hasher interface{ Hash() Hash }

// HashOf fingerprints values by their types and everything reachable in them:
// strings, numbers, booleans, times, structs with their unexported fields,
// slices, pointers and maps with string keys. Because it walks the whole value,
// a field that is added to a view can't be forgotten. A function, channel or
// other map panics: such a value has no fingerprint, which is our mistake.
func HashOf(values ...any) Hash {
	buf := buffers.Get().(*[]byte)
	b := (*buf)[:0]
	for _, v := range values {
		b = appendValue(b, reflect.ValueOf(v))
	}
	sum := sha256.Sum256(b)
	*buf = b
	buffers.Put(buf)
	return Hash(sum[:16])
}

var buffers = sync.Pool{New: func() any { b := make([]byte, 0, 16<<10); return &b }}

var (
	timeType   = reflect.TypeFor[time.Time]()
	zoneType   = reflect.TypeFor[*time.Location]()
	hasherType = reflect.TypeFor[Hasher]()
)

func appendValue(b []byte, v reflect.Value) []byte {
	if !v.IsValid() {
		return append(b, 'n')
	}
	t := v.Type()
	if v.CanInterface() && speaksForItself(t) && !(t.Kind() == reflect.Pointer && v.IsNil()) {
		h := v.Interface().(Hasher).Hash()
		return append(append(b, 'h'), h[:]...)
	}
	switch t {
	case timeType:
		if v.CanInterface() {
			tm := v.Interface().(time.Time)
			b = binary.AppendVarint(append(b, 't'), tm.Unix())
			return appendString(b, tm.Location().String())
		}
	case zoneType:
		if v.CanInterface() {
			return appendString(append(b, 'z'), v.Interface().(*time.Location).String())
		}
	}
	switch v.Kind() {
	case reflect.String:
		return appendString(append(b, 's'), v.String())
	case reflect.Bool:
		if v.Bool() {
			return append(b, 'T')
		}
		return append(b, 'F')
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return binary.AppendVarint(append(b, 'i'), v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return binary.AppendUvarint(append(b, 'u'), v.Uint())
	case reflect.Float32, reflect.Float64:
		return binary.AppendUvarint(append(b, 'f'), math.Float64bits(v.Float()))
	case reflect.Slice, reflect.Array:
		b = binary.AppendUvarint(append(b, 'l'), uint64(v.Len()))
		if t.Elem().Kind() == reflect.Uint8 && v.Kind() == reflect.Slice {
			return append(b, v.Bytes()...)
		}
		for i := range v.Len() {
			b = appendValue(b, v.Index(i))
		}
		return b
	case reflect.Struct:
		b = append(b, '{')
		for i := range v.NumField() {
			b = appendValue(b, v.Field(i))
		}
		return append(b, '}')
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return append(b, 'n')
		}
		return appendValue(append(b, '*'), v.Elem())
	case reflect.Map:
		if v.IsNil() {
			return append(b, 'n')
		}
		keys := v.MapKeys()
		if t.Key().Kind() != reflect.String {
			break
		}
		slices.SortFunc(keys, func(x, y reflect.Value) int {
			if x.String() < y.String() {
				return -1
			}
			return 1
		})
		b = binary.AppendUvarint(append(b, 'm'), uint64(len(keys)))
		for _, k := range keys {
			b = appendValue(appendString(b, k.String()), v.MapIndex(k))
		}
		return b
	}
	panic(fmt.Sprintf("tree: a %s has no fingerprint", t))
}

// speaksForItself reports whether a type has a Hash method of its own. One that
// comes from an embedded part speaks for that part only.
func speaksForItself(t reflect.Type) bool {
	if known, ok := speakers.Load(t); ok {
		return known.(bool)
	}
	speaks := t.Implements(hasherType)
	inner := t
	if inner.Kind() == reflect.Pointer {
		inner = inner.Elem()
	}
	if inner.Kind() == reflect.Struct {
		for i := range inner.NumField() {
			f := inner.Field(i)
			speaks = speaks && !(f.Anonymous && (f.Type.Implements(hasherType) || reflect.PointerTo(f.Type).Implements(hasherType)))
		}
	}
	speakers.Store(t, speaks)
	return speaks
}

var speakers sync.Map // reflect.Type to bool

func appendString(b []byte, s string) []byte {
	b = binary.AppendUvarint(b, uint64(len(s)))
	return append(b, s...)
}
