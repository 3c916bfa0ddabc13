package markdown

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func seed(f *testing.F) {
	for _, c := range hostile {
		f.Add(c.source)
	}
	for _, c := range costly {
		f.Add(c.source[:min(len(c.source), 300)])
	}
	f.Add(sample)
	f.Add("More is on [the board, at 9.30](https://a.example/b/1?c) and ![here](/x).\n- [x](/to-do) [y](http://e.example)")
}

// The HTML must pass the strict reader of scan_test.go, have a bounded size, and
// be the same every time. (The fuzzer itself reports inputs that hang.)
func FuzzHTML(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, source string) {
		opt := Options{Media: media, Heading: 2 + len(source)%5}
		html := render(t, source, opt)
		if err := scan(html, opt.Heading); err != nil {
			t.Errorf("%v\n%s", err, html)
		}
		if len(html) > maxOutput(min(len(source), MaxBytes)) {
			t.Errorf("%d bytes became %d", len(source), len(html))
		}
		if again := render(t, source, opt); again != html {
			t.Error("two results")
		}
	})
}

// Findings point into the source, and Lint's shortcut hides none.
func FuzzLint(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, source string) {
		rows := strings.Split(lines(source), "\n")
		for _, x := range lint(source) {
			if x.Line < 1 || x.Line > len(rows) || x.Col < 1 || x.Col > utf8.RuneCountInString(rows[x.Line-1])+1 {
				t.Errorf("%+v is not in the source", x)
			}
			if strings.ContainsFunc(x.Text+x.Hint, func(r rune) bool { return hidden(r) || r == '\n' }) || !utf8.ValidString(x.Text+x.Hint) {
				t.Errorf("control character in %q %q", x.Text, x.Hint)
			}
			if !suspicious(source) {
				t.Errorf("Lint does not see %+v", x)
			}
		}
		// Links returns every link that is written, and bad ones are not written.
		for _, l := range Links(source) {
			if classify(l.URL) == bad && strings.Contains(render(t, source, Options{}), `href="`+l.URL+`"`) && l.URL != "" {
				t.Errorf("%q is written", l.URL)
			}
		}
	})
}

func FuzzPlain(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, source string) {
		plain := Plain(source)
		if !utf8.ValidString(plain) || strings.ContainsFunc(plain, hidden) || strings.Contains(plain, "\n\n") || strings.TrimSpace(plain) != plain {
			t.Errorf("%q", plain)
		}
		for _, n := range []int{1, 20, 160} {
			e := Excerpt(source, n)
			if utf8.RuneCountInString(e) > n || strings.Contains(e, "\n") || !utf8.ValidString(e) {
				t.Errorf("Excerpt(%d) = %q", n, e)
			}
			if whole := strings.ReplaceAll(plain, "\n", " "); e != whole && !strings.HasPrefix(whole, strings.TrimSuffix(e, "…")) {
				t.Errorf("%q does not begin %q", e, whole)
			}
		}
		// A line of hidden characters only is empty for one path and not for the other.
		if !marked(source) && !strings.ContainsFunc(source, hidden) {
			if root, _ := parse([]byte(lines(source))); len(source) <= MaxBytes {
				if slow := collapse(string(appendPlain(nil, root, []byte(lines(source))))); slow != plain {
					t.Errorf("the shortcut gives %q, parsing gives %q", plain, slow)
				}
			}
		}
	})
}

// Browsers read an allowed target as the same kind as classify.
func FuzzClassify(f *testing.F) {
	for _, s := range []string{"https://example.org", "//x", "/\\x", "java\tscript:x", "mailto:a@b", "tel:+1", "#a", "a:b", "?a:b", "a/b:c"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, url string) {
		k := classify(url)
		if k == bad {
			return
		}
		// What a browser does first (URL Standard, basic URL parser): trim, remove tabs and line breaks.
		seen := strings.NewReplacer("\t", "", "\n", "", "\r", "", `\`, "/").Replace(strings.TrimFunc(url, func(r rune) bool { return r <= ' ' }))
		lower := strings.ToLower(seen)
		scheme, _, hasScheme := strings.Cut(lower, ":")
		hasScheme = hasScheme && scheme != "" && scheme[0] >= 'a' && scheme[0] <= 'z' && strings.Trim(scheme, "abcdefghijklmnopqrstuvwxyz0123456789+-.") == ""
		switch k {
		case internal, fragment:
			if hasScheme || strings.HasPrefix(seen, "//") {
				t.Errorf("%q is not on this site", url)
			}
		case external:
			if scheme != "http" && scheme != "https" || !hasScheme {
				t.Errorf("%q is not a web address", url)
			}
		case contact:
			if scheme != "mailto" && scheme != "tel" || !hasScheme {
				t.Errorf("%q is not a mail address or telephone number", url)
			}
		}
		if out := string(appendURL(nil, url)); strings.ContainsAny(out, "\"<>` \n") {
			t.Errorf("%q", out)
		}
	})
}

// Words has the words of Plain.
func FuzzWords(f *testing.F) {
	seed(f)
	for _, source := range []string{
		"Bring *gloves* and _a friend_.\n\n- Soup\n- [The page](https://example.org/a_b) and more\n", "# Title\n\nText [a](b) [c](d \"e\") f](g) [h] [i](j k)", "1. one\n2) two\n\n    code [a](b)\n",
		"un*friggin*believable snake_case **Bold**text", "[a\n\nb](c)", "[a](b(c)) [](d) [e]()", "- [x] done\n- [ ] open", "www.example.org/a http://example.org/b a@example.org", "[a]: b\n\n[a]", "a\n---\nb\n===\n+ c\n* d",
	} {
		f.Add(source)
	}
	words := func(s string) []string {
		return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	}
	f.Fuzz(func(t *testing.T, source string) {
		if got, want := words(Words(source)), words(Plain(source)); !slices.Equal(got, want) {
			t.Errorf("%q has the words %q, want %q", source, got, want)
		}
	})
}
