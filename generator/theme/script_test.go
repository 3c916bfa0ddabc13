package theme

import "testing"

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
