package overlay

import (
	"errors"
	"io/fs"
	"testing"
	"testing/fstest"
)

func TestFS(t *testing.T) {
	base := fstest.MapFS{"a/one.yaml": {Data: []byte("1"), Mode: 0o644}, "a/two.yaml": {Data: []byte("2"), Mode: 0o644}, "site.yaml": {Data: []byte("s"), Mode: 0o644}}
	f := New(base, map[string][]byte{"a/one.yaml": []byte("new"), "a/two.yaml": nil, "a/b/c/three.yaml": []byte("3")})
	if err := fstest.TestFS(f, "a/one.yaml", "a/b/c/three.yaml", "site.yaml"); err != nil {
		t.Error(err)
	}
	if data, err := fs.ReadFile(f, "a/one.yaml"); err != nil || string(data) != "new" {
		t.Errorf("%s, %v", data, err)
	}
	if _, err := fs.Stat(f, "a/two.yaml"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that was taken away: %v", err)
	}
	if err := fstest.TestFS(New(nil, map[string][]byte{"a/one.yaml": []byte("1")}), "a/one.yaml"); err != nil {
		t.Error(err)
	}
	if entries, err := New(nil, nil).ReadDir("."); err != nil || len(entries) > 0 {
		t.Errorf("%v, %v", entries, err)
	}
}
