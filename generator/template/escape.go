package template

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
)

// What html/template's escapers do, appended to a page. html/template decides
// which of them an action needs; these write the same, as
// FuzzCompiledWritesTheSame checks.

// printed returns the text of a value as html/template prints it.
func (b *body) printed(e expression) func(*run) string {
	value := b.value(e)
	switch kind := e.typ.Kind(); {
	case kind == reflect.Pointer:
		b.refuse("a value of type %s", e.typ)
	case e.typ.NumMethod() > 0: // it may implement its own printing
	case kind == reflect.String:
		return e.text
	case reflect.Zero(e.typ).CanInt():
		return func(r *run) string { return strconv.FormatInt(value(r).Int(), 10) }
	}
	return func(r *run) string { return fmt.Sprint(value(r).Interface()) }
}

// escaper returns one function for a sequence of html/template's. Only the
// first of them sees whether the value's type is already HTML or a URL.
func (b *body) escaper(typ reflect.Type, names []string) func(dst []byte, s string) []byte {
	if len(names) > 0 && typ == urlType {
		switch names[0] {
		case "urlfilter":
			names = names[1:]
		case "urlescaper":
			names = append([]string{"urlnormalizer"}, names[1:]...)
		}
	}
	row := strings.Join(names, " ")
	if typ == htmlType && row == "htmlescaper" {
		return func(dst []byte, s string) []byte { return append(dst, s...) }
	}
	if put := escapers[row]; put != nil && (typ != htmlType || strings.HasPrefix(row, "url")) {
		return put
	}
	b.refuse("a value of type %s for %q", typ, row)
	return nil
}

var escapers = map[string]func(dst []byte, s string) []byte{
	"htmlescaper":   AppendEscaped,
	"rcdataescaper": AppendEscaped,
	"attrescaper":   AppendEscaped,

	"urlnormalizer attrescaper": func(dst []byte, s string) []byte { return appendURL(dst, s, true) },
	"urlescaper attrescaper":    func(dst []byte, s string) []byte { return appendURL(dst, s, false) },
	"urlfilter attrescaper":     func(dst []byte, s string) []byte { return AppendEscaped(dst, filtered(s)) },
	"urlfilter urlnormalizer attrescaper": func(dst []byte, s string) []byte {
		return appendURL(dst, filtered(s), true)
	},
}

// AppendEscaped appends the text of an element or of a quoted attribute.
func AppendEscaped(dst []byte, s string) []byte {
	done := 0
	for i := 0; i < len(s); i++ {
		if s[i] > '>' || entities[s[i]] == "" {
			continue
		}
		dst = append(append(dst, s[done:i]...), entities[s[i]]...)
		done = i + 1
	}
	return append(dst, s[done:]...)
}

var entities = ['>' + 1]string{0: "\ufffd", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;"}

// filtered passes a URL without a scheme, or with one that html/template
// trusts.
func filtered(url string) string {
	scheme, _, found := strings.Cut(url, ":")
	if !found || strings.Contains(scheme, "/") || strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https") || strings.EqualFold(scheme, "mailto") {
		return url
	}
	return "#ZgotmplZ"
}

// AppendURL appends a whole URL to a quoted attribute. It does not check the
// scheme.
func AppendURL(dst []byte, url string) []byte { return appendURL(dst, url, true) }

// appendURL appends a URL, whole or part of a query or fragment, to a quoted
// attribute: characters not allowed there are written as %XX.
func appendURL(dst []byte, url string, whole bool) []byte {
	const hex = "0123456789abcdef"
	done := 0
	for i := 0; i < len(url); i++ {
		c := url[i]
		if unreserved(c) {
			continue
		}
		if whole && (strings.IndexByte("!#$*,/:;=?@[]", c) >= 0 || c == '%' && i+2 < len(url) && isHex(url[i+1]) && isHex(url[i+2])) {
			continue
		}
		dst = append(dst, url[done:i]...)
		done = i + 1
		switch {
		case whole && (c == '&' || c == '+'):
			dst = append(dst, entities[c]...)
		default:
			dst = append(dst, '%', hex[c>>4], hex[c&15])
		}
	}
	return append(dst, url[done:]...)
}

// unreserved is RFC 3986, section 2.3.
func unreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '-' || c == '.' || c == '_' || c == '~'
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}
