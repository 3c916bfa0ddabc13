package content

import (
	"strings"
	"testing"
)

// Files of many are told apart from listings by their keys, and cut into their
// entries.
func TestSplit(t *testing.T) {
	for _, c := range []struct{ path, text, want string }{
		{"opportunities/a.yaml", "title: A\nschedule:\n  date: 2026-01-01\n", "none"},
		{"opportunities/a.yaml", "phones:\n  - number: 1\n", "none"},
		{"opportunities/a.yaml", "soup:\n  title: A\n\n# more\nx-note:\n  a: b\nchoir: {title: B}\n", "soup[soup:\n  title: A\n] choir[choir: {title: B}\n]"},
		{"opportunities/a.yaml", "---\n\"soup\": # of the day\r\n  title: A\r\n\r\n", "soup[\"soup\": # of the day\r\n  title: A\r\n]"},
		{"organizations/a.yaml", "name: A\nhours: all day\n", "none"},
		{"organizations/a.yaml", "hall:\n  name: A\n", "hall[hall:\n  name: A\n]"},
		{"locations.yaml", "hall: Hall\ngreen:\n- name", "hall[hall: Hall\n] green[green:\n- name]"},
		{"site.yaml", "languages: [en, es]\n", "languages[languages: [en, es]\n]"},
		{"site.yaml", "", ""},
	} {
		parts := split(c.path, []byte(c.text), func(key []byte) string { return string(key) })
		var got []string
		for _, p := range parts {
			got = append(got, p.Record+"["+c.text[p.From:p.To]+"]")
			if !strings.HasPrefix(strings.Trim(c.text[p.From:p.Body], `"`), p.Record) {
				t.Errorf("%q: the body begins at %q", c.text, c.text[p.Body:])
			}
		}
		told := strings.Join(got, " ")
		if parts == nil {
			told = "none"
		}
		if told != c.want {
			t.Errorf("%q: %q, want %q", c.text, told, c.want)
		}
	}
	for path, want := range map[string]string{
		"opportunities/food/soup.md": "opportunities/soup", "opportunities/soup.es.md": "translations/opportunities/soup.es",
		"organizations/hall.yml": "organizations/hall", "site.yaml": "site.yaml", "pages/a.md": "", "media/a.png": "", "README.md": "", "opportunities/README.md": "",
	} {
		if got := recordOf(path); got != want {
			t.Errorf("%s: %q, want %q", path, got, want)
		}
	}
}
