package site

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"corkboard/generator/tree"
)

// planFiles adds what hosts, crawlers and programs read.
func (s *Site) planFiles() {
	for _, l := range s.languages {
		s.index(l, "", s.sets.all)
	}
	s.planSitemap()
	first := s.languages[0]
	s.file("robots.txt", func() []byte {
		return fmt.Appendf(nil, "User-agent: *\nAllow: /\n\nSitemap: %s\n", s.at(first.url("sitemap.xml")))
	})
	s.file("_headers", s.headerLines)
	s.file("_redirects", s.redirectLines)
	s.file("changes.json", s.changes)
	s.file(buildFile, s.build)
}

const buildFile = "build.json"

// file adds a small file made of bytes. Its fingerprint is its content's: for
// these it costs no more than a view would.
func (s *Site) file(path string, content func() []byte) {
	s.files = append(s.files, tree.File{Path: path, Make: func() (tree.Hash, tree.Render) {
		b := content()
		return tree.HashOf(b), func(w io.Writer) error {
			_, err := w.Write(b)
			return err
		}
	}})
}

// indexRow is one listing in an index.json.
type indexRow struct {
	ID         string   `json:"id"`
	URL        string   `json:"url"`
	Title      string   `json:"title"`
	Lang       string   `json:"lang,omitempty"`
	Status     string   `json:"status,omitempty"`
	Direction  string   `json:"direction"`
	Kind       string   `json:"kind"`
	By         []string `json:"organizations,omitempty"`
	Categories []string `json:"categories,omitempty"`
	Locations  []string `json:"locations,omitempty"`
	Next       string   `json:"next,omitempty"`
	End        string   `json:"end,omitempty"`
	Checked    string   `json:"checked,omitempty"`
}

func (s *Site) indexRow(l *language, w *listing) indexRow {
	link := s.link(l, w)
	row := indexRow{ID: w.ID, URL: s.at(link.URL), Title: link.Text, Lang: link.Lang, Status: s.status(w), Direction: string(w.Kind.Direction()), Kind: string(w.Kind)}
	for _, o := range w.Organizations {
		row.By = append(row.By, o.ID)
	}
	for _, c := range w.categories {
		row.Categories = append(row.Categories, c.ID)
	}
	for _, p := range w.locations {
		row.Locations = append(row.Locations, p.ID)
	}
	if w.next != nil {
		row.Next, row.End = stamps(w.next.Occurrence)
	}
	if !w.checked.date.IsZero() {
		row.Checked = w.checked.date.String()
	}
	return row
}

// bytesOfRow is about what a row of index.json takes; partSize keeps a part
// within what a small host and a phone will carry.
const (
	bytesOfRow = 320
	partSize   = 20 << 20
)

// index adds the index.json of a set, at its address and at those it had
// before; the one of the whole site is cut into parts where it would grow too
// large.
func (s *Site) index(l *language, path string, t *set) {
	rows := partSize / bytesOfRow
	if path != "" || len(t.shown) <= rows {
		for _, at := range append([]string{path}, l.formerly[path]...) {
			s.indexFile(l, at+indexFile, t.shown)
		}
		return
	}
	var parts []string
	for i := 0; i*rows < len(t.shown); i++ {
		name := fmt.Sprintf("index-%d.json", i+1)
		s.indexFile(l, name, t.shown[i*rows:min((i+1)*rows, len(t.shown))])
		parts = append(parts, s.at(l.url(name)))
	}
	s.file(l.folder+indexFile, func() []byte {
		return marshal(struct {
			Parts []string `json:"parts"`
		}{parts})
	})
}

func (s *Site) indexFile(l *language, path string, list []*listing) {
	s.files = append(s.files, tree.File{Path: l.folder + path, Make: func() (tree.Hash, tree.Render) {
		rows := make([]*row, len(list))
		hashes := make([]byte, 0, len(list)*len(tree.Hash{}))
		for i, w := range list {
			rows[i] = s.row(l, w)
			hashes = append(hashes, rows[i].hash[:]...)
		}
		return tree.HashOf("index", hashes), func(w io.Writer) error { return writeRows(w, rows) }
	}})
}

// writeRows writes an array with one document a line, in pieces: that of the
// whole site has megabytes.
func writeRows(w io.Writer, rows []*row) error {
	const piece = 32 << 10
	b := append(make([]byte, 0, piece+piece/4), "[\n"...)
	for i, r := range rows {
		if i > 0 {
			b = append(b, ",\n"...)
		}
		b = append(b, r.text...)
		if len(b) >= piece {
			if _, err := w.Write(b); err != nil {
				return err
			}
			b = b[:0]
		}
	}
	_, err := w.Write(append(b, "\n]\n"...))
	return err
}

