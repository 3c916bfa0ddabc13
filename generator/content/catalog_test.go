package content

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"corkboard/generator/catalog"
	"corkboard/generator/format"
	"corkboard/generator/history"
	"corkboard/generator/rules"
	"corkboard/generator/schedule"
)

// folderOf makes a content folder of pairs of name and text.
func folderOf(pairs ...string) fstest.MapFS {
	fsys := fstest.MapFS{"site.yaml": {Data: []byte(baseSite + "country: US\nlanguages: [en, es]\n"), Mode: 0o644}}
	for i := 0; i < len(pairs); i += 2 {
		fsys[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1]), Mode: 0o644}
	}
	return fsys
}

func loaded(t *testing.T, fsys fstest.MapFS, opt Options) (*catalog.Catalog, string) {
	t.Helper()
	c, problems, err := new(Loader).Load(fsys, opt)
	if err != nil {
		t.Fatal(err)
	}
	return c, said(problems)
}

// A folder with one organization and one opportunity is enough.
func TestSmallestFolder(t *testing.T) {
	fsys := fstest.MapFS{
		"organizations/shop.yaml":  {Data: []byte("name: Shop\n")},
		"opportunities/coffee.yml": {Data: []byte("title: Coffee\norganization: shop\nkind: group\nongoing: true\n")},
	}
	c, text := loaded(t, fsys, Options{})
	if len(c.Opportunities) != 1 || c.Opportunities[0].Organizations[0].Name.First() != "Shop" || strings.Contains(text, "error") {
		t.Errorf("%+v\n%s", c, text)
	}
	if c.Site.ID != "corkboard" || c.Site.URL != "http://localhost:1313" || c.Site.Zone != time.UTC || c.Site.Title.First() == "" || c.Site.Languages[0] != "en" {
		t.Errorf("site: %+v", c.Site)
	}
	if _, _, err := new(Loader).Load(fstest.MapFS{}, Options{}); err != nil {
		t.Errorf("an empty folder: %v", err)
	}
}

// Texts may be in several languages, in the file or in a file beside it; facts
// are never translated.
func TestTranslations(t *testing.T) {
	c, text := loaded(t, folderOf(
		"organizations/shop.yaml", "name:\n  en: Shop\n  es: Tienda\nopening:\n  repeat: every Tuesday\n  date: 2026-11-03\n  note: With coffee\n",
		"organizations/shop.es.yaml", "opening:\n  note: Con café\nsummary: Una tienda\n",
		"opportunities/soup.md", "---\ntitle: Soup\norganization: tienda\nkind: get-help\nsteps:\n  - Come in\n  - Sit down\nphones:\n  - number: (518) 555-0123\n    label: Kitchen\nresearch:\n  question: Why soup?\nwho:\n  age_min: 18\n  note: Grown-ups\nroles:\n  - title: Cook\n  - title: Waiter\nx-number: 012\nchecked: 2026-11-02\n---\n\n\nHot soup.\n",
		"opportunities/soup.es.md", "---\ntitle: Sopa\nsteps:\n  - Pase\n  - Siéntese\nphones:\n  - label: Cocina\nresearch:\n  question: ¿Por qué sopa?\nwho:\n  note: Adultos\nroles:\n  - title: Cocinera\n---\nSopa caliente.\n",
		"opportunities/soup.fr.md", "Soupe chaude.\n",
		"opportunities/solo.es.md", "---\ntitle: Solo en español\norganization: shop\nkind: group\nchecked: 2026-11-02\n---\nHola.\n",
		"pages/about.md", "---\ntitle: About\norder: 3\n---\nHello.\n",
		"pages/about.es.md", "---\ntitle: Acerca de\n---\nHola.\n",
		"pages/more/deep.md", "No fields.\n",
	), Options{})
	if strings.Contains(text, "error") {
		t.Fatalf("problems:\n%s", text)
	}
	o := find(t, c, "soup")
	if o.Title.In("es").Value != "Sopa" || o.Title.First() != "Soup" || o.Steps[1].In("es").Value != "Siéntese" || o.Phones[0].Label.In("es").Value != "Cocina" || o.Phones[0].Dial != "+15185550123" {
		t.Errorf("soup: %+v", o)
	}
	if o.Research.Question.In("es").Value != "¿Por qué sopa?" || o.Who.Note.In("es").Value != "Adultos" || o.Who.AgeMin != 18 || o.Roles[0].Title.In("es").Value != "Cocinera" || o.Roles[1].Title.In("es").Value != "Waiter" {
		t.Errorf("soup: %+v %+v %+v", o.Research, o.Who, o.Roles)
	}
	if len(o.Body) != 3 || o.Body[0].Lang != "en" || o.Body[0].Line != 24 || o.Body[0].Source != "Hot soup." || o.Body[1].Lang != "es" || o.Body[2].Lang != "fr" || o.Body[1].File != "opportunities/soup.es.md" {
		t.Errorf("bodies: %+v", o.Body)
	}
	if !slices.Equal(o.Langs, []string{"en", "es", "fr"}) {
		t.Errorf("languages of the soup: %v", o.Langs)
	}
	if !slices.Equal(o.Extra, []catalog.Extra{{Key: "x-number", Value: "012"}}) {
		t.Errorf("own fields: %+v", o.Extra)
	}
	if solo := find(t, c, "solo"); solo.Title[0].Lang != "es" || solo.Body[0].Lang != "es" {
		t.Errorf("solo: %+v", solo.Title)
	}
	shop := c.Organizations[0]
	if shop.Summary.In("es").Value != "Una tienda" || shop.Opening[0].Note.In("es").Value != "Con café" {
		t.Errorf("shop: %+v", shop)
	}
	if len(c.Pages) != 2 || c.Pages[0].Title.In("es").Value != "Acerca de" || c.Pages[0].Order != 3 || !c.Pages[0].Menu || c.Pages[1].ID != "more/deep" || c.Pages[1].Title.First() != "Deep" {
		t.Errorf("pages: %+v", c.Pages)
	}
}

