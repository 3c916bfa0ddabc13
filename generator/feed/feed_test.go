package feed

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// atomFeed is a feed as an Atom reader parses it.
type atomFeed struct {
	XMLName  xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
	Lang     string   `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
	Base     string   `xml:"http://www.w3.org/XML/1998/namespace base,attr"`
	ID       string   `xml:"id"`
	Title    string   `xml:"title"`
	Subtitle string   `xml:"subtitle"`
	Updated  string   `xml:"updated"`
	Rights   string   `xml:"rights"`
	Author   struct {
		Name string `xml:"name"`
	} `xml:"author"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel    string `xml:"rel,attr"`
	Type   string `xml:"type,attr"`
	Href   string `xml:"href,attr"`
	Title  string `xml:"title,attr"`
	Length string `xml:"length,attr"`
}

type atomEntry struct {
	ID        string     `xml:"id"`
	Title     string     `xml:"title"`
	Updated   string     `xml:"updated"`
	Published string     `xml:"published"`
	Summary   string     `xml:"summary"`
	Links     []atomLink `xml:"link"`
	Content   struct {
		Type string `xml:"type,attr"`
		Text string `xml:",chardata"`
	} `xml:"content"`
	Categories []struct {
		Term  string `xml:"term,attr"`
		Label string `xml:"label,attr"`
	} `xml:"category"`
}

func example() *Feed {
	day := time.Date(2026, 11, 14, 10, 0, 0, 0, time.FixedZone("", 3600))
	return &Feed{
		ID: "tag:town.example,2026:feed", Title: "What is new", Subtitle: "In Millbrook", Lang: "en",
		Self: "https://town.example/feed.xml", Page: "https://town.example/", Icon: "https://town.example/icon.png",
		Rights: "CC BY 4.0", Author: Person{Name: "Millbrook", URL: "https://town.example/"},
		Entries: []Entry{
			{ID: "tag:town.example,2026:repair", Title: "Repair café", URL: "https://town.example/opportunities/repair/",
				Summary: "Bring a lamp", HTML: `<p>Bring a <em>lamp</em> &amp; a <a href="/x">cup</a></p>`, Published: day, Updated: day.Add(time.Hour),
				Categories: []Category{{"repair", "Repairing things"}, {Term: "free"}},
				Enclosures: []Enclosure{{URL: "https://town.example/opportunities/repair/event.ics", Type: "text/calendar", Title: "Calendar", Size: 700}}},
			{ID: "urn:uuid:2", Title: "No page", Lang: "es"},
		},
	}
}

func atom(t testing.TB, f *Feed) (string, atomFeed) {
	t.Helper()
	var b strings.Builder
	if err := Atom(&b, f); err != nil {
		t.Fatal(err)
	}
	var got atomFeed
	if err := xml.Unmarshal([]byte(b.String()), &got); err != nil {
		t.Fatalf("%v\n%s", err, b.String())
	}
	return b.String(), got
}

func TestAtom(t *testing.T) {
	f := example()
	text, got := atom(t, f)
	if !strings.HasPrefix(text, `<?xml version="1.0" encoding="UTF-8"?>`) {
		t.Error("the encoding is not declared")
	}
	for _, c := range []struct{ what, got, want string }{
		{"id", got.ID, f.ID}, {"title", got.Title, f.Title}, {"subtitle", got.Subtitle, f.Subtitle},
		{"language", got.Lang, "en"}, {"base", got.Base, f.Page}, {"updated", got.Updated, "2026-11-14T11:00:00+01:00"},
		{"author", got.Author.Name, "Millbrook"}, {"rights", got.Rights, f.Rights},
		{"links", fmt.Sprint(got.Links), "[{self application/atom+xml https://town.example/feed.xml  } {alternate text/html https://town.example/  }]"},
		{"entry id", got.Entries[0].ID, f.Entries[0].ID},
		{"entry title", got.Entries[0].Title, "Repair café"},
		{"published", got.Entries[0].Published, "2026-11-14T10:00:00+01:00"},
		{"content", got.Entries[0].Content.Text, f.Entries[0].HTML},
		{"content type", got.Entries[0].Content.Type, "html"},
		{"categories", fmt.Sprint(got.Entries[0].Categories), "[{repair Repairing things} {free }]"},
		{"entry links", fmt.Sprint(got.Entries[0].Links), "[{alternate text/html https://town.example/opportunities/repair/  } {enclosure text/calendar https://town.example/opportunities/repair/event.ics Calendar 700}]"},
		{"entry without time", got.Entries[1].Updated, "1970-01-01T00:00:00Z"},
		{"entry without page", got.Entries[1].Content.Text, "No page"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.what, c.got, c.want)
		}
	}
}

