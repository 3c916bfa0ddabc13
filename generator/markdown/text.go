package markdown

import (
	"bytes"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

var buffers = sync.Pool{New: func() any { b := make([]byte, 0, 8<<10); return &b }}

// hidden reports whether r must not reach a reader, because it is invisible or
// changes the reading direction (Unicode TR 36 §3.6).
func hidden(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case r < ' ' || r >= 0x7f && r <= 0x9f:
		return true
	case r < 0x200b:
		return r == 0xad || r == 0x61c
	case r == 0x200b, r >= 0x202a && r <= 0x202e, r >= 0x2060 && r <= 0x206f, r == 0xfeff:
		return true
	case r >= 0xfff9 && r <= 0xfffb, r >= 0xe0000 && r <= 0xe007f, r&0xfffe == 0xfffe:
		return true
	}
	return r >= 0xfdd0 && r <= 0xfdef
}

// appendRune appends r, escaped for HTML if escape is set, or nothing if it is
// hidden.
func appendRune(dst []byte, r rune, escape bool) []byte {
	switch {
	case hidden(r):
		return dst
	case r == '\u2028' || r == '\u2029':
		return append(dst, '\n')
	case !escape:
	case r == '<':
		return append(dst, "&lt;"...)
	case r == '>':
		return append(dst, "&gt;"...)
	case r == '&':
		return append(dst, "&amp;"...)
	case r == '"':
		return append(dst, "&#34;"...)
	}
	return utf8.AppendRune(dst, r)
}

// plainByte marks the bytes that need no escaping in HTML and in text.
var plainByte = func() (t [256]bool) {
	for c := ' '; c < 0x7f; c++ {
		t[c] = true
	}
	t['\n'], t['\t'] = true, true
	for _, c := range "<>&\"\\" {
		t[c] = false
	}
	return t
}()

// appendRaw appends s literally, as in code.
func appendRaw(dst, s []byte, escape bool) []byte {
	for i := 0; i < len(s); {
		from := i
		for i < len(s) && plainByte[s[i]] {
			i++
		}
		dst = append(dst, s[from:i]...)
		if i == len(s) {
			break
		}
		r, n := utf8.DecodeRune(s[i:])
		dst = appendRune(dst, r, escape)
		i += n
	}
	return dst
}

// appendText appends s with backslash escapes and entities decoded in one pass, so
// that nothing is decoded twice.
func appendText(dst, s []byte, escape bool) []byte {
	for i := 0; i < len(s); {
		from := i
		for i < len(s) && plainByte[s[i]] {
			i++
		}
		dst = append(dst, s[from:i]...)
		if i == len(s) {
			break
		}
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			dst = appendRune(dst, rune(s[i+1]), escape)
			i += 2
		case c == '&':
			if decoded, n := entity(s[i:]); n > 0 {
				for _, r := range decoded {
					dst = appendRune(dst, r, escape)
				}
				i += n
				continue
			}
			dst = appendRune(dst, '&', escape)
			i++
		default:
			r, n := utf8.DecodeRune(s[i:])
			dst = appendRune(dst, r, escape)
			i += n
		}
	}
	return dst
}

// entity decodes the character reference at the beginning of s and returns its
// length, 0 if there is none.
func entity(s []byte) (string, int) {
	end := bytes.IndexByte(s[:min(len(s), 40)], ';')
	if end < 2 {
		return "", 0
	}
	name := string(s[1:end])
	if name[0] != '#' {
		e, ok := util.LookUpHTML5EntityByName(name)
		if !ok {
			return "", 0
		}
		return string(e.Characters), end + 1
	}
	digits, base := name[1:], 10
	if strings.HasPrefix(digits, "x") || strings.HasPrefix(digits, "X") {
		digits, base = digits[1:], 16
	}
	if digits == "" || len(digits) > 7 || digits[0] == '+' || digits[0] == '-' {
		return "", 0
	}
	v, err := strconv.ParseUint(digits, base, 32)
	if err != nil {
		return "", 0
	}
	if v == 0 || v > unicode.MaxRune || v >= 0xd800 && v <= 0xdfff {
		v = utf8.RuneError
	}
	return string(rune(v)), end + 1
}

// decode returns s with escapes and entities decoded, including hidden characters.
func decode(s []byte) string {
	if bytes.IndexByte(s, '\\') < 0 && bytes.IndexByte(s, '&') < 0 {
		return string(s)
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			b.WriteByte(s[i+1])
			i += 2
			continue
		case c == '&':
			if decoded, n := entity(s[i:]); n > 0 {
				b.WriteString(decoded)
				i += n
				continue
			}
		}
		b.WriteByte(s[i])
		i++
	}
	return b.String()
}

// appendParagraphs appends source as typed, in paragraphs, for bodies beyond the
// limits.
func appendParagraphs(dst []byte, source string) []byte {
	if len(source) > MaxBytes {
		source = cut(source, MaxBytes)
	}
	// Paragraphs cost 7 bytes of markup for at least one byte and two line breaks.
	for source != "" {
		part, rest, _ := strings.Cut(source, "\n\n")
		source = rest
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		dst = append(dst, "<p>"...)
		dst = appendRaw(dst, []byte(part), true)
		dst = append(dst, "</p>\n"...)
	}
	return dst
}

// cut returns at most n bytes of s, in whole characters.
func cut(s string, n int) string {
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
