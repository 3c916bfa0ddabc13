package generator_test

import (
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"corkboard/generator"
	"corkboard/generator/history"
)

// sensitiveTown has a line that answers day and night and a group that meets at a place
// of its own, in a sensitive category, and what is not sensitive beside them.
func sensitiveTown() fstest.MapFS {
	files := fstest.MapFS{}
	for name, text := range map[string]string{
		"site.yaml": "id: t\nurl: https://example.org\ntimezone: America/New_York\ncountry: US\nlanguages: [en, es]\ncontact:\n  email: board@example.org\n" +
			"feeds:\n  - id: everything\n    title: Everything\n  - id: supper\n    title: Supper\n    categories: [food]\n  - id: chosen\n    title: Chosen\n    categories: [abuse]\n",
		"categories.yaml":              "food: Food\nhome:\n  name: Home\nabuse:\n  name: Abuse at home\n  in: home\n  sensitive: yes\n",
		"locations.yaml":               "town:\n  name: Town\nhall:\n  name: Town Hall\n  address: 1 Main Street\n  in: town\nharbor:\n  name: Harbor House\n  address: 9 Quay Street\n  in: town\n",
		"organizations/neighbors.yaml": "name: Neighbors\nlocation: hall\nchecked: 2026-11-20\nphone: 202-555-0100\n",
		"organizations/refuge.yaml":    "name: Refuge Trust\ncategory: abuse\nlocation: harbor\nphone: 202-555-0101\nchecked: 2026-11-20\n",
		"opportunities/quiet-line.yaml": "title:\n  en: Quiet Line\n  es: Línea tranquila\norganization: refuge\nkind: get-help\nget: [advice]\ncategory: abuse\nschedule: 24/7\nremote: yes\n" +
			"phone: 202-555-0102\nlanguages: [ht]\nchecked: 2026-11-20\nurgent_until: 2026-12-30\n",
		"opportunities/quiet-group.yaml": "title:\n  en: Quiet Group\n  es: Grupo tranquilo\norganizations: [refuge, neighbors]\nkind: group\ncategories: [food, abuse]\nlocation: harbor\nschedule: every Friday 19:00-21:00\n" +
			"summary: Every Friday at Harbor House\nhours: Knock after seven\naccess:\n  captions: yes\nlanguages: [ht]\nphone: 202-555-0103\nchecked: 2026-11-20\noutcome:\n  text: It helped\n  date: 2026-10-01\n",
		"opportunities/quiet-bed.yaml":  "title: Quiet Bed\norganization: refuge\nkind: get-help\nget: shelter\ncategory: abuse\nongoing: yes\nphone: 202-555-0104\noutcome:\n  expected: 2027-01-01\nchecked: 2026-11-20\n",
		"opportunities/open-group.yaml": "title: Open Group\norganization: neighbors\nkind: group\ncategory: food\nlocation: hall\nschedule: every Friday 19:00-21:00\nrelated: [quiet-group]\nchecked: 2026-11-20\n",
		"opportunities/home-group.yaml": "title: Home Group\norganization: neighbors\nkind: group\ncategory: home\nlocation: hall\nschedule: every Friday 19:00-21:00\nchecked: 2026-11-20\n",
		"opportunities/pantry.yaml":     "title: Pantry\norganization: neighbors\nkind: get-help\nget: food\ncategory: food\nlocation: hall\nschedule: every Friday 10:00-12:00\nchecked: 2026-11-20\n",
	} {
		files[name] = file(text)
	}
	return files
}

// texts are the files of a site that are not of its theme.
func texts(t *testing.T, r *generator.Result) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, f := range r.Tree.Files() {
		if !strings.HasPrefix(f.Path, "assets/") {
			out[f.Path] = strings.ReplaceAll(string(render(t, f)), "\r\n ", "")
		}
	}
	return out
}

// where are the files that have a text, in the default language.
func where(files map[string]string, text string) []string {
	var out []string
	for _, p := range slices.Sorted(maps.Keys(files)) {
		if strings.Contains(files[p], text) && !strings.HasPrefix(p, "es/") {
			out = append(out, p)
		}
	}
	return out
}

