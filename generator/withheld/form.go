package withheld

import (
	"bytes"
	"html"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// form is a text as it is compared: its letters and digits, folded, without
// anything between them. What a browser, a calendar or a program decodes is
// decoded: entities, percent and backslash escapes. Compatibility forms are
// what they stand for (Unicode NFKD), case, accents, joiners and invisible
// characters are gone. So “41 Quince Hollow” and “41%20QUINCE-hóllow” are the
// same.
type form struct {
	text []byte
	word []int32 // offsets in text at which a word begins, in order
	from []int32 // for each word, where it begins in the source
	to   []int32 // and where it ends
	open bool    // the last byte belongs to a word that may go on

	numbers []decimal // decimal fractions, in order
	source  []byte
	spare   []byte
}

// decimal is a number with a fraction.
type decimal struct {
	value      float64 // without its sign: in links it is a letter, or lost
	half       float64 // half a unit of its last digit
	start, end int     // in the source
}

var forms = sync.Pool{New: func() any { return &form{} }}

func (f *form) reset(source []byte) {
	f.text, f.word, f.from, f.to, f.numbers = f.text[:0], f.word[:0], f.from[:0], f.to[:0], f.numbers[:0]
	f.open, f.source = false, source
}

// read takes a whole text.
func (f *form) read(text []byte) {
	f.reset(text)
	f.some(text, 0)
}

// readText takes what an HTML page shows. An element within a word does not
// end it, since it does not for a reader.
func (f *form) readText(page []byte) {
	f.reset(page)
	for i := 0; i < len(page); {
		tag := bytes.IndexByte(page[i:], '<')
		if tag < 0 {
			f.some(page[i:], i)
			return
		}
		f.some(page[i:i+tag], i)
		i += tag
		end := tagEnd(page[i:])
		if !inline(page[i : i+end]) {
			f.open = false
		}
		i += end
	}
}

// readTags takes the tags of an HTML page, with the values of their attributes.
func (f *form) readTags(page []byte) {
	f.reset(page)
	for i := 0; i < len(page); {
		tag := bytes.IndexByte(page[i:], '<')
		if tag < 0 {
			return
		}
		i += tag
		end := tagEnd(page[i:])
		f.some(page[i:i+end], i)
		f.open = false
		i += end
	}
}

// tagEnd is the length of the tag that a text begins with. Our pages escape
// every < that is none, and comments do not occur in them.
func tagEnd(tag []byte) int {
	quote := byte(0)
	for i, c := range tag {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i + 1
		}
	}
	return len(tag)
}

// inline reports whether an element may be within a word.
func inline(tag []byte) bool {
	if len(tag) < 2 {
		return false
	}
	name := bytes.TrimPrefix(tag[1:], []byte("/"))
	for i, c := range name {
		if c == ' ' || c == '>' || c == '/' {
			return inlines[string(name[:i])]
		}
	}
	return false
}

var inlines = set("b i em strong mark span a u s small sub sup code wbr abbr bdi")

// some adds a piece of the source that begins at offset from.
func (f *form) some(piece []byte, from int) {
	for i := 0; i < len(piece); {
		c := piece[i]
		switch {
		case 'a' <= c && c <= 'z':
			n := i + 1
			for n < len(piece) && 'a' <= piece[n] && piece[n] <= 'z' {
				n++
			}
			f.add(c, from+i, from+n)
			f.text = append(f.text, piece[i+1:n]...)
			i = n
		case 'A' <= c && c <= 'Z':
			// WrittenLikeThis is several words.
			if i > 0 && 'a' <= piece[i-1] && piece[i-1] <= 'z' {
				f.open = false
			}
			f.add(c+'a'-'A', from+i, from+i+1)
			i++
		case '0' <= c && c <= '9':
			i += f.digits(piece[i:], from+i)
		case c == '&', c == '%', c == '\\':
			i += f.escape(piece[i:], from+i)
		case c < utf8.RuneSelf:
			f.open = f.open && (c == '\'' || c == '`')
			i++
		default:
			r, n := utf8.DecodeRune(piece[i:])
			f.rune(r, from+i, from+i+n)
			i += n
		}
	}
}

