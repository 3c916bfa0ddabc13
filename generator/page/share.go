package page

import (
	"encoding/json"
	"fmt"
	"path"
	"strings"

	"corkboard/generator/address"
	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/views"
)

// iconSize is the width and height of a theme's icon.png in pixels.
const iconSize = 512

// share is the picture that a chat shows beside a link: the first of images
// that every chat can show, else the site's logo, else the theme's icon. nil =
// there is none, or the site does not know its own host.
func (w *Writer) share(images ...*catalog.Image) *views.Picture {
	book := w.At.Book()
	if book.Origin == "" {
		return nil
	}
	for _, image := range append(images, &w.Board.Catalog.Site.Logo) {
		if p := w.Picture(image); p != nil && p.Width > 0 && isShareable(image.File) {
			p.URL = book.Absolute(p.URL)
			return p
		}
	}
	if w.options.Icon == "" {
		return nil
	}
	return &views.Picture{URL: book.Absolute(book.Base + w.options.Icon), Alt: w.Title.Text, Width: iconSize, Height: iconSize}
}

// isShareable reports whether chats show a picture: PNG and JPEG are what all do.
func isShareable(file string) bool {
	switch strings.ToLower(path.Ext(file)) {
	case ".png", ".jpg", ".jpeg":
		return true
	}
	return false
}

// listingShare is the picture of a link to a listing: its own, else that of an
// organization whose page is no private matter. nil = it is sensitive.
func (w *Writer) listingShare(l *board.Listing) *views.Picture {
	if l.Sensitive {
		return nil
	}
	images := []*catalog.Image{&l.Image}
	for _, by := range l.Organizations {
		if o := w.Board.Organization(by); o != nil && !o.Sensitive {
			images = append(images, &by.Logo)
		}
	}
	return w.share(images...)
}

// smallestIcon is what phones take for a home screen, in pixels.
const smallestIcon = 180

// icon is the URL of the picture for a home screen and the length of its sides
// in pixels: the site's logo when it is a square PNG large enough, else the
// theme's. url "" = there is none.
func (w *Writer) icon() (url string, side int) {
	book := w.At.Book()
	if p := w.Picture(&w.Board.Catalog.Site.Logo); p != nil && p.Width == p.Height && p.Width >= smallestIcon && strings.EqualFold(path.Ext(p.URL), ".png") {
		return p.URL, p.Width
	}
	if w.options.Icon == "" {
		return "", 0
	}
	return book.Base + w.options.Icon, iconSize
}

// Manifest is manifest.json (W3C Web Application Manifest): what a phone calls
// the site on its home screen, and how it opens it. It keeps the buttons of the
// browser, since a reader goes back from one listing to the next.
func (w *Writer) Manifest() []byte {
	type picture struct {
		Source string `json:"src"`
		Sizes  string `json:"sizes"`
		Type   string `json:"type"`
	}
	manifest := struct {
		Name    string    `json:"name"`
		Lang    string    `json:"lang"`
		ID      string    `json:"id"`
		Start   string    `json:"start_url"`
		Scope   string    `json:"scope"`
		Display string    `json:"display"`
		Icons   []picture `json:"icons,omitempty"`
	}{Name: w.Title.Text, Lang: w.At.Tag, ID: w.At.Book().Base, Start: w.At.URL(address.HomePath), Scope: w.At.Book().Base, Display: "minimal-ui"}
	if url, side := w.icon(); url != "" {
		manifest.Icons = []picture{{url, fmt.Sprintf("%dx%d", side, side), "image/png"}}
	}
	out, _ := json.MarshalIndent(manifest, "", "  ") // strings are always JSON
	return append(out, '\n')
}