// Names are looked up by id, former id, alias or name; what is inherited is
// handed down.
func TestResolving(t *testing.T) {
	c, text := loaded(t, folderOf(
		"categories.yaml", "care:\n  sensitive: yes\ncrisis:\n  in: care\n  aliases: [in danger]\n  formerly: [help-line]\nfood: Food and drink\n",
		"locations.yaml", "valley:\n  timezone: America/Chicago\ntown:\n  in: valley\n  aliases: [The Town]\nhall:\n  name: Town Hall\n  in: the town\n  address:\n    street: [1 Main Street, Room 2]\n    city: Town\n    postcode: \"12399\"\n  geo:\n    lat: 43.1186\n    lon: -74.0809\n",
		"organizations/board.yaml", "name: The Board\nlocations: [town hall, valley]\npartners: [shop, helpers]\nformerly: [council, old-council]\n",
		"organizations/all.yaml", "shop:\n  name: Corner Shop\n  aka: The Corner\n  parent: council\nhelpers:\n  name: Helpers\n  parent: board\n",
		"opportunities/a.yaml", "title: A\norganization: the corner\nkind: help\ncategories: [help-line, In Danger, food and drink]\nlocation: The town\nrelated: [b]\nchecked: 2026-11-02\n",
		"opportunities/b.yaml", "title: B\norganization: [OLD-COUNCIL, helpers]\nkind: cleanup\nschedule: every Monday 6pm-7pm from 2026-11-02\nurgent_until: 2026-12-01\npublish:\n  from: 2026-11-01 09:00\n  until: 2026-12-31\nchecked: 2026-11-02\n",
	), Options{})
	if strings.Contains(text, "error") {
		t.Fatalf("problems:\n%s", text)
	}
	a, b := find(t, c, "a"), find(t, c, "b")
	if len(a.Categories) != 2 || a.Categories[0].ID != "crisis" || !a.Categories[0].Sensitive || a.Categories[1].Name.First() != "Food and drink" || a.Kind != catalog.GetHelpKind {
		t.Errorf("a: %+v", a.Categories)
	}
	if a.Organizations[0].ID != "shop" || a.Organizations[0].Parent.ID != "board" || a.Locations[0].ID != "town" || a.Related[0] != b.ID {
		t.Errorf("a: %+v", a)
	}
	board := b.Organizations[0]
	if board.ID != "board" || len(board.Children) != 2 || len(board.Partners) != 2 || board.OldestID() != "old-council" || len(a.Organizations[0].PartnerOf) != 1 {
		t.Errorf("board: %+v", board)
	}
	if b.Locations[0].ID != "hall" || b.Locations[0].Zone.String() != "America/Chicago" || b.Locations[0].Exact.Geo.Lat != 43.1186 || len(b.Locations[0].Exact.Address.Lines) != 2 {
		t.Errorf("b: %+v", b.Locations[0])
	}
	// A day counts to its end, in the zone of the place.
	chicago, _ := time.LoadLocation("America/Chicago")
	if !b.UrgentUntil.Equal(time.Date(2026, 12, 2, 0, 0, 0, 0, chicago)) || !b.Publish.From.Equal(time.Date(2026, 11, 1, 9, 0, 0, 0, chicago)) || !b.Publish.Until.Equal(time.Date(2027, 1, 1, 0, 0, 0, 0, chicago)) {
		t.Errorf("b: %v %+v", b.UrgentUntil, b.Publish)
	}
	if len(c.Locations) != 3 || c.Locations[1].Children[0].ID != "hall" || c.Categories[0].Children[0].ID != "crisis" || c.Categories[0].Name.First() != "Care" {
		t.Errorf("tables: %+v", c.Locations[1])
	}
}