// add adds a letter or digit of a character at from to to in the source. A
// number is a word, whatever is beside it.
func (f *form) add(c byte, from, to int) {
	if n := len(f.text); !f.open || n > 0 && isDigit(c) != isDigit(f.text[n-1]) {
		f.word = append(f.word, int32(n))
		f.from, f.to = append(f.from, int32(from)), append(f.to, 0)
		f.open = true
	}
	f.text = append(f.text, c)
	f.to[len(f.to)-1] = int32(to)
}

// digits adds a run of digits, and notes the number if it has a fraction as long
// as coordinates have.
func (f *form) digits(piece []byte, at int) int {
	n := run(piece)
	for i, c := range piece[:n] {
		f.add(c, at+i, at+i+1)
	}
	if n > 3 || n == len(piece) {
		return n
	}
	const least = 3 // digits that tell about a hundred metres
	fraction := 0
	switch {
	case piece[n] == '.':
		fraction = run(piece[n+1:])
	case piece[n] == ',' && run(piece[n+1:]) > least: // 1,000 is a thousand
		fraction = run(piece[n+1:])
	}
	if fraction < least || fraction > 18 {
		return n
	}
	value, err := strconv.ParseFloat(string(piece[:n])+"."+string(piece[n+1:n+1+fraction]), 64)
	if err != nil {
		return n
	}
	half := 0.5
	for range fraction {
		half /= 10
	}
	f.numbers = append(f.numbers, decimal{value, half, at, at + n + 1 + fraction})
	return n
}

// run is how many digits a text begins with.
func run(s []byte) int {
	n := 0
	for n < len(s) && '0' <= s[n] && s[n] <= '9' {
		n++
	}
	return n
}

// escape adds what an escape sequence stands for, and returns its length. What
// looks like one and is none ends the word as other punctuation does.
func (f *form) escape(piece []byte, at int) int {
	switch piece[0] {
	case '&':
		return f.entity(piece, at)
	case '%':
		return f.percent(piece, at)
	}
	return f.backslash(piece, at)
}

