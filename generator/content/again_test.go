package content

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/history"
)

// Whatever is edited, a Loader that keeps what it knows says the same as one
// that reads everything for the first time, and no catalog that it returned
// changes afterwards.
func TestLoadAgainIsLoadAnew(t *testing.T) {
	dice := rand.New(rand.NewPCG(1, 2))
	day := time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC)
	folder := fstest.MapFS{}
	own := os.DirFS("../../content")
	err := fs.WalkDir(own, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || strings.HasPrefix(name, "media/") {
			return err
		}
		data, err := fs.ReadFile(own, name)
		folder[name] = &fstest.MapFile{Data: data, ModTime: day, Mode: 0o644}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	names := func(prefix string) []string {
		var out []string
		for name := range folder {
			if strings.HasPrefix(name, prefix) {
				out = append(out, name)
			}
		}
		slices.Sort(out)
		return out
	}
	set := func(name, text string) string {
		day = day.Add(time.Minute)
		folder[name] = &fstest.MapFile{Data: []byte(text), ModTime: day, Mode: 0o644}
		return name
	}
	// with puts a line into a listing, after the "---" where it begins with one.
	with := func(name, line string) string {
		text := string(folder[name].Data)
		if rest, ok := strings.CutPrefix(text, "---\n"); ok {
			return set(name, "---\n"+line+"\n"+rest)
		}
		return set(name, line+"\n"+text)
	}
	var added int
	edits := []func(name string) []string{
		func(name string) []string { return []string{with(name, "x-note: edited")} },
		func(name string) []string { return []string{with(name, "urgnt: yes")} },
		func(name string) []string { return []string{set(name, "title: Broken: twice\n")} },
		func(name string) []string { delete(folder, name); return []string{name} },
		func(name string) []string {
			text := string(folder[name].Data)
			delete(folder, name)
			added++
			to := fmt.Sprintf("opportunities/moved-%d%s", added, name[strings.LastIndexByte(name, '.'):])
			id := name[strings.LastIndexByte(name, '/')+1 : strings.LastIndexByte(name, '.')]
			return []string{name, with(set(to, text), "formerly: "+id)}
		},
		func(name string) []string {
			added++
			other := names("opportunities/")[0]
			id, _, _ := strings.Cut(other[strings.LastIndexByte(other, '/')+1:], ".")
			return []string{set(fmt.Sprintf("opportunities/added-%d.yaml", added),
				"title: Added\norganization: Nobody\nkind: event\nrelated: "+id+"\nschedule: Saturdays 10am\nlocation:\n  name: A place of its own\n  address: 1 Secret Lane\n  privacy: confidential\n")}
		},
		func(string) []string {
			return []string{set("categories.yaml", string(folder["categories.yaml"].Data)+fmt.Sprintf("\nadded-%d: Added\n", day.Unix()))}
		},
		func(string) []string { return []string{with(names("organizations/")[0], "x-note: edited")} },
		func(string) []string { return []string{with(names("pages/")[0], "x-note: edited")} },
		func(name string) []string {
			if base, ext, ok := strings.Cut(name, "."); ok && !strings.Contains(ext, ".") {
				return []string{set(base+".es.md", "---\ntitle: En español\n---\n\nTexto.\n")}
			}
			return nil
		},
	}

	options := Options{Now: time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC), History: history.Fixed(nil)}
	var l Loader
	if _, _, err := l.Load(folder, options); err != nil {
		t.Fatal(err)
	}
	var before, same *catalog.Catalog
	for step := range 70 {
		list := names("opportunities/")
		changed := edits[dice.IntN(len(edits))](list[dice.IntN(len(list))])
		if changed == nil {
			changed = []string{}
		}
		if step%30 == 29 {
			options.Now = options.Now.AddDate(0, 0, 30)
		}
		hinted := options
		hinted.Changed = changed
		again, problems, err := l.Load(folder, hinted)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range again.Opportunities {
			if o.Edited != l.edited[o.File] {
				t.Fatalf("step %d, after %v: %s is edited: %v", step, changed, o.File, o.Edited)
			}
		}
		anew, first, err := (&Loader{edited: l.edited}).Load(folder, options)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := said(problems), said(first); got != want {
			t.Fatalf("step %d, after %v: other problems\n%s\nwant\n%s", step, changed, got, want)
		}
		if !reflect.DeepEqual(again, anew) {
			t.Fatalf("step %d, after %v: another catalog", step, changed)
		}
		if step > 0 && !reflect.DeepEqual(before, same) {
			t.Fatalf("step %d, after %v: the catalog before was changed", step, changed)
		}
		before, same = again, anew
	}
}
