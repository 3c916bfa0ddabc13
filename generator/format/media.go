package format

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	pictures "image"
	_ "image/gif"
	_ "image/jpeg"
	_ "image/png"
	"io"
	"io/fs"
	"path"
	"strings"

	"corkboard/generator/catalog"
	"corkboard/generator/folder"
	photo "corkboard/generator/picture"
	"corkboard/generator/problem"
	"corkboard/generator/rules"
)

const (
	heavyImage = 2 << 20   // bytes; a page with more is not read on a phone
	wideImage  = 4000      // pixels
	mostHeader = 256 << 10 // bytes that are searched for the size of a picture
)

// Measure reads the size of a picture from its header and hashes the file. A
// picture is never decoded.
func Measure(fsys fs.FS, file folder.File) *Records {
	out := &Records{File: file}
	out.Media, out.Problems = measure(fsys, file)
	return out
}

func measure(fsys fs.FS, file folder.File) (*catalog.Media, problem.List) {
	var problems problem.List
	add := func(rule, text, hint string) {
		problems = append(problems, problem.Problem{Rule: rule, Level: rules.Level(rule), File: file.Path, Text: text, Hint: hint})
	}
	f, err := fsys.Open(file.Path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		add("unreadable-file", "this file cannot be read: "+folder.Reason(err), "check its permissions")
		return nil, problems
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		add("not-a-file", "this is not a regular file", "put the file itself here")
		return nil, problems
	}
	m := &catalog.Media{Path: file.Path, Size: info.Size()}
	if m.Size > file.Limit() {
		add("file-too-large", fmt.Sprintf("the file has %d MB, more than the %d MB it may have", m.Size>>20, file.Limit()>>20), "put it elsewhere and link to it")
		return nil, problems
	}
	data, err := io.ReadAll(io.LimitReader(f, file.Limit()+1))
	if err != nil {
		add("unreadable-file", "this file cannot be read: "+folder.Reason(err), "check its permissions")
		return nil, problems
	}
	hash := sha256.Sum256(data)
	m.Hash = hex.EncodeToString(hash[:])[:32]
	ext := strings.ToLower(path.Ext(file.Path))
	switch ext {
	case ".png", ".jpg", ".jpeg", ".gif":
		if c, _, err := pictures.DecodeConfig(bytes.NewReader(data[:min(len(data), mostHeader)])); err == nil {
			m.Width, m.Height = c.Width, c.Height
		}
	case ".webp":
		m.Width, m.Height = webpSize(data[:min(len(data), 30)])
	}
	picture := ext != ".pdf" && ext != ".avif"
	if ext != ".pdf" {
		_, err := photo.Clean(data)
		m.Unreadable = err != nil || picture && (m.Width == 0 || m.Height == 0)
	}
	if m.Unreadable {
		add("image-unreadable", "this is not a picture of the kind that its name says, so it is not published", "save the picture again as .png or .jpg")
	}
	if ext != ".pdf" && photo.Located(data) {
		add("image-location", "this picture says where it was taken; that is left out of the site, but stays in the repository", "remove the location before you add a picture: anybody can read it in git's history")
	}
	if picture && m.Size > heavyImage {
		add("image-too-large", fmt.Sprintf("the picture has %.1f MB, and takes long to load on a phone", float64(m.Size)/1e6), "save it smaller: 1600 pixels wide and below 2 MB is plenty")
	}
	if m.Width > wideImage || m.Height > wideImage {
		add("image-too-large", fmt.Sprintf("the picture has %d × %d pixels, and no screen shows more than %d", m.Width, m.Height, wideImage), "save it smaller: 1600 pixels wide is plenty")
	}
	return m, problems
}

// webpSize reads the size of a WebP picture (RFC 9649, section 2) from its
// first 30 bytes.
func webpSize(b []byte) (width, height int) {
	if len(b) < 30 || !bytes.HasPrefix(b, []byte("RIFF")) || string(b[8:12]) != "WEBP" {
		return 0, 0
	}
	switch string(b[12:16]) {
	case "VP8 ": // section 2.5: 14 bits each after the start code
		if b[23] != 0x9D || b[24] != 0x01 || b[25] != 0x2A {
			return 0, 0
		}
		return int(binary.LittleEndian.Uint16(b[26:]) & 0x3FFF), int(binary.LittleEndian.Uint16(b[28:]) & 0x3FFF)
	case "VP8L": // section 2.6: 14 bits each, less one, after the signature
		if b[20] != 0x2F {
			return 0, 0
		}
		bits := binary.LittleEndian.Uint32(b[21:])
		return int(bits&0x3FFF) + 1, int(bits>>14&0x3FFF) + 1
	case "VP8X": // section 2.7: 24 bits each, less one
		return int(b[24]) | int(b[25])<<8 | int(b[26])<<16 + 1, int(b[27]) | int(b[28])<<8 | int(b[29])<<16 + 1
	}
	return 0, 0
}
