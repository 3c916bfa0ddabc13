// Package picture knows the containers of picture files: what in them is
// picture, and what was only written beside it by a camera or a program. It
// never decodes a picture, and does not know what it is used for.
package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
)

// ErrFormat means that the file is not of a kind this package knows, or too
// broken to tell picture from metadata.
var ErrFormat = errors.New("not a JPEG, PNG, GIF, WebP or AVIF picture")

// Version changes when Clean writes something else for the same picture.
const Version = 1

// Clean returns a picture without its metadata: Exif, XMP, IPTC, comments,
// previews and whatever follows the end of the picture. These hold where and
// by whom it was taken. How it is to be turned stays, and so do colors; no pixel changes.
// What is cut off in the file is left out. The error is ErrFormat.
func Clean(data []byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		return cleanJPEG(data), nil
	case bytes.HasPrefix(data, []byte(pngSignature)):
		return cleanPNG(data), nil
	case bytes.HasPrefix(data, []byte("GIF87a")), bytes.HasPrefix(data, []byte("GIF89a")):
		return cleanGIF(data)
	case len(data) >= 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP":
		return cleanWebP(data), nil
	case len(data) >= 12 && string(data[4:8]) == "ftyp":
		return cleanAVIF(data)
	}
	return nil, ErrFormat
}

// Located reports whether the metadata of a picture says where it was taken.
func Located(data []byte) bool {
	// XMP has names of its own for what Exif has tags for.
	if bytes.Contains(data, []byte("GPSLatitude")) {
		return true
	}
	for rest := data; ; {
		i := bytes.Index(rest, []byte("II*\x00"))
		if j := bytes.Index(rest, []byte("MM\x00*")); i < 0 || j >= 0 && j < i {
			i = j
		}
		if i < 0 {
			return false
		}
		if _, located := readExif(rest[i:]); located {
			return true
		}
		rest = rest[i+4:]
	}
}

// readExif reads from a TIFF structure (Exif 2.32 section 4.5) how the picture
// is to be turned (1 to 8; 0 = not said), and whether it says a latitude.
func readExif(tiff []byte) (orientation int, located bool) {
	if len(tiff) < 8 {
		return 0, false
	}
	var order binary.ByteOrder = binary.LittleEndian
	if tiff[0] == 'M' {
		order = binary.BigEndian
	}
	entries(tiff, order, order.Uint32(tiff[4:]), func(tag uint16, value []byte) {
		switch tag {
		case 0x0112: // Orientation
			orientation = int(order.Uint16(value))
		case 0x8825: // GPS IFD
			entries(tiff, order, order.Uint32(value), func(tag uint16, _ []byte) {
				located = located || tag == 2 || tag == 4 // GPSLatitude, GPSLongitude
			})
		}
	})
	if orientation > 8 {
		orientation = 0
	}
	return orientation, located
}

// entries calls visit with the tag and the four bytes of value of each entry of
// an image file directory.
func entries(tiff []byte, order binary.ByteOrder, at uint32, visit func(tag uint16, value []byte)) {
	if uint64(at)+2 > uint64(len(tiff)) {
		return
	}
	n := int(order.Uint16(tiff[at:]))
	for i := range n {
		start := uint64(at) + 2 + 12*uint64(i)
		if start+12 > uint64(len(tiff)) {
			return
		}
		e := tiff[start : start+12]
		visit(order.Uint16(e), e[8:])
	}
}

// turned is a TIFF structure that says only how to turn a picture.
func turned(orientation int) []byte {
	return []byte{'M', 'M', 0, '*', 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, byte(orientation), 0, 0, 0, 0, 0, 0}
}

// cleanJPEG keeps the segments that a decoder needs (ITU T.81 annex B), the
// color profile and Adobe's color transform.
func cleanJPEG(data []byte) []byte {
	out := append(make([]byte, 0, len(data)), data[:2]...)
	at := 2
	for at+4 <= len(data) {
		if data[at] != 0xff {
			return out
		}
		marker := data[at+1]
		switch {
		case marker == 0xff: // fill
			at++
			continue
		case marker == 0xd9:
			return append(out, 0xff, 0xd9)
		case marker >= 0xd0 && marker <= 0xd7, marker == 0x01: // no length
			out = append(out, data[at:at+2]...)
			at += 2
			continue
		}
		end := at + 2 + int(binary.BigEndian.Uint16(data[at+2:]))
		if end > len(data) || end < at+4 {
			return out
		}
		body := data[at+4 : end]
		switch {
		case marker == 0xe1 && bytes.HasPrefix(body, []byte("Exif\x00\x00")):
			if turn, _ := readExif(body[6:]); turn > 1 {
				tiff := turned(turn)
				out = append(out, 0xff, 0xe1, 0, byte(2+6+len(tiff)))
				out = append(append(out, "Exif\x00\x00"...), tiff...)
			}
		case marker == 0xe0 && bytes.HasPrefix(body, []byte("JFIF\x00")) && len(body) >= 14:
			// Without its thumbnail.
			out = append(append(append(out, 0xff, 0xe0, 0, 16), body[:12]...), 0, 0)
		case marker == 0xe2 && bytes.HasPrefix(body, []byte("ICC_PROFILE\x00")), marker == 0xee && bytes.HasPrefix(body, []byte("Adobe")):
			out = append(out, data[at:end]...)
		case marker >= 0xe0 && marker <= 0xef, marker == 0xfe:
		default:
			out = append(out, data[at:end]...)
		}
		at = end
		if marker == 0xda {
			next := scanEnd(data, at)
			out = append(out, data[at:next]...)
			at = next
		}
	}
	if at+2 <= len(data) && data[at] == 0xff && data[at+1] == 0xd9 {
		out = append(out, 0xff, 0xd9)
	}
	return out
}

