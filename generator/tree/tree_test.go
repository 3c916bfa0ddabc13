package tree

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

func TestNewSortsAndReportsClashes(t *testing.T) {
	a, b, c := Bytes("b/index.html", nil), Bytes("a.txt", []byte("first")), Bytes("A.txt", []byte("second"))
	b.Source, c.Source = "one.yaml", "two.yaml"
	tr, clashes := New([]File{a, b, c})
	if tr.Len() != 2 {
		t.Fatalf("got %d files, want 2", tr.Len())
	}
	if len(clashes) != 1 || clashes[0].First == clashes[0].Second {
		t.Fatalf("got clashes %v, want one between two sources", clashes)
	}
	if tr.Find("b/index.html") == nil {
		t.Error("b/index.html is not found")
	}
	if tr.Find("b") != nil {
		t.Error("b is found but is not a file")
	}
}

// Names that differ only by case are the same on Windows and macOS, in any alphabet.
func TestFindDistinguishesCase(t *testing.T) {
	a, b := Bytes("é/x.html", []byte("first")), Bytes("É/x.html", nil)
	tr, clashes := New([]File{a, b})
	if len(clashes) != 1 || clashes[0].Path != "É/x.html" || tr.Len() != 1 {
		t.Errorf("clashes: %v", clashes)
	}
	if tr.Find("é/x.html") == nil || tr.Find("É/x.html") != nil {
		t.Error("a path is found only as it was written")
	}
	if new(Tree).Find("x") != nil {
		t.Error("an empty tree has a file")
	}
}

func TestFilesAreSorted(t *testing.T) {
	tr, _ := New([]File{Bytes("b", nil), Bytes("a/x", nil), Bytes("c", nil), Bytes("a", nil)})
	var got []string
	for _, f := range tr.Files() {
		got = append(got, f.Path)
	}
	if strings.Join(got, " ") != "a a/x b c" {
		t.Errorf("%v", got)
	}
}

func TestBytesRendersItsContent(t *testing.T) {
	var b bytes.Buffer
	f := Bytes("x", []byte("text"))
	if err := f.Render(&b); err != nil || b.String() != "text" {
		t.Fatalf("got %q, %v", b.String(), err)
	}
}

type inner struct {
	name  string
	Count int
}

type view struct {
	Title string
	Parts []inner
	Next  *view
	When  time.Time
	Words map[string]string
}

// Each change of a view, however deep and however private, has to change the
// fingerprint: otherwise a reader keeps an outdated page.
func TestHashOfSeesEveryField(t *testing.T) {
	base := func() *view {
		return &view{Title: "a", Parts: []inner{{"x", 1}}, Next: &view{Title: "b"}, When: time.Unix(1, 0).UTC(), Words: map[string]string{"k": "v", "l": "w"}}
	}
	changes := map[string]func(*view){
		"string":     func(v *view) { v.Title = "c" },
		"unexported": func(v *view) { v.Parts[0].name = "y" },
		"number":     func(v *view) { v.Parts[0].Count = 2 },
		"length":     func(v *view) { v.Parts = append(v.Parts, inner{}) },
		"pointer":    func(v *view) { v.Next.Title = "c" },
		"nil":        func(v *view) { v.Next = nil },
		"time":       func(v *view) { v.When = time.Unix(2, 0).UTC() },
		"map value":  func(v *view) { v.Words["k"] = "x" },
		"map key":    func(v *view) { delete(v.Words, "l") },
	}
	want := HashOf(base())
	if HashOf(base()) != want {
		t.Fatal("the same value has two fingerprints")
	}
	for name, change := range changes {
		v := base()
		change(v)
		if HashOf(v) == want {
			t.Errorf("%s: the change does not affect the hash", name)
		}
	}
}

func TestHashOfSeparatesNeighbors(t *testing.T) {
	if HashOf("ab", "c") == HashOf("a", "bc") {
		t.Error("two pairs of strings have one fingerprint")
	}
}

type shared struct{ hash Hash }

func (s *shared) Hash() Hash { return s.hash }

type page struct {
	*shared
	Title string
}

// A view that embeds a Hasher still has its own fingerprint.
func TestHashOfLooksPastAnEmbeddedHasher(t *testing.T) {
	part := &shared{Hash{1}}
	if HashOf(&page{part, "a"}) == HashOf(&page{part, "b"}) {
		t.Error("the title does not affect the hash")
	}
	if HashOf(&page{part, "a"}) == HashOf(&page{&shared{Hash{2}}, "a"}) {
		t.Error("the shared part does not affect the hash")
	}
}

// The files of a folder are made when somebody asks for one of them, once.
func TestFolder(t *testing.T) {
	made := 0
	folder := Folder{
		Has: func(path string) bool { return strings.HasPrefix(path, "search/") },
		Files: func() []File {
			made++
			return []File{Bytes("search/b", []byte("b")), Bytes("search/a", nil)}
		},
	}
	tr, _ := New([]File{Bytes("index.html", nil), Bytes("z", nil)}, folder)
	if tr.Find("index.html") == nil || tr.Find("elsewhere/a") != nil || made != 0 {
		t.Errorf("the folder was made %d times before anybody asked", made)
	}
	if f := tr.Find("search/b"); f == nil || f.Path != "search/b" || tr.Find("search/c") != nil || made != 1 {
		t.Errorf("got %v, made %d times", f, made)
	}
	var paths []string
	for _, f := range tr.Files() {
		paths = append(paths, f.Path)
	}
	if strings.Join(paths, " ") != "index.html search/a search/b z" || made != 1 {
		t.Errorf("files %v, made %d times", paths, made)
	}
}
