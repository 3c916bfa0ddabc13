// Package withheld knows when a text gives away where a place is that must not
// be found: its street address in any spelling, or coordinates near it. It does
// not know listings, files or pages; it is handed texts and says where in them
// an address is.
//
// Texts are compared as a reader would understand them and not as bytes: see
// form. A street address is a number and a name; the name is compared without
// the word for the kind of street, which people shorten, move or leave out
// (“41 Quince Hollow Ln.”, “Quince Hollow, 41”). Coordinates are compared as
// numbers, within Near metres.
package withheld

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Near is how close to a withheld place coordinates may not come, in metres:
// the length of a street in a town.
const Near = 150

// Point is a place on earth in degrees (WGS 84).
type Point struct{ Lat, Lon float64 }

// Secret is what must not be told of one place.
type Secret struct {
	Place   string   // its id, or its name if it has no id
	File    string   // where it is declared, for messages
	Line    int      // of the declaration, from 1
	Address []string // street and whatever is written with it; parts may be joined by commas
	Point   *Point   // nil = unknown

	Confidential bool // nothing may be said of where the place is
	Past         bool // where the place was known to be before; no file says so any more
}

// Public is what may be told, however near it is to a secret.
type Public struct {
	Addresses []string // that public places declare as their own
	Points    []Point
	Names     []string // of places, towns and organizations
}

// Kind is how much a text gives away.
type Kind int

const (
	Address     Kind = iota // number and street, or the name of the building
	Apart                   // number and street, with other words between them
	Street                  // the street without the number
	Coordinates             // a point within Near metres
	House                   // another number of the street, or a street with public places
)

// Hit is one place of a text that gives a secret away.
type Hit struct {
	Secret     *Secret
	Kind       Kind
	Sure       bool // more says so than one short word with its number in another text
	Start, End int  // bytes of the text
}

// Guard finds secrets in texts. It may be used by several goroutines at once. The
// zero value guards nothing.
type Guard struct {
	names  []name
	starts map[[prefix]byte][]int32 // names by their first letters
	pairs  [1 << 16]bool            // whether a name begins with two letters
	points []located
	public []Point
}

// located is where a secret place is.
type located struct {
	secret *Secret
	Point
}

// name is what a street or building is called, in one of its spellings.
type name struct {
	secret *Secret
	text   string // folded letters and digits without anything between; prefix bytes or more
	words  int
	number string // of the house; "" = the address has none
	kind   string // of street, one of kinds; "" = the address has no word for it
	public []string
}

// Mistake is a secret that cannot be kept, since its text is told everywhere.
type Mistake struct {
	Secret *Secret
	Text   string // what is written
	Known  string // the public name that it is; "" = too short to be looked for
}

// New makes a guard of secrets. An address that is a public name, or too short
// to be told from other words, is not guarded but returned: otherwise whoever
// may declare a place could make pages of others illegal. It is not returned when
// it is of the past, since nobody can correct it. A guard of no secrets finds
// nothing.
func New(secrets []Secret, public Public) (*Guard, []Mistake) {
	g := &Guard{public: public.Points}
	known := map[string]string{}
	for _, n := range public.Names {
		known[squeezed(n)] = n
	}
	open := map[string][]string{} // house numbers by street name, of public addresses
	for _, a := range public.Addresses {
		for _, s := range streets(a) {
			for _, spelling := range s.spellings() {
				open[spelling] = append(open[spelling], s.number)
			}
		}
	}
	var mistakes []Mistake
	for i := range secrets {
		secret := &secrets[i]
		if secret.Point != nil {
			g.points = append(g.points, located{secret, *secret.Point})
		}
		for _, line := range secret.Address {
			if whole := squeezed(line); known[whole] != "" {
				mistakes = append(mistakes, Mistake{secret, line, known[whole]})
				continue
			}
			for _, s := range streets(line) {
				mistakes = g.add(secret, s, known, open, mistakes)
			}
		}
	}
	g.index()
	for _, n := range public.Names { // “Prospect Street Garden Club”: everybody knows the street
		for _, h := range g.Find([]byte(n)) {
			if h.Kind == Street {
				g.open(h.Secret)
			}
		}
	}
	return g, slices.DeleteFunc(mistakes, func(m Mistake) bool { return m.Secret.Past })
}

// open notes that the street of a secret is named in public.
func (g *Guard) open(secret *Secret) {
	for i := range g.names {
		if n := &g.names[i]; n.secret == secret {
			n.public = append(n.public, "")
		}
	}
}

// prefix is how many letters of a name are looked up.
const prefix = 3

