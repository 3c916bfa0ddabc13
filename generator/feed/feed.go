// Package feed writes Atom (RFC 4287) and JSON Feed 1.1 from plain structs. It
// does not know what the entries are about, nor when anything happened: every
// id and every time is given by the caller, so the same feed is always the same
// bytes. No text can leave its place: markup is escaped and characters that XML
// does not know are removed.
package feed

import (
	"strings"
	"time"
	"unicode/utf8"
)

// Feed is one feed, in both forms. ID, Title and Self are needed.
type Feed struct {
	ID       string    // an IRI that never changes while the feed lives (RFC 4287 §4.2.6); "" = Self
	Title    string    // plain text
	Subtitle string    // plain text; "" = none
	Lang     string    // BCP 47 tag; "" = unknown
	Self     string    // absolute URL of this feed
	Page     string    // absolute URL of the page it belongs to; "" = none
	Base     string    // absolute URL that relative links in Entry.HTML start from; "" = Page, then Self
	Icon     string    // absolute URL of a square image; "" = none
	Rights   string    // licence in words; "" = none
	Author   Person    // of the entries that name none; no name = Title
	Updated  time.Time // last change of the feed; zero = the latest of its entries
	Entries  []Entry   // in the order given
	Blocks   []*Block  // after Entries; in Atom only
}

// Entry is one entry of a feed. ID and Title are needed.
type Entry struct {
	ID         string    // an IRI that never changes while the entry lives
	Title      string    // plain text
	URL        string    // absolute URL of its page; "" = none
	Lang       string    // BCP 47 tag when it is not the feed's
	Summary    string    // plain text; "" = none
	HTML       string    // safe HTML, such as markdown.HTML writes; JSON Feed knows no base, so links in it should be absolute
	Author     Person    // no name = the feed's
	Published  time.Time // zero = unknown
	Updated    time.Time // last change that matters to a reader; zero = Published, else the Unix epoch
	Categories []Category
	Enclosures []Enclosure
}

// Person is an author. Only the name is needed.
type Person struct {
	Name  string
	URL   string // absolute
	Email string
}

// Category is a term with its words.
type Category struct {
	Term  string // id
	Label string // for readers; "" = Term
}

// Enclosure is a file that belongs to an entry, such as its calendar file.
type Enclosure struct {
	URL   string // absolute
	Type  string // media type
	Title string
	Size  int64 // octets; 0 = unknown
}

// id returns the lasting name of the feed.
func (f *Feed) id() string {
	if f.ID != "" {
		return f.ID
	}
	return f.Self
}

// updated returns the last change of the feed. Without entries it is the Unix
// epoch, since a time is required and the clock is not ours to read.
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

// stamp writes t as both formats want it (RFC 3339, whole seconds).
func stamp(t time.Time) string { return t.Format(time.RFC3339) }

// web returns url when it is an absolute web address, else "": a feed reader
// opens what it is given.
func web(url string) string {
	scheme, rest, ok := strings.Cut(url, "://")
	if !ok || rest == "" || !strings.EqualFold(scheme, "https") && !strings.EqualFold(scheme, "http") {
		return ""
	}
	return url
}

// clean removes what XML 1.0 does not allow in a document (§2.2): such a
// character makes a reader reject the whole feed, and JSON readers choke too.
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
