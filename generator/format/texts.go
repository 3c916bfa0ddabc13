package format

import (
	"fmt"
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"corkboard/generator/catalog"
	"corkboard/generator/yaml"
)

// text is a field of words for readers, in one or more languages.
func text[T any](name string, get func(*T) *catalog.Text) *field[T] {
	f := &field[T]{Field: Field{Name: name, Type: TypeText}}
	f.read = func(d *decoder, t *T, v *yaml.Node) { *get(t) = d.text(&f.Field, v) }
	f.merge = func(t, other *T) { *get(t) = joinTexts(*get(t), *get(other)) }
	return f
}

// texts is a field of several texts.
func texts[T any](name string, get func(*T) *[]catalog.Text) *field[T] {
	f := &field[T]{Field: Field{Name: name, Type: TypeText, List: true}}
	f.read = func(d *decoder, t *T, v *yaml.Node) {
		var out []catalog.Text
		d.placed(v, func(n *yaml.Node) {
			if n == nil {
				out = append(out, nil)
			} else if text := d.text(&f.Field, n); len(text) > 0 {
				out = append(out, text)
			}
		})
		*get(t) = out
	}
	f.merge = func(t, other *T) {
		// The third step of a translation is the third step of the listing.
		out := append([]catalog.Text(nil), *get(t)...)
		for i, text := range *get(other) {
			if i < len(out) {
				out[i] = joinTexts(out[i], text)
			}
		}
		*get(t) = out
	}
	return f
}

// joinTexts adds the languages of b that a lacks.
func joinTexts(a, b catalog.Text) catalog.Text {
	if len(b) == 0 {
		return a
	}
	out := append(catalog.Text(nil), a...)
	for _, l := range b {
		known := false
		for _, have := range a {
			known = known || have.Lang == l.Lang
		}
		if !known {
			out = append(out, l)
		}
	}
	return out
}

// text reads words for readers.
func (d *decoder) text(f *Field, n *yaml.Node) catalog.Text {
	switch n.Kind {
	case yaml.Scalar:
		if s := d.words(f, n); s != "" {
			return catalog.Text{{Lang: d.Lang, Value: s}}
		}
		return nil
	case yaml.List:
		fix := ""
		if lines := flat(n); lines != nil && len(n.Items) > 0 && n.Items[0].Line == n.Line {
			fix = f.Name + ": " + Scalar(strings.Join(lines, "; "))
		}
		d.report("wrong-shape", n, fmt.Sprintf("“%s” takes one text, not a list", f.Name), fixed("write it as one text", fix), "")
		return nil
	}
	var out catalog.Text
	for _, p := range n.Pairs {
		tag, ok := d.tag(p.Key)
		if !ok || absent(p.Value) {
			continue
		}
		if p.Value.Kind != yaml.Scalar {
			d.report("wrong-shape", p.Value, fmt.Sprintf("“%s” takes one text a language, not %s", f.Name, shape(p.Value)), "write one text after the colon", "")
			continue
		}
		if s := d.words(f, p.Value); s != "" {
			out = append(out, catalog.Localized{Lang: tag, Value: s})
		}
	}
	return out
}

// flat returns the texts of a list of texts, nil when it has others.
func flat(n *yaml.Node) []string {
	var out []string
	for _, item := range n.Items {
		if item.Kind != yaml.Scalar {
			return nil
		}
		out = append(out, item.Value)
	}
	return out
}

// tag reads the key of a text in several languages.
func (d *decoder) tag(key *yaml.Node) (string, bool) {
	if tag, ok := catalog.LanguageTag(key.Value); ok {
		return tag, true
	}
	d.unknownLanguage(key, "in a text, each line begins with the tag of its language")
	return "", false
}

