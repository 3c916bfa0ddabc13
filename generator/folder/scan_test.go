package folder

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

func TestClassify(t *testing.T) {
	for path, want := range map[string]File{
		"site.yaml":                        {Kind: Site},
		"closures.yaml":                    {Kind: Closures},
		"organizations/shop.yml":           {Kind: Organization, ID: "shop"},
		"opportunities/food/soup.md":       {Kind: Opportunity, ID: "soup"},
		"opportunities/soup.es-mx.md":      {Kind: Opportunity, ID: "soup", Lang: "es-MX"},
		"opportunities/soup.v2.yaml":       {Kind: Opportunity, ID: "soup.v2"},
		"pages/about/us.es.md":             {Kind: Page, ID: "about/us", Lang: "es"},
		"media/garden.JPG":                 {Kind: Media},
		"site.yml":                         {},
		"media/drawing.svg":                {},
		"opportunities/poster.pdf":         {},
		"opportunities/notes.txt":          {},
		"opportunities/README.md":          {},
		"opportunities/.soup.yaml":         {},
		"opportunities/soup.yaml~":         {},
		"opportunities/#soup.yaml#":        {},
		"opportunities/soup.yaml.swp":      {},
		"opportunities/~$soup.yaml":        {},
		"pages/about.yaml":                 {},
		"elsewhere/soup.yaml":              {},
		"media/Thumbs.db":                  {},
		"opportunities/node_modules":       {},
		"organizations/shop.orig":          {},
		"opportunities/food/readme.es.yml": {},
	} {
		f, read := Classify(path)
		if read != (want.Kind != unread) {
			t.Errorf("%s is read: %v", path, read)
		}
		want.Path = path
		if read && f != want {
			t.Errorf("%s: %+v, want %+v", path, f, want)
		}
	}
}

func TestLimit(t *testing.T) {
	for path, want := range map[string]int64{"site.yaml": MostListing, "opportunities/a.md": MostListing, "opportunities/a.yaml": MostTable, "locations.yaml": MostTable, "media/a.png": MostMedia} {
		if f, _ := Classify(path); f.Limit() != want {
			t.Errorf("%s may have %d bytes", path, f.Limit())
		}
	}
}

// said is what is wrong with a folder, a line each.
func said(f *Folder) string {
	var b strings.Builder
	for _, p := range f.Problems() {
		fmt.Fprintf(&b, "%s: %s [%s]; %s\n", p.File, p.Text, p.Rule, p.Hint)
	}
	return b.String()
}

// listed is which files a folder has.
func listed(f *Folder) string {
	var paths []string
	for _, file := range f.Files() {
		paths = append(paths, file.Path)
		if again, ok := f.File(file.Path); !ok || again != file {
			return "File does not find " + file.Path
		}
	}
	return strings.Join(paths, " ")
}

func mapOf(paths ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for _, path := range paths {
		fsys[path] = &fstest.MapFile{Mode: 0o644}
	}
	return fsys
}

func TestScan(t *testing.T) {
	fsys := mapOf("site.yaml", "opportunities/b.yaml", "opportunities/a.md", "opportunities/a.es.md", "media/a.png", "LICENSE.txt", "readme.md", "CODEOWNERS", ".git/config",
		"catgories.yaml", "opportunites/c.yaml", "media/a.svg", "pages/about.yaml", "opportunities/notes.txt", "opportunities/photo.png", "docs/plan.md", "somewhere.doc",
		"opportunities/"+strings.Repeat("deep/", 17)+"d.yaml")
	fsys["opportunities/link.yaml"] = &fstest.MapFile{Mode: fs.ModeSymlink | 0o777, Data: []byte("a.md")}
	f, err := Scan(fsys)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := listed(f), "media/a.png opportunities/a.es.md opportunities/a.md opportunities/b.yaml site.yaml"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	problems := said(f)
	for _, want := range []string{
		"catgories.yaml: this file is not read [listing-not-read]; rename it to categories.yaml",
		"docs: this folder is not read [unknown-file]; the folders are media, opportunities, organizations and pages",
		"media/a.svg: files of this type are not published [unknown-file]; an SVG can hold a program; save the picture as .png",
		"opportunites: this folder is not read [listing-not-read]; rename it to opportunities",
		"folders are nested too deeply here [unknown-file]; move these files up",
		"opportunities/link.yaml: this is a link to another file or folder, which is not followed [not-a-file]; put the file itself here",
		"opportunities/notes.txt: this file is not read [unknown-file]; rename it to opportunities/notes.yaml",
		"opportunities/photo.png: this file is not read [unknown-file]; pictures go into the media folder",
		"pages/about.yaml: this file is not read [listing-not-read]; a page is a .md file: rename it to pages/about.md",
		"somewhere.doc: this file is not read [unknown-file]; listings go into organizations/ and opportunities/",
	} {
		if !strings.Contains(problems, want+"\n") {
			t.Errorf("%q is not in\n%s", want, problems)
		}
	}
	if n := strings.Count(problems, "\n"); n != 10 {
		t.Errorf("%d problems:\n%s", n, problems)
	}
	if _, err := Scan(os.DirFS(filepath.Join(t.TempDir(), "nowhere"))); err == nil {
		t.Error("a folder that is not there was listed")
	}
}

