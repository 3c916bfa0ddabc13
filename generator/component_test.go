package generator_test

import (
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"corkboard/generator"
	"corkboard/themes"
)

// optionalComponents are those that the default theme can do without, with what
// goes with each beside its pages: other files, and elements of other pages.
var optionalComponents = map[string]struct {
	files    []string // below the folder of a language
	elements []string // patterns
}{
	"feed-page": {elements: []string{`<details open>\s*<summary>[^<]*</summary>\s*<ul>\s*</ul>\s*</details>`, // of the subscribe page
		`"declared":(null|\[\["feeds/.*?\]\]),`}}, // of its picker
	"gaps":           {},
	"help-now":       {elements: []string{`<a class="help" href="GONE">.*?</a>`}},
	"languages":      {},
	"needs-checking": {},
	"new":            {},
	"outcomes":       {files: []string{"outcomes/feed.xml"}},
	"search": {files: []string{"search/index/"}, elements: []string{`<a href="#q">.*?</a>`, `<form class="(field|search-form)" role="search" .*?</form>`,
		`,"potentialAction":\{"@type":"SearchAction".*?"required name=search_term_string"\}`}},
	"subscribe": {files: []string{"subscribe/calendars.json"}},
	"suggest":   {files: []string{"suggest/choices.json"}, elements: []string{`<p><a class="button" href="GONE">.*?</a></p>`, `<a href="GONE#[a-z-]+">.*?</a>`}},
}

// Whoever deletes the folder of an optional component has a site without its
// pages and without a link to them, and nothing else has changed.
func TestComponentsCanBeTakenAway(t *testing.T) {
	content := golden()
	content["site.yaml"] = file(string(content["site.yaml"].Data) + "feeds:\n  - id: meals\n    title: Meals\n    category: food\n    formerly: [soups]\n")
	whole := buildWithTheme(t, content, theme(t, ""))
	for name, with := range optionalComponents {
		t.Run(name, func(t *testing.T) {
			r := buildWithTheme(t, content, theme(t, name))
			var gone []string
			for file := range whole {
				if _, ok := r[file]; ok || strings.HasPrefix(file, "assets/") {
					continue
				}
				_, below, _ := strings.Cut("/"+strings.TrimPrefix(file, "es/"), "/")
				if strings.HasSuffix(file, ".html") {
					gone = append(gone, "/"+strings.TrimSuffix(file, "index.html"))
				} else if !slices.ContainsFunc(with.files, func(prefix string) bool { return strings.HasPrefix(below, prefix) }) {
					t.Errorf("%s is gone, too", file)
				}
			}
			if name != "languages" && len(gone) < 2 {
				t.Fatalf("only %q is gone", gone)
			}
			elements := leadingTo(gone, with.elements)
			for file, text := range r {
				before, ok := whole[file]
				if !ok {
					t.Errorf("%s is new", file)
					continue
				}
				for _, url := range gone {
					if strings.Contains(text, `"`+url) || strings.Contains(text, "tiny.example"+url+"<") || strings.Contains(text, url+" ") {
						t.Errorf("%s still leads to %s", file, url)
					}
				}
				if a, b := taken(before, elements), taken(text, elements); a != b && !strings.HasPrefix(file, "assets/") {
					t.Errorf("%s has changed\n%s", file, firstDifference(a, b))
				}
			}
		})
	}
}

// Every component is optional or named as required.
func TestOptionalComponentsAreAll(t *testing.T) {
	data, err := fs.ReadFile(themes.FS, "default/theme.yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, required, _ := strings.Cut(string(data), "required: [")
	required, _, _ = strings.Cut(required, "]")
	folders, err := fs.Glob(themes.FS, "default/*/*")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range folders {
		name := path.Base(path.Dir(file))
		_, optional := optionalComponents[name]
		if needed := regexp.MustCompile(`\b` + name + `(,|$)`).MatchString(required); needed == optional && name != "i18n" {
			t.Errorf("%s is required: %v, optional: %v", name, needed, optional)
		}
	}
}

// theme is the default theme without a component.
func theme(t *testing.T, without string) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	err := fs.WalkDir(themes.FS, ".", func(file string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Base(path.Dir(file)) == without {
			return err
		}
		data, err := fs.ReadFile(themes.FS, file)
		out[file] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// buildWithTheme renders every file of a site. The names of assets are without
// their hashes.
func buildWithTheme(t *testing.T, content fstest.MapFS, themes fs.FS) map[string]string {
	t.Helper()
	r, err := generator.Build(generator.Options{Content: maps.Clone(content), Themes: themes, Now: sampleNow})
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range r.Tree.Files() {
		files[hashed.ReplaceAllString(f.Path, "$1")] = string(render(t, f))
	}
	return files
}

var hashed = regexp.MustCompile(`(assets/[a-z-]+)\.[0-9a-f]{8}`)

// leadingTo are patterns of what leads to pages that are gone, and of other
// elements that go with them.
func leadingTo(gone, elements []string) (patterns []*regexp.Regexp) {
	all := append([]string{
		`<li><a href="GONE(#feed)?"[^>]*>.*?</a></li>`, // in menus and lists
		`<url><loc>[^<]*GONE</loc>.*?</url>`,           // in the map for search engines
		`(?m)^GONE [^\n]*\n`,                           // in the redirects
		`(?m)^\S+ GONE [^\n]*\n`,
	}, elements...)
	var urls []string
	for _, url := range gone {
		urls = append(urls, regexp.QuoteMeta(url))
	}
	for _, pattern := range all {
		patterns = append(patterns, regexp.MustCompile(`(?s)`+strings.ReplaceAll(pattern, "GONE", "("+strings.Join(urls, "|")+")")))
	}
	return patterns
}

// taken is a file without some elements.
func taken(text string, elements []*regexp.Regexp) string {
	text = hashed.ReplaceAllString(text, "$1")
	for _, element := range elements {
		text = element.ReplaceAllString(text, "")
	}
	return strings.Join(strings.Fields(text), " ")
}

func firstDifference(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	return "before: " + a[max(0, i-100):min(len(a), i+150)] + "\nafter:  " + b[max(0, i-100):min(len(b), i+150)]
}
