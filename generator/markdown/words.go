package markdown

import (
	"strings"
	"unicode/utf8"
)

// Words returns a text with the words of Plain in order, for the search index. It
// may keep marks that are not letters, so most bodies need no parsing, which would
// take most of the time of indexing.
func Words(source string) string {
	if len(source) > MaxBytes {
		return Plain(source)
	}
	var b strings.Builder
	from := 0 // beginning of what is not in b yet
	open, seen := false, false
	lineStart, indent := true, 0
	for i := 0; i < len(source); i++ {
		c := source[i]
		if latin[c] || c == ' ' && !lineStart { // nearly all bytes
			lineStart = false
			continue
		}
		switch {
		case c >= utf8.RuneSelf && !seen:
			if strings.ContainsFunc(source[i:], hidden) {
				return Plain(source)
			}
			seen = true
		case c == '\n':
			if open {
				return Plain(source)
			}
			lineStart, indent = true, 0
			continue
		case c == ' ' && lineStart:
			if indent++; indent == 4 {
				return Plain(source) // possibly code
			}
			continue
		case special[c], lineStart && c >= '0' && c <= '9', c == '[' && open, c == ']' && !open:
			return Plain(source)
		case (c == '*' || c == '_' || c == '[') && i > 0 && letter(source[i-1]) && startsWithLetter(source[i:]):
			return Plain(source) // a mark inside a word
		case c == '/' && strings.HasPrefix(source[i:], "//"):
			return Plain(source)
		case c == '[':
			open = true
		case c == ']':
			// The address of a link is not part of the text.
			end := strings.IndexAny(source[i+1:], ")\n \"'") + i + 1
			if end == i || source[i+1] != '(' || source[end] != ')' || end == i+2 || strings.IndexByte(source[i+2:end], '(') >= 0 || !plainTarget(source[i+2:end]) || startsWithLetter(source[end+1:]) {
				return Plain(source)
			}
			open = false
			b.WriteString(source[from:i])
			i, from = end, end
		}
		lineStart = false
	}
	if open {
		return Plain(source)
	}
	if from == 0 {
		return source
	}
	b.WriteString(source[from:])
	return b.String()
}

// special marks characters that may begin markup or split words, and invisible
// ones.
var special = func() (is [256]bool) {
	for _, c := range []byte("<>`&\\|~!@\x7f") {
		is[c] = true
	}
	for c := range byte(' ') {
		is[c] = c != '\n'
	}
	return is
}()

var latin = func() (is [256]bool) {
	for c := range is {
		is[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
	}
	return is
}()

// startsWithLetter reports whether a text begins with a letter, ignoring marks.
func startsWithLetter(s string) bool {
	s = strings.TrimLeft(s, "*_[")
	return s != "" && letter(s[0])
}

// letter reports whether a byte is, or may be, part of a letter or digit.
func letter(c byte) bool {
	return c >= 0x80 || latin[c] || c >= '0' && c <= '9'
}

// plainTarget reports whether the address of a link has no characters that need
// parsing.
func plainTarget(s string) bool {
	for i := range len(s) {
		if c := s[i]; c <= ' ' || c >= 0x7f || special[c] {
			return false
		}
	}
	return true
}
