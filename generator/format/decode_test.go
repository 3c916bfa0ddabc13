package format

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"corkboard/generator/folder"
	"corkboard/generator/problem"
	"corkboard/generator/schedule"
)

// inTown is how the files of a town in the United States are read.
func inTown(t *testing.T) Env {
	t.Helper()
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	site := &SiteDraft{}
	site.Zone, site.Country, site.Languages = zone, "US", []string{"en", "es"}
	return Env{Lang: "en", Country: "US", Times: site.Customs([]string{"public-holidays", "holidays"}, schedule.Date{Year: 2026, Month: 11, Day: 23})}
}

// fileAt is the file at a path below the content folder.
func fileAt(path string) folder.File {
	kinds := map[string]folder.Kind{"site.yaml": folder.Site, "categories.yaml": folder.Categories, "locations.yaml": folder.Locations, "closures.yaml": folder.Closures, "needs.yaml": folder.Needs}
	if kind, table := kinds[path]; table {
		return folder.File{Path: path, Kind: kind}
	}
	f, _ := folder.Classify(path)
	return f
}

// printed is a list as a person reads it.
func printed(t *testing.T, list problem.List) string {
	t.Helper()
	var b bytes.Buffer
	if err := list.Text(&b, "", false); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// What a file says with all of its fields, and with the shorthands that people
// use, is in its golden file. A / in a path is written as +.
func TestDecode(t *testing.T) {
	names, err := filepath.Glob("testdata/decode/*[ld]")
	if err != nil || len(names) < 9 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		path := strings.ReplaceAll(filepath.Base(name), "+", "/")
		out := Decode(fileAt(path), false, inTown(t), data)
		told := printed(t, out.Problems)
		out.Problems = nil
		said, err := json.MarshalIndent(out, "", "  ")
		if err != nil {
			t.Fatal(err)
		}
		got := plain(said) + told
		golden := name + ".golden"
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s says\n%s\nwant\n%s", path, got, want)
		}
	}
}

// plain is JSON without what says nothing.
func plain(data []byte) string {
	var v any
	if err := json.Unmarshal(data, &v); err != nil {
		return err.Error()
	}
	out, err := json.MarshalIndent(stripped(v), "", " ")
	if err != nil {
		return err.Error()
	}
	return string(out) + "\n"
}

// stripped is a value without zeros, empty texts, empty lists and places in the
// file.
func stripped(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := map[string]any{}
		for key, value := range v {
			if value = stripped(value); value != nil {
				out[key] = value
			}
		}
		if len(out) == 0 {
			return nil
		}
		return out
	case []any:
		if len(v) == 0 {
			return nil
		}
		for i := range v {
			v[i] = stripped(v[i])
		}
		return v
	case string:
		if v == "" || v == "0001-01-01T00:00:00Z" {
			return nil
		}
	case float64:
		if v == 0 {
			return nil
		}
	case bool:
		if !v {
			return nil
		}
	}
	return v
}

// ofOthers are rules about what files say of each other or about a schedule as a
// whole, and about files that are never decoded.
var ofOthers = strings.Fields(`listing-not-read schedules-overlap already-past ambiguous-name bad-file-name bad-id circle crisis-without-number duplicate-listing file-not-found formerly-clash geo-crowd
	geo-outside geo-swapped id-collision id-look-alike image-location image-too-large image-unreadable nested-too-deep not-a-file not-checked phrase-in-two-needs
	renamed-without-formerly reserved-id same-id schedule-change-misses schedule-change-skipped schedule-clock-gap schedule-clock-twice schedule-date-missing
	schedule-end-before-start schedule-end-with-repeat schedule-end-with-time schedule-long-span schedule-moved schedule-no-occurrence schedule-skip-misses
	schedule-start-not-occurrence schedule-too-many schedule-twice schedule-until-before-start schedule-until-with-count schedule-other-offset site-id-changed site-without-id site-without-timezone site-without-url
	unknown-category unknown-closure unknown-emergency unknown-file unknown-location unknown-need unknown-opportunity unknown-organization unreadable-file`)

