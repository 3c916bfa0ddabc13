package page

import (
	"slices"
	"strings"

	"corkboard/generator/address"
	"corkboard/generator/board"
	"corkboard/generator/jsonld"
	"corkboard/generator/views"
	"corkboard/generator/wording"
)

// Listing is the page of an opportunity. It shows the outcome of one that is over
// and what to try instead.
func (w *Writer) Listing(l *board.Listing) views.View {
	o := l.Opportunity
	direction := o.Kind.Direction()
	title := w.Phrase(o.Title)
	v := &views.Listing{
		Frame:     w.frame("opportunity", address.ListingPath(o.ID), w.Prefix(l)+title.Text, o.Title),
		ID:        o.ID,
		Title:     title,
		Prefix:    w.Prefix(l),
		Status:    l.StatusNow(),
		Direction: string(direction),
		DirName:   w.Named(address.DirectionPath(direction), "direction."+string(direction)),
		KindName:  w.Named(address.KindPath(o.Kind), "kind."+string(o.Kind)),
		Summary:   w.Phrase(o.Summary),
		Image:     w.Picture(&o.Image),
		When:      w.When(l),
		For:       w.ForWhom(o),
		Exchange:  w.Exchange(o),
		Say:       w.Writer.Say(o.Say),
		Cost:      w.Costs(o),
		Access:    w.AccessFacts(board.Features(o), o.Access.Note),
		Own:       w.ExtraFacts(o.Extra),
		Research:  w.Research(o.Research),
		Safety:    w.Phrase(o.Safety),
		Host:      w.Phrase(o.Host),
		Body:      w.Prose(o.Body),
		Tags:      o.Tags,
		Outcome:   w.Outcome(l),
		Checked:   w.Checked(&o.Record, l.Check),
	}
	v.CheckedState = l.Check.Freshness.String()
	v.Section = string(direction)
	v.Sensitive = l.Sensitive
	v.NoIndex = !l.Shown
	if !l.Sensitive {
		v.Description = wording.Short(v.Summary.Text)
	}
	v.Share = w.listingShare(l)
	v.Crumbs = append(v.Crumbs, v.DirName, v.KindName)
	v.PageAlerts = w.PlaceAlerts(l.AllLocations)
	for _, by := range o.Organizations {
		v.By = append(v.By, w.OrganizationLink(by))
		if a := w.Alert(by.Alert, w.Phrase(by.Name)); a != nil {
			v.PageAlerts = append(v.PageAlerts, *a)
		}
	}
	for _, id := range o.Missing {
		v.By = append(v.By, wording.Plain(id))
	}
	for _, p := range o.Locations {
		place := w.Place(p)
		place.Access = nil // is among the listing's own access facts
		v.Where = append(v.Where, place)
	}
	if len(v.Where) > 0 {
		v.Where[0].Arrive = w.Phrase(o.Arrive)
	}
	v.Online, v.OnlineNote = w.Online(o)
	v.Contacts, v.ContactNote = w.Reach(o)
	for _, step := range o.Steps {
		v.Steps = append(v.Steps, w.Phrase(step))
	}
	for _, c := range l.AllCategories {
		v.Categories = append(v.Categories, w.CategoryLink(c))
	}
	v.Links = w.Links(o.Links)
	v.Notices = w.Notices(l)
	for _, related := range o.Related {
		if r := w.Board.Find(related); r != nil && (!r.Sensitive || l.Sensitive) {
			v.Related = append(v.Related, w.Card(r))
		}
	}
	v.Others = w.cardsOf(w.Board.Alternatives(l))
	v.OthersLabel = w.Words.T("site.others")
	v.Act = w.act(l)
	v.Act.Map = firstMap(v.Where)
	v.Act.Report = w.report(title.Text, address.ListingPath(o.ID), o.File, v.Contacts, v.Where, append(v.When.Sentences, v.When.Hours))
	if l.Dated {
		v.Feeds = append(v.Feeds, views.FeedLink{Type: "text/calendar", Title: title.Text, URL: v.Act.Calendar})
	}
	v.JSONLD = jsonld.Listing(w.Writer, l)
	return v
}

