package content

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// One unknown word in many listings is one cause: it is reported three times, with
// the number of the others. What lies in a folder that is not read is reported once,
// at the folder; a picture that is not there is not also asked for its words.
func TestOneCause(t *testing.T) {
	for name, text := range map[string]string{
		"site.yml":  "id: t\nurl: https://t.example\ntimezone: America/New_York\ncountry: US\n",
		"site.yaml": "id: t\nurl: https://t.example\ntimezone: Eastern\ncountry: USA\n",
	} {
		_, problems, err := new(Loader).Load(fstest.MapFS{name: {Data: []byte(text)}, "organizations/shop.yaml": {Data: []byte("name: Shop\nphone: (518) 555-0101\nchecked: 2026-11-20\n")}}, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if text := said(problems); !strings.Contains(text, name) || strings.Contains(text, "site-without") || strings.Contains(text, "bad-phone") {
			t.Errorf("the mistakes of %s are not the one cause in\n%s", name, text)
		}
	}

	fsys := fstest.MapFS{
		"organizations/shop.yaml": {Data: []byte("name: Shop\n")},
		"locations/hall.yaml":     {Data: []byte("name: Hall\n")},
		"opportunities/hall.yaml": {Data: []byte("title: Hall\norganization: shop\nkind: event\nlocation: hall\nongoing: yes\n")},
		"opportunities/logo.yaml": {Data: []byte("title: Logo\norganization: shop\nkind: event\nongoing: yes\nimage: media/logo.png\n")},
	}
	for i := range 40 {
		fsys[fmt.Sprintf("opportunities/x%02d.yaml", i)] = &fstest.MapFile{Data: fmt.Appendf(nil, "title: X%d\norganization: shop\nkind: event\nongoing: yes\ncategory: gardening\n", i)}
	}
	_, problems, err := new(Loader).Load(fsys, Options{})
	if err != nil {
		t.Fatal(err)
	}
	text := said(problems)
	if n := strings.Count(text, "there is no category “gardening”"); n != mostAlike {
		t.Errorf("the category is reported %d times", n)
	}
	if !strings.Contains(text, "here and at 37 places more") {
		t.Errorf("the other places are not counted in\n%s", text)
	}
	if strings.Contains(text, "unknown-location") || !strings.Contains(text, "locations: error: this folder is not read") {
		t.Errorf("the folder is not the one cause in\n%s", text)
	}
	if strings.Contains(text, "missing-alt") || !strings.Contains(text, "file-not-found") {
		t.Errorf("the missing picture is not the one cause in\n%s", text)
	}
}