// languageNames are what people write instead of a tag.
var languageNames = map[string]string{
	"english": "en", "spanish": "es", "español": "es", "espanol": "es", "castellano": "es", "french": "fr", "français": "fr", "francais": "fr", "german": "de", "deutsch": "de",
	"portuguese": "pt", "português": "pt", "arabic": "ar", "chinese": "zh", "mandarin": "zh", "cantonese": "yue", "vietnamese": "vi", "korean": "ko", "japanese": "ja",
	"russian": "ru", "ukrainian": "uk", "polish": "pl", "italian": "it", "dutch": "nl", "turkish": "tr", "hindi": "hi", "urdu": "ur", "bengali": "bn", "punjabi": "pa",
	"somali": "so", "swahili": "sw", "tagalog": "tl", "haitian": "ht", "creole": "ht", "haitian creole": "ht", "asl": "ase", "american sign language": "ase", "bsl": "bfi",
	"farsi": "fa", "persian": "fa", "dari": "prs", "pashto": "ps", "amharic": "am", "burmese": "my", "nepali": "ne", "thai": "th", "greek": "el", "hebrew": "he", "yiddish": "yi",
}

func (d *decoder) unknownLanguage(n *yaml.Node, otherwise string) {
	text := fmt.Sprintf("“%s” is not a language tag", Clip(n.Value))
	if tag, ok := languageNames[strings.ToLower(n.Value)]; ok {
		fix := d.replaced(n, tag)
		d.report("unknown-language", n, text, fixed("", fix), fix)
		return
	}
	names := sortedKeys(languageNames)
	if name, ok := d.nearest(n.Value, names); ok && len(n.Value) > 3 {
		fix := d.replaced(n, languageNames[name])
		d.report("unknown-language", n, text, fixed("", fix), fix)
		return
	}
	d.report("unknown-language", n, text, otherwise+", such as en or es", "")
}

// tagInText is a tag that web pages have; other words between these signs are a
// part of names such as codecon<feature>.
var tagInText = regexp.MustCompile(`(?i)</?(?:a|abbr|b|big|blockquote|br|button|center|cite|code|dd|del|div|dl|dt|em|embed|figure|font|form|h[1-6]|hr|i|iframe|img|input|ins|li|link|mark|nobr|object|ol|p|pre|q|s|script|section|small|span|strike|strong|style|sub|sup|svg|table|tbody|td|th|tr|u|ul|video)(\s[^<>]*)?/?>`)

// words reads one text in one language, and reports what will not be seen as
// it was meant.
func (d *decoder) words(f *Field, n *yaml.Node) string {
	s := strings.TrimSpace(n.Value)
	if s != "" && f.Max > 0 && !visible(s) {
		if f.Required {
			d.report("missing-field", n, fmt.Sprintf("“%s” has no letter or digit that a reader could see", f.Name), "write what it is, as people would say it", "")
		}
		return "" // it is on lists, where nobody could see it
	}
	d.cutText(n)
	d.leadingZero(n)
	if f.Max > 0 && len(s) > f.Max {
		if runes := utf8.RuneCountInString(s); runes > f.Max {
			rule := "too-long"
			if runes > far*f.Max {
				rule = "far-too-long"
			}
			d.report(rule, n, fmt.Sprintf("“%s” has %d characters, and %d fit where it is shown", f.Name, runes, f.Max), "shorten it, and say the rest in the text below", "")
		}
	}
	if end := strings.Count(s, `"`) == 1 && strings.HasSuffix(s, `"`); end && n.Plain && !unicode.IsDigit(lastBefore(s)) {
		fix := d.replaced(n, strings.TrimSuffix(s, `"`))
		d.report("stray-quote", n, "a quote closes here that was not opened", fixed("take it out, or open it at the beginning", fix), fix)
	}
	if plain := html.UnescapeString(s); plain != s && f.Type != TypeMarkdown && entityInText.MatchString(s) {
		fix := d.replaced(n, plain)
		d.report("html-in-text", n, fmt.Sprintf("%s is HTML, which is shown as it is typed", entityInText.FindString(s)), fixed("write the character itself", fix), fix)
	}
	if strings.IndexByte(s, '<') >= 0 && f.Type != TypeMarkdown {
		if m := tagInText.FindString(s); m != "" {
			fix := d.replaced(n, strings.TrimSpace(tagInText.ReplaceAllString(s, "")))
			d.report("html-in-text", n, fmt.Sprintf("%s is HTML, which is shown as it is typed", Clip(m)), fixed("write the text without it", fix), fix)
		}
	}
	return s
}

