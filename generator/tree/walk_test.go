package tree

import (
	"encoding/binary"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// plainValue walks a value without prepared walks, which must distinguish the
// same values.
func plainValue(b []byte, v reflect.Value) []byte {
	if !v.IsValid() {
		return append(b, 'n')
	}
	t := v.Type()
	if v.CanInterface() && speaksForItself(t) && !(t.Kind() == reflect.Pointer && v.IsNil()) {
		h := v.Interface().(Hasher).Hash()
		return append(append(b, 'h'), h[:]...)
	}
	if t == timeType && v.CanInterface() {
		tm := v.Interface().(time.Time)
		b = binary.AppendVarint(append(b, 't'), tm.Unix())
		return appendString(b, tm.Location().String())
	}
	if t == zoneType && v.CanInterface() {
		return appendString(append(b, 'z'), v.Interface().(*time.Location).String())
	}
	switch v.Kind() {
	case reflect.String:
		return appendString(append(b, 's'), v.String())
	case reflect.Bool:
		return append(b, map[bool]byte{true: 'T', false: 'F'}[v.Bool()])
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return binary.AppendVarint(append(b, 'i'), v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return binary.AppendUvarint(append(b, 'u'), v.Uint())
	case reflect.Float32, reflect.Float64:
		return binary.AppendUvarint(append(b, 'f'), math.Float64bits(v.Float()))
	case reflect.Slice, reflect.Array:
		b = binary.AppendUvarint(append(b, 'l'), uint64(v.Len()))
		for i := range v.Len() {
			if t.Elem().Kind() == reflect.Uint8 {
				b = append(b, byte(v.Index(i).Uint()))
			} else {
				b = plainValue(b, v.Index(i))
			}
		}
		return b
	case reflect.Struct:
		b = append(b, '{')
		for i := range v.NumField() {
			b = plainValue(b, v.Field(i))
		}
		return append(b, '}')
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return append(b, 'n')
		}
		return plainValue(append(b, '*'), v.Elem())
	case reflect.Map:
		if v.IsNil() {
			return append(b, 'n')
		}
		keys := v.MapKeys()
		slices.SortFunc(keys, func(x, y reflect.Value) int { return strings.Compare(x.String(), y.String()) })
		b = binary.AppendUvarint(append(b, 'm'), uint64(len(keys)))
		for _, k := range keys {
			b = plainValue(appendString(b, k.String()), v.MapIndex(k))
		}
		return b
	}
	panic("not in this test")
}

type loop struct {
	Next  *loop
	Peers []loop
	Any   any
}

type local struct {
	When time.Time
	Part *shared
}

// broad has every kind of value that can have a fingerprint, seen and hidden.
type broad struct {
	local // its exported fields are reached although its name is not exported
	Text  string
	on    bool
	Ints  [3]int16
	Uint  uint32
	Float float32
	Bytes []byte
	sum   [4]byte
	Sum   [4]byte
	Words map[string][]string
	inner map[string]*inner
	Any   any
	any   any
	When  time.Time
	when  time.Time
	Zone  *time.Location
	zone  *time.Location
	Part  *shared
	part  *shared
	Known Hasher
	Loop  loop
	Odd   map[int]string
}

func broadValues(t *testing.T) []any {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Skip(err)
	}
	part := &shared{Hash{1, 2}}
	var nobody *shared
	b := broad{ // Odd stays nil, or there would be no fingerprint
		local: local{time.Unix(5, 6).In(zone), part}, Text: "text", on: true, Ints: [3]int16{-1, 2, 300}, Uint: 7, Float: -0.5,
		Bytes: []byte("bytes"), sum: [4]byte{200, 1}, Sum: [4]byte{255}, Words: map[string][]string{"b": {"x", ""}, "a": nil},
		inner: map[string]*inner{"k": {"n", 1}, "nil": nil}, Any: []any{1, "a", nil, part, time.Unix(1, 0), map[string]int{"z": 1, "a": 2}}, any: part,
		When: time.Unix(9, 8).UTC(), when: time.Unix(7, 0).In(zone), Zone: zone, zone: time.UTC, Part: part, part: part, Known: nil,
		Loop: loop{Next: &loop{Any: loop{}}, Peers: []loop{{}, {Peers: []loop{{}}}}},
	}
	return []any{nil, nobody, b, &b, part, &page{part, "a"}, page{part, "b"}, inner{"a", 1}, &view{Title: "x", Next: &view{}}, []Hash{{1}, {2}}, Hash{3}, zone, time.Unix(3, 4), true, 'x', 1.5, "", []string(nil), &loop{}}
}

func TestPreparedWalkEqualsPlainWalk(t *testing.T) {
	values := broadValues(t)
	for i, v := range values {
		if v == nil {
			continue
		}
		got, want := appendValue(nil, reflect.ValueOf(v)), plainValue(nil, reflect.ValueOf(v))
		if string(got) != string(want) {
			t.Errorf("value %d, a %T: got %q, want %q", i, v, got, want)
		}
	}
}

// Two goroutines may meet a type for the first time at the same time.
func TestHashOfConcurrently(t *testing.T) {
	type fresh struct{ Loop *loop }
	var group sync.WaitGroup
	hashes := make([]Hash, 8)
	for i := range hashes {
		group.Go(func() { hashes[i] = HashOf(&fresh{&loop{Any: "x"}}) })
	}
	group.Wait()
	for _, h := range hashes {
		if h != hashes[0] {
			t.Errorf("%x and %x", h, hashes[0])
		}
	}
}

// A value without a fingerprint is a mistake in the program and panics at once.
func TestHashOfPanics(t *testing.T) {
	for _, v := range []any{
		func() {}, make(chan int), complex(1, 2), map[int]string{}, struct{ F func() }{}, struct{ f any }{func() {}}, []any{map[bool]int{true: 1}},
	} {
		t.Run(fmt.Sprintf("%T", v), func(t *testing.T) {
			defer func() {
				if said, _ := recover().(string); !strings.Contains(said, "has no fingerprint") {
					t.Errorf("got %q", said)
				}
			}()
			HashOf(v)
		})
	}
	HashOf(map[int]string(nil), []func(){}, struct{ M map[int]string }{}) // they contain no value without one
}

// Views are hashed on every build, so this must not burden the collector.
func TestHashOfAllocatesNothing(t *testing.T) {
	v := &view{Title: "a", Parts: []inner{{"x", 1}}, Next: &view{Title: "b", When: time.Unix(3, 0)}, When: time.Unix(1, 0).UTC()}
	h := &page{&shared{}, "a"}
	HashOf(v, h)
	if n := testing.AllocsPerRun(100, func() { HashOf(v, h) }); n > 0.5 { // the pool may be emptied in between
		t.Errorf("%v allocations", n)
	}
}

func BenchmarkHashOf(b *testing.B) {
	v := &view{Title: "a", When: time.Unix(1, 0).UTC(), Words: map[string]string{"k": "v"}}
	for range 40 {
		v.Parts = append(v.Parts, inner{"some words", 1})
		v.Next = &view{Title: "some more words", Next: v.Next}
	}
	b.ReportAllocs()
	for b.Loop() {
		HashOf(v)
	}
}
