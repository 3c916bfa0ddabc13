package publish

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"corkboard/generator/tree"
)

// The same site has the same manifest, whichever build of the program wrote it:
// two clones on two machines publish the same bytes.
func TestManifestKnowsNoProgram(t *testing.T) {
	var first []byte
	for i := range 2 {
		dir := filepath.Join(t.TempDir(), "public")
		build(t, dir, before, Options{Code: tree.HashOf(i)})
		b, err := os.ReadFile(filepath.Join(dir, manifestName))
		if err != nil {
			t.Fatal(err)
		}
		if i > 0 && !bytes.Equal(first, b) {
			t.Error("two builds of the program write two manifests")
		}
		first = b
	}
}
