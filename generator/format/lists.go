package format

import (
	"strings"

	"corkboard/generator/catalog"
	"corkboard/generator/yaml"
)

// commas part the values of a list that was written as one text.
const commas = ",，、;；"

// Parts are the words between commas; fewer than two when there is no comma.
func Parts(s string) []string {
	if !strings.ContainsAny(s, commas) {
		return nil
	}
	var out []string
	for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return strings.ContainsRune(commas, r) }) {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// parted are the words of a list that was written as one text, "food, clothes",
// which is reported. A comma in quotes within a list is part of its word.
func (d *decoder) parted(v, n *yaml.Node) []string {
	words := Parts(n.Value)
	if len(words) < 2 || n != v && !n.Plain {
		return nil
	}
	d.sayList(v, n, words)
	return words
}

// sayList warns of several words in one text.
func (d *decoder) sayList(v, n *yaml.Node, words []string) {
	fix := d.asList(n, words)
	if n != v { // in a list already
		fix = strings.NewReplacer("[[", "[", "]]", "]").Replace(fix)
		if !strings.Contains(d.source(n.Line), "["+n.Value+"]") {
			fix = ""
		}
	}
	d.report("list-as-text", n, "found several words as one text", fixed("write them as a list", fix), fix)
}

// languageParts are the tags of languages in one text: "en, es", "English and
// Spanish"; fewer than two when one of the words is none.
func languageParts(s string) []string {
	words := Parts(strings.NewReplacer(" and ", ",", " & ", ",", " y ", ",", "/", ",", " und ", ",", " et ", ",", " e ", ",").Replace(s))
	for i, word := range words {
		tag, ok := languageNames[strings.ToLower(word)]
		if !ok {
			if tag, ok = catalog.LanguageTag(word); !ok {
				return nil
			}
		}
		words[i] = tag
	}
	return words
}

// languageList reads a list of languages by their names, [English, Spanish], and
// reports them once; nil = it is not such a list.
func (d *decoder) languageList(v *yaml.Node) []string {
	if v.Kind != yaml.List || len(v.Items) < 2 {
		return nil
	}
	var out, names []string
	for _, item := range v.Items {
		tag, named := languageNames[strings.ToLower(strings.TrimSpace(item.Value))]
		if item.Kind != yaml.Scalar || !named || item.Line != v.Line {
			return nil
		}
		out, names = append(out, tag), append(names, item.Value)
	}
	row := d.source(v.Line)
	fix := strings.Replace(row, strings.Join(names, ", "), strings.Join(out, ", "), 1)
	if fix == row {
		fix = ""
	}
	d.report("unknown-language", v, "languages are written as tags", fixed("write "+strings.Join(out, ", "), fix), fix)
	return out
}

// listMarks reports a list whose marks are not read as such: "-food" without a
// space, and a mark at another column than the one above it.
func (d *decoder) listMarks(pair yaml.Pair) {
	v := pair.Value
	if v.Kind == yaml.Scalar {
		if !v.Plain || v.Line <= pair.Key.Line || len(v.Value) < 2 || v.Value[0] != '-' || v.Value[1] == ' ' {
			return
		}
		var rows []string
		for line := v.Line; strings.HasPrefix(strings.TrimLeft(d.source(line), " "), "-"); line++ {
			rows = append(rows, strings.Replace(d.source(line), "-", "- ", 1))
		}
		fix := strings.Join(rows, "\n")
		d.report("space-after-hyphen", v, "a space is missing after the hyphen, so this is one text and not a list", fixed("write each line with a hyphen and a space", fix), fix)
		return
	}
	for _, item := range v.Items {
		if item.Kind != yaml.Scalar || !item.Plain || !strings.Contains(item.Value, " - ") {
			continue
		}
		above, row := d.source(item.Line), d.source(item.Line+1)
		mark := strings.TrimLeft(row, " ")
		if !strings.HasPrefix(mark, "- ") || !strings.Contains(item.Value, mark) {
			continue
		}
		fix := above[:len(above)-len(strings.TrimLeft(above, " "))] + mark
		at := Position{int32(item.Line + 1), int32(len(row) - len(mark) + 1), 1}
		d.reportAt("indentation", at, "this hyphen is at another column than the one above it, so the two lines are one text", fixed("begin both at the same column", fix), fix)
	}
}