func pair(a, b byte) int { return int(a)<<8 | int(b) }

// add makes the names of one street of a secret.
func (g *Guard) add(secret *Secret, s street, known map[string]string, open map[string][]string, mistakes []Mistake) []Mistake {
	for i, spelling := range s.spellings() {
		switch {
		case len(spelling) < prefix, s.number == "" && s.kind == "" && len(spelling) < longName:
			if i == 0 {
				mistakes = append(mistakes, Mistake{secret, s.text, ""})
			}
			continue
		case s.number == "" && known[spelling] != "":
			if i == 0 {
				mistakes = append(mistakes, Mistake{secret, s.text, known[spelling]})
			}
			continue
		case s.number != "" && slices.Contains(open[spelling], s.number):
			continue // a public place declares the same address
		}
		n := name{secret: secret, text: spelling, words: s.words, number: s.number, kind: s.kind, public: open[spelling]}
		same := func(o name) bool {
			return o.secret == secret && o.text == n.text && o.number == n.number && o.kind == n.kind
		}
		if !slices.ContainsFunc(g.names, same) {
			g.names = append(g.names, n)
		}
	}
	return mistakes
}

// Empty reports whether there is nothing to guard.
func (g *Guard) Empty() bool { return len(g.names) == 0 && len(g.points) == 0 }

// Find returns what a text gives away, in order. It may be anything: prose,
// Markdown, an address on the web, a file name, JSON, iCalendar. Of HTML use
// FindHTML.
func (g *Guard) Find(text []byte) []Hit {
	if g.Empty() {
		return nil
	}
	f := forms.Get().(*form)
	defer forms.Put(f)
	var hits []Hit
	for start := 0; ; start += window - overlap {
		end := min(start+window, len(text))
		f.read(text[start:end])
		for _, h := range g.find(f, nil) {
			h.Start, h.End = h.Start+start, h.End+start
			hits = append(hits, h)
		}
		if end == len(text) {
			return ordered(hits)
		}
	}
}

// A long text, such as a calendar, is read in windows, since its form takes
// several times its room. They overlap by more than an address is long, in any
// spelling.
const window, overlap = 256 << 10, 4 << 10

// FindHTML returns what an HTML document gives away: in the text that it shows,
// where elements do not count, and in the values of attributes.
func (g *Guard) FindHTML(page []byte) []Hit {
	if g.Empty() {
		return nil
	}
	f := forms.Get().(*form)
	defer forms.Put(f)
	f.readText(page)
	hits := g.find(f, nil)
	f.readTags(page)
	return ordered(g.find(f, hits))
}

func ordered(hits []Hit) []Hit {
	slices.SortStableFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.Kind, b.Kind), strings.Compare(a.Secret.Place, b.Secret.Place))
	})
	return slices.CompactFunc(hits, func(a, b Hit) bool { return a.Start == b.Start && a.Secret == b.Secret })
}

func (g *Guard) find(f *form, hits []Hit) []Hit {
	for i := 0; i+prefix <= len(f.text); i++ {
		if !g.pairs[pair(f.text[i], f.text[i+1])] {
			continue
		}
		for _, n := range g.starts[[prefix]byte(f.text[i:i+prefix])] {
			if h, ok := f.match(&g.names[n], i); ok {
				hits = append(hits, h)
			}
		}
	}
	return g.near(f, hits)
}

// ID tells guards of different secrets apart.
func (g *Guard) ID() string {
	var b strings.Builder
	for _, n := range g.names {
		fmt.Fprintf(&b, "%s %s %s %q;", n.text, n.number, n.kind, n.public)
	}
	for _, p := range g.points {
		fmt.Fprintf(&b, "%v;", p.Point)
	}
	fmt.Fprintf(&b, "%v", g.public)
	return b.String()
}

// Without is the guard of all secrets but one.
func (g *Guard) Without(secret *Secret) *Guard {
	out := &Guard{public: g.public, points: slices.DeleteFunc(slices.Clone(g.points), func(p located) bool { return p.secret == secret })}
	out.names = slices.DeleteFunc(slices.Clone(g.names), func(n name) bool { return n.secret == secret })
	out.index()
	return out
}

// index looks names up by how they begin.
func (g *Guard) index() {
	g.starts = map[[prefix]byte][]int32{}
	for i, n := range g.names {
		start := [prefix]byte([]byte(n.text[:prefix]))
		g.starts[start] = append(g.starts[start], int32(i))
		g.pairs[pair(n.text[0], n.text[1])] = true
	}
}
