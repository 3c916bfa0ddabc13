package main

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// What is committed is what shortening gives: run go generate ./themes.
func TestCommittedScripts(t *testing.T) {
	dir := os.DirFS("../default")
	want, err := shortened(dir)
	if err != nil {
		t.Fatal(err)
	}
	have, err := committed(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range have {
		data, err := os.ReadFile("../default/" + file)
		if err != nil {
			t.Fatal(err)
		}
		if want[file] != string(data) {
			t.Errorf("%s is not what go generate ./themes writes", file)
		}
	}
	for file := range want {
		if !slices.Contains(have, file) {
			t.Errorf("%s is not there: run go generate ./themes", file)
		}
	}
	if len(want) < 10 {
		t.Errorf("only %d scripts", len(want))
	}
}

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, fstest.MapFS{
		"a/one.js": {Data: []byte("const x = f();")}, "a/two.js": {Data: []byte("g(x);")}, "a/load.mjs": {Data: []byte("export default 1 + 1;")},
		"b/b.min.js": {Data: []byte("of a script that is gone")},
	}); err != nil {
		t.Fatal(err)
	}
	if err := write(dir); err != nil {
		t.Fatal(err)
	}
	files, err := committed(os.DirFS(dir))
	if err != nil || !slices.Equal(files, []string{"a/a.min.js", "a/load.min.mjs"}) {
		t.Errorf("%q, %v", files, err)
	}
	data, err := os.ReadFile(dir + "/a/a.min.js")
	if err != nil || !strings.HasSuffix(string(data), "\n{const c=f();g(c)};\n") {
		t.Errorf("%s, %v", data, err)
	}
}

// A mistake is reported where it is.
func TestMistakes(t *testing.T) {
	for name, c := range map[string]struct {
		files map[string]string
		want  string
	}{
		"does not parse":             {map[string]string{"act/act.js": "const a = 1;\nif (a {}\n"}, "act/act.js:2:7: "},
		"closes our block":           {map[string]string{"act/act.js": "a();\n} {\nb();"}, "act/act.js:2:1: "},
		"leaves a block open":        {map[string]string{"act/a.js": "for (;;) {\n"}, "act/a.js:2:1: "},
		"a name of another file":     {map[string]string{"act/one.js": "const a = 1;\nconst b = 2;", "act/two.js": "\nlet b;"}, "act/two.js:2:5: "},
		"exports":                    {map[string]string{"act/act.js": "\nexport default 1;"}, "act/act.js:2:1: "},
		"to load and does not parse": {map[string]string{"act/own.mjs": "export default (;"}, "act/own.mjs:1:17: "},
	} {
		fsys := fstest.MapFS{}
		for file, text := range c.files {
			fsys[file] = &fstest.MapFile{Data: []byte(text)}
		}
		if _, err := shortened(fsys); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s: %v, want %s", name, err, c.want)
		}
	}
}

func TestMinifyComponent(t *testing.T) {
	for _, c := range []struct {
		what, want string
		files      []string
	}{
		{"nothing", "", nil},
		{"comments and names", `(t=>t+"// no comment")("a");`, []string{"// A reason.\nconst first = (text) =>\n  text + \"// no comment\";\n\n/* over\n * lines */ first(\"a\"); // stays away\n"}},
		{"two files", `{const s=g();f(s,s)};`, []string{"const shared = g();", "f(shared, shared); // open end"}},
		{"names of others", `f(document.title,globalName);`, []string{"f(document.title, globalName)"}},
		{"what is read in parts", `import("./a.js").then(({default:t})=>t({title:1}));`, []string{`import("./a.js").then(({ default: inflate }) => inflate({ title: 1 }))`}},
		// A minifier that we tried before put the second name in front of the first.
		{"names in their order", `{const t=o=>{const e=o.filter(Boolean),[n,...s]=(e.length>0?e:o).sort();return[n,s]};f(t,t)};`, []string{"const both = (all) => {\n  const telling = all.filter(Boolean);\n  const [least, ...others] = (telling.length > 0 ? telling : all).sort();\n  return [least, others];\n};\nf(both, both);"}},
		{"the end of a line ends a statement", `{let a=1;a++,f(a)};`, []string{"let a = 1\na++\nf(a)"}},
	} {
		var files []script
		for _, text := range c.files {
			files = append(files, script{"a.js", text})
		}
		if got, err := minifyComponent(files); err != nil || got != c.want {
			t.Errorf("%s:\n got %s, %v\nwant %s", c.what, got, err, c.want)
		}
	}
}

// What another script loads is found by the name it is exported by.
func TestMinifyAlone(t *testing.T) {
	got, err := minifyAlone(script{"a.mjs", "const twice = (number) => 2 * number;\nexport default (list) => list.map(twice);\nexport const kept = 1;\n"})
	if want := "const e=t=>2*t;var o=t=>t.map(e);const p=1;export{o as default,p as kept}"; err != nil || got != want {
		t.Errorf("got %s, %v, want %s", got, err, want)
	}
}
