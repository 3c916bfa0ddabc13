package markdown

import (
	"strings"
	"unicode/utf8"
)

// kind is the kind of target of a link.
type kind uint8

const (
	bad      kind = iota // not published
	external             // http or https
	contact              // mailto or tel
	internal             // a path on this site
	fragment             // a place on this page
)

// classify returns the kind of a target after entities and escapes are decoded.
// Anything unknown is bad: a deny list would have to know every scheme that any
// program on any device handles.
func classify(url string) kind {
	if url == "" || len(url) > maxURL || !utf8.ValidString(url) {
		return bad
	}
	for _, r := range url {
		// Browsers remove tabs and line breaks and read a backslash as a slash.
		if r <= ' ' || r == '\\' || hidden(r) || r == '\u00a0' || r == utf8.RuneError {
			return bad
		}
	}
	if url[0] == '#' {
		return fragment
	}
	scheme, rest, found := strings.Cut(url, ":")
	if !found || strings.ContainsAny(scheme, "/?#") {
		if strings.HasPrefix(url, "//") {
			return bad // another host
		}
		return internal
	}
	switch strings.ToLower(scheme) {
	case "http", "https":
		if goodHost(rest) {
			return external
		}
	case "mailto":
		to, _, _ := strings.Cut(rest, "?")
		if at := strings.IndexByte(to, '@'); at > 0 && at < len(to)-1 && !strings.Contains(to, "//") {
			return contact
		}
	case "tel":
		if rest != "" && strings.Trim(rest, "+0123456789()-.;=*extEXT") == "" {
			return contact
		}
	}
	return bad
}

// goodHost reports whether rest is "//" and a host with an optional port. User
// names are refused, since "https://bank.example@evil.example" is deceptive.
func goodHost(rest string) bool {
	host, ok := strings.CutPrefix(rest, "//")
	if !ok {
		return false
	}
	if i := strings.IndexAny(host, "/?#"); i >= 0 {
		host = host[:i]
	}
	if name, port, ok := strings.Cut(host, ":"); ok {
		if strings.Trim(port, "0123456789") != "" || len(port) > 5 {
			return false
		}
		host = name
	}
	if host == "" || host[0] == '.' || host[0] == '-' {
		return false
	}
	for _, r := range host {
		if r < utf8.RuneSelf && !isWord(byte(r)) && r != '-' && r != '.' && r != '_' {
			return false
		}
	}
	return true
}

// appendURL appends url for a quoted attribute: characters not allowed in a URL
// (RFC 3986 §2) are percent-encoded as UTF-8; percent signs stay.
func appendURL(dst []byte, url string) []byte {
	const hex = "0123456789ABCDEF"
	for i := range len(url) {
		c := url[i]
		switch {
		case c == '&':
			dst = append(dst, "&amp;"...)
		case c == '\'':
			dst = append(dst, "&#39;"...)
		case c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>\\^`{|}", c) >= 0:
			dst = append(dst, '%', hex[c>>4], hex[c&15])
		default:
			dst = append(dst, c)
		}
	}
	return dst
}