// A sensitive listing is on its own page, on that of its category, on help-now and in
// the search, on the call sheet, and on the page of an organization that is as sensitive.
func TestSensitiveListingsAreNowhereElse(t *testing.T) {
	files := texts(t, buildWith(t, sensitiveTown(), sampleNow, nil))
	own := func(id string) []string {
		return []string{
			"opportunities/" + id + "/", "categories/abuse/", "help-now/", "feeds/chosen/", "organizations/refuge/", "needs-checking/",
			"search/index/", "sitemap.xml", "_headers", ".corkboard",
		}
	}
	for _, id := range []string{"quiet-line", "quiet-group", "quiet-bed"} {
		title := map[string]string{"quiet-line": "Quiet Line", "quiet-group": "Quiet Group", "quiet-bed": "Quiet Bed"}[id]
		found := slices.Concat(where(files, id), where(files, title))
		for _, p := range found {
			if !slices.ContainsFunc(own(id), func(at string) bool { return strings.HasPrefix(p, at) }) {
				t.Errorf("%s is in %s", id, p)
			}
		}
		if !slices.Contains(found, "categories/abuse/index.html") || !slices.Contains(found, "opportunities/"+id+"/index.html") {
			t.Errorf("%s is missing where it belongs: %v", id, found)
		}
	}
	if !strings.Contains(files["help-now/index.html"], "Quiet Line") {
		t.Error("help-now lacks the line")
	}
	if got := where(files, "ht/"); slices.ContainsFunc(got, func(p string) bool { return strings.HasPrefix(p, "languages/ht/") }) {
		t.Errorf("a list of a language exists for sensitive listings alone: %v", got)
	}
}

// Lists say of it whom to call, and whether they answer day and night: neither where nor
// when.
func TestSensitiveListingsAreWithoutPlaceAndDay(t *testing.T) {
	files := texts(t, buildWith(t, sensitiveTown(), sampleNow, nil))
	for p, text := range files {
		list := strings.HasPrefix(p, "categories/abuse/") && path.Ext(p) != ".ics" || strings.HasPrefix(p, "help-now/") || strings.HasPrefix(p, "search/index/")
		if !list {
			continue
		}
		for _, secret := range []string{"Harbor", "Quay", "9 Quay", "Knock after", "Fri", "2026-11-27"} {
			if strings.Contains(text, secret) && !(secret == "Fri" && p != "categories/abuse/index.html") && !(secret == "2026-11-27" && p != "categories/abuse/index.html" && p != "categories/abuse/index.json") {
				t.Errorf("%s says %q", p, secret)
			}
		}
	}
	list := files["categories/abuse/index.html"]
	for _, want := range []string{"Quiet Line", "Quiet Group", "12025550102", "12025550103", "Day and night"} {
		if !strings.Contains(list, want) {
			t.Errorf("the category lacks %q", want)
		}
	}
	if row := files["categories/abuse/index.json"]; !strings.Contains(row, "quiet-group") || strings.Contains(row, `"next"`) || strings.Contains(row, `"locations"`) {
		t.Errorf("the index of the category: %s", row)
	}
}

// A venue of sensitive listings alone has no page, and nothing leads to it.
func TestSensitivePlacesHaveNoPage(t *testing.T) {
	files := texts(t, buildWith(t, sensitiveTown(), sampleNow, nil))
	if found := where(files, "locations/harbor/"); len(found) > 0 {
		t.Errorf("links to the page of a private place: %v", found)
	}
	for p := range files {
		if strings.Contains(p, "locations/harbor") {
			t.Errorf("there is %s", p)
		}
	}
	for _, p := range where(files, "Harbor House") {
		if !strings.HasPrefix(p, "opportunities/quiet-") && !strings.HasPrefix(p, "organizations/refuge/") && !strings.HasSuffix(p, ".ics") {
			t.Errorf("%s names the private place", p)
		}
	}
	if files["locations/hall/index.html"] == "" {
		t.Error("a place where others are, too, has no page")
	}
}

