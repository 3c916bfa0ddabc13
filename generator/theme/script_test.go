package theme

import "testing"

func TestMinifyComponent(t *testing.T) {
	for _, c := range []struct {
		what, want string
		files      []string
	}{
		{"nothing", "", nil},
		{"comments and names", `{const e=e=>e+"// no comment";e("a")};`, []string{"// A reason.\nconst first = (text) =>\n  text + \"// no comment\";\n\n/* over\n * lines */ first(\"a\"); // stays away\n"}},
		{"two files", `{const e=1;f(e)};`, []string{"const shared = 1;", "f(shared); // open end"}},
		{"names of others", `f(document.title,globalName);`, []string{"f(document.title, globalName)"}},
		{"what is read in parts", `import("./a.js").then(({default:e})=>e({title:1}));`, []string{`import("./a.js").then(({ default: inflate }) => inflate({ title: 1 }))`}},
		{"the end of a line ends a statement", `{let e=1;e++,f(e)};`, []string{"let a = 1\na++\nf(a)"}},
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
	if want := "const twice=e=>2*e;export default e=>e.map(twice);export const kept=1"; err != nil || got != want {
		t.Errorf("got %s, %v, want %s", got, err, want)
	}
}
