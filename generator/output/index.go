package output

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"corkboard/generator/address"
	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/tree"
	"corkboard/generator/wording"
)

// indexRow is one listing or organization in an index.json.
type indexRow struct {
	ID         string   `json:"id"`
	URL        string   `json:"url"`
	Title      string   `json:"title"`
	Lang       string   `json:"lang,omitempty"`
	Status     string   `json:"status,omitempty"`
	Direction  string   `json:"direction,omitempty"` // "" for an organization
	Kind       string   `json:"kind"`                // "organization" for one
	Aka        []string `json:"aka,omitempty"`
	By         []string `json:"organizations,omitempty"`
	Categories []string `json:"categories,omitempty"`
	Locations  []string `json:"locations,omitempty"`
	Next       string   `json:"next,omitempty"`
	End        string   `json:"end,omitempty"`
	Hours      []string `json:"hours,omitempty"`  // of an organization, in words
	Phones     []string `json:"phones,omitempty"` // of an organization
	Checked    string   `json:"checked,omitempty"`
}

func (w *Writer) indexRow(l *board.Listing) indexRow {
	link := w.Link(l)
	row := indexRow{ID: l.ID, URL: w.At.Book().Absolute(link.URL), Title: link.Text, Lang: link.Lang, Status: l.StatusNow(), Direction: string(l.Kind.Direction()), Kind: string(l.Kind)}
	for _, o := range l.Organizations {
		row.By = append(row.By, o.ID)
	}
	places, next := l.AllLocations, l.Next
	if l.Sensitive { // of these nothing says where and when
		places, next = nil, nil
	}
	row.belongs(l.AllCategories, places, l.Check)
	if next != nil {
		row.Next, row.End = wording.Stamps(next.Occurrence)
	}
	return row
}

// organizationRow leaves out where a sensitive organization is.
func (w *Writer) organizationRow(o *board.Organization) indexRow {
	link := w.OrganizationLink(o.Organization)
	row := indexRow{ID: o.ID, URL: w.At.Book().Absolute(link.URL), Title: link.Text, Lang: link.Lang, Status: wording.OrganizationStatus(o), Kind: string(catalog.KindOrganization)}
	places := o.AllLocations
	if o.Sensitive {
		places = nil
	}
	row.belongs(o.AllCategories, places, o.Check)
	for _, name := range o.Aka {
		row.Aka = append(row.Aka, w.Phrase(name).Text)
	}
	if !o.Sensitive {
		row.Hours = w.Hours(o.Organization)
	}
	for _, p := range o.Phones {
		row.Phones = append(row.Phones, p.Number)
	}
	return row
}

// belongs says what a record is about, where it is and when it was checked.
func (r *indexRow) belongs(categories []*catalog.Category, places []*catalog.Location, check board.Check) {
	for _, c := range categories {
		r.Categories = append(r.Categories, c.ID)
	}
	for _, p := range places {
		r.Locations = append(r.Locations, p.ID)
	}
	if !check.Date.IsZero() {
		r.Checked = check.Date.String()
	}
}

// bytesOfRow is about what a row of index.json takes; partSize keeps a part
// within what a small host and a phone will carry.
const (
	bytesOfRow = 320
	partSize   = 20 << 20
)

// Index is the index.json of a set, at its address and at those it had before; the one
// of the whole site is cut into parts where it would grow too large. Listings come
// first, then organizations.
func (w *Writer) Index(path string, t *board.Set) []tree.File {
	const rows = partSize / bytesOfRow
	var out []tree.File
	all := entries{w, t}
	if path != "" || t.Count() <= rows {
		for _, at := range append([]string{path}, w.At.Former(path)...) {
			out = append(out, all.file(at+address.IndexFile, 0, t.Count()))
		}
		return out
	}
	var parts []string
	for i := 0; i*rows < t.Count(); i++ {
		name := fmt.Sprintf("index-%d.json", i+1)
		out = append(out, all.file(name, i*rows, min((i+1)*rows, t.Count())))
		parts = append(parts, w.At.Absolute(name))
	}
	return append(out, tree.Lazy(w.At.File(address.IndexFile), func() []byte {
		return marshal(struct {
			Parts []string `json:"parts"`
		}{parts})
	}))
}

