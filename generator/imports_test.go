package generator

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// leaves import nothing of ours but other leaves named here.
var leaves = map[string][]string{
	"problem":  nil,
	"tree":     nil,
	"yaml":     {"problem"},
	"schedule": {"problem"},
	"markdown": nil,
	"feed":     nil,
	"ical":     {"schedule"},
	"history":  nil,
	"search":   nil,
	"needs":    {"search"},
	"template": nil,
	"withheld": nil,
	"picture":  nil,
	"overlay":  nil,
}

// below lists, for a package, those of ours that it may import. What is not
// named may import anything but cmd.
var below = map[string][]string{
	"catalog": {"schedule", "withheld"},
	"locale":  {"schedule", "problem", "tree", "yaml"},
	"rules":   {"problem"},
	"folder":  {"catalog", "problem", "rules"},
	"format":  {"catalog", "edit", "folder", "markdown", "picture", "problem", "rules", "schedule", "yaml"},
	"content": {"catalog", "folder", "format", "history", "needs", "problem", "rules", "schedule", "withheld", "yaml"},
	"board":   {"catalog", "history", "needs", "schedule"},
	"address": {"board", "catalog", "needs"},
	"views":   {"tree"},
	"wording": {"address", "board", "catalog", "locale", "schedule", "views"},
	"jsonld":  {"address", "board", "catalog", "schedule", "wording"},
	"output":  {"address", "board", "catalog", "feed", "ical", "markdown", "needs", "schedule", "search", "tree", "views", "wording"},
	"page":    {"address", "board", "catalog", "jsonld", "output", "schedule", "tree", "views", "wording"},
	"site":    {"address", "board", "catalog", "locale", "output", "page", "problem", "tree", "views", "wording"},
	"theme":   {"locale", "markdown", "problem", "template", "tree", "views", "yaml"},
	"publish": {"tree"},
	"preview": {"problem", "tree"},
	"explain": {"board", "catalog", "locale", "problem", "schedule"},
	"check":   {"catalog", "problem", "tree", "withheld"},
	"town":    {"catalog", "schedule"},
	"start":   {"format", "schedule", "views", "yaml"},
	"edit":    {"yaml"},
	"review":  {"board", "catalog", "explain", "folder", "locale", "problem", "wording", "yaml"},
}

// homes are the only packages that may import a third-party module.
var homes = map[string][]string{
	"gopkg.in/yaml.v3":                    {"generator/yaml"},
	"github.com/yuin/goldmark":            {"generator/markdown"},
	"github.com/fsnotify/fsnotify":        {"generator/preview"},
	"golang.org/x/sys":                    {"generator/publish"},
	"golang.org/x/text":                   {"generator/locale", "generator/catalog", "generator/format", "generator/search", "generator/withheld"},
	"github.com/blevesearch/snowballstem": {"generator/search"},
	"github.com/rogpeppe/go-internal":     {"cmd/corkboard"},
	"github.com/evanw/esbuild":            {"themes/shorten"}, // a tool: the program has no JavaScript compiler
}

// source is one Go file with what it imports and calls.
type source struct {
	file    string // slash path below the repository
	folder  string
	test    bool
	imports []string
	text    string
}

func TestImports(t *testing.T) {
	for _, s := range sources(t, os.DirFS(".."), "cmd", "generator", "themes") {
		for _, rule := range s.broken() {
			t.Error(rule)
		}
	}
}

// The rules have to bite: files that break them, one for each.
func TestImportsSeesWhatIsWrong(t *testing.T) {
	for name, s := range map[string]source{
		"leaf above itself":  {file: "generator/ical/x.go", folder: "generator/ical", imports: []string{"corkboard/generator/catalog"}},
		"yaml elsewhere":     {file: "generator/content/x.go", folder: "generator/content", imports: []string{"gopkg.in/yaml.v3"}},
		"goldmark elsewhere": {file: "generator/site/x.go", folder: "generator/site", imports: []string{"github.com/yuin/goldmark/ast"}},
		"fsnotify elsewhere": {file: "cmd/corkboard/x.go", folder: "cmd/corkboard", imports: []string{"github.com/fsnotify/fsnotify"}},
		"minify elsewhere":   {file: "generator/site/x.go", folder: "generator/site", imports: []string{"github.com/evanw/esbuild/pkg/api"}},
		"unknown module":     {file: "generator/site/x.go", folder: "generator/site", imports: []string{"example.org/handy"}},
		"theme and catalog":  {file: "generator/theme/x.go", folder: "generator/theme", imports: []string{"corkboard/generator/catalog"}},
		"a test's helper":    {file: "generator/site/x.go", folder: "generator/site", imports: []string{"corkboard/generator/fixture"}},
		"a clock":            {file: "generator/site/x.go", folder: "generator/site", text: "time.Now()"},
	} {
		if len(s.broken()) == 0 {
			t.Errorf("%s: not seen", name)
		}
	}
}

func (s *source) broken() []string {
	var out []string
	name := path.Base(s.folder)
	for _, imported := range s.imports {
		if own, ok := strings.CutPrefix(imported, "corkboard/generator/"); ok {
			if own == "fixture" && !s.test {
				out = append(out, s.file+": only tests import fixture")
			}
			allowed, limited := leaves[name], false
			if _, limited = leaves[name]; !limited {
				allowed, limited = below[name]
			}
			if limited && s.folder == "generator/"+name && !s.test && !slices.Contains(allowed, own) {
				out = append(out, s.file+": "+name+" may not import "+own)
			}
			continue
		}
		if strings.HasPrefix(imported, "corkboard/") || !strings.Contains(strings.Split(imported, "/")[0], ".") {
			continue // our own themes, or the standard library
		}
		allowed := false
		for module, folders := range homes {
			if imported == module || strings.HasPrefix(imported, module+"/") {
				allowed = slices.Contains(folders, s.folder)
			}
		}
		if !allowed {
			out = append(out, s.file+": "+imported+" has another home")
		}
	}
	if !s.test && strings.HasPrefix(s.folder, "generator") && s.folder != "generator/preview" && strings.Contains(s.text, "time.Now(") {
		out = append(out, s.file+": only cmd knows the clock")
	}
	return out
}

func sources(t *testing.T, fsys fs.FS, folders ...string) []source {
	t.Helper()
	var out []source
	for _, folder := range folders {
		err := fs.WalkDir(fsys, folder, func(file string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || path.Ext(file) != ".go" {
				return err
			}
			text, err := fs.ReadFile(fsys, file)
			if err != nil {
				return err
			}
			parsed, err := parser.ParseFile(token.NewFileSet(), filepath.ToSlash(file), text, parser.ImportsOnly)
			if err != nil {
				return err
			}
			s := source{file: file, folder: path.Dir(file), test: strings.HasSuffix(file, "_test.go"), text: string(text)}
			for _, i := range parsed.Imports {
				name, err := strconv.Unquote(i.Path.Value)
				if err != nil {
					return err
				}
				s.imports = append(s.imports, name)
			}
			out = append(out, s)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}
