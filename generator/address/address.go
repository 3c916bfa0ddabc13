// Package address decides every address of a site, each once: where pages and
// feeds are in each language, where they were before, and which lists have a
// calendar, news or an index. It does not know what is at an address.
package address

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"corkboard/generator/board"
	"corkboard/generator/catalog"
)

// Options is what addresses depend on beside the board. The zero value is good.
type Options struct {
	BaseURL string   // absolute address of the site; "" = the one in site.yaml
	Pages   []string // page kinds that the theme has; nil = all
}

// Book is all addresses of a site. It is not changed after New.
type Book struct {
	Origin    string      // "https://example.org"
	Base      string      // path prefix of the site: "/" or "/town/"
	Languages []*Language // the default first; never empty

	pages []string // page kinds that there are; nil = all
}

// Language is the addresses of one language. The pages of the default language
// are at the root, those of another one in a folder of its tag.
type Language struct {
	Tag     string
	Default bool
	Moves   []Move // of what had another address before

	book   *Book
	prefix string // "/town/" or "/town/es/"
	folder string // "" or "es/": before each path of the output
	former map[string][]string
}

// New decides the addresses of a board.
func New(b *board.Board, options Options) *Book {
	a := &Book{pages: options.Pages}
	a.Origin, a.Base = split(cmp.Or(options.BaseURL, b.Catalog.Site.URL))
	for i, tag := range Tags(b.Catalog) {
		l := &Language{Tag: tag, Default: i == 0, book: a, prefix: a.Base, former: map[string][]string{}}
		if !l.Default {
			l.folder = tag + "/"
			l.prefix = a.Base + l.folder
		}
		l.Moves = moves(b, l)
		for _, m := range l.Moves {
			l.former[m.To] = append(l.former[m.To], m.From)
		}
		a.Languages = append(a.Languages, l)
	}
	return a
}

// Tags are the languages of a site, the default first.
func Tags(c *catalog.Catalog) []string {
	if len(c.Site.Languages) == 0 {
		return []string{"en"}
	}
	return c.Site.Languages
}

// split cuts the address of a site into origin and path prefix.
func split(address string) (origin, base string) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return "http://localhost:1313", "/"
	}
	return u.Scheme + "://" + u.Host, "/" + strings.TrimPrefix(strings.TrimSuffix(u.EscapedPath(), "/")+"/", "/")
}

// Default is the addresses of the first language.
func (a *Book) Default() *Language { return a.Languages[0] }

// Serves reports whether the site has pages of a kind.
func (a *Book) Serves(kind string) bool { return a.pages == nil || slices.Contains(a.pages, kind) }

// HasPage reports whether the site has the page at a path.
func (a *Book) HasPage(path string) bool {
	kind, optional := optionalPages[path]
	return !optional || a.Serves(kind)
}

// Absolute is the absolute address of a URL of the site.
func (a *Book) Absolute(url string) string { return a.Origin + url }

// Media is the URL of a file of the content folder.
func (a *Book) Media(file string) string { return a.Base + Escape(file) }

// Book is all addresses, with those of the other languages.
func (l *Language) Book() *Book { return l.book }

// URL is the address of a path on the host.
func (l *Language) URL(path string) string { return l.prefix + Escape(path) }

// Page is the URL of one of the site's own pages; "" = the site does not have it.
func (l *Language) Page(path string) string {
	if !l.book.HasPage(path) {
		return ""
	}
	return l.URL(path)
}

// Absolute is the absolute address of a path.
func (l *Language) Absolute(path string) string { return l.book.Absolute(l.URL(path)) }

// Has reports whether a record written in the languages of a text has a page in l.
func (l *Language) Has(text catalog.Text) bool { return l.Default || text.Has(l.Tag) }

// Of is where readers of l find the page of a record that is written in the
// languages of a text, and the language of that page when it is another one.
func (l *Language) Of(path string, text catalog.Text) (url, hreflang string) {
	if l.Has(text) {
		return l.URL(path), ""
	}
	first := l.book.Default()
	return first.URL(path), first.Tag
}

// File is where the file of a path is below the output folder.
func (l *Language) File(path string) string {
	if path == "" || strings.HasSuffix(path, "/") {
		return l.folder + path + "index.html"
	}
	return l.folder + path
}

// Former are the paths at which the page of a path was before, the newest first.
func (l *Language) Former(path string) []string { return l.former[path] }