// A place that may not be told is told nowhere in the catalog but as withheld.
func TestPrivacy(t *testing.T) {
	c, _ := loaded(t, folderOf(
		"locations.yaml", "home:\n  name: Quiet house\n  privacy: area-only\n  address: 12 Hidden Lane\n  geo: [43.1186, -74.0809]\n",
		"organizations/shop.yaml", "name: Shop\nlocation: home\n",
		"opportunities/a.yaml", "title: A\norganization: shop\nkind: group\nlocation:\n  name: Ana's kitchen\n  privacy: area-only\n  address:\n    street: 9 Secret Street\n    city: Town\n",
		"opportunities/b.yaml", "title: B\norganization: shop\nkind: group\nlocation:\n  name: Shelter\n  privacy: confidential\n",
		"opportunities/c.yaml", "title: C\norganization: shop\nkind: group\nlocation:\n  name: Shelter\n  privacy: confidential\n  geo: [43.1, -74.1]\n",
	), Options{})
	said := ""
	for _, w := range c.Withheld {
		said += fmt.Sprintf("%s %s:%d %q", w.Place, w.File, w.Line, w.Address)
		if w.Point != nil {
			said += fmt.Sprint(*w.Point)
		}
		said += "; "
	}
	want := `home locations.yaml:4 ["12 Hidden Lane"]{43.1186 -74.0809}; Ana's kitchen opportunities/a.yaml:8 ["9 Secret Street"]; Shelter opportunities/b.yaml:5 []; Shelter opportunities/c.yaml:7 []{43.1 -74.1}; `
	if said != want {
		t.Errorf("withheld: %s\nwant %s", said, want)
	}
	for _, l := range append(c.Locations, find(t, c, "a").Locations[0], find(t, c, "b").Locations[0]) {
		if l.Exact != nil {
			t.Errorf("%s is told exactly", l.Name.First())
		}
	}
	if !slices.Equal(c.LeftOut, []string{"opportunities/c.yaml"}) {
		t.Errorf("left out: %v", c.LeftOut)
	}
}

