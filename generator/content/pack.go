package content

import (
	"hash/maphash"
	"reflect"
	"strings"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/spool"
)

// packer moves what a record is made of into blocks of memory of its own. While
// files are read, each text that stays is made between a hundred nodes and tokens
// that do not, and keeps a piece of memory from being used again: a third of the
// memory of a build was such gaps. Texts that many listings have are kept once.
type packer struct {
	block  strings.Builder // the texts, one behind the other
	texts  []catalog.Localized
	recent [4096]string
	seed   maphash.Seed
}

const (
	textBlock = 64 << 10
	longText  = 2 << 10 // has its own block already
	textCount = 512
)

func newPacker() *packer { return &packer{seed: maphash.MakeSeed()} }

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
	reflect.TypeFor[spool.Text]():            true,
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
		if t, ok := v.Addr().Interface().(*catalog.Text); ok {
			*t = p.localized(*t)
			return
		}
		own := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		reflect.Copy(own, v)
		v.Set(own)
		for i := range v.Len() {
			p.value(v.Index(i))
		}
	}
}

// localized copies a text in all its languages.
func (p *packer) localized(t catalog.Text) catalog.Text {
	if len(t) > cap(p.texts)-len(p.texts) {
		p.texts = make([]catalog.Localized, 0, max(textCount, len(t)))
	}
	start := len(p.texts)
	for _, one := range t {
		p.texts = append(p.texts, catalog.Localized{Lang: p.text(one.Lang), Value: p.text(one.Value)})
	}
	return p.texts[start:len(p.texts):len(p.texts)]
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
	if p.block.Len()+len(s) > p.block.Cap() {
		p.block = strings.Builder{}
		p.block.Grow(textBlock)
	}
	at := p.block.Len()
	p.block.WriteString(s)
	*slot = p.block.String()[at:]
	return *slot
}
