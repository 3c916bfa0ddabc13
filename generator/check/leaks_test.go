package check

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"corkboard/generator/catalog"
	"corkboard/generator/tree"
)

// A withheld text is found in every form that we write texts in, however the
// file is written and wherever in it the text stands.
func TestGuardFindsEveryForm(t *testing.T) {
	withheld := []catalog.Withheld{{Text: "7 O'Hara & Sons, Mühle", Place: "mill", File: "locations.yaml", Line: 3}}
	for name, c := range map[string]struct{ path, text string }{
		"plain":    {"a.txt", "at 7 O'Hara & Sons, Mühle."},
		"spaces":   {"a.html", "at 7 O&#39;Hara\n &amp;  Sons, Mühle."},
		"case":     {"a.txt", "AT 7 O'HARA & SONS, Mühle."},
		"html":     {"a.html", "<p>7 O&#39;Hara &amp; Sons, Mühle</p>"},
		"json":     {"a.json", `{"a":"7 O'Hara \u0026 Sons, Mühle"}`},
		"calendar": {"a.ics", "LOCATION:7 O'Hara & So\r\n ns\\, Mühle\r\n"},
		"address":  {"a.html", `<a href="https://x.example/?q=7+O%27Hara+%26+Sons%2C+M%C3%BChle">`},
	} {
		for _, before := range []int{0, 1, windowSize - 12, windowSize, 3*windowSize - 5} {
			for _, step := range []int{1 << 20, 7, windowSize} {
				if got := guarded(c.path, strings.Repeat(".", before)+c.text+strings.Repeat("-", 100), step, withheld); !leaks(got) {
					t.Errorf("%s after %d bytes, %d at a time: not found (%v)", name, before, step, got)
				}
			}
		}
	}
	for name, text := range map[string]string{"nothing": "", "part": "7 O'Hara", "other": strings.Repeat("8 O'Hara & Sons, Mühle ", 5000)} {
		if err := guarded("a.txt", text, 1000, withheld); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A file of the search is packed, so it is looked at before.
func TestGuardLooksIntoPackedFiles(t *testing.T) {
	withheld := []catalog.Withheld{{Text: "7 O'Hara Lane", Place: "mill", File: "locations.yaml", Line: 3}}
	for text, found := range map[string]bool{"soup\t7  O'Hara Lane\nbread": true, "": false, "7 O'Hara Street": false} {
		for _, pieces := range [][]string{{text}, {"at", text, "."}} {
			var parts [][]byte
			for _, p := range pieces {
				parts = append(parts, []byte(p))
			}
			files := []tree.File{tree.Packed("index/1.bin", tree.Hash{}, parts, func() []byte { return []byte("packed") })}
			files = Guard(files, withheld)
			var b bytes.Buffer
			if err := files[0].Render(&b); leaks(err) != found || !found && b.String() != "packed" || found && b.Len() > 0 {
				t.Errorf("%q: %v, %q", pieces, err, b.String())
			}
		}
	}
}

func leaks(err error) bool {
	var leak *Leak
	return errors.As(err, &leak) && leak.Place == "mill" && !strings.Contains(err.Error()+leak.Problem().Text, "Hara")
}

// guarded renders text step bytes at a time behind the guard, and checks that
// what passes comes out as it went in.
func guarded(path, text string, step int, withheld []catalog.Withheld) error {
	files := []tree.File{tree.Known(path, tree.Hash{}, func(w io.Writer) error {
		for rest := text; rest != ""; {
			n := min(step, len(rest))
			if _, err := io.WriteString(w, rest[:n]); err != nil {
				return err
			}
			rest = rest[n:]
		}
		return nil
	})}
	files = Guard(files, withheld)
	var b bytes.Buffer
	if err := files[0].Render(&b); err != nil {
		return err
	}
	if b.String() != text {
		return errors.New("the file is not what was rendered")
	}
	return nil
}
