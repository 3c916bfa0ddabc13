package page

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"corkboard/generator/address"
	"corkboard/generator/board"
	"corkboard/generator/views"
	"corkboard/generator/wording"
)

// perPage is how many listings a page of a list has: a screen reader's user
// can still go through it, and in a language of long words it stays within the
// bytes that a slow phone gets in its first round trip.
const perPage = 40

// Pages is how many pages a list of n has.
func Pages(n int) int { return max(1, (n+perPage-1)/perPage) }

// part is what is on one page of a list.
func part[T any](list []T, number int) []T { return between(list, (number-1)*perPage, number*perPage) }

// between are those of a list from one place up to another, as far as it goes.
func between[T any](list []T, from, to int) []T {
	from = max(0, min(from, len(list)))
	return list[from:max(from, min(to, len(list)))]
}

// nearPages is how many pages before and after itself a page of a long list links, and
// fewPages up to how many pages the first one links all.
const (
	nearPages = 3
	fewPages  = 12
)

// near reports whether one page of a list links another: its neighbours, both ends, and
// of a long list some on the way, which make every page a few steps from every other.
func near(number, other, total int) bool {
	switch {
	case other == 1, other == total, other >= number-nearPages && other <= number+nearPages:
		return true
	case total <= fewPages:
		return number == 1
	}
	step := (total + 4) / 5
	return other%step == 0
}

// pagesOf are the paths of the pages of a list, by number.
func pagesOf(path string) func(int) string {
	return func(number int) string { return address.Numbered(path, number) }
}

// pager links the pages of a list, which are at the paths of their numbers; nil when
// there is only one.
func (w *Writer) pager(numbered func(int) string, number, total int) *views.Pager {
	if total < 2 {
		return nil
	}
	p := &views.Pager{Number: number, Total: total}
	for i := 1; i <= total; i++ {
		if !near(number, i, total) {
			continue
		}
		p.Pages = append(p.Pages, views.Link{Phrase: wording.Text(w.Words.Number(i)), URL: w.At.URL(numbered(i)), Current: i == number})
	}
	if number > 1 {
		p.Previous = w.At.URL(numbered(number - 1))
	}
	if number < total {
		p.Next = w.At.URL(numbered(number + 1))
	}
	return p
}

// paginate makes a frame that of one page of a list.
func (w *Writer) paginate(f *views.Frame, numbered func(int) string, number, total int) {
	if number == 1 {
		return
	}
	f.PageTitle = w.Words.T("site.page_of", "title", f.PageTitle, "number", w.Words.Number(number), "total", w.Words.Number(total))
	f.PageURL = w.At.URL(numbered(number))
	f.Canonical = w.At.Book().Absolute(f.PageURL)
	for i, other := range w.At.Book().Languages {
		if i < len(f.Languages) {
			f.Languages[i].URL = other.URL(numbered(number))
		}
	}
}

// list is one page of listings, after which come organizations.
func (w *Writer) list(path string, shown []*board.Listing, organizations []*board.Organization, number int) views.List {
	count := len(shown) + len(organizations)
	out := views.List{
		Cards: w.cardsOf(part(shown, number)), Count: len(shown),
		Organizations: views.Owners{Count: len(organizations)},
		Pager:         w.pager(pagesOf(path), number, Pages(count)),
	}
	first := (number - 1) * perPage
	for _, o := range between(organizations, first-len(shown), first-len(shown)+perPage) {
		out.Organizations.Cards = append(out.Organizations.Cards, w.OrganizationCard(o))
	}
	if begin := 1 + len(shown)/perPage; len(organizations) > 0 && begin > number {
		out.Organizations.At = w.At.URL(address.Numbered(path, begin)) + "#organizations"
	}
	if count == 0 {
		out.Empty = w.Words.T("site.empty")
	}
	return out
}

func (w *Writer) cardsOf(list []*board.Listing) []*views.Card {
	out := make([]*views.Card, len(list))
	for i, l := range list {
		out[i] = w.Card(l)
	}
	return out
}

// byName sorts records by name, as the language does.
func byName[T any](w *Writer, list []T, name, id func(T) string) []T {
	type entry struct {
		key    []byte
		record T
	}
	entries := make([]entry, len(list))
	for i, r := range list {
		entries[i] = entry{w.Words.SortKey(name(r)), r}
	}
	slices.SortFunc(entries, func(a, b entry) int {
		return cmp.Or(bytes.Compare(a.key, b.key), strings.Compare(id(a.record), id(b.record)))
	})
	sorted := make([]T, len(list))
	for i, e := range entries {
		sorted[i] = e.record
	}
	return sorted
}

// listed are the organizations of the A to Z.
func listed(b *board.Board) []*board.Organization {
	var out []*board.Organization
	for _, o := range b.Organizations {
		if o.Listed {
			out = append(out, o)
		}
	}
	return out
}

// underLetter is the group of the letter that a name begins with, the last of some
// groups or a new one.
func underLetter(groups *[]views.Group, name string) *views.Group {
	letter := initial(name)
	for i := range *groups {
		if g := &(*groups)[i]; g.Heading == letter {
			return g
		}
	}
	*groups = append(*groups, views.Group{Heading: letter, ID: letterID(letter)})
	return &(*groups)[len(*groups)-1]
}

// letterID is the mark of a letter on a page.
func letterID(letter string) string {
	switch letter {
	case digits:
		return "letter-0"
	case noLetter:
		return "letter-other"
	}
	return "letter-" + strings.ToLower(letter)
}

// letters lead to where the names of a sorted list begin with each letter: the page, at
// the path of its number, and the mark on it.
func (w *Writer) letters(names []string, perPage int, numbered func(int) string) []views.Link {
	var out []views.Link
	seen := map[string]bool{}
	for i, name := range names {
		if letter := initial(name); !seen[letter] {
			seen[letter] = true
			out = append(out, views.Link{Phrase: wording.Text(letter), URL: w.At.URL(numbered(i/perPage+1)) + "#" + letterID(letter)})
		}
	}
	return out
}

// What names are under that begin with no letter.
const (
	digits   = "0–9"
	noLetter = "#"
)

// initial is the letter that a name is under.
func initial(name string) string {
	for _, r := range name {
		if unicode.IsLetter(r) {
			return string(unicode.ToUpper(baseLetter(r)))
		}
		if unicode.IsDigit(r) {
			return digits
		}
	}
	return noLetter
}

// baseLetter takes the accent off the Latin letters that are sorted with
// their plain form in most of Europe.
func baseLetter(r rune) rune {
	const from, to = "áàâäãåçéèêëíìîïñóòôöõúùûüýÁÀÂÄÃÅÇÉÈÊËÍÌÎÏÑÓÒÔÖÕÚÙÛÜÝ", "aaaaaaceeeeiiiinooooouuuuyAAAAAACEEEEIIIINOOOOOUUUUY"
	if i := strings.IndexRune(from, r); i >= 0 {
		return rune(to[utf8.RuneCountInString(from[:i])])
	}
	return r
}