// The page of a sensitive listing says how to hide a visit, and offers nothing that
// would leave a trace or make another one like it.
func TestSensitivePagesAreHonest(t *testing.T) {
	files := texts(t, buildWith(t, sensitiveTown(), sampleNow, nil))
	for _, p := range []string{"opportunities/quiet-group/index.html", "es/opportunities/quiet-line/index.html", "categories/abuse/index.html", "organizations/refuge/index.html", "hide-a-visit/index.html"} {
		text := files[p]
		for _, want := range []string{`class="leave"`, "data-leave", "hide-a-visit/"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s lacks %s", p, want)
			}
		}
		for _, trace := range []string{"application/ld+json", "/suggest/#", "og:title", "data-share"} {
			if strings.Contains(text, trace) {
				t.Errorf("%s has %s", p, trace)
			}
		}
	}
	if text := files["opportunities/pantry/index.html"]; strings.Contains(text, "data-leave") || !strings.Contains(text, "/suggest/#get-help") {
		t.Error("another listing is taken for a sensitive one")
	}
	if text := files["hide-a-visit/index.html"]; !strings.Contains(text, "your browser may keep the address") {
		t.Errorf("how to hide a visit: %s", text)
	}
	for p, text := range files {
		if regexp.MustCompile(`(?i)not kept on your device|never kept by`).MatchString(text) {
			t.Errorf("%s promises more than a browser does", p)
		}
	}
}

// Somebody who answers the phone at any hour is not to be called first to be sure.
func TestACrisisLineIsNotToBeCalledFirst(t *testing.T) {
	files := sensitiveTown()
	files["opportunities/night-line.yaml"] = file("title: Night Line\norganization: neighbors\nkind: get-help\nget: advice\ncategory: home\nhours: 24 hours a day, every day of the year\nongoing: yes\nremote: yes\nphone: 202-555-0107\nchecked: 2026-11-20\n")
	out := texts(t, buildWith(t, files, sampleNow, nil))
	for _, p := range []string{"opportunities/quiet-line/index.html", "opportunities/night-line/index.html"} {
		text := out[p]
		for _, wrong := range []string{"Call first to be sure", ">Online<", "From home", "Ongoing: no fixed dates", "call first", "call before"} {
			if text == "" || strings.Contains(text, wrong) {
				t.Errorf("%s says %q", p, wrong)
			}
		}
		if !strings.Contains(text, "tel:") {
			t.Errorf("%s has no number", p)
		}
	}
	if list := out["categories/home/index.html"]; !strings.Contains(list, ">By phone<") || strings.Contains(list, ">Online<") {
		t.Errorf("a line is said to be online, or not by phone: %s", list)
	}
}

// What becomes sensitive leaves every other calendar, and none calls its dates off: a
// cancellation would name it to all who subscribed.
func TestWhatBecomesSensitiveLeavesCalendarsSilently(t *testing.T) {
	files := sensitiveTown()
	now, old := string(files["opportunities/quiet-group.yaml"].Data), "title: Quiet Group\norganization: neighbors\nkind: group\ncategory: food\nlocation: hall\nschedule: [every Friday 19:00-21:00, 2026-12-03 18:00-19:00]\nchecked: 2026-11-10\n"
	at := sampleNow.AddDate(0, 0, -5)
	past := history.Fixed(map[string]history.Dates{}, history.Version{Path: "opportunities/quiet-group.yaml", At: at, Content: []byte(old)})
	for p, text := range texts(t, buildWith(t, files, sampleNow, past)) {
		base := strings.TrimPrefix(p, "es/")
		own := strings.HasPrefix(base, "opportunities/quiet-group/") || strings.HasPrefix(base, "categories/abuse/") || strings.HasPrefix(base, "feeds/chosen/") || strings.HasPrefix(base, "organizations/refuge/")
		if path.Ext(p) == ".ics" && !own && strings.Contains(text, "quiet-group") {
			t.Errorf("%s still tells of it", p)
		}
	}
	// The same change of dates in a category that is not sensitive is called off.
	files["opportunities/quiet-group.yaml"] = file(strings.Replace(now, "[food, abuse]", "food", 1))
	if text := texts(t, buildWith(t, files, sampleNow, past))["calendar.ics"]; !strings.Contains(text, "quiet-group") || !strings.Contains(text, "STATUS:CANCELLED") {
		t.Error("the test has no date to call off")
	}
}
