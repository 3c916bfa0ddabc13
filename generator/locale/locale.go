// Package locale knows the words of one interface language: messages, plural
// rules, date forms, collation, and the sentence that says a schedule. All of
// them stand in one file a language, so that a language is added without code.
// It does not know listings, pages or templates.
package locale

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/text/language"

	"corkboard/generator/problem"
	"corkboard/generator/tree"
	"corkboard/generator/yaml"
)

// Locale is one interface language. It is not changed after Load, so many
// goroutines may use it.
type Locale struct {
	tag      string
	language language.Tag
	name     string
	dir      string
	hash     tree.Hash

	messages map[string]*message
	forms    forms
	sorters  sync.Pool // of *sorter: a collator has buffers of its own
}

// Load reads dir/<tag>.yaml, one file a language, sorted by tag. A file that
// cannot be read or lacks a word that this package needs is an error that
// names it: the words of the interface are ours, not a contributor's.
func Load(fsys fs.FS, dir string) ([]*Locale, error) {
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return nil, fmt.Errorf("reading the languages of the theme: %w", err)
	}
	var out []*Locale
	for _, e := range entries {
		tag, ok := strings.CutSuffix(e.Name(), ".yaml")
		if !ok || e.IsDir() {
			continue
		}
		file := path.Join(dir, e.Name())
		data, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, fmt.Errorf("reading the language %s: %w", tag, err)
		}
		l, err := New(tag, file, data)
		if err != nil {
			return nil, err
		}
		out = append(out, l)
	}
	slices.SortFunc(out, func(a, b *Locale) int { return strings.Compare(a.tag, b.tag) })
	return out, nil
}

// New makes a locale from the YAML of its language.
func New(tag, file string, data []byte) (*Locale, error) {
	parsed, err := language.Parse(tag)
	if err != nil {
		return nil, fmt.Errorf("%s: %q is no language tag (BCP 47): %w", file, tag, err)
	}
	root, problems := yaml.Parse(file, data, yaml.Limits{Bytes: 1 << 20, Depth: 8, Nodes: 20000})
	for _, p := range problems {
		if p.Level == problem.Error {
			return nil, fmt.Errorf("%s: %s", p.Position(""), p.Text)
		}
	}
	if root == nil || root.Kind != yaml.Map {
		return nil, fmt.Errorf("%s: no words in it", file)
	}
	l := &Locale{tag: tag, language: parsed, messages: map[string]*message{}}
	if err := l.collect("", root); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	l.name, l.dir = l.T("language"), l.T("text-direction")
	if l.dir != "ltr" && l.dir != "rtl" {
		return nil, fmt.Errorf("%s: text-direction is %q and has to be ltr or rtl", file, l.dir)
	}
	if err := l.loadForms(); err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	parts := []string{tag}
	for _, k := range l.Keys() {
		parts = append(parts, k, l.messages[k].source)
	}
	l.hash = tree.HashOf(parts)
	return l, nil
}

// collect flattens the tree to dotted keys.
func (l *Locale) collect(prefix string, n *yaml.Node) error {
	for _, p := range n.Pairs {
		key := prefix + p.Key.Value
		switch {
		case p.Value.Kind == yaml.List:
			return fmt.Errorf("%d: %s is a list: a text is needed", p.Value.Line, key)
		case p.Value.Kind == yaml.Scalar && p.Value.Null:
			continue // a section without words yet
		case p.Value.Kind == yaml.Scalar:
			m, err := compile(map[string]string{"other": p.Value.Value})
			if err != nil {
				return fmt.Errorf("%d: %s: %w", p.Value.Line, key, err)
			}
			l.messages[key] = m
		case isPlural(p.Value):
			texts := map[string]string{}
			for _, form := range p.Value.Pairs {
				texts[form.Key.Value] = form.Value.Value
			}
			m, err := compile(texts)
			if err != nil {
				return fmt.Errorf("%d: %s: %w", p.Value.Line, key, err)
			}
			l.messages[key] = m
		default:
			if err := l.collect(key+".", p.Value); err != nil {
				return err
			}
		}
	}
	return nil
}

// isPlural reports whether a map holds plural forms of one text: only CLDR's
// names of them, with "other" among them.
func isPlural(n *yaml.Node) bool {
	other := false
	for _, p := range n.Pairs {
		if categoryOf(p.Key.Value) < 0 || p.Value.Kind != yaml.Scalar {
			return false
		}
		other = other || p.Key.Value == "other"
	}
	return other
}

// Tag is the BCP 47 tag, such as "es".
func (l *Locale) Tag() string { return l.tag }

// Name is the language's own name, such as "Español".
func (l *Locale) Name() string { return l.name }

// Dir is the direction of writing, "ltr" or "rtl".
func (l *Locale) Dir() string { return l.dir }

// Hash is the fingerprint of every word.
func (l *Locale) Hash() tree.Hash { return l.hash }

// Has reports whether there is a message.
func (l *Locale) Has(key string) bool { return l.messages[key] != nil }

// Keys returns every message's key, sorted.
func (l *Locale) Keys() []string {
	keys := make([]string, 0, len(l.messages))
	for k := range l.messages {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// LanguageName is what a language is called in this one: "Spanish" for es,
// "American Sign Language" for ase. A tag without a name here falls back to
// its base ("pt" for pt-PT), then to the tag.
func (l *Locale) LanguageName(tag string) string {
	for t := tag; t != ""; {
		if m := l.messages["language-name."+t]; m != nil {
			return m.source
		}
		cut := strings.LastIndexByte(t, '-')
		if cut < 0 {
			break
		}
		t = t[:cut]
	}
	return tag
}

var isoWeekdays = [7]int{7, 1, 2, 3, 4, 5, 6} // time.Weekday → 1 = Monday

func weekdayIndex(w time.Weekday) int { return isoWeekdays[w] - 1 }
