package page

import (
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

// part is what stands on one page of a list.
func part[T any](list []T, number int) []T {
	from := min((number-1)*perPage, len(list))
	return list[from:min(from+perPage, len(list))]
}

// nearPages is how many pages before and after itself a page of a long list
// links.
const nearPages = 3

// pager links the pages of a list; nil when there is only one. The first page
// links all of them, so that each is one step away from it; the others link
// their neighbours and both ends.
func (w *Writer) pager(path string, number, total int) *views.Pager {
	if total < 2 {
		return nil
	}
	p := &views.Pager{Number: number, Total: total}
	for i := 1; i <= total; i++ {
		if number > 1 && i > 1 && i < total && (i < number-nearPages || i > number+nearPages) {
			continue
		}
		p.Pages = append(p.Pages, views.Link{Phrase: wording.Text(w.Words.Number(i)), URL: w.At.URL(address.Numbered(path, i)), Current: i == number})
	}
	if number > 1 {
		p.Previous = w.At.URL(address.Numbered(path, number-1))
	}
	if number < total {
		p.Next = w.At.URL(address.Numbered(path, number+1))
	}
	return p
}

// paginate makes a frame that of one page of a list.
func (w *Writer) paginate(f *views.Frame, path string, number, total int) {
	if number == 1 {
		return
	}
	f.PageTitle = w.Words.T("site.page_of", "title", f.PageTitle, "number", w.Words.Number(number), "total", w.Words.Number(total))
	f.PageURL = w.At.URL(address.Numbered(path, number))
	f.Canonical = w.At.Book().Absolute(f.PageURL)
	for i, other := range w.At.Book().Languages {
		if i < len(f.Languages) {
			f.Languages[i].URL = other.URL(address.Numbered(path, number))
		}
	}
}

// list is one page of listings.
func (w *Writer) list(path string, shown []*board.Listing, number int) views.List {
	total := Pages(len(shown))
	out := views.List{Cards: w.cardsOf(part(shown, number)), Count: len(shown), Pager: w.pager(path, number, total)}
	if len(shown) == 0 {
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

// byName sorts organizations by name, as the language does.
func (w *Writer) byName(list []*board.Organization) []*board.Organization {
	keys := make(map[*board.Organization]string, len(list))
	for _, o := range list {
		keys[o] = string(w.Words.SortKey(w.Phrase(o.Name).Text))
	}
	sorted := slices.Clone(list)
	slices.SortFunc(sorted, func(a, b *board.Organization) int {
		return cmp.Or(strings.Compare(keys[a], keys[b]), strings.Compare(a.ID, b.ID))
	})
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

// initial is the letter that a name stands under.
func initial(name string) string {
	for _, r := range name {
		if unicode.IsLetter(r) {
			return string(unicode.ToUpper(baseLetter(r)))
		}
		if unicode.IsDigit(r) {
			return "0–9"
		}
	}
	return "#"
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
