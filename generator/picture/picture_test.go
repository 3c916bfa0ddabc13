package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
)

func pixels() *image.Paletted {
	m := image.NewPaletted(image.Rect(0, 0, 9, 5), color.Palette{color.White, color.Black, color.Gray{99}})
	for i := range m.Pix {
		m.Pix[i] = uint8(i % 3)
	}
	return m
}

// located is an Exif structure with a place and an orientation.
func located(orientation byte) []byte {
	le := binary.LittleEndian
	b := []byte("II*\x00\x08\x00\x00\x00")
	b = le.AppendUint16(b, 2)
	b = append(b, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0)
	b = append(b, 0x25, 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0)
	b = append(b, 0, 0, 0, 0)
	b = le.AppendUint16(b, 1)
	return append(b, 2, 0, 5, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
}

func segment(marker byte, body string) []byte {
	return append(binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(len(body)+2)), body...)
}

func chunk(kind, body string) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(len(body)))
	b = append(b, kind+body...)
	return binary.BigEndian.AppendUint32(b, crc32.ChecksumIEEE(b[4:]))
}

// insert puts bytes into a file after n bytes.
func insert(file []byte, n int, more ...[]byte) []byte {
	return bytes.Join([][]byte{file[:n], bytes.Join(more, nil), file[n:]}, nil)
}