// entries are the rows of a set, by their place in it.
type entries struct {
	w *Writer
	t *board.Set
}

func (e entries) row(i int) *written[string] {
	if i < len(e.t.Shown) {
		l := e.t.Shown[i]
		return e.w.rows.of(l.Number, func() written[string] { return rowOf(e.w.indexRow(l)) })
	}
	o := e.t.Organizations[i-len(e.t.Shown)]
	return e.w.owners.of(o.Number, func() written[string] { return rowOf(e.w.organizationRow(o)) })
}

func rowOf(row indexRow) written[string] {
	text, err := json.Marshal(row)
	if err != nil {
		panic("output: " + err.Error()) // plain structs always marshal
	}
	return written[string]{string(text), tree.HashOf(text)}
}

// file holds the rows from one place up to another.
func (e entries) file(path string, from, to int) tree.File {
	return tree.File{Path: e.w.At.File(path), Make: func() (tree.Hash, tree.Render) {
		rows := make([]*written[string], 0, to-from)
		for i := from; i < to; i++ {
			rows = append(rows, e.row(i))
		}
		return joined("index", nil, rows), func(out io.Writer) error { return writeRows(out, rows) }
	}}
}

// writeRows writes an array with one document a line, in pieces: that of the
// whole site has megabytes.
func writeRows(out io.Writer, rows []*written[string]) error {
	const piece = 32 << 10
	b := append(make([]byte, 0, piece+piece/4), "[\n"...)
	for i, r := range rows {
		if i > 0 {
			b = append(b, ",\n"...)
		}
		b = append(b, r.text...)
		if len(b) >= piece {
			if _, err := out.Write(b); err != nil {
				return err
			}
			b = b[:0]
		}
	}
	_, err := out.Write(append(b, "\n]\n"...))
	return err
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

// Changes are the listings added or changed lately, by git, the latest first. It
// is one file for all languages.
func Changes(w *wording.Writer) tree.File {
	return tree.Lazy("changes.json", func() []byte {
		first := w.Board.Today.AddDays(-changesDays)
		since := first.In(w.Board.Zone)
		var recent []*board.Listing
		for _, l := range w.Board.Shown {
			if l.Changed.After(since) && !l.Sensitive {
				recent = append(recent, l)
			}
		}
		slices.SortStableFunc(recent, func(a, b *board.Listing) int {
			return cmp.Or(b.Changed.Compare(a.Changed), strings.Compare(a.ID, b.ID))
		})
		rows := make([]changeRow, len(recent))
		for i, l := range recent {
			rows[i] = changeRow{l.ID, w.At.Absolute(address.ListingPath(l.ID)), l.Title.First(), rfc3339(l.Added), rfc3339(l.Changed)}
		}
		return marshal(struct {
			Since   string      `json:"since"`
			Changes []changeRow `json:"changes"`
		}{first.String(), rows})
	})
}

// rfc3339 prints an instant in UTC; "" for none.
func rfc3339(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// BuildFile tells programs what a build is.
const BuildFile = "build.json"

// Build is what programs may want to know of a build: for which day it is, how
// long it is valid, what is in it and what is wrong with the content.
func Build(b *board.Board, languages []string, old map[string]string, errors, warnings int) tree.File {
	return tree.Lazy(BuildFile, func() []byte {
		validUntil := ""
		if !b.ValidUntil.IsZero() {
			validUntil = b.ValidUntil.Format(time.RFC3339)
		}
		return marshal(struct {
			Now           string            `json:"now"`
			ValidUntil    string            `json:"valid_until,omitempty"`
			Languages     []string          `json:"languages"`
			Listings      int               `json:"listings"`
			Opportunities int               `json:"opportunities"`
			Organizations int               `json:"organizations"`
			Categories    int               `json:"categories"`
			Locations     int               `json:"locations"`
			Errors        int               `json:"errors"`
			Warnings      int               `json:"warnings"`
			LeftOut       []string          `json:"left_out,omitempty"`
			Old           map[string]string `json:"old"` // what pages say by language when they are no longer valid
		}{
			b.Today.String(), validUntil, languages, len(b.Shown), len(b.Listings), len(b.Organizations),
			len(b.Catalog.Categories), len(b.Catalog.Locations), errors, warnings, b.Catalog.LeftOut, old,
		})
	})
}
