package locale

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"

	"corkboard/generator/problem"
	"corkboard/generator/yaml"
)

// message is one text, cut at its placeholders, in each plural form.
type message struct {
	source string           // every form as written, for the fingerprint; the text itself when there is only one
	forms  [categories]text // nil = the form "other"
	other  text
	plural bool

	words *Words     // the list it comes from
	node  *yaml.Node // where
}

// problem reports a mistake in the message.
func (m *message) problem(text, hint string) problem.Problem {
	return m.words.file.problem(m.node.Line, m.node.Col, m.node.Width(), text, hint)
}

// text alternates literals and placeholders: literal, placeholder, literal …
type text []string

const categories = 6

var categoryNames = [categories]string{"other", "zero", "one", "two", "few", "many"} // in the order of plural.Form

func categoryOf(name string) int { return slices.Index(categoryNames[:], name) }

// compile cuts a message into its parts once, since it is filled in thousands
// of times per build.
func compile(texts map[string]string) (*message, error) {
	m := &message{plural: len(texts) > 1}
	var source []string
	for i, name := range categoryNames {
		s, ok := texts[name]
		if !ok {
			continue
		}
		t, err := cut(s)
		if err != nil {
			return nil, err
		}
		m.forms[i] = t
		source = append(source, s)
	}
	m.other, m.source = m.forms[0], strings.Join(source, "\x00")
	return m, nil
}

func cut(s string) (text, error) {
	var t text
	for {
		literal, rest, found := strings.Cut(s, "{")
		t = append(t, literal)
		if !found {
			return t, nil
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed || name == "" || strings.ContainsAny(name, " {") {
			return nil, errors.New("a brace that is not closed around a name: " + strconv.Quote("{"+rest))
		}
		t = append(t, name)
		s = after
	}
}

// places returns the names of the message's placeholders, sorted, without
// repetition.
func (m *message) places() []string {
	var names []string
	for _, form := range m.forms {
		for i := 1; i < len(form); i += 2 {
			names = append(names, form[i])
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// T returns the message with its placeholders filled in: args are name, value,
// name, value. Numbers are written in the language's way. An unknown key gives
// ⟦key⟧, so that somebody notices.
func (l *Locale) T(key string, args ...any) string {
	m := l.messages[key]
	if m == nil {
		return "⟦" + key + "⟧"
	}
	if len(m.other) == 1 {
		return m.other[0]
	}
	return l.fill(m.other, "", args)
}

// N returns the message in the plural form for n, by the rules of CLDR; {n} is
// the number, with the language's grouping.
func (l *Locale) N(key string, n int, args ...any) string {
	m := l.messages[key]
	if m == nil {
		return "⟦" + key + "⟧"
	}
	form := m.other
	if m.plural {
		if f := m.forms[plural.Cardinal.MatchPlural(m.words.language, abs(n), 0, 0, 0, 0)]; f != nil {
			form = f
		}
	}
	return l.fill(form, l.Number(n), args)
}

// ordinal is N with the rules for ordinal numbers: 1st, 2nd, 3rd.
func (l *Locale) ordinal(key string, n int) string {
	m := l.messages[key]
	form := m.other
	if f := m.forms[plural.Ordinal.MatchPlural(m.words.language, n, 0, 0, 0, 0)]; f != nil {
		form = f
	}
	return l.fill(form, l.Number(n), nil)
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// fill inserts values into the placeholders; a placeholder without a value
// stays visible.
func (l *Locale) fill(t text, n string, args []any) string {
	if len(t) == 1 {
		return t[0]
	}
	var b strings.Builder
	b.Grow(64)
	for i, part := range t {
		if i%2 == 0 {
			b.WriteString(part)
			continue
		}
		if part == "n" && n != "" {
			b.WriteString(n)
			continue
		}
		b.WriteString(l.value(part, args))
	}
	return b.String()
}

func (l *Locale) value(name string, args []any) string {
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] != any(name) {
			continue
		}
		switch v := args[i+1].(type) {
		case string:
			return v
		case int:
			return l.Number(v)
		case fmt.Stringer:
			return v.String()
		default:
			return fmt.Sprint(v)
		}
	}
	return "{" + name + "}"
}

// Number returns n with the language's digit grouping: 12,345.
func (l *Locale) Number(n int) string {
	s := strconv.Itoa(n)
	if abs(n) < l.forms.groupFrom {
		return s
	}
	sign := ""
	if n < 0 {
		sign, s = "-", s[1:]
	}
	var b strings.Builder
	for i, r := range s {
		if i > 0 && (len(s)-i)%3 == 0 {
			b.WriteString(l.forms.group)
		}
		b.WriteRune(r)
	}
	return sign + b.String()
}

// List joins words as people would say them: "a, b and c".
func (l *Locale) List(words []string) string {
	return l.list(words, "list.two", "list.last")
}

func (l *Locale) list(words []string, two, last string) string {
	switch len(words) {
	case 0:
		return ""
	case 1:
		return words[0]
	}
	end := words[len(words)-1]
	if l.sounds(end) && l.Has(two+"-sound") && l.Has(last+"-sound") {
		two, last = two+"-sound", last+"-sound"
	}
	if len(words) == 2 {
		return l.T(two, "a", words[0], "b", end)
	}
	out := words[0]
	for _, w := range words[1 : len(words)-1] {
		out = l.T("list.join", "a", out, "b", w)
	}
	return l.T(last, "a", out, "b", end)
}

// sounds reports whether the following word requires the other form of "and",
// as Spanish requires "e" before "inglés".
func (l *Locale) sounds(word string) bool {
	if len(l.forms.sound) == 0 {
		return false
	}
	w := strings.ToLower(word)
	begins := func(list []string) bool {
		return slices.ContainsFunc(list, func(s string) bool { return strings.HasPrefix(w, s) })
	}
	return begins(l.forms.sound) && !begins(l.forms.soundNot)
}
