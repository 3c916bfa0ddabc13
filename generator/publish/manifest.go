package publish

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"corkboard/generator/tree"
)

// manifest is every file of a site that we wrote, by path. Its form has no time
// and nothing of this machine, so that the same site has the same manifest:
//
//	corkboard-manifest 1
//	<fingerprint> <content hash> <size> <path>
type manifest struct {
	records []record
	sum     tree.Hash // of the file as it is on disk; zero = there is none
}

// record is one file of a manifest.
type record struct {
	path        string
	fingerprint tree.Hash // zero = not known, so it is rendered again
	hash        tree.Hash // of its bytes
	size        int64
}

const manifestHead = "corkboard-manifest 1\n"

// hashOf is the content hash of a file.
func hashOf(b []byte) tree.Hash {
	sum := sha256.Sum256(b)
	return tree.Hash(sum[:16])
}

func (m *manifest) encode() []byte {
	b := make([]byte, 0, 64+128*len(m.records))
	b = append(b, manifestHead...)
	for i := range m.records {
		r := &m.records[i]
		b = append(hex.AppendEncode(b, r.fingerprint[:]), ' ')
		b = append(hex.AppendEncode(b, r.hash[:]), ' ')
		b = append(strconv.AppendInt(b, r.size, 10), ' ')
		b = append(append(b, r.path...), '\n')
	}
	return b
}

var errManifest = errors.New("the manifest is damaged")

// decodeManifest reads what encode wrote. It is strict: a manifest says what may
// be deleted, so a line that is not understood spoils all of it.
func decodeManifest(b []byte) (*manifest, error) {
	m := &manifest{sum: hashOf(b)}
	text, isOurs := strings.CutPrefix(string(b), manifestHead)
	if !isOurs {
		return nil, errManifest
	}
	m.records = make([]record, 0, bytes.Count(b, []byte{'\n'}))
	for text != "" {
		line, rest, ok := strings.Cut(text, "\n")
		text = rest
		const wide = 2 * len(tree.Hash{})
		if !ok || len(line) < 2*wide+5 || line[wide] != ' ' || line[2*wide+1] != ' ' {
			return nil, errManifest
		}
		r := record{}
		size, path, found := strings.Cut(line[2*wide+2:], " ")
		var err error
		r.size, err = strconv.ParseInt(size, 10, 64)
		r.path = path
		if !found || err != nil || r.size < 0 || strconv.FormatInt(r.size, 10) != size || !decodeHash(&r.fingerprint, line[:wide]) || !decodeHash(&r.hash, line[wide+1:2*wide+1]) || goodPath(path) != nil {
			return nil, errManifest
		}
		if n := len(m.records); n > 0 && m.records[n-1].path >= path {
			return nil, errManifest
		}
		m.records = append(m.records, r)
	}
	return m, nil
}

func decodeHash(h *tree.Hash, s string) bool {
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

// find returns the record of path.
func (m *manifest) find(path string) (record, bool) {
	i, ok := slices.BinarySearchFunc(m.records, path, func(r record, p string) int { return strings.Compare(r.path, p) })
	if !ok {
		return record{}, false
	}
	return m.records[i], true
}

// goodPath returns why a path can't be published: it must stay below the output
// folder on every system, and away from what is ours there.
func goodPath(path string) error {
	if path == "" || len(path) > 4000 {
		return fmt.Errorf("the path %.40q has no good length", path)
	}
	start := 0
	for i := 0; i <= len(path); i++ {
		if i < len(path) && path[i] != '/' {
			if c := path[i]; c < ' ' || c == 0x7f || c == '\\' || c == ':' {
				return fmt.Errorf("the path %q has a character that not every disk can hold", path)
			}
			continue
		}
		switch part := path[start:i]; {
		case part == "" || part == "." || part == "..":
			return fmt.Errorf("the path %q does not stay below the output folder", path)
		case len(part) > 255:
			return fmt.Errorf("the path %q has a name of more than 255 bytes", path)
		case start == 0 && (part == workName || part == manifestName || part == ".git"):
			return fmt.Errorf("the path %q is not for pages", path)
		}
		start = i + 1
	}
	return nil
}