// scanEnd is where the coded data of a scan ends: at the next marker.
func scanEnd(data []byte, at int) int {
	for ; at+1 < len(data); at++ {
		if m := data[at+1]; data[at] == 0xff && m != 0 && m != 0xff && !(m >= 0xd0 && m <= 0xd7) {
			return at
		}
	}
	return len(data)
}

const pngSignature = "\x89PNG\r\n\x1a\n"

// pngChunks are those that change what is seen (PNG third edition, section 11).
var pngChunks = map[string]bool{
	"IHDR": true, "PLTE": true, "IDAT": true, "IEND": true, "tRNS": true, "gAMA": true, "cHRM": true, "sRGB": true, "iCCP": true, "cICP": true,
	"mDCV": true, "cLLI": true, "sBIT": true, "bKGD": true, "pHYs": true, "acTL": true, "fcTL": true, "fdAT": true,
}

func cleanPNG(data []byte) []byte {
	out := append(make([]byte, 0, len(data)), pngSignature...)
	for at := len(pngSignature); at+12 <= len(data); {
		end := uint64(at) + 12 + uint64(binary.BigEndian.Uint32(data[at:]))
		if end > uint64(len(data)) {
			return out
		}
		switch kind := string(data[at+4 : at+8]); {
		case pngChunks[kind]:
			out = append(out, data[at:end]...)
			if kind == "IEND" {
				return out
			}
		case kind == "eXIf":
			if turn, _ := readExif(data[at+8 : end-4]); turn > 1 {
				tiff := turned(turn)
				start := len(out)
				out = binary.BigEndian.AppendUint32(out, uint32(len(tiff)))
				out = append(append(out, "eXIf"...), tiff...)
				out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out[start+4:]))
			}
		}
		at = int(end)
	}
	return out
}

// cleanGIF leaves out comments and the extensions of programs but for that
// which says how often it is repeated (GIF89a, sections 24 and 26).
func cleanGIF(data []byte) ([]byte, error) {
	if len(data) < 13 {
		return nil, ErrFormat
	}
	at := 13 + colorTable(data[10])
	if at > len(data) {
		return nil, ErrFormat
	}
	out := append(make([]byte, 0, len(data)), data[:at]...)
	for at < len(data) {
		switch {
		case data[at] == 0x3b:
			return append(out, 0x3b), nil
		case data[at] == 0x2c && at+11 <= len(data):
			end := blocksEnd(data, at+11+colorTable(data[at+9]))
			out = append(out, data[at:end]...)
			at = end
		case data[at] == 0x21 && at+2 < len(data):
			end := blocksEnd(data, at+2)
			body := data[at+2 : end]
			switch data[at+1] {
			case 0xfe:
			case 0xff:
				if bytes.HasPrefix(body, []byte("\x0bNETSCAPE2.0")) || bytes.HasPrefix(body, []byte("\x0bANIMEXTS1.0")) {
					out = append(out, data[at:end]...)
				}
			default:
				out = append(out, data[at:end]...)
			}
			at = end
		default:
			return append(out, 0x3b), nil
		}
	}
	return append(out, 0x3b), nil
}

// colorTable is the length of the color table that a byte of flags announces.
func colorTable(flags byte) int {
	if flags&0x80 == 0 {
		return 0
	}
	return 3 << (flags&7 + 1)
}

// blocksEnd is where a list of sub-blocks ends.
func blocksEnd(data []byte, at int) int {
	for at < len(data) {
		n := int(data[at])
		at += 1 + n
		if n == 0 {
			return min(at, len(data))
		}
	}
	return len(data)
}

// cleanWebP keeps the chunks that a decoder needs (RFC 9649 section 2.7).
func cleanWebP(data []byte) []byte {
	out := append(make([]byte, 0, len(data)), data[:12]...)
	flags, turn := -1, 0
	for at := 12; at+8 <= len(data); {
		size := uint64(binary.LittleEndian.Uint32(data[at+4:]))
		end := uint64(at) + 8 + size + size&1
		if end > uint64(len(data)) {
			break
		}
		switch kind := string(data[at : at+4]); kind {
		case "VP8X":
			if size >= 1 {
				flags = len(out) + 8
			}
			out = append(out, data[at:end]...)
		case "VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP":
			out = append(out, data[at:end]...)
		case "EXIF":
			turn, _ = readExif(bytes.TrimPrefix(data[at+8:end], []byte("Exif\x00\x00")))
		}
		at = int(end)
	}
	const exif, xmp = 1 << 3, 1 << 2
	if flags >= 0 {
		out[flags] &^= exif | xmp
		if turn > 1 {
			tiff := turned(turn)
			out[flags] |= exif
			out = append(out, "EXIF"...)
			out = binary.LittleEndian.AppendUint32(out, uint32(len(tiff)))
			out = append(out, tiff...)
		}
	}
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8))
	return out
}