// After an Update of what differs, a folder is as after a Scan.
func TestUpdate(t *testing.T) {
	fsys := mapOf("site.yaml", "opportunities/a.yaml", "opportunities/food/b.yaml", "opportunities/notes.txt")
	f, err := Scan(fsys)
	if err != nil {
		t.Fatal(err)
	}
	steps := []struct {
		name string
		edit func()
		path string
	}{
		{"saved", func() {}, "opportunities/a.yaml"},
		{"added", func() { fsys["opportunities/c.yaml"] = &fstest.MapFile{Mode: 0o644} }, "opportunities/c.yaml"},
		{"removed", func() { delete(fsys, "opportunities/a.yaml") }, "opportunities/a.yaml"},
		{"an odd file removed", func() { delete(fsys, "opportunities/notes.txt") }, "opportunities/notes.txt"},
		{"an odd file added", func() { fsys["opportunities/food/x.txt"] = &fstest.MapFile{Mode: 0o644} }, "opportunities/food/x.txt"},
		{"a folder removed", func() { delete(fsys, "opportunities/food/b.yaml"); delete(fsys, "opportunities/food/x.txt") }, "opportunities/food"},
		{"a folder added", func() { fsys["pages/about/us.md"] = &fstest.MapFile{Mode: 0o644} }, "pages"},
		{"a link in its place", func() {
			fsys["opportunities/c.yaml"] = &fstest.MapFile{Mode: fs.ModeSymlink, Data: []byte("site.yaml")}
		}, "opportunities/c.yaml"},
		{"everything", func() { fsys["opportunities/d.yaml"] = &fstest.MapFile{Mode: 0o644} }, "."},
		{"a path that is none", func() { fsys["opportunities/e.yaml"] = &fstest.MapFile{Mode: 0o644} }, "../x"},
		{"hidden", func() { fsys["opportunities/.git/f.yaml"] = &fstest.MapFile{Mode: 0o644} }, "opportunities/.git/f.yaml"},
	}
	for _, step := range steps {
		step.edit()
		if err := f.Update(fsys, step.path); err != nil {
			t.Fatalf("%s: %v", step.name, err)
		}
		fresh, err := Scan(fsys)
		if err != nil {
			t.Fatal(err)
		}
		if listed(f) != listed(fresh) || said(f) != said(fresh) {
			t.Errorf("%s: %s\n%s\nwant %s\n%s", step.name, listed(f), said(f), listed(fresh), said(fresh))
		}
	}
}

func TestHasOriginal(t *testing.T) {
	f, err := Scan(mapOf("opportunities/a.es.md", "opportunities/a.yaml", "opportunities/b.es.md", "opportunities/b.fr.md", "opportunities/c.v2.es.yml", "opportunities/c.v2.md"))
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]bool{"opportunities/a.es.md": true, "opportunities/b.es.md": false, "opportunities/b.fr.md": false, "opportunities/c.v2.es.yml": true} {
		file, ok := f.File(path)
		if !ok || f.HasOriginal(file) != want {
			t.Errorf("%s: %v", path, !want)
		}
	}
}

// Files of a disk are read up to their limit; a link is refused even when it leads
// to a file that may be read.
func TestOpen(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, size int) {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(strings.Repeat("a", size)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("site.yaml", 10)
	write("opportunities/a.md", MostListing)
	write("opportunities/large.md", MostListing+1)
	write("organizations/b.md", 5)
	if err := os.Symlink("a.md", filepath.Join(dir, "opportunities/link.md")); err != nil {
		t.Skip(err)
	}
	fsys, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	reader := Reader{FS: fsys}
	defer reader.Close()
	for _, path := range []string{"site.yaml", "opportunities/a.md", "organizations/b.md", "opportunities/a.md"} {
		file, _ := Classify(path)
		want, err := os.ReadFile(filepath.Join(dir, path))
		if err != nil {
			t.Fatal(err)
		}
		if data, err := reader.Read(file); err != nil || len(data) != len(want) {
			t.Errorf("%s: %d bytes, %v", path, len(data), err)
		}
	}
	var large TooLargeError
	if _, err := reader.Read(File{Path: "opportunities/large.md"}); !errors.As(err, &large) || large.Size != MostListing+1 || large.Limit != MostListing || large.Error() == "" {
		t.Errorf("a large file: %v", err)
	}
	if _, err := reader.Read(File{Path: "opportunities/link.md"}); !errors.Is(err, ErrNotRegular) {
		t.Errorf("a link: %v", err)
	}
	if _, err := reader.Read(File{Path: "opportunities"}); !errors.Is(err, ErrNotRegular) {
		t.Errorf("a folder: %v", err)
	}
	if _, err := reader.Read(File{Path: "nowhere/a.md"}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
	if _, err := fsys.Open("../" + filepath.Base(dir)); err == nil {
		t.Error("a path out of the folder was opened")
	}
	if _, err := fs.ReadLink(fsys, "opportunities/link.md"); err == nil {
		t.Error("a link was read")
	}
	if _, err := Open(filepath.Join(dir, "nowhere")); err == nil {
		t.Error("a folder that is not there was opened")
	}
	if got := Reason(&fs.PathError{Op: "open", Path: "x", Err: fs.ErrPermission}); got != "permission denied" {
		t.Errorf("the reason is %q", got)
	}
}
