package site

import (
	"corkboard/generator/views"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// perPage is how many listings a page of a list has: a screen reader's user
// can still go through it, and in a language of long words it stays within the
// bytes that a slow phone gets in its first round trip.
const perPage = 40

func pagesOf(n int) int { return max(1, (n+perPage-1)/perPage) }

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
func (s *Site) pager(l *language, path string, number, total int) *views.Pager {
	if total < 2 {
		return nil
	}
	p := &views.Pager{Number: number, Total: total}
	for i := 1; i <= total; i++ {
		if number > 1 && i > 1 && i < total && (i < number-nearPages || i > number+nearPages) {
			continue
		}
		p.Pages = append(p.Pages, views.Link{Phrase: text(l.words.Number(i)), URL: l.url(numbered(path, i)), Current: i == number})
	}
	if number > 1 {
		p.Previous = l.url(numbered(path, number-1))
	}
	if number < total {
		p.Next = l.url(numbered(path, number+1))
	}
	return p
}

// paginate makes a frame that of one page of a list.
func (s *Site) paginate(l *language, f *views.Frame, path string, number, total int) {
	if number == 1 {
		return
	}
	f.PageTitle = l.words.T("site.page_of", "title", f.PageTitle, "number", l.words.Number(number), "total", l.words.Number(total))
	f.PageURL = l.url(numbered(path, number))
	f.Canonical = s.at(f.PageURL)
	for i, other := range s.languages {
		if i < len(f.Languages) {
			f.Languages[i].URL = other.url(numbered(path, number))
		}
	}
}

// list is one page of listings.
func (s *Site) list(l *language, path string, shown []*listing, number int) views.List {
	total := pagesOf(len(shown))
	out := views.List{Cards: s.cardsOf(l, part(shown, number)), Count: len(shown), Pager: s.pager(l, path, number, total)}
	if len(shown) == 0 {
		out.Empty = l.words.T("site.empty")
	}
	return out
}

// eachPage adds the pages of a list in every language.
func (s *Site) eachPage(path string, count int, view func(l *language, number, total int) views.View) {
	total := pagesOf(count)
	for _, l := range s.languages {
		for number := 1; number <= total; number++ {
			s.page(l, numbered(path, number), "", count > 0, func() views.View { return view(l, number, total) })
		}
	}
}

// onceSorted sorts organizations by name as l does, when first asked for.
func onceSorted(l *language, list []*organization) func() []*organization {
	return sync.OnceValue(func() []*organization {
		keys := make(map[*organization]string, len(list))
		for _, o := range list {
			keys[o] = string(l.words.SortKey(l.phrase(o.Name).Text))
		}
		sorted := slices.Clone(list)
		slices.SortFunc(sorted, func(a, b *organization) int {
			if c := strings.Compare(keys[a], keys[b]); c != 0 {
				return c
			}
			return strings.Compare(a.ID, b.ID)
		})
		return sorted
	})
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
