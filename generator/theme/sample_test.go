package theme

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"corkboard/generator/problem"
	"corkboard/generator/tree"
	"corkboard/generator/views"
	"corkboard/themes"
)

// The samples of the default theme are its fixtures: the sample.json of a
// component that shows a page is a list of views; base's is the chrome they
// share.

// withRTL is the default theme with one more language: English words, written
// from right to left.
func withRTL(t testing.TB) fs.FS {
	fsys := fstest.MapFS{}
	err := fs.WalkDir(themes.FS, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(themes.FS, file)
		fsys[file] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	words := string(fsys["default/i18n/en.yaml"].Data)
	mirrored := strings.Replace(words, "direction: ltr", "direction: rtl", 1)
	if mirrored == words {
		t.Fatal("en.yaml does not say its direction")
	}
	fsys["default/i18n/ar.yaml"] = &fstest.MapFile{Data: []byte(mirrored)}
	return fsys
}

func loadTheme(t testing.TB) *Theme {
	t.Helper()
	loaded.once.Do(func() { loaded.theme, loaded.problems = Load(withRTL(t), "default", "") })
	if len(loaded.problems) > 0 {
		t.Fatal(loaded.problems)
	}
	return loaded.theme
}

// mustLoad loads a theme without problems.
func mustLoad(t testing.TB, fsys fs.FS, name string) *Theme {
	t.Helper()
	th, problems := Load(fsys, name, "")
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return th
}

// loaded is shared by all tests: a theme is immutable after Load.
var loaded struct {
	once     sync.Once
	theme    *Theme
	problems problem.List
}

// sample is one view with a name for messages.
type sample struct {
	name string
	view func() views.View
}

// samples reads every view in the words of a language. lang changes the chrome,
// not the content, as on a page in a language without translations.
func samples(t testing.TB, lang, dir string) []sample {
	t.Helper()
	chromeData, err := fs.ReadFile(themes.FS, "default/base/sample.json")
	if err != nil {
		t.Fatal(err)
	}
	chrome := func() *views.Chrome {
		c := &views.Chrome{}
		unmarshal(t, "base/sample.json", chromeData, c)
		c.Lang, c.Dir = lang, dir
		c.ContentHash = tree.HashOf(chromeData, lang)
		return c
	}
	files, err := fs.Glob(themes.FS, "default/*/sample.json")
	if err != nil {
		t.Fatal(err)
	}
	var list []sample
	for _, file := range files {
		if path.Base(path.Dir(file)) == "base" {
			continue
		}
		data, err := fs.ReadFile(themes.FS, file)
		if err != nil {
			t.Fatal(err)
		}
		var raws []json.RawMessage
		unmarshal(t, file, data, &raws)
		for i, raw := range raws {
			var kind struct{ Kind string }
			if err := json.Unmarshal(raw, &kind); err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			typ, ok := pageKinds[kind.Kind]
			if !ok {
				t.Fatalf("%s: no page kind %q", file, kind.Kind)
			}
			list = append(list, sample{fmt.Sprintf("%s-%d", kind.Kind, i), func() views.View {
				v := reflect.New(typ)
				unmarshal(t, file, raw, v.Interface())
				view := v.Interface().(views.View)
				own := chrome()
				view.Page().Chrome = own
				return view
			}})
		}
	}
	return list
}

// unmarshal refuses a field that a view does not have: a sample documents the
// real fields.
func unmarshal(t testing.TB, file string, data []byte, to any) {
	t.Helper()
	d := json.NewDecoder(strings.NewReader(string(data)))
	d.DisallowUnknownFields()
	if err := d.Decode(to); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
}

func TestEveryPageKindOfAViewHasASample(t *testing.T) {
	shown := map[reflect.Type]bool{}
	for _, s := range samples(t, "en", "ltr") {
		shown[reflect.TypeOf(s.view()).Elem()] = true
	}
	var missing []string
	for kind, typ := range pageKinds {
		if !shown[typ] {
			missing = append(missing, kind)
		}
	}
	slices.Sort(missing)
	if len(missing) > 0 {
		t.Errorf("no sample.json shows a view of %v", missing)
	}
}
