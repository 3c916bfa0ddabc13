package format

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// mostIDRunes keeps addresses short enough for every file system and mail.
const mostIDRunes = 100

// mostIDBytes leaves room in the name of a file for a language and an ending: file
// systems stop at 255 bytes.
const mostIDBytes = 230

// BadID says what is wrong with an id, and what to write; "" when it is fine.
// An id is lower-case letters and digits of any script and hyphens, in NFC.
func BadID(id string) (text, hint string) {
	if id == "" {
		return "the id is empty", "give the file a name of lower-case letters, digits and hyphens"
	}
	proposal := Slug(id)
	hint = "use lower-case letters, digits and hyphens"
	if proposal != "" && proposal != id {
		hint += ": " + proposal
	}
	if n := utf8.RuneCountInString(id); n > mostIDRunes {
		return fmt.Sprintf("the id has %d characters, more than %d", n, mostIDRunes), "shorten it"
	}
	if n := len(id); n > mostIDBytes {
		return fmt.Sprintf("the id has %d bytes, more than the %d that every disk can hold", n, mostIDBytes), "shorten it"
	}
	if !norm.NFC.IsNormalString(id) {
		return fmt.Sprintf("“%s” is written with separate accents", Clip(id)), hint
	}
	for i, r := range id {
		switch {
		case invisible(r):
			return fmt.Sprintf("“%s” has an invisible character (U+%04X), so it looks like another id", Clip(id), r), hint
		case unicode.IsUpper(r) || unicode.IsTitle(r):
			return fmt.Sprintf("“%s” has an upper-case letter, and some computers cannot tell it from a lower-case one", Clip(id)), hint
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) && i > 0 || r == '-' && i > 0:
		default:
			return fmt.Sprintf("“%s” has the character “%c”, which has no place in an address", Clip(id), printable(r)), hint
		}
	}
	if strings.HasSuffix(id, "-") {
		return fmt.Sprintf("“%s” ends in a hyphen", Clip(id)), hint
	}
	return "", ""
}

// invisible reports whether r is drawn as nothing (Unicode
// Default_Ignorable_Code_Point).
func invisible(r rune) bool {
	return unicode.In(r, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector, unicode.Cf)
}

// MixedScripts reports whether a word of an id is written in several of the
// Latin, Greek and Cyrillic scripts, whose letters look alike.
func MixedScripts(id string) bool {
	if !strings.ContainsFunc(id, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return false
	}
	for word := range strings.SplitSeq(id, "-") {
		scripts := 0
		for _, script := range []*unicode.RangeTable{unicode.Latin, unicode.Greek, unicode.Cyrillic} {
			if strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(script, r) }) {
				scripts++
			}
		}
		if scripts > 1 {
			return true
		}
	}
	return false
}

// Skeleton is an id in the Latin letters that it looks like: two ids with the
// same skeleton are taken for each other (after Unicode UTS 39 section 4).
func Skeleton(id string) string {
	if strings.ContainsFunc(id, func(r rune) bool { return r >= utf8.RuneSelf }) {
		return looksLike.Replace(id)
	}
	return strings.Map(func(r rune) rune { // most ids, and the replacer is slow
		switch r {
		case '0':
			return 'o'
		case '1':
			return 'l'
		}
		return r
	}, id)
}

var looksLike = strings.NewReplacer(
	"а", "a", "е", "e", "о", "o", "р", "p", "с", "c", "у", "y", "х", "x", "ѕ", "s", "і", "i", "ї", "ï", "ј", "j", "ԁ", "d", "һ", "h", "ԛ", "q", "ԝ", "w", "ѵ", "v", "к", "k", "м", "m", "т", "t", "в", "b", "н", "h", "г", "r",
	"α", "a", "ο", "o", "ρ", "p", "ν", "v", "υ", "u", "ι", "i", "κ", "k", "χ", "x", "γ", "y", "τ", "t", "ε", "e", "η", "n", "ω", "w",
	"ı", "i", "ɡ", "g", "ɑ", "a", "0", "o", "1", "l",
)

func printable(r rune) rune {
	if unicode.IsPrint(r) {
		return r
	}
	return utf8.RuneError
}

var (
	device   = regexp.MustCompile(`^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])$`)
	numbered = regexp.MustCompile(`^(page|places)-[0-9]+$`)
)

// ReservedID says why an id cannot be used although it is well formed.
func ReservedID(id string) (text, hint string) {
	if device.MatchString(id) {
		return fmt.Sprintf("“%s” is the name of a device on Windows, where no file can have it", id), "choose another name, such as " + id + "-1"
	}
	if numbered.MatchString(id) {
		return fmt.Sprintf("“%s” is the address of a page of a long list", id), "choose another name"
	}
	return "", ""
}

// Slug makes an id of a text: "Nähcafé & Tee" becomes "nähcafé-tee".
func Slug(s string) string {
	var b strings.Builder
	hyphen := false
	count := 0
	for _, r := range norm.NFC.String(strings.ToLower(norm.NFC.String(s))) {
		if unicode.IsLetter(r) && !unicode.IsUpper(r) && !unicode.IsTitle(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) && b.Len() > 0 && !hyphen {
			if hyphen && b.Len() > 0 {
				b.WriteByte('-')
				count++
			}
			hyphen = false
			b.WriteRune(r)
			if count++; count >= mostIDRunes-1 {
				break
			}
			continue
		}
		if r != '\'' && r != '’' {
			hyphen = true
		}
	}
	return b.String()
}

// InWords makes a name of an id: "food-pantries" becomes "Food pantries".
func InWords(id string) string {
	s := strings.ReplaceAll(id, "-", " ")
	r, size := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}
