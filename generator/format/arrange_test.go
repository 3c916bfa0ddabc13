package format

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"corkboard/generator/folder"
)

func TestArrange(t *testing.T) {
	for _, c := range []struct{ path, before, after string }{
		{"opportunities/a.yaml", "organizations: [library]\ncategories:\n  - food\nkind: class\ntitle: A\n", "title: A\nkind: class\norganization: library\ncategory: food\n"},
		{"opportunities/a.yaml", "a:\n  kind: class\n  title: A\nb:\n  title: B\n", "a:\n  title: A\n  kind: class\nb:\n  title: B\n"},
		{"opportunities/a.es.yaml", "# x\n\nsummary: S\ntitle: A\n", "# x\n\ntitle: A\nsummary: S\n"},
		{"opportunities/a.md", "---\nkind: class\ntitle: A\n---\nkind: b\n", "---\ntitle: A\nkind: class\n---\nkind: b\n"},
		{"opportunities/a.md", "Words only.\n", "Words only.\n"},
		{"locations.yaml", "title:\n  in: town\n  name: A\n", "title:\n  name: A\n  in: town\n"},
		{"site.yaml", "url: https://a.example\nname: A\n", "url: https://a.example\nname: A\n"},
		{"opportunities/a.yaml", "{kind: class, title: A}\n", "{kind: class, title: A}\n"},
	} {
		f, ok := folder.Classify(c.path)
		if !ok {
			t.Fatal(c.path)
		}
		got, err := Arrange(f, []byte(c.before))
		if err != nil || string(got) != c.after {
			t.Errorf("%s %q:\ngot  %q\nwant %q (%v)", c.path, c.before, got, c.after, err)
		}
	}
}

// The sample says the same when it is arranged, and every file can be.
func TestArrangedSample(t *testing.T) {
	changed := 0
	err := filepath.WalkDir("../../content", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, _ := filepath.Rel("../../content", path)
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		if sameArranged(t, filepath.ToSlash(name), data) {
			changed++
		}
		return nil
	})
	if err != nil || changed == 0 {
		t.Errorf("%d files changed: %v", changed, err)
	}
}

func FuzzArrange(f *testing.F) {
	for _, seed := range []string{
		"kind: class\n# of title\ntitle: A\n\nx-own: 1\nbody: |\n  one\n\n  two\n", "a:\n  kind: class\n  title: A\n# b\nb:\n  title: B\n",
		"organizations: [library]\nkind: &a class\ntitle: *a\n", "phones:\n- 1\n# two\n- 2\ntitle: 'a\n  b'\n", "kind: class\r\ntitle: A", "? kind\n: class\ntitle: A\n",
		"tags: [a,\n b]\ntitle: >-\n  a\n\n", "---\nkind: class\ntitle: A\n...\n",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		sameArranged(t, "opportunities/a.yaml", []byte(text))
		sameArranged(t, "organizations/a.md", []byte("---\n"+text+"\n---\nText\n"))
	})
}

// sameArranged reports whether a file changes when it is arranged, which must not
// change what it says.
func sameArranged(t *testing.T, path string, data []byte) bool {
	file, ok := folder.Classify(path)
	if !ok {
		return false
	}
	after, err := Arrange(file, data)
	if err != nil {
		return false
	}
	env := Env{Lang: "en"}
	if was, is := said(Decode(file, false, env, data)), said(Decode(file, false, env, after)); was != is {
		t.Fatalf("%s says something else:\n%s\n%s\nwas %s\nis  %s", path, data, after, was, is)
	}
	if again, err := Arrange(file, after); err != nil || !bytes.Equal(again, after) {
		t.Fatalf("%s changes again: %v\n%q\n%q\n%q", path, err, data, after, again)
	}
	return !bytes.Equal(data, after)
}

// said is all that records say, without where it was written.
func said(r *Records) string {
	var b strings.Builder
	say(&b, reflect.ValueOf(*r))
	return b.String()
}

var whereabouts = []string{"Problems", "Line", "Col", "Width", "LastLine", "Source", "At"}

func say(b *strings.Builder, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			b.WriteString("nil ")
			return
		}
		if v.Type().PkgPath() == "time" || strings.Contains(v.Type().String(), "time.Location") {
			return
		}
		say(b, v.Elem())
	case reflect.Struct:
		b.WriteString("{")
		for i := range v.NumField() {
			if name := v.Type().Field(i).Name; !slices.Contains(whereabouts, name) {
				b.WriteString(name + ":")
				say(b, v.Field(i))
			}
		}
		b.WriteString("} ")
	case reflect.Slice, reflect.Array:
		b.WriteString("[")
		for i := range v.Len() {
			say(b, v.Index(i))
		}
		b.WriteString("] ")
	case reflect.Map:
		var list []string
		for it := v.MapRange(); it.Next(); {
			var pair strings.Builder
			say(&pair, it.Key())
			say(&pair, it.Value())
			list = append(list, pair.String())
		}
		slices.Sort(list)
		b.WriteString(strings.Join(list, ","))
	case reflect.Func, reflect.Chan:
	default:
		fmt.Fprintf(b, "%v ", v)
	}
}