// Removed is where a listing was. Whoever has the address learns that it
// is no more, and nothing else of it.
func (w *Writer) Removed(l *board.Listing) views.View {
	title := w.Phrase(l.Title)
	v := &views.Own{
		Frame:   w.frame("page", address.ListingPath(l.ID), w.Prefix(l)+title.Text, l.Title),
		Heading: views.Phrase{Text: w.Prefix(l) + title.Text, Lang: title.Lang},
		Body:    views.Prose{Source: w.RemovedNotice(l), Base: w.At.Book().Base},
	}
	v.Crumbs = append(v.Crumbs, w.Named(address.DirectionPath(l.Kind.Direction()), "direction."+string(l.Kind.Direction())))
	v.NoIndex, v.Sensitive, v.Share = true, l.Sensitive, nil
	return v
}

// act is what a reader can do with a listing.
func (w *Writer) act(l *board.Listing) views.Act {
	o := l.Opportunity
	a := views.Act{Print: true, Call: w.Call(o)}
	if suggest := w.At.Page(address.SuggestPath); suggest != "" && !l.Sensitive {
		a.Again = suggest + "#" + string(o.Kind)
	}
	if l.Dated {
		a.Calendar = w.At.Book().Default().URL(address.ListingPath(o.ID) + address.EventFile)
	}
	title := w.Phrase(o.Title).Text
	if !l.Sensitive {
		a.ShareText = w.Prefix(l) + title
	}
	w.actOnFile(&a, title, w.At.Book().Default().Absolute(address.ListingPath(o.ID)), o.File)
	return a
}

// firstMap is the way to the first place that has one; "" = none has.
func firstMap(where []views.Place) string {
	for _, place := range where {
		if place.MapURL != "" {
			return place.MapURL
		}
	}
	return ""
}

// actOnFile says how to correct what a file says: always by mail, and in the
// repository when there is one.
func (w *Writer) actOnFile(a *views.Act, title, page, file string) {
	if address := w.Board.Catalog.Site.Contact.Email; address != "" {
		a.SuggestMail = wording.Mailto(address, w.Words.T("site.mail.change_subject", "title", title), w.Words.T("site.mail.change_body", "page", page))
	}
	a.EditURL = w.editURL(file)
}

// report is how to say that something is wrong, by mail or phone, with what the page
// at a path says now.
func (w *Writer) report(title, path, file string, contacts []views.Contact, where []views.Place, when []views.Phrase) *views.Report {
	who := w.Board.Catalog.Site.Contact
	page := w.At.Book().Default().Absolute(path)
	r := &views.Report{Address: who.Email, Subject: w.Words.T("site.mail.report_subject", "title", title), Page: page, File: file, Phone: w.ownPhone(), Hours: lines(when, "; ")}
	if who.Email != "" {
		r.Mail = wording.Mailto(who.Email, r.Subject, w.Words.T("site.mail.report_body", "page", page))
	}
	if r.Mail == "" && r.Phone == nil {
		return nil
	}
	if i := slices.IndexFunc(contacts, func(c views.Contact) bool { return c.Kind == "call" }); i >= 0 {
		r.OldPhone = contacts[i].Text
	}
	if len(where) > 0 {
		r.Place = lines(where[0].Address, ", ")
	}
	return r
}

// lines are phrases as one text.
func lines(list []views.Phrase, between string) string {
	var out []string
	for _, p := range list {
		out = append(out, p.Text)
	}
	return strings.Join(wording.NonEmpty(out...), between)
}

// ownPhone is the number of those who keep the directory; nil = none.
func (w *Writer) ownPhone() *views.Contact {
	number := w.Board.Catalog.Site.Contact.Phone
	if number == "" {
		return nil
	}
	return &views.Contact{Kind: "call", Text: number, URL: "tel:" + wording.Dialable(number)}
}
