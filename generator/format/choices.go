package format

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/yaml"
)

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func words[E ~string](list []E) []string {
	out := make([]string, len(list))
	for i, w := range list {
		out[i] = string(w)
	}
	return out
}

// choice is a field that takes one word of a closed list.
func choice[T any, E ~string](name string, get func(*T) *E, list []E) *field[T] {
	f := &field[T]{Field: Field{Name: name, Type: TypeChoice, Choices: words(list)}}
	f.read = func(d *decoder, t *T, v *yaml.Node) {
		if d.scalarOf(&f.Field, v) {
			if w, ok := d.choose(&f.Field, v, v.Value); ok {
				*get(t) = E(w)
			}
		}
	}
	return f
}

// choices is a field that takes several words of a closed list.
func choices[T any, E ~string](name string, get func(*T) *[]E, list []E) *field[T] {
	f := &field[T]{Field: Field{Name: name, Type: TypeChoice, List: true, Choices: words(list)}}
	f.read = func(d *decoder, t *T, v *yaml.Node) {
		var out []E
		for _, w := range d.chooseAll(&f.Field, v) {
			if !slices.Contains(out, E(w)) {
				out = append(out, E(w))
			}
		}
		*get(t) = out
	}
	return f
}

func (d *decoder) chooseAll(f *Field, v *yaml.Node) []string {
	var out []string
	each(v, func(n *yaml.Node) {
		if !d.scalarOf(f, n) {
			return
		}
		if parts := d.parted(v, n); len(parts) > 1 {
			for _, part := range parts {
				if w, ok := d.choose(f, n, part); ok {
					out = append(out, w)
				}
			}
			return
		}
		if w, ok := d.choose(f, n, n.Value); ok {
			out = append(out, w)
		}
	})
	return out
}

// choose finds a word in the closed list of a field.
func (d *decoder) choose(f *Field, n *yaml.Node, word string) (string, bool) {
	word = strings.TrimSpace(word)
	if slices.Contains(f.Choices, word) {
		return word, true
	}
	lower := strings.ToLower(strings.NewReplacer(" ", "-", "_", "-").Replace(word))
	if slices.Contains(f.Choices, lower) {
		return lower, true
	}
	if known, ok := f.Aliases[lower]; ok {
		if strings.Contains(known, " ") { // a question
			d.report("ambiguous-word", n, fmt.Sprintf("“%s” can mean several things", Clip(word)), known, "")
			return "", false
		}
		return known, true
	}
	text := fmt.Sprintf("“%s” is not a word for “%s”", Clip(word), f.Name)
	if near, ok := d.nearest(word, append(slices.Clone(f.Choices), plainAliases(f.Aliases)...)); ok && !denied(lower) {
		if to, is := f.Aliases[near]; is {
			near = to
		}
		fix := ""
		if word == n.Value {
			fix = d.replaced(n, near)
		}
		hint := "did you mean “" + near + "”?"
		if fix != "" {
			hint = "did you mean: " + strings.TrimSpace(fix)
		}
		d.report("unknown-value", n, text, hint+"\nthe words are "+Listed(f.Choices, 40), fix)
		return "", false
	}
	d.report("unknown-value", n, text, f.Otherwise+"the words are "+Listed(f.Choices, 40), "")
	return "", false
}

// denied reports whether a word says that something is not there: "no ramp" is not
// nearly a ramp.
func denied(lower string) bool {
	first, _, several := strings.Cut(lower, "-")
	return several && slices.Contains([]string{"no", "not", "without", "sin", "kein", "keine", "sans", "sem"}, first)
}

func plainAliases(m map[string]string) []string {
	var out []string
	for _, k := range sortedKeys(m) {
		if !strings.Contains(m[k], " ") {
			out = append(out, k)
		}
	}
	return out
}

// answer is a yes/no field; absent is unknown.
func answer[T any](name string, get func(*T) *catalog.Answer) *field[T] {
	f := &field[T]{Field: Field{Name: name, Type: TypeAnswer, Choices: []string{"yes", "no"}}}
	f.read = func(d *decoder, t *T, v *yaml.Node) { *get(t) = d.answer(&f.Field, v) }
	return f
}

