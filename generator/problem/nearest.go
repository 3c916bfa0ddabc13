package problem

import "strings"

// Nearest returns the known word that was most likely meant, and false if none is
// close. Case, spaces, hyphens and underscores do not count; two swapped letters
// count as one error. At most one error in three letters is allowed, so that
// "cat" is never suggested for "dog".
func Nearest(word string, known []string) (string, bool) {
	w := fold(word)
	best, bestDistance := "", len(w)/3+1
	if len(w) < 3 {
		bestDistance = 2
	}
	for _, k := range known {
		f := fold(k)
		if f == w {
			return k, true
		}
		d := distance(w, f, bestDistance)
		if d < bestDistance || d == bestDistance && best == "" && d <= len(w)/3 {
			best, bestDistance = k, d
			continue
		}
		// A shortened or lengthened word ("volunteering") is close too.
		if best == "" && len(w) >= 4 && len(f) >= 4 && (strings.HasPrefix(f, w) || strings.HasPrefix(w, f)) {
			best = k
		}
	}
	return best, best != ""
}

var gaps = strings.NewReplacer(" ", "", "-", "", "_", "")

func fold(s string) string { return gaps.Replace(strings.ToLower(strings.TrimSpace(s))) }

// distance returns the optimal string alignment distance of two words in runes,
// or some number above limit if it is larger than that.
func distance(as, bs string, limit int) int {
	a, b := []rune(as), []rune(bs)
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	before, last, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(b)]
}
