package generator_test

import (
	"maps"
	"strings"
	"testing"
	"time"

	"corkboard/generator/history"
)

// What had a calendar and was taken out of the directory keeps one that says so.
// Of what is sensitive, or was not for everybody to know, nothing is left.
func TestVanishedCalendars(t *testing.T) {
	at := time.Date(2026, 11, 12, 9, 0, 0, 0, time.UTC)
	version := func(path, text string, gone bool) history.Version {
		return history.Version{Path: path, At: at, Gone: gone, Content: []byte(text)}
	}
	files := maps.Clone(tiny)
	files["categories.yaml"] = file("food: Food\nhealth:\n  name: Health\n  sensitive: yes\n")
	past := []history.Version{
		version("locations.yaml", "green:\n  name: Village green\n", true),
		version("locations.yaml", "haven:\n  name: Haven\n  privacy: confidential\n", true),
		version("locations.yaml", "haven:\n  name: Haven\n  address: 1 Quiet Street\n", true), // before
		version("categories.yaml", "music: Music\nclinic:\n  name: Clinic\n  in: health\nillness:\n  name: Illness\n  sensitive: yes\n", true),
		version("categories.yaml", "lost:\n  name: Lost\n  in: nobody-knows\n", true),
		version("organizations/choir.yaml", "name: The choir\ncategory: music\n", true),
		version("organizations/refuge.yaml", "name: Refuge\ncategory: clinic\n", true),
		version("organizations/house.yaml", "name: The house\nlocation:\n  name: House\n  privacy: confidential\n", true),
		version("organizations/neighbors.yaml", "name: Neighbours of old\n", false), // it is still there
		version("site.yaml", "languages: [en, fr, es]\n", false),
		version("site.yaml", "feeds:\n  sings:\n    title: Singing\n    categories: [music]\n  cures:\n    title: Cures\n    categories: [clinic]\n", false),
	}
	r := buildWith(t, files, sampleNow, history.Fixed(map[string]history.Dates{}, past...))
	if len(r.Problems.Errors()) > 0 {
		t.Fatal(printed(r.Problems))
	}
	for path, says := range map[string]string{
		"locations/green/calendar.ics":            "Village green is no longer in this directory",
		"es/locations/green/calendar.ics":         "Village green ya no está en este directorio",
		"categories/music/calendar.ics":           "Music is no longer in this directory",
		"organizations/choir/calendar.ics":        "The choir is no longer in this directory",
		"feeds/sings/calendar.ics":                "Singing is no longer in this directory",
		"fr/calendar.ics":                         "Tiny is no longer available in French",
		"fr/organizations/neighbors/calendar.ics": "Tiny is no longer available in French",
	} {
		f := r.Tree.Find(path)
		if f == nil {
			t.Errorf("there is no %s", path)
			continue
		}
		text := strings.ReplaceAll(string(render(t, f)), "\r\n ", "")
		if strings.Count(text, "BEGIN:VEVENT") != 1 || !strings.Contains(text, says) || !strings.Contains(text, "DTSTART;VALUE=DATE:20261112") ||
			!strings.Contains(text, "LAST-MODIFIED:20261112T090000Z") || !strings.Contains(text, "BEGIN:VTIMEZONE") {
			t.Errorf("%s does not say %q:\n%s", path, says, text)
		}
	}
	for _, f := range r.Tree.Files() {
		for _, told := range []string{"haven", "clinic", "illness", "lost/", "refuge", "house/", "cures", "fr/categories/health"} {
			if strings.Contains(f.Path, told) {
				t.Errorf("there is %s", f.Path)
			}
		}
	}

	// A language that became the first one has its calendars at the root and where
	// they were.
	files["site.yaml"] = file(strings.Replace(string(tiny["site.yaml"].Data), "[en, es]", "[es, en]", 1))
	r = buildWith(t, files, sampleNow, history.Fixed(map[string]history.Dates{}, version("site.yaml", "languages: [en, es]\n", false)))
	if old, now := r.Tree.Find("es/calendar.ics"), r.Tree.Find("calendar.ics"); old == nil || string(render(t, old)) != string(render(t, now)) {
		t.Error("es/calendar.ics is not the calendar of today")
	}
}
