package content

import (
	"strings"
	"testing"
	"testing/fstest"
)

// Files of many are told apart from listings by their keys, and cut into their
// entries.
func TestSplit(t *testing.T) {
	for _, c := range []struct{ path, text, want string }{
		{"opportunities/a.yaml", "title: A\nschedule:\n  date: 2026-01-01\n", "none"},
		{"opportunities/a.yaml", "phones:\n  - number: 1\n", "none"},
		{"opportunities/a.yaml", "soup:\n  title: A\n\n# more\nx-note:\n  a: b\nchoir: {title: B}\n", "soup[soup:\n  title: A\n] x-note[x-note:\n  a: b\n] choir[choir: {title: B}\n]"},
		{"opportunities/a.yaml", "x-ray:\n  title: A\n", "x-ray[x-ray:\n  title: A\n]"},
		{"opportunities/a.yaml", "x-ray:\n  a: b\nschedule:\n  date: 2026-01-01\n", "none"},
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

// An id in a file of many may begin with x-, like a field that is only kept.
func TestIDsThatBeginWithX(t *testing.T) {
	var l Loader
	c, problems, err := l.Load(fstest.MapFS{
		"site.yaml":               {Data: []byte("id: t\n")},
		"opportunities/list.yaml": {Data: []byte("yoga:\n  title: Yoga\n  kind: class\n  host: Library\nx-ray-van:\n  title: X-ray\n  kind: get-help\n  host: Library\n  x-note: kept\n")},
		"organizations/list.yaml": {Data: []byte("x-club:\n  name: X Club\n")},
		"locations.yaml":          {Data: []byte("x-hall: X Hall\n")},
		"categories.yaml":         {Data: []byte("x-ray: X-rays\n")},
		"closures.yaml":           {Data: []byte("x-mas: [2026-12-25]\n")},
	}, Options{})
	if err != nil || len(problems.Errors()) > 0 {
		t.Fatal(err, problems)
	}
	if len(c.Opportunities) != 2 || len(c.Organizations) != 1 || len(c.Locations) != 1 || len(c.Categories) != 1 || len(c.Closures) != 1 {
		t.Errorf("%d opportunities, %d organizations, %d locations, %d categories, %d closures", len(c.Opportunities), len(c.Organizations), len(c.Locations), len(c.Categories), len(c.Closures))
	}
	if c.Opportunities[0].ID != "x-ray-van" || len(c.Opportunities[0].Extra) != 1 {
		t.Errorf("%+v", c.Opportunities[0])
	}
}
