package board

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"corkboard/generator/catalog"
)

// inOrder returns the listings that are shown in the order of lists: urgent ones,
// then by next occurrence, then ongoing ones by freshness and name. Of two at the
// same instant the confirmed one goes first.
func inOrder(listings []*Listing, sortKey func(string) []byte) []*Listing {
	if sortKey == nil {
		sortKey = func(name string) []byte { return []byte(name) }
	}
	shown := only(listings, func(l *Listing) bool { return l.Shown })
	keys := make([]key, len(shown))
	inParts(len(shown), func(i int) { keys[i] = keyOf(shown[i], sortKey) })
	slices.SortFunc(keys, key.compare)
	for i, k := range keys {
		shown[i] = k.Listing
	}
	return shown
}

// key is what the order of a listing depends on.
type key struct {
	*Listing
	rank  int   // 0 = urgent with a date, 1 = urgent, 2 = with a date, 3 = the rest
	next  int64 // seconds since 1970
	doubt int   // what is confirmed goes before what is not
	name  []byte
}

// compare asks for names last: it is called a hundred thousand times, and most
// listings differ before.
func (k key) compare(other key) int {
	if c := cmp.Or(k.rank-other.rank, cmp.Compare(k.next, other.next), k.doubt-other.doubt); c != 0 {
		return c
	}
	if c := bytes.Compare(k.name, other.name); c != 0 {
		return c
	}
	return strings.Compare(k.ID, other.ID)
}

func keyOf(l *Listing, sortKey func(string) []byte) key {
	k := key{Listing: l, rank: 1, name: sortKey(l.Title.First())}
	if !l.Urgent {
		k.rank += 2
	}
	if l.Next != nil {
		k.rank--
		k.next = l.Next.Start.Unix()
	}
	switch {
	case l.Check.Freshness >= Stale:
		k.doubt = 2
	case l.Check.Freshness == Unchecked:
		k.doubt = 1
	}
	return k
}

// newest sorts listings by when they were added, the latest first; without git by
// their last check.
func newest(a, b *Listing) int {
	if c := b.Added.Compare(a.Added); c != 0 {
		return c
	}
	return cmp.Or(b.Check.Date.Compare(a.Check.Date), strings.Compare(a.ID, b.ID))
}

// MostNews is how many entries a news feed has at most.
const MostNews = 50

// Latest are the newest of some listings. A feed without private matters is one
// that can be shown on any screen, so sensitive ones are left out.
func Latest(list []*Listing) []*Listing {
	out := make([]*Listing, 0, MostNews+1)
	for _, l := range list {
		if l.Sensitive || len(out) == MostNews && newest(l, out[MostNews-1]) > 0 {
			continue
		}
		at, _ := slices.BinarySearchFunc(out, l, newest)
		out = slices.Insert(out, at, l)
		out = out[:min(MostNews, len(out))]
	}
	return out
}

// WithOutcome are the listings of which it is known what came of them, the newest
// outcome first.
func (b *Board) WithOutcome() []*Listing {
	out := only(b.Listings, func(l *Listing) bool { return l.Listed && !l.Sensitive && l.HasOutcome() })
	slices.SortStableFunc(out, func(a, b *Listing) int { return b.Outcome.Date.Compare(a.Outcome.Date) })
	return out
}

// barriers counts what stands between a person and help; unknown counts half.
func barriers(l *Listing) int {
	n := 0
	for _, a := range []catalog.Answer{l.IDNeeded, l.ReferralNeeded, l.BookingNeeded} {
		switch a {
		case catalog.Yes:
			n += 2
		case catalog.Unknown:
			n++
		}
	}
	return n
}

// Alternatives are three listings to try when one is closed: open ones of the same
// direction that serve the same need, those that share most of category, place and day.
// What takes place once has none: nothing else is that evening.
func (b *Board) Alternatives(l *Listing) []*Listing {
	wants := b.Needs.of(l)
	if len(wants) == 0 || l.once() {
		return nil
	}
	const wanted, looked = 3, 40
	var best [wanted]*Listing
	var scores [wanted]int
	consider := func(list []*Listing) {
		for _, o := range list[:min(looked, len(list))] {
			if o == l || !o.Open || o.full() || o.Sensitive || o.Kind.Direction() != l.Kind.Direction() || slices.Contains(best[:], o) {
				continue
			}
			if !slices.ContainsFunc(b.Needs.of(o), func(id string) bool { return slices.Contains(wants, id) }) {
				continue
			}
			score := l.alike(o)
			for i := range best {
				if best[i] == nil || score > scores[i] {
					copy(best[i+1:], best[i:])
					copy(scores[i+1:], scores[i:])
					best[i], scores[i] = o, score
					break
				}
			}
		}
	}
	if len(l.AllCategories) > 0 {
		for _, p := range l.AllLocations[:min(1, len(l.AllLocations))] {
			consider(b.Sets.Crossing(p, l.AllCategories[0]).Shown)
		}
		consider(b.Sets.Category(l.AllCategories[0]).Shown)
	}
	for _, id := range wants {
		consider(b.Needs.Set(id).Shown)
	}
	if best[wanted-1] == nil {
		consider(b.Sets.Kind(l.Kind).Shown)
	}
	return slices.DeleteFunc(best[:], func(o *Listing) bool { return o == nil })
}

// full reports whether a listing says that no place is left.
func (l *Listing) full() bool { return l.Spots.Set && l.Spots.Left == 0 }

// once reports whether people come to a listing on one day only.
func (l *Listing) once() bool {
	if !l.Kind.OnADay() || len(l.Schedules) == 0 {
		return l.OneOff == catalog.Yes
	}
	return len(l.Schedules) == 1 && !l.AlwaysOpen() && !Repeats(&l.Schedules[0])
}

// alike counts what two listings share: subjects before places, kind and day.
func (l *Listing) alike(o *Listing) int {
	score := 0
	for _, c := range l.AllCategories {
		if slices.Contains(o.AllCategories, c) {
			score += 3
		}
	}
	for _, p := range l.AllLocations {
		if slices.Contains(o.AllLocations, p) {
			score++
		}
	}
	if o.Kind == l.Kind {
		score++
	}
	if l.Next != nil && o.Next != nil && l.Next.On == o.Next.On {
		score++
	}
	return score
}
