package generator_test

import (
	"bytes"
	"encoding/json"
	"image"
	"image/png"
	"maps"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"corkboard/themes"
)

// square is a PNG picture whose sides have a length in pixels.
func square(t *testing.T, side int) *fstest.MapFile {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, side, side))); err != nil {
		t.Fatal(err)
	}
	return &fstest.MapFile{Data: b.Bytes(), Mode: 0o644}
}

var shareTag = regexp.MustCompile(`<meta (?:property|name)="((?:og:(?:image|url|type)|twitter:)[^"]*)" content="([^"]*)">`)

// shared is what a page says to a chat that shows a link to it.
func shared(page string) map[string]string {
	out := map[string]string{}
	for _, m := range shareTag.FindAllStringSubmatch(page, -1) {
		out[m[1]] = m[2]
	}
	return out
}

// A link shows the listing's picture, else its organization's logo, else the site's, else the
// theme's icon; that of a sensitive listing shows nothing.
func TestPictureOfALink(t *testing.T) {
	town := sensitiveTown()
	const host = "https://example.org/"
	town["media/soup.png"], town["media/tree.png"], town["media/town.png"], town["media/old.gif"] = square(t, 800), square(t, 100), square(t, 192), square(t, 9)
	town["media/bed.png"] = square(t, 300)
	add := func(name, text string) { town[name] = file(string(town[name].Data) + text) }
	add("opportunities/pantry.yaml", "image:\n  file: media/soup.png\n  alt: A pot of soup\n")
	add("organizations/neighbors.yaml", "logo:\n  file: media/tree.png\n  alt: A tree\n")
	add("organizations/refuge.yaml", "logo:\n  file: media/bed.png\n  alt: A bed\n")
	add("opportunities/quiet-bed.yaml", "image:\n  file: media/bed.png\n  alt: A bed\n")
	town["opportunities/shared.yaml"] = file("title: Shared\norganizations: [refuge, neighbors]\ncategory: food\nkind: event\nschedule: 2026-12-05 10:00\nchecked: 2026-11-20\nimage:\n  file: media/old.gif\n  alt: Old\n")

	files := texts(t, buildWith(t, town, sampleNow, nil))
	for page, want := range map[string]map[string]string{
		"opportunities/pantry/": {"og:type": "article", "og:image": host + "media/soup.png", "og:image:alt": "A pot of soup", "twitter:card": "summary_large_image"},
		// A GIF is no picture that every chat shows, and a sensitive organization's logo shows more than the listing does.
		"opportunities/shared/":     {"og:type": "article", "og:image": host + "media/tree.png", "og:image:alt": "A tree", "twitter:card": "summary"},
		"opportunities/open-group/": {"og:type": "article", "og:image": host + "media/tree.png", "og:image:alt": "A tree", "twitter:card": "summary"},
		"organizations/neighbors/":  {"og:type": "website", "og:image": host + "media/tree.png", "og:image:alt": "A tree", "twitter:card": "summary"},
	} {
		want["og:url"] = host + page
		if got := shared(files[page+"index.html"]); !maps.Equal(got, want) {
			t.Errorf("%s shows %v, want %v", page, got, want)
		}
	}
	for _, page := range []string{"opportunities/quiet-bed/", "opportunities/quiet-group/", "organizations/refuge/", "categories/abuse/"} {
		if got := shared(files[page+"index.html"]); len(got) > 0 {
			t.Errorf("%s, which is sensitive, shows %v", page, got)
		}
	}

	var icon string
	for _, f := range buildWith(t, town, sampleNow, nil).Tree.Files() {
		if strings.HasPrefix(f.Path, "assets/icon.") {
			icon = f.Path
		}
	}
	if got := shared(files["index.html"]); icon == "" || got["og:image"] != host+icon || got["og:image:alt"] != "Corkboard" {
		t.Errorf("a site without a logo shows %v, not the theme's icon %s", got, icon)
	}
	if !strings.Contains(files["index.html"], `<link rel="apple-touch-icon" href="/`+icon+`">`) {
		t.Error("a home screen gets no icon")
	}
	add("site.yaml", "logo:\n  file: media/town.png\n  alt: The town\n")
	files = texts(t, buildWith(t, town, sampleNow, nil))
	if got := shared(files["index.html"]); got["og:image"] != host+"media/town.png" || got["og:image:alt"] != "The town" {
		t.Errorf("a site with a logo shows %v", got)
	}
	if !strings.Contains(files["index.html"], `<link rel="apple-touch-icon" href="/media/town.png">`) {
		t.Error("a home screen does not get the site's logo")
	}
	var manifest struct {
		Name, Lang string
		Start      string `json:"start_url"`
		Icons      []struct{ Src, Sizes, Type string }
	}
	if err := json.Unmarshal([]byte(files["manifest.json"]), &manifest); err != nil || manifest.Name != "Corkboard" || manifest.Lang != "en" || manifest.Start != "/" ||
		len(manifest.Icons) != 1 || manifest.Icons[0].Src != "/media/town.png" || manifest.Icons[0].Sizes != "192x192" {
		t.Errorf("the manifest is %s (%v)", files["manifest.json"], err)
	}
	if !strings.Contains(files["es/index.html"], `<link rel="manifest" href="/manifest.json">`) {
		t.Error("a page does not name the manifest")
	}
}

// The bar of a phone's browser has the colour of the paper.
func TestThemeColor(t *testing.T) {
	read := func(name string) string {
		data, err := themes.FS.ReadFile("default/" + name)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	papers := regexp.MustCompile(`--paper: (#[0-9a-f]{6})`).FindAllStringSubmatch(read("tokens/tokens.css"), 2)
	colors := regexp.MustCompile(`name="theme-color" content="(#[0-9a-f]{6})"`).FindAllStringSubmatch(read("base/open.html"), -1)
	if len(papers) != 2 || len(colors) != 2 || papers[0][1] != colors[0][1] || papers[1][1] != colors[1][1] {
		t.Errorf("the papers are %v, the theme colours %v", papers, colors)
	}
}