// Of the fixtures of content, each file by itself gives the problems that it has
// by itself, word for word.
func TestProblemsOfOneFile(t *testing.T) {
	names, err := filepath.Glob("../content/testdata/problems/*.txtar")
	if err != nil || len(names) < 100 {
		t.Fatalf("%d fixtures, %v", len(names), err)
	}
	byItself := 0
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		rule := strings.TrimSuffix(filepath.Base(name), ".txtar")
		parts := strings.Split("\n"+string(data), "\n-- ")
		_, want, _ := strings.Cut(parts[len(parts)-1], " --\n")
		found := false
		for _, part := range parts[1 : len(parts)-1] {
			path, text, _ := strings.Cut(part, " --\n")
			if strings.Contains(path, " ") { // bytes that a text file cannot hold, or a past
				continue
			}
			if path == "site.yaml" {
				text = "id: elm-town\nurl: https://board.example.org\ntimezone: America/New_York\n" + text
			}
			for _, p := range Decode(fileAt(path), false, inTown(t), []byte(text+"\n")).Problems {
				found = found || p.Rule == rule
				if message := printed(t, problem.List{p}); !strings.Contains(want, strings.TrimRight(message, "\n")) {
					t.Errorf("%s: %s is not in\n%s", name, message, want)
				}
			}
		}
		switch {
		case found:
			byItself++
		case !slices.Contains(ofOthers, rule) && !strings.Contains(string(data), ".yaml quoted --") && !strings.Contains(string(data), " only --") && !strings.Contains(string(data), " repeat "):
			t.Errorf("%s: no file gives the problem by itself", name)
		}
	}
	if byItself < 100 {
		t.Errorf("only %d rules are about one file", byItself)
	}
}

// A field that is written and left empty, as in a scaffold, is a field that is not
// there, and so is one that is null.
func TestEmptyFields(t *testing.T) {
	for text, want := range map[string]string{
		"title: A\norganization: b\nkind: event\nongoing: yes\nsummary:\nschedule: ~\nphone: null\nspots:\n": "",
		"title: A\norganization: b\nkind: event\nongoing: yes\nsummary: \"\"\nschedule: ''\nphones:\n  - label: ''\n    number: ''\nspots:\n  total:\ncost:\n  amount: ''\n  note:\nlocation: []\nstatus: ''\nchecked: \"\"\nimage:\n  file: ''\n  alt: ''\nwho: {}\n": "",
		"title:\norganization: b\nkind: event\n":      "missing-field ",
		"title: \"\"\norganization: b\nkind: event\n": "missing-field ",
	} {
		got := ""
		out := Decode(fileAt("opportunities/a.yaml"), false, inTown(t), []byte(text))
		for _, p := range out.Problems {
			got += p.Rule + " "
		}
		if got != want {
			t.Errorf("%q: %q", text, got)
		}
		if o := out.Opportunities[0]; len(o.Summary) != 0 || len(o.ScheduleDrafts) != 0 || len(o.Phones) != 0 || o.Spots != NoSpots || o.Broken != (want != "") {
			t.Errorf("%q: %+v", text, o.Opportunity)
		}
	}
}

// A file that cannot be read keeps the id of its listing, so that what refers to
// it is not reported as well.
func TestUnreadable(t *testing.T) {
	for path, want := range map[string]string{"opportunities/a.yaml": "a", "organizations/b.md": "b", "pages/c/d.md": "c/d", "opportunities/a.es.yaml": ""} {
		for err, rule := range map[error]string{folder.ErrNotRegular: "not-a-file", folder.TooLargeError{Size: 99 << 10, Limit: 64 << 10}: "file-too-large", os.ErrPermission: "unreadable-file"} {
			out := Unreadable(fileAt(path), false, inTown(t), err)
			if len(out.Problems) != 1 || out.Problems[0].Rule != rule || out.Problems[0].File != path {
				t.Errorf("%s: %s", path, printed(t, out.Problems))
			}
			id := ""
			for _, o := range out.Opportunities {
				id += o.ID
			}
			for _, o := range out.Organizations {
				id += o.ID
			}
			if out.Page != nil {
				id += out.Page.ID
			}
			if id != want {
				t.Errorf("%s keeps %q", path, id)
			}
		}
	}
}
