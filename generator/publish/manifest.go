package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"sort"
	"strconv"
	"strings"

	"corkboard/generator/tree"
)

// manifest lists every file of a site that this program wrote, by path. It has no
// times and nothing of this machine, so that equal sites have equal manifests:
//
//	corkboard-manifest 1
//	* <note>
//	<fingerprint> <content hash> <size> <path>
type manifest struct {
	notes   []string // what the caller wants to know of the site that is published
	records []record
	sum     tree.Hash // of the manifest file on disk; zero = there is none
}

// record is one file of a manifest.
type record struct {
	path        string
	fingerprint tree.Hash // zero = unknown, so it is rendered again
	hash        tree.Hash // of its bytes
	size        int64
}

const (
	manifestHead = "corkboard-manifest 1\n"
	noteHead     = "* "
)

// hashOf is the content hash of a file.
func hashOf(b []byte) tree.Hash {
	sum := sha256.Sum256(b)
	return tree.Hash(sum[:16])
}

func (m *manifest) encode() []byte {
	b := bytes.NewBuffer(make([]byte, 0, 64+128*len(m.records)))
	_ = writeManifest(b, m.notes, len(m.records), func(i int) record { return m.records[i] }) // a buffer returns no error
	return b.Bytes()
}

// writeManifest writes the manifest of n records.
func writeManifest(w io.Writer, notes []string, n int, record func(int) record) error {
	b := append(make([]byte, 0, 8<<10), manifestHead...)
	for _, note := range notes {
		b = append(append(append(b, noteHead...), note...), '\n')
	}
	for i := range n {
		r := record(i)
		b = append(hex.AppendEncode(b, r.fingerprint[:]), ' ')
		b = append(hex.AppendEncode(b, r.hash[:]), ' ')
		b = append(strconv.AppendInt(b, r.size, 10), ' ')
		b = append(append(b, r.path...), '\n')
		if len(b) > cap(b)/2 { // the longest path fits in the other half
			if _, err := w.Write(b); err != nil {
				return err
			}
			b = b[:0]
		}
	}
	_, err := w.Write(b)
	return err
}

var errManifest = errors.New("the manifest is damaged")

// decodeManifest reads what encode wrote. It is strict: a manifest says which
// files may be deleted, so one bad line makes all of it invalid.
func decodeManifest(b []byte) (*manifest, error) {
	m := &manifest{sum: hashOf(b)}
	text, isOurs := bytes.CutPrefix(b, []byte(manifestHead))
	if !isOurs {
		return nil, errManifest
	}
	for bytes.HasPrefix(text, []byte(noteHead)) {
		note, rest, ok := bytes.Cut(text[len(noteHead):], []byte{'\n'})
		if !ok {
			return nil, errManifest
		}
		m.notes, text = append(m.notes, string(note)), rest
	}
	lines := bytes.Count(text, []byte{'\n'})
	m.records = make([]record, 0, lines)
	// All paths share one string, which is shorter than the text of the manifest.
	var paths strings.Builder
	paths.Grow(max(0, len(text)-lines*shortestLine))
	for len(text) > 0 {
		line, rest, ok := bytes.Cut(text, []byte{'\n'})
		text = rest
		if !ok || len(line) < shortestLine || line[hashWidth] != ' ' || line[2*hashWidth+1] != ' ' {
			return nil, errManifest
		}
		size, path, found := bytes.Cut(line[2*hashWidth+2:], []byte{' '})
		at := paths.Len()
		paths.Write(path)
		r := record{path: paths.String()[at:]}
		var err error
		r.size, err = strconv.ParseInt(string(size), 10, 64)
		if !found || err != nil || r.size < 0 || strconv.FormatInt(r.size, 10) != string(size) || !decodeHash(&r.fingerprint, line[:hashWidth]) || !decodeHash(&r.hash, line[hashWidth+1:2*hashWidth+1]) || goodPath(r.path) != nil {
			return nil, errManifest
		}
		if n := len(m.records); n > 0 && m.records[n-1].path >= r.path {
			return nil, errManifest
		}
		m.records = append(m.records, r)
	}
	return m, nil
}

const (
	hashWidth    = 2 * len(tree.Hash{})
	shortestLine = 2*hashWidth + 5 // three spaces, a digit and a path of one byte
)

func decodeHash(h *tree.Hash, s []byte) bool {
	if len(s) != 2*len(h) {
		return false
	}
	for i := range h {
		high, low := digit(s[2*i]), digit(s[2*i+1])
		if high > 15 || low > 15 {
			return false
		}
		h[i] = high<<4 | low
	}
	return true
}

func digit(c byte) byte {
	switch {
	case c >= '0' && c <= '9':
		return c - '0'
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10
	}
	return 255
}

// Notes returns the notes of the site that an output folder holds; nil = there is
// none, or nothing is known of it.
func Notes(output string) []string {
	output, err := resolve(output)
	if err != nil {
		return nil
	}
	b, err := system{}.ReadFile(in(output, manifestName))
	if err != nil {
		return nil
	}
	m, err := decodeManifest(b)
	if err != nil {
		return nil // Publish says so
	}
	return m.notes
}

// find returns the index of the record of path.
func (m *manifest) find(path string) (int, bool) {
	i := sort.Search(len(m.records), func(i int) bool { return m.records[i].path >= path })
	return i, i < len(m.records) && m.records[i].path == path
}

// hasBelow reports whether any file is in a folder or below it.
func (m *manifest) hasBelow(dir string) bool {
	return below(len(m.records), func(i int) string { return m.records[i].path }, dir)
}

// goodPath returns an error if a path cannot be published: it must stay below the
// output folder on every system, and must not be a path that this package uses.
func goodPath(path string) error {
	if path == "" || len(path) > 4000 {
		return fmt.Errorf("the path %.40q is empty or too long", path)
	}
	start := 0
	for i := 0; i <= len(path); i++ {
		if i < len(path) && path[i] != '/' {
			if c := path[i]; c < ' ' || c == 0x7f || c == '\\' || c == ':' {
				return fmt.Errorf("the path %q has a character that some disks do not allow", path)
			}
			continue
		}
		switch part := path[start:i]; {
		case part == "" || part == "." || part == "..":
			return fmt.Errorf("the path %q does not stay below the output folder", path)
		case len(part) > 255:
			return fmt.Errorf("the path %q has a name of more than 255 bytes", path)
		case start == 0 && (part == workName || part == manifestName || part == ".git"):
			return fmt.Errorf("the path %q is reserved", path)
		}
		start = i + 1
	}
	return nil
}
