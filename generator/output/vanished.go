package output

import (
	"cmp"
	"io"
	"strings"

	"corkboard/generator/address"
	"corkboard/generator/catalog"
	"corkboard/generator/ical"
	"corkboard/generator/schedule"
	"corkboard/generator/tree"
)

// Vanished is the calendar of something that is no more in the directory, at its
// address: an error there would tell its subscribers nothing, and a calendar program
// that meets one may go on showing what it has. path is that of its page; "" = the
// page of the whole site, for a language.
func (w *Writer) Vanished(path string, v catalog.Vanished) tree.File {
	return w.ended(w.At.File(path+address.CalendarFile), w.At.Absolute(path+address.CalendarFile), v)
}

// VanishedLanguage is such a calendar of a language that the site had, at the path
// of the same one in another language.
func (w *Writer) VanishedLanguage(tag, path string, v catalog.Vanished) tree.File {
	return w.ended(tag+"/"+path, w.At.Book().Absolute(w.At.Book().Base+address.Escape(tag+"/"+path)), v)
}

// ended is a calendar with one entry, of the day on which it ended.
func (w *Writer) ended(file, source string, v catalog.Vanished) tree.File {
	return tree.File{Path: file, Make: func() (tree.Hash, tree.Render) {
		name := cmp.Or(w.Phrase(v.Name).Text, strings.ReplaceAll(v.ID, "-", " "))
		said := w.Words.T("site.vanished.listed", "name", name)
		if v.Kind == "language" {
			name = w.Title.Text
			said = w.Words.T("site.vanished.language", "name", name, "language", w.Words.LanguageName(v.ID))
		}
		day := schedule.DateOf(v.At.In(w.Board.Zone))
		home := w.At.Absolute(address.HomePath)
		e := ical.Event{
			UID:         ical.WithPart("vanished@"+w.Board.Catalog.Site.ID, v.Kind+"-"+v.ID),
			Start:       ical.Moment{Date: day, AllDay: true},
			End:         ical.Moment{Date: day.AddDays(1), AllDay: true},
			Summary:     said,
			Description: w.Words.T("site.vanished.since", "date", w.Words.Day(day)) + "\n" + home,
			URL:         home,
			Status:      ical.Confirmed,
			Transparent: true,
		}
		e.Revise(v.At)
		e.Revise(w.Board.Catalog.Site.Revision.At)
		c := ical.Calendar{Name: name, Description: said, URL: home, Source: source, Color: "saddlebrown", Refresh: refresh, Zone: w.Board.Zone, Events: []ical.Event{e}}
		return tree.HashOf("vanished", c), func(to io.Writer) error { return c.Write(to) }
	}}
}