// flag is a yes/no field whose absence has a meaning.
func flag[T any](name string, set func(*T, bool)) *field[T] {
	f := &field[T]{Field: Field{Name: name, Type: TypeAnswer, Choices: []string{"yes", "no"}}}
	f.read = func(d *decoder, t *T, v *yaml.Node) {
		if a := d.answer(&f.Field, v); a != catalog.Unknown {
			set(t, a == catalog.Yes)
		}
	}
	return f
}

func (d *decoder) answer(f *Field, n *yaml.Node) catalog.Answer {
	if !d.scalarOf(f, n) {
		return catalog.Unknown
	}
	switch strings.ToLower(strings.TrimSpace(n.Value)) {
	case "yes", "true", "y", "on":
		return catalog.Yes
	case "no", "false", "n", "off":
		return catalog.No
	case "unknown", "?":
		return catalog.Unknown
	}
	hint := "write yes or no, or leave the field out when it is not known"
	d.report("yes-or-no", n, fmt.Sprintf("“%s” takes yes or no, not “%s”", f.Name, Clip(n.Value)), hint, "")
	return catalog.Unknown
}

// number is a field that takes a whole number from least to most.
func number[T any](name string, get func(*T) *int, least, most int) *field[T] {
	f := &field[T]{Field: Field{Name: name, Type: TypeNumber}}
	f.read = func(d *decoder, t *T, v *yaml.Node) {
		if n, ok := d.number(&f.Field, v, least, most); ok {
			*get(t) = n
		}
	}
	return f
}

func (d *decoder) number(f *Field, v *yaml.Node, least, most int) (int, bool) {
	if !d.scalarOf(f, v) {
		return 0, false
	}
	n, err := strconv.Atoi(strings.TrimSpace(v.Value))
	if err != nil || n < least || n > most {
		hint := fmt.Sprintf("write digits only, from %d to %d", least, most)
		if digits := firstNumber(v.Value); err != nil && digits != "" {
			if m, e := strconv.Atoi(digits); e == nil && m >= least && m <= most {
				fix := d.replaced(v, digits)
				d.report("bad-number", v, fmt.Sprintf("“%s” takes a whole number, not “%s”", f.Name, Clip(v.Value)), fixed(hint, fix), fix)
				return 0, false
			}
		}
		if digits := onlyNumber.FindStringSubmatch(v.Value); err != nil && digits != nil {
			hint = "write the number alone, and the words in the text: " + f.Name + ": " + digits[1]
		}
		d.report("bad-number", v, fmt.Sprintf("“%s” takes a whole number, not “%s”", f.Name, Clip(v.Value)), hint, "")
		return 0, false
	}
	return n, true
}

// onlyNumber is the one number in some words.
var onlyNumber = regexp.MustCompile(`^[^0-9-]+([0-9]+)[^0-9]*$`)

// firstNumber returns the digits a text begins with, or "".
func firstNumber(s string) string {
	s = strings.TrimSpace(s)
	end := 0
	for end < len(s) && s[end] >= '0' && s[end] <= '9' {
		end++
	}
	return s[:end]
}

// noLanguage are the codes of ISO 639-2 for what has no language that could be
// named; programs write them when they do not know.
var noLanguage = []string{"und", "mul", "mis", "zxx"}

// languages is a field of BCP 47 tags.
func languages[T any](name string, get func(*T) *[]string) *field[T] {
	f := &field[T]{Field: Field{Name: name, Type: TypeLanguage, List: true, Example: "[en, es]"}}
	f.read = func(d *decoder, t *T, v *yaml.Node) {
		var out []string
		if tags := d.languageList(v); tags != nil {
			*get(t) = tags
			return
		}
		each(v, func(n *yaml.Node) {
			if !d.scalarOf(&f.Field, n) {
				return
			}
			words := []string{strings.TrimSpace(n.Value)}
			if parts := languageParts(n.Value); len(parts) > 1 {
				words = parts
				d.sayList(v, n, parts)
			}
			for _, word := range words {
				if slices.Contains(noLanguage, strings.ToLower(word)) {
					d.report("no-language", n, fmt.Sprintf("“%s” says that the language is not known", word), "leave it out, or write the tag of the language, such as en or es", "")
					continue
				}
				tag, ok := catalog.LanguageTag(word)
				if !ok {
					d.unknownLanguage(n, "languages are written as tags")
					continue
				}
				if !slices.Contains(out, tag) {
					out = append(out, tag)
				}
			}
		})
		*get(t) = out
	}
	return f
}

