package content

import (
	"hash/maphash"
	"reflect"
	"strings"
	"time"
	"unsafe"

	"corkboard/generator/catalog"
)

// packer moves what a record is made of into blocks of memory of its own. While
// files are read, each text that stays is made between a hundred nodes and tokens
// that do not, and keeps a piece of memory from being used again: a third of the
// memory of a build was such gaps. Texts that many listings have are kept once.
//
// It saves the collector work as well: what lies in one block is one thing to
// look at instead of some hundred.
type packer struct {
	texts    strings.Builder // one behind the other
	recent   [4096]string
	seed     maphash.Seed
	blocks   map[reflect.Type]reflect.Value // of slices, with room at the end
	listings []catalog.Opportunity
}

const (
	blockSize = 32 << 10 // bytes
	longText  = 2 << 10  // has its own block already
)

func newPacker() *packer {
	return &packer{seed: maphash.MakeSeed(), blocks: map[reflect.Type]reflect.Value{}}
}

// listing copies a listing and packs the copy.
func (p *packer) listing(o *catalog.Opportunity) *catalog.Opportunity {
	if len(p.listings) == cap(p.listings) {
		p.listings = make([]catalog.Opportunity, 0, blockSize/int(unsafe.Sizeof(*o)))
	}
	p.listings = append(p.listings, *o)
	own := &p.listings[len(p.listings)-1]
	p.pack(own)
	return own
}

// pack packs the record that v points to.
func (p *packer) pack(v any) { p.value(reflect.ValueOf(v).Elem()) }

// packRest packs everything but listings.
func (p *packer) packRest(c *catalog.Catalog) {
	for _, o := range c.Organizations {
		p.pack(o)
	}
	for _, k := range c.Categories {
		p.pack(k)
	}
	for _, l := range c.Locations {
		p.pack(l)
	}
	for _, page := range c.Pages {
		p.pack(page)
	}
	p.pack(&c.Site)
	p.pack(&c.Closures)
	p.pack(&c.Media)
	p.pack(&c.Withheld)
}

// leftAlone are types whose values belong to others, or hold no texts.
var leftAlone = map[reflect.Type]bool{
	reflect.TypeFor[time.Time]():             true,
	reflect.TypeFor[*time.Location]():        true,
	reflect.TypeFor[*catalog.Organization](): true,
	reflect.TypeFor[*catalog.Location]():     true,
	reflect.TypeFor[*catalog.Category]():     true,
}

func (p *packer) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		if s := v.String(); s != "" {
			v.SetString(p.text(s))
		}
	case reflect.Struct:
		if leftAlone[v.Type()] {
			return
		}
		for i := range v.NumField() {
			if f := v.Field(i); f.CanSet() {
				p.value(f)
			}
		}
	case reflect.Pointer:
		if l, ok := v.Interface().(*catalog.Location); ok && l != nil && l.Own {
			p.pack(l)
		} else if !v.IsNil() && !leftAlone[v.Type()] {
			p.value(v.Elem())
		}
	case reflect.Slice:
		if v.Len() == 0 {
			return
		}
		own := p.room(v.Type(), v.Len())
		reflect.Copy(own, v)
		v.Set(own)
		for i := range v.Len() {
			p.value(v.Index(i))
		}
	}
}

// room returns a slice of n zero values.
func (p *packer) room(t reflect.Type, n int) reflect.Value {
	block, ok := p.blocks[t]
	if !ok || block.Len()+n > block.Cap() {
		block = reflect.MakeSlice(t, 0, max(n, blockSize/int(t.Elem().Size())))
	}
	start := block.Len()
	block = block.Slice(0, start+n)
	p.blocks[t] = block
	return block.Slice3(start, start+n, start+n)
}

// text returns s from the block, where it is put if no equal text was lately.
func (p *packer) text(s string) string {
	if len(s) > longText {
		return s
	}
	slot := &p.recent[maphash.String(p.seed, s)%uint64(len(p.recent))]
	if *slot == s {
		return *slot
	}
	if p.texts.Len()+len(s) > p.texts.Cap() {
		p.texts = strings.Builder{}
		p.texts.Grow(blockSize)
	}
	at := p.texts.Len()
	p.texts.WriteString(s)
	*slot = p.texts.String()[at:]
	return *slot
}
