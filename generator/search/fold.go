package search

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The engine in the browser folds and cuts words by the same rules, of which
// testdata/words.json holds examples that both have to pass. Whoever changes one
// side changes the other.

// letters are those that Unicode does not take apart and people type otherwise.
var written = strings.NewReplacer(
	"ß", "ss", "ø", "o", "æ", "ae", "œ", "oe", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i", "ħ", "h", "ŧ", "t",
	"ة", "ه", "ى", "ي", "ـ", "", // Arabic: endings that are written either way, and the stroke that only stretches
	"’", "'", "ʼ", "'", "`", "'",
)

// elided are articles and prepositions of French, Italian and Catalan that lose their
// last letter before a vowel: "l'eau" is a word, eau, with its article.
var elided = map[string]bool{
	"c": true, "d": true, "j": true, "l": true, "m": true, "n": true, "s": true, "t": true, "qu": true, "jusqu": true, "lorsqu": true, "puisqu": true, "quoiqu": true,
	"un": true, "all": true, "coll": true, "dall": true, "dell": true, "nell": true, "sull": true, "quell": true,
}

// opens reports whether a letter, folded, may follow an elided word.
func opens(r rune) bool { return strings.ContainsRune("aeiouh", r) }

// unquoted takes the apostrophes out of a text, and elided words with theirs; of others
// nothing: Mary's is typed marys.
func unquoted(s string) string {
	if strings.IndexByte(s, '\'') < 0 {
		return s
	}
	var out strings.Builder
	start := 0 // of the letters that are open
	for at, r := range s {
		switch {
		case r == '\'':
			next, _ := utf8.DecodeRuneInString(s[at+1:])
			if !elided[s[start:at]] || !opens(next) {
				out.WriteString(s[start:at])
			}
			start = at + 1
		case !inWord(r):
			out.WriteString(s[start : at+len(string(r))])
			start = at + len(string(r))
		}
	}
	return out.String() + s[start:]
}

// fold writes a text as words are compared: in lower case, compatibility forms as
// what they stand for (Unicode NFKD), without the marks over and under letters that
// are left out in a hurry, and composed again (NFC).
func fold(s string) string {
	s = strings.ToLower(norm.NFKD.String(strings.ToLower(s))) // what stands for a letter may be a capital
	return unquoted(written.Replace(norm.NFC.String(strings.Map(unmarked, s))))
}

func unmarked(r rune) rune {
	if mark(r) {
		return -1
	}
	return r
}

// mark reports whether r is a mark that people leave out: accents, the points of
// Hebrew, the vowels of Arabic. The vowels of Thai or Hindi are no such marks.
func mark(r rune) bool {
	return r >= 0x300 && r <= 0x36f || r >= 0x591 && r <= 0x5c7 || r >= 0x64b && r <= 0x65f || r == 0x670 || r == 0xad || r >= 0x200b && r <= 0x200f
}

// longWord is how many characters of a word count.
const longWord = 24

// Words cuts a text into folded words. Of scripts that are written without
// spaces each two neighbouring characters are a word.
func Words(s string) []string {
	var c cutter
	var out []string
	c.each(s, func(word []byte) { out = append(out, string(word)) })
	return out
}

// Slug is the words of a text with hyphens between, as most ids are.
func Slug(s string) string {
	var c cutter
	var out []byte
	c.each(s, func(word []byte) {
		if len(out) > 0 {
			out = append(out, '-')
		}
		out = append(out, word...)
	})
	return string(out)
}

// Line is a text on one line, with one space between its words.
func Line(s string) string {
	before := ' '
	for _, r := range s {
		if unicode.IsSpace(r) && (r != ' ' || before == ' ') {
			return strings.Join(strings.Fields(s), " ")
		}
		before = r
	}
	return strings.TrimSuffix(s, " ")
}

// InToken reports whether r may be part of what is written without a space: a letter, or
// what joins two words or two parts of one.
func InToken(r rune) bool {
	return inWord(r) || strings.ContainsRune("'’ʼ`", r) || hyphen(r)
}

func hyphen(r rune) bool { return r == '-' || r == '\u2010' || r == '\u2011' }

// bare is an Arabic word without its article, and what is written as one with it.
func bare(word string) string {
	for _, article := range []string{"وال", "بال", "كال", "فال", "ال", "لل"} {
		if rest, ok := strings.CutPrefix(word, article); ok && utf8.RuneCountInString(rest) > 2 {
			return rest
		}
	}
	return word
}

// cutter cuts texts into folded words. It is not safe for concurrent use.
type cutter struct {
	word   []byte
	before []byte            // the word before the open one, if only a hyphen is between them
	join   func(word []byte) // gets two words with a hyphen as one: co-op is typed coop; nil = nobody asks
}

// put hands over a word that ends before a character, and what it makes with the one
// before it.
func (c *cutter) put(word []byte, end rune, put func(word []byte)) {
	put(word)
	if c.join == nil {
		return
	}
	letter := word[0] > '9' // "2026-12-05" is no word
	if len(c.before) > 0 && letter {
		c.join(cutOff(append(c.before, word...)))
	}
	c.before = c.before[:0]
	if letter && hyphen(end) {
		c.before = append(c.before, word...)
	}
}

