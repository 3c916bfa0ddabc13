package feed

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
)

// The keys of JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/), in its order.

type jsonFeed struct {
	Version     string       `json:"version"`
	Title       string       `json:"title"`
	HomePageURL string       `json:"home_page_url,omitempty"`
	FeedURL     string       `json:"feed_url,omitempty"`
	Description string       `json:"description,omitempty"`
	Icon        string       `json:"icon,omitempty"`
	Authors     []jsonAuthor `json:"authors,omitempty"`
	Language    string       `json:"language,omitempty"`
}

type jsonAuthor struct {
	Name string `json:"name,omitempty"`
	URL  string `json:"url,omitempty"`
}

type jsonItem struct {
	ID            string           `json:"id"`
	URL           string           `json:"url,omitempty"`
	Title         string           `json:"title,omitempty"`
	ContentHTML   string           `json:"content_html,omitempty"`
	ContentText   string           `json:"content_text,omitempty"`
	Summary       string           `json:"summary,omitempty"`
	DatePublished string           `json:"date_published,omitempty"`
	DateModified  string           `json:"date_modified,omitempty"`
	Authors       []jsonAuthor     `json:"authors,omitempty"`
	Tags          []string         `json:"tags,omitempty"`
	Language      string           `json:"language,omitempty"`
	Attachments   []jsonAttachment `json:"attachments,omitempty"`
}

type jsonAttachment struct {
	URL         string `json:"url"`
	MIMEType    string `json:"mime_type"`
	Title       string `json:"title,omitempty"`
	SizeInBytes int64  `json:"size_in_bytes,omitempty"`
}

// JSON writes f as a JSON Feed 1.1 document. The error is that of w.
func JSON(w io.Writer, f *Feed) error {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf) // escapes < > &, so the document is safe inside HTML too
	encode := func(v any) error {
		if err := enc.Encode(v); err != nil {
			return err
		}
		buf.Truncate(buf.Len() - 1) // its line break
		return nil
	}
	err := encode(jsonFeed{
		Version:     "https://jsonfeed.org/version/1.1",
		Title:       clean(f.Title),
		HomePageURL: clean(web(f.Page)),
		FeedURL:     clean(web(f.Self)),
		Description: clean(f.Subtitle),
		Icon:        clean(web(f.Icon)),
		Authors:     authors(f.Author),
		Language:    clean(f.Lang),
	})
	if err == nil {
		buf.Truncate(buf.Len() - 1) // the closing brace
		buf.WriteString(",\"items\":[")
	}
	for i := range f.Entries {
		if err != nil {
			break
		}
		if i > 0 {
			buf.WriteByte(',')
		}
		buf.WriteByte('\n')
		if err = encode(item(&f.Entries[i])); err == nil && buf.Len() > 12<<10 {
			_, err = buf.WriteTo(w)
		}
	}
	if err == nil {
		buf.WriteString("\n]}\n")
		_, err = buf.WriteTo(w)
	}
	if err != nil {
		return fmt.Errorf("writing a JSON feed: %w", err)
	}
	return nil
}

func item(e *Entry) jsonItem {
	i := jsonItem{
		ID:           clean(e.ID),
		URL:          clean(web(e.URL)),
		Title:        clean(e.Title),
		ContentHTML:  clean(e.HTML),
		Summary:      clean(e.Summary),
		DateModified: stamp(e.updated()),
		Authors:      authors(e.Author),
		Language:     clean(e.Lang),
	}
	if i.ContentHTML == "" { // one of the two must be present
		i.ContentText = clean(firstOf(e.Summary, e.Title))
	}
	if !e.Published.IsZero() {
		i.DatePublished = stamp(e.Published)
	}
	for _, c := range e.Categories {
		i.Tags = append(i.Tags, clean(firstOf(c.Label, c.Term)))
	}
	for _, c := range e.Enclosures {
		if url := web(c.URL); url != "" {
			i.Attachments = append(i.Attachments, jsonAttachment{clean(url), clean(c.Type), clean(c.Title), c.Size})
		}
	}
	return i
}

func authors(p Person) []jsonAuthor {
	if p.Name == "" {
		return nil
	}
	return []jsonAuthor{{Name: clean(p.Name), URL: clean(web(p.URL))}}
}
