package tree

import (
	"encoding/binary"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"
)

// walk appends the values of one type. It is worked out once for each type, since
// a site hashes the same few types several hundred thousand times.
type walk struct {
	append func([]byte, reflect.Value) []byte
}

var walks sync.Map // reflect.Type to *walk

// walkOf returns the walk of a type.
func walkOf(t reflect.Type) *walk {
	if w, ok := walks.Load(t); ok {
		return w.(*walk)
	}
	p := planner{}
	w := p.plan(t)
	for t, made := range p { // complete only now, since types may contain themselves
		walks.Store(t, made)
	}
	return w
}

// planner holds the walks that are being made.
type planner map[reflect.Type]*walk

var (
	timeType   = reflect.TypeFor[time.Time]()
	zoneType   = reflect.TypeFor[*time.Location]()
	hasherType = reflect.TypeFor[Hasher]()
)

// plan returns the walk of a type, which must not be used until planning ends.
func (p planner) plan(t reflect.Type) *walk {
	if w, ok := p[t]; ok {
		return w
	}
	w := &walk{}
	p[t] = w
	switch {
	case t == timeType:
		w.append = unlessHidden(t, appendTime)
	case t == zoneType:
		w.append = unlessHidden(t, appendZone)
	case speaksForItself(t):
		w.append = unlessHidden(t, appendHasher)
	default:
		w.append = p.planKind(t)
	}
	return w
}

// unlessHidden calls ask for the time or hash of a value. Methods of values from
// unexported fields cannot be called, so those are walked.
func unlessHidden(t reflect.Type, ask func([]byte, reflect.Value) []byte) func([]byte, reflect.Value) []byte {
	// Rarely needed, and such a type may reach half of the program.
	hidden := sync.OnceValue(func() func([]byte, reflect.Value) []byte { return planner{}.planKind(t) })
	return func(b []byte, v reflect.Value) []byte {
		if v.CanInterface() {
			return ask(b, v)
		}
		return hidden()(b, v)
	}
}

func (p planner) planKind(t reflect.Type) func([]byte, reflect.Value) []byte {
	switch t.Kind() {
	case reflect.String:
		return func(b []byte, v reflect.Value) []byte { return appendString(append(b, 's'), v.String()) }
	case reflect.Bool:
		return appendBool
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return func(b []byte, v reflect.Value) []byte { return binary.AppendVarint(append(b, 'i'), v.Int()) }
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return func(b []byte, v reflect.Value) []byte { return binary.AppendUvarint(append(b, 'u'), v.Uint()) }
	case reflect.Float32, reflect.Float64:
		return func(b []byte, v reflect.Value) []byte {
			return binary.AppendUvarint(append(b, 'f'), math.Float64bits(v.Float()))
		}
	case reflect.Slice, reflect.Array:
		return p.planList(t)
	case reflect.Struct:
		return p.planStruct(t)
	case reflect.Pointer:
		inner := p.plan(t.Elem())
		return func(b []byte, v reflect.Value) []byte {
			if v.IsNil() {
				return append(b, 'n')
			}
			return inner.append(append(b, '*'), v.Elem())
		}
	case reflect.Interface: // each value brings its own type
		return func(b []byte, v reflect.Value) []byte {
			if v.IsNil() {
				return append(b, 'n')
			}
			return appendValue(append(b, '*'), v.Elem())
		}
	case reflect.Map:
		return p.planMap(t)
	}
	return func(b []byte, v reflect.Value) []byte { panic(noFingerprint(t)) }
}

func noFingerprint(t reflect.Type) string { return fmt.Sprintf("tree: a %s has no fingerprint", t) }

func appendBool(b []byte, v reflect.Value) []byte {
	if v.Bool() {
		return append(b, 'T')
	}
	return append(b, 'F')
}

func (p planner) planList(t reflect.Type) func([]byte, reflect.Value) []byte {
	inner := p.plan(t.Elem())
	bytes := t.Elem().Kind() == reflect.Uint8
	isSlice := t.Kind() == reflect.Slice
	return func(b []byte, v reflect.Value) []byte {
		n := v.Len()
		b = binary.AppendUvarint(append(b, 'l'), uint64(n))
		if bytes && (isSlice || v.CanAddr()) {
			return append(b, v.Bytes()...)
		}
		for i := range n {
			if e := v.Index(i); bytes {
				b = append(b, byte(e.Uint()))
			} else {
				b = inner.append(b, e)
			}
		}
		return b
	}
}

func (p planner) planStruct(t reflect.Type) func([]byte, reflect.Value) []byte {
	fields := make([]*walk, t.NumField())
	for i := range fields {
		fields[i] = p.plan(t.Field(i).Type)
	}
	return func(b []byte, v reflect.Value) []byte {
		b = append(b, '{')
		for i, f := range fields {
			b = f.append(b, v.Field(i))
		}
		return append(b, '}')
	}
}

func (p planner) planMap(t reflect.Type) func([]byte, reflect.Value) []byte {
	named := t.Key().Kind() == reflect.String
	inner := p.plan(t.Elem())
	return func(b []byte, v reflect.Value) []byte {
		if v.IsNil() {
			return append(b, 'n')
		}
		if !named {
			panic(noFingerprint(t))
		}
		keys := v.MapKeys()
		slices.SortFunc(keys, func(x, y reflect.Value) int { return strings.Compare(x.String(), y.String()) })
		b = binary.AppendUvarint(append(b, 'm'), uint64(len(keys)))
		for _, k := range keys {
			b = inner.append(appendString(b, k.String()), v.MapIndex(k))
		}
		return b
	}
}

// appendTime distinguishes instants by the second, and zones by name.
func appendTime(b []byte, v reflect.Value) []byte {
	var t time.Time
	if v.CanAddr() { // a pointer is made without copying the time to the heap
		t = *v.Addr().Interface().(*time.Time)
	} else {
		t = v.Interface().(time.Time)
	}
	b = binary.AppendVarint(append(b, 't'), t.Unix())
	return appendString(b, t.Location().String())
}

func appendZone(b []byte, v reflect.Value) []byte {
	return appendString(append(b, 'z'), v.Interface().(*time.Location).String())
}

func appendHasher(b []byte, v reflect.Value) []byte {
	if v.Kind() == reflect.Pointer && v.IsNil() {
		return append(b, 'n')
	}
	h := v.Interface().(Hasher).Hash()
	return append(append(b, 'h'), h[:]...)
}

// speaksForItself reports whether a type has its own Hash method. A promoted one
// covers only the embedded part, and for an interface the type of its value
// decides.
func speaksForItself(t reflect.Type) bool {
	if t.Kind() == reflect.Interface || !t.Implements(hasherType) {
		return false
	}
	inner := t
	if inner.Kind() == reflect.Pointer {
		inner = inner.Elem()
	}
	if inner.Kind() != reflect.Struct {
		return true
	}
	for i := range inner.NumField() {
		f := inner.Field(i)
		if f.Anonymous && (f.Type.Implements(hasherType) || reflect.PointerTo(f.Type).Implements(hasherType)) {
			return false
		}
	}
	return true
}