func encoded(t testing.TB, kind string) []byte {
	t.Helper()
	var b bytes.Buffer
	var err error
	switch kind {
	case "jpeg":
		err = jpeg.Encode(&b, pixels(), nil)
	case "png":
		err = png.Encode(&b, pixels())
	case "gif":
		err = gif.Encode(&b, pixels(), nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const told = "Quince Hollow"

// Nothing of what a camera or a program wrote beside a picture is left, and the
// picture is the same.
func TestClean(t *testing.T) {
	for _, turn := range []byte{1, 6} {
		exif := string(located(turn))
		for kind, file := range map[string][]byte{
			"jpeg": append(insert(encoded(t, "jpeg"), 2, segment(0xe0, "JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x01\x01"+told[:3]), segment(0xe1, "Exif\x00\x00"+exif),
				segment(0xe1, "http://ns.adobe.com/xap/1.0/\x00<GPSLatitude>"+told), segment(0xed, "Photoshop 3.0\x00"+told), segment(0xfe, told),
				segment(0xe2, "MPF\x00"+told), segment(0xe2, "ICC_PROFILE\x00\x01\x01kept")), told...),
			"png": append(insert(encoded(t, "png"), 33, chunk("tEXt", "Comment\x00"+told), chunk("eXIf", exif), chunk("iTXt", told), chunk("tIME", "1234567"),
				chunk("prVt", told), chunk("gAMA", "kept")), told...),
			"gif": append(insert(encoded(t, "gif"), 13+12, []byte("\x21\xfe\x0d"+told+"\x00"), []byte("\x21\xff\x0bXMP DataXMP\x0d"+told+"\x00"),
				[]byte("\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x00")), told...),
		} {
			clean, err := Clean(file)
			if err != nil {
				t.Fatalf("%s: %v", kind, err)
			}
			if bytes.Contains(clean, []byte(told)) || Located(clean) || turn == 1 && bytes.Contains(bytes.ToLower(clean), []byte("exif")) {
				t.Errorf("%s: metadata is left: %q", kind, clean)
			}
			if kind != "gif" && !Located(file) {
				t.Errorf("%s: it is not seen that it says where it was taken", kind)
			}
			if kind != "gif" && !bytes.Contains(clean, []byte("kept")) {
				t.Errorf("%s: its colors are lost", kind)
			}
			if kind == "gif" && !bytes.Contains(clean, []byte("NETSCAPE")) {
				t.Errorf("how often it is repeated is lost")
			}
			if kind != "gif" && turn > 1 {
				i := bytes.Index(clean, []byte("MM\x00*"))
				if i < 0 {
					t.Fatalf("%s: how to turn it is lost", kind)
				}
				if o, _ := readExif(clean[i:]); o != int(turn) {
					t.Errorf("%s: orientation %d, want %d", kind, o, turn)
				}
			}
			was, _, err := image.Decode(bytes.NewReader(file))
			if err != nil {
				t.Fatalf("%s before: %v", kind, err)
			}
			is, _, err := image.Decode(bytes.NewReader(clean))
			if err != nil {
				t.Fatalf("%s after: %v", kind, err)
			}
			for y := range 5 {
				for x := range 9 {
					if was.At(x, y) != is.At(x, y) {
						t.Fatalf("%s: the pixel at %d, %d has changed", kind, x, y)
					}
				}
			}
			if again, err := Clean(clean); err != nil || !bytes.Equal(again, clean) {
				t.Errorf("%s: a clean picture changes: %v", kind, err)
			}
		}
	}
}

func riff(chunks ...string) []byte {
	body := "WEBP" + strings.Join(chunks, "")
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

func riffChunk(kind, body string) string {
	c := string(binary.LittleEndian.AppendUint32([]byte(kind), uint32(len(body)))) + body
	return c + strings.Repeat("\x00", len(body)%2)
}

func TestCleanWebP(t *testing.T) {
	file := append(riff(riffChunk("VP8X", "\x2c\x00\x00\x00\x01\x00\x00\x01\x00\x00"), riffChunk("ICCP", "kept"), riffChunk("VP8 ", "picture"),
		riffChunk("EXIF", string(located(3))), riffChunk("XMP ", told), riffChunk("ZZZZ", told)), told...)
	clean, err := Clean(file)
	if err != nil || !Located(file) {
		t.Fatal(err, Located(file))
	}
	want := riff(riffChunk("VP8X", "\x28\x00\x00\x00\x01\x00\x00\x01\x00\x00"), riffChunk("ICCP", "kept"), riffChunk("VP8 ", "picture"), riffChunk("EXIF", string(turned(3))))
	if !bytes.Equal(clean, want) {
		t.Errorf("got  %q\nwant %q", clean, want)
	}
	if Located(clean) {
		t.Error("it still says where it was taken")
	}
}

func boxOf(kind, body string) string {
	return string(binary.BigEndian.AppendUint32(nil, uint32(len(body)+8))) + kind + body
}

func TestCleanAVIF(t *testing.T) {
	exif := string(located(1))
	make := func(offset int) string {
		iinf := boxOf("iinf", "\x00\x00\x00\x00\x00\x02"+boxOf("infe", "\x02\x00\x00\x00\x00\x01\x00\x00av01\x00")+boxOf("infe", "\x02\x00\x00\x01\x00\x02\x00\x00Exif\x00"))
		iloc := boxOf("iloc", "\x00\x00\x00\x00\x44\x00\x00\x02"+
			"\x00\x01\x00\x00\x00\x01"+string(binary.BigEndian.AppendUint32(nil, uint32(offset)))+"\x00\x00\x00\x07"+
			"\x00\x02\x00\x00\x00\x01"+string(binary.BigEndian.AppendUint32(nil, uint32(offset+7)))+string(binary.BigEndian.AppendUint32(nil, uint32(len(exif)))))
		return boxOf("ftyp", "avif\x00\x00\x00\x00") + boxOf("meta", "\x00\x00\x00\x00"+iinf+iloc)
	}
	head := make(len(make(0)) + 8)
	file := []byte(head + boxOf("mdat", "picture"+exif) + told)
	if !Located(file) {
		t.Fatal("it is not seen that it says where it was taken")
	}
	clean, err := Clean(file)
	if err != nil || Located(clean) || !bytes.Contains(clean, []byte("picture")) || bytes.Contains(clean, []byte(told)) || len(clean) != len(file)-len(told) {
		t.Errorf("%v, %q", err, clean)
	}
}

func TestNoPicture(t *testing.T) {
	for _, s := range []string{"", "GIF89a", "%PDF-1.4", "\x00\x00\x00\x18ftyp", "<svg>"} {
		if _, err := Clean([]byte(s)); !errors.Is(err, ErrFormat) {
			t.Errorf("%q is taken for a picture: %v", s, err)
		}
	}
}

func FuzzClean(f *testing.F) {
	for _, kind := range []string{"jpeg", "png", "gif"} {
		f.Add(encoded(f, kind))
	}
	f.Add(riff(riffChunk("VP8X", "\x2c\x00\x00\x00\x01\x00\x00\x01\x00\x00"), riffChunk("EXIF", string(located(3)))))
	f.Add([]byte(boxOf("ftyp", "avif\x00\x00\x00\x00") + boxOf("meta", "\x00\x00\x00\x00"+boxOf("iloc", "\x00\x00\x00\x00\x44\x00\x00\x02"))))
	f.Fuzz(func(t *testing.T, data []byte) {
		Located(data)
		clean, err := Clean(data)
		if err != nil {
			return
		}
		if len(clean) > len(data)+64 {
			t.Fatalf("%d bytes became %d", len(data), len(clean))
		}
		if c, _, err := image.DecodeConfig(bytes.NewReader(data)); err != nil || c.Width*c.Height > 10_000 {
			return
		}
		was, _, err := image.Decode(bytes.NewReader(data))
		if err != nil {
			return
		}
		is, _, err := image.Decode(bytes.NewReader(clean))
		if err != nil || was.Bounds() != is.Bounds() {
			t.Fatalf("the picture is broken: %v", err)
		}
	})
}
