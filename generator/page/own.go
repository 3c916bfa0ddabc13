package page

import (
	"corkboard/generator/address"
	"corkboard/generator/catalog"
	"corkboard/generator/views"
	"corkboard/generator/wording"
)

// Own is a Markdown page of the site's own.
func (w *Writer) Own(p *catalog.Page) views.View {
	heading := w.Phrase(p.Title)
	v := &views.Own{Frame: w.frame("page", address.OwnPath(p.ID), heading.Text, p.Title), Heading: heading, Body: w.Prose(p.Body)}
	v.Description = wording.Short(w.Phrase(p.Summary).Text)
	return v
}

// HideVisit says what a browser keeps of a visit and how to hide it.
func (w *Writer) HideVisit() views.View {
	v := &views.Own{
		Frame:   w.frame("page", address.HideVisitPath, w.Words.T("site.title.hide-a-visit"), nil),
		Heading: w.Word("site.title.hide-a-visit"),
		Body:    views.Prose{Source: w.Words.T("site.hide_a_visit"), Base: w.At.Book().Base},
	}
	v.Sensitive, v.NoIndex = true, true
	return v
}

// Redirect is a page at a former address, which leads on.
func (w *Writer) Redirect(m address.Move) views.View {
	f := w.frame("redirect", m.From, w.Words.T("site.moved"), nil)
	f.NoIndex, f.Languages, f.Canonical = true, nil, w.At.Absolute(m.To)
	return &views.Redirect{Frame: f, To: views.Link{Phrase: w.Word("site.moved_to"), URL: w.At.URL(m.To)}}
}