// entity adds a character reference of HTML. In a feed it may be escaped twice.
func (f *form) entity(piece []byte, at int) int {
	const longest = 12
	end := bytes.IndexByte(piece[:min(len(piece), longest)], ';')
	if end < 2 {
		f.open = false
		return 1
	}
	if string(piece[1:end]) == "amp" && end+1 < len(piece) && (piece[end+1] == '#' || isLetter(piece[end+1])) {
		inner := bytes.IndexByte(piece[end+1:min(len(piece), end+longest)], ';')
		if inner > 0 {
			if text := html.UnescapeString("&" + string(piece[end+1:end+2+inner])); text[0] != '&' {
				f.decoded(text, at, at+end+2+inner)
				return end + 2 + inner
			}
		}
	}
	text := html.UnescapeString(string(piece[:end+1]))
	if text[0] == '&' {
		f.open = false
		return 1
	}
	f.decoded(text, at, at+end+1)
	return end + 1
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

// percent adds a run of percent-encoded bytes (RFC 3986), encoded once or more.
func (f *form) percent(piece []byte, at int) int {
	f.spare = f.spare[:0]
	i := 0
	for i+2 < len(piece) && piece[i] == '%' {
		c, ok := octet(piece[i+1:])
		for i += 3; ok && c == '%' && i+1 < len(piece); i += 2 {
			next, again := octet(piece[i:])
			if !again {
				break
			}
			c = next
		}
		if !ok {
			i -= 3
			break
		}
		f.spare = append(f.spare, c)
	}
	if i == 0 {
		f.open = false
		return 1
	}
	f.decoded(string(f.spare), at, at+i)
	return i
}

// octet reads two hexadecimal digits.
func octet(s []byte) (byte, bool) {
	if len(s) < 2 {
		return 0, false
	}
	n, err := strconv.ParseUint(string(s[:2]), 16, 8)
	return byte(n), err == nil
}

// backslash adds an escape of JSON, YAML or iCalendar (RFC 5545 section 3.3.11).
func (f *form) backslash(piece []byte, at int) int {
	if len(piece) < 2 {
		return 1
	}
	digits := map[byte]int{'u': 4, 'U': 8, 'x': 2}[piece[1]]
	switch {
	case digits > 0 && len(piece) >= 2+digits:
		n, err := strconv.ParseUint(string(piece[2:2+digits]), 16, 32)
		if err != nil {
			break
		}
		f.decoded(string(rune(n)), at, at+2+digits)
		return 2 + digits
	case strings.IndexByte("nNrtfb", piece[1]) >= 0:
		f.open = false
		return 2
	}
	f.open = false
	return 1
}

// decoded adds what an escape stood for. It is not decoded again.
func (f *form) decoded(text string, from, to int) {
	for _, r := range text {
		switch {
		case r >= utf8.RuneSelf:
			f.rune(r, from, to)
		case 'a' <= r && r <= 'z', isDigit(byte(r)):
			f.add(byte(r), from, to)
		case 'A' <= r && r <= 'Z':
			f.add(byte(r)+'a'-'A', from, to)
		default:
			f.open = f.open && r == '\''
		}
	}
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// rune adds a character beyond ASCII.
func (f *form) rune(r rune, from, to int) {
	folded := foldRune(r)
	switch {
	case folded == "" && r != 0xa0 && !unicode.IsSpace(r) && !unicode.IsPunct(r) && !unicode.IsSymbol(r), r == '’', r == 'ʼ':
		return // a mark or an invisible character: the word goes on
	case folded == "":
		f.open = false
		return
	}
	for i := range len(folded) {
		f.add(folded[i], from, to)
	}
}

// folds are characters that were folded before.
var folds sync.Map

// foldRune is a character as letters are compared, or "" if it is no letter or
// digit.
func foldRune(r rune) string {
	if s, ok := folds.Load(r); ok {
		return s.(string)
	}
	var b strings.Builder
	for _, c := range norm.NFKD.String(strings.ToLower(string(r))) {
		c = unicode.ToLower(c)
		switch {
		case letters[c] != "":
			b.WriteString(letters[c])
		case unicode.Is(unicode.Nd, c):
			b.WriteByte(byte('0' + digitOf(c)))
		case unicode.IsLetter(c):
			b.WriteRune(c)
		}
	}
	s := b.String()
	folds.Store(r, s)
	return s
}

// digitOf is the value of a decimal digit of any script: they come in tens.
func digitOf(r rune) int {
	n := 0
	for unicode.Is(unicode.Nd, r-rune(n)-1) && n < 9 {
		n++
	}
	return n
}

// letters are those that Unicode does not take apart, and that people type
// otherwise.
var letters = map[rune]string{
	'ß': "ss", 'ø': "o", 'æ': "ae", 'œ': "oe", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i", 'ħ': "h", 'ŧ': "t",
}

// squeezed is the form of a whole text.
func squeezed(text string) string {
	f := forms.Get().(*form)
	defer forms.Put(f)
	f.read([]byte(text))
	return string(f.text)
}

// wordsOf are the folded words of a text.
func wordsOf(text string) []string {
	f := forms.Get().(*form)
	defer forms.Put(f)
	f.read([]byte(text))
	out := make([]string, len(f.word))
	for i := range f.word {
		out[i] = string(f.wordText(i))
	}
	return out
}

// wordText is the text of word i.
func (f *form) wordText(i int) []byte {
	end := len(f.text)
	if i+1 < len(f.word) {
		end = int(f.word[i+1])
	}
	return f.text[f.word[i]:end]
}
