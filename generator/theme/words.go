package theme

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"corkboard/generator/locale"
	"corkboard/generator/problem"
)

// fallbackLanguage provides the words that another language lacks, if the theme
// has it; otherwise the first language does.
const fallbackLanguage = "en"

// words reads the languages of a theme and of those that it extends. Each word
// comes from the readers' country, else the language, else the fallback
// language; in each, the extending theme comes before the extended one.
func (r *reader) words(chain []string, country string) (list []*locale.Locale) {
	files := map[string][]*locale.Words{} // by tag, the extending theme's first
	for _, folder := range slices.Backward(chain) {
		for _, entry := range r.entries(path.Join(folder, wordsFolder)) {
			tag, ok := strings.CutSuffix(entry.Name(), ".yaml")
			if !ok || entry.IsDir() {
				continue
			}
			file := path.Join(folder, wordsFolder, entry.Name())
			data, ok := r.read(file)
			if !ok {
				continue
			}
			words, problems := locale.Read(tag, file, data)
			r.in(problems)
			if words != nil {
				files[words.Tag()] = append(files[words.Tag()], words)
			}
		}
	}
	if r.failed() {
		return nil
	}
	tags := slices.Sorted(maps.Keys(files))
	if len(tags) == 0 {
		r.fault(path.Join(chain[len(chain)-1], wordsFolder), "the theme has no words in any language", "write “extends: default” in "+themeFile+", or copy themes/default/"+wordsFolder)
		return nil
	}
	fallback := files[fallbackLanguage]
	if fallback == nil {
		fallback = files[tags[0]]
	}
	for _, tag := range tags {
		var own []*locale.Words
		for _, near := range locale.Chain(tag, country) {
			own = append(own, files[near]...)
		}
		l, problems := locale.New(tag, country, own, fallback)
		r.in(problems)
		if l == nil {
			continue
		}
		list = append(list, l)
		for _, w := range files[tag] {
			r.in(w.Unknown(slices.Concat(fallback, own[1:])...))
		}
		if missing := l.Missing(); len(missing) > 0 {
			r.in(problem.List{{Rule: "words", Level: problem.Warning, File: files[tag][0].File(),
				Text: fmt.Sprintf("%d of %d words are missing: pages show them in the language %s", len(missing), len(l.Keys()), l.LangOf(missing[0])),
				Hint: "add them as you translate them; the first are " + strings.Join(missing[:min(len(missing), 5)], ", ")}})
		}
	}
	return list
}
