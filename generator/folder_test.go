package generator_test

import (
	"errors"
	"io/fs"
	"path"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"corkboard/generator"
	"corkboard/generator/check"
	"corkboard/generator/rules"
	"corkboard/themes"
)

// FuzzFolder holds that of any folder a site or a problem comes: tables, references,
// contacts and pictures never stop a build in a way that check does not tell of.
func FuzzFolder(f *testing.F) {
	const (
		site    = "id: fuzz\ntitle: Fuzz\nurl: https://fuzz.example\ntimezone: America/New_York\ncountry: US\nlanguages: [en]\n"
		subject = "food:\n  aliases: [soup, bread]\nhousing:\n  in: food\n"
		place   = "town: Town\nhall:\n  in: town\n  address: 1 Ferry Square\n  geo: 43.1186, -74.0809\nhaven:\n  in: town\n  address: 41 Quince Hollow Lane\n  geo: 43.13137, -74.10219\n  privacy: area-only\n"
		closure = "holidays:\n  name: Holidays\n  days: [2026-12-24..2026-12-26, 2027-01-01]\n"
		host    = "name: Shop\nphone: 518-555-0133 ext 4\nemail: shop@fuzz.example\nurl: https://shop.example\nlocation: hall\nhours: Mon-Fri 9am-5pm\nformerly: store\n"
		entries = "meal:\n  title: Meal\n  organization: shop\n  kind: event\n  category: food\n  location: hall\n  schedule: every Monday 5pm-7pm\n  closed: holidays\n  image: a.png\nbeds:\n  title: Beds\n  host: neighbours\n  kind: get-help\n  category: housing\n  location: haven\n  contact:\n    phone: 555 0100\n"
		about   = "---\ntitle: About\n---\n[Meal](/opportunities/meal/) ![](a.png)\n"
		png     = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00\x90wS\xde\x00\x00\x00\x0cIDATx\x9cc\xf8\xcf\xc0\x00\x00\x03\x01\x01\x00\xc9\xfe\x92\xef\x00\x00\x00\x00IEND\xaeB`\x82"
	)
	f.Add(site, subject, place, closure, host, entries, about, "a.png", []byte(png))
	f.Add("theme: ../x\n", "a:\n  in: b\nb:\n  in: a\n", "page-2:\n  geo: 91, 181\n", "x: [2026-02-30]\n", "", "- x\n", "", "10:30.jpg", []byte("\xff\xd8\xff\xe1\x00\x10Exif\x00\x00MM\x00*"))
	f.Add(site, "food: [x]\n", "town:\n  privacy: confidential\n  address: 1\n", "holidays:\n  days: every Monday\n", "---\n", "page-3:\n  formerly: page-2\n", "# x", "a\tb.svg", []byte("<svg onload=x>"))
	f.Add(site+"today: 9999-12-31\n", "\"\": x\n", "é:\n  aliases: e\u0301\n", "", "name: \"\\u200b\"\n", "x-a:\n  title: \u3164\n  organization: x-a\n", "", "COM1.webp", []byte("RIFF\xff\xff\xff\xffWEBPVP8X"))
	now := time.Date(2026, time.November, 23, 13, 0, 0, 0, time.UTC)
	builder, day := new(generator.Builder), now // the theme is read once
	f.Fuzz(func(t *testing.T, site, subject, place, closure, host, entries, about, picture string, data []byte) {
		folder := fstest.MapFS{}
		day = day.Add(time.Second) // each folder is a new one
		for name, text := range map[string]string{
			"site.yaml": site, "categories.yaml": subject, "locations.yaml": place, "closures.yaml": closure, "organizations/shop.yaml": host,
			"opportunities/list.yaml": entries, "pages/about.md": about, "media/" + picture: string(data),
		} {
			if fs.ValidPath(name) && len(text) < 4000 {
				folder[name] = &fstest.MapFile{Data: []byte(text), Mode: 0o644, ModTime: day}
			}
		}
		result, err := builder.Build(generator.Options{Content: folder, Themes: themes.FS, Now: now}, nil)
		var unusable *generator.Unusable
		if errors.As(err, &unusable) {
			if len(unusable.Problems.Errors()) == 0 {
				t.Fatal("no site, and no error says why")
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range result.Problems {
			if _, known := rules.Find(p.Rule); !known || p.Text == "" {
				t.Fatalf("the problem %+v", p)
			}
		}
		for _, file := range result.Tree.Files() {
			if !fs.ValidPath(file.Path) || len(path.Base(file.Path)) > 255 || strings.ContainsFunc(file.Path, func(r rune) bool { return r < ' ' || r == 0x7f || r == '\\' || r == ':' }) {
				t.Fatalf("no disk holds the path %q", file.Path)
			}
		}
		if _, err := check.Tree(t.Context(), result.Tree, check.Options{Base: result.Addresses.Base, Jobs: 1}); err != nil {
			t.Fatal(err)
		}
	})
}
