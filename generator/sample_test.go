package generator_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"os"
	"path"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"corkboard/generator"
	"corkboard/generator/acceptance"
	"corkboard/generator/catalog"
	"corkboard/generator/check"
	"corkboard/generator/problem"
)

// What the tests here and those that ask other programs have in common.
var (
	sampleNow = acceptance.SampleNow
	build     = acceptance.Build
	buildWith = acceptance.BuildWith
	render    = acceptance.Render
	printed   = acceptance.Printed
	file      = acceptance.File
)

func TestSampleIsInOrder(t *testing.T) {
	r := acceptance.Sample(t)
	if bad := r.Problems.Errors(); len(bad) > 0 {
		t.Errorf("the sample has errors:\n%s", printed(bad))
	}
	listings, organizations := len(r.Catalog.Opportunities), len(r.Catalog.Organizations)
	if listings < 140 || organizations < 45 || len(r.Catalog.Categories) < 30 || len(r.Catalog.Locations) < 25 {
		t.Errorf("the sample has %d opportunities, %d organizations, %d categories, %d locations", listings, organizations, len(r.Catalog.Categories), len(r.Catalog.Locations))
	}
	translated := 0
	for _, o := range r.Catalog.Opportunities {
		if o.Title.Has("es") && o.Title.Has("en") {
			translated++
		}
	}
	for _, o := range r.Catalog.Organizations {
		if o.Name.Has("es") && len(o.Langs) > 1 {
			translated++
		}
	}
	if translated < 15 {
		t.Errorf("%d listings are translated, want 15", translated)
	}
	found, err := check.Tree(context.Background(), r.Tree, check.Options{Base: r.Addresses.Base})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) > 0 {
		t.Errorf("the sample's site has problems:\n%s", printed(found))
	}
}

// The sample shows one day for ever: every page says so and tells its scripts, no
// date in it has passed, and nothing makes it build again.
func TestSampleIsADemonstration(t *testing.T) {
	r := acceptance.Demonstration(t)
	for _, p := range r.Problems {
		if p.Rule != "not-checked" { // since it is built without its history here
			t.Errorf("the sample has a problem:\n%s", printed(problem.List{p}))
		}
	}
	const now = ` data-moment="2026-11-23T12:00:00-05:00"`
	for _, f := range r.Tree.Files() {
		text := render(t, f)
		if !strings.HasSuffix(f.Path, ".html") || bytes.Contains(text, []byte(`http-equiv="refresh"`)) {
			continue
		}
		if !bytes.Contains(text, []byte(now)) || !bytes.Contains(text, []byte("A demonstration: this site always shows November 23, 2026")) && !bytes.Contains(text, []byte("Una demostración: este sitio muestra siempre el 23 de noviembre de 2026")) {
			t.Errorf("%s does not say which day it is of", f.Path)
		}
	}
	if text := render(t, r.Tree.Find("build.json")); bytes.Contains(text, []byte("valid_until")) || !bytes.Contains(text, []byte(`"now": "2026-11-23"`)) {
		t.Errorf("build.json: %s", text)
	}
	if !r.Board.ValidUntil.IsZero() {
		t.Errorf("it ends on %v", r.Board.ValidUntil)
	}
	living := acceptance.Sample(t)
	for _, f := range living.Tree.Files() {
		if text := render(t, f); bytes.Contains(text, []byte("data-moment")) && strings.HasSuffix(f.Path, ".html") || bytes.Contains(text, []byte("A demonstration: ")) {
			t.Fatalf("%s of a living town is of one day", f.Path)
		}
	}
}

// Files that pass today pass next year: no error depends on the moment.
func TestSampleNextYear(t *testing.T) {
	r := build(t, acceptance.SampleFolder(t), sampleNow.AddDate(1, 0, 0), "")
	if bad := r.Problems.Errors(); len(bad) > 0 {
		t.Errorf("a year later the sample has errors:\n%s", printed(bad))
	}
}

