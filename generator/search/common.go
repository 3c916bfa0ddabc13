package search

import (
	_ "embed"
	"strings"
)

// Everyday words, in alphabetical order. Whoever types one of them means it, whether a
// document has it or not.
var (
	//go:embed common/en.txt
	commonEnglish string
	//go:embed common/es.txt
	commonSpanish string
)

// Common are everyday words of a language, a BCP 47 tag; nil = nobody has listed them.
func Common(lang string) []string {
	base, _, _ := strings.Cut(lang, "-")
	return strings.Fields(map[string]string{"en": commonEnglish, "es": commonSpanish}[base])
}