// row is a listing as it stands in every index.json, made once.
type row struct {
	text string
	hash tree.Hash
}

func (s *Site) row(l *language, w *listing) *row {
	return w.shared[l.index].row.or(func() *row {
		text, err := json.Marshal(s.indexRow(l, w))
		if err != nil {
			panic("site: " + err.Error()) // plain structs always marshal
		}
		return &row{string(text), tree.HashOf(text)}
	})
}

func marshal(v any) []byte {
	b, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		panic("site: " + err.Error()) // plain structs always marshal
	}
	return append(b, '\n')
}

// changeRow is one listing that came or changed lately.
type changeRow struct {
	ID      string `json:"id"`
	URL     string `json:"url"`
	Title   string `json:"title"`
	Added   string `json:"added,omitempty"`
	Changed string `json:"changed,omitempty"`
}

// changesDays is how far back changes.json looks.
const changesDays = 60

// changes are the listings added or changed lately, by git, the latest first.
func (s *Site) changes() []byte {
	since := s.today.AddDays(-changesDays).In(s.zone)
	var recent []*listing
	for _, w := range s.shown {
		if w.Changed.After(since) {
			recent = append(recent, w)
		}
	}
	slices.SortStableFunc(recent, func(a, b *listing) int {
		if c := b.Changed.Compare(a.Changed); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	rows := make([]changeRow, len(recent))
	l := s.languages[0]
	for i, w := range recent {
		rows[i] = changeRow{w.ID, s.at(l.url(listingPath(w.ID))), w.Title.First(), rfc3339(w.Added), rfc3339(w.Changed)}
	}
	return marshal(struct {
		Since   string      `json:"since"`
		Changes []changeRow `json:"changes"`
	}{s.today.AddDays(-changesDays).String(), rows})
}

// build tells programs what this build is.
func (s *Site) build() []byte {
	return marshal(struct {
		Now           string   `json:"now"`
		ValidUntil    string   `json:"valid_until"`
		Languages     []string `json:"languages"`
		Listings      int      `json:"listings"`
		Opportunities int      `json:"opportunities"`
		Organizations int      `json:"organizations"`
		Categories    int      `json:"categories"`
		Locations     int      `json:"locations"`
		Errors        int      `json:"errors"`
		Warnings      int      `json:"warnings"`
		LeftOut       []string `json:"left_out,omitempty"`
	}{
		s.today.String(), s.validUntil.Format(time.RFC3339), s.Languages(), len(s.shown), len(s.listings), len(s.owners),
		len(s.catalog.Categories), len(s.catalog.Locations), s.options.Errors, s.options.Warnings, s.catalog.LeftOut,
	})
}

// sitemapPart is how many addresses one sitemap may have (sitemaps.org).
const sitemapPart = 50_000

// planSitemap adds sitemap.xml: an index with parts when the site is large.
func (s *Site) planSitemap() {
	total := 0
	for i := range s.pages {
		if s.pages[i].Sitemap {
			total++
		}
	}
	// While a town is edited nobody asks for it, so it is made when somebody does.
	urls := sync.OnceValue(func() []string {
		list := make([]string, 0, total)
		for i := range s.pages {
			if p := &s.pages[i]; p.Sitemap {
				list = append(list, s.base+strings.TrimSuffix(p.Path, "index.html"))
			}
		}
		slices.Sort(list)
		return list
	})
	if total <= sitemapPart {
		s.file("sitemap.xml", func() []byte { return s.sitemap("urlset", "url", urls()) })
		return
	}
	var parts []string
	for from := 0; from < total; from += sitemapPart {
		name := fmt.Sprintf("sitemap-%d.xml", len(parts)+1)
		s.file(name, func() []byte { return s.sitemap("urlset", "url", urls()[from:min(from+sitemapPart, total)]) })
		parts = append(parts, s.base+name)
	}
	s.file("sitemap.xml", func() []byte { return s.sitemap("sitemapindex", "sitemap", parts) })
}

// sitemap writes one document of the Sitemap protocol 0.9, of paths on the host.
func (s *Site) sitemap(root, entry string, paths []string) []byte {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	fmt.Fprintf(&b, "<%s xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n", root)
	for _, path := range paths {
		b.WriteString("<" + entry + "><loc>")
		_ = xml.EscapeText(&b, []byte(s.at(path))) // a bytes.Buffer does not fail
		b.WriteString("</loc></" + entry + ">\n")
	}
	fmt.Fprintf(&b, "</%s>\n", root)
	return b.Bytes()
}