// Every word that a page asks for is there, in every language.
func TestNoWordIsMissing(t *testing.T) {
	for _, f := range acceptance.Sample(t).Tree.Files() {
		if text := render(t, f); bytes.Contains(text, []byte("⟦")) {
			i := bytes.Index(text, []byte("⟦"))
			t.Errorf("%s: %s", f.Path, text[i:min(i+60, len(text))])
		}
	}
}

func digest(t *testing.T, r *generator.Result) string {
	t.Helper()
	h := sha256.New()
	for _, f := range r.Tree.Files() {
		fmt.Fprintf(h, "%s %x\n", f.Path, f.Fingerprint())
		h.Write(render(t, f))
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

// The same content and moment give the same bytes and the same fingerprints,
// whatever the machine's zone and number of cores.
func TestSameBytes(t *testing.T) {
	want := digest(t, acceptance.Sample(t))
	local, cores := time.Local, runtime.GOMAXPROCS(1)
	defer func() { time.Local = local; runtime.GOMAXPROCS(cores) }()
	time.Local = time.FixedZone("elsewhere", 9*3600)
	if got := digest(t, build(t, acceptance.SampleFolder(t), sampleNow.In(time.UTC), "")); got != want {
		t.Errorf("two builds of the same content differ")
	}
}

// A page has to be rendered again whenever its bytes would differ: of two
// days, every file that differs has another fingerprint.
func TestFingerprintsKnowEveryChange(t *testing.T) {
	today := acceptance.Sample(t).Tree
	tomorrow := build(t, acceptance.SampleFolder(t), sampleNow.AddDate(0, 0, 1), "").Tree
	kept := 0
	for _, f := range today.Files() {
		other := tomorrow.Find(f.Path)
		if other == nil || other.Fingerprint() != f.Fingerprint() {
			continue
		}
		kept++
		if !bytes.Equal(render(t, f), render(t, other)) {
			t.Errorf("%s differs, its fingerprint does not", f.Path)
		}
	}
	if kept < today.Len()/3 {
		t.Errorf("only %d of %d files keep their fingerprint over a night", kept, today.Len())
	}
}

// A place that is area-only has its street in its file: the file shows that the
// test looks for something, and no output has it.
func TestWithheldIsNowhere(t *testing.T) {
	r := acceptance.Sample(t)
	looked := 0
	for _, w := range r.Catalog.Withheld {
		if len(w.Address) == 0 {
			continue // a point alone
		}
		looked++
		source, err := os.ReadFile(path.Join("../content", w.File))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(source, []byte(w.Address[0])) {
			t.Errorf("%s: %q is not in its file", w.File, w.Address[0])
		}
		plain := []byte(strings.ToLower(w.Address[0]))
		for _, f := range r.Tree.Files() {
			text := bytes.ToLower(bytes.ReplaceAll(render(t, f), []byte("\r\n "), nil))
			if bytes.Contains(text, plain) {
				t.Errorf("%s tells the address of %s", f.Path, w.Place)
			}
		}
	}
	if looked == 0 {
		t.Fatal("the sample withholds no address, so this test sees nothing")
	}
}

// A listing that gives an address away is left out and its line is named,
// however the address is written and wherever in the listing: what a careless
// person pastes is as much a leak as what one types.
func TestGuardStopsALeak(t *testing.T) {
	written := []string{
		"41 Quince Hollow Lane", "41 Quince Hollow Ln.", "41, quince hollow lane", "QUINCE HOLLOW 41", "41\u00a0Quince\u00a0Hollow Lane", "41 Quincé Höllow Lane",
		"41 Quin\u00adce Hol\u00adlow", "４１ Ｑｕｉｎｃｅ Hollow", "41-quince-hollow-lane", "no. 41, Quince Hollow", "#41QuinceHollow", "41 Quince &#72;ollow",
		"https://maps.example/?q=41+Quince+Hollow+Lane", "https://maps.example/dir/41%20Quince%20Hollow", "https://maps.example/@43.1314,-74.1022,17z", "43°07'53\"N 74°06'08\"W",
		"43,1314 / -74,1022", "the blue door on Quince Hollow Lane",
	}
	fields := []string{"title: %q", "summary: %q", "arrive: %q", "hours: %q", "tags: [%q]", "bring: [%q]", "steps: [%q]", "safety: %q", "status_note: %q",
		"location:\n  name: %q\n  in: town", "who:\n  note: %q", "roles:\n  - title: %q", "body: %q", "x-note: %q"}
	fsys := fstest.MapFS{
		"locations.yaml": file("town: Town\nrefuge:\n  name: The refuge\n  in: town\n  privacy: area-only\n  address: 41 Quince Hollow Lane\n  geo: 43.13137, -74.10219\n" +
			"hall:\n  name: Town Hall\n  in: town\n  address: 43 Quince Hollow Lane\n"),
		"organizations/helpers.yaml": file("name: Helpers\nlocation: refuge\n"),
		"opportunities/beds.yaml":    file("title: Beds\nkind: get-help\norganization: helpers\nhours: any time\n"),
		"opportunities/dance.yaml":   file("title: Dance at 43 Quince Hollow Lane\nkind: event\norganization: helpers\nlocation: hall\nschedule: 2026-12-05 10:00-12:00\n"),
	}
	var wrong []string
	for i, text := range written {
		for j, field := range fields {
			name := fmt.Sprintf("opportunities/leak-%d-%d.yaml", i, j)
			listing := "kind: get-help\norganization: helpers\nongoing: yes\n" + fmt.Sprintf(field, text) + "\n"
			if j > 0 {
				listing = "title: A listing\n" + listing
			}
			fsys[name] = file(listing)
			wrong = append(wrong, name)
		}
	}
	r := build(t, fsys, sampleNow, "")
	lines := map[string]int{}
	for _, p := range r.Problems.Errors() {
		if strings.Contains(strings.ToLower(p.Text+p.Hint), "quince") {
			t.Errorf("the message gives the address away: %s", p.Text)
		}
		lines[p.File] = p.Line
	}
	for _, name := range wrong {
		if lines[name] < 2 && !strings.HasSuffix(name, "-0.yaml") {
			t.Errorf("%s is published, or its line is not named (%d):\n%s", name, lines[name], fsys[name].Data)
		}
		delete(lines, name)
	}
	if len(lines) > 0 {
		t.Errorf("others are blamed: %v", lines)
	}
	for _, f := range r.Tree.Files() {
		if text := strings.ToLower(string(render(t, f))); strings.Contains(text, "41 quince") || strings.Contains(text, "43.131") {
			t.Errorf("%s gives the address away", f.Path)
		}
	}
}

// Fields that are harmless alone give an address away side by side: then the page
// refuses to be written.
func TestGuardStopsWhatOnlyThePageShows(t *testing.T) {
	fsys := fstest.MapFS{
		"locations.yaml":             file("refuge:\n  privacy: area-only\n  address: 41 Quince Hollow Lane\n"),
		"organizations/helpers.yaml": file("name: Helpers\nphone: 01 555 0100\n"),
		"opportunities/parts.yaml":   file("title: \"Meet at 41\"\nsummary: Quince Hollow\nkind: event\norganization: helpers\nlocation:\n  name: The mill\nschedule: 2026-12-05 10:00-12:00\n"),
	}
	r := build(t, fsys, sampleNow, "")
	found, err := check.Tree(context.Background(), r.Tree, check.Options{Base: "/"})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc([]problem.Problem(found), func(p problem.Problem) bool {
		return p.Rule == "withheld-address" && p.File == "opportunities/parts.yaml"
	}) {
		t.Errorf("the leak is not seen:\n%s", printed(found))
	}
}

var href = regexp.MustCompile(`<a [^>]*href="([^"]+)"`)

// linksOf are the pages that a page of the sample links to, by URL.
func linksOf(t *testing.T, r *generator.Result, url string) []string {
	t.Helper()
	f := r.Tree.Find(strings.TrimPrefix(url, "/") + "index.html")
	if f == nil {
		return nil
	}
	var out []string
	for _, m := range href.FindAllSubmatch(render(t, f), -1) {
		target, _, _ := strings.Cut(string(m[1]), "#")
		if strings.HasPrefix(target, "/") && strings.HasSuffix(target, "/") {
			out = append(out, target)
		}
	}
	return out
}

// Who needs help and reads Spanish can read what help there is.
func TestSampleHelpIsInSpanish(t *testing.T) {
	for _, o := range acceptance.Sample(t).Catalog.Opportunities {
		if o.Kind == catalog.GetHelpKind && (!o.Title.Has("es") || len(o.Summary) > 0 && !o.Summary.Has("es")) {
			t.Errorf("%s is not in Spanish", o.ID)
		}
	}
}

// Whoever has no JavaScript follows links: three at most to every listing and
// organization.
func TestReach(t *testing.T) {
	r := acceptance.Sample(t)
	distance := map[string]int{"/": 0}
	front := []string{"/"}
	for step := 1; step <= 3; step++ {
		var next []string
		for _, url := range front {
			for _, target := range linksOf(t, r, url) {
				if _, seen := distance[target]; !seen {
					distance[target] = step
					next = append(next, target)
				}
			}
		}
		front = next
	}
	var index bytes.Buffer
	f := r.Tree.Find("index.json")
	if f == nil {
		t.Fatal("there is no index.json")
	}
	index.Write(render(t, f))
	listed := map[string]bool{}
	organizations := 0
	for _, m := range regexp.MustCompile(`"id":"([^"]+)","url":"[^"]*(/(opportunities|organizations)/[^"]+)"`).FindAllStringSubmatch(index.String(), -1) {
		if m[3] == "organizations" {
			organizations++
		} else {
			listed[m[1]] = true
		}
		if _, ok := distance[m[2]]; !ok {
			t.Errorf("%s is further than three links from the front page", m[2])
		}
	}
	if len(listed) < 100 || organizations < 40 {
		t.Fatalf("only %d listings and %d organizations are listed", len(listed), organizations)
	}
	for _, o := range r.Catalog.Opportunities {
		if listed[o.ID] || !o.Listed || len(o.Organizations) == 0 {
			continue
		}
		own := linksOf(t, r, "/organizations/"+o.Organizations[0].ID+"/")
		if !slices.Contains(own, "/opportunities/"+o.ID+"/") {
			if r.Tree.Find("opportunities/"+o.ID+"/index.html") != nil {
				t.Errorf("%s is over or dormant, and its organization does not link to it", o.ID)
			}
		}
	}
}

// A site under a path of its host: every link, feed and canonical address
// stays below it.
func TestSubPath(t *testing.T) {
	r := acceptance.SampleBelow(t)
	found, err := check.Tree(context.Background(), r.Tree, check.Options{Base: "/town/"})
	if err != nil {
		t.Fatal(err)
	}
	if len(found) > 0 {
		t.Errorf("below a path the site has problems:\n%s", printed(found))
	}
	home := r.Tree.Find("index.html")
	if home == nil {
		t.Fatal("there is no front page")
	}
	for _, want := range []string{`rel="canonical" href="https://example.org/town/"`, `href="/town/es/"`, `href="/town/give/"`} {
		if !bytes.Contains(render(t, home), []byte(want)) {
			t.Errorf("the front page lacks %s", want)
		}
	}
	for _, f := range r.Tree.Files() {
		if text := render(t, f); bytes.Contains(text, []byte(`href="/opportunities/`)) || bytes.Contains(text, []byte("https://example.org/opportunities/")) {
			t.Errorf("%s links above the site's path", f.Path)
		}
	}
}

// A newcomer's first two files are a site.
func TestTwoSmallFiles(t *testing.T) {
	fsys := fstest.MapFS{
		"organizations/trinity-church.yaml": file("name: Trinity Church\n"),
		"opportunities/pantry.yaml":         file("title: Food pantry\norganization: trinity-church\nkind: get-help\nschedule: every Wednesday 6pm-8pm\n"),
	}
	r := build(t, fsys, sampleNow, "")
	if bad := r.Problems.Errors(); len(bad) > 0 {
		t.Fatalf("errors:\n%s", printed(bad))
	}
	for _, want := range []string{"index.html", "opportunities/pantry/index.html", "opportunities/pantry/event.ics", "organizations/trinity-church/index.html", "get/index.html", "calendar.ics", "sitemap.xml"} {
		if r.Tree.Find(want) == nil {
			t.Errorf("there is no %s", want)
		}
	}
	page := r.Tree.Find("opportunities/pantry/index.html")
	if text := string(render(t, page)); !strings.Contains(text, "Every Wednesday, 6pm to 8pm") {
		t.Error("the page does not say when")
	}
}

// A folder with nothing in it is a site too: the preview starts from there.
func TestEmptyFolder(t *testing.T) {
	r := build(t, fstest.MapFS{}, sampleNow, "")
	for _, f := range r.Tree.Files() {
		render(t, f)
	}
}

// Until the moment that build.json names, every build gives the same files.
func TestPagesKnowTheDayNotTheHour(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	day := time.Date(2026, time.December, 2, 0, 0, 0, 0, zone)
	first := build(t, acceptance.SampleFolder(t), day.Add(time.Minute), "")
	if want := day.AddDate(0, 0, 1); !first.Board.ValidUntil.Equal(want) {
		t.Fatalf("on a day without an alert the site is valid until %v, want %v", first.Board.ValidUntil, want)
	}
	for _, hour := range []int{7, 13, 23} {
		later := build(t, acceptance.SampleFolder(t), day.Add(time.Duration(hour)*time.Hour), "")
		for _, f := range first.Tree.Files() {
			if other := later.Tree.Find(f.Path); other == nil || other.Fingerprint() != f.Fingerprint() {
				t.Errorf("at %d o'clock %s is another file", hour, f.Path)
				break
			}
		}
	}
}

// A night belongs to the day that it begins on: at noon nobody is told of the
// shelter that closed in the morning.
func TestNightsBelongToTheirEvening(t *testing.T) {
	fsys := fstest.MapFS{
		"site.yaml":                 file("id: t\nurl: https://example.org\ntimezone: America/New_York\n"),
		"organizations/parish.yaml": file("name: Parish\n"),
		"opportunities/beds.yaml":   file("title: Beds\nkind: help\norganization: parish\nschedule: every day 8pm-7am from 2026-11-01 until 2026-11-24\nchecked: 2026-11-20\n"),
	}
	for day, want := range map[int]string{23: "Monday, November 23", 24: "Tuesday, November 24", 25: "Tuesday, November 24"} {
		r := build(t, fsys, time.Date(2026, time.November, day, 17, 0, 0, 0, time.UTC), "")
		list := r.Tree.Find("opportunities/index.html")
		if got := string(render(t, list)); !strings.Contains(got, want) {
			t.Errorf("on 2026-11-%d the list does not say %q", day, want)
		}
		if got := string(render(t, list)); day == 23 && !strings.Contains(got, `data-times="`+strconv.FormatInt(time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC).Unix()/60, 36)+".ic 140") {
			t.Error("the page's script is not told of last night and of tonight")
		}
		agenda := r.Tree.Find("calendar/index.html")
		if got := strings.Count(string(render(t, agenda)), ">Beds<"); got != max(0, 25-day) {
			t.Errorf("on 2026-11-%d the agenda has %d nights, want %d", day, got, max(0, 25-day))
		}
	}
}

// A subscription goes on after a category, place or organization was renamed.
func TestCalendarsAtOldAddresses(t *testing.T) {
	fsys := fstest.MapFS{
		"site.yaml":              file("id: t\nurl: https://example.org\ntimezone: America/New_York\nlanguages: [en, es]\n"),
		"categories.yaml":        file("food:\n  name: Food\n  formerly: [groceries]\n"),
		"locations.yaml":         file("town:\n  name: Town\n  formerly: [village]\n"),
		"organizations/new.yaml": file("name: New\nformerly: old\n"),
		"opportunities/a.yaml":   file("title: A\nkind: event\norganization: new\ncategory: food\nlocation: town\nschedule: 2026-12-05 10am-noon\nchecked: 2026-11-20\n"),
	}
	r := build(t, fsys, time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC), "")
	if errors, _ := r.Problems.Count(); errors > 0 {
		t.Fatal(printed(r.Problems))
	}
	uid := regexp.MustCompile(`(?m)^UID:.*$`)
	for old, today := range map[string]string{
		"categories/groceries/": "categories/food/", "locations/village/": "locations/town/", "organizations/old/": "organizations/new/",
		"locations/village/groceries/": "locations/town/food/", "locations/town/groceries/": "locations/town/food/",
		"es/organizations/old/": "es/organizations/new/", "es/locations/village/food/": "es/locations/town/food/",
	} {
		before := r.Tree.Find(old + "calendar.ics")
		after := r.Tree.Find(today + "calendar.ics")
		if before == nil {
			t.Errorf("there is no %scalendar.ics", old)
			continue
		}
		got, want := uid.FindAll(render(t, before), -1), uid.FindAll(render(t, after), -1)
		if len(want) != 1 || !slices.EqualFunc(got, want, bytes.Equal) {
			t.Errorf("%scalendar.ics has the entries %q, want %q", old, got, want)
		}
	}
	for _, f := range r.Tree.Files() {
		if strings.HasSuffix(f.Path, "calendar.ics") && !strings.HasSuffix(f.Path, "/calendar.ics") && f.Path != "calendar.ics" {
			t.Errorf("%s is at no address", f.Path)
		}
	}
}