var entityInText = regexp.MustCompile(`&(?:amp|lt|gt|quot|apos|nbsp|rsquo|lsquo|rdquo|ldquo|ndash|mdash|hellip|eacute|ntilde|uuml|ouml|auml|#[0-9]{2,5}|#x[0-9A-Fa-f]{2,4});`)

// lastBefore is the character before the last one.
func lastBefore(s string) rune {
	runes := []rune(s)
	if len(runes) < 2 {
		return 0
	}
	return runes[len(runes)-2]
}

// far is how many times longer than it may be a text of a list is refused: it
// would bury the others.
const far = 4

// visible reports whether a text has a letter, a digit or a symbol.
func visible(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return (unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsSymbol(r)) && !invisible(r)
	})
}

// cutText reports a text that YAML ends at " #".
func (d *decoder) cutText(n *yaml.Node) {
	if n.Cut == "" {
		return
	}
	line, col := n.At(len(n.Value))
	place := Position{int32(line), int32(col + 1), int32(utf8.RuneCountInString(n.Cut))}
	fix := ""
	if row := d.source(line); !strings.Contains(n.Value, "\n") && strings.HasSuffix(row, n.Cut) && strings.Contains(row, n.Value) {
		whole := row[strings.Index(row, n.Value):]
		fix = row[:len(row)-len(whole)] + yaml.Quote(yaml.Straight(whole))
	}
	if strings.HasPrefix(n.Cut, "# ") || n.Cut == "#" {
		d.reportAt("comment-after-text", place, "what follows “ #” is a comment and not shown", fixed("if it belongs to the text, put the whole text in quotes", fix), fix)
		return
	}
	d.reportAt("text-cut", place, fmt.Sprintf("the text ends before “%s”: a # after a space begins a comment", Clip(n.Cut)), fixed("put the whole text in quotes", fix), fix)
}

// onlyComment warns of a value that YAML takes for a comment: #1e645a.
func (d *decoder) onlyComment(pair yaml.Pair) {
	row := d.source(pair.Key.Line)
	before, value, ok := strings.Cut(row, ": ")
	value = strings.TrimSpace(value)
	if !ok || !pair.Value.Null || len(value) < 2 || value[0] != '#' || value[1] == ' ' || value[1] == '#' || strings.Contains(before, "#") {
		return
	}
	fix := before + ": " + yaml.Quote(value)
	at := Position{int32(pair.Key.Line), int32(utf8.RuneCountInString(before) + 3), int32(utf8.RuneCountInString(value))}
	d.reportAt("comment-after-text", at, "a # after a space begins a comment, so nothing is read here", fixed("if it belongs to the value, put it in quotes", fix), fix)
}

func (d *decoder) source(line int) string {
	if line < 1 || line > len(d.lines) {
		return ""
	}
	return d.lines[line-1]
}

// leadingZero warns of a text that other programs read as a number: "01089"
// becomes 1089 in most and 577 in some.
func (d *decoder) leadingZero(n *yaml.Node) {
	s := n.Value
	if !n.Plain || len(s) < 2 || s[0] != '0' {
		return
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return
		}
	}
	fix := ""
	if row := d.source(n.Line); strings.Contains(row, s) {
		fix = strings.Replace(row, s, yaml.Quote(s), 1)
	}
	d.report("number-as-text", n, fmt.Sprintf("other programs read “%s” as a number and lose its first zero", s), fixed("put it in quotes", fix), fix)
}
