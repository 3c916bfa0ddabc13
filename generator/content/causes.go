package content

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"corkboard/generator/problem"
)

// mostAlike is at how many places one unknown word is reported.
const mostAlike = 3

// oneCause leaves one message for one cause. A word that nothing is called is
// reported at its first places, with the number of the others; not at all where
// its entry is a file of a folder that is not read, which is reported itself. A
// picture that is not there needs no words, and what site.yaml lacks, with the
// phones that its country would explain, waits until its own mistakes are gone.
// problems are in order of place.
func oneCause(problems problem.List, strays map[string]string) problem.List {
	type cause struct{ rule, text string }
	type place struct {
		file string
		line int
	}
	count, gone := map[cause]int{}, map[place]bool{}
	for _, p := range problems {
		if strings.HasPrefix(p.Rule, "unknown-") {
			count[cause{p.Rule, p.Text}]++
		}
		if p.Rule == "file-not-found" {
			gone[place{p.File, p.Line}] = true
		}
	}
	brokenSite := slices.ContainsFunc(problems, func(p problem.Problem) bool {
		return p.Folder == "" && strings.HasPrefix(strings.ToLower(p.File), "site.") && (p.Level == problem.Error || p.Rule == "bad-url")
	})
	seen := map[cause]int{}
	out := problems[:0]
	for _, p := range problems {
		c := cause{p.Rule, p.Text}
		seen[c]++
		n := count[c]
		switch {
		case brokenSite && (strings.HasPrefix(p.Rule, "site-without-") || p.Rule == "bad-phone" && strings.HasSuffix(p.Hint, "in site.yaml")):
		case p.Rule == "missing-alt" && gone[place{p.File, p.Line}]:
		case strings.HasPrefix(p.Rule, "unknown-") && strays[wordIn(p.Text)] == p.Rule:
		case n > mostAlike+1 && seen[c] > mostAlike:
		case n > mostAlike+1 && seen[c] == mostAlike:
			p.Text += fmt.Sprintf(", here and at %d places more", n-mostAlike)
			out = append(out, p)
		default:
			out = append(out, p)
		}
	}
	return out
}

// wordIn is the word that a message quotes, as an id.
func wordIn(text string) string {
	_, rest, _ := strings.Cut(text, "“")
	word, _, _ := strings.Cut(rest, "”")
	return strings.ReplaceAll(strings.ToLower(word), " ", "-")
}

// strayIDs are the ids of entries that lie as files in a folder that is not read,
// with the rule of words that name them.
func strayIDs(fsys fs.FS) map[string]string {
	out := map[string]string{}
	for folder, rule := range map[string]string{"locations": "unknown-location", "categories": "unknown-category"} {
		entries, err := fs.ReadDir(fsys, folder)
		if err != nil {
			continue // there is none
		}
		for _, e := range entries {
			out[strings.TrimSuffix(e.Name(), path.Ext(e.Name()))] = rule
		}
	}
	return out
}