// What is broken is left out, and nothing else is.
func TestLeftOut(t *testing.T) {
	c, text := loaded(t, folderOf(
		"organizations/broken.yaml", "name: Broken: twice\n",
		"organizations/fine.yaml", "name: Fine\npartner: broken\nparent: broken\n",
		"opportunities/a.yaml", "title: A\norganization: [broken, fine]\nkind: group\nrelated: bad\nchecked: 2026-11-02\n",
		"opportunities/bad.yaml", "title: Bad\norganization: fine\nkind: gruop\n",
		"opportunities/list.yaml", "one:\n  title: One\n  organization: fine\n  kind: group\n  checked: 2026-11-02\ntwo:\n  title: Two\n  organization: nobody\n  kind: group\nthree:\n  title: Three: broken\nfour:\n  title: Four: broken\n  organization: fine\n  kind: group\nfive:\n  title: Five\n  organization: fine\n  kind: group\n",
	), Options{})
	if !slices.Equal(c.LeftOut, []string{"opportunities/bad.yaml", "opportunities/list.yaml", "organizations/broken.yaml"}) {
		t.Errorf("left out: %v", c.LeftOut)
	}
	if len(c.Opportunities) != 3 || len(c.Organizations) != 1 {
		t.Errorf("%d opportunities", len(c.Opportunities))
	}
	a := find(t, c, "a")
	if !slices.Equal(a.Missing, []string{"broken"}) || len(a.Organizations) != 1 || !slices.Equal(a.Related, []string{"bad"}) {
		t.Errorf("a: %+v", a)
	}
	if fine := c.Organizations[0]; fine.Parent != nil || len(fine.Partners) != 0 {
		t.Errorf("fine: %+v", fine)
	}
	if one := find(t, c, "one"); one.Line != 1 || one.File != "opportunities/list.yaml" {
		t.Errorf("one: %+v", one.Record)
	}
	for _, want := range []string{"unknown-organization", "quote-needed", "unknown-value"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s:\n%s", want, text)
		}
	}
	if n := strings.Count(text, "error:"); n != 7 { // thrice the colon, the kind, nobody, and what "three" lacks
		t.Errorf("%d errors:\n%s", n, text)
	}
}

