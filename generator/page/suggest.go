package page

import (
	"encoding/json"

	"corkboard/generator/address"
	"corkboard/generator/board"
	"corkboard/generator/catalog"
	"corkboard/generator/views"
	"corkboard/generator/wording"
)

// Suggest says how to send a listing.
func (w *Writer) Suggest() views.View {
	v := &views.Suggest{Frame: w.standard("suggest", address.SuggestPath)}
	who := w.Board.Catalog.Site.Contact
	v.Contact, v.Replies = w.Phrase(who.Name), w.Phrase(who.Replies)
	v.Address = who.Email
	v.Phone = w.ownPhone()
	for _, k := range catalog.Kinds {
		v.Kinds = append(v.Kinds, views.KindChoice{ID: string(k.Kind), Name: w.Words.T("kind." + string(k.Kind)),
			Line: w.Words.T("kind_line." + string(k.Kind)), Direction: string(k.Direction)})
	}
	template := ""
	if w.options.Scaffold != nil {
		template = w.options.Scaffold(catalog.Event)
		v.Templates = append(v.Templates,
			views.Template{Title: w.Words.T("site.template.dated"), Text: template, File: address.ListingsPath + "my-listing.yaml"},
			views.Template{Title: w.Words.T("site.template.help"), Text: w.options.Scaffold(catalog.GetHelpKind), File: address.ListingsPath + "my-listing.yaml"},
			views.Template{Title: w.Words.T("site.template.organization"), Text: w.options.Scaffold(catalog.KindOrganization), File: address.OrganizationsPath + "my-organization.yaml"},
		)
	}
	if who.Email != "" {
		v.Mail = wording.Mailto(who.Email, w.Words.T("site.mail.new_subject"), w.Words.T("site.mail.new_body"))
	}
	v.NewFile = w.newFileURL("opportunities", "my-listing.yaml", template)
	v.Choices = w.At.URL(address.ChoicesFile)
	for _, d := range catalog.Directions {
		g := views.KindGroup{ID: string(d), Name: w.Words.T("direction." + string(d))}
		for _, k := range v.Kinds {
			if k.Direction == g.ID {
				g.Kinds = append(g.Kinds, k)
			}
		}
		v.Groups = append(v.Groups, g)
	}
	for _, folder := range []string{"opportunities", "organizations"} {
		if url, prefill := w.newFolder(folder); url != "" {
			v.Folders, v.Prefill = append(v.Folders, url), prefill
		}
	}
	return v
}

// choices are what the form offers: each an id with its name, by name.
type choices struct {
	Organizations [][]string `json:"organizations"`
	Places        [][]string `json:"places"`
	Categories    [][]string `json:"categories"` // a third text says that one is a private matter
	Languages     [][]string `json:"languages"`
}

// Choices is what the form of the suggest page offers, in JSON. Places that are not
// public and organizations of private matters are in no list of the site, nor in this one.
func (w *Writer) Choices() []byte {
	out := choices{Organizations: [][]string{}, Places: [][]string{}, Categories: [][]string{}, Languages: [][]string{}}
	for _, o := range byName(w, w.Board.Organizations, w.nameOf, func(o *board.Organization) string { return o.ID }) {
		if o.Listed && o.Active() && !o.Sensitive {
			out.Organizations = append(out.Organizations, []string{o.ID, w.Phrase(o.Name).Text})
		}
	}
	for _, p := range w.Board.Locations {
		if p.Privacy == catalog.Public && !p.Own && w.Board.Sets.Location(p).HasPage() {
			out.Places = append(out.Places, []string{p.ID, w.Phrase(p.Name).Text})
		}
	}
	for _, c := range w.Board.Catalog.Categories {
		row := []string{c.ID, w.Phrase(c.Name).Text}
		if c.Sensitive {
			row = append(row, "private")
		}
		out.Categories = append(out.Categories, row)
	}
	for _, tag := range w.Board.Sets.Languages() {
		out.Languages = append(out.Languages, []string{tag, w.Words.LanguageName(tag)})
	}
	b, err := json.Marshal(out)
	if err != nil {
		panic("page: " + err.Error()) // texts always marshal
	}
	return append(b, '\n')
}
