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
	"corkboard/generator/tree"
	"corkboard/generator/wording"
)

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

func (w *Writer) indexRow(l *board.Listing) indexRow {
	link := w.Link(l)
	row := indexRow{ID: l.ID, URL: w.At.Book().Absolute(link.URL), Title: link.Text, Lang: link.Lang, Status: l.StatusNow(), Direction: string(l.Kind.Direction()), Kind: string(l.Kind)}
	for _, o := range l.Organizations {
		row.By = append(row.By, o.ID)
	}
	for _, c := range l.AllCategories {
		row.Categories = append(row.Categories, c.ID)
	}
	for _, p := range l.AllLocations {
		row.Locations = append(row.Locations, p.ID)
	}
	if l.Next != nil {
		row.Next, row.End = wording.Stamps(l.Next.Occurrence)
	}
	if !l.Check.Date.IsZero() {
		row.Checked = l.Check.Date.String()
	}
	return row
}

// bytesOfRow is about what a row of index.json takes; partSize keeps a part
// within what a small host and a phone will carry.
const (
	bytesOfRow = 320
	partSize   = 20 << 20
)

// Index is the index.json of a set, at its address and at those it had before;
// the one of the whole site is cut into parts where it would grow too large.
func (w *Writer) Index(path string, t *board.Set) []tree.File {
	const rows = partSize / bytesOfRow
	var out []tree.File
	if path != "" || len(t.Shown) <= rows {
		for _, at := range append([]string{path}, w.At.Former(path)...) {
			out = append(out, w.index(at+address.IndexFile, t.Shown))
		}
		return out
	}
	var parts []string
	for i := 0; i*rows < len(t.Shown); i++ {
		name := fmt.Sprintf("index-%d.json", i+1)
		out = append(out, w.index(name, t.Shown[i*rows:min((i+1)*rows, len(t.Shown))]))
		parts = append(parts, w.At.Absolute(name))
	}
	return append(out, tree.Lazy(w.At.File(address.IndexFile), func() []byte {
		return marshal(struct {
			Parts []string `json:"parts"`
		}{parts})
	}))
}

func (w *Writer) index(path string, list []*board.Listing) tree.File {
	return tree.File{Path: w.At.File(path), Make: func() (tree.Hash, tree.Render) {
		rows := make([]*written[string], len(list))
		for i, l := range list {
			rows[i] = w.row(l)
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

// row is a listing as it is in every index.json.
func (w *Writer) row(l *board.Listing) *written[string] {
	return w.rows.of(l, func() written[string] {
		text, err := json.Marshal(w.indexRow(l))
		if err != nil {
			panic("output: " + err.Error()) // plain structs always marshal
		}
		return written[string]{string(text), tree.HashOf(text)}
	})
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
			if l.Changed.After(since) {
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
func Build(b *board.Board, languages []string, errors, warnings int) tree.File {
	return tree.Lazy(BuildFile, func() []byte {
		validUntil := ""
		if !b.ValidUntil.IsZero() {
			validUntil = b.ValidUntil.Format(time.RFC3339)
		}
		return marshal(struct {
			Now           string   `json:"now"`
			ValidUntil    string   `json:"valid_until,omitempty"`
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
			b.Today.String(), validUntil, languages, len(b.Shown), len(b.Listings), len(b.Organizations),
			len(b.Catalog.Categories), len(b.Catalog.Locations), errors, warnings, b.Catalog.LeftOut,
		})
	})
}