// The Loader reads again what differs, and only that.
func TestLoaderKeepsWhatIsUnchanged(t *testing.T) {
	day := time.Date(2026, 11, 2, 0, 0, 0, 0, time.UTC)
	fsys := folderOf("organizations/shop.yaml", "name: Shop\n", "opportunities/a.yaml", "title: A\norganization: shop\nkind: group\n", "opportunities/b.yaml", "title: B\norganization: shop\nkind: group\n")
	for _, f := range fsys {
		f.ModTime = day
	}
	set := func(name, text string) {
		day = day.Add(time.Minute)
		fsys[name] = &fstest.MapFile{Data: []byte(text), ModTime: day, Mode: 0o644}
	}
	var l Loader
	load := func(changed []string) *catalog.Catalog {
		t.Helper()
		c, _, err := l.Load(fsys, Options{Changed: changed})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	first := load(nil)
	before := l.kept["opportunities/b.yaml"].records
	set("opportunities/a.yaml", "title: Another\norganization: shop\nkind: group\n")
	second := load(nil)
	if find(t, first, "a").Title.First() != "A" || find(t, second, "a").Title.First() != "Another" {
		t.Error("the first catalog was changed, or the second was not")
	}
	if l.kept["opportunities/b.yaml"].records != before {
		t.Error("a file was read again that is as it was")
	}
	set("opportunities/a.yaml", "title: A third\norganization: shop\nkind: group\n")
	set("opportunities/b.yaml", "title: Not looked at\norganization: shop\nkind: group\n")
	third := load([]string{"opportunities/a.yaml"})
	if find(t, third, "a").Title.First() != "A third" || find(t, third, "b").Title.First() != "B" {
		t.Error("the hint was not taken")
	}
	set("opportunities/new/c.yaml", "title: C\norganization: shop\nkind: group\n")
	delete(fsys, "opportunities/a.yaml")
	if c := load([]string{"opportunities/new", "opportunities/a.yaml"}); len(c.Opportunities) != 2 || c.Opportunities[1].ID != "c" {
		t.Errorf("after a hint: %d opportunities", len(c.Opportunities))
	}
	// A translation alone is a listing; beside its original it is none.
	set("opportunities/d.es.yaml", "title: D\norganization: shop\nkind: group\n")
	if c := load([]string{"opportunities/d.es.yaml"}); find(t, c, "d").Title[0].Lang != "es" {
		t.Error("a listing in Spanish only")
	}
	set("opportunities/d.yaml", "title: D in English\norganization: shop\nkind: group\n")
	set("opportunities/d.es.yaml", "title: D en español\n")
	if c := load(nil); find(t, c, "d").Title.In("es").Value != "D en español" || find(t, c, "d").Title.First() != "D in English" {
		t.Error("a listing that got its original")
	}
	// A Loader that is used once gives the same.
	once, _, err := (&Loader{edited: l.edited}).Load(fsys, Options{})
	if err != nil || !reflect.DeepEqual(once, load(nil)) {
		t.Error("read once it is another catalog")
	}
	// What all files depend on changes all.
	set("site.yaml", baseSite+"languages: [es, en]\n")
	if c := load([]string{"site.yaml"}); find(t, c, "c").Title[0].Lang != "es" {
		t.Error("the first language changed, and texts did not")
	}
}

// Whatever order files are read in, catalog and problems are the same.
func TestSameEachTime(t *testing.T) {
	whole := fstest.MapFS{}
	for _, f := range fixtures(t) {
		for name, file := range f.files {
			if name != "site.yaml" {
				whole[name] = file
			}
		}
	}
	first := ""
	for range 5 {
		c, problems, err := new(Loader).Load(whole, Options{History: history.Fixed(nil)})
		if err != nil {
			t.Fatal(err)
		}
		all := said(problems) + fmt.Sprint(len(c.Opportunities), c.LeftOut)
		if first == "" {
			first = all
		}
		if all != first {
			t.Fatal("two loads differ")
		}
	}
}

// The size of a picture is read from its header.
func TestMeasure(t *testing.T) {
	lossless := "RIFF\x00\x00\x00\x00WEBPVP8L\x00\x00\x00\x00\x2f" + string([]byte{99 & 0xff, 0x40 | 0, 0x0c, 0x00}) + strings.Repeat("\x00", 10)
	extended := "RIFF\x00\x00\x00\x00WEBPVP8X\x0a\x00\x00\x00\x00\x00\x00\x00" + "\x8f\x01\x00" + "\x2b\x01\x00"
	lossy := "RIFF\x00\x00\x00\x00WEBPVP8 \x00\x00\x00\x00\x00\x00\x00\x9d\x01\x2a\x40\x01\xf0\x00"
	gif := "GIF89a\x28\x00\x1e\x00\x00\x00\x00"
	c, text := loaded(t, folderOf("media/a.webp", lossless, "media/b.webp", extended, "media/c.webp", lossy, "media/d.gif", gif, "media/e.png", string(pngHeader(t, "640x480")), "media/f.pdf", "%PDF", "media/g.svg", "<svg/>", "media/h.webp", "RIFF"), Options{})
	got := ""
	for _, m := range c.Media {
		got += fmt.Sprintf("%s %dx%d; ", m.Path, m.Width, m.Height)
		if len(m.Hash) != 32 {
			t.Errorf("%s has the hash %q", m.Path, m.Hash)
		}
	}
	if want := "media/a.webp 100x50; media/b.webp 400x300; media/c.webp 320x240; media/d.gif 40x30; media/e.png 640x480; media/f.pdf 0x0; "; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	if !strings.Contains(text, "media/g.svg") || !strings.Contains(text, "image-unreadable") {
		t.Errorf("problems:\n%s", text)
	}
}

// A series without a first day is shown from the year before the build's on,
// whatever git knows of it; one that ended before, in its last year. A day off or a
// change in the past is no mistake.
func TestAnchor(t *testing.T) {
	const shop = "organization: shop\nkind: group\n"
	fsys := folderOf("organizations/shop.yaml", "name: Shop\n",
		"opportunities/a.yaml", "title: A\n"+shop+"schedule:\n  repeat: every Tuesday\n  time: 6pm-8pm\n  skip: [2019-12-24]\n  changes:\n    2018-12-25: cancelled\n",
		"opportunities/over.yaml", "title: B\n"+shop+"schedule: every Tuesday 6pm-8pm until 2024-03-01\n",
		"opportunities/yearly.yaml", "title: C\n"+shop+"schedule: 1st Saturday of June until 2024-03-01\n",
		"opportunities/said.yaml", "title: D\n"+shop+"schedule: every Tuesday 6pm-8pm from 2022-03-01\n")
	added := time.Date(2026, 10, 7, 12, 0, 0, 0, time.UTC)
	for _, past := range []*history.History{nil, history.Fixed(map[string]history.Dates{"opportunities/a.yaml": {Added: added, Changed: added, Edited: true}})} {
		c, problems := loaded(t, fsys, Options{History: past, Now: time.Date(2027, 1, 1, 5, 0, 0, 0, time.UTC)})
		for id, want := range map[string]schedule.Date{
			"a": {Year: 2026, Month: 1, Day: 6}, "over": {Year: 2024, Month: 1, Day: 2}, "yearly": {Year: 2023, Month: 6, Day: 3}, "said": {Year: 2022, Month: 3, Day: 1},
		} {
			if got := find(t, c, id).Schedules[0].Start; got != want {
				t.Errorf("%s begins on %v, want %v\n%s", id, got, want, problems)
			}
		}
	}
}

// FuzzListing holds that of any file a listing or a problem comes, twice the
// same, and that what comes is fit to be shown.
func FuzzListing(f *testing.F) {
	for _, fixture := range fixtures(f) {
		for name, file := range fixture.files {
			if strings.HasPrefix(name, "opportunities/") && len(file.Data) < 3000 {
				f.Add(file.Data, strings.HasSuffix(name, ".md"))
			}
		}
	}
	f.Add([]byte(format.Scaffold(catalog.Study)), false)
	f.Fuzz(func(t *testing.T, data []byte, markdown bool) {
		name := "opportunities/x.yaml"
		if markdown {
			name = "opportunities/x.md"
		}
		fsys := folderOf("organizations/corner-shop.yaml", "name: Corner shop\n", "categories.yaml", "food:\n", "locations.yaml", "town:\n")
		fsys[name] = &fstest.MapFile{Data: data, Mode: 0o644}
		c, problems, err := new(Loader).Load(fsys, Options{Now: fixtureNow})
		if err != nil {
			t.Fatal(err)
		}
		if len(c.Opportunities) == 0 && len(problems.Errors()) == 0 && !strings.Contains(string(data), "x-") {
			t.Fatalf("%q: neither a listing nor an error", data)
		}
		if len(problems.Errors()) > 0 == (len(c.LeftOut) == 0) {
			t.Fatalf("%q: left out %v with\n%s", data, c.LeftOut, said(problems))
		}
		for _, o := range c.Opportunities {
			if o.Title.First() == "" || o.Kind == "" || len(o.Organizations) == 0 && len(o.Host) == 0 {
				t.Fatalf("%q: a listing without title, kind or organization", data)
			}
			if o.URL != "" && !strings.HasPrefix(o.URL, "http://") && !strings.HasPrefix(o.URL, "https://") && !strings.HasPrefix(strings.ToLower(o.URL), "http") {
				t.Fatalf("%q: the address %q", data, o.URL)
			}
			for _, p := range o.Phones {
				if strings.Trim(p.Dial, "+0123456789") != "" {
					t.Fatalf("%q: dials %q", data, p.Dial)
				}
			}
			for _, text := range o.Title {
				if strings.ContainsAny(text.Value, "\x00\x1b\u202e\u200b") || text.Lang == "" {
					t.Fatalf("%q: the title %q", data, text)
				}
			}
		}
		for _, p := range problems {
			if _, known := rules.Find(p.Rule); !known || p.Text == "" {
				t.Fatalf("%q: the problem %+v", data, p)
			}
		}
	})
}