func TestJSON(t *testing.T) {
	f := example()
	var b bytes.Buffer
	if err := JSON(&b, f); err != nil {
		t.Fatal(err)
	}
	var got struct {
		jsonFeed
		Items []jsonItem `json:"items"`
	}
	d := json.NewDecoder(bytes.NewReader(b.Bytes()))
	d.DisallowUnknownFields()
	if err := d.Decode(&got); err != nil {
		t.Fatalf("%v\n%s", err, b.String())
	}
	one := got.Items[0]
	for _, c := range []struct{ what, got, want string }{
		{"version", got.Version, "https://jsonfeed.org/version/1.1"}, {"title", got.Title, f.Title},
		{"page", got.HomePageURL, f.Page}, {"self", got.FeedURL, f.Self}, {"language", got.Language, "en"},
		{"authors", fmt.Sprint(got.Authors), "[{Millbrook https://town.example/}]"},
		{"id", one.ID, f.Entries[0].ID}, {"content", one.ContentHTML, f.Entries[0].HTML}, {"text", one.ContentText, ""},
		{"modified", one.DateModified, "2026-11-14T11:00:00+01:00"}, {"tags", fmt.Sprint(one.Tags), "[Repairing things free]"},
		{"attachments", fmt.Sprint(one.Attachments), "[{https://town.example/opportunities/repair/event.ics text/calendar Calendar 700}]"},
		{"text of the second", got.Items[1].ContentText, "No page"}, {"its language", got.Items[1].Language, "es"},
	} {
		if c.got != c.want {
			t.Errorf("%s: got %q, want %q", c.what, c.got, c.want)
		}
	}
}

func TestEmptyFeedIsComplete(t *testing.T) {
	f := &Feed{Self: "https://town.example/feed.xml", Title: "Nothing yet"}
	_, got := atom(t, f)
	if got.ID != f.Self || got.Updated == "" || got.Author.Name == "" {
		t.Errorf("a required element is missing: %+v", got)
	}
	var b bytes.Buffer
	if err := JSON(&b, f); err != nil || !json.Valid(b.Bytes()) || !strings.Contains(b.String(), `"items":[`) {
		t.Errorf("%v %s", err, b.String())
	}
}

func TestAddressesAreWebAddresses(t *testing.T) {
	f := example()
	f.Entries[0].URL = "javascript:alert(1)"
	f.Entries[0].Enclosures[0].URL = "file:///etc/passwd"
	text, _ := atom(t, f)
	var b strings.Builder
	if err := JSON(&b, f); err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{text, b.String()} {
		if strings.Contains(s, "javascript:") || strings.Contains(s, "file:") {
			t.Errorf("a dangerous address is in %s", s)
		}
	}
}

type failing struct{}

var errDisk = errors.New("disk full")

func (failing) Write([]byte) (int, error) { return 0, errDisk }

func TestWriterErrorIsReturned(t *testing.T) {
	if err := Atom(failing{}, example()); !errors.Is(err, errDisk) {
		t.Errorf("Atom: %v", err)
	}
	if err := JSON(failing{}, example()); !errors.Is(err, errDisk) {
		t.Errorf("JSON: %v", err)
	}
}

// Whatever the text, the document is well-formed, has the same number of
// elements, and yields the text without the characters that XML does not allow.
func FuzzText(f *testing.F) {
	for _, s := range []string{"", "a", "</title><script>", "]]>", "\x00\x1b[31m", "\xff", "\ufffe", "a\r\nb", `" onclick="x`, "&amp;", "\u2028", "<![CDATA["} {
		f.Add(s)
	}
	count := func(t *testing.T, text string) (n int) {
		for d := xml.NewDecoder(strings.NewReader(text)); ; {
			token, err := d.Token()
			if err == io.EOF {
				return n
			}
			if err != nil {
				t.Fatalf("%v\n%s", err, text)
			}
			if _, ok := token.(xml.StartElement); ok {
				n++
			}
		}
	}
	f.Fuzz(func(t *testing.T, s string) {
		plain, _ := atom(t, example())
		e := example()
		e.Title, e.Subtitle, e.Rights, e.Author.Name = "t"+s, "t"+s, "t"+s, "t"+s
		e.Entries[0].Title, e.Entries[0].Summary, e.Entries[0].HTML, e.Entries[0].ID = "t"+s, "t"+s, "t"+s, "t"+s
		e.Entries[0].Categories[0] = Category{"t" + s, "t" + s}
		e.Entries[0].Enclosures[0].Title = "t" + s
		text, got := atom(t, e)
		if count(t, plain) != count(t, text) {
			t.Errorf("other elements than without %q", s)
		}
		if !utf8.ValidString(text) {
			t.Error("not UTF-8")
		}
		want := clean("t" + s)
		for _, v := range []string{got.Title, got.Entries[0].Title, got.Entries[0].Content.Text, got.Entries[0].Categories[0].Label} {
			if v != want {
				t.Errorf("got %q, want %q", v, want)
			}
		}
		var b bytes.Buffer
		if err := JSON(&b, e); err != nil {
			t.Fatal(err)
		}
		var back struct {
			Title string     `json:"title"`
			Items []jsonItem `json:"items"`
		}
		if err := json.Unmarshal(b.Bytes(), &back); err != nil || back.Title != want || back.Items[0].ContentHTML != want || len(back.Items) != 2 {
			t.Errorf("%v: got %q, want %q", err, back.Title, want)
		}
	})
}

func BenchmarkAtom(b *testing.B) {
	f := example()
	for len(f.Entries) < 100 {
		f.Entries = append(f.Entries, f.Entries[0])
	}
	for b.Loop() {
		_ = Atom(io.Discard, f)
	}
}
