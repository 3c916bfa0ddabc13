package picture

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// cleanAVIF overwrites the items that are metadata with zeros, and cuts what
// follows the last box. Other items are found by their offset in the file, so
// nothing is moved. How an AVIF is turned is a property, not metadata
// (ISO/IEC 23008-12 section 6.5.10).
func cleanAVIF(data []byte) ([]byte, error) {
	out := slices.Clone(data)
	end := 0
	for _, b := range boxes(out, 0) {
		end = b.to
		if b.kind != "meta" || b.to-b.from < 4 {
			continue
		}
		within := boxes(out[:b.to], b.from+4) // after version and flags
		private := map[uint32]bool{}
		for _, c := range within {
			if c.kind == "iinf" {
				items(out[c.from:c.to], private)
			}
		}
		for _, c := range within {
			if c.kind == "iloc" && len(private) > 0 {
				idat := 0
				for _, d := range within {
					if d.kind == "idat" {
						idat = d.from
					}
				}
				if !erase(out, out[c.from:c.to], idat, private) {
					return nil, ErrFormat
				}
			}
		}
	}
	if end == 0 {
		return nil, ErrFormat
	}
	return out[:end], nil
}

// box is a box of a file (ISO/IEC 14496-12 section 4.2): its kind and where its
// content is.
type box struct {
	kind     string
	from, to int
}

func boxes(data []byte, at int) []box {
	var out []box
	for at+8 <= len(data) {
		size, head := uint64(binary.BigEndian.Uint32(data[at:])), 8
		switch {
		case size == 0:
			size = uint64(len(data) - at)
		case size == 1 && at+16 <= len(data):
			size, head = binary.BigEndian.Uint64(data[at+8:]), 16
		}
		if size < uint64(head) || size > uint64(len(data)-at) {
			return out
		}
		out = append(out, box{string(data[at+4 : at+8]), at + head, at + int(size)})
		at += int(size)
	}
	return out
}

// items notes the numbers of the items that are metadata: Exif, and XMP as any
// item with a media type.
func items(iinf []byte, private map[uint32]bool) {
	if len(iinf) < 6 {
		return
	}
	at := 6
	if iinf[0] > 0 {
		at = 8
	}
	for _, b := range boxes(iinf, at) {
		e := iinf[b.from:b.to]
		if b.kind != "infe" || len(e) < 12 || e[0] < 2 {
			continue
		}
		id, rest := uint32(binary.BigEndian.Uint16(e[4:])), e[6:]
		if e[0] > 2 {
			id, rest = binary.BigEndian.Uint32(e[4:]), e[8:]
		}
		if len(rest) >= 6 && (bytes.Equal(rest[2:6], []byte("Exif")) || bytes.Equal(rest[2:6], []byte("mime"))) {
			private[id] = true
		}
	}
}

// erase overwrites the content of items, of which iloc says where it is (section
// 8.11.3). False = it can't be told.
func erase(file, iloc []byte, idat int, private map[uint32]bool) bool {
	r := reader{rest: iloc}
	version := r.number(1)
	r.number(3)
	sizes := r.number(2)
	offsetSize, lengthSize, baseSize, indexSize := int(sizes>>12&15), int(sizes>>8&15), int(sizes>>4&15), int(sizes&15)
	if version == 0 {
		indexSize = 0
	}
	wide := 2
	if version == 2 {
		wide = 4
	}
	for range r.number(wide) {
		id, method := uint32(r.number(wide)), uint64(0)
		if version > 0 {
			method = r.number(2) & 15
		}
		r.number(2) // data reference
		base := r.number(baseSize)
		for range r.number(2) {
			r.number(indexSize)
			from, length := base+r.number(offsetSize), r.number(lengthSize)
			if method == 1 {
				from += uint64(idat)
			}
			if r.short {
				return false
			}
			if !private[id] {
				continue
			}
			if method > 1 || from > uint64(len(file)) || length > uint64(len(file))-from {
				return false
			}
			clear(file[from : from+length])
		}
		if r.short {
			return false
		}
	}
	return !r.short
}

// reader reads numbers of some bytes, the highest first.
type reader struct {
	rest  []byte
	short bool // there was less than was asked for
}

func (r *reader) number(size int) uint64 {
	if size > len(r.rest) || size > 8 {
		r.short = true
		return 0
	}
	n := uint64(0)
	for _, c := range r.rest[:size] {
		n = n<<8 | uint64(c)
	}
	r.rest = r.rest[size:]
	return n
}
