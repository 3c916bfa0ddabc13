package history

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Held calls visit with wanted files that the newest commit or the one before it
// holds and the folder does not hold as they are there: of the newest commit those
// that are not in the folder or differ, of the one before it (then before is true)
// those that the newest changed or deleted. there reports whether the folder has a
// file. A content is good until the visit ends.
func (h *History) Held(wanted, there func(path string) bool, visit func(path string, content []byte, before bool)) error {
	if h == nil || h.git == nil {
		return nil
	}
	type text struct {
		path, object string
		before       bool
	}
	var list []text
	args := []string{"ls-tree", "-r", "-z", "--full-tree", "HEAD"}
	if h.prefix != "" {
		args = append(args, "--", h.prefix)
	}
	tree, err := h.git.command(args...).Output()
	if err != nil {
		return h.git.refused(err)
	}
	for entry := range strings.SplitSeq(string(tree), "\x00") {
		about, name, _ := strings.Cut(entry, "\t")
		words := strings.Fields(about) // mode, type, object
		path, inside := strings.CutPrefix(name, h.prefix)
		if !inside || len(words) != 3 || !strings.HasPrefix(words[0], "100") || !wanted(path) {
			continue
		}
		if _, differs := h.edited[path]; differs || !there(path) {
			list = append(list, text{path, words[2], false})
		}
	}
	for i := range h.commits[len(h.commits)-1].diff {
		d := &h.commits[len(h.commits)-1].diff[i]
		if path := cmp.Or(d.from, d.path); d.old != "" && wanted(path) {
			list = append(list, text{path, d.old, true})
		}
	}
	if len(list) == 0 {
		return nil
	}
	slices.SortFunc(list, func(a, b text) int { return strings.Compare(a.path, b.path) })
	objects := make([]string, len(list))
	for i := range list {
		objects[i] = list[i].object
	}
	err = h.git.objects(objects, func(next func() ([]byte, error)) error {
		for _, t := range list {
			content, err := next()
			if err != nil {
				return err
			}
			if content != nil {
				visit(t.path, content, t.before)
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("asking git what the folder held: %w", err)
	}
	return nil
}
