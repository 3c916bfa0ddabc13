package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// The engine in the browser folds and cuts words by the same rules, of which
// testdata/words.json holds examples that both have to pass. Whoever changes one
// side changes the other.

// letters are those that Unicode does not take apart and people type otherwise.
var letters = strings.NewReplacer(
	"ß", "ss", "ø", "o", "æ", "ae", "œ", "oe", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i", "ħ", "h", "ŧ", "t",
	"ة", "ه", "ى", "ي", "ـ", "", // Arabic: endings that are written either way, and the stroke that only stretches
	"'", "", "’", "", "ʼ", "", "`", "", // Mary's is typed marys
)

// Fold writes a text as words are compared: in lower case, compatibility forms as
// what they stand for (Unicode NFKD), without the marks over and under letters that
// are left out in a hurry, and composed again (NFC).
func Fold(s string) string {
	if !plain(s) {
		s = strings.ToLower(norm.NFKD.String(strings.ToLower(s))) // what stands for a letter may be a capital
		return letters.Replace(norm.NFC.String(strings.Map(unmarked, s)))
	}
	if strings.IndexByte(s, '\'') < 0 && strings.IndexByte(s, '`') < 0 {
		return strings.ToLower(s)
	}
	return letters.Replace(strings.ToLower(s))
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
	var out []string
	eachWord(Fold(s), func(w string) { out = append(out, w) })
	return out
}

// eachWord calls put with each word of a folded text.
func eachWord(s string, put func(string)) {
	if plain(s) {
		eachPlainWord(s, put)
		return
	}
	start, stop, n := -1, -1, 0 // of the word that is open: stop is where it is cut off
	var run []rune              // of a script without spaces
	end := func(at int) {
		if start >= 0 {
			if stop >= 0 {
				at = stop
			}
			put(s[start:at])
		}
		for i := range max(len(run)-1, min(len(run), 1)) {
			put(string(run[i:min(i+2, len(run))]))
		}
		start, stop, n, run = -1, -1, 0, run[:0]
	}
	for at, r := range s {
		switch {
		case unspaced(r):
			if start >= 0 {
				end(at)
			}
			run = append(run, r)
		case !inWord(r):
			end(at)
		default:
			if len(run) > 0 {
				end(at)
			}
			if start < 0 {
				start = at
			}
			if n++; n == longWord+1 {
				stop = at
			}
		}
	}
	end(len(s))
}

// eachPlainWord is eachWord for a text in ASCII, as most are: a byte is a character.
func eachPlainWord(s string, put func(string)) {
	for from := 0; from < len(s); from++ {
		to := from
		for to < len(s) && plainLetter[s[to]] {
			to++
		}
		if to > from {
			put(s[from:min(to, from+longWord)])
		}
		from = to
	}
}

var plainLetter = func() (is [256]bool) {
	for c := range rune(utf8.RuneSelf) {
		is[c] = c >= 'a' && c <= 'z' || c >= '0' && c <= '9'
	}
	return is
}()

// plain reports whether a text is in ASCII.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return plainLetter[r]
	}
	return unicode.In(r, unicode.L, unicode.N, unicode.M)
}

// unspaced reports whether r belongs to a script whose words are not parted, or
// in which a part of a word is looked for.
func unspaced(r rune) bool {
	return r >= 0xe00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar)
}