// cutOff is the beginning of a word that counts.
func cutOff(word []byte) []byte {
	n := 0
	for at := range string(word) {
		if n++; n > longWord {
			return word[:at]
		}
	}
	return word
}

// each calls put with each word of a text, which is only good until put returns. In
// most texts each character is folded by itself, and that is known beforehand.
func (c *cutter) each(s string, put func(word []byte)) {
	known := alone()
	word, n := c.word[:0], 0 // that is open, and of how many characters it is
	part := 0                // where in it what follows the last apostrophe begins
	done := 0                // what of the text is before it
	c.before = c.before[:0]
	for at := 0; at < len(s); {
		r, size := rune(s[at]), 1
		if r < utf8.RuneSelf {
			if l := plain[r]; l != 0 {
				if n < longWord {
					word = append(word, l)
				}
				n++
				at++
				continue
			}
		} else if r, size = utf8.DecodeRuneInString(s[at:]); int(r) >= len(known) {
			r = 0
		}
		at += size
		switch f := &known[r]; f.kind {
		case letters:
			if left := longWord - n; left >= f.count {
				word = append(word, f.text...)
			} else if left > 0 {
				word = append(word, f.text[:left]...)
			}
			n += f.count
		case quotes:
			next, _ := utf8.DecodeRuneInString(s[at:])
			if n > longWord || int(next) >= len(known) || known[next].kind == depends || known[next].kind == vanishes {
				c.eachFolded(fold(s[done:]), put)
				return
			}
			if f := &known[next]; f.kind == letters && elided[string(word[part:])] && opens(rune(f.text[0])) {
				n -= len(word) - part
				word = word[:part]
			}
			part = len(word)
		case parts:
			if n > 0 {
				c.put(word, r, put)
			} else {
				c.before = c.before[:0]
			}
			done, n, part, word = at, 0, 0, word[:0]
		case depends:
			c.eachFolded(fold(s[done:]), put)
			return
		}
	}
	if n > 0 {
		c.put(word, 0, put)
	}
	c.word = word
}

// plain are the letters and digits of ASCII, which most characters are, in lower case.
var plain = func() (out [utf8.RuneSelf]byte) {
	for _, c := range []byte("abcdefghijklmnopqrstuvwxyz0123456789") {
		out[c] = c
		out[unicode.ToUpper(rune(c))] = c
	}
	return out
}()

// alone are the characters that are folded by themselves, whatever stands beside
// them: those of Latin scripts, and signs.
var alone = sync.OnceValue(func() []folded {
	out := make([]folded, 0x2070)
	for _, span := range [][2]rune{{1, 0x250}, {0x1e00, 0x1f00}, {0x2000, 0x2070}} {
		for r := span[0]; r < span[1]; r++ {
			out[r] = newFolded(fold(string(r)))
		}
	}
	for _, r := range "'`’" {
		out[r].kind = quotes
	}
	return out
})

// folded is what a character becomes.
type folded struct {
	kind  foldedKind
	text  string // of letters
	count int    // characters of it
}

type foldedKind uint8

const (
	depends  foldedKind = iota // on what stands beside it, or it is several words
	letters                    // of a word
	parts                      // it is in no word
	vanishes                   // it is left out
	quotes                     // it is left out, and what is before it may be, too
)

func newFolded(text string) folded {
	all, in := 0, 0
	for _, r := range text {
		all++
		if inWord(r) {
			in++
		}
	}
	switch {
	case all == 0:
		return folded{kind: vanishes}
	case in == 0:
		return folded{kind: parts}
	case in == all && (all == 1 || all == len(text)):
		return folded{letters, text, all}
	}
	return folded{}
}

// eachFolded is each for a text that is folded.
func (c *cutter) eachFolded(s string, put func(word []byte)) {
	give := func(word string, end rune) {
		c.word = append(c.word[:0], bare(word)...)
		c.put(c.word, end, put)
	}
	start, stop, n := -1, -1, 0 // of the word that is open: stop is where it is cut off
	var run []rune              // of a script without spaces
	end := func(at int, r rune) {
		if start < 0 {
			c.before = c.before[:0]
		} else {
			if stop >= 0 {
				at = stop
			}
			give(s[start:at], r)
		}
		for i := range max(len(run)-1, min(len(run), 1)) {
			give(string(run[i:min(i+2, len(run))]), 0)
		}
		start, stop, n, run = -1, -1, 0, run[:0]
	}
	for at, r := range s {
		switch {
		case unspaced(r):
			if start >= 0 {
				end(at, r)
			}
			run = append(run, r)
		case !inWord(r):
			end(at, r)
		default:
			if len(run) > 0 {
				end(at, r)
			}
			if start < 0 {
				start = at
			}
			if n++; n == longWord+1 {
				stop = at
			}
		}
	}
	end(len(s), 0)
}

func inWord(r rune) bool {
	return unicode.In(r, unicode.L, unicode.N, unicode.M)
}

// unspaced reports whether r belongs to a script whose words are not parted, or
// in which a part of a word is looked for.
func unspaced(r rune) bool {
	return r >= 0xe00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}