// A combination that site.yaml declares is a calendar of what fits all its
// facets, with a page of its own that the subscribe page leads to.
func TestDeclaredFeeds(t *testing.T) {
	r := acceptance.Sample(t)
	uids := func(path string) map[string]bool {
		f := r.Tree.Find(path)
		if f == nil {
			t.Fatalf("there is no %s", path)
		}
		out := map[string]bool{}
		for _, m := range regexp.MustCompile(`(?m)^UID:(.*)\r$`).FindAllSubmatch(render(t, f), -1) {
			out[string(m[1])] = true
		}
		return out
	}
	declared, place := uids("feeds/public-decisions/calendar.ics"), uids("locations/harlow-ferry/calendar.ics")
	kinds := []map[string]bool{uids("kinds/meeting/calendar.ics"), uids("kinds/consultation/calendar.ics"), uids("kinds/seat/calendar.ics")}
	want := 0
	for uid := range place {
		if kinds[0][uid] || kinds[1][uid] || kinds[2][uid] {
			want++
			if !declared[uid] {
				t.Errorf("%s fits and is not there", uid)
			}
		}
	}
	if want == 0 || len(declared) != want {
		t.Errorf("the calendar has %d entries, want %d", len(declared), want)
	}
	page := r.Tree.Find("subscribe/index.html")
	if !bytes.Contains(render(t, page), []byte(`href="/feeds/public-decisions/#feed"`)) {
		t.Error("the subscribe page does not list it")
	}
	own := render(t, r.Tree.Find("feeds/public-decisions/index.html"))
	for _, want := range []string{"webcal://corkboard.example/feeds/public-decisions/calendar.ics", `href="/kinds/consultation/"`, `href="/locations/harlow-ferry/"`, `class="card`} {
		if !bytes.Contains(own, []byte(want)) {
			t.Errorf("its page lacks %s", want)
		}
	}
}
