package search

import (
	"math/bits"
	"unicode/utf8"
)

// Near is in how many places b differs from a: a letter left out, added or changed, or
// two neighbors swapped. More than most is told as soon as that is clear.
func Near(a, b string, most int) int {
	if n := utf8.RuneCountInString(a) - utf8.RuneCountInString(b); n > most || n < -most || farApart(a, b, most) {
		return most + 1
	}
	x, y := []rune(a), []rune(b)
	older, old, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range old {
		old[j] = j
	}
	for i := 1; i <= len(x); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(y); j++ {
			change := 1
			if x[i-1] == y[j-1] {
				change = 0
			}
			row[j] = min(old[j]+1, row[j-1]+1, old[j-1]+change)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				row[j] = min(row[j], older[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > most {
			return most + 1
		}
		older, old, row = old, row, older
	}
	return old[len(y)]
}

// farApart reports whether two words have too many letters that the other one lacks. It
// is quick, and knows ASCII only: a change of a letter changes two of the bits at most.
func farApart(a, b string, most int) bool {
	x, y := uint32(0), uint32(0)
	for i := range len(a) {
		if a[i] >= utf8.RuneSelf {
			return false
		}
		x |= 1 << (a[i] & 31)
	}
	for i := range len(b) {
		if b[i] >= utf8.RuneSelf {
			return false
		}
		y |= 1 << (b[i] & 31)
	}
	return bits.OnesCount32(x^y) > 2*most
}