// zone is a field that takes an IANA time zone.
func zone[T any](name string, get func(*T) **time.Location) *field[T] {
	f := &field[T]{Field: Field{Name: name, Type: TypeZone, Example: "America/New_York"}}
	f.read = func(d *decoder, t *T, v *yaml.Node) {
		if d.scalarOf(&f.Field, v) {
			if z, ok := d.zone(v); ok {
				*get(t) = z
			}
		}
	}
	return f
}

// commonZones are offered when a zone is unknown. The full list is the IANA's.
var commonZones = []string{
	"America/New_York", "America/Chicago", "America/Denver", "America/Phoenix", "America/Los_Angeles", "America/Anchorage", "Pacific/Honolulu", "America/Puerto_Rico",
	"America/Toronto", "America/Halifax", "America/Winnipeg", "America/Edmonton", "America/Vancouver", "America/Mexico_City", "America/Sao_Paulo", "America/Buenos_Aires", "America/Bogota", "America/Lima", "America/Santiago",
	"Europe/London", "Europe/Dublin", "Europe/Lisbon", "Europe/Madrid", "Europe/Paris", "Europe/Brussels", "Europe/Amsterdam", "Europe/Berlin", "Europe/Zurich", "Europe/Vienna", "Europe/Rome", "Europe/Warsaw", "Europe/Athens", "Europe/Helsinki", "Europe/Kyiv", "Europe/Istanbul",
	"Africa/Cairo", "Africa/Lagos", "Africa/Nairobi", "Africa/Johannesburg", "Asia/Jerusalem", "Asia/Dubai", "Asia/Kolkata", "Asia/Dhaka", "Asia/Bangkok", "Asia/Jakarta", "Asia/Singapore", "Asia/Manila", "Asia/Hong_Kong", "Asia/Shanghai", "Asia/Tokyo", "Asia/Seoul",
	"Australia/Perth", "Australia/Adelaide", "Australia/Brisbane", "Australia/Sydney", "Pacific/Auckland", "UTC",
}

// zoneNames are what people write instead of an IANA name.
var zoneNames = map[string]string{
	"est": "America/New_York", "edt": "America/New_York", "et": "America/New_York", "eastern": "America/New_York", "cst": "America/Chicago", "cdt": "America/Chicago", "central": "America/Chicago",
	"mst": "America/Denver", "mdt": "America/Denver", "mountain": "America/Denver", "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles", "pacific": "America/Los_Angeles",
	"bst": "Europe/London", "gmt": "Europe/London", "cet": "Europe/Berlin", "cest": "Europe/Berlin", "ist": "Asia/Kolkata", "jst": "Asia/Tokyo", "aest": "Australia/Sydney", "nzst": "Pacific/Auckland",
}

func (d *decoder) zone(n *yaml.Node) (*time.Location, bool) {
	name := strings.TrimSpace(n.Value)
	if strings.Contains(name, "/") || name == "UTC" {
		if z, err := time.LoadLocation(name); err == nil {
			return z, true
		}
	}
	text := fmt.Sprintf("“%s” is not the name of a time zone", Clip(name))
	near, ok := zoneNames[strings.ToLower(name)]
	if !ok {
		near, ok = d.nearest(name, commonZones)
	}
	if !ok {
		city := strings.ReplaceAll(name, " ", "_")
		for _, z := range commonZones {
			_, last, _ := strings.Cut(z, "/")
			if _, found := d.nearest(city, []string{last}); found {
				near, ok = z, true
				break
			}
		}
	}
	if ok {
		fix := d.replaced(n, near)
		d.report("unknown-zone", n, text, fixed("", fix), fix)
		return nil, false
	}
	d.report("unknown-zone", n, text, "write it as continent and city, such as Europe/London", "")
	return nil, false
}
