// Package feed writes Atom (RFC 4287) and JSON Feed 1.1 from plain structs. It
// does not know what the entries are about and reads no clock: the caller gives
// every id and every time, so equal feeds are equal bytes. Text is untrusted:
// markup is escaped, and characters that XML does not allow are removed.
package feed

import (
	"strings"
	"time"
	"unicode/utf8"
)

// Feed is one feed, in both formats. ID, Title and Self are required.
type Feed struct {
	ID       string    // an IRI that never changes while the feed lives (RFC 4287 §4.2.6); "" = Self
	Title    string    // plain text
	Subtitle string    // plain text; "" = none
	Lang     string    // BCP 47 tag; "" = unknown
	Self     string    // absolute URL of this feed
	Page     string    // absolute URL of the page it belongs to; "" = none
	Base     string    // absolute URL to which links in Entry.HTML are relative; "" = Page, then Self
	Icon     string    // absolute URL of a square image; "" = none
	Rights   string    // license in words; "" = none
	Author   Person    // for entries without an author; no name = Title
	Updated  time.Time // last change to the feed; zero = the latest of its entries
	Entries  []Entry   // in the order given
	Blocks   []*Block  // after Entries; only in Atom
}

// Entry is one entry of a feed. ID and Title are required.
type Entry struct {
	ID         string    // an IRI that never changes while the entry lives
	Title      string    // plain text
	URL        string    // absolute URL of its page; "" = none
	Lang       string    // BCP 47 tag; "" = the feed's
	Summary    string    // plain text; "" = none
	HTML       string    // safe HTML, such as from markdown.HTML; JSON Feed has no base, so its links should be absolute
	Author     Person    // no name = the feed's
	Published  time.Time // zero = unknown
	Updated    time.Time // last change that matters to a reader; zero = Published, else the Unix epoch
	Categories []Category
	Enclosures []Enclosure
}

// Person is an author. Only the name is required.
type Person struct {
	Name  string
	URL   string // absolute
	Email string
}

// Category is a term with its label.
type Category struct {
	Term  string // id
	Label string // shown to readers; "" = Term
}

// Enclosure is a file that belongs to an entry, such as its calendar file.
type Enclosure struct {
	URL   string // absolute
	Type  string // media type
	Title string
	Size  int64 // octets; 0 = unknown
}

// id returns the permanent id of the feed.
func (f *Feed) id() string {
	if f.ID != "" {
		return f.ID
	}
	return f.Self
}

// updated returns the time of the last change. Without entries it is the Unix
// epoch, since a time is required and this package reads no clock.
func (f *Feed) updated() time.Time {
	if !f.Updated.IsZero() {
		return f.Updated
	}
	latest := time.Unix(0, 0).UTC()
	for i := range f.Entries {
		if u := f.Entries[i].updated(); u.After(latest) {
			latest = u
		}
	}
	for _, b := range f.Blocks {
		if b.updated.After(latest) {
			latest = b.updated
		}
	}
	return latest
}

func (e *Entry) updated() time.Time {
	switch {
	case !e.Updated.IsZero():
		return e.Updated
	case !e.Published.IsZero():
		return e.Published
	}
	return time.Unix(0, 0).UTC()
}

// stamp writes t as both formats require (RFC 3339, whole seconds).
func stamp(t time.Time) string { return t.Format(time.RFC3339) }

// web returns url if it is an absolute web address, otherwise "": feed readers
// open whatever they are given.
func web(url string) string {
	scheme, rest, ok := strings.Cut(url, "://")
	if !ok || rest == "" || !strings.EqualFold(scheme, "https") && !strings.EqualFold(scheme, "http") {
		return ""
	}
	return url
}

// clean removes characters that XML 1.0 does not allow (§2.2). A single one
// makes readers reject the whole feed, and some JSON readers fail too.
func clean(s string) string {
	if utf8.ValidString(s) && strings.IndexFunc(s, forbidden) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if forbidden(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd"))
}

func forbidden(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' || r >= 0x7f && r <= 0x9f || r == 0xfffe || r == 0xffff
}
